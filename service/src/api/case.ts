import { determine, type Determination, type LawBook, procedureOn } from '@ytterby/core';
import {
  advance,
  adviceClocks,
  type Application,
  Application as ApplicationSchema,
  CASE_COMMAND_SCHEMAS,
  type CaseActor,
  type CaseCommand,
  type CaseEvent,
  type CaseRole,
  CASE_STATUSES,
  type CaseState,
  type CaseStatus,
  circumstancesOf,
  circumstancesOfCase,
  clockRulesOf,
  differencesOf,
  hasErrors,
  lint,
  lintOfCase,
  lintOfRecord,
  papersNeeded,
  remainingDays,
  waitsFor,
  workingDaysIn,
} from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import { Compile } from 'typebox/compile';
import type { Actor } from '../access/actor.ts';
import { instantText } from '../access/moments.ts';
import { type ApplicantState, type CASE_ROUTES, type Letter, CORRESPONDENCE } from '../contract/case.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { FileReply, ReplyOf } from '../contract/route.ts';
import { applicationPack, type PackDocument } from '../licensing/application-pack.ts';
import { actOnAll, alike, type Signer } from '../licensing/bulk.ts';
import {
  act,
  beginCase,
  caseOf,
  decideOn,
  type Moment,
  roleFor,
  type StoredCase,
  stateOf,
} from '../licensing/cases.ts';
import { MOST_TOGETHER } from '../documents/quotas.ts';
import type { StoredDocument } from '../documents/taken-document.ts';
import { addDocument, documentsOf, readDocument } from '../licensing/documents.ts';
import { changedLicence, editionOf, type Issuer, type LicenceMoment, licenceState } from '../licensing/licences.ts';
import { flagsOn } from '../licensing/review-rules.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import { exportFacts } from './facts-in-body.ts';
import { commandInBody, partOfBody } from './command-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { authoritiesIn, withoutOfficers } from './without-officers.ts';

type Routes = typeof CASE_ROUTES;
type Summary = ReplyOf<Routes['case.list']>['items'][number];
type Group = ReplyOf<Routes['case.bulk-preview']>['groups'][number];

const isApplication = Compile(ApplicationSchema);
const OVER = ['granted', 'refused', 'upheld', 'withdrawn'];
const OPEN = ['submitted', 'in-review', 'recommended', 'reconsidering'];
const PRECEDENTS = 10;

