import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../postgres/testing.ts';
import { type AuditEntry, appendAudit, verifyAudit } from './audit.ts';
import { BackupError, BEGUN, backUp, NOT_BACKED_UP, restore, SEQUENCES, TABLES, TRIGGERS } from './backup.ts';
import { migrate } from './migrate.ts';
import { schemaText } from './schema-text.ts';
import { openStore } from './store.ts';
import { seenBy, type TestStore, testStore } from './testing.ts';

let base: TestStore;
beforeAll(async () => {
  base = await testStore();
});
afterAll(() => base.close());

const entry = (id: string): AuditEntry => ({
  account: crypto.randomUUID(),
  token: null,
  organisation: null,
  action: 'organisation.change',
  subject: { kind: 'site', id },
  outcome: 'done',
  requestId: crypto.randomUUID(),
  detail: { figure: 7, words: ['一', 'two \u001f three'] },
});

test('the committed types are those of the migrated database', async () => {
  const plain = (text: string) => text.replace(/['"]/g, '"').replace(/\s+/g, ' ').trim();
  const committed = readFileSync(path.join(import.meta.dirname, 'schema.ts'), 'utf8');
  expect(plain(await schemaText(base.config))).toBe(plain(committed));
});

test('several processes migrate at once: one does it', async () => {
  const { config, drop } = await testDatabase();
  const done = await Promise.all([migrate(config), migrate(config), migrate(config)]);
  expect(done.filter(({ length }) => length > 0)).toHaveLength(1);
  await drop();
});

describe('the audit trail', () => {
  test('of concurrent writers is one chain', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => base.store.asProduct((db) => appendAudit(db, entry(String(index))))),
    );
    const { events, fault } = await base.store.asProduct((db) => verifyAudit(db));
    expect([events, fault]).toEqual([60, null]);
  });

  const tampering: readonly (readonly [string, string, object])[] = [
    [
      'a changed detail',
      `update audit_event set detail = '{}' where sequence = 17`,
      { sequence: 17, fault: 'changed' },
    ],
    ['a changed person', `update audit_event set account = null where sequence = 3`, { sequence: 3, fault: 'changed' }],
    [
      'a changed moment',
      `update audit_event set at = at + interval '1 ms' where sequence = 60`,
      { sequence: 60, fault: 'changed' },
    ],
    [
      'a changed hash',
      `update audit_event set hash = sha256('x') where sequence = 20`,
      { sequence: 20, fault: 'changed' },
    ],
    ['a deleted event', `delete from audit_event where sequence = 31`, { sequence: 31, fault: 'missing' }],
    ['the first one deleted', `delete from audit_event where sequence = 1`, { sequence: 1, fault: 'missing' }],
    ['the last ones deleted', `delete from audit_event where sequence > 55`, { sequence: 56, fault: 'cut' }],
    [
      'two exchanged',
      `update audit_event a set detail = b.detail, request_id = b.request_id, subject_id = b.subject_id from audit_event b
        where (a.sequence = 8 and b.sequence = 9) or (a.sequence = 9 and b.sequence = 8)`,
      { sequence: 8, fault: 'changed' },
    ],
    [
      'one put in',
      `alter table audit_event disable trigger audit_chain;
       insert into audit_event (sequence, at, action, outcome, request_id, detail, hash) values (61, now(), 'x', 'done', 'r', '{}', sha256('y'))`,
      { sequence: 61, fault: 'changed' },
    ],
  ];
  test.each(tampering)('shows what a superuser did to it: %s', async (_, statement, fault) => {
    const owner = new pg.Client(base.config);
    await owner.connect();
    try {
      // Seen by the verification inside the same transaction, and undone afterwards.
      await owner.query('begin');
      await owner.query(statement);
      expect((await verifyAudit(seenBy(owner))).fault).toEqual(fault);
    } finally {
      await owner.query('rollback');
      await owner.end();
    }
  });

  test('cut short and its head put back shows against an anchor kept elsewhere', async () => {
    const { head } = await base.store.asProduct((db) => verifyAudit(db));
    const owner = new pg.Client(base.config);
    await owner.connect();
    await owner.query('begin');
    await owner.query('delete from audit_event where sequence > 50');
    await owner.query('update audit_head set sequence = 50, hash = (select hash from audit_event where sequence = 50)');
    const db = seenBy(owner);
    expect((await verifyAudit(db)).fault).toBeNull();
    expect((await verifyAudit(db, { anchors: [head] })).fault).toEqual({ sequence: 51, fault: 'cut' });
    await owner.query('rollback');
    await owner.end();
  });

  test('cannot be changed by the role of the product', async () => {
    for (const statement of [
      sql`update audit_event set detail = '{}'`,
      sql`delete from audit_event`,
      sql`truncate audit_event`,
      sql`update audit_head set sequence = 0`,
      sql`alter table audit_event disable trigger audit_chain`,
    ])
      await expect(base.store.asProduct((db) => statement.execute(db))).rejects.toMatchObject({ code: '42501' });
  });
});

test('a database that a newer version has been at is told as that, and left alone', async () => {
  const { config, drop } = await testDatabase();
  await migrate(config);
  const owner = new pg.Client(config);
  await owner.connect();
  await owner.query(`insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '2099-01-01')`);
  await expect(migrate(config)).rejects.toMatchObject({
    code: 'postgres/newer-database',
    text: { en: expect.stringContaining('9999-of-tomorrow') },
  });
  await owner.query('delete from kysely_migration where timestamp = $1', ['2099-01-01']);
  expect(await migrate(config)).toEqual([]);
  await owner.end();
  await drop();
});

