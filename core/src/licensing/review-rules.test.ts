import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, likenessOf } from './alike.ts';
import type { Application } from './application.ts';
import { type CaseState, NEW_CASE } from './case-state.ts';
import { flagsOf, type ReviewCondition } from './review-rules.ts';
import { MAGNETS } from './testing/example.ts';

const BY = { person: 'p', role: 'licensing-officer', organisation: 'o' } as const;
const HIT = { hit: 'h', party: 'A', list: 'l', kind: 'watch-list', entry: 'e' } as const;
const signed = { by: BY, on: '2026-03-02' };
const cleared = { ...HIT, judged: { ...signed, match: 'false-positive', reason: 'r' }, countersigned: signed } as const;
const listed = [{ party: 'A', list: 'l', kind: 'watch-list', entry: 'e' }] as const;

function stateOf(application: Partial<Application> = {}, more: Partial<CaseState> = {}): CaseState {
  return { ...NEW_CASE, status: 'in-review', application: { ...MAGNETS, ...application }, ...more };
}
const lines = (...values: readonly (readonly [value: string | undefined, currency: string])[]) =>
  values.map(([value, currency], index) => ({ id: String(index), currency, ...(value !== undefined && { value }) }));

function speaks(when: readonly ReviewCondition[], state = stateOf(), isFirstApplication = false): boolean {
  const rule = { when: [...when], suggests: { flags: [], departments: [], conditions: [] } };
  return flagsOf(state, [rule], { isFirstApplication }).length === 1;
}

describe('a rule for the review speaks', () => {
  test.each<[string, ReviewCondition, CaseState, boolean]>([
    ['kind', { fact: 'kind', in: ['individual-licence'] }, stateOf(), true],
    ['another kind', { fact: 'kind', in: ['technology', 'general-licence'] }, stateOf(), false],
    ['destination', { fact: 'destination', in: ['FR', 'DE'] }, stateOf(), true],
    [
      'a code by its beginning',
      { fact: 'control-code', startsWith: ['1C905'] },
      stateOf({ lines: [{ id: 'a' }, { id: 'b', code: '1C905.a.4' }] }),
      true,
    ],
    [
      'a code that holds it elsewhere',
      { fact: 'control-code', startsWith: ['C905'] },
      stateOf({ lines: [{ id: 'b', code: '1C905' }] }),
      false,
    ],
    ['end use', { fact: 'end-use', in: ['civil'] }, stateOf(), true],
    ['outcome', { fact: 'outcome', in: ['licence-required'] }, stateOf(), true],
    ['no hit', { fact: 'hit', is: false }, stateOf(), true],
    ['an open hit', { fact: 'hit', is: true }, stateOf({}, { hits: [HIT] }), true],
    [
      'a hit that one person cleared',
      { fact: 'hit', is: true },
      stateOf({}, { hits: [{ ...HIT, judged: cleared.judged }] }),
      true,
    ],
    ['a hit that two persons cleared', { fact: 'hit', is: true }, stateOf({}, { hits: [cleared] }), false],
    [
      'a listed party',
      { fact: 'hit', is: true },
      stateOf({ determination: { ...MAGNETS.determination!, listed: [...listed] } }),
      true,
    ],
    [
      'the value, to the last digit',
      { fact: 'value', currency: 'EUR', over: '0.3' },
      stateOf({ lines: lines(['0.1', 'EUR'], ['0.2', 'EUR']) }),
      false,
    ],
    [
      'a value above',
      { fact: 'value', currency: 'EUR', over: '0.3' },
      stateOf({ lines: lines(['0.1', 'EUR'], ['0.20000000000000000001', 'EUR']) }),
      true,
    ],
    [
      'a value in another currency, and one not stated',
      { fact: 'value', currency: 'EUR', over: '0' },
      stateOf({ lines: lines(['5', 'CNY'], [undefined, 'EUR']) }),
      false,
    ],
  ])('%s', (_, condition, state, should) => {
    expect(speaks([condition], state)).toBe(should);
  });

  test('about the first application, or about all others', () => {
    const first = [{ fact: 'first-application', is: true }] as const;
    expect([speaks(first, stateOf(), true), speaks(first, stateOf(), false)]).toEqual([true, false]);
    expect(speaks([{ fact: 'first-application', is: false }], stateOf(), false)).toBe(true);
  });

  test('only where all its conditions hold', () => {
    const germany: ReviewCondition = { fact: 'destination', in: ['DE'] };
    expect(speaks([germany, { fact: 'kind', in: ['individual-licence'] }])).toBe(true);
    expect(speaks([germany, { fact: 'kind', in: ['technology'] }])).toBe(false);
  });

  test('never of what is not stated', () => {
    const { destination: _, endUse: __, determination: ___, ...bare } = MAGNETS;
    const state: CaseState = { ...NEW_CASE, application: bare };
    expect(speaks([{ fact: 'destination', in: ['DE'] }], state)).toBe(false);
    expect(speaks([{ fact: 'end-use', in: ['civil'] }], state)).toBe(false);
    expect(speaks([{ fact: 'outcome', in: ['licence-required'] }], state)).toBe(false);
    expect(speaks([{ fact: 'hit', is: false }], NEW_CASE)).toBe(false);
  });
});

