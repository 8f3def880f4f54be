import { allOf, type Verdict } from '../finding.ts';
import {
  ANYTHING,
  addIntervals,
  atLeast,
  boundDigits,
  EXACTLY_ONE,
  type Interval,
  isNothing,
  multiplyIntervals,
  NOTHING,
  point,
} from '../quantity/interval.ts';
import { isZero, larger, rational, smaller, ZERO } from '../quantity/rational.ts';
import type { BomGraph } from './bom.ts';
import {
  asDirectInput,
  containedIn,
  fromInputs,
  type Knowledge,
  largestSingleShare,
  partsWithin,
  shareFrom,
} from './contained.ts';
import { type Content, knowledgeOf, presenceIn, type TestedProduct } from './content.ts';

/**
 * What can be asked: the value of a part; its origin; whether it is on the list of inputs or of products (`class`); what it
 * holds beyond its listed inputs (`content`); the quantity of an input; how a loop is to be undone; a row that is missing or
 * listed twice (`listing`); a rate of exchange.
 */
export type QuestionFact = 'value' | 'origin' | 'class' | 'content' | 'quantity' | 'loop' | 'listing' | 'rate';

/** One fact that is open, by its place in the bill. */
export interface OpenFact {
  readonly key: string;
  readonly fact: QuestionFact;
  readonly part: number;
  /** `class`: on which list? */
  readonly list?: 'inputs' | 'products';
  /** `quantity`: the line. */
  readonly line?: number;
  /** `loop`: all its parts. */
  readonly loop?: readonly number[];
  /** `rate`: the currency. */
  readonly currency?: string;
}

/** The smallest or the largest that the fact can be; for yes and no: no or yes. */
export type End = 'least' | 'most';

/** A fact with the answer supposed. */
export interface Answer {
  readonly fact: OpenFact;
  readonly end: End;
}

/** How much looking is still allowed, in parts looked at; when it is spent, what was found so far is returned. */
export interface Effort {
  left: number;
}

/** One product looked at, with some answers supposed. */
export interface Look {
  readonly known: Knowledge;
  readonly share: Interval;
  readonly verdict: Verdict;
  readonly isReached: Verdict;
  /** What its inputs contribute. */
  readonly held: Interval;
  /** Parts that matter, from the top down. */
  readonly parts: readonly number[];
  /** By part number: what it contributes per unit. */
  readonly contained: readonly (Interval | undefined)[];
}

/**
 * Where no limit is known, these stand for "as small as need be" and "as large as need be". Positive, so that one answer
 * never makes up for a second unknown.
 */
const TINY = rational('1e-60');
const HUGE = rational('1e60');

function endOf(known: Interval, end: End): Interval {
  if (end === 'most') return point(known.hi ?? larger(HUGE, known.lo));
  if (!isZero(known.lo) || isNothing(known)) return point(known.lo);
  return point(known.hi === null ? TINY : smaller(TINY, known.hi));
}

/** What would be known of the bill for this product with these answers? */
function knowledgeWith(content: Content, product: TestedProduct, answers: readonly Answer[]): Knowledge {
  const { asked, counts, open, onList, chinese } = content;
  const { graph } = asked;
  const { own, unconverted } = product.valuation;
  const base = knowledgeOf(graph, counts, open, own);
  if (answers.length === 0) return base;
  const by = (fact: QuestionFact, key: (each: OpenFact) => number | string | undefined) =>
    new Map(answers.filter((each) => each.fact.fact === fact).map((each) => [key(each.fact), each.end]));
  const value = by('value', ({ part }) => part);
  const rate = by('rate', ({ currency }) => currency);
  const quantity = by('quantity', ({ line }) => line);
  const origin = by('origin', ({ part }) => part);
  const inputClass = by('class', ({ part, list }) => (list === 'inputs' ? part : undefined));
  const more = by('content', ({ part }) => part);
  const undone = by('listing', ({ part }) => part);
  for (const { fact, end } of answers) for (const part of fact.loop ?? []) undone.set(part, end);
  const answered = (end: End | undefined, otherwise: Verdict | undefined): Verdict =>
    end === undefined ? (otherwise ?? 'unknown') : end === 'most' ? 'met' : 'not-met';
  return {
    standing: (part) => (undone.has(part) ? 'sound' : base.standing(part)),
    // An undone part counts as one input worth nothing or everything.
    input: (part) => {
      if (undone.has(part)) return 'met';
      return allOf([answered(inputClass.get(part), onList[part]), answered(origin.get(part), chinese[part])]);
    },
    rest: (part) => {
      const end = more.get(part);
      return end === undefined ? base.rest(part) : end === 'most' ? EXACTLY_ONE : NOTHING;
    },
    own: (part) => {
      const whole = part === product.part ? undefined : undone.get(part);
      if (whole !== undefined) return whole === 'least' ? NOTHING : point(HUGE);
      const currency = unconverted.get(part);
      const end = currency === undefined ? value.get(part) : rate.get(currency);
      return end === undefined ? base.own(part) : endOf(base.own(part), end);
    },
    quantity: (line) => {
      const end = quantity.get(line);
      if (end === undefined) return base.quantity(line);
      return end === 'least' && graph.absence[line] === 1 ? NOTHING : endOf(base.quantity(line), end);
    },
  };
}

