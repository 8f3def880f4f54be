import fc from 'fast-check';
import type {
  Act,
  Condition,
  Effect,
  Instrument,
  ItemList,
  LawBook,
  PartyList,
  Provision,
  Readings,
} from '../law/index.ts';
import { READING_IDS, READING_OPTIONS } from '../law/index.ts';
import { nextDay } from './standing.ts';

/**
 * Random law: packs with lists that begin and end, duties, bans, exemptions, exclusions and reviews under nested
 * conditions, pauses, resumes and ends, announcements that are not enacted and instruments that settle them, and entries
 * that hold under one reading only.
 */

const text = (words: string) => ({ zh: words, en: words });
const SOURCE = ['made up for a property'];

/** The days on which something may happen. */
export const DAYS: readonly string[] = Array.from({ length: 14 }, (_, index) => {
  const month = 1 + Math.floor(index / 2);
  return `2025-${String(month).padStart(2, '0')}-${index % 2 === 0 ? '01' : '16'}`;
});
const FIRST = DAYS[0] as string;
/** Days of questions: those on which something may happen, and the days around. */
export const ASKED: readonly string[] = DAYS.flatMap((day) => [day, nextDay(day)]).filter((day) => day >= FIRST);
const aDay = fc.constantFrom(...DAYS);
/** Most law of a pack is there early, so that most of it counts on the day asked about. */
const anEarlyDay = fc.constantFrom(...DAYS.slice(0, 5));

export const FORMS_USED = ['magnet', 'crystal', 'target'] as const;
export const ELEMENTS_USED = ['Dy', 'Sm'] as const;
export const ITEM_LISTS = ['cn/a', 'cn/b', 'cn/c', 'cn/d'] as const;
export const PARTY_LISTS = ['cn/p', 'cn/q', 'cn/r'] as const;
/** One name a list, unlike each other. */
export const LISTED_NAMES = ['Aurelian Dockyards', 'Boreal Turbine Works', 'Cormorant Optics'] as const;

