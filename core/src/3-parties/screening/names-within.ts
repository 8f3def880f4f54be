import { simplified } from '../../simplified.ts';
import { knownAt, knownHanAt } from '../names/known-words.ts';
import { numberOf } from '../names/numbers.ts';
import { type SpeltWord, speltOut } from '../names/spelt-out.ts';

/** A listed name, or what of it tells, as it is looked for inside longer names. */
interface Phrase {
  /** Its words written as one. */
  readonly text: string;
  readonly words: number;
  /** Ordinary words: the listed party is meant only where they stand by themselves, or with a legal form. */
  readonly isOrdinary: boolean;
  /** Number of the party. */
  readonly party: number;
}

/** Names of parties, to be looked for inside longer names. */
export interface PhraseIndex {
  /** By the first letters: the first three, or all of a phrase of two. */
  readonly byStart: ReadonlyMap<string, readonly Phrase[]>;
  /** A word of a phrase with one letter left out → the words that it may be. */
  readonly misspelt: ReadonlyMap<string, readonly string[]>;
}

/** A listed name that stands within a longer one. */
export interface NameWithin {
  readonly party: number;
  /** The part of the longer name that is the listed one, as written there. */
  readonly part: string;
}

/** Trade names that are also words of every day, names of regions, or lines of business that a hundred firms have in their names. */
const ORDINARY: ReadonlySet<string> = new Set([
  'cubic',
  'epirus',
  'garnet',
  'sierranevada',
  'redcat',
  'スバル',
  '应用技术',
  '国际海洋工程',
  '国际造船',
  '运输机工业',
  '全球维度',
]);

/** Legal forms written with characters, and what says no more than that there is a firm. */
const FORMS = ['股份有限公司', '有限责任公司', '有限公司', '株式会社', '合同会社', '有限会社', '公司', '集团', '控股'];
const GENERIC: ReadonlySet<string> = new Set(['group', 'company', 'corporation', 'enterprise', 'holding']);

/** What leads from one name to another in one field. */
const LINKS: ReadonlySet<string> = new Set(
  'formerly former fka nka aka dba ta now attn attention for on behalf of via by through agent to with or ex nee previously renamed known also called subsidiary und et fur fuer vormals ehemals pour anciennement para antes per voor dlya'.split(
    ' ',
  ),
);
const CHARACTER_LINKS =
  /(?:原名|原|旧称|旧|元|曾用名|前身为|前身|现名|现为|现|即|又名|又称|简称|更名为|改名为|转交|转|代表|代理|代|由|为|经|给|致|向|受|和|与|及|或|是)$/u;
/** The longest of them, and the longest name of a place. */
const LONGEST_LINK = 6;

/** A word of fewer letters has too many neighbours. */
const LONG_ENOUGH = 7;
/** A word of so many letters is the listed one at the beginning of a compound too: Rheinmetallwerke, while illuminations are not Illumina. */
const LONG_WORD = 9;
const START = 3;

const isForm = (words: readonly SpeltWord[], at: number): number => {
  const word = words[at];
  if (word === undefined) return 0;
  if (!word.isCharacter)
    return (
      knownAt(
        words.slice(at, at + 5).map(({ text }) => text),
        0,
        ['form'],
      )?.length ?? 0
    );
  const text = words
    .slice(at, at + LONGEST_LINK)
    .map((each) => each.text)
    .join('');
  return FORMS.find((form) => text.startsWith(form))?.length ?? 0;
};

/** The words before the legal forms at the end, and after one in front. */
function withoutForms(words: readonly SpeltWord[]): readonly SpeltWord[] {
  let until = words.length;
  for (let from = Math.max(1, until - LONGEST_LINK); from < until; from += 1) {
    if (isForm(words, from) !== until - from) continue;
    until = from;
    from = Math.max(0, until - LONGEST_LINK - 1);
  }
  const lead = words[0]?.isCharacter === true ? isForm(words, 0) : 0;
  return words.slice(lead < until ? lead : 0, until);
}

function withoutGeneric(words: readonly SpeltWord[]): readonly SpeltWord[] {
  let until = words.length;
  while (until > 1 && GENERIC.has(folded(words[until - 1] as SpeltWord))) until -= 1;
  return words.slice(0, until);
}

