import { addDays, dayNumber, type LegalDate, weekday } from '@ytterby/core';

/** A month of a calendar that begins its weeks on Monday. */
export interface MonthDays {
  readonly first: LegalDate;
  readonly last: LegalDate;
  /** Whole weeks; days of other months are null. */
  readonly weeks: readonly (readonly (LegalDate | null)[])[];
}

/** @example monthDays('2026-11').weeks[0] // [null, null, null, null, null, null, '2026-11-01'] */
export function monthDays(month: string): MonthDays {
  const first = `${month}-01`;
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  const count = dayNumber(last) - dayNumber(first) + 1;
  const days: (LegalDate | null)[] = [
    ...Array.from({ length: weekday(first) - 1 }, () => null),
    ...Array.from({ length: count }, (_, at) => addDays(first, at)),
  ];
  while (days.length % 7 !== 0) days.push(null);
  return {
    first,
    last,
    weeks: Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7)),
  };
}

/** @example monthAfter('2026-12', 1) // '2027-01' */
export function monthAfter(month: string, step: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + step;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}
