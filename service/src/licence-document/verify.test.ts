import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canVerify } from './key-set.ts';
import { licencePdf } from './licence-pdf.ts';
import { qrTexts } from './qr-text.ts';
import { keySetOf, rotateSigningKey, signerOf } from './signing.ts';
import type { LicenceStatus } from './status-list.ts';
import { MAGNET_LICENCE } from './testing/example-licence.ts';
import { TEST_INSTANCE_KEY } from './testing/key-store.ts';
import { chequers, IN_USE, listSaying, signedExample, STATUS_URI } from './testing/signed-example.ts';
import { type Evidence, verifyLicence } from './verify.ts';

const { jws, keys, signer, store } = await signedExample();
const qr = (await qrTexts(jws)).join('\n');
const pdf = await licencePdf(jws, { signer, qr: chequers });
const LIST_AT = '2026-12-04T00:00:00Z';
const valid = await listSaying('valid', { signer, at: LIST_AT });
const otherList = await listSaying('valid', { signer, at: LIST_AT, uri: `${STATUS_URI}0` });
const olderList = await listSaying('valid', { signer, at: '2026-11-27T07:59:59Z' });
const futureList = await listSaying('valid', { signer, at: '2026-12-06T00:00:00Z' });
const evidence: Evidence = { keys, statusList: valid, at: IN_USE };
const bytesOf = (text: string) => new TextEncoder().encode(text);

const statusAt = async (at: string, statusList?: string) => {
  const found = await verifyLicence(jws, { keys, statusList, at });
  if (found.genuine !== 'yes') throw new Error(found.fault);
  return found.status;
};

describe('a licence as it was issued', () => {
  it.each([
    ['signed text', jws],
    ['file with the signed text', bytesOf(`${jws}\n`)],
    ['QR codes', qr],
    ['file with the texts of the QR codes', bytesOf(`${qr}\r\n`)],
    ['PDF', pdf],
    [
      'JSON, as the API gives a licence',
      JSON.stringify({ number: MAGNET_LICENCE.number, content: MAGNET_LICENCE, jws }, null, 2),
    ],
  ])('is genuine and valid as %s', async (_, input) => {
    expect(await verifyLicence(input, evidence)).toMatchObject({
      genuine: 'yes',
      licence: MAGNET_LICENCE,
      kid: signer.kid,
      signedAt: '2026-11-27T08:00:00Z',
      status: { is: 'valid', listOf: '2026-12-04T00:00:00Z' },
    });
  });

  it('stays genuine after the key has changed twice, with a list of the new key', async () => {
    await rotateSigningKey(store, TEST_INSTANCE_KEY, '2026-12-01T00:00:00Z');
    await rotateSigningKey(store, TEST_INSTANCE_KEY, '2026-12-02T00:00:00Z');
    const later = await keySetOf(store);
    const statusList = await listSaying('valid', { signer: await signerOf(store, TEST_INSTANCE_KEY), at: LIST_AT });
    for (const input of [jws, qr, pdf])
      expect(await verifyLicence(input, { keys: later, statusList, at: IN_USE })).toMatchObject({
        genuine: 'yes',
        status: { is: 'valid' },
      });
    // Whoever still has the old set is told that it is too old, not that all is well.
    expect(await statusAt(IN_USE, statusList)).toMatchObject({ is: 'unknown', lastKnown: null });
  });
});

