import { type NameWord, type PartyKind } from '../names/name-form.ts';
import { variantsOf } from '../names/known-words.ts';
import { bitCount, editCost } from '../names/spelling.ts';
import type { Term } from '../names/term.ts';
import type { Weights } from './v1/weights.ts';

/** How two words met. */
export type Meeting =
  | 'same'
  | 'translation'
  | 'sound'
  | 'spelling'
  | 'variant'
  | 'romanisation'
  | 'consonants'
  | 'characters'
  | 'initial'
  | 'abbreviation'
  | 'acronym'
  | 'joined';

/** How alike two words are, from 0 (nothing in common that counts) to 1 (the same), and in what way. */
export interface Likeness {
  readonly alike: number;
  readonly how: Meeting;
}

/**
 * What was found for two spellings, so that one query against many names asks once. For one query, one kind and one set
 * of weights only.
 */
export type LikenessMemory = Map<Term, Map<string, Likeness>>;

const NOTHING: Likeness = { alike: 0, how: 'spelling' };
const SAME: Likeness = { alike: 1, how: 'same' };
const TRANSLATED: Likeness = { alike: 1, how: 'translation' };

/**
 * How alike are two words of names? Known words (places, lines of business, numbers) are the same or different, never
 * nearly the same; others may differ by spelling, sound or way of romanisation.
 * @example wordLikeness(lavrov, lavrof, 'person', V1) // { alike: 0.95, how: 'sound' }
 */
