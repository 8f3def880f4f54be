import type { TextNote } from '../names/clean-text.ts';
import { type NameForm, type NameWord, type PartyKind, nameForm } from '../names/name-form.ts';
import { bitCount } from '../names/spelling.ts';
import { type Term, termOf } from '../names/term.ts';
import { type NameComparison, compareNames, scoreNames } from './compare-names.ts';
import { type EvidenceFound, compareFeatures } from './evidence.ts';
import { bareIdentifier } from './identifiers.ts';
import type { ListedParty, ScreeningQuery } from './party.ts';
import {
  type ProbeKind,
  acronymKey,
  identifierKey,
  joinedKeys,
  joinedProbeKeys,
  probeKeys,
  runKeys,
} from './probe-keys.ts';
import { KINDS, type ScreeningIndex, rarity } from './screening-index.ts';
import type { Weights } from './v1/weights.ts';
import { type LikenessMemory, termLikeness } from './word-likeness.ts';

/** hit = treat as listed until someone decides otherwise; possible = someone should look; none = no such entry. */
export type ScreeningVerdict = 'hit' | 'possible' | 'none';

/** An entry that a query may be, with the reasons. */
export interface ScreeningHit {
  readonly verdict: 'hit' | 'possible';
  readonly score: number;
  readonly party: ListedParty;
  /** The names that met: as asked, as listed. */
  readonly asked: string;
  readonly listed: string;
  readonly names: NameComparison;
  readonly evidence: EvidenceFound['evidence'];
  /** Set when identifiers decided. */
  readonly decidedBy?: 'identifier';
}

/** What screening a query found. */
export interface ScreeningResult {
  readonly algorithm: string;
  readonly verdict: ScreeningVerdict;
  /** Best first. */
  readonly hits: readonly ScreeningHit[];
  /** What was odd about the characters of the names asked about. */
  readonly notes: readonly TextNote[];
  /** Nothing in the query could be compared: no letters, no identifier. */
  readonly unreadable: boolean;
}

export interface ScreenOptions {
  /** How many hits at most; default 10. */
  readonly limit?: number;
  /** How many names are compared closely; default 24. */
  readonly candidates?: number;
}

interface Scratch {
  readonly sums: Float32Array;
  readonly stamps: Uint32Array;
  readonly touched: Uint32Array;
  readonly termStamps: Uint32Array;
  stamp: number;
  termStamp: number;
}

const scratches = new WeakMap<ScreeningIndex, Scratch>();

function scratchOf(index: ScreeningIndex): Scratch {
  const found = scratches.get(index);
  if (found) return found;
  const scratch = {
    sums: new Float32Array(index.nameCount),
    stamps: new Uint32Array(index.nameCount),
    touched: new Uint32Array(index.nameCount),
    termStamps: new Uint32Array(index.termCount),
    stamp: 0,
    termStamp: 0,
  };
  scratches.set(index, scratch);
  return scratch;
}

/**
 * Is this party on the lists of the index, by any spelling of its name? Candidates are names that share telling words
 * with the query, by spelling, sound, reading or initials; the best are compared word by word and with what else is
 * known. A query without letters and identifiers is `unreadable`, which is not a clearance.
 * @example screen({ name: 'HAIGE GUANGZHOU' }, index).hits[0]?.party.names // ['广州海格通信集团股份有限公司']
 */
