import { expect, it } from 'vitest';
import { newTotp, totpCode, totpStep } from './totp.ts';

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
/** "12345678901234567890", the secret of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('gives the codes of RFC 6238, appendix B: at %i s', (seconds, code) => {
  // The appendix prints eight digits; six are their last six.
  expect(totpCode(SECRET, at(seconds))).toBe(code);
  expect(totpStep(SECRET, code, at(seconds), null)).toBe(Math.floor(seconds / 30));
});

it('takes the code of one period before and after, and no other', () => {
  const code = totpCode(SECRET, at(3000));
  expect(totpStep(SECRET, code, at(3000 + 30), null)).toBe(100);
  expect(totpStep(SECRET, code, at(3000 - 30), null)).toBe(100);
  expect(totpStep(SECRET, code, at(3000 + 60), null)).toBeUndefined();
  expect(totpStep(SECRET, code, at(3000 - 60), null)).toBeUndefined();
});

it('takes no code twice, nor an older one', () => {
  const code = totpCode(SECRET, at(3000));
  expect(totpStep(SECRET, code, at(3000), 99)).toBe(100);
  expect(totpStep(SECRET, code, at(3000), 100)).toBeUndefined();
  expect(totpStep(SECRET, code, at(3010), 101)).toBeUndefined();
});

it('reads a code with a space in it, and nothing else', () => {
  const code = totpCode(SECRET, at(3000));
  expect(totpStep(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, at(3000), null)).toBe(100);
  for (const text of ['', '12345', '1234567', 'abcdef', `${code}0`])
    expect(totpStep(SECRET, text, at(3000), null)).toBeUndefined();
});

it('a new secret has 160 bits and a link for authenticator apps', () => {
  const { secret, uri } = newTotp('li.mei@example.com');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(uri).toContain('otpauth://totp/Ytterby:li.mei%40example.com?');
  expect(uri).toContain(`secret=${secret}`);
  expect(newTotp('x').secret).not.toBe(secret);
});
