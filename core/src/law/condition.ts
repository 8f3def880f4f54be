import { type Static, Type } from 'typebox';
import { FORMS } from '../facts.ts';

/**
 * The words in which a provision says when it bites. Few kinds of test in code, many provisions in data.
 * A condition is `all`, `any`, `not`, or one test on one fact; it evaluates to met, not met or unknown (Kleene).
 */

/**
 * Kinds of lists of parties: the Control List and the Watch List (Order 792 arts. 26 and 28), the Unreliable Entity List, and the names of
 * orders on countermeasures. No. 61 para. 2 counts holdings of the first two alone.
 */
export const PARTY_LIST_KINDS = [
  'control-list',
  'watch-list',
  'unreliable-entity-list',
  'countermeasure-list',
] as const;
export type PartyListKind = (typeof PARTY_LIST_KINDS)[number];

const closed = { additionalProperties: false };
const Decimal = Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?$' });
const Ids = Type.Array(Type.String(), { minItems: 1 });

/** End uses as the law tells them apart. */
export const USES = [
  'civil',
  'humanitarian',
  'military',
  'military-potential',
  'wmd',
  'terrorism',
  'chips',
  'artificial-intelligence',
] as const;

/** Facts whose values are a fixed vocabulary; what each value means stands in GLOSSARY.md. */
export const VOCABULARY = {
  /** A set where goods or technology that cross a border are said to be something else too. */
  act: ['export', 'transfer-in-country', 'provide-technology', 'help-abroad'],
  /** Where the goods leave from, and where they go. `hk-mo-tw` follows the reading `region`. */
  from: ['china', 'hong-kong-macao-taiwan', 'abroad'],
  to: ['china', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'],
  /** Where the goods go in the end and on the next leg: a set, of `to`, the final destination and the countries of the end users. */
  destination: ['china', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'],
  'same-country': ['yes', 'no'],
  /** Goods from abroad pass through China on the way to abroad, and that counts as export from China (reading `transit-through-china`). */
  'through-china': ['yes', 'no'],
  /** Who exports or provides: anyone in China, a Chinese person abroad, or a foreign person abroad. */
  exporter: ['in-china', 'chinese-abroad', 'foreign-abroad'],
  /** Does supply by a Chinese person from one foreign place to another need a licence (reading `chinese-person-abroad`)? */
  'supply-abroad': ['yes', 'no'],
  /** Does handing an item to a foreign person inside China count as export (reading `deemed-export`)? */
  'deemed-export': ['yes', 'no'],
  /** Countries of all who receive the goods: importers, consignees, intermediaries and end users; a set. */
  recipient: ['china', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'],
  /** Is any recipient a foreign organisation or person? */
  'foreign-recipient': ['yes', 'no'],
  origin: ['china', 'abroad'],
  'made-in': ['china', 'abroad'],
  'technology-origin': ['china', 'abroad'],
  'technology-exclusion': ['none', 'public-domain', 'basic-research', 'patent-application'],
  'substantial-help': ['yes', 'no'],
  'helps-rare-earth-activity': ['yes', 'no'],
  /** Is a recipient (importer, consignee, intermediary or end user) a military user outside China, and of which country? */
  'military-user': ['none', 'united-states', 'japan', 'elsewhere'],
  /** What the goods are used for, and apart from it what they may possibly be used for; a set. */
  'end-use': [...USES, ...USES.map((use) => `possibly-${use}` as const)],
  'military-ai': ['yes', 'no'],
  'danger-known': ['yes', 'no'],
  /** Only practice notes look at these; no provision does. */
  'item-form': FORMS,
  'holds-listed-material': ['yes', 'no'],
} as const;
export type VocabularyFact = keyof typeof VOCABULARY;

/** The fact has one of these values. */
const IsTest = Type.Object(
  {
    fact: Type.Enum(Object.keys(VOCABULARY) as VocabularyFact[]),
    is: Type.Array(Type.String(), { minItems: 1 }),
  },
  closed,
);
/** The item is on a list: one named by id, or any list of a kind whose listing is in force. */
const ItemOnTest = Type.Object({ fact: Type.Literal('item'), on: Ids }, closed);
const ItemListedTest = Type.Object({ fact: Type.Literal('item'), listed: Type.Literal('dual-use') }, closed);
/** Only recipients who buy or use the goods count, not those who carry or pass them on (No. 61 of 2025 para. 2). */
const as = Type.Optional(Type.Literal('importer-or-end-user'));
/** The item is of goods that these families describe, which the pack knows by name only (`goods` file of the pack). */
const GoodsTest = Type.Object({ fact: Type.Literal('goods'), of: Ids }, closed);
/** A recipient is on a list of parties: named lists, or any list of these kinds whose listing is in force. */
const PartyOnTest = Type.Object({ fact: Type.Literal('party'), on: Ids, as }, closed);
const PartyListedTest = Type.Object(
  {
    fact: Type.Literal('party'),
    listed: Type.Array(Type.Enum(PARTY_LIST_KINDS)),
    as,
  },
  closed,
);
/** The value of Chinese-origin items of list `of`, divided by the value of a product of list `in`, is at least `atLeast`. */
const ContentTest = Type.Object(
  { fact: Type.Literal('content'), of: Type.String(), in: Type.String(), atLeast: Decimal },
  closed,
);
/** Parties on lists of these kinds hold at least this share of an importer or end user. */
const HeldTest = Type.Object(
  { fact: Type.Literal('held'), by: Type.Array(Type.String(), { minItems: 1 }), atLeast: Decimal },
  closed,
);
/** The chips of the end use are at or beyond these processes. */
const ChipTest = Type.Object(
  { fact: Type.Literal('chip-process'), logicNodeNmAtMost: Decimal, memoryLayersAtLeast: Decimal },
  closed,
);
/** The mass fractions of these elements add up to less than this (practice notes only). */
const MassTest = Type.Object({ fact: Type.Literal('mass-fraction'), of: Ids, below: Decimal }, closed);

export const Test = Type.Union([
  IsTest,
  ItemOnTest,
  ItemListedTest,
  GoodsTest,
  PartyOnTest,
  PartyListedTest,
  ContentTest,
  HeldTest,
  ChipTest,
  MassTest,
]);
export type Test = Static<typeof Test>;

export const Condition = Type.Cyclic(
  {
    Condition: Type.Union([
      Type.Object({ all: Type.Array(Type.Ref('Condition'), { minItems: 1 }) }, closed),
      Type.Object({ any: Type.Array(Type.Ref('Condition'), { minItems: 1 }) }, closed),
      Type.Object({ not: Type.Ref('Condition') }, closed),
      Test,
    ]),
  },
  'Condition',
);
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;