export function wordLikeness(
  a: NameWord,
  b: NameWord,
  kind: PartyKind,
  weights: Weights,
  memory?: LikenessMemory,
): Likeness {
  if (a.term.text === b.term.text) return a.han !== undefined && b.han === undefined && a.known ? TRANSLATED : SAME;
  if (a.known && b.known) return NOTHING;
  if (a.is === 'form' || b.is === 'form') return NOTHING;
  if (a.is === 'initial' || b.is === 'initial') return initialLikeness(a, b, weights);
  if (a.han !== undefined && b.han !== undefined) return characterLikeness(a, b, weights);
  if (memory === undefined || a.vowelless === true || b.vowelless === true || a.readings || b.readings)
    return readLikeness(a, b, kind, weights);
  let known = memory.get(a.term);
  if (!known) memory.set(a.term, (known = new Map()));
  const key = b.spelt === undefined ? b.term.text : `${b.term.text} ${b.spelt.text}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = readLikeness(a, b, kind, weights)));
  return found;
}

/** By all spellings and readings of both. */
function readLikeness(a: NameWord, b: NameWord, kind: PartyKind, weights: Weights): Likeness {
  let best = termLikeness(a.term, b.term, kind, weights, a.vowelless === true || b.vowelless === true);
  // A misspelt known word is not known: it may be near the other's spelling or near the word it stands for.
  if (a.spelt !== undefined) best = better(best, termLikeness(a.spelt, b.term, kind, weights, false));
  if (b.spelt !== undefined) best = better(best, termLikeness(a.term, b.spelt, kind, weights, false));
  for (const reading of a.readings ?? NONE) best = better(best, termLikeness(reading, b.term, kind, weights, false));
  for (const reading of b.readings ?? NONE) best = better(best, termLikeness(a.term, reading, kind, weights, false));
  return best;
}

const NONE: readonly Term[] = [];
const better = (one: Likeness, two: Likeness) => (two.alike > one.alike ? two : one);

function initialLikeness(a: NameWord, b: NameWord, { alike }: Weights): Likeness {
  const [short, long] = a.term.text.length <= b.term.text.length ? [a, b] : [b, a];
  if (short.is !== 'initial' || long.is === 'particle' || long.is === 'title') return NOTHING;
  return long.is !== 'initial' && long.term.text.startsWith(short.term.text)
    ? { alike: alike.initial, how: 'initial' }
    : NOTHING;
}

/** Characters against characters: equal ones count whole, homophones (the slip of an input method) in part. */
function characterLikeness(a: NameWord, b: NameWord, { alike }: Weights): Likeness {
  const one = [...(a.han as string)];
  const two = [...(b.han as string)];
  const same = a.term.text === b.term.text;
  let last = two.map((_, at) => at + 1);
  last.unshift(0);
  for (let i = 1; i <= one.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= two.length; j += 1) {
      const price = one[i - 1] === two[j - 1] ? 0 : same ? 1 - alike.homophone : 1;
      now.push(Math.min((last[j - 1] as number) + price, (last[j] as number) + 1, (now[j - 1] as number) + 1));
    }
    last = now;
  }
  const longest = Math.max(one.length, two.length);
  const found = 1 - (last[two.length] as number) / longest;
  return found >= 0.5 ? { alike: found, how: 'characters' } : NOTHING;
}

/**
 * How alike are two spellings?
 * @example termLikeness(termOf('jinping'), termOf('chinping'), 'person', V1, false).how // 'romanisation'
 */
export function termLikeness(a: Term, b: Term, kind: PartyKind, weights: Weights, vowelless: boolean): Likeness {
  if (a.text === b.text) return SAME;
  const { alike, leastAlike } = weights;
  const shortest = Math.min(a.text.length, b.text.length);
  const longest = Math.max(a.text.length, b.text.length);
  if (a.hasDigit || b.hasDigit) {
    if (shortest < 6 || longest - shortest > 1) return NOTHING;
    const cost = editCost(a.text, b.text, weights.letters);
    return cost <= 1 ? { alike: 1 - cost / longest, how: 'spelling' } : NOTHING;
  }
  if (kind === 'person' && sharesVariant(a.text, b.text)) return { alike: alike.variant, how: 'variant' };
  if (vowelless) return consonantLikeness(a, b, kind, weights);
  if (a.sound === b.sound && shortest >= 3) return { alike: alike.sound, how: 'sound' };
  const least = leastAlike[kind];
  let best = NOTHING;
  // Each edit changes two letters of the sets at most.
  if (longest - shortest <= Math.max(1, 0.35 * longest) && bitCount(a.letters ^ b.letters) <= 2 + longest / 2) {
    const spelt = 1 - editCost(a.text, b.text, weights.letters, (1 - least) * longest) / longest;
    const longestSound = Math.max(a.sound.length, b.sound.length);
    // A sound can do no better than `alike.sound`, so a spelling above it needs no ear.
    const heard =
      spelt >= alike.sound
        ? 0
        : alike.sound - editCost(a.sound, b.sound, weights.sounds, (alike.sound - least) * longestSound) / longestSound;
    const found = Math.max(spelt, heard);
    if (found >= least) best = { alike: found, how: spelt >= heard ? 'spelling' : 'sound' };
  }
  if (best.alike < alike.romanisation && shortest >= 2) {
    const keys = a.mandarin;
    if (keys.length > 0 && b.mandarin.some((key) => keys.includes(key)))
      best = better(best, { alike: alike.romanisation, how: 'romanisation' });
  }
  if (kind === 'organisation' && best.alike < alike.abbreviation && shortest >= 4 && longest >= shortest + 2) {
    const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a];
    if (long.text.startsWith(short.text) && longest <= 2.5 * shortest)
      best = better(best, { alike: alike.abbreviation, how: 'abbreviation' });
  }
  return best;
}

function sharesVariant(a: string, b: string): boolean {
  const groups = variantsOf(a);
  return groups.length > 0 && variantsOf(b).some((group) => groups.includes(group));
}

function consonantLikeness(a: Term, b: Term, kind: PartyKind, { alike, leastAlike, letters }: Weights): Likeness {
  const one = a.skeleton.replace(/^a(?=.)/, '');
  const two = b.skeleton.replace(/^a(?=.)/, '');
  if (one === '' || two === '') return NOTHING;
  if (one === two) return { alike: alike.consonants, how: 'consonants' };
  const found = alike.consonants - editCost(one, two, letters) / Math.max(one.length, two.length);
  return found >= leastAlike[kind] ? { alike: found, how: 'consonants' } : NOTHING;
}
