import { currencyCode } from './currencies.ts';
import type { ProblemCode } from './errors.ts';

/** Which sign parts whole from fraction: `1,234.5` (point) or `1.234,5` (comma). */
export type Convention = 'point' | 'comma';

/** A number or range as exact decimal text, with what stood beside it; or why it could not be read. */
export type NumberReading =
  | { ok: true; value: string | { min?: string; max?: string }; percent: boolean; currency?: string; unit?: string }
  | { ok: false; code: ProblemCode; values: Record<string, string | number> };

export interface NumberOptions {
  /** What other values of the column show. */
  convention?: Convention | undefined;
  /** Without evidence, is the point of `1.234` a decimal point? True unless the file separates cells by semicolons. */
  pointIsDecimal?: boolean;
}

/** The schema of facts takes 60 characters. */
const MAX_DIGITS = 60;

type Decimal =
  | { ok: true; value: string; shows?: Convention }
  | { ok: false; code: ProblemCode; values: Record<string, string | number> };

/** Full-width forms and odd spaces → ASCII. Not NFKC: that would turn 10² into 102 and ½ into 1⁄2. */
function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\uffe5/g, '¥')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]/g, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
}

function expand(digits: string, fraction: string, exponent: number): string {
  const all = digits + fraction;
  const point = digits.length + exponent;
  if (point <= 0) return `0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return all + '0'.repeat(point - all.length);
  return `${all.slice(0, point)}.${all.slice(point)}`;
}

function tidy(whole: string, fraction: string, shown: string, shows?: Convention): Decimal {
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const value = fraction === '' ? digits : `${digits}.${fraction}`;
  if (value.length > MAX_DIGITS)
    return { ok: false, code: 'intake/number-too-long', values: { value: shown, limit: MAX_DIGITS - 1 } };
  return { ok: true, value, ...(shows === undefined ? {} : { shows }) };
}

/** One number without a sign. */
function readDecimal(text: string, { convention, pointIsDecimal = true }: NumberOptions): Decimal {
  const bad: Decimal = { ok: false, code: 'intake/not-a-number', values: { value: text } };
  if (text.length > 400) return { ok: false, code: 'intake/number-too-long', values: { limit: MAX_DIGITS - 1 } };
  const scientific = /^(\d+)(?:([.,])(\d+))?\s*[eE]\s*([+-]?\d{1,4})$/.exec(text);
  if (scientific !== null) {
    const [, whole = '', sign, fraction = '', power = '0'] = scientific;
    if (sign === ',' && convention === 'point') return bad;
    const exponent = Number(power);
    if (Math.abs(exponent) > 200)
      return { ok: false, code: 'intake/number-too-long', values: { limit: MAX_DIGITS - 1 } };
    const [a = '', b = ''] = expand(whole, fraction, exponent).split('.');
    return tidy(a, b, text);
  }
  const spaced = /^\d{1,3}(?:[ '’]\d{3})+(?=$|[.,])/.exec(text);
  const bare = spaced === null ? text : spaced[0].replace(/[ '’]/g, '') + text.slice(spaced[0].length);
  if (!/^[\d.,]*\d[\d.,]*$/.test(bare)) return bad;
  const points = bare.split('.').length - 1;
  const commas = bare.split(',').length - 1;
  if (points === 0 && commas === 0) return tidy(bare, '', text);

  if (points > 0 && commas > 0) {
    const decimal = bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ',';
    const group = decimal === '.' ? ',' : '.';
    const [whole = '', fraction = '', ...more] = bare.split(decimal);
    if (more.length > 0 || spaced !== null || fraction === '') return bad;
    if (!new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+$`).test(whole)) return bad;
    return tidy(whole.replaceAll(group, ''), fraction, text, decimal === '.' ? 'point' : 'comma');
  }

  const sign = points > 0 ? '.' : ',';
  const asDecimal: Convention = sign === '.' ? 'point' : 'comma';
  const asGroup: Convention = sign === '.' ? 'comma' : 'point';
  const parts = bare.split(sign);
  const grouped = /^\d{1,3}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/.test(part));
  if (parts.length > 2) {
    return grouped && spaced === null && !bare.startsWith('0') ? tidy(parts.join(''), '', text, asGroup) : bad;
  }
  const [whole = '', fraction = ''] = parts;
  if (spaced !== null || !grouped || whole.startsWith('0')) return tidy(whole, fraction, text, asDecimal);
  // One to three digits, a sign, three digits: 1,234 or 1.234.
  if (convention === asDecimal) return tidy(whole, fraction, text);
  if (convention === asGroup) return tidy(whole + fraction, '', text);
  if (sign === '.' && pointIsDecimal) return tidy(whole, fraction, text);
  return {
    ok: false,
    code: 'intake/number-ambiguous',
    values: { value: text, first: `${whole}.${fraction}`, second: `${whole}${fraction}` },
  };
}

