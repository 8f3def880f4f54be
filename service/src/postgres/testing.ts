import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, lstat, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { createCluster, settings, SUPERUSER } from './cluster.ts';
import { hasCode } from './failure.ts';
import { urlOf } from './open-database.ts';
import { findProgram } from './program.ts';
import { bareEnvironment, runProgram } from './run-program.ts';
import { serverUser } from './server-user.ts';

/** An empty database of one test. */
export interface TestDatabase {
  readonly config: ClientConfig;
  /** Removes it, with whoever is still connected. */
  readonly drop: () => Promise<void>;
}

/**
 * Runs a server until its own standard input ends, which the system sees to however the tests end, and then removes its folder.
 * `$1` is the folder, the rest is the command.
 */
const GUARD = `
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 &
server=$!
trap '' INT TERM HUP
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
rm -rf "$folder"
`;

/** Nothing that is in a test database has to outlive the machine. */
const QUICK = settings({
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: 60,
  timezone: 'UTC',
  log_timezone: 'UTC',
});

let server: Promise<ClientConfig> | undefined;

/**
 * A new, empty database for a test, on a server that the first call in a worker starts (about 0.2 s) and that goes away with the
 * worker, or on the server of `YTTERBY_TEST_DATABASE_URL`.
 *
 * @example
 * const database = await testDatabase();
 * const pool = new Pool(database.config);
 * // …
 * await pool.end();
 * await database.drop();
 */
export async function testDatabase(): Promise<TestDatabase> {
  return makeDatabase();
}

const filled = new Map<(config: ClientConfig) => Promise<unknown>, Promise<string>>();

/**
 * A new database as `fill` leaves an empty one, which it does once in a worker; every database is a copy of that one. It may not stay
 * connected. On the server of `YTTERBY_TEST_DATABASE_URL`, where nothing is left behind, each is filled by itself.
 * @example const database = await filledDatabase(migrate)
 */
export async function filledDatabase(fill: (config: ClientConfig) => Promise<unknown>): Promise<TestDatabase> {
  if (process.env['YTTERBY_TEST_DATABASE_URL'] !== undefined) {
    const made = await makeDatabase();
    await fill(made.config);
    return made;
  }
  const template =
    filled.get(fill) ??
    makeDatabase().then(async ({ config }) => {
      await fill(config);
      return config.database as string;
    });
  filled.set(fill, template);
  return makeDatabase(await template);
}

async function makeDatabase(template?: string): Promise<TestDatabase> {
  const url = process.env['YTTERBY_TEST_DATABASE_URL'];
  server ??= url === undefined ? startServer() : Promise.resolve({ connectionString: url });
  const around = await server;
  const database = `ytterby_test_${randomBytes(8).toString('hex')}`;
  await run(around, `CREATE DATABASE ${database}${template === undefined ? '' : ` TEMPLATE ${template}`}`);
  return {
    config: url === undefined ? { ...around, database } : { connectionString: urlOf(url, database) },
    drop: () => run(around, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  };
}

/** A folder that only we (and, for root, the user the server runs as) can have written to. */
async function makePrivate(folder: string, uid: number, gid: number): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  const found = await lstat(folder);
  if (found.uid !== uid && found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to someone else`);
  await chown(folder, uid, gid);
}

async function startServer(): Promise<ClientConfig> {
  const user = await serverUser();
  const [uid, gid] = [user?.uid ?? process.getuid?.() ?? 0, user?.gid ?? process.getgid?.() ?? 0];
  const shared = path.join(tmpdir(), `ytterby-test-${uid}`);
  await makePrivate(shared, uid, gid);
  const program = await findProgram(user, shared);
  const template = path.join(shared, `template-${program.version}`);
  const exists = () =>
    access(path.join(template, 'PG_VERSION')).then(
      () => true,
      () => false,
    );
  if (!(await exists())) {
    await createCluster(program, user, template, { sync: false }).catch(async (error: unknown) => {
      // Another worker may have been quicker, and its template is as good.
      if (!(await exists())) throw error;
    });
  }
  const folder = await mkdtemp(path.join(shared, 'run-'));
  const data = path.join(folder, 'data');
  await chown(folder, uid, gid);
  const copied = await runProgram('cp', ['-R', template, data], { user });
  if (copied.code !== 0) throw new Error(copied.err);
  const guard = spawn('sh', ['-c', GUARD, 'guard', folder, program.postgres, '-D', data, '-k', folder, ...QUICK], {
    cwd: '/',
    detached: true,
    env: bareEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(user === undefined ? {} : user),
  });
  guard.unref();
  // The pipe is a socket, whatever its type says; neither keeps the tests from ending.
  (guard.stdin as Socket).unref();
  const config = { host: folder, user: SUPERUSER, database: 'postgres' };
  for (let tries = 0; ; tries++) {
    const client = new Client(config);
    try {
      await client.connect();
      await client.end();
      return config;
    } catch (error) {
      if (tries === 1000)
        throw new Error(await readFile(path.join(folder, 'log'), 'utf8').catch(() => ''), { cause: error });
      await wait(10);
    }
  }
}

async function run(config: ClientConfig, statement: string): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
