import { describe, expect, test } from 'vitest';
import { readDate } from './dates.ts';

describe('A moment given for a day', () => {
  test.each([
    ['2026-11-10T20:00:00-05:00', '2026-11-11'],
    ['2026-11-10T10:59:59-05:00', '2026-11-10'],
    ['2026-11-10T11:00:00-05:00', '2026-11-11'],
    ['2026-11-10T15:59:59Z', '2026-11-10'],
    ['2026-11-10T16:00:00Z', '2026-11-11'],
    ['2026-11-10T16:00:00.000Z', '2026-11-11'],
    ['2026-11-10T23:59+08:00', '2026-11-10'],
    ['2026-11-11T07:59:59+0800', '2026-11-11'],
    ['2026-11-11 00:30:00+14:00', '2026-11-10'],
    ['2026-12-31T20:00:00Z', '2027-01-01'],
    ['2027-01-01T00:30:00+09:00', '2026-12-31'],
  ])('%s is %s in Beijing', (text, day) => {
    expect(readDate(text)).toEqual({ ok: true, value: day, moment: true });
  });

  test.each([
    ['2026-11-10T20:00:00', 'intake/no-offset'],
    ['2026-11-10 23:15', 'intake/no-offset'],
    ['2026-11-10T25:00:00Z', 'intake/bad-date'],
    ['2026-11-10T20:00:00+19:00', 'intake/bad-date'],
    ['2026-02-30T20:00:00Z', 'intake/no-such-day'],
  ])('%s is refused: %s', (text, code) => {
    expect(readDate(text)).toMatchObject({ ok: false, code });
  });

  test('midnight without an offset is how a spreadsheet writes a day', () => {
    expect(readDate('2026-11-10 00:00:00')).toEqual({ ok: true, value: '2026-11-10' });
  });
});
