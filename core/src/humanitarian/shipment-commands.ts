import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { ExportFacts } from '../facts.ts';
import { DayText, DecimalText } from '../licensing/application.ts';

/**
 * What people do with a shipment under the humanitarian exemption (No. 61 of 2025 para. 5). As with cases, a command says what; who
 * and when comes from the session and the clock. An event is a command that was allowed, with who, when, and what was found.
 */

const closed = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Words = Type.Object({ zh: Prose, en: Prose }, closed);

/** The end uses that paragraph 5 names, and the similar rescue that it leaves room for. */
export const HUMANITARIAN_USES = [
  'humanitarian-medical',
  'humanitarian-public-health',
  'humanitarian-disaster-relief',
  'humanitarian-rescue',
] as const;
export type HumanitarianUse = (typeof HUMANITARIAN_USES)[number];

/** What can show that the end use is what it is said to be. The law names no paper: this only sorts them. */
export const EVIDENCE_KINDS = {
  request: { zh: '求助函或者需求清单', en: 'Request for help, or list of needs' },
  official: {
    zh: '政府、国际组织或者红十字会的文件',
    en: 'Paper of a government, an international body or the Red Cross',
  },
  order: { zh: '医院或者救援机构的订单', en: 'Order of a hospital or relief body' },
  transport: { zh: '运输单据', en: 'Transport document' },
  other: { zh: '其他', en: 'Other' },
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

const Item = Type.Object(
  {
    /** Id of the line of the determination that it was determined as. Absent: the only line. */
    line: Type.Optional(Key),
    description: Line,
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Control code, as 1C905.b.' })),
    quantity: Type.Optional(DecimalText),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  },
  closed,
);

const Evidence = Type.Object(
  {
    kind: Type.Enum(Object.keys(EVIDENCE_KINDS) as EvidenceKind[]),
    /** How it is found: title, number, date, who issued it. */
    reference: Line,
    /** Id of the document, where its bytes are kept with the shipment. */
    document: Type.Optional(Key),
  },
  closed,
);

export const Claim = Type.Object(
  {
    endUse: Type.Object({ kind: Type.Enum(HUMANITARIAN_USES), description: Type.Optional(Prose) }, closed),
    destination: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
    /** Whoever receives the goods, as in the facts of an export. They stand in for the parties of the determination. */
    parties: ExportFacts.properties.parties,
    items: Type.Array(Item, { minItems: 1, maxItems: 500 }),
    evidence: Type.Array(Evidence, { maxItems: 100 }),
    /** Whom the ministry can ask. */
    contact: Type.Optional(Line),
  },
  { ...closed, description: 'What is shipped, to whom, for which relief, and what shows it.' },
);
export type Claim = Static<typeof Claim>;

const Obstacle = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 5_000 }),
    fact: Type.Enum(['party', 'held', 'military-user', 'end-use', 'outcome'] as const),
    /** Null: of the whole export, or a party without a name. */
    party: Type.Union([Type.String(), Type.Null()]),
    verdict: Type.Enum(['met', 'unknown'] as const),
    text: Words,
    /** The question that settles it, and the field of the facts that answers it. Null: only a review does. */
    settledBy: Type.Union([Type.Object({ about: Type.String(), text: Words }, closed), Type.Null()]),
  },
  closed,
);
export type Obstacle = Static<typeof Obstacle>;

const Due = Type.Object({ date: DayText, provisional: Type.Boolean() }, closed);

