import type { Interval } from '../../quantity/interval.ts';
import {
  add,
  compare,
  divide,
  isEnormous,
  isZero,
  larger,
  lowestTerms,
  multiply,
  ONE,
  type Rational,
  roundSignificant,
  smaller,
  subtract,
  ZERO,
} from '../../quantity/rational.ts';
import { approximateHoldings } from './approximate.ts';
import { type Enclosed, type LoopLink, LoopSolver } from './loop-solution.ts';
import { type Bounds, type Held, isOpen, Layer, leastStated, ownersOf, type Scope, supposedStake } from './scope.ts';
import { Work } from './work.ts';

/** Loops of at most so many entities are solved in fractions at once, and of so many where nothing else does. */
const TINY = 3;
const SMALL = 8;
/** Loops of at most so many are solved exactly in every member where a worst division is sought. */
const SMALL_ENOUGH = 64;
/** Where the whole graph is swept in doubles anyway, loops of more entities than this are left to it. */
const LEFT_TO_SWEEP = 64;
/** Divisions of the worst case tried for one loop; a handful is usual. */
const MOST_ROUNDS = 50;

const DIGITS = 80;
const down = (a: Rational): Rational => (isEnormous(a) ? roundSignificant(a, DIGITS, 'down') : a);
const up = (a: Rational): Rational => smaller(isEnormous(a) ? roundSignificant(a, DIGITS, 'up') : a, ONE);

/** Sums of products, rounded to 80 digits towards one side once they have 308; so many times it is tried whether lowest terms are short enough. */
class Sums {
  #reductions = 2000;
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  add(a: Rational, b: Rational, towards: 'down' | 'up'): Rational {
    if (a.n === 0n) return this.#short(b, towards);
    if (b.n === 0n) return a;
    const sum =
      a.d === b.d
        ? { n: a.n + b.n, d: a.d }
        : a.d > b.d && a.d % b.d === 0n
          ? { n: a.n + b.n * (a.d / b.d), d: a.d }
          : b.d > a.d && b.d % a.d === 0n
            ? { n: a.n * (b.d / a.d) + b.n, d: b.d }
            : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
    return this.#short(sum, towards);
  }

  #short(a: Rational, towards: 'down' | 'up'): Rational {
    if (!isEnormous(a)) return a;
    if (this.#reductions === 0) return roundSignificant(a, DIGITS, towards);
    this.#reductions--;
    this.#work.spend(100);
    const least = lowestTerms(a);
    return isEnormous(least) ? roundSignificant(least, DIGITS, towards) : least;
  }
}

interface Equation {
  /** Factors of the other unknowns. */
  readonly factors: Map<number, Rational>;
  constant: Rational;
}

/**
 * The least solution that is not negative of x = A x + b, where no row of A adds up to more than 1: unknowns that nothing
 * flows into are 0, the others are eliminated one by one (only 1 - a is ever subtracted). Exact.
 * This is integrated ownership, (I - A)^-1 b: F. Brioschi, L. Buzzacchi, M. G. Colombo, "Risk capital financing and the
 * separation of ownership and control in business groups", Journal of Banking & Finance 13 (1989), 747-772.
 * @example x = 0.3 y + 0.455, y = 0.3 x: x = 0.455 / 0.91 = 1/2, y = 3/20
 */