/** Share of a product that is itself in a loop, missing or listed twice: nothing, anything or all, as the answer says. */
function shareOfUnsound(part: number, answers: readonly Answer[]): Interval {
  const answer = answers.find(
    ({ fact }) => (fact.fact === 'loop' || fact.fact === 'listing') && (fact.loop ?? [fact.part]).includes(part),
  );
  if (answer === undefined) return ANYTHING;
  return answer.end === 'least' ? NOTHING : point(HUGE);
}

/** Is the product in the exported part, with these answers about quantities that may be 0? */
function presenceWith(
  content: Content,
  product: TestedProduct,
  roots: readonly number[],
  answers: readonly Answer[],
): Verdict {
  const { graph } = content.asked;
  const matters = answers.filter(({ fact }) => fact.line !== undefined && graph.absence[fact.line] === 1);
  if (matters.length === 0) return product.isPresent;
  const absence = graph.absence.slice();
  for (const { fact, end } of matters) absence[fact.line ?? -1] = end === 'least' ? 2 : 0;
  return presenceIn(roots, graph, absence)[product.part] ?? 'not-met';
}

/** Is the product on the list of products, with these answers? */
function productWith(product: TestedProduct, answers: readonly Answer[]): Verdict {
  const answer = answers.find(({ fact }) => fact.list === 'products' && fact.part === product.part);
  return answer === undefined ? product.isProduct : answer.end === 'most' ? 'met' : 'not-met';
}

/** The parts whose own facts these answers change; what is above them changes with them. */
function touchedBy(content: Content, product: TestedProduct, answers: readonly Answer[]): Set<number> {
  const { graph } = content.asked;
  const touched = new Set<number>();
  for (const { fact } of answers) {
    for (const part of fact.loop ?? []) touched.add(part);
    if (fact.line !== undefined) touched.add(rowOfLine(graph, fact.line));
    else touched.add(fact.part);
    if (fact.fact !== 'rate') continue;
    for (const [part, currency] of product.valuation.unconverted) if (currency === fact.currency) touched.add(part);
  }
  return touched;
}

function listsAny(part: number, graph: BomGraph, children: ReadonlySet<number>): boolean {
  if (children.size === 0) return false;
  const end = graph.firstLine[part + 1] ?? 0;
  for (let line = graph.firstLine[part] ?? 0; line < end; line += 1)
    if (children.has(graph.child[line] ?? -1)) return true;
  return false;
}

/** Which part does this line belong to? */
export function rowOfLine(graph: BomGraph, line: number): number {
  let [low, high] = [0, graph.firstLine.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((graph.firstLine[middle] ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * What would the share and the verdict of a product be, with these answers supposed? Exact; all else as in `contentOf`.
 * @example // dysprosium of unknown origin worth 2 %, supposed not Chinese: share 0, 'not-met'
 */
export function lookAt(
  content: Content,
  product: TestedProduct,
  roots: readonly number[],
  answers: readonly Answer[],
  effort: Effort,
): Look {
  const { asked, position } = content;
  const { graph, reading, threshold } = asked;
  const known = knowledgeWith(content, product, answers);
  const isFirstTier = reading.lookThrough === 'first-tier';
  const asStated = content.contained.get(product.valuation);
  const parts = partsWithin(
    [product.part],
    graph,
    position,
    (part) => known.input(part) !== 'met' && (!isFirstTier || part === product.part),
    asStated,
  );
  effort.left -= parts.length;
  const changed = touchedBy(content, product, answers);
  const contained: Interval[] = asStated?.slice() ?? [];
  for (let place = parts.length - 1; place > 0; place -= 1) {
    const part = parts[place] ?? 0;
    if (isFirstTier) contained[part] = asDirectInput(part, known);
    else if (changed.has(part) || listsAny(part, graph, changed)) {
      contained[part] = boundDigits(containedIn(part, graph, known, contained));
      changed.add(part);
    }
  }
  const isUnsound = graph.standing[product.part] !== 'sound';
  const held = isUnsound ? ANYTHING : fromInputs(product.part, graph, known, reading.lookThrough, contained);
  const share = isUnsound
    ? shareOfUnsound(product.part, answers)
    : reading.cumulation === 'add'
      ? shareFrom(product.part, known, held)
      : largestSingleShare(product.part, graph, known, reading.lookThrough, position);
  const isReached = atLeast(share, threshold);
  const verdict = allOf([presenceWith(content, product, roots, answers), productWith(product, answers), isReached]);
  return { known, share, verdict, isReached, held, parts, contained };
}

/**
 * How many units of each part are in one unit of the product? The lower ends count only ways through parts that certainly
 * are looked through.
 */
export function unitsWithin(content: Content, product: number, look: Look): ReadonlyMap<number, Interval> {
  const { graph, reading } = content.asked;
  const units = new Map<number, Interval>([[product, EXACTLY_ONE]]);
  for (const part of look.parts) {
    if (look.known.standing(part) !== 'sound' || look.known.input(part) === 'met') continue;
    if (part !== product && reading.lookThrough === 'first-tier') continue;
    const here = units.get(part) ?? NOTHING;
    // The product itself always: counted whole, its share would be all the larger.
    const isSure = part === product || look.known.input(part) === 'not-met';
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      if (graph.absence[line] === 2) continue;
      const child = graph.child[line] ?? 0;
      const more = multiplyIntervals(here, look.known.quantity(line));
      units.set(
        child,
        boundDigits(addIntervals(units.get(child) ?? NOTHING, isSure ? more : { lo: ZERO, hi: more.hi })),
      );
    }
  }
  return units;
}
