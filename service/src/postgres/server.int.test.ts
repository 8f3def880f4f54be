import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Client, type ClientConfig } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { PostgresError, type PostgresErrorCode } from './errors.ts';
import { readPostmaster } from './leftover.ts';
import { runProgram, type UnixUser } from './run-program.ts';
import { startServer } from './server.ts';
import { isRoot } from './server-user.ts';

/** An ordinary user: ourselves, unless we are root. */
const ordinary = isRoot() ? { uid: 65534, gid: 65534 } : undefined;

/** A folder with data that a server has stopped on. */
let stopped = '';
let folder = '';
let data = '';

async function newFolder(): Promise<string> {
  const made = await realpath(await mkdtemp(path.join(tmpdir(), 'ytterby-server-')));
  // Root's server runs as another user, who must get through.
  await chmod(made, 0o711);
  return made;
}

/** Spares a test the first start. */
async function takeData(): Promise<void> {
  expect(await runProgram('cp', ['-a', path.join(stopped, 'postgres'), folder])).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  stopped = await newFolder();
  await (await startServer({ folder: stopped })).stop();
});

afterAll(() => rm(stopped, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await newFolder();
  data = path.join(folder, 'postgres');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(connection: ClientConfig, statement: string): Promise<unknown[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function refusal(start: Promise<unknown>): Promise<PostgresError> {
  const error = await start.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PostgresError)) throw new Error('not refused', { cause: error });
  return error;
}

const codeOf = async (start: Promise<unknown>): Promise<PostgresErrorCode> => (await refusal(start)).code;

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) return line;
  return '';
}

interface Holder {
  readonly process: ChildProcess;
  readonly said: Promise<string>;
  /** Lets it stop the server and end. */
  readonly leave: () => Promise<void>;
}

