import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadLaw } from '@ytterby/law';
import { expect, test } from 'vitest';
import { importList, ListStore } from '../feeds/lists/index.ts';
import { on, scratch } from '../feeds/lists/testing/scratch.ts';
import { screen } from '@ytterby/core/screening';
import { openIndex } from './index-store.ts';
import { listsKnown } from './listed-parties.ts';

const book = loadLaw();

async function made() {
  const { store, put, folder } = scratch();
  const dataFolder = path.join(folder, 'data');
  const rows = Array.from({ length: 1500 }, (_, number) => `${number},Firm Number ${number} Quellhorst,DE\n`).join('');
  await importList(store, { list: 'own', files: [put('own.csv', `id,name,country\n${rows}`)], ...on('2026-10-01') });
  const opened = async (onProgress?: (phase: string, done: number, total: number) => void, only = ['own']) => {
    const known = await listsKnown({ book, store, knownAt: '2026-11-24', only });
    return openIndex({ known, store, dataFolder, ...(onProgress === undefined ? {} : { onProgress }) });
  };
  const cache = path.join(dataFolder, 'screening');
  return { opened, cache, dataFolder, put };
}

test('is made once, with progress, and loaded from then on', async () => {
  const { opened, cache } = await made();
  const told: string[] = [];
  const first = await opened((phase, done, total) => told.push(`${phase} ${done}/${total}`));
  expect(first.loaded).toBe(false);
  expect(first.notKept).toBeUndefined();
  expect(told).toContain('read 1500/1500');
  expect(told.at(-1)).toBe('index 1500/1500');
  await first.close();
  const again = await opened(() => expect.unreachable());
  expect(again.loaded).toBe(true);
  const [hit] = screen({ name: 'Firm Number 77 Quellhorst' }, again.index).hits;
  expect((await again.recordOf(hit!.party)).id).toBe('77');
  await again.close();
  expect(readdirSync(cache).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.each([
  ['cut short', (file: string) => truncateSync(file, 5000)],
  ['empty', (file: string) => truncateSync(file, 0)],
  [
    'with one wrong byte',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
  ],
])('%s it is made anew', async (_, damage) => {
  const { opened, cache } = await made();
  const first = await opened();
  await first.close();
  damage(path.join(cache, `${first.key}.bin`));
  const second = await opened();
  expect(second.loaded).toBe(false);
  await second.close();
  const third = await opened();
  expect(third.loaded).toBe(true);
  await third.close();
});

test('records that are gone or wrong are read from the list itself', async () => {
  const { opened, cache } = await made();
  const first = await opened();
  await first.close();
  writeFileSync(path.join(cache, `${first.key}.records`), '{}'.repeat(200_000));
  const again = await opened();
  const [hit] = screen({ name: 'Firm Number 77 Quellhorst' }, again.index).hits;
  expect((await again.recordOf(hit!.party)).names[0]?.text).toBe('Firm Number 77 Quellhorst');
  await again.close();
});

test('old ones are removed', async () => {
  const { cache, dataFolder, put } = await made();
  const store = new ListStore(dataFolder);
  for (let version = 1; version <= 7; version += 1) {
    await importList(store, {
      list: 'small',
      files: [put(`s${version}.csv`, `id,name\n1,Name ${version}\n`)],
      ...on('2026-10-02'),
    });
    const known = await listsKnown({ book, store, knownAt: '2026-11-24', only: ['small'] });
    await (await openIndex({ known, store, dataFolder })).close();
  }
  const names = readdirSync(cache);
  expect(names.filter((name) => name.endsWith('.bin'))).toHaveLength(4);
  expect(names.filter((name) => name.endsWith('.records'))).toHaveLength(4);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that cannot be written', async () => {
  const { opened, dataFolder } = await made();
  chmodSync(dataFolder, 0o500);
  try {
    const index = await opened();
    expect(index.notKept).toBe('EACCES');
    expect(screen({ name: 'Firm Number 77 Quellhorst' }, index.index).verdict).toBe('hit');
  } finally {
    chmodSync(dataFolder, 0o700);
  }
});

test('a file where the folder should be', async () => {
  const { opened, cache } = await made();
  writeFileSync(cache, 'not a folder');
  const index = await opened();
  expect(index.notKept).toMatch(/EEXIST|ENOTDIR/);
  const [hit] = screen({ name: 'Firm Number 77 Quellhorst' }, index.index).hits;
  expect((await index.recordOf(hit!.party)).id).toBe('77');
});

test('two that make it at the same time', async () => {
  const { opened } = await made();
  const both = await Promise.all([opened(), opened()]);
  for (const each of both) {
    expect(each.notKept).toBeUndefined();
    await each.close();
  }
  const third = await opened();
  expect(third.loaded).toBe(true);
  await third.close();
});