describe('a licence with a change', () => {
  /** Never genuine. `unknown` only where the key's name or the number of codes was hit: there the set or a code may be missing. */
  const refused = async (input: string | Uint8Array) => {
    const found = await verifyLicence(input, evidence);
    expect(found.genuine).not.toBe('yes');
    if (found.genuine === 'unknown') expect(['unknown-key', 'incomplete']).toContain(found.fault);
    return found;
  };

  it.each([
    ['signed text', jws],
    ['QR text', qr],
  ])('is refused at every byte of the %s', async (_, text) => {
    const bytes = bytesOf(text);
    for (let at = 0; at < bytes.length; at += 1)
      for (const mask of [1, 1 << (at % 8), 1 + (at % 255)]) {
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] ?? 0) ^ mask;
        await refused(flipped);
      }
  });

  it('is refused with any other character in any place of the signed text', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    const ends = alphabet.filter((character) => !jws.endsWith(character));
    for (const character of ends) await refused(jws.slice(0, -1) + character);
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...alphabet), async (at, character) => {
        fc.pre(jws[at] !== character);
        await refused(jws.slice(0, at) + character + jws.slice(at + 1));
      }),
    );
  });

  const flip = async (at: number, mask: number) => {
    const flipped = pdf.slice();
    flipped[at] = (flipped[at] ?? 0) ^ mask;
    await refused(flipped);
  };

  it('is refused at any byte of the PDF, be it of what is shown', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), flip));
  });

  it('is refused at the bytes of the part embedded in the PDF, and of its seal', async () => {
    const text = Buffer.from(pdf).toString('latin1');
    const embedded = text.indexOf('stream\n', text.indexOf('/EmbeddedFile'));
    for (let at = embedded; at < text.indexOf('endstream', embedded); at += 5) await flip(at, 1 << (at % 8));
    for (const { index } of text.matchAll(/ytterby-seal:/g))
      for (let at = index; at < index + 200; at += 1) await flip(at, 1);
  });

  it('is refused when the PDF was cut, lengthened, or its seal taken out', async () => {
    await refused(pdf.slice(0, -1));
    await refused(new Uint8Array([...pdf, 0x0a]));
    const without = Buffer.from(
      Buffer.from(pdf).toString('latin1').replaceAll('ytterby-seal', 'another-seal'),
      'latin1',
    );
    expect(await refused(without)).toMatchObject({ genuine: 'no', fault: 'not-sealed' });
  });

  it('is refused in JSON that says something else than was signed', async () => {
    for (const content of [
      { ...MAGNET_LICENCE, lastDay: '2027-06-30' },
      { ...MAGNET_LICENCE, edition: 1.5 },
      'everything',
    ])
      expect(await refused(JSON.stringify({ content, jws }))).toMatchObject({
        genuine: 'no',
        fault: 'content-differs',
      });
    // One signature in 256 ends like this by itself.
    const other = `${jws.slice(0, -2)}${jws.endsWith('AA') ? 'QA' : 'AA'}`;
    expect(await refused(JSON.stringify({ jws: other }))).toMatchObject({ genuine: 'no' });
    expect(await refused(JSON.stringify({ content: MAGNET_LICENCE }))).toMatchObject({ fault: 'not-recognised' });
  });

  it.each([
    ['nothing', ''],
    ['another text', 'hello'],
    ['an unsigned token', 'eyJhbGciOiJub25lIn0.e30.'],
    ['a status list', valid],
    ['one code of two', qr.split('\n')[0] ?? ''],
  ])('refuses %s', async (_, input) => {
    await refused(input);
  });

  it('refuses what another authority signed with its own key under the same name', async () => {
    const other = await signedExample();
    const renamed = { keys: other.keys.keys.map((key) => ({ ...key, kid: signer.kid })) };
    expect(await verifyLicence(jws, { ...evidence, keys: renamed })).toMatchObject({
      genuine: 'no',
      fault: 'signature',
    });
    expect(await verifyLicence(other.jws, evidence)).toMatchObject({ genuine: 'unknown', fault: 'unknown-key' });
  });

  it('refuses what a key signed outside its span', async () => {
    const ended = { keys: keys.keys.map((key) => ({ ...key, exp: 1_795_000_000 })) };
    expect(await verifyLicence(jws, { ...evidence, keys: ended })).toMatchObject({
      genuine: 'no',
      fault: 'key-not-in-use',
    });
  });

  it('takes what it does not know in a signed text for a later form, not for a licence', async () => {
    const later = bytesOf(
      JSON.stringify({ iat: 1_795_766_400, licence: { ...MAGNET_LICENCE, limit: 'none' }, status: {} }),
    );
    const text = await signer.sign('ytterby-licence+jwt', later);
    expect(await verifyLicence(text, evidence)).toMatchObject({ genuine: 'unknown', fault: 'newer-form' });
  });
});

