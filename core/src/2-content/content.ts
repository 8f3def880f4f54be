import { type Composition } from '../composition.ts';
import { allOf, anyOf, type Verdict } from '../finding.ts';
import type { ValueBasis } from '../quantity/amount.ts';
import { atLeast, boundDigits, type Interval, isNothing, KEPT_DIGITS, NOTHING } from '../quantity/interval.ts';
import type { Rational } from '../quantity/rational.ts';
import type { BomGraph, BomProblem } from './bom.ts';
import {
  containedIn,
  fromInputs,
  type Knowledge,
  largestSingleShare,
  NOT_STATED,
  shareFrom,
  type Tiers,
} from './contained.ts';
import { type BasisUsed, type BasisValues, type Valuation, type ValueProblem, valuesOf } from './valuation.ts';

/** How the text is read where it can be read in more than one way (open questions and `cumulation`). */
export interface ContentReading {
  readonly lookThrough: Tiers;
  /** Do several inputs add up, or is each compared with the threshold alone? The text does not say. */
  readonly cumulation: 'add' | 'each-alone';
  /** Is every listed product in the bill tested, or the exported item only? */
  readonly levelOfTest: 'every-level' | 'exported-item-only';
  /** Which price basis counts? `any` = caught if caught on any that the bill states. */
  readonly valueBasis: 'any' | ValueBasis;
}

/** The question of limb 1(1), with the answers of other steps handed in by part number (rows of the bill only). */
export interface ContentAsked {
  readonly graph: BomGraph;
  /** Is the part on the list whose items count (No. 61: Annex 1 Part 1)? */
  readonly isInput: (part: number) => Verdict;
  /** Is the part on the list of products that are tested (No. 61: Annex 1 Part 2)? */
  readonly isProduct: (part: number) => Verdict;
  /** Is the part of Chinese origin, under the theory taken? See `originOf`. */
  readonly origin: (part: number) => Verdict;
  /** What is said of what the part is made of, against the list whose items count. */
  readonly composition: (part: number) => Composition;
  readonly reading: ContentReading;
  /** The share that is caught, itself included: 1/1000 under No. 61. */
  readonly threshold: Rational;
}

/** One product that is tested, on one basis. */
export interface ProductShare {
  readonly part: number;
  readonly id: string;
  readonly basis: BasisUsed;
  readonly valuation: Valuation;
  readonly isProduct: Verdict;
  /** Value of controlled Chinese-origin inputs that its inputs contribute, per unit, in `valuation.money`. */
  readonly contained: Interval;
  /** Value of one unit of the product. */
  readonly value: Interval;
  readonly share: Interval;
  /** Is the share at least the threshold? */
  readonly isReached: Verdict;
}

/** What the answer rests on besides the facts, or what is wrong with them. */
export type ContentProblem =
  | BomProblem
  | ValueProblem
  /** Parts whose value is stated on other bases than the one that counts: on this one it is unknown. */
  | { readonly code: 'mixed-basis'; readonly basis: BasisUsed; readonly parts: readonly string[] }
  /** Inputs whose currency no rate converts into the product's money: their value is unknown there. */
  | {
      readonly code: 'rate-missing';
      readonly money: string;
      readonly currencies: readonly string[];
      readonly parts: readonly string[];
    }
  /** Products that hold or may hold something, whose own value is not stated. It is not taken to be the sum of the parts. */
  | { readonly code: 'value-not-stated'; readonly parts: readonly string[] }
  /** Products with a value of exactly zero: no share of nothing can be computed. */
  | { readonly code: 'value-zero'; readonly parts: readonly string[] }
  /** Parts of which it is said that they hold no listed material, though their own facts or their inputs say that they do. */
  | { readonly code: 'contents-contradicted'; readonly parts: readonly string[] }
  /** So many contents were enormous fractions and were rounded outwards to so many digits. */
  | { readonly code: 'rounded'; readonly count: number; readonly digits: number };

