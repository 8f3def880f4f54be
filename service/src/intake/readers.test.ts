import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { divide } from './bom-table.ts';
import {
  type ExportReading,
  formatProblem,
  readBom,
  readBomBytes,
  readExportBytes,
  readExports,
  type ReadOptions,
} from './index.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
async function all(content: string | Uint8Array, file: string, options: ReadOptions = {}): Promise<ExportReading[]> {
  const rows: ExportReading[] = [];
  for await (const row of readExportBytes(typeof content === 'string' ? bytes(content) : content, file, options))
    rows.push(row);
  return rows;
}

const YAML = `asOf: 2026-11-10
act: 出口
from: 中国
to: Germany
exporter: { country: CHN, chinesePerson: 是 }
parties:
  - { role: 最终用户, name: Müller GmbH, country: 德国, owners: [{ name: X, share: 50％, owners: none }] }
lines:
  - id: L1
    item: { code: 1c902.a.4, form: 磁体, elements: Nd-Fe-B, massFractions: { 镝: 0.05–0.2 % } }
    value: 1.234,56 EUR
    quantity: "<=0.09"
`;

describe('YAML and JSON', () => {
  it('turns what people write into facts', async () => {
    const [row] = await all(YAML, 'a.yaml');
    expect(row?.problems).toBeUndefined();
    expect(row?.facts).toMatchObject({
      act: 'export',
      from: 'CN',
      to: 'DE',
      exporter: { country: 'CN', chinesePerson: 'yes' },
      parties: [{ role: 'end-user', country: 'DE', owners: [{ share: '50 %' }] }],
      lines: [
        {
          item: {
            code: '1C902.a.4',
            form: 'magnet',
            elements: ['Nd', 'Fe', 'B'],
            massFractions: { Dy: { min: '0.05 %', max: '0.2 %' } },
          },
          value: { amount: '1234.56', currency: 'EUR' },
          quantity: { max: '0.09' },
        },
      ],
    });
  });

  it('keeps the digits of JSON numbers and codes that look like numbers', async () => {
    const json = '{"asOf":"2026-11-10","lines":[{"item":{"code":"1E902"},"quantity":12345678901234567890.12}]}';
    const [row] = await all(json, 'a.json');
    expect(row?.facts?.lines[0]).toMatchObject({ item: { code: '1E902' }, quantity: '12345678901234567890.12' });
    const [yaml] = await all('asOf: 2026-11-10\nlines: [{item: {code: 1E001}, madeIn: NO}]\n', 'a.yaml');
    expect(yaml?.facts?.lines[0]).toMatchObject({ item: { code: '1E001' }, madeIn: 'NO' });
  });

  it('names line, column and field, and what was probably meant', async () => {
    const [row] = await all('asOf: 2026-11-10\nlines:\n  - item: {form: magnt}\n    madein: CN\n', 'a.yaml');
    const shown = row?.problems?.map((one) => formatProblem(one)).join('\n');
    expect(shown).toContain('a.yaml:3:18 lines[0].item.form: "magnt" is not one of the choices; did you mean magnet?');
    expect(shown).toContain('a.yaml:4:5 lines[0].madein: "madein" is not a known field; did you mean madeIn?');
  });

  it('reads lists, exports: and several documents, and goes on after a bad one', async () => {
    const one = '{asOf: 2026-11-10, lines: [{item: {}}]}';
    expect(await all(`[${one}, ${one}]`, 'a.yaml')).toHaveLength(2);
    expect(await all(`exports:\n- ${one}\n- {asOf: 2026-02-30}\n- ${one}\n`, 'a.yaml')).toMatchObject([
      { row: 1 },
      { problems: [{ code: 'intake/no-such-day' }, {}] },
      { row: 3 },
    ]);
    expect(await all(`${one}\n---\n${one}\n`, 'a.yaml')).toHaveLength(2);
  });
});

