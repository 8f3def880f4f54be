import { Fraction } from 'fraction.js';

/**
 * An exact fraction of two whole numbers of any length, in lowest terms. No float is ever involved. The only module that
 * knows `fraction.js`; everything else uses the functions below.
 */
export type Rational = Fraction;

/** 0, exactly. */
export const ZERO: Rational = new Fraction(0n, 1n);
/** 1, exactly. */
export const ONE: Rational = new Fraction(1n, 1n);

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
    const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
    const power = Number(exponent) - part.length;
    return power >= 0 ? new Fraction(digits * 10n ** BigInt(power), 1n) : new Fraction(digits, 10n ** BigInt(-power));
  }
  const ratio = RATIO.exec(text);
  if (!ratio) return undefined;
  const below = BigInt(ratio[2] ?? '0');
  return below === 0n ? undefined : new Fraction(BigInt(ratio[1] ?? '0'), below);
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
  return b.n === 0n ? a : a.add(b);
}

/** The difference, exact; it may be negative. @example subtract(1/10, 3/10) // -1/5 */
export function subtract(a: Rational, b: Rational): Rational {
  return b.n === 0n ? a : a.sub(b);
}

/** The product, exact. @example multiply(3/2, 1/3) // 1/2 */
export function multiply(a: Rational, b: Rational): Rational {
  if (a.n === 0n || b.n === 0n) return ZERO;
  return a.mul(b);
}

/** The quotient, exact. Division by zero is a bug of the caller and throws. @example divide(3, 4) // 3/4 */
export function divide(a: Rational, b: Rational): Rational {
  return a.div(b);
}

/** Negative, zero or positive as `a` is below, at or above `b`. Exact. @example compare(1/3, 0.333) // positive */
export function compare(a: Rational, b: Rational): number {
  const difference = a.s * a.n * b.d - b.s * b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
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
  const scaled = a.n * 10n ** BigInt(places);
  let whole = scaled / a.d;
  const rest = scaled % a.d;
  if (rest !== 0n && (rounding === 'up' || (rounding === 'half-up' && rest * 2n >= a.d))) whole += 1n;
  const digits = whole.toString().padStart(places + 1, '0');
  const sign = a.s < 0n && whole !== 0n ? '-' : '';
  return sign + (places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`);
}

/**
 * The number as exact text for JSON: a decimal where it ends within 60 places, else `p/q`. `parseRational` reads it back
 * to the same number.
 * @example rationalText(rational('1/8')) // '0.125'
 * @example rationalText(rational('1/3')) // '1/3'
 */
export function rationalText(a: Rational): string {
  let rest = a.d;
  let twos = 0;
  let fives = 0;
  while (rest % 10n === 0n) [rest, twos, fives] = [rest / 10n, twos + 1, fives + 1];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  const places = Math.max(twos, fives);
  if (rest === 1n && places <= 60) return decimalText(a, places, 'down');
  return `${a.s < 0n ? '-' : ''}${a.n}/${a.d}`;
}

/** Does this number carry more than 154 digits above or below the line? @example isEnormous(ONE) // false */
export function isEnormous(a: Rational): boolean {
  return a.d > ENORMOUS || a.n > ENORMOUS;
}
const ENORMOUS = 1n << 512n;

/**
 * The nearest number with so many significant binary digits that is not above (`down`) or not below (`up`) this one. For
 * numbers that are not negative. Used to keep enormous fractions affordable; the error is at most one part in 2^(bits-1).
 * @example roundSignificant(rational('1/3'), 4, 'down') // 5/16, the largest below 1/3 with four binary digits
 */
export function roundSignificant(a: Rational, bits: number, towards: 'down' | 'up'): Rational {
  if (a.n === 0n) return a;
  // 16^(length - 1) <= x < 16^length, so that the quotient below keeps at least `bits` binary digits.
  const size = 4 * (a.n.toString(16).length - a.d.toString(16).length - 1);
  const shift = BigInt(Math.max(bits - size, 0)) - BigInt(Math.max(size - bits, 0));
  const [n, d] = shift >= 0n ? [a.n << shift, a.d] : [a.n, a.d << -shift];
  let whole = n / d;
  if (towards === 'up' && whole * d !== n) whole += 1n;
  return shift >= 0n ? new Fraction(whole, 1n << shift) : new Fraction(whole << -shift, 1n);
}
