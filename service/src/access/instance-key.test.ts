import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instanceKey, parseInstanceKey, readInstanceKey } from './instance-key.ts';

const key = instanceKey(Buffer.alloc(32, 7));

describe('a sealed value', () => {
  it('comes out again, for the same purpose and owner', () => {
    const sealed = key.seal('totp', 'a-1', 'SECRET');
    expect(key.open('totp', 'a-1', sealed)).toBe('SECRET');
    expect(sealed.toString('latin1')).not.toContain('SECRET');
    expect(key.seal('totp', 'a-1', 'SECRET').equals(sealed)).toBe(false);
  });

  it('is refused for another purpose, another owner, another key, and after any change', () => {
    const sealed = key.seal('totp', 'a-1', 'SECRET');
    expect(() => key.open('oidc', 'a-1', sealed)).toThrow();
    expect(() => key.open('totp', 'a-2', sealed)).toThrow();
    expect(() => instanceKey(Buffer.alloc(32, 8)).open('totp', 'a-1', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => key.open('totp', 'a-1', changed)).toThrow();
    }
    expect(() => key.open('totp', 'a-1', sealed.subarray(0, 20))).toThrow();
  });
});

describe('the key file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for the owner alone, and read from then on', () => {
    const first = readInstanceKey(folder);
    expect(readdirSync(folder)).toEqual(['instance.key']);
    expect(statSync(path.join(folder, 'instance.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, 'instance.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(readInstanceKey(folder).open('p', 'o', first.seal('p', 'o', 'text'))).toBe('text');
  });

  it('is refused when others can read it, or when it is no key', () => {
    readInstanceKey(folder);
    const file = path.join(folder, 'instance.key');
    chmodSync(file, 0o644);
    expect(() => readInstanceKey(folder)).toThrow(/can be read by others/);
    chmodSync(file, 0o600);
    writeFileSync(file, 'short');
    expect(() => readInstanceKey(folder)).toThrow(/64 hexadecimal digits/);
  });

  it('can come from a setting', () => {
    const text = '07'.repeat(32);
    expect(parseInstanceKey(text, 'the setting').open('p', 'o', key.seal('p', 'o', 'x'))).toBe('x');
  });
});
