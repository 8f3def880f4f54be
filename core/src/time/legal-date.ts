/**
 * A calendar day in Beijing time, as `YYYY-MM-DD`. Order of text is order of days, so `<` compares.
 * Law counts in days; no clock and no time zone enters the core.
 */
export type LegalDate = string;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Is this text a day that exists (proleptic Gregorian, year 1 to 9999)? `2026-02-29` is not. */
export function isLegalDate(text: string): boolean {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0));
}

/**
 * Day number with 1970-01-01 = 0, by the civil-from-days algorithm
 * (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 * @example dayNumber('1970-01-02') // 1
 */
export function dayNumber(date: LegalDate): number {
  const [y, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const year = month <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day with this number; the inverse of `dayNumber`. */
export function dateOf(number: number): LegalDate {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** @example addDays('2026-11-10', 1) // '2026-11-11' */
export function addDays(date: LegalDate, days: number): LegalDate {
  return dateOf(dayNumber(date) + days);
}

/** 1 = Monday … 7 = Sunday (ISO 8601). @example weekday('2025-10-11') // 6, a Saturday */
export function weekday(date: LegalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
