import { type Static, Type } from 'typebox';
import { Condition, PARTY_LIST_KINDS } from './condition.ts';

/** The shape of the files in `law/`. Every scalar arrives as text (YAML failsafe schema), so codes stay codes. */

const closed = { additionalProperties: false };
const Id = Type.String({
  pattern: '^cn/[a-z0-9][a-z0-9./()-]*$',
  description: 'As lawyers cite it: cn/mofcom-2025-61/1(1). Never changes meaning.',
});
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Beijing time.' });
const Bilingual = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);
const Verified = Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no')]);
const Source = Type.Union([
  Type.String({ minLength: 8 }),
  Type.Object({ url: Type.Optional(Type.String()), note: Type.String() }, closed),
]);
/** Where a value comes from. Never empty. */
const Sources = Type.Array(Source, { minItems: 1 });
/** The entry holds only while a reading takes this option. */
const Under = Type.Object({ reading: Type.String(), option: Type.String() }, closed);

/** What one provision does to others. Dates as printed: `lastDay` is the day named by "至"; whether it counts is the reading `end-day`. */
const Act = Type.Object(
  {
    /** suspend = pause implementation; resume = end pauses that earlier instruments ordered; end = repeal or stop for good. */
    do: Type.Union([Type.Literal('suspend'), Type.Literal('resume'), Type.Literal('end')]),
    on: Type.Array(Type.String(), {
      minItems: 1,
      description: 'Provision ids, or an instrument id for all its provisions but those that only publish a list.',
    }),
    from: Day,
    lastDay: Type.Optional(Day),
    /** Only for exports that meet this (e.g. destination). Absent = for all. */
    when: Type.Optional(Condition),
    under: Type.Optional(Under),
    verified: Type.Optional(Verified),
    note: Type.Optional(Bilingual),
  },
  closed,
);

const Clock = Type.Object(
  {
    workingDays: Type.String({ pattern: '^[0-9]+$' }),
    after: Type.Union([Type.Literal('export'), Type.Literal('acceptance')]),
  },
  closed,
);

/** What a provision does when its condition is met. */
const Effect = Type.Union([
  /** It asks for a licence. */
  Type.Object({ kind: Type.Literal('licence-required') }, closed),
  /** It forbids. */
  Type.Object({ kind: Type.Literal('prohibited') }, closed),
  /** Its list is not in the pack, so whether it asks for a licence is not decided: outcome `outside-pack`. */
  Type.Object({ kind: Type.Literal('undecided') }, closed),
  /** It lifts the licence duty of these provisions: outcome `exempt`. */
  Type.Object({ kind: Type.Literal('exempts'), from: Type.Array(Type.String(), { minItems: 1 }) }, closed),
  /** It takes the case out of these provisions' and lists' scope: outcome `not-subject`. */
  Type.Object({ kind: Type.Literal('excludes'), from: Type.Array(Type.String(), { minItems: 1 }) }, closed),
  /** How an application is decided; `on` = for the licence duties of these provisions. */
  Type.Object(
    {
      kind: Type.Literal('review'),
      policy: Type.Union([
        Type.Literal('refusal-in-principle'),
        Type.Literal('case-by-case'),
        Type.Literal('stricter'),
      ]),
      on: Type.Array(Type.String(), { minItems: 1 }),
    },
    closed,
  ),
  /** Something must be done as well. `with` = when the outcome is one of these. */
  Type.Object(
    {
      kind: Type.Literal('duty'),
      duty: Type.String(),
      title: Bilingual,
      clock: Type.Optional(Clock),
      /** When it is done, where no number of days is set. A duty says this or has a clock. */
      done: Type.Optional(
        Type.Enum(['with-the-application', 'with-the-goods', 'with-the-declaration', 'while-it-lasts'] as const),
      ),
      /** Where it is done by e-mail. */
      mailbox: Type.Optional(Type.String({ format: 'email' })),
      with: Type.Array(Type.String(), { minItems: 1 }),
      /** Only together with a met licence duty or exemption of these provisions. */
      on: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    },
    closed,
  ),
  /** It switches parts of the procedure off: general licence, registration certificate, the statutory clock. */
  Type.Object(
    {
      kind: Type.Literal('workflow'),
      off: Type.Array(
        Type.Union([Type.Literal('general-licence'), Type.Literal('registration'), Type.Literal('statutory-clock')]),
        { minItems: 1 },
      ),
    },
    closed,
  ),
  /** It puts a list of items or parties in force. */
  Type.Object({ kind: Type.Literal('lists'), list: Type.String() }, closed),
]);

const Provision = Type.Object(
  {
    id: Id,
    cite: Bilingual,
    /** In our own words, with the Chinese term where one is defined. */
    text: Bilingual,
    /** First day in force. Absent = the instrument's `from`. */
    from: Type.Optional(Day),
    /** Last day in force as printed, where the text itself names one. */
    lastDay: Type.Optional(Day),
    verified: Type.Optional(Verified),
    source: Type.Optional(Sources),
    doubt: Type.Optional(Bilingual),
    when: Type.Optional(Condition),
    effect: Type.Optional(Effect),
    acts: Type.Optional(Type.Array(Act, { minItems: 1 })),
    under: Type.Optional(Under),
  },
  closed,
);

