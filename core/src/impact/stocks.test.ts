import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputOutputTable } from './input-output.ts';
import { type HeldUpInput, runStocks, type StockPolicy } from './stocks.ts';

const policyOf = (n: number, change: Partial<StockPolicy> = {}): StockPolicy => ({
  stockDays: new Float64Array(n).fill(10),
  restoreDays: 5,
  critical: 0,
  ...change,
});
const inputOf = (neededFor: readonly number[], stock: number, arriving: (day: number) => number): HeldUpInput => ({
  neededFor: Float64Array.from(neededFor),
  stockDays: new Float64Array(neededFor.length).fill(stock),
  arriving,
});

/** 365 of output a year, one a day; all of it value added. */
const alone: InputOutputTable = {
  sectors: ['magnets'],
  flows: Float64Array.of(0),
  output: Float64Array.of(365),
  valueAdded: Float64Array.of(365),
};
/** Magnets, of which motors take all. */
const chain: InputOutputTable = {
  sectors: ['magnets', 'motors'],
  flows: Float64Array.of(0, 365, 0, 0),
  output: Float64Array.of(365, 730),
  valueAdded: Float64Array.of(365, 365),
};

describe('by hand', () => {
  test('ten days of stock, half of the output needs the input: full for ten days, then half', () => {
    const path = runStocks(
      alone,
      policyOf(1),
      inputOf([0.5], 10, () => 0),
      20,
    );
    const shares = path.production.map(([share]) => Number((share as number).toFixed(9)));
    expect(shares).toEqual([...Array<number>(10).fill(1), ...Array<number>(10).fill(0.5)]);
    expect(path.valueAddedLost).toBeCloseTo(5, 9);
    expect([...path.firstStop]).toEqual([-1]);
  });

  test('all of it needs the input: stopped on the day after the stock; back on the day after deliveries', () => {
    const path = runStocks(
      alone,
      policyOf(1),
      inputOf([1], 10, (day) => (day < 29 ? 0 : 1)),
      40,
    );
    const shares = path.production.map(([share]) => Number((share as number).toFixed(9)));
    expect(shares).toEqual([...Array<number>(10).fill(1), ...Array<number>(20).fill(0), ...Array<number>(10).fill(1)]);
    expect([...path.firstStop]).toEqual([10]);
  });

  test('half a delivery a day: ten days of stock last twenty', () => {
    const path = runStocks(
      alone,
      policyOf(1),
      inputOf([1], 10, () => 0.5),
      40,
    );
    // Day d ends with 10 − d/2; from the nineteenth on less than a day's use is there.
    const shares = path.production.map(([share]) => Number((share as number).toFixed(9)));
    expect(shares.slice(0, 19)).toEqual(Array<number>(19).fill(1));
    expect(shares.at(-1)).toBe(0.5);
  });

  test('motors go on from their stock of magnets for its ten days', () => {
    const path = runStocks(
      chain,
      policyOf(2),
      inputOf([1, 0], 5, () => 0),
      30,
    );
    expect([...path.firstStop]).toEqual([5, 15]);
  });

  test('below the critical part production is held back in proportion', () => {
    // ψ = 1: with 9 of 10 days left, nine tenths are made; 8.1 are left then, and so on.
    const path = runStocks(
      alone,
      policyOf(1, { critical: 1 }),
      inputOf([1], 10, () => 0),
      4,
    );
    expect(path.production.map(([share]) => Number((share as number).toFixed(6)))).toEqual([1, 0.9, 0.81, 0.729]);
  });
});

describe('what cannot be is named', () => {
  test.each([
    ['stock under a day', policyOf(1, { stockDays: Float64Array.of(0.5) }), 'magnets: a stock of 0.5 days'],
    ['a critical part over one', policyOf(1, { critical: 2 }), 'a critical part of 2'],
    ['no time to restore', policyOf(1, { restoreDays: 0 }), 'stocks made good in 0 days'],
  ])('%s', (_, policy, message) => {
    expect(() =>
      runStocks(
        alone,
        policy,
        inputOf([1], 10, () => 1),
        3,
      ),
    ).toThrow(message);
  });
});

describe('on economies of all shapes', () => {
  const economies = fc.integer({ min: 1, max: 5 }).chain((n) =>
    fc
      .record({
        flows: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: n * n, maxLength: n * n }),
        demand: fc.array(fc.integer({ min: 251, max: 900 }), { minLength: n, maxLength: n }),
        needed: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
        critical: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ flows, demand, needed, critical }) => {
        const output = Float64Array.from(demand, (value, i) =>
          flows.slice(i * n, i * n + n).reduce((sum, flow) => sum + flow, value),
        );
        const table: InputOutputTable = {
          sectors: demand.map((_, index) => `s${index}`),
          flows: Float64Array.from(flows),
          output,
          valueAdded: output.map(
            (made, j) => made - demand.reduce((sum, _, i) => sum + (flows[i * n + j] as number), 0),
          ),
        };
        return { table, needed, critical, n };
      }),
  );

  test('nothing held up: every day is a normal day', () => {
    fc.assert(
      fc.property(economies, ({ table, needed, critical, n }) => {
        const path = runStocks(
          table,
          policyOf(n, { critical }),
          inputOf(needed, 30, () => 1),
          60,
        );
        expect(Math.abs(path.valueAddedLost)).toBeLessThan(1e-6);
      }),
    );
  });

  test('a longer stop never loses less, and output is never negative or above capacity', () => {
    fc.assert(
      fc.property(economies, fc.integer({ min: 0, max: 40 }), ({ table, needed, critical, n }, stop) => {
        const run = (days: number) =>
          runStocks(
            table,
            policyOf(n, { critical }),
            inputOf(needed, 5, (day) => (day < days ? 0 : 1)),
            60,
          );
        const [short, long] = [run(stop), run(stop + 10)];
        expect(long.valueAddedLost).toBeGreaterThanOrEqual(short.valueAddedLost - 1e-6);
        for (const day of long.production) for (const share of day) expect(share >= 0 && share <= 1 + 1e-9).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
