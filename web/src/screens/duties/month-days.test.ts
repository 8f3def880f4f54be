import { describe, expect, test } from 'vitest';
import { monthAfter, monthDays } from './month-days.ts';

describe('a month', () => {
  test('begins its weeks on Monday and has all its days', () => {
    const november = monthDays('2026-11');
    expect([november.first, november.last, november.weeks.length]).toEqual(['2026-11-01', '2026-11-30', 6]);
    expect(november.weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(monthDays('2028-02').weeks.flat().filter(Boolean).length).toBe(29);
    expect(monthDays('2027-02').weeks.length).toBe(4);
  });

  test('is followed by the next one over the year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });
});
