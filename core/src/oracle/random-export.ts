import fc from 'fast-check';
import type { ExportFacts } from '../facts.ts';
import type { Hole, Path } from './completions.ts';
import type { KnownExport } from './known-export.ts';
import type { LawBook, Readings } from '../law/index.ts';
import { testsIn } from './plain-outcome.ts';
import { ASKED, ELEMENTS_USED, FORMS_USED, LISTED_NAMES, PARTY_LISTS, someLaw, someReadings } from './random-law.ts';

/**
 * Random exports under random law: first everything about an export, then some facts that are not told. Two lines, their
 * bills with shared inputs, one or two parties with owners.
 */

const COUNTRIES = ['CN', 'HK', 'US', 'JP', 'DE'] as const;
const country = fc.constantFrom(...COUNTRIES);
const yesNo = fc.constantFrom('yes' as const, 'no' as const);
const MAKE = ['CN', 'DE'] as const;
const madeIn = fc.constantFrom(...MAKE);
const LISTED_IDS = PARTY_LISTS.map((list) => `${list}/1`);
const USES = ['civil', 'humanitarian-medical', 'military', 'chips', 'wmd'] as const;

const item = fc
  .record({
    form: fc.constantFrom(...FORMS_USED, 'ceramic' as const),
    elements: fc.subarray([...ELEMENTS_USED]),
  })
  .map(({ form, elements }) => ({ form, elements: [...elements, 'Fe'] }));
const EVERY_FORM = [...FORMS_USED, 'ceramic'];
const EVERY_ELEMENTS = [['Fe'], ['Dy', 'Fe'], ['Sm', 'Fe'], ['Dy', 'Sm', 'Fe']];

const SHARES = ['0', '0.2', '0.25', '0.4', '0.5'] as const;
const owners = fc
  .record({ first: fc.constantFrom(...SHARES), second: fc.constantFrom(...SHARES), which: fc.nat(2) })
  .map(({ first, second, which }) => {
    const others = 1000 - Math.round(1000 * (Number(first) + Number(second)));
    const all = [
      { name: LISTED_NAMES[which] ?? '', share: first, owners: 'none' as const },
      { name: LISTED_NAMES[(which + 1) % 3] ?? '', share: second, owners: 'none' as const },
      { name: 'Quiet Meadow Farmers', share: `0.${String(others).padStart(3, '0')}`, owners: 'none' as const },
    ];
    return others === 1000
      ? [{ ...all[2], name: 'Quiet Meadow Farmers', share: '1' }]
      : all.filter(({ share }) => Number(share) > 0);
  });

const PARTY_NAMES = ['Example Imports', 'Zwickau Users'] as const;
const party = (index: number) =>
  fc
    .record({
      country,
      military: fc.constantFrom('no' as const, 'no' as const, 'yes' as const),
      listEntry: fc.oneof(fc.constant('none' as const), fc.subarray(LISTED_IDS, { minLength: 1 })),
      owners: fc.oneof(fc.constant('none' as const), owners),
    })
    .map((facts) => ({
      role: index === 0 ? ('end-user' as const) : ('importer' as const),
      name: PARTY_NAMES[index] ?? '',
      ...facts,
    }));

const VALUES = ['0.05', '1', '25', '100', '400'] as const;
const money = fc.constantFrom(...VALUES).map((amount) => ({ amount }));
const quantity = fc.constantFrom('0', '0.5', '1', '4');

const line = fc.record({
  facts: fc.record({ item, madeIn, origin: madeIn, technologyOrigin: madeIn, substantialHelp: yesNo }),
  value: money,
});
const leaf = fc.record({ item, origin: madeIn, value: money });

