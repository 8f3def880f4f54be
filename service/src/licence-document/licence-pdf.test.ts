import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { pdfText } from '../report/testing/pdf-text.ts';
import { licencePdf } from './licence-pdf.ts';
import type { LicenceContent } from './licence-content.ts';
import { jwsFromQr, qrTexts } from './qr-text.ts';
import { MAGNET_LICENCE } from './testing/example-licence.ts';
import { chequers, IN_USE, signedExample } from './testing/signed-example.ts';
import { verifyLicence } from './verify.ts';

async function made(content: LicenceContent) {
  const { jws, signer, keys } = await signedExample(content);
  const asked: string[] = [];
  const qr = (text: string) => {
    asked.push(text);
    return chequers();
  };
  const pdf = await licencePdf(jws, { signer, qr });
  return { pdf, keys, asked, jws, signer, source: Buffer.from(pdf).toString('latin1') };
}
const bare = (text: string) => text.replaceAll(/[\s\u200b]+/g, '');

describe('licencePdf', () => {
  it('is an A4 PDF/A-3a that shows all of the licence in both languages', async () => {
    const { pdf, source, asked } = await made(MAGNET_LICENCE);
    expect(source).toMatch(/<pdfaid:part>3<\/pdfaid:part><pdfaid:conformance>A</);
    expect(source).toMatch(/\/MediaBox \[0 0 595\.2\d* 841\.8\d*\]/);
    const text = bare(pdfText(pdf));
    const shown =
      '两用物项出口许可证|Export Licence for Dual-Use Items|YB-2026-000417|单项许可|Individual licence|华示例磁材有限公司|' +
      '91350100M000100Y43|Example Servo GmbH|德国 Germany (DE)|5493001KJTIIGC8Y1R12|2026-12-01|2027-05-31|1C902.a.4|' +
      '8505111000|350.5|38 205.75|USD|千克 kg';
    const said = [
      ...shown.split('|'),
      ...MAGNET_LICENCE.lines.flatMap(({ item }) => [item.zh, item.en]),
      ...MAGNET_LICENCE.conditions.flatMap(({ id, zh, en }) => [id, zh, en]),
      ...MAGNET_LICENCE.legalBasis.flatMap(({ id, zh, en }) => [id, zh, en]),
    ];
    for (const words of said) expect(text).toContain(bare(words));
    expect(asked).toHaveLength(2);
  });

  it('has the same bytes for the same licence', async () => {
    const { jws, signer, pdf } = await made(MAGNET_LICENCE);
    expect(await licencePdf(jws, { signer, qr: chequers })).toEqual(pdf);
  });

  it('sets an agent, many end users, no limits, and thirty lines over several pages', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => ({
      ...MAGNET_LICENCE.lines[index % 3]!,
      line: `A${index + 1}`,
      hs: null,
      quantity: null,
      value: null,
    }));
    const [user] = MAGNET_LICENCE.endUsers;
    const endUsers = ['One', 'Two', 'Three'].map((name) => ({ ...user!, name }));
    const { pdf } = await made({
      ...MAGNET_LICENCE,
      kind: 'general-licence',
      agent: MAGNET_LICENCE.holder,
      endUsers,
      lines,
    });
    const text = bare(pdfText(pdf));
    for (const words of ['通用许可', '代理人', '其他最终用户', 'Three', 'A30', '不限nolimit'])
      expect(text).toContain(words);
  });

  it('shows hostile words as they are, and seals a licence whose script no font here has', async () => {
    const hostile = '#import("x")*_$ <a> @b `c` [d] // ytterby-seal:e';
    const { pdf } = await made({ ...MAGNET_LICENCE, endUse: { zh: hostile, en: hostile } });
    expect(bare(pdfText(pdf))).toContain(bare(hostile));
    const thai = await made({ ...MAGNET_LICENCE, endUse: { zh: '用途', en: 'แม่เหล็ก' } });
    expect(await verifyLicence(thai.pdf, { keys: thai.keys, at: IN_USE })).toMatchObject({ genuine: 'yes' });
  });

  it('has QR codes that are read back from their picture, as small as version 25', async () => {
    const { jws, signer } = await signedExample();
    const read: string[] = [];
    await licencePdf(jws, {
      signer,
      qr: (text) => {
        const matrix = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
        expect(matrix.length).toBeLessThanOrEqual(117 + 2 * 4);
        expect([matrix[3]?.[4], matrix[4]?.[4]]).toEqual([false, true]);
        read.push(
          decodeQR(pictureOf(matrix), { effort: Number.POSITIVE_INFINITY, timeLimit: Number.POSITIVE_INFINITY }),
        );
        return matrix;
      },
    });
    expect(read).toEqual(await qrTexts(jws));
    expect(await jwsFromQr(read.reverse())).toEqual({ ok: true, jws });
  });
});

/** Black on white, so many pixels a module. */
function pictureOf(matrix: readonly (readonly boolean[])[], scale = 4) {
  const width = matrix.length * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      if (matrix[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height: width, data };
}
