import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Brings a database to the shape that this version wants. Several processes may do it at once: one works, the others wait.
 * @param until the last migration to carry out; default: all
 * @returns the names of the migrations that were carried out now
 * @throws what the first failing migration threw; the database is as it was before it
 * @example await migrate(config) // ['0001-people-and-records'], then []
 */
export async function migrate(config: pg.ClientConfig, until?: string): Promise<readonly string[]> {
  const pool = new pg.Pool({ ...config, max: 2 });
  // A connection that breaks while the pool closes it has nobody else who listens.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
    const { error, results = [] } = await (until === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(until));
    if (error !== undefined) throw error;
    return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}
