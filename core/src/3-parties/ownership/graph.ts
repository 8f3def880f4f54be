import { addIntervals, boundDigits, EXACTLY_ONE, hull, type Interval } from '../../quantity/interval.ts';
import {
  add,
  commonMultiple,
  compare,
  larger,
  ONE,
  type Rational,
  smaller,
  subtract,
  ZERO,
} from '../../quantity/rational.ts';
import { dayNumber, type LegalDate } from '../../time/legal-date.ts';
import { type Components, componentsOf } from './components.ts';
import { partsOf, SCALE, scaled } from './scaled-share.ts';
import { ENTITY_KINDS, INTEREST_KINDS, type InterestKind, type OwnershipProblem } from './statements.ts';

/** The columns that `graphOf` reads: one row an interest. */
export interface InterestColumns {
  readonly count: number;
  readonly owner: Int32Array;
  readonly owned: Int32Array;
  readonly kind: Uint8Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly odd: ReadonlyMap<number, Interval>;
  readonly shareClass: Int32Array;
  readonly source: Int32Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
}

/** What the register knows of its parties. */
export interface PartyColumns {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly indexOf: (id: string) => number | undefined;
  readonly kind: Uint8Array;
  readonly clear: Uint8Array;
  readonly described: Uint8Array;
  readonly labels: readonly string[];
}

/** A link that is in force and never counts as a share. */
export interface ControlLink {
  readonly owner: number;
  readonly owned: number;
  readonly kind: InterestKind;
}

/**
 * Who holds what on one day. Nodes are the parties of the register and, after them, one `hand` for every party that holds
 * as a nominee: what the party owns hangs on its hand, and the hand belongs to the nominators, what they leave over to
 * the party itself. Edge `e` says that `owner[e]` holds between `lo[e]` and `hi[e]` (parts of `SCALE`, rounded outwards;
 * exact in `odd` where they are not whole parts); the edges into node `x` are `start[x] … start[x + 1] - 1`.
 */
export interface OwnershipGraph {
  readonly day: LegalDate;
  readonly parties: number;
  readonly nodes: number;
  readonly edges: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly indexOf: (id: string) => number | undefined;
  readonly start: Int32Array;
  readonly owner: Int32Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly odd: ReadonlyMap<number, Interval>;
  /** Edges without a share of their own: the owner holds at least this much of the owned party, through others. */
  readonly floors: ReadonlyMap<number, Rational>;
  /** Nodes with an edge in `floors`. */
  readonly hasFloor: Uint8Array;
  /** Nodes with an edge in `odd`. */
  readonly hasOdd: Uint8Array;
  /** Sum of `lo` into each node, at most `SCALE`. */
  readonly stated: Float64Array;
  /** 1: what the stated shares leave over is held by no listed party. */
  readonly clear: Uint8Array;
  /** 1: a clear node where shares are ranges, so that the worst case must be searched for. */
  readonly flexible: Uint8Array;
  /** 1: nobody has said who this party is. */
  readonly unnamed: Uint8Array;
  readonly outStart: Int32Array;
  /** Edges out of each node. */
  readonly outEdge: Int32Array;
  readonly owned: Int32Array;
  /** Hand of a party that is a nominee, else -1. */
  readonly hand: Int32Array;
  /** Party behind a node: itself, or whose hand it is. */
  readonly party: (node: number) => number;
  readonly components: Components;
  readonly controls: readonly ControlLink[];
  readonly problems: readonly OwnershipProblem[];
}

/** The exact range of an edge. */
export function shareOfEdge(graph: OwnershipGraph, edge: number): Interval {
  const odd = graph.odd.get(edge);
  if (odd !== undefined) return odd;
  const [lo, hi] = [graph.lo[edge] as number, graph.hi[edge] as number];
  const low = partsOf(lo);
  return lo === hi ? { lo: low, hi: low } : { lo: low, hi: partsOf(hi) };
}

interface Block {
  row: number;
  share: Interval;
}

