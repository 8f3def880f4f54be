import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkTable,
  extract,
  finalDemand,
  ghoshLoss,
  identityLess,
  type InputOutputTable,
  inputCoefficients,
  leontief,
  TableError,
} from './input-output.ts';
import { SingularError, times } from './linear.ts';

/** A table from its flows and final demands; what is not bought is value added. */
function tableOf(flows: readonly (readonly number[])[], demand: readonly number[]): InputOutputTable {
  const n = flows.length;
  const output = Float64Array.from(flows, (row, i) => row.reduce((sum, flow) => sum + flow, demand[i] as number));
  const valueAdded = output.map((made, j) => made - flows.reduce((sum, row) => sum + (row[j] as number), 0));
  return {
    sectors: Array.from({ length: n }, (_, index) => `s${index + 1}`),
    flows: Float64Array.from(flows.flat()),
    output,
    valueAdded,
  };
}

const round = (values: Iterable<number>, digits: number) =>
  Array.from(values, (value) => Number(value.toFixed(digits)));

/** Miller & Blair, Input-Output Analysis (2009), tables 2.3 and 2.4. */
const twoSectors = tableOf(
  [
    [150, 500],
    [200, 100],
  ],
  [350, 1700],
);

/**
 * Germany 1995, six sectors, million: domestic flows, gross value added and output at basic prices. Eurostat Manual of Supply, Use and Input-Output
 * Tables (2008), chapter 15.
 */
const germany: InputOutputTable = {
  sectors: ['agriculture', 'manufacturing', 'construction', 'trade', 'business services', 'other services'],
  flows: Float64Array.from(
    [
      [1131, 25480, 1, 607, 710, 762],
      [7930, 304584, 64167, 41082, 11981, 30360],
      [426, 7334, 3875, 5296, 23457, 9155],
      [3559, 72717, 14190, 74399, 10835, 21008],
      [3637, 96115, 31027, 65755, 193176, 34223],
      [1552, 14986, 1747, 11225, 15058, 22070],
    ].flat(),
  ),
  output: Float64Array.of(43910, 1079446, 245606, 540063, 692487, 508918),
  valueAdded: Float64Array.of(21664, 395022, 115624, 311407, 415426, 365017),
};

describe('what the books print', () => {
  test('Miller & Blair, two sectors: recipes, inverse, new output and jobs', () => {
    const model = leontief(twoSectors);
    expect([...model.coefficients]).toEqual([0.15, 0.25, 0.2, 0.05]);
    expect(round(model.inverse(), 8)).toEqual([1.25412541, 0.330033, 0.2640264, 1.12211221]);
    const output = model.outputFor(Float64Array.of(600, 1500));
    expect(round(output, 1)).toEqual([1247.5, 1841.6]);
    expect(round([0.3 * (output[0] as number), 0.25 * (output[1] as number)], 1)).toEqual([374.3, 460.4]);
  });

  test('Germany 1995, six sectors: every printed figure to its last digit', () => {
    const model = leontief(germany);
    const a = (i: number, j: number) => Number((model.coefficients[(i - 1) * 6 + j - 1] as number).toFixed(4));
    expect([a(1, 1), a(2, 2), a(3, 3)]).toEqual([0.0258, 0.2822, 0.0158]);
    const less = identityLess(model.coefficients, 6);
    expect(round([less[0], less[7], less[14], less[8]] as number[], 4)).toEqual([0.9742, 0.7178, 0.9842, -0.2613]);
    const inverse = model.inverse();
    expect(round([inverse[0], inverse[7], inverse[14]] as number[], 4)).toEqual([1.0339, 1.4292, 1.0289]);
    expect(round(model.multipliers(new Float64Array(6).fill(1)), 4)).toEqual([
      1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782,
    ]);
    const perOutput = germany.valueAdded.map((value, j) => value / (germany.output[j] as number));
    expect(round(perOutput, 4)).toEqual([0.4934, 0.3659, 0.4708, 0.5766, 0.5999, 0.7172]);
    expect(round(model.multipliers(perOutput), 4)).toEqual([0.845, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199]);
  });
});

