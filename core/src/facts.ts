import { type Static, Type } from 'typebox';

/**
 * Everything that Ytterby asks about an export. A field that is absent, or says `unknown`, is unknown: the answer then
 * names it if it matters. `fact-fields.ts` says of each field what being absent means, where that is more. Numbers are decimal text (or JSON numbers, read by the digits they print), never rounded.
 */

const UNKNOWN = Type.Literal('unknown');
const Decimal = Type.Union(
  [Type.String({ maxLength: 60, pattern: '^\\s*[0-9]+(\\.[0-9]+)?\\s*$' }), Type.Number({ minimum: 0 })],
  {
    description: 'A number that is not negative, as decimal text: "0.30". No exponent.',
  },
);
/** A number, a range of numbers (either end may be missing), or `unknown`. */
const Amount = Type.Union([
  Decimal,
  Type.Object({ min: Type.Optional(Decimal), max: Type.Optional(Decimal) }, { additionalProperties: false }),
  UNKNOWN,
]);
const Share = Type.Union(
  [
    Type.String({ maxLength: 60, pattern: '^\\s*[0-9]+(\\.[0-9]+)?\\s*[%％]?\\s*$' }),
    Type.Number({ minimum: 0, maximum: 1 }),
  ],
  {
    description: 'A share: "0.5" or "50 %".',
  },
);
/** A share, a range of shares, or `unknown`. */
const ShareAmount = Type.Union([
  Share,
  Type.Object({ min: Type.Optional(Share), max: Type.Optional(Share) }, { additionalProperties: false }),
  UNKNOWN,
]);
const Country = Type.String({ pattern: '^([A-Z]{2}|unknown)$', description: 'ISO 3166-1 alpha-2, or unknown.' });
const YesNo = Type.Union([Type.Literal('yes'), Type.Literal('no'), UNKNOWN]);
const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Beijing time.' });
const Name = Type.String({ minLength: 1, maxLength: 2000 });

/** Why goods cross the border. */
export const EXPORT_MOVEMENTS = [
  'sale',
  'repair-return',
  'out-for-repair',
  'exhibition-in-china-return',
  'exhibition-abroad',
  'civil-aircraft-parts',
  'other',
] as const;

/** What the goods are made into. Closed list; free text goes into `description`. */
export const FORMS = [
  'metal',
  'alloy',
  'target',
  'magnet',
  'magnet-powder',
  'oxide',
  'compound',
  'mixture',
  'crystal',
  'optical-fibre',
  'ceramic',
  'luminescent-material',
  'magnetic-refrigeration-material',
  'magnetostrictive-material',
  'hydrogen-storage-material',
  'coating-material',
  'ore',
  'reagent',
  'catalyst',
  'part',
  'assembly',
  'finished-product',
  'equipment',
  'technology',
  'other-material',
] as const;
export type Form = (typeof FORMS)[number];

export const ELEMENTS_COVERED = [
  'Sc',
  'Y',
  'La',
  'Ce',
  'Pr',
  'Nd',
  'Sm',
  'Eu',
  'Gd',
  'Tb',
  'Dy',
  'Ho',
  'Er',
  'Tm',
  'Yb',
  'Lu',
] as const;

const MATERIAL = {
  description: Type.Optional(
    Type.String({
      maxLength: 20_000,
      description:
        'Free text; it suggests a class and may leave open what other facts close, it never settles anything.',
    }),
  ),
  code: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Control code as declared, e.g. 1C905.b; `none` = declared as not listed.',
    }),
  ),
  form: Type.Optional(Type.Union([Type.Enum(FORMS), UNKNOWN])),
  elements: Type.Optional(
    Type.Union([Type.Array(Type.String({ maxLength: 20 }), { maxItems: 120 }), UNKNOWN], {
      description: 'All elements that the material is made of, impurities left out: [Nd, Fe, B, Dy].',
    }),
  ),
  mayContain: Type.Optional(
    Type.Array(Type.String({ maxLength: 20 }), {
      maxItems: 120,
      description: 'Elements of which it is not known whether they are in it.',
    }),
  ),
  formula: Type.Optional(Type.String({ maxLength: 500, description: 'Chemical formula: Dy2O3.' })),
  massFractions: Type.Optional(
    Type.Record(Type.String({ maxLength: 20 }), ShareAmount, {
      description: 'Mass fraction by element: {Dy: "0.0008"}.',
    }),
  ),
  cas: Type.Optional(Type.String({ maxLength: 40, description: 'CAS number.' })),
  hs: Type.Optional(
    Type.String({ maxLength: 40, description: 'HS (6 digits) or Chinese customs code (8 or 10 digits); a hint.' }),
  ),
  technologyFor: Type.Optional(
    Type.Enum([
      'mining',
      'smelting-separation',
      'metal-smelting',
      'magnet-making',
      'recycling',
      'production-line',
      'other',
    ] as const),
  ),
};
const Item = Type.Object(
  {
    ...MATERIAL,
    contains: Type.Optional(
      Type.Union(
        [
          Type.Array(Type.Object(MATERIAL, { additionalProperties: false }), { maxItems: 200 }),
          Type.Literal('none'),
          UNKNOWN,
        ],
        {
          description:
            'Materials inside a part, assembly or product, when no bill of materials says it; none = no rare-earth material.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const Money = Type.Object(
  { amount: Amount, currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })) },
  { additionalProperties: false },
);
/** A value under each price basis that is known. */
const Value = Type.Union([
  Money,
  Type.Object(
    {
      contract: Type.Optional(Money),
      cost: Type.Optional(Money),
      customs: Type.Optional(Money),
      market: Type.Optional(Money),
    },
    { additionalProperties: false },
  ),
  UNKNOWN,
]);

/** The steps that can give a rare earth its origin (open question Q-06). */
export const PROCESSING_STEPS = ['mined', 'separated', 'smelted', 'made'] as const;
const OriginSteps = Type.Object(
  {
    mined: Type.Optional(Country),
    separated: Type.Optional(Country),
    smelted: Type.Optional(Country),
    made: Type.Optional(Country),
  },
  { additionalProperties: false },
);

/** Who stated a fact of a part. It vouches for what was said, so it no longer holds once the fact says something else. */
const FactSource = Type.Object(
  {
    field: Type.String({ minLength: 1, maxLength: 200, description: 'The fact: origin, steps.mined, value.cost.' }),
    usedIn: Type.Optional(Type.String({ maxLength: 500, description: 'quantity: the part that it goes into.' })),
    said: Type.String({ maxLength: 20_000, description: 'What was said, as JSON text.' }),
    supplier: Type.String({ minLength: 1, maxLength: 2000 }),
    person: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    day: DateText,
    document: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: 'The paper that says so.' })),
  },
  { additionalProperties: false },
);