/** Another process that starts a server and holds it; it says `ready` or a code. */
function holder(as?: UnixUser): Holder {
  const program = `
    import { startServer } from ${JSON.stringify(path.join(import.meta.dirname, 'server.ts'))};
    const server = await startServer({ folder: process.argv[1] }).catch((error) => error);
    console.log(server.code ?? (server instanceof Error ? String(server) : 'ready'));
    if (!server.code) process.stdin.resume().on('end', () => server.stop());
    else process.exit();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...as,
  });
  const ended = once(child, 'exit');
  const leave = async () => {
    child.stdin.end();
    await ended;
  };
  onTestFinished(leave);
  return { process: child, leave, said: firstLine(child.stdout) };
}

test('what was stored is there at the next start', async () => {
  const first = await startServer({ folder });
  expect(await ask(first.connection('postgres'), 'CREATE TABLE metal AS SELECT 39 AS number')).toEqual([]);
  expect(
    await ask(
      first.connection('postgres'),
      "SELECT datcollate || datlocale FROM pg_database WHERE datname = 'postgres'",
    ),
  ).toEqual(['CC.UTF-8']);
  expect((await stat(path.join(folder, 'run'))).mode & 0o777).toBe(0o700);
  await first.stop();
  await first.stop();

  const second = await startServer({ folder });
  expect(await ask(second.connection('postgres'), 'SELECT number FROM metal')).toEqual([39]);
  await second.stop();
  expect(await readPostmaster(data)).toBeUndefined();
});

test('a second Ytterby on the folder is refused, in this process and in another', async () => {
  await takeData();
  const server = await startServer({ folder });
  const { code, text } = await refusal(startServer({ folder }));
  expect(code).toBe('postgres/in-use');
  expect(text.en).toContain(`Another Ytterby (PID ${process.pid}, 2`);
  expect(await holder().said).toBe('postgres/in-use');
  expect(await ask(server.connection('postgres'), 'SELECT 1')).toEqual([1]);
  await server.stop();
});

test('one alone of three that start at once gets the folder', async () => {
  const said = await Promise.all([holder(), holder(), holder()].map((one) => one.said));
  expect(said.sort()).toEqual(['postgres/in-use', 'postgres/in-use', 'ready']);
  const left = await readPostmaster(data);
  expect(left?.ready).toBe(true);
});

test('the server that a killed Ytterby left behind is stopped, and nothing is lost', async () => {
  await takeData();
  const killed = holder();
  expect(await killed.said).toBe('ready');
  const left = await readPostmaster(data);
  await ask(
    { host: path.join(folder, 'run'), user: 'ytterby', database: 'postgres' },
    'CREATE TABLE metal AS SELECT 39 AS number',
  );
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  expect(isAlive(left?.pid ?? 0)).toBe(true);

  const warnings: string[] = [];
  const server = await startServer({ folder, log: { info: () => undefined, warn: (_, text) => warnings.push(text) } });
  expect(warnings).toEqual(['stopped a database server left over from an earlier start']);
  expect(await ask(server.connection('postgres'), 'SELECT number FROM metal')).toEqual([39]);
  expect((await readPostmaster(data))?.pid).not.toBe(left?.pid);
  await server.stop();
});

test.each([
  ['a process that is gone', 'SIGKILL'],
  ['a process of somebody else', undefined],
] as const)('a postmaster.pid that names %s does not block', async (_, signal) => {
  await takeData();
  const other = spawn('sleep', ['60'], { ...ordinary });
  await once(other, 'spawn');
  onTestFinished(() => void other.kill());
  if (signal !== undefined) {
    other.kill(signal);
    await once(other, 'exit');
  }
  const run = path.join(folder, 'run');
  await mkdir(run);
  const lines = `${other.pid}\n${data}\n1700000000\n5432\n${run}\n`;
  await writeFile(path.join(data, 'postmaster.pid'), `${lines}\n\nready   \n`);
  await writeFile(path.join(run, '.s.PGSQL.5432.lock'), lines);
  const server = await startServer({ folder });
  expect(await ask(server.connection('postgres'), 'SELECT 1')).toEqual([1]);
  await server.stop();
});

test('a server that is killed is started again, at most five times in a minute', async () => {
  await takeData();
  const server = await startServer({ folder });
  const gone = new Promise<PostgresError>((resolve) => server.onExit(resolve));
  await ask(server.connection('postgres'), 'CREATE TABLE metal AS SELECT 39 AS number');
  const kill = async () => process.kill((await readPostmaster(data))?.pid ?? 0, 'SIGKILL');
  const restarted = new Promise<void>((resolve) => server.onRestart(resolve));
  await kill();
  await restarted;
  expect(await ask(server.connection('postgres'), 'SELECT number FROM metal')).toEqual([39]);

  server.onRestart(() => void kill());
  await kill();
  expect((await gone).code).toBe('postgres/does-not-start');
  await server.stop();
});

test('stopping while the server is being started again leaves none', async () => {
  await takeData();
  const server = await startServer({ folder });
  process.kill((await readPostmaster(data))?.pid ?? 0, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.stop();
  const left = await readPostmaster(data);
  expect(left !== undefined && isAlive(left.pid)).toBe(false);
});

test('data of another version of PostgreSQL, and what is not a database, are left alone', async () => {
  await mkdir(data);
  await writeFile(path.join(data, 'PG_VERSION'), '17\n');
  const { code, message } = await refusal(startServer({ folder }));
  expect(code).toBe('postgres/other-major');
  expect(message).toContain('was made by PostgreSQL 17');

  await rm(path.join(data, 'PG_VERSION'));
  await writeFile(path.join(data, 'thesis.txt'), 'Yttrium');
  expect(await codeOf(startServer({ folder }))).toBe('postgres/not-a-database');
  expect(await readFile(path.join(data, 'thesis.txt'), 'utf8')).toBe('Yttrium');
  expect(await codeOf(startServer({ folder: path.join(data, 'thesis.txt') }))).toBe('postgres/not-a-database');
  expect(await codeOf(startServer({ folder: path.join(data, 'thesis.txt', 'below') }))).toBe('postgres/not-a-database');
});

test('a data file that is broken is told with what PostgreSQL says', async () => {
  await takeData();
  await writeFile(path.join(data, 'global', 'pg_control'), 'broken');
  const { code, message } = await refusal(startServer({ folder }));
  expect(code).toBe('postgres/does-not-start');
  expect(message).toContain('pg_control');
});

test('a folder with a name too long for a socket works', async () => {
  const long = path.join(folder, '稀土'.repeat(20));
  const server = await startServer({ folder: long });
  const { host = '' } = server.connection('postgres');
  expect(host.startsWith(long)).toBe(false);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
  expect(await ask(server.connection('postgres'), 'SELECT 1')).toEqual([1]);
  await server.stop();
  await expect(stat(host)).rejects.toThrow('ENOENT');
});

/** Skips, saying why, where the ordinary user cannot run what is in this folder. */
async function asOrdinary(skip: (why: string) => void): Promise<void> {
  for (const file of [import.meta.filename, process.execPath]) {
    const { code } = await runProgram('test', ['-r', file], { user: ordinary });
    if (code !== 0) skip(`user id 65534 may not read ${file}`);
  }
}

test('an ordinary user starts it too', async ({ skip }) => {
  await asOrdinary(skip);
  if (ordinary !== undefined) await chown(folder, ordinary.uid, ordinary.gid);
  await chmod(folder, 0o700);
  const { said, leave } = holder(ordinary);
  expect(await said).toBe('ready');
  await leave();
  expect((await stat(data)).uid).toBe(ordinary?.uid ?? process.getuid?.());
});

test.each([
  ['that may not be entered', 0o000],
  ['that may not be written to', 0o555],
])('an ordinary user is told of a folder %s', async (_, mode) => {
  await chmod(folder, mode);
  expect(await holder(ordinary).said).toBe('postgres/not-writable');
  await chmod(folder, 0o700);
});

test.runIf(isRoot())('root is told of a folder that the user of the server may not enter', async () => {
  await chmod(folder, 0o700);
  const { code, text } = await refusal(startServer({ folder }));
  expect(code).toBe('postgres/not-writable');
  expect(text.en).toContain('uid 65534');
});

test('another program of the user that the server runs as may not connect, and root and we may', async ({ skip }) => {
  if (!isRoot()) skip();
  const server = await startServer({ folder });
  try {
    const connection = server.connection('postgres');
    expect(await ask(connection, 'select 1')).toEqual([1]);
    const { uid, gid } = await stat(data);
    const asking = `
      import { Client } from ${JSON.stringify(import.meta.resolve('pg'))};
      const client = new Client(${JSON.stringify(connection)});
      await client.connect().then(() => console.log('in'), ({ code }) => console.log(code));
      process.exit();`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', asking], { uid, gid, cwd: '/', env: {} });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    await once(child, 'close');
    // Invalid authorization.
    expect(said.trim()).toBe('28000');
  } finally {
    await server.stop();
  }
});