export function screen(query: ScreeningQuery, index: ScreeningIndex, options: ScreenOptions = {}): ScreeningResult {
  const { limit = 10, candidates = 24 } = options;
  const { weights } = index;
  const best = new Map<number, { name: number; asked: string; form: NameForm; score: number }>();
  const notes = new Set<TextNote>();
  let readable = false;
  for (const asked of [query.name, ...(query.otherNames ?? [])]) {
    const forms = formsFor(asked, query.kind);
    for (const { words, notes: odd } of forms.values()) {
      readable ||= words.length > 0;
      for (const note of odd) notes.add(note);
    }
    for (const form of forms.values()) {
      const found = candidatesFor(form, index, candidates);
      const memory: LikenessMemory = new Map();
      // Equal names share all of both; more is an accident of keys.
      const leastRank = Math.min(1, found[0]?.rank ?? 0) * ENOUGH;
      for (const { name, rank } of found) {
        if (rank < leastRank) break;
        const score = scoreNames(form, index.form(name), weights, memory);
        const party = index.columns.nameParty[name] as number;
        if (score > (best.get(party)?.score ?? 0)) best.set(party, { name, asked, form, score });
      }
    }
  }
  for (const party of partiesWith(query, index)) {
    readable = true;
    if (!best.has(party)) {
      const form = nameForm(query.name, query.kind ?? 'organisation');
      best.set(party, { name: -1, asked: query.name, form, score: 0 });
    }
  }
  const hits: ScreeningHit[] = [];
  // What evidence can add at most; below that no evidence helps.
  const { sameCountry, sameBirthDay, sameAddress } = weights.evidence;
  const help = query.countries || query.births || query.addresses ? sameCountry + sameBirthDay + sameAddress : 0;
  const likely = [...best]
    .filter(([, { name, score }]) => name < 0 || score >= weights.possible - help)
    .sort((a, b) => b[1].score - a[1].score)
    .slice(0, 3 * limit + 10);
  for (const [number, { name, asked, form, score }] of likely) {
    const party = index.party(number);
    const found = compareFeatures(query, party, weights.evidence);
    const judged = judge(score, found, weights);
    if (judged.verdict === 'none') continue;
    hits.push({
      verdict: judged.verdict,
      score: judged.score,
      party,
      asked,
      listed: party.names[name < 0 ? 0 : (index.columns.nameNumber[name] as number)] ?? '',
      names: compareNames(form, name < 0 ? nameForm(party.names[0] ?? '', form.kind) : index.form(name), weights),
      evidence: found.evidence,
      ...(found.decided === undefined ? {} : { decidedBy: 'identifier' as const }),
    });
  }
  const closeness = new Map(hits.map((hit) => [hit, sameness(hit)]));
  hits.sort((a, b) => b.score - a.score || (closeness.get(b) ?? 0) - (closeness.get(a) ?? 0));
  const kept = hits.slice(0, limit);
  return {
    algorithm: weights.version,
    verdict: kept.some(({ verdict }) => verdict === 'hit') ? 'hit' : kept.length > 0 ? 'possible' : 'none',
    hits: kept,
    notes: [...notes],
    unreadable: !readable,
  };
}

/**
 * The verdict on a name score with its evidence. Identifiers decide: equal ones make a hit whatever the names say;
 * contradicting ones take a hit down to possible, and a possible one away.
 * @example judge(0.66, { evidence: [], change: 0.05 }, V1) // { score: 0.71, verdict: 'hit' }
 */
export function judge(
  nameScore: number,
  { change, decided }: EvidenceFound,
  { hit, possible }: Pick<Weights, 'hit' | 'possible'>,
): { readonly score: number; readonly verdict: ScreeningVerdict } {
  const score = Math.min(1, Math.max(0, nameScore + (nameScore > 0 ? change : 0)));
  const verdict = score >= hit ? 'hit' : score >= possible ? 'possible' : 'none';
  if (decided === 'same') return { score: Math.max(score, 0.99), verdict: 'hit' };
  if (decided === 'different')
    return { score: Math.min(score, hit - 0.001), verdict: verdict === 'hit' ? 'possible' : 'none' };
  return { score, verdict };
}

/** The query's name taken apart for each kind of party that it could be. */
function formsFor(name: string, kind: PartyKind | undefined): ReadonlyMap<PartyKind, NameForm> {
  const kinds: readonly PartyKind[] = kind === undefined ? ['organisation', 'person', 'vessel'] : [kind];
  return new Map(kinds.map((each) => [each, nameForm(name, each)]));
}

function* partiesWith(query: ScreeningQuery, index: ScreeningIndex): Generator<number> {
  const { identifierStart, identifiers } = index.columns;
  for (const { kind, value } of query.identifiers ?? []) {
    const bucket = identifierKey(kind, bareIdentifier(value)) & (identifierStart.length - 2);
    for (let at = identifierStart[bucket] as number; at < (identifierStart[bucket + 1] as number); at += 1) {
      const party = identifiers[at] as number;
      const theirs = index.party(party).identifiers ?? [];
      if (theirs.some((other) => other.kind === kind && bareIdentifier(other.value) === bareIdentifier(value)))
        yield party;
    }
  }
}

/** Among equal scores the name that is written most alike comes first: the same legal form, order and punctuation. */
function sameness({ asked, listed, names }: ScreeningHit): number {
  const [one, two] = [asked, listed].map((name) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  );
  const both = (one ?? []).filter((word, at) => two?.[at] === word).length;
  const any = (one ?? []).filter((word) => two?.includes(word)).length;
  return both + any - Math.abs((one?.length ?? 0) - (two?.length ?? 0)) + (names.forms === 'same' ? 0.5 : 0);
}

