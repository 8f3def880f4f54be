import {
  type AssessmentSeen,
  decide,
  lastRevision,
  MEASURE_ROLES,
  MEASURE_TRANSITIONS,
  type MeasureActor,
  type MeasureCommand,
  type MeasureEvent,
  type MeasureRefusal,
  type MeasureRefusalCode,
  type MeasureRole,
  type MeasureState,
  replay,
} from '@ytterby/core/measures';
import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { beijingDay, dateOf } from '../access/moments.ts';
import { ApiProblem, Refusal, problemOfField } from '../contract/problems.ts';
import { reasonFields } from '../contract/reason-fields.ts';
import { givenText } from '../recorded-law/given-text.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import { record, type Recorded } from '../recorded-law/record.ts';
import type { Database, Measure, MeasureEvent as EventTable } from '../store/schema.ts';
import { asAnnounced } from './draft-text.ts';

/** Measures as they are stored: the events, from which the state is made anew each time. */
export interface StoredMeasure {
  readonly row: Selectable<Measure>;
  readonly state: MeasureState;
  readonly events: readonly StoredEvent[];
}
export type StoredEvent = Omit<Selectable<EventTable>, 'content'> & { readonly content: MeasureEvent };

/** @throws ApiProblem `not-found`, also where row-level security hides it */
export async function measureOf(db: Transaction<Database>, id: string): Promise<StoredMeasure> {
  const row = await db.selectFrom('measure').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  const rows = await db.selectFrom('measure_event').selectAll().where('measure', '=', id).orderBy('sequence').execute();
  const events = rows.map((each) => ({ ...each, content: each.content as unknown as MeasureEvent }));
  const made = replay(events.map(({ content }) => content));
  // The trigger and core agree on every event that is stored.
  if (!made.ok) throw new Error(`measure ${id}: event ${made.at + 1} is ${made.code}`);
  return { row, state: made.state, events };
}

type Drafting = Extract<MeasureCommand, { command: 'draft' }>;

/**
 * Makes a measure with its first revision.
 * @throws ApiProblem as `actOnMeasure`; `conflict` where another measure drafts the same instrument
 */
export async function draftMeasure(
  db: Transaction<Database>,
  command: Drafting,
  actor: MeasureActor,
  now: Temporal.Instant,
): Promise<StoredMeasure> {
  const id = randomUUIDv7();
  const { instrument, title } = command;
  await refuseTaken(db, instrument, id);
  await db
    .insertInto('measure')
    .values({
      id,
      instrument,
      title_zh: title.zh,
      title_en: title.en,
      created_at: dateOf(now),
      created_by: actor.person ?? '',
    })
    .execute();
  return actOnMeasure(db, { measure: id, command, actor, now });
}

async function refuseTaken(db: Transaction<Database>, instrument: string, measure: string): Promise<void> {
  const taken = await db
    .selectFrom('measure')
    .select('id')
    .where('instrument', '=', instrument)
    .where('status', '<>', 'withdrawn')
    .where('id', '<>', measure)
    .executeTakeFirst();
  if (taken)
    throw problemOfField('conflict', '/body/text', {
      zh: `另一项措施已使用编号${instrument}。`,
      en: `Another measure drafts ${instrument}.`,
    });
}

export interface Act {
  readonly measure: string;
  readonly command: MeasureCommand;
  readonly actor: MeasureActor;
  readonly now: Temporal.Instant;
  /** The version that the person saw. Absent: whichever there is. */
  readonly revision?: number | undefined;
}

/**
 * Carries a command out: decided by core, stored as events.
 * @throws ApiProblem `not-found`; `changed-meanwhile`; `not-valid` where the command cannot be understood; `conflict` with the reason
 *   where the measure does not allow it, which stays in the audit trail
 * @example await actOnMeasure(db, { measure, command: { command: 'send-notice', … }, actor, now }) // { state: { status: 'partners-told', … } }
 */