describe('a backup', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-backup-'));
  const file = path.join(folder, 'backup.gz');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('restored, is the same database, with its audit trail whole', async () => {
    const id = crypto.randomUUID();
    await base.store.asProduct((db) =>
      db
        .insertInto('organisation')
        .values({ id, kind: 'company', name_zh: '示例', name_en: 'Example "quoted" \\ \u2028', country: 'CN' })
        .execute(),
    );
    const { rows } = await backUp(base.config, file);
    expect(rows).toBeGreaterThan(60);
    const { config, drop } = await testDatabase();
    await restore(config, file);
    const store = openStore(config);
    const { events, fault } = await store.asProduct((db) => verifyAudit(db));
    expect([events, fault]).toEqual([60, null]);
    const table = (which: typeof store) =>
      which.asProduct((db) => db.selectFrom('organisation').selectAll().orderBy('id').execute());
    expect(await table(store)).toEqual(await table(base.store));
    // And it goes on.
    await store.asProduct((db) => appendAudit(db, entry('after')));
    expect((await store.asProduct((db) => verifyAudit(db))).events).toBe(61);
    await store.close();
    await expect(restore(config, file)).rejects.toThrow(BackupError);
    await drop();
  });

  test('of an older version is restored, and brought up to date', async () => {
    const [head = '', ...rows] = gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -2);
    const older = (JSON.parse(head) as { readonly migrations: readonly string[] }).migrations.slice(0, 2);
    const lines = [
      head.replace(/\[.*\]/, JSON.stringify(older)),
      ...rows.filter((row) => !row.startsWith('["condition_text"')),
    ];
    const hash = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('hex');
    const old = path.join(folder, 'old.gz');
    writeFileSync(old, gzipSync([...lines, JSON.stringify({ rows: lines.length - 1, sha256: hash }), ''].join('\n')));
    const { config, drop } = await testDatabase();
    await restore(config, old);
    const store = openStore(config);
    const count = await store.asProduct((db) => sql`select from condition_text`.execute(db));
    expect(count.rows.length).toBeGreaterThan(0);
    expect((await store.asProduct((db) => verifyAudit(db))).fault).toBeNull();
    await store.close();
    await drop();
  });

  test.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['of another program', () => gzipSync('{"format":"other"}\n')],
    ['not gzip', () => Buffer.from('hello')],
    ['changed in one place', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().replace('示例', '示范'))],
    [
      'without its last row',
      (bytes: Buffer) =>
        gzipSync(
          gunzipSync(bytes)
            .toString()
            .replace(/\["audit_head".*\n/, ''),
        ),
    ],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is refused, and nothing is restored', async (_, spoil) => {
    const bad = path.join(folder, 'bad.gz');
    writeFileSync(bad, spoil(readFileSync(file)));
    const { config, drop } = await testDatabase();
    await expect(restore(config, bad)).rejects.toThrow(BackupError);
    const client = new pg.Client(config);
    await client.connect();
    const { rows } = await client.query("select from information_schema.tables where table_schema = 'public'");
    expect(rows).toHaveLength(0);
    await client.end();
    await drop();
  });

  test('is not written half', async () => {
    appendFileSync(path.join(folder, 'there'), '');
    await expect(backUp(base.config, path.join(folder, 'there', 'backup.gz'))).rejects.toThrow();
  });
});

describe('a backup knows of everything in the database', () => {
  let fresh: TestStore;
  let client: pg.Client;
  beforeAll(async () => {
    fresh = await testStore();
    client = new pg.Client(fresh.config);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await fresh.close();
  });
  const sorted = (names: readonly string[]) => names.toSorted();
  const catalogue = async (text: string) =>
    sorted((await client.query<{ name: string }>(text)).rows.map(({ name }) => name));

  test('tables', async () => {
    const tables = await catalogue(`select relname as name from pg_class where relkind in ('r', 'p')
      and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`);
    expect(sorted([...TABLES, ...NOT_BACKED_UP])).toEqual(tables);
  });

  test('what is done when a row is added', async () => {
    // Bit 2: for inserts.
    const triggers = await catalogue(`select concat(c.relname, ' ', t.tgname) as name from pg_trigger t
      join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and t.tgtype & 4 <> 0 and c.relnamespace = 'public'::regnamespace`);
    expect(sorted(TRIGGERS.map((each) => each.join(' ')))).toEqual(triggers);
  });

  test('sequences', async () => {
    const sequences = await catalogue(`select sequencename as name from pg_sequences where schemaname = 'public'`);
    expect(sorted(SEQUENCES.map(([name]) => name))).toEqual(sequences);
  });

  test('columns that the database works out, which no row can be given', async () => {
    const columns = await catalogue(`select concat(table_name, '.', column_name) as name from information_schema.columns
      where table_schema = 'public' and (is_generated <> 'NEVER' or is_identity <> 'NO')`);
    expect(columns).toEqual([]);
  });

  test('rows that a new database has already', async () => {
    const names = TABLES.map((table) => `select '${table}' as name where exists (select from ${table})`);
    expect(await catalogue(names.join(' union all '))).toEqual(sorted(BEGUN));
  });

  test('what must be there before what: restored in order, no row refers to a later one', async () => {
    const references =
      await catalogue(`select concat(conrelid::regclass, ' ', confrelid::regclass) as name from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and not condeferred`);
    const place = (table: string) => TABLES.findIndex((each) => each === table);
    const held = references.map((each) => each.split(' ') as [string, string]).filter(([from]) => place(from) >= 0);
    expect(held.length).toBeGreaterThan(50);
    // Not to itself either: rows come in no order, so many at a time.
    expect(held.filter(([from, to]) => place(to) < 0 || place(from) <= place(to))).toEqual([]);
  });
});
