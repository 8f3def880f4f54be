import type { OwnerFacts, PartyFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import { shareOf } from '../quantity/amount.ts';
import {
  EXACTLY_ONE,
  type Interval,
  NOTHING,
  addIntervals,
  atLeast,
  multiplyIntervals,
  point,
} from '../quantity/interval.ts';
import { compare, ONE, type Rational, rational, smaller, subtract, ZERO } from '../quantity/rational.ts';

/** How holdings are counted (open question Q-11). */
export interface OwnershipReadings {
  /** multiply = shares along a chain are multiplied; majority-whole = a chain of majorities counts with its last share. */
  readonly chain: 'multiply' | 'majority-whole';
  /** single = each listed party by itself; sum = all listed parties together. */
  readonly sum: 'single' | 'sum';
}

/** What each listed party holds of one party, through all chains that were stated, and what could be hidden. */
export interface Holdings {
  readonly byOwner: ReadonlyMap<string, Interval>;
  /** Share that might be held by any listed party: owners not stated, or not known to be clear. */
  readonly open: Interval;
}

const HALF = rational('1/2');
const ALL: Interval = { lo: ZERO, hi: ONE };

/**
 * What do listed parties hold of this party? Exact rationals; bounds where shares are ranges or unknown.
 * `isListed` says whether an owner (by name) is on a list that counts. Owners that are not listed and state
 * `owners: none` are clear; without a statement their share is open, and so is what the stated shares leave over.
 * Stated owners that are listed count themselves; who stands behind them does not matter.
 * @example General Dynamics holds 80 % of H, H holds 70 % of the party, the rest is clear: 14/25 under `multiply`.
 */
export function holdingsOf(
  owners: PartyFacts['owners'],
  isListed: (name: string) => boolean,
  readings: OwnershipReadings,
): Holdings {
  if (owners === 'none') return { byOwner: new Map(), open: NOTHING };
  if (owners === undefined || owners === 'unknown') return { byOwner: new Map(), open: ALL };
  const byOwner = new Map<string, Interval>();
  let open: Interval = NOTHING;
  let statedAtLeast: Rational = ZERO;
  const hold = (name: string, share: Interval) => byOwner.set(name, addIntervals(byOwner.get(name) ?? NOTHING, share));
  for (const owner of owners) {
    const share = shareOf(owner.share) ?? ALL;
    statedAtLeast = smaller(ONE, addIntervals(point(statedAtLeast), point(share.lo)).lo);
    if (isListed(owner.name)) {
      hold(owner.name, share);
      continue;
    }
    const behind = holdingsOf(owner.owners, isListed, readings);
    const through = passedOn(behind, readings);
    for (const [name, held] of through.byOwner) hold(name, multiplyIntervals(share, held));
    open = addIntervals(open, multiplyIntervals(share, through.open));
  }
  const left = subtract(ONE, statedAtLeast);
  return { byOwner: byOwner, open: addIntervals(open, { lo: ZERO, hi: left }) };
}

/** What counts of a middle owner's own holdings when its share is passed down the chain. */
function passedOn(behind: Holdings, readings: OwnershipReadings): Holdings {
  if (readings.chain === 'multiply') return behind;
  const whole = (held: Interval): Interval => {
    const verdict = atLeast(held, HALF);
    return verdict === 'met' ? EXACTLY_ONE : verdict === 'not-met' ? NOTHING : ALL;
  };
  if (readings.sum === 'sum') {
    const together = [...behind.byOwner.values()].reduce(addIntervals, NOTHING);
    const verdict = whole(addIntervals(together, behind.open));
    const names = [...behind.byOwner.keys()].join(' + ');
    return names === ''
      ? { byOwner: new Map(), open: verdict }
      : { byOwner: new Map([[names, verdict]]), open: NOTHING };
  }
  return {
    byOwner: new Map([...behind.byOwner].map(([name, held]) => [name, whole(addIntervals(held, behind.open))])),
    open: whole(behind.open),
  };
}

/**
 * Do listed parties hold at least this share (No. 61 para. 2: 50 % or more)? `unknown` when a hidden holding could
 * change it.
 * @example heldAtLeast(holdings of exactly 50 %, '0.5', …) // 'met'
 */
export function heldAtLeast(holdings: Holdings, threshold: string, readings: OwnershipReadings): Verdict {
  const limit = rational(threshold);
  const capped = (held: Interval): Interval => ({
    lo: smaller(held.lo, ONE),
    hi: held.hi === null ? ONE : smaller(held.hi, ONE),
  });
  const withOpen = (held: Interval) => capped(addIntervals(held, holdings.open));
  if (readings.sum === 'sum') {
    return atLeast(withOpen([...holdings.byOwner.values()].reduce(addIntervals, NOTHING)), limit);
  }
  const verdicts = [...holdings.byOwner.values(), NOTHING].map((held) => atLeast(withOpen(held), limit));
  if (verdicts.includes('met')) return 'met';
  return verdicts.includes('unknown') ? 'unknown' : 'not-met';
}

/** Does a listed party hold something, though less than the threshold? */
export function hasListedMinority(holdings: Holdings, threshold: string): boolean {
  const limit = rational(threshold);
  return [...holdings.byOwner.values()].some((held) => compare(held.lo, ZERO) > 0 && compare(held.lo, limit) < 0);
}

/** Every owner named anywhere in the chain. */
export function* namedOwners(owners: PartyFacts['owners']): Generator<OwnerFacts> {
  if (!Array.isArray(owners)) return;
  for (const owner of owners) {
    yield owner;
    yield* namedOwners(owner.owners);
  }
}