/** The shares of all products in a bill, with what is needed to trace and question them. */
export interface Content {
  readonly asked: ContentAsked;
  readonly bases: readonly BasisValues[];
  /** By part number: is it on the list whose items count? */
  readonly onList: readonly Verdict[];
  /** By part number: is it of Chinese origin? Only asked where it may be on the list. */
  readonly chinese: readonly Verdict[];
  /** By part number: is it an input that counts, on the list and of Chinese origin? */
  readonly counts: readonly Verdict[];
  /** By part number: may it hold more than its listed inputs do? 1 = yes. */
  readonly open: Uint8Array;
  /** Under `all-tiers`, by part number: what one unit of the part contributes, in the money of the valuation. */
  readonly contained: ReadonlyMap<Valuation, readonly Interval[]>;
  /** By part number: its place in `graph.order`. */
  readonly position: Int32Array;
  /** Every part that is or may be a product, in the order of the bill, basis by basis. */
  readonly products: readonly ProductShare[];
  readonly problems: readonly ContentProblem[];
}

/** What is said of the contents of every part. */
interface Statements {
  /** By part number: may it hold listed material beyond the parts listed below it? 1 = yes. */
  readonly open: Uint8Array;
  readonly contradicted: readonly number[];
}

/**
 * May a part hold listed material beyond the parts listed below it? It may, unless somebody says otherwise. In this order:
 * `rareEarths: unknown` always leaves it open; `listed-below` closes it, `none` too, and so does a composition that leaves no room,
 * unless the part's own elements or an input say that it does hold such material (then it stays open, and what the inputs hold
 * counts); a part that is itself such a material is that material; `unstated: none` of the bill closes parts that say nothing of
 * what they are made of, and of the others those that list an input for each listed element that they can hold. All else is open.
 * @example // a magnet with dysprosium, without inputs and without a statement: open, whatever the bill says of unstated parts
 */
function statementsOf(asked: ContentAsked, onList: readonly Verdict[], counts: readonly Verdict[]): Statements {
  const { graph } = asked;
  const open = new Uint8Array(graph.ids.length);
  const contradicted: number[] = [];
  // By part number: is listed material that may be Chinese certainly in it, or is it such material?
  const holds = new Uint8Array(graph.ids.length);
  for (const part of graph.order) {
    const row = part < graph.rows ? graph.bom.parts[part] : undefined;
    if (row === undefined) continue;
    const hasListedInput = someInput(part, graph, (child) => holds[child] === 1);
    holds[part] = hasListedInput || (onList[part] === 'met' && counts[part] !== 'not-met') ? 1 : 0;
    const composition = asked.composition(part);
    const { is } = composition;
    const isContradicted = hasListedInput || (row.rareEarths === 'none' && is === 'holds');
    if (row.rareEarths === 'unknown') open[part] = 1;
    else if (row.rareEarths === 'none' || (row.rareEarths === undefined && is === 'excluded')) {
      if (!isContradicted) continue;
      open[part] = 1;
      contradicted.push(part);
    } else if (row.rareEarths === undefined && is !== 'itself') {
      const isSaid = graph.bom.unstated === 'none' && (is === 'not-described' || hasSources(part, composition, asked));
      if (!isSaid) open[part] = 1;
    }
  }
  return { open, contradicted: contradicted.sort((a, b) => a - b) };
}

/** Does an input that is certainly in the part meet this? */
function someInput(part: number, graph: BomGraph, isMet: (child: number) => boolean): boolean {
  const end = graph.firstLine[part + 1] ?? 0;
  for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
    if (graph.absence[line] === 0 && isMet(graph.child[line] ?? -1)) return true;
  }
  return false;
}

/** Is there an input with it for each listed element that the part holds or may hold? */
function hasSources(part: number, { elements }: Composition, { graph, composition }: ContentAsked): boolean {
  return (
    elements.length > 0 &&
    elements.every((symbol) =>
      someInput(part, graph, (child) => {
        if (child >= graph.rows) return false;
        const each = composition(child);
        return (each.is === 'holds' || each.is === 'itself') && each.elements.includes(symbol);
      }),
    )
  );
}

/** The facts of a bill as stated, in one money. */
export function knowledgeOf(
  graph: BomGraph,
  counts: readonly Verdict[],
  open: Uint8Array,
  own: readonly Interval[],
): Knowledge {
  return {
    input: (part) => counts[part] ?? 'unknown',
    rest: (part) => (open[part] === 1 ? NOT_STATED : NOTHING),
    own: (part) => own[part] as Interval,
    quantity: (line) => graph.quantity[line] as Interval,
    standing: (part) => graph.standing[part] ?? 'missing',
  };
}

