import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, ClientProblem, makeClient } from './client/index.ts';
import { joinDatabase } from './postgres/open-database.ts';
import { verifyAudit } from './store/audit.ts';
import { openStore } from './store/store.ts';

/** How often something is killed; more with YTTERBY_KILLS. */
const KILLS = Number(process.env['YTTERBY_KILLS'] ?? 4);
const WRITERS = 4;

const START = path.join(import.meta.dirname, 'cli', 'start.ts');
// Not made here: root's own folder is none that the database's user may enter.
const folder = path.join(tmpdir(), `ytterby-crash-${randomUUID()}`);
const env = { ...process.env, YTTERBY_DATA: folder, YTTERBY_RATE_LIMIT: '1000000', YTTERBY_DEMO: 'no', CI: 'yes' };
let port: number;
let service: ChildProcess;
let said = '';

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  service.kill('SIGTERM');
  await gone(service);
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: found } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return found;
}

async function start(): Promise<void> {
  said = '';
  service = spawn(process.execPath, [START, '--port', String(port), '--no-open', '--lang', 'en'], { env });
  for (const stream of [service.stdout, service.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  await until(async () => {
    if (service.exitCode !== null) throw new Error(`it did not start: ${said}`);
    return said.includes('Ctrl-C');
  });
}

async function until(isSo: () => Promise<boolean>, patienceMs = 60_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${said}`);
    await wait(25);
  }
}

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()));

const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status === 200;

/** Signs the first administrator up, with a company of their own. */
async function signUp(): Promise<{ readonly client: Client; readonly organisation: string }> {
  const code = /set-up#([\w-]+)/.exec(said)?.[1] ?? '';
  const origin = `http://127.0.0.1:${port}`;
  let cookie = '';
  const client = makeClient({
    baseUrl: origin,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', origin);
      if (cookie !== '') headers.set('cookie', cookie);
      const response = await fetch(input, { ...init, headers });
      const set = response.headers.getSetCookie().find((each) => each.startsWith('ytterby_session='));
      if (set !== undefined) cookie = set.split(';', 1)[0] ?? '';
      return response;
    },
  });
  await client.call('set-up.finish', {
    body: {
      code,
      email: 'wen@example.com',
      name: 'Wen',
      password: 'violet granite harbour 7',
      language: 'zh',
      company: { name: { zh: '示例磁材', en: 'Example Magnets' } },
    },
  });
  const { body } = await client.call('session.get');
  const organisation = body.organisations.find(({ roles }) => roles.includes('organisation-administrator'))?.id ?? '';
  return { client, organisation };
}

test(`what was acknowledged survives ${KILLS} kills of service and database under load, once each`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  await start();
  const { client, organisation } = await signUp();
  const acknowledged = new Map<string, string>();
  let running = true;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let act = 0; running; act += 1) {
      const key = `${writer}-${act}`;
      // The same act under the same key, until it is acknowledged.
      for (;;) {
        try {
          const { body } = await client.call(
            'site.add',
            { params: { organisation }, body: { name: key, address: '', country: 'CN' } },
            { idempotencyKey: key },
          );
          acknowledged.set(key, body.id);
          break;
        } catch (error) {
          const mayRetry =
            error instanceof TypeError ||
            (error instanceof ClientProblem && (error.status >= 500 || error.code === 'key-in-progress'));
          if (!mayRetry) throw error;
          await wait(50);
        }
      }
    }
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.size;
    await until(async () => acknowledged.size > before + 5);
    await wait(Math.random() * 300);
    if (kill % 2 === 0) {
      service.kill('SIGKILL');
      await gone(service);
      await start();
    } else {
      const [pid = ''] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await until(async () => (await isReady()) && existsSync(path.join(folder, 'postgres', 'postmaster.pid')));
    }
  }
  const before = acknowledged.size;
  await until(async () => acknowledged.size > before + 5);
  running = false;
  await Promise.all(writers);

  const database = await joinDatabase(env);
  const owner = new pg.Client(database.poolConfig());
  await owner.connect();
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from site');
  await owner.end();
  expect(new Map(rows.map(({ id, name }) => [name, id]))).toEqual(acknowledged);
  expect(rows).toHaveLength(acknowledged.size);
  const store = openStore(database.poolConfig());
  const { fault } = await store.asProduct((db) => verifyAudit(db));
  const { count } = await store.asProduct((db) =>
    db
      .selectFrom('audit_event')
      .select((e) => e.fn.countAll<string>().as('count'))
      .where('action', '=', 'organisation.change')
      .executeTakeFirstOrThrow(),
  );
  await store.close();
  await database.stop();
  expect([fault, Number(count)]).toEqual([null, acknowledged.size]);
});

test('a second start on the same folder says so and ends, and the first goes on', { timeout: 60_000 }, async () => {
  const second = spawn(
    process.execPath,
    [START, '--port', String(await freePort()), '--no-open', '--lang', 'en', '--data', folder],
    { env },
  );
  let text = '';
  second.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  await gone(second);
  expect([second.exitCode, text]).toEqual([1, expect.stringContaining('is using the database')]);
  expect(await isReady()).toBe(true);
});
