import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { calculateJwkThumbprint, CompactSign } from 'jose';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { InstanceKey } from '../access/instance-key.ts';
import { ALGORITHM, type KeySet, type Signer, type VerifyingKey, verifySigned } from '../licence-document/key-set.ts';
import { jcs } from '../licence-document/licence-content.ts';
import type { AuditAnchor } from '../store/audit.ts';

/**
 * The last event of the audit trail at a moment, signed by a key that is in no database. Whoever owns the database can write another
 * trail that holds in itself; they cannot sign it, nor take back what was sent elsewhere. A head covers every event before it.
 */
const Head = Type.Object(
  {
    sequence: Type.Integer({ minimum: 0 }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** When it was signed: an RFC 3339 instant with milliseconds. */
    at: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
    /** Why heads that were signed before it need not hold, as after a restore: in the words of the person who says so. */
    accepts: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: 1000 })]),
  },
  { additionalProperties: false },
);
export type AuditHead = Static<typeof Head>;

/** In the data folder: one signed head a line. */
export const HEADS_FILE = 'audit-heads.jws';

const TYPE = 'ytterby-audit-head+jwt';
/** RFC 8410, 7: what stands before the 32 bytes of a private Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface HeadSigner extends Signer {
  /** The public half, by which anybody checks. */
  readonly key: VerifyingKey;
}

/** The key that signs heads: worked out from the instance key, and the same as long as that is. */
export async function headSigner(instanceKey: InstanceKey): Promise<HeadSigner> {
  const seed = instanceKey.seed('audit heads');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const point = { kty: 'OKP', crv: 'Ed25519', x } as const;
  const kid = (await calculateJwkThumbprint(point)).slice(0, 16);
  return {
    kid,
    key: { ...point, kid },
    sign: (type, payload) =>
      new CompactSign(payload).setProtectedHeader({ alg: ALGORITHM, kid, typ: type }).sign(privateKey),
  };
}

/** The head as a compact JWS with a canonical payload (`jcs`). */
export const signHead = (head: AuditHead, signer: Signer): Promise<string> =>
  signer.sign(TYPE, new TextEncoder().encode(jcs(head)));

/** What one line of a file of heads is. `unknown-key`: it may be genuine, but these keys cannot tell. */
export type HeadLine =
  | { readonly is: 'head'; readonly head: AuditHead; readonly line: string }
  | { readonly is: 'unknown-key' | 'broken' };

export async function readHead(line: string, keys: KeySet): Promise<HeadLine> {
  const signed = await verifySigned(line, TYPE, keys);
  if (!signed.ok) return { is: signed.fault === 'unknown-key' ? 'unknown-key' : 'broken' };
  const head: unknown = JSON.parse(new TextDecoder().decode(signed.payload));
  return Check(Head, head) ? { is: 'head', head, line } : { is: 'broken' };
}

/** What files of heads hold. */
export interface HeadsRead {
  /** Those that a known key signed, with their lines, in the order in which they were signed. */
  readonly signed: readonly { readonly head: AuditHead; readonly line: string }[];
  /** Lines whose key is not known: of an earlier instance key, or of somebody else. */
  readonly unknownKey: number;
  /** Lines that are no signed head, or were changed: where, as `file:line`. */
  readonly broken: readonly string[];
}

/**
 * Reads heads from files; one that is not there, or that may only be added to, holds none.
 * @example (await readHeads(['/var/lib/ytterby/audit-heads.jws'], { keys: [signer.key] })).signed.length // 12
 */
export async function readHeads(files: readonly string[], keys: KeySet): Promise<HeadsRead> {
  const signed: { readonly head: AuditHead; readonly line: string }[] = [];
  const broken: string[] = [];
  // The same head may have been sent to several places, and again.
  const seen = new Set<string>();
  let unknownKey = 0;
  for (const file of files) {
    let number = 0;
    for await (const line of linesOf(file)) {
      number += 1;
      if (line.trim() === '' || seen.has(line.trim())) continue;
      seen.add(line.trim());
      const read = await readHead(line.trim(), keys);
      if (read.is === 'head') signed.push(read);
      else if (read.is === 'unknown-key') unknownKey += 1;
      else broken.push(`${file}:${number}`);
    }
  }
  signed.sort((one, other) => (one.head.at < other.head.at ? -1 : one.head.at > other.head.at ? 1 : 0));
  return { signed, unknownKey, broken };
}

/**
 * The heads that the trail must hold: all but those that a person has accepted not to hold. The accepting head itself covers every
 * event before it, so nothing older can be changed unseen under its name.
 */
export function standing({ signed }: Pick<HeadsRead, 'signed'>): readonly AuditAnchor[] {
  const accepted = signed.findLast(({ head }) => head.accepts !== null)?.head.at ?? '';
  return signed
    .filter(({ head }) => head.at > accepted || (head.accepts !== null && head.at === accepted))
    .map(({ head }) => head);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    if (!['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    stream.destroy();
  }
}
