import type { Verdict } from '../../finding.ts';
import { add, compare, ONE, type Rational, rational, smaller, subtract, ZERO } from '../../quantity/rational.ts';
import { Sweep } from './approximate.ts';
import { type OwnershipGraph, shareOfEdge, withoutOpenRest } from './graph.ts';
import { majorityWhole } from './majority-whole.ts';
import { multipliedThrough } from './multiply.ts';
import type { OwnershipReadings } from './readings.ts';
import { SCALE } from './scaled-share.ts';
import { ancestorsOf, type Bounds, type Scope, seedsOf } from './scope.ts';

const VERDICTS = ['not-met', 'unknown', 'met'] as const satisfies readonly Verdict[];

/** Bounds of every listed party's holding in every entity that it reaches. */
export interface AllHoldings {
  /** One row a pair: number of the listed party (-1: all of them together), of the entity, and the bounds from 0 to 1. */
  readonly party: Int32Array;
  readonly entity: Int32Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** Upper bound, for each party of the graph, of what any listed party may hold through what was not stated. */
  readonly open: Float64Array;
  /** Is the threshold reached? By the number of the entity; listed parties themselves are `met`. */
  readonly verdict: (entity: number) => Verdict;
  /** How many pairs were decided with exact numbers, as doubles came too near the threshold. */
  readonly decidedExactly: number;
  /** How many pairs came too near and have too much above them: `unknown`, unless their bounds decide. */
  readonly leftUnknown: number;
}

/** Entities above one that is decided exactly, and in all such decisions. */
const MAX_ABOVE = 50_000;
const MAX_ABOVE_IN_ALL = 5_000_000;

/** Nearer to the threshold than this, sums of rounded shares do not decide. */
const NEAR = 1e-6;

class Rows {
  #count = 0;
  #party = new Int32Array(1024);
  #entity = new Int32Array(1024);
  #lo = new Float64Array(1024);
  #hi = new Float64Array(1024);

  add(party: number, entity: number, lo: number, hi: number): void {
    if (this.#count === this.#party.length) {
      const wider = <T extends Int32Array | Float64Array>(old: T, made: T) => {
        made.set(old);
        return made;
      };
      const size = this.#count * 2;
      this.#party = wider(this.#party, new Int32Array(size));
      this.#entity = wider(this.#entity, new Int32Array(size));
      this.#lo = wider(this.#lo, new Float64Array(size));
      this.#hi = wider(this.#hi, new Float64Array(size));
    }
    const at = this.#count++;
    this.#party[at] = party;
    this.#entity[at] = entity;
    this.#lo[at] = lo;
    this.#hi[at] = hi;
  }

  columns() {
    const end = this.#count;
    return {
      party: this.#party.subarray(0, end),
      entity: this.#entity.subarray(0, end),
      lo: this.#lo.subarray(0, end),
      hi: this.#hi.subarray(0, end),
    };
  }
}

/**
 * What does every listed party hold of every entity, on the day of the graph? Sound bounds in doubles (the true least and
 * greatest holding lie within; bounds in whole parts of `SCALE` are given as the nearest double), and a verdict for every entity that is exact at the threshold: where doubles come too
 * near, `multipliedThrough` or `majorityWhole` decides with exact numbers. Shares that nobody stated widen the upper bound
 * only. In a loop of clear parties whose shares are ranges the upper bound is wider than that of `holdingIn`, so `unknown`
 * may be settled there; `met` and `not-met` are final. Linear in the links below and beside the listed parties.
 * @example L holds 50 % of A, A holds 50 % of B: rows (L, A, 0.5, 1), (L, B, 0.25, 1); A is met, B unknown
 */
