import type { Signer } from '../key-set.ts';
import type { LicenceContent } from '../licence-content.ts';
import { keySetOf, rotateSigningKey, signerOf, signLicence } from '../signing.ts';
import { issueStatusList, type LicenceStatus } from '../status-list.ts';
import { MAGNET_LICENCE } from './example-licence.ts';
import { memoryKeyStore, TEST_INSTANCE_KEY } from './key-store.ts';

export const STATUS_URI = 'https://ytterby.example/v1/licence-status/1';
export const IDX = 48_211;
export const KEY_FROM = '2026-11-01T00:00:00Z';
export const SIGNED_AT = '2026-11-27T08:00:00Z';
/** A day on which the licence may be used. */
export const IN_USE = '2026-12-05T09:00:00+08:00';
export const A_WEEK = 7 * 24 * 3600;

/** An authority with its first key, and the example licence signed by it. */
export async function signedExample(content: LicenceContent = MAGNET_LICENCE) {
  const store = memoryKeyStore();
  await rotateSigningKey(store, TEST_INSTANCE_KEY, KEY_FROM);
  const signer = await signerOf(store, TEST_INSTANCE_KEY);
  const jws = await signLicence(content, { signer, status: { uri: STATUS_URI, idx: IDX }, at: SIGNED_AT });
  return { store, signer, jws, keys: await keySetOf(store) };
}

/** A status list with this licence and one before it. */
export const listSaying = (
  status: LicenceStatus,
  { signer, at, uri = STATUS_URI }: { readonly signer: Signer; readonly at: string; readonly uri?: string },
): Promise<string> =>
  issueStatusList(
    {
      statuses: async () => [
        [IDX - 1, 'revoked'],
        [IDX, status],
      ],
    },
    { signer, uri, at, validFor: A_WEEK },
  );

/** A pattern in the place of a QR code, for what does not need one that can be read. */
export const chequers = (): readonly (readonly boolean[])[] =>
  Array.from({ length: 29 }, (_, y) => Array.from({ length: 29 }, (__, x) => (x + y) % 2 === 0));