/** What one owner holds, from everything that was said about it: order does not matter. */
function combined(rows: readonly number[], columns: InterestColumns, note: (disagree: boolean) => void): Interval {
  const shareOf = (row: number): Interval =>
    columns.odd.get(row) ?? { lo: partsOf(columns.lo[row] as number), hi: partsOf(columns.hi[row] as number) };
  // Class → source → blocks.
  const classes = new Map<number, Map<number, Block[]>>();
  for (const row of rows) {
    const shareClass = columns.shareClass[row] as number;
    const source = columns.source[row] as number;
    const sources = classes.get(shareClass) ?? new Map<number, Block[]>();
    classes.set(shareClass, sources);
    const blocks = sources.get(source) ?? [];
    sources.set(source, blocks);
    blocks.push({ row, share: shareOf(row) });
  }
  let total: Interval | undefined;
  for (const sources of classes.values()) {
    let ofClass: Interval | undefined;
    const said: Interval[] = [];
    for (const blocks of sources.values()) {
      const alike = new Map<string, { share: Interval; times: number }>();
      for (const { row, share } of blocks) {
        const hi = share.hi ?? ONE;
        const key = `${share.lo.n}/${share.lo.d} ${hi.n}/${hi.d} ${columns.from[row]} ${columns.until[row]} ${columns.kind[row]}`;
        const seen = alike.get(key);
        if (seen === undefined) alike.set(key, { share, times: 1 });
        else seen.times++;
      }
      let sum: Interval = { lo: ZERO, hi: ZERO };
      for (const { share, times } of alike.values()) {
        if (times > 1) note(false);
        const hi = share.hi ?? ONE;
        sum = boundDigits(addIntervals(sum, { lo: share.lo, hi: { n: hi.n * BigInt(times), d: hi.d } }));
      }
      said.push(sum);
    }
    const lo = said.map((each) => each.lo).reduce(larger);
    const hi = said.map((each) => each.hi ?? ONE).reduce(smaller);
    if (compare(lo, hi) <= 0) ofClass = { lo, hi };
    else {
      note(true);
      ofClass = said.reduce(hull);
    }
    total = total === undefined ? ofClass : boundDigits(addIntervals(total, ofClass));
  }
  const sum = total ?? EXACTLY_ONE;
  return { lo: sum.lo, hi: smaller(sum.hi ?? ONE, ONE) };
}

/** Bits that the shares of one party may have below the line when they are put over one denominator. */
const MOST_BITS = 1024;

/** Do these fractions add up to one that can still be worked with? */
function areShort(shares: Iterable<Interval>): boolean {
  let common = 1n;
  for (const { lo, hi } of shares) {
    for (const end of hi === null || hi === lo ? [lo] : [lo, hi]) {
      if (common % end.d === 0n) continue;
      common = commonMultiple(common, end.d);
      if (common >> BigInt(MOST_BITS) !== 0n) return false;
    }
  }
  return true;
}

/** The greatest holding through others that is stated for each owner. */
function floorsOf(rows: readonly number[], columns: InterestColumns): Map<number, Rational> {
  const floors = new Map<number, Rational>();
  for (const row of rows) {
    const by = columns.owner[row] as number;
    const least = columns.odd.get(row)?.lo ?? partsOf(columns.lo[row] as number);
    floors.set(by, larger(floors.get(by) ?? ZERO, least));
  }
  return new Map([...floors].sort(([a], [b]) => a - b));
}

const COUNTED = new Set(
  (['shareholding', 'nominee', 'consolidation'] satisfies InterestKind[]).map((kind) => INTEREST_KINDS.indexOf(kind)),
);
const NOMINEE = INTEREST_KINDS.indexOf('nominee');
const INDIRECT = INTEREST_KINDS.indexOf('indirect');
const KEPT_PROBLEMS = 1000;

/**
 * The graph of the interests that are in force on a day. See `OwnershipRegister.asOf`.
 * Stated shares of one party that add up to more than the whole contradict each other: any of them may be
 * the one that is overstated, so each may be anything from what it is without the excess up to what was stated.
 * Shares of one party in so many unlike fractions that their sum has more than 1,024 bits below the line count as the ranges
 * of whole parts of `SCALE` that they lie in.
 * Cost: a few steps for each interest, in force or not, and sorting the owners of each party.
 */
