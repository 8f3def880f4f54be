import { addDays } from '@ytterby/core';

/** A date that was read, or why not. `moment` = it was a moment with an offset, and `value` is its day in Beijing. */
export type DateReading =
  | { ok: true; value: string; moment?: true }
  | { ok: false; code: 'intake/bad-date' | 'intake/no-such-day' | 'intake/no-offset'; values: { value: string } }
  | { ok: false; code: 'intake/date-ambiguous'; values: { value: string; first: string; second: string } };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function exists(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

const iso = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Minutes by which Beijing is ahead of UTC. */
const BEIJING = 480;

/** Minutes ahead of UTC; null where none is written, undefined where no place has such an offset. */
function offsetOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  if (text === 'Z' || text === 'z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(3).replace(':', '') || 0)];
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * A day as `YYYY-MM-DD`. Reads 2026-11-10, 2026/11/10, 2026.11.10, 20261110, 2026年11月10日, 10.11.2026 (day first),
 * 10 Nov 2026, and a moment with its offset from UTC, of which the day in Beijing is taken. 3/4/2026 has two readings and is refused,
 * and so is a time of day without an offset: its day in Beijing is not known. Midnight without an offset is how a spreadsheet writes a day.
 * @example readDate('2026-11-10T20:00:00-05:00') // { ok: true, value: '2026-11-11', moment: true }
 */
export function readDate(raw: string): DateReading {
  const text = raw.normalize('NFKC').trim();
  const bad: DateReading = { ok: false, code: 'intake/bad-date', values: { value: raw } };
  const build = (year: number, month: number, day: number): DateReading =>
    exists(year, month, day)
      ? { ok: true, value: iso(year, month, day) }
      : { ok: false, code: 'intake/no-such-day', values: { value: raw } };

  const moment =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
      text,
    );
  if (moment !== null) {
    const day = build(Number(moment[1]), Number(moment[3]), Number(moment[4]));
    const [hour, minute, second] = [Number(moment[5]), Number(moment[6]), Number(moment[7] ?? 0)];
    const offset = offsetOf(moment[8]);
    if (!day.ok) return day;
    if (hour > 23 || minute > 59 || second > 60) return bad;
    if (offset === null)
      return hour + minute + second === 0 ? day : { ok: false, code: 'intake/no-offset', values: { value: raw } };
    if (offset === undefined) return bad;
    const inBeijing = hour * 60 + minute - offset + BEIJING;
    return { ok: true, value: addDays(day.value, Math.floor(inBeijing / 1440)), moment: true };
  }

  const first =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})(\s*年\s*)(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  if (first !== null) return build(Number(first[1]), Number(first[3]), Number(first[4]));

  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (dotted !== null) return build(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));

  const slashed = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (slashed !== null) {
    const [a, b, year] = [Number(slashed[1]), Number(slashed[3]), Number(slashed[4])];
    const dayFirst = exists(year, b, a);
    const monthFirst = exists(year, a, b);
    if (dayFirst && monthFirst && a !== b) {
      return {
        ok: false,
        code: 'intake/date-ambiguous',
        values: { value: raw, first: iso(year, b, a), second: iso(year, a, b) },
      };
    }
    return dayFirst ? build(year, b, a) : build(year, a, b);
  }

  const worded = /^(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s-]+(\d{4})$/.exec(text);
  if (worded !== null) {
    const month = MONTHS.indexOf((worded[2] ?? '').toLowerCase());
    return month < 0 ? bad : build(Number(worded[3]), month + 1, Number(worded[1]));
  }
  return bad;
}
