import { boundDigits, EXACTLY_ONE, type Interval, isNothing, multiplyIntervals } from '../../quantity/interval.ts';
import { type OwnershipGraph, shareOfEdge } from './graph.ts';
import { SCALE } from './scaled-share.ts';
import type { Work } from './work.ts';

/** One way from a listed party to an entity: its edges from the top down, and the product of their shares. */
export interface HoldingPath {
  readonly edges: readonly number[];
  readonly product: Interval;
}

interface Step {
  readonly node: number;
  readonly edge: number;
  readonly worth: number;
  readonly below: Step | undefined;
  readonly bound: number;
}

/** A heap with the greatest bound on top. */
class Heap {
  readonly #items: Step[] = [];
  get size(): number {
    return this.#items.length;
  }
  push(item: Step): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(items[at] as Step, items[up] as Step)) break;
      [items[at], items[up]] = [items[up] as Step, items[at] as Step];
      at = up;
    }
  }
  pop(): Step | undefined {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let best = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < items.length && before(items[child] as Step, items[best] as Step)) best = child;
      }
      if (best === at) return top;
      [items[at], items[best]] = [items[best] as Step, items[at] as Step];
      at = best;
    }
  }
}

/** Greater bound first; then the smaller edge, so that the order never depends on chance. */
const before = (a: Step, b: Step) => (a.bound === b.bound ? a.edge < b.edge : a.bound > b.bound);

/** Steps looked at before the search for further paths is given up, and looks back along them. */
const MAX_STEPS = 20_000;
const MAX_LOOKS = 2_000_000;

/** The product of shares; exact up to 308 digits, then rounded outwards. */
export function productOf(shares: readonly Interval[]): Interval {
  return shares.reduce((product, share) => boundDigits(multiplyIntervals(product, share)), EXACTLY_ONE);
}

function largest(
  graph: OwnershipGraph,
  from: ReadonlySet<number>,
  target: number,
  isWithin: Uint8Array,
  share: (edge: number) => number,
  wanted: number,
  keep: (edges: readonly number[]) => boolean,
  work: Work,
): { readonly found: number[][]; readonly isCut: boolean } {
  // Greatest product from the party down to each node: what a partial path from below can still be worth.
  const reach = new Map<number, number>();
  const cameBy = new Map<number, number>();
  let isCut = false;
  const heap = new Heap();
  for (const node of from)
    if (isWithin[node] === 1) heap.push({ node, edge: -1, worth: 1, below: undefined, bound: 1 });
  for (let step = heap.pop(); step !== undefined; step = heap.pop()) {
    if (reach.has(step.node)) continue;
    reach.set(step.node, step.bound);
    cameBy.set(step.node, step.edge);
    work.spend(1 + (graph.outStart[step.node + 1] as number) - (graph.outStart[step.node] as number));
    for (let i = graph.outStart[step.node] as number; i < (graph.outStart[step.node + 1] as number); i++) {
      const edge = graph.outEdge[i] as number;
      const to = graph.owned[edge] as number;
      const bound = step.bound * share(edge);
      // Too small for a double: not told.
      if (bound === 0 && share(edge) > 0) isCut = true;
      if (bound > 0 && isWithin[to] === 1 && !reach.has(to))
        heap.push({ node: to, edge, worth: 1, below: undefined, bound });
    }
  }
  const found: number[][] = [];
  const search = new Heap();
  if (reach.has(target)) {
    search.push({ node: target, edge: -1, worth: 1, below: undefined, bound: reach.get(target) ?? 0 });
  }
  let [steps, looks] = [0, 0];
  for (let step = search.pop(); step !== undefined && found.length < wanted; step = search.pop()) {
    if (++steps > MAX_STEPS || looks > MAX_LOOKS) {
      isCut = true;
      break;
    }
    if (from.has(step.node) && step.below !== undefined) {
      const edges: number[] = [];
      for (let at: Step | undefined = step; at?.below !== undefined; at = at.below) edges.push(at.edge);
      if (keep(edges)) found.push(edges);
      continue;
    }
    for (let edge = graph.start[step.node] as number; edge < (graph.start[step.node + 1] as number); edge++) {
      const owner = graph.owner[edge] as number;
      const worth = step.worth * share(edge);
      const bound = worth * (reach.get(owner) ?? 0);
      if (bound <= 0) continue;
      // Only what stands in a loop can be met again.
      let isOnPath = false;
      if (graph.components.groupSize[graph.components.group[owner] as number] === 1) isOnPath = owner === step.node;
      else
        for (let at: Step | undefined = step; at !== undefined && !isOnPath; at = at.below) {
          isOnPath = at.node === owner;
          looks++;
        }
      if (!isOnPath) search.push({ node: owner, edge, worth, below: step, bound });
    }
  }
  // The largest of all is known without a search, however long it is.
  if (isCut && found.length === 0 && reach.has(target)) {
    const edges: number[] = [];
    for (let edge = cameBy.get(target) ?? -1; edge !== -1; edge = cameBy.get(graph.owner[edge] as number) ?? -1)
      edges.push(edge);
    edges.reverse();
    if (keep(edges)) found.push(edges);
  }
  work.spend(steps + Math.ceil(looks / 100));
  return { found, isCut };
}