/** What was found for one day; frozen with the event that it decided. */
export const Assessment = Type.Object(
  {
    day: DayText,
    pack: Type.Object({ id: Type.String(), version: Type.String() }, closed),
    /** Lists of parties that were in force on that day, by id. */
    lists: Type.Array(Type.String()),
    outcome: Type.String(),
    /** The enacted text, and each announcement that answers otherwise. */
    branches: Type.Array(
      Type.Object(
        { branch: Type.String(), label: Words, possible: Type.Array(Type.String()), reportOwed: Type.Boolean() },
        closed,
      ),
      { minItems: 1 },
    ),
    /**
     * `exempt`: it may go at once, and paragraph 5 asks for the report. `no-licence-needed`: it may go, and no licence or report
     * is needed under No. 61 on this day. `stopped`: see the obstacles. `not-exempt`: a licence is required, or it is prohibited.
     */
    verdict: Type.Enum(['exempt', 'no-licence-needed', 'stopped', 'not-exempt', 'not-covered'] as const),
    obstacles: Type.Array(Obstacle),
    /** When the report would be due for an export on that day; null: none is owed. */
    due: Type.Union([Due, Type.Null()]),
    because: Type.Array(Type.Object({ id: Type.String(), cite: Words }, closed)),
  },
  closed,
);
export type Assessment = Static<typeof Assessment>;

const Provisions = Type.Array(Key, { minItems: 1, maxItems: 50 });
const REVIEW = { reason: Prose, provisions: Provisions };

const COMMANDS = {
  claim: {
    /** The saved determination that it rests on. */
    determination: Key,
    claim: Claim,
    /** The words as they were shown, and the person who gives them for the exporter. */
    undertaking: Type.Object({ ...Words.properties, signatory: Line }, closed),
  },
  /** The claim anew: what was missing, what was asked. Once it is cleared or shipped, to whom and for what stays as it is. */
  supplement: { claim: Claim },
  /** By itself, where a claim has met an obstacle. */
  stop: {},
  /** By itself, where what was asked is answered and nothing stands against it any more. */
  resume: {},
  clear: REVIEW,
  refuse: REVIEW,
  ship: {
    exportedOn: DayText,
    /** Number of the customs declaration or waybill. */
    reference: Type.Optional(Line),
  },
  /** Keeps a draft of the report that was edited. */
  draft: { text: Words },
  report: {
    text: Words,
    sentOn: DayText,
    how: Type.Enum(['e-mail', 'other'] as const),
    /** Name of the person who sent it. */
    sentBy: Line,
    /** Ids of documents that show that it was sent. */
    proof: Type.Array(Key, { maxItems: 20 }),
  },
  withdraw: { reason: Prose },
} as const;
export type ShipmentCommandName = keyof typeof COMMANDS;
export const SHIPMENT_COMMANDS = Object.keys(COMMANDS) as readonly ShipmentCommandName[];
/** Nobody gives these: they follow from a command. */
const FOLLOWS: readonly ShipmentCommandName[] = ['stop', 'resume'];

export type ShipmentCommand = {
  [Name in ShipmentCommandName]: { readonly command: Name } & Static<TObject<(typeof COMMANDS)[Name]>>;
}[ShipmentCommandName];

export const SHIPMENT_ROLES = ['exporter', 'licensing-officer', 'senior-officer'] as const;
export type ShipmentRole = (typeof SHIPMENT_ROLES)[number];
const Actor = Type.Object({ person: Key, role: Type.Enum(SHIPMENT_ROLES), organisation: Key }, closed);
export type ShipmentActor = Static<typeof Actor>;
export type ShipmentEvent = ShipmentCommand & {
  readonly by: ShipmentActor;
  readonly on: string;
  readonly found?: Assessment;
};

function schemasOf(names: readonly ShipmentCommandName[], more: TProperties) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      Type.Object({ command: Type.Literal(name), ...(COMMANDS[name] as TProperties), ...more }, closed),
    ]),
  ) as unknown as Readonly<Partial<Record<string, TObject>>>;
}

export const SHIPMENT_COMMAND_SCHEMAS = schemasOf(
  SHIPMENT_COMMANDS.filter((name) => !FOLLOWS.includes(name)),
  {},
);
export const SHIPMENT_EVENT_SCHEMAS = schemasOf(SHIPMENT_COMMANDS, {
  by: Actor,
  on: DayText,
  found: Type.Optional(Assessment),
});
