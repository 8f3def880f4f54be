import type { BomFacts, BomPartFacts } from '../facts.ts';
import type { Readings } from '../law/index.ts';

/** A fraction in whole numbers, of any length; below the line never 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** @example fraction('0.30') // 30/100 */
export function fraction(said: unknown): Fraction {
  const [whole = '', part = ''] = String(said).split('.');
  if (!/^\d+$/.test(whole + part)) throw new Error(`the second evaluator takes plain decimals, not ${String(said)}`);
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
}

export const isAtLeast = (a: Fraction, b: Fraction) => a.over * b.under >= b.over * a.under;
const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const NOTHING: Fraction = { over: 0n, under: 1n };
const ONE: Fraction = { over: 1n, under: 1n };

/** What the content test asks of each part of a bill that is known throughout. */
export interface PartRoles {
  readonly isInput: (part: BomPartFacts) => boolean;
  readonly isProduct: (part: BomPartFacts) => boolean;
  readonly unnamed: (part: BomPartFacts) => 0 | 1;
  /** What one unit of a currency is in the common one. */
  readonly rate: (currency: string) => Fraction;
}

/** What one part of an exported part is to the content test. */
export interface PartAnswer {
  readonly part: string;
  readonly isInput: boolean;
  readonly isProduct: boolean;
  /** Do inputs that count make at least the threshold of its value? */
  readonly isReached: boolean;
}

/**
 * Every part of the exported part that the reading tests, itself included. The test is met when one of them is a listed
 * product that reaches the threshold. Plain recursion down every way through a small bill; an input that counts is not gone
 * below.
 * @example // 10 units of a Chinese dysprosium worth 0.30 in a magnet worth 100: 3/100
 */
export function partAnswers(
  bom: BomFacts,
  root: string,
  roles: PartRoles,
  readings: Readings,
  threshold: Fraction,
): readonly PartAnswer[] {
  const row = (id: string): BomPartFacts => {
    const found = bom.parts.find((part) => part.id === id);
    if (found === undefined) throw new Error(`no row ${id}`);
    return found;
  };
  const valueOf = ({ value }: BomPartFacts): Fraction => {
    if (typeof value !== 'object' || !('amount' in value)) throw new Error('a known value has one amount');
    return times(fraction(value.amount), value.currency === undefined ? ONE : roles.rate(value.currency));
  };
  /** What counts in the product, by what it is counted for. */
  const counted = (product: BomPartFacts): readonly Fraction[] => {
    const amounts = new Map<string, Fraction>();
    const count = (name: string, amount: Fraction) => amounts.set(name, plus(amounts.get(name) ?? NOTHING, amount));
    const walk = (part: BomPartFacts, units: Fraction, tier: number): void => {
      if (roles.isInput(part)) {
        count(`whole ${part.id}`, times(units, valueOf(part)));
        return;
      }
      if (tier > 0 && readings['look-through'] === 'first-tier') return;
      if (roles.unnamed(part) === 1) count(`unnamed ${part.id}`, times(units, valueOf(part)));
      for (const { part: child, quantity } of part.inputs ?? [])
        walk(row(child), times(units, fraction(quantity)), tier + 1);
    };
    walk(product, ONE, 0);
    return [...amounts.values()];
  };
  const within = new Set([root]);
  if (readings['level-of-test'] === 'every-level')
    for (const id of within)
      for (const { part, quantity } of row(id).inputs ?? []) if (fraction(quantity).over > 0n) within.add(part);
  return [...within].map(row).map((part) => {
    const limit = times(threshold, valueOf(part));
    const amounts = counted(part);
    return {
      part: part.id,
      isInput: roles.isInput(part),
      isProduct: roles.isProduct(part),
      isReached:
        readings.cumulation === 'add'
          ? isAtLeast(amounts.reduce(plus, NOTHING), limit)
          : amounts.some((amount) => isAtLeast(amount, limit)),
    };
  });
}