interface Probe {
  readonly word: NameWord;
  /** Terms that the word could be, most alike first; `value` is what a name with that term shares with the query. */
  readonly terms: readonly (readonly [term: number, alike: number, names: number, value: number])[];
  readonly weight: number;
}

/** More names than this under one spelling: such a word brings no candidates of its own if rarer ones bring enough. */
const COMMON = 30;
/** Looking through a name for a word takes as long as going through this many names of the word. */
const STEPS = 4;

/** A name that shares less than this part of what the best one shares is not compared closely. */
const ENOUGH = 0.75;
/** A name that shares less than this part of the query cannot reach the score of a possible match. */
const LEAST = 0.15;
/** A word of the query that met nothing as like as this is looked for among the words of the names found so far. */
const MET = 0.9;
/** What a word of nearly the same letters counts for before it is compared: as much as one that barely meets. */
const NEAR_LETTERS = 0.7;

interface Candidate {
  readonly name: number;
  /** Twice what both share, divided by the weight of all words of both: about 1 for equal names. */
  readonly rank: number;
}

/** The names that are worth a close comparison, best first. */
function candidatesFor(form: NameForm, index: ScreeningIndex, most: number): readonly Candidate[] {
  const scratch = scratchOf(index);
  const { sums, stamps, touched } = scratch;
  const { postingStart, postings, nameTotal, nameKind, runStart, runs, runChecks, wordStart, wordTerm } = index.columns;
  if (scratch.stamp > 0xffff_0000) {
    stamps.fill(0);
    scratch.stamp = 0;
  }
  // Each word of the query has a stamp, so that a name counts it once; `base` tells this query from earlier ones.
  const base = scratch.stamp + 1;
  let touches = 0;
  const count = (name: number, stamp: number, value: number) => {
    const seen = stamps[name] as number;
    if (seen < base) {
      sums[name] = value;
      touched[touches] = name;
      touches += 1;
    } else if (seen === stamp) return;
    else sums[name] = (sums[name] as number) + value;
    stamps[name] = stamp;
  };
  let stamp = base;
  let queryTotal = 0;
  const seen = new Set<string>();
  const probes: Probe[] = [];
  for (const word of form.words) {
    if (word.is === 'form' || seen.has(word.term.text)) continue;
    seen.add(word.term.text);
    probes.push(probeOf(word, form.kind, index));
  }
  const runMask = runStart.length - 2;
  const runNames = (key: number, value: number) => {
    const bucket = key & runMask;
    for (let at = runStart[bucket] as number; at < (runStart[bucket + 1] as number); at += 1)
      if (runChecks[at] === key >>> 24) count(runs[at] as number, stamp, value);
  };
  probes.sort((a, b) => (a.terms[0]?.[2] ?? 0) - (b.terms[0]?.[2] ?? 0));
  for (const { word, terms, weight } of probes) {
    queryTotal += weight;
    // Credit the names that rarer words brought; do not bring all the Mohammeds. Either way, by the shorter of the lists.
    const enough = touches > 4 * most;
    const isCommon = (names: number) => enough && names > COMMON;
    const inCommon = terms.reduce((sum, [, , names]) => sum + (isCommon(names) ? names : 0), 0);
    const byName = inCommon > STEPS * touches;
    if (byName) {
      const values = new Map(
        terms.flatMap(([term, , names, value]) => (isCommon(names) ? [[term, value] as const] : [])),
      );
      for (let each = 0; each < touches; each += 1) {
        const name = touched[each] as number;
        for (let at = wordStart[name] as number; at < (wordStart[name + 1] as number); at += 1) {
          const value = values.get(wordTerm[at] as number);
          if (value !== undefined) count(name, stamp, value);
        }
      }
    }
    for (const [term, , names, value] of terms) {
      const common = isCommon(names);
      if (common && byName) continue;
      for (let at = postingStart[term] as number; at < (postingStart[term + 1] as number); at += 1) {
        const name = postings[at] as number;
        if (!common || (stamps[name] as number) >= base) count(name, stamp, value);
      }
    }
    // The run of the other name weighs more than this one word of ours.
    if (word.han === undefined) joinedKeys(word.term, (key) => runNames(key, 1.2 * weight));
    if (word.term.text.length >= 3 && word.term.text.length <= 8) runNames(acronymKey(word.term.text), 0.9 * weight);
    stamp += 1;
  }
  // Neighbouring words of the query written as one in the list, and pairs of characters.
  const average = queryTotal / Math.max(1, probes.length);
  const runsSeen = new Set<number>();
  runKeys(form.words, (key) => {
    if (runsSeen.has(key)) return;
    runsSeen.add(key);
    runNames(key, average / 4);
    stamp += 1;
  });
  const weightOf = new Map(probes.map(({ word, weight }) => [word.term.text, weight]));
  const joined = new Map<number, number>();
  joinedQuery(form, index, (term, alike, run) => {
    const names = (postingStart[term + 1] as number) - (postingStart[term] as number);
    const own = index.weights.words[form.kind].name * rarity(names, index.nameCount);
    const ours = run.reduce((sum, word) => sum + (weightOf.get(word.term.text) ?? 0), 0);
    joined.set(term, Math.max(joined.get(term) ?? 0, (alike * (ours + own)) / 2));
  });
  for (const [term, value] of joined) {
    for (let at = postingStart[term] as number; at < (postingStart[term + 1] as number); at += 1)
      count(postings[at] as number, stamp, value);
    stamp += 1;
  }
  for (const { word, terms, weight } of probes) {
    if (word.known || word.han !== undefined || word.term.text.length < 4 || (terms[0]?.[1] ?? 0) >= MET) continue;
    const factor = index.weights.words[form.kind][word.is];
    nearLetters(word.term, touches, LEAST * queryTotal, index, (name, names) =>
      count(name, stamp, (NEAR_LETTERS * (weight + factor * rarity(names, index.nameCount))) / 2),
    );
    stamp += 1;
  }
  scratch.stamp = stamp + 1;

  const wanted = KINDS.indexOf(form.kind);
  const top: number[] = [];
  const ranks: number[] = [];
  let least = 0;
  for (let at = 0; at < touches; at += 1) {
    const name = touched[at] as number;
    const sum = sums[name] as number;
    if (sum < LEAST * queryTotal) continue;
    const rank = (2 * sum) / (queryTotal + (nameTotal[name] as number));
    if (rank <= least && top.length >= most) continue;
    if (nameKind[name] !== wanted) continue;
    let place = top.length < most ? top.length : most - 1;
    while (place > 0 && (ranks[place - 1] as number) < rank) {
      ranks[place] = ranks[place - 1] as number;
      top[place] = top[place - 1] as number;
      place -= 1;
    }
    ranks[place] = rank;
    top[place] = name;
    least = ranks[top.length - 1] as number;
  }
  return top.map((name, at) => ({ name, rank: ranks[at] as number }));
}

