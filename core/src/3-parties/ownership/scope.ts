import type { Interval } from '../../quantity/interval.ts';
import { add, compare, ONE, type Rational, smaller, subtract, ZERO } from '../../quantity/rational.ts';
import { type OwnershipGraph, shareOfEdge } from './graph.ts';
import type { Work } from './work.ts';

/** Facts that are tried out in place of what was stated. */
export interface Supposed {
  /** Exact shares of edges. */
  readonly shares?: ReadonlyMap<number, Interval>;
  /** What the stated shares of a node leave over: held by no listed party, or by the listed party. */
  readonly rest?: ReadonlyMap<number, 'clear' | 'listed'>;
  /** A further share that the listed party takes in a node. */
  readonly stake?: ReadonlyMap<number, Rational>;
}

/** Numbers by node. */
export interface ByNode {
  readonly get: (node: number) => Rational | undefined;
}

/** Least and greatest holding of the seeds in every node of a scope. */
export interface Bounds {
  readonly lo: ByNode;
  readonly hi: ByNode;
  /** False: a loop was enclosed, not solved exactly. */
  readonly isExact: boolean;
  /** May any holding at all reach this node? Where a majority counts as the whole. */
  readonly isReached?: (node: number) => boolean;
}

/** Everything above one entity: the part of the graph that its answer depends on. */
export interface Scope {
  readonly graph: OwnershipGraph;
  /** The parties whose holding is asked for, with their hands. What is above them does not matter. */
  readonly seeds: ReadonlySet<number>;
  /** Nodes, owners first; the entity asked about is the last or in the last group. */
  readonly nodes: Int32Array;
  readonly supposed: Supposed;
  /** Bounds of the owners that are not among the nodes, as nothing of what is new here reaches them. */
  readonly known?: Bounds;
  /** The node asked about; absent: every node of the last group. */
  readonly target?: number;
  /** Other nodes whose numbers should be exact if they can be. */
  readonly alsoWanted?: ReadonlySet<number>;
  readonly work?: Work;
}

/** Numbers by node, over others that they hide. */
export class Layer implements ByNode {
  readonly #own = new Map<number, Rational>();
  readonly #under: ByNode | undefined;

  constructor(under: ByNode | undefined) {
    this.#under = under;
  }

  get(node: number): Rational | undefined {
    return this.#own.get(node) ?? this.#under?.get(node);
  }

  set(node: number, value: Rational): void {
    this.#own.set(node, value);
  }
}

/**
 * The nodes from which a way leads to the target, owners first; nothing above a seed. With a limit: undefined when there
 * are more.
 */
export function ancestorsOf(graph: OwnershipGraph, target: number, seeds: ReadonlySet<number>): Int32Array;
export function ancestorsOf(
  graph: OwnershipGraph,
  target: number,
  seeds: ReadonlySet<number>,
  limit: number,
): Int32Array | undefined;
export function ancestorsOf(
  graph: OwnershipGraph,
  target: number,
  seeds: ReadonlySet<number>,
  limit = Infinity,
): Int32Array | undefined {
  const seen = new Set<number>([target]);
  const found = [target];
  for (let at = 0; at < found.length; at++) {
    if (found.length > limit) return undefined;
    const node = found[at] as number;
    if (seeds.has(node) && node !== target) continue;
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      const owner = graph.owner[edge] as number;
      if (seen.has(owner)) continue;
      seen.add(owner);
      found.push(owner);
    }
  }
  const { position } = graph.components;
  return Int32Array.from(found).sort((a, b) => (position[a] as number) - (position[b] as number));
}

/**
 * The nodes whose holdings hang on these, themselves included, among those that are within; nothing below a seed but from it on.
 * Owners first. Cost: a step for each link out of them.
 */
export function dependentsOf(
  graph: OwnershipGraph,
  from: Iterable<number>,
  isWithin: Uint8Array,
  seeds: ReadonlySet<number>,
): Int32Array {
  const seen = new Set<number>();
  for (const node of from) if (isWithin[node] === 1) seen.add(node);
  const found = [...seen];
  const first = found.length;
  for (let at = 0; at < found.length; at++) {
    const node = found[at] as number;
    if (at >= first && seeds.has(node)) continue;
    for (let i = graph.outStart[node] as number; i < (graph.outStart[node + 1] as number); i++) {
      const to = graph.owned[graph.outEdge[i] as number] as number;
      if (isWithin[to] === 0 || seen.has(to)) continue;
      seen.add(to);
      found.push(to);
    }
  }
  const { position } = graph.components;
  return Int32Array.from(found).sort((a, b) => (position[a] as number) - (position[b] as number));
}

/** The seeds of these parties: each with its hand. */
export function seedsOf(graph: OwnershipGraph, listed: Iterable<number>): Set<number> {
  const seeds = new Set<number>();
  for (const node of listed) {
    seeds.add(node);
    const hand = graph.hand[node] ?? -1;
    if (hand !== -1) seeds.add(hand);
  }
  return seeds;
}

/** An edge into a node as the solvers see it. */
export interface Held {
  readonly edge: number;
  readonly owner: number;
  readonly share: Interval;
}

/** The owners of a node, with what is supposed in place of what was stated. */
export function ownersOf({ graph, supposed }: Scope, node: number): Held[] {
  const held: Held[] = [];
  for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
    held.push({
      edge,
      owner: graph.owner[edge] as number,
      share: supposed.shares?.get(edge) ?? shareOfEdge(graph, edge),
    });
  }
  return held;
}

/** Sum of the least shares. */
export function leastStated(owners: readonly Held[]): Rational {
  let sum: Rational = ZERO;
  for (const { share } of owners) sum = add(sum, share.lo);
  return smaller(sum, ONE);
}

/** Sum of the greatest shares, at most one. */
export function mostStated(owners: readonly Held[]): Rational {
  let sum: Rational = ZERO;
  for (const { share } of owners) {
    sum = add(sum, share.hi ?? ONE);
    if (compare(sum, ONE) >= 0) return ONE;
  }
  return sum;
}

/** What a listed party surely takes in a node beside the stated owners. */
export function supposedStake({ supposed }: Scope, node: number, owners: readonly Held[]): Rational {
  const stake = supposed.stake?.get(node) ?? ZERO;
  return supposed.rest?.get(node) === 'listed' ? add(stake, subtract(ONE, mostStated(owners))) : stake;
}

/** May an unnamed listed party hold what the stated shares of a node leave over? */
export function isOpen({ graph, supposed }: Scope, node: number): boolean {
  const rest = supposed.rest?.get(node);
  return rest === undefined ? graph.clear[node] === 0 : rest === 'listed';
}
