import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_KINDS } from './kinds.ts';
import { documentName } from './names.ts';

const PDF = 'application/pdf';
const TEXT = 'text/plain; charset=utf-8';

describe('the name of a document', () => {
  test.each([
    ['合同.pdf', PDF, '合同.pdf'],
    ['Contract.PDF', PDF, 'Contract.PDF'],
    ['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
    ['invoice.exe', TEXT, 'invoice.exe.txt'],
    ['invoice.pdf', TEXT, 'invoice.pdf.txt'],
    ['..\\..\\合同\u202Efdp.exe', PDF, '合同fdp.exe.pdf'],
    ['/etc/passwd', TEXT, 'passwd.txt'],
    ['a.p\u200Bdf', PDF, 'a.pdf'],
    ['CON.txt', TEXT, 'CON_.txt'],
    ['a\r\nb".pdf', PDF, 'ab_.pdf'],
    ['.htaccess', TEXT, '.htaccess.txt'],
    ['..', TEXT, 'document.txt'],
    ['', PDF, 'document.pdf'],
    ['\u202E\u2066', PDF, 'document.pdf'],
    ['20260001-申请材料.zip', 'application/zip', '20260001-申请材料.zip'],
  ])('%j as %s', (given, mediaType, name) => {
    expect(documentName(given, mediaType)).toBe(name);
  });

  test('is harmless on every file system, of its kind, and stays as it is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom(
        '\u202E',
        '\u2066',
        '\u200D',
        '/',
        '\\',
        '.',
        ' ',
        'CON',
        '.exe',
        '.pdf',
        '合',
        '\u0301',
        '\uD800',
      ),
    );
    const kind = fc.constantFrom(...DOCUMENT_KINDS);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), kind, (pieces, { mediaType, extensions }) => {
        const name = documentName(pieces.join(''), mediaType);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name).not.toMatch(/^\.*$|[. ]$/);
        expect(extensions.some((extension) => name.toLowerCase().endsWith(extension))).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(documentName(name, mediaType)).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });
});
