import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS, type ItemFacts } from '../facts.ts';
import type { ItemList, ListEntry } from '../law/instrument.ts';
import { type ClassifyOptions, classify } from './classify.ts';

const numRuns = Number(process.env['YTTERBY_RUNS'] ?? 1000);
const OPTIONS: ClassifyOptions = { finishedProduct: 'open', terbiumIron: 'as-printed', asOf: '2026-08-03' };

type Match = ListEntry['match'];
const HS: Record<string, string> = { '1C905.a.1': '2805301200', '1C905.b': '2846901500' };
const listOf = (id: string, kind: ItemList['kind'], matches: Record<string, Match>): ItemList => ({
  id,
  kind,
  title: { zh: id, en: id },
  source: ['the announcement'],
  verified: 'partly',
  entries: Object.entries(matches).map(([code, match]) => ({
    code,
    name: { zh: code, en: code },
    match,
    verified: 'partly',
    ...(HS[code] === undefined ? {} : { hs: [{ code: HS[code] }] }),
  })),
});
const MAGNET = ['magnet', 'magnet-powder'];
const LISTS = [
  listOf('cn/18', 'dual-use', {
    '1C902.a.4': { form: MAGNET, elements: ['Sm', 'Co'] },
    '1C904.a.4': { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Tb'] },
    '1C905.a.1': { form: ['metal'], elements: ['Dy'], onlyElements: 'yes' },
    '1C905.a.2.a': { form: ['alloy'], elements: ['Dy', 'Fe'], onlyElements: 'yes' },
    '1C905.a.4': { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Dy'] },
    '1C905.b': { form: ['oxide', 'mixture'], elements: ['Dy'] },
    '1C905.c': { form: ['compound', 'mixture'], elements: ['Dy'] },
  }),
  listOf('cn/57', 'dual-use', { '1C909.a.4': { form: MAGNET, elements: ['Ho'] } }),
  listOf('cn/56', 'dual-use', {
    '2B902.d': { form: ['equipment'], declaredOnly: 'yes' },
    '1C914.c.2': { form: ['reagent'], cas: ['298-07-7'] },
  }),
  listOf('cn/62', 'dual-use', { '1E902.a': { form: ['technology'], technologyFor: ['mining'] } }),
  listOf('cn/61/1', 'annex', {
    '1': { form: ['metal'], elements: ['Dy'], onlyElements: 'yes' },
    '10': { form: ['alloy'], elements: ['Dy', 'Fe'], onlyElements: 'yes' },
    '12': { form: ['oxide'], elements: ['Dy'] },
  }),
  listOf('cn/61/2', 'annex', {
    'I.2': { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Tb'] },
    'I.3': { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Dy'] },
    'I.4': { form: ['part', 'assembly', 'finished-product'], contains: ['I.2', 'I.3'] },
  }),
];

const SYMBOLS = ['Nd', 'Fe', 'B', 'Dy', 'Tb', 'Sm', 'Co', 'Ho', 'O'];
const form = fc.constantFrom(...FORMS);
const symbols = fc.subarray(SYMBOLS);
const code = fc.constantFrom('none', '1C905.a.4', '1C905', '1C905.b', '2B902.d', '3A001');
const share = fc.integer({ min: 0, max: 20 });

interface Facts {
  form: ItemFacts['form'];
  elements: string[];
  mayContain: string[];
  fractions: [symbol: string, lo: number, hi: number][];
  code: string | undefined;
  hs: string | undefined;
  contains: ItemFacts['contains'];
}
const facts: fc.Arbitrary<Facts> = fc.record({
  form,
  elements: symbols,
  mayContain: symbols,
  fractions: fc.array(
    fc
      .tuple(fc.constantFrom('Dy', 'Tb', 'Ho'), share, share)
      .map(([symbol, a, b]): [string, number, number] => [symbol, Math.min(a, b), Math.max(a, b)]),
    { maxLength: 2 },
  ),
  code: fc.option(code, { nil: undefined }),
  hs: fc.option(fc.constantFrom('2846901500', '280530', '8505111000'), { nil: undefined }),
  contains: fc.option(
    fc.constantFrom<ItemFacts['contains']>(
      'none',
      'unknown',
      [{ form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }],
      [{ form: 'magnet', elements: ['Nd', 'Fe', 'B'], mayContain: ['Tb'] }, { form: 'metal' }],
    ),
    { nil: undefined },
  ),
});
const hundredth = (number: number) => `${number} %`;
function itemOf(known: Facts, drop: { form: boolean; elements: boolean }): ItemFacts {
  return {
    ...(drop.form ? {} : { form: known.form ?? 'unknown' }),
    ...(drop.elements ? {} : { elements: known.elements }),
    ...(known.code === undefined ? {} : { code: known.code }),
    ...(known.hs === undefined ? {} : { hs: known.hs }),
    ...(known.contains === undefined ? {} : { contains: known.contains }),
    mayContain: known.mayContain,
    massFractions: Object.fromEntries(
      known.fractions.map(([symbol, lo, hi]) => [symbol, { min: hundredth(lo), max: hundredth(hi) }]),
    ),
  };
}

/** Entries and lists that were settled and are open afterwards. */
function unsettled(before: ItemFacts, after: ItemFacts): string[] {
  const [less, more] = [classify(before, LISTS, OPTIONS), classify(after, LISTS, OPTIONS)];
  // Facts that contradict each other are not more knowledge.
  const contradicts = /contradict|does-not-fit/;
  if (more.problems.some((each) => contradicts.test(each.code))) return [];
  const openBefore = new Set(less.entries.filter((each) => each.verdict === 'unknown').map((each) => each.code));
  const entries = more.entries.filter((each) => each.verdict === 'unknown' && !openBefore.has(each.code));
  const lists = Object.keys(more.lists).filter((id) => more.lists[id] === 'unknown' && less.lists[id] !== 'unknown');
  return [...entries.map((each) => each.code), ...lists];
}

describe('more knowledge never unsettles an answer', () => {
  it('giving form, giving elements, narrowing mayContain and mass fractions', () => {
    fc.assert(
      fc.property(
        facts,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('form', 'elements', 'mayContain', 'fractions'),
        symbols,
        fc.nat(20),
        (known, noForm, noElements, step, kept, cut) => {
          const drop = { form: noForm || step === 'form', elements: noElements || step === 'elements' };
          const before = itemOf(known, drop);
          const narrower: Facts = {
            ...known,
            mayContain:
              step === 'mayContain' ? known.mayContain.filter((each) => kept.includes(each)) : known.mayContain,
            fractions:
              step === 'fractions'
                ? known.fractions.map(([symbol, lo, hi]) => [
                    symbol,
                    lo + Math.floor(((hi - lo) * cut) / 40),
                    hi - Math.floor(((hi - lo) * cut) / 40),
                  ])
                : known.fractions,
          };
          const after = itemOf(narrower, {
            form: step === 'form' ? false : drop.form,
            elements: step === 'elements' ? false : drop.elements,
          });
          expect(unsettled(before, after)).toEqual([]);
        },
      ),
      { numRuns },
    );
  });
});

describe('lists and memberships tell one story', () => {
  it('a list is met if it is in every set, not met if in none', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), fc.boolean(), (known, noForm, noElements) => {
        const found = classify(itemOf(known, { form: noForm, elements: noElements }), LISTS, OPTIONS);
        expect(found.memberships.length).toBeGreaterThan(0);
        for (const { id } of LISTS) {
          const isIn = found.memberships.filter((ids) => ids.includes(id)).length;
          const expected = isIn === 0 ? 'not-met' : isIn === found.memberships.length ? 'met' : 'unknown';
          expect(found.lists[id]).toBe(expected);
          const own = found.entries.filter((each) => each.list === id).map((each) => each.verdict);
          // A customs code narrows the lists considered and leaves entries as structure has them.
          if (known.hs !== undefined) continue;
          if (own.includes('met')) expect(found.lists[id]).toBe('met');
          if (!own.includes('met') && !own.includes('unknown')) expect(found.lists[id]).toBe('not-met');
        }
        if (found.memberships.length === 1) expect(found.questions).toEqual([]);
      }),
      { numRuns },
    );
  });
});
