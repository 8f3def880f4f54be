import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isWorkingDay, weekday } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const { calendar } = loadLaw();

describe('The working calendar', () => {
  test('knows the notices on 2023 to 2026, and that 2027 has none yet', () => {
    expect(Object.keys(calendar.published)).toEqual(['2023', '2024', '2025', '2026']);
    for (const sources of Object.values(calendar.published)) expect(sources[0]).toMatch(/^https?:\/\/www\.gov\.cn\//);
    expect(Object.keys(calendar.changed).filter((day) => day >= '2027')).toEqual([]);
  });

  test('a make-up working day is a Saturday or Sunday', () => {
    for (const [day, off] of Object.entries(calendar.changed)) if (!off) expect(weekday(day), day).toBeGreaterThan(5);
  });

  test('the National Day week of 2025 is 1 to 8 October, made up on 28 September and 11 October', () => {
    const day = (number: number) => `2025-10-${String(number).padStart(2, '0')}`;
    for (let number = 1; number <= 8; number += 1) expect(isWorkingDay(calendar, day(number)), day(number)).toBe(false);
    for (const worked of ['2025-09-28', '2025-09-30', '2025-10-09', '2025-10-10', '2025-10-11']) {
      expect(isWorkingDay(calendar, worked), worked).toBe(true);
    }
    expect(isWorkingDay(calendar, '2025-10-12')).toBe(false);
  });

  test('the Spring Festival of 2026 is 15 to 23 February, made up on 14 and 28 February', () => {
    for (let number = 15; number <= 23; number += 1) expect(isWorkingDay(calendar, `2026-02-${number}`)).toBe(false);
    for (const worked of ['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-28']) {
      expect(isWorkingDay(calendar, worked), worked).toBe(true);
    }
  });

  test('2025 has 248 working days, as the usual count has it', () => {
    const start = Date.UTC(2025, 0, 1);
    const days = Array.from({ length: 365 }, (_, index) =>
      new Date(start + index * 86_400_000).toISOString().slice(0, 10),
    );
    expect(days.filter((day) => isWorkingDay(calendar, day))).toHaveLength(248);
  });

  const tables = path.resolve(import.meta.dirname, '..', '..', 'shared', 'data', 'cn-workdays');
  test.skipIf(!existsSync(tables))('days are those of the tables beside the repository', () => {
    const theirs = ['2023', '2024', '2025', '2026'].flatMap((year) => {
      const { days } = JSON.parse(readFileSync(path.join(tables, `${year}.json`), 'utf8')) as {
        days: { date: string; isOffDay: boolean }[];
      };
      return days.map(({ date, isOffDay }) => [date, isOffDay] as const);
    });
    expect(calendar.changed).toEqual(Object.fromEntries(theirs));
  });
});
