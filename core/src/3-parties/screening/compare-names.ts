import { type NameForm, type NameWord, type PartyKind } from '../names/name-form.ts';
import { bitCount } from '../names/spelling.ts';
import { termOf } from '../names/term.ts';
import { type Weights } from './v1/weights.ts';
import { type Likeness, type LikenessMemory, type Meeting, termLikeness, wordLikeness } from './word-likeness.ts';

/** Words of both names that met. */
export interface MetWords {
  readonly ours: string;
  readonly theirs: string;
  readonly how: Meeting;
  /** 0-1. */
  readonly alike: number;
  /** What they count for. */
  readonly weight: number;
}

/** A word that found no partner. */
export interface LeftWord {
  readonly word: string;
  readonly is: NameWord['is'];
  readonly weight: number;
}

/** How alike two names are, and why. */
export interface NameComparison {
  /** 0 = nothing in common, 1 = every word the same. */
  readonly score: number;
  readonly met: readonly MetWords[];
  readonly leftOurs: readonly LeftWord[];
  readonly leftTheirs: readonly LeftWord[];
  /** Do stated legal forms agree? `unknown` when one side states none. */
  readonly forms: 'same' | 'different' | 'unknown';
}

interface Link {
  readonly i: number;
  readonly iEnd: number;
  readonly j: number;
  readonly jEnd: number;
  readonly alike: number;
  readonly how: Meeting;
  readonly rank: number;
}

/** What a word counts for. @example wordWeight(haige, 'organisation', V1) // 1, a trade name of five letters */
export function wordWeight(word: NameWord, kind: PartyKind, { words, lengths }: Weights): number {
  const length = word.han === undefined ? word.term.text.length : 4;
  const factor = word.known ? 1 : lengths[length <= 3 ? length - 1 : length <= 7 ? 3 : 4];
  return words[kind][word.is] * (factor ?? 1);
}

/**
 * Could these be names of one party? The words are paired, best pairs first; the score is
 *
 *     met / (met + misspelt × differences inside pairs + replaced × words that differ on both sides
 *                + extra × dearer × words of one side only × (1 + thin / met))
 *
 * in the weights of the words, so that a rare trade name counts most and a legal form least. It is the same whichever
 * name comes first; equal names score 1; a name without words scores 0.
 * @example LAVROV, Sergey / Sergey Viktorovich Lavrov, persons: met 2; one side has a patronymic more, 0.6 × 1.1 for its
 * eleven letters, at the price 0.25 × (1 + 0.3 / 2) = 0.2875; the score is 2 / (2 + 0.66 × 0.2875) = 0.913
 */
export function compareNames(ours: NameForm, theirs: NameForm, weights: Weights): NameComparison {
  return compared(ours, theirs, weights, undefined, true);
}

/**
 * The same score without its reasons, for one query against many names.
 * @example scoreNames(ours, theirs, V1, new Map()) === compareNames(ours, theirs, V1).score // true
 */
export function scoreNames(ours: NameForm, theirs: NameForm, weights: Weights, memory: LikenessMemory): number {
  return compared(ours, theirs, weights, memory, false).score;
}

function compared(
  ours: NameForm,
  theirs: NameForm,
  weights: Weights,
  memory: LikenessMemory | undefined,
  withReasons: boolean,
): NameComparison {
  const kind = theirs.kind;
  const links = chosenLinks(ours.words, theirs.words, kind, weights, memory);
  const leftOurs = leftOver(ours, links, kind, weights, 'i');
  const leftTheirs = leftOver(theirs, links, kind, weights, 'j');
  let met = 0;
  let misspelt = 0;
  const pairs: MetWords[] = [];
  for (const { i, iEnd, j, jEnd, alike, how } of links) {
    const ourWeight = weigh(ours.words, i, iEnd, kind, weights);
    const theirWeight = weigh(theirs.words, j, jEnd, kind, weights);
    let weight = (ourWeight + theirWeight) / 2;
    if (how === 'initial') {
      // An initial says one letter; what the full word says besides is left over.
      weight = Math.min(ourWeight, theirWeight);
      const rest = Math.abs(ourWeight - theirWeight);
      if (ourWeight > theirWeight) leftOurs.push({ word: spell(ours.words, i, iEnd), is: 'initial', weight: rest });
      else if (rest > 0) leftTheirs.push({ word: spell(theirs.words, j, jEnd), is: 'initial', weight: rest });
    }
    met += weight * alike;
    misspelt += weight * (1 - alike);
    if (withReasons)
      pairs.push({ ours: spell(ours.words, i, iEnd), theirs: spell(theirs.words, j, jEnd), how, alike, weight });
  }
  const [less, more] = [total(leftOurs), total(leftTheirs)].sort((a, b) => a - b) as [number, number];
  const forms = formsOf(ours, theirs);
  // The less telling what met is, the more what one side has besides: "General Motors" is not "General".
  const isFirm = kind === 'organisation';
  const surplus =
    (more - less) * (isFirm ? dearness(total(leftOurs) > total(leftTheirs) ? leftOurs : leftTheirs, weights) : 1);
  const extra = weights.extra[kind] * surplus * (1 + weights.thin[kind] / Math.max(met, 0.1));
  const against = weights.misspelt[kind] * misspelt + weights.replaced[kind] * less + extra;
  const lone = isLone(ours, theirs) ? weights.lone[kind] : 1;
  const alike = met === 0 ? 0 : (lone * met) / (met + against);
  return {
    score: alike === 0 ? 0 : Math.max(0, alike - (forms === 'different' ? weights.otherForm : 0)),
    met: pairs,
    leftOurs,
    leftTheirs,
    forms,
  };
}

