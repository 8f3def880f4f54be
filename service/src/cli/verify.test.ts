import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PartnerNotice } from '@ytterby/core/measures';
import { describe, expect, it } from 'vitest';
import { licencePdf } from '../licence-document/licence-pdf.ts';
import { qrTexts } from '../licence-document/qr-text.ts';
import { A_WEEK, chequers, IN_USE, listSaying, signedExample } from '../licence-document/testing/signed-example.ts';
import { partnerNoticePdf } from '../measures/notices/notice-pdf.ts';
import { runCli } from './testing/run-cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-verify-'));
const put = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

const { jws, signer, keys } = await signedExample();
put('licence-keys.json', JSON.stringify(keys));
put('licence-status.jwt', await listSaying('valid', { signer, at: '2026-12-04T00:00:00Z' }));
const suspended = put('suspended.jwt', await listSaying('suspended', { signer, at: '2026-12-04T00:00:00Z' }));
const pdf = await licencePdf(jws, { signer, qr: chequers });
const files = {
  pdf: put('licence.pdf', pdf),
  jwt: put('licence.jwt', `${jws}\n`),
  qr: put('codes.txt', `${(await qrTexts(jws)).join('\n')}\n`),
};
const verify = (file: string, ...more: string[]) =>
  runCli('verify', file, '--data', folder, '--at', IN_USE, '--lang', 'en', ...more);

const words = { zh: '例', en: 'example' };
const NOTICE: PartnerNotice = {
  title: words,
  number: 'cn/example · 1 · JP',
  partner: { code: 'JP', name: words },
  issuer: words,
  embargo: words,
  parts: [{ id: 'what', title: words, lines: [words] }],
  items: { codes: [], hs: [], more: 0 },
  months: { unit: '', rows: [] },
  contact: { name: 'Desk', email: 'desk@example.com', telephone: null },
};

describe('ytterby verify', () => {
  it.each(Object.entries(files))(
    'says of a %s what was granted, with the keys and the list of the data folder',
    async (_, file) => {
      const { out, code } = await verify(file);
      expect(out).toContain('✓ GENUINE');
      expect(out).toContain('✓ STATUS: Valid. (status list of 2026-12-04T00:00:00Z)');
      expect(out).toMatch(/Item 2 +1C902\.a\.4 \| 8505111000 \| 350\.5 KGM \| 38205\.75 USD/);
      expect(code).toBe(0);
    },
  );

  it('says suspended, in Chinese too', async () => {
    const { out, code } = await verify(files.qr, '--status', suspended);
    expect(out).toContain('✗ STATUS: Suspended');
    expect(code).toBe(1);
    expect((await verify(files.qr, '--status', suspended, '--lang', 'zh')).out).toContain('✗ 状态: 已被暂停');
  });

  it('says that the status is unknown where the list is too old', async () => {
    const at = new Date(Date.parse('2026-12-04T00:00:01Z') + A_WEEK * 1000).toISOString();
    const { out, code } = await verify(files.jwt, '--at', at);
    expect(out).toContain('? STATUS: Status unknown: the status list is older than its limit');
    expect(code).toBe(1);
  });

  it('takes another sealed document for one only where it is asked for, and never a changed one', async () => {
    const notice = await partnerNoticePdf(NOTICE, { at: Temporal.Instant.from('2026-11-27T08:00:00Z'), signer });
    const file = put('notice.pdf', notice);
    const asLicence = await verify(file);
    expect(asLicence.out).toMatch(/^\? NOT CONFIRMED: .* It is no licence/);
    expect(asLicence.code).toBe(1);
    const asDocument = await verify(file, '--document');
    expect(asDocument.out).toMatch(/^✓ GENUINE: The authority sealed this file/);
    expect(asDocument.code).toBe(0);
    const changed = await verify(put('changed.pdf', notice.with(1000, (notice[1000] ?? 0) ^ 1)), '--document');
    expect(changed.out).toMatch(/^✗ NOT GENUINE/);
    expect(changed.code).toBe(1);
    expect((await verify(files.pdf, '--document')).out).toContain('✓ STATUS: Valid.');
  });

  it('refuses a changed file', async () => {
    const { out, code } = await verify(put('changed.pdf', pdf.with(1000, (pdf[1000] ?? 0) ^ 1)));
    expect(out).toMatch(/^✗ NOT GENUINE/);
    expect(code).toBe(1);
  });

  it('answers as JSON', async () => {
    const { out } = await verify(files.jwt, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      genuine: 'yes',
      licence: { number: 'YB-2026-000417' },
      status: { is: 'valid' },
    });
  });

  it.each([
    ['a licence that is not there', ['nowhere.pdf'], 'There is no file'],
    ['keys that are not there', [files.jwt, '--keys', 'nowhere.json'], 'There is no file nowhere.json'],
    ['keys that are none', [files.jwt, '--keys', files.jwt], 'is not a key set'],
    ['a list that was named and is not there', [files.jwt, '--status', 'nowhere.jwt'], 'There is no file nowhere.jwt'],
    ['a moment without an offset', [files.jwt, '--at', '2026-12-24'], 'offset'],
  ])('asks again for %s', async (_, [file = '', ...more], why) => {
    const { err, code } = await verify(file, ...more);
    expect(err).toContain(why);
    expect(code).toBe(2);
  });
});