const BomPart = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 500 }),
    item: Type.Optional(Item),
    value: Type.Optional(Value),
    unit: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'Unit that value and quantities count in: UN/ECE code or common name; default piece.',
      }),
    ),
    origin: Type.Optional(Country),
    steps: Type.Optional(OriginSteps),
    supplier: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: 'Who supplies the part.' })),
    sources: Type.Optional(
      Type.Array(FactSource, { maxItems: 200, description: 'Who stated which fact of the part, and when.' }),
    ),
    rareEarths: Type.Optional(
      Type.Union([Type.Literal('none'), Type.Literal('listed-below'), UNKNOWN], {
        description:
          'Does it hold listed rare-earth material of Chinese origin? none = no such material; listed-below = only what the parts listed below it hold; absent = unknown, but see `unstated` of the bill.',
      }),
    ),
    inputs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            part: Type.String({ minLength: 1, maxLength: 500 }),
            quantity: Type.Optional(Amount),
            unit: Type.Optional(Type.String({ maxLength: 40 })),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);
export const BomFacts = Type.Object(
  {
    parts: Type.Array(BomPart),
    /**
     * What is not stated holds: `none` = no listed rare-earth material. Stated by the user, repeated in the answer as an assumption. It
     * speaks for parts that say nothing of what they are made of, never for what a magnet or a listed material is made of, and never
     * over a stated `unknown`. Absent = unknown.
     */
    unstated: Type.Optional(Type.Union([Type.Literal('none'), UNKNOWN])),
    rates: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Decimal, {
        description: 'Value of one unit of each currency in one common currency.',
      }),
    ),
  },
  { additionalProperties: false },
);

const ListEntryIds = Type.Union([Type.Array(Type.String({ maxLength: 200 })), Type.Literal('none'), UNKNOWN], {
  description:
    'Ids of list entries that a person has confirmed (true match), or none. Absent = found by the exact name; a name like a listed one leaves it open.',
});

const Owner = Type.Cyclic(
  {
    Owner: Type.Object(
      {
        name: Name,
        country: Type.Optional(Country),
        /** As of a party. */
        listEntry: Type.Optional(ListEntryIds),
        share: Type.Optional(ShareAmount),
        owners: Type.Optional(Type.Union([Type.Array(Type.Ref('Owner')), Type.Literal('none'), UNKNOWN])),
      },
      { additionalProperties: false },
    ),
  },
  'Owner',
);

