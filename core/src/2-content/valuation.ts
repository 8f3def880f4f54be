import { VALUE_BASES, type ValueBasis, type ValueOn, valueOn } from '../quantity/amount.ts';
import { ANYTHING, type Interval, isNothing, multiplyIntervals, point } from '../quantity/interval.ts';
import { isZero, ONE, parseRational, type Rational } from '../quantity/rational.ts';
import type { BomGraph } from './bom.ts';

/** The basis a share is computed on; `unnamed` when the whole bill names none. */
export type BasisUsed = ValueBasis | 'unnamed';

/** The value of one unit of every part, on one price basis and in one money. */
export interface Valuation {
  readonly basis: BasisUsed;
  /** The currency; `common` = the one that the rates of the bill convert into; `unnamed` = stated without a currency. */
  readonly money: string;
  /** By part number. A value in another money that no rate converts is wholly unknown here. */
  readonly own: readonly Interval[];
  /** By part number: the currency that no rate converts into this money. */
  readonly unconverted: ReadonlyMap<number, string>;
  /** By currency: what one unit of it is in this money. */
  readonly rate: ReadonlyMap<string, Rational>;
}

/** All valuations of one basis. */
export interface BasisValues {
  readonly basis: BasisUsed;
  /** By part number: the value as stated. */
  readonly stated: readonly ValueOn[];
  readonly valuations: readonly Valuation[];
  /** By part number: the index of the valuation whose money the part's own value is in. */
  readonly valuationOf: Int32Array;
}

/** What is wrong with the values of a bill. */
export type ValueProblem =
  | { readonly code: 'bad-currency'; readonly part: string; readonly currency: string }
  | { readonly code: 'faulty-value'; readonly part: string }
  | { readonly code: 'faulty-rate'; readonly currency: string };

/** On which bases does the reading look? `any` = on each that the bill names; a bill that names none is read as it is. */
function basesOf(graph: BomGraph, reading: 'any' | ValueBasis): readonly BasisUsed[] {
  if (reading !== 'any') return [reading];
  const named = VALUE_BASES.filter((basis) =>
    graph.bom.parts.some(
      ({ value }) => typeof value === 'object' && !('amount' in value) && value[basis] !== undefined,
    ),
  );
  return named.length === 0 ? ['unnamed'] : named;
}

const hasAmount = ({ basis, isFaulty }: ValueOn): boolean => basis !== 'none' && basis !== 'others' && !isFaulty;

/**
 * What is each part worth, per unit of the part, on each basis that the reading looks at? Exact. With a rate for a
 * currency, its values are converted into the common currency of the rates; values in a currency without a rate compare
 * only with values in that same currency. Values without a currency compare only with each other. Unknown, absent and
 * faulty values are `[0, no limit)`; the value of an assembly is never taken to be the sum of its parts.
 * @example // parts worth EUR 10 and USD 2 without rates: two valuations, in EUR and in USD; in each the other is unknown
 */
export function valuesOf(
  graph: BomGraph,
  reading: 'any' | ValueBasis,
): { bases: readonly BasisValues[]; problems: readonly ValueProblem[] } {
  const problems: ValueProblem[] = [];
  const rates = new Map<string, Rational>();
  for (const [currency, said] of Object.entries(graph.bom.rates ?? {})) {
    const rate = parseRational(said);
    if (rate === undefined || isZero(rate) || rate.n < 0n) problems.push({ code: 'faulty-rate', currency });
    else rates.set(currency, rate);
  }
  const faulty = new Set<string>();
  const bases = basesOf(graph, reading).map((basis): BasisValues => {
    const stated: ValueOn[] = [];
    const monies: string[] = [];
    const valuationOf = new Int32Array(graph.ids.length);
    for (let part = 0; part < graph.ids.length; part += 1) {
      const id = graph.ids[part] ?? '';
      let value = valueOn(graph.standing[part] === 'duplicate' ? undefined : graph.bom.parts[part]?.value, basis);
      if (value.currency !== undefined && !/^[A-Z]{3}$/.test(value.currency)) {
        if (!faulty.has(id)) problems.push({ code: 'bad-currency', part: id, currency: value.currency });
        faulty.add(id);
        value = { amount: ANYTHING, basis: value.basis, isFaulty: true };
      } else if (value.isFaulty) {
        if (!faulty.has(id)) problems.push({ code: 'faulty-value', part: id });
        faulty.add(id);
      }
      stated.push(value);
      // A part without a value belongs to whichever money comes first.
      if (!hasAmount(value)) continue;
      const money = value.currency === undefined ? 'unnamed' : rates.has(value.currency) ? 'common' : value.currency;
      const known = monies.indexOf(money);
      valuationOf[part] = known === -1 ? monies.push(money) - 1 : known;
    }
    if (monies.length === 0) monies.push('unnamed');
    const valuations = monies.map((money, index): Valuation => {
      const unconverted = new Map<number, string>();
      const rate = money === 'common' ? rates : new Map([[money, ONE]]);
      const own = stated.map((value, part): Interval => {
        if (!hasAmount(value) || isNothing(value.amount)) return value.amount;
        if (valuationOf[part] !== index) {
          unconverted.set(part, value.currency ?? 'unnamed');
          return ANYTHING;
        }
        const factor = rate.get(value.currency ?? 'unnamed') ?? ONE;
        return factor === ONE ? value.amount : multiplyIntervals(value.amount, point(factor));
      });
      return { basis, money, own, unconverted, rate };
    });
    return { basis, stated, valuations, valuationOf };
  });
  return { bases, problems };
}