/** Applications, cases and advice. */
export function caseHandlers(law: () => LawInUse, issuer: Issuer, mostDocumentBytes: number): HandlersOf<Routes> {
  const momentOf = (today: string): Moment => ({ today, book: law().book });
  const acting = (today: string, now: Temporal.Instant): LicenceMoment => ({ ...momentOf(today), now, issuer });
  return {
    'application.lint': async ({ body }, { today }) => {
      const application = applicationIn(body.application);
      const procedure = procedureOn(law().book, today);
      return {
        body: {
          findings: lint(application, procedure),
          papers: papersNeeded(application, procedure, circumstancesOf(application)),
        },
      };
    },

    'application.list': async ({ params, query }, { db, today }) => {
      const start = pageStart(query, 1);
      const rows = await cases(db)
        .where('c.organisation', '=', params.organisation)
        .$if(start !== undefined, (select) => select.where('c.id', '<', start?.[0] ?? ''))
        .orderBy('c.id', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => outside(summaryOf(row, momentOf(today))),
        ),
      };
    },

    'application.begin': async ({ params, body }, { db, actor, today, now }) => {
      const application = applicationIn(body.application);
      const frozen = body.facts === undefined ? undefined : answered(body.facts, law().book);
      const signer = applicantIn(actor, params.organisation);
      const row = await beginCase(db, params.organisation, application, frozen, signer, acting(today, now));
      return { ...(await forApplicant(db, row, momentOf(today))), detail: { kind: row.kind } };
    },

    'application.get': async ({ params }, { db, today }) =>
      forApplicant(db, await caseOf(db, params.case, params.organisation), momentOf(today)),

    'application.act': async ({ params, body }, { db, actor, today, now, revision }) => {
      const row = await seenCase(db, params.case, revision, params.organisation);
      const signer = applicantIn(actor, params.organisation);
      const done = await act(db, row, commandIn(body), signer, acting(today, now));
      return { ...(await forApplicant(db, done, momentOf(today))), detail: { command: body.command } };
    },

    'document.add': async ({ params, body }, { db, actor }) => {
      const row = await caseOf(db, params.case, params.organisation);
      if (OVER.includes(row.status)) throw new ApiProblem('conflict');
      const { person } = applicantIn(actor, params.organisation);
      const added = await addDocument(
        db,
        { organisation: params.organisation, case: row.id, person },
        body,
        mostDocumentBytes,
      );
      const { sha256, size } = added;
      return {
        body: documentShape(added),
        subject: { kind: 'document', id: added.id },
        detail: { case: row.id, sha256, size },
      };
    },

    'document.get': async ({ params }, { db }) => {
      await caseOf(db, params.case, params.organisation);
      return { body: fileOf(await readDocument(db, params.case, params.document)) };
    },

    'application.pack': async ({ params }, { db, today, now }) => {
      const row = await caseOf(db, params.case, params.organisation);
      const { application, status } = stateOf(row);
      if (application === null) throw new ApiProblem('conflict');
      const listed = await documentsOf(db, row.id);
      if (listed.reduce((sum, { size }) => sum + size, 0) > MOST_TOGETHER.bytes)
        throw new ApiProblem('too-large', {
          zh: '材料超过 200 MB，请逐份下载。',
          en: 'The documents have more than 200 MB; fetch them one by one.',
        });
      const documents: PackDocument[] = [];
      for (const { id } of listed) {
        const { name, media_type: mediaType, sha256, bytes } = await readDocument(db, row.id, id);
        documents.push({ name, mediaType, sha256, bytes });
      }
      const { determination, findings, papers } = await wholeOf(db, row, momentOf(today));
      const procedure = procedureOn(law().book, today);
      const { number } = row;
      const content = { application, status, number, determination, findings, papers, procedure, documents, at: now };
      const name = `${number ?? 'application'}-申请材料.zip`;
      return { body: { mediaType: 'application/zip', name, bytes: await applicationPack(content) } };
    },

    'case.list': async ({ query }, { db, today }) => {
      const wanted = query.status?.split(',') ?? OPEN;
      const limit = query.limit ?? 200;
      let rows = cases(db).where('c.status', 'in', wanted).where('c.number', 'is not', null);
      if (query.kind !== undefined) rows = rows.where('c.kind', '=', query.kind);
      if (query.search !== undefined) {
        const part = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
        rows = rows.where(
          sql<boolean>`(c.number ilike ${part} or o.name_zh ilike ${part} or o.name_en ilike ${part}
            or c.state #>> '{application,endUsers}' ilike ${part} or c.state #>> '{application,lines}' ilike ${part})`,
        );
      }
      const found = await rows
        .orderBy('c.id')
        .limit(limit + 1)
        .execute();
      const items = found.slice(0, limit).map((row) => summaryOf(row, momentOf(today)));
      return { body: { items: items.sort(pressingFirst), more: found.length > limit } };
    },

    'case.get': async ({ params }, { db, today }) => forOfficer(db, await submitted(db, params.case), momentOf(today)),

    'case.act': async ({ params, body }, { db, actor, today, now, revision }) => {
      await submitted(db, params.case);
      const row = await seenCase(db, params.case, revision);
      const command = commandIn(body);
      const done = await act(db, row, command, officerIn(actor, stateOf(row), command), acting(today, now));
      return {
        ...(await forOfficer(db, done, momentOf(today))),
        detail: { command: body.command },
        organisation: row.organisation,
      };
    },

    'case.bulk-preview': async ({ body }, { db, actor, today }) => {
      const command = body.command === undefined ? undefined : commandIn(body.command, '/body/command');
      const alikes = alike(await manySubmitted(db, body.cases));
      const groups: Group[] = [];
      for (const rows of alikes) {
        const cases: Group['cases'] = [];
        for (const row of rows) {
          const { id, applicant, statusText, version } = summaryOf(row, momentOf(today));
          const seen = { id, number: row.number ?? '', version, applicant, statusText };
          const decision =
            command === undefined
              ? undefined
              : await decideOn(db, row, command, officerIn(actor, stateOf(row), command), momentOf(today));
          const becomes = decision?.ok ? { ...CASE_STATUSES[statusAfter(row, decision.events)] } : null;
          const refusal = decision?.ok === false ? { code: decision.code, text: { ...decision.text } } : null;
          cases.push({ ...seen, becomes, refusal });
        }
        groups.push({ cases, differsIn: differing(alikes[0]?.[0], rows[0]) });
      }
      return { body: { groups } };
    },

    'case.bulk-act': async ({ body }, { db, actor, today, now }) => {
      const command = commandIn(body.command, '/body/command');
      const seen = new Map(body.cases.map(({ id, version }) => [id, version]));
      const rows = await manySubmitted(db, [...seen.keys()]);
      if (rows.some(({ id, version }) => version !== seen.get(id))) throw new ApiProblem('changed-meanwhile');
      const signer: Signer = (row) => officerIn(actor, stateOf(row), command);
      await actOnAll(db, rows, command, signer, acting(today, now));
      const done = await manySubmitted(db, [...seen.keys()]);
      return {
        body: done.map((row) => summaryOf(row, momentOf(today))),
        detail: { command: command.command, cases: done.map(({ id }) => id) },
        each: done.map(({ id, organisation }) => ({
          subject: { kind: 'case', id },
          detail: { command: command.command },
          organisation,
        })),
      };
    },

    'case.document': async ({ params }, { db }) => {
      await submitted(db, params.case);
      return { body: fileOf(await readDocument(db, params.case, params.document)) };
    },

    'advice.list': async ({ params }, { db, today }) => {
      const rows = await cases(db)
        .where(sql<boolean>`${params.organisation}::uuid = any (c.departments)`)
        .orderBy('c.id', 'desc')
        .limit(200)
        .execute();
      const all = await Promise.all(rows.map((row) => forDepartment(db, row, params.organisation, momentOf(today))));
      return { body: all };
    },

    'advice.document': async ({ params }, { db }) => {
      asked(await caseOf(db, params.case), params.organisation);
      return { body: fileOf(await readDocument(db, params.case, params.document)) };
    },

    'advice.act': async ({ params, body }, { db, actor, today, now, revision }) => {
      asked(await caseOf(db, params.case), params.organisation);
      const row = await seenCase(db, params.case, revision);
      if (actor.account === null) throw new ApiProblem('not-signed-in');
      const signer: CaseActor = { person: actor.account.id, role: 'adviser', organisation: params.organisation };
      await act(db, row, commandIn(body), signer, acting(today, now));
      const [done] = await cases(db).where('c.id', '=', row.id).execute();
      if (!done) throw new ApiProblem('not-found');
      return {
        body: await forDepartment(db, done, params.organisation, momentOf(today)),
        revision: done.version,
        subject: { kind: 'case', id: row.id },
        detail: { command: body.command },
      };
    },
  };
}

