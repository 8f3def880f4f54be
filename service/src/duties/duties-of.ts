import { type LawBook, procedureOn } from '@ytterby/core';
import { byUrgency, caseDuties, type Duty, type DutyStanding, licenceDuties, standingOn } from '@ytterby/core/duties';
import type { CaseState, LicenceState, ReportStage, UsageReport } from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import { beijingDay } from '../access/moments.ts';
import { accountColumn, isUsedUp } from '../customs/accounts.ts';
import type { Database } from '../store/schema.ts';
import { reportDutyOf } from '../humanitarian/shipments.ts';
import { exportsUnder } from './exports.ts';

/** Whose duties: one organisation's, as it may know them; or everybody's, for the authority and for reminders. */
export type Whose = { readonly organisation: string } | 'everybody';

export interface DutyOn {
  readonly duty: Duty;
  readonly standing: DutyStanding;
}

interface Asked {
  readonly today: string;
  readonly book: LawBook;
}

/** Finds the facts in the store, and has core say what is due by them. May give more than `whose` asks: the caller looks again. */
type DutySource = (db: Transaction<Database>, whose: Whose, asked: Asked) => Promise<readonly Duty[]>;

/** Everything that duties come from: a further source is a line here. */
const SOURCES: readonly DutySource[] = [ofCases, ofLicences, ofShipments];

/**
 * What is due, late first. An organisation sees what it owes, and the decisions that it waits for; row-level security holds it to
 * its own rows besides.
 * @example (await dutiesOf(db, { organisation }, { today, book }))[0]?.standing.status // 'late'
 */
export async function dutiesOf(db: Transaction<Database>, whose: Whose, asked: Asked): Promise<readonly DutyOn[]> {
  const found: Duty[] = [];
  for (const source of SOURCES) found.push(...(await source(db, whose, asked)));
  return found
    .filter((duty) => whose === 'everybody' || concerns(duty, whose.organisation))
    .map((duty) => ({ duty, standing: standingOn(duty, asked.today, asked.book.calendar) }))
    .sort(byUrgency);
}

function concerns({ kind, owedBy, subject }: Duty, organisation: string): boolean {
  if ('organisation' in owedBy) return owedBy.organisation === organisation;
  // What else the authority does with a case is its own affair.
  return kind === 'decision' && subject.organisation === organisation;
}

async function ofCases(db: Transaction<Database>, whose: Whose, { today, book }: Asked): Promise<readonly Duty[]> {
  let query = db
    .selectFrom('licensing_case')
    .select(['id', 'number', 'organisation', 'state'])
    .where('status', 'in', ['in-review', 'recommended', 'reconsidering']);
  if (whose !== 'everybody')
    query = query.where(
      sql<boolean>`(organisation = ${whose.organisation} or ${whose.organisation}::uuid = any (departments))`,
    );
  const law = procedureOn(book, today);
  return (await query.execute()).flatMap(({ id, number, organisation, state: stored }) => {
    const state = stored as unknown as CaseState;
    const day = state.lastOn !== null && state.lastOn > today ? state.lastOn : today;
    return caseDuties(state, { id, number: number ?? '', organisation }, day, law, book.calendar);
  });
}

async function ofLicences(db: Transaction<Database>, whose: Whose, { today, book }: Asked): Promise<readonly Duty[]> {
  let query = db
    .selectFrom('licence as l')
    .select(['l.id', 'l.number', 'l.organisation', 'l.state', accountColumn(today)]);
  query =
    whose === 'everybody'
      ? query.where(
          sql<boolean>`(l.status in ('issued', 'suspended') or jsonb_path_exists(l.state, '$.terms.conditions[*].report'))`,
        )
      : query.where('l.organisation', '=', whose.organisation);
  const licences = await query.execute();
  const ids = licences.map(({ id }) => id);
  const exported = await exportsUnder(db, ids);
  const reported = await reportsUnder(db, ids);
  const law = procedureOn(book, today);
  return licences.flatMap(({ id, number, organisation, state: stored, account }) => {
    const state = stored as unknown as LicenceState;
    const subject = {
      id,
      number,
      organisation,
      exhausted: isUsedUp(state, account),
      exports: exported.get(id) ?? [],
      reports: reported.get(id) ?? [],
    };
    const duties = licenceDuties(state, subject, today, law, book.calendar);
    // Every licence that ever was has records: those of others are no task of anybody who looks at all.
    return whose === 'everybody' ? duties.filter(({ kind }) => kind !== 'record-keeping') : duties;
  });
}

async function ofShipments(db: Transaction<Database>, whose: Whose, { book }: Asked): Promise<readonly Duty[]> {
  let query = db
    .selectFrom('humanitarian_shipment')
    .select(['id', 'number', 'organisation', 'state'])
    .where('status', 'in', ['shipped', 'reported']);
  if (whose !== 'everybody') query = query.where('organisation', '=', whose.organisation);
  return (await query.execute()).flatMap((row) => reportDutyOf(row, book) ?? []);
}

/** The usage reports that were made, by licence. */
async function reportsUnder(
  db: Transaction<Database>,
  licences: readonly string[],
): Promise<ReadonlyMap<string, readonly UsageReport[]>> {
  if (licences.length === 0) return new Map();
  const rows = await db
    .selectFrom('usage_report')
    .select(['licence', 'declaration', 'stage', 'happened_on', 'made_at'])
    .where(sql<boolean>`licence = any (${licences}::uuid[])`)
    .execute();
  return Map.groupBy(
    rows.map(({ licence, declaration, stage, happened_on, made_at }) => ({
      licence,
      declaration,
      stage: stage as ReportStage,
      happenedOn: happened_on,
      on: beijingDay(Temporal.Instant.fromEpochMilliseconds(made_at.getTime())),
    })),
    ({ licence }) => licence,
  );
}
