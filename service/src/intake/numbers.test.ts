import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventionOf, readNumber } from './numbers.ts';

const numRuns = Number(process.env['YTTERBY_RUNS'] ?? 1000);

describe('readNumber', () => {
  it.each([
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1 234,5', '1234.5'],
    ["1'234.5", '1234.5'],
    ['１２．５', '12.5'],
    ['0,30', '0.30'],
    ['1.234.567', '1234567'],
    ['1E-3', '0.001'],
    ['2.5e3', '2500'],
    ['.5', '0.5'],
    ['007', '7'],
  ])('reads %s as %s', (text, value) => expect(readNumber(text)).toMatchObject({ ok: true, value }));

  it.each([
    ['0.05–0.2', { min: '0.05', max: '0.2' }],
    ['5-10', { min: '5', max: '10' }],
    ['<=0.09', { max: '0.09' }],
    ['≥5', { min: '5' }],
    ['不超过5', { max: '5' }],
  ])('reads the range %s', (text, value) => expect(readNumber(text)).toMatchObject({ ok: true, value }));

  it.each([
    ['€ 5', 'EUR'],
    ['5 元', 'CNY'],
    ['USD 1,234.50', 'USD'],
    ['$5', undefined],
  ])('takes the currency of %s', (text, currency) => {
    const reading = readNumber(text);
    expect(reading.ok && reading.currency).toBe(currency);
  });

  it.each([
    ['1,234', 'intake/number-ambiguous'],
    ['约5', 'intake/number-unclear'],
    ['approx. 5', 'intake/number-unclear'],
    ['-5', 'intake/negative-number'],
    ['(5)', 'intake/negative-number'],
    ['−€5', 'intake/negative-number'],
    ['Infinity', 'intake/not-a-number'],
    ['NaN', 'intake/not-a-number'],
    ['0x10', 'intake/not-a-number'],
    ['10²', 'intake/not-a-number'],
    ['12,34,567', 'intake/not-a-number'],
    ['1E902', 'intake/number-too-long'],
    ['9'.repeat(200), 'intake/number-too-long'],
    ['0.2–0.05', 'intake/range-reversed'],
  ])('refuses %s', (text, code) => expect(readNumber(text)).toMatchObject({ ok: false, code }));

  it('decides 1,234 and 1.234 by the convention of the column', () => {
    expect(conventionOf(['1,234', '0,30'])).toBe('comma');
    expect(conventionOf(['1,234', '0.30'])).toBe('point');
    expect(conventionOf(['0,30', '0.30'])).toBeUndefined();
    expect(readNumber('1,234', { convention: 'comma' })).toMatchObject({ value: '1.234' });
    expect(readNumber('1,234', { convention: 'point' })).toMatchObject({ value: '1234' });
    expect(readNumber('1.234', { convention: 'comma' })).toMatchObject({ value: '1234' });
    expect(readNumber('1.234', { pointIsDecimal: false })).toMatchObject({ code: 'intake/number-ambiguous' });
  });

  it('gives back every decimal written in either convention', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(
        digits,
        fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 12 }),
        fc.constantFrom('point', 'comma', 'space'),
        (whole, fraction, style) => {
          const sign = style === 'point' ? ',' : style === 'comma' ? '.' : ' ';
          const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, sign);
          const text = `${grouped}${style === 'point' ? '.' : ','}${fraction}`;
          const convention = style === 'point' ? 'point' : 'comma';
          expect(readNumber(text, { convention })).toMatchObject({ ok: true, value: `${whole}.${fraction}` });
        },
      ),
      { numRuns },
    );
  });

  it('gives back every double by its digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-30, max: 1e40, noNaN: true }), (number) => {
        const reading = readNumber(String(number), { convention: 'point' });
        expect(reading.ok && typeof reading.value === 'string' && Number(reading.value)).toBe(number);
      }),
      { numRuns },
    );
  });
});