const applicationIn = (value: unknown): Application =>
  partOfBody<Application>(isApplication, value, '/body/application');

/** One of the commands on a case. */
const commandIn = (body: { readonly command: string }, path = '/body'): CaseCommand =>
  commandInBody<CaseCommand>(CASE_COMMAND_SCHEMAS, body, path);

function answered(value: unknown, book: LawBook) {
  const facts = exportFacts(value, '/body/facts');
  return { facts, determination: determine(facts, book) };
}

/** The person as applicant. In whose name: the organisation in the path, whose rights were asked. */
function applicantIn({ account }: Actor, organisation: string): CaseActor {
  if (account === null) throw new ApiProblem('not-signed-in');
  return { person: account.id, role: 'exporter', organisation };
}

const OFFICERS = ['licensing-officer', 'senior-officer'] as const satisfies readonly CaseRole[];

function officerIn(
  { account, memberships }: Actor,
  state: CaseState,
  command: Parameters<typeof roleFor>[1],
): CaseActor {
  if (account === null) throw new ApiProblem('not-signed-in');
  const held = OFFICERS.filter((role) => memberships.some(({ roles }) => roles.includes(role)));
  const role = roleFor(state, command, held);
  const organisation = memberships.find(({ roles }) => roles.some((each) => each === role))?.organisation ?? '';
  return { person: account.id, role, organisation };
}

/** The case in the version that the person saw. */
async function seenCase(db: Transaction<Database>, id: string, revision: number | undefined, organisation?: string) {
  const row = await caseOf(db, id, organisation);
  if (row.version !== revision) throw new ApiProblem('changed-meanwhile');
  return row;
}

