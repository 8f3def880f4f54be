import { base64url, compactVerify, errors } from 'jose';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';

/** RFC 9864; the older name EdDSA leaves the curve open. */
export const ALGORITHM = 'Ed25519';

/** What a signed text is, so that a status list can never pass for a licence. RFC 8725, 3.11. */
export const SIGNED_TYPES = [
  'ytterby-licence+jwt',
  'statuslist+jwt',
  'ytterby-pdf-seal',
  'ytterby-audit-head+jwt',
] as const;
export type SignedType = (typeof SIGNED_TYPES)[number];

/** Signs with the key of today. */
export interface Signer {
  readonly kid: string;
  sign(type: SignedType, payload: Uint8Array): Promise<string>;
}

const Seconds = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });
const VerifyingKey = Type.Object({
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  kid: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' }),
  nbf: Type.Optional(Seconds),
  exp: Type.Optional(Seconds),
});
export type VerifyingKey = Static<typeof VerifyingKey>;

/**
 * The public keys of an authority, the present one and all earlier ones: a JWKS (RFC 7517). `nbf` and `exp` of a key are the
 * span in which it signed, in seconds, as in the historical keys of OpenID Federation 1.0, 8.7.
 */
export const KeySet = Type.Object({ keys: Type.Array(VerifyingKey, { minItems: 1, maxItems: 1000 }) });
export type KeySet = Static<typeof KeySet>;

/**
 * The key set that this JSON text holds, or `undefined` where it holds none.
 * @example parseKeySet('{"keys":[]}') // undefined
 */
export function parseKeySet(text: string): KeySet | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Check(KeySet, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a signed text is not accepted. `unknown-key`: it may be genuine, but this key set cannot tell. */
export type SignatureFault = 'form' | 'type' | 'unknown-key' | 'signature';

export type SignedText =
  | { readonly ok: true; readonly key: VerifyingKey; readonly payload: Uint8Array }
  | { readonly ok: false; readonly fault: SignatureFault };

const header = (kid: string, type: SignedType): string => JSON.stringify({ alg: ALGORITHM, kid, typ: type });

/** The first part of every signed text: exactly these three members in this order, so that it has one spelling. */
export const headerPart = (kid: string, type: SignedType): string =>
  base64url.encode(new TextEncoder().encode(header(kid, type)));

/**
 * Is this compact JWS signed by a key of the set, as a text of this type? Only the one spelling that we write is taken: a
 * changed character that another reader would overlook (unused bits of base64url, another order in the header) is a fault.
 * @throws Error where signatures cannot be checked here; see `canVerify`
 */
export async function verifySigned(jws: string, type: SignedType, { keys }: KeySet): Promise<SignedText> {
  const [head, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(jws)?.slice(1) ?? [];
  if (head === undefined || payload === undefined || signature === undefined) return { ok: false, fault: 'form' };
  const said = decoded(head);
  const kid = said === undefined ? undefined : memberOf(said, 'kid');
  if (said === undefined || kid === undefined || decoded(payload) === undefined || decoded(signature) === undefined)
    return { ok: false, fault: 'form' };
  if (head !== headerPart(kid, type))
    return { ok: false, fault: SIGNED_TYPES.some((other) => head === headerPart(kid, other)) ? 'type' : 'form' };
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) return { ok: false, fault: 'unknown-key' };
  const { kty, crv, x } = key;
  try {
    const { payload: bytes } = await compactVerify(jws, { kty, crv, x, alg: ALGORITHM }, { algorithms: [ALGORITHM] });
    return { ok: true, key, payload: bytes };
  } catch (error) {
    // Anything else is a want of the platform, and says nothing of the text.
    if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return { ok: false, fault: 'signature' };
  }
}

/** RFC 8032, 7.1, test 1: the signature of the empty message. */
const KNOWN = {
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  signature: '5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw',
};

/**
 * Can signatures be checked here? Not in a browser without Ed25519 (Chromium before 137), and in none on a page that came over plain
 * http from another machine, where browsers offer no cryptography. It is tried on a signature that is known to hold.
 */
export async function canVerify(): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey(
      'jwk',
      { kty: 'OKP', crv: 'Ed25519', x: KNOWN.x },
      { name: ALGORITHM },
      false,
      ['verify'],
    );
    const signature = new Uint8Array(base64url.decode(KNOWN.signature));
    // Older browsers cannot inflate without the header of zlib, as QR codes need it.
    new DecompressionStream('deflate-raw');
    return await crypto.subtle.verify(ALGORITHM, key, signature, new Uint8Array());
  } catch {
    return false;
  }
}

/** The bytes of a part, unless it is spelled in another way than we spell it. */
function decoded(part: string): Uint8Array | undefined {
  try {
    const bytes = base64url.decode(part);
    return base64url.encode(bytes) === part ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function memberOf(json: Uint8Array, name: string): string | undefined {
  try {
    const value = (JSON.parse(new TextDecoder().decode(json)) as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Was the key in use at this second? Both ends count: a licence may be signed in the second of the change. */
export const wasInUse = ({ nbf = 0, exp = Number.POSITIVE_INFINITY }: VerifyingKey, second: number): boolean =>
  nbf <= second && second <= exp;
