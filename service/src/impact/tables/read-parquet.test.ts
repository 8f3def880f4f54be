import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ImpactFileError } from '../problems.ts';
import { readTables } from './read-tables.ts';

let folder: string;
const folders: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-parquet-'));
  folders.push(folder);
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const ABOUT = "year: '2025', unit: million USD, source: example, licence: public domain";
const describeAs = (ending: string) => {
  const tables = ['sectors', 'flows', 'trade'].map(
    (kind) => `  - { kind: ${kind}, file: ${kind}.${ending}, ${ABOUT} }`,
  );
  writeFileSync(path.join(folder, 'tables.yaml'), ['title: example', 'tables:', ...tables, ''].join('\n'));
};
const write = (name: string, columnData: ColumnSource[]) =>
  writeFileSync(path.join(folder, name), new Uint8Array(parquetWriteBuffer({ columnData })));
const column = (name: string, type: 'STRING' | 'DOUBLE' | 'INT64', data: unknown[]): ColumnSource => ({
  name,
  type,
  data,
  nullable: true,
});

function writeSound(): void {
  describeAs('parquet');
  write('sectors.parquet', [
    column('code', 'STRING', ['chips', 'cars']),
    column('name', 'STRING', ['Chips, small', 'Cars']),
    column('output', 'INT64', [100n, 400n]),
    column('value_added', 'DOUBLE', [60.25, 200]),
  ]);
  write('flows.parquet', [
    column('from', 'STRING', ['chips']),
    column('to', 'STRING', ['cars']),
    column('amount', 'DOUBLE', [0.1 + 0.2]),
  ]);
  write('trade.parquet', [
    column('reporter', 'STRING', ['USA', 'USA']),
    column('partner', 'STRING', ['CHN', 'JPN']),
    column('direction', 'STRING', ['import', 'import']),
    column('item', 'STRING', ['280530', '280530']),
    column('period', 'STRING', ['2025', '2025']),
    column('value', 'DOUBLE', [12.5, null]),
  ]);
}

test('tables in Parquet are the same tables as in CSV, with what is null not known', async () => {
  writeSound();
  const fromParquet = await readTables(folder);
  describeAs('csv');
  writeFileSync(
    path.join(folder, 'sectors.csv'),
    'code,name,output,value_added\nchips,"Chips, small",100,60.25\ncars,Cars,400,200\n',
  );
  writeFileSync(path.join(folder, 'flows.csv'), `from,to,amount\nchips,cars,${0.1 + 0.2}\n`);
  writeFileSync(
    path.join(folder, 'trade.csv'),
    'reporter,partner,direction,item,period,value\nUSA,CHN,import,280530,2025,12.5\nUSA,JPN,import,280530,2025,\n',
  );
  const fromCsv = await readTables(folder);
  const { found: foundInParquet, ...one } = fromParquet;
  const { found: foundInCsv, ...two } = fromCsv;
  expect(one).toEqual(two);
  expect(one.economy?.flows[1]).toBe(0.1 + 0.2);
  expect(one.trade.map(({ value }) => value)).toEqual([12.5, undefined]);
  expect(foundInParquet.map(({ rows, unknown }) => [rows, unknown])).toEqual(
    foundInCsv.map(({ rows, unknown }) => [rows, unknown]),
  );
});

describe('a broken file says which, and what to do', () => {
  const fault = async () => {
    try {
      await readTables(folder);
    } catch (error) {
      if (error instanceof ImpactFileError) return error.problems[0];
      throw error;
    }
    return undefined;
  };

  test.each([
    ['no Parquet at all', () => Buffer.from('from,to,amount\nchips,cars,1\n')],
    ['cut off in the middle', (whole: Uint8Array) => whole.slice(0, whole.length / 2)],
    [
      'with a byte of its data turned',
      (whole: Uint8Array) => whole.map((byte, at) => (at >= 4 && at < 24 ? byte ^ 0xff : byte)),
    ],
  ])('%s', async (_, broken) => {
    writeSound();
    const sound = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          column('from', 'STRING', ['chips']),
          column('to', 'STRING', ['cars']),
          column('amount', 'DOUBLE', [1]),
        ],
      }),
    );
    writeFileSync(path.join(folder, 'flows.parquet'), broken(sound));
    const found = await fault();
    expect(found?.code).toBe('impact/broken-parquet');
    expect(found?.file).toBe(path.join(folder, 'flows.parquet'));
    expect(found?.remedy.en).toContain('CSV');
  });

  test('a text where a number belongs is told by its row', async () => {
    writeSound();
    write('flows.parquet', [
      column('from', 'STRING', ['chips']),
      column('to', 'STRING', ['cars']),
      column('amount', 'STRING', ['much']),
    ]);
    expect(await fault()).toMatchObject({ code: 'impact/not-a-number', line: 2, field: 'amount' });
  });

  test('a column that is missing', async () => {
    writeSound();
    write('flows.parquet', [column('from', 'STRING', ['chips']), column('to', 'STRING', ['cars'])]);
    expect(await fault()).toMatchObject({ code: 'impact/missing-column' });
  });
});
