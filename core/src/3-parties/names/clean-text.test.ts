import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('cleanText', () => {
  test.for([
    ['full-width letters', 'ＴＤＫ　Ｃｏｒｐ', 'TDK Corp', []],
    ['zero-width characters', 'T\u200bD\u200dK\ufeff', 'TDK', ['invisible-characters']],
    ['a soft hyphen', 'Lock\u00adheed', 'Lockheed', ['invisible-characters']],
    ['right-to-left marks', '\u202eTDK\u202c', 'TDK', ['direction-marks']],
    ['a Cyrillic о in a Latin word', 'L\u043eckheed', 'Lockheed', ['look-alike-letters']],
    ['a Latin o in a Cyrillic word beside Latin ones', 'Лукoйл TDK', 'Лукойл TDK', ['look-alike-letters']],
    ['Cyrillic capitals that look Latin beside a Latin word', 'НТС Corp', 'HTC Corp', ['look-alike-letters']],
    ['a Cyrillic name', 'ООО «Лукойл»', 'ООО «Лукойл»', []],
    ['a lone surrogate', 'TDK \ud83d', 'TDK', ['broken-characters']],
    ['marks piled up', `a${'\u0301'.repeat(50)}b`, 'á\u0301\u0301\u0301\u0301b', ['piled-up-marks']],
    ['control characters', 'TDK\u0000\u0007 Corp', 'TDK Corp', ['invisible-characters']],
    ['a squared company sign', '㈱東金', '(株)東金', []],
  ] as const)('repairs %s', ([, name, text, notes]) => {
    expect(cleanText(name)).toEqual({ text, notes });
  });

  test('reads no more than 400 characters, and says so', () => {
    const { text, notes } = cleanText('Long name '.repeat(10_000));
    expect(text.length).toBeLessThanOrEqual(400);
    expect(notes).toContain('cut-short');
  });

  test('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const once = cleanText(name).text;
        expect(cleanText(once).text).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});
