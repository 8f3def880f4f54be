import { addDays, type LegalDate } from '../time/legal-date.ts';

/** A quarter of a year in Beijing time, as `2026-Q3`. */
export type Quarter = string;

/** @example quarterOf('2026-11-26') // '2026-Q4' */
export const quarterOf = (day: LegalDate): Quarter => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Its months. @example monthsOf('2026-Q4') // ['2026-10', '2026-11', '2026-12'] */
export function monthsOf(quarter: Quarter): readonly string[] {
  const first = Number(quarter.slice(6)) * 3 - 2;
  return [0, 1, 2].map((more) => `${quarter.slice(0, 4)}-${String(first + more).padStart(2, '0')}`);
}

const firstDayOf = (quarter: Quarter): LegalDate => `${monthsOf(quarter)[0]}-01`;
const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(`${monthsOf(quarter)[2]}-28`, 10));

/** @example lastDayOf('2026-Q3') // '2026-09-30' */
export const lastDayOf = (quarter: Quarter): LegalDate => addDays(firstDayOf(nextQuarter(quarter)), -1);

/** The last day of the last quarter that is over. @example lastDayOver('2026-11-26') // '2026-09-30' */
export const lastDayOver = (today: LegalDate): LegalDate => addDays(firstDayOf(quarterOf(today)), -1);

/** The day on which more can be published. @example nextPublished('2026-11-26') // '2027-01-01' */
export const nextPublished = (today: LegalDate): LegalDate => firstDayOf(nextQuarter(quarterOf(today)));

/** Every quarter from one to another, both included. @example quartersFrom('2025-Q4', '2026-Q1') // both */
export function quartersFrom(first: Quarter, last: Quarter): readonly Quarter[] {
  const found: Quarter[] = [];
  for (let quarter = first; quarter <= last; quarter = nextQuarter(quarter)) found.push(quarter);
  return found;
}