export function graphOf(columns: InterestColumns, day: LegalDate, parties: PartyColumns): OwnershipGraph {
  const today = dayNumber(day);
  const count = parties.ids.length;
  const problems: OwnershipProblem[] = [];
  const note = (problem: OwnershipProblem) => {
    if (problems.length < KEPT_PROBLEMS) problems.push(problem);
  };
  const name = (node: number) => parties.ids[node] ?? '';
  const rows = new Int32Array(columns.count);
  const controls: ControlLink[] = [];
  const hand = new Int32Array(count).fill(-1);
  const hands: number[] = [];
  const indirectRows = new Map<number, number[]>();
  let indirectCount = 0;
  let used = 0;
  for (let row = 0; row < columns.count; row++) {
    if ((columns.from[row] as number) > today || (columns.until[row] as number) <= today) continue;
    const kind = columns.kind[row] as number;
    if (!COUNTED.has(kind)) {
      const [owner, owned] = [columns.owner[row] as number, columns.owned[row] as number];
      controls.push({ owner, owned, kind: INTEREST_KINDS[kind] ?? 'other' });
      if (kind === INDIRECT && (columns.lo[row] as number) > 0) {
        const indirect = indirectRows.get(owned) ?? [];
        indirectRows.set(owned, indirect);
        indirect.push(row);
        indirectCount++;
      }
      continue;
    }
    rows[used++] = row;
    const nominee = columns.owned[row] as number;
    if (kind === NOMINEE && hand[nominee] === -1) {
      hand[nominee] = count + hands.length;
      hands.push(nominee);
    }
  }
  const nodes = count + hands.length;
  const ownedOf = (row: number): number => {
    const owned = columns.owned[row] as number;
    return columns.kind[row] === NOMINEE ? (hand[owned] as number) : owned;
  };
  // Rows by owned party; a hand also has an edge from its own party.
  const rowStart = new Int32Array(nodes + 1);
  for (let i = 0; i < used; i++) rowStart[ownedOf(rows[i] as number) + 1]!++;
  for (let node = 0; node < nodes; node++)
    rowStart[node + 1] = (rowStart[node + 1] as number) + (rowStart[node] as number);
  const sorted = new Int32Array(used);
  const fill = rowStart.slice();
  for (let i = 0; i < used; i++) {
    const row = rows[i] as number;
    const owned = ownedOf(row);
    sorted[fill[owned] as number] = row;
    fill[owned] = (fill[owned] as number) + 1;
  }
  const start = new Int32Array(nodes + 1);
  const owner = new Int32Array(used + hands.length + indirectCount);
  const lo = new Float64Array(used + hands.length + indirectCount);
  const hi = new Float64Array(used + hands.length + indirectCount);
  const odd = new Map<number, Interval>();
  const floors = new Map<number, Rational>();
  const hasFloor = new Uint8Array(nodes);
  const hasOdd = new Uint8Array(nodes);
  const stated = new Float64Array(nodes);
  const clear = new Uint8Array(nodes);
  const flexible = new Uint8Array(nodes);
  const unnamed = new Uint8Array(nodes);
  const [person, state, unknown] = (['person', 'state', 'unknown'] as const).map((kind) => ENTITY_KINDS.indexOf(kind));
  let edges = 0;
  const put = (node: number, from: number, share: Interval) => {
    const parts = scaled(share);
    owner[edges] = from;
    lo[edges] = parts.lo;
    hi[edges] = parts.hi;
    if (parts.odd !== undefined) {
      odd.set(edges, parts.odd);
      hasOdd[node] = 1;
    }
    edges++;
  };
  for (let node = 0; node < nodes; node++) {
    const [first, end] = [rowStart[node] as number, rowStart[node + 1] as number];
    start[node] = edges;
    const firstEdge = edges;
    const slice = sorted.subarray(first, end);
    const ownerAt = (row: number): number => {
      const by = columns.owner[row] as number;
      return (hand[by] as number) === -1 ? by : (hand[by] as number);
    };
    if (end - first > 1) slice.sort((a, b) => ownerAt(a) - ownerAt(b) || a - b);
    for (let at = first; at < end; ) {
      const row = sorted[at] as number;
      const from = ownerAt(row);
      let next = at + 1;
      while (next < end && ownerAt(sorted[next] as number) === from) next++;
      if (next === at + 1) {
        owner[edges] = from;
        lo[edges] = columns.lo[row] as number;
        hi[edges] = columns.hi[row] as number;
        const exact = columns.odd.get(row);
        if (exact !== undefined) {
          odd.set(edges, exact);
          hasOdd[node] = 1;
        }
        edges++;
      } else {
        const owned = columns.owned[row] as number;
        put(
          node,
          from,
          combined([...sorted.subarray(at, next)], columns, (disagree) =>
            note({
              code: disagree ? 'ownership/sources-disagree' : 'ownership/stated-twice',
              owner: name(columns.owner[row] as number),
              owned: name(owned),
            }),
          ),
        );
      }
      at = next;
    }
    if (hasOdd[node] === 1) {
      const fractions: Interval[] = [];
      for (let edge = firstEdge; edge < edges; edge++) {
        const exact = odd.get(edge);
        if (exact !== undefined) fractions.push(exact);
      }
      if (!areShort(fractions)) {
        for (let edge = firstEdge; edge < edges; edge++) odd.delete(edge);
        hasOdd[node] = 0;
      }
    }
    let low = 0;
    let high = 0;
    let ranges = false;
    for (let edge = firstEdge; edge < edges; edge++) {
      low += lo[edge] as number;
      high = Math.min(4e15, high + (hi[edge] as number));
      if (lo[edge] !== hi[edge]) ranges = true;
    }
    const isHand = node >= count;
    const kind = isHand ? -1 : (parties.kind[node] as number);
    const exactLow = (): Rational => {
      let sum: Rational = ZERO;
      for (let edge = firstEdge; edge < edges; edge++) {
        sum = add(sum, odd.get(edge)?.lo ?? partsOf(lo[edge] as number));
      }
      return sum;
    };
    clear[node] = isHand || kind === person || kind === state || parties.clear[node] === 1 ? 1 : 0;
    unnamed[node] = kind === unknown ? 1 : 0;
    if (kind === unknown) clear[node] = 0;
    const total = hasOdd[node] === 1 ? exactLow() : undefined;
    if (total === undefined ? low > SCALE : compare(total, ONE) > 0) {
      note({ code: 'ownership/over-whole', owned: name(isHand ? (hands[node - count] as number) : node) });
      // Each may be the one that is overstated, by all of what is too much.
      const excess = subtract(total ?? exactLow(), ONE);
      let least: Rational = ZERO;
      for (let edge = firstEdge; edge < edges; edge++) {
        const said = odd.get(edge) ?? { lo: partsOf(lo[edge] as number), hi: partsOf(hi[edge] as number) };
        const parts = scaled({ lo: larger(ZERO, subtract(said.lo, excess)), hi: said.hi });
        lo[edge] = parts.lo;
        hi[edge] = parts.hi;
        least = add(least, { n: BigInt(parts.lo), d: BigInt(SCALE) });
        if (parts.odd === undefined) odd.delete(edge);
        else {
          odd.set(edge, parts.odd);
          hasOdd[node] = 1;
        }
      }
      clear[node] = 1;
      ranges = true;
      stated[node] = Math.min(SCALE, Number((least.n * BigInt(SCALE)) / least.d));
    } else if (isHand) {
      const left = subtract(ONE, total ?? partsOf(low));
      let highest: Rational = ZERO;
      for (let edge = firstEdge; edge < edges; edge++) {
        highest = add(highest, odd.get(edge)?.hi ?? partsOf(hi[edge] as number));
      }
      const least = compare(highest, ONE) >= 0 ? ZERO : subtract(ONE, highest);
      if (left.n > 0n) put(node, hands[node - count] as number, { lo: least, hi: left });
      stated[node] = Math.min(SCALE, low + Number((least.n * BigInt(SCALE)) / least.d));
      ranges ||= compare(least, left) !== 0;
    } else stated[node] = Math.min(SCALE, low);
    flexible[node] = clear[node] === 1 && ranges ? 1 : 0;
    for (const [by, least] of floorsOf(indirectRows.get(node) ?? [], columns)) {
      owner[edges] = hand[by] === -1 ? by : (hand[by] as number);
      floors.set(edges, least);
      hasFloor[node] = 1;
      edges++;
    }
  }
  start[nodes] = edges;
  const outStart = new Int32Array(nodes + 1);
  for (let edge = 0; edge < edges; edge++) (outStart[(owner[edge] as number) + 1] as number)++;
  for (let node = 0; node < nodes; node++)
    outStart[node + 1] = (outStart[node + 1] as number) + (outStart[node] as number);
  const outEdge = new Int32Array(edges);
  const owned = new Int32Array(edges);
  const place = outStart.slice();
  for (let node = 0; node < nodes; node++) {
    for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++) {
      owned[edge] = node;
      const from = owner[edge] as number;
      outEdge[place[from] as number] = edge;
      place[from] = (place[from] as number) + 1;
    }
  }
  const components = componentsOf(nodes, { start, other: owner });
  for (const node of heldByThemselves({ start, owner, lo, components })) {
    note({ code: 'ownership/held-by-itself', owned: name(node < count ? node : (hands[node - count] as number)) });
  }
  // Last, as there may be many of them.
  for (let node = 0; node < count && problems.length < KEPT_PROBLEMS; node++) {
    if (parties.described[node] === 0) note({ code: 'ownership/party-not-described', owned: name(node) });
  }
  return {
    day,
    parties: count,
    nodes,
    edges,
    ids: parties.ids,
    names: parties.names,
    indexOf: parties.indexOf,
    start,
    owner,
    lo,
    hi,
    odd,
    floors,
    hasFloor,
    hasOdd,
    stated,
    clear,
    flexible,
    unnamed,
    outStart,
    outEdge,
    owned,
    hand,
    party: (node) => (node < count ? node : (hands[node - count] as number)),
    components,
    controls,
    problems,
  };
}

