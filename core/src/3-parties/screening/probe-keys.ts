import { variantsOf } from '../names/known-words.ts';
import type { NameWord } from '../names/name-form.ts';
import type { Term } from '../names/term.ts';

/** Salts, so that the same letters mean different things as a spelling and as a skeleton. */
const SPELT = 1;
const SKELETON = 2;
const SOUND = 8;
const MANDARIN = 3;
const VARIANT = 4;
const RUN = 5;
const CHARACTERS = 6;
const IDENTIFIER = 7;
const WHOLE = 9;

/** FNV-1a over UTF-16 units, 32 bits, leaving one unit out (`without` = -1 for none). */
function hash(text: string, salt: number, without = -1): number {
  let value = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at += 1) {
    if (at === without) continue;
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** What two words that share a key may have in common. */
export type ProbeKind = 'spelt' | 'one-letter' | 'sound' | 'near-sound' | 'name';

/**
 * The keys under which a spelling is filed and looked up. Two words share one if they are equal, if one letter was
 * added, lost, replaced or swapped, if their consonants sound alike but for one, if they are one Mandarin word in two
 * spellings, or variants of one given name. Sharing a key means "compare them", no more.
 */
export function probeKeys(
  { text, sound, skeleton, hasDigit, mandarin }: Term,
  add: (key: number, how: ProbeKind) => void,
): void {
  add(hash(text, SPELT), 'spelt');
  if (hasDigit && text.length < 6) return;
  if (text.length >= 4) {
    for (let at = 0; at < text.length && at < 24; at += 1) {
      // Leaving out either of two equal neighbours gives the same.
      if (at === 0 || text.charCodeAt(at) !== text.charCodeAt(at - 1)) add(hash(text, SPELT, at), 'one-letter');
    }
  }
  add(hash(sound, SOUND), 'sound');
  // Two consonants alone are shared by hundreds of words.
  if (skeleton.length >= 3) add(hash(skeleton, SKELETON), 'near-sound');
  if (skeleton.length >= 5) {
    for (let at = 1; at < skeleton.length && at < 12; at += 1) add(hash(skeleton, SKELETON, at), 'near-sound');
  }
  for (const key of mandarin) add(hash(key, MANDARIN), 'name');
  for (const group of variantsOf(text)) add(hash(String(group), VARIANT), 'name');
}

/** The keys of several words written as one: by spelling, and by sound. */
export function joinedProbeKeys(text: string, words: readonly Term[], add: (key: number) => void): void {
  add(hash(text, SPELT));
  const skeleton = runSkeleton(words);
  if (skeleton.length >= 3) add(hash(skeleton, SKELETON));
}

/** The skeleton of several words written as one. */
const runSkeleton = (words: readonly Term[]) =>
  words.reduce(
    (run, { skeleton }) =>
      run + (run !== '' && skeleton.length > 1 && skeleton.charCodeAt(0) === 97 ? skeleton.slice(1) : skeleton),
    '',
  );

/**
 * Keys that lead straight to whole names: two or three neighbouring words written as one (a legal form after them
 * included), pairs of Chinese characters, initials, and all words in any order.
 */
export function runKeys(words: readonly NameWord[], add: (key: number) => void): void {
  for (let at = 0; at < words.length; at += 1) {
    const { is, han, known } = words[at] as NameWord;
    if (han !== undefined && !known) {
      for (let char = 0; char + 1 < han.length; char += 1) add(hash(han.slice(char, char + 2), CHARACTERS));
    }
    if (is === 'form' || han !== undefined) continue;
    const { spelt, term } = words[at] as NameWord;
    const run = [spelt ?? term];
    let text = run[0]?.text ?? '';
    for (let next = at + 1; next < words.length && run.length < 3; next += 1) {
      const word = words[next] as NameWord;
      if (word.han !== undefined) break;
      run.push(word.spelt ?? word.term);
      text += (word.spelt ?? word.term).text;
      add(hash(text, RUN + 32));
      if (word.is === 'form') break;
      const skeleton = runSkeleton(run);
      if (skeleton.length >= 3) add(hash(skeleton, RUN));
    }
  }
  const initials = words
    .filter(({ is }) => is !== 'form' && is !== 'particle')
    .map(({ term, spelt }) => (spelt ?? term).text[0]);
  if (initials.length >= 3 && initials.length <= 8) add(acronymKey(initials.join('')));
  const all = words.map(({ term, spelt }) => (spelt ?? term).text);
  add(hash(all.sort().join(' '), WHOLE));
}

/** The keys under which a word finds names that it could be the joined form of: by letters, and by sound. */
export function joinedKeys({ text, skeleton }: Term, add: (key: number) => void): void {
  if (text.length >= 4) add(hash(text, RUN + 32));
  if (skeleton.length >= 3) add(hash(skeleton, RUN));
}
/** The key under which a word finds names whose initials it could be. */
export const acronymKey = (letters: string): number => hash(letters, RUN + 16);
/** The key of an identifier. */
export const identifierKey = (kind: string, bare: string): number => hash(`${kind} ${bare}`, IDENTIFIER);