export function holdingsOfAll(
  onDay: OwnershipGraph,
  listed: readonly string[],
  readings: OwnershipReadings,
  threshold: Rational = rational('1/2'),
): AllHoldings {
  const parties = [...new Set(listed.flatMap((id) => onDay.indexOf(id) ?? []))].filter((node) => node < onDay.parties);
  const graph = withoutOpenRest(onDay, parties);
  const runs: { party: number; seeds: Set<number> }[] =
    readings.sum === 'sum'
      ? [{ party: -1, seeds: seedsOf(graph, parties) }]
      : parties.map((party) => ({ party, seeds: seedsOf(graph, [party]) }));
  const rows = new Rows();
  const verdicts = new Uint8Array(graph.parties);
  const limit = Number(threshold.n) / Number(threshold.d);
  let [decidedExactly, leftUnknown, above] = [0, 0, 0];
  /** The verdict of one pair; `near`: doubles do not decide. */
  const judge = (
    solve: (scope: Scope) => Bounds,
    seeds: Set<number>,
    entity: number,
    lo: number,
    hi: number,
    nearLo: boolean,
    nearHi: boolean,
  ) => {
    let verdict = lo >= limit ? 2 : hi < limit ? 0 : 1;
    if (verdict !== 2 && (nearLo || nearHi)) {
      const nodes = above < MAX_ABOVE_IN_ALL ? ancestorsOf(graph, entity, seeds, MAX_ABOVE) : undefined;
      above += nodes?.length ?? MAX_ABOVE;
      if (nodes === undefined) {
        leftUnknown++;
        if (hi >= limit && verdicts[entity] === 0) verdicts[entity] = 1;
        return;
      }
      decidedExactly++;
      const bounds: Bounds = solve({ graph, seeds, nodes, supposed: {} });
      const [low, high] = [bounds.lo.get(entity) ?? ZERO, bounds.hi.get(entity) ?? ONE];
      verdict = compare(low, threshold) >= 0 ? 2 : compare(high, threshold) < 0 ? 0 : 1;
    }
    if (verdict > (verdicts[entity] as number)) verdicts[entity] = verdict;
  };
  const open = new Float64Array(graph.parties);
  const none = new Set<number>();
  if (readings.chain === 'multiply') {
    const sweep = new Sweep(graph);
    const solve = (scope: Scope) => multipliedThrough(scope, (node) => sweep.bounds(node));
    /** Nearer to the threshold than this, doubles do not decide. */
    const near = (entity: number) => 4 * sweep.error + (sweep.slack[entity] as number);
    /** Whole parts are given back exactly, and so is their difference. */
    const rest = (others: number) => (SCALE - Math.round(others * SCALE)) / SCALE;
    const top = (others: number) => Math.min(1, 1 - others * (1 - sweep.error) + 2 ** -50);
    for (let entity = 0; entity < graph.parties; entity++) {
      const others = sweep.baseline[entity] as number;
      open[entity] = sweep.othersExact[entity] === 1 ? rest(others) : top(others);
      const isNear = sweep.othersExact[entity] === 0 && Math.abs(1 - others - limit) < near(entity);
      judge(solve, none, entity, 0, open[entity] as number, false, isNear);
    }
    for (const { party, seeds } of runs) {
      for (const entity of sweep.run(seeds)) {
        if (entity >= graph.parties || seeds.has(entity)) continue;
        const sure = sweep.sure[entity] as number;
        const others = sweep.others[entity] as number;
        const isExact = sweep.isExact[entity] === 1;
        const othersExact = sweep.othersExact[entity] === 1;
        const lo = isExact ? sure : Math.max(0, sure * (1 - sweep.error) - Number.MIN_VALUE);
        const hi = Math.max(lo, othersExact ? rest(others) : top(others));
        rows.add(party, entity, lo, hi);
        judge(
          solve,
          seeds,
          entity,
          lo,
          hi,
          !isExact && Math.abs(sure - limit) < near(entity),
          !othersExact && Math.abs(1 - others - limit) < near(entity),
        );
      }
    }
  } else {
    const sweep = new MajoritySweep(graph);
    for (let entity = 0; entity < graph.parties; entity++) {
      open[entity] = Math.min(1, (sweep.most(entity) as number) / SCALE);
      judge(
        majorityWhole,
        none,
        entity,
        0,
        open[entity] as number,
        false,
        sweep.isNear(entity, sweep.most(entity), limit),
      );
    }
    for (const { party, seeds } of runs) {
      for (const entity of sweep.run(seeds)) {
        if (entity >= graph.parties || seeds.has(entity)) continue;
        const least = sweep.least(entity);
        const most = sweep.most(entity);
        const lo = Math.min(1, least / SCALE);
        const hi = Math.max(lo, Math.min(1, most / SCALE));
        rows.add(party, entity, lo, hi);
        judge(
          majorityWhole,
          seeds,
          entity,
          lo,
          hi,
          sweep.isNear(entity, least, limit),
          sweep.isNear(entity, most, limit),
        );
      }
    }
  }
  for (const party of parties) verdicts[party] = 2;
  return {
    ...rows.columns(),
    open,
    verdict: (entity) => VERDICTS[verdicts[entity] ?? 1] ?? 'unknown',
    decidedExactly,
    leftUnknown,
  };
}