export function leastSolution(equations: readonly Equation[]): Rational[] {
  const size = equations.length;
  const fed = equations.map(({ constant }) => !isZero(constant));
  const users: number[][] = equations.map(() => []);
  equations.forEach(({ factors }, row) => {
    for (const [other, factor] of factors) if (!isZero(factor)) users[other]?.push(row);
  });
  const waiting = fed.flatMap((is, row) => (is ? [row] : []));
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    for (const user of users[row] ?? []) {
      if (fed[user] === true) continue;
      fed[user] = true;
      waiting.push(user);
    }
  }
  const rows = equations.map(({ factors, constant }, row) => ({
    factors: new Map(
      [...factors].filter(([other, factor]) => fed[row] === true && fed[other] === true && !isZero(factor)),
    ),
    constant,
  }));
  const left = new Set(fed.flatMap((is, row) => (is ? [row] : [])));
  const eliminated: { row: number; scale: Rational }[] = [];
  while (left.size > 0) {
    let row = -1;
    let fewest = Infinity;
    for (const each of left) {
      const length = rows[each]?.factors.size ?? 0;
      if (length < fewest) [row, fewest] = [each, length];
    }
    left.delete(row);
    const own = rows[row] as Equation;
    const loop = own.factors.get(row) ?? ZERO;
    own.factors.delete(row);
    const scale = divide(ONE, subtract(ONE, loop));
    eliminated.push({ row, scale });
    for (const user of left) {
      const using = rows[user] as Equation;
      const factor = using.factors.get(row);
      if (factor === undefined) continue;
      using.factors.delete(row);
      const through = multiply(factor, scale);
      for (const [other, onward] of own.factors) {
        using.factors.set(other, add(using.factors.get(other) ?? ZERO, multiply(through, onward)));
      }
      using.constant = add(using.constant, multiply(through, own.constant));
    }
  }
  const solution: Rational[] = Array.from({ length: size }, () => ZERO);
  for (const { row, scale } of eliminated.reverse()) {
    const { factors, constant } = rows[row] as Equation;
    let sum = constant;
    for (const [other, factor] of factors) sum = add(sum, multiply(factor, solution[other] ?? ZERO));
    solution[row] = multiply(sum, scale);
  }
  return solution;
}

/** Shares at which a listed party's holding is greatest, when its owners' holdings are these. */
function worstShares(
  owners: readonly Held[],
  value: (owner: number) => Rational,
  open: boolean,
  stake: Rational,
): Rational[] {
  const shares = owners.map(({ share }) => share.lo);
  if (open) return shares;
  let left = subtract(subtract(ONE, leastStated(owners)), stake);
  const best = owners
    .map((_, at) => at)
    .sort((a, b) => {
      const [x, y] = [owners[a] as Held, owners[b] as Held];
      return compare(value(y.owner), value(x.owner)) || x.owner - y.owner;
    });
  for (const at of best) {
    const { owner, share } = owners[at] as Held;
    if (left.n <= 0n || isZero(value(owner))) break;
    const more = smaller(left, subtract(share.hi ?? ONE, share.lo));
    shares[at] = add(share.lo, more);
    left = subtract(left, more);
  }
  return shares;
}

/**
 * Members of a loop that wholly own each other: nobody outside is stated to own them, which cannot be all. Cost: two steps
 * for each link in the loop.
 */
function closedMembers(members: readonly number[], owners: ReadonlyMap<number, readonly Held[]>): Set<number> {
  const closed = new Set(members);
  const users = new Map<number, { readonly node: number; readonly share: Rational }[]>();
  const inside = new Map<number, Rational>();
  const open: number[] = [];
  for (const node of members) {
    let sum: Rational = ZERO;
    for (const { owner, share } of owners.get(node) ?? []) {
      if (!closed.has(owner) || isZero(share.lo)) continue;
      sum = add(sum, share.lo);
      const list = users.get(owner);
      if (list === undefined) users.set(owner, [{ node, share: share.lo }]);
      else list.push({ node, share: share.lo });
    }
    inside.set(node, sum);
    if (compare(sum, ONE) < 0) open.push(node);
  }
  for (const node of open) closed.delete(node);
  for (let node = open.pop(); node !== undefined && closed.size > 0; node = open.pop()) {
    for (const { node: user, share } of users.get(node) ?? []) {
      const left = subtract(inside.get(user) ?? ZERO, share);
      inside.set(user, left);
      if (!closed.has(user) || compare(left, ONE) >= 0) continue;
      closed.delete(user);
      open.push(user);
    }
  }
  return closed;
}

