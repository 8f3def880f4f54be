import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAGNET_LICENCE } from './testing/example-licence.ts';
import { signedExample } from './testing/signed-example.ts';
import { base45, fromBase45, gathered, jwsFromQr, qrTexts } from './qr-text.ts';

/** What version 25 with error correction M holds of alphanumeric characters: ISO/IEC 18004, table 7. */
const CAPACITY = 1451;

describe('Base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('writes %s as RFC 9285 does', (clear, text) => {
    expect(base45(new TextEncoder().encode(clear))).toBe(text);
    expect(new TextDecoder().decode(fromBase45(text))).toBe(clear);
  });

  it('gives back all bytes, and every text stands for other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(base45(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['GGW', 'A', '::', 'aB8'])('takes %s for damaged', (text) => {
    expect(fromBase45(text)).toBeUndefined();
  });
});

describe('qrTexts', () => {
  it('holds three lines in two languages in two codes that a telephone reads', async () => {
    const texts = await qrTexts((await signedExample()).jws);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toMatch(/^YTB1\/[12]\/2\/[0-9A-F]{16}\/[0-9A-Z $%*+./:-]+\.$/);
  });

  it.each([1, 30, 200])('holds %i lines, and gives the signed text back from codes in any order', async (count) => {
    const lines = Array.from({ length: count }, (_, index) => ({
      ...MAGNET_LICENCE.lines[index % 3]!,
      line: String(index + 1),
    }));
    const { jws } = await signedExample({ ...MAGNET_LICENCE, lines });
    const texts = await qrTexts(jws);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(CAPACITY);
    expect(await jwsFromQr([...texts].reverse())).toEqual({ ok: true, jws });
    expect(await jwsFromQr([...texts, ...texts])).toEqual({ ok: true, jws });
  });

  it('says which codes are missing', async () => {
    const [, second = ''] = await qrTexts((await signedExample()).jws);
    expect(await jwsFromQr([second])).toEqual({ ok: false, fault: 'incomplete', missing: [1] });
  });

  it('does not put codes of two licences together', async () => {
    const [first = ''] = await qrTexts((await signedExample()).jws);
    const [, second = ''] = await qrTexts((await signedExample({ ...MAGNET_LICENCE, edition: 2 })).jws);
    expect(await jwsFromQr([first, second])).toEqual({ ok: false, fault: 'damaged' });
  });
});

describe('gathered', () => {
  it('puts the codes of one licence together, each once, and begins anew with another licence', async () => {
    const [first = '', second = ''] = await qrTexts((await signedExample()).jws);
    const [other = ''] = await qrTexts((await signedExample({ ...MAGNET_LICENCE, edition: 2 })).jws);
    expect(gathered([], first)).toEqual([first]);
    expect(gathered([first], second)).toEqual([first, second]);
    expect(gathered([first, second], first)).toEqual([second, first]);
    expect(gathered([first, second], other)).toEqual([other]);
    expect(gathered([first], 'https://example.com')).toEqual(['https://example.com']);
  });
});
