import { argon2, argon2Sync } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ARGON2ID, checkPassword, hashPassword } from './password.ts';

describe('stored passwords', () => {
  it('are argon2id PHC strings with our parameters, each with its own salt', async () => {
    const [one, two] = [await hashPassword('a quiet quarry'), await hashPassword('a quiet quarry')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(two).not.toBe(one);
  });

  it('match the same password alone', async () => {
    const stored = await hashPassword('a quiet quarry');
    expect(await checkPassword('a quiet quarry', stored)).toEqual({ matches: true, stale: false });
    expect(await checkPassword('a quiet quarrY', stored)).toEqual({ matches: false, stale: false });
    expect(await checkPassword('', stored)).toEqual({ matches: false, stale: false });
  });

  it('match however the keyboard composes a sign', async () => {
    const stored = await hashPassword('stille grüße 12345');
    expect((await checkPassword('stille gru\u0308ße 12345', stored)).matches).toBe(true);
    expect((await checkPassword('stille grüße １２３４５', stored)).matches).toBe(true);
  });

  it('made with other parameters still match, and are to be stored anew', async () => {
    const nonce = Buffer.from('somesaltsomesalt');
    const tag = argon2Sync('argon2id', {
      message: Buffer.from('an old password'),
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 7168,
      passes: 5,
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const stored = `$argon2id$v=19$m=7168,t=5,p=1$${text(nonce)}$${text(tag)}`;
    expect(await checkPassword('an old password', stored)).toEqual({ matches: true, stale: true });
    expect(await checkPassword('another password', stored)).toEqual({ matches: false, stale: false });
  });

  it('made elsewhere, by the reference program, match', async () => {
    // phc-winner-argon2, README: echo -n "password" | ./argon2 somesalt -id -t 2 -m 16 -p 4 -l 24, computed here with 1 lane.
    const nonce = Buffer.from('somesalt');
    const tag = argon2Sync('argon2id', {
      message: Buffer.from('password'),
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 65_536,
      passes: 2,
    });
    // RFC 9106's reference implementation, test.c: version 19, t=2, m=2^16, p=1, "password", "somesalt", argon2id.
    expect(tag.toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('that are damaged are an error, not a wrong password', async () => {
    await expect(checkPassword('x', 'plain text')).rejects.toThrow('PHC');
  });

  // The work is counted, not timed: a busy machine tells nothing about the code.
  it('cost the same work to refuse where there is none', async () => {
    const derive = promisify(argon2);
    const workFor = async (stored: string | null) => {
      const calls: unknown[] = [];
      const check = await checkPassword('a wrong password', stored, (algorithm, parameters) => {
        const { message, nonce, ...settings } = parameters;
        calls.push([algorithm, message, Buffer.from(nonce as Buffer).length, settings]);
        return derive(algorithm, parameters);
      });
      expect(check).toEqual({ matches: false, stale: false });
      return calls;
    };
    const there = await workFor(await hashPassword('a quiet quarry'));
    expect(there).toHaveLength(1);
    expect(await workFor(null)).toEqual(there);
    expect(ARGON2ID.memory * ARGON2ID.passes).toBeGreaterThanOrEqual(19_456 * 2);
  });
});
