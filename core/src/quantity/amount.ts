import type { AmountFacts, ShareFacts, ValueFacts } from '../facts.ts';
import { ANYTHING, type Interval, point } from './interval.ts';
import { compare, divide, ONE, parseRational, type Rational, rational, ZERO } from './rational.ts';

const HUNDRED = rational('100');

function between(
  facts: { min?: string | number; max?: string | number },
  read: (said: string | number) => Rational | undefined,
): Interval | undefined {
  const lo = facts.min === undefined ? ZERO : read(facts.min);
  const hi = facts.max === undefined ? null : read(facts.max);
  if (lo === undefined || hi === undefined || compare(lo, ZERO) < 0) return undefined;
  if (hi === null) return { lo, hi };
  const order = compare(lo, hi);
  return order > 0 ? undefined : order === 0 ? point(lo) : { lo, hi };
}

/**
 * What may this amount be? Exact, in the unit that goes with the amount. `unknown` and absent give `[0, no limit)`.
 * A range that ends before it begins, a negative number or text that is no number gives `undefined`: the fact is faulty,
 * not unknown, and the caller says so.
 * @example amountOf('0.30') // [3/10, 3/10]
 * @example amountOf({ min: '5' }) // [5, no limit)
 * @example amountOf({ min: '5', max: '4' }) // undefined
 */
export function amountOf(facts: AmountFacts | undefined): Interval | undefined {
  if (facts === undefined || facts === 'unknown') return ANYTHING;
  if (typeof facts === 'object') return between(facts, parseRational);
  const value = parseRational(facts);
  return value === undefined || compare(value, ZERO) < 0 ? undefined : point(value);
}

/** Which share does this text say? `%` and `％` divide by 100. Above 1 or unreadable: `undefined`. */
function shareNumber(said: string | number): Rational | undefined {
  const text = String(said).trim();
  const isPercent = text.endsWith('%') || text.endsWith('％');
  const value = parseRational(isPercent ? text.slice(0, -1) : text);
  if (value === undefined || compare(value, ZERO) < 0) return undefined;
  const share = isPercent ? divide(value, HUNDRED) : value;
  return compare(share, ONE) > 0 ? undefined : share;
}

/**
 * What may this share of a whole be? Exact, between 0 and 1. `unknown` and absent give `[0, 1]`.
 * A faulty fact (above 1, not a number, a range that ends before it begins) gives `undefined`.
 * @example shareOf('50 %') // [1/2, 1/2]
 * @example shareOf({ min: '0.1' }) // [1/10, 1]
 */
export function shareOf(facts: ShareFacts | undefined): Interval | undefined {
  if (facts === undefined || facts === 'unknown') return { lo: ZERO, hi: ONE };
  if (typeof facts === 'object') {
    const range = between(facts, shareNumber);
    return range === undefined || range.hi !== null ? range : { lo: range.lo, hi: ONE };
  }
  const value = shareNumber(facts);
  return value === undefined ? undefined : point(value);
}

/** The price bases a value can be stated on (open question Q-02). */
export const VALUE_BASES = ['contract', 'cost', 'customs', 'market'] as const;
export type ValueBasis = (typeof VALUE_BASES)[number];

/** What is known of a value on one basis. */
export interface ValueOn {
  readonly amount: Interval;
  /** ISO 4217; absent when none was stated. */
  readonly currency?: string;
  /** The basis the amount is on: the one asked for, `unnamed`, `others` = values on other bases only, `none` = no value at all. */
  readonly basis: ValueBasis | 'unnamed' | 'others' | 'none';
  /** The amount is faulty (see `amountOf`) and counts as unknown. */
  readonly isFaulty: boolean;
}

const NO_VALUE: ValueOn = { amount: ANYTHING, basis: 'none', isFaulty: false };

/**
 * What is the value on this price basis? A value without a named basis counts on every basis. One that is only stated on
 * other bases is unknown on this one: a cost is no contract price. Exact, in the currency stated; nothing is converted.
 * Unknown and absent give `[0, no limit)`.
 * @example valueOn({ amount: '10', currency: 'EUR' }, 'customs') // { amount: [10, 10], currency: 'EUR', basis: 'unnamed' }
 * @example valueOn({ cost: { amount: '8' } }, 'customs') // { amount: [0, no limit), basis: 'others' }
 */
export function valueOn(facts: ValueFacts | undefined, asked: ValueBasis | 'unnamed'): ValueOn {
  if (facts === undefined || facts === 'unknown') return NO_VALUE;
  const isUnnamed = 'amount' in facts;
  const money = isUnnamed ? facts : asked === 'unnamed' ? undefined : facts[asked];
  if (money === undefined) {
    const isStated = VALUE_BASES.some((each) => !isUnnamed && facts[each] !== undefined);
    return isStated ? { ...NO_VALUE, basis: 'others' } : NO_VALUE;
  }
  const amount = amountOf(money.amount);
  const known = { amount: amount ?? ANYTHING, basis: isUnnamed ? 'unnamed' : asked, isFaulty: amount === undefined };
  return money.currency === undefined ? known : { ...known, currency: money.currency };
}
