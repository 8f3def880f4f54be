import { Client } from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './testing.ts';

test('each test has a database of its own, in UTF8', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  const client = new Client(one.config);
  await client.connect();
  await client.query('CREATE TABLE metal (name text)');
  expect((await client.query('SHOW server_encoding')).rows).toEqual([{ server_encoding: 'UTF8' }]);
  const second = new Client(other.config);
  await second.connect();
  await expect(second.query('SELECT * FROM metal')).rejects.toThrow('does not exist');
  await client.end();
  // The other is still connected, and is dropped all the same.
  const cut = new Promise((resolve) => second.on('error', resolve));
  await other.drop();
  await cut;
  await one.drop();
});