/** Solves one loop for any b. */
interface SolvesLoop {
  readonly solve: (b: readonly Rational[], wanted: (row: number) => boolean, isRough?: boolean) => readonly Enclosed[];
  readonly reachOf: (row: number) => Rational;
}

function loopSolver(rows: readonly (readonly LoopLink[])[], work: Work, hasProofs: boolean): SolvesLoop | undefined {
  const found = rows.length <= TINY ? undefined : LoopSolver.of(rows, work, hasProofs);
  if (found !== undefined || rows.length > SMALL) return found;
  work.spend(rows.length ** 3 + 20);
  return {
    solve: (b) =>
      leastSolution(
        rows.map((row, i): Equation => {
          const factors = new Map<number, Rational>();
          for (const { owner, share } of row) factors.set(owner, add(factors.get(owner) ?? ZERO, share));
          return { factors, constant: b[i] ?? ZERO };
        }),
      ).map((value) => ({ lo: value, hi: value })),
    reachOf: () => ZERO,
  };
}

const isPoint = ({ lo, hi }: Enclosed) => lo === hi;
/** Values that are enclosed lie nearer to their ends than this; a division that is better by less is not. */
const NEARLY: Rational = { n: 1n, d: 10n ** 55n };
const ROUGHLY: Rational = { n: 1n, d: 10n ** 25n };
const ROOM: Rational = { n: 1n, d: 10n ** 50n };

/** Is anything supposed? Bounds of the whole graph in doubles do not know of it. */
const isSupposing = ({ supposed: { shares, rest, stake } }: Scope) =>
  (shares?.size ?? 0) + (rest?.size ?? 0) + (stake?.size ?? 0) > 0;

/**
 * What do the seeds hold, multiplied through all chains? Every path counts with the product of its shares; loops are
 * solved (see `leastSolution` and `LoopSolver`), so a path may run through them any number of times and the sum stays below
 * 100 %. No path is walked: holdings are worked out from the owners down, one strongly connected component after the other.
 * Lower bound: every share as small as stated, everything unstated held by others. Upper bound: the worst shares within
 * what was stated, everything unstated held by the seeds unless it is clear; where the owners are clear but their shares
 * are ranges, the worst division is found by policy iteration (R. A. Howard, Dynamic Programming and Markov Processes,
 * 1960). Exact, but for numbers beyond 308 digits, which are rounded outwards, and for large loops, whose numbers are exact
 * where they are simple fractions and else enclosed to 60 places. Loops too tangled for that are bounded in doubles, or by
 * `ofLargeLoops` where the caller has done so for the same seeds.
 * A loop whose members wholly own each other contradicts itself: its upper bound is 100 %.
 * Cost: one step for each link outside of loops; a loop costs its elimination (see `eliminate`) once, or once for every
 * division of the worst case that is tried, and some ten passes over it (see `LoopSolver`).
 * @example L holds 80 % of H, H holds 70 % of T, the rest of both is clear: T [14/25, 14/25]
 */
