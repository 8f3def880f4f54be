import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CASE_MEASURES as MEASURES,
  type CaseMeasure as Measure,
  type CountedEvent,
  DECISION_TIMELINESS,
  type Review,
} from './case-history.ts';
import { rationalText } from '../quantity/rational.ts';
import { addDays } from '../time/legal-date.ts';
import { reviewTime } from './review-time.ts';
import { type CountedShipment, SHIPMENT_MEASURES, STOP_ENDINGS } from './shipment-history.ts';
import { isSmall, LIMIT, type Row } from './small-cells.ts';
import { compliantDecisions, lateDecisions, publishedPeriods, publishedUntil, SERIES, type Series } from './tables.ts';
import { lastDayOf, lastDayOver, monthsOf, nextPublished, quarterOf, quartersFrom } from './quarters.ts';

const event = (measure: Measure, on: string, more: Partial<CountedEvent> = {}): CountedEvent => ({
  measure,
  on,
  destination: 'DE',
  item: '1C902',
  standing: 'compliant-civil',
  ...(measure === 'refused' && { ground: 'a' }),
  ...((measure === 'granted' || measure === 'refused') && { timeliness: 'in-time' }),
  ...more,
});
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const shown = (rows: readonly Row[] | null | undefined) =>
  rows?.map(({ category, cell }) => [category, cell.is === 'number' ? cell.count : cell.is]) ?? null;

describe('quarters', () => {
  test('their first and last days, over the end of a year', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ]);
    expect(monthsOf('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(['2028-Q1', '2026-Q3', '2026-Q4'].map(lastDayOf)).toEqual(['2028-03-31', '2026-09-30', '2026-12-31']);
    expect(quartersFrom('2025-Q3', '2026-Q2')).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']);
    expect(['2026-12-31', '2027-01-01'].map(lastDayOver)).toEqual(['2026-09-30', '2026-12-31']);
    expect(['2026-12-31', '2027-01-01'].map(nextPublished)).toEqual(['2027-01-01', '2027-04-01']);
  });
});

describe('a period', () => {
  test('is published the day after its last, and the running quarter never', () => {
    const events = times(6, event('received', '2026-03-31'));
    expect(publishedPeriods(events, '2026-03-31', 'applications')).toEqual([]);
    const [period, ...others] = publishedPeriods(events, '2026-04-01', 'applications');
    expect(others).toEqual([]);
    expect(period).toMatchObject({ from: '2026-Q1', to: '2026-Q1', measures: { received: { total: 6 } } });
    expect(
      publishedUntil(publishedPeriods([...events, event('received', '2026-05-01')], '2026-06-30', 'applications')),
    ).toBe('2026-03-31');
  });

  test('of fewer than five waits for the next quarter', () => {
    const events = [
      ...times(4, event('received', '2026-02-01')),
      ...times(3, event('received', '2026-05-01')),
      ...times(2, event('granted', '2026-05-02')),
    ];
    expect(publishedPeriods(events, '2026-04-01', 'applications')).toEqual([]);
    // 7 received, but only 2 decided.
    expect(publishedPeriods(events, '2026-07-01', 'applications')).toEqual([]);
    const [period] = publishedPeriods(
      [...events, ...times(3, event('granted', '2026-07-02'))],
      '2026-10-01',
      'applications',
    );
    expect(period).toMatchObject({ from: '2026-Q1', to: '2026-Q3' });
    expect(period?.measures.granted).toMatchObject({ total: 5, compliantCivil: 5 });
  });

  test('tables by month, destination, item and ground, each under the total', () => {
    const events = [
      ...times(40, event('received', '2026-01-10')),
      ...times(9, event('granted', '2026-02-10')),
      ...times(12, event('granted', '2026-02-11', { destination: 'FR' })),
      ...times(2, event('granted', '2026-03-11', { destination: 'IT', standing: 'other' })),
      ...times(6, event('refused', '2026-03-11', { ground: 'b', standing: 'other' })),
    ];
    const [period] = publishedPeriods(events, '2026-04-01', 'applications');
    expect(shown(period?.measures.granted.tables.destination)).toEqual([
      ['DE', 'withheld'],
      ['FR', 12],
      ['IT', 'few'],
    ]);
    expect(shown(period?.measures.granted.tables.month)).toEqual([
      ['2026-01', 0],
      ['2026-02', 'withheld'],
      ['2026-03', 'few'],
    ]);
    expect(shown(period?.measures.refused.tables.ground)).toEqual([['b', 6]]);
    expect(period?.measures.received.tables).not.toHaveProperty('destination');
    expect(compliantDecisions(period === undefined ? [] : [period])).toEqual({ granted: 21, decided: 21 });
  });
});

