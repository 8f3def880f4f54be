import { expect, it } from 'vitest';
import { digest, isCode, newCode, newRecoveryCode, readRecoveryCode } from './codes.ts';

it('a code has 256 bits and is never the same', () => {
  const codes = Array.from({ length: 1000 }, newCode);
  expect(new Set(codes).size).toBe(1000);
  expect(codes.every(isCode)).toBe(true);
  expect(Buffer.from(codes[0] ?? '', 'base64url')).toHaveLength(32);
  expect(isCode('short')).toBe(false);
});

it('what is stored does not contain the code', () => {
  const code = newCode();
  expect(digest(code)).toHaveLength(32);
  expect(digest(code).toString('latin1')).not.toContain(code.slice(0, 8));
});

it.each([
  ['as written', (code: string) => code],
  ['in small letters', (code: string) => code.toLowerCase()],
  ['without dashes', (code: string) => code.replaceAll('-', '')],
  ['with spaces', (code: string) => code.replaceAll('-', ' ')],
  ['with O for 0 and l for 1', (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l')],
])('a recovery code is read %s', (_, change) => {
  for (let round = 0; round < 50; round++) {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readRecoveryCode(change(code))).toBe(code);
  }
});

it('other text is no recovery code', () => {
  expect(readRecoveryCode('123456')).toBeUndefined();
  expect(readRecoveryCode('ABCD-EFGH-JKMN-PQR')).toBeUndefined();
});
