import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, PUBLIC } from '../access/actor.ts';
import type { Database } from './schema.ts';
import { testStore, type TestStore } from './testing.ts';

/**
 * Row-level security, table by table, whatever the tables are: a person of one organisation asks the store directly for the rows
 * of another, as a handler would that forgot to look whose they are.
 */

let tested: TestStore;
let owner: Client;
let tables: readonly Table[];
const own = randomUUID();
const other = randomUUID();

const actor: Actor = {
  ...PUBLIC,
  account: { id: randomUUID(), name: 'Li Mei', email: 'li@example.com' },
  session: randomUUID(),
  memberships: [{ organisation: own, roles: ['exporter', 'organisation-administrator'] }],
};

interface Table {
  readonly name: string;
  /** The columns that name an organisation. */
  readonly organisation: readonly string[];
}

/** All that can be written by anybody: a refused request leaves its trace. Nobody reads it without the right to. */
const WRITTEN_BY_ALL = ['audit_event'];
/** Only the product itself sees these. */
const PRODUCT_ONLY = ['link', 'ceremony', 'sign_in_failure', 'refused_address'];
const APPEND_ONLY = [
  'watch_flag',
  'watch_acknowledgement',
  'hit_decision',
  'determination_answer',
  'audit_event',
  'case_event',
  'document',
  // Of a case nothing but its state and number is changed by the product.
  'licensing_case',
  'licence',
  'licence_event',
  'licence_edition',
  'licence_line',
  'draw_down',
  'draw_down_event',
  'published_event',
  // Of a delivery nothing but how it went is changed by the product.
  'webhook_delivery',
  'usage_report',
  'notice_lot',
  'compliance_notice',
  // Of a request nothing but its link is changed by the product.
  'supplier_request',
  'supplier_answer',
  'humanitarian_shipment',
  'humanitarian_event',
  'humanitarian_document',
  'message',
  'measure',
  'measure_event',
  'measure_contact_point',
  'partner_notice',
  'partner_notice_opening',
  'partner_reply',
  'partner_reply_file',
  'dialogue_round',
  'dialogue_minutes',
  'measure_flow',
];
/** Where a column's own check wants something else than any text. */
const VALUES: Readonly<Record<string, unknown>> = {
  country: 'CN',
  language: 'zh',
  decision: 'false-positive',
  as_of_mode: 'today',
  cause: 'saved',
  outcome: 'done',
  stage: 'arrival',
  // The step that has no person.
  command: 'run-out',
  path: '/',
  subject_kind: 'party',
  kind: 'law',
};

beforeAll(async () => {
  tested = await testStore();
  owner = new Client(tested.config);
  await owner.connect();
  for (const id of [own, other]) await insertAsOwner('organisation', id, { id });
  await insertAsOwner('account', other, { id: actor.account?.id });
  tables = await keptApart();
  // Steps of cases and licences have tests of their own: here any row will do.
  await owner.query('alter table case_event disable trigger case_step');
  await owner.query('alter table licence disable trigger user');
  await owner.query('alter table licence_event disable trigger user');
  await owner.query('alter table licence_edition disable trigger user');
  await owner.query('alter table draw_down_event disable trigger user');
  await owner.query('alter table humanitarian_event disable trigger user');
  for (const { name } of tables)
    if (name !== 'organisation') for (const id of [own, other]) await insertAsOwner(name, id);
  // A message is read by those to whom it was told, and of another organisation not even by them.
  await owner.query('insert into message_recipient (message, account) select id, $1 from message', [actor.account?.id]);
});
afterAll(async () => {
  await owner.end();
  await tested.close();
});