export async function actOnMeasure(
  db: Transaction<Database>,
  { measure, command, actor, now, revision }: Act,
): Promise<StoredMeasure> {
  // The next one waits, and decides on what this one has stored.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ytterby measure ${measure}`}, 0))`.execute(db);
  const { row, state } = await measureOf(db, measure);
  if (revision !== undefined && revision !== row.version) throw new ApiProblem('changed-meanwhile');
  if (command.command === 'revise') await refuseTaken(db, command.instrument, measure);
  const assessments = command.command === 'sign-off' ? await assessmentsOf(db, measure) : [];
  const on = beijingDay(now);
  const decision = decide(state, command, actor, { on, assessments });
  if (!decision.ok) throw measureRefusal(decision, measure, command);
  for (const [at, event] of decision.events.entries()) {
    const writes = event.command === 'draft' || event.command === 'revise';
    await db
      .insertInto('measure_event')
      .values({
        measure,
        sequence: row.version + at + 1,
        revision: row.revision + (writes ? 1 : 0),
        kind: event.command,
        at: dateOf(now),
        on_day: event.on,
        account: event.by.person,
        role: event.by.role,
        content: JSON.stringify(event),
      })
      .execute();
  }
  return measureOf(db, measure);
}

/** The assessments of a measure, as its sign-off asks of them. */
async function assessmentsOf(db: Transaction<Database>, measure: string): Promise<readonly AssessmentSeen[]> {
  const rows = await db
    .selectFrom('assessment')
    .select(['id', 'revision', 'state', 'ran_by'])
    .where('measure', '=', measure)
    .execute();
  return rows.map(({ id, revision, state, ran_by }) => ({
    id,
    revision: revision ?? 0,
    state: state as AssessmentSeen['state'],
    ranBy: ran_by,
  }));
}

/**
 * Announces a measure and makes law of its text, in one transaction: published today, and otherwise as it was assessed.
 * @throws ApiProblem as `actOnMeasure`; `conflict` where the law has changed meanwhile so that the text does not fit it any more
 */
export async function announceMeasure(
  db: Transaction<Database>,
  law: Pick<LawService, 'with'>,
  act: Omit<Act, 'command'> & { readonly actor: { readonly person: string } },
): Promise<{ readonly measure: StoredMeasure; readonly recorded: Recorded }> {
  const measure = await actOnMeasure(db, { ...act, command: { command: 'announce' } });
  const { text } = lastRevision(measure.state);
  const candidate = asAnnounced(givenText({ text }), beijingDay(act.now));
  const recorded = await record(db, law, candidate, { account: act.actor.person, now: act.now });
  if ('row' in recorded) return { measure, recorded };
  const [first] = recorded.problems;
  throw new ApiProblem('conflict', {
    zh: `草案与现行法规不再相容，请修改：${first?.zh ?? ''}`,
    en: `The draft does not fit the law of today any more; revise it. ${first?.en ?? ''}`,
  });
}

/** What cannot be understood; the rest is what somebody tried who may not, or past a gate, and stays in the audit trail. */
const OF_SHAPE: ReadonlySet<MeasureRefusalCode> = new Set<MeasureRefusalCode>([
  'malformed',
  'nothing-changed',
  'duplicate-partner',
  'receipt-unexplained',
  'no-email',
]);

function measureRefusal(
  { code, text, gates = [] }: MeasureRefusal,
  measure: string,
  given: MeasureCommand,
): ApiProblem {
  const { command } = given;
  const missing = gates.flatMap((gate) => gate.missing);
  const said =
    missing.length === 0
      ? { ...text }
      : {
          zh: `${text.zh}：${missing.map(({ zh }) => zh).join('；')}`,
          en: `${text.en}: ${missing.map(({ en }) => en).join('; ')}`,
        };
  const fields = reasonFields(code, given, said);
  return OF_SHAPE.has(code)
    ? new ApiProblem('not-valid', said, fields, code)
    : new Refusal('conflict', said, fields, code, { measure, command });
}

/** The policy roles that a person has. @example policyRoles(actor) // ['policy-officer'] */
export const policyRoles = ({ memberships }: Actor): readonly Exclude<MeasureRole, 'partner'>[] =>
  MEASURE_ROLES.filter((role) => role !== 'partner').filter((role) =>
    memberships.some(({ roles }) => roles.includes(role)),
  );

/**
 * As whom does a person give this command? In the role that the table of transitions names, else in the first that they have.
 * @throws ApiProblem `not-signed-in`; `not-allowed` for who has no policy role
 */
export function policyActor(
  actor: Actor,
  { status }: Pick<MeasureState, 'status'>,
  command: MeasureCommand['command'],
): MeasureActor & { readonly person: string } {
  if (actor.account === null) throw new ApiProblem('not-signed-in');
  const held = policyRoles(actor);
  const rows = MEASURE_TRANSITIONS.filter((row) => row.command === command && row.from.includes(status));
  const role = held.find((each) => rows.some(({ roles }) => roles.includes(each))) ?? held[0];
  if (role === undefined) throw new ApiProblem('not-allowed');
  return { person: actor.account.id, role };
}