const UNCLEAR =
  /约|大概|左右|上下|[余多](?=$|\D)|≈|±|^~|^(?:c|ca|approx|approximately|about|circa|roughly|some)\b\.?|\bapprox|\+$/i;
const AT_MOST =
  /^(?:<=|=<|≤|⩽|＜|<|不超过|不高于|不大于|至多|最多|小于|少于|低于|up to|at most|max\.?|less than|below|under)\s*/i;
const AT_LEAST =
  /^(?:>=|=>|≥|⩾|＞|>|不少于|不低于|不小于|至少|最少|大于|多于|高于|at least|min\.?|more than|above|over)\s*/i;
const MONEY_BEFORE = /^(US\$|HK\$|CN¥|JP¥|RMB|[$€£¥₩₹₽]|[A-Z]{3}(?=[\s\d]))\s*/;
const MONEY_AFTER =
  /\s*(US\$|RMB|[$€£¥₩₹₽]|人民币元?|美元|欧元|英镑|日元|韩元|港元|港币|卢布|元|円|(?<=[\s\d])[A-Z]{3})$/;
const RANGE =
  /^([\d.,'’ ]*\d(?:[eE][+-]?\d+)?)\s*%?\s*(?:–|—|−|-|~|至|到|to|\.{2,3}|…)\s*([\d.,][\d.,'’ ]*(?:[eE][+-]?\d+)?)$/i;

function bigger(a: string, b: string): boolean {
  const [wholeA = '', fractionA = ''] = a.split('.');
  const [wholeB = '', fractionB = ''] = b.split('.');
  if (wholeA.length !== wholeB.length) return wholeA.length > wholeB.length;
  if (wholeA !== wholeB) return wholeA > wholeB;
  const width = Math.max(fractionA.length, fractionB.length);
  return fractionA.padEnd(width, '0') > fractionB.padEnd(width, '0');
}

/** Is decimal text `a` greater than decimal text `b`? Exact. */
export const isGreater = bigger;

interface Marks {
  text: string;
  percent: boolean;
  currency?: string;
  unit?: string;
}

function stripMarks(raw: string): Marks {
  let text = narrow(raw);
  const marks: Omit<Marks, 'text'> = { percent: false };
  if (/(?:[%％]|百分号)$/.test(text)) {
    marks.percent = true;
    text = text.replace(/\s*[%％]$/, '');
  }
  const money = MONEY_BEFORE.exec(text) ?? MONEY_AFTER.exec(text);
  if (money !== null) {
    const code = currencyCode(money[1] ?? '');
    const known = code !== undefined || /[$¥]/.test(money[1] ?? '');
    if (known) {
      text = money.index === 0 ? text.slice(money[0].length) : text.slice(0, money.index);
      if (code !== undefined) marks.currency = code;
    }
  }
  const unit = /^(.*?\d)\s*([A-Za-zµμ个件台套只千克公吨斤升][A-Za-z²³克吨斤升]{0,9}\.?)$/.exec(text);
  if (unit !== null && !/^[eE]\d*$/.test(unit[2] ?? '')) {
    marks.unit = unit[2] ?? '';
    text = unit[1] ?? '';
  }
  return { ...marks, text: text.trim() };
}