describe('NDJSON', () => {
  it('reports a bad line and goes on', async () => {
    const good = '{"asOf":"2026-11-10","lines":[{"item":{}}]}';
    const rows = await all(`${good}\r\n{"asOf": oops}\n\n${good}`, 'a.ndjson');
    expect(rows.map((row) => [row.row, row.problems?.[0]?.code])).toEqual([
      [1, undefined],
      [2, 'intake/bad-json'],
      [4, undefined],
    ]);
    expect(rows[1]?.problems?.[0]).toMatchObject({ line: 2, column: 10 });
  });

  it('passes over a line that is too long', async () => {
    const { readNdjson } = await import('./read-ndjson.ts');
    async function* chunks() {
      yield bytes(`"${'x'.repeat(600)}`);
      yield bytes(`${'x'.repeat(600)}"\n{"asOf":"2026-11-10","lines":[{"item":{}}]}\n`);
    }
    const rows: ExportReading[] = [];
    for await (const row of readNdjson(chunks(), 'a', { maxLineBytes: 1000 })) rows.push(row);
    expect(rows.map((row) => row.problems?.[0]?.code)).toEqual(['intake/line-too-long', undefined]);
  });
});

describe('tables of exports', () => {
  it('reads a semicolon table in Chinese with decimal commas', async () => {
    const rows = await all(
      '出口清单;;;;\n编号;管制编码;目的国;价值（欧元）;出口日期;备注\nL1;1C902.a.4;德国;1.234;2026年11月10日;x\nL2;无;Frankreich;0,30;2026-11-10;\nL3;none;FR;0,30;10.11.2026;\n',
      'a.csv',
    );
    expect(rows[0]).toMatchObject({
      row: 3,
      line: 3,
      facts: { to: 'DE', asOf: '2026-11-10', lines: [{ id: 'L1', value: { amount: '1234', currency: 'EUR' } }] },
    });
    expect(rows[0]?.notes).toMatchObject([{ code: 'intake/column-ignored', column: '备注' }]);
    expect(rows[1]?.problems).toMatchObject([{ code: 'intake/unknown-country', row: 4, column: '目的国' }]);
    expect(rows[2]?.facts?.lines[0]).toMatchObject({
      item: { code: 'none' },
      value: { amount: '0.30', currency: 'EUR' },
    });
  });

  it('asks when nothing shows how 1,234 is meant', async () => {
    const rows = await all('id\tvalue\tas of\nL1\t1,234\t2026-11-10\n', 'a.csv');
    expect(rows[0]?.problems).toMatchObject([
      { code: 'intake/number-ambiguous', message: { en: '"1,234" can be read as 1.234 or as 1234' } },
    ]);
  });

  it('counts rows and lines as a person sees them', async () => {
    const rows = await all('id,description,quantity\r\n\r\nL1,"two\r\nlines",1\r\nL2,5" ring,-1\r\n', 'a.csv', {
      asOf: '2026-11-10',
    });
    expect(rows).toMatchObject([
      { row: 3, line: 3, facts: { lines: [{ item: { description: 'two\nlines' } }] } },
      { row: 4, line: 5, problems: [{ code: 'intake/negative-number', column: 'quantity' }] },
    ]);
  });

  it('reads parties, steps, units and end use', async () => {
    const rows = await all(
      'id,importer,importer country,end user,end user country,military,end use,mined,separated,qty (kg),unit price\nL1,A,DE,B,日本,否,民用,CN,MY,5 kg,1\n',
      'a.csv',
      { asOf: '2026-11-10' },
    );
    expect(rows[0]?.facts).toMatchObject({
      parties: [
        { role: 'importer', name: 'A', country: 'DE' },
        { role: 'end-user', name: 'B', country: 'JP', military: 'no' },
      ],
      endUse: { kind: 'civil' },
      lines: [{ steps: { mined: 'CN', separated: 'MY' }, quantity: '5', unit: 'kg' }],
    });
    expect(rows[0]?.notes).toMatchObject([{ code: 'intake/column-ignored', column: 'unit price' }]);
  });

  it('reads a workbook: dates, digits, formulas, a named sheet', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('empty').getCell('A1').value = 'nothing';
    const sheet = book.addWorksheet('出口');
    sheet.addRow(['编号', '管制编码', '数量', '价值（USD）', '日期']);
    sheet.addRow(['L1', '1C902', 0.1, { formula: '1+1', result: 2 }, new Date('2026-11-10')]);
    sheet.addRow(['L2', '1C902', 1e-7, { formula: '1+1' }, new Date('2026-11-10')]);
    sheet.addRow([]);
    sheet.addRow(['L3', '1C902', 1234.567, { formula: '1/0', result: { error: '#DIV/0!' } }, '2026-11-10']);
    const content = new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
    const rows = await all(content, 'a.xlsx', { sheet: '出口' });
    expect(rows).toMatchObject([
      { row: 2, facts: { asOf: '2026-11-10', lines: [{ quantity: '0.1', value: { amount: '2', currency: 'USD' } }] } },
      { row: 3, problems: [{ code: 'intake/formula-without-value', sheet: '出口', column: '价值（USD）' }] },
      { row: 5, problems: [{ code: 'intake/formula-error' }] },
    ]);
  });

  it('reads from a path and tells how far it is', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'intake-')), 'a.ndjson');
    writeFileSync(path, '{"asOf":"2026-11-10","lines":[{"item":{}}]}\n');
    const seen: number[][] = [];
    for await (const row of readExports(path, { onProgress: (done, total) => seen.push([done, total]) }))
      expect(row.facts).toBeDefined();
    expect(seen.at(-1)).toEqual([44, 44]);
    await expect(readBom(`${path}.none`)).rejects.toMatchObject({ problems: [{ code: 'intake/cannot-open' }] });
  });
});

