import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { ClientConfig } from 'pg';
import { filledDatabase } from '../postgres/testing.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';
import { openStore, type Store } from './store.ts';

/** A store of a new, migrated database for a test. */
export interface TestStore {
  readonly store: Store;
  /** Of the database as its owner, past row-level security. */
  readonly config: ClientConfig;
  readonly close: () => Promise<void>;
}

const toLatest = (config: ClientConfig) => migrate(config);

/** @example const { store, close } = await testStore() */
export async function testStore(): Promise<TestStore> {
  const { config, drop } = await filledDatabase(toLatest);
  const store = openStore(config);
  return {
    store,
    config,
    close: async () => {
      await store.close();
      await drop();
    },
  };
}

/** The database as one connection sees it, in the middle of its transaction. */
export function seenBy(client: pg.Client): Transaction<Database> {
  const pool = { connect: async () => Object.assign(client, { release: () => undefined }), end: async () => undefined };
  const db: unknown = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
  return db as Transaction<Database>;
}
