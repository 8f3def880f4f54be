import { describe, expect, it } from 'vitest';
import { amountOf, shareOf, valueOn } from './amount.ts';
import { type Interval, intervalText } from './interval.ts';

const text = (interval: Interval | undefined) => (interval === undefined ? undefined : intervalText(interval));

describe('an amount', () => {
  it.each([
    ['0.30', { lo: '0.3', hi: '0.3' }],
    [0.1, { lo: '0.1', hi: '0.1' }],
    [{ min: '5' }, { lo: '5', hi: null }],
    [{ max: '5' }, { lo: '0', hi: '5' }],
    [
      { min: '5', max: '5' },
      { lo: '5', hi: '5' },
    ],
    ['unknown', { lo: '0', hi: null }],
    [undefined, { lo: '0', hi: null }],
    [{}, { lo: '0', hi: null }],
    [{ min: '5', max: '4' }, undefined],
    ['-1', undefined],
    ['a lot', undefined],
  ] as const)('said as %j is %j', (facts, interval) => {
    expect(text(amountOf(facts))).toEqual(interval);
  });
});

describe('a share', () => {
  it.each([
    ['50 %', { lo: '0.5', hi: '0.5' }],
    ['0.1％', { lo: '0.001', hi: '0.001' }],
    ['0.5', { lo: '0.5', hi: '0.5' }],
    [1, { lo: '1', hi: '1' }],
    [{ min: '50 %' }, { lo: '0.5', hi: '1' }],
    ['unknown', { lo: '0', hi: '1' }],
    ['50', undefined],
    ['101 %', undefined],
  ] as const)('said as %j is %j', (facts, interval) => {
    expect(text(shareOf(facts))).toEqual(interval);
  });
});

describe('a value', () => {
  it('without a named basis counts on every basis', () => {
    const value = valueOn({ amount: '10', currency: 'EUR' }, 'customs');
    expect([text(value.amount), value.currency, value.basis]).toEqual([{ lo: '10', hi: '10' }, 'EUR', 'unnamed']);
  });

  it('on other bases alone says nothing of the one asked', () => {
    const facts = { cost: { amount: '8' }, market: { amount: '9' } };
    expect(valueOn(facts, 'market').basis).toBe('market');
    expect([text(valueOn(facts, 'customs').amount), valueOn(facts, 'customs').basis]).toEqual([
      { lo: '0', hi: null },
      'others',
    ]);
  });

  it('that is absent or unknown may be anything; a faulty one says that it is faulty', () => {
    for (const facts of [undefined, 'unknown', {}] as const) {
      expect([text(valueOn(facts, 'cost').amount), valueOn(facts, 'cost').basis]).toEqual([
        { lo: '0', hi: null },
        'none',
      ]);
    }
    expect(valueOn({ amount: { min: '2', max: '1' } }, 'cost').isFaulty).toBe(true);
  });
});