/** One name has a single word besides titles and particles, the other has more. */
function isLone(ours: NameForm, theirs: NameForm): boolean {
  return hasOneName(ours.words) !== hasOneName(theirs.words);
}

function hasOneName(words: readonly NameWord[]): boolean {
  let count = 0;
  for (const { is } of words) if (is === 'name') count += 1;
  return count === 1;
}

/** How much dearer than others the words left on one side are, on average of their weights. */
function dearness(left: readonly LeftWord[], { dearer }: Weights): number {
  const sum = total(left);
  return sum === 0 ? 1 : left.reduce((all, { is, weight }) => all + weight * (dearer[is] ?? 1), 0) / sum;
}

const total = (left: readonly LeftWord[]) => left.reduce((sum, { weight }) => sum + weight, 0);

function weigh(words: readonly NameWord[], from: number, until: number, kind: PartyKind, weights: Weights): number {
  let sum = 0;
  for (let at = from; at < until; at += 1) sum += wordWeight(words[at] as NameWord, kind, weights);
  return sum;
}

const spell = (words: readonly NameWord[], from: number, until: number) =>
  words
    .slice(from, until)
    .map(({ term, spelt, han }) => han ?? (spelt ?? term).text)
    .join(' ');

function leftOver(
  { words }: NameForm,
  links: readonly Link[],
  kind: PartyKind,
  weights: Weights,
  side: 'i' | 'j',
): LeftWord[] {
  const left: LeftWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as NameWord;
    if (word.is === 'form' || isTaken(links, side, at)) continue;
    // A word that repeats an earlier one adds nothing: Sergey Sergey Shoigu.
    let repeats = false;
    for (let before = 0; before < at; before += 1) repeats ||= words[before]?.term.text === word.term.text;
    const weight = repeats ? 0 : wordWeight(word, kind, weights);
    left.push({ word: word.han ?? (word.spelt ?? word.term).text, is: word.is, weight });
  }
  return left;
}

function isTaken(links: readonly Link[], side: 'i' | 'j', at: number): boolean {
  for (const link of links)
    if (side === 'i' ? at >= link.i && at < link.iEnd : at >= link.j && at < link.jEnd) return true;
  return false;
}

function formsOf(ours: NameForm, theirs: NameForm): NameComparison['forms'] {
  let stated = 0;
  for (const one of ours.words) {
    if (one.is !== 'form') continue;
    for (const two of theirs.words) {
      if (two.is !== 'form') continue;
      // "Company" is said of every form.
      if (one.term.text === two.term.text || one.term.text === 'company' || two.term.text === 'company') return 'same';
      stated += 1;
    }
  }
  return stated === 0 ? 'unknown' : 'different';
}

