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
  type ByPart,
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
  readonly contained: ByPart;
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

/** A set of answers, sorted by what they are about: looked at for thousands of products, sorted once. */
interface Supposed {
  readonly content: Content;
  /** How many answers were sorted; a set that has grown since is sorted again. */
  readonly count: number;
  readonly value: ReadonlyMap<number, End>;
  readonly rate: ReadonlyMap<string, End>;
  readonly quantity: ReadonlyMap<number, End>;
  readonly origin: ReadonlyMap<number, End>;
  readonly inputClass: ReadonlyMap<number, End>;
  readonly productClass: ReadonlyMap<number, End>;
  readonly more: ReadonlyMap<number, End>;
  readonly undone: ReadonlyMap<number, End>;
  /** The parts whose own facts the answers change; a rate changes more. */
  readonly touched: ReadonlySet<number>;
  /** What is in these roots, where answers about quantities that may be 0 change that. */
  presence: { readonly roots: readonly number[]; readonly of: readonly Verdict[] } | undefined;
}

const supposedBy = new WeakMap<readonly Answer[], Supposed>();

function supposed(content: Content, answers: readonly Answer[]): Supposed {
  const known = supposedBy.get(answers);
  if (known !== undefined && known.content === content && known.count === answers.length) return known;
  const { graph } = content.asked;
  const [value, quantity, origin, inputClass, productClass, more, undone] = Array.from(
    { length: 7 },
    () => new Map<number, End>(),
  ) as [
    Map<number, End>,
    Map<number, End>,
    Map<number, End>,
    Map<number, End>,
    Map<number, End>,
    Map<number, End>,
    Map<number, End>,
  ];
  const rate = new Map<string, End>();
  const touched = new Set<number>();
  for (const { fact, end } of answers) {
    const { part, line, loop } = fact;
    for (const each of loop ?? []) touched.add(each);
    touched.add(line === undefined ? part : rowOfLine(graph, line));
    switch (fact.fact) {
      case 'value':
        value.set(part, end);
        break;
      case 'rate':
        rate.set(fact.currency ?? '', end);
        break;
      case 'quantity':
        quantity.set(line ?? -1, end);
        break;
      case 'origin':
        origin.set(part, end);
        break;
      case 'class':
        if (fact.list === 'inputs') inputClass.set(part, end);
        // The first answer about a product counts.
        else if (!productClass.has(part)) productClass.set(part, end);
        break;
      case 'content':
        more.set(part, end);
        break;
      case 'listing':
        undone.set(part, end);
        break;
      case 'loop':
        break;
    }
  }
  for (const { fact, end } of answers) for (const part of fact.loop ?? []) undone.set(part, end);
  const sorted: Supposed = {
    content,
    count: answers.length,
    value,
    rate,
    quantity,
    origin,
    inputClass,
    productClass,
    more,
    undone,
    touched,
    presence: undefined,
  };
  supposedBy.set(answers, sorted);
  return sorted;
}

/** What would be known of the bill for this product with these answers? */
function knowledgeWith(content: Content, product: TestedProduct, answers: readonly Answer[]): Knowledge {
  const { asked, counts, open, onList, chinese } = content;
  const { graph } = asked;
  const { own, unconverted } = product.valuation;
  const base = knowledgeOf(graph, counts, open, own);
  if (answers.length === 0) return base;
  const { value, rate, quantity, origin, inputClass, more, undone } = supposed(content, answers);
  const answered = (end: End | undefined, otherwise: Verdict | undefined): Verdict =>
    end === undefined ? (otherwise ?? 'unknown') : end === 'most' ? 'met' : 'not-met';
  return {
    standing: (part) => (undone.has(part) ? 'sound' : base.standing(part)),
    // An undone part counts as one input worth nothing or everything.
    input: (part) => {
      if (undone.has(part)) return 'met';
      if (!inputClass.has(part) && !origin.has(part)) return base.input(part);
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
  const sorted = supposed(content, answers);
  if (sorted.presence?.roots === roots) return sorted.presence.of[product.part] ?? 'not-met';
  const matters = [...sorted.quantity].filter(([line]) => graph.absence[line] === 1);
  if (matters.length === 0) return product.isPresent;
  const absence = graph.absence.slice();
  for (const [line, end] of matters) absence[line] = end === 'least' ? 2 : 0;
  const of = presenceIn(roots, graph, absence);
  sorted.presence = { roots, of };
  return of[product.part] ?? 'not-met';
}

/** Is the product on the list of products, with these answers? */
function productWith(content: Content, product: TestedProduct, answers: readonly Answer[]): Verdict {
  const end = supposed(content, answers).productClass.get(product.part);
  return end === undefined ? product.isProduct : end === 'most' ? 'met' : 'not-met';
}

/** The parts whose value the rates of these answers change. */
function touchedByRates(product: TestedProduct, rates: ReadonlyMap<string, End>): Set<number> {
  const touched = new Set<number>();
  if (rates.size === 0) return touched;
  for (const [part, currency] of product.valuation.unconverted) if (rates.has(currency)) touched.add(part);
  return touched;
}

function listsAny(part: number, graph: BomGraph, isAmong: (child: number) => boolean): boolean {
  const end = graph.firstLine[part + 1] ?? 0;
  for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) if (isAmong(graph.child[line] ?? -1)) return true;
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
  effort.left -= parts.length + answers.length;
  const { touched, rate } = supposed(content, answers);
  // What the parts above an answer hold is worked out anew; all else is as stated, and is not copied.
  const changed = touchedByRates(product, rate);
  const isChanged = (part: number) => changed.has(part) || touched.has(part);
  const anew = new Map<number, Interval>();
  const contained: ByPart = { at: (part) => anew.get(part) ?? asStated?.[part] };
  for (let place = parts.length - 1; place > 0; place -= 1) {
    const part = parts[place] ?? 0;
    if (isFirstTier) anew.set(part, asDirectInput(part, known));
    else if (answers.length > 0 && (isChanged(part) || listsAny(part, graph, isChanged))) {
      anew.set(part, boundDigits(containedIn(part, graph, known, contained)));
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
  const verdict = allOf([
    presenceWith(content, product, roots, answers),
    productWith(content, product, answers),
    isReached,
  ]);
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
