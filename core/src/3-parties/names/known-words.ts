import { syllablesOf } from './chinese-reading.ts';
import { BUSINESS_WORDS, LEGAL_FORMS, PERSON_WORDS, PLACES } from './tables.generated.ts';
import { joinInitials, wordsOf } from './words.ts';

/** What a known word is, and under which word all its spellings and translations meet. */
export interface KnownWord {
  readonly is: 'form' | 'business' | 'place';
  readonly word: string;
  /** How many words of the name it covers. */
  readonly length: number;
  /** Its Chinese name in pinyin: other Chinese words may sound the same. */
  readonly pinyin?: true;
}

interface Phrase extends KnownWord {
  readonly words: readonly string[];
}

interface Known {
  /** By first word; longest phrases first. */
  readonly latin: ReadonlyMap<string, readonly Phrase[]>;
  readonly han: ReadonlyMap<string, KnownWord>;
  /** Pinyin → Chinese words of two characters and more that sound so. */
  readonly hanBySound: ReadonlyMap<string, readonly string[]>;
  readonly longestHan: number;
  readonly titles: ReadonlySet<string>;
  readonly particles: ReadonlySet<string>;
  /** Spelling → numbers of the groups of equal given names and surnames. */
  readonly given: ReadonlyMap<string, readonly number[]>;
}

const rows = (table: string): string[][] =>
  table
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
const cell = (text: string | undefined) => (text ?? '').split('|').filter((spelling) => spelling !== '');

let tables: Known | undefined;

/** The tables of reference/party-names, read once when first needed. */
function known(): Known {
  if (tables) return tables;
  const latin = new Map<string, Phrase[]>();
  const taken = new Set<string>();
  const han = new Map<string, KnownWord>();
  const addLatin = (words: readonly string[], is: KnownWord['is'], word: string, fromPinyin = false) => {
    const spelt = words.join(' ');
    if (spelt === '' || taken.has(`${is === 'form'} ${spelt}`)) return;
    taken.add(`${is === 'form'} ${spelt}`);
    const first = words[0] as string;
    const list = latin.get(first) ?? [];
    list.push({ is, word, words, length: words.length, ...(fromPinyin ? { pinyin: true } : {}) });
    latin.set(first, list);
  };
  const add = (spelling: string, is: KnownWord['is'], word: string) => {
    if (/\p{Script=Han}/u.test(spelling)) {
      if (!han.has(spelling)) han.set(spelling, { is, word, length: [...spelling].length });
      return;
    }
    addLatin(joinInitials(wordsOf(spelling).filter((part) => part !== 'and')), is, word);
  };
  // The first that claims a spelling keeps it: places before business words, both before pinyin.
  for (const [, , place = '', chinese, spellings] of rows(PLACES))
    for (const spelling of [place, ...cell(chinese), ...cell(spellings)]) add(spelling, 'place', place);
  for (const [word = '', chinese, spellings] of rows(BUSINESS_WORDS))
    for (const spelling of [word, ...cell(chinese), ...cell(spellings)]) add(spelling, 'business', word);
  for (const [form = '', spelling = ''] of rows(LEGAL_FORMS)) add(spelling, 'form', form);
  const hanBySound = new Map<string, string[]>();
  // Where pinyin is one for two words, what a firm does is likelier than where it is.
  const businessFirst = [...han].sort(([, a], [, b]) => Number(a.is === 'place') - Number(b.is === 'place'));
  for (const [characters, { is, word, length }] of businessFirst) {
    if (length < 2 || !/^\p{Script=Han}+$/u.test(characters)) continue;
    const syllables = syllablesOf(characters);
    const sound = syllables.join(' ');
    hanBySound.set(sound, [...(hanBySound.get(sound) ?? []), characters]);
    if (is === 'place' && /[市省]$/.test(characters)) continue;
    addLatin([syllables.join('')], is, word, true);
    addLatin(syllables, is, word, true);
  }
  for (const list of latin.values()) list.sort((a, b) => b.length - a.length);
  const titles = new Set<string>();
  const particles = new Set<string>();
  const given = new Map<string, number[]>();
  rows(PERSON_WORDS).forEach(([kind, word = '', spellings], group) => {
    for (const spelling of [word, ...cell(spellings)].flatMap((text) => wordsOf(text).join(''))) {
      if (kind === 'title') titles.add(spelling);
      else if (kind === 'particle') particles.add(spelling);
      else given.set(spelling, [...new Set([...(given.get(spelling) ?? []), group])]);
    }
  });
  const longestHan = Math.max(...[...han.keys()].map((characters) => characters.length));
  tables = { latin, han, hanBySound, longestHan, titles, particles, given };
  return tables;
}

