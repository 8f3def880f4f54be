import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { IntakeError, type Problem, readBomBytes, readExportBytes, type ReadOptions } from './index.ts';

const numRuns = Number(process.env['YTTERBY_RUNS'] ?? 1000);
const raw = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));
const gbk = (hex: string) => Buffer.from(hex, 'hex');

/** All problems and notes of reading these bytes; any error but an IntakeError fails the test. */
async function problemsOf(content: Uint8Array, file: string, options: ReadOptions = {}): Promise<Problem[]> {
  const found: Problem[] = [];
  try {
    for await (const row of readExportBytes(content, file, options)) found.push(...(row.problems ?? []), ...row.notes);
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    found.push(...error.problems);
  }
  return found;
}

const yamlLine = (rest: string) => raw(`asOf: 2026-11-10\nlines:\n  - item: {}\n    ${rest}\n`);
const csv = (rows: string) => raw(`id,value,currency,quantity,to,as of\n${rows}`);
const json = (rest: string) => raw(`{"asOf":"2026-11-10","lines":[{"item":{}${rest}}]}`);
const laughs = [
  'a: &a [x,x,x,x,x,x,x,x,x,x]',
  ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`),
].join('\n');

function book(sheet: string, extra: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    ...extra,
  });
}

/** A real archive whose directory says that its first entry unpacks to nearly nothing. */
function lyingBook(): Uint8Array {
  const content = book(`<worksheet><sheetData>${' '.repeat(5_000_000)}</sheetData></worksheet>`);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  for (let i = 0; i + 46 < content.length; i++) {
    if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 64, true);
  }
  return content;
}

const CASES: [string, Uint8Array, string, string, ReadOptions?][] = [
  ['broken YAML', raw('asOf: [2026\nlines: }'), 'a.yaml', 'intake/bad-yaml'],
  ['tabs as YAML indentation', raw('lines:\n\t- item: {}'), 'a.yaml', 'intake/bad-yaml'],
  ['a YAML alias without anchor', raw('asOf: *x'), 'a.yaml', 'intake/bad-yaml'],
  ['a YAML alias to itself', raw('a: &a [*a]'), 'a.yaml', 'intake/too-deep'],
  ['billion laughs', raw(laughs), 'a.yaml', 'intake/alias-bomb'],
  ['a YAML tag', raw('asOf: !!python/object:os.system x'), 'a.yaml', 'intake/yaml-tag'],
  ['a YAML map as key', raw('{a: 1}: 2'), 'a.yaml', 'intake/bad-yaml'],
  ['deep YAML flow', raw('['.repeat(20_000)), 'a.yaml', 'intake/too-deep'],
  ['deep YAML sequences', raw('- '.repeat(5000)), 'a.yaml', 'intake/too-deep'],
  ['deep JSON', raw('['.repeat(200_000)), 'a.json', 'intake/too-deep'],
  ['deep closed JSON', raw('{"a":'.repeat(100) + '1' + '}'.repeat(100)), 'a.json', 'intake/too-deep'],
  ['duplicate YAML keys', raw('asOf: 2026-11-10\nasOf: 2026-11-11\nlines: []'), 'a.yaml', 'intake/duplicate-key'],
  ['duplicate JSON keys', raw('{"asOf":"2026-11-10","asOf":"2026-11-11"}'), 'a.json', 'intake/duplicate-key'],
  [
    'keys that differ by a hidden character',
    raw('{"asOf":"2026-11-10","as\u200bOf":"2026-11-11","lines":[{"item":{}}]}'),
    'a.json',
    'intake/duplicate-key',
  ],
  ['unclosed JSON', raw('{"asOf":"2026-11-10"'), 'a.json', 'intake/bad-json'],
  ['a trailing comma', raw('{"asOf":"2026-11-10",}'), 'a.json', 'intake/bad-json'],
  ['NaN in JSON', json(',"quantity":NaN'), 'a.json', 'intake/bad-json'],
  ['Infinity in JSON', json(',"quantity":-Infinity'), 'a.json', 'intake/bad-json'],
  ['a JSON number with a leading zero', json(',"quantity":007'), 'a.json', 'intake/bad-json'],
  ['text after JSON', raw('{} {}'), 'a.json', 'intake/bad-json'],
  ['a bad escape', raw('{"a":"\\x"}'), 'a.json', 'intake/bad-json'],
  ['a lone surrogate', json(',"id":"a\\ud800b"'), 'a.json', 'intake/lone-surrogate'],
  ['a NUL by escape', json(',"id":"a\\u0000b"'), 'a.json', 'intake/control-character'],
  [
    '__proto__ as a key',
    raw('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    'a.json',
    'intake/unknown-field',
  ],
  [
    '__proto__ in a record',
    json(',"item2":{}').length > 0
      ? raw('{"asOf":"2026-11-10","lines":[{"item":{"massFractions":{"__proto__":"0.1"}}}]}')
      : raw(''),
    'a.json',
    'intake/unknown-element',
  ],
  ['a huge number', json(`,"quantity":${'9'.repeat(500)}`), 'a.json', 'intake/number-too-long'],
  ['a huge exponent', json(',"quantity":1e999999'), 'a.json', 'intake/not-a-number'],
  ['a number where lines belong', raw('asOf: 2026-11-10\nlines: 5'), 'a.yaml', 'intake/wrong-type'],
  ['a list where a country belongs', yamlLine('madeIn: [CN]'), 'a.yaml', 'intake/wrong-type'],
  ['no lines', raw('asOf: 2026-11-10\nlines: []'), 'a.yaml', 'intake/too-few'],
  ['nothing but a scalar', raw('hello'), 'a.yaml', 'intake/wrong-type'],
  ['a YAML comment only', raw('# nothing\n'), 'a.yaml', 'intake/nothing-read'],
  ['a negative quantity', yamlLine('quantity: -5'), 'a.yaml', 'intake/negative-number'],
  ['NaN as a quantity', yamlLine('quantity: NaN'), 'a.yaml', 'intake/not-a-number'],
  ['.inf as a quantity', yamlLine('quantity: .inf'), 'a.yaml', 'intake/not-a-number'],
  [
    'a share of 150 %',
    raw('asOf: 2026-11-10\nlines: [{item: {massFractions: {Dy: 150 %}}}]'),
    'a.yaml',
    'intake/share-out-of-range',
  ],
  ['a range upside down', yamlLine('quantity: {min: 5, max: 4}'), 'a.yaml', 'intake/range-reversed'],
  ['a day that does not exist', raw('asOf: 2026-02-30\nlines: [{item: {}}]'), 'a.yaml', 'intake/no-such-day'],
  ['29 February of a common year', raw('asOf: 2025-02-29\nlines: [{item: {}}]'), 'a.yaml', 'intake/no-such-day'],
  ['a date with two readings', csv('L1,1,EUR,1,DE,03/04/2026\n'), 'a.csv', 'intake/date-ambiguous'],
  [
    'a time of day without an offset',
    raw('asOf: 2026-11-10T23:00:00\nlines: [{item: {}}]'),
    'a.yaml',
    'intake/no-offset',
  ],
  ['an unknown country', yamlLine('madeIn: XX'), 'a.yaml', 'intake/unknown-country'],
  ['an unknown currency', yamlLine('value: {amount: 1, currency: XYZ}'), 'a.yaml', 'intake/unknown-currency'],
  [
    'an unknown element',
    raw('asOf: 2026-11-10\nlines: [{item: {elements: [Nd, Qq]}}]'),
    'a.yaml',
    'intake/unknown-element',
  ],
  [
    'an odd control code',
    raw('asOf: 2026-11-10\nlines: [{item: {code: banana}}]'),
    'a.yaml',
    'intake/odd-control-code',
  ],
  ['hidden characters in an id', yamlLine('id: "L\u200b1\u202e"'), 'a.yaml', 'intake/hidden-characters'],
  [
    'a name of 3,000 characters',
    raw(`asOf: 2026-11-10\nexporter: {name: ${'x'.repeat(3000)}}\nlines: [{item: {}}]`),
    'a.yaml',
    'intake/too-long',
  ],
  [
    '300 parties',
    raw(`asOf: 2026-11-10\nlines: [{item: {}}]\nparties: [${'{role: importer},'.repeat(300)}]`),
    'a.yaml',
    'intake/too-many',
  ],
  ['a bill instead of an export', raw('parts: [{id: A}]'), 'a.yaml', 'intake/wrong-document'],
  ['a BOM mark only', new Uint8Array([0xef, 0xbb, 0xbf]), 'a.yaml', 'intake/empty-file'],
  ['an empty file', raw(''), 'a.csv', 'intake/empty-file'],
  ['blank lines only', raw('\n\n  \n'), 'a.csv', 'intake/empty-file'],
  ['a NUL byte', raw('id,to\nL1,D\0E\n'), 'a.csv', 'intake/nul-byte'],
  ['UTF-16 without a mark', raw('id,to\nL1,DE\n', 'utf16le'), 'a.csv', 'intake/nul-byte'],
  ['half a UTF-16 character', new Uint8Array([0xff, 0xfe, 0x41, 0, 0x00, 0xd8]), 'a.csv', 'intake/mixed-encoding'],
  [
    'UTF-8 with a GBK line',
    new Uint8Array(Buffer.concat([Buffer.from('编号,目的国\nL1,德国\nL2,'), gbk('b5c2b9fa'), Buffer.from('\n')])),
    'a.csv',
    'intake/mixed-encoding',
  ],
  [
    'GBK with a UTF-8 line',
    new Uint8Array(
      Buffer.concat([
        gbk('b1e0bac5'),
        Buffer.from(','),
        gbk('c4bfb5c4b9fa'),
        Buffer.from('\nL1,德国\n'),
        ...Array.from({ length: 50 }, () => Buffer.concat([Buffer.from('L2,'), gbk('b5c2b9fa'), Buffer.from('\n')])),
      ]),
    ),
    'a.csv',
    'intake/mixed-encoding',
  ],
  ['Latin-1', raw('id,end user,as of\nL1,M\xfcller,2026-11-10\n', 'latin1'), 'a.csv', 'intake/mixed-encoding'],
  ['a PDF called .csv', raw('%PDF-1.7 ...'), 'a.csv', 'intake/not-text'],
  ['an old .xls called .csv', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'a.csv', 'intake/not-text'],
  ['an .ods', raw('x'), 'a.ods', 'intake/unknown-format'],
  ['a header only', raw('id,value,currency,as of\n'), 'a.csv', 'intake/no-rows'],
  ['no header', raw('L1,5,EUR\nL2,6,EUR\n'), 'a.csv', 'intake/no-header'],
  ['no date column', raw('id,to\nL1,DE\n'), 'a.csv', 'intake/missing-column'],
  ['no goods column', raw('to,as of\nDE,2026-11-10\n'), 'a.csv', 'intake/missing-column'],
  [
    'two columns of one meaning',
    raw('id,to,destination,as of\nL1,DE,FR,2026-11-10\n'),
    'a.csv',
    'intake/duplicate-column',
  ],
  ['an unknown column', raw('id,to,banana,as of\nL1,DE,x,2026-11-10\n'), 'a.csv', 'intake/column-ignored'],
  ['an unclosed quote', csv('L1,"5,EUR,1,DE,2026-11-10\nL2,5,EUR,1,DE,2026-11-10\n'), 'a.csv', 'intake/unclosed-quote'],
  ['more cells than headers', csv('L1,5,EUR,1,DE,2026-11-10,extra\n'), 'a.csv', 'intake/extra-cells'],
  ['a cell of 10 MB', csv(`${'x'.repeat(10_000_000)},5,EUR,1,DE,2026-11-10\n`), 'a.csv', 'intake/cell-too-large'],
  ['6,000 columns', raw(`id,to,as of${',x'.repeat(6000)}\nL1,DE,2026-11-10\n`), 'a.csv', 'intake/too-many-columns'],
  ['a formula injection as a number', csv('L1,=1+1,EUR,1,DE,2026-11-10\n'), 'a.csv', 'intake/not-a-number'],
  ['two currencies', raw('id,value (EUR),as of\nL1,5 USD,2026-11-10\n'), 'a.csv', 'intake/currency-conflict'],
  ['a percentage as a quantity', csv('L1,5,EUR,5%,DE,2026-11-10\n'), 'a.csv', 'intake/percent-not-wanted'],
  ['about five', csv('L1,5,EUR,约5,DE,2026-11-10\n'), 'a.csv', 'intake/number-unclear'],
  ['a control code in a number column', csv('L1,1E902,EUR,1,DE,2026-11-10\n'), 'a.csv', 'intake/number-too-long'],
  ['an .xlsx that is text', raw('hello'), 'a.xlsx', 'intake/not-xlsx'],
  ['a password-protected .xlsx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'a.xlsx', 'intake/not-xlsx'],
  ['a ZIP without a workbook', zipSync({ 'a.txt': strToU8('x') }), 'a.xlsx', 'intake/not-xlsx'],
  ['a truncated .xlsx', book('<worksheet/>').slice(0, 300), 'a.xlsx', 'intake/not-xlsx'],
  [
    'a ZIP bomb',
    book('<worksheet/>', { 'xl/worksheets/sheet2.xml': new Uint8Array(80_000_000) }),
    'a.xlsx',
    'intake/zip-bomb',
  ],
  [
    'a row number beyond all',
    book('<worksheet><sheetData><row r="4000000"><c r="A4000000"><v>1</v></c></row></sheetData></worksheet>'),
    'a.xlsx',
    'intake/sheet-too-large',
  ],
  [
    'a column beyond all',
    book('<worksheet><sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
    'a.xlsx',
    'intake/not-xlsx',
  ],
  ['damaged sheet XML', book('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row>'), 'a.xlsx', ''],
  ['an empty sheet', book('<worksheet><sheetData></sheetData></worksheet>'), 'a.xlsx', 'intake/empty-file'],
  [
    'a sheet that is not there',
    book('<worksheet><sheetData></sheetData></worksheet>'),
    'a.xlsx',
    'intake/no-such-sheet',
    { sheet: 'T' },
  ],
  ['an archive that lies about its sizes', lyingBook(), 'a.xlsx', ''],
];

describe('hostile files give problems with a remedy, never a stack trace', () => {
  it.each(CASES)('%s', async (_, content, file, code, options) => {
    const found = await problemsOf(content, file, options);
    expect(found.length).toBeGreaterThan(0);
    if (code !== '') expect(found.map((one) => one.code)).toContain(code);
    for (const one of found) {
      for (const text of [one.message.en, one.message.zh, one.remedy.en, one.remedy.zh]) {
        expect(text).not.toMatch(/\{\w+\}|undefined|\[object/);
        expect(text.length).toBeLessThan(1500);
      }
      expect(one.file).toBe(file);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says where mixed encodings begin', async () => {
    const [first] = await problemsOf(
      new Uint8Array(Buffer.concat([Buffer.from('编号,a\n'), gbk('b5c2b9fa')])),
      'a.csv',
    );
    expect(first).toMatchObject({
      code: 'intake/mixed-encoding',
      line: 2,
      message: { en: expect.stringContaining('byte 9 ') },
    });
  });
});

describe('unusual files that read well', () => {
  const table = '编号,目的国,日期\nL1,德国,2026-11-10\n';
  it.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', raw(`\ufeff${table}`)],
    ['UTF-16 LE', raw(`\ufeff${table}`, 'utf16le')],
    ['UTF-16 BE', new Uint8Array(Buffer.from(`\ufeff${table}`, 'utf16le').swap16())],
    [
      'GB18030',
      new Uint8Array(
        Buffer.concat([
          gbk('b1e0bac52cc4bfb5c4b9fa2cc8d5c6da0a'),
          Buffer.from('L1,'),
          gbk('b5c2b9fa'),
          Buffer.from(',2026-11-10\n'),
        ]),
      ),
    ],
    ['CR line ends', raw(table.replaceAll('\n', '\r'))],
    ['CRLF line ends', raw(table.replaceAll('\n', '\r\n'))],
    ['tabs in a .csv', raw(table.replaceAll(',', '\t'))],
    ['bars', raw(table.replaceAll(',', '|'))],
    ["Excel's sep= line", raw(`sep=;\n${table.replaceAll(',', ';')}`)],
    ['no last line end', raw(table.trimEnd())],
    ['a thousand empty columns', raw(table.replaceAll('\n', `${','.repeat(1000)}\n`))],
    ['hidden characters in headers', raw(table.replace('目的国', '\u200f目\u200b的国\ufeff'))],
    ['full-width letters', raw(table.replace('编号', 'ＩＤ'))],
  ])('%s', async (_, content) => {
    const rows = [];
    for await (const row of readExportBytes(content, 'a.csv')) rows.push(row);
    expect(rows).toMatchObject([{ facts: { to: 'DE', asOf: '2026-11-10', lines: [{ id: 'L1' }] }, notes: [] }]);
  });
});

describe('any input at all', () => {
  const files = ['a.yaml', 'a.json', 'a.ndjson', 'a.csv', 'a.xlsx', 'a.txt'];
  const check = async (content: Uint8Array, file: string) => {
    await problemsOf(content, file, { asOf: '2026-11-10' });
    try {
      await readBomBytes(content, file);
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
    }
  };

  it('bytes never crash the readers', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...files), check), { numRuns });
  });

  it('texts that look like files never crash the readers', async () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'asOf',
          'lines',
          'item',
          'id',
          'part',
          'parent',
          'level',
          'value',
          'quantity',
          ':',
          ': ',
          ',',
          ';',
          '\n',
          '\r\n',
          '\n  ',
          '- ',
          '"',
          "'",
          '{',
          '}',
          '[',
          ']',
          '&a',
          '*a',
          '|',
          '>',
          '?',
          '!x',
          '%',
          '#',
          '---',
          '2026-11-10',
          '1,234',
          '-5',
          '约',
          '1E9',
          '__proto__',
          '\u202e',
          '\ud800',
          '0',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom(...files), (parts, file) => check(raw(parts.join('')), file)),
      { numRuns },
    );
  });

  it('any JSON value under the right keys never crashes the readers', async () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const facts = fc.record({
      asOf: value,
      lines: fc.oneof(
        value,
        fc.array(
          fc.record({
            item: fc.record({ elements: value, massFractions: value, contains: value, code: value }),
            value,
            quantity: value,
            steps: value,
          }),
        ),
      ),
      parties: value,
      bom: value,
      endUse: value,
    });
    await fc.assert(
      fc.asyncProperty(facts, fc.constantFrom('a.json', 'a.yaml', 'a.ndjson'), (content, file) =>
        check(raw(JSON.stringify(content)), file),
      ),
      { numRuns },
    );
  });

  it('a damaged workbook never crashes the readers', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('S').addRows([
      ['id', 'to', 'as of'],
      ['L1', 'DE', new Date('2026-11-10')],
    ]);
    const good = new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        async (changes) => {
          const bad = good.slice();
          for (const [at, byte] of changes) bad[at] = byte;
          await check(bad, 'a.xlsx');
        },
      ),
      { numRuns: Math.min(numRuns, 300) },
    );
  });
});
