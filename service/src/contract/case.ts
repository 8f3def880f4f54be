import {
  type AdviceClock,
  type Application,
  type CaseClock,
  type CaseCommandName,
  type CaseEvent,
  type CaseState,
  CASE_STATUSES,
  type CaseStatus,
  type ClockRules,
  type Condition,
  type LintFinding,
  type PaperNeeded,
  type WaitsFor,
} from '@ytterby/core/licensing';
import type { Determination, Text } from '@ytterby/core';
import { type Static, Type } from 'typebox';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import { FactsInBody } from './determination.ts';
import { CaseFlagShape } from './review-rules.ts';
import { route } from './route.ts';
import { Id, Instant, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Applications for licences and the cases that come of them: for the applicant, for the authority, and for the departments whose
 * advice is asked. What is done to a case is one of core's commands; who does it comes from the session.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Status = Type.Enum(Object.keys(CASE_STATUSES) as CaseStatus[]);

const FindingsShape = Type.Unsafe<readonly LintFinding[]>({
  type: 'array',
  items: { type: 'object' },
  description:
    'What is wrong with the application, by field, with remedy and provision; `severity: error` holds it up.',
});
const PapersShape = Type.Unsafe<readonly PaperNeeded[]>({
  type: 'array',
  items: { type: 'object' },
  description: 'Papers that this application needs, with the provision that asks for each.',
});
const ClockShape = Type.Unsafe<CaseClock>({
  type: 'object',
  description:
    'Working days used and left, by the Chinese working calendar; why the clock stands still, or why there is no limit.',
});
const WaitsShape = Type.Unsafe<readonly WaitsFor[]>({
  type: 'array',
  items: { type: 'string' },
  description: 'Who has to act next, the most pressing first.',
});
const ApplicationShape = Type.Unsafe<Application>({ type: 'object', 'x-schema': 'Application' });

/** A command: which, and its fields; core checks it and says why it is refused. */
const CommandBody = Type.Object(
  { command: Type.String({ minLength: 1, maxLength: 40 }) },
  { additionalProperties: true, 'x-schema': 'CaseCommand' },
);

const SUMMARY = {
  id: Id,
  number: orNull(Type.String({ description: 'Given when it is submitted.' })),
  organisation: Id,
  applicant: TextShape,
  kind: Type.String(),
  status: Status,
  statusText: TextShape,
  version: Type.Integer({ description: 'Goes back as If-Match.' }),
  createdAt: Instant,
  clock: ClockShape,
  waitsFor: WaitsShape,
  standsStill: orNull(
    Type.Integer({
      description: 'Working days without a step of the authority, in a compliant civil case; null elsewhere.',
    }),
  ),
  /** Of the frozen determination. */
  outcome: orNull(Type.String()),
  endUser: orNull(Type.String()),
  destination: orNull(Type.String()),
  item: orNull(Type.String({ description: 'Of the first line.' })),
};
export const CaseSummaryShape = Type.Object(SUMMARY, closed);

export const DocumentShape = Type.Object(
  {
    id: Id,
    name: Type.String(),
    mediaType: Type.String(),
    sha256: Type.String(),
    size: Type.Integer(),
    addedAt: Instant,
  },
  closed,
);

/** What the applicant may see of the state: not the authority's own work. */
export type ApplicantState = Pick<
  CaseState,
  | 'status'
  | 'application'
  | 'submittedOn'
  | 'returned'
  | 'accepted'
  | 'noLimit'
  | 'stops'
  | 'requests'
  | 'decision'
  | 'reconsiderations'
  | 'withdrawn'
> & {
  /** Those of the decision, with their words; before it, what the authority means to set is its own work. */
  readonly conditions: readonly Pick<Condition, 'id' | 'text'>[];
};

/** What passes between the applicant and the authority; everything else the one or the other does by itself. */
export const CORRESPONDENCE = [
  'submit',
  'return',
  'accept',
  'ask-information',
  'answer',
  'stop-clock',
  'resume-clock',
  'lift-limit',
  'grant',
  'refuse',
  'withdraw',
  'reconsider',
  'uphold',
  'set-aside',
] as const satisfies readonly CaseCommandName[];
export type Letter = Extract<CaseEvent, { readonly command: (typeof CORRESPONDENCE)[number] }>;
const LetterShape = Type.Object(
  {
    version: Type.Integer(),
    at: Instant,
    event: Type.Unsafe<Letter>({
      type: 'object',
      description: 'A step of the case, as it was recorded; of the authority the role alone.',
    }),
  },
  closed,
);

const more = {
  findings: FindingsShape,
  papers: PapersShape,
  documents: Type.Array(DocumentShape),
  determination: orNull(
    Type.Unsafe<Determination>({ type: 'object', description: 'The answer that was frozen with the application.' }),
  ),
  licence: orNull(Id),
};
const ApplicantCaseShape = Type.Object(
  {
    ...SUMMARY,
    state: Type.Unsafe<ApplicantState>({ type: 'object', description: 'What the applicant may see of the case.' }),
    correspondence: Type.Array(LetterShape, {
      description: 'What passed between the applicant and the authority, in order.',
    }),
    ...more,
    authorities: Type.Array(Type.Object({ id: Id, name: TextShape }, closed), {
      description:
        'The authorities whose officers have signed something that the applicant sees; of a person the role alone.',
    }),
  },
  closed,
);
const EventShape = Type.Object(
  {
    version: Type.Integer(),
    at: Instant,
    person: Type.String({ description: 'Name of the person.' }),
    role: Type.String(),
    command: Type.String(),
    event: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
const AdviceClocksShape = Type.Unsafe<readonly AdviceClock[]>({
  type: 'array',
  items: { type: 'object' },
  description: 'Working days that are left for each advice, by its id; negative = late.',
});
/** The licence that a change is about, as it stands. */
const ContentShape = Type.Unsafe<LicenceContent>({
  type: 'object',
  description: 'What the licence says that would change; signed.',
});
const OfficerCaseShape = Type.Object(
  {
    ...SUMMARY,
    state: Type.Unsafe<CaseState>({ type: 'object', description: 'The whole state of the case.' }),
    ...more,
    events: Type.Array(EventShape),
    facts: Type.Unsafe<unknown>({ description: 'The facts that were frozen with the application.' }),
    precedents: Type.Array(CaseSummaryShape, {
      description: 'Earlier decided cases about the same control code or the same end user.',
    }),
    departments: Type.Array(Type.Object({ id: Id, name: TextShape }, closed)),
    clockRules: Type.Unsafe<ClockRules>({
      type: 'object',
      description:
        'What the law of the day says of the time for the decision: the limit in working days, the grounds on which time is not counted, those on which the limit is lifted; each with its provision.',
    }),
    adviceClocks: AdviceClocksShape,
    changes: orNull(Type.Object({ licence: Id, content: ContentShape }, closed)),
    flags: Type.Array(CaseFlagShape, { description: 'What the active rules say about the case.' }),
  },
  closed,
);
const AdviceCaseShape = Type.Object(
  {
    ...SUMMARY,
    application: ApplicationShape,
    determination: more.determination,
    advice: Type.Unsafe<CaseState['advice']>({
      type: 'array',
      items: { type: 'object' },
      description: 'What this department was asked, and gave.',
    }),
    adviceClocks: AdviceClocksShape,
    documents: more.documents,
  },
  closed,
);

/** One command on many cases at once. */
const BULK = 100;
const BulkGroupShape = Type.Object(
  {
    cases: Type.Array(
      Type.Object(
        {
          id: Id,
          number: Type.String(),
          version: Type.Integer(),
          applicant: TextShape,
          statusText: TextShape,
          becomes: orNull(
            Type.Unsafe<Text>({ ...TextShape, description: 'The status after the command; null where it is refused.' }),
          ),
          refusal: orNull(Type.Object({ code: Type.String(), text: TextShape }, closed)),
        },
        closed,
      ),
    ),
    differsIn: Type.Array(
      Type.Object(
        {
          in: Type.Enum(['organisation', 'application', 'facts'] as const),
          path: Type.Array(Type.Union([Type.String(), Type.Integer()])),
          first: Type.Optional(Type.Unknown({ description: 'In the first group; absent: nothing.' })),
          here: Type.Optional(Type.Unknown({ description: 'In this group; absent: nothing.' })),
        },
        closed,
      ),
      {
        description:
          'In what this group differs from the first one, up to 50: another applicant, or fields. Empty in the first.',
      },
    ),
  },
  { ...closed, description: 'Cases of one applicant whose facts are the same but for numbers, ids and days.' },
);

const CaseParams = Type.Object({ organisation: Id, case: Id }, closed);
const OneCase = Type.Object({ case: Id }, closed);

export const CASE_ROUTES = {
  'application.lint': route({
    id: 'application.lint',
    method: 'POST',
    path: '/v1/applications/lint',
    summary: 'What is wrong with an application, before anything is filed',
    action: 'determination.make',
    kind: 'compute',
    body: Type.Object({ application: ApplicationShape }, closed),
    reply: Type.Object({ findings: FindingsShape, papers: PapersShape }, closed),
    problems: ['not-valid'],
  }),
  'application.list': route({
    id: 'application.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/cases',
    summary: 'The applications of an organisation, the latest first',
    action: 'application.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(CaseSummaryShape),
  }),
  'application.begin': route({
    id: 'application.begin',
    method: 'POST',
    path: '/v1/organisations/:organisation/cases',
    summary: 'Begin an application, from a determination or from nothing',
    description:
      'With `facts`, they are determined now, and the facts, the answer, the law pack and what was found on lists are frozen with it.',
    action: 'application.change',
    kind: 'command',
    params: OrganisationParams,
    body: Type.Object({ application: ApplicationShape, facts: Type.Optional(FactsInBody) }, closed),
    reply: ApplicantCaseShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid', 'conflict'],
  }),
  'application.get': route({
    id: 'application.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/cases/:case',
    summary: 'One application, as the applicant sees it',
    action: 'application.read',
    kind: 'read',
    params: CaseParams,
    reply: ApplicantCaseShape,
    revision: 'given',
  }),
  'application.act': route({
    id: 'application.act',
    method: 'POST',
    path: '/v1/organisations/:organisation/cases/:case/commands',
    summary: 'Save, submit, answer, withdraw, ask for reconsideration',
    action: 'application.change',
    kind: 'command',
    params: CaseParams,
    body: CommandBody,
    reply: ApplicantCaseShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'document.add': route({
    id: 'document.add',
    method: 'POST',
    path: '/v1/organisations/:organisation/cases/:case/documents',
    summary: 'Add a document',
    description:
      'Up to 20 MB; PDF, PNG, JPEG, DOCX, XLSX without macros, or plain text in UTF-8, told by its content. Its name is cleaned, and ends as its kind does. It stays as it is, for as long as the case is kept. A case has 200 documents and 200 MB at most. Where the installation has a virus scanner, a document that is infected, or cannot be scanned, is not kept.',
    action: 'application.change',
    kind: 'command',
    params: CaseParams,
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
    body: 'file',
    keeps: 'document',
    reply: DocumentShape,
    status: 201,
    problems: ['media-type', 'too-large', 'conflict', 'not-valid'],
  }),
  'document.get': route({
    id: 'document.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/cases/:case/documents/:document',
    summary: 'A document',
    action: 'application.read',
    kind: 'read',
    params: Type.Object({ organisation: Id, case: Id, document: Id }, closed),
    reply: { file: ['application/octet-stream'] },
  }),
  'application.pack': route({
    id: 'application.pack',
    method: 'GET',
    path: '/v1/organisations/:organisation/cases/:case/pack',
    summary: 'The application in Chinese, with its documents, as a zip',
    description:
      'For the platform of the ministry: 申请书.pdf to sign and seal, the documents in the order of the papers, and 清单.json with the SHA-256 of each.',
    action: 'application.read',
    kind: 'read',
    params: CaseParams,
    reply: { file: ['application/zip'] },
    problems: ['too-large', 'conflict'],
  }),

  'case.list': route({
    id: 'case.list',
    method: 'GET',
    path: '/v1/cases',
    summary: 'The queue: cases that are not over, those with the fewest working days left first',
    description: 'Compliant civil cases that stand still come before all others.',
    action: 'case.read',
    kind: 'read',
    query: Type.Object(
      {
        status: Type.Optional(
          Type.String({ maxLength: 200, description: 'One or more, with commas. Default: all that are not over.' }),
        ),
        kind: Type.Optional(Type.String({ maxLength: 100 })),
        search: Type.Optional(
          Type.String({ maxLength: 200, description: 'Number, applicant, end user or control code.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
      },
      closed,
    ),
    reply: Type.Object({ items: Type.Array(CaseSummaryShape), more: Type.Boolean() }, closed),
  }),
  'case.get': route({
    id: 'case.get',
    method: 'GET',
    path: '/v1/cases/:case',
    summary: 'One case, whole',
    action: 'case.read',
    kind: 'read',
    params: OneCase,
    reply: OfficerCaseShape,
    revision: 'given',
  }),
  'case.act': route({
    id: 'case.act',
    method: 'POST',
    path: '/v1/cases/:case/commands',
    summary: 'Work on a case: accept, ask, assess, judge hits, ask for advice, recommend, countersign, decide',
    action: 'case.work',
    kind: 'command',
    params: OneCase,
    body: CommandBody,
    reply: OfficerCaseShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'case.bulk-preview': route({
    id: 'case.bulk-preview',
    method: 'POST',
    path: '/v1/cases/bulk-previews',
    summary: 'Which of these cases are alike, in what do the others differ, and what would a command do to each?',
    description: 'Nothing is stored. The largest group comes first.',
    action: 'case.work',
    kind: 'read',
    body: Type.Object(
      {
        cases: Type.Array(Id, { minItems: 1, maxItems: BULK, uniqueItems: true }),
        command: Type.Optional(
          Type.Unsafe<Static<typeof CommandBody>>({
            ...CommandBody,
            description: 'Absent: only which are alike is asked.',
          }),
        ),
      },
      closed,
    ),
    reply: Type.Object({ groups: Type.Array(BulkGroupShape) }, closed),
    problems: ['not-valid'],
  }),
  'case.bulk-act': route({
    id: 'case.bulk-act',
    method: 'POST',
    path: '/v1/cases/bulk-commands',
    summary: 'The same command on cases that are alike: on all of them, or on none',
    description:
      'Each case has its own event and its own entry in the audit trail. `version` is the one that the person saw in the preview.',
    action: 'case.work',
    kind: 'command',
    body: Type.Object(
      {
        cases: Type.Array(Type.Object({ id: Id, version: Type.Integer({ minimum: 0 }) }, closed), {
          minItems: 1,
          maxItems: BULK,
        }),
        command: CommandBody,
      },
      closed,
    ),
    reply: Type.Array(CaseSummaryShape),
    problems: ['not-valid', 'conflict'],
  }),
  'case.document': route({
    id: 'case.document',
    method: 'GET',
    path: '/v1/cases/:case/documents/:document',
    summary: 'A document of a case',
    action: 'case.read',
    kind: 'read',
    params: Type.Object({ case: Id, document: Id }, closed),
    reply: { file: ['application/octet-stream'] },
  }),

  'advice.list': route({
    id: 'advice.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/advice',
    summary: 'Cases on which a department was asked for advice',
    action: 'advice.read',
    kind: 'read',
    params: OrganisationParams,
    reply: Type.Array(AdviceCaseShape),
  }),
  'advice.document': route({
    id: 'advice.document',
    method: 'GET',
    path: '/v1/organisations/:organisation/advice/:case/documents/:document',
    summary: 'A document of a case on which a department was asked',
    action: 'advice.read',
    kind: 'read',
    params: Type.Object({ organisation: Id, case: Id, document: Id }, closed),
    reply: { file: ['application/octet-stream'] },
  }),
  'advice.act': route({
    id: 'advice.act',
    method: 'POST',
    path: '/v1/organisations/:organisation/advice/:case/commands',
    summary: 'Give advice, or countersign a colleague’s',
    action: 'advice.give',
    kind: 'command',
    params: CaseParams,
    body: CommandBody,
    reply: AdviceCaseShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
} as const;
