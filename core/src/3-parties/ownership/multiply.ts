import type { Interval } from '../../quantity/interval.ts';
import {
  add,
  compare,
  divide,
  isEnormous,
  isZero,
  larger,
  multiply,
  ONE,
  type Rational,
  roundSignificant,
  smaller,
  subtract,
  ZERO,
} from '../../quantity/rational.ts';
import { approximateHoldings } from './approximate.ts';
import { type Held, isOpen, leastStated, ownersOf, type Scope, supposedStake } from './scope.ts';

/** Loops of more entities than this are bounded by doubles with room for their rounding, not solved exactly. */
export const EXACT_LOOP = 64;

const DIGITS = 80;
const down = (a: Rational): Rational => (isEnormous(a) ? roundSignificant(a, DIGITS, 'down') : a);
const up = (a: Rational): Rational => smaller(isEnormous(a) ? roundSignificant(a, DIGITS, 'up') : a, ONE);

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

/** Members of a loop that wholly own each other: nobody outside is stated to own them, which cannot be all. */
function closedMembers(members: readonly number[], owners: ReadonlyMap<number, Held[]>, scope: Scope): Set<number> {
  const closed = new Set(members.filter((node) => !scope.seeds.has(node)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of closed) {
      let inside: Rational = ZERO;
      for (const { owner, share } of owners.get(node) ?? []) if (closed.has(owner)) inside = add(inside, share.lo);
      if (compare(inside, ONE) >= 0) continue;
      closed.delete(node);
      changed = true;
    }
  }
  return closed;
}

/** Least and greatest holding of the seeds in every node of a scope, and whether doubles were needed for a large loop. */
export interface Bounds {
  readonly lo: Map<number, Rational>;
  readonly hi: Map<number, Rational>;
  readonly isExact: boolean;
}

/**
 * What do the seeds hold, multiplied through all chains? Every path counts with the product of its shares; loops are
 * solved (see `leastSolution`), so a path may run through them any number of times and the sum stays below 100 %.
 * Lower bound: every share as small as stated, everything unstated held by others. Upper bound: the worst shares within
 * what was stated, everything unstated held by the seeds unless it is clear; where the owners are clear but their shares
 * are ranges, the worst division is found by policy iteration (R. A. Howard, Dynamic Programming and Markov Processes,
 * 1960). Exact, but for loops of more than `EXACT_LOOP` entities (bounded in doubles, or by `ofLargeLoops` where the caller has
 * done so for the same seeds) and numbers beyond 308 digits, which are rounded outwards.
 * A loop whose members wholly own each other contradicts itself: its upper bound is 100 %.
 * @example L holds 80 % of H, H holds 70 % of T, the rest of both is clear: T [14/25, 14/25]
 */
