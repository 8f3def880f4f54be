import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { instanceKey } from '../access/instance-key.ts';
import { parseKeySet } from './key-set.ts';
import { keySetOf, NoSigningKeyError, rotateSigningKey, signerOf, signLicence } from './signing.ts';
import { MAGNET_LICENCE } from './testing/example-licence.ts';
import { memoryKeyStore, TEST_INSTANCE_KEY } from './testing/key-store.ts';
import { SIGNED_AT, signedExample } from './testing/signed-example.ts';

describe('the signed licence', () => {
  it('is a JWS that any library verifies with the published set', async () => {
    const { jws, keys, signer } = await signedExample();
    const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...keys.keys] }));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ licence: MAGNET_LICENCE });
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'Ed25519', kid: signer.kid, typ: 'ytterby-licence+jwt' });
  });

  it('is the same text for the same content, second and key', async () => {
    const { jws, signer } = await signedExample();
    const status = { uri: 'https://ytterby.example/v1/licence-status/1', idx: 48_211 };
    const shuffled = Object.fromEntries(Object.entries(MAGNET_LICENCE).reverse()) as typeof MAGNET_LICENCE;
    expect(await signLicence(shuffled, { signer, status, at: '2026-11-27T16:00:00+08:00' })).toBe(jws);
  });

  it('is not made of what a reader would take for broken', async () => {
    const { signer } = await signedExample();
    const given = { signer, status: { uri: 'u', idx: 0 }, at: SIGNED_AT };
    await expect(signLicence({ ...MAGNET_LICENCE, lastDay: '2026-02-30' }, given)).rejects.toThrow('/lastDay');
  });
});

describe('rotateSigningKey', () => {
  it('keeps the public half of the earlier key with its span, and drops the private one', async () => {
    const { store } = await signedExample();
    const next = await rotateSigningKey(store, TEST_INSTANCE_KEY, '2026-12-01T00:00:00Z');
    const [first, second] = (await keySetOf(store)).keys;
    expect(first).toMatchObject({ nbf: 1_793_491_200, exp: 1_796_083_200 });
    expect(second).toMatchObject({ kid: next, nbf: 1_796_083_200, kty: 'OKP', use: 'sig' });
    expect(second).not.toHaveProperty('exp');
    expect((await store.keys()).map(({ sealed }) => sealed === null)).toEqual([true, false]);
    expect((await signerOf(store, TEST_INSTANCE_KEY)).kid).toBe(next);
  });

  it('publishes no private half', async () => {
    const { store } = await signedExample();
    const text = JSON.stringify(await keySetOf(store));
    expect(text).not.toMatch(/"d"|sealed/);
    expect(parseKeySet(text)).toEqual(await keySetOf(store));
  });

  it('seals the private half with the key of the installation', async () => {
    const { store } = await signedExample();
    await expect(signerOf(store, instanceKey(new Uint8Array(32).fill(8)))).rejects.toThrow();
    await expect(signerOf(memoryKeyStore(), TEST_INSTANCE_KEY)).rejects.toThrow(NoSigningKeyError);
  });
});

describe('parseKeySet', () => {
  it.each(['', '{}', '{"keys":[]}', '[]', '{"keys":[{"kty":"RSA"}]}'])('finds no key set in %o', (text) => {
    expect(parseKeySet(text)).toBeUndefined();
  });
});
