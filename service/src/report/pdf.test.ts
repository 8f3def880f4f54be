import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { determine, type ExportFacts } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './example-exports.ts';
import { reportPdf } from './pdf.ts';
import { pdfText } from './testing/pdf-text.ts';

const book = loadLaw();
const AT = '2026-11-24T07:00:00Z';
const HOSTILE = '#import("x")*_$ <a> @b `c` \\u{41} [d] // e';

const hostile: ExportFacts = {
  ...EXAMPLES.prohibited,
  parties: [{ role: 'end-user', name: HOSTILE, country: 'US', owners: 'none' }],
  lines: [{ id: HOSTILE, item: { description: HOSTILE, form: 'oxide', elements: ['Dy', 'O'] }, origin: 'CN' }],
};
const pdfOf = (facts: ExportFacts, language: 'zh' | 'en') =>
  reportPdf([determine(facts, book)], { language, generatedAt: AT });
const asText = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

describe('reportPdf', () => {
  it.each(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[])('sets %s in both languages as PDF/A-2a', async (name) => {
    for (const language of ['zh', 'en'] as const) {
      const text = asText(await pdfOf(EXAMPLES[name], language));
      expect(text).toMatch(/^%PDF-1\.7/);
      expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
      expect(text).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
      expect(text).toMatch(language === 'zh' ? /\/Lang \(zh-CN\)/ : /\/Lang \(en-GB\)/);
    }
  });

  it('is A4 with its sources as links', async () => {
    const text = asText(await pdfOf(EXAMPLES.threeTiers, 'en'));
    expect(text).toMatch(/\/MediaBox \[0 0 595\.2\d* 841\.8\d*\]/);
    expect(text).toMatch(/\/URI \(https:\/\//);
  });

  it('gives the same bytes for the same answers', async () => {
    expect(await pdfOf(EXAMPLES.several, 'zh')).toEqual(await pdfOf(EXAMPLES.several, 'zh'));
  });

  it('sets several answers, and text that no font can show', async () => {
    const thai = determine({ ...hostile, lines: [{ item: { description: 'แม่เหล็ก \u{10fffd}' } }] }, book);
    const text = asText(
      await reportPdf([determine(EXAMPLES.several, book), thai], { language: 'en', generatedAt: AT }),
    );
    expect(text).toMatch(/^%PDF-/);
  });
});

/** A reader of another make says more than ours, so it is asked too wherever it is installed. */
function poppler(pdf: Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-pdf-'));
  try {
    const file = path.join(folder, 'a.pdf');
    writeFileSync(file, pdf);
    return execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasPoppler) console.warn('pdftotext (poppler-utils) is not installed: the PDF is read by our own reader alone');
const readers = { ours: pdfText, ...(hasPoppler ? { poppler } : {}) };

describe.each(Object.entries(readers))('the text of the PDF, as read by %s', (_, read) => {
  const words = async (facts: ExportFacts, language: 'zh' | 'en') =>
    read(await pdfOf(facts, language)).replaceAll(/[\s\u200b]+/g, '');

  it('has the Chinese clause beside the English', async () => {
    const text = await words(EXAMPLES.threeTiers, 'en');
    expect(text).toContain('LICENCEREQUIRED');
    expect(text).toMatch(/No\.61of2025para\.1\(1\).{0,60}第一条第（一）项/);
    expect(text).toMatch(/1\/10/);
    expect(await words(EXAMPLES.threeTiers, 'zh')).toContain('须经许可');
  });

  it('shows a hostile name as it is', async () => {
    expect(await words(hostile, 'en')).toContain(HOSTILE.replaceAll(' ', ''));
  });
});