/** A draft is nobody's but the applicant's. */
async function submitted(db: Transaction<Database>, id: string): Promise<StoredCase> {
  const row = await caseOf(db, id);
  if (row.number === null) throw new ApiProblem('not-found');
  return row;
}

/** All of them, in the order of their ids: two who work on the same cases then wait for each other. */
async function manySubmitted(db: Transaction<Database>, ids: readonly string[]): Promise<NamedCase[]> {
  const rows = await cases(db).where('c.id', 'in', ids).where('c.number', 'is not', null).orderBy('c.id').execute();
  if (rows.length !== ids.length) throw new ApiProblem('not-found');
  return rows;
}

function statusAfter(row: StoredCase, events: readonly CaseEvent[]): CaseStatus {
  return events.reduce((state, event) => {
    const next = advance(state, event);
    return next.ok ? next.state : state;
  }, stateOf(row)).status;
}

const DIFFERENCES = 50;

/** In what a case differs from another one; nothing where they are alike. */
function differing(first: StoredCase | undefined, here: StoredCase | undefined): Group['differsIn'] {
  if (first === undefined || here === undefined) return [];
  const organisation = first.organisation === here.organisation ? [] : [{ in: 'organisation' as const, path: [] }];
  const within = (part: 'application' | 'facts', one: unknown, other: unknown) =>
    differencesOf(one, other).map(({ path, one: a, other: b }) => ({ in: part, path: [...path], first: a, here: b }));
  return [
    ...organisation,
    ...within('application', stateOf(first).application, stateOf(here).application),
    ...within('facts', first.facts, here.facts),
  ].slice(0, DIFFERENCES);
}

/** To a department there are only the cases on which it was asked. */
function asked({ departments }: StoredCase, department: string): void {
  if (!departments.includes(department)) throw new ApiProblem('not-found');
}

const cases = (db: Transaction<Database>) =>
  db
    .selectFrom('licensing_case as c')
    .leftJoin('organisation as o', 'o.id', 'c.organisation')
    .selectAll('c')
    .select(['o.name_zh', 'o.name_en']);
type NamedCase = StoredCase & { readonly name_zh: string | null; readonly name_en: string | null };

async function named(db: Transaction<Database>, row: StoredCase): Promise<NamedCase> {
  const found = await db
    .selectFrom('organisation')
    .select(['name_zh', 'name_en'])
    .where('id', '=', row.organisation)
    .executeTakeFirst();
  return { ...row, name_zh: found?.name_zh ?? null, name_en: found?.name_en ?? null };
}

function summaryOf(row: NamedCase, { today, book }: Moment): Summary {
  const state = stateOf(row);
  const { application } = state;
  const [line] = application?.lines ?? [];
  const status = state.status;
  return {
    id: row.id,
    number: row.number,
    organisation: row.organisation,
    // A department does not see the organisation itself, but the applicant stands in the application.
    applicant: {
      zh: row.name_zh ?? application?.applicant?.nameZh ?? '',
      en: row.name_en ?? application?.applicant?.name ?? '',
    },
    kind: row.kind,
    status,
    statusText: { ...CASE_STATUSES[status] },
    version: row.version,
    createdAt: instantText(row.created_at),
    clock: remainingDays(state, later(today, state.lastOn), book.calendar),
    waitsFor: waitsFor(state),
    standsStill: standsStill(state, { today, book }),
    outcome: application?.determination?.outcome ?? null,
    endUser: application?.endUsers?.[0]?.nameZh ?? application?.endUsers?.[0]?.name ?? null,
    destination: application?.destination ?? null,
    item: line?.nameZh ?? line?.description ?? line?.code ?? null,
  };
}

/** What goes on inside the authority stays there: that a hit is judged, that a department is asked. */
function outside<S extends Pick<Summary, 'waitsFor' | 'standsStill'>>(summary: S): S {
  const inside: readonly string[] = ['hit', 'department', 'countersignature'];
  const waits = summary.waitsFor.map((each) => (inside.includes(each) ? 'officer' : each));
  return { ...summary, waitsFor: [...new Set(waits)], standsStill: null };
}

const later = (one: string, two: string | null): string => (two !== null && two > one ? two : one);

