import { type ExportFacts, type LawBook, procedureOn } from '@ytterby/core';
import {
  amendmentOf,
  type CaseActor,
  type CaseState,
  decideLicence,
  LICENCE_TRANSITIONS,
  type LicenceActor,
  type LicenceCommand,
  type LicenceEvent,
  type LicenceRefusalCode,
  type LicenceRole,
  type LicenceState,
  type LicenceStatus,
  NEW_LICENCE,
  replayLicence,
  transitionFor,
} from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { InstanceKey } from '../access/instance-key.ts';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import { reasonFields } from '../contract/reason-fields.ts';
import { usedOn } from '../customs/accounts.ts';
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
 * What a grant gives, in its own transaction: a licence, its first edition signed. A change of other elements amends the licence
 * there is instead; a change of key elements ends it, since it is returned (Order 792 art. 18). What was drawn stays on it.
 * @throws ApiProblem `conflict` where the application does not say what a licence must, or names a licence that there is not
 */
export async function carryOutGrant(
  db: Transaction<Database>,
  row: StoredCase,
  state: CaseState,
  signer: CaseActor,
  moment: LicenceMoment,
): Promise<void> {
  const changed = await changedLicence(db, row, state);
  checkChanged(state, changed);
  const senior: LicenceActor = { ...signer, role: 'senior-officer' };
  if (state.application?.kind === 'minor-change') {
    if (changed !== undefined) await amendByChange(db, row, state, changed, senior, moment);
    return;
  }
  const id = await issueLicence(db, row, state, senior, moment);
  if (changed === undefined || !mayEnd(changed)) return;
  const { provision } = procedureOn(moment.book, moment.today).keyElements.because;
  const reason = state.decision?.reasons ?? '';
  const replace: LicenceCommand = {
    command: 'replace',
    case: row.id,
    newLicence: id,
    reason,
    provisions: [provision],
  };
  await actOnLicence(db, changed, replace, senior, moment);
}

/** A licence that was revoked or given back has ended already. */
const mayEnd = ({ status }: StoredLicence): boolean =>
  transitionFor(LICENCE_TRANSITIONS, status as LicenceStatus, 'replace') !== undefined;

/** The licence that a change is about, where its applicant holds it; undefined for any other application too. */
export async function changedLicence(
  db: Transaction<Database>,
  { organisation }: Pick<StoredCase, 'organisation'>,
  { application }: CaseState,
): Promise<StoredLicence | undefined> {
  if (application === null || !isChange(application)) return undefined;
  return db
    .selectFrom('licence')
    .selectAll()
    .where('number', '=', application.change?.licence ?? '')
    .where('organisation', '=', organisation)
    .executeTakeFirst();
}

const isChange = (application: CaseState['application']) =>
  application?.kind === 'minor-change' || application?.kind === 'major-change';

/** @throws ApiProblem `conflict` where a change is about a licence that its applicant does not hold */
export function checkChanged({ application }: CaseState, licence: StoredLicence | undefined): void {
  if (licence !== undefined || !isChange(application)) return;
  const number = application?.change?.licence ?? '';
  throw new ApiProblem(
    'conflict',
    {
      zh: `申请人没有编号为“${number}”的许可证件。请核对原许可证件编号。`,
      en: `The applicant holds no licence with the number “${number}”. Check the number of the licence that changes.`,
    },
    [],
    'no-such-licence',
  );
}

async function amendByChange(
  db: Transaction<Database>,
  row: StoredCase,
  state: CaseState,
  licence: StoredLicence,
  signer: LicenceActor,
  moment: LicenceMoment,
): Promise<void> {
  const before = licenceState(licence);
  const from = before.terms?.from;
  if (state.decision?.outcome === 'granted' && state.decision.from !== from)
    throw new ApiProblem('conflict', {
      zh: `变更不改变有效期的第一日，应为${from}。`,
      en: `A change leaves the first day as it is: ${from}.`,
    });
  const amend = amendmentOf(state, row.id, before);
  if (amend !== undefined) await actOnLicence(db, licence, amend, signer, moment);
}

/** Makes the licence of a case, and signs its first edition. */
async function issueLicence(
  db: Transaction<Database>,
  row: StoredCase,
  state: CaseState,
  issuer: LicenceActor,
  moment: LicenceMoment,
): Promise<string> {
  const terms = termsOf(state);
  const { now, today } = moment;
  const [authority, holder] = await Promise.all([
    organisationOf(db, issuer.organisation),
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
  const issue = { command: 'issue', licence: id, case: row.id, terms } as const;
  const issued = await store(db, await licenceOf(db, id), issue, issuer, moment);
  await sign(db, issued, content, moment);
  return id;
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
  const done = await store(db, row, command, actor, moment);
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
  { today, book }: LicenceMoment,
): Promise<StoredLicence> {
  const before = licenceState(row);
  const used = command.command === 'amend' ? await usedOn(db, row.id, today) : [];
  const decision = decideLicence(before, command, actor, { on: today, law: procedureOn(book, today), used });
  if (!decision.ok) throw refusal(decision, command);
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

/** What somebody tried who may not, or past the order of the steps: it stays in the audit trail. */
const OF_RIGHTS: ReadonlySet<LicenceRefusalCode> = new Set<LicenceRefusalCode>([
  'not-in-this-state',
  'not-this-role',
  'not-the-holder',
  'own-work',
  'no-proposal',
]);

function refusal(
  { code, text, because }: Extract<ReturnType<typeof decideLicence>, { ok: false }>,
  command: LicenceCommand,
): ApiProblem {
  const cited = (language: 'zh' | 'en') => {
    const cite = because?.cite[language];
    return cite === undefined ? '' : language === 'zh' ? `（${cite}）` : ` (${cite})`;
  };
  const said = { zh: `${text.zh}${cited('zh')}。`, en: `${text.en}${cited('en')}.` };
  const fields = reasonFields(code, command, said);
  if (OF_RIGHTS.has(code)) return new Refusal('conflict', said, fields, code);
  return new ApiProblem(code === 'malformed' ? 'not-valid' : 'conflict', said, fields, code);
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
