/**
 * An exact fraction: whole number `n` over positive whole number `d`, of any length; no float is ever involved. It is not
 * kept in lowest terms (2/10 may stay 2/10), so compare with `compare`, never field by field. The decimals that facts are
 * written in keep powers of ten below the line, which add without a greatest common divisor: a roll-up over 100,000 parts
 * took 4.4 s with a library that reduces after every step and a small part of that without.
 */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** 0, exactly. */
export const ZERO: Rational = { n: 0n, d: 1n };
/** 1, exactly. */
export const ONE: Rational = { n: 1n, d: 1n };

/** The same number in lowest terms (Euclid, Elements VII.2). Cost: two divisions for each bit, at worst. @example lowestTerms({ n: 2n, d: 10n }) // 1/5 */
export function lowestTerms(a: Rational): Rational {
  let [x, y] = [a.n < 0n ? -a.n : a.n, a.d];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 1n ? a : { n: a.n / x, d: a.d / x };
}

/** The least number that both divide. @example commonMultiple(4n, 6n) // 12n */
export function commonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return a * (b / x);
}

const DECIMAL = /^\s*(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?\s*$/;
const RATIO = /^\s*(-?[0-9]+)\s*\/\s*([0-9]+)\s*$/;

/**
 * Which number does this text say? Decimal text and JSON numbers are read by the digits they print, `p/q` as a ratio.
 * Nothing is rounded. Text that says no number (also `p/0`, `NaN`) gives `undefined`; nothing is thrown.
 * @example parseRational('0.30') // 3/10
 * @example parseRational(0.1) // 1/10: the digits printed, not the binary float
 * @example parseRational('1/1000') // 1/1000
 */
export function parseRational(said: string | number): Rational | undefined {
  const text = typeof said === 'number' ? String(said) : said;
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    const [, sign, whole = '', part = '', exponent = '0'] = decimal;
    const places = part.replace(/0+$/, '');
    const digits = BigInt(whole + places) * (sign === '-' ? -1n : 1n);
    const power = Number(exponent) - places.length;
    return power >= 0 ? { n: digits * 10n ** BigInt(power), d: 1n } : { n: digits, d: 10n ** BigInt(-power) };
  }
  const ratio = RATIO.exec(text);
  if (!ratio) return undefined;
  const below = BigInt(ratio[2] ?? '0');
  return below === 0n ? undefined : lowestTerms({ n: BigInt(ratio[1] ?? '0'), d: below });
}

/**
 * The number that this text of our own writing says: for constants. Text that says no number is our bug and throws.
 * @example rational('1/1000')
 */
export function rational(text: string | number): Rational {
  const value = parseRational(text);
  if (value === undefined) throw new Error(`not a number: ${text}`);
  return value;
}

/** The sum, exact. @example add(1/10, 2/10) // 3/10 */
export function add(a: Rational, b: Rational): Rational {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d > b.d) {
    if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  } else if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return lowestTerms({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

/** The difference, exact; it may be negative. @example subtract(1/10, 3/10) // -1/5 */
export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { n: -b.n, d: b.d });
}

/** The product, exact. @example multiply(3/2, 1/3) // 1/2 */
export function multiply(a: Rational, b: Rational): Rational {
  if (a.n === 0n || b.n === 0n) return ZERO;
  if (b.n === 1n && b.d === 1n) return a;
  if (a.n === 1n && a.d === 1n) return b;
  return { n: a.n * b.n, d: a.d * b.d };
}

/** The quotient, exact. Division by zero is a bug of the caller and throws. @example divide(3, 4) // 3/4 */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new Error('division by zero');
  if (a.n === 0n) return ZERO;
  return lowestTerms(b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: a.d * -b.n });
}