describe('late decisions', () => {
  const on = '2026-03-10';
  const decided = (granted: readonly [inTime: number, late: number], refused: readonly [number, number], open = 60) => {
    const of = (measure: Measure, [inTime, late]: readonly [number, number]) => [
      ...times(inTime, event(measure, on, { timeliness: 'in-time' })),
      ...times(late, event(measure, on, { timeliness: 'late' })),
    ];
    const events = [
      ...times(open, event('received', '2026-01-10')),
      ...of('granted', granted),
      ...of('refused', refused),
    ];
    const [period] = publishedPeriods(events, '2026-04-01', 'applications');
    return period && lateDecisions(period);
  };
  test.each<[string, [number, number], [number, number], [number, number]]>([
    ['none', [20, 0], [5, 0], [0, 0]],
    ['none, of too few refused to say so', [20, 0], [4, 0], [0, 4]],
    ['as many as are published', [20, 6], [0, 5], [11, 11]],
    ['few of the granted', [17, 3], [5, 0], [1, 4]],
    ['few of both', [17, 3], [9, 1], [2, 8]],
    ['no table of the refused: any number of them', [20, 6], [4, 4], [6, 14]],
  ])('%s', (_, granted, refused, expected) => {
    expect(decided(granted, refused)).toEqual(expected);
  });

  test('are not told where no more than they can have been', () => {
    // 6 were received in January, and nothing else can be late by 31 March: so 3 late leave it open whether there were 4.
    expect(decided([17, 3], [5, 0], 6)).toEqual([1, 4]);
    expect(decided([17, 3], [5, 0], 5)).toEqual([0, 25]);
  });

  const anyCases = fc.array(
    fc.record({
      // Most near the end of a quarter, so that few can be late in it.
      received: fc.constantFrom('2026-01-15', ...times(4, '2026-03-01'), '2026-04-02', ...times(4, '2026-06-01')),
      after: fc.constantFrom(10, 20, 30, 64),
      outcome: fc.constantFrom<Measure>('granted', 'granted', 'granted', 'refused', 'withdrawn'),
    }),
    { minLength: 5, maxLength: 60, size: 'max' },
  );

  test('a small cell of them can be any number up to four, though nothing is late two months after it was received', () => {
    let looked = 0;
    fc.assert(
      fc.property(anyCases, (cases) => {
        const events = cases.flatMap(({ received, after, outcome }) => {
          if (after === null) return [event('received', received)];
          const timeliness = after > 62 ? 'late' : 'in-time';
          const end = event(outcome, addDays(received, after), outcome === 'withdrawn' ? {} : { timeliness });
          return [event('received', received), end];
        });
        let open = 0;
        for (const { from, to, measures } of publishedPeriods(events, '2026-10-01', 'applications')) {
          const months = quartersFrom(from, to).flatMap(monthsOf);
          const early = events.filter(
            (each) => each.measure === 'received' && months.slice(0, -2).some((month) => each.on.startsWith(month)),
          ).length;
          const lateOf = (measure: Measure) =>
            events.filter(
              (each) => each.measure === measure && each.timeliness === 'late' && months.includes(each.on.slice(0, 7)),
            ).length;
          for (const [measure, other] of [
            ['granted', 'refused'],
            ['refused', 'granted'],
          ] as const) {
            const rows = measures[measure].tables.timeliness ?? [];
            const at = rows.findIndex(({ category, cell }) => category === 'late' && cell.is === 'few');
            if (at < 0) continue;
            looked += 1;
            const worlds = monthsThatLookTheSame(rows, measures[measure].total);
            const possible = worlds
              .map((world) => world[at] ?? 0)
              .filter((late) => late + lateOf(other) <= open + early);
            expect(new Set(possible), `${from} ${measure}`).toEqual(new Set([1, 2, 3, 4]));
          }
          const sum = (measure: Measure) => measures[measure].total;
          open += sum('received') - sum('granted') - sum('refused') - sum('withdrawn');
        }
      }),
      { numRuns: 300 },
    );
    expect(looked).toBeGreaterThan(50);
  });
});

