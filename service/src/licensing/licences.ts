import type { ExportFacts, LawBook } from '@ytterby/core';
import {
  type CaseActor,
  type CaseState,
  decideLicence,
  LICENCE_COMMAND_SCHEMAS,
  LICENCE_TRANSITIONS,
  type LicenceActor,
  type LicenceCommand,
  type LicenceEvent,
  type LicenceRefusalCode,
  type LicenceRole,
  type LicenceState,
  NEW_LICENCE,
  replayLicence,
  transitionFor,
} from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { InstanceKey } from '../access/instance-key.ts';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import { signLicence } from '../licence-document/signing.ts';
import type { Database, Licence, LicenceEdition, LicensingCase } from '../store/schema.ts';
import { amendedContent, contentOf, termsOf } from './licence-of-case.ts';
import { signingNow } from './signing-keys.ts';

/** Licences as they are stored: the events, the state that they make, and every edition as it was signed. */

export type StoredLicence = Selectable<Licence>;
type StoredCase = Selectable<LicensingCase>;

export const licenceState = (row: Pick<StoredLicence, 'state'>): LicenceState => row.state as unknown as LicenceState;

/** Who issues and signs on this installation. */
export interface Issuer {
  readonly key: InstanceKey;
  /** Where the status list is found, as `https://ytterby.example`. */
  readonly origin: string;
}

/** When something is done, and by which law. */
export interface LicenceMoment {
  readonly now: Temporal.Instant;
  readonly today: string;
  readonly book: LawBook;
  readonly issuer: Issuer;
}

/** Where the status list of this installation is found; it stands in every licence. */
export const statusUri = ({ origin }: Issuer): string => `${origin}/v1/licence-status`;

