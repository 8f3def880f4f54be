import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFaults, verifyAudit } from './audit.ts';
import { RECORDS } from './migrations/0020-records-in-the-trail.ts';
import { type TestStore, testStore } from './testing.ts';

let tested: TestStore;
let owner: Client;
const tables = Object.keys(RECORDS);

/** What may change, or is told by another column. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  partner_notice: ['email', 'language', 'pdf'],
  recorded_instrument: ['withdrawn_at', 'withdrawn_by'],
};

beforeAll(async () => {
  tested = await testStore();
  owner = new Client(tested.config);
  await owner.connect();
  // Any row will do: what the steps of a case want is tested with them.
  for (const table of tables) {
    await owner.query(`alter table ${table} disable row level security, disable trigger user`);
    for (const trigger of ['record_hashed', 'record_in_trail'])
      await owner.query(`alter table ${table} enable trigger ${trigger}`);
    const { rows } = await owner.query<{ name: string }>(
      `select conname as name from pg_constraint where conrelid = $1::regclass and contype in ('f', 'c')`,
      [table],
    );
    for (const { name } of rows) await owner.query(`alter table ${table} drop constraint "${name}" cascade`);
  }
});
afterAll(async () => {
  await owner.end();
  await tested.close();
});

const faults = () => tested.store.asProduct(recordFaults);
const events = async () => (await tested.store.asProduct((db) => verifyAudit(db))).events;

interface Column {
  readonly name: string;
  readonly type: string;
}
const columnsOf = async (table: string): Promise<readonly Column[]> =>
  (
    await owner.query<Column>(
      `select attname::text as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
  ).rows;

let figures = 0;
function valueOf(type: string): unknown {
  figures += 1;
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'jsonb':
      return JSON.stringify({ figure: figures, 稀土: '0.10' });
    case 'bytea':
      return Buffer.from(randomUUID());
    case 'integer':
    case 'bigint':
      return figures;
    case 'numeric':
      return `${figures}.50`;
    case 'date':
      return new Date(figures * 86_400_000).toISOString().slice(0, 10);
    case 'timestamp with time zone':
      return `2026-06-01T00:00:00.${String(figures).padStart(6, '0')}Z`;
    default:
      return `'"\\ ${randomUUID()}`;
  }
}

async function rowOf(table: string): Promise<Record<string, unknown>> {
  const columns = await columnsOf(table);
  return Object.fromEntries(columns.map(({ name, type }) => [name, valueOf(type)]));
}

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, at) => `$${at + 1}`);
  await owner.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
}

const keyOf = (table: string, row: Record<string, unknown>): string =>
  [table, ...(RECORDS[table]?.key ?? []).map((name) => String(row[name]))].join(' ');
const whose = (table: string, row: Record<string, unknown>): string =>
  (RECORDS[table]?.key ?? []).map((name) => `${name} = '${String(row[name]).replaceAll("'", "''")}'`).join(' and ');

describe.each(tables)('a record of %s', (table) => {
  it('stands in the trail with everything that never changes', async () => {
    const { key = [], columns = [] } = RECORDS[table] ?? {};
    const all = (await columnsOf(table)).map(({ name }) => name);
    expect([...key, ...columns, ...(OUTSIDE[table] ?? [])].toSorted()).toEqual(all.toSorted());
  });

  it('shows when it is changed, taken away, or put in past the product', async () => {
    const [row, beside] = [await rowOf(table), await rowOf(table)];
    const before = await events();
    await insert(table, row);
    await insert(table, beside);
    // Nobody told the trail: it got an event of its own at the end of each transaction.
    expect(await events()).toBe(before + 2);
    expect(await faults()).toEqual([]);
    const record = keyOf(table, row);
    for (const { name, type } of (await columnsOf(table)).filter((each) =>
      RECORDS[table]?.columns.includes(each.name),
    )) {
      await owner.query(`update ${table} set ${name} = $1 where ${whose(table, row)}`, [valueOf(type)]);
      expect(await faults(), name).toEqual([{ record, fault: 'changed' }]);
      await owner.query(`update ${table} set ${name} = null where ${whose(table, row)}`).catch(() => undefined);
      expect(await faults(), name).toEqual([{ record, fault: 'changed' }]);
      await owner.query(`update ${table} set ${name} = $1 where ${whose(table, row)}`, [row[name]]);
      expect(await faults(), name).toEqual([]);
    }
    await owner.query(`delete from ${table} where ${whose(table, row)}`);
    expect(await faults()).toEqual([{ record, fault: 'missing' }]);
    await owner.query(`set session_replication_role = replica`);
    await insert(table, row);
    expect(await faults()).toEqual([]);
    const forged = await rowOf(table);
    await insert(table, forged);
    expect(await faults()).toEqual([{ record: keyOf(table, forged), fault: 'added' }]);
    await owner.query(`delete from ${table} where ${whose(table, forged)}`);
    await owner.query(`set session_replication_role = default`);
    expect(await faults()).toEqual([]);
  });
});

it('takes up all records of a transaction in one event, and none of one that is undone', async () => {
  const before = await events();
  await owner.query('begin');
  for (let at = 0; at < 50; at += 1) for (const table of tables) await insert(table, await rowOf(table));
  await owner.query('savepoint here');
  await insert('case_event', await rowOf('case_event'));
  await owner.query('rollback to here');
  await owner.query('commit');
  await owner.query('begin');
  await insert('case_event', await rowOf('case_event'));
  await owner.query('rollback');
  expect(await events()).toBe(before + 1);
  expect(await faults()).toEqual([]);
  expect((await owner.query('select from record_hash')).rowCount).toBe(0);
  const { rows } = await owner.query<{ count: string }>(
    `select count(*) from audit_event, jsonb_each_text(detail::jsonb -> 'records') where sequence = $1`,
    [before + 1],
  );
  expect(Number(rows[0]?.count)).toBe(50 * tables.length);
});

it('whatever time zone and form of dates the connection has', async () => {
  await owner.query(`set timezone = 'Asia/Kathmandu'; set datestyle = 'German'; set extra_float_digits = 0`);
  for (const table of tables) await insert(table, await rowOf(table));
  expect(await faults()).toEqual([]);
});