/**
 * Through which chains does a party hold an entity? The largest first: best-first search from below, led by the greatest
 * product still possible (P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Trans. SSC 4(2), 1968). Chains that surely exist
 * come first, by their least product; then those with an unknown share, by their greatest. A chain passes an entity
 * once; what loops add is in the bounds, not in the products. Products are exact up to 308 digits; doubles only choose the order.
 * Cost: a step for each link below the party, then at most 20,000 steps of the search, each no longer than the chain so far and
 * 2,000,000 in all: chains are not walked one by one, and `hasMore` says that there may be others.
 */
export function pathsBetween(
  graph: OwnershipGraph,
  from: ReadonlySet<number>,
  target: number,
  isWithin: Uint8Array,
  wanted: number,
  work: Work,
): { readonly paths: readonly HoldingPath[]; readonly hasMore: boolean } {
  if (wanted === 0) return { paths: [], hasMore: false };
  const sure = largest(
    graph,
    from,
    target,
    isWithin,
    (edge) => (graph.lo[edge] as number) / SCALE,
    wanted + 1,
    () => true,
    work,
  );
  const possible =
    sure.found.length > wanted
      ? undefined
      : largest(
          graph,
          from,
          target,
          isWithin,
          (edge) => (graph.hi[edge] as number) / SCALE,
          wanted + 1 - sure.found.length,
          (edges) => edges.some((edge) => graph.lo[edge] === 0),
          work,
        );
  const all = [...sure.found, ...(possible?.found ?? [])];
  return {
    paths: all
      .slice(0, wanted)
      .map((edges) => ({ edges, product: productOf(edges.map((edge) => shareOfEdge(graph, edge))) })),
    hasMore: all.length > wanted || sure.isCut || possible?.isCut === true,
  };
}

/** Entities that hold each other in a ring, the shortest ring through one of them, and the product of its shares. */
export interface HoldingLoop {
  readonly members: readonly number[];
  /** Each holds a share in the next, and the last in the first. */
  readonly ring: readonly number[];
  readonly product: Interval;
}

/** The loops among these nodes, at most so many, one ring for each group. Cost: a step for each link. @example A holds 30 % of B and B 30 % of A: ring A, B, product 9 % */
export function loopsAmong(graph: OwnershipGraph, nodes: Int32Array, wanted: number): HoldingLoop[] {
  const { group } = graph.components;
  const inside = new Set(nodes);
  const loops: HoldingLoop[] = [];
  for (let at = 0; at < nodes.length && loops.length < wanted; ) {
    const first = nodes[at] as number;
    let next = at + 1;
    while (next < nodes.length && group[nodes[next] as number] === group[first]) next++;
    const members = nodes.slice(at, next).sort();
    at = next;
    const start = members[0] as number;
    // Breadth first from one member down to itself.
    const cameBy = new Map<number, number>();
    const queue = [start];
    let closing: number | undefined;
    for (let i = 0; i < queue.length && closing === undefined; i++) {
      const node = queue[i] as number;
      for (let o = graph.outStart[node] as number; o < (graph.outStart[node + 1] as number); o++) {
        const edge = graph.outEdge[o] as number;
        const to = graph.owned[edge] as number;
        if (to === start) {
          closing = edge;
          break;
        }
        if (group[to] !== group[start] || !inside.has(to) || cameBy.has(to)) continue;
        cameBy.set(to, edge);
        queue.push(to);
      }
    }
    if (closing === undefined) continue;
    const edges = [closing];
    for (let node = graph.owner[closing] as number; node !== start; ) {
      const edge = cameBy.get(node);
      if (edge === undefined) break;
      edges.push(edge);
      node = graph.owner[edge] as number;
    }
    edges.reverse();
    const product = productOf(edges.map((edge) => shareOfEdge(graph, edge)));
    if (isNothing(product)) continue;
    loops.push({ members: [...members], ring: edges.map((edge) => graph.owner[edge] as number), product });
  }
  return loops;
}
