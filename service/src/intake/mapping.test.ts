import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import {
  formatProblem,
  type IntakeError,
  previewTable,
  readBomBytes,
  readExportBytes,
  type ReadOptions,
} from './index.ts';

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void, name = '出口清单'): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('说明').addRow(['填表说明']);
  fill(book.addWorksheet(name));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

async function all(content: Uint8Array | string, file: string, options: ReadOptions = {}) {
  const rows = [];
  for await (const row of readExportBytes(typeof content === 'string' ? bytes(content) : content, file, options))
    rows.push(row);
  return rows;
}

/** A title, a group row over a name row with merged cells, an empty row, full-width digits, one end user for two rows. */
const messy = () =>
  workbook((sheet) => {
    sheet.addRow(['二〇二六年十一月出口清单']);
    sheet.mergeCells('A1:H1');
    sheet.addRow([]);
    sheet.addRow(['序号', '货物 Goods', null, null, '最终用户 End user', null, '目的国', '出口日期']);
    sheet.addRow([null, '品名', '海关编码', '数量（千克）', '名称', '国家']);
    sheet.mergeCells('A3:A4');
    sheet.mergeCells('B3:D3');
    sheet.mergeCells('E3:F3');
    sheet.mergeCells('G3:G4');
    sheet.mergeCells('H3:H4');
    sheet.addRow([
      '１',
      '氧化镝',
      '２８４６９０１９',
      '１２．５',
      'Nordmagnet GmbH',
      '德国',
      '德国',
      '２０２６年１１月１０日',
    ]);
    sheet.addRow([]);
    sheet.addRow(['２', '钕铁硼永磁体', '85051110', 40, 'Robotik Süd AG', '德国', '德国', new Date('2026-11-10')]);
    sheet.addRow(['３', '钐钴永磁体', '85051110', 41, null, null, '德国', '2026-11-11']);
    sheet.mergeCells('E7:E8');
    sheet.mergeCells('F7:F8');
  });

describe('a messy workbook', () => {
  it('is read: title above, header over two rows, merged cells, full-width digits, empty rows', async () => {
    const rows = await all(await messy(), 'a.xlsx', { sheet: '出口清单' });
    expect(rows.map(({ problems }) => problems)).toEqual([undefined, undefined, undefined]);
    expect(rows.map(({ row }) => row)).toEqual([5, 7, 8]);
    expect(rows[0]?.facts).toMatchObject({
      asOf: '2026-11-10',
      to: 'DE',
      parties: [{ role: 'end-user', name: 'Nordmagnet GmbH', country: 'DE' }],
      lines: [{ item: { description: '氧化镝', hs: '28469019' }, quantity: '12.5', unit: '千克' }],
    });
    expect(rows[2]?.facts?.parties).toEqual([{ role: 'end-user', name: 'Robotik Süd AG', country: 'DE' }]);
    expect(rows[1]?.facts?.asOf).toBe('2026-11-10');
  });

  it('is shown before it is read', async () => {
    const preview = await previewTable(await messy(), 'a.xlsx', { sheet: '出口清单' });
    expect(preview).toMatchObject({ kind: 'xlsx', sheets: ['说明', '出口清单'], headerRow: 4, problems: [] });
    expect(preview.columns.map(({ header, field, how }) => [header, field, how])).toEqual([
      ['序号', 'id', 'recognised'],
      ['货物 Goods / 品名', 'description', 'recognised'],
      ['货物 Goods / 海关编码', 'hs', 'guessed'],
      ['货物 Goods / 数量（千克）', 'quantity', 'guessed'],
      ['最终用户 End user / 名称', 'endUserName', 'recognised'],
      ['最终用户 End user / 国家', 'endUserCountry', 'recognised'],
      ['目的国', 'to', 'recognised'],
      ['出口日期', 'asOf', 'recognised'],
    ]);
    expect(preview.columns[4]?.samples).toEqual(['Nordmagnet GmbH', 'Robotik Süd AG']);
    expect(preview.rows.map(({ row }) => row)).toEqual([5, 7, 8]);
    expect(preview.fields.find(({ id }) => id === 'asOf')).toEqual({
      id: 'asOf',
      zh: '出口日期',
      en: 'as of',
      required: true,
    });
  });

  it('names the cell of an amount that is merged over rows, and what to do', async () => {
    const book = await workbook((sheet) => {
      sheet.addRow(['品名', '数量', '出口日期']);
      sheet.addRow(['氧化镝', 10, '2026-11-10']);
      sheet.addRow(['氧化铽', null, '2026-11-10']);
      sheet.mergeCells('B2:B3');
    }, 'Sheet 1');
    const rows = await all(book, 'a.xlsx', { sheet: 'Sheet 1' });
    expect(rows.map(({ problems }) => problems?.map(({ code, cell }) => [code, cell]))).toEqual([
      [['intake/merged-amount', "'Sheet 1'!B2"]],
      [['intake/merged-amount', "'Sheet 1'!B3"]],
    ]);
    const [first] = rows[0]?.problems ?? [];
    expect(first && formatProblem(first)).toBe(
      'a.xlsx \'Sheet 1\'!B2 "数量": one amount stands in a cell merged over rows 2 to 3; how much belongs to each row is not said — split the cell and give each row its own amount',
    );
  });

  it('names the cell of a value that cannot be read', async () => {
    const book = await workbook((sheet) => {
      sheet.addRow(['品名', '目的国', '出口日期']);
      sheet.addRow(['氧化镝', '火星', '2026-11-10']);
    });
    const [row] = await all(book, 'a.xlsx', { sheet: '出口清单' });
    expect(row?.problems).toMatchObject([{ code: 'intake/unknown-country', cell: '出口清单!B2', row: 2 }]);
  });
});

