import { zlibSync } from 'fflate';
import { base64url } from 'jose';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { inflate } from './inflate.ts';
import { type KeySet, type SignatureFault, type Signer, verifySigned, wasInUse } from './key-set.ts';
import { jcs } from './licence-content.ts';
import { secondsOf } from './moments.ts';

/**
 * What the list says of a licence, four bits each. 0 to 2 are those of the registry of Token Status List; 3 and 12 to 15 are
 * left to applications there (7.1). 15 stands at every number that no licence has.
 */
export const STATUS_VALUES = {
  valid: 0,
  revoked: 1,
  suspended: 2,
  surrendered: 3,
  exhausted: 12,
  expired: 13,
  replaced: 14,
} as const;
export type LicenceStatus = keyof typeof STATUS_VALUES;
const NONE = 15;
const BITS = 4;
const BY_VALUE = new Map(
  Object.entries(STATUS_VALUES).map(([status, value]) => [value as number, status as LicenceStatus]),
);

/** From these no licence comes back, so even an old list is right about them. */
export const FINAL_STATUSES: ReadonlySet<LicenceStatus> = new Set(['revoked', 'surrendered', 'expired', 'replaced']);

/** More licences than any list should hold; keeps a forged list from filling the memory. */
const MOST_ENTRIES = 16_000_000;

/** Where the status of licences is kept. */
export interface LicenceStatusStore {
  /** Every licence of the list: its number in it (`idx`) and where it stands now. */
  statuses(uri: string): Promise<Iterable<readonly [idx: number, status: LicenceStatus]>>;
}

const Payload = Type.Object({
  sub: Type.String({ minLength: 1, maxLength: 2000 }),
  iat: Type.Integer({ minimum: 0 }),
  exp: Type.Integer({ minimum: 0 }),
  status_list: Type.Object({ bits: Type.Literal(BITS), lst: Type.String({ pattern: '^[A-Za-z0-9_-]+$' }) }),
});

/**
 * The signed status list at this moment: a Status List Token (`statuslist+jwt`) of draft-ietf-oauth-status-list. It may be
 * relied upon for `validFor` seconds; after that a verifier says that the status is unknown.
 */
export async function issueStatusList(
  store: LicenceStatusStore,
  {
    signer,
    uri,
    at,
    validFor,
  }: { readonly signer: Signer; readonly uri: string; readonly at: string; readonly validFor: number },
): Promise<string> {
  const entries = [...(await store.statuses(uri))];
  const size = entries.reduce((most, [idx]) => Math.max(most, idx + 1), 1);
  if (size > MOST_ENTRIES) throw new RangeError(`A status list holds ${MOST_ENTRIES} licences at most.`);
  const bytes = new Uint8Array(Math.ceil(size / 2)).fill((NONE << BITS) | NONE);
  for (const [idx, status] of entries) put(bytes, idx, STATUS_VALUES[status]);
  const iat = secondsOf(at);
  const lst = base64url.encode(zlibSync(bytes, { level: 9 }));
  const payload: Static<typeof Payload> = { sub: uri, iat, exp: iat + validFor, status_list: { bits: BITS, lst } };
  return signer.sign('statuslist+jwt', new TextEncoder().encode(jcs(payload)));
}

/** From the lowest bits of a byte upwards, as the draft counts (4.1). */
function put(bytes: Uint8Array, idx: number, value: number): void {
  const shift = (idx % 2) * BITS;
  bytes[idx >> 1] = ((bytes[idx >> 1] ?? 0) & ~(NONE << shift)) | (value << shift);
}

/** A status list whose signature holds. */
export interface StatusList {
  readonly uri: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** The last second for which it may be relied upon. */
  readonly validUntil: number;
  /** `undefined`: the list has no licence at this number. */
  statusOf(idx: number): LicenceStatus | undefined;
}

export type StatusListRead =
  | { readonly ok: true; readonly list: StatusList }
  | { readonly ok: false; readonly fault: SignatureFault | 'content' };

/** Reads a signed status list; whether it is too old is asked by whoever uses it. */
export async function readStatusList(jws: string, keys: KeySet): Promise<StatusListRead> {
  const signed = await verifySigned(jws.trim(), 'statuslist+jwt', keys);
  if (!signed.ok) return signed;
  const content = { ok: false, fault: 'content' } as const;
  const payload: unknown = parsed(signed.payload);
  if (!Check(Payload, payload) || !wasInUse(signed.key, payload.iat)) return content;
  const bytes = await inflate(base64url.decode(payload.status_list.lst), 'deflate', MOST_ENTRIES / 2);
  if (bytes === undefined) return content;
  return {
    ok: true,
    list: {
      uri: payload.sub,
      issuedAt: payload.iat,
      validUntil: payload.exp,
      statusOf: (idx) => BY_VALUE.get(((bytes[idx >> 1] ?? 0xff) >> ((idx % 2) * BITS)) & NONE),
    },
  };
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}