/**
 * Which share of the value of each listed product in a bill of materials are controlled Chinese-origin inputs
 * (No. 61 of 2025, para. 1(1))? Shares are exact fractions (0.001 = 0.1 %), never rounded unless a problem `rounded` says
 * so, and then outwards. What is not known widens the interval; it never settles anything. Takes time in proportion to
 * parts and lines (reading `each-alone`: for each product, to what is below it). Nothing is thrown: what is wrong with the
 * bill is listed in `problems` and counts as unknown.
 * @example // magnet EUR 10 <- alloy from Viet Nam EUR 0.40 <- Chinese dysprosium metal EUR 0.30: share of the magnet 0.03
 */
export function contentOf(asked: ContentAsked): Content {
  const { graph, reading, threshold } = asked;
  const count = graph.ids.length;
  const onList: Verdict[] = [];
  const chinese: Verdict[] = [];
  const tested: Verdict[] = [];
  for (let part = 0; part < count; part += 1) {
    if (part >= graph.rows) {
      onList.push('unknown');
      chinese.push('unknown');
      tested.push('unknown');
      continue;
    }
    const isInput = asked.isInput(part);
    onList.push(isInput);
    chinese.push(isInput === 'not-met' ? 'unknown' : asked.origin(part));
    tested.push(graph.standing[part] === 'duplicate' ? 'unknown' : asked.isProduct(part));
  }
  const counts = onList.map((isInput, part) => allOf([isInput, chinese[part] ?? 'unknown']));
  const { open, contradicted } = statementsOf(asked, onList, counts);
  const position = new Int32Array(count);
  for (let place = 0; place < count; place += 1) position[graph.order[place] ?? 0] = place;
  const { bases, problems: valueProblems } = valuesOf(graph, reading.valueBasis);
  const products: ProductShare[] = [];
  const problems: ContentProblem[] = [...graph.problems, ...valueProblems];
  const containedBy = new Map<Valuation, readonly Interval[]>();
  const withoutValue = new Set<string>();
  const withZeroValue = new Set<string>();
  let rounded = 0;
  for (const values of bases) {
    const byPart: ProductShare[] = [];
    for (const [index, valuation] of values.valuations.entries()) {
      const mine: number[] = [];
      for (let part = 0; part < count; part += 1) {
        if (tested[part] !== 'not-met' && values.valuationOf[part] === index) mine.push(part);
      }
      if (mine.length === 0) continue;
      const known = knowledgeOf(graph, counts, open, valuation.own);
      const contained: Interval[] = Array.from({ length: count }, () => NOTHING);
      if (reading.lookThrough === 'all-tiers') {
        for (let place = 0; place < count; place += 1) {
          const part = graph.order[place] ?? 0;
          const exact = containedIn(part, graph, known, contained);
          const held = boundDigits(exact);
          if (held !== exact) rounded += 1;
          contained[part] = held;
        }
        containedBy.set(valuation, contained);
      }
      for (const part of mine) {
        const held = fromInputs(part, graph, known, reading.lookThrough, contained);
        const share =
          reading.cumulation === 'add'
            ? shareFrom(part, known, held)
            : largestSingleShare(part, graph, known, reading.lookThrough, position, containedBy.get(valuation));
        const value = known.own(part);
        const id = graph.ids[part] ?? '';
        if (graph.standing[part] === 'sound' && values.stated[part]?.basis === 'none' && !isNothing(share))
          withoutValue.add(id);
        if (isNothing(value)) withZeroValue.add(id);
        byPart[part] = {
          part,
          id,
          basis: values.basis,
          valuation,
          isProduct: tested[part] ?? 'unknown',
          contained: held,
          value,
          share,
          isReached: atLeast(share, threshold),
        };
      }
      const matters = (part: number) => counts[part] !== 'not-met' || open[part] === 1;
      const unconverted = [...valuation.unconverted].filter(([part]) => matters(part));
      if (unconverted.length > 0) {
        problems.push({
          code: 'rate-missing',
          money: valuation.money,
          currencies: [...new Set(unconverted.map(([, currency]) => currency))].sort(),
          parts: unconverted.map(([part]) => graph.ids[part] ?? ''),
        });
      }
    }
    for (const product of byPart) if (product !== undefined) products.push(product);
    const onOthers = values.stated.flatMap(({ basis }, part) =>
      basis === 'others' && (counts[part] !== 'not-met' || open[part] === 1 || tested[part] !== 'not-met')
        ? [graph.ids[part] ?? '']
        : [],
    );
    if (onOthers.length > 0) problems.push({ code: 'mixed-basis', basis: values.basis, parts: onOthers });
  }
  if (contradicted.length > 0)
    problems.push({ code: 'contents-contradicted', parts: contradicted.map((part) => graph.ids[part] ?? '') });
  if (withoutValue.size > 0) problems.push({ code: 'value-not-stated', parts: [...withoutValue] });
  if (withZeroValue.size > 0) problems.push({ code: 'value-zero', parts: [...withZeroValue] });
  if (rounded > 0) problems.push({ code: 'rounded', count: rounded, digits: KEPT_DIGITS });
  return { asked, bases, onList, chinese, counts, open, contained: containedBy, position, products, problems };
}

