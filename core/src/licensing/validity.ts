import { addDays, isLegalDate, type LegalDate } from '../time/legal-date.ts';

/**
 * On which last day does a licence of so many years from this day end at the latest? The day before the same date that
 * many years on; from 29 February, in a year without one, on 28 February.
 * @example lastDayWithin('2026-03-02', 1) // '2027-03-01'
 * @example lastDayWithin('2028-02-29', 1) // '2029-02-28'
 */
export function lastDayWithin(from: LegalDate, years: number): LegalDate {
  const later = `${String(Number(from.slice(0, 4)) + years).padStart(4, '0')}${from.slice(4)}`;
  return isLegalDate(later) ? addDays(later, -1) : `${later.slice(0, 8)}28`;
}
