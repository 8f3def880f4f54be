import type { Verdict } from '../finding.ts';
import {
  add,
  compare,
  divide,
  isEnormous,
  isZero,
  larger,
  multiply,
  ONE,
  type Rational,
  rationalText,
  roundSignificant,
  smaller,
  ZERO,
} from './rational.ts';

/**
 * Everything that a number may be: from `lo` to `hi`, both ends included, both exact and not negative; `hi: null` = no
 * upper limit is known. A known number has two equal ends. Every operation is sound: whatever the true numbers are within
 * the given intervals, the true result lies within the interval returned (R. E. Moore, R. B. Kearfott, M. J. Cloud,
 * Introduction to Interval Analysis, SIAM 2009, section 2.3). Narrower input never gives wider output.
 */
export interface Interval {
  readonly lo: Rational;
  readonly hi: Rational | null;
}

/** Exactly zero. */
export const NOTHING: Interval = { lo: ZERO, hi: ZERO };
/** Exactly one. */
export const EXACTLY_ONE: Interval = { lo: ONE, hi: ONE };
/** Wholly unknown, but not negative. */
export const ANYTHING: Interval = { lo: ZERO, hi: null };

/** The interval of one known number. @example point(rational('0.3')) // [3/10, 3/10] */
export function point(value: Rational): Interval {
  return { lo: value, hi: value };
}

/** Is the number known exactly? @example isPoint(ANYTHING) // false */
export function isPoint(a: Interval): boolean {
  return a.hi !== null && (a.hi === a.lo || compare(a.lo, a.hi) === 0);
}

/** Is the number known to be zero? */
export function isNothing(a: Interval): boolean {
  return a.hi !== null && isZero(a.hi);
}

/** Do two intervals have the same ends? */
export function sameInterval(a: Interval, b: Interval): boolean {
  if (a === b) return true;
  if (compare(a.lo, b.lo) !== 0) return false;
  return a.hi === null || b.hi === null ? a.hi === b.hi : compare(a.hi, b.hi) === 0;
}

/** Does every number of `inner` lie in `outer`? @example isWithin(point(ONE), ANYTHING) // true */
export function isWithin(inner: Interval, outer: Interval): boolean {
  if (compare(inner.lo, outer.lo) < 0) return false;
  return outer.hi === null || (inner.hi !== null && compare(inner.hi, outer.hi) <= 0);
}

/** What the sum may be. @example addIntervals([1, 2], [3, null]) // [4, null] */
export function addIntervals(a: Interval, b: Interval): Interval {
  if (isNothing(b)) return a;
  if (isNothing(a)) return b;
  const lo = add(a.lo, b.lo);
  if (a.hi === null || b.hi === null) return { lo, hi: null };
  return a.hi === a.lo && b.hi === b.lo ? { lo, hi: lo } : { lo, hi: add(a.hi, b.hi) };
}

/**
 * What the product may be. Nothing times a number without upper limit is nothing.
 * @example multiplyIntervals([2, 3], [0.5, null]) // [1, null]
 */
export function multiplyIntervals(a: Interval, b: Interval): Interval {
  if (isNothing(a) || isNothing(b)) return NOTHING;
  const lo = multiply(a.lo, b.lo);
  if (a.hi === null || b.hi === null) return { lo, hi: null };
  return a.hi === a.lo && b.hi === b.lo ? { lo, hi: lo } : { lo, hi: multiply(a.hi, b.hi) };
}

/**
 * What the quotient may be, when the divisor is positive though its lower end may be 0. Nothing divided is nothing. A
 * divisor of exactly zero breaks that promise; the answer is then wholly unknown.
 * @example divideByPositive([1, 2], [4, 8]) // [1/8, 1/2]
 * @example divideByPositive([1, 2], [0, null]) // [0, null]
 */
export function divideByPositive(a: Interval, b: Interval): Interval {
  if (isNothing(a)) return NOTHING;
  if (isNothing(b)) return ANYTHING;
  const lo = b.hi === null ? ZERO : divide(a.lo, b.hi);
  if (a.hi === null || isZero(b.lo)) return { lo, hi: null };
  return a.hi === a.lo && b.hi === b.lo ? { lo, hi: lo } : { lo, hi: divide(a.hi, b.lo) };
}

/** The smallest interval that holds both. @example hull([1, 2], [4, 5]) // [1, 5] */
export function hull(a: Interval, b: Interval): Interval {
  if (a === b) return a;
  return { lo: smaller(a.lo, b.lo), hi: a.hi === null || b.hi === null ? null : larger(a.hi, b.hi) };
}

/**
 * Is the number at least the threshold? The threshold itself is in. `unknown` when both answers are possible.
 * @example atLeast(point(rational('0.001')), rational('1/1000')) // 'met'
 * @example atLeast({ lo: rational('0.0005'), hi: rational('0.002') }, rational('1/1000')) // 'unknown'
 */
export function atLeast(a: Interval, threshold: Rational): Verdict {
  if (compare(a.lo, threshold) >= 0) return 'met';
  return a.hi !== null && compare(a.hi, threshold) < 0 ? 'not-met' : 'unknown';
}

/** Decimal digits kept when an enormous fraction is rounded outwards. */
export const KEPT_DIGITS = 80;

/**
 * The interval itself while its ends stay below about 308 digits; else the next wider one whose ends have 80 significant
 * digits: the lower end is rounded down, the upper end up. So a chain of 100,000 decimal quantities stays
 * affordable and sound. The same object comes back when nothing was rounded.
 */
export function boundDigits(a: Interval): Interval {
  if (!isEnormous(a.lo) && (a.hi === null || !isEnormous(a.hi))) return a;
  return {
    lo: roundSignificant(a.lo, KEPT_DIGITS, 'down'),
    hi: a.hi === null ? null : roundSignificant(a.hi, KEPT_DIGITS, 'up'),
  };
}

/** The interval as exact text for JSON. @example intervalText(ANYTHING) // { lo: '0', hi: null } */
export function intervalText(a: Interval): { lo: string; hi: string | null } {
  return { lo: rationalText(a.lo), hi: a.hi === null ? null : rationalText(a.hi) };
}
