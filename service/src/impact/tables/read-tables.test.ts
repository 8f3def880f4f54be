import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formatProblem } from '../../intake/problem.ts';
import { ImpactFileError } from '../problems.ts';
import { amountOf } from './read-rows.ts';
import { readTables } from './read-tables.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files; a description is put together from the tables. */
function folderWith(tables: readonly string[], files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-tables-'));
  folders.push(folder);
  const about = "year: '2025', unit: million USD, source: example, licence: public domain";
  const described = tables.map((table) => `  - { ${table}, ${about} }`).join('\n');
  writeFileSync(path.join(folder, 'tables.yaml'), `title: example\ntables:\n${described}\n`);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** What is wrong with a folder, without its path. */
async function faults(folder: string): Promise<readonly string[]> {
  try {
    await readTables(folder);
  } catch (error) {
    if (!(error instanceof ImpactFileError)) throw error;
    return error.problems.map((problem) =>
      [problem.file.slice(folder.length + 1), problem.line, problem.field, problem.message.en].join('|'),
    );
  }
  return [];
}

const SUPPLY = [
  'kind: make, file: make.csv, shape: sparse',
  'kind: use, file: use.csv, shape: sparse, valueAdded: [V1]',
  'kind: imports, file: imports.csv, shape: sparse',
];
const MAKE = 'row,column,amount\nfirst,a,90\nsecond,a,10\nuser,b,50\n';
const USE = 'row,column,amount\na,user,25\nV1,first,90\nV1,second,10\nV1,user,25\na,F01,75\n';
const IMPORTS = 'row,column,amount\na,user,5\n';
const SQUARE = ['kind: sectors, file: sectors.csv', 'kind: flows, file: flows.csv'];
const SECTORS = 'code,name,output,value_added\nchips,Chips,100,60\ncars,Cars,400,200\n';
const FLOWS = 'from,to,amount\nchips,cars,20\n';
const TRADE = ['kind: trade, file: trade.csv'];
const HEAD = 'reporter,partner,direction,item,period,value,mass\n';

describe('sound tables', () => {
  test('make, use and imports: 18 from the first maker, 2 from the second, 5 from abroad', async () => {
    const { economy, found } = await readTables(
      folderWith(SUPPLY, { 'make.csv': MAKE, 'use.csv': USE, 'imports.csv': IMPORTS }),
    );
    expect(economy?.sectors).toEqual(['first', 'second', 'user']);
    expect([...(economy?.flows ?? [])]).toEqual([0, 0, 18, 0, 0, 2, 0, 0, 0]);
    expect([...(economy?.valueAdded ?? [])]).toEqual([90, 10, 25]);
    expect(found.map(({ leftOut }) => leftOut)).toEqual([[], ['F01'], []]);
  });

  test('a wide table is the same table, with sums left out', async () => {
    const { economy } = await readTables(
      folderWith(['kind: make, file: make.csv, shape: wide, leaveOut: [Total]', ...SUPPLY.slice(1)], {
        'make.csv': 'code,a,b,Total\nfirst,90,0,90\nsecond,10,0,10\nuser,0,50,50\nTotal,100,50,150\n',
        'use.csv': USE,
        'imports.csv': IMPORTS,
      }),
    );
    expect([...(economy?.output ?? [])]).toEqual([90, 10, 50]);
    expect(economy?.flows[2]).toBe(18);
  });

  test('sectors and flows, with names', async () => {
    const { economy, sectorNames, unit } = await readTables(
      folderWith(SQUARE, { 'sectors.csv': SECTORS, 'flows.csv': FLOWS }),
    );
    expect([...(economy?.flows ?? [])]).toEqual([0, 20, 0, 0]);
    expect(sectorNames.get('cars')).toBe('Cars');
    expect(unit).toBe('million USD');
  });

  test('an empty amount of trade is not known; columns may have other names and what is fixed', async () => {
    const folder = folderWith(
      [
        'kind: trade, file: trade.csv, columns: { partner: from, value: usd }, fixed: { reporter: USA, direction: import, item: x }',
      ],
      { 'trade.csv': 'period;from;usd\n2025;CHN;12\n2025;JPN;\n' },
    );
    const { trade, found } = await readTables(folder);
    expect(trade).toEqual([
      { reporter: 'USA', partner: 'CHN', direction: 'import', item: 'x', period: '2025', value: 12, mass: undefined },
      {
        reporter: 'USA',
        partner: 'JPN',
        direction: 'import',
        item: 'x',
        period: '2025',
        value: undefined,
        mass: undefined,
      },
    ]);
    expect(found[0]).toMatchObject({ rows: 2, unknown: 1 });
  });
});

describe('hostile tables say where and what', () => {
  const supply = (change: Readonly<Record<string, string>>) =>
    faults(folderWith(SUPPLY, { 'make.csv': MAKE, 'use.csv': USE, 'imports.csv': IMPORTS, ...change }));
  const square = (change: Readonly<Record<string, string>>) =>
    faults(folderWith(SQUARE, { 'sectors.csv': SECTORS, 'flows.csv': FLOWS, ...change }));

  test('a sum among the sectors would count everything twice', async () => {
    expect(await supply({ 'make.csv': `${MAKE}T007,a,100\nT007,b,50\n` })).toEqual([
      'make.csv||T007|T007 is the sum of all others',
    ]);
  });
  test('a cell twice, with where it was first', async () => {
    expect(await supply({ 'make.csv': `${MAKE}first,a,1\n` })).toEqual([
      'make.csv|5|first × a|first × a is there twice, first on line 2',
    ]);
  });
  test('words, decimal commas and grouped thousands are no numbers', async () => {
    expect(await supply({ 'use.csv': `${USE}b,first,much\nb,second,"1,5"\nb,user,1 000\n` })).toEqual([
      'use.csv|7|amount|much is not a number',
      'use.csv|8|amount|1,5 is not a number',
      'use.csv|9|amount|1 000 is not a number',
    ]);
  });
  test('an empty cell of an input-output table cannot be calculated with', async () => {
    expect(await supply({ 'imports.csv': 'row,column,amount\na,user,\n' })).toEqual([
      'imports.csv|2|a × user|an empty cell in an input-output table',
    ]);
  });
  test('a column that is missing is named, with those that are there', async () => {
    const folder = folderWith(SQUARE, { 'sectors.csv': 'code,output\nchips,1\n', 'flows.csv': FLOWS });
    await expect(readTables(folder)).rejects.toThrow('there is no column value_added — add it');
    await expect(readTables(folder)).rejects.toThrow('code, output are there');
  });
  test('a delivery from nowhere', async () => {
    expect(await square({ 'flows.csv': 'from,to,amount\nships,cars,1\n' })).toEqual([
      'flows.csv|2|from|the table has no sector ships',
    ]);
  });
  test('a sector that buys and puts out nothing', async () => {
    expect((await square({ 'sectors.csv': 'code,output,value_added\nchips,100,60\ncars,0,0\n' }))[0]).toContain(
      'cars: buys from chips and puts out nothing',
    );
  });
  test('directions, negative amounts and rows about nothing', async () => {
    const rows = 'A,B,sideways,1,2025,1,\nA,B,import,1,2025,-1,\nA,,import,1,2025,1,\n';
    expect(await faults(folderWith(TRADE, { 'trade.csv': HEAD + rows }))).toEqual([
      'trade.csv|2|direction|sideways is neither import nor export',
      'trade.csv|3|value|-1 is negative',
      'trade.csv|4|partner|partner is empty',
    ]);
  });
  test('make without use', async () => {
    expect((await faults(folderWith(SUPPLY.slice(0, 1), { 'make.csv': MAKE })))[0]).toContain('no table of kind use');
  });
  test('a file that is not there, one that is binary, and a description with a fault, by their place', async () => {
    await expect(readTables(folderWith(TRADE, {}))).rejects.toThrow('the file cannot be opened');
    await expect(readTables(folderWith(TRADE, { 'trade.csv': 'PK\u0003\u0004zip' }))).rejects.toThrow(
      'not a text file',
    );
    const folder = folderWith(['kind: trade, file: trade.csv, colour: red'], {});
    expect((await faults(folder))[0]).toMatch(/^tables\.yaml\|3\|/);
  });
  test('bombs: aliases that grow and a million braces', async () => {
    const folder = folderWith(TRADE, {});
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]},`.repeat(9)}]`),
    ];
    writeFileSync(path.join(folder, 'tables.yaml'), bomb.join('\n'));
    expect((await faults(folder))[0]).toContain('no YAML');
  });
  test('a thousand faults are told as a hundred', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => `A,B,import,1,2025,x${at},`).join('\n');
    expect(await faults(folderWith(TRADE, { 'trade.csv': HEAD + rows }))).toHaveLength(100);
  });
  test('each problem names its remedy in both languages', async () => {
    const error = await readTables(folderWith(TRADE, { 'trade.csv': `${HEAD}A,B,import,1,2025,x,\n` })).catch(
      (fault: unknown) => fault,
    );
    expect(error).toBeInstanceOf(ImpactFileError);
    const [problem] = (error as ImpactFileError).problems;
    expect(problem && formatProblem(problem, 'zh')).toMatch(/:2 value: “x”不是数字 — 请只写数字/);
  });
});

test('numbers as tables write them', () => {
  expect([' 12 ', '-1.5e3', '.5', ''].map(amountOf)).toEqual([12, -1500, 0.5, undefined]);
  for (const text of ['1,5', '1 000', '٣', 'NaN', 'Infinity', '1e9999', '0x1f', '—']) expect(amountOf(text)).toBeNaN();
});