describe('by hand', () => {
  test('Ghosh: who sells 40 of 100 to a maker of 80 passes 0.4 of a loss on', () => {
    const table = tableOf(
      [
        [0, 40],
        [0, 0],
      ],
      [60, 80],
    );
    expect([...ghoshLoss(table, Float64Array.of(10, 0))]).toEqual([10, 4]);
  });

  test('Ghosh: nobody loses more than there is', () => {
    expect(ghoshLoss(twoSectors, Float64Array.of(5000, 0))[1]).toBe(2000);
  });

  test('extraction: without the first sector the second makes 1700 / 0.95', () => {
    const { output, loss, outputLoss } = extract(twoSectors, 0);
    expect(output[0]).toBe(0);
    expect(output[1]).toBeCloseTo(1700 / 0.95, 9);
    expect(loss[0]).toBe(1000);
    expect(outputLoss).toBeCloseTo(1000 + 2000 - 1700 / 0.95, 9);
  });

  test('extraction of nothing loses nothing', () => {
    expect(extract(twoSectors, 1, 0).outputLoss).toBeCloseTo(0, 9);
    expect(() => extract(twoSectors, 1, 1.5)).toThrow(TableError);
  });

  test('a sector that uses up all that it makes has no answer', () => {
    expect(() => leontief(tableOf([[100]], [0]))).toThrow(SingularError);
  });
});

describe('a table is checked', () => {
  const broken = (change: Partial<InputOutputTable>) => () => checkTable({ ...twoSectors, ...change });
  test.each([
    ['a code twice', { sectors: ['a', 'a'] }, 'a: the sector is there twice'],
    ['too few flows', { flows: Float64Array.of(1, 2, 3) }, '2 sectors need 4 flows, not 3'],
    ['a negative output', { output: Float64Array.of(-1, 1) }, 's1: an output of -1'],
    ['no number', { flows: Float64Array.of(1, Number.NaN, 1, 1) }, 's2: a flow of NaN from s1'],
    ['inputs without output', { output: Float64Array.of(1000, 0) }, 's2: buys from s1 and puts out nothing'],
  ])('%s', (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });
  test('a sound one passes', () => expect(() => checkTable(germany)).not.toThrow());
});

describe('balances, on tables of all shapes', () => {
  /** Non-negative flows, and value added everywhere: the recipes are productive. */
  const tables = fc
    .integer({ min: 1, max: 8 })
    .chain((n) =>
      fc.record({
        flows: fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: n, maxLength: n }), {
          minLength: n,
          maxLength: n,
        }),
        // More than any column can hold, so that nobody buys more than it makes.
        demand: fc.array(fc.integer({ min: 801, max: 2000 }), { minLength: n, maxLength: n }),
      }),
    )
    .map(({ flows, demand }) => tableOf(flows, demand));

  const near = (one: Float64Array, two: Float64Array) => {
    for (const [at, value] of one.entries()) expect(value).toBeCloseTo(two[at] as number, 6);
  };

  test('final demand as it was needs the output that there was', () => {
    fc.assert(fc.property(tables, (table) => near(leontief(table).outputFor(finalDemand(table)), table.output)));
  });

  test('output less what goes into it is final demand', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const used = times(inputCoefficients(table), table.output);
        near(
          table.output.map((made, i) => made - (used[i] as number)),
          finalDemand(table),
        );
      }),
    );
  });

  test('income is expenditure: value added multipliers of one, where nothing is imported', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const perOutput = table.valueAdded.map((value, j) => value / (table.output[j] as number));
        near(leontief(table).multipliers(perOutput), new Float64Array(table.sectors.length).fill(1));
      }),
    );
  });

  test('all primary inputs gone, all output gone: Ghosh', () => {
    fc.assert(fc.property(tables, (table) => near(ghoshLoss(table, table.valueAdded), table.output)));
  });

  test('the more is taken out, the more is lost, and nobody gains', () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 1, noNaN: true }), (table, share) => {
        const [part, whole] = [extract(table, 0, share), extract(table, 0)];
        expect(part.outputLoss).toBeLessThanOrEqual(whole.outputLoss + 1e-6);
        for (const lost of part.loss) expect(lost).toBeGreaterThan(-1e-6);
      }),
    );
  });
});
