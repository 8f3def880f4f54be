import type { LicenceTerms, UsedLine } from '../licensing/index.ts';
import {
  add,
  compare,
  divide,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  rationalText,
  subtract,
  ZERO,
} from '../quantity/rational.ts';
import { unitNamed } from '../quantity/units.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** A quantity and a value, exact. */
export interface Amounts {
  /** In the base unit of the line's dimension (kilogram, piece, set, metre, …), so that every unit counts in it as a decimal. */
  readonly quantity: Rational;
  /** In the currency of the line. */
  readonly value: Rational;
}
export const NONE: Amounts = { quantity: ZERO, value: ZERO };

/** What a line of a licence grants, and what is reserved and drawn of it. */
export interface LineAccount {
  readonly line: string;
  /** As the licence writes it: quantities are shown in it. */
  readonly unit: string;
  readonly currency: string;
  readonly granted: Amounts;
  /** By reservations that have not run out. */
  readonly reserved: Amounts;
  readonly drawn: Amounts;
}

/** A line's account as it is kept: every amount exact decimal text, quantities in the base unit. */
export interface WrittenAccount {
  readonly line: string;
  readonly unit: string;
  readonly currency: string;
  readonly granted: string;
  readonly reserved: string;
  readonly drawn: string;
  readonly grantedValue: string;
  readonly reservedValue: string;
  readonly drawnValue: string;
}

/** @example accountOf({ line: '1', unit: 'KGM', granted: '500', … }).granted.quantity // 500 */
export const accountOf = ({ line, unit, currency, ...written }: WrittenAccount): LineAccount => ({
  line,
  unit,
  currency,
  granted: { quantity: rational(written.granted), value: rational(written.grantedValue) },
  reserved: { quantity: rational(written.reserved), value: rational(written.reservedValue) },
  drawn: { quantity: rational(written.drawn), value: rational(written.drawnValue) },
});

/** An amount of one line, as it is stated: exact decimal text, a unit and a currency. */
export interface StatedAmount {
  readonly line: string;
  readonly quantity: string;
  /** UN/ECE Recommendation 20 code or a known name of it; else the very word of the licence. */
  readonly unit: string;
  readonly value: string;
  readonly currency: string;
}

/** How many of the base unit is one of this unit? Exact; an unknown unit is its own base. @example baseFactor('g') // 1/1000 */
export const baseFactor = (unit: string): Rational => unitNamed(unit)?.factor ?? ONE;

/** Stated amounts in the base unit. @example amountsOf({ quantity: '500', unit: 'g', … }).quantity // 1/2 */
export const amountsOf = ({ quantity, unit, value }: Omit<StatedAmount, 'line' | 'currency'>): Amounts => ({
  quantity: multiply(rational(quantity), baseFactor(unit)),
  value: rational(value),
});

export const plus = (a: Amounts, b: Amounts): Amounts => ({
  quantity: add(a.quantity, b.quantity),
  value: add(a.value, b.value),
});
export const minus = (a: Amounts, b: Amounts): Amounts => ({
  quantity: subtract(a.quantity, b.quantity),
  value: subtract(a.value, b.value),
});
/** Which of the two is more in `a` than in `b`? undefined = neither. */
export const excess = (a: Amounts, b: Amounts): 'quantity' | 'value' | undefined =>
  compare(a.quantity, b.quantity) > 0 ? 'quantity' : compare(a.value, b.value) > 0 ? 'value' : undefined;

/** What is left: granted less reserved less drawn. */
export const leftOf = ({ granted, reserved, drawn }: LineAccount): Amounts => minus(granted, plus(reserved, drawn));

/** A reservation that nobody confirmed or released, as far as a balance asks. */
export interface OpenReservation {
  /** The last day on which it can be confirmed. */
  readonly lastDay: LegalDate;
  readonly lines: readonly StatedAmount[];
}

/**
 * The lines as they stand on a day: what runs out follows from the days, so a reservation whose last day is past is not
 * counted, whether or not anything has written that down.
 * @param open all reservations of the licence that are counted in `lines`
 * @example accountsOn(lines, [{ lastDay: '2026-07-10', lines: [40 kg] }], '2026-07-11')[0]?.reserved // 40 kg less
 */
export function accountsOn(
  lines: readonly LineAccount[],
  open: readonly OpenReservation[],
  day: LegalDate,
): readonly LineAccount[] {
  const over = open.filter(({ lastDay }) => lastDay < day).flatMap((each) => each.lines);
  if (over.length === 0) return lines;
  return lines.map((line) => ({
    ...line,
    reserved: over
      .filter((each) => each.line === line.line)
      .reduce((left, each) => minus(left, amountsOf(each)), line.reserved),
  }));
}

/** A line for people: in the unit and currency of the licence. Exact decimal text; `p/q` where a decimal does not end. */
export interface Balance {
  readonly line: string;
  readonly unit: string;
  readonly currency: string;
  readonly quantity: string;
  readonly value: string;
  readonly quantityReserved: string;
  readonly valueReserved: string;
  readonly quantityDrawn: string;
  readonly valueDrawn: string;
  readonly quantityLeft: string;
  readonly valueLeft: string;
}

/**
 * What is granted, reserved, drawn and left on each line?
 * @example 500 kg granted, 120.5 kg drawn: balances(lines)[0]?.quantityLeft // '379.5'
 * @example 1 lb granted, 1 kg … of a line in pounds: '100000000/45359237' pounds, kept exact
 */
export function balances(lines: readonly LineAccount[]): readonly Balance[] {
  return lines.map((account) => {
    const { line, unit, currency, granted, reserved, drawn } = account;
    const left = leftOf(account);
    const inUnit = (quantity: Rational) => rationalText(divide(quantity, baseFactor(unit)));
    return {
      line,
      unit,
      currency,
      quantity: inUnit(granted.quantity),
      value: rationalText(granted.value),
      quantityReserved: inUnit(reserved.quantity),
      valueReserved: rationalText(reserved.value),
      quantityDrawn: inUnit(drawn.quantity),
      valueDrawn: rationalText(drawn.value),
      quantityLeft: inUnit(left.quantity),
      valueLeft: rationalText(left.value),
    };
  });
}

/** What is drawn and reserved of each line, in the unit of the licence: an amendment does not go below it. */
export const usedOf = (lines: readonly LineAccount[]): readonly UsedLine[] =>
  lines.map(({ line, unit, reserved, drawn }) => {
    const { quantity, value } = plus(reserved, drawn);
    return { line, quantity: rationalText(divide(quantity, baseFactor(unit))), value: rationalText(value) };
  });

/**
 * Is the licence used up? When everything on every line is drawn; or, for an individual licence, when its one export is
 * done (Order 792 art. 15). What is only reserved is not used.
 * @param isDone a confirmed draw-down said that it completes the export
 */
export function isExhausted(
  form: LicenceTerms['form'],
  lines: readonly Pick<LineAccount, 'granted' | 'drawn'>[],
  isDone: boolean,
): boolean {
  if (isDone && form === 'individual-licence') return true;
  return lines.length > 0 && lines.every(({ granted, drawn }) => isZero(subtract(granted.quantity, drawn.quantity)));
}
