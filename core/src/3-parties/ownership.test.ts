import { describe, expect, test } from 'vitest';
import { compare, rational } from '../quantity/rational.ts';
import { hasListedMinority, heldAtLeast, holdingsOf, type OwnershipReadings } from './ownership.ts';
import type { PartyFacts } from '../facts.ts';

const MULTIPLY: OwnershipReadings = { chain: 'multiply', sum: 'single' };
const isListed = (name: string) => name.startsWith('Listed');
const clear = (share: string) => ({ name: 'others', share, owners: 'none' as const });
const verdict = (owners: PartyFacts['owners'], readings = MULTIPLY) =>
  heldAtLeast(holdingsOf(owners, isListed, readings), '0.5', readings);

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
    const holdings = holdingsOf(owners, isListed, MULTIPLY);
    const held = holdings.byOwner.get('Listed A');
    expect(held && compare(held.lo, rational('14/25')) === 0).toBe(true);
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
    const holdings = holdingsOf([{ name: 'Listed A', share: '49.99 %' }, clear('50.01 %')], isListed, MULTIPLY);
    expect(hasListedMinority(holdings, '0.5')).toBe(true);
  });
});
