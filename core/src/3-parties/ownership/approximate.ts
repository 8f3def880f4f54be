import type { Interval } from '../../quantity/interval.ts';
import { ONE, type Rational, subtract } from '../../quantity/rational.ts';
import type { OwnershipGraph } from './graph.ts';
import { SCALE } from './scaled-share.ts';

/** Rounds of a loop, small and large, after which what was found so far has to do: it is sound at every moment. */
const MAX_ROUNDS = 1000;
const MAX_ROUNDS_LARGE = 100;
const LARGE = 64;
/** A value that moves by less does not matter: the bound stays sound without it. */
const SETTLED = 1e-13;

/**
 * Holdings multiplied through all chains in doubles, for the whole graph. Two numbers a node: what the seeds surely hold,
 * and what others surely hold; both are sums of products of shares from above the node, found owners first, loops by
 * repetition from zero. Every step stays below the true number or within one part in 2^53 of it; `error` is the room
 * that all steps together need, and whoever uses the numbers takes it off.
 */
export class Sweep {
  readonly graph: OwnershipGraph;
  /** Surely held by the seeds of the last run. Nodes that were not reached hold 0. */
  readonly sure: Float64Array;
  /** Surely held by others, in the last run. */
  readonly others: Float64Array;
  /** 1: `sure` is exact, as it needed no rounding. */
  readonly isExact: Uint8Array;
  /** 1: `others` is exact. */
  readonly othersExact: Uint8Array;
  /** What others surely hold when nobody is listed. */
  readonly baseline: Float64Array;
  readonly #baselineExact: Uint8Array;
  readonly #baselineSlack: Float64Array;
  readonly #isReached: Uint8Array;
  readonly #isSeed: Uint8Array;
  #reached: Int32Array = new Int32Array(0);
  /** What slow loops above may still have gained: an estimate, to decide where exact numbers are needed. */
  readonly slack: Float64Array;
  #rounds = 1;

  constructor(graph: OwnershipGraph) {
    this.graph = graph;
    this.sure = new Float64Array(graph.nodes);
    this.others = new Float64Array(graph.nodes);
    this.isExact = new Uint8Array(graph.nodes).fill(1);
    this.othersExact = new Uint8Array(graph.nodes).fill(1);
    this.slack = new Float64Array(graph.nodes);
    this.#isReached = new Uint8Array(graph.nodes);
    this.#isSeed = new Uint8Array(graph.nodes);
    this.#evaluate(graph.components.order);
    this.baseline = this.others.slice();
    this.#baselineExact = this.othersExact.slice();
    this.#baselineSlack = this.slack.slice();
  }

  /** Greatest relative error of a number: operations one after another, each off by at most 2^-53. */
  get error(): number {
    return (this.graph.edges + this.graph.nodes + 16) * (this.#rounds + 1) * 2 ** -51;
  }

  /** Starts from these parties, and returns every node they reach, owners first. */
  run(seeds: Iterable<number>): Int32Array {
    const { graph, sure, others, isExact, othersExact, baseline } = this;
    for (const node of this.#reached) {
      sure[node] = 0;
      others[node] = baseline[node] as number;
      isExact[node] = 1;
      othersExact[node] = this.#baselineExact[node] as number;
      this.slack[node] = this.#baselineSlack[node] as number;
      this.#isReached[node] = 0;
      this.#isSeed[node] = 0;
    }
    const found: number[] = [];
    for (const seed of seeds) {
      if (this.#isReached[seed] === 1) continue;
      this.#isReached[seed] = 1;
      this.#isSeed[seed] = 1;
      found.push(seed);
    }
    for (let at = 0; at < found.length; at++) {
      const node = found[at] as number;
      for (let i = graph.outStart[node] as number; i < (graph.outStart[node + 1] as number); i++) {
        const to = graph.owned[graph.outEdge[i] as number] as number;
        if (this.#isReached[to] === 1) continue;
        this.#isReached[to] = 1;
        found.push(to);
      }
    }
    const { position, order } = graph.components;
    const places = Int32Array.from(found, (node) => position[node] as number).sort();
    this.#reached = places.map((place) => order[place] as number);
    this.#evaluate(this.#reached);
    return this.#reached;
  }

  /** Sound bounds of a node in the last run, as exact numbers. */
  bounds(node: number): Interval {
    const kept = 1 - this.error;
    return {
      lo: notAbove((this.sure[node] as number) * kept),
      hi: subtract(ONE, notAbove((this.others[node] as number) * kept)),
    };
  }

  #evaluate(nodes: Int32Array): void {
    const { group, groupSize } = this.graph.components;
    for (let at = 0; at < nodes.length; ) {
      const first = nodes[at] as number;
      const of = group[first] as number;
      if ((groupSize[of] as number) === 1) {
        at++;
        if (!this.#ownsItself(first)) {
          this.#node(first);
          continue;
        }
        this.#loop(nodes, at - 1, at);
        continue;
      }
      let next = at + 1;
      while (next < nodes.length && group[nodes[next] as number] === of) next++;
      this.#loop(nodes, at, next);
      at = next;
    }
  }

  #ownsItself(node: number): boolean {
    const { start, owner } = this.graph;
    for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++) {
      if (owner[edge] === node) return true;
    }
    return false;
  }

