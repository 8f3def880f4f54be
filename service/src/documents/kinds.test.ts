import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zipSync } from 'fflate';
import { documentKind } from './kinds.ts';

const kindOf = async (content: string | Uint8Array): Promise<string | undefined> =>
  (await documentKind(typeof content === 'string' ? Buffer.from(content) : content))?.mediaType;

const office = (type: string, ...parts: readonly string[]): Uint8Array =>
  zipSync(
    Object.fromEntries([
      [
        '[Content_Types].xml',
        Buffer.from(
          `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${parts[0] ?? ''}" ContentType="${type}"/></Types>`,
        ),
      ],
      ...parts.map((part) => [part, Buffer.from('<x/>')]),
    ]),
  );

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEXT = 'text/plain; charset=utf-8';

describe('what is taken', () => {
  test.each([
    ['a PDF', '%PDF-1.7 a contract', 'application/pdf'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'image/png'],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946000101', 'hex'), 'image/jpeg'],
    ['a Word document', office(`${WORD}.main+xml`, 'word/document.xml'), WORD],
    ['a workbook', office(`${SHEET}.main+xml`, 'xl/workbook.xml'), SHEET],
    ['a text in Chinese', '最终用户证明\r\n\t第一页\f第二页', TEXT],
    ['a text that begins like a bitmap', 'BMW AG, München, orders 40 kg', TEXT],
    ['a text that begins with a mark of its encoding', '\uFEFF订单', TEXT],
    ['a table', 'a,b\n1,2', TEXT],
    ['a text with an address in brackets', '<= 0.1 % Dy', TEXT],
  ])('%s', async (_, content, mediaType) => {
    expect(await kindOf(content)).toBe(mediaType);
  });
});

describe('what is not taken', () => {
  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a page behind white space', ' \n\t<HTML>'],
    ['a page behind a mark of its encoding', '\uFEFF<html>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['a comment of a page', '<!-- x --><b>'],
    ['RTF', '{\\rtf1\\ansi'],
    ['PostScript', '%!PS-Adobe-3.0'],
    ['a script', '#!/bin/sh\nrm -rf /'],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a zip', zipSync({ 'a.txt': Buffer.from('a') })],
    [
      'a Word document with macros',
      office('application/vnd.ms-word.document.macroEnabled.main+xml', 'word/document.xml', 'word/vbaProject.bin'),
    ],
    [
      'a workbook with macros',
      office('application/vnd.ms-excel.sheet.macroEnabled.main+xml', 'xl/workbook.xml', 'xl/vbaProject.bin'),
    ],
    ['a zip that names a part of Word', zipSync({ 'evil.exe': Buffer.from('word/document.xml') })],
    ['an old Word document', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex')],
    ['a text in another encoding', Buffer.from([0xd7, 0xee, 0xd6, 0xd5])],
    ['a text with a control in it', 'a\x1b[31mred'],
    ['a GIF', Buffer.from('47494638396101000100800000', 'hex')],
  ])('%s', async (_, content) => {
    expect(await kindOf(content)).toBeUndefined();
  });

  test('any bytes are answered, and a text with a NUL in it never taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const kind = await documentKind(bytes);
        if (bytes.includes(0)) expect(kind?.mediaType).not.toBe(TEXT);
      }),
    );
  });

  test('a file that only begins as an office document does not hang or throw', async () => {
    const whole = office(`${WORD}.main+xml`, 'word/document.xml');
    for (let length = 1; length < whole.length; length += 7) await documentKind(whole.subarray(0, length));
  });
});