/** Everything about an export. */
const everything = fc
  .record({
    asOf: fc.constantFrom(...ASKED),
    knownAt: fc.option(fc.constantFrom(...ASKED), { nil: undefined }),
    act: fc.constantFrom('export' as const, 'export' as const, 'transfer-in-country' as const, 'help-abroad' as const),
    from: country,
    to: country,
    isLastStated: fc.boolean(),
    via: fc.option(fc.tuple(country), { nil: undefined, freq: 2 }),
    exporter: fc.record({ country: madeIn, chinesePerson: yesNo }),
    endUse: fc.record({
      kind: fc.constantFrom(...USES),
      dangerKnown: yesNo,
      logicNodeNm: fc.constantFrom('5', '7', '10', '14', '20'),
      helpsRareEarthActivityAbroad: fc.constantFrom('yes' as const, 'no' as const, 'should-know' as const),
    }),
    mayAlsoBe: fc.option(fc.constantFrom(...USES), { nil: undefined, freq: 3 }),
    parties: fc.oneof(fc.tuple(party(0)), fc.tuple(party(0), party(1))),
    lines: fc.array(line, { minLength: 1, maxLength: 2 }),
    leaves: fc.tuple(leaf, leaf),
    uses: fc.array(quantity, { minLength: 4, maxLength: 4 }),
    isNested: fc.boolean(),
  })
  .map(({ knownAt, isLastStated, via, mayAlsoBe, endUse, lines, leaves, uses, isNested, ...facts }): KnownExport => {
    const inputs = (index: number) => [
      ...['a', 'b'].map((part, which) => ({ part, quantity: uses[index * 2 + which] ?? '1' })),
      ...(index === 0 && isNested && lines.length > 1 ? [{ part: 'line-1', quantity: '1' }] : []),
    ];
    // A material has in it what goes into it.
    const named = [...leaves.map((each) => each.item), ...lines.map((each) => each.facts.item)];
    const withInputs = ({ form, elements }: (typeof named)[number], index: number) => {
      const below = index === 0 ? named : named.slice(0, leaves.length);
      return { form, elements: [...new Set([...elements, ...below.flatMap((each) => each.elements)])] };
    };
    const stated: ExportFacts = {
      ...facts,
      ...(knownAt === undefined ? {} : { knownAt }),
      // Where goods end up, somebody gets them, of whom everything is known.
      ...(isLastStated ? { finalDestination: facts.parties[0].country } : {}),
      ...(via === undefined ? {} : { via }),
      endUse: { ...endUse, ...(mayAlsoBe === undefined ? {} : { mayAlsoBe: [mayAlsoBe] }) },
      // What is made in China and said to be of another origin contradicts itself.
      lines: lines.map(({ facts: { origin, item: own, ...each } }, index) => ({
        id: `line-${index}`,
        ...each,
        item: withInputs(own, index),
        origin: each.madeIn === 'CN' ? 'CN' : origin,
      })),
      bom: {
        parts: [
          ...lines.map(({ value, facts: { origin, madeIn: place } }, index) => ({
            id: `line-${index}`,
            value,
            origin: place === 'CN' ? 'CN' : origin,
            rareEarths: 'listed-below' as const,
            inputs: inputs(index),
          })),
          ...leaves.map((each, index) => ({
            id: index === 0 ? 'a' : 'b',
            ...each,
            rareEarths: 'listed-below' as const,
            inputs: [],
          })),
        ],
      },
    };
    return { facts: stated, unnamed: {}, comesTrue: false, isMoved: false };
  });

const TINY = '0.000000001';
const HUGE = '1000000000';
const AMOUNTS: readonly { readonly says: unknown; readonly values: readonly string[] }[] = [
  { says: 'unknown', values: [TINY, HUGE] },
  { says: { min: '2', max: '90' }, values: ['2', '90'] },
];

/** Nobody can tell whether what the goods may be used for comes true: it is never told. */
const comingTrue: Hole = { feeds: ['end-use'], at: [['comesTrue']], values: [true, false], told: [] };

/** What is said to stay in one country and goes to another: nobody can tell which of the two is right. */
const moving: Hole = { feeds: ['act'], at: [['isMoved']], values: [true, false], told: [] };

