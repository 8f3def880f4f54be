import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOf, type LicenceQueue, runLicenceQueue } from './licence-queue.ts';

const queue: LicenceQueue = {
  days: 10,
  isWorkingDay: () => true,
  flow: () => 10,
  declaredBefore: 0,
  caught: 1,
  underGeneralLicence: () => 0,
  humanitarian: 0,
  preparation: 0,
  review: 2,
  capacity: () => 10,
  approved: 1,
  shipping: 0,
  limit: 45,
};
const exports = (change: Partial<LicenceQueue>) =>
  runLicenceQueue({ ...queue, ...change }).map(({ exported }) => Number(exported.toFixed(9)));

describe('by hand', () => {
  test('two days of review: two days of nothing, then as before, with 20 waiting for ever', () => {
    const days = runLicenceQueue(queue);
    expect(days.map(({ exported }) => exported)).toEqual([0, 0, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(days.at(-1)?.waiting).toBe(20);
    expect(days.at(-1)?.meanWait).toBe(2);
  });
  test('twice the capacity does not help a case before its review is done', () => {
    expect(exports({ capacity: () => 20, days: 4 })).toEqual([0, 0, 10, 10]);
  });
  test('half the capacity: half goes out, and the wait grows until decisions are late', () => {
    const days = runLicenceQueue({ ...queue, capacity: () => 5, days: 110, limit: 45 });
    expect(days[50]?.exported).toBe(5);
    const firstLate = days.findIndex(({ decidedLate }) => decidedLate > 0);
    // What was accepted on day k is decided on days 2k + 2 and 2k + 3: 45 working days are passed first by k = 43, on day 89.
    expect(firstLate).toBe(89);
  });
  test('what is not caught, exempt or under a general licence goes out at once', () => {
    expect(exports({ caught: 0.4, days: 1 })).toEqual([6]);
    expect(exports({ humanitarian: 0.3, days: 1 })).toEqual([3]);
    expect(exports({ underGeneralLicence: (day) => (day === 0 ? 0 : 0.5), days: 2 })).toEqual([0, 5]);
  });
  test('nobody decides at the weekend', () => {
    const weekend = (day: number) => day % 7 < 5;
    expect(exports({ isWorkingDay: weekend, review: 0, days: 8, capacity: () => 30 })).toEqual([
      10, 10, 10, 10, 10, 0, 0, 30,
    ]);
  });
  test('shipping follows approval, and what is refused does not', () => {
    expect(exports({ review: 0, shipping: 3, approved: 0.8, days: 5 })).toEqual([0, 0, 0, 8, 8]);
  });
  test('what was declared before the measure still leaves: three days of it', () => {
    expect(exports({ declaredBefore: 3, days: 6 })).toEqual([10, 10, 10, 0, 0, 10]);
  });
  test('a share over one is an error', () => {
    expect(() => runLicenceQueue({ ...queue, caught: 1.1 })).toThrow('caught of 1.1');
    expect(() => runLicenceQueue({ ...queue, preparation: -1 })).toThrow('preparation of -1 days');
  });
});

describe('on queues of all kinds', () => {
  const queues = fc.record({
    caught: fc.double({ min: 0, max: 1, noNaN: true }),
    humanitarian: fc.double({ min: 0, max: 1, noNaN: true }),
    preparation: fc.integer({ min: 0, max: 20 }),
    review: fc.integer({ min: 0, max: 60 }),
    shipping: fc.integer({ min: 0, max: 30 }),
  });
  test('nothing is made up: all that goes out was planned; and no more general licences export less', () => {
    fc.assert(
      fc.property(
        queues,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        (drawn, general, most) => {
          const total = (share: number) => {
            const made: LicenceQueue = {
              ...queue,
              ...drawn,
              days: 120,
              capacity: () => most,
              isWorkingDay: (day) => day % 7 < 5,
              underGeneralLicence: () => share,
            };
            return runLicenceQueue(made).reduce((sum, { exported }) => sum + exported, 0);
          };
          expect(total(general)).toBeLessThanOrEqual(1200 + 1e-6);
          expect(total(1)).toBeGreaterThanOrEqual(total(general) - 1e-6);
        },
      ),
    );
  });
});

test('a fit by hand', () => {
  const { relativeError, correlation } = fitOf([1, 2, 3], [2, 4, 6]);
  expect(relativeError).toBeCloseTo(Math.sqrt(14 / 3) / 4, 12);
  expect(correlation).toBeCloseTo(1, 12);
  expect(() => fitOf([1], [1, 2])).toThrow('1 figures cannot be compared with 2');
});