describe('bills of materials', () => {
  it('reads parents and parts; the same part may be used twice', async () => {
    const { facts } = await readBomBytes(
      bytes('part,parent,qty,unit value (EUR),origin\nA,,,100,\nB,A,2,10,CN\nC,A,1,,\nB,C,3,10,CN\n'),
      'b.csv',
    );
    expect(facts?.parts).toMatchObject([
      { id: 'A', inputs: [{ part: 'B', quantity: '2' }, { part: 'C' }] },
      { id: 'B', origin: 'CN', value: { amount: '10', currency: 'EUR' } },
      { id: 'C', inputs: [{ part: 'B', quantity: '3' }] },
    ]);
  });

  it.each([['1,A\n2,B\n3,C\n2,D\n'], ['1,A\n1.1,B\n1.1.1,C\n1.2,D\n'], ['0,A\n.1,B\n..2,C\n.1,D\n']])(
    'reads levels',
    async (rows) => {
      const { facts, problems } = await readBomBytes(bytes(`level,part\n${rows}`), 'b.csv');
      expect(problems).toEqual([]);
      expect(facts?.parts.map((part) => [part.id, part.inputs?.map((input) => input.part)])).toEqual([
        ['A', ['B', 'D']],
        ['B', ['C']],
        ['C', undefined],
        ['D', undefined],
      ]);
    },
  );

  it('reads loops as they stand', async () => {
    const { facts, problems } = await readBomBytes(bytes('part,parent\nA,B\nB,A\nC,C\n'), 'b.csv');
    expect(problems).toEqual([]);
    expect(facts?.parts).toHaveLength(3);
  });

  it('names both rows of a part that is described twice differently', async () => {
    const { problems } = await readBomBytes(bytes('part,parent,origin\nA,,\nB,A,CN\nB,A,JP\n'), 'b.csv');
    expect(problems).toMatchObject([
      { code: 'intake/part-conflict', row: 4, message: { en: 'part B is described differently in row 3: origin' } },
    ]);
  });

  it('divides the value of a line by its quantity, exactly or within a range', async () => {
    const { facts } = await readBomBytes(bytes('part,parent,qty,line value\nA,,,\nB,A,4,10\nC,A,3,1\n'), 'b.csv');
    expect(facts?.parts[1]?.value).toEqual({ amount: '2.5' });
    expect(facts?.parts[2]?.value).toEqual({
      amount: { min: '0.33333333333333333333', max: '0.33333333333333333334' },
    });
    expect(divide('10', '0.4')).toBe('25');
  });

  it('reads a bill in YAML', async () => {
    const { facts } = await readBomBytes(
      bytes('bom:\n  parts: [{id: A, inputs: [{part: B, quantity: 2}]}, {id: B}]\n  rates: {EUR: "7.8"}\n'),
      'b.yaml',
    );
    expect(facts).toMatchObject({ parts: [{ id: 'A' }, { id: 'B' }], rates: { EUR: '7.8' } });
  });
});
