import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFile, type PartyRecord } from './index.ts';
import { tableRows } from './list-table.ts';
import { readAll } from './testing/scratch.ts';

// Published lists that lie beside the repository where it is developed; elsewhere these tests are skipped, and say so.
const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data');
const here = existsSync(path.join(DATA, 'us-lists'));
const at = (...names: string[]) => names.map((name) => path.join(DATA, name));
const count = (records: readonly PartyRecord[], kind: PartyRecord['kind']) =>
  records.filter((record) => record.kind === kind).length;
const names = (records: readonly PartyRecord[]) => records.reduce((sum, record) => sum + record.names.length, 0);

test.skipIf(here)('the published lists do not lie beside the repository, so they were not read', () => {
  expect(here).toBe(false);
});

describe.skipIf(!here)('published lists', () => {
  const US = 'us-lists/ofac-sdn-2021';

  test('OFAC SDN of 2021: every party, alias and address, and no problem', async () => {
    const { records, problems } = await readAll(at(`${US}.sdn.csv`, `${US}.alt.csv`, `${US}.add.csv`));
    expect(problems).toEqual([]);
    // Each file's last line is the end-of-file mark of DOS, no entry.
    expect(records).toHaveLength(8976);
    expect(['organisation', 'person', 'vessel', 'aircraft'].map((kind) => count(records, kind as 'person'))).toEqual([
      3673, 4620, 406, 277,
    ]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(8976);
    expect(names(records)).toBe(23_318);
    const rows = async (file: string) => {
      let number = 0;
      for await (const _ of tableRows(listFile(at(file)[0]!), { delimiter: ',', encoding: 'utf-8' })) number++;
      return number;
    };
    expect([await rows(`${US}.alt.csv`), await rows(`${US}.add.csv`)]).toEqual([11_910, 13_837]);
    const numbers = records.flatMap(({ identifiers = [] }) => identifiers);
    expect(numbers.filter(({ scheme }) => scheme === 'passport').length).toBeGreaterThan(1500);
    expect(numbers.filter(({ scheme }) => scheme === 'IMO').length).toBeGreaterThan(400);
    expect(
      records.flatMap(({ links = [] }) => links).filter(({ relation }) => relation === 'linked-to').length,
    ).toBeGreaterThan(3000);
    const births = records.flatMap((record) => record.births ?? []);
    expect(births.length).toBeGreaterThan(5000);
  });

  test('OFAC consolidated: remarks that were cut go on in the file of comments', async () => {
    const base = 'us-lists/ofac-consolidated.cons';
    const { records, problems } = await readAll(
      at(`${base}_prim.csv`, `${base}_alt.csv`, `${base}_add.csv`, `${base}_comments.csv`),
    );
    expect(problems).toEqual([]);
    expect(records).toHaveLength(442);
    expect(records.find(({ id }) => id === '17014')?.identifiers).toContainEqual({
      scheme: 'registration',
      value: '1027700342890',
      country: 'RU',
    });
    expect(records.find(({ id }) => id === '17016')?.identifiers).toContainEqual({
      scheme: 'LEI',
      value: '253400WSS48YWMBUA688',
    });
  });

  test('UN consolidated: every individual and entity', async () => {
    const { records, problems, date } = await readAll(at('un-list/UN_consolidated_2026-02-27.xml'));
    expect(problems).toEqual([]);
    expect([records.length, count(records, 'person'), count(records, 'organisation')]).toEqual([1003, 730, 273]);
    expect(date).toBe('2026-02-27');
    expect(records.every(({ from }) => from !== undefined)).toBe(true);
    expect(records.flatMap((record) => record.names).filter(({ script }) => script === 'Arab').length).toBeGreaterThan(
      360,
    );
  });

  test('the Consolidated Screening List and the Denied Persons List', async () => {
    const csl = await readAll(at('us-lists/csl-sample.csv'));
    expect([csl.records.length, csl.problems]).toEqual([115, []]);
    const of = (list: string) => csl.records.filter(({ programmes }) => programmes?.[0] === list).length;
    expect(['EL', 'UVL', 'SSI', 'SDN'].map(of)).toEqual([22, 4, 26, 28]);
    const dpl = await readAll(at('us-lists/bis-denied-persons.tsv'));
    expect([dpl.records.length, dpl.problems]).toEqual([461, []]);
  });

  test('China’s lists as a plain table: 193 parties of the Control List and the Watch List', async () => {
    const { records, problems } = await readAll(at('cn-lists/cn-control-lists.csv'));
    expect(problems).toEqual([]);
    const of = (list: string) => records.filter(({ programmes }) => programmes?.[0] === list).length;
    expect([records.length, of('export_control_list'), of('watch_list')]).toEqual([265, 153, 40]);
  });
});
