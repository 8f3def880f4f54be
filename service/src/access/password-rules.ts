import { COMMON_PASSWORDS } from './common-passwords.ts';

/**
 * What a password must be, after NIST SP 800-63B (3.1.1): long enough and not easily guessed. No demand for digits, capitals or
 * signs, and no expiry: they make people choose worse.
 */
export const PASSWORD_RULES = { shortest: 12, longest: 200 } as const;

export interface PasswordProblem {
  readonly zh: string;
  readonly en: string;
}

/**
 * Why can this not be a password? undefined = it can.
 * @param context words that an attacker knows: the person's name and e-mail, the organisation's name
 * @example passwordProblem('password1234', []) // { en: 'This password is too easily guessed: …' }
 */
export function passwordProblem(password: string, context: readonly string[]): PasswordProblem | undefined {
  const signs = [...password.normalize('NFKC')];
  if (signs.length < PASSWORD_RULES.shortest)
    return {
      zh: `密码至少须有${PASSWORD_RULES.shortest}个字符。`,
      en: `A password has at least ${PASSWORD_RULES.shortest} characters.`,
    };
  if (signs.length > PASSWORD_RULES.longest)
    return {
      zh: `密码至多${PASSWORD_RULES.longest}个字符。`,
      en: `A password has at most ${PASSWORD_RULES.longest} characters.`,
    };
  const text = signs.join('').toLowerCase();
  if (leftOver(text, knownWords(context)).length >= ENOUGH) return undefined;
  return {
    zh: '该密码过于容易猜到：仅由常见密码、您的姓名或邮箱、重复或连续的字符组成。',
    en: 'This password is too easily guessed: it is made of common passwords, your name or e-mail, or a run of characters.',
  };
}

/** So many signs must be left when everything that is guessed first is taken away. */
const ENOUGH = 4;

/** What remains of a password without known words, repeats and runs. */
function leftOver(text: string, words: readonly string[]): string {
  const once = withoutWords(text, words);
  // Spelt plainly or with 0 for o and the like, whichever leaves less.
  const spellings = [once, withoutWords(unleet(once), words), withoutWords(unleet(text), words)].map(withoutRuns);
  return spellings.reduce((shortest, each) => (each.length < shortest.length ? each : shortest));
}

function withoutWords(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, ' ');
  return rest.replaceAll(' ', '');
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** Keeps one sign of a repeat (`aaaa`, `abcabcabc`) and of a run along the alphabet, the digits or a keyboard row. */
function withoutRuns(text: string): string {
  let rest = text.replace(/(.{1,6}?)\1+/gu, (_, unit: string) => unit);
  for (let at = 0; at + 3 < rest.length; ) {
    const end = runEnd(rest, at);
    if (end - at >= 4) rest = rest.slice(0, at + 1) + rest.slice(end);
    else at++;
  }
  return rest;
}

function runEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && RUNS.some((row) => row.includes(text.slice(at, end + 1)))) end++;
  return end;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const unleet = (text: string): string => text.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign);

/** Longest first, so that a longer word is not cut up by a shorter one. */
function knownWords(context: readonly string[]): string[] {
  const own = ['ytterby', ...context].flatMap((words) =>
    words
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  return [...COMMON_PASSWORDS, ...own.filter((word) => word.length >= 3 || /\p{Script=Han}/u.test(word))].sort(
    (a, b) => b.length - a.length,
  );
}