/** The word that all spellings and translations of a line of business or of a place share. */
function folded({ text, isCharacter }: SpeltWord): string {
  if (isCharacter) return text;
  return knownAt([text], 0, ['business', 'place'])?.word.replaceAll(' ', '') ?? text;
}

/** Nothing but places, lines of business and numbers, or so short that it is part of other words. */
function isOrdinary(words: readonly SpeltWord[]): boolean {
  const text = joined(words);
  if (ORDINARY.has(text)) return true;
  const characters = words.filter(({ isCharacter }) => isCharacter);
  if (characters.length === words.length) return text.length < START || unknownCharacters(text) === 0;
  if (characters.length > 0) return false;
  const isKnown = ({ text: word }: SpeltWord) =>
    numberOf(word, true) !== undefined || knownAt([word], 0, ['business', 'place', 'form']) !== undefined;
  return text.length < START || (words.length <= 2 && words.every(isKnown));
}

function unknownCharacters(text: string): number {
  const characters = [...text];
  let count = 0;
  for (let at = 0; at < characters.length; ) {
    const known = knownHanAt(characters, at);
    if (known === undefined || known.length === 1) count += 1;
    at += known?.length ?? 1;
  }
  return count;
}

const joined = (words: readonly SpeltWord[]) => words.map(({ text }) => text).join('');

/**
 * Names to be looked for within others. Each is filed as it is printed, and without its legal form where the rest is telling enough to stand alone.
 * @example namesWithin('Rheinmetall AG Düsseldorf', phraseIndex([['Rheinmetall AG']])) // [{ party: 0, part: 'Rheinmetall AG' }]
 */
export function phraseIndex(parties: readonly (readonly string[])[]): PhraseIndex {
  const byStart = new Map<string, Phrase[]>();
  const misspelt = new Map<string, string[]>();
  const put = (party: number, words: readonly SpeltWord[], isWeak: boolean) => {
    for (const text of new Set([joined(words), words.map(folded).join('')])) {
      const start = text.slice(0, START);
      const list = byStart.get(start) ?? [];
      byStart.set(start, list);
      const same = list.findIndex((each) => each.party === party && each.text === text);
      if (same < 0) list.push({ text, words: words.length, isOrdinary: isWeak, party });
      else if (!isWeak) list[same] = { text, words: words.length, isOrdinary: false, party };
    }
  };
  parties.forEach((names, party) => {
    for (const name of names) {
      const printed = speltOut(name);
      const core = withoutForms(printed);
      const short = withoutGeneric(core);
      if (short.length === 0) continue;
      put(party, short, true);
      put(party, core, isOrdinary(core));
      if (printed.length > (printed[0]?.isCharacter === true ? START : 1)) put(party, printed, false);
      for (const { text, isCharacter } of core) {
        if (isCharacter || text.length < LONG_ENOUGH || knownAt([text], 0, ['business', 'place', 'form'])) continue;
        for (const rest of withoutOne(text)) {
          const others = misspelt.get(rest) ?? [];
          if (!others.includes(text)) misspelt.set(rest, [...others, text]);
        }
      }
    }
  });
  return { byStart, misspelt };
}

function* withoutOne(word: string): Generator<string> {
  yield word;
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1);
}

/** The word of a phrase that this one is with a typing error: a letter added, lost, replaced or swapped. */
function repaired({ text, isCharacter }: SpeltWord, { misspelt }: PhraseIndex): string {
  if (isCharacter || text.length < LONG_ENOUGH || text.length > 30) return text;
  for (const rest of withoutOne(text)) {
    const found = misspelt.get(rest)?.[0];
    if (found !== undefined) return found;
  }
  return text;
}

/**
 * Which of these names stand within this one, with other words around them? Whatever stands before and behind, in brackets, or joined by a sign:
 * a city, a person, a former name, a second firm. Words of every day count only by themselves or with a legal form. Each word of the name leads to
 * the phrases that begin with its letters, so the cost is that of the name, not of the lists.
 */
