import { simplified } from '../../simplified.ts';
import { isPinyin, otherReadings, pinyinReadings, syllablesOf } from './chinese-reading.ts';
import { type TextNote, cleanText } from './clean-text.ts';
import { type KnownWord, isParticle, heardHanAt, isTitle, knownAt, knownHanAt, misspeltAt } from './known-words.ts';
import { numberOf } from './numbers.ts';
import { type Script, isVowelless, scriptOf } from './script.ts';
import { type Term, termOf } from './term.ts';
import { joinInitials, wordsOf } from './words.ts';

/** Who carries a name. Aircraft count as vessels. */
export type PartyKind = 'organisation' | 'person' | 'vessel';

/** What a word does in a name, most telling first. The order is part of stored indexes. */
export const WORD_CLASSES = [
  'name',
  'number',
  'business',
  'generic',
  'place',
  'patronymic',
  'initial',
  'title',
  'particle',
  'form',
] as const;
export type WordClass = (typeof WORD_CLASSES)[number];

/** One word of a name. */
export interface NameWord {
  /** The spelling under which it is compared: for a known word the one that its translations share. */
  readonly term: Term;
  readonly is: WordClass;
  /** The spelling as written, where that is another one. */
  readonly spelt?: Term;
  /** Found in a table: such a word is itself or something else, never a misspelling of another known word. */
  readonly known: boolean;
  /** Chinese characters, simplified, where it was written so. */
  readonly han?: string;
  /** Other ways to read the characters. */
  readonly readings?: readonly Term[];
  /** Written in a script without vowels. */
  readonly vowelless?: true;
}

/** A name, taken apart. */
export interface NameForm {
  readonly original: string;
  readonly kind: PartyKind;
  readonly words: readonly NameWord[];
  readonly notes: readonly TextNote[];
}

/** More words than any real name has; a list of names pasted into one field is cut here, and the note says so. */
const MOST_WORDS = 40;
const FORMS: readonly KnownWord['is'][] = ['form'];
/** Words that say only that there is a firm. */
const GENERIC = new Set(['company', 'enterprise', 'corporation', 'group']);
const LINKS = new Set(
  'the of for and de la del y et und des du von der die das den in on at e va wa ve dos da do le les los las el al l d to with by van het'.split(
    ' ',
  ),
);
const PATRONYMIC = /(?:[oe]vi[ct]h|[oe]vi[ct]|[oeiy]vn[ay]|ovych|evych|ichna|oglu|ogly|kyzy|qizi)$/;
const COMPOUND_SURNAMES = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '司徒',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
]);

/**
 * Which words make up this name, and what does each do? A firm's legal form, place and line of business are told
 * from its trade name by tables; a person's titles, particles and initials from the names proper.
 * A name without letters gives no words.
 * @example nameForm('GUANGZHOU HAIGE COMM GRP', 'organisation').words.map(({ term, is }) => `${term.text}:${is}`)
 * // ['guangzhou:place', 'haige:name', 'communication:business', 'group:generic']
 */
export function nameForm(name: string, kind: PartyKind): NameForm {
  const { text: clean, notes } = cleanText(name);
  // ㈱ and ㈲, which the compatibility form writes (株) and (有).
  const text = clean.replace(/\(株\)/gu, '株式会社').replace(/\(有\)/gu, '有限会社');
  const words: NameWord[] = [];
  let cut = false;
  for (const run of runsOf(text)) {
    if (run.script === 'Han') words.push(...(kind === 'person' ? hanPerson(run.text) : hanFirm(run.text, kind)));
    else {
      const latin = wordsOf(run.text);
      cut ||= latin.length > MOST_WORDS;
      const vowelless = isVowelless(run.script);
      const taken = latin.slice(0, MOST_WORDS);
      words.push(...(kind === 'person' ? personWords(taken, vowelless) : firmWords(taken, kind, vowelless)));
    }
    if (words.length > MOST_WORDS) cut = true;
  }
  const kept = words.slice(0, MOST_WORDS);
  return {
    original: name,
    kind,
    words: kind === 'person' ? kept : withSomethingTelling(kept),
    notes: cut && !notes.includes('cut-short') ? [...notes, 'cut-short'] : notes,
  };
}

/**
 * Does a name look like that of an organisation: a legal form, or a word of business in it?
 * @example looksLikeFirm('Deutsche Bank') // true
 */
export function looksLikeFirm(name: string): boolean {
  return nameForm(name, 'organisation').words.some(({ is }) => is === 'form' || is === 'business' || is === 'generic');
}

interface Run {
  readonly script: Script;
  readonly text: string;
}

