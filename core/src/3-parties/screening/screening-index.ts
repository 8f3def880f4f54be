import {
  type NameForm,
  type NameWord,
  type PartyKind,
  WORD_CLASSES,
  looksLikeFirm,
  nameForm,
} from '../names/name-form.ts';
import { Term, termOf } from '../names/term.ts';
import { GrowingBytes, GrowingNumbers } from './growing.ts';
import { bareIdentifier } from './identifiers.ts';
import type { ListedParty } from './party.ts';
import { identifierKey, probeKeys, runKeys } from './probe-keys.ts';
import { readUtf8, writeUtf8 } from './utf8.ts';
import { V1, type Weights } from './v1/weights.ts';

/** The columns of an index, in the order in which they lie in a buffer. Changing them changes `LAYOUT`. */
const COLUMNS = {
  /** Each party as JSON. */
  partyBytes: Uint8Array,
  partyStart: Uint32Array,
  nameParty: Uint32Array,
  /** Which of the party's names. */
  nameNumber: Uint16Array,
  nameKind: Uint8Array,
  /** How telling all words of the name are together. */
  nameTotal: Float32Array,
  wordStart: Uint32Array,
  wordTerm: Uint32Array,
  /** The spelling as written. */
  wordSpelt: Uint32Array,
  wordFlags: Uint8Array,
  termBytes: Uint8Array,
  termStart: Uint32Array,
  soundBytes: Uint8Array,
  soundStart: Uint32Array,
  /** Which letters it has, to reject without reading it. */
  termLetters: Uint32Array,
  /** Term → names, sorted. */
  postingStart: Uint32Array,
  postings: Uint32Array,
  /** Probe key → terms; the key modulo the number of buckets, a power of two. */
  probeStart: Uint32Array,
  probes: Uint32Array,
  /** The top eight bits of the key of each, so that other keys of the bucket are passed over. */
  probeChecks: Uint8Array,
  /** Key of joined words, characters, initials → names. */
  runStart: Uint32Array,
  runs: Uint32Array,
  runChecks: Uint8Array,
  /** Key of an identifier → parties. */
  identifierStart: Uint32Array,
  identifiers: Uint32Array,
} as const;
type Columns = {
  readonly [Name in keyof typeof COLUMNS]: (typeof COLUMNS)[Name] extends typeof Uint8Array
    ? Uint8Array
    : (typeof COLUMNS)[Name] extends typeof Uint16Array
      ? Uint16Array
      : (typeof COLUMNS)[Name] extends typeof Float32Array
        ? Float32Array
        : Uint32Array;
};

/** Kinds by their number in an index. */
export const KINDS: readonly PartyKind[] = ['organisation', 'person', 'vessel'];
/** Bits of wordFlags: class in the low four. */
const KNOWN = 16;
const VOWELLESS = 32;
/** The name has Chinese words, whose readings are worked out again when needed. */
const HAN = 64;

const MAGIC = 0x59_54_53_31;
/** Raised whenever columns or keys change, so that an older file is refused. */
const LAYOUT = 2;

/** A list of parties, ready to be searched by name. Nothing in it changes; one index serves many threads. */
export class ScreeningIndex {
  readonly columns: Columns;
  readonly weights: Weights;
  readonly nameCount: number;
  readonly partyCount: number;
  readonly termCount: number;
  readonly #terms: (Term | undefined)[] = [];
  #termsKept = 0;
  readonly #forms = new Map<number, NameForm>();

  constructor(columns: Columns, weights: Weights) {
    this.columns = columns;
    this.weights = weights;
    this.nameCount = columns.nameParty.length;
    this.partyCount = columns.partyStart.length - 1;
    this.termCount = columns.termStart.length - 1;
  }

  /** The party of this number. */
  party(number: number): ListedParty {
    const { partyBytes, partyStart } = this.columns;
    const text = readUtf8(partyBytes, partyStart[number] as number, partyStart[number + 1] as number);
    return JSON.parse(text) as ListedParty;
  }

  /** The spelling of this number. */
  term(number: number): Term {
    const found = this.#terms[number];
    if (found) return found;
    if (this.#termsKept > 300_000) {
      this.#terms.length = 0;
      this.#termsKept = 0;
    }
    const { termBytes, termStart, soundBytes, soundStart } = this.columns;
    const term = new Term(
      readUtf8(termBytes, termStart[number] as number, termStart[number + 1] as number),
      readUtf8(soundBytes, soundStart[number] as number, soundStart[number + 1] as number),
    );
    this.#terms[number] = term;
    this.#termsKept += 1;
    return term;
  }