/**
 * Which of the names that share something already have a word of nearly the letters of this one: two typing errors apart
 * at most? `names` is how many have that word.
 */
function nearLetters(
  own: Term,
  touches: number,
  least: number,
  index: ScreeningIndex,
  add: (name: number, names: number) => void,
): void {
  const { touched, sums } = scratchOf(index);
  const { wordStart, wordTerm, termLetters, termStart, postingStart } = index.columns;
  const { length } = own.text;
  // Each error changes two letters of the sets at most, and short words share letters by chance.
  const most = Math.min(4, length - 3);
  for (let each = 0; each < touches; each += 1) {
    const name = touched[each] as number;
    if ((sums[name] as number) < least) continue;
    for (let at = wordStart[name] as number; at < (wordStart[name + 1] as number); at += 1) {
      const term = wordTerm[at] as number;
      if (bitCount(((termLetters[term] as number) ^ own.letters) >>> 0) > most) continue;
      const itsLength = (termStart[term + 1] as number) - (termStart[term] as number);
      if (Math.abs(itsLength - length) > 2) continue;
      add(name, (postingStart[term + 1] as number) - (postingStart[term] as number));
      break;
    }
  }
}

/** How many letters may be in one word only, and how many letters longer one may be, for each way to meet. */
const MOST_BITS = { spelt: 2, 'one-letter': 2, sound: 8, 'near-sound': 4 } as const;
const MOST_LONGER = { spelt: 1, 'one-letter': 1, sound: 4, 'near-sound': 3 } as const;

/**
 * The spellings of the list that a word could be. A spelling that the list has is not searched for distant
 * relatives as well: those come with the other words of the name, and are then compared like any.
 */
