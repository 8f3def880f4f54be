import type { Verdict } from '../finding.ts';
import {
  ANYTHING,
  addIntervals,
  boundDigits,
  divideByPositive,
  EXACTLY_ONE,
  hull,
  type Interval,
  isNothing,
  multiplyIntervals,
  NOTHING,
} from '../quantity/interval.ts';
import { compare, larger, multiply, ONE, type Rational, smaller, ZERO } from '../quantity/rational.ts';
import type { BomGraph, Standing } from './bom.ts';

/** All that the content of a part depends on, in one money: as stated, or with answers to questions put in. */
export interface Knowledge {
  /** Is the part an input that counts: on the list, and of Chinese origin? */
  input(part: number): Verdict;
  /** Which share of its own value may the part hold in listed material beyond the parts listed below it? */
  rest(part: number): Interval;
  /** The value of one unit of the part. */
  own(part: number): Interval;
  /** How many units of the child the line says. */
  quantity(line: number): Interval;
  standing(part: number): Standing;
}

/** What is known by part number: an array, or what stands in for one. */
export interface ByPart {
  at(part: number): Interval | undefined;
}

/** The rest of a part whose contents are not stated: from nothing to all of its value. */
export const NOT_STATED: Interval = { lo: ZERO, hi: ONE };

/** Does the law look through all tiers, or at the direct inputs only? */
export type Tiers = 'all-tiers' | 'first-tier';

/** `[0, own value]`: what a part may hold when nothing more is said. */
function upTo(own: Interval): Interval {
  return { lo: ZERO, hi: own.hi };
}

/** What the listed inputs of a part contribute to one unit of it, from what each input contains. */
export function fromInputs(part: number, graph: BomGraph, known: Knowledge, tiers: Tiers, contained: ByPart): Interval {
  let sum = NOTHING;
  const end = graph.firstLine[part + 1] ?? 0;
  for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
    const child = graph.child[line] ?? 0;
    const each = tiers === 'all-tiers' ? (contained.at(child) ?? ANYTHING) : asDirectInput(child, known);
    if (!isNothing(each)) sum = addIntervals(sum, multiplyIntervals(known.quantity(line), each));
  }
  return sum;
}

/** What a part counts for as a direct input, when no further tier is looked at. */
export function asDirectInput(part: number, known: Knowledge): Interval {
  if (known.standing(part) !== 'sound') return ANYTHING;
  const input = known.input(part);
  if (input === 'not-met') return NOTHING;
  return input === 'met' ? known.own(part) : upTo(known.own(part));
}

/**
 * What value of controlled Chinese-origin inputs does one unit of this part hold, looking through all tiers (No. 61 of
 * 2025, para. 1(1), "含有、集成或者混有"; Q-07)? An input that counts is counted whole and not descended into, so that
 * nothing counts twice. A part that does not count holds what its inputs hold, and up to its own value more where its
 * contents are not stated. A part that may count is one or the other: the hull of both. A part in a loop, listed twice or
 * missing is wholly unknown.
 * @example // alloy (not Chinese) with 1 unit of Chinese dysprosium metal worth 0.30 holds [0.30, 0.30]
 */
export function containedIn(part: number, graph: BomGraph, known: Knowledge, contained: ByPart): Interval {
  if (known.standing(part) !== 'sound') return ANYTHING;
  const input = known.input(part);
  const own = known.own(part);
  if (input === 'met') return own;
  const held = addIntervals(
    fromInputs(part, graph, known, 'all-tiers', contained),
    multiplyIntervals(known.rest(part), own),
  );
  return input === 'not-met' ? held : hull(own, held);
}

/**
 * Which share of the product's own value are controlled Chinese-origin inputs? `held` is what its inputs contribute. The
 * product's value is positive, even where it is not known. Exact; 0.001 = 0.1 %.
 * @example // held [0.15, 0.15], value [8, 8]: 0.01875
 */
export function shareFrom(part: number, known: Knowledge, held: Interval): Interval {
  if (known.standing(part) !== 'sound') return ANYTHING;
  const input = known.input(part);
  if (input === 'met') return EXACTLY_ONE;
  const share = addIntervals(divideByPositive(held, known.own(part)), known.rest(part));
  return input === 'not-met' ? share : hull(EXACTLY_ONE, share);
}

/**
 * These parts and what is in them from the top down, each before the parts it is made of, as far as `goesBelow` says. A part in a
 * loop is never gone below, and a part known to contribute nothing (`atHand`, by part number) is left out.
 */