  /** The name of this number, taken apart as when the index was built. */
  form(name: number): NameForm {
    const found = this.#forms.get(name);
    if (found) return found;
    const { wordStart, wordTerm, wordSpelt, wordFlags, nameKind } = this.columns;
    const kind = KINDS[nameKind[name] as number] as PartyKind;
    const from = wordStart[name] as number;
    const until = wordStart[name + 1] as number;
    let form: NameForm;
    if (from < until && ((wordFlags[from] as number) & HAN) !== 0) form = nameForm(this.original(name), kind);
    else {
      const words: NameWord[] = [];
      for (let at = from; at < until; at += 1) {
        const flags = wordFlags[at] as number;
        const [term, spelt] = [wordTerm[at] as number, wordSpelt[at] as number];
        words.push({
          term: this.term(term),
          ...(term === spelt ? {} : { spelt: this.term(spelt) }),
          is: WORD_CLASSES[flags & 15] as (typeof WORD_CLASSES)[number],
          known: (flags & KNOWN) !== 0,
          ...((flags & VOWELLESS) !== 0 ? { vowelless: true as const } : {}),
        });
      }
      form = { original: '', kind, words, notes: [] };
    }
    if (this.#forms.size > 50_000) this.#forms.clear();
    this.#forms.set(name, form);
    return form;
  }

  /** The name of this number, as listed. */
  original(name: number): string {
    const { nameParty, nameNumber } = this.columns;
    return this.party(nameParty[name] as number).names[nameNumber[name] as number] ?? '';
  }

  kindOf(name: number): PartyKind {
    return KINDS[this.columns.nameKind[name] as number] as PartyKind;
  }
}

/** How telling a spelling is that `count` of `all` names have: from about 1 for the commonest to 14 for one in a million. */
export const rarity = (count: number, all: number): number => Math.log(1 + all / Math.max(1, count));

/**
 * An index of these parties. A party without a kind is taken for an organisation when its name has a word of one, else
 * for a person. Names without a letter are filed and never found.
 * @example screen({ name: 'HAIGE GUANGZHOU' }, buildIndex([{ list: 'l', entry: '1', names: ['广州海格通信集团股份有限公司'] }]))
 */
export function buildIndex(parties: Iterable<ListedParty>, weights: Weights = V1): ScreeningIndex {
  const partyBytes = new GrowingBytes();
  const partyStart = new GrowingNumbers();
  const nameParty = new GrowingNumbers();
  const nameNumber = new GrowingNumbers();
  const nameKind = new GrowingBytes();
  const wordStart = new GrowingNumbers();
  const wordTerm = new GrowingNumbers();
  const wordSpelt = new GrowingNumbers();
  const wordFlags = new GrowingBytes();
  const runKey = new GrowingNumbers();
  const runName = new GrowingNumbers();
  const identifierKeys = new GrowingNumbers();
  const identifierParty = new GrowingNumbers();
  // Spellings besides the first that lead to a name: readings of Chinese characters.
  const extraTerm = new GrowingNumbers();
  const extraName = new GrowingNumbers();
  const termNumbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const found = termNumbers.get(text);
    if (found !== undefined) return found;
    termNumbers.set(text, termNumbers.size);
    return termNumbers.size - 1;
  };

  let party = 0;
  for (const listed of parties) {
    partyStart.push(partyBytes.length);
    writeUtf8(JSON.stringify(listed), partyBytes.push);
    const [first = ''] = listed.names;
    const kind = listed.kind ?? (looksLikeFirm(first) ? 'organisation' : 'person');
    listed.names.forEach((original, number) => {
      const { words } = nameForm(original, kind);
      const name = nameParty.length;
      nameParty.push(party);
      nameNumber.push(Math.min(number, 0xffff));
      nameKind.push(KINDS.indexOf(kind));
      wordStart.push(wordTerm.length);
      const hasHan = words.some(({ han }) => han !== undefined) ? HAN : 0;
      for (const { term, spelt, is, known, vowelless, readings } of words) {
        wordTerm.push(numberOf(term.text));
        wordSpelt.push(numberOf((spelt ?? term).text));
        wordFlags.push(WORD_CLASSES.indexOf(is) | (known ? KNOWN : 0) | (vowelless ? VOWELLESS : 0) | hasHan);
        for (const reading of readings ?? []) {
          extraTerm.push(numberOf(reading.text));
          extraName.push(name);
        }
      }
      runKeys(words, (key) => {
        runKey.push(key);
        runName.push(name);
      });
    });
    for (const { kind: what, value } of listed.identifiers ?? []) {
      identifierKeys.push(identifierKey(what, bareIdentifier(value)));
      identifierParty.push(party);
    }
    party += 1;
  }
  partyStart.push(partyBytes.length);
  wordStart.push(wordTerm.length);

