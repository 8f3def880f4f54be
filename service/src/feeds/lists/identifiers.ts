import type { IdentifierScheme } from './party-record.ts';

/** A Legal Entity Identifier with correct check digits (ISO 17442, ISO 7064 MOD 97-10). */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(text)) return false;
  let rest = 0;
  for (const sign of text) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest === 1;
}

const USCC_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A Unified Social Credit Code with correct check digit (GB 32100-2015: weights 3^(i-1) mod 31). */
export function isUscc(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const sign of text.slice(0, 17)) {
    sum += USCC_SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_SIGNS[(31 - (sum % 31)) % 31] === text[17];
}

/** An IMO ship number with correct check digit: seventh digit = last digit of 7a + 6b + 5c + 4d + 3e + 2f. */
export function isImo(text: string): boolean {
  const digits = /^(?:IMO\s*)?(\d{7})$/i.exec(text)?.[1];
  if (digits === undefined) return false;
  let sum = 0;
  for (let index = 0; index < 6; index++) sum += Number(digits[index]) * (7 - index);
  return sum % 10 === Number(digits[6]);
}

/**
 * Of what kind is a number whose source names no kind? Only check digits decide; without them it stays `other`.
 * @example schemeOf('529900T8BM49AURSDO55') // 'LEI'
 */
export function schemeOf(value: string): IdentifierScheme {
  if (isLei(value)) return 'LEI';
  if (isUscc(value)) return 'USCC';
  return /^IMO/i.test(value) && isImo(value) ? 'IMO' : 'other';
}
