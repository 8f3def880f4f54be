import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { PostgresError } from '../postgres/errors.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Brings a database to the shape that this version wants. Several processes may do it at once: one works, the others wait.
 * @param until the last migration to carry out; default: all
 * @returns the names of the migrations that were carried out now
 * @throws PostgresError `postgres/newer-database` where a newer version has been at it; nothing is touched then
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
    const [unknown] = (await executedIn(db)).filter((name) => !Object.hasOwn(MIGRATIONS, name));
    if (unknown !== undefined) throw new PostgresError('postgres/newer-database', { found: unknown });
    const { error, results = [] } = await (until === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(until));
    if (error !== undefined) throw error;
    return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}

/** Names of the migrations that a database has seen; none where it is new. */
async function executedIn(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows: there } = await sql`select from pg_class where relname = 'kysely_migration'
    and relnamespace = current_schema()::regnamespace`.execute(db);
  if (there.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
