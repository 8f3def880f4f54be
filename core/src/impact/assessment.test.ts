import loadHighs from 'highs';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess, type AssessmentOptions, AssessmentStopped, type QueueLaw } from './assessment.ts';
import { type ImpactCase, type ItemParameters, type Parameter, parametersOf, rangesOf } from './assessment-case.ts';
import { type CaseTables, itemExposure, type TradeRow } from './case-tables.ts';
import { type Highs, highsSolver } from './highs-solver.ts';
import type { LinearSolver } from './value-added-limit.ts';

let solve: LinearSolver;
beforeAll(async () => {
  // Its types describe the CommonJS build; what Node imports is the function itself.
  solve = highsSolver(await (loadHighs as unknown as () => Promise<Highs>)());
});

const source = { zh: '例', en: 'example' };
const known = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source });
const range = (low: number, high: number, likely?: number): Parameter => ({
  low,
  high,
  ...(likely === undefined ? {} : { likely }),
  basis: 'assumed',
  source,
});
const item = (change: Partial<ItemParameters> = {}): ItemParameters => ({
  id: 'ore',
  name: source,
  dependence: known(1),
  users: [{ sector: 'chips', name: source, needing: known(0.5), stockDays: known(10) }],
  ...change,
});
const stop: ImpactCase = {
  id: 'example',
  title: source,
  scope: source,
  economy: 'A',
  restricting: 'B',
  from: '2025-04-04',
  days: 365,
  measure: { kind: 'stop', heldBack: known(1) },
  items: [item()],
  stocks: { days: known(10), restoreDays: known(10), critical: known(0) },
  facilitation: [{ id: 'half', name: source, heldBack: 0.5 }],
  published: [],
  differences: [],
  limits: [],
};
const licence: ImpactCase = {
  ...stop,
  days: 60,
  measure: {
    kind: 'licence',
    unit: 't',
    flow: known(10),
    declaredBefore: known(0),
    caught: known(1),
    humanitarian: known(0),
    generalLicences: { share: known(0), fromDay: known(0) },
    preparation: known(0),
    review: known(20),
    capacity: { most: known(10), fromDay: known(0), untilDay: known(0) },
    approved: known(1),
    shipping: known(0),
    observed: {
      months: [
        { month: '2025-04', amount: 100 },
        { month: '2025-05', amount: 300 },
      ],
      calibratedTo: '2025-05',
      source,
    },
  },
  facilitation: [{ id: 'general', name: source, generalLicences: { share: 1, fromDay: 0 } }],
};
const tables: CaseTables = {
  economy: {
    sectors: ['chips'],
    flows: Float64Array.of(0),
    output: Float64Array.of(100),
    valueAdded: Float64Array.of(60),
  },
  sectorNames: new Map(),
  unit: 'million USD',
  trade: [],
  production: [],
  prices: [],
};
/** Every day is worked. */
const law: QueueLaw = { isWorkingDay: () => true, unpublishedYears: [], limit: 45 };
const run = (given: ImpactCase, change: Partial<AssessmentOptions> = {}) =>
  assess(given, { tables, law, solve, seed: 1, samples: 20, ...change });

