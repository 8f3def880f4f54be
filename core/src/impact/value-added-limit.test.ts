import fc from 'fast-check';
import loadHighs from 'highs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Highs, highsSolver } from './highs-solver.ts';
import { finalDemand, type InputOutputTable } from './input-output.ts';
import { domesticTable } from './supply-use.ts';
import { limitModel, type LinearSolver } from './value-added-limit.ts';

let solve: LinearSolver;
beforeAll(async () => {
  // Its types describe the CommonJS build; what Node imports is the function itself.
  solve = highsSolver(await (loadHighs as unknown as () => Promise<Highs>)());
});

const one: InputOutputTable = {
  sectors: ['chips'],
  flows: Float64Array.of(0),
  output: Float64Array.of(100),
  valueAdded: Float64Array.of(60),
};
/** Chips, of which a fifth goes into cars. */
const two: InputOutputTable = {
  sectors: ['chips', 'cars'],
  flows: Float64Array.of(0, 20, 0, 0),
  output: Float64Array.of(100, 400),
  valueAdded: Float64Array.of(60, 200),
};

describe('by hand', () => {
  test('one sector, half of the item: half of its value added', () => {
    const found = limitModel(one).limit([{ sector: 'chips', needing: 1, available: 0.5 }], solve);
    expect(found.valueAddedLost).toBeCloseTo(30, 9);
    expect(found.shadowPrices[0]).toBeCloseTo(0.6, 9);
  });

  test('chips are sold less before a car is left unbuilt: a chip in a car carries more', () => {
    // 1 of chips for itself is worth 0.6; in cars 1 of chips stands in 20 of cars, worth 20·0.5 + 0.6.
    const found = limitModel(two).limit([{ sector: 'chips', needing: 1, available: 0.5 }], solve);
    expect(found.valueAddedLost).toBeCloseTo(30, 9);
    expect([...found.unmet].map((value) => Number(value.toFixed(9)))).toEqual([50, 0]);
  });

  test('when only a tenth is left, cars go too', () => {
    // 10 of chips for 200 of cars: 80 of chips unsold (48), 200 of cars unbuilt (100), their 10 of chips (6).
    const found = limitModel(two).limit([{ sector: 'chips', needing: 1, available: 0.1 }], solve);
    expect(found.valueAddedLost).toBeCloseTo(48 + 100 + 6, 9);
  });

  test('nothing missing, nothing lost; a part that does not need it goes on', () => {
    const model = limitModel(two);
    expect(model.limit([{ sector: 'chips', needing: 1, available: 1 }], solve).valueAddedLost).toBeCloseTo(0, 9);
    expect(model.limit([{ sector: 'chips', needing: 0.1, available: 0 }], solve).valueAddedLost).toBeCloseTo(6, 9);
  });

  test('a subsidised trade is not given up for the gain', () => {
    const table: InputOutputTable = {
      ...two,
      sectors: ['chips', 'buses'],
      flows: new Float64Array(4),
      valueAdded: Float64Array.of(60, -20),
    };
    const limit = (available: number) => limitModel(table).limit([{ sector: 'chips', needing: 1, available }], solve);
    expect(limit(1).valueAddedLost).toBeCloseTo(0, 9);
    expect(limit(0.5).valueAddedLost).toBeCloseTo(30, 9);
    expect(limit(0.5).unmet[1]).toBeCloseTo(0, 9);
  });

  test('an unknown sector and a share of two are errors', () => {
    const limit = (sector: string, needing: number) => () =>
      limitModel(one).limit([{ sector, needing, available: 1 }], solve);
    expect(limit('ships', 1)).toThrow('ships: there is no such sector');
    expect(limit('chips', 2)).toThrow('chips: needing of 2');
  });
});

test('supply and use by hand: 18 from the first maker, 2 from the second', () => {
  const table = domesticTable({
    sectors: ['first', 'second', 'user'],
    products: ['a', 'b'],
    make: Float64Array.of(90, 0, 10, 0, 0, 50),
    use: Float64Array.of(0, 0, 25, 0, 0, 0),
    imports: Float64Array.of(0, 0, 5, 0, 0, 0),
    valueAdded: Float64Array.of(90, 10, 25),
  });
  expect([...table.flows]).toEqual([0, 0, 18, 0, 0, 2, 0, 0, 0]);
  expect([...table.output]).toEqual([90, 10, 50]);
  expect(() =>
    domesticTable({
      ...table,
      products: ['a'],
      make: new Float64Array(2),
      use: new Float64Array(3),
      imports: new Float64Array(3),
    }),
  ).toThrow('make: 3 sectors and 1 products need 3 values, not 2');
});

describe('on economies of all shapes', () => {
  const economies = fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc
      .record({
        flows: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: n * n, maxLength: n * n }),
        demand: fc.array(fc.integer({ min: 301, max: 900 }), { minLength: n, maxLength: n }),
        at: fc.integer({ min: 0, max: n - 1 }),
      })
      .map(({ flows, demand, at }) => {
        const output = Float64Array.from(demand, (value, i) =>
          flows.slice(i * n, i * n + n).reduce((sum, flow) => sum + flow, value),
        );
        const valueAdded = output.map(
          (made, j) => made - demand.reduce((sum, _, i) => sum + (flows[i * n + j] as number), 0),
        );
        const table: InputOutputTable = {
          sectors: demand.map((_, index) => `s${index}`),
          flows: Float64Array.from(flows),
          output,
          valueAdded,
        };
        return { table, at };
      }),
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test('less of the item never loses less, and never more than all value added', () => {
    fc.assert(
      fc.property(economies, share, share, share, ({ table, at }, needing, a, b) => {
        const sector = `s${at}`;
        const model = limitModel(table);
        const lost = (available: number) => model.limit([{ sector, needing, available }], solve).valueAddedLost;
        const [more, less] = [lost(Math.max(a, b)), lost(Math.min(a, b))];
        expect(less).toBeGreaterThanOrEqual(more - 1e-6);
        expect(less).toBeLessThanOrEqual(table.valueAdded.reduce((sum, value) => sum + value, 0) + 1e-6);
        expect(more).toBeGreaterThanOrEqual(-1e-6);
      }),
      { numRuns: 50 },
    );
  });

  test('with one limit it is what filling up by worth for each unit of the limit gives', () => {
    fc.assert(
      fc.property(economies, share, ({ table, at }, available) => {
        let greedy = 0;
        const spy: LinearSolver = (programme) => {
          const { worth, most, limits } = programme;
          const [limit] = limits;
          if (limit === undefined) throw new Error('a limit was given');
          const order = [...worth.keys()].sort(
            (i, j) =>
              (worth[j] as number) / (limit.weights[j] as number) - (worth[i] as number) / (limit.weights[i] as number),
          );
          let left = limit.atMost;
          for (const j of order) {
            const weight = limit.weights[j] as number;
            const taken =
              weight <= 1e-15 ? (most[j] as number) : Math.min(most[j] as number, Math.max(0, left) / weight);
            left -= taken * weight;
            greedy += taken * (worth[j] as number);
          }
          return solve(programme);
        };
        const { unmet } = limitModel(table).limit([{ sector: `s${at}`, needing: 1, available }], spy);
        const demand = finalDemand(table);
        let best = 0;
        limitModel(table).limit([{ sector: `s${at}`, needing: 1, available: 1 }], (programme) => {
          best = demand.reduce(
            (sum, value, j) => sum + (programme.worth[j] as number) * (value - (unmet[j] as number)),
            0,
          );
          return solve(programme);
        });
        expect(best).toBeCloseTo(greedy, 5);
      }),
      { numRuns: 50 },
    );
  });
});
