import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { PostgresError } from './errors.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { startServer } from './server.ts';
import { testDatabase } from './testing.ts';

const log = pino({ enabled: false });

async function databaseOf(opened: OpenedDatabase, name?: string): Promise<string> {
  const client = new Client(opened.poolConfig(name));
  await client.connect();
  try {
    return String((await client.query({ text: 'SELECT current_database()', rowMode: 'array' })).rows.flat()[0]);
  } finally {
    await client.end();
  }
}

async function refusal(url: string): Promise<PostgresError> {
  return openDatabase({ DATABASE_URL: url }, log).then(
    () => Promise.reject(new Error('not refused')),
    (error: unknown) => error as PostgresError,
  );
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ytterby-open-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // Root's server runs as another user, who must get through.
  await chmod(folder, 0o711);
  return path.join(folder, 'data');
}

/** A database of a test, as a URL. */
async function testUrl(): Promise<URL> {
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const { config } = database;
  if (config.connectionString !== undefined) return new URL(config.connectionString);
  return new URL(`postgres://${config.user}@localhost/${config.database}?host=${config.host}`);
}

test('without DATABASE_URL it makes a database in the data folder, and finds it again', async () => {
  const env = { YTTERBY_DATA: await newFolder(), DATABASE_URL: '' };
  const first = await openDatabase(env, log);
  expect(first.kind).toBe('embedded');
  expect(await databaseOf(first)).toBe('ytterby');
  expect(await databaseOf(first, 'postgres')).toBe('postgres');
  await first.stop();
  const second = await openDatabase(env, log);
  expect(await databaseOf(second)).toBe('ytterby');
  await second.stop();
});

test("a cluster with users of its own is another program's", async () => {
  const folder = await newFolder();
  const server = await startServer({ folder });
  const client = new Client(server.connection('postgres'));
  await client.connect();
  await client.query('CREATE ROLE postgres SUPERUSER LOGIN');
  await client.query('SET SESSION AUTHORIZATION postgres');
  await client.query('ALTER ROLE ytterby RENAME TO someone');
  await client.end();
  await server.stop();
  await expect(openDatabase({ YTTERBY_DATA: folder }, log)).rejects.toMatchObject({ code: 'postgres/not-a-database' });
  // And it is not held on to.
  await (await startServer({ folder })).stop();
});

test('with DATABASE_URL it uses that database, and others on the same server', async () => {
  const url = await testUrl();
  const opened = await openDatabase({ DATABASE_URL: url.href }, log);
  expect(opened.kind).toBe('url');
  expect(await databaseOf(opened)).toBe(url.pathname.slice(1));
  expect(await databaseOf(opened, 'postgres')).toBe('postgres');
  await opened.stop();
});

test('a database in another encoding is refused', async () => {
  const url = await testUrl();
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const name = `${url.pathname.slice(1)}_ascii`;
  await client.query(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`);
  const ascii = new URL(url);
  ascii.pathname = name;
  const { code, text } = await refusal(ascii.href);
  await client.query(`DROP DATABASE ${name}`);
  await client.end();
  expect(code).toBe('postgres/not-utf8');
  expect(text.en).toContain('SQL_ASCII');
});

test.each([
  ['nobody listens', 'postgres://ada:gadolinite@127.0.0.1:1/ytterby', 'ECONNREFUSED'],
  ['not a URL', 'gadolinite', 'Invalid URL'],
  ['another kind of URL', 'mysql://ada:gadolinite@127.0.0.1/ytterby', 'not a postgres:// URL'],
])('a URL that cannot be used is told without its password: %s', async (_, url, reason) => {
  const { code, message } = await refusal(url);
  expect(code).toBe('postgres/unreachable');
  expect(message).toContain(reason);
  expect(message).not.toContain('gadolinite');
});
