import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Stored passwords: argon2id, as a PHC string that carries its own parameters.
 *
 * One of the settings that OWASP's Password Storage Cheat Sheet lists as equally strong. This one takes the least memory among
 * those with two or more passes: a small machine survives many sign-ins at once, about 25 ms each.
 */
export const ARGON2ID = {
  /** KiB */
  memory: 19_456,
  passes: 2,
  parallelism: 1,
  /** Bytes; RFC 9106 part 4 asks for 16 of salt and 32 of tag. */
  salt: 16,
  tag: 32,
} as const;

const VERSION = 19;
const derive = promisify(argon2);

/** @example await hashPassword('a quiet quarry') // '$argon2id$v=19$m=19456,t=2,p=1$…$…' */
export async function hashPassword(password: string): Promise<string> {
  const { memory, passes, parallelism, salt: saltLength, tag: tagLength } = ARGON2ID;
  const nonce = randomBytes(saltLength);
  const tag = await derive('argon2id', { message: asBytes(password), nonce, memory, passes, parallelism, tagLength });
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

export interface PasswordCheck {
  readonly matches: boolean;
  /** It matches, but was stored with other parameters: store it anew. */
  readonly stale: boolean;
}

/**
 * Is this the password? Takes as long when there is no stored one as when there is, so that the time does not tell whether an
 * account exists.
 * @param work what derives a tag; tests count it
 */
export async function checkPassword(
  password: string,
  stored: string | null,
  work: typeof derive = derive,
): Promise<PasswordCheck> {
  const given = parsePhc(stored ?? ABSENT);
  const tag = await work('argon2id', {
    message: asBytes(password),
    nonce: given.salt,
    memory: given.memory,
    passes: given.passes,
    parallelism: given.parallelism,
    tagLength: given.tag.length,
  });
  const matches = timingSafeEqual(tag, given.tag) && stored !== null;
  return { matches, stale: matches && !isCurrent(given) };
}

/** What is compared with where no password is stored. Nothing hashes to it but by chance. */
const ABSENT = `$argon2id$v=${VERSION}$m=${ARGON2ID.memory},t=${ARGON2ID.passes},p=${ARGON2ID.parallelism}$${base64(
  Buffer.alloc(ARGON2ID.salt),
)}$${base64(Buffer.alloc(ARGON2ID.tag))}`;

interface Phc {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

function parsePhc(text: string): Phc {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{16,})$/.exec(text);
  // Only this file writes them: anything else was damaged, and must not count as a wrong password.
  if (!found) throw new Error('A stored password is not an argon2id PHC string.');
  const [, memory, passes, parallelism, salt = '', tag = ''] = found;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function isCurrent({ memory, passes, parallelism, salt, tag }: Phc): boolean {
  return (
    memory === ARGON2ID.memory &&
    passes === ARGON2ID.passes &&
    parallelism === ARGON2ID.parallelism &&
    salt.length === ARGON2ID.salt &&
    tag.length === ARGON2ID.tag
  );
}

/** The same sign typed on two keyboards can come as different code points (NIST SP 800-63B, 3.1.1.2). */
function asBytes(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}

/** PHC strings carry no padding. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
