import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { importList, ListError, type ListStore } from './index.ts';
import { on, scratch } from './testing/scratch.ts';

const CHILD = path.join(import.meta.dirname, 'testing', 'import-child.ts');

function child(...args: readonly string[]): { process: ChildProcess; said: Promise<string>; first: Promise<void> } {
  const started = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const first = new Promise<void>((resolve) => {
    started.stdout.once('data', () => {
      resolve();
    });
  });
  started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const said = new Promise<string>((resolve) => {
    started.once('close', () => {
      resolve(text.trim());
    });
  });
  return { process: started, said, first };
}

const tableOf = (count: number, word = 'Acme') =>
  `id,name\n${Array.from({ length: count }, (_, index) => `${index},${word} ${index} Trading`).join('\n')}\n`;

/** Every version that can be seen is whole. */
async function wholeVersions(store: ListStore, list: string): Promise<number[]> {
  for (const version of await store.versions(list)) {
    let count = 0;
    for await (const record of store.records(version)) if (record.names.length > 0) count++;
    expect(count).toBe(version.records);
  }
  return await store.versionNumbers(list);
}

async function refusal(act: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ListError ? error.problems.map(({ code }) => code) : [String(error)];
}

describe('an import that is killed', () => {
  test('kill -9 in the middle leaves the old state, and the next import goes on at once', async () => {
    const { folder, store, put } = scratch();
    const data = path.join(folder, 'data');
    await importList(store, { list: 'own', files: [put('a.csv', tableOf(3))], ...on('2026-10-01') });
    const held = child(data, 'own', put('b.csv', tableOf(4)), 'hold');
    await held.first;
    held.process.kill('SIGKILL');
    await held.said;
    const left = readdirSync(path.join(store.folder, 'own'));
    expect(left.some((name) => name.startsWith('.import-'))).toBe(true);
    expect(await wholeVersions(store, 'own')).toEqual([1]);

    const next = await importList(store, { list: 'own', files: [put('b.csv', tableOf(4))], ...on('2026-10-02') });
    expect(next.version).toMatchObject({ version: 2, records: 4 });
    const after = readdirSync(path.join(store.folder, 'own'));
    expect(after.filter((name) => name.startsWith('.import-') || name === 'lock')).toEqual([]);
  });

  test('killed at any moment, the store is whole', async () => {
    const { folder, store, put } = scratch();
    const data = path.join(folder, 'data');
    for (let round = 0; round < 8; round++) {
      const killed = child(data, 'own', put(`${round}.csv`, tableOf(20_000 + round)));
      await sleep(250 + round * 90);
      killed.process.kill('SIGKILL');
      await killed.said;
      await wholeVersions(store, 'own');
    }
    const last = await importList(store, { list: 'own', files: [put('z.csv', tableOf(5))], ...on('2026-10-02') });
    expect(last.version.records).toBe(5);
    expect(await wholeVersions(store, 'own')).toContain(last.version.version);
  });
});

describe('importers at once', () => {
  test('four different files become four whole versions', async () => {
    const { folder, store, put } = scratch();
    const data = path.join(folder, 'data');
    const files = [1, 2, 3, 4].map((number) => put(`${number}.csv`, tableOf(3000 + number, `W${number}`)));
    const said = await Promise.all(files.map(async (file) => await child(data, 'own', file).said));
    expect(said.sort()).toEqual(['imported 1', 'imported 2', 'imported 3', 'imported 4']);
    expect(await wholeVersions(store, 'own')).toEqual([1, 2, 3, 4]);
    const counts = new Set((await store.versions('own')).map(({ records }) => records));
    expect(counts).toEqual(new Set([3001, 3002, 3003, 3004]));
  });

  test('two of the same file make one version', async () => {
    const { folder, store, put } = scratch();
    const file = put('a.csv', tableOf(3000));
    const two = [1, 2].map(async () => await child(path.join(folder, 'data'), 'own', file).said);
    expect((await Promise.all(two)).sort()).toEqual(['imported 1', 'unchanged 1']);
    expect(await wholeVersions(store, 'own')).toEqual([1]);
  });
});

describe('the lock', () => {
  const lockOf = (store: ListStore) => path.join(store.folder, 'own', 'lock');
  const sign = (store: ListStore, pid: number) => {
    writeFileSync(path.join(lockOf(store), 'owner.json'), JSON.stringify({ token: 'x', pid, host: 'elsewhere' }));
  };

  test('of a living import is waited for, then named', async () => {
    const { store, put } = scratch();
    mkdirSync(lockOf(store), { recursive: true });
    sign(store, 77);
    const waited: number[] = [];
    const act = importList(store, {
      list: 'own',
      files: [put('a.csv', tableOf(3))],
      ...on('2026-10-01'),
      waitMs: 300,
      onWait: (pid) => waited.push(pid),
    });
    expect(await refusal(act)).toEqual(['lists/locked']);
    expect(waited).toEqual([77]);
  });

  test.each([
    ['without a heartbeat for a minute', true],
    ['never signed', false],
  ])('%s is taken over', async (_, signed) => {
    const { store, put } = scratch();
    mkdirSync(lockOf(store), { recursive: true });
    if (signed) sign(store, 77);
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(signed ? path.join(lockOf(store), 'owner.json') : lockOf(store), longAgo, longAgo);
    const { version } = await importList(store, {
      list: 'own',
      files: [put('a.csv', tableOf(3))],
      ...on('2026-10-01'),
      waitMs: 2000,
    });
    expect(version.version).toBe(1);
  });

  test('that another took over stops the import before anything changes', async () => {
    const { store, put } = scratch();
    const act = importList(store, {
      list: 'own',
      files: [put('a.csv', tableOf(3))],
      ...on('2026-10-01'),
      onBytes: () => {
        sign(store, 77);
      },
    });
    expect(await refusal(act)).toEqual(['lists/lock-lost']);
    expect(await store.lists()).toEqual([]);
  });
});