/** Negative, zero or positive as `a` is below, at or above `b`. Exact. @example compare(1/3, 0.333) // positive */
export function compare(a: Rational, b: Rational): number {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Is this number zero? @example isZero(rational('0.0')) // true */
export function isZero(a: Rational): boolean {
  return a.n === 0n;
}

/** The smaller of two numbers. */
export function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

/** The larger of two numbers. */
export function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

/** To which side a printed number is rounded: towards zero, away from zero, or to the nearest (a half goes up). */
export type Rounding = 'down' | 'up' | 'half-up';

/**
 * How is this number printed with so many decimal places? For people only: a rounded number never enters a verdict.
 * Trailing zeros stay, so the number of places shows.
 * @example decimalText(rational('2/3'), 4, 'half-up') // '0.6667'
 * @example decimalText(rational('2/3'), 4, 'down') // '0.6666'
 */
export function decimalText(a: Rational, places: number, rounding: Rounding): string {
  const scaled = (a.n < 0n ? -a.n : a.n) * 10n ** BigInt(places);
  let whole = scaled / a.d;
  const rest = scaled % a.d;
  if (rest !== 0n && (rounding === 'up' || (rounding === 'half-up' && rest * 2n >= a.d))) whole += 1n;
  const digits = whole.toString().padStart(places + 1, '0');
  const sign = a.n < 0n && whole !== 0n ? '-' : '';
  return sign + (places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`);
}

/**
 * The number as exact text for JSON: a decimal where it ends within 60 places, else `p/q`. `parseRational` reads it back
 * to the same number.
 * @example rationalText(rational('1/8')) // '0.125'
 * @example rationalText(rational('1/3')) // '1/3'
 */
export function rationalText(said: Rational): string {
  const a = lowestTerms(said);
  let rest = a.d;
  let twos = 0;
  let fives = 0;
  while (rest % 10n === 0n) [rest, twos, fives] = [rest / 10n, twos + 1, fives + 1];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  const places = Math.max(twos, fives);
  if (rest === 1n && places <= 60) return decimalText(a, places, 'down');
  return `${a.n}/${a.d}`;
}

/**
 * Of all fractions within these ends, which are not negative, the one with the smallest denominator (and then the smallest):
 * the ends' continued fractions as far as they agree (R. L. Graham, D. E. Knuth, O. Patashnik, Concrete Mathematics, section 4.5).
 * Cost: two divisions for every step of Euclid's algorithm on the narrower end.
 * @example simplestBetween(0.3333, 0.3334) // 1/3
 */
export function simplestBetween(lo: Rational, hi: Rational): Rational {
  let [a, b, c, d] = [lo.n, lo.d, hi.n, hi.d];
  let [n, before, below, belowBefore] = [1n, 0n, 0n, 1n];
  for (;;) {
    const down = a / b;
    const isWhole = down * b === a;
    const part = isWhole ? down : down + 1n;
    if (part * d <= c) return { n: part * n + before, d: part * below + belowBefore };
    [n, before] = [down * n + before, n];
    [below, belowBefore] = [down * below + belowBefore, below];
    // What is left of both, turned over: the ends change places.
    [a, b, c, d] = [d, c - down * d, b, a - down * b];
  }
}

/** Does this number carry more than about 308 digits above or below the line? @example isEnormous(ONE) // false */
export function isEnormous(a: Rational): boolean {
  return a.d > ENORMOUS || a.n > ENORMOUS;
}
const ENORMOUS = 1n << 1024n;

/**
 * The nearest number with at least so many significant decimal digits that is not above (`down`) or not below (`up`) this
 * one. For numbers that are not negative. Used to keep enormous fractions affordable; the error is at most one part in
 * 10^(digits - 1).
 * @example roundSignificant(rational('2/3'), 4, 'down') // between 0.6666 and 2/3, a decimal
 */
export function roundSignificant(a: Rational, digits: number, towards: 'down' | 'up'): Rational {
  if (a.n === 0n) return a;
  // 16^size < a < 16^(size + 2); 16^size >= 10^ten.
  const size = a.n.toString(16).length - a.d.toString(16).length - 1;
  const ten = Math.floor(size * Math.log10(16));
  const places = digits - ten;
  const [n, d] = places >= 0 ? [a.n * 10n ** BigInt(places), a.d] : [a.n, a.d * 10n ** BigInt(-places)];
  let whole = n / d;
  if (towards === 'up' && whole * d !== n) whole += 1n;
  return places >= 0 ? { n: whole, d: 10n ** BigInt(places) } : { n: whole * 10n ** BigInt(-places), d: 1n };
}
