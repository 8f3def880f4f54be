/** A date that was read, or why not. */
export type DateReading =
  | { ok: true; value: string }
  | { ok: false; code: 'intake/bad-date' | 'intake/no-such-day'; values: { value: string } }
  | { ok: false; code: 'intake/date-ambiguous'; values: { value: string; first: string; second: string } };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function exists(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

const iso = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * A day as `YYYY-MM-DD`. Reads 2026-11-10, 2026/11/10, 2026.11.10, 20261110, 2026年11月10日, 10.11.2026 (day first),
 * 10 Nov 2026, and a timestamp in Beijing time or without a zone. 3/4/2026 has two readings and is refused, and so is
 * a timestamp in another zone: its day in Beijing may be another.
 */
export function readDate(raw: string): DateReading {
  const text = raw.normalize('NFKC').trim();
  const bad: DateReading = { ok: false, code: 'intake/bad-date', values: { value: raw } };
  const build = (year: number, month: number, day: number): DateReading =>
    exists(year, month, day)
      ? { ok: true, value: iso(year, month, day) }
      : { ok: false, code: 'intake/no-such-day', values: { value: raw } };

  const first =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\+08:?00)?)?$/.exec(text) ??
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
