import { type Static, Type } from 'typebox';
import { END_USES } from '../facts.ts';
import {
  APPLICATION_KINDS,
  type ApplicationKind,
  type Circumstance,
  LICENCE_ELEMENTS,
  PARTY_LIST_KINDS,
} from '../law/index.ts';

/**
 * Everything that an application says. Fields are optional, so that a draft can be kept at any point; what is missing
 * where it must not be, `lint` says. Unlike the facts of an export, amounts are definite: exact decimal text.
 */

const closed = { additionalProperties: false };
const Line = Type.String({ minLength: 1, maxLength: 500 });
const Prose = Type.String({ minLength: 1, maxLength: 20_000 });
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Beijing time.' });
/** A positive or zero amount, exact: no exponent, no sign. */
export const DecimalText = Type.String({ maxLength: 40, pattern: '^[0-9]+(\\.[0-9]+)?$' });
const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' });
const YesNo = Type.Union([Type.Literal('yes'), Type.Literal('no')]);

/** The forms in which permission can be given to an operator outside China or for technology. */
export const LICENCE_FORMS = ['individual-licence', 'general-licence'] as const;

/** The cases of registration (Order 792 art. 19). */
export const MOVEMENTS = [
  'repair-return',
  'out-for-repair',
  'exhibition-in-china-return',
  'exhibition-abroad',
  'civil-aircraft-parts',
  'other',
] as const;

const Contact = Type.Object(
  { name: Type.Optional(Line), phone: Type.Optional(Line), email: Type.Optional(Line) },
  closed,
);
const IDENTITY = {
  name: Type.Optional(Line),
  nameZh: Type.Optional(Line),
  country: Type.Optional(Country),
  address: Type.Optional(Line),
  uscc: Type.Optional(Type.String({ maxLength: 40, description: 'Unified Social Credit Code.' })),
  lei: Type.Optional(Type.String({ maxLength: 40, description: 'Legal Entity Identifier.' })),
  contact: Type.Optional(Contact),
};
const Company = Type.Object(IDENTITY, closed);
const EndUser = Type.Object({ ...IDENTITY, military: Type.Optional(YesNo) }, closed);

/** A paper that is filed. The bytes are kept elsewhere; `sha256` ties them to this entry. */
const Paper = Type.Object(
  {
    id: Key,
    /** Id of the paper that the law asks for, or `other`. */
    paper: Key,
    title: Type.Optional(Line),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('other')])),
    /** Id of the paper of which this is the Chinese translation. */
    translationOf: Type.Optional(Key),
    sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    validUntil: Type.Optional(DayText),
  },
  closed,
);

const ContractLine = Type.Object(
  {
    id: Key,
    description: Type.Optional(Line),
    quantity: Type.Optional(DecimalText),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    unitPrice: Type.Optional(DecimalText),
    value: Type.Optional(DecimalText),
  },
  closed,
);
const Contract = Type.Object(
  {
    number: Type.Optional(Line),
    date: Type.Optional(DayText),
    currency: Type.Optional(Currency),
    lines: Type.Optional(Type.Array(ContractLine, { maxItems: 500 })),
  },
  closed,
);

const ItemLine = Type.Object(
  {
    id: Key,
    /** Id of the contract line that it comes from. */
    contractLine: Type.Optional(Key),
    description: Type.Optional(Line),
    nameZh: Type.Optional(Line),
    code: Type.Optional(Type.String({ maxLength: 200, description: 'Control code: 1C902.a.4.' })),
    hs: Type.Optional(Type.String({ maxLength: 40, description: "HS or China's customs code; a hint." })),
    quantity: Type.Optional(DecimalText),
    unit: Type.Optional(Type.String({ maxLength: 40, description: 'UN/ECE Rec 20 code or common name.' })),
    value: Type.Optional(DecimalText),
    currency: Type.Optional(Currency),
    origin: Type.Optional(Country),
  },
  closed,
);

/** What the end user signed, field by field; ids as in the law pack. */
const Proof = Type.Object(
  {
    'end-user': Type.Optional(Line),
    address: Type.Optional(Line),
    items: Type.Optional(Prose),
    quantity: Type.Optional(Line),
    'contract-number': Type.Optional(Line),
    'place-of-use': Type.Optional(Line),
    'exact-use': Type.Optional(Prose),
    'undertakes-end-use': Type.Optional(YesNo),
    'undertakes-no-transfer': Type.Optional(YesNo),
    'no-military-or-wmd-use': Type.Optional(YesNo),
    contact: Type.Optional(Line),
    signatory: Type.Optional(Line),
    seal: Type.Optional(YesNo),
    issuedOn: Type.Optional(DayText),
    /** The ministry asked for a certificate of the end user's government (Order 792 art. 24). */
    governmentCertificateAsked: Type.Optional(YesNo),
  },
  closed,
);

const Technology = Type.Object(
  {
    name: Type.Optional(Line),
    parameters: Type.Optional(Prose),
    recipient: Type.Optional(Line),
    recipientOwners: Type.Optional(Prose),
    /** Trade, licence, joint research, teaching … (No. 62 of 2025 para. 2). */
    way: Type.Optional(Line),
    place: Type.Optional(Line),
    purpose: Type.Optional(Prose),
    protection: Type.Optional(Prose),
    /** Provided inside China to a foreign person: a second statement is due. */
    providedInChina: Type.Optional(YesNo),
  },
  closed,
);

