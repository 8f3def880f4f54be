import type { Interval } from '../../quantity/interval.ts';
import {
  add,
  compare,
  larger,
  ONE,
  type Rational,
  rational,
  smaller,
  subtract,
  ZERO,
} from '../../quantity/rational.ts';
import { type Bounds, isOpen, Layer, ownersOf, type Scope, supposedStake } from './scope.ts';

const HALF = rational('1/2');

/**
 * What do the seeds hold, when a holding of 50 % or more counts as the whole of it further down, and a smaller one as
 * nothing (the way OFAC counts: FAQ 401)? Lower bound: the least fixed point: the seeds count, then what they surely hold
 * half of, and so on. Upper bound: the greatest fixed point among the entities that any possible holding reaches: a loop
 * of majorities that a listed party has a foot in may hold itself, a loop far from every listed or unstated holding may
 * not. What an owner that counts may hold at most is limited by what the others surely hold. Exact.
 * Cost: a few steps for each link, loops or not: each entity begins or ceases to count once.
 * @example X holds 50 % of A and of B, A and B hold 25 % of C each, the rest is clear: C [1/2, 1/2]
 */
export function majorityWhole(scope: Scope): Bounds {
  const { seeds, nodes, known } = scope;
  const size = nodes.length;
  const local = new Map<number, number>();
  nodes.forEach((node, i) => local.set(node, i));
  // Links of the scope, by owned party and by owner.
  const first = new Int32Array(size + 1);
  const shares: Interval[] = [];
  const by: number[] = [];
  const into: number[] = [];
  const isSeed = new Uint8Array(size);
  const open = new Uint8Array(size);
  const stake: Rational[] = [];
  /** What owners who are settled already surely hold. */
  const settled: Rational[] = [];
  const isReachedBefore = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const node = nodes[i] as number;
    first[i] = shares.length;
    if (seeds.has(node)) {
      isSeed[i] = 1;
      stake.push(ZERO);
      settled.push(ZERO);
      continue;
    }
    const held = ownersOf(scope, node);
    let before: Rational = ZERO;
    for (const { owner, share } of held) {
      const place = local.get(owner) ?? -1;
      shares.push(share);
      by.push(place === -1 ? -1 - owner : place);
      into.push(i);
      if (place !== -1) continue;
      if (isHalf(known?.lo.get(owner))) before = add(before, share.lo);
      if (share.hi?.n !== 0n && known?.isReached?.(owner) === true) isReachedBefore[i] = 1;
    }
    settled.push(before);
    open[i] = isOpen(scope, node) ? 1 : 0;
    stake.push(supposedStake(scope, node, held));
  }
  first[size] = shares.length;
  scope.work?.spend(3 * shares.length + size);
  const outFirst = new Int32Array(size + 1);
  for (const owner of by) if (owner >= 0) outFirst[owner + 1] = (outFirst[owner + 1] as number) + 1;
  for (let i = 0; i < size; i++) outFirst[i + 1] = (outFirst[i + 1] as number) + (outFirst[i] as number);
  const out = new Int32Array(shares.length);
  const place = outFirst.slice();
  by.forEach((owner, link) => {
    if (owner < 0) return;
    out[place[owner] as number] = link;
    place[owner] = (place[owner] as number) + 1;
  });
  const eachUse = (i: number, use: (user: number, share: Interval) => void): void => {
    for (let at = outFirst[i] as number; at < (outFirst[i + 1] as number); at++) {
      const link = out[at] as number;
      use(into[link] as number, shares[link] as Interval);
    }
  };
  const seedPlaces = [...isSeed.keys()].filter((i) => isSeed[i] === 1);

  const least = stake.map((own, i) => add(own, settled[i] as Rational));
  const counts = isSeed.slice();
  const waiting = seedPlaces.slice();
  const see = (i: number): void => {
    if (counts[i] === 1 || compare(least[i] as Rational, HALF) < 0) return;
    counts[i] = 1;
    waiting.push(i);
  };
  for (let i = 0; i < size; i++) see(i);
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    eachUse(i, (user, share) => {
      least[user] = add(least[user] as Rational, share.lo);
      see(user);
    });
  }

  const reached = isSeed.slice();
  const spread = seedPlaces.slice();
  for (let i = 0; i < size; i++) {
    if (isSeed[i] === 1) continue;
    let stated: Rational = ZERO;
    for (let link = first[i] as number; link < (first[i + 1] as number); link++)
      stated = add(stated, shares[link]?.lo ?? ZERO);
    if (isReachedBefore[i] === 1 || (open[i] === 1 && compare(stated, ONE) < 0) || (stake[i] as Rational).n > 0n) {
      reached[i] = 1;
      spread.push(i);
    }
  }
  for (let i = spread.pop(); i !== undefined; i = spread.pop()) {
    eachUse(i, (user, share) => {
      if (reached[user] === 1 || share.hi?.n === 0n) return;
      reached[user] = 1;
      spread.push(user);
    });
  }

  const mayCount = reached.slice();
  /** Surely held by owners that do not count, and at most held by those that may. */
  const surelyNot: Rational[] = [];
  const atMost: Rational[] = [];
  for (let i = 0; i < size; i++) {
    let [not, most]: [Rational, Rational] = [ZERO, stake[i] as Rational];
    for (let link = first[i] as number; link < (first[i + 1] as number); link++) {
      const share = shares[link] as Interval;
      const owner = by[link] as number;
      // Whoever is settled may count where it may hold half.
      const may = owner >= 0 ? mayCount[owner] === 1 : isHalf(known?.hi.get(-1 - owner));
      if (may) most = add(most, share.hi ?? ONE);
      else not = add(not, share.lo);
    }
    surelyNot.push(not);
    atMost.push(most);
  }
  const most = (i: number): Rational => {
    const room = larger(ZERO, subtract(ONE, surelyNot[i] as Rational));
    return open[i] === 1 ? room : smaller(room, atMost[i] as Rational);
  };
  const falling: number[] = [];
  const look = (i: number): void => {
    if (mayCount[i] === 0 || isSeed[i] === 1 || compare(most(i), HALF) >= 0) return;
    mayCount[i] = 0;
    falling.push(i);
  };
  // Those that fall at the start were weighed as counting, like those that fall later.
  for (let i = 0; i < size; i++) look(i);
  for (let i = falling.pop(); i !== undefined; i = falling.pop()) {
    eachUse(i, (user, share) => {
      surelyNot[user] = add(surelyNot[user] as Rational, share.lo);
      atMost[user] = subtract(atMost[user] as Rational, share.hi ?? ONE);
      look(user);
    });
  }
  const lo = new Layer(known?.lo);
  const hi = new Layer(known?.hi);
  for (let i = 0; i < size; i++) {
    lo.set(nodes[i] as number, isSeed[i] === 1 ? ONE : smaller(least[i] as Rational, ONE));
    hi.set(nodes[i] as number, isSeed[i] === 1 ? ONE : smaller(most(i), ONE));
  }
  return {
    lo,
    hi,
    isExact: true,
    isReached: (node) => {
      const place = local.get(node);
      return place === undefined ? known?.isReached?.(node) === true : reached[place] === 1;
    },
  };
}

const isHalf = (held: Rational | undefined): boolean => held !== undefined && compare(held, HALF) >= 0;