describe('two applications are alike', () => {
  const changed = (change: Partial<Application>) => likenessOf({ ...MAGNETS, ...change }) === likenessOf(MAGNETS);

  test('but for numbers, ids and days', () => {
    expect(
      changed({
        contract: { ...MAGNETS.contract, number: 'other', date: '2026-01-01' },
        validity: { from: '2027-01-01', lastDay: '2027-12-31' },
        determination: { ...MAGNETS.determination!, id: 'other', asOf: '2026-02-02' },
        lines: MAGNETS.lines!.map((line) => ({ ...line, id: `other ${line.id}` })),
        papers: MAGNETS.papers!.map((paper) => ({ ...paper, sha256: 'f'.repeat(64) })),
      }),
    ).toBe(true);
  });

  test('in whatever order the fields were written', () => {
    expect(likenessOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(likenessOf({ b: [{ d: 3, c: 2 }], a: 1 }));
  });

  test.each<[string, Partial<Application>]>([
    ['another destination', { destination: 'FR' }],
    ['another quantity', { lines: MAGNETS.lines!.map((line) => ({ ...line, quantity: '1' })) }],
    ['one line less', { lines: MAGNETS.lines!.slice(1) }],
    ['another end user', { endUsers: [{ ...MAGNETS.endUsers![0], name: 'B' }] }],
    ['a paper less', { papers: MAGNETS.papers!.slice(1) }],
    ['another outcome', { determination: { ...MAGNETS.determination!, outcome: 'prohibited' } }],
  ])('not with %s', (_, change) => {
    expect(changed(change)).toBe(false);
  });
});

describe('two applications differ', () => {
  const differences = (change: Partial<Application>) => differencesOf(MAGNETS, { ...MAGNETS, ...change });

  test('in the innermost fields', () => {
    const [first, ...rest] = MAGNETS.lines!;
    expect(differences({ destination: 'FR', lines: [{ ...first!, id: 'other', value: '1' }, ...rest] })).toEqual([
      { path: ['destination'], one: 'DE', other: 'FR' },
      { path: ['lines', 0, 'value'], one: first!.value, other: '1' },
    ]);
  });

  test('in what only one of them has', () => {
    expect(differencesOf({ a: 1, c: [1] }, { b: { id: 'x', d: 2 }, c: [1, 2] })).toEqual([
      { path: ['a'], one: 1, other: undefined },
      { path: ['b'], one: undefined, other: { d: 2 } },
      { path: ['c', 1], one: undefined, other: 2 },
    ]);
  });

  test('exactly where they are not alike', () => {
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b', 1, true, null),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('id', 'x', 'y'), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(differencesOf(one, other).length === 0).toBe(likenessOf(one) === likenessOf(other));
        expect(differencesOf(one, one)).toEqual([]);
      }),
    );
  });
});