describe('by hand', () => {
  test('a stop of everything: half of the sector needs it, so 30 of 60; half held back: 15', () => {
    const found = run(stop);
    expect(found.loss.middle).toBeCloseTo(30, 6);
    expect(found.loss.low).toBeCloseTo(30, 6);
    expect(found.items[0]?.available.middle).toBe(0);
    expect(found.facilitation.map(({ loss }) => Number(loss.toFixed(6)))).toEqual([30, 15]);
    // Nothing is drawn, so the band is as narrow as can be.
    expect(found.facilitation.map(({ lossBand }) => [lossBand.low, lossBand.high].map(Math.round))).toEqual([
      [30, 30],
      [15, 15],
    ]);
    expect(found.sectors[0]?.share?.middle).toBeCloseTo(1, 9);
  });

  test('over 73 days it is a fifth of a year', () => {
    expect(run({ ...stop, days: 73 }).loss.middle).toBeCloseTo(6, 6);
  });

  test('the lines stop when ten days of stock are used, and stay still', () => {
    const [line] = run(stop).lines;
    expect(line).toMatchObject({ stops: 1 });
    expect(line?.firstStop?.middle).toBe(10);
    expect(line?.stoppedDays.middle).toBe(355);
  });

  test('day by day half is lost from day 10: 355 days of 30 a year', () => {
    const { path } = run(stop);
    expect(path.firstFall).toBe(10);
    expect(path.lost).toBeCloseTo((355 * 30) / 365, 6);
  });

  test('a market: supply abroad is none, elasticity of demand 0.5, half held back: price fourfold, half available', () => {
    const market = {
      unit: 't',
      currency: 'USD',
      price: known(1),
      production: known(150),
      netExports: known(100),
      others: [
        {
          party: 'A',
          production: known(0),
          use: known(40),
          supplyElasticity: known(0),
          demandElasticity: known(0.5),
        },
        { party: 'rest', production: known(0), supplyElasticity: known(0), demandElasticity: known(0.5) },
      ],
    };
    const found = run({
      ...stop,
      measure: { kind: 'stop', heldBack: known(0.5) },
      items: [item({ market })],
      published: [
        { of: 'price-rise', item: 'ore', middle: 150, scale: 100, unit: source, source },
        { of: 'loss', low: 10, middle: 12, high: 14, scale: 1, unit: source, source },
      ],
    });
    expect(found.items[0]?.priceRatio?.middle).toBeCloseTo(4, 6);
    expect(found.items[0]?.available.middle).toBeCloseTo(0.5, 9);
    expect(found.loss.middle).toBeCloseTo(15, 6);
    expect(found.comparisons.map(({ ours, overlaps }) => [Math.round(ours.middle), overlaps])).toEqual([
      [300, undefined],
      [15, false],
    ]);
  });

  test('two items in different parts of one sector add up', () => {
    const found = run({
      ...stop,
      items: [
        item({ users: [{ sector: 'chips', name: source, needing: known(0.2) }] }),
        item({ id: 'gas', users: [{ sector: 'chips', name: source, needing: known(0.3) }] }),
      ],
    });
    expect(found.items.map(({ loss }) => Number(loss.middle.toFixed(6)))).toEqual([12, 18]);
    expect(found.loss.middle).toBeCloseTo(30, 6);
    expect(found.gaps).toContainEqual({ kind: 'no-stock', item: 'gas', sector: 'chips' });
  });

  test('holidays that are not published are told where a queue counts by them, and not of a stop', () => {
    const unpublished = { law: { ...law, unpublishedYears: ['2027'] } };
    const told = (given: ImpactCase, change = {}) =>
      run(given, change).gaps.filter(({ kind }) => kind === 'no-holidays');
    expect(told(licence, unpublished)).toEqual([{ kind: 'no-holidays', year: '2027' }]);
    expect(told(licence)).toEqual([]);
    expect(told(stop, unpublished)).toEqual([]);
  });

  test('a licence: 20 days of nothing, then as before: 400 of 600; whole months alone are told', () => {
    const { queue, loss, facilitation } = run(licence);
    expect(queue?.exportedShare.middle).toBeCloseTo(2 / 3, 9);
    // 3 days of April as planned, 20 without anything, 7 as before; May whole; June is not.
    expect(queue?.months.map(({ month, exported }) => [month, exported])).toEqual([
      ['2025-04', 100],
      ['2025-05', 310],
    ]);
    expect(queue?.meanWait).toBe(20);
    expect(queue?.lateShare).toBe(0);
    expect(queue?.fit?.relativeError).toBeCloseTo(Math.sqrt(50) / 200, 9);
    expect(queue?.check).toBeUndefined();
    expect(loss.middle).toBeCloseTo(((30 / 3) * 60) / 365, 6);
    expect(facilitation[1]?.loss).toBeCloseTo(0, 9);
  });

  test('late decisions of a quarter, once its last day lies in the period', () => {
    // 10 a day are applied for and 5 decided, from day 20 on. Day d decides what was accepted on day (d − 20) / 2, rounded down, so the wait
    // is above 45 from day 71 on: 17 of the 68 days from 20 to 87, which is 30 June.
    const slow = {
      ...licence,
      measure: { ...licence.measure, capacity: { most: known(5), fromDay: known(0), untilDay: known(0) } },
    } as ImpactCase;
    const late = (days: number, change = {}) => run({ ...slow, ...change, days }).queue?.lateByQuarter;
    expect(late(88)).toEqual([{ quarter: '2025-Q2', band: { low: 0.25, middle: 0.25, high: 0.25 } }]);
    expect(late(100)).toEqual(late(88));
    expect(late(87)).toEqual([]);
    // From 20 June nothing is decided in the second quarter, and of the third, which ends on day 102, days 71 to 102: 32 of 83.
    expect(late(103, { from: '2025-06-20' })?.map(({ quarter, band }) => [quarter, band.middle])).toEqual([
      ['2025-Q3', 32 / 83],
    ]);
  });
});

