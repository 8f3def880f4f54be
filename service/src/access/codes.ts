import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * Codes that open something: cookies, API tokens, links, recovery codes. All are drawn at random with 80 bits or more, so a plain
 * SHA-256 is enough to store them by: there is nothing to guess.
 */

/** 256 bits, for cookies, tokens and links. @example newCode() // 43 signs of base64url */
export function newCode(): string {
  return randomBytes(32).toString('base64url');
}

export const isCode = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** What is stored instead of a code. */
export function digest(code: string): Buffer {
  return createHash('sha256').update(code, 'utf8').digest();
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** To be written on paper: 80 bits without signs that look alike. @example newRecoveryCode() // '7Q2M-0ZK4-XW9H-3C1V' */
export function newRecoveryCode(): string {
  const signs = Array.from({ length: 16 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return (signs.match(/.{4}/g) ?? []).join('-');
}

/** As people copy it: any case, with or without dashes, O for 0 and I or L for 1. */
export function readRecoveryCode(text: string): string | undefined {
  const signs = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(signs) ? (signs.match(/.{4}/g) ?? []).join('-') : undefined;
}
