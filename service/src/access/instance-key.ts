import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The key under which this installation keeps what it must be able to read again (one-time-code secrets, tokens of sign-in
 * providers). It lies beside the database and not in it, so that a copy of the database alone gives nothing away.
 */
export interface InstanceKey {
  /** @param purpose separates uses, so that a value sealed for one cannot be passed off as another */
  seal(purpose: string, owner: string, plain: string): Buffer;
  /** Throws where the bytes were changed, belong to another owner, or were sealed with another key. */
  open(purpose: string, owner: string, sealed: Uint8Array): string;
  /** What stands for a text that is only to be found again, such as an address that failed to sign in. */
  mark(purpose: string, text: string): string;
  /** 32 bytes that this key alone gives, for a key pair that is kept nowhere. */
  seed(purpose: string): Uint8Array;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;

export function instanceKey(secret: Uint8Array): InstanceKey {
  if (secret.length !== KEY_BYTES) throw new Error(`An instance key has ${KEY_BYTES} bytes.`);
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `ytterby ${purpose}`, KEY_BYTES));
  return {
    seal(purpose, owner, plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), iv, body, cipher.getAuthTag()]);
    },
    open(purpose, owner, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < 1 + IV_BYTES + TAG_BYTES) throw new Error('Not a sealed value.');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(1, 1 + IV_BYTES))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      const body = bytes.subarray(1 + IV_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    mark: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest('base64url'),
    seed: keyFor,
  };
}

const FILE = 'instance.key';

/**
 * Reads the key of this data folder, and makes one the first time. Only the owner may read the file; a file that others can
 * read is refused, because then it may be known already.
 */
export function readInstanceKey(folder: string): InstanceKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, FILE);
  const text = readIfThere(file) ?? makeKey(file);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Error(`${file} can be read by others. Make it private (chmod 600) before you start again.`);
  return parseInstanceKey(text, file);
}

/** The key of this data folder; undefined = it has none, and none is made. */
export function instanceKeyIn(folder: string): InstanceKey | undefined {
  const file = path.join(folder, FILE);
  const text = readIfThere(file);
  return text === undefined ? undefined : parseInstanceKey(text, file);
}

/** 64 hexadecimal digits, as in the file or a setting. */
export function parseInstanceKey(text: string, where: string): InstanceKey {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) throw new Error(`${where} is not an instance key: 64 hexadecimal digits.`);
  return instanceKey(Buffer.from(text.trim(), 'hex'));
}

function makeKey(file: string): string {
  const text = randomBytes(KEY_BYTES).toString('hex');
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    // Written whole under another name and then linked: a crash leaves no half key, and of two starts the first one's stays.
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(draft, { force: true });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
