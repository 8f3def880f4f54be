import { loadLaw } from '@ytterby/law';
import { expect, test } from 'vitest';
import { importList } from '../feeds/lists/index.ts';
import { on, scratch } from '../feeds/lists/testing/scratch.ts';
import { entryOf, openScreener, type ScreenerOptions } from './screen-parties.ts';

const book = loadLaw();
const { folder } = scratch();

/** Screens one name against the pack. */
async function asked(name: string, asOf: string, more: Partial<ScreenerOptions> = {}) {
  const screener = await openScreener({ book, dataFolder: folder, asOf, knownAt: '2026-11-24', ...more });
  try {
    return await screener.screen({ name });
  } finally {
    await screener.close();
  }
}

const WATCHED = [
  'no-general-licence',
  'no-registration',
  'no-statutory-clock',
  'stricter-review',
  'risk-assessment-report',
  'written-undertaking',
];
const [SKYDIO, SIERRA] = ['cn/mofcom-2025-13/list', 'cn/mofcom-2025-21/list'];

test.each([
  ['TDK Corporation', 'cn/mofcom-2026-12/list', '2026-02-23', 'not-yet-listed', []],
  ['TDK Corporation', 'cn/mofcom-2026-12/list', '2026-02-24', 'listed', WATCHED],
  ['MP Materials', 'cn/mofcom-2026-23/list', '2026-06-21', 'not-yet-listed', []],
  ['MP Materials', 'cn/mofcom-2026-23/list', '2026-06-22', 'listed', ['banned']],
  ['Skydio', SKYDIO, '2025-03-03', 'not-yet-listed', []],
  ['Skydio', SKYDIO, '2025-03-04', 'listed', ['banned']],
  ['Skydio', SKYDIO, '2025-11-09', 'listed', ['banned']],
  ['Skydio', SKYDIO, '2025-11-10', 'stopped', []],
  ['Sierra Nevada Corp', SIERRA, '2025-04-03', 'not-yet-listed', []],
  ['Sierra Nevada Corp', SIERRA, '2025-05-13', 'listed', ['banned']],
  ['Sierra Nevada Corp', SIERRA, '2025-05-14', 'suspended', []],
  ['Sierra Nevada Corp', SIERRA, '2025-08-12', 'suspended', []],
  ['Sierra Nevada Corp', SIERRA, '2026-11-10', 'suspended', []],
  // The day after the pause of No. 61 ends too: its paragraph 2 names all parties on the Control List.
  ['Sierra Nevada Corp', SIERRA, '2026-11-11', 'listed', ['banned', 'refusal-in-principle']],
])('%s on %s, %s: %s', async (name, list, day, is, tags) => {
  const { verdict, hits } = await asked(name, day);
  expect(verdict).toBe('hit');
  const hit = hits.find((each) => each.list.id === list);
  expect(hit?.standing.is).toBe(is);
  expect(hit?.effects.tags).toEqual(tags);
});

test('whether an open hit has effect that day', async () => {
  expect((await asked('TDK Corporation', '2026-02-23')).bites).toBe(false);
  expect((await asked('TDK Corporation', '2026-02-24')).bites).toBe(true);
  const paused = await asked('Sierra Nevada Corp', '2025-06-01');
  expect(paused).toMatchObject({ verdict: 'hit', bites: false });
  expect(paused.hits[0]?.effects.paused.map(({ provision }) => provision)).toEqual(['cn/mofcom-2025-21/ban']);
});

test('what was not published by the day of knowledge is not found', async () => {
  expect((await asked('TDK Corporation', '2026-02-24', { knownAt: '2026-02-23' })).verdict).toBe('none');
});

test.each(['TDK株式会社', 'TDK 株式会社', '内华达山脉公司', '斯凯迪奥公司', '內華達山脈公司', 'MP材料公司'])(
  '%s is found by its Chinese or Japanese name',
  async (name) => {
    expect((await asked(name, '2026-06-22')).verdict).toBe('hit');
  },
);

test('a name that is on no list, and one without a letter', async () => {
  expect((await asked('Bäckerei Krümel GmbH', '2026-11-24')).verdict).toBe('none');
  expect((await asked('--- !!', '2026-11-24')).verdict).toBe('unreadable');
});

test('imported lists: as known on a day, with the way back to the record', async () => {
  const { store, put, folder: own } = scratch();
  const dataFolder = `${own}/data`;
  const first = put('own.csv', 'id,name,country,remarks\n1,Zephyrine Quellhorst AG,DE,first\n');
  await importList(store, { list: 'own', files: [first], ...on('2026-10-01') });
  const second = put('own2.csv', 'id,name,country,remarks\n1,Zephyrine Quellhorst AG,DE,second\n2,Other Ltd,FR,\n');
  await importList(store, { list: 'own', files: [second], ...on('2026-11-01') });
  const find = (knownAt: string) => asked('Zephyrine Quellhorst', '2026-11-24', { dataFolder, knownAt });
  expect((await find('2026-10-15')).hits[0]?.record.remarks).toBe('first');
  expect((await find('2026-11-24')).hits[0]?.record.remarks).toBe('second');
  expect((await find('2026-09-01')).verdict).toBe('none');
  const screener = await openScreener({ book, dataFolder, asOf: '2026-11-24', knownAt: '2026-09-01' });
  expect(screener.known.missing).toEqual(['own']);
  await screener.close();
  expect((await asked('TDK', '2026-11-24', { dataFolder, lists: ['own'] })).verdict).toBe('none');
  await expect(asked('TDK', '2026-11-24', { dataFolder, lists: ['nope'] })).rejects.toThrow('no list "nope"');
  const entry = await entryOf({ book, dataFolder, knownAt: '2026-11-24' }, 'own', '1');
  expect(entry?.hash).toBe((await find('2026-11-24')).hits[0]?.recordHash);
});
