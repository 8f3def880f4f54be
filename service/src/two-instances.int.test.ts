import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ExportFacts } from '@ytterby/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleOf, type TestPerson } from './api/testing.ts';
import { type Client, ClientProblem } from './client/index.ts';
import { extensionForm } from './recorded-law/testing/extension.ts';
import { verifyAudit } from './store/audit.ts';
import { type TestStore, testStore } from './store/testing.ts';

/** How often an instance is killed; more with YTTERBY_KILLS. */
const KILLS = Number(process.env['YTTERBY_KILLS'] ?? 4);
const START = path.join(import.meta.dirname, 'cli', 'start.ts');
const KEY = randomBytes(32).toString('hex');

/** One of two services that share a database, with a data folder of its own. */
interface Instance {
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  child: ChildProcess | undefined;
  administrator: Client;
}

let base: TestStore;
let administrator: TestPerson;
const instances: Instance[] = [];

beforeAll(async () => {
  base = await testStore();
  for (const each of ['one', 'other']) {
    const port = await freePort();
    // Not made here: root's own folder is none that the database's user may enter.
    const folder = path.join(tmpdir(), `ytterby-${each}-${randomUUID()}`);
    const url = `http://localhost:${port}`;
    instances.push({ folder, url, port, child: undefined, administrator: undefined as unknown as Client });
  }
  await Promise.all(instances.map(start));
  const [{ url }] = instances as [Instance, Instance];
  const people = peopleOf({ store: base.store, url, now: () => Temporal.Now.instant() });
  administrator = await people.person([[await people.organisation('installation'), ['administrator']]]);
  for (const instance of instances) {
    const here = peopleOf({ store: base.store, url: instance.url, now: () => Temporal.Now.instant() });
    instance.administrator = (await here.signedIn(administrator.account)).client;
  }
}, 120_000);
afterAll(async () => {
  for (const { child, folder } of instances) {
    child?.kill('SIGTERM');
    if (child !== undefined) await gone(child);
    rmSync(folder, { recursive: true, force: true });
  }
  await base.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(instance: Instance): Promise<void> {
  const { host = '', user = '', database = '' } = base.config;
  const env = {
    ...process.env,
    DATABASE_URL: `postgres:///${database}?host=${encodeURIComponent(host)}&user=${user}`,
    YTTERBY_DATA: instance.folder,
    YTTERBY_INSTANCE_KEY: KEY,
    YTTERBY_RATE_LIMIT: '1000000',
    YTTERBY_DEMO: 'no',
    CI: 'yes',
  };
  let said = '';
  const child = spawn(process.execPath, [START, '--port', String(instance.port), '--no-open', '--lang', 'en'], { env });
  instance.child = child;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`it did not start: ${said}`);
    return said.includes('Ctrl-C');
  });
}

async function until(isSo: () => boolean | Promise<boolean>, patienceMs = 60_000): Promise<number> {
  const began = Date.now();
  while (!(await isSo())) {
    if (Date.now() - began > patienceMs) throw new Error('waited in vain');
    await wait(20);
  }
  return Date.now() - began;
}

const gone = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

async function kill(instance: Instance): Promise<void> {
  const { child } = instance;
  if (child === undefined) return;
  child.kill('SIGKILL');
  await gone(child);
}

/** Names that are like no other. */
const nameOf = (content: number) =>
  createHash('sha256')
    .update(String(content))
    .digest('hex')
    .slice(0, 24)
    .replace(/\d/g, (digit) => 'ghiklmoprs'.charAt(Number(digit)))
    .replace(/(.{12})/g, '$1 ')
    .trim();
const textOf = (contents: readonly number[]) =>
  `id,name,country\n${contents.map((each) => `${each},${nameOf(each)},DE\n`).join('')}`;

/** Whom an instance finds, of these. */
async function found({ administrator: client }: Instance, contents: readonly number[]): Promise<unknown> {
  const { body } = await client.call('screening.run', {
    body: { parties: contents.map((each) => ({ name: nameOf(each) })) },
  });
  return body.parties.map(({ verdict, hits }) => [verdict, hits.map(({ list, entry }) => [list, entry])]);
}

const FACTS: ExportFacts = {
  asOf: '2026-11-24',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [{ role: 'end-user', name: 'Example', country: 'DE', military: 'no', owners: 'none', listEntry: 'none' }],
  endUse: { kind: 'civil' },
  lines: [
    { id: 'a', item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' },
  ],
};
const answered = async ({ administrator: client }: Instance) => {
  const { body } = await client.call('determination.make', { body: { facts: FACTS } });
  return JSON.stringify([body.determination.lines, body.law]);
};

test('what one imports, records and withdraws, the other answers by', { timeout: 120_000 }, async () => {
  const [one, other] = instances as [Instance, Instance];
  const contents = Array.from({ length: 12 }, (_, index) => index);
  for (const each of contents) {
    const [at, away] = each % 2 === 0 ? [one, other] : [other, one];
    const held = contents.slice(0, each + 1);
    await at.administrator.call('list.import', {
      query: { list: 'invented', name: 'list.csv' },
      body: new Blob([textOf(held)]),
    });
    const here = JSON.stringify(await found(at, contents));
    expect(here).toContain(`"hit",[["invented","${each}"]]`);
    await until(async () => JSON.stringify(await found(away, contents)) === here);
  }
  const before = await answered(one);
  expect(await answered(other)).toBe(before);
  const { body } = await one.administrator.call('instrument.record', { body: { form: extensionForm() } });
  const after = await answered(one);
  expect(after).not.toBe(before);
  await until(async () => (await answered(other)) === after);
  await other.administrator.call('instrument.withdraw', { params: { record: body.id } });
  const again = await answered(other);
  expect(again).not.toBe(after);
  await until(async () => (await answered(one)) === again);
});

test(`after ${KILLS} kills in the middle of imports both answer alike, and nothing that was acknowledged is lost`, {
  timeout: 60_000 + KILLS * 30_000,
}, async () => {
  const contents = Array.from({ length: 400 }, (_, index) => 1_000 + index);
  const acknowledged = new Map<string, number>();
  let next = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const [at, away] = (round % 2 === 0 ? instances : instances.toReversed()) as [Instance, Instance];
    const list = `killed-${round % 3}`;
    const importing = (async () => {
      for (;;) {
        const held = contents.slice(0, (next += 1));
        try {
          await at.administrator.call('list.import', {
            query: { list, name: 'list.csv' },
            body: new Blob([textOf(held)]),
          });
          acknowledged.set(list, held.length);
        } catch (error) {
          if (error instanceof TypeError || (error instanceof ClientProblem && error.status >= 500)) return;
          throw error;
        }
      }
    })();
    await wait(200 + Math.random() * 600);
    // Whoever imports is killed, or whoever fetches.
    const victim = round % 4 < 2 ? at : away;
    await kill(victim);
    if (victim === away) {
      await wait(200);
      await kill(at);
    }
    await importing;
    await Promise.all(instances.filter(({ child }) => child?.signalCode !== null).map(start));
    const [here, there] = await Promise.all(instances.map((each) => found(each, contents.slice(0, next + 1))));
    expect(there).toEqual(here);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
  for (const [list, held] of acknowledged) {
    const parties = (await found(instances[0] as Instance, contents.slice(0, held))) as [string, [string, string][]][];
    // Each of them, for a later version that was not acknowledged holds them all, too.
    const entries = parties.map(([, hits]) => hits.find((hit) => hit[0] === list)?.[1]);
    expect(entries).toEqual(contents.slice(0, held).map(String));
  }
  expect((await base.store.asProduct((db) => verifyAudit(db))).fault).toBeNull();
});