export const PARTY_ROLES = ['importer', 'consignee', 'intermediary', 'end-user'] as const;
const Party = Type.Object(
  {
    role: Type.Enum(PARTY_ROLES),
    name: Type.Optional(Name),
    country: Type.Optional(Country),
    military: Type.Optional(YesNo),
    /** A Chinese citizen, legal person or body. Absent = by its country: in China yes, abroad no, unknown where that is. */
    chinesePerson: Type.Optional(YesNo),
    listEntry: Type.Optional(ListEntryIds),
    owners: Type.Optional(
      Type.Union([Type.Array(Owner), Type.Literal('none'), UNKNOWN], {
        description: 'Owners with shares; none = no listed party stands behind it.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const END_USES = [
  'civil',
  'humanitarian-medical',
  'humanitarian-public-health',
  'humanitarian-disaster-relief',
  'humanitarian-rescue',
  'military',
  'military-potential',
  'wmd',
  'terrorism',
  'chips',
  'chip-equipment-or-materials',
  'artificial-intelligence',
] as const;
const EndUse = Type.Object(
  {
    kind: Type.Optional(Type.Union([Type.Enum(END_USES), UNKNOWN])),
    description: Type.Optional(Type.String({ maxLength: 20_000 })),
    /** Also possible, though not intended ("for, or possibly for", No. 61 para. 3). */
    mayAlsoBe: Type.Optional(Type.Array(Type.Enum(END_USES))),
    logicNodeNm: Type.Optional(Amount),
    memoryLayers: Type.Optional(Amount),
    militaryPotentialOfAi: Type.Optional(YesNo),
    /** The exporter knows, should know, or was told by the authority of a danger to national security. Absent = no, where nothing points to one. */
    dangerKnown: Type.Optional(YesNo),
    /** The exporter knows (or, `should-know`, ought to see) that the goods will be used for, or substantially help, one of the five rare-earth activities abroad. Absent = no, where the item cannot serve one. */
    helpsRareEarthActivityAbroad: Type.Optional(Type.Union([YesNo, Type.Literal('should-know')])),
  },
  { additionalProperties: false },
);

const Exporter = Type.Object(
  {
    name: Type.Optional(Name),
    country: Type.Optional(Country),
    chinesePerson: Type.Optional(YesNo),
    /** What decides which permission forms are open (Order 792 arts. 16, 19, 20). */
    complianceSystem: Type.Optional(YesNo),
    exportRecord: Type.Optional(YesNo),
    fixedChannels: Type.Optional(YesNo),
    barredByPenalty: Type.Optional(YesNo),
  },
  { additionalProperties: false },
);

const Line = Type.Object(
  {
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    item: Item,
    madeIn: Type.Optional(Country),
    origin: Type.Optional(Country),
    steps: Type.Optional(OriginSteps),
    /** Origin of the technology used for mining, smelting-separation, metal smelting, magnet making or recycling. */
    technologyOrigin: Type.Optional(Country),
    /** Technology only (No. 62 para. 6). */
    technologyExclusion: Type.Optional(
      Type.Enum(['none', 'public-domain', 'basic-research', 'patent-application', 'unknown'] as const),
    ),
    substantialHelp: Type.Optional(YesNo),
    /** Part of the bill of materials that is this line; default: the part with the line's id, else the only part nobody uses. */
    part: Type.Optional(Type.String({ maxLength: 500 })),
    quantity: Type.Optional(Amount),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    value: Type.Optional(Value),
    /** Why it crosses the border, where that opens a registration certificate (Order 792 art. 19). */
    movement: Type.Optional(Type.Enum(EXPORT_MOVEMENTS)),
  },
  { additionalProperties: false },
);

export const ACTS = ['export', 'transfer-in-country', 'provide-technology', 'help-abroad'] as const;

export const ExportFacts = Type.Object(
  {
    asOf: DateText,
    knownAt: Type.Optional(DateText),
    act: Type.Optional(Type.Union([Type.Enum(ACTS), UNKNOWN])),
    from: Type.Optional(Country),
    /** The next country that the goods go to. */
    to: Type.Optional(Country),
    /** Where the goods finally go, when that is further than `to`. Absent = where the end users are. */
    finalDestination: Type.Optional(Country),
    /** Countries and customs territories that the goods pass on the way, without coming to rest there. Absent = none told, as `none`. */
    via: Type.Optional(Type.Union([Type.Array(Country, { maxItems: 50 }), Type.Literal('none'), UNKNOWN])),
    exporter: Type.Optional(Exporter),
    parties: Type.Optional(Type.Array(Party, { maxItems: 200 })),
    endUse: Type.Optional(EndUse),
    lines: Type.Array(Line, { minItems: 1 }),
    bom: Type.Optional(BomFacts),
  },
  { additionalProperties: false, description: 'Facts about one export.' },
);

export type ExportFacts = Static<typeof ExportFacts>;
/** Who receives the goods, and what of their way says that somebody does. */
export type RecipientFacts = Pick<ExportFacts, 'parties' | 'from' | 'finalDestination'>;
export type LineFacts = Static<typeof Line>;
export type ItemFacts = Static<typeof Item>;
export type MaterialFacts = Omit<ItemFacts, 'contains'>;
export type PartyFacts = Static<typeof Party>;
export type OwnerFacts = Static<typeof Owner>;
export type EndUseFacts = Static<typeof EndUse>;
export type ExporterFacts = Static<typeof Exporter>;
export type BomFacts = Static<typeof BomFacts>;
export type BomPartFacts = Static<typeof BomPart>;
export type FactSourceFacts = Static<typeof FactSource>;
export type ValueFacts = Static<typeof Value>;
export type AmountFacts = Static<typeof Amount>;
export type ShareFacts = Static<typeof ShareAmount>;
export type OriginStepsFacts = Static<typeof OriginSteps>;