/** Whose turn is it at the authority? */
const OURS = ['hit', 'officer', 'senior-officer', 'countersignature'] as const;
const isOurs = (waits: readonly string[]): boolean => waits.some((each) => OURS.some((ours) => ours === each));

/** After so many working days without a step, a case against which nothing speaks comes before all others. */
const STILL_AFTER = 5;

/**
 * For how many working days has the authority done nothing with a compliant civil case? null = it is not the authority's turn, or
 * something speaks against it: another end use, an error of the lint, a hit that is open or true.
 */
function standsStill(state: CaseState, { today, book }: Moment): number | null {
  const { application, lastOn, hits } = state;
  if (!isOurs(waitsFor(state)) || application?.endUse?.kind !== 'civil' || lastOn === null) return null;
  const isClear = hits.every(
    ({ judged, countersigned }) => judged?.match === 'false-positive' && countersigned !== undefined,
  );
  if (!isClear || hasErrors(lintOfCase(state, procedureOn(book, today)))) return null;
  return workingDaysIn(book.calendar, lastOn, today, []);
}

/** First compliant civil cases that stand still, the longest first; then the fewest days left; then the oldest. */
function pressingFirst(a: Summary, b: Summary): number {
  const stillness = ({ standsStill: days }: Summary) => (days !== null && days >= STILL_AFTER ? days : 0);
  const rank = ({ waitsFor: waits, clock }: Summary): number => {
    if (clock.is === 'running') return clock.remaining + (isOurs(waits) ? 0 : 1_000);
    return isOurs(waits) ? 10_000 : 20_000;
  };
  return stillness(b) - stillness(a) || rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

async function wholeOf(db: Transaction<Database>, row: StoredCase, moment: Moment) {
  const state = stateOf(row);
  const procedure = procedureOn(moment.book, moment.today);
  return {
    ...summaryOf(await named(db, row), moment),
    findings: lintOfCase(state, procedure),
    papers: state.application === null ? [] : papersNeeded(state.application, procedure, circumstancesOfCase(state)),
    documents: (await documentsOf(db, row.id)).map(documentShape),
    determination: row.determination as unknown as Determination | null,
    licence: await licenceOfCase(db, row.id),
  };
}

async function licenceOfCase(db: Transaction<Database>, id: string): Promise<string | null> {
  const found = await db.selectFrom('licence').select('id').where('licensing_case', '=', id).executeTakeFirst();
  return found?.id ?? null;
}

async function forApplicant(db: Transaction<Database>, row: StoredCase, moment: Moment) {
  const {
    status,
    application,
    submittedOn,
    returned,
    accepted,
    noLimit,
    stops,
    requests,
    decision,
    conditions,
    reconsiderations,
    withdrawn,
  } = stateOf(row);
  const granted = decision?.outcome === 'granted' ? decision.conditions : [];
  const state: ApplicantState = {
    status,
    application,
    submittedOn,
    returned,
    accepted,
    noLimit,
    stops,
    requests,
    decision,
    conditions: conditions.filter(({ id }) => granted.includes(id)).map(({ id, text }) => ({ id, text })),
    reconsiderations,
    withdrawn,
  };
  const correspondence = await correspondenceOf(db, row);
  const authorities = await authoritiesIn(db, [state, correspondence]);
  return {
    body: { ...outside(await wholeOf(db, row, moment)), state: withoutOfficers(state), correspondence, authorities },
    revision: row.version,
    subject: { kind: 'case', id: row.id },
  };
}

async function correspondenceOf(db: Transaction<Database>, { id }: StoredCase) {
  const rows = await db
    .selectFrom('case_event')
    .select(['version', 'at', 'event'])
    .where('licensing_case', '=', id)
    .where('command', 'in', CORRESPONDENCE)
    .orderBy('version')
    .execute();
  return rows.map(({ version, at, event }) => ({
    version,
    at: instantText(at),
    event: withoutOfficers(event as unknown as Letter),
  }));
}

async function forOfficer(db: Transaction<Database>, row: StoredCase, moment: Moment) {
  const events = await db
    .selectFrom('case_event as e')
    .leftJoin('account as a', 'a.id', 'e.person')
    .select(['e.version', 'e.at', 'e.role', 'e.command', 'e.event', 'a.name'])
    .where('e.licensing_case', '=', row.id)
    .orderBy('e.version')
    .execute();
  const departments = await db
    .selectFrom('organisation')
    .select(['id', 'name_zh', 'name_en'])
    .where('kind', '=', 'authority-unit')
    .orderBy('name_en')
    .execute();
  const whole = await wholeOf(db, row, moment);
  return {
    body: {
      ...whole,
      findings: [...whole.findings, ...(await findingsOfRecord(db, row, moment))],
      state: stateOf(row),
      facts: row.facts,
      flags: await flagsOn(db, row),
      precedents: await precedentsOf(db, row, moment),
      departments: departments.map(({ id, name_zh: zh, name_en: en }) => ({ id, name: { zh, en } })),
      clockRules: clockRulesOf({ kind: row.kind as Application['kind'] }, procedureOn(moment.book, moment.today)),
      adviceClocks: adviceClocksOf(row, moment),
      changes: await changedBy(db, row),
      events: events.map(({ version, at, name, role, command, event }) => ({
        version,
        at: instantText(at),
        person: name ?? '',
        role,
        command,
        event: event as Record<string, unknown>,
      })),
    },
    revision: row.version,
    subject: { kind: 'case', id: row.id },
  };
}

/** What the register says of the licences that the applicant has had. */
async function findingsOfRecord(db: Transaction<Database>, row: StoredCase, { today, book }: Moment) {
  const { application } = stateOf(row);
  if (application === null) return [];
  const issued = await db
    .selectFrom('licence')
    .select(['state'])
    .where('organisation', '=', row.organisation)
    .execute();
  const earlier = issued.flatMap(({ state }) => {
    const { issuedOn, terms } = licenceState({ state });
    if (issuedOn === null) return [];
    return [{ on: issuedOn, codes: (terms?.lines ?? []).flatMap(({ code }) => (code === undefined ? [] : [code])) }];
  });
  return lintOfRecord(application, procedureOn(book, today), earlier);
}

function adviceClocksOf(row: StoredCase, { today, book }: Moment) {
  const state = stateOf(row);
  return [...adviceClocks(state, later(today, state.lastOn), book.calendar)];
}

/** The licence that a change is about, where its applicant holds it here. */
async function changedBy(db: Transaction<Database>, row: StoredCase) {
  const licence = await changedLicence(db, row, stateOf(row));
  return licence === undefined ? null : { licence: licence.id, content: (await editionOf(db, licence)).content };
}

/** Decided cases about one of the same control codes, or the same end user. */
async function precedentsOf(db: Transaction<Database>, row: StoredCase, moment: Moment): Promise<Summary[]> {
  const { application } = stateOf(row);
  const codes = (application?.lines ?? []).flatMap(({ code }) => (code === undefined ? [] : [code]));
  const users = (application?.endUsers ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (codes.length === 0 && users.length === 0) return [];
  const rows = await cases(db)
    .where('c.id', '!=', row.id)
    .where('c.status', 'in', ['granted', 'refused', 'upheld'])
    .where(
      sql<boolean>`(exists (select from jsonb_array_elements(c.state #> '{application,lines}') l where l->>'code' = any (${codes}::text[]))
        or exists (select from jsonb_array_elements(c.state #> '{application,endUsers}') u where u->>'name' = any (${users}::text[])))`,
    )
    .orderBy('c.id', 'desc')
    .limit(PRECEDENTS)
    .execute();
  return rows.map((each) => summaryOf(each, moment));
}

async function forDepartment(db: Transaction<Database>, row: NamedCase, department: string, moment: Moment) {
  const state = stateOf(row);
  return {
    ...summaryOf(row, moment),
    application: state.application ?? ({ kind: 'individual-licence' } as Application),
    determination: row.determination as unknown as Determination | null,
    advice: state.advice.filter((each) => each.department === department),
    adviceClocks: adviceClocksOf(row, moment).filter((each) => each.department === department),
    documents: (await documentsOf(db, row.id)).map(documentShape),
  };
}

const documentShape = ({ id, name, media_type, sha256, size, added_at }: StoredDocument) => ({
  id,
  name,
  mediaType: media_type,
  sha256,
  size,
  addedAt: instantText(added_at),
});

function fileOf({
  name,
  media_type,
  bytes,
}: {
  readonly name: string;
  readonly media_type: string;
  readonly bytes: Uint8Array;
}): FileReply {
  return { mediaType: media_type, name, bytes };
}