const CSV = 'Nr;Ware;Kunde;Land;Datum;Rest\nL1;Magnet;Nord GmbH;DE;2026-11-10;x\nL2;Oxid;Süd AG;AT;2026-11-11;y\n';
const COLUMNS = { 0: 'id', Ware: 'description', 2: 'endUserName', land: 'to', 4: 'asOf', 5: null } as const;

describe('columns that the user names', () => {
  it('are read where no title is known, by number or title, without regard to case', async () => {
    const rows = await all(CSV, 'a.csv', { columns: COLUMNS });
    expect(rows.map(({ facts }) => [facts?.asOf, facts?.to, facts?.lines[0]?.id, facts?.parties?.[0]?.name])).toEqual([
      ['2026-11-10', 'DE', 'L1', 'Nord GmbH'],
      ['2026-11-11', 'AT', 'L2', 'Süd AG'],
    ]);
    expect(rows[0]?.notes).toEqual([]);
  });

  it('go before what a title says, and null leaves a column out', async () => {
    const csv = 'id,description,origin,Real origin,asOf\nL1,oxide,CN,JP,2026-11-10\n';
    const [plain] = await all(csv, 'a.csv');
    expect(plain?.facts?.lines[0]?.origin).toBe('CN');
    const [given] = await all(csv, 'a.csv', { columns: { 'Real origin': 'origin' } });
    expect(given?.facts?.lines[0]?.origin).toBe('JP');
    const [without] = await all(csv, 'a.csv', { columns: { origin: null } });
    expect(without?.facts?.lines[0]).not.toHaveProperty('origin');
    expect(without?.notes.map(({ column }) => column)).toEqual(['Real origin']);
  });

  it('keep the currency of their title', async () => {
    const [row] = await all('id,description,Betrag (EUR),asOf\nL1,oxide,5.50,2026-11-10\n', 'a.csv', {
      columns: { 2: 'value' },
    });
    expect(row?.facts?.lines[0]?.value).toEqual({ amount: '5.50', currency: 'EUR' });
  });

  it('are refused where they are not there, twice the same, or no field', async () => {
    const codes = async (columns: ReadOptions['columns']) =>
      all(CSV, 'a.csv', columns === undefined ? {} : { columns }).then(
        () => [],
        (error: IntakeError) => error.problems.map(({ code }) => code),
      );
    expect(await codes({ ...COLUMNS, 9: 'hs' })).toEqual(['intake/no-such-column']);
    expect(await codes({ ...COLUMNS, 0: 'description' })).toEqual(['intake/duplicate-column']);
    expect(await codes({ ...COLUMNS, 5: 'nonsense' as never })).toContain('intake/no-such-field');
    expect(await codes({ ...COLUMNS, 5: '__proto__' as never })).toContain('intake/no-such-field');
    expect(await codes(undefined)).toEqual(['intake/no-header']);
  });

  it('work for bills of materials', async () => {
    const csv = 'Teil,Gehört zu,Menge,Preis (EUR)\nmagnet,,1,10\nalloy,magnet,2,3\n';
    const reading = await readBomBytes(bytes(csv), 'a.csv', {
      columns: { 0: 'id', 1: 'parent', 2: 'quantity', 3: 'unitValue' },
    });
    expect(reading.facts?.parts).toMatchObject([
      { id: 'magnet', value: { amount: '10', currency: 'EUR' }, inputs: [{ part: 'alloy', quantity: '2' }] },
      { id: 'alloy' },
    ]);
  });
});

