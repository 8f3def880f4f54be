import type { ImpactCase, Parameter } from '@ytterby/core/impact';
import { parametersOf } from '@ytterby/core/impact';
import { describe, expect, test } from 'vitest';
import { settingsOf, withSettings } from './settings.ts';

const source = { zh: '例', en: 'example' };
const range = (low: number, high: number): Parameter => ({ low, high, basis: 'assumed', source });
const stop: ImpactCase = {
  id: 'example',
  title: source,
  scope: source,
  economy: 'A',
  restricting: 'B',
  from: '2025-12-01',
  days: 180,
  measure: { kind: 'stop', heldBack: range(0.5, 1) },
  items: [
    {
      id: 'ore',
      name: source,
      dependence: range(0.5, 1),
      users: [
        { sector: 'chips', name: source, needing: range(0.1, 0.2), stockDays: range(10, 20) },
        { sector: 'cars', name: source, needing: range(0.1, 0.2) },
      ],
    },
  ],
  stocks: { days: range(1, 2), restoreDays: range(1, 2), critical: range(0, 0) },
  facilitation: [],
  published: [],
  differences: [],
  limits: [],
};
const licence: ImpactCase = {
  ...stop,
  measure: {
    kind: 'licence',
    unit: 't',
    flow: range(10, 10),
    declaredBefore: range(0, 5),
    caught: range(0.5, 1),
    humanitarian: range(0, 0.1),
    generalLicences: { share: range(0, 0.3), fromDay: range(30, 60) },
    preparation: range(5, 10),
    review: range(20, 45),
    capacity: { most: range(100, 210), fromDay: range(0, 0), untilDay: range(0, 90) },
    approved: range(0.6, 0.9),
    shipping: range(3, 7),
  },
};
const numbers = (given: ImpactCase) =>
  new Map(parametersOf(given).map(({ id, parameter: { low, high } }) => [id, [low, high]]));

describe('the board', () => {
  test('a stop has its share and the stocks; a licence requirement what queues are made of', () => {
    expect(settingsOf(stop).map(({ id }) => id)).toEqual(['held-back', 'stock-days']);
    expect(settingsOf(licence).map(({ id }) => id)).toEqual([
      'general-licences',
      'general-licences-from',
      'capacity',
      'humanitarian',
      'preparation',
      'review',
      'approved',
      'stock-days',
    ]);
  });

  test.each([
    ['general-licences', 'measure.general-licences', 0.5],
    ['general-licences-from', 'measure.general-licences-from', 0],
    ['capacity', 'measure.capacity', 400],
    ['humanitarian', 'measure.humanitarian', 0.1],
    ['preparation', 'measure.preparation', 3],
    ['review', 'measure.review', 15],
    ['approved', 'measure.approved', 1],
    ['stock-days', 'ore.chips.stock-days', 90],
  ] as const)('%s sets one number, and leaves the others as they are', (setting, parameter, value) => {
    const [before, after] = [numbers(licence), numbers(withSettings(licence, { [setting]: value }))];
    expect(after.get(parameter)).toEqual([value, value]);
    after.delete(parameter);
    before.delete(parameter);
    expect(after).toEqual(before);
  });

  test('every slider reaches the ends of the range that the case has', () => {
    for (const { least, most, range: of } of [...settingsOf(stop), ...settingsOf(licence)]) {
      expect(least).toBeLessThanOrEqual(of.low);
      expect(most).toBeGreaterThanOrEqual(of.high);
    }
  });

  test('what was set says so, and a stock that is not known stays so', () => {
    const { items, measure } = withSettings(stop, { 'held-back': 0.25, 'stock-days': 5 });
    expect(measure).toMatchObject({ heldBack: { low: 0.25, source: { en: 'set by you' } } });
    expect(items[0]?.users.map(({ stockDays }) => stockDays?.low)).toEqual([5, undefined]);
    expect(withSettings(stop, {})).toEqual(stop);
  });
});
