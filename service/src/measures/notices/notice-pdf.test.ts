import type { NoticePart, PartnerNotice } from '@ytterby/core/measures';
import { describe, expect, test } from 'vitest';
import { checkSeal } from '../../licence-document/pdf-seal.ts';
import { signedExample } from '../../licence-document/testing/signed-example.ts';
import { partnerNoticePdf } from './notice-pdf.ts';

const at = Temporal.Instant.from('2026-11-27T08:00:00Z');
const { signer, keys } = await signedExample();
const words = (many: number) => ({
  zh: '对重稀土物项恢复许可要求。'.repeat(many),
  en: 'Licences for heavy rare earths are needed again. '.repeat(many),
});
const part = (id: NoticePart['id'], many: number): NoticePart => ({
  id,
  title: words(1),
  lines: [words(many), words(1)],
});
const notice = (many: number): PartnerNotice => ({
  title: { zh: '拟采取的出口管制措施', en: 'Planned export control measure' },
  number: 'cn/example · 1 · JP',
  partner: { code: 'JP', name: { zh: '日本', en: 'Japan' } },
  issuer: { zh: '商务部', en: 'MOFCOM' },
  embargo: words(1),
  parts: [part('what', many), part('items', 1), part('effect', many), part('general-licence', 1)],
  items: { codes: Array.from({ length: 30 * many }, (_, code) => `1C9${code}.a.1`), hs: ['280530'], more: 0 },
  months: {
    unit: 't',
    rows: Array.from({ length: 9 }, (_, month) => ({
      month: `2026-0${month + 1}`,
      without: 5968,
      low: 1,
      middle: 2,
      high: 3,
    })),
  },
  contact: { name: 'Desk', email: 'desk@example.com', telephone: null },
});
const pagesOf = (pdf: Uint8Array) => new TextDecoder('latin1').decode(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length;

describe('a notice as PDF', () => {
  test('is one page, short or long, and sealed to the last byte', async () => {
    for (const many of [1, 5]) {
      const pdf = await partnerNoticePdf(notice(many), { at, signer });
      expect(pagesOf(pdf)).toBe(1);
      expect(await checkSeal(pdf, keys)).toEqual({ ok: true });
      const last = pdf.length - 10;
      expect(await checkSeal(pdf.with(last, (pdf[last] ?? 0) ^ 1), keys)).toMatchObject({ ok: false });
    }
  });
  test('goes on rather than leave something out', async () => {
    expect(pagesOf(await partnerNoticePdf(notice(60), { at, signer }))).toBeGreaterThan(1);
  });
  test('without a signer is a draft and has no seal', async () => {
    expect(await checkSeal(await partnerNoticePdf(notice(1), { at }), keys)).toEqual({ ok: false, fault: 'form' });
  });
  test('in a script that no font has is sealed all the same', async () => {
    const contact = { ...notice(1).contact, name: 'กรมการค้า' };
    const pdf = await partnerNoticePdf({ ...notice(1), contact }, { at, signer });
    expect(await checkSeal(pdf, keys)).toEqual({ ok: true });
  });
});
