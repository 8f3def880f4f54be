import { expect, test } from 'vitest';
import { timesOf } from './edition.ts';
import { COLUMNS, csvOf, timeOf, timeRows } from './layout.ts';

test('shares stay shares where the fractions have grown past every float', () => {
  // 2000 reviews over 400 days, a third of them open: the line below is a product of 400 numbers.
  const reviews = Array.from({ length: 2000 }, (_, index) => ({
    standing: 'compliant-civil' as const,
    ending: index % 3 === 0 ? null : ('granted' as const),
    workingDays: (index * 7919) % 400,
    calendarDays: (index * 7919) % 400,
  }));
  const { points } = timeOf({ times: timesOf(reviews) }, 'calendar-days', 'all');
  expect(points.length).toBeGreaterThan(100);
  for (const { decided, granted, band } of points) {
    expect(decided).toMatch(/^[01]\.\d{4}$/);
    // Nobody withdraws and nobody is refused: the two estimates are one.
    expect(granted).toBe(decided);
    if (band !== null) expect(Number(band.atLeast)).toBeLessThanOrEqual(Number(decided));
  }
  expect(points.filter(({ band }) => band === null).length).toBeLessThanOrEqual(1);
});

test('CSV as RFC 4180: quotes, commas and line ends in a value, empty for null', () => {
  expect(csvOf(['a', 'b'], [{ a: 'x,"y"\n', b: null }, { a: 0 }])).toBe('a,b\r\n"x,""y""\n",\r\n0,\r\n');
});

test('the columns that are described are those of the rows', () => {
  const reviews = Array.from({ length: 6 }, () => ({
    standing: 'compliant-civil' as const,
    ending: 'granted' as const,
    workingDays: 3,
    calendarDays: 5,
  }));
  const [row = {}] = timeRows({ times: timesOf(reviews) });
  expect(Object.keys(row).sort()).toEqual(Object.keys(COLUMNS['time-to-decision']).sort());
});
