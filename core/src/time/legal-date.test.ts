import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOf, dayNumber, isLegalDate, weekday } from './legal-date.ts';

describe('a legal date', () => {
  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['0000-01-01', false],
    ['２０２６-01-01', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isLegalDate(text)).toBe(exists);
  });

  test('agrees with the calendar of the platform on every day from 1600 to 2400', () => {
    for (let day = Date.UTC(1600, 0, 1); day < Date.UTC(2400, 0, 1); day += 86_400_000) {
      const date = new Date(day);
      const text = date.toISOString().slice(0, 10);
      const number = day / 86_400_000;
      if (dayNumber(text) !== number || dateOf(number) !== text) throw new Error(text);
      if (weekday(text) !== (date.getUTCDay() || 7)) throw new Error(`weekday of ${text}`);
    }
  });

  test('adding days and taking them off again comes back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -200_000, max: 200_000 }),
        fc.integer({ min: -5000, max: 5000 }),
        (number, days) => {
          expect(addDays(addDays(dateOf(number), days), -days)).toBe(dateOf(number));
        },
      ),
    );
  });
});
