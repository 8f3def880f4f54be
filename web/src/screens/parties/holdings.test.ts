import { describe, expect, it } from 'vitest';
import { type HoldingRow, isReadable, likelyTarget, partiesIn, rowAt, shareOf, statementsOf } from './holdings.ts';

const rows = (...given: readonly (readonly [string, string, string])[]): readonly HoldingRow[] =>
  given.map(([owner, owned, share], id) => ({ id, owner, owned, share }));

describe('a share as it is typed', () => {
  it.each([
    ['60', '60 %'],
    ['60%', '60%'],
    ['33.4 %', '33.4%'],
    ['1/3', '1/3'],
    ['６０', '60 %'],
    ['40-70', { min: '40 %', max: '70 %' }],
    ['40–70%', { min: '40%', max: '70%' }],
    ['40至70', { min: '40 %', max: '70 %' }],
    ['>=50', { min: '50 %' }],
    ['≤ 30%', { max: '30%' }],
    ['33,4', '33.4 %'],
    ['', undefined],
    ['?', undefined],
    ['未知', undefined],
  ])('%s', (typed, meant) => {
    expect(shareOf(typed)).toEqual(meant);
  });
});

it.each([
  ['60', true],
  ['33,4 %', true],
  ['1/3', true],
  ['40-70', true],
  ['', true],
  ['40-x', false],
  ['most', false],
  ['>=', false],
])('whether "%s" can be read: %s', (typed, can) => {
  expect(isReadable(typed)).toBe(can);
});

describe('a table of holdings', () => {
  const table = rows(['A', ' B ', '60'], ['B', 'C', ''], ['', 'C', '5'], ['D', '', '']);

  it('becomes statements; an unknown share is left out, and so is a row without both parties', () => {
    expect(statementsOf(table, ['C'])).toEqual({
      form: 'statements',
      entities: [{ id: 'A' }, { id: 'B' }, { id: 'C', rest: 'clear' }],
      interests: [
        { owner: 'A', owned: 'B', kind: 'shareholding', share: '60 %' },
        { owner: 'B', owned: 'C', kind: 'shareholding' },
      ],
    });
  });

  it('tells its parties and the one asked about', () => {
    expect(partiesIn(table)).toEqual(['A', 'B', 'C', 'D']);
    expect(likelyTarget(table)).toBe('C');
    expect(likelyTarget(rows(['A', 'B', ''], ['B', 'A', '']))).toBe('B');
    expect(likelyTarget([])).toBeUndefined();
  });

  it('finds the row of a problem, though rows before it were left out', () => {
    const gaps = rows(['', 'X', ''], ['A', 'B', 'abc']);
    expect(rowAt(gaps, '/body/holdings/interests/0/share')?.id).toBe(1);
    expect(rowAt(gaps, '/body/of')).toBeUndefined();
  });
});
