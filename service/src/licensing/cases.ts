import { type Determination, type ExportFacts, type LawBook, type PartyListKind, procedureOn } from '@ytterby/core';
import {
  advance,
  type Application,
  CASE_TRANSITIONS,
  type CaseActor,
  type CaseCommand,
  type CaseDecision,
  type CaseEvent,
  type CaseRefusalCode,
  type CaseRole,
  type CaseState,
  decide,
  NEW_CASE,
  transitionFor,
} from '@ytterby/core/licensing';
import type { Selectable, Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { ApiProblem, type FieldProblem, Refusal, undoing } from '../contract/problems.ts';
import { reasonFields } from '../contract/reason-fields.ts';
import type { Database, LicensingCase } from '../store/schema.ts';
import { conditionInUse, NOT_IN_LIBRARY, type StoredCondition } from './condition-library.ts';
import { carryOutGrant, changedLicence, checkChanged, type LicenceMoment } from './licences.ts';

/** Cases as they are stored: the events, and beside them the state that they make. */

export type StoredCase = Selectable<LicensingCase>;

export const stateOf = (row: Pick<StoredCase, 'state'>): CaseState => row.state as unknown as CaseState;

/** @throws ApiProblem `not-found`, also where row-level security hides it */
export async function caseOf(db: Transaction<Database>, id: string, organisation?: string): Promise<StoredCase> {
  let query = db.selectFrom('licensing_case').selectAll().where('id', '=', id);
  if (organisation !== undefined) query = query.where('organisation', '=', organisation);
  const found = await query.executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** What is frozen with an application: the facts, and what they were answered with. */
export interface FrozenAnswer {
  readonly facts: ExportFacts;
  readonly determination: Determination;
}

/** Begins a case with its first saved draft. */
export async function beginCase(
  db: Transaction<Database>,
  organisation: string,
  application: Application,
  frozen: FrozenAnswer | undefined,
  actor: CaseActor,
  moment: LicenceMoment,
): Promise<StoredCase> {
  const id = randomUUIDv7();
  await db
    .insertInto('licensing_case')
    .values({
      id,
      organisation,
      kind: application.kind,
      state: JSON.stringify(NEW_CASE),
      facts: frozen === undefined ? null : JSON.stringify(frozen.facts),
      determination: frozen === undefined ? null : JSON.stringify(frozen.determination),
    })
    .execute();
  const begun = await caseOf(db, id);
  const whole: Application =
    frozen === undefined ? application : { ...application, determination: frozenOf(id, frozen.determination) };
  return act(db, begun, { command: 'save', application: whole } as CaseCommand, actor, moment);
}

/** The day, and the law in use on it. */
export interface Moment {
  readonly today: string;
  readonly book: LawBook;
}

/**
 * What does core say to a command on a case? Nothing is stored. A draft keeps the answer that was frozen with it, and a condition of
 * the library has the words of the library, whatever is sent.
 * @throws ApiProblem `not-valid` where the library has no such condition
 */
export async function decideOn(
  db: Transaction<Database>,
  row: Pick<StoredCase, 'state'>,
  given: CaseCommand,
  actor: CaseActor,
  { today, book }: Moment,
): Promise<CaseDecision> {
  const before = stateOf(row);
  const plain = keepFrozen(given, before);
  const library = plain.command === 'set-condition' ? plain.library : undefined;
  const found = library === undefined ? undefined : await conditionInUse(db, library);
  const command = found === undefined ? plain : ofLibrary(plain, found);
  const decision = decide(before, command, actor, { on: today, law: procedureOn(book, today) });
  // Who may not set a condition at all learns nothing of the library.
  if (decision.ok && library !== undefined && found === undefined)
    throw new ApiProblem('not-valid', undefined, [{ path: '/body/library', ...NOT_IN_LIBRARY }]);
  return decision;
}

/**
 * Carries a command out: decided by core, stored with the state that it makes.
 * @throws ApiProblem `not-valid` where the lint or the shape refuses it, `conflict` where the case does
 */
export async function act(
  db: Transaction<Database>,
  row: StoredCase,
  command: CaseCommand,
  actor: CaseActor,
  moment: LicenceMoment,
): Promise<StoredCase> {
  const decision = await decideOn(db, row, command, actor, moment);
  if (!decision.ok) throw refusal(decision, command);
  let state = stateOf(row);
  for (const event of decision.events) {
    const next = advance(state, event);
    if (!next.ok) throw refusal(next, command);
    state = next.state;
    await storeEvent(db, row, event, state.version);
  }
  const number = row.number ?? (command.command === 'submit' ? await nextNumber(db, moment.today) : null);
  await db
    .updateTable('licensing_case')
    .set({ state: JSON.stringify(state), number, kind: state.application?.kind ?? row.kind })
    .where('id', '=', row.id)
    .execute();
  if (command.command === 'submit') checkChanged(state, await changedLicence(db, row, state));
  if (command.command === 'grant')
    try {
      await carryOutGrant(db, row, state, actor, moment);
    } catch (error) {
      // Nothing is granted that its licence does not bear.
      throw undoing(error);
    }
  return caseOf(db, row.id);
}

/** The words of the library, and the reports that it asks for, in place of whatever was sent. */
function ofLibrary(command: CaseCommand, { zh, en, report }: StoredCondition): CaseCommand {
  const { report: _, ...rest } = command as Extract<CaseCommand, { command: 'set-condition' }>;
  return { ...rest, text: { zh, en }, ...(report !== null && { report }) } as CaseCommand;
}

function keepFrozen(command: CaseCommand, { application }: CaseState): CaseCommand {
  if (command.command !== 'save' || application === null) return command;
  const { determination: _, ...rest } = command.application ?? {};
  const frozen = application.determination;
  return { ...command, application: { ...rest, ...(frozen && { determination: frozen }) } } as CaseCommand;
}

async function storeEvent(
  db: Transaction<Database>,
  row: StoredCase,
  event: CaseEvent,
  version: number,
): Promise<void> {
  await db
    .insertInto('case_event')
    .values({
      licensing_case: row.id,
      version,
      organisation: row.organisation,
      person: event.by.person,
      role: event.by.role,
      command: event.command,
      event: JSON.stringify(event),
    })
    .execute();
}

async function nextNumber(db: Transaction<Database>, today: string): Promise<string> {
  const { sql } = await import('kysely');
  const { rows } = await sql<{ next: string }>`select nextval('licensing_case_number') as next`.execute(db);
  return `${today.slice(0, 4)}-${(rows[0]?.next ?? '0').padStart(6, '0')}`;
}

/** What somebody tried who may not, or past the order of the steps: it stays in the audit trail. */
const OF_RIGHTS: ReadonlySet<CaseRefusalCode> = new Set<CaseRefusalCode>([
  'not-in-this-state',
  'not-this-role',
  'not-your-case',
  'not-your-department',
  'acted-for-applicant',
  'acted-for-authority',
  'own-work',
  'self-approval',
  'decided-it',
  'condition-dropped',
]);

/** The problem that says why core refused a command. */
export function refusal(refused: Extract<CaseDecision, { ok: false }>, command: CaseCommand): ApiProblem {
  const found: readonly FieldProblem[] = (refused.findings ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ field, text, remedy }) => ({
      path: `/application/${field.replace(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`,
      zh: `${text.zh} ${remedy.zh}`,
      en: `${text.en} ${remedy.en}`,
    }));
  const { code, text, because } = refused;
  const said =
    because === undefined
      ? { zh: text.zh, en: text.en }
      : { zh: `${text.zh}（${because.cite.zh}）`, en: `${text.en} (${because.cite.en})` };
  const fields = found.length > 0 ? found : reasonFields(code, command, said);
  if (OF_RIGHTS.has(code)) return new Refusal('conflict', said, fields, code);
  const isShape = code === 'malformed' || code === 'lint-errors';
  return new ApiProblem(isShape ? 'not-valid' : 'conflict', said, fields, code);
}

