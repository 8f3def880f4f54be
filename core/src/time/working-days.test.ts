import { describe, expect, test } from 'vitest';
import { dueAfter, isWorkingDay, type WorkingCalendar } from './working-days.ts';

/** The days around the National Day holiday of 2025, as the State Council's notice for the year changes them. */
const calendar: WorkingCalendar = {
  published: { '2025': ['https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm'] },
  changed: {
    '2025-09-28': false,
    '2025-10-01': true,
    '2025-10-02': true,
    '2025-10-03': true,
    '2025-10-06': true,
    '2025-10-07': true,
    '2025-10-08': true,
    '2025-10-11': false,
  },
};

describe('the Chinese working calendar', () => {
  test.each([
    ['2025-09-28', true, 'a Sunday that is a make-up working day'],
    ['2025-10-01', false, 'the National Day'],
    ['2025-10-08', false, 'the last day of the holiday, a Wednesday'],
    ['2025-10-09', true, 'the first day after it'],
    ['2025-10-11', true, 'a Saturday that is a make-up working day'],
    ['2025-10-12', false, 'an ordinary Sunday'],
  ])('%s is a working day: %s (%s)', (date, expected) => {
    expect(isWorkingDay(calendar, date)).toBe(expected);
  });

  test('day 1 is the first working day after the event', () => {
    expect(dueAfter(calendar, '2025-10-09', 1).date).toBe('2025-10-10');
    expect(dueAfter(calendar, '2025-09-30', 1).date).toBe('2025-10-09');
  });

  test('ten working days after 9 October 2025 end on 22 October, because Saturday the 11th counts', () => {
    expect(dueAfter(calendar, '2025-10-09', 10)).toEqual({ date: '2025-10-22', provisional: false });
  });

  test('days inside a stopped span are not counted, both ends included', () => {
    const stopped = [{ from: '2025-10-13', to: '2025-10-17' }];
    expect(dueAfter(calendar, '2025-10-09', 10, stopped).date).toBe('2025-10-29');
  });

  test('a count that runs through a year without a published notice is provisional', () => {
    expect(dueAfter(calendar, '2025-12-30', 1)).toEqual({ date: '2025-12-31', provisional: false });
    expect(dueAfter(calendar, '2025-12-31', 1)).toEqual({ date: '2026-01-01', provisional: true });
  });
});
