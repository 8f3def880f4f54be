import { ANYTHING, addIntervals, isNothing, isPoint, multiplyIntervals, NOTHING, point } from '../quantity/interval.ts';
import { add, compare, isZero, multiply, type Rational, rational, subtract, ZERO } from '../quantity/rational.ts';
import { type Answer, type End, type Look, type OpenFact, type QuestionFact, unitsWithin } from './answers.ts';
import { fromInputs } from './contained.ts';
import type { Content, TestedProduct } from './content.ts';

/** What the answers are to settle. */
export type Goal = 'not-met' | 'met';

/** An end of an interval; `null` = without limit. */
type Size = Rational | null;
const times = (a: Size, b: Size): Size => {
  if ((a !== null && isZero(a)) || (b !== null && isZero(b))) return ZERO;
  return a === null || b === null ? null : multiply(a, b);
};
/** How far `a` lies above `b`; nothing when it does not. */
const above = (a: Size, b: Size): Size => {
  if (a === null) return b === null ? ZERO : null;
  return b === null || compare(a, b) <= 0 ? ZERO : subtract(a, b);
};
const inOrder = (a: Size, b: Size): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compare(a, b);
};

/** An answer that could be asked for, and what it would move. */
export interface Candidate extends Answer {
  /** By how much the answer moves the end of the content that the goal needs, all else as it is. */
  readonly gain: Size;
  /** How much it could move together with others: ranks answers that alone move nothing. */
  readonly promise: Size;
}

/** Among equals, what is easier to find out comes first. */
const EASIEST_FIRST: readonly QuestionFact[] = [
  'origin',
  'class',
  'content',
  'value',
  'rate',
  'quantity',
  'listing',
  'loop',
];

/** Stands for a gain that is enough alone. */
const ENOUGH = rational('1e90');

/**
 * Which open facts bear on a product, largest gain first? What a product holds is a sum of products of facts, so that one
 * fact changes it by the fact's own range, times the units of its part in the product: exact, except across a part that may
 * be an input, where the caller must look again. Gains are in the product's money.
 * @param taken Answers supposed already, by key of their fact: not offered again.
 * @example // two inputs of unknown origin that add 0.5 and 0.4: their origins, with gains 0.5 and 0.4
 */