export const Instrument = Type.Object(
  {
    id: Id,
    kind: Type.Enum(
      ['law', 'regulation', 'announcement', 'order', 'catalogue', 'measures', 'list-notice', 'statement'] as const,
      {
        description: 'A statement is an official announcement of a change that is not enacted; its acts make a branch.',
      },
    ),
    title: Bilingual,
    number: Type.Optional(Type.String()),
    issuer: Bilingual,
    published: Day,
    from: Day,
    verified: Verified,
    source: Sources,
    summary: Bilingual,
    doubt: Type.Optional(Bilingual),
    /** Ids of statements that this instrument settles, one way or the other. */
    settles: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    provisions: Type.Array(Provision),
  },
  { ...closed, description: 'One legal instrument, provision by provision.' },
);
export type Instrument = Static<typeof Instrument>;
export type Provision = Static<typeof Provision>;
export type Act = Static<typeof Act>;
export type Effect = Static<typeof Effect>;

/** How goods under one word of form may be what an entry with another word names. */
const OTHER_WORD = {
  /** Certain where the composition is stated in full and is this; else the text leaves it open. */
  certainIf: Type.Optional(Type.Union([Type.Literal('metallic'), Type.Literal('compounded')])),
  /** Possible only where this holds. */
  onlyIf: Type.Optional(
    Type.Enum(['several-rare-earths', 'no-neodymium-iron-boron', 'oxygen-only', 'no-non-metal', 'organic'] as const),
  ),
};
const OtherWord = Type.Object({ form: Type.String(), ...OTHER_WORD }, closed);
export type OtherWord = Static<typeof OtherWord>;

/** One word for what goods are made into, and what goods so called can be under the entries of the lists. */
export const FormWord = Type.Object(
  {
    form: Type.String({ minLength: 1, description: 'The word, as in the facts of an item.' }),
    /** Empty: the word stands for itself alone, which the source argues. */
    mayBe: Type.Array(
      Type.Object(
        {
          as: Type.Array(Type.String(), { minItems: 1, description: 'Forms of entries.' }),
          ...OTHER_WORD,
          /** Only under these lists; absent = under all. */
          on: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
          /** Not for entries of exactly these elements. */
          except: Type.Optional(Type.Array(Type.Array(Type.String(), { minItems: 1 }), { minItems: 1 })),
        },
        closed,
      ),
    ),
    note: Bilingual,
    source: Sources,
  },
  closed,
);
export type FormWord = Static<typeof FormWord>;

/** One list of items (an announcement's item list, or a part of an annex). */
const Match = Type.Object(
  {
    form: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Other words under which goods may be this all the same; `forms.yaml` gives them to every entry. */
    otherWords: Type.Optional(Type.Array(OtherWord, { minItems: 1 })),
    /** All of these elements are in it. */
    elements: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** The name states the elements one by one. Made of exactly these it is met; with anything else in it the text is silent. */
    onlyElements: Type.Optional(Type.Literal('yes')),
    /** None of these is in it. */
    without: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    cas: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** It is a part, component or assembly that contains an item of one of these entries. */
    contains: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    technologyFor: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Can only be told by a declared code: the text's parameters are not among the facts. */
    declaredOnly: Type.Optional(Type.Literal('yes')),
  },
  closed,
);
/** How many names or entries the text itself counts or prints; the loader refuses a list that has more or fewer. */
const Count = Type.String({ pattern: '^[1-9][0-9]*$', description: 'How many entries the text prints.' });
const Entry = Type.Object(
  {
    code: Type.String({ minLength: 1, description: 'Control code, or the number in an annex.' }),
    name: Bilingual,
    match: Match,
    parameters: Type.Optional(Bilingual),
    hs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            code: Type.String({ pattern: '^[0-9]{4,10}$' }),
            from: Type.Optional(Day),
            verified: Type.Optional(Verified),
          },
          closed,
        ),
      ),
    ),
    verified: Verified,
    source: Type.Optional(Sources),
    note: Type.Optional(Bilingual),
  },
  closed,
);
export const ItemList = Type.Object(
  {
    id: Id,
    /** dual-use = on the Export Control List; annex = a list that only its own instrument uses. */
    kind: Type.Union([Type.Literal('dual-use'), Type.Literal('annex')]),
    title: Bilingual,
    source: Sources,
    verified: Verified,
    note: Type.Optional(Bilingual),
    count: Type.Optional(Count),
    entries: Type.Array(Entry, { minItems: 1 }),
  },
  closed,
);
export type ItemList = Static<typeof ItemList>;
export type ListEntry = Static<typeof Entry>;

