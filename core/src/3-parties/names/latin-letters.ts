import anyAscii from 'any-ascii';

/** The 19 initial and 21 vowel letters of Korean, as South Korea writes the sounds of names in passports. */
const HANGUL_INITIALS = 'k kk n t tt r m p pp s ss  j jj ch k t p h'.split(' ');
const HANGUL_VOWELS = 'a ae ya yae u e yu ye o wa wae oe yo u wu we wi yu u ui i'.split(' ');
const HANGUL_FINALS = ' k k k n n n t l k m p l l p l m p p t t ng t t k t p t'.split(' ');
const SURNAMES: Readonly<Record<string, string>> = {
  김: 'kim',
  이: 'lee',
  박: 'park',
  최: 'choi',
  정: 'jung',
  강: 'kang',
  조: 'cho',
  윤: 'yoon',
  장: 'jang',
  임: 'lim',
  한: 'han',
  오: 'oh',
  서: 'seo',
  신: 'shin',
  권: 'kwon',
  황: 'hwang',
  안: 'ahn',
  송: 'song',
  류: 'ryu',
  유: 'yoo',
  홍: 'hong',
  전: 'jeon',
  고: 'ko',
  문: 'moon',
  양: 'yang',
  손: 'son',
  배: 'bae',
  백: 'baek',
  허: 'hur',
  노: 'noh',
  리: 'ri',
  량: 'ryang',
  림: 'rim',
  련: 'ryon',
  심: 'shim',
  남: 'nam',
  하: 'ha',
  곽: 'kwak',
  성: 'sung',
  차: 'cha',
};

/**
 * A Korean word in Latin letters; a word of two to four syllables that starts with a family name is split after it.
 * @example koreanInLatin('이민호') // 'lee minho'
 */
export function koreanInLatin(word: string): string {
  const chars = [...word];
  const surname = chars.length >= 2 && chars.length <= 4 ? SURNAMES[chars[0] as string] : undefined;
  if (surname !== undefined) return `${surname} ${chars.slice(1).map(syllable).join('')}`;
  return chars.map(syllable).join('');
}

function syllable(char: string): string {
  const code = char.charCodeAt(0) - 0xac00;
  if (code < 0 || code >= 11172) return anyAscii(char);
  return [
    HANGUL_INITIALS[Math.floor(code / 588)],
    HANGUL_VOWELS[Math.floor(code / 28) % 21],
    HANGUL_FINALS[code % 28],
  ].join('');
}

/**
 * The text in a-z, 0-9 and ASCII punctuation, lower case; Han characters are not for here.
 * Letters without a Latin spelling disappear. Transliteration: any-ascii.
 * @example latinLetters('Лавров') // 'lavrov'
 * @example latinLetters('Société Générale') // 'societe generale'
 */
export function latinLetters(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  // Signs and emoji have names in any-ascii (:rocket:), which are no part of this one.
  const spelt = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{Z}&+`´]/gu, ' ');
  const korean = spelt.replace(/\p{Script=Hangul}+/gu, (word) => ` ${koreanInLatin(word)} `);
  // any-ascii writes the Arabic and Hebrew throat letters as ` and ', which would split words.
  return anyAscii(korean.replace(/[\u2018\u2019\u02bb-\u02bf\u2032`´]/gu, "'"))
    .replaceAll('`', '')
    .toLowerCase();
}