export function candidatesFor(
  content: Content,
  product: TestedProduct,
  look: Look,
  goal: Goal,
  taken: ReadonlyMap<string, Answer>,
): Candidate[] {
  const { asked, onList, chinese } = content;
  const { graph, threshold, reading } = asked;
  const { known, contained } = look;
  const isDown = goal === 'not-met';
  const isFirstTier = reading.lookThrough === 'first-tier';
  const found: Candidate[] = [];
  const units = unitsWithin(content, product.part, look);
  const put = (fact: OpenFact, gain: Size, promise: Size, end: End = isDown ? 'least' : 'most') => {
    if (taken.has(fact.key) || (gain !== null && promise !== null && isZero(gain) && isZero(promise))) return;
    found.push({ fact, end, gain, promise });
  };
  for (const part of look.parts) {
    const isProduct = part === product.part;
    const here = units.get(part) ?? NOTHING;
    /** Per unit of the part: by how much the upper end falls or the lower end rises, and how much is at stake. */
    const move = (fact: OpenFact, perUnit: { falls: Size; rises: Size; promises: Size }) => {
      const gain = isDown ? times(here.hi, perUnit.falls) : times(here.lo, perUnit.rises);
      put(fact, gain, times(here.hi, perUnit.promises));
    };
    if (known.standing(part) !== 'sound') {
      const loop = graph.standing[part] === 'loop' ? graph.loopOf.get(part) : undefined;
      move(
        loop ? { key: `loop ${loop[0]}`, fact: 'loop', part, loop } : { key: `listing ${part}`, fact: 'listing', part },
        {
          falls: null,
          rises: null,
          promises: null,
        },
      );
      continue;
    }
    const input = known.input(part);
    const own = known.own(part);
    const currency = product.valuation.unconverted.get(part);
    const value: OpenFact =
      currency === undefined
        ? { key: `value ${part}`, fact: 'value', part }
        : { key: `rate ${currency}`, fact: 'rate', part, currency };
    const range = isPoint(own) ? ZERO : above(own.hi, own.lo);
    if (isProduct && input !== 'met') {
      // The larger the product's value, the smaller the share: the ends are exchanged.
      if (isDown) put(value, times(threshold, range) ?? ENOUGH, ZERO, 'most');
      else put(value, times(threshold, range), ZERO, 'least');
    }
    if (input === 'met') {
      if (!isProduct) move(value, { falls: range, rises: range, promises: own.hi });
      continue;
    }
    const below = isFirstTier && !isProduct ? NOTHING : fromInputs(part, graph, known, reading.lookThrough, contained);
    const more: OpenFact = { key: `content ${part}`, fact: 'content', part };
    const rest = isProduct || !isFirstTier ? known.rest(part) : NOTHING;
    const isOpen = !isPoint(rest);
    const held = addIntervals(below, multiplyIntervals(rest, own));
    if (input === 'unknown') {
      const facts: OpenFact[] = [];
      if (chinese[part] === 'unknown') facts.push({ key: `origin ${part}`, fact: 'origin', part });
      if (onList[part] === 'unknown') facts.push({ key: `class ${part}`, fact: 'class', list: 'inputs', part });
      const open = facts.filter(({ key }) => !taken.has(key));
      const now = inOrder(own.hi, held.hi) >= 0 ? own.hi : held.hi;
      for (const fact of open) {
        if (isProduct) put(fact, isDown || open.length === 1 ? null : ZERO, null);
        else
          move(fact, {
            falls: above(now, held.hi),
            rises: open.length === 1 ? above(own.lo, held.lo) : ZERO,
            promises: own.hi,
          });
      }
      // What the part holds may be worth more than the part: then the other answer is the one that helps.
      const [only] = open;
      if (only && !isProduct && isDown && open.length === 1)
        put(only, times(here.hi, above(now, own.hi)), ZERO, 'most');
      if (only && !isProduct && !isDown) put(only, times(here.lo, above(held.lo, own.lo)), ZERO, 'least');
      if (!isProduct && !isPoint(own)) {
        const least = addIntervals(below, multiplyIntervals(rest, point(own.lo))).hi;
        move(value, {
          falls: above(now, inOrder(own.lo, least) >= 0 ? own.lo : least),
          rises: ZERO,
          promises: own.hi,
        });
      }
    }
    // Below a part that may be an input, nothing matters while the part's own value is the larger of the two.
    const isCovered = input === 'unknown' && !isProduct && inOrder(held.hi, own.hi) <= 0;
    if (isOpen && isProduct) put(more, null, null);
    else if (isOpen) {
      move(more, {
        falls: isCovered ? ZERO : own.hi,
        rises: input === 'not-met' ? own.lo : above(own.lo, below.lo),
        promises: own.hi,
      });
    }
    if (!isDown && !isProduct && !isNothing(rest)) {
      move(value, { falls: ZERO, rises: times(rest.lo, range), promises: range });
    }
    if (isDown && isCovered) continue;
    if (isFirstTier && !isProduct) continue;
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      const child = graph.child[line] ?? 0;
      const quantity = known.quantity(line);
      const each = contained.at(child) ?? ANYTHING;
      if (isPoint(quantity) || isNothing(each)) continue;
      const width = above(quantity.hi, quantity.lo);
      move(
        { key: `quantity ${line}`, fact: 'quantity', part: child, line },
        { falls: times(width, each.hi), rises: times(width, each.lo), promises: times(quantity.hi, each.hi) },
      );
    }
  }
  return found.sort(
    (a, b) =>
      inOrder(b.gain, a.gain) ||
      inOrder(b.promise, a.promise) ||
      EASIEST_FIRST.indexOf(a.fact.fact) - EASIEST_FIRST.indexOf(b.fact.fact) ||
      ((graph.ids[a.fact.part] ?? '') < (graph.ids[b.fact.part] ?? '') ? -1 : 1),
  );
}

/**
 * Which answers should be supposed next? Without a limit somewhere, every part without one must be settled, once each. Else
 * the largest gains until they cover what is missing, which is the fewest answers when they add up.
 * @example // gains 0.5, 0.4 and 0.3 with 0.7 missing: the first two
 */
export function nextAnswers(
  candidates: readonly Candidate[],
  look: Look,
  product: TestedProduct,
  threshold: Rational,
  goal: Goal,
): Candidate[] {
  const endless = candidates.filter(({ gain }) => gain === null);
  if (endless.length > 0) {
    if (goal === 'met') return endless.slice(0, 1);
    const settled = endless.filter(({ fact }) => fact.fact !== 'quantity');
    const parts = new Set<number>();
    return (settled.length > 0 ? settled : endless).filter(({ fact }) => {
      const place = fact.line === undefined ? fact.part : -1 - fact.line;
      return parts.has(place) ? false : parts.add(place);
    });
  }
  const value = look.known.own(product.part);
  const missing =
    goal === 'not-met'
      ? above(look.held.hi, multiply(threshold, value.lo))
      : above(times(threshold, value.hi), look.held.lo);
  const chosen: Candidate[] = [];
  const parts = new Set<number>();
  let gained = ZERO;
  for (const candidate of candidates) {
    if (chosen.length > 0 && missing !== null) {
      const order = compare(gained, missing);
      if (goal === 'not-met' ? order > 0 : order >= 0) break;
    }
    if (chosen.length > 0 && (candidate.gain === null || isZero(candidate.gain))) break;
    if (candidate.fact.line === undefined && parts.has(candidate.fact.part)) continue;
    parts.add(candidate.fact.part);
    chosen.push(candidate);
    gained = add(gained, candidate.gain ?? ZERO);
  }
  return chosen;
}