/** @throws ApiProblem `not-found`, also where row-level security hides it */
export async function licenceOf(db: Transaction<Database>, id: string, holder?: string): Promise<StoredLicence> {
  let query = db.selectFrom('licence').selectAll().where('id', '=', id);
  if (holder !== undefined) query = query.where('organisation', '=', holder);
  const found = await query.executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** The edition that holds, as it was signed. */
export async function editionOf(
  db: Transaction<Database>,
  { id, edition }: StoredLicence,
): Promise<Omit<Selectable<LicenceEdition>, 'content'> & { readonly content: LicenceContent }> {
  const found = await db
    .selectFrom('licence_edition')
    .selectAll()
    .where('licence', '=', id)
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
  return { ...found, content: found.content as unknown as LicenceContent };
}

/**
 * The licence of a case that was granted in this same transaction: made, and its first edition signed. A change of non-key
 * elements makes none.
 * @throws ApiProblem `conflict` where the application does not say what a licence must
 */
export async function issueLicence(
  db: Transaction<Database>,
  row: StoredCase,
  state: CaseState,
  { person, organisation }: CaseActor,
  moment: LicenceMoment,
): Promise<void> {
  const terms = termsOf(state);
  if (terms === undefined) return;
  const { now, today } = moment;
  const [authority, holder] = await Promise.all([
    organisationOf(db, organisation),
    organisationOf(db, row.organisation),
  ]);
  const { rows } = await sql<{ next: string }>`select nextval('licence_number') as next`.execute(db);
  const number = `YB-${today.slice(0, 4)}-${(rows[0]?.next ?? '0').padStart(6, '0')}`;
  const facts = row.facts as unknown as ExportFacts | null;
  const granted = { id: row.id, number: row.number, state, facts, terms, authority, holder };
  const content = contentOf(granted, number, moment);
  const id = randomUUIDv7();
  await db
    .insertInto('licence')
    .values({
      id,
      licensing_case: row.id,
      organisation: row.organisation,
      number,
      state: JSON.stringify(NEW_LICENCE),
      issued_at: new Date(now.epochMilliseconds),
    })
    .execute();
  const issuer: LicenceActor = { person, role: 'senior-officer', organisation };
  const issue = { command: 'issue', licence: id, case: row.id, terms } as const;
  const issued = await store(db, await licenceOf(db, id), issue, issuer, today);
  await sign(db, issued, content, moment);
}

async function organisationOf(db: Transaction<Database>, id: string) {
  return db
    .selectFrom('organisation')
    .select(['name_zh', 'name_en', 'country'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/**
 * Carries a command out: decided by core, stored with the state that it makes; an amendment is signed as a new edition.
 * @throws ApiProblem `conflict`, `not-valid`
 */
export async function actOnLicence(
  db: Transaction<Database>,
  row: StoredLicence,
  command: LicenceCommand,
  actor: LicenceActor,
  moment: LicenceMoment,
): Promise<StoredLicence> {
  if (command.command === 'amend') await checkChange(db, row, command.case);
  const done = await store(db, row, command, actor, moment.today);
  if (command.command !== 'amend') return done;
  const { content } = await editionOf(db, row);
  await sign(db, done, amendedContent(content, licenceState(done), moment), moment);
  return licenceOf(db, row.id);
}

async function store(
  db: Transaction<Database>,
  row: StoredLicence,
  command: LicenceCommand,
  actor: LicenceActor,
  today: string,
): Promise<StoredLicence> {
  const before = licenceState(row);
  const decision = decideLicence(before, command, actor, today);
  if (!decision.ok) throw refusal(decision);
  for (const [index, event] of decision.events.entries())
    await db
      .insertInto('licence_event')
      .values({
        licence: row.id,
        version: row.version + index + 1,
        organisation: row.organisation,
        person: event.by.person,
        role: event.by.role,
        command: event.command,
        event: JSON.stringify(event),
      })
      .execute();
  const played = replayLicence([...(await eventsOf(db, row.id))]);
  if (!played.ok) throw new Error(`licence ${row.id}: event ${played.at} cannot be replayed: ${played.code}`);
  await db
    .updateTable('licence')
    .set({ state: JSON.stringify(played.state) })
    .where('id', '=', row.id)
    .execute();
  return licenceOf(db, row.id);
}

async function eventsOf(db: Transaction<Database>, licence: string): Promise<LicenceEvent[]> {
  const rows = await db
    .selectFrom('licence_event')
    .select('event')
    .where('licence', '=', licence)
    .orderBy('version')
    .execute();
  return rows.map(({ event }) => event as unknown as LicenceEvent);
}

async function sign(
  db: Transaction<Database>,
  { id, organisation, version }: StoredLicence,
  content: LicenceContent,
  { now, issuer }: LicenceMoment,
): Promise<void> {
  const { signer, at } = await signingNow(db, issuer.key, now);
  const { rows } = await sql<{ next: string }>`select nextval('licence_status_index') as next`.execute(db);
  const idx = Number(rows[0]?.next);
  const jws = await signLicence(content, { signer, status: { uri: statusUri(issuer), idx }, at });
  await db
    .insertInto('licence_edition')
    .values({
      licence: id,
      edition: content.edition,
      organisation,
      version,
      status_index: idx,
      content: JSON.stringify(content),
      jws,
      signed_at: new Date(at),
    })
    .execute();
}

/** An amendment rests on a granted change of this licence, and on each such change once. */
async function checkChange(db: Transaction<Database>, row: StoredLicence, change: string): Promise<void> {
  const granted = await db
    .selectFrom('licensing_case')
    .select('id')
    .where(sql<boolean>`id::text = ${change}`)
    .where('organisation', '=', row.organisation)
    .where('kind', '=', 'minor-change')
    .where('status', '=', 'granted')
    .where(sql<boolean>`state #>> '{application,change,licence}' = ${row.number}`)
    .executeTakeFirst();
  if (granted && !licenceState(row).amendments.some((each) => each.case === change)) return;
  throw new ApiProblem('conflict', {
    zh: '变更须以已准予且尚未执行的本许可证变更申请为据。',
    en: 'An amendment rests on a granted change of this very licence that was not carried out yet.',
  });
}

/** What somebody tried who may not, or past the order of the steps: it stays in the audit trail. */
const OF_RIGHTS: ReadonlySet<LicenceRefusalCode> = new Set<LicenceRefusalCode>([
  'not-in-this-state',
  'not-this-role',
  'not-the-holder',
  'own-work',
  'no-proposal',
]);

function refusal({ code, text }: Extract<ReturnType<typeof decideLicence>, { ok: false }>): ApiProblem {
  const said = { zh: `${text.zh}。`, en: `${text.en}.` };
  if (OF_RIGHTS.has(code)) return new Refusal('conflict', said);
  return new ApiProblem(code === 'malformed' ? 'not-valid' : 'conflict', said);
}

/** @throws ApiProblem `bad-request` for no command of core's */
export function licenceCommandIn(body: { readonly command: string }): LicenceCommand {
  if (!Object.hasOwn(LICENCE_COMMAND_SCHEMAS, body.command))
    throw new ApiProblem('bad-request', undefined, [
      { path: '/body/command', zh: '没有这个操作。', en: 'There is no such command.' },
    ]);
  return body as LicenceCommand;
}

/** In which of the roles does the person give this command? The one that the table names, else the first. */
export function licenceRoleFor(
  { status }: LicenceState,
  { command }: LicenceCommand,
  roles: readonly LicenceRole[],
): LicenceRole {
  const transition = transitionFor(LICENCE_TRANSITIONS, status, command);
  const role = roles.find((each) => transition?.roles.includes(each)) ?? roles[0];
  if (role === undefined) throw new ApiProblem('not-allowed');
  return role;
}
