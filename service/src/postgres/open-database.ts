import { realpath } from 'node:fs/promises';
import { Client, DatabaseError, type PoolConfig } from 'pg';
import { SUPERUSER } from './cluster.ts';
import { dataFolder } from '../data-folder.ts';
import { PostgresError } from './errors.ts';
import { type Log, NO_LOG } from './log.ts';
import { startServer } from './server.ts';
import { socketFolderOf } from './socket-folder.ts';

/** The oldest PostgreSQL that runs all our statements. */
const OLDEST_MAJOR = 15;

/** What the database is called on the embedded server. */
const DATABASE = 'ytterby';

const PATIENCE_MS = 10_000;

/** The database of the product, wherever it is. */
export interface OpenedDatabase {
  readonly kind: 'embedded' | 'url';
  /** What a `pg` pool needs to reach it, or to reach another database on the same server. */
  poolConfig(database?: string): PoolConfig;
  /** The embedded server has ended by itself and stays away; never called for a server by URL. */
  onExit(listener: (error: PostgresError) => void): void;
  /** After all pools have ended: stops the embedded server; a server by URL is left alone. */
  stop(): Promise<void>;
}

/** The URL of another database on the same server. @example urlOf('postgres://db/ytterby', 'other') === 'postgres://db/other' */
export function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/**
 * Opens the database for a short task beside the product, if that runs: then its server is used, and left alone.
 * @example const { poolConfig, stop } = await joinDatabase(process.env)
 */
export async function joinDatabase(env: NodeJS.ProcessEnv): Promise<Pick<OpenedDatabase, 'poolConfig' | 'stop'>> {
  try {
    return await openDatabase(env, NO_LOG);
  } catch (error) {
    if (!(error instanceof PostgresError) || error.code !== 'postgres/in-use') throw error;
    // As the server resolves it: the name of the socket's folder hangs on it.
    const host = socketFolderOf(await realpath(dataFolder(env)));
    return {
      poolConfig: (database = DATABASE) => ({ host, user: SUPERUSER, database }),
      stop: () => Promise.resolve(),
    };
  }
}

/**
 * Opens the database of the product: the one that `DATABASE_URL` names, else the embedded one in `dataFolder(env)`, which is made
 * when it is missing. Raises a PostgresError when a person has to do something first.
 *
 * @example
 * const database = await openDatabase(process.env, log);
 * const pool = new Pool(database.poolConfig());
 */
export async function openDatabase(env: NodeJS.ProcessEnv, log: Log): Promise<OpenedDatabase> {
  const { DATABASE_URL: url } = env;
  if (!url) return openEmbedded(dataFolder(env), log);
  await checkUrl(url);
  return {
    kind: 'url',
    poolConfig: (database) => ({ connectionString: database === undefined ? url : urlOf(url, database) }),
    onExit: () => undefined,
    stop: () => Promise.resolve(),
  };
}

/** Why there is no connection, without the URL and the password in it. */
function reasonOf(error: unknown): string {
  // One for each address of a name that has several.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}

/** What a server says of itself and its database. @example { version: '15.2 (Debian 15.2-1)', encoding: 'UTF8' } */
interface Found {
  readonly version: string;
  readonly encoding: string;
}

/** Can all our statements run there? Raises `postgres/too-old`, `postgres/not-utf8`. */
export function checkServer({ version, encoding }: Found): void {
  if (!(Number.parseInt(version, 10) >= OLDEST_MAJOR)) throw new PostgresError('postgres/too-old', { found: version });
  if (encoding !== 'UTF8') throw new PostgresError('postgres/not-utf8', { found: encoding });
}

async function checkUrl(url: string): Promise<void> {
  let client: Client | undefined;
  let found: Found | undefined;
  try {
    if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new TypeError('not a postgres:// URL');
    client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<Found>(
      "SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding",
    );
    found = rows[0];
  } catch (error) {
    throw new PostgresError('postgres/unreachable', { reason: reasonOf(error) }, { cause: error });
  } finally {
    await client?.end().catch(() => undefined);
  }
  if (found !== undefined) checkServer(found);
}

async function openEmbedded(folder: string, log: Log): Promise<OpenedDatabase> {
  const server = await startServer({ folder, log });
  try {
    await createDatabase(server.connection('postgres'), folder);
  } catch (error) {
    await server.stop();
    throw error;
  }
  log.info({ folder }, 'the database server runs');
  return {
    kind: 'embedded',
    poolConfig: (database = DATABASE) => server.connection(database),
    onExit: (listener) => server.onExit(listener),
    stop: () => server.stop(),
  };
}

async function createDatabase(connection: PoolConfig, folder: string): Promise<void> {
  const client = new Client(connection);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // No such user: another program's cluster.
    if (error instanceof DatabaseError && error.code === '28000')
      throw new PostgresError('postgres/not-a-database', { folder }, { cause: error });
    if (error instanceof DatabaseError && error.code === '53100')
      throw new PostgresError('postgres/disk-full', { folder }, { cause: error });
    throw error;
  } finally {
    await client.end();
  }
}