const Change = Type.Object(
  {
    /** Number of the licence that changes. */
    licence: Type.Optional(Line),
    reason: Type.Optional(Prose),
    elements: Type.Optional(
      Type.Array(
        Type.Object(
          { element: Type.Enum(LICENCE_ELEMENTS), from: Type.Optional(Prose), to: Type.Optional(Prose) },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
  },
  closed,
);

/** What the determination answered from which this application was made; frozen with it. */
const Frozen = Type.Object(
  {
    id: Key,
    asOf: DayText,
    knownAt: DayText,
    pack: Type.Object({ id: Line, version: Line }, closed),
    outcome: Line,
    review: Type.Optional(Line),
    /** Versions of external lists that were screened, by name. */
    lists: Type.Optional(Type.Record(Key, Line)),
    /** Parties that certainly are on a list in force on that day. */
    listed: Type.Optional(
      Type.Array(
        Type.Object(
          {
            party: Line,
            list: Key,
            kind: Type.Enum(PARTY_LIST_KINDS),
            entry: Key,
          },
          closed,
        ),
        { maxItems: 200 },
      ),
    ),
    /** Parties with a name like a listed one: a person must judge them. */
    toJudge: Type.Optional(
      Type.Array(
        Type.Object(
          {
            hit: Key,
            party: Line,
            list: Key,
            kind: Type.Enum(PARTY_LIST_KINDS),
            entry: Key,
            likeness: Type.Optional(DecimalText),
          },
          closed,
        ),
        { maxItems: 200 },
      ),
    ),
  },
  closed,
);

export const Application = Type.Object(
  {
    kind: Type.Enum(APPLICATION_KINDS),
    /** Overseas operators and technology: which form is asked for. Absent = individual licence. */
    form: Type.Optional(Type.Enum(LICENCE_FORMS)),
    determination: Type.Optional(Frozen),
    applicant: Type.Optional(Company),
    /** No. 61 of 2025 para. 6: a Chinese body that applies for the operator outside China. */
    agent: Type.Optional(Company),
    /** Where the goods finally go. */
    destination: Type.Optional(Country),
    /** Countries and customs territories that the goods pass on the way, in their order. */
    via: Type.Optional(Type.Array(Country, { maxItems: 50 })),
    importer: Type.Optional(Company),
    consignee: Type.Optional(Company),
    endUsers: Type.Optional(Type.Array(EndUser, { maxItems: 200 })),
    endUse: Type.Optional(
      Type.Object(
        { kind: Type.Optional(Type.Enum(END_USES)), description: Type.Optional(Prose), place: Type.Optional(Line) },
        closed,
      ),
    ),
    contract: Type.Optional(Contract),
    lines: Type.Optional(Type.Array(ItemLine, { maxItems: 500 })),
    /** The days asked for; `lastDay` is the last on which the licence can be used. */
    validity: Type.Optional(Type.Object({ from: Type.Optional(DayText), lastDay: Type.Optional(DayText) }, closed)),
    proof: Type.Optional(Proof),
    papers: Type.Optional(Type.Array(Paper, { maxItems: 200 })),
    /** Order 792 arts. 16 and 20: who can have a general licence or a certificate by registration. */
    standing: Type.Optional(
      Type.Object(
        {
          complianceSystem: Type.Optional(YesNo),
          exportRecord: Type.Optional(YesNo),
          fixedChannels: Type.Optional(YesNo),
          barredByPenalty: Type.Optional(YesNo),
        },
        closed,
      ),
    ),
    /** Order 792 art. 19: which case of registration. */
    movement: Type.Optional(Type.Enum(MOVEMENTS)),
    technology: Type.Optional(Technology),
    change: Type.Optional(Change),
    remarks: Type.Optional(Prose),
  },
  { ...closed, description: 'An application for a licence, a certificate or a change.' },
);
export type Application = Static<typeof Application>;
export type ApplicationLine = Static<typeof ItemLine>;
export type ApplicationPaper = Static<typeof Paper>;

/**
 * Which of the forms of Order 792 art. 15 does an application ask for? A change of key elements is a new application for
 * the form that it names; a change of other elements asks for none.
 * @example formOf({ kind: 'technology' }) // 'individual-licence'
 */
export function formOf(application: Application): ApplicationKind | undefined {
  switch (application.kind) {
    case 'overseas-operator':
    case 'technology':
    case 'major-change':
      return application.form ?? 'individual-licence';
    case 'minor-change':
      return undefined;
    default:
      return application.kind;
  }
}

/**
 * What is true of this application that changes what the law asks? Only what is stated counts: a party that is not known
 * to be listed is none, since hits that are still to be judged hold the case up by themselves.
 */
export function circumstancesOf(application: Application): ReadonlySet<Circumstance> {
  const found = new Set<Circumstance>();
  if (application.determination?.listed?.some(({ kind }) => kind === 'watch-list')) found.add('watch-listed-party');
  if (application.standing?.barredByPenalty === 'yes') found.add('barred-by-penalty');
  if (application.agent !== undefined) found.add('through-agent');
  if (application.technology?.providedInChina === 'yes') found.add('provided-in-china');
  if (application.proof?.governmentCertificateAsked === 'yes') found.add('government-certificate-asked');
  return found;
}
