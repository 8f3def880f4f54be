import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANYTHING,
  addIntervals,
  atLeast,
  boundDigits,
  divideByPositive,
  hull,
  type Interval,
  intervalText,
  isPoint,
  isWithin,
  multiplyIntervals,
  NOTHING,
  point,
  sameInterval,
} from './interval.ts';
import { add, divide, multiply, type Rational, rational } from './rational.ts';

const RUNS = { numRuns: Number(process.env.YTTERBY_RUNS ?? 1000) };
const number = fc.integer({ min: 0, max: 10_000 }).map((n): Rational => ({ n: BigInt(n), d: 1000n }));
/** An interval with a number in it, and a narrower interval in between. */
const around = fc.tuple(number, number, number, number, number, fc.boolean()).map(([at, a, b, c, d, isEndless]) => {
  const below = (by: Rational, from: Rational): Rational =>
    from.n > by.n ? { n: from.n - by.n, d: 1000n } : { n: 0n, d: 1000n };
  const lo = below(a, at);
  const hi = add(at, b);
  return { at, narrow: { lo, hi }, wide: { lo: below(c, lo), hi: isEndless ? null : add(hi, d) } };
});
const between = (lo: string, hi: string | null): Interval => ({
  lo: rational(lo),
  hi: hi === null ? null : rational(hi),
});

describe('interval arithmetic', () => {
  it.each([
    ['sum', addIntervals(between('1', '2'), between('3', null)), { lo: '4', hi: null }],
    ['product', multiplyIntervals(between('2', '3'), between('0.5', '4')), { lo: '1', hi: '12' }],
    ['nothing times anything', multiplyIntervals(NOTHING, ANYTHING), { lo: '0', hi: '0' }],
    ['quotient', divideByPositive(between('1', '2'), between('4', '8')), { lo: '0.125', hi: '0.5' }],
    [
      'quotient by what may be near 0',
      divideByPositive(between('1', '2'), between('0', '4')),
      { lo: '0.25', hi: null },
    ],
    ['quotient by anything', divideByPositive(between('1', '2'), ANYTHING), { lo: '0', hi: null }],
    ['nothing of anything', divideByPositive(NOTHING, ANYTHING), { lo: '0', hi: '0' }],
    ['hull', hull(between('1', '2'), between('4', '5')), { lo: '1', hi: '5' }],
  ])('knows the %s', (_, interval, text) => {
    expect(intervalText(interval)).toEqual(text);
  });

  it('encloses the true result, and narrower input never gives wider output', () => {
    fc.assert(
      fc.property(around, around, (a, b) => {
        for (const [onIntervals, onNumbers] of [
          [addIntervals, add],
          [multiplyIntervals, multiply],
          [divideByPositive, divide],
        ] as const) {
          if (onNumbers === divide && (b.at.n === 0n || b.narrow.hi.n === 0n)) continue;
          const [narrow, wide] = [onIntervals(a.narrow, b.narrow), onIntervals(a.wide, b.wide)];
          expect(isWithin(point(onNumbers(a.at, b.at)), narrow)).toBe(true);
          expect(isWithin(narrow, wide)).toBe(true);
        }
        expect(isWithin(a.narrow, hull(a.narrow, b.narrow))).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('the threshold', () => {
  const threshold = rational('1/1000');
  it.each([
    ['0.000999', '0.000999', 'not-met'],
    ['0.001', '0.001', 'met'],
    ['0.0010000001', '0.0010000001', 'met'],
    ['0', '0.001', 'unknown'],
    ['0.0005', '0.000999', 'not-met'],
    ['0.001', null, 'met'],
    ['0.0009', null, 'unknown'],
  ] as const)('from %s to %s is %s', (lo, hi, verdict) => {
    expect(atLeast(between(lo, hi), threshold)).toBe(verdict);
  });
});

it('rounds enormous ends outwards only', () => {
  const enormous = { n: 10n ** 400n + 1n, d: 3n * 10n ** 400n };
  const bounded = boundDigits(point(enormous));
  expect(isPoint(bounded)).toBe(false);
  expect(isWithin(point(enormous), bounded)).toBe(true);
  const usual = point(rational('0.3'));
  expect(boundDigits(usual)).toBe(usual);
  expect(sameInterval(point(rational('0.5')), point({ n: 5n, d: 10n }))).toBe(true);
});