  const names = nameParty.length;
  const columns = {
    partyBytes: partyBytes.done(),
    partyStart: partyStart.done(),
    nameParty: nameParty.done(),
    nameNumber: Uint16Array.from(nameNumber.done()),
    nameKind: nameKind.done(),
    wordStart: wordStart.done(),
    wordTerm: wordTerm.done(),
    wordSpelt: wordSpelt.done(),
    wordFlags: wordFlags.done(),
  };
  const posted = postingsOf(columns, termNumbers.size, extraTerm, extraName);
  const termBytes = new GrowingBytes();
  const termStart = new Uint32Array(termNumbers.size + 1);
  const soundBytes = new GrowingBytes();
  const soundStart = new Uint32Array(termNumbers.size + 1);
  const termLetters = new Uint32Array(termNumbers.size);
  const probeKey = new GrowingNumbers();
  const probeTerm = new GrowingNumbers();
  let number = 0;
  for (const text of termNumbers.keys()) {
    writeUtf8(text, termBytes.push);
    termStart[number + 1] = termBytes.length;
    const term = termOf(text);
    writeUtf8(term.sound, soundBytes.push);
    soundStart[number + 1] = soundBytes.length;
    termLetters[number] = term.letters;
    probeKeys(term, (key) => {
      probeKey.push(key);
      probeTerm.push(number);
    });
    number += 1;
  }
  termNumbers.clear();
  const [probeStart, probes, probeChecks] = bucketed(probeKey, probeTerm, 1);
  const [runStart, runs, runChecks] = bucketed(runKey, runName, 2);
  const [identifierStart, identifiers] = bucketed(identifierKeys, identifierParty, 1);

  const nameTotal = new Float32Array(names);
  for (let name = 0; name < names; name += 1) {
    const kind = KINDS[columns.nameKind[name] as number] as PartyKind;
    let sum = 0;
    for (let at = columns.wordStart[name] as number; at < (columns.wordStart[name + 1] as number); at += 1) {
      const is = WORD_CLASSES[(columns.wordFlags[at] as number) & 15] as (typeof WORD_CLASSES)[number];
      const term = columns.wordTerm[at] as number;
      const count = (posted.postingStart[term + 1] as number) - (posted.postingStart[term] as number);
      sum += weights.words[kind][is] * rarity(count, names);
    }
    nameTotal[name] = sum;
  }
  return new ScreeningIndex(
    {
      ...columns,
      nameTotal,
      termBytes: termBytes.done(),
      termStart,
      soundBytes: soundBytes.done(),
      soundStart,
      termLetters,
      ...posted,
      probeStart,
      probes,
      probeChecks,
      runStart,
      runs,
      runChecks,
      identifierStart,
      identifiers,
    },
    weights,
  );
}

/**
 * Term → names, each name once, by counting; a known word also under its own spelling, for those who misspell it. Legal
 * forms are not filed: nobody is found by "Ltd".
 */
function postingsOf(
  { wordStart, wordTerm, wordSpelt, wordFlags }: Pick<Columns, 'wordStart' | 'wordTerm' | 'wordSpelt' | 'wordFlags'>,
  terms: number,
  extraTerm: GrowingNumbers,
  extraName: GrowingNumbers,
): Pick<Columns, 'postingStart' | 'postings'> {
  const form = WORD_CLASSES.indexOf('form');
  const last = new Uint32Array(terms).fill(0xffffffff);
  const postingStart = new Uint32Array(terms + 1);
  let postings = new Uint32Array(0);
  for (const pass of ['count', 'fill'] as const) {
    last.fill(0xffffffff);
    const post = (term: number, name: number) => {
      if (last[term] === name) return;
      last[term] = name;
      if (pass === 'count') postingStart[term + 1] = (postingStart[term + 1] as number) + 1;
      else {
        const to = postingStart[term] as number;
        postings[to] = name;
        postingStart[term] = to + 1;
      }
    };
    let extra = 0;
    for (let name = 0; name + 1 < wordStart.length; name += 1) {
      for (let at = wordStart[name] as number; at < (wordStart[name + 1] as number); at += 1) {
        if (((wordFlags[at] as number) & 15) === form) continue;
        post(wordTerm[at] as number, name);
        post(wordSpelt[at] as number, name);
      }
      for (; extra < extraName.length && extraName.at(extra) === name; extra += 1) post(extraTerm.at(extra), name);
    }
    if (pass === 'count') {
      for (let term = 0; term < terms; term += 1)
        postingStart[term + 1] = (postingStart[term + 1] as number) + (postingStart[term] as number);
      postings = new Uint32Array(postingStart[terms] as number);
    } else postingStart.copyWithin(1, 0, terms);
    if (pass === 'fill') postingStart[0] = 0;
  }
  return { postingStart, postings };
}