  #loop(nodes: Int32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.sure[nodes[i] as number] = 0;
      this.others[nodes[i] as number] = 0;
    }
    let round = 0;
    let [moved, movedBefore] = [0, 0];
    const rounds = to - from > LARGE ? MAX_ROUNDS_LARGE : MAX_ROUNDS;
    for (; round < rounds; round++) {
      movedBefore = moved;
      moved = 0;
      for (let i = from; i < to; i++) {
        const node = nodes[i] as number;
        const before = (this.sure[node] as number) + (this.others[node] as number);
        this.#node(node);
        moved = Math.max(moved, (this.sure[node] as number) + (this.others[node] as number) - before);
      }
      if (moved <= SETTLED) break;
    }
    let slack = 0;
    if (round === rounds) {
      const pace = Math.min(0.999999, movedBefore > 0 ? moved / movedBefore : 1);
      slack = Math.min(1, (2 * moved) / (1 - pace));
    }
    this.#rounds = Math.max(this.#rounds, round + 1);
    for (let i = from; i < to; i++) {
      const node = nodes[i] as number;
      this.slack[node] = Math.min(1, slack + (this.slack[node] as number));
      this.isExact[node] = 0;
      this.othersExact[node] = 0;
    }
  }

  /** One node from its owners. */
  #node(node: number): void {
    const { graph, sure, others, isExact, othersExact, slack } = this;
    slack[node] = 0;
    if (this.#isSeed[node] === 1) {
      sure[node] = 1;
      others[node] = 0;
      return;
    }
    const { owner, lo } = graph;
    const [first, end] = [graph.start[node] as number, graph.start[node + 1] as number];
    let ours = 0;
    let theirs = 0;
    let loose = 0;
    let exact = graph.hasOdd[node] === 0;
    let theirsExact = exact;
    for (let edge = first; edge < end; edge++) {
      const by = owner[edge] as number;
      const share = lo[edge] as number;
      const held = sure[by] as number;
      const other = others[by] as number;
      if (held !== 0) {
        ours += share * held;
        if (held !== 1 || isExact[by] === 0) exact = false;
      }
      if (other !== 0) theirs += share * other;
      const gap = slack[by] as number;
      if (gap !== 0) loose += share * gap;
      if ((other !== 0 && other !== 1) || othersExact[by] === 0) theirsExact = false;
    }
    if (graph.clear[node] === 1) {
      let left = Math.max(0, SCALE - (graph.stated[node] as number) - (graph.hasOdd[node] === 1 ? end - first : 0));
      if (graph.flexible[node] === 1) {
        theirsExact = false;
        const edges: number[] = [];
        for (let edge = first; edge < end; edge++)
          if ((graph.hi[edge] as number) > (lo[edge] as number)) edges.push(edge);
        edges.sort((a, b) => (others[owner[a] as number] as number) - (others[owner[b] as number] as number));
        for (const edge of edges) {
          const more = Math.min(left, (graph.hi[edge] as number) - (lo[edge] as number));
          theirs += more * (others[owner[edge] as number] as number);
          left -= more;
        }
      }
      theirs += left;
    }
    if (graph.hasFloor[node] === 1) {
      for (let edge = first; edge < end; edge++) {
        const floor = graph.floors.get(edge);
        const held = sure[owner[edge] as number] as number;
        if (floor === undefined || held === 0) continue;
        const least = Number((floor.n * BigInt(SCALE)) / floor.d) * held;
        if (least <= ours) continue;
        ours = least;
        exact = false;
        // Where others are stated to hold too much beside it, the listed party's statement counts.
        if (theirs > SCALE - ours) {
          theirs = Math.max(0, SCALE - ours);
          theirsExact = false;
        }
      }
    }
    slack[node] = Math.min(1, loose / SCALE);
    sure[node] = Math.min(1, ours / SCALE);
    others[node] = Math.min(1, theirs / SCALE);
    isExact[node] = exact ? 1 : 0;
    othersExact[node] = theirsExact ? 1 : 0;
  }
}

/** A double from 0 to 1 as the next exact number that is not above it. @example notAbove(0.5) // 1/2 */
export function notAbove(value: number): Rational {
  const parts = Math.floor(Math.max(0, value) * 2 ** 52);
  return { n: BigInt(parts), d: 1n << 52n };
}

/**
 * Sound bounds on what the seeds hold of any node, in doubles with room for their rounding: for loops too large to be
 * solved exactly. Multiplied through all chains.
 */
export function approximateHoldings(graph: OwnershipGraph, seeds: Iterable<number>): (node: number) => Interval {
  const sweep = new Sweep(graph);
  sweep.run(seeds);
  return (node) => sweep.bounds(node);
}