/** Pairs of words, or runs of words, so that each word is in one pair at most; the best first. */
function chosenLinks(
  ours: readonly NameWord[],
  theirs: readonly NameWord[],
  kind: PartyKind,
  weights: Weights,
  memory: LikenessMemory | undefined,
): Link[] {
  const found: Link[] = [];
  const usedOurs = new Uint8Array(ours.length);
  const usedTheirs = new Uint8Array(theirs.length);
  // Of equal words those are paired that stand alike in both names, counted from the front and from the end.
  const apart = ours.length - theirs.length;
  const link = (i: number, iEnd: number, j: number, jEnd: number, { alike, how }: Likeness) => {
    const weight = weigh(ours, i, iEnd, kind, weights) + weigh(theirs, j, jEnd, kind, weights);
    // Equal words first, then by the fourth power: a poor pair must not win by covering more words than a good one.
    found.push({
      i,
      iEnd,
      j,
      jEnd,
      alike,
      how,
      rank: (alike === 1 ? 100 : alike ** 4) * weight - (Math.abs(i - j) + Math.abs(apart - i + j)) * 1e-6,
    });
  };
  for (let i = 0; i < ours.length; i += 1) {
    const a = ours[i] as NameWord;
    if (a.is === 'form') continue;
    for (let j = 0; j < theirs.length; j += 1) {
      const b = theirs[j] as NameWord;
      if (b.is === 'form') continue;
      const likeness = wordLikeness(a, b, kind, weights, memory);
      if (likeness.alike > 0) link(i, i + 1, j, j + 1, likeness);
    }
  }
  joinedRuns(ours, theirs, kind, weights, (i, iEnd, j, likeness) => link(i, iEnd, j, j + 1, likeness));
  joinedRuns(theirs, ours, kind, weights, (j, jEnd, i, likeness) => link(i, i + 1, j, jEnd, likeness));
  if (kind === 'organisation') {
    acronyms(ours, theirs, weights, (i, j, jEnd, likeness) => link(i, i + 1, j, jEnd, likeness));
    acronyms(theirs, ours, weights, (j, i, iEnd, likeness) => link(i, iEnd, j, j + 1, likeness));
  }
  // Ties are broken by the positions taken together, so that the order of the two names makes no difference.
  found.sort((a, b) => b.rank - a.rank || a.i + a.j - (b.i + b.j) || Math.min(a.i, a.j) - Math.min(b.i, b.j));
  return found.filter(({ i, iEnd, j, jEnd }) => {
    for (let at = i; at < iEnd; at += 1) if (usedOurs[at]) return false;
    for (let at = j; at < jEnd; at += 1) if (usedTheirs[at]) return false;
    usedOurs.fill(1, i, iEnd);
    usedTheirs.fill(1, j, jEnd);
    return true;
  });
}

/** Two to eight words that together spell one word of the other name. */
function joinedRuns(
  many: readonly NameWord[],
  one: readonly NameWord[],
  kind: PartyKind,
  weights: Weights,
  add: (from: number, until: number, at: number, likeness: Likeness) => void,
): void {
  for (let at = 0; at < one.length; at += 1) {
    const word = one[at] as NameWord;
    if (word.known || word.is === 'initial' || word.term.text.length < 4) continue;
    const longest = word.term.text.length + 2;
    const shortest = word.term.text.length - 2;
    for (let from = 0; from < many.length - 1; from += 1) {
      let text = '';
      let vowelless = word.vowelless === true;
      let letters = 0;
      for (let until = from; until < many.length; until += 1) {
        const part = many[until] as NameWord;
        if (part.is === 'form' || part.han !== undefined) break;
        const term = part.spelt ?? part.term;
        text += term.text;
        letters |= term.letters;
        vowelless ||= part.vowelless === true;
        if (text.length > longest) break;
        if (until === from || (!vowelless && text.length < shortest)) continue;
        if (!vowelless && text[0] !== word.term.text[0] && text.at(-1) !== word.term.text.at(-1)) continue;
        if (!vowelless && word.readings === undefined && bitCount((letters ^ word.term.letters) >>> 0) > 4) continue;
        let { alike } = termLikeness(termOf(text), word.term, kind, weights, vowelless);
        for (const reading of word.readings ?? [])
          alike = Math.max(alike, termLikeness(termOf(text), reading, kind, weights, false).alike);
        if (alike >= 0.8) add(from, until + 1, at, { alike: alike * weights.alike.joined, how: 'joined' });
      }
    }
  }
}

/** A short word that is the initials of a run of the other name's words, links left out. */
function acronyms(
  short: readonly NameWord[],
  long: readonly NameWord[],
  { alike }: Weights,
  add: (at: number, from: number, until: number, likeness: Likeness) => void,
): void {
  if (long.length < 3) return;
  short.forEach(({ term, is, known }, at) => {
    const letters = term.text;
    if (is !== 'name' || known || letters.length < 3 || letters.length > 8 || term.hasDigit) return;
    for (let from = 0; from + letters.length <= long.length; from += 1) {
      let next = 0;
      let until = from;
      for (; until < long.length && next < letters.length; until += 1) {
        const word = long[until] as NameWord;
        if (word.is === 'particle' && next > 0) continue;
        const { text } = word.spelt ?? word.term;
        if (text[0] !== letters[next] || text.length === 1) break;
        next += 1;
      }
      if (next === letters.length)
        add(at, from, until, { alike: letters.length === 3 ? alike.acronymOf3 : alike.acronymOf4, how: 'acronym' });
    }
  });
}
