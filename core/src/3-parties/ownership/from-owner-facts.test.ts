import { describe, expect, it, test } from 'vitest';
import type { PartyFacts } from '../../facts.ts';
import { compare, rational } from '../../quantity/rational.ts';
import { PARTY_OF_FACTS, registerOfOwners } from './from-owner-facts.ts';
import { holdingIn } from './holding-in.ts';
import type { OwnershipReadings } from './readings.ts';

const MULTIPLY: OwnershipReadings = { chain: 'multiply', sum: 'single' };
const clear = (share: string) => ({ name: 'others', share, owners: 'none' as const });
const others = clear;

function answer(owners: PartyFacts['owners'], readings = MULTIPLY) {
  const graph = registerOfOwners(owners).asOf('2025-12-15');
  const listed = graph.ids.filter((id) => id.startsWith('Listed'));
  return holdingIn(graph, PARTY_OF_FACTS, listed, readings, { deciding: false });
}
const verdict = (owners: PartyFacts['owners'], readings = MULTIPLY) => answer(owners, readings).verdict;

describe('holdings of listed parties (No. 61 of 2025 para. 2: 50 % or more)', () => {
  test.each([
    ['50 %', '50 %', 'met'],
    ['49.99 %', '50.01 %', 'not-met'],
    ['0.5', '0.5', 'met'],
    ['0.4999999999999999999999', '0.5000000000000000000001', 'not-met'],
  ])('a listed party holds %s, clear owners the rest: %s', (share, rest, expected) => {
    expect(verdict([{ name: 'Listed A', share }, clear(rest)])).toBe(expected);
  });

  test('shares along a chain are multiplied: 80 % of 70 % are 56 %', () => {
    const owners = [
      { name: 'Holding', share: '70 %', owners: [{ name: 'Listed A', share: '80 %' }, clear('20 %')] },
      clear('30 %'),
    ];
    const [held] = answer(owners).parties;
    expect(held && compare(held.held.lo, rational('14/25')) === 0).toBe(true);
    expect(verdict(owners)).toBe('met');
  });

  test('paths of one party add up; two listed parties add up only under the reading sum', () => {
    const two = [{ name: 'Listed A', share: '30 %' }, { name: 'Listed B', share: '25 %' }, clear('45 %')];
    expect(verdict(two)).toBe('not-met');
    expect(verdict(two, { chain: 'multiply', sum: 'sum' })).toBe('met');
    const paths = [
      { name: 'Listed A', share: '30 %' },
      { name: 'H', share: '25 %', owners: [{ name: 'Listed A', share: '100 %' }] },
      clear('45 %'),
    ];
    expect(verdict(paths)).toBe('met');
  });

  test('under majority-whole a majority chain counts with its last share, a minority with nothing', () => {
    const readings: OwnershipReadings = { chain: 'majority-whole', sum: 'single' };
    const through = (share: string, rest: string) => [
      { name: 'H', share: '60 %', owners: [{ name: 'Listed A', share }, clear(rest)] },
      clear('40 %'),
    ];
    expect(verdict(through('51 %', '49 %'), readings)).toBe('met');
    expect(verdict(through('49 %', '51 %'), readings)).toBe('not-met');
  });

  test('what is not stated, and what stated shares leave over, may be held by a listed party', () => {
    expect(verdict(undefined)).toBe('unknown');
    expect(verdict('none')).toBe('not-met');
    expect(verdict([{ name: 'Listed A', share: '30 %' }])).toBe('unknown');
    expect(verdict([{ name: 'Listed A', share: '30 %' }, clear('60 %')])).toBe('not-met');
    expect(verdict([{ name: 'H', share: '60 %' }, clear('40 %')])).toBe('unknown');
    expect(verdict([{ name: 'Listed A', share: { min: '45 %', max: '55 %' } }, clear('45 %')])).toBe('unknown');
  });

  test('a listed minority is told, though it decides nothing', () => {
    expect(answer([{ name: 'Listed A', share: '49.99 %' }, clear('50.01 %')]).hasListedMinority).toBe(true);
  });
});

describe('registerOfOwners', () => {
  it('takes an owner that is named twice for one, also where it owns itself by way of others', () => {
    // L holds 45.5 % and B 30 % of A; A holds 30 % of B: 0.455 / 0.91 = 50 %.
    const owners: PartyFacts['owners'] = [
      {
        name: 'A',
        share: '100 %',
        owners: [
          { name: 'L', share: '45.5 %' },
          { name: 'B', share: '30 %', owners: [{ name: 'A', share: '30 %' }, others('70 %')] },
          others('24.5 %'),
        ],
      },
    ];
    const graph = registerOfOwners(owners).asOf('2025-12-15');
    const answer = holdingIn(graph, PARTY_OF_FACTS, ['L'], { chain: 'multiply', sum: 'single' });
    expect([answer.verdict, answer.loops[0]?.members.toSorted()]).toEqual(['met', ['A', 'B']]);
  });
});