/** Every table with a column that leads to an organisation. */
async function keptApart(): Promise<Table[]> {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(`
    select table_name as name, array_agg(column_name::text order by column_name) as columns
    from information_schema.columns
    where table_schema = 'public' and (column_name in ('organisation', 'agent', 'principal') or table_name = 'organisation' and column_name = 'id')
    group by table_name order by table_name`);
  return rows
    .filter(({ name }) => !PRODUCT_ONLY.includes(name))
    .map(({ name, columns }) => ({ name, organisation: columns }));
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  /** The table that it leads to. */
  readonly target: string | null;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await owner.query<Column>(
    `select a.attname::text as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef as needed,
       (select c.confrelid::regclass::text from pg_constraint c
        where c.conrelid = a.attrelid and c.contype = 'f' and a.attnum = any (c.conkey) limit 1) as target
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return rows;
}

/** A row with something in every column that needs it, and the rows that it leads to. */
async function rowOf(table: string, organisation: string): Promise<Record<string, unknown>> {
  const row: Record<string, unknown> = {};
  for (const { name, type, needed, target } of await columnsOf(table)) {
    if (name === 'organisation' || name === 'principal') row[name] = organisation;
    else if (name === 'agent') row[name] = await anotherOrganisation();
    else if (!needed) continue;
    else if (target !== null) row[name] = await insertAsOwner(target, organisation);
    else row[name] = VALUES[name] ?? valueOf(type);
  }
  return row;
}

function valueOf(type: string): unknown {
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'text[]':
      return ['x'];
    case 'jsonb':
      return '{}';
    case 'bytea':
      return Buffer.from(randomUUID());
    case 'boolean':
      return false;
    case 'integer':
    case 'bigint':
    case 'numeric':
      return 1;
    case 'date':
      return '2026-06-01';
    case 'timestamp with time zone':
      return '2026-06-01T00:00:00Z';
    default:
      return randomUUID();
  }
}

/** @returns its id */
async function insertAsOwner(
  table: string,
  organisation: string,
  more: Record<string, unknown> = {},
): Promise<unknown> {
  const row = { ...(await rowOf(table, organisation)), ...more };
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  await owner.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  return row['id'];
}

const anotherOrganisation = async () => insertAsOwner('organisation', other);

/** How many rows a statement has touched; `refused` by the database's rights or row-level security. */
async function touched(work: (db: Transaction<Database>) => Promise<number>): Promise<number | 'refused'> {
  try {
    return await tested.store.write(actor, work);
  } catch (error) {
    if ((error as { code?: unknown }).code === '42501') return 'refused';
    throw error;
  }
}
const whose = ({ organisation }: Table, id: string) =>
  sql.join(
    organisation.map((column) => sql`${sql.ref(column)} = ${id}`),
    sql` or `,
  );
const count = async (db: Transaction<Database>, table: Table, id: string): Promise<number> => {
  const { rows } = await sql`select from ${sql.table(table.name)} where ${whose(table, id)}`.execute(db);
  return rows.length;
};

describe('rows of another organisation', () => {
  it('are looked for in every table that has some', () => {
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['agency', 'api_token', 'audit_event', 'membership', 'organisation', 'product', 'site']),
    );
  });

  it('are not read, and the own ones are', async () => {
    for (const table of tables) {
      const read = (id: string) => tested.store.read(actor, (db) => count(db, table, id));
      expect([table.name, await read(other)]).toEqual([table.name, 0]);
      expect([table.name, (await read(own)) > 0]).toEqual([table.name, true]);
    }
  });

  it('are not changed or deleted', async () => {
    for (const table of tables) {
      const first = sql.ref(table.organisation[0] ?? '');
      const update = await touched(async (db) => {
        const result =
          await sql`update ${sql.table(table.name)} set ${first} = ${first} where ${whose(table, other)}`.execute(db);
        return Number(result.numAffectedRows);
      });
      const remove = await touched(async (db) => {
        const result = await sql`delete from ${sql.table(table.name)} where ${whose(table, other)}`.execute(db);
        return Number(result.numAffectedRows);
      });
      const nothing = APPEND_ONLY.includes(table.name) ? 'refused' : 0;
      expect([table.name, update, remove]).toEqual([table.name, nothing, nothing]);
    }
  });

  it('are not made', async () => {
    for (const { name } of tables) {
      if (WRITTEN_BY_ALL.includes(name)) continue;
      const row = await rowOf(name, other);
      expect([name, await touched((db) => insert(db, name, row))]).toEqual([name, 'refused']);
    }
  });

  it('are not made of own ones', async () => {
    for (const { name, organisation } of tables) {
      if (APPEND_ONLY.includes(name)) continue;
      const column = organisation.includes('principal') ? 'principal' : (organisation[0] ?? '');
      const target = await anotherOrganisation();
      const moved = touched(async (db) => {
        const result =
          await sql`update ${sql.table(name)} set ${sql.ref(column)} = ${target} where ${sql.ref(column)} = ${own}`.execute(
            db,
          );
        return Number(result.numAffectedRows);
      });
      expect([name, await moved]).toEqual([name, 'refused']);
    }
  });

  it('a power of attorney is given by the principal alone', async () => {
    const row = { ...(await rowOf('agency', other)), agent: own };
    expect(await touched((db) => insert(db, 'agency', row))).toBe('refused');
  });

  it('are seen by nobody who is not signed in', async () => {
    for (const table of tables) {
      const seen = await tested.store.read(PUBLIC, (db) => count(db, table, own));
      expect([table.name, seen]).toEqual([table.name, 0]);
    }
  });
});

describe('the store', () => {
  it('lets nobody change or delete what is append-only, not even the product itself', async () => {
    for (const name of APPEND_ONLY) {
      const column = sql.ref((await columnsOf(name))[0]?.name ?? '');
      for (const statement of [
        sql`update ${sql.table(name)} set ${column} = ${column}`,
        sql`delete from ${sql.table(name)}`,
        sql`truncate ${sql.table(name)}`,
      ])
        await expect(tested.store.asProduct((db) => statement.execute(db))).rejects.toMatchObject({ code: '42501' });
    }
    const head = sql`update audit_head set sequence = 0`;
    await expect(tested.store.asProduct((db) => head.execute(db))).rejects.toMatchObject({ code: '42501' });
  });

  it('writes nothing in a transaction that reads', async () => {
    const row = await rowOf('site', own);
    const write = tested.store.read(actor, (db) => insert(db, 'site', row));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('shows links, ceremonies and failures to the product alone, and second factors to their owner', async () => {
    for (const name of [...PRODUCT_ONLY, 'passkey', 'recovery_code', 'session']) {
      await insertAsOwner(name, other);
      const everything = { ...actor, memberships: [{ organisation: own, roles: ['administrator' as const] }] };
      const rows = await tested.store.read(everything, (db) => sql`select from ${sql.table(name)}`.execute(db));
      expect([name, rows.rows.length]).toEqual([name, 0]);
    }
  });

  it('keeps row-level security on in every table that holds rows of somebody', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
    );
    const open = rows.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'));
    for (const { name } of tables) expect(open).not.toContain(name);
    expect(open).not.toContain('account');
  });
});

async function insert(db: Transaction<Database>, table: string, row: Record<string, unknown>): Promise<number> {
  const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  const result = await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(row))})`.execute(
    db,
  );
  return Number(result.numAffectedRows);
}