describe('for any events', () => {
  const anyEvents = fc
    .array(
      fc.record({
        day: fc.constantFrom('2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15', '2026-07-15'),
        later: fc.constantFrom(null, '2026-03-20', '2026-05-20', '2026-06-20'),
        outcome: fc.constantFrom<Measure>('granted', 'granted', 'refused', 'withdrawn'),
        destination: fc.constantFrom('DE', 'FR', 'JP'),
        item: fc.constantFrom('1C902', '1C903'),
        timeliness: fc.constantFrom(...DECISION_TIMELINESS),
      }),
      { maxLength: 70, size: 'max' },
    )
    .map((cases) =>
      cases.flatMap(({ day, later, outcome, destination, item, timeliness }) => [
        event('received', day, { destination, item }),
        ...(later === null || later < day
          ? []
          : [event(outcome, later, { destination, item, ...(outcome !== 'withdrawn' && { timeliness }) })]),
      ]),
    );

  test('every total is what happened in it, every table adds up to no more, and later events change nothing', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const periods = publishedPeriods(events, '2026-10-01', 'applications');
        const before = publishedPeriods(events, '2026-07-01', 'applications');
        expect(periods.slice(0, before.length)).toEqual(before);
        for (const { from, to, measures } of periods) {
          for (const measure of MEASURES) {
            const these = events.filter(
              (each) => each.measure === measure && quarterOf(each.on) >= from && quarterOf(each.on) <= to,
            );
            const { total, tables } = measures[measure];
            expect(total).toBe(these.length);
            for (const [dimension, rows] of Object.entries(tables))
              for (const { category, cell } of rows ?? []) {
                const count = these.filter(
                  (each) => (dimension === 'month' ? each.on.slice(0, 7) : each[dimension as 'item']) === category,
                ).length;
                if (cell.is === 'number') expect(cell.count).toBe(count);
                else expect(cell.is === 'few').toBe(isSmall(count));
              }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a month with few in it can be any number up to four, though no more can be decided than was received', () => {
    let looked = 0;
    fc.assert(
      fc.property(anyEvents, (events) => {
        let before = 0;
        for (const { from, to, measures } of publishedPeriods(events, '2026-10-01', 'applications')) {
          const months = quartersFrom(from, to).flatMap(monthsOf);
          const truth = Object.fromEntries(
            MEASURES.map((measure) => [
              measure,
              months.map(
                (month) => events.filter((each) => each.measure === measure && each.on.startsWith(month)).length,
              ),
            ]),
          ) as Record<Measure, number[]>;
          const isPossible = (world: Record<Measure, readonly number[]>) => {
            let open = before;
            return months.every((_, at) => {
              open += (world.received[at] ?? 0) - (world.granted[at] ?? 0);
              open -= (world.refused[at] ?? 0) + (world.withdrawn[at] ?? 0);
              return open >= 0;
            });
          };
          // Were applications not shown by month, any number of them could have come in the first one.
          const isReceivedShown = measures.received.tables.month !== null;
          for (const measure of MEASURES) {
            const rows = measures[measure].tables.month;
            for (const [at, { cell }] of (rows ?? []).entries()) {
              if (cell.is !== 'few') continue;
              looked += 1;
              for (let count = 1; count < LIMIT; count += 1) {
                const worlds = monthsThatLookTheSame(rows ?? [], measures[measure].total).filter(
                  (world) => world[at] === count,
                );
                const isOne = worlds.some((world) => !isReceivedShown || isPossible({ ...truth, [measure]: world }));
                expect(isOne, `${measure} ${months[at]} = ${count}`).toBe(true);
              }
            }
          }
          const sum = (measure: Measure) => measures[measure].total;
          before += sum('received') - sum('granted') - sum('refused') - sum('withdrawn');
        }
      }),
      { numRuns: 300 },
    );
    expect(looked).toBeGreaterThan(50);
  });
});

function monthsThatLookTheSame(rows: readonly Row[], total: number): readonly number[][] {
  const [row, ...others] = rows;
  if (row === undefined) return total === 0 ? [[]] : [];
  const { cell } = row;
  const [low, high] =
    cell.is === 'number' ? [cell.count, cell.count] : cell.is === 'few' ? [1, LIMIT - 1] : [LIMIT, total];
  const found: number[][] = [];
  for (let count = low; count <= Math.min(high, total); count += 1)
    for (const rest of monthsThatLookTheSame(others, total - count)) found.push([count, ...rest]);
  return found;
}

describe('humanitarian shipments', () => {
  const shipped = (on: string, destination = 'DE'): CountedShipment => ({
    measure: 'shipped',
    on,
    destination,
    item: '1C905',
  });
  const reported = (on: string, timeliness: 'in-time' | 'late'): CountedShipment => ({
    measure: 'reported',
    on,
    timeliness,
  });
  const stopped = (on: string): CountedShipment => ({ measure: 'stopped', on });

  test('what has left, and how its reports came, on paper', () => {
    const events = [
      ...times(12, shipped('2026-01-10')),
      ...times(3, shipped('2026-02-10', 'FR')),
      ...times(10, reported('2026-01-20', 'in-time')),
      ...times(4, reported('2026-03-20', 'late')),
      stopped('2026-03-01'),
    ];
    const [period, ...others] = publishedPeriods(events, '2026-04-01', 'exemptions');
    expect(others).toEqual([]);
    expect(period?.measures.shipped).toMatchObject({ total: 15, compliantCivil: null });
    expect(shown(period?.measures.shipped.tables.destination)).toEqual([
      ['DE', 'withheld'],
      ['FR', 'few'],
    ]);
    expect(shown(period?.measures.reported.tables.timeliness)).toEqual([
      ['in-time', 'withheld'],
      ['late', 'few'],
    ]);
    // One stop waits, and holds nothing else up; nor do shipments make applications.
    expect(publishedPeriods(events, '2026-04-01', 'stops')).toEqual([]);
    expect(publishedPeriods(events, '2026-04-01', 'applications')).toEqual([]);
  });

  test('four that left, or four reports, wait for the next quarter; five do not', () => {
    const periods = (left: number, reports: number) =>
      publishedPeriods(
        [...times(left, shipped('2026-03-31')), ...times(reports, reported('2026-03-31', 'in-time'))],
        '2026-04-01',
        'exemptions',
      ).length;
    expect([periods(4, 0), periods(5, 0), periods(5, 4), periods(5, 5)]).toEqual([0, 1, 0, 1]);
  });

  const anyDay = fc.constantFrom('2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15', '2026-07-15');
  const anyShipments = fc.array(
    fc.oneof(
      fc.record({
        measure: fc.constant('shipped' as const),
        on: anyDay,
        destination: fc.constantFrom('DE', 'FR', 'KE'),
        item: fc.constantFrom('1C902', 'not-stated'),
      }),
      fc.record({
        measure: fc.constant('reported' as const),
        on: anyDay,
        timeliness: fc.constantFrom('in-time' as const, 'in-time' as const, 'late' as const),
      }),
      fc.record({ measure: fc.constant('stopped' as const), on: anyDay }),
      fc.record({ measure: fc.constant('stop-ended' as const), on: anyDay, ending: fc.constantFrom(...STOP_ENDINGS) }),
    ),
    { maxLength: 90, size: 'max' },
  );

  test('whoever reads all of it learns of no small number more than that it is 1 to 4, and no total is small', () => {
    const looked = { month: 0, destination: 0, item: 0, timeliness: 0, ending: 0 };
    fc.assert(
      fc.property(anyShipments, (events) => {
        for (const series of ['exemptions', 'stops'] as const satisfies readonly Series[]) {
          const periods = publishedPeriods(events, '2026-10-01', series);
          const before = publishedPeriods(events, '2026-07-01', series);
          expect(periods.slice(0, before.length)).toEqual(before);
          for (const { from, to, measures } of periods) {
            for (const measure of SHIPMENT_MEASURES) {
              const published = (measures as Partial<Record<typeof measure, (typeof measures)[keyof typeof measures]>>)[
                measure
              ];
              expect(published !== undefined).toBe((SERIES[series].measures as readonly string[]).includes(measure));
              if (published === undefined) continue;
              const these = events.filter(
                (each) => each.measure === measure && quarterOf(each.on) >= from && quarterOf(each.on) <= to,
              ) as CountedShipment[];
              expect(published.total).toBe(these.length);
              expect(isSmall(published.total)).toBe(false);
              for (const [name, rows] of Object.entries(published.tables)) {
                const dimension = name as keyof typeof looked;
                const worlds = monthsThatLookTheSame(rows ?? [], published.total);
                for (const [at, { category, cell }] of (rows ?? []).entries()) {
                  const count = these.filter(
                    (each) => (dimension === 'month' ? each.on.slice(0, 7) : each[dimension]) === category,
                  ).length;
                  if (cell.is === 'number') expect(cell.count).toBe(count);
                  else expect(cell.is === 'few').toBe(isSmall(count));
                  if (cell.is !== 'few') continue;
                  looked[dimension] += 1;
                  const possible = new Set(worlds.map((world) => world[at]));
                  expect(possible, `${measure} ${category}`).toEqual(new Set([1, 2, 3, 4]));
                }
              }
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    for (const [dimension, count] of Object.entries(looked)) expect(count, dimension).toBeGreaterThan(10);
  });
});

describe('time to decision', () => {
  const review = (workingDays: number, ending: Review['ending'], standing: Review['standing'] = 'compliant-civil') =>
    ({ standing, ending, workingDays, calendarDays: workingDays + 2 }) satisfies Review;
  // 5 granted after 10 days, 4 after 12, 1 refused after 20, 1 withdrawn after 5, 4 open for 15.
  const reviews = [
    ...times(5, review(10, 'granted')),
    ...times(4, review(12, 'granted')),
    review(20, 'refused'),
    review(5, 'withdrawn'),
    ...times(4, review(15, null)),
  ];

  test('a point for each five decisions, by hand', () => {
    // Decided (withdrawn censored): n = 14 at 10, so 1 − 9/14 = 5/14; 9 at 12: 1 − 9/14 · 5/9 = 9/14; 1 at 20: all.
    // Granted (withdrawn competes): 14/15 still there; + 14/15 · 5/14 = 1/3; + 14/15 · 9/14 · 4/9 = 3/5; refused adds nothing.
    const { points, quantiles, reviews: begun } = reviewTime(reviews, 'working-days', 'compliant-civil');
    expect(begun).toBe(15);
    expect(
      points.map(({ time, atRisk, decided, granted }) => [time, atRisk, rationalText(decided), rationalText(granted)]),
    ).toEqual([
      [10, 14, '5/14', '1/3'],
      [20, 1, '1', '0.6'],
    ]);
    expect(quantiles.map(({ by }) => by.time)).toEqual([10, 12, 20]);
    expect(reviewTime(reviews, 'calendar-days', 'compliant-civil').quantiles[1]?.by.time).toBe(14);
  });

  test('nothing where fewer than five were decided, or where the others are few', () => {
    const four = [...times(4, review(10, 'granted')), ...times(9, review(3, null))];
    expect(reviewTime(four, 'working-days', 'all')).toMatchObject({ reviews: null, points: [], quantiles: [] });
    const withOthers = (count: number) => [...reviews, ...times(count, review(30, 'refused', 'other'))];
    expect(reviewTime(withOthers(4), 'working-days', 'compliant-civil').reviews).toBeNull();
    expect(reviewTime(withOthers(4), 'working-days', 'all').reviews).toBeNull();
    expect(reviewTime(withOthers(5), 'working-days', 'compliant-civil').reviews).toBe(15);
    expect(reviewTime(withOthers(5), 'working-days', 'all').reviews).toBe(20);
  });
});