const someItemList = (id: string): fc.Arbitrary<ItemList> =>
  fc
    .record({
      kind: fc.constantFrom('dual-use' as const, 'dual-use' as const, 'annex' as const),
      entries: fc.array(
        fc.record({
          form: fc.subarray([...FORMS_USED], { minLength: 1, maxLength: 2 }),
          elements: fc.subarray([...ELEMENTS_USED], { minLength: 1 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    })
    .map(({ kind, entries }) => ({
      id,
      kind,
      title: text(id),
      source: SOURCE,
      verified: 'no',
      entries: entries.map(({ form, elements }, index) => ({
        code: `${id.slice(3)}.${index + 1}`,
        name: text(`${form.join(' or ')} of ${elements.join('-')}`),
        match: { form, elements },
        verified: 'no' as const,
      })),
    }));

const PARTY_KINDS = ['control-list', 'watch-list', 'unreliable-entity-list'] as const;
const somePartyList = (id: string, name: string): fc.Arbitrary<PartyList> =>
  fc.constantFrom(...PARTY_KINDS).map((kind) => ({
    id,
    kind,
    title: text(id),
    source: SOURCE,
    verified: 'no',
    entries: [{ id: `${id}/1`, en: name }],
  }));

const is = (fact: string, values: readonly string[]): fc.Arbitrary<Condition> =>
  fc
    .subarray([...values], { minLength: 1, maxLength: Math.max(1, values.length - 1) })
    .map((chosen) => ({ fact, is: chosen }) as Condition);
const itemOn = fc.subarray([...ITEM_LISTS], { minLength: 1, maxLength: 2 });
const contentTest = fc
  .record({
    of: fc.constantFrom(...ITEM_LISTS),
    in: fc.constantFrom(...ITEM_LISTS),
    atLeast: fc.constantFrom('0.001', '0.25', '0.5'),
  })
  .map((test): Condition => ({ fact: 'content', ...test }));

function someTest(contents: readonly Condition[]): fc.Arbitrary<Condition> {
  return fc.oneof(
    { weight: 3, arbitrary: itemOn.map((on): Condition => ({ fact: 'item', on })) },
    { weight: 1, arbitrary: fc.constant<Condition>({ fact: 'item', listed: 'dual-use' }) },
    { weight: 4, arbitrary: fc.constantFrom(...contents) },
    {
      weight: 2,
      arbitrary: fc
        .subarray([...PARTY_LISTS], { minLength: 1, maxLength: 2 })
        .map((on): Condition => ({ fact: 'party', on })),
    },
    {
      weight: 2,
      arbitrary: fc
        .subarray([...PARTY_KINDS], { minLength: 1, maxLength: 2 })
        .map((listed): Condition => ({ fact: 'party', listed })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          by: fc.subarray([...PARTY_KINDS], { minLength: 1, maxLength: 2 }),
          atLeast: fc.constantFrom('0.5', '0.25'),
        })
        .map((test): Condition => ({ fact: 'held', ...test })),
    },
    { weight: 1, arbitrary: is('act', ['export', 'transfer-in-country', 'help-abroad']) },
    { weight: 2, arbitrary: is('from', ['china', 'hong-kong-macao-taiwan', 'abroad']) },
    { weight: 2, arbitrary: is('to', ['united-states', 'japan', 'elsewhere', 'hong-kong-macao-taiwan']) },
    {
      weight: 2,
      arbitrary: is('destination', ['china', 'united-states', 'japan', 'elsewhere', 'hong-kong-macao-taiwan']),
    },
    { weight: 1, arbitrary: is('recipient', ['china', 'united-states', 'japan', 'elsewhere']) },
    { weight: 1, arbitrary: is('through-china', ['yes', 'no']) },
    { weight: 1, arbitrary: is('foreign-recipient', ['yes', 'no']) },
    { weight: 1, arbitrary: is('same-country', ['yes', 'no']) },
    { weight: 1, arbitrary: is('exporter', ['in-china', 'chinese-abroad', 'foreign-abroad']) },
    { weight: 2, arbitrary: is('origin', ['china', 'abroad']) },
    { weight: 1, arbitrary: is('made-in', ['china', 'abroad']) },
    { weight: 1, arbitrary: is('technology-origin', ['china', 'abroad']) },
    { weight: 2, arbitrary: is('end-use', ['civil', 'humanitarian', 'military', 'chips', 'possibly-military']) },
    { weight: 2, arbitrary: is('military-user', ['none', 'united-states', 'japan', 'elsewhere']) },
    { weight: 1, arbitrary: is('danger-known', ['yes', 'no']) },
    { weight: 1, arbitrary: is('substantial-help', ['yes', 'no']) },
    { weight: 1, arbitrary: is('helps-rare-earth-activity', ['yes', 'no']) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('7', '14')
        .map(
          (logicNodeNmAtMost): Condition => ({ fact: 'chip-process', logicNodeNmAtMost, memoryLayersAtLeast: '256' }),
        ),
    },
  );
}

function someCondition(contents: readonly Condition[]): fc.Arbitrary<Condition> {
  const test = someTest(contents);
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: test },
      {
        weight: 2,
        arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
      },
      {
        weight: 2,
        arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      },
      { weight: 1, arbitrary: tie('condition').map((inner): Condition => ({ not: inner })) },
    ),
  }));
  return condition;
}

/** Readings that name an entry of a text. */
const UNDER = [
  { reading: 'extension-scope', options: ['all', 'us-only'] },
  { reading: 'notice-13', options: ['stopped', 'suspended'] },
] as const;
const someUnder = fc.option(
  fc
    .constantFrom(...UNDER)
    .chain(({ reading, options }) => fc.constantFrom(...options).map((option) => ({ reading, option }))),
  { nil: undefined, freq: 2 },
);

/** Who has what in the pack; provisions are named by what they do. */
const LISTING_IDS = [...ITEM_LISTS, ...PARTY_LISTS].map((list) => `cn/lists/${list.slice(3)}`);
const MOST_RULES = 6;
const RULE_IDS = Array.from({ length: MOST_RULES }, (_, index) => `cn/rules-${index % 2}/${index}`);
const TARGETS = [...RULE_IDS, ...RULE_IDS, ...LISTING_IDS, 'cn/rules-0', 'cn/rules-1', 'cn/lists'];