export function multipliedThrough(scope: Scope, ofLargeLoops?: (node: number) => Interval): Bounds {
  const { graph, seeds, nodes, known, work = new Work() } = scope;
  const { group, groupSize } = graph.components;
  const lo = new Layer(known?.lo);
  const hi = new Layer(known?.hi);
  const sums = new Sums(work);
  let isExact = known?.isExact ?? true;
  let rough = ofLargeLoops;
  const low = (node: number) => lo.get(node) ?? ZERO;
  const high = (node: number) => hi.get(node) ?? ZERO;
  const single = (node: number, held: readonly Held[]): void => {
    const open = isOpen(scope, node);
    const stake = supposedStake(scope, node, held);
    const worst = worstShares(held, high, open, stake);
    let least = stake;
    let most = add(stake, open ? subtract(ONE, leastStated(held)) : ZERO);
    held.forEach(({ owner, share }, i) => {
      least = sums.add(least, multiply(share.lo, low(owner)), 'down');
      most = sums.add(most, multiply(worst[i] ?? ZERO, high(owner)), 'up');
    });
    work.spend(held.length + 1);
    lo.set(node, atLeastIndirect(node, smaller(least, ONE)));
    hi.set(node, larger(smaller(most, ONE), low(node)));
  };
  /** What was stated to be held through others is held, whether or not the chain is stated too. */
  const atLeastIndirect = (node: number, found: Rational): Rational => {
    let least = found;
    if (graph.hasFloor[node] === 0) return least;
    for (const { owner, share } of floorsOf(node)) {
      const owned = lo.get(owner);
      if (owned !== undefined) least = larger(least, down(multiply(share, owned)));
    }
    return least;
  };
  /** Through whom how much of a node is stated to be held, at least, of what is held of them. */
  const floorsOf = (node: number): { readonly owner: number; readonly share: Rational }[] => {
    const found = [];
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      const share = graph.floors.get(edge);
      if (share !== undefined) found.push({ owner: graph.owner[edge] as number, share });
    }
    return found;
  };
  /** A loop that is too tangled to solve: what doubles say of it, which know nothing of what is supposed. */
  const leave = (members: readonly number[], end: 'lo' | 'hi') => {
    isExact = false;
    const isBlind = isSupposing(scope);
    if (!isBlind && rough === undefined) {
      work.spend(graph.edges);
      rough = approximateHoldings(graph, seeds);
    }
    for (const node of members) {
      if (end === 'lo') lo.set(node, isBlind || rough === undefined ? ZERO : rough(node).lo);
      else hi.set(node, isBlind || rough === undefined ? ONE : (rough(node).hi ?? ONE));
    }
  };
  let outside: ReadonlySet<number> | undefined;
  const isWanted = (node: number): boolean => {
    outside ??= ownersOfOthers(scope);
    return node === scope.target || outside.has(node) || scope.alsoWanted?.has(node) === true;
  };
  for (let at = 0; at < nodes.length; ) {
    const first = nodes[at] as number;
    if (groupSize[group[first] as number] === 1 && !seeds.has(first)) {
      const held = ownersOf(scope, first);
      if (!held.some(({ owner }) => owner === first)) {
        single(first, held);
        at++;
        continue;
      }
    }
    let next = at + 1;
    while (next < nodes.length && group[nodes[next] as number] === group[first]) next++;
    const free = [...nodes.subarray(at, next)].filter((node) => {
      if (!seeds.has(node)) return true;
      lo.set(node, ONE);
      hi.set(node, ONE);
      return false;
    });
    at = next;
    if (free.length === 0) continue;
    const owners = new Map(free.map((node) => [node, ownersOf(scope, node)]));
    if (ofLargeLoops !== undefined && free.length > LEFT_TO_SWEEP) {
      leave(free, 'lo');
      leave(free, 'hi');
      for (const node of free) settle(node);
      continue;
    }
    const closed = closedMembers(free, owners);
    for (const node of closed) {
      lo.set(node, atLeastIndirect(node, ZERO));
      hi.set(node, ONE);
    }
    const members = closed.size === 0 ? free : free.filter((node) => !closed.has(node));
    if (members.length > 0) loop(members, owners);
  }
  return { lo, hi, isExact };

  /** What holds however a bound was found. */
  function settle(node: number): void {
    lo.set(node, atLeastIndirect(node, smaller(down(low(node)), ONE)));
    hi.set(node, larger(up(high(node)), low(node)));
  }

  function loop(members: readonly number[], owners: ReadonlyMap<number, readonly Held[]>): void {
    const place = new Map(members.map((node, i) => [node, i]));
    const heldBy = members.map((node) => owners.get(node) ?? []);
    const stakes = members.map((node, i) => supposedStake(scope, node, heldBy[i] ?? []));
    const opens = members.map((node) => isOpen(scope, node));
    // A loop that a seed stands in may be worked out anew in part.
    const isSplit =
      members.length <= SMALL_ENOUGH && members.length < (groupSize[group[members[0] as number] as number] as number);
    const wanted = (row: number) => isSplit || isWanted(members[row] as number);
    const links = (shares: readonly (readonly Rational[])[]) =>
      heldBy.map((held, row) =>
        held.flatMap(({ owner }, i): LoopLink[] => {
          const inside = place.get(owner);
          return inside === undefined ? [] : [{ owner: inside, share: shares[row]?.[i] ?? ZERO }];
        }),
      );
    /** What flows in from beside the loop. */
    const inflow = (
      shares: readonly (readonly Rational[])[],
      value: (owner: number) => Rational,
      rest: (row: number) => Rational,
      towards: 'down' | 'up',
    ) =>
      heldBy.map((held, row) => {
        let sum = rest(row);
        held.forEach(({ owner }, i) => {
          if (!place.has(owner)) sum = sums.add(sum, multiply(shares[row]?.[i] ?? ZERO, value(owner)), towards);
        });
        return sum;
      });
    const least = heldBy.map((held) => held.map(({ share }) => share.lo));
    const rowsOfLeast = links(least);
    const solver = loopSolver(rowsOfLeast, work, !isSupposing(scope));
    if (!leastHeld()) leave(members, 'lo');
    const rest = (row: number) =>
      add(stakes[row] ?? ZERO, opens[row] === true ? subtract(ONE, leastStated(heldBy[row] ?? [])) : ZERO);
    const isFlexible = heldBy.some(
      (held, row) => opens[row] === false && held.some(({ share }) => compare(share.lo, share.hi ?? ONE) < 0),
    );
    if (!isFlexible) {
      const upper = solver?.solve(inflow(least, high, rest, 'up'), wanted);
      if (upper === undefined) leave(members, 'hi');
      else
        members.forEach((node, row) => {
          const found = upper[row] as Enclosed;
          if (!isPoint(found) && isWanted(node)) isExact = false;
          hi.set(node, found.hi);
        });
    } else if (!worstDivision()) leave(members, 'hi');
    for (const node of members) settle(node);

    /**
     * Sets the lower bounds. Where more is stated to be held through others than the chains of the loop make, that counts, also for
     * everything below: whichever of the two is more is chosen for each member, as in policy iteration from below. Every choice is
     * sound. False: the loop is too tangled to solve.
     */
    function leastHeld(): boolean {
      const flows = inflow(least, low, (row) => stakes[row] ?? ZERO, 'down');
      const indirect = members.map((node) => (graph.hasFloor[node] === 0 ? [] : floorsOf(node)));
      const chosen = new Map<number, { readonly owner: number; readonly share: Rational }>();
      const throughChains = (row: number) =>
        (rowsOfLeast[row] ?? []).reduce(
          (sum, { owner, share }) => sums.add(sum, multiply(share, low(members[owner] as number)), 'down'),
          flows[row] ?? ZERO,
        );
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const rows = rowsOfLeast.map((links, row): readonly LoopLink[] => {
          const through = chosen.get(row);
          if (through === undefined) return links;
          const inside = place.get(through.owner);
          return inside === undefined ? [] : [{ owner: inside, share: through.share }];
        });
        const b = flows.map((flow, row) => {
          const through = chosen.get(row);
          if (through === undefined) return flow;
          return place.has(through.owner) ? ZERO : multiply(through.share, low(through.owner));
        });
        const found = (round === 0 ? solver : loopSolver(rows, work, !isSupposing(scope)))?.solve(b, wanted);
        // What was found so far is sound.
        if (found === undefined) return round > 0;
        members.forEach((node, row) => lo.set(node, (found[row] as Enclosed).lo));
        const room = found.every(isPoint) ? ZERO : NEARLY;
        let isMore = false;
        indirect.forEach((through, row) => {
          let most = add(low(members[row] as number), room);
          for (const each of through) {
            const held = multiply(each.share, low(each.owner));
            if (compare(held, most) <= 0) continue;
            most = held;
            chosen.set(row, each);
            isMore = true;
          }
          if (!chosen.has(row) || compare(throughChains(row), most) <= 0) return;
          chosen.delete(row);
          isMore = true;
        });
        if (isMore) continue;
        if (found.some((each, row) => !isPoint(each) && isWanted(members[row] as number))) isExact = false;
        return true;
      }
      isExact = false;
      return true;
    }

    /** Finds the worst shares and sets the upper bounds. False: they were not found. */
    function worstDivision(): boolean {
      const inner = members.map(() => ONE);
      const value = (owner: number) => {
        const inside = place.get(owner);
        return inside === undefined ? high(owner) : (inner[inside] ?? ONE);
      };
      const worth = (row: number, shares: readonly Rational[]) =>
        (heldBy[row] ?? []).reduce(
          (sum, { owner }, i) => sums.add(sum, multiply(shares[i] ?? ZERO, value(owner)), 'down'),
          ZERO,
        );
      const worst = (row: number) => worstShares(heldBy[row] ?? [], value, opens[row] === true, stakes[row] ?? ZERO);
      const chosen = members.map((_, row) => worst(row));
      const choose = (by: Rational) => {
        let isBetter = false;
        members.forEach((_, row) => {
          const shares = worst(row);
          if (compare(worth(row, shares), add(worth(row, chosen[row] ?? []), by)) <= 0) return;
          chosen[row] = shares;
          isBetter = true;
        });
        return isBetter;
      };
      let isRough = true;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const upperSolver = loopSolver(links(chosen), work, !isSupposing(scope));
        if (upperSolver === undefined) return false;
        const upper = upperSolver.solve(
          inflow(chosen, high, rest, 'up'),
          members.length > SMALL_ENOUGH ? wanted : () => true,
          isRough,
        );
        const areExact = upper.every(isPoint);
        upper.forEach((found, row) => {
          inner[row] = found.lo;
        });
        work.spend(members.length * 4);
        if (choose(areExact ? ZERO : isRough ? ROUGHLY : NEARLY)) continue;
        if (areExact) {
          members.forEach((node, row) => {
            hi.set(node, up(inner[row] ?? ONE));
          });
          return true;
        }
        if (isRough) {
          isRough = false;
          continue;
        }
        // Whatever no division makes larger is not below the largest.
        upper.forEach((found, row) => {
          inner[row] = add(found.hi, multiply(ROOM, upperSolver.reachOf(row)));
        });
        const isAbove = (row: number, shares: readonly Rational[]): boolean => {
          let most = rest(row);
          shares.forEach((share, i) => {
            const owner = heldBy[row]?.[i]?.owner ?? -1;
            most = sums.add(most, multiply(share, value(owner)), 'up');
          });
          return compare(most, inner[row] ?? ZERO) <= 0;
        };
        // Of owners who hold as much, to the last place, the one through whom an error grows more is the worst.
        let areAbove = true;
        members.forEach((_, row) => {
          const shares = worst(row);
          if (isAbove(row, shares)) return;
          chosen[row] = shares;
          areAbove = false;
        });
        if (!areAbove) continue;
        isExact = false;
        members.forEach((node, row) => {
          const found = inner[row] ?? ONE;
          hi.set(node, { n: (found.n * 10n ** 60n + found.d - 1n) / found.d, d: 10n ** 60n });
        });
        return true;
      }
      return false;
    }
  }
}

/** Members of loops who hold a share in somebody beside their loop. */
function ownersOfOthers({ graph, nodes, target }: Scope): Set<number> {
  const { group } = graph.components;
  const found = new Set<number>();
  for (const node of nodes) {
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      const owner = graph.owner[edge] as number;
      if (group[owner] !== group[node] || (graph.hasFloor[node] === 1 && graph.floors.has(edge))) found.add(owner);
    }
  }
  if (target === undefined && nodes.length > 0) {
    const last = group[nodes[nodes.length - 1] as number];
    for (let at = nodes.length - 1; at >= 0 && group[nodes[at] as number] === last; at--)
      found.add(nodes[at] as number);
  }
  return found;
}