/** Key → values in as many buckets as there are values divided by `load`, rounded up to a power of two. */
function bucketed(keys: GrowingNumbers, values: GrowingNumbers, load: number): [Uint32Array, Uint32Array, Uint8Array] {
  // Not so few that small lists meet by chance.
  let size = 1024;
  while (size < keys.length / load) size *= 2;
  const start = new Uint32Array(size + 1);
  const mask = size - 1;
  for (let at = 0; at < keys.length; at += 1) {
    const bucket = (keys.at(at) & mask) + 1;
    start[bucket] = (start[bucket] as number) + 1;
  }
  for (let bucket = 0; bucket < size; bucket += 1)
    start[bucket + 1] = (start[bucket + 1] as number) + (start[bucket] as number);
  const filled = new Uint32Array(keys.length);
  const checks = new Uint8Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const bucket = keys.at(at) & mask;
    const to = start[bucket] as number;
    filled[to] = values.at(at);
    checks[to] = keys.at(at) >>> 24;
    start[bucket] = to + 1;
  }
  start.copyWithin(1, 0, size);
  start[0] = 0;
  return [start, filled, checks];
}

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const HEADER = 4 * (3 + NAMES.length);
const aligned = (bytes: number) => (bytes + 7) & ~7;

/** How many bytes the index takes as one buffer. */
export const byteLengthOf = ({ columns }: ScreeningIndex): number =>
  NAMES.reduce((sum, name) => sum + aligned(columns[name].byteLength), aligned(HEADER));

/**
 * The index as one buffer, for a file or for other threads.
 * @param into where to write: a SharedArrayBuffer of `byteLengthOf` bytes, for instance
 * @example fromBuffer(toBuffer(index)) // finds what index finds
 */
export function toBuffer(
  index: ScreeningIndex,
  into: ArrayBufferLike = new ArrayBuffer(byteLengthOf(index)),
): ArrayBufferLike {
  const header = new Uint32Array(into, 0, HEADER / 4);
  header.set([MAGIC, LAYOUT, Number(index.weights.version.split('/v')[1])]);
  let at = aligned(HEADER);
  NAMES.forEach((name, number) => {
    const column = index.columns[name];
    header[3 + number] = column.length;
    new Uint8Array(into, at, column.byteLength).set(
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    );
    at += aligned(column.byteLength);
  });
  return into;
}

/** Why a buffer is not an index that this version can use. */
export type BufferProblem = 'not-an-index' | 'other-layout' | 'other-algorithm' | 'cut-short';

/**
 * The index in a buffer, without copying it. A buffer written by another layout or algorithm is refused: build anew.
 * @example fromBuffer(new ArrayBuffer(8)) // { ok: false, problem: 'not-an-index' }
 */
export function fromBuffer(
  buffer: ArrayBufferLike,
  weights: Weights = V1,
): { readonly ok: true; readonly index: ScreeningIndex } | { readonly ok: false; readonly problem: BufferProblem } {
  const refused = (problem: BufferProblem) => ({ ok: false, problem }) as const;
  if (buffer.byteLength < HEADER) return refused('not-an-index');
  const header = new Uint32Array(buffer, 0, HEADER / 4);
  if (header[0] !== MAGIC) return refused('not-an-index');
  if (header[1] !== LAYOUT) return refused('other-layout');
  if (header[2] !== Number(weights.version.split('/v')[1])) return refused('other-algorithm');
  let at = aligned(HEADER);
  const columns: Record<string, unknown> = {};
  for (const [number, name] of NAMES.entries()) {
    const Column = COLUMNS[name];
    const length = header[3 + number] as number;
    if (at + length * Column.BYTES_PER_ELEMENT > buffer.byteLength) return refused('cut-short');
    columns[name] = new (Column as new (from: ArrayBufferLike, offset: number, count: number) => Columns[typeof name])(
      buffer,
      at,
      length,
    );
    at += aligned(length * Column.BYTES_PER_ELEMENT);
  }
  return { ok: true, index: new ScreeningIndex(columns as Columns, weights) };
}
