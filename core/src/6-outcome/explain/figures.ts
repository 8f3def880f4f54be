import { compare, decimalText, multiply, parseRational, type Rational, rational } from '../../quantity/rational.ts';
import type { LegalDate } from '../../time/legal-date.ts';
import type { Language } from './wording.ts';

const HUNDRED = rational('100');
const ENDS_IN_TIME = /^\d+(\.\d+)?$/;
/** Digits behind the point that a reader is asked to look at. */
const PLACES = 9;

function shown(value: Rational, exact: string | undefined): string {
  if (exact !== undefined && ENDS_IN_TIME.test(exact) && (exact.split('.')[1] ?? '').length <= PLACES) return exact;
  const places = decimalText(value, PLACES, 'down').replace(/\.?0+$/, '');
  return compare(rational(places), value) === 0 ? places : `≈ ${places}`;
}

/**
 * A share in percent. Exact where it ends within nine decimal places, else cut off (never rounded up, so that a share below
 * a threshold never looks as if it reached it) and marked ≈.
 * @example percentText('0.000999', 'en') // '0.0999 %'
 * @example percentText('1/3', 'zh') // '≈ 33.333333333%'
 */
export function percentText(share: string, language: Language): string {
  const value = parseRational(share);
  return value === undefined ? share : `${shown(multiply(value, HUNDRED), undefined)}${language === 'zh' ? '%' : ' %'}`;
}

/** An amount or count for reading: exact where short, else cut off and marked ≈. @example amountText('10.00') // '10.00' */
export function amountText(amount: string): string {
  const value = parseRational(amount);
  return value === undefined ? amount : shown(value, amount);
}

/** A day as the language writes it. @example dateText('2025-12-01', 'zh') // '2025年12月1日' */
export function dateText(date: LegalDate, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (language === 'en' || !match) return date;
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}
