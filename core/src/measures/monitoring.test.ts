import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImpactCase, Parameter, QueueResult } from '../impact/index.ts';
import { type ActualFlow, monitoringOf } from './monitoring.ts';

const source = { zh: '例', en: 'example' };
const known = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source });
const given: ImpactCase = {
  id: 'example',
  title: source,
  scope: source,
  economy: 'A',
  restricting: 'B',
  from: '2025-04-04',
  days: 90,
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
    approved: { low: 0.5, likely: 0.8, high: 0.9, basis: 'assumed', source },
    shipping: known(0),
  },
  items: [],
  stocks: { days: known(10), restoreDays: known(10), critical: known(0) },
  facilitation: [],
  published: [],
  differences: [],
  limits: [],
};
const months = ['2025-04', '2025-05', '2025-06'];
const queue: QueueResult = {
  unit: 't',
  months: months.map((month) => ({
    month,
    planned: 300,
    exported: 200,
    band: { low: 100, middle: 200, high: 300 },
    observed: undefined,
  })),
  exportedShare: { low: 0.5, middle: 0.6, high: 0.7 },
  meanWait: 22,
  lateShare: 0,
  waiting: 0,
  limit: 45,
  fit: undefined,
  check: undefined,
};
const watched = (flows: readonly ActualFlow[]) => monitoringOf(given, { queue }, '2025-04-04', flows, []);
const tonnes = (month: string, amount: string): ActualFlow => ({ month, amount, unit: 't' });

describe('a month beside its forecast', () => {
  test('is outside by the smallest amount beyond an end, and inside on it', () => {
    const verdict = (amount: string, unit = 't') => watched([{ month: '2025-05', amount, unit }]).months[1]?.is;
    expect(verdict('100')).toBe('inside');
    expect(verdict('99.999999999999999999')).toBe('below');
    expect(verdict('300')).toBe('inside');
    expect(verdict('300001', 'kg')).toBe('above');
  });
  test('is unknown without a figure, beyond the forecast, or in a unit that does not convert', () => {
    const { months: seen, alarms } = watched([tonnes('2025-07', '5'), { month: '2025-06', amount: '5', unit: '件' }]);
    expect(seen.map(({ month, is, why }) => [month, is, why])).toEqual([
      ['2025-04', 'unknown', 'no-figure'],
      ['2025-05', 'unknown', 'no-figure'],
      ['2025-06', 'unknown', 'unit'],
      ['2025-07', 'unknown', 'no-forecast'],
    ]);
    expect(alarms).toEqual([]);
  });
  test('is corrected by a later entry', () => {
    const { months: seen, alarms } = watched([tonnes('2025-04', '5'), tonnes('2025-04', '200')]);
    expect(seen[0]).toMatchObject({ actual: '200', is: 'inside' });
    expect(alarms).toEqual([]);
  });
  test('is unknown before the measure took effect, and where the forecast begins in another month', () => {
    const flows = months.map((month) => tonnes(month, '1'));
    const since = (day: string) => {
      const { months: seen, alarms, startsOff } = monitoringOf(given, { queue }, day, flows, []);
      expect(alarms.length).toBe(seen.filter(({ is }) => is === 'below').length);
      return [startsOff, ...seen.map(({ is, why }) => why ?? is)];
    };
    expect(since('2025-04-04')).toEqual([0, 'below', 'below', 'below']);
    expect(since('2025-04-30')).toEqual([26, 'below', 'below', 'below']);
    expect(since('2025-05-01')).toEqual([27, 'not-in-effect', 'other-start', 'other-start']);
    expect(since('2025-03-31')).toEqual([-4, 'other-start', 'other-start', 'other-start']);
  });
});

describe('alarms', () => {
  test('run on from month to month on one side, and begin anew on the other', () => {
    const { alarms } = watched([tonnes('2025-04', '1'), tonnes('2025-05', '2'), tonnes('2025-06', '400')]);
    expect(alarms.map(({ month, direction, since }) => [month, direction, since])).toEqual([
      ['2025-04', 'below', '2025-04'],
      ['2025-05', 'below', '2025-04'],
      ['2025-06', 'above', '2025-06'],
    ]);
  });
  test('begin anew after a month that is unknown', () => {
    const { alarms } = watched([tonnes('2025-04', '1'), tonnes('2025-06', '1')]);
    expect(alarms.map(({ since }) => since)).toEqual(['2025-04', '2025-06']);
  });
  test('are there for exactly the months that are outside, whatever is given', () => {
    const flow = fc.record({
      month: fc.constantFrom(...months, '2025-07'),
      amount: fc.integer({ min: 0, max: 500_000 }).map((kilograms) => String(kilograms)),
      unit: fc.constantFrom('kg', 'KGM', 't', 'barrel'),
    });
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 12 }), (flows) => {
        const { months: seen, alarms } = watched(flows);
        expect(alarms.map(({ month, direction }) => [month, direction])).toEqual(
          seen.filter(({ is }) => is === 'below' || is === 'above').map(({ month, is }) => [month, is]),
        );
        for (const { month, since } of alarms) expect(since <= month).toBe(true);
        // Order of entries for different months makes no difference.
        const byMonth = flows.toSorted((one, two) => (one.month < two.month ? -1 : one.month > two.month ? 1 : 0));
        expect(watched(byMonth)).toEqual(watched(flows));
      }),
    );
  });
});

describe('decisions', () => {
  const decided = (granted: number, refused: number) =>
    monitoringOf(given, { queue }, '2025-04-04', [], [{ from: '2025-Q2', to: '2025-Q2', granted, refused }])
      .decisions[0];
  test('are compared exactly with the range of the approved share', () => {
    expect(decided(9, 1)).toMatchObject({ approved: '9/10', is: 'inside' });
    expect(decided(91, 9)?.is).toBe('above');
    expect(decided(49, 51)?.is).toBe('below');
    expect(decided(0, 0)).toMatchObject({ approved: undefined, is: 'unknown' });
  });
  test('of a stop have nothing to be compared with', () => {
    const stop: ImpactCase = { ...given, measure: { kind: 'stop', heldBack: known(1) } };
    const found = monitoringOf(
      stop,
      { queue: undefined },
      '2025-04-04',
      [tonnes('2025-04', '1')],
      [{ from: '2025-Q2', to: '2025-Q2', granted: 9, refused: 1 }],
    );
    expect(found.decisions[0]?.is).toBe('unknown');
    expect(found.months).toMatchObject([{ month: '2025-04', is: 'unknown', why: 'no-forecast' }]);
  });
});