/** Stretches of Han, of vowelless scripts, and of everything else. */
function runsOf(text: string): readonly Run[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text === '' ? [] : [{ script: 'Latin', text }];
  const runs: Run[] = [];
  let script: Script = 'none';
  let run = '';
  for (const char of text) {
    const own = scriptOf(char);
    const next: Script = own === 'Han' || isVowelless(own) ? own : own === 'none' ? script : 'Latin';
    if (next !== script && run.trim() !== '') runs.push({ script, text: run });
    if (next !== script) run = '';
    script = next;
    run += char;
  }
  if (run.trim() !== '') runs.push({ script, text: run });
  return runs.map((each) => (each.script === 'none' ? { script: 'Latin', text: each.text } : each));
}

function firmWords(latin: readonly string[], kind: PartyKind, vowelless: boolean): NameWord[] {
  const words = joinInitials(latin.filter((word) => word !== 'and')).flatMap(gluedPinyin);
  const found: NameWord[] = [];
  const pinyin = pinyinRuns(words);
  const kinds: readonly KnownWord['is'][] = ['business', 'place'];
  const formFrom = tailOfForms(words);
  for (let at = 0; at < words.length; ) {
    const word = words[at] as string;
    let form = knownAt(words, at, FORMS);
    let phrase = knownAt(words, at, kinds) ?? misspeltAt(word);
    if (pinyin[at] === true) {
      // In a name of Chinese syllables "sa" and "ke" are no words of other languages, and gong si is not zi gong.
      if (!form?.pinyin) form = undefined;
      const next = knownAt(words, at + 1, ['business', 'form']);
      if (!phrase?.pinyin || (phrase.is === 'place' && next !== undefined && next.length > 1)) phrase = undefined;
    }
    const isEdge = at === 0 || at >= formFrom;
    // Inside a name a short form may be a word of its own, but not if no vowel is in it, or if it is of several words.
    const spelt = form === undefined ? '' : words.slice(at, at + form.length).join('');
    const isPlain = form !== undefined && (form.length > 1 || spelt.length >= 6 || /^[^aeiouy]{3,}$/.test(spelt));
    if (
      form &&
      (isEdge || isPlain) &&
      (!phrase || phrase.length < form.length || at >= formFrom) &&
      words.length > form.length
    ) {
      found.push(knownWord(form, spelt));
      at += form.length;
    } else if (phrase) {
      found.push(knownWord(phrase, words.slice(at, at + phrase.length).join('')));
      at += phrase.length;
    } else {
      const number = numberOf(word, at === words.length - 1 || at + 1 >= formFrom);
      found.push(
        number !== undefined
          ? { term: termOf(number), is: 'number', known: true, ...(number === word ? {} : { spelt: termOf(word) }) }
          : {
              term: termOf(word),
              is: LINKS.has(word) && words.length > 1 ? 'particle' : 'name',
              known: false,
              ...(vowelless ? { vowelless } : {}),
            },
      );
      at += 1;
    }
  }
  return kind === 'vessel'
    ? found.map((word) => (word.is === 'number' ? word : { ...word, is: asShip(word.is) }))
    : found;
}

/** Which words are Chinese syllables in a run of four, or of three that is the whole name? */
function pinyinRuns(words: readonly string[]): readonly boolean[] {
  const is = words.map((word) => word.length <= 6 && isPinyin(word));
  const most = Math.min(4, Math.max(3, words.length));
  return is.map((own, at) => {
    if (!own) return false;
    let from = at;
    let until = at + 1;
    while (from > 0 && is[from - 1]) from -= 1;
    while (until < is.length && is[until]) until += 1;
    return until - from >= most;
  });
}

/** A firm's name in pinyin without spaces is read by syllables, if a known word of two syllables is among them. */
function gluedPinyin(word: string): readonly string[] {
  if (word.length < 10) return [word];
  let best: readonly string[] = [word];
  let most = 0;
  for (const syllables of pinyinReadings(word)) {
    let covered = 0;
    for (let at = 0; at < syllables.length; ) {
      const length = knownAt(syllables, at, ['business', 'form', 'place'])?.length ?? 0;
      if (length > 1) covered += length;
      at += Math.max(1, length);
    }
    if (covered > most) [best, most] = [syllables, covered];
  }
  return best;
}

/** A ship's name has no line of business: "Ocean Trader" is a trade name throughout. */
const asShip = (is: WordClass): WordClass => (is === 'form' || is === 'particle' ? 'particle' : 'name');