export function namesWithin(name: string, index: PhraseIndex): readonly NameWithin[] {
  const words = speltOut(name);
  const found = new Map<number, NameWithin>();
  const readings = [
    words.map(({ text }) => text),
    words.map(folded),
    words.map((word) => folded({ ...word, text: repaired(word, index) })),
  ];
  const seen = new Set<string>();
  for (const reading of readings) {
    const text = reading.join('');
    if (seen.has(text)) continue;
    seen.add(text);
    // Where each word begins and ends in the text.
    const from: number[] = [];
    const endsAt = new Map<number, number>();
    let length = 0;
    reading.forEach((word, at) => {
      from.push(length);
      length += word.length;
      endsAt.set(length, at + 1);
    });
    from.forEach((start, first) => {
      for (const size of [START - 1, START])
        for (const phrase of index.byStart.get(text.slice(start, start + size)) ?? []) {
          if (phrase.text.length < size || found.has(phrase.party) || !text.startsWith(phrase.text, start)) continue;
          const until =
            endsAt.get(start + phrase.text.length) ??
            (isLongWord(phrase) && phrase.text.length < (reading[first]?.length ?? 0) ? first + 1 : undefined);
          if (until === undefined || !isMeant(words, first, until, phrase)) continue;
          found.set(phrase.party, { party: phrase.party, part: asWritten(words.slice(first, until), name) });
        }
    });
  }
  return [...found.values()];
}

/** The words as the name has them; in their own spelling where it writes them otherwise. */
function asWritten(words: readonly SpeltWord[], name: string): string {
  const between = String.raw`(?:[^\p{L}\p{N}]|\b(?:and|the)\b)*`;
  const plain = simplified(name);
  const found = new RegExp(words.map(({ text }) => text).join(between), 'iu').exec(plain);
  if (found === null) return spelt(words);
  // Simplified sign by sign, which moves nothing as a rule.
  return (plain.length === name.length ? name : plain).slice(found.index, found.index + found[0].length);
}

const spelt = (words: readonly SpeltWord[]) =>
  words
    .map(({ text, isCharacter }, at) => (at === 0 || (isCharacter && words[at - 1]?.isCharacter) ? text : ` ${text}`))
    .join('');

const isLongWord = ({ words, text }: Phrase) => words === 1 && text.length >= LONG_WORD && /^[a-z]+$/.test(text);

function isMeant(words: readonly SpeltWord[], first: number, until: number, phrase: Phrase): boolean {
  // One word is not made of pieces of others, unless of single letters.
  if (phrase.words === 1 && until - first > 1 && phrase.text.length < 8)
    if (words.slice(first, until).some(({ text }) => text.length > 1)) return false;
  return !phrase.isOrdinary || (beginsName(words, first) && endsName(words, until));
}

const isLink = ({ text, isCharacter }: SpeltWord) => !isCharacter && LINKS.has(text);

function beginsName(words: readonly SpeltWord[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (before === undefined || word === undefined || word.afterBreak || before.isCharacter !== word.isCharacter)
    return true;
  if (isLink(before)) return true;
  for (let from = Math.max(0, at - LONGEST_LINK); from < at; from += 1)
    if (isForm(words, from) === at - from) return true;
  if (!before.isCharacter) return false;
  const text = joined(words.slice(Math.max(0, at - LONGEST_LINK), at));
  const characters = [...text];
  return (
    CHARACTER_LINKS.test(text) ||
    characters.some((_, from) => {
      const known = knownHanAt(characters.slice(from), 0);
      return known?.is === 'place' && known.length === characters.length - from;
    })
  );
}

function endsName(words: readonly SpeltWord[], at: number): boolean {
  const [last, next] = [words[at - 1], words[at]];
  if (last === undefined || next === undefined || next.afterBreak || next.isCharacter !== last.isCharacter) return true;
  return isLink(next) || isForm(words, at) > 0 || (next.isCharacter && CHARACTER_LINKS.test(next.text));
}

/**
 * The names that a field holds, each by itself, where signs or links divide them.
 * @example dividedNames('NewCo GmbH (formerly Rheinmettal AG)') // ['newco gmbh', 'rheinmettal ag']
 */
export function dividedNames(name: string): readonly string[] {
  const pieces: SpeltWord[][] = [];
  let piece: SpeltWord[] = [];
  for (const word of speltOut(name)) {
    if ((word.afterBreak || isLink(word)) && piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
    if (!isLink(word)) piece.push(word);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces.length > 1 ? pieces.map(spelt) : [];
}
