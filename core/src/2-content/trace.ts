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
import { compare } from '../quantity/rational.ts';
import { asDirectInput, fromInputs, type Knowledge, partsWithin, shareFrom } from './contained.ts';
import { type Content, knowledgeOf, type ProductShare } from './content.ts';

/**
 * Why a part contributes: it is an input that counts; it may be one; it may hold material that nobody stated; or it is in a
 * loop, listed twice or missing, so that nothing is known.
 */
export type ContributionKind = 'input' | 'may-be-input' | 'not-stated' | 'loop' | 'duplicate' | 'missing';

/** What one part adds to the content of a product. */
export interface Contribution {
  readonly part: number;
  readonly id: string;
  readonly kind: ContributionKind;
  /** Ids of one shortest way from the product down to the part, both included. */
  readonly path: readonly string[];
  /** How many ways lead to it. */
  readonly paths: bigint;
  /** Units of the part in one unit of the product, all ways added up. */
  readonly units: Interval;
  /** What it adds, in the product's money. */
  readonly amount: Interval;
  /** What it adds to the share. */
  readonly share: Interval;
}

/** Largest upper end first, no limit before all; then the larger lower end; then by id. */
function bySize(a: Contribution, b: Contribution): number {
  if (a.share.hi !== b.share.hi) {
    if (a.share.hi === null) return -1;
    if (b.share.hi === null) return 1;
    const order = compare(b.share.hi, a.share.hi);
    if (order !== 0) return order;
  }
  const order = compare(b.share.lo, a.share.lo);
  return order !== 0 ? order : a.id < b.id ? -1 : 1;
}

/**
 * Which part adds how much to this product's share? The shares add up to the share of the product (reading `add`), end by
 * end and exactly, unless an enormous fraction was rounded outwards (problem `rounded`). A part that may be an input is one
 * row: what lies below it is in that row. Parts that certainly add nothing are left out. Takes time in proportion to the
 * parts and lines below the product.
 * @example // magnet 10 <- alloy 0.40 <- Chinese dysprosium 0.30: one row, path [magnet, alloy, dysprosium], share 0.03
 */
export function traceContent(content: Content, product: ProductShare): readonly Contribution[] {
  const { counts, open, asked } = content;
  const known = knowledgeOf(asked.graph, counts, open, product.valuation.own);
  return contributionsTo(content, product, known).sort(bySize);
}

function contributionsTo(content: Content, tested: ProductShare, known: Knowledge): Contribution[] {
  const { asked, position } = content;
  const { graph, reading } = asked;
  const product = tested.part;
  const isFirstTier = reading.lookThrough === 'first-tier';
  const contained = content.contained.get(tested.valuation) ?? [];
  const goesBelow = (part: number) =>
    known.standing(part) === 'sound' && known.input(part) === 'not-met' && (part === product || !isFirstTier);
  const parts = partsWithin([product], graph, position, goesBelow, content.contained.get(tested.valuation));
  const value = known.own(product);
  const parent = new Map<number, number>();
  const depth = new Map<number, number>([[product, 0]]);
  const paths = new Map<number, bigint>([[product, 1n]]);
  const units = new Map<number, Interval>([[product, EXACTLY_ONE]]);
  const rows: Contribution[] = [];
  const addRow = (part: number, kind: ContributionKind, each: Interval, share?: Interval) => {
    const here = units.get(part) ?? NOTHING;
    const amount = multiplyIntervals(here, each);
    const ofProduct = share ?? divideByPositive(amount, value);
    if (isNothing(ofProduct)) return;
    const path: string[] = [];
    for (let at: number | undefined = part; at !== undefined; at = parent.get(at)) path.push(graph.ids[at] ?? '');
    rows.push({
      part,
      id: graph.ids[part] ?? '',
      kind,
      path: path.reverse(),
      paths: paths.get(part) ?? 0n,
      units: here,
      amount,
      share: ofProduct,
    });
  };
  for (const part of parts) {
    const isProduct = part === product;
    const standing = known.standing(part);
    const input = known.input(part);
    if (standing !== 'sound') addRow(part, standing, ANYTHING, isProduct ? ANYTHING : undefined);
    else if (input === 'met') addRow(part, 'input', known.own(part), isProduct ? EXACTLY_ONE : undefined);
    else if (input === 'unknown' && isProduct) {
      const held = fromInputs(part, graph, known, reading.lookThrough, contained);
      addRow(part, 'may-be-input', hull(value, held), shareFrom(part, known, held));
    } else if (input === 'unknown') {
      addRow(part, 'may-be-input', (isFirstTier ? asDirectInput(part, known) : contained[part]) ?? ANYTHING);
    } else if (isProduct || !isFirstTier) {
      const rest = known.rest(part);
      addRow(part, 'not-stated', multiplyIntervals(rest, known.own(part)), isProduct ? rest : undefined);
    }
    if (!goesBelow(part)) continue;
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      if (graph.absence[line] === 2) continue;
      const child = graph.child[line] ?? 0;
      const more = multiplyIntervals(units.get(part) ?? NOTHING, known.quantity(line));
      units.set(child, boundDigits(addIntervals(units.get(child) ?? NOTHING, more)));
      paths.set(child, (paths.get(child) ?? 0n) + (paths.get(part) ?? 0n));
      const below = (depth.get(part) ?? 0) + 1;
      const soFar = depth.get(child) ?? Number.POSITIVE_INFINITY;
      // Of two ways of one length, the one whose ids come first, whatever the order of the rows.
      const rival = parent.get(child);
      const isEarlier = rival !== undefined && (graph.ids[part] ?? '') < (graph.ids[rival] ?? '');
      if (below < soFar || (below === soFar && isEarlier)) {
        depth.set(child, below);
        parent.set(child, part);
      }
    }
  }
  return rows;
}
