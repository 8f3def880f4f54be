import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffVersions, importList, ListError, type ListDifference, type ListStore } from './index.ts';
import { on, scratch } from './testing/scratch.ts';

const TABLE = 'id,name,aliases,country\n1,Acme,A;B,DE\n2,Beta,,FR\n3,Gamma,,IT\n';

async function differences(store: ListStore, list: string, from: number, to: number): Promise<ListDifference[]> {
  const found: ListDifference[] = [];
  for await (const each of diffVersions(store, await store.version(list, from), await store.version(list, to)))
    found.push(each);
  return found;
}

async function idsOf(store: ListStore, list: string, version: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of store.records(await store.version(list, version))) ids.push(id);
  return ids;
}

/** The codes with which something is refused. */
async function refusal(act: Promise<unknown>): Promise<readonly string[]> {
  try {
    await act;
    return [];
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    return error.problems.map(({ code }) => code);
  }
}

describe('versions', () => {
  test('an import is a version with its checksum, source, dates and counts', async () => {
    const { store, put } = scratch();
    const { is, version } = await importList(store, {
      list: 'own',
      files: [put('own.csv', TABLE)],
      source: 'the mail of Monday',
      date: '2026-10-01',
      ...on('2026-10-05'),
    });
    expect(is).toBe('imported');
    expect(version).toMatchObject({
      list: 'own',
      version: 1,
      format: 'csv',
      source: 'the mail of Monday',
      date: '2026-10-01',
      importedOn: '2026-10-05',
      records: 3,
      names: 5,
      problems: 0,
    });
    expect(version.inputs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await store.latest('own')).toEqual(version);
    expect(await idsOf(store, 'own', 1)).toEqual(['1', '2', '3']);
  });

  test('the same bytes again make no version, under whatever name', async () => {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    const again = await importList(store, { list: 'own', files: [put('copy.csv', TABLE)], ...on('2026-10-06') });
    expect(again).toMatchObject({ is: 'unchanged', version: { version: 1, importedOn: '2026-10-05' } });
    expect(await store.versionNumbers('own')).toEqual([1]);
  });

  test('a list that goes back to what it was is a new version', async () => {
    const { store, put } = scratch();
    for (const [day, text] of [
      ['2026-10-05', TABLE],
      ['2026-10-06', `${TABLE}4,Delta,,ES\n`],
      ['2026-10-07', TABLE],
    ] as const)
      await importList(store, { list: 'own', files: [put('own.csv', text)], ...on(day) });
    expect(await store.versionNumbers('own')).toEqual([1, 2, 3]);
    expect((await store.asKnownOn('own', '2026-10-06'))?.version).toBe(2);
  });

  test('last month’s screening can be repeated with the list of that day', async () => {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    await importList(store, { list: 'own', files: [put('own.csv', 'id,name\n9,New\n')], ...on('2026-11-20') });
    const asked = ['2026-10-04', '2026-10-05', '2026-11-19', '2026-11-20', '2027-01-01'];
    const versions = await Promise.all(asked.map(async (day) => (await store.asKnownOn('own', day))?.version));
    expect(versions).toEqual([undefined, 1, 1, 2, 2]);
    expect(await idsOf(store, 'own', 1)).toEqual(['1', '2', '3']);
  });

  test('one bad row is told and counted; the others are there', async () => {
    const { store, put } = scratch();
    const told: string[] = [];
    const { version } = await importList(store, {
      list: 'own',
      files: [put('own.csv', `${TABLE}4,,,ES\n1,Acme again,,DE\n`)],
      ...on('2026-10-05'),
      onProblem: ({ code, row }) => told.push(`${code} ${row}`),
    });
    expect(version).toMatchObject({ records: 4, problems: 1 });
    expect(told).toEqual(['lists/no-name 5', 'lists/duplicate-id 6']);
    expect(await idsOf(store, 'own', 1)).toEqual(['1', '2', '3', '1~2']);
  });

  test('a list without any entry does not take the place of one with entries', async () => {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    const empty = importList(store, { list: 'own', files: [put('own.csv', 'id,name\n,\n')], ...on('2026-10-06') });
    expect(await refusal(empty)).toEqual(['lists/no-records']);
    expect(await store.versionNumbers('own')).toEqual([1]);
    expect(readdirSync(path.join(store.folder, 'own'))).toEqual(['1']);
  });

  test('a file that is written while it is read is refused', async () => {
    const { store, put } = scratch();
    const file = put('own.csv', TABLE);
    const moved = importList(store, {
      list: 'own',
      files: [file],
      ...on('2026-10-05'),
      onBytes: () => {
        utimesSync(file, new Date(0), new Date(0));
      },
    });
    expect(await refusal(moved)).toEqual(['lists/file-changed']);
    expect(await store.lists()).toEqual([]);
  });

  test('Ctrl-C in the middle leaves the old state', async () => {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    const stop = new AbortController();
    const stopped = importList(store, {
      list: 'own',
      files: [put('own.csv', `${TABLE}4,Delta,,ES\n`)],
      ...on('2026-10-06'),
      signal: stop.signal,
      onBytes: () => {
        stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(readdirSync(path.join(store.folder, 'own'))).toEqual(['1']);
  });
});

describe('differences', () => {
  test('added, changed by field, removed; order and place do not count', async () => {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    const later = 'id,name,aliases,country\n4,Delta,,ES\n2,Beta SA,,BE\n1,Acme,B;A,DE\n';
    await importList(store, { list: 'own', files: [put('own.csv', later)], ...on('2026-10-06') });
    const found = await differences(store, 'own', 1, 2);
    expect(found).toMatchObject([
      { is: 'added', id: '4' },
      { is: 'changed', id: '2', fields: ['names', 'countries'] },
      { is: 'removed', id: '3', before: { names: [{ text: 'Gamma' }] } },
    ]);
    expect((await differences(store, 'own', 2, 1)).map(({ is, id }) => `${is} ${id}`)).toEqual([
      'changed 2',
      'added 3',
      'removed 4',
    ]);
  });
});

describe('what is kept', () => {
  async function imported() {
    const { store, put } = scratch();
    await importList(store, { list: 'own', files: [put('own.csv', TABLE)], ...on('2026-10-05') });
    return { store, file: (name: string) => path.join(store.versionFolder('own', 1), name) };
  }

  test.each([
    ['cut off', (file: string) => truncateSync(file, readFileSync(file).length - 12)],
    ['no gzip', (file: string) => writeFileSync(file, 'nothing')],
    ['missing', (file: string) => rmSync(file)],
  ])('records that are damaged are refused: %s', async (_, harm) => {
    const { store, file } = await imported();
    harm(file('records.ndjson.gz'));
    expect(await refusal(idsOf(store, 'own', 1))).toEqual(['lists/damaged']);
  });

  test('a description that is damaged is refused', async () => {
    const { store, file } = await imported();
    writeFileSync(file('version.json'), '{');
    expect(await refusal(store.latest('own'))).toEqual(['lists/damaged']);
  });

  test('files and folders that are no list are passed over', async () => {
    const { store } = await imported();
    writeFileSync(path.join(store.folder, 'notes'), 'x');
    mkdirSync(path.join(store.folder, '-odd'));
    expect(await store.lists()).toEqual(['own']);
  });

  test('unknown lists, versions and entries are named', async () => {
    const { store } = await imported();
    expect(await refusal(store.version('nope', 1))).toEqual(['lists/unknown-list']);
    expect(await refusal(store.version('own', 2))).toEqual(['lists/unknown-version']);
    expect(await refusal(store.record((await store.latest('own'))!, '77'))).toEqual(['lists/unknown-record']);
  });
});