const HALF = SCALE / 2;
const EXACT_HALF = rational('1/2');

/**
 * Counts a majority as the whole, for the whole graph, in whole parts of `SCALE`, which doubles add without rounding. Nodes
 * with a share that is not whole parts (1/3) are decided with exact fractions when they come near a half.
 */
class MajoritySweep {
  readonly #graph: OwnershipGraph;
  readonly #base: Uint8Array;
  readonly #baseRoom: Float64Array;
  readonly #baseCan: Float64Array;
  readonly #counts: Uint8Array;
  readonly #least: Float64Array;
  readonly #room: Float64Array;
  readonly #can: Float64Array;
  readonly #may: Uint8Array;
  readonly #isReached: Uint8Array;
  #reached: number[] = [];
  #seeds: ReadonlySet<number> = new Set();

  constructor(graph: OwnershipGraph) {
    this.#graph = graph;
    const { nodes } = graph;
    this.#counts = new Uint8Array(nodes);
    this.#least = new Float64Array(nodes);
    this.#room = new Float64Array(nodes);
    this.#can = new Float64Array(nodes);
    this.#may = new Uint8Array(nodes);
    this.#isReached = new Uint8Array(nodes);
    const open: number[] = [];
    for (let node = 0; node < nodes; node++) {
      if (graph.clear[node] === 0 && (graph.stated[node] as number) < SCALE) open.push(node);
    }
    const reached = this.#spread(open);
    for (const node of reached) this.#may[node] = 1;
    for (let node = 0; node < nodes; node++) this.#weigh(node);
    this.#fall(reached);
    this.#base = this.#may.slice();
    this.#baseRoom = this.#room.slice();
    this.#baseCan = this.#can.slice();
    for (const node of reached) this.#isReached[node] = 0;
  }

  #spread(from: readonly number[]): number[] {
    const { outStart, outEdge, owned, hi } = this.#graph;
    const found: number[] = [];
    const reach = (node: number) => {
      if (this.#isReached[node] === 1) return;
      this.#isReached[node] = 1;
      found.push(node);
    };
    for (const node of from) reach(node);
    for (let at = 0; at < found.length; at++) {
      const node = found[at] as number;
      for (let i = outStart[node] as number; i < (outStart[node + 1] as number); i++) {
        const edge = outEdge[i] as number;
        if (hi[edge] !== 0) reach(owned[edge] as number);
      }
    }
    return found;
  }

  /** Room that owners who do not count leave, and what those who may count can hold. */
  #weigh(node: number): void {
    const { start, owner, lo, hi } = this.#graph;
    const [first, end] = [start[node] as number, start[node + 1] as number];
    let room = SCALE;
    let can = 0;
    for (let edge = first; edge < end; edge++) {
      if (this.#may[owner[edge] as number] === 1) can += hi[edge] as number;
      else room -= lo[edge] as number;
    }
    this.#room[node] = room;
    // So many owners that their sum would round.
    this.#can[node] = end - first > 8000 ? Infinity : can;
  }