describe('a platform without Ed25519', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const unknownAlgorithm = () =>
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('Unrecognized name.', 'NotSupportedError'));

  it('says so, and takes no licence for a forgery', async () => {
    expect(await canVerify()).toBe(true);
    unknownAlgorithm();
    expect(await canVerify()).toBe(false);
    for (const input of [jws, pdf]) await expect(verifyLicence(input, evidence)).rejects.toThrow();
  });

  it('is found out by a signature that must hold', async () => {
    vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(false);
    expect(await canVerify()).toBe(false);
  });
});

describe('the status', () => {
  it.each(['valid', 'suspended', 'revoked', 'surrendered', 'exhausted', 'replaced'] as const)(
    'is %s as the list says',
    async (status) => {
      expect(await statusAt(IN_USE, await listSaying(status, { signer, at: LIST_AT }))).toMatchObject({ is: status });
    },
  );

  it.each<[string, string | undefined, RegExp]>([
    ['without a list', undefined, /no status list/],
    ['with a list of another collection', otherList, /not the one/],
    ['with a list older than the licence', olderList, /older than the licence/],
    ['with a list from the future', futureList, /clock/],
    ['with a changed list', valid.slice(0, -2) + (valid.endsWith('AA') ? 'BA' : 'AA'), /changed/],
    ['with something else for a list', 'x', /changed/],
  ])('is unknown %s', async (_, list, why) => {
    const status = await statusAt(IN_USE, list);
    expect(status.is).toBe('unknown');
    expect(status.reason.en).toMatch(why);
    expect(status.reason.zh).toMatch(/^状态不明/);
  });

  it('is known to the last second of the list, and then unknown since that second', async () => {
    expect(await statusAt('2026-12-11T00:00:00Z', valid)).toMatchObject({ is: 'valid' });
    expect(await statusAt('2026-12-11T00:00:01Z', valid)).toMatchObject({
      is: 'unknown',
      lastKnown: 'valid',
      reason: {
        en: expect.stringContaining(
          'older than its limit, and could be relied upon until 2026-12-11 08:00:00',
        ) as string,
      },
    });
  });

  it.each<[LicenceStatus, string]>([
    ['revoked', 'revoked'],
    ['surrendered', 'surrendered'],
    ['replaced', 'replaced'],
    ['suspended', 'unknown'],
    ['exhausted', 'unknown'],
  ])('of an old list that said %s is %s: only what cannot change any more still holds', async (said, is) => {
    const list = await listSaying(said, { signer, at: LIST_AT });
    expect(await statusAt('2027-03-01T00:00:00Z', list)).toMatchObject({ is });
  });

  it('follows the days in Beijing', async () => {
    const early = await listSaying('valid', { signer, at: '2026-11-28T00:00:00Z' });
    expect(await statusAt('2026-11-30T15:59:59Z', early)).toMatchObject({ is: 'not-yet-valid' });
    expect(await statusAt('2026-11-30T16:00:00Z', early)).toMatchObject({ is: 'valid' });
    const late = await listSaying('valid', { signer, at: '2027-05-31T00:00:00Z' });
    expect(await statusAt('2027-05-31T15:59:59Z', late)).toMatchObject({ is: 'valid' });
    expect(await statusAt('2027-05-31T16:00:00Z', late)).toMatchObject({ is: 'expired' });
    expect(await statusAt('2027-05-31T16:00:00Z')).toMatchObject({ is: 'expired' });
  });
});