const someEffect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Effect>({ kind: 'licence-required' }) },
  { weight: 3, arbitrary: fc.constant<Effect>({ kind: 'prohibited' }) },
  {
    weight: 3,
    arbitrary: fc.subarray(RULE_IDS, { minLength: 1, maxLength: 3 }).map((from): Effect => ({ kind: 'exempts', from })),
  },
  {
    weight: 3,
    arbitrary: fc
      .subarray([...RULE_IDS, ...LISTING_IDS], { minLength: 1, maxLength: 3 })
      .map((from): Effect => ({ kind: 'excludes', from })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        policy: fc.constantFrom('refusal-in-principle' as const, 'case-by-case' as const, 'stricter' as const),
        on: fc.subarray(RULE_IDS, { minLength: 1, maxLength: 2 }),
      })
      .map((review): Effect => ({ kind: 'review', ...review })),
  },
);

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };

function someProvision(id: string, contents: readonly Condition[]): fc.Arbitrary<Provision> {
  return fc
    .record({
      from: fc.option(anEarlyDay, { nil: undefined }),
      lastDay: fc.option(aDay, { nil: undefined, freq: 2 }),
      when: fc.option(someCondition(contents), { nil: undefined, freq: 12 }),
      effect: someEffect,
      under: someUnder,
    })
    .map(({ from, lastDay, when, effect, under }) => ({
      id,
      cite: text(id),
      text: text(id),
      effect,
      ...optional('from', from),
      ...optional('lastDay', lastDay),
      ...optional('when', when),
      ...optional('under', under),
    }));
}

function someAct(contents: readonly Condition[]): fc.Arbitrary<Act> {
  return fc
    .record({
      verb: fc.constantFrom(
        'suspend' as const,
        'suspend' as const,
        'suspend' as const,
        'resume' as const,
        'end' as const,
      ),
      on: fc.uniqueArray(fc.constantFrom(...TARGETS), { minLength: 1, maxLength: 3 }),
      from: aDay,
      lastDay: fc.option(aDay, { nil: undefined, freq: 2 }),
      when: fc.option(someCondition(contents), { nil: undefined, freq: 3 }),
      under: someUnder,
    })
    .map(({ verb, on, from, lastDay, when, under }) => ({
      do: verb,
      on,
      from,
      ...(verb === 'suspend' ? { ...optional('lastDay', lastDay), ...optional('when', when) } : {}),
      ...optional('under', under),
    }));
}

const instrument = (
  id: string,
  kind: Instrument['kind'],
  published: string,
  provisions: readonly Provision[],
  settles?: readonly string[],
): Instrument => ({
  id,
  kind,
  title: text(id),
  issuer: text('MOFCOM'),
  published,
  from: published,
  verified: 'no',
  source: SOURCE,
  summary: text(id),
  provisions: [...provisions],
  ...(settles === undefined || settles.length === 0 ? {} : { settles: [...settles] }),
});

function someActing(id: string, kind: Instrument['kind'], contents: readonly Condition[]): fc.Arbitrary<Instrument> {
  return fc
    .record({ published: anEarlyDay, acts: fc.array(someAct(contents), { minLength: 1, maxLength: 3 }) })
    .map(({ published, acts }) =>
      instrument(id, kind, published, [{ id: `${id}/1`, cite: text(id), text: text(id), acts }]),
    );
}

const listing = (list: string, from: string | undefined, lastDay: string | undefined): Provision => ({
  id: `cn/lists/${list.slice(3)}`,
  cite: text(list),
  text: text(list),
  effect: { kind: 'lists', list },
  ...optional('from', from),
  ...optional('lastDay', lastDay),
});

/** The readings of random packs: each takes its first option, but for one that the second evaluator can take. */
export const READINGS = READING_IDS.map((id) => ({
  id,
  question: text(id),
  takes: id === 'transit-through-china' ? 'export' : READING_OPTIONS[id][0],
  options: READING_OPTIONS[id].map((option) => ({ id: option, text: text(option), source: SOURCE })),
  flag: id,
}));