  #half(node: number, parts: number, exact: () => Rational): boolean {
    if (this.#graph.hasOdd[node] === 1 && Math.abs(parts - HALF) < 1e5) return compare(exact(), EXACT_HALF) >= 0;
    return parts >= HALF;
  }

  #exactly(node: number, counts: Uint8Array, end: 'lo' | 'hi'): Rational {
    const graph = this.#graph;
    let [inside, outside]: [Rational, Rational] = [ZERO, ZERO];
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      const share = shareOfEdge(graph, edge);
      if (counts[graph.owner[edge] as number] === 1) inside = add(inside, end === 'lo' ? share.lo : (share.hi ?? ONE));
      else outside = add(outside, share.lo);
    }
    if (end === 'lo') return inside;
    const room = subtract(ONE, outside);
    return graph.clear[node] === 0 ? room : smaller(room, inside);
  }

  #fall(nodes: readonly number[]): void {
    const { outStart, outEdge, owned, lo, hi } = this.#graph;
    const falls = (node: number) =>
      this.#may[node] === 1 &&
      !this.#seeds.has(node) &&
      !this.#half(node, this.most(node), () => this.#exactly(node, this.#may, 'hi'));
    const falling: number[] = [];
    for (const node of nodes) if (falls(node)) falling.push(node);
    for (const node of falling) this.#may[node] = 0;
    for (let node = falling.pop(); node !== undefined; node = falling.pop()) {
      for (let i = outStart[node] as number; i < (outStart[node + 1] as number); i++) {
        const edge = outEdge[i] as number;
        const to = owned[edge] as number;
        this.#room[to] = (this.#room[to] as number) - (lo[edge] as number);
        this.#can[to] = (this.#can[to] as number) - (hi[edge] as number);
        if (this.#isReached[to] === 1 && falls(to)) {
          this.#may[to] = 0;
          falling.push(to);
        }
      }
    }
  }

  /** Upper bound in parts of `SCALE`, in the last run. */
  most(node: number): number {
    const room = Math.max(0, this.#room[node] as number);
    return this.#graph.clear[node] === 0 ? room : Math.min(room, this.#can[node] as number);
  }

  /** Lower bound in parts of `SCALE`, in the last run. */
  least(node: number): number {
    return this.#least[node] as number;
  }

  isNear(node: number, parts: number, limit: number): boolean {
    return this.#graph.hasOdd[node] === 1 && Math.abs(parts / SCALE - limit) < NEAR;
  }

  run(seeds: ReadonlySet<number>): readonly number[] {
    const { outStart, outEdge, owned, lo } = this.#graph;
    for (const node of this.#reached) {
      this.#counts[node] = 0;
      this.#least[node] = 0;
      this.#may[node] = this.#base[node] as number;
      this.#room[node] = this.#baseRoom[node] as number;
      this.#can[node] = this.#baseCan[node] as number;
      this.#isReached[node] = 0;
    }
    this.#seeds = seeds;
    this.#reached = this.#spread([...seeds]);
    const waiting = [...seeds];
    for (const seed of seeds) this.#counts[seed] = 1;
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (let i = outStart[node] as number; i < (outStart[node + 1] as number); i++) {
        const edge = outEdge[i] as number;
        const to = owned[edge] as number;
        const held = (this.#least[to] as number) + (lo[edge] as number);
        this.#least[to] = held;
        if (this.#counts[to] === 1 || !this.#half(to, held, () => this.#exactly(to, this.#counts, 'lo'))) continue;
        this.#counts[to] = 1;
        waiting.push(to);
      }
    }
    for (const node of this.#reached) this.#may[node] = 1;
    for (const node of this.#reached) this.#weigh(node);
    this.#fall(this.#reached);
    return this.#reached;
  }
}
