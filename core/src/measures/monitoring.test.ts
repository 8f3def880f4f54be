import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImpactCase, Parameter, QueueResult } from '../impact/index.ts';
import { type ActualFlow, type DecidedPeriod, monitoringOf } from './monitoring.ts';

const source = { zh: '例', en: 'example' };
const known = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source });
const given: ImpactCase = {
  id: 'example',
  title: source,
  scope: source,
  economy: 'A',
  restricting: 'B',
  from: '2025-04-04',
  days: 900,
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
  lateByQuarter: [
    { quarter: '2025-Q2', band: { low: 0.05, middle: 0.06, high: 0.1 } },
    { quarter: '2025-Q3', band: { low: 0.2, middle: 0.3, high: 0.4 } },
  ],
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
    expect(alarms.map((alarm) => [alarm.of === 'flow' && alarm.month, alarm.direction, alarm.since])).toEqual([
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
        expect(alarms.map((alarm) => [alarm.of === 'flow' && alarm.month, alarm.direction])).toEqual(
          seen.filter(({ is }) => is === 'below' || is === 'above').map(({ month, is }) => [month, is]),
        );
        for (const alarm of alarms) expect(alarm.of === 'flow' && alarm.since <= alarm.month).toBe(true);
        // Order of entries for different months makes no difference.
        const byMonth = flows.toSorted((one, two) => (one.month < two.month ? -1 : one.month > two.month ? 1 : 0));
        expect(watched(byMonth)).toEqual(watched(flows));
      }),
    );
  });
});

describe('decisions', () => {
  const period = (granted: number, refused: number, late: readonly [number, number] = [0, 0], from = '2025-Q2') =>
    ({ from, to: from, granted, refused, late }) satisfies DecidedPeriod;
  const watch = (periods: readonly DecidedPeriod[], change: Partial<QueueResult> = {}, from = '2025-04-04') =>
    monitoringOf(given, { queue: { ...queue, ...change } }, from, [], periods);
  const approvals = (granted: number, refused: number) => watch([period(granted, refused)]).decisions[0]?.approvals;
  const lateness = (...late: readonly [number, number]) => watch([period(90, 10, late)]).decisions[0]?.lateness;

  test('are compared exactly with the range of the approved share, its ends included', () => {
    expect(approvals(9, 1)).toEqual({ share: '9/10', forecast: { low: 0.5, high: 0.9 }, is: 'inside' });
    expect(approvals(91, 9)?.is).toBe('above');
    expect(approvals(50, 50)?.is).toBe('inside');
    expect(approvals(49, 51)?.is).toBe('below');
    expect(approvals(0, 0)).toMatchObject({ share: undefined, is: 'unknown' });
  });

  test('are compared up to the quarter in which the forecast ends', () => {
    // 900 days from 2025-04-04 end on 2027-09-20.
    const is = (quarter: string) => watch([period(1, 9, [0, 0], quarter)]).decisions[0]?.approvals.is;
    expect([is('2027-Q3'), is('2027-Q4')]).toEqual(['below', 'unknown']);
  });

  test('that came late are compared with the forecast of their quarter, its ends included', () => {
    expect(lateness(5, 5)).toEqual({ share: '5/100', forecast: { low: 0.05, high: 0.1 }, is: 'inside' });
    expect(lateness(10, 10)?.is).toBe('inside');
    expect(lateness(4, 4)?.is).toBe('below');
    expect(lateness(11, 11)?.is).toBe('above');
    expect(watch([period(10, 10, [7, 7], '2025-Q3')]).decisions[0]?.lateness.is).toBe('inside');
  });

  test('that came late, where it is not published how many, are told only if all that can be lie on one side', () => {
    expect(lateness(1, 4)).toMatchObject({ share: '1/100–4/100', is: 'below' });
    expect(lateness(6, 9)?.is).toBe('inside');
    expect(lateness(11, 14)?.is).toBe('above');
    expect(lateness(4, 5)?.is).toBe('unknown');
    expect(lateness(10, 11)?.is).toBe('unknown');
    expect(lateness(0, 100)?.is).toBe('unknown');
  });

  test('that came late are unknown without a forecast: several quarters, another start, a run stored before it was told', () => {
    const late = [0, 0] as const;
    const several = { ...period(90, 10, late), to: '2025-Q3' };
    const stored = JSON.parse(JSON.stringify({ ...queue, lateByQuarter: undefined })) as QueueResult;
    for (const found of [
      watch([several]),
      watch([period(90, 10, late, '2026-Q1')]),
      watch([period(90, 10, late)], {}, '2025-05-04'),
      monitoringOf(given, { queue: stored }, '2025-04-04', [], [period(90, 10, late)]),
    ]) {
      expect(found.decisions[0]?.lateness).toEqual({ share: '0/100', forecast: undefined, is: 'unknown' });
      expect(found.decisions[0]?.approvals.is).toBe('inside');
      expect(found.alarms).toEqual([]);
    }
    expect(monitoringOf(given, { queue: stored }, '2025-04-04', [], []).late).toEqual([]);
  });

  test('outside of the forecast raise an alarm, with the start of an unbroken run; what is unknown breaks it', () => {
    const approved = (granted: number, refused: number, from: string) => period(granted, refused, [0, 0], from);
    const { alarms } = watch([
      approved(4, 6, '2025-Q4'),
      approved(2, 8, '2026-Q1'),
      approved(0, 0, '2026-Q2'),
      approved(1, 9, '2026-Q3'),
      approved(10, 0, '2026-Q4'),
      approved(8, 2, '2027-Q1'),
      approved(10, 0, '2027-Q2'),
    ]);
    expect(alarms[0]).toEqual({
      of: 'approvals',
      from: '2025-Q4',
      to: '2025-Q4',
      direction: 'below',
      since: '2025-Q4',
      actual: '4/10',
      low: 0.5,
      high: 0.9,
    });
    expect(alarms.map((alarm) => [alarm.of !== 'flow' && alarm.from, alarm.direction, alarm.since])).toEqual([
      ['2025-Q4', 'below', '2025-Q4'],
      ['2026-Q1', 'below', '2025-Q4'],
      ['2026-Q3', 'below', '2026-Q3'],
      ['2026-Q4', 'above', '2026-Q4'],
      ['2027-Q2', 'above', '2027-Q2'],
    ]);
  });

  test('late ones raise an alarm on both sides, after those of flows and approvals', () => {
    const periods = [period(95, 5, [0, 0]), period(80, 20, [41, 44], '2025-Q3')];
    const { alarms } = monitoringOf(given, { queue }, '2025-04-04', [tonnes('2025-04', '1')], periods);
    expect(alarms.map(({ of, direction, actual, low, high }) => [of, direction, actual, low, high])).toEqual([
      ['flow', 'below', '1', 100, 300],
      ['approvals', 'above', '95/100', 0.5, 0.9],
      ['lateness', 'below', '0/100', 0.05, 0.1],
      ['lateness', 'above', '41/100–44/100', 0.2, 0.4],
    ]);
  });

  test('of a stop have nothing to be compared with', () => {
    const stop: ImpactCase = { ...given, measure: { kind: 'stop', heldBack: known(1) } };
    const found = monitoringOf(stop, { queue: undefined }, '2025-04-04', [tonnes('2025-04', '1')], [period(9, 1)]);
    expect(found.decisions[0]).toMatchObject({ approvals: { is: 'unknown' }, lateness: { is: 'unknown' } });
    expect(found.months).toMatchObject([{ month: '2025-04', is: 'unknown', why: 'no-forecast' }]);
    expect(found.alarms).toEqual([]);
  });
});