/** The answer for one exported part. */
export interface ContentLimb {
  readonly verdict: Verdict;
  /** The products that were tested for it: the part itself if it is one, and those within it, unless the reading says otherwise. */
  readonly tested: readonly TestedProduct[];
}

/** A product tested, and whether it is caught. */
export interface TestedProduct extends ProductShare {
  /** Is it in the exported part at all? `unknown` when every way to it runs through a quantity that may be 0. */
  readonly isPresent: Verdict;
  readonly verdict: Verdict;
}

/**
 * Which parts are in these, themselves included? By part number. `unknown` = only by way of a quantity that may be 0.
 * @param absence By line; as in the graph, or with answers put in.
 */
export function presenceIn(roots: readonly number[], graph: BomGraph, absence = graph.absence): readonly Verdict[] {
  const presence = graph.ids.map((): Verdict => 'not-met');
  for (const [verdict, allowed] of [
    ['met', 0],
    ['unknown', 1],
  ] as const) {
    const found: number[] = [];
    if (verdict === 'met') for (const root of roots) found.push(root);
    else for (const [part, known] of presence.entries()) if (known === 'met') found.push(part);
    for (const part of found) presence[part] = 'met';
    for (let next = 0; next < found.length; next += 1) {
      const part = found[next] ?? 0;
      const end = graph.firstLine[part + 1] ?? 0;
      for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
        const child = graph.child[line] ?? 0;
        if (presence[child] !== 'not-met' || (absence[line] ?? 2) > allowed) continue;
        presence[child] = verdict;
        found.push(child);
      }
    }
  }
  return presence;
}

/** The parts that no other part lists: what the bill as a whole is a bill of. In a bill that is all loop, every part. */
export function rootsOf(graph: BomGraph): readonly number[] {
  const isUsed = new Uint8Array(graph.ids.length);
  for (const child of graph.child) isUsed[child] = 1;
  const roots: number[] = [];
  for (let part = 0; part < graph.rows; part += 1) if (isUsed[part] === 0) roots.push(part);
  return roots.length > 0 ? roots : Array.from({ length: graph.rows }, (_, part) => part);
}

/**
 * Is the content limb met for the exported part (No. 61 of 2025, para. 1(1))? It is when any listed product in it, at any
 * level, the part itself included, reaches the threshold on any basis looked at. Under the reading
 * `exported-item-only` only the part itself is tested. An open product, share or presence leaves it `unknown`, unless
 * another product settles it.
 * @param root Number of the exported part; absent = all parts that no other part lists.
 * @example // rotor 200 with magnets 8 with Chinese dysprosium 0.15: rotor 0.00075, magnet 0.01875: 'met'
 */
export function contentLimb(content: Content, root?: number): ContentLimb {
  const { graph, reading } = content.asked;
  const roots = root === undefined ? rootsOf(graph) : [root];
  const isOnlyRoot = reading.levelOfTest === 'exported-item-only';
  const presence = presenceIn(roots, graph);
  const tested: TestedProduct[] = [];
  for (const product of content.products) {
    const isPresent = presence[product.part] ?? 'not-met';
    if (isPresent === 'not-met' || (isOnlyRoot && !roots.includes(product.part))) continue;
    tested.push({ ...product, isPresent, verdict: allOf([isPresent, product.isProduct, product.isReached]) });
  }
  return { verdict: anyOf(tested.map(({ verdict }) => verdict)), tested };
}