describe('a header row that the user names', () => {
  const csv = 'description,origin\n\nid,description,asOf\nL1,oxide,2026-11-10\n';
  it('is taken', async () => {
    expect(await all(csv, 'a.csv', { headerRow: 3 })).toMatchObject([{ row: 4, facts: { lines: [{ id: 'L1' }] } }]);
  });
  it('is refused where it is empty or missing', async () => {
    for (const headerRow of [2, 40])
      await expect(all(csv, 'a.csv', { headerRow })).rejects.toThrow(`row ${headerRow} is empty or beyond`);
  });
  it('may lie deeper than a header is looked for', async () => {
    const deep = `${'words above\n'.repeat(30)}id,description,asOf\nL1,oxide,2026-11-10\n`;
    expect(await all(deep, 'a.csv', { headerRow: 31 })).toMatchObject([{ row: 32 }]);
  });
});

describe('previewTable', () => {
  it('shows columns that clash, so that the user can say which counts', async () => {
    const csv = 'id,品名,description,asOf\nL1,a,b,2026-11-10\n';
    const clash = await previewTable(bytes(csv), 'a.csv');
    expect(clash.problems.map(({ code }) => code)).toEqual(['intake/duplicate-column']);
    expect(clash.columns.map(({ field }) => field)).toEqual(['id', 'description', 'description', 'asOf']);
    const said = await previewTable(bytes(csv), 'a.csv', { columns: { 1: null } });
    expect(said.problems).toEqual([]);
    expect(said.columns[1]).toMatchObject({ field: null, how: 'none' });
  });

  it('shows a table without a header that is known, with its problem', async () => {
    const preview = await previewTable(bytes(CSV), 'a.csv');
    expect(preview).toMatchObject({ kind: 'csv', headerRow: null, sheets: [] });
    expect(preview.rows[0]).toEqual({ row: 1, cells: ['Nr', 'Ware', 'Kunde', 'Land', 'Datum', 'Rest'] });
    expect(preview.problems.map(({ code }) => code)).toEqual(['intake/no-header']);
    const mapped = await previewTable(bytes(CSV), 'a.csv', { columns: COLUMNS });
    expect(mapped).toMatchObject({ headerRow: 1, problems: [] });
    expect(mapped.columns.map(({ how }) => how)).toEqual(['given', 'given', 'given', 'given', 'given', 'none']);
  });

  it('asks for no day where one is given, and shows the problems of the first rows', async () => {
    const csv = 'id,description,to\nL1,oxide,Mars\n';
    expect((await previewTable(bytes(csv), 'a.csv')).problems[0]?.code).toBe('intake/missing-column');
    const preview = await previewTable(bytes(csv), 'a.csv', { asOf: '2026-11-10' });
    expect(preview.problems.map(({ code, row }) => [code, row])).toEqual([['intake/unknown-country', 2]]);
  });

  it('reads bills with the fields of bills', async () => {
    const preview = await previewTable(bytes('part,parent,qty\nmagnet,,1\nalloy,magnet,2\n'), 'a.csv', { as: 'bom' });
    expect(preview.columns.map(({ field }) => field)).toEqual(['id', 'parent', 'quantity']);
    expect(preview.problems).toEqual([]);
  });

  it.each([
    ['nothing', new Uint8Array(), 'a.csv', 'intake/empty-file'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'a.csv', 'intake/not-text'],
    ['a broken workbook', bytes('PK\u0003\u0004 nonsense'), 'a.xlsx', 'intake/not-xlsx'],
  ])('never throws for %s', async (_, content, file, code) => {
    expect((await previewTable(content, file)).problems.map((each) => each.code)).toEqual([code]);
  });

  it('leaves files alone that name their fields themselves', async () => {
    expect(await previewTable(bytes('{"asOf":"2026-11-10"}'), 'a.json')).toMatchObject({ kind: 'json', columns: [] });
  });
});

