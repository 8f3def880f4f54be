import type { Interval } from '../../quantity/interval.ts';
import { ONE, type Rational, ZERO } from '../../quantity/rational.ts';

/** Shares are kept as whole numbers of a million-millionth, which a double holds exactly; others are kept beside. */
export const SCALE = 1e12;
const BIG_SCALE = 1_000_000_000_000n;
/** A share as the two doubles of its ends, rounded outwards, and as it was stated where those are not exact. */
export interface ScaledShare {
  readonly lo: number;
  readonly hi: number;
  readonly odd?: Interval;
}

/** The share in whole numbers of `SCALE`. @example scaled([1/4, 1/4]) // { lo: 250000000000, hi: 250000000000 } */
export function scaled(share: Interval): ScaledShare {
  const hi = share.hi ?? ONE;
  const low = (share.lo.n * BIG_SCALE) / share.lo.d;
  const high = (hi.n * BIG_SCALE + hi.d - 1n) / hi.d;
  const exact = low * share.lo.d === share.lo.n * BIG_SCALE && high * hi.d === hi.n * BIG_SCALE;
  return exact
    ? { lo: Number(low), hi: Number(high) }
    : { lo: Number(low), hi: Number(high), odd: { lo: share.lo, hi } };
}

/** The exact number that so many parts of `SCALE` are. @example partsOf(5e11) // 1/2 */
export function partsOf(parts: number): Rational {
  return parts === 0 ? ZERO : parts === SCALE ? ONE : { n: BigInt(parts), d: BIG_SCALE };
}