/** Readings that the second evaluator can take, in place of the pack's. */
export const someReadings: fc.Arbitrary<Partial<Readings>> = fc.record(
  {
    'end-day': fc.constantFrom(...READING_OPTIONS['end-day']),
    revival: fc.constantFrom(...READING_OPTIONS.revival),
    cumulation: fc.constantFrom(...READING_OPTIONS.cumulation),
    'level-of-test': fc.constantFrom(...READING_OPTIONS['level-of-test']),
    'look-through': fc.constantFrom(...READING_OPTIONS['look-through']),
    'owners-sum': fc.constantFrom(...READING_OPTIONS['owners-sum']),
    region: fc.constantFrom(...READING_OPTIONS.region),
    'transit-through-china': fc.constantFrom('export', 'outside'),
    'knowledge-62': fc.constantFrom(...READING_OPTIONS['knowledge-62']),
    'extension-scope': fc.constantFrom(...READING_OPTIONS['extension-scope']),
    'notice-13': fc.constantFrom(...READING_OPTIONS['notice-13']),
  },
  { requiredKeys: [] },
);

/** A pack of made-up law. */
export const someLaw: fc.Arbitrary<LawBook> = fc
  .uniqueArray(contentTest, { minLength: 2, maxLength: 5, selector: (test) => JSON.stringify(test) })
  .chain((contents) =>
    fc.record({
      itemLists: fc.tuple(...ITEM_LISTS.map(someItemList)),
      partyLists: fc.tuple(...PARTY_LISTS.map((id, index) => somePartyList(id, LISTED_NAMES[index] ?? ''))),
      listings: fc.array(
        fc.record({
          from: fc.option(anEarlyDay, { nil: undefined, freq: 2 }),
          lastDay: fc.option(aDay, { nil: undefined, freq: 2 }),
        }),
        { minLength: LISTING_IDS.length, maxLength: LISTING_IDS.length },
      ),
      rules: fc
        .integer({ min: 2, max: MOST_RULES })
        .chain((count) => fc.tuple(...RULE_IDS.slice(0, count).map((id) => someProvision(id, contents)))),
      published: fc.tuple(anEarlyDay, anEarlyDay),
      acting: fc
        .integer({ min: 0, max: 3 })
        .chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, index) => someActing(`cn/acts-${index}`, 'announcement', contents)),
          ),
        ),
      statements: fc
        .integer({ min: 0, max: 3 })
        .chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, index) => someActing(`cn/said-${index}`, 'statement', contents)),
          ),
        ),
      settling: fc.option(fc.record({ published: anEarlyDay, which: fc.nat(2) }), { nil: undefined, freq: 2 }),
    }),
  )
  .map(({ itemLists, partyLists, listings, rules, published, acting, statements, settling }): LawBook => {
    const lists = [...ITEM_LISTS, ...PARTY_LISTS].map((list, index) =>
      listing(list, listings[index]?.from, listings[index]?.lastDay),
    );
    const settled = statements[settling?.which ?? 99];
    return {
      pack: {
        id: 'made-up',
        version: '1',
        title: text('made-up law'),
        covers: { from: FIRST, reason: text('it begins here') },
        checked: { upTo: '2025-12-31', source: SOURCE, note: text('made up') },
      },
      instruments: [
        instrument('cn/lists', 'catalogue', FIRST, lists),
        ...[0, 1].map((which) =>
          instrument(
            `cn/rules-${which}`,
            'announcement',
            published[which as 0 | 1],
            rules.filter(({ id }) => id.startsWith(`cn/rules-${which}/`)),
          ),
        ),
        ...acting,
        ...statements,
        ...(settling === undefined || settled === undefined
          ? []
          : [instrument('cn/settles', 'announcement', settling.published, [], [settled.id])]),
      ],
      itemLists,
      partyLists,
      readings: READINGS,
      notes: [],
      calendar: { holidays: [], workdays: [] } as unknown as LawBook['calendar'],
    };
  });
