import { latinLetters } from './latin-letters.ts';

/**
 * The words of a text in Latin letters: lower case, accents and apostrophes gone, hyphens and slashes divide,
 * abbreviated initials are one word. `&` becomes `and`.
 * @example wordsOf("Deutsche Bank's (Schweiz) A.G.") // ['deutsche', 'bank', 'schweiz', 'ag']
 * @example wordsOf('Sp. z o.o.') // ['sp', 'z', 'oo']
 */
export function wordsOf(text: string): string[] {
  const letters = latinLetters(text)
    .replace(/(?<=[a-z]{2})'s(?![a-z])/g, '')
    .replace(/'/g, '')
    .replace(/[&+]/g, ' and ');
  const words: string[] = [];
  for (const piece of letters.split(/[^a-z0-9.]+/)) {
    if (piece === '') continue;
    if (!piece.includes('.')) {
      words.push(piece);
      continue;
    }
    // a.b.c is an abbreviation; ges.m.b.h too; amazon.com is two words.
    const parts = piece.split('.').filter((part) => part !== '');
    const singles = parts.filter((part) => part.length === 1).length;
    if (singles === parts.length || (singles >= 2 && parts.every((part) => part.length <= 3))) {
      if (parts.length > 0) words.push(parts.join(''));
      continue;
    }
    let run = '';
    for (const part of parts) {
      if (part.length === 1) {
        run += part;
        continue;
      }
      if (run !== '') words.push(run);
      run = '';
      words.push(part);
    }
    if (run !== '') words.push(run);
  }
  return words;
}

/**
 * Single letters in a row are one word, as in the names of firms.
 * @example joinInitials(['u', 's', 'a', 'steel']) // ['usa', 'steel']
 */
export function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run = '';
  for (const word of words) {
    if (word.length === 1 && word >= 'a') {
      run += word;
      continue;
    }
    if (run !== '') joined.push(run);
    run = '';
    joined.push(word);
  }
  if (run !== '') joined.push(run);
  return joined;
}