export function multipliedThrough(scope: Scope, ofLargeLoops?: (node: number) => Interval): Bounds {
  const { graph, seeds, nodes } = scope;
  const { group, groupSize } = graph.components;
  const lo = new Map<number, Rational>();
  const hi = new Map<number, Rational>();
  let isExact = true;
  let rough = ofLargeLoops;
  const single = (node: number, held: readonly Held[]): void => {
    const open = isOpen(scope, node);
    const stake = supposedStake(scope, node, held);
    const value = (owner: number) => hi.get(owner) ?? ZERO;
    const worst = worstShares(held, value, open, stake);
    let low = stake;
    let high = add(stake, open ? subtract(ONE, leastStated(held)) : ZERO);
    held.forEach(({ owner, share }, i) => {
      low = add(low, multiply(share.lo, lo.get(owner) ?? ZERO));
      high = add(high, multiply(worst[i] ?? ZERO, value(owner)));
    });
    lo.set(node, atLeastIndirect(node, smaller(down(low), ONE)));
    hi.set(node, larger(up(high), lo.get(node) ?? ZERO));
  };
  /** What was stated to be held through others is held, whether or not the chain is stated too. */
  const atLeastIndirect = (node: number, found: Rational): Rational => {
    let least = found;
    if (graph.hasFloor[node] === 0) return least;
    for (let edge = graph.start[node] as number; edge < (graph.start[node + 1] as number); edge++) {
      const floor = graph.floors.get(edge);
      const owned = lo.get(graph.owner[edge] as number);
      if (floor !== undefined && owned !== undefined) least = larger(least, down(multiply(floor, owned)));
    }
    return least;
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
    const members = [...nodes.subarray(at, next)].filter((node) => {
      if (!seeds.has(node)) return true;
      lo.set(node, ONE);
      hi.set(node, ONE);
      return false;
    });
    at = next;
    if (members.length === 0) continue;
    const owners = new Map(members.map((node) => [node, ownersOf(scope, node)]));
    if (members.length > EXACT_LOOP) {
      isExact = false;
      rough ??= approximateHoldings(graph, seeds);
      for (const node of members) {
        const { lo: low, hi: high } = rough(node);
        lo.set(node, atLeastIndirect(node, low));
        hi.set(node, larger(high ?? ONE, lo.get(node) ?? ZERO));
      }
      continue;
    }
    const place = new Map(members.map((node, i) => [node, i]));
    const system = (
      known: Map<number, Rational>,
      shares: (node: number) => Rational[],
      extra: (node: number) => Rational,
    ) =>
      members.map((node): Equation => {
        const factors = new Map<number, Rational>();
        let constant = extra(node);
        const chosen = shares(node);
        (owners.get(node) ?? []).forEach(({ owner }, i) => {
          const share = chosen[i] ?? ZERO;
          const inside = place.get(owner);
          if (inside !== undefined) factors.set(inside, add(factors.get(inside) ?? ZERO, share));
          else constant = add(constant, multiply(share, known.get(owner) ?? ZERO));
        });
        return { factors, constant };
      });
    const stakes = new Map(members.map((node) => [node, supposedStake(scope, node, owners.get(node) ?? [])]));
    const stakeOf = (node: number) => stakes.get(node) ?? ZERO;
    const least = leastSolution(system(lo, (node) => (owners.get(node) ?? []).map(({ share }) => share.lo), stakeOf));
    members.forEach((node, i) => lo.set(node, smaller(down(least[i] ?? ZERO), ONE)));
    for (const node of members) lo.set(node, atLeastIndirect(node, lo.get(node) ?? ZERO));

    const closed = closedMembers(members, owners, scope);
    const open = new Map(members.map((node) => [node, isOpen(scope, node)]));
    const rest = (node: number) =>
      closed.has(node)
        ? ONE
        : add(stakeOf(node), open.get(node) === true ? subtract(ONE, leastStated(owners.get(node) ?? [])) : ZERO);
    const chosen = new Map<number, Rational[]>();
    const choose = (value: (owner: number) => Rational) => {
      let better = false;
      for (const node of members) {
        const held = owners.get(node) ?? [];
        const worst = closed.has(node)
          ? held.map(() => ZERO)
          : worstShares(held, value, open.get(node) === true, stakeOf(node));
        const before = chosen.get(node);
        const worth = (shares: readonly Rational[]) =>
          held.reduce((sum, { owner }, i) => add(sum, multiply(shares[i] ?? ZERO, value(owner))), ZERO);
        if (before !== undefined && compare(worth(worst), worth(before)) <= 0) continue;
        chosen.set(node, worst);
        better = true;
      }
      return better;
    };
    choose((owner) => (place.has(owner) ? ONE : (hi.get(owner) ?? ZERO)));
    for (;;) {
      const most = leastSolution(system(hi, (node) => chosen.get(node) ?? [], rest));
      members.forEach((node, i) => hi.set(node, up(most[i] ?? ZERO)));
      if (!choose((owner) => hi.get(owner) ?? ZERO)) break;
    }
    for (const node of members) hi.set(node, larger(hi.get(node) ?? ZERO, lo.get(node) ?? ZERO));
  }
  return { lo, hi, isExact };
}