/**
 * A number as people write it → exact decimal text, or a range. Thousands and decimals in either convention, spaces
 * and apostrophes, full-width digits, currency signs, units, percent, `0.05–0.2`, `<=0.09`, `≥5`, `1E-3`.
 * Raises `intake/not-a-number`, `-ambiguous`, `-unclear`, `-too-long`, `intake/negative-number`, `intake/range-reversed`.
 * @example readNumber('1.234,56') // { ok: true, value: '1234.56', percent: false }
 */
export function readNumber(raw: string, options: NumberOptions = {}): NumberReading {
  const shown = raw.trim();
  const fail = (code: ProblemCode, values: Record<string, string | number> = {}): NumberReading => ({
    ok: false,
    code,
    values: { value: shown, ...values },
  });
  if (raw.length > 1000) return fail('intake/number-too-long', { limit: MAX_DIGITS - 1 });
  const narrowed = narrow(raw);
  if (UNCLEAR.test(narrowed)) return fail('intake/number-unclear');

  const bound = AT_MOST.exec(narrowed) ?? AT_LEAST.exec(narrowed);
  const marks = stripMarks(bound === null ? raw : narrowed.slice(bound[0].length));
  const { text, ...beside } = marks;
  if (/^(?:[-−–]\s*\d|\(\s*\d.*\)$)/.test(text)) return fail('intake/negative-number');
  // A sign before the currency: -€5.
  if (/^[-−–]/.test(narrowed) && /\d/.test(text)) return fail('intake/negative-number');

  const range = bound === null ? RANGE.exec(text) : null;
  if (range !== null) {
    const low = readDecimal((range[1] ?? '').trim(), options);
    const high = readDecimal((range[2] ?? '').trim(), options);
    if (!low.ok) return fail(low.code, low.values);
    if (!high.ok) return fail(high.code, high.values);
    if (bigger(low.value, high.value)) return fail('intake/range-reversed', { first: low.value, second: high.value });
    return { ok: true, value: { min: low.value, max: high.value }, ...beside };
  }
  const one = readDecimal(text.replace(/^\+\s*/, ''), options);
  if (!one.ok) return fail(one.code, { ...one.values, value: shown });
  if (bound === null) return { ok: true, value: one.value, ...beside };
  return { ok: true, value: AT_MOST.test(narrowed) ? { max: one.value } : { min: one.value }, ...beside };
}

/** Which convention one value shows beyond doubt; undefined when it fits both. @example conventionShownBy('0,30') // 'comma' */
export function conventionShownBy(raw: string): Convention | undefined {
  if (raw.length > 200) return undefined;
  const narrowed = narrow(raw);
  const bound = AT_MOST.exec(narrowed) ?? AT_LEAST.exec(narrowed);
  const { text } = stripMarks(bound === null ? raw : narrowed.slice(bound[0].length));
  const range = RANGE.exec(text);
  const parts = range === null ? [text] : [(range[1] ?? '').trim(), (range[2] ?? '').trim()];
  let shown: Convention | undefined;
  for (const part of parts) {
    const one = readDecimal(part, { pointIsDecimal: false });
    if (one.ok && one.shows !== undefined) {
      if (shown !== undefined && shown !== one.shows) return undefined;
      shown = one.shows;
    }
  }
  return shown;
}

/** The convention of a column: what its values show, if they agree. */
export function conventionOf(values: Iterable<string>): Convention | undefined {
  let shown: Convention | undefined;
  for (const value of values) {
    const one = conventionShownBy(value);
    if (one === undefined) continue;
    if (shown !== undefined && shown !== one) return undefined;
    shown = one;
  }
  return shown;
}
