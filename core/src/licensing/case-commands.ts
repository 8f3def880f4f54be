import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { PARTY_LIST_KINDS } from '../law/index.ts';
import { Application, DayText, DecimalText } from './application.ts';
import { ReportTerm } from './usage-reports.ts';

/**
 * What people do with a case. A command says what; who and when comes from the session and the clock, so that nobody can
 * sign in another's name. An event is a command that was allowed, with who, when, and what the law said on that day.
 */

const closed = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Provisions = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50 });
const Bilingual = Type.Object({ zh: Prose, en: Type.Optional(Prose) }, closed);

/** A finding that goes back to the applicant: code of the lint, or the officer's own words. */
const Finding = Type.Object(
  { code: Type.Optional(Key), field: Type.Optional(Type.String({ maxLength: 500 })), text: Bilingual },
  closed,
);

/** What a question can be answered with. */
export const ANSWER_TYPES = ['text', 'decimal', 'date', 'yes-no', 'country', 'paper'] as const;
const Question = Type.Object(
  {
    id: Key,
    text: Bilingual,
    type: Type.Enum(ANSWER_TYPES),
    /** Field of the application in which the answer lands: `lines[0].quantity`. For a paper: the id of the paper asked for. */
    field: Type.String({ minLength: 1, maxLength: 300, pattern: '^[A-Za-z][A-Za-z0-9.\\[\\]-]*$' }),
  },
  closed,
);
const Answer = Type.Object({ question: Key, value: Prose }, closed);

const HIT = {
  hit: Key,
  party: Key,
  list: Key,
  kind: Type.Enum(PARTY_LIST_KINDS),
  entry: Key,
  likeness: Type.Optional(DecimalText),
};
/** Amounts are absent for technology, and where a certificate by registration names none. */
const GrantedLine = Type.Object(
  { line: Key, quantity: Type.Optional(DecimalText), value: Type.Optional(DecimalText) },
  closed,
);
const REASONS = { reasons: Prose, provisions: Provisions };
const NO_PATH = {
  /** The provisions that leave no path to approval. */
  noPath: Provisions,
};

/** What a second person signs. A case has one consolidated advice, so that needs no id. */
const SIGNED = {
  of: Type.Enum(['hit', 'advice', 'consolidation', 'dropped-condition'] as const),
  id: Type.Optional(Key),
};

const COMMANDS = {
  save: { application: Application },
  submit: {},
  return: { findings: Type.Array(Finding, { minItems: 1, maxItems: 200 }) },
  accept: {},
  'ask-information': {
    request: Key,
    questions: Type.Array(Question, { minItems: 1, maxItems: 50 }),
    /** Last day for the answer; the authority sets it, the law names none. */
    lastDay: Type.Optional(DayText),
  },
  answer: { request: Key, answers: Type.Array(Answer, { minItems: 1, maxItems: 50 }) },
  'stop-clock': { ground: Key, reason: Prose },
  'resume-clock': { ground: Key },
  'lift-limit': { ground: Key, reason: Prose },
  assess: {
    assessment: Key,
    text: Prose,
    precedents: Type.Array(Type.Object({ case: Key, differs: Prose }, closed), { maxItems: 50 }),
  },
  'report-hits': { hits: Type.Array(Type.Object(HIT, closed), { minItems: 1, maxItems: 200 }) },
  'judge-hit': { hit: Key, match: Type.Enum(['true-match', 'false-positive'] as const), reason: Prose },
  'ask-advice': {
    advice: Key,
    /** Organisation of the department. */
    department: Key,
    question: Prose,
    workingDays: Type.Integer({ minimum: 1, maximum: 250 }),
  },
  'give-advice': {
    advice: Key,
    opinion: Type.Enum(['no-objection', 'no-objection-with-conditions', 'objection'] as const),
    reason: Prose,
  },
  'close-advice': { advice: Key, reason: Prose },
  consolidate: {
    opinion: Type.Enum(['no-objection', 'no-objection-with-conditions', 'objection'] as const),
    text: Prose,
  },
  countersign: SIGNED,
  /** The second person does not sign: what the first did is undone. */
  decline: { ...SIGNED, reason: Prose },
  'set-condition': { condition: Key, library: Type.Optional(Key), text: Bilingual, report: Type.Optional(ReportTerm) },
  'drop-condition': { condition: Key, reason: Prose },
  'recommend-grant': REASONS,
  'recommend-refusal': { ...REASONS, ...NO_PATH },
  'send-back': { reason: Prose },
  grant: {
    from: DayText,
    lastDay: DayText,
    lines: Type.Array(GrantedLine, { maxItems: 500 }),
    /** Every standing condition, by id: none is dropped in silence. */
    conditions: Type.Array(Key, { maxItems: 200 }),
    ...REASONS,
  },
  refuse: { ...REASONS, ...NO_PATH },
  withdraw: { reason: Prose },
  reconsider: { grounds: Prose },
  uphold: REASONS,
  'set-aside': REASONS,
} as const;
export type CaseCommandName = keyof typeof COMMANDS;
export const CASE_COMMANDS = Object.keys(COMMANDS) as readonly CaseCommandName[];

/** A command with its fields. */
export type CaseCommand = {
  [Name in CaseCommandName]: { readonly command: Name } & Static<TObject<(typeof COMMANDS)[Name]>>;
}[CaseCommandName];

export const CASE_ROLES = ['exporter', 'licensing-officer', 'senior-officer', 'adviser'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

const Actor = Type.Object(
  {
    /** Account of the person. */
    person: Key,
    role: Type.Enum(CASE_ROLES),
    /** In whose name: for an agent, the organisation it acts for. */
    organisation: Key,
  },
  closed,
);
export type CaseActor = Static<typeof Actor>;

const LiftedBy = Type.Object({ ground: Key, provision: Key }, closed);
/** What the law said on the day of the event, kept so that a later law changes no past case. */
const LawThen = Type.Object(
  {
    limit: Type.Optional(Type.Object({ id: Key, workingDays: Type.Integer({ minimum: 1 }), provision: Key }, closed)),
    noLimit: Type.Optional(Type.Array(LiftedBy)),
    provision: Type.Optional(Key),
  },
  closed,
);
const STAMP = { by: Actor, on: DayText, law: Type.Optional(LawThen) };

/** A command that was allowed. `on` is the day in Beijing time. */
export type CaseEvent = CaseCommand & {
  readonly by: CaseActor;
  readonly on: string;
  readonly law?: Static<typeof LawThen>;
};

function schemasOf(more: TProperties): Readonly<Record<CaseCommandName, TObject>> {
  return Object.fromEntries(
    CASE_COMMANDS.map((name) => [
      name,
      Type.Object({ command: Type.Literal(name), ...(COMMANDS[name] as TProperties), ...more }, closed),
    ]),
  ) as unknown as Record<CaseCommandName, TObject>;
}

/** Schema of every command, by its name. Closed: a command that names its own signer has a field too many. */
export const CASE_COMMAND_SCHEMAS = schemasOf({});
/** Schema of every event, by the name of its command. */
export const CASE_EVENT_SCHEMAS = schemasOf(STAMP);