describe('bands', () => {
  const wide: ImpactCase = {
    ...stop,
    items: [item({ users: [{ sector: 'chips', name: source, needing: range(0, 1) }] })],
  };

  test('the same seed gives the same answer, another one another', () => {
    expect(run(wide)).toEqual(run(wide));
    expect(run(wide, { seed: 2 }).loss).not.toEqual(run(wide).loss);
  });

  test('a part from nothing to all: from 5 to 95 per cent of 60', () => {
    const { loss, sensitivity } = run(wide, { samples: 400 });
    expect(Math.abs(loss.low - 3)).toBeLessThan(0.5);
    expect(Math.abs(loss.middle - 30)).toBeLessThan(0.5);
    expect(Math.abs(loss.high - 57)).toBeLessThan(0.5);
    expect(sensitivity.map(({ name }) => name)).toEqual(['ore.chips.needing']);
    expect(sensitivity[0]?.total).toBeGreaterThan(0.8);
  });

  test('every number of the case is an assumption, drawn or not', () => {
    const { assumptions } = run(wide);
    expect(assumptions.map(({ id }) => id)).toEqual(parametersOf(wide).map(({ id }) => id));
    expect(assumptions.filter(({ drawn }) => drawn).map(({ id }) => id)).toEqual(['ore.chips.needing']);
    expect(rangesOf(wide).ranges).toHaveLength(1);
  });
});

describe('at work', () => {
  test('progress is told to its end, and a stop ends it', () => {
    const told: string[] = [];
    run(stop, { onProgress: (stage, done) => told.push(`${stage} ${done}`) });
    expect(told.slice(0, 2)).toEqual(['samples 0', 'samples 1']);
    expect(told.at(-1)).toBe('facilitation 1');
    let asked = 0;
    expect(() => run(stop, { isStopped: () => ++asked > 5 })).toThrow(AssessmentStopped);
    expect(asked).toBe(6);
  });

  test.each([
    [
      'a range the wrong way round',
      { measure: { kind: 'stop', heldBack: range(1, 0) } },
      'measure.held-back: a range from 1 to 0',
    ],
    [
      'a likely value outside',
      { items: [item({ dependence: range(0, 0.5, 0.7) })] },
      'ore.dependence: 0.7 does not lie',
    ],
    ['no item', { items: [] }, 'at least one item'],
    [
      'a sector that is not there',
      { items: [item({ users: [{ sector: 'ships', name: source, needing: known(1) }] })] },
      'ships: there is no such sector',
    ],
    [
      'a share of two',
      { items: [item({ users: [{ sector: 'chips', name: source, needing: known(-1) }] })] },
      'chips: needing of -1',
    ],
  ] as const)('%s is an error that names it', (_, change, message) => {
    expect(() => run({ ...stop, ...change } as ImpactCase)).toThrow(message);
  });
});

describe('what the tables say of an item', () => {
  const row = (partner: string, value: number | undefined, change: Partial<TradeRow> = {}): TradeRow => ({
    reporter: 'A',
    partner,
    direction: 'import',
    item: '280530',
    period: '2025',
    value,
    mass: undefined,
    ...change,
  });
  const traded = item({ trade: { codes: ['280530'], period: '2025', by: 'value' } });
  const of = (trade: readonly TradeRow[], change: Partial<CaseTables> = {}) =>
    itemExposure(traded, 'A', { ...tables, trade, ...change });

  test('75 and 25: 6250, and shares in order', () => {
    const found = of([row('JPN', 25), row('CHN', 75), row('CHN', 9, { period: '2024' }), row('CHN', 5, { item: '1' })]);
    expect(found).toMatchObject({ rows: 2, concentration: 6250, netImportReliance: undefined });
    expect(found.partners).toEqual([
      { partner: 'CHN', share: 0.75 },
      { partner: 'JPN', share: 0.25 },
    ]);
  });

  test('an empty cell is not nothing: no concentration', () => {
    expect(of([row('CHN', 75), row('JPN', undefined)])).toMatchObject({ unknownRows: 1, concentration: undefined });
  });

  test('a year goes before its months, or it counts twice', () => {
    expect(of([row('CHN', 75), row('CHN', 40, { period: '2025-01' })]).rows).toBe(1);
    expect(of([row('CHN', 40, { period: '2025-01' }), row('CHN', 35, { period: '2025-02' })]).rows).toBe(2);
  });

  test('reliance needs production and exports: production 20, imports 80, exports 10: 70 of 90', () => {
    const found = of([row('CHN', 80), row('JPN', 10, { direction: 'export' })], {
      production: [{ party: 'A', item: '280530', period: '2025', amount: 20 }],
      prices: [
        { item: '280530', period: '2025-02', price: 7 },
        { item: '280530', period: '2025-01', price: 5 },
      ],
    });
    expect(found.netImportReliance).toBeCloseTo(70 / 90, 12);
    expect(found.price).toBe(7);
  });
});