function knownWord({ is, word }: KnownWord, spelt?: string): NameWord {
  const term = termOf(word.replaceAll(' ', ''));
  return {
    term,
    is: is === 'business' && GENERIC.has(word) ? 'generic' : is,
    known: true,
    ...(spelt === undefined || spelt === term.text ? {} : { spelt: termOf(spelt) }),
  };
}

/** Where the legal forms at the end of the name begin. */
function tailOfForms(words: readonly string[]): number {
  let from = words.length;
  for (let again = true; again && from > 1; ) {
    again = false;
    for (let length = Math.min(5, from - 1); length >= 1; length -= 1) {
      const form = knownAt(words, from - length, FORMS, from);
      if (form?.length !== length) continue;
      from -= length;
      again = true;
      break;
    }
  }
  return from;
}

/** A name of nothing but forms and links ("Company Ltd") is compared by them. */
function withSomethingTelling(words: readonly NameWord[]): readonly NameWord[] {
  if (words.length === 0 || words.some(({ is }) => is !== 'form' && is !== 'particle')) return words;
  return words.map((word) => ({ ...word, is: word.is === 'form' ? 'generic' : 'name' }));
}

function personWords(latin: readonly string[], vowelless: boolean): NameWord[] {
  const mark = vowelless ? { vowelless } : {};
  const known = false;
  const words = latin.flatMap((word): NameWord[] => {
    const term = termOf(word);
    if (word === 'and') return [];
    if (isTitle(word) && latin.length > 1) return [{ term, is: 'title', known }];
    if (isParticle(word) && latin.length > 1) return [{ term, is: 'particle', known, ...mark }];
    if (word.length === 1) return [{ term, is: 'initial', known }];
    if (latin.length > 2 && PATRONYMIC.test(word)) return [{ term, is: 'patronymic', known }];
    return [{ term, is: 'name', known, ...mark }];
  });
  // Someone called only Ali Haji or U La: then the titles and particles are the name.
  return words.some(({ is }) => is === 'name' || is === 'patronymic')
    ? words
    : words.map((word) => (word.is === 'initial' ? word : { ...word, is: 'name' }));
}

function hanWord(characters: string, is: WordClass): NameWord {
  const syllables = syllablesOf(characters);
  const readings = otherReadings(characters, syllables).map(termOf);
  return {
    term: termOf(syllables.join('')),
    is,
    known: false,
    han: characters,
    ...(readings.length > 0 ? { readings } : {}),
  };
}

function hanPerson(text: string): NameWord[] {
  return simplified(text)
    .split(/[^\p{Script=Han}]+/u)
    .flatMap((part) => {
      const chars = [...part];
      if (chars.length < 2 || chars.length > 4) return part === '' ? [] : [hanWord(part, 'name')];
      const surname = COMPOUND_SURNAMES.has(chars.slice(0, 2).join('')) && chars.length > 2 ? 2 : 1;
      return [hanWord(chars.slice(0, surname).join(''), 'name'), hanWord(chars.slice(surname).join(''), 'name')];
    });
}

/** A Chinese firm: place, trade name, line of business, legal form, mostly in this order. */
function hanFirm(text: string, kind: PartyKind): NameWord[] {
  const found: NameWord[] = [];
  // The dot inside 洛克希德·马丁 divides nothing: people leave it out.
  for (const part of simplified(text)
    .replace(/(?<=\p{Script=Han})[·•・‧∙](?=\p{Script=Han})/gu, '')
    .split(/[^\p{Script=Han}\d]+/u)) {
    const chars = [...part];
    const syllables = kind === 'vessel' ? [] : syllablesOf(part);
    let trade = '';
    const flush = () => {
      if (trade !== '') found.push(hanWord(trade, 'name'));
      trade = '';
    };
    for (let at = 0; at < chars.length; ) {
      const exact = kind === 'vessel' ? undefined : knownHanAt(chars, at);
      const heard = heardHanAt(chars, syllables, at);
      const known = heard && heard.length > (exact?.length ?? 1) ? heard : exact;
      const end = at + (known?.length ?? 1);
      // One character is a known word only at the end (…厂, …局): inside it belongs to a name.
      const counts = known && (known.length > 1 || (end === chars.length && found.length + trade.length > 0));
      if (counts) {
        flush();
        const characters = chars.slice(at, end).join('');
        found.push({ ...knownWord(known), han: characters });
        at = end;
      } else if ((chars[at] === '与' || chars[at] === '和') && trade === '' && found.length > 0) {
        at += 1;
      } else {
        trade += chars[at] as string;
        at += 1;
      }
    }
    flush();
  }
  return found;
}
