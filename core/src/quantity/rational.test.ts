import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimalText,
  divide,
  isEnormous,
  multiply,
  ONE,
  parseRational,
  rational,
  rationalText,
  roundSignificant,
  subtract,
  ZERO,
} from './rational.ts';

const RUNS = { numRuns: Number(process.env.YTTERBY_RUNS ?? 1000) };
const any = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => ({ n, d }));

describe('reading a number', () => {
  it.each([
    ['0.30', '0.3'],
    [' 12 ', '12'],
    ['1/1000', '0.001'],
    ['1/3', '1/3'],
    ['007.50', '7.5'],
    ['-0.5', '-0.5'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [1e21, `1${'0'.repeat(21)}`],
    ['3/6', '0.5'],
  ])('reads %s by its digits as %s', (said, text) => {
    expect(rationalText(rational(said))).toBe(text);
  });

  it.each(['', 'abc', '1/0', '1.', '.5', '0x10', '1,5', Number.NaN, Number.POSITIVE_INFINITY, '0.(3)'])(
    'does not read %s as a number',
    (said) => {
      expect(parseRational(said)).toBeUndefined();
      expect(() => rational(said)).toThrow('not a number');
    },
  );

  it('reads back what it prints, whatever the number', () => {
    fc.assert(
      fc.property(any, (a) => {
        expect(compare(rational(rationalText(a)), a)).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('exact arithmetic', () => {
  it('adds a tenth and two tenths to three tenths', () => {
    expect(compare(add(rational('0.1'), rational('0.2')), rational('0.3'))).toBe(0);
  });

  it('keeps the laws of a field, whatever the numbers', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(compare(add(a, b), add(b, a))).toBe(0);
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0);
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
      }),
      RUNS,
    );
  });

  it('refuses to divide by zero', () => {
    expect(() => divide(ONE, ZERO)).toThrow('division by zero');
  });
});

describe('printing a number', () => {
  it.each([
    ['2/3', 4, 'half-up', '0.6667'],
    ['2/3', 4, 'down', '0.6666'],
    ['0.00005', 4, 'half-up', '0.0001'],
    ['0.00005', 4, 'down', '0.0000'],
    ['0.00001', 4, 'up', '0.0001'],
    ['-2/3', 2, 'half-up', '-0.67'],
    ['12', 0, 'half-up', '12'],
    ['0.5', 0, 'half-up', '1'],
  ] as const)('prints %s with %i places, rounded %s, as %s', (said, places, rounding, text) => {
    expect(decimalText(rational(said), places, rounding)).toBe(text);
  });
});

it('rounds enormous numbers to the stated side, by less than one part in 10^(digits - 1)', () => {
  const positive = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 60n }), fc.bigInt({ min: 1n, max: 10n ** 60n }));
  fc.assert(
    fc.property(positive, fc.integer({ min: 2, max: 30 }), ([n, d], digits) => {
      const [low, high] = [roundSignificant({ n, d }, digits, 'down'), roundSignificant({ n, d }, digits, 'up')];
      expect(compare(low, { n, d })).toBeLessThanOrEqual(0);
      expect(compare(high, { n, d })).toBeGreaterThanOrEqual(0);
      const error = divide(subtract(high, low), { n, d });
      expect(compare(error, { n: 1n, d: 10n ** BigInt(digits - 1) })).toBeLessThanOrEqual(0);
    }),
    RUNS,
  );
  expect(isEnormous({ n: 1n, d: 10n ** 300n })).toBe(false);
  expect(isEnormous({ n: 1n, d: 10n ** 310n })).toBe(true);
});