/**
 * The same graph, where nobody unnamed stands behind these parties. Who owns a listed party does not matter to what it
 * holds, and what was stated about its owners still counts; but that another listed party might secretly own it is not
 * taken to be open.
 */
export function withoutOpenRest(graph: OwnershipGraph, parties: readonly number[]): OwnershipGraph {
  const open = parties.filter((node) => graph.clear[node] === 0);
  if (open.length === 0) return graph;
  const clear = graph.clear.slice();
  const flexible = graph.flexible.slice();
  for (const node of open) {
    clear[node] = 1;
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      if (graph.lo[edge] !== graph.hi[edge]) flexible[node] = 1;
    }
  }
  return { ...graph, clear, flexible };
}

/** Members of loops whose stated shares in each other are the whole: nothing outside can own them. */
function* heldByThemselves(graph: Pick<OwnershipGraph, 'start' | 'owner' | 'lo' | 'components'>): Generator<number> {
  const { order, group, groupSize } = graph.components;
  for (let at = 0; at < order.length; ) {
    const size = groupSize[group[order[at] as number] as number] as number;
    const closed = new Set<number>();
    // Most entities stand in no loop; only those who own themselves need a look.
    if (size > 1 || ownsItself(graph, order[at] as number))
      for (const node of order.subarray(at, at + size)) closed.add(node);
    at += size;
    const waiting = [...closed];
    const owned = new Map<number, number[]>();
    const inside = new Map<number, number>();
    for (const node of closed) {
      let sum = 0;
      for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
        const by = graph.owner[edge] as number;
        if (!closed.has(by)) continue;
        sum += graph.lo[edge] as number;
        const list = owned.get(by);
        if (list === undefined) owned.set(by, [edge]);
        else list.push(edge);
      }
      inside.set(node, sum);
    }
    const edgeOwned = new Map<number, number>();
    for (const node of closed) {
      for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++)
        edgeOwned.set(edge, node);
    }
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (!closed.has(node) || (inside.get(node) ?? 0) >= SCALE) continue;
      closed.delete(node);
      for (const edge of owned.get(node) ?? []) {
        const below = edgeOwned.get(edge) as number;
        inside.set(below, (inside.get(below) ?? 0) - (graph.lo[edge] as number));
        if (closed.has(below)) waiting.push(below);
      }
    }
    yield* closed;
  }
}

function ownsItself({ start, owner }: Pick<OwnershipGraph, 'start' | 'owner'>, node: number): boolean {
  for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++)
    if (owner[edge] === node) return true;
  return false;
}
