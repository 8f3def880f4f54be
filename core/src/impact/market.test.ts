import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearMarket, type Market } from './market.ts';

const china = { party: 'CHN', production: 150, use: 50, supplyElasticity: 0.2, demandElasticity: 0.5 };
const buyers = { party: 'others', production: 0, use: 100, supplyElasticity: 0.2, demandElasticity: 0.5 };
const market: Market = { restricting: china, others: [buyers], price: 10 };

describe('by hand', () => {
  test('half held back, demand elasticity 0.5, no other maker: four times the price', () => {
    const cleared = clearMarket(market, 0.5);
    expect(cleared?.priceRatio).toBeCloseTo(4, 9);
    expect(cleared?.price).toBeCloseTo(40, 8);
    expect(cleared?.parties.get('others')?.use).toBeCloseTo(50, 9);
  });
  test('nothing held back: the price stays, to the last digit', () => {
    expect(clearMarket(market, 0)?.priceRatio).toBe(1);
  });
  test('nobody can do without or make more: no price clears the market', () => {
    expect(clearMarket({ ...market, others: [{ ...buyers, demandElasticity: 0 }] }, 0.1)).toBeUndefined();
  });
  test('who imports cannot restrict exports', () => {
    expect(() => clearMarket({ ...market, restricting: { ...china, use: 200 } }, 1)).toThrow(
      'CHN: a party that imports',
    );
    expect(() => clearMarket(market, 1.2)).toThrow('a share of 1.2');
  });
});

const parties = fc.record({
  party: fc.constantFrom('JPN', 'USA', 'DEU'),
  production: fc.double({ min: 0, max: 100, noNaN: true }),
  use: fc.double({ min: 1, max: 100, noNaN: true }),
  supplyElasticity: fc.double({ min: 0.05, max: 2, noNaN: true }),
  demandElasticity: fc.double({ min: 0.05, max: 2, noNaN: true }),
});

describe('on markets of all kinds', () => {
  test('what is used is what is made and sent, and more held back never makes it cheaper', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(parties, { minLength: 1, maxLength: 3, selector: ({ party }) => party }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (others, one, two) => {
          const open = others.reduce((sum, { production, use }) => sum + use - production, 0);
          fc.pre(open > 1);
          const given = { restricting: { ...china, production: open + 50 }, others, price: 1 };
          const [less, more] = [Math.min(one, two), Math.max(one, two)].map((share) => clearMarket(given, share));
          fc.pre(less !== undefined && more !== undefined);
          expect(more?.priceRatio).toBeGreaterThanOrEqual((less?.priceRatio ?? 0) - 1e-9);
          let balance = more?.exports ?? 0;
          for (const { production, use } of more?.parties.values() ?? []) balance += production - use;
          expect(Math.abs(balance)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});
