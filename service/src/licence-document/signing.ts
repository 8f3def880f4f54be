import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { InstanceKey } from '../access/instance-key.ts';
import { ALGORITHM, type KeySet, type Signer } from './key-set.ts';
import { contentProblems, jcs, type LicenceContent } from './licence-content.ts';
import { secondsOf } from './moments.ts';

/** One key as it is kept. The private half is sealed by the instance key, and gone once another key has succeeded it. */
export interface StoredSigningKey {
  readonly kid: string;
  /** The public point, base64url. */
  readonly x: string;
  readonly from: string;
  /** When the next key took over; null = it signs today. */
  readonly until: string | null;
  readonly sealed: Uint8Array | null;
}

/** Where the signing keys of an installation are kept. */
export interface SigningKeyStore {
  /** All that ever signed. */
  keys(): Promise<readonly StoredSigningKey[]>;
  /** In one transaction: ends the key in use at `next.from`, drops its private half, and adds `next`. */
  succeed(next: StoredSigningKey): Promise<void>;
}

/** There is no key to sign with yet: call `rotateSigningKey` once when the installation is set up. */
export class NoSigningKeyError extends Error {}

const SEALED_FOR = 'licence signing key';
const KID_LENGTH = 16;

/**
 * Makes the key that signs from now on. What earlier ones signed stays genuine, because their public halves stay in the set.
 * @returns its kid: the beginning of its thumbprint (RFC 7638)
 */
export async function rotateSigningKey(store: SigningKeyStore, instanceKey: InstanceKey, at: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const { x = '' } = await exportJWK(publicKey);
  const { d = '' } = await exportJWK(privateKey);
  const kid = (await calculateJwkThumbprint(publicKey)).slice(0, KID_LENGTH);
  await store.succeed({ kid, x, from: at, until: null, sealed: instanceKey.seal(SEALED_FOR, kid, d) });
  return kid;
}

/** @throws NoSigningKeyError before the first rotation */
export async function signerOf(store: SigningKeyStore, instanceKey: InstanceKey): Promise<Signer> {
  const active = (await store.keys()).find(({ until }) => until === null);
  if (active === undefined || active.sealed === null) throw new NoSigningKeyError('There is no signing key in use.');
  const { kid, x } = active;
  const d = instanceKey.open(SEALED_FOR, kid, active.sealed);
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x, d, alg: ALGORITHM });
  return {
    kid,
    sign: (type, payload) => new CompactSign(payload).setProtectedHeader({ alg: ALGORITHM, kid, typ: type }).sign(key),
  };
}

/** The public key set to publish, and to keep beside a verifier that works offline. */
export async function keySetOf(store: SigningKeyStore): Promise<KeySet> {
  const keys = await store.keys();
  return {
    keys: keys.map(({ kid, x, from, until }) => ({
      kty: 'OKP' as const,
      crv: 'Ed25519' as const,
      x,
      kid,
      use: 'sig',
      alg: ALGORITHM,
      nbf: secondsOf(from),
      ...(until === null ? {} : { exp: secondsOf(until) }),
    })),
  };
}

/** Where the status of a licence is looked up: Token Status List, 6.1. */
export interface StatusReference {
  readonly uri: string;
  readonly idx: number;
}

/**
 * The licence as a compact JWS: what travels in the QR codes and inside the PDF. The payload is canonical (`jcs`), so equal
 * licences signed at the same second by the same key are equal texts.
 * @throws Error where `contentProblems` finds any: that has to be settled before somebody decides
 */
export async function signLicence(
  content: LicenceContent,
  { signer, status, at }: { readonly signer: Signer; readonly status: StatusReference; readonly at: string },
): Promise<string> {
  const [problem] = contentProblems(content);
  if (problem !== undefined) throw new Error(`The licence cannot be signed: ${problem.at} ${problem.problem}`);
  const payload = {
    iat: secondsOf(at),
    licence: content,
    status: { status_list: { idx: status.idx, uri: status.uri } },
  };
  return signer.sign('ytterby-licence+jwt', new TextEncoder().encode(jcs(payload)));
}