/** Every fact of an export that may be left untold, with what it may be. */
function holesOf({ facts }: KnownExport): readonly Hole[] {
  const holes: Hole[] = [];
  const one = (feeds: readonly string[], path: Path, values: readonly unknown[], says: unknown = 'unknown') =>
    holes.push({ feeds, at: [['facts', ...path]], values, told: [{ at: ['facts', ...path], says }] });
  one(['act'], ['act'], ['export', 'transfer-in-country', 'help-abroad', 'provide-technology']);
  if (facts.act === 'transfer-in-country') holes.push(moving);
  one(['from', 'same-country', 'through-china'], ['from'], COUNTRIES);
  one(['to', 'destination', 'same-country', 'through-china'], ['to'], COUNTRIES);
  if (facts.via !== undefined) one(['via', 'through-china'], ['via'], ['none', ...COUNTRIES.map((place) => [place])]);
  one(['exporter'], ['exporter', 'country'], MAKE);
  one(['exporter'], ['exporter', 'chinesePerson'], ['yes', 'no']);
  one(['end-use'], ['endUse', 'kind'], USES);
  if (facts.endUse?.mayAlsoBe !== undefined) holes.push(comingTrue);
  one(['danger-known'], ['endUse', 'dangerKnown'], ['yes', 'no']);
  one(['chip-process'], ['endUse', 'logicNodeNm'], ['5', '10', '20']);
  one(['helps-rare-earth-activity'], ['endUse', 'helpsRareEarthActivityAbroad'], ['yes', 'no']);
  for (const index of (facts.parties ?? []).keys()) {
    const at = ['parties', index];
    const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => LISTED_IDS.filter((_, bit) => (bits & (1 << bit)) !== 0));
    one(
      ['party'],
      [...at, 'listEntry'],
      subsets.map((ids) => (ids.length === 0 ? 'none' : ids)),
    );
    one(['military-user'], [...at, 'military'], ['yes', 'no']);
    if (index > 0 || facts.finalDestination === undefined)
      one(
        ['country', 'military-user', 'recipient', 'foreign-recipient', 'destination', 'same-country', 'through-china'],
        [...at, 'country'],
        COUNTRIES,
      );
    one(['held'], [...at, 'owners'], ['none', ...LISTED_NAMES.map((owner) => [{ name: owner, share: '1' }])]);
  }
  for (const index of facts.lines.keys()) {
    const at = ['lines', index];
    const row = ['bom', 'parts', index];
    one(['item', 'content'], [...at, 'item', 'form'], EVERY_FORM);
    one(['item', 'content'], [...at, 'item', 'elements'], EVERY_ELEMENTS);
    one(['made-in'], [...at, 'madeIn'], MAKE);
    one(['technology-origin'], [...at, 'technologyOrigin'], MAKE);
    one(['substantial-help'], [...at, 'substantialHelp'], ['yes', 'no']);
    holes.push({
      feeds: ['origin', 'content'],
      at: [
        ['facts', ...at, 'origin'],
        ['facts', ...row, 'origin'],
      ],
      values: MAKE,
      told: [
        { at: ['facts', ...at, 'origin'], says: 'unknown' },
        { at: ['facts', ...row, 'origin'], says: 'unknown' },
      ],
    });
  }
  for (const [index, part] of (facts.bom?.parts ?? []).entries()) {
    const at = ['bom', 'parts', index];
    const amount = AMOUNTS[index % 2] ?? { says: 'unknown', values: [TINY, HUGE] };
    one(['content'], [...at, 'value', 'amount'], amount.values, amount.says);
    for (const line of (part.inputs ?? []).keys())
      one(['content'], [...at, 'inputs', line, 'quantity'], amount.values, amount.says);
    holes.push({
      feeds: ['content'],
      at: [['unnamed', part.id]],
      values: [0, 1],
      told: [{ at: ['facts', ...at, 'rareEarths'], says: 'unknown' }],
    });
    if (part.item === undefined) continue;
    one(['content'], [...at, 'origin'], MAKE);
    one(['content'], [...at, 'item', 'form'], EVERY_FORM);
    one(['content'], [...at, 'item', 'elements'], EVERY_ELEMENTS);
  }
  return holes;
}

/** Completions that one case may have, and facts not told. */
const MOST_COMPLETIONS = 120;
const MOST_HOLES = 6;

/** An export with what is not told of it. */
export interface Untold {
  readonly truth: KnownExport;
  readonly holes: readonly Hole[];
}

/** Which of these facts does some test of the law look at? */
function isAskedBy(book: LawBook): (hole: Hole) => boolean {
  const facts = new Set<string>(testsIn(book).map(({ fact }) => fact));
  return ({ feeds }) => feeds.some((fact) => fact === 'item' || facts.has(fact));
}

/** An export under this law of which some facts that the law asks about are not told. */
function someExport(book: LawBook): fc.Arbitrary<Untold> {
  const isAsked = isAskedBy(book);
  return fc
    .record({ truth: everything, picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: MOST_HOLES }) })
    .map(({ truth, picks }) => {
      const all = holesOf(truth).filter(isAsked);
      const holes: Hole[] = all.filter((hole) => hole === comingTrue || hole === moving);
      let completions = 2 ** holes.length;
      for (const pick of picks) {
        const hole = all[pick % all.length];
        if (hole === undefined || holes.includes(hole) || completions * hole.values.length > MOST_COMPLETIONS) continue;
        holes.push(hole);
        completions *= hole.values.length;
      }
      return { truth, holes };
    });
}

/** One export under made-up law of which some facts are not told, and the readings taken. */
export interface Case extends Untold {
  readonly book: LawBook;
  readonly readings: Partial<Readings>;
}

/** Exports asked about under one law: what was kept of one must not change the answer to the next. */
export const EXPORTS_A_LAW = 4;

export const someCases: fc.Arbitrary<readonly Case[]> = someLaw.chain((book) =>
  fc
    .array(fc.record({ untold: someExport(book), readings: someReadings }), {
      minLength: EXPORTS_A_LAW,
      maxLength: EXPORTS_A_LAW,
    })
    .map((exports) => exports.map(({ untold, readings }) => ({ book, ...untold, readings }))),
);