/**
 * The longest known phrase that starts at this word of a name.
 * @example knownAt(['co', 'ltd'], 0, ['form']) // { is: 'form', word: 'llc', length: 2 }
 */
export function knownAt(
  words: readonly string[],
  at: number,
  kinds: readonly KnownWord['is'][],
  until = words.length,
): KnownWord | undefined {
  const phrases = known().latin.get(words[at] as string);
  if (!phrases) return undefined;
  return phrases.find(
    (phrase) =>
      kinds.includes(phrase.is) &&
      at + phrase.length <= until &&
      phrase.words.every((word, offset) => words[at + offset] === word),
  );
}

/**
 * The longest known Chinese word that starts at this character.
 * @example knownHanAt([...'广州海格'], 0) // { is: 'place', word: 'guangzhou', length: 2 }
 */
export function knownHanAt(chars: readonly string[], at: number): KnownWord | undefined {
  const { han, longestHan } = known();
  for (let length = Math.min(longestHan, chars.length - at); length >= 1; length -= 1) {
    const found = han.get(chars.slice(at, at + length).join(''));
    if (found) return found;
  }
  return undefined;
}

/**
 * The longest known Chinese word that is meant here, though characters of the same sound were typed: input methods
 * offer them side by side. At least one character, and half of them, must be right.
 * @example heardHanAt([...'工司'], ['gong', 'si'], 0)?.word // 'company', for 公司
 */
export function heardHanAt(chars: readonly string[], syllables: readonly string[], at: number): KnownWord | undefined {
  const { han, hanBySound, longestHan } = known();
  if (syllables.length !== chars.length) return undefined;
  for (let length = Math.min(longestHan, chars.length - at); length >= 2; length -= 1) {
    for (const word of hanBySound.get(syllables.slice(at, at + length).join(' ')) ?? []) {
      // Where an exact word begins inside, three quarters: 丰和工业 has 工业, not 核工业.
      const inside = Array.from({ length: length - 1 }, (_, offset) => knownHanAt(chars, at + offset + 1));
      const isTaken = inside.some((exact) => exact !== undefined && exact.length > 1);
      const right = [...word].filter((char, offset) => chars[at + offset] === char).length;
      if (right >= length * (isTaken ? 0.75 : 0.5)) return han.get(word);
    }
  }
  return undefined;
}

/** Shorter words of business have too many neighbours that are names. */
const LONG_ENOUGH = 7;
let misspellings: Map<string, KnownWord | undefined> | undefined;

/** What remains of a word when one letter is left out, the word itself included. */
function* withoutOne(word: string): Generator<string> {
  yield word;
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1);
}

/**
 * The word of business that this is with one typing error: a letter added, lost, replaced or swapped. Legal forms of
 * seven letters count as what they are (Corporatoin); two candidates are no candidate.
 * @example misspeltAt('technolgies')?.word // 'technology'
 */
export function misspeltAt(word: string): KnownWord | undefined {
  if (word.length < LONG_ENOUGH - 1 || word.length > 24) return undefined;
  if (!misspellings) {
    misspellings = new Map();
    for (const [spelt, phrases] of known().latin) {
      const single = phrases.find(({ is, length }) => length === 1 && is === 'business');
      if (!single || spelt.length < LONG_ENOUGH) continue;
      for (const rest of withoutOne(spelt)) {
        const other = misspellings.get(rest);
        const isOther = misspellings.has(rest) && other?.word !== single.word;
        misspellings.set(rest, isOther ? undefined : single);
      }
    }
  }
  for (const rest of withoutOne(word)) {
    const found = misspellings.get(rest);
    if (found) return found;
  }
  return undefined;
}

/** Is this a title or form of address? @example isTitle('shaikh') // true */
export const isTitle = (word: string): boolean => known().titles.has(word);

/** Is this a particle of personal names (al, bin, de, van)? */
export const isParticle = (word: string): boolean => known().particles.has(word);

/** The groups of name variants that a spelling belongs to; those that share one are the same name. */
export const variantsOf = (word: string): readonly number[] => known().given.get(word) ?? NONE;
const NONE: readonly number[] = [];