export function partsWithin(
  tops: readonly number[],
  graph: BomGraph,
  position: Int32Array,
  goesBelow: (part: number) => boolean,
  atHand?: readonly Interval[],
): number[] {
  const seen = new Set(tops);
  const found = [...seen];
  for (let next = 0; next < found.length; next += 1) {
    const part = found[next] ?? 0;
    if (graph.standing[part] !== 'sound' || !goesBelow(part)) continue;
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      const child = graph.child[line] ?? 0;
      if (graph.absence[line] === 2 || seen.has(child)) continue;
      const already = atHand?.[child];
      if (already !== undefined && isNothing(already)) continue;
      seen.add(child);
      found.push(child);
    }
  }
  return found.sort((a, b) => (position[b] ?? 0) - (position[a] ?? 0));
}

/**
 * What does the largest single input of one unit of the product amount to at least? A part that may count is there whole, or what is in
 * it is: the smaller of the two. Uses in several places are not added up.
 * @param within the product and what is in it, each before the parts it is made of
 * @example // an alloy worth 0.40 that may be Chinese, of 0.30 of Chinese metal: 0.30
 */
function leastSingleIn(product: number, graph: BomGraph, known: Knowledge, within: readonly number[]): Rational {
  const least = new Map<number, Rational>();
  for (const part of within.toReversed()) {
    if (known.standing(part) !== 'sound') continue;
    const input = part === product ? 'not-met' : known.input(part);
    const own = known.own(part).lo;
    let below = input === 'met' ? own : multiply(known.rest(part).lo, own);
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; input !== 'met' && line < end; line += 1) {
      const each = least.get(graph.child[line] ?? 0);
      if (each !== undefined) below = larger(below, multiply(known.quantity(line).lo, each));
    }
    const amount = input === 'unknown' ? smaller(own, below) : below;
    least.set(part, boundDigits({ lo: amount, hi: null }).lo);
  }
  return least.get(product) ?? ZERO;
}

/**
 * Which share does the largest single input have (reading `each-alone`)? One input is one part of the bill, with all its
 * uses in the product added up. Where it is open which parts count, the answer is an interval that holds every case.
 * Takes time in proportion to the parts and lines below the product.
 * @example // two Chinese metals worth 0.06 % and 0.07 % of the magnet: 0.0007, not 0.0013
 */
export function largestSingleShare(
  product: number,
  graph: BomGraph,
  known: Knowledge,
  tiers: Tiers,
  position: Int32Array,
  atHand?: readonly Interval[],
): Interval {
  if (known.standing(product) !== 'sound') return ANYTHING;
  const whole = known.input(product);
  if (whole === 'met') return EXACTLY_ONE;
  const goesBelow = (part: number) => known.input(part) !== 'met' && (tiers === 'all-tiers' || part === product);
  let lo: Rational = ZERO;
  let hi: Rational | null = ZERO;
  const count = (amount: Interval, isCertain: boolean) => {
    if (isCertain && compare(amount.lo, lo) > 0) lo = amount.lo;
    if (amount.hi === null) hi = null;
    else if (hi !== null && compare(amount.hi, hi) > 0) hi = amount.hi;
  };
  // Per part: how many units are in the product; `lo` counts only through parts that certainly do not count themselves.
  const units = new Map<number, Interval>([[product, EXACTLY_ONE]]);
  const within = partsWithin([product], graph, position, goesBelow, atHand);
  for (const part of within) {
    const here = units.get(part) ?? NOTHING;
    if (known.standing(part) !== 'sound') {
      count(multiplyIntervals(here, ANYTHING), false);
      continue;
    }
    const input = known.input(part);
    if (input !== 'not-met' && part !== product) count(multiplyIntervals(here, known.own(part)), input === 'met');
    if (input === 'met') continue;
    if (part !== product && tiers === 'first-tier') continue;
    const rest = known.rest(part);
    if (part !== product && !isNothing(rest)) {
      count(multiplyIntervals(here, multiplyIntervals(rest, known.own(part))), input === 'not-met');
    }
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      const child = graph.child[line] ?? 0;
      const more = multiplyIntervals(here, known.quantity(line));
      // Where the product itself counts its share is all of it, whatever is in it: see the end.
      const through = input === 'unknown' && part !== product ? upTo(more) : more;
      units.set(child, boundDigits(addIntervals(units.get(child) ?? NOTHING, through)));
    }
  }
  if (tiers === 'all-tiers') lo = larger(lo, leastSingleIn(product, graph, known, within));
  let share = divideByPositive({ lo, hi }, known.own(product));
  const rest = known.rest(product);
  share = { lo: larger(share.lo, rest.lo), hi: share.hi === null ? null : larger(share.hi, rest.hi ?? ONE) };
  return whole === 'not-met' ? share : hull(EXACTLY_ONE, share);
}