/** In which of the roles does the person give this command? The one that the table of transitions names, else the first. */
export function roleFor(state: CaseState, command: CaseCommand, roles: readonly CaseRole[]): CaseRole {
  const row = transitionFor(CASE_TRANSITIONS, state.status, command.command);
  const role = roles.find((each) => row?.roles.includes(each)) ?? roles[0];
  if (role === undefined) throw new ApiProblem('not-allowed');
  return role;
}

/** What core keeps of the answer, so that the lint and the review know whom the lists name. */
function frozenOf(id: string, determination: Determination): NonNullable<Application['determination']> {
  const { asOf, knownAt, pack, outcome, lines } = determination;
  const hits = lines.flatMap(({ parties }) =>
    parties.flatMap((party) =>
      party.hits.filter(({ inForce }) => inForce).map((hit) => ({ party: party.name, ...hit })),
    ),
  );
  const unique = [...new Map(hits.map((hit) => [`${hit.party} ${hit.list} ${hit.entry}`, hit])).entries()];
  const listed = unique.flatMap(([, { party, list, kind, entry, likeness }]) =>
    likeness === null ? [{ party, list, kind: kind as PartyListKind, entry }] : [],
  );
  const toJudge = unique.flatMap(([key, { party, list, kind, entry, likeness }]) =>
    likeness === null ? [] : [{ hit: key.slice(0, 200), party, list, kind: kind as PartyListKind, entry, likeness }],
  );
  const review = lines[0]?.branches[0]?.review?.possible[0];
  return {
    id,
    asOf,
    knownAt,
    pack: { ...pack },
    outcome,
    ...(review === undefined ? {} : { review }),
    ...(listed.length === 0 ? {} : { listed }),
    ...(toJudge.length === 0 ? {} : { toJudge }),
  };
}
