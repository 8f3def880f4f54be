/** The scripts that names are told apart by; `other` is a letter of any further one, `none` is no letter. */
export type Script =
  | 'Latin'
  | 'Cyrillic'
  | 'Greek'
  | 'Han'
  | 'Kana'
  | 'Hangul'
  | 'Arabic'
  | 'Hebrew'
  | 'other'
  | 'none';

const PATTERNS: readonly (readonly [Script, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Han', /\p{Script=Han}/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['other', /\p{L}/u],
];

/**
 * Which script is this character of? Digits, marks and punctuation have none.
 * @example scriptOf('海') // 'Han'
 */
export function scriptOf(char: string): Script {
  const code = char.charCodeAt(0);
  if (code < 0x80) return (code | 0x20) >= 97 && (code | 0x20) <= 122 ? 'Latin' : 'none';
  if (code >= 0x4e00 && code <= 0x9fff) return 'Han';
  return PATTERNS.find(([, pattern]) => pattern.test(char))?.[0] ?? 'none';
}

/**
 * Which scripts does a text use?
 * @example [...scriptsIn('TDK株式会社')] // ['Latin', 'Han']
 */
export function scriptsIn(text: string): ReadonlySet<Script> {
  const found = new Set([...text].map(scriptOf));
  found.delete('none');
  return found;
}

/** Scripts that write few vowels or none: their words are compared by consonants. */
export const isVowelless = (script: Script) => script === 'Arabic' || script === 'Hebrew' || script === 'other';