function probeOf(word: NameWord, kind: PartyKind, index: ScreeningIndex): Probe {
  const scratch = scratchOf(index);
  const { probeStart, probes, probeChecks, postingStart, termStart, termLetters } = index.columns;
  const mask = probeStart.length - 2;
  const terms: [number, number, number][] = [];
  scratch.termStamp += 1;
  const likeness = (own: Term, term: number, longest: number, bits: number, how: ProbeKind): number => {
    if (how !== 'spelt' && how !== 'one-letter') {
      const other = index.term(term);
      return termLikeness(own, other, kind, index.weights, word.vowelless === true).alike;
    }
    if (how === 'spelt' && bits === 0 && index.term(term).text === own.text) return 1;
    // One letter apart, which is near enough to find candidates by.
    return word.known || (own.hasDigit && longest < 6) ? 0 : 1 - 0.9 / longest;
  };
  for (const own of [word.term, ...(word.readings ?? [])]) {
    const { length } = own.text;
    let isListed = false;
    const probe = (key: number, how: ProbeKind) => {
      if (how !== 'spelt' && (word.known || (isListed && how === 'near-sound'))) return;
      const bucket = key & mask;
      for (let at = probeStart[bucket] as number; at < (probeStart[bucket + 1] as number); at += 1) {
        if (probeChecks[at] !== key >>> 24) continue;
        const term = probes[at] as number;
        if (scratch.termStamps[term] === scratch.termStamp) continue;
        const itsLength = (termStart[term + 1] as number) - (termStart[term] as number);
        // One letter changes two bits at most; words that sound alike keep most of their letters.
        const bits = bitCount(((termLetters[term] as number) ^ own.letters) >>> 0);
        if (how !== 'name' && (bits > MOST_BITS[how] || Math.abs(itsLength - length) > MOST_LONGER[how])) continue;
        scratch.termStamps[term] = scratch.termStamp;
        const alike = likeness(own, term, Math.max(length, itsLength), bits, how);
        if (alike === 1) isListed = true;
        const names = (postingStart[term + 1] as number) - (postingStart[term] as number);
        if (alike > 0 && names > 0) terms.push([term, alike, names]);
      }
    };
    probeKeys(own, probe);
  }
  terms.sort((a, b) => b[1] - a[1]);
  const factor = index.weights.words[kind][word.is];
  // What is less alike says less about how common the word is.
  const names = terms.reduce((sum, [, alike, count]) => sum + count * alike ** 4, 0);
  const weight = factor * rarity(Math.max(1, names), index.nameCount);
  return {
    word,
    terms: terms.map(([term, alike, count]) => [
      term,
      alike,
      count,
      (alike * (weight + factor * rarity(count, index.nameCount))) / 2,
    ]),
    weight,
  };
}

/** Spellings in the list that are neighbouring words of the query written as one. */
function joinedQuery(
  form: NameForm,
  index: ScreeningIndex,
  add: (term: number, alike: number, run: readonly NameWord[]) => void,
): void {
  const { probeStart, probes, probeChecks, termLetters, termStart } = index.columns;
  const mask = probeStart.length - 2;
  for (let at = 0; at < form.words.length; at += 1) {
    const run: Term[] = [];
    let text = '';
    let letters = 0;
    for (let next = at; next < form.words.length && text.length <= 32; next += 1) {
      const { is, han, term, spelt } = form.words[next] as NameWord;
      if (is === 'form' || han !== undefined) break;
      run.push(spelt ?? term);
      text += (spelt ?? term).text;
      letters |= (spelt ?? term).letters;
      if (next === at || text.length < 4) continue;
      // More than three words only if they are syllables.
      if (run.length > 3 && text.length > 5 * run.length) break;
      joinedProbeKeys(text, run, (key) => {
        const bucket = key & mask;
        for (let place = probeStart[bucket] as number; place < (probeStart[bucket + 1] as number); place += 1) {
          if (probeChecks[place] !== key >>> 24) continue;
          const found = probes[place] as number;
          if (bitCount(((termLetters[found] as number) ^ letters) >>> 0) > 4) continue;
          const itsLength = (termStart[found + 1] as number) - (termStart[found] as number);
          if (Math.abs(itsLength - text.length) > 2) continue;
          const { alike } = termLikeness(termOf(text), index.term(found), form.kind, index.weights, false);
          if (alike > 0.8) add(found, 0.9 * alike, form.words.slice(at, next + 1));
        }
      });
    }
  }
}