/** One way in which goods of a family may be told. What is not named plays no part. */
const GoodsPattern = Type.Object(
  {
    /** All of these are in it. */
    elements: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Absent = in any form. */
    form: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Besides them only rare earths, as where a crystal is doped. */
    onlyElements: Type.Optional(Type.Literal('yes')),
    /** Does it describe goods with a rare earth in them as well? `open`: they may be what they would be without it. */
    besideRareEarths: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('open')])),
  },
  closed,
);
const GoodsFamily = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    title: Bilingual,
    /** What to look up, and where. */
    lookUp: Bilingual,
    verified: Verified,
    source: Sources,
    note: Type.Optional(Bilingual),
    /** Beginnings of control codes. */
    codes: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9][A-Z][0-9]{0,3}[A-Za-z0-9.]*$' }), { minItems: 1 })),
    /** Chinese customs codes that the text prints, or their beginnings. */
    hs: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9]{2,10}$' }), { minItems: 1 })),
    patterns: Type.Optional(Type.Array(GoodsPattern, { minItems: 1 })),
    /** Words of a description; Latin ones count as whole words. They raise a doubt and never end one. */
    words: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
    /** The words may speak of parts, machines and technology that hold rare earths, too. */
    articles: Type.Optional(Type.Literal('yes')),
  },
  closed,
);
/**
 * The goods for which the pack decides, beside the days: rare-earth goods. What may lie on lists that the pack does not hold
 * is told by families; `rest` is the family of everything that is not placed among the decided goods.
 */
export const Goods = Type.Object(
  {
    decides: Bilingual,
    source: Sources,
    rest: Type.String(),
    families: Type.Array(GoodsFamily, { minItems: 1 }),
  },
  closed,
);
export type Goods = Static<typeof Goods>;
export type GoodsFamily = Static<typeof GoodsFamily>;

/** By what an item was taken for one of a family. `not-placed` = nothing places it among the goods that the pack decides. */
export const GOODS_SIGNS = ['structure', 'code', 'customs-code', 'words', 'not-placed'] as const;
export type GoodsSign = (typeof GOODS_SIGNS)[number];

/**
 * A name by which a listed party goes elsewhere: in its own script, in short, before it was renamed. `source` is where it goes by it; not `verified` =
 * known, and not read there. Such a name opens an answer and decides none, so that a wrong one costs a question.
 */
const OtherName = Type.Object(
  { name: Type.String({ minLength: 2 }), source: Type.String({ minLength: 8 }), verified: Verified },
  closed,
);

/** One notice's names. */
export const PartyList = Type.Object(
  {
    id: Id,
    kind: Type.Enum(PARTY_LIST_KINDS),
    title: Bilingual,
    source: Sources,
    verified: Verified,
    note: Type.Optional(Bilingual),
    count: Type.Optional(Count),
    entries: Type.Array(
      Type.Object(
        {
          id: Type.String({ minLength: 1 }),
          zh: Type.Optional(Type.String({ minLength: 1 })),
          en: Type.Optional(Type.String({ minLength: 1 })),
          also: Type.Optional(
            Type.Array(OtherName, {
              minItems: 1,
              description: 'Names that the notice does not print. They never make a match certain.',
            }),
          ),
          country: Type.Optional(Type.String()),
          note: Type.Optional(Type.String()),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);
export type PartyList = Static<typeof PartyList>;

/** A place where the texts leave room: the reading the pack takes, and the others, each with its reason. */
export const Reading = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    question: Bilingual,
    takes: Type.String(),
    options: Type.Array(Type.Object({ id: Type.String(), text: Bilingual, source: Sources }, closed), { minItems: 2 }),
    /** Flag shown when an answer turns on this reading. */
    flag: Type.String(),
  },
  closed,
);
export type Reading = Static<typeof Reading>;

/** Beside an answer, never in it: what officials said, trade practice, cautions. */
export const Note = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9.-]+$' }),
    kind: Type.Union([Type.Literal('practice'), Type.Literal('caution')]),
    date: Day,
    title: Bilingual,
    text: Bilingual,
    verified: Verified,
    source: Sources,
    /** Days for which it is shown, as printed. */
    from: Type.Optional(Day),
    lastDay: Type.Optional(Day),
    when: Condition,
    /** Shown only with these outcomes. */
    with: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  },
  closed,
);
export type Note = Static<typeof Note>;

/** State Council notice on one year's public holidays. */
export const Holidays = Type.Object(
  {
    year: Type.String({ pattern: '^[0-9]{4}$' }),
    published: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
    source: Sources,
    off: Type.Array(Type.Object({ date: Day, name: Bilingual }, closed)),
    work: Type.Array(Type.Object({ date: Day, name: Bilingual }, closed)),
  },
  closed,
);
export type Holidays = Static<typeof Holidays>;

/** Names the pack and says how far someone looked. */
export const Pack = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    title: Bilingual,
    /** First day for which the pack answers; earlier days are refused. */
    covers: Type.Object({ from: Day, reason: Bilingual }, closed),
    /** Last day up to which the gazette was checked. Beyond it an answer says "not checked since". */
    checked: Type.Object({ upTo: Day, source: Sources, note: Bilingual }, closed),
  },
  closed,
);
export type Pack = Static<typeof Pack>;