describe('what may be said of the way, the parties and the use', () => {
  const HEAD =
    '品名,出口日期,目的地,最终目的国（地区）,途经地,出口商国家,出口经营者是否为中国主体,最终用户,最终用户股权,用途,可能用途,是否知道可能危害国家安全';
  const row = (cells: string) => all(`${HEAD}\n${cells}`, 'a.csv').then(([first]) => first?.facts);

  it('is read from Chinese columns', async () => {
    expect(await row('氧化镝,2026-11-10,新加坡,越南,马来西亚、香港,越南,是,Example,无,民用,军事用途,否')).toMatchObject(
      {
        to: 'SG',
        finalDestination: 'VN',
        via: ['MY', 'HK'],
        exporter: { country: 'VN', chinesePerson: 'yes' },
        parties: [{ role: 'end-user', name: 'Example', owners: 'none' }],
        endUse: { kind: 'civil', mayAlsoBe: ['military'], dangerKnown: 'no' },
      },
    );
  });

  it('says nothing where cells are empty, and none only where somebody wrote it', async () => {
    expect(await row('氧化镝,2026-11-10,,,,,,,,,,')).toEqual({
      asOf: '2026-11-10',
      lines: [{ item: { description: '氧化镝' } }],
    });
    expect(await row('氧化镝,2026-11-10,,不详,无,,,,不详,,无,不知道')).toEqual({
      asOf: '2026-11-10',
      finalDestination: 'unknown',
      via: 'none',
      parties: [{ role: 'end-user', owners: 'unknown' }],
      endUse: { mayAlsoBe: [], dangerKnown: 'unknown' },
      lines: [{ item: { description: '氧化镝' } }],
    });
  });

  it('reads the same in English', async () => {
    const head =
      'Description,Date,Ship to,Final destination,Stops on the way,Exporter is a Chinese person,End user owners,Possible uses,Danger known';
    const [first] = await all(`${head}\noxide,2026-11-10,SG,VN,"MY; HK",no,none,military; wmd,yes`, 'a.csv');
    expect(first?.facts).toMatchObject({
      to: 'SG',
      finalDestination: 'VN',
      via: ['MY', 'HK'],
      exporter: { chinesePerson: 'no' },
      endUse: { mayAlsoBe: ['military', 'wmd'], dangerKnown: 'yes' },
    });
  });
});

it('a name of a material is no list of all that is in it', async () => {
  const items = async (composition: string) =>
    (await all(`品名,成分,出口日期\n磁体,"${composition}",2026-11-10`, 'a.csv'))[0]?.facts?.lines[0]?.item;
  for (const name of ['NdFeB', 'Nd-Fe-B', '钕铁硼'])
    expect(await items(name)).toEqual({ description: '磁体', formula: 'NdFeB' });
  for (const list of ['Nd, Fe, B', 'Nd Fe B', '钕、铁、硼'])
    expect(await items(list)).toEqual({ description: '磁体', elements: ['Nd', 'Fe', 'B'] });
  expect(await items('镝')).toEqual({ description: '磁体', elements: ['Dy'] });
});
