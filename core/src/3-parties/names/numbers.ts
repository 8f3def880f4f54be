const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  fifth: '5',
  sixth: '6',
  seventh: '7',
  eighth: '8',
  ninth: '9',
  tenth: '10',
  eleventh: '11',
  twelfth: '12',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  primero: '1',
  primera: '1',
  segundo: '2',
  pervyy: '1',
  diyi: '1',
  daiichi: '1',
  erste: '1',
  premier: '1',
};
const ROMAN = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

/**
 * The number that a word of a firm's or ship's name stands for, as digits; undefined if it is none.
 * Roman numerals up to 39 count, single letters only when `last` says that they end the name.
 * @example numberOf('xiii', false) // '13'
 * @example numberOf('1st', false) // '1'
 */
export function numberOf(word: string, last: boolean): string | undefined {
  const digits = /^0*(\d+)(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits !== undefined) return digits;
  if (Object.hasOwn(ORDINALS, word)) return ORDINALS[word];
  // X, V, xi and vi are also words of other languages.
  if (!ROMAN.test(word) || (!last && (word.length === 1 || word === 'xi' || word === 'vi'))) return undefined;
  let total = 0;
  for (let at = 0; at < word.length; at += 1) {
    const value = ROMAN_DIGITS[word[at] as string] as number;
    total += value < (ROMAN_DIGITS[word[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return String(total);
}
