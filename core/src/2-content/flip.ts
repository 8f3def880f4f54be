import type { Interval } from '../quantity/interval.ts';
import { add, compare, divide, isZero, multiply, type Rational, subtract, ZERO } from '../quantity/rational.ts';
import type { Content, ProductShare } from './content.ts';
import { type Contribution, traceContent } from './trace.ts';

/** At which number the answer changes, all other facts as they are. Equal ends: one exact number. */
export interface Flip {
  /** At this number and on its side the product is certainly caught; `null` = no number does that. */
  readonly caughtAt: Rational | null;
  /** Beyond this number on the other side the product is certainly not caught; `null` = no number does that. */
  readonly freeBeyond: Rational | null;
}

/** The numbers that would change the answer for one product. */
export interface FlipNumbers {
  /** Value of one unit of the product, in its money: caught at `caughtAt` or below, free above `freeBeyond`. */
  readonly productValue: Flip;
  /** Price of one unit of each contributing input, in its own currency: caught at `caughtAt` or above, free below `freeBeyond`. */
  readonly inputPrices: readonly {
    readonly part: number;
    readonly id: string;
    readonly currency: string;
    readonly price: Flip;
  }[];
}

const NEVER: Flip = { caughtAt: null, freeBeyond: null };

/**
 * At which value of the product, and at which price of each input, would the share be exactly the threshold? Exact, per unit.
 * The other facts stay as they are; where they are ranges the two numbers differ, and between them the answer is open.
 * A number that cannot exist (the rest alone is enough; nothing limits it) is `null`. Prices are given for certain inputs
 * only: what may be an input has no price of its own. Reading `add`; under `each-alone` the others count as nothing.
 * @example // magnet 10, Chinese dysprosium 1 unit at 0.30, threshold 1/1000: product value 300; input price 0.01
 */
export function flipNumbers(
  content: Content,
  product: ProductShare,
  rows = traceContent(content, product),
): FlipNumbers {
  const { threshold, reading } = content.asked;
  const isWhole = rows.some(({ part }) => part === product.part);
  const stated = content.bases.find(({ basis }) => basis === product.basis)?.stated;
  const held: Interval = reading.cumulation === 'add' ? product.contained : largest(rows);
  const productValue: Flip =
    isWhole || isZero(threshold)
      ? NEVER
      : {
          caughtAt: isZero(held.lo) ? null : divide(held.lo, threshold),
          freeBeyond: held.hi === null || isZero(held.hi) ? null : divide(held.hi, threshold),
        };
  const totals = reading.cumulation === 'add' ? totalsOf(rows) : undefined;
  const inputPrices = rows
    .filter(({ kind, part }) => kind === 'input' && part !== product.part)
    .map((row) => {
      const currency = stated?.[row.part]?.currency ?? 'unnamed';
      const rate = product.valuation.rate.get(currency);
      const price = rate === undefined || isWhole ? NEVER : priceOf(row, totals, product.value, threshold, rate);
      return { part: row.part, id: row.id, currency, price };
    });
  return { productValue, inputPrices };
}

function largest(rows: readonly Contribution[]): Interval {
  let lo = ZERO;
  let hi: Rational | null = ZERO;
  for (const { amount } of rows) {
    if (compare(amount.lo, lo) > 0) lo = amount.lo;
    if (amount.hi === null) hi = null;
    else if (hi !== null && compare(amount.hi, hi) > 0) hi = amount.hi;
  }
  return { lo, hi };
}

/** The sums of what rows add, kept so that one row can be taken out again. */
interface Totals {
  readonly lo: Rational;
  /** Sum of the upper ends that exist. */
  readonly hi: Rational;
  /** How many rows have no upper end. */
  readonly endless: number;
}

function totalsOf(rows: readonly Contribution[]): Totals {
  let [lo, hi, endless] = [ZERO, ZERO, 0];
  for (const { amount } of rows) {
    lo = add(lo, amount.lo);
    if (amount.hi === null) endless += 1;
    else hi = add(hi, amount.hi);
  }
  return { lo, hi, endless };
}

function priceOf(
  row: Contribution,
  totals: Totals | undefined,
  value: Interval,
  threshold: Rational,
  rate: Rational,
): Flip {
  const othersLo = totals === undefined ? ZERO : subtract(totals.lo, row.amount.lo);
  const othersEndless = totals === undefined ? 0 : totals.endless - (row.amount.hi === null ? 1 : 0);
  const othersHi = totals === undefined ? ZERO : subtract(totals.hi, row.amount.hi ?? ZERO);
  // share = (units x price x rate + others) / value
  let caughtAt: Rational | null = null;
  if (value.hi !== null && !isZero(row.units.lo)) {
    const left = subtract(multiply(value.hi, threshold), othersLo);
    if (compare(left, ZERO) > 0) caughtAt = divide(left, multiply(row.units.lo, rate));
  }
  let freeBeyond: Rational | null = null;
  if (othersEndless === 0 && row.units.hi !== null && !isZero(row.units.hi)) {
    const left = subtract(multiply(value.lo, threshold), othersHi);
    if (compare(left, ZERO) > 0) freeBeyond = divide(left, multiply(row.units.hi, rate));
  }
  return { caughtAt, freeBeyond };
}
