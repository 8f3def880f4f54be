import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIST_ROUTES } from '../contract/list.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf } from '../contract/route.ts';
import { importList, ListStore } from '../feeds/lists/index.ts';
import { asReplied, bareContext, PACK, TODAY } from './bare-context.ts';
import type { HandlersOf } from './handler.ts';
import { listHandlers } from './lists.ts';

type Routes = typeof LIST_ROUTES;
type Handlers = HandlersOf<Routes>;

let data = '';
let handlers: Handlers;
const asked = async <Id extends keyof Routes>(id: Id, query: InputOf<Routes[Id]>['query']) =>
  asReplied(
    LIST_ROUTES[id],
    (await handlers[id]({ params: undefined, query, body: undefined } as never, bareContext())).body,
  ) as Awaited<ReturnType<Handlers[Id]>>['body'];
const WATCH_LIST = 'cn/mofcom-2026-12/list';

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'ytterby-lists-'));
  handlers = listHandlers(() => PACK, data);
  const file = path.join(data, 'own.csv');
  const versions = [
    ['2026-11-01', 'id,name,country\n1,Acme,US\n2,Beta,US\n'],
    ['2026-11-20', 'id,name,country\n2,Beta,DE\n3,Gamma,FR\n'],
  ] as const;
  for (const [importedOn, text] of versions) {
    await writeFile(file, text);
    await importList(new ListStore(data), {
      list: 'own',
      files: [file],
      importedAt: new Date(`${importedOn}T04:00:00Z`),
      importedOn,
    });
  }
});
afterAll(async () => {
  await rm(data, { recursive: true, force: true });
});

describe('the lists', () => {
  it('are those of the pack and the imported ones with their versions', async () => {
    const { items } = await asked('list.list', undefined);
    const watch = items.find(({ id }) => id === WATCH_LIST);
    expect(watch).toMatchObject({ from: 'pack', kind: 'watch-list', published: '2026-02-24', versions: [] });
    expect(watch?.parties).toBe(PACK.book.partyLists.find(({ id }) => id === WATCH_LIST)?.entries.length);
    const own = items.find(({ id }) => id === 'own');
    expect(own).toMatchObject({ from: 'import', version: '2', parties: 2 });
    expect(own?.versions.map(({ version, importedOn }) => [version, importedOn])).toEqual([
      [1, '2026-11-01'],
      [2, '2026-11-20'],
    ]);
  });
});

describe('entries', () => {
  it('of the pack stand as the law says on the day', async () => {
    const on = async (asOf: string) => {
      const { items } = await asked('list.entries', { list: WATCH_LIST, text: 'tdk', asOf, knownOn: TODAY });
      return items.map(({ record, standing }) => [record.id, standing.is]);
    };
    expect(await on('2026-02-23')).toEqual([['mofcom-2026-12/12', 'not-yet-listed']]);
    expect(await on('2026-02-24')).toEqual([['mofcom-2026-12/12', 'listed']]);
  });

  it('of an import are those of the version in use then', async () => {
    const names = async (query: { knownOn?: string; version?: number }) =>
      (await asked('list.entries', { list: 'own', ...query })).items.map(({ record }) => record.names[0]?.text);
    expect(await names({})).toEqual(['Beta', 'Gamma']);
    expect(await names({ knownOn: '2026-11-19' })).toEqual(['Acme', 'Beta']);
    expect(await names({ version: 1 })).toEqual(['Acme', 'Beta']);
  });

  it.each(['own', WATCH_LIST])('of %s come in pages without gap or repetition', async (list) => {
    const all = (await asked('list.entries', { list, limit: 200 })).items.map(({ record }) => record.id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof asked<'list.entries'>>> = await asked('list.entries', {
        list,
        limit: 1,
        ...(after === null ? {} : { after }),
      });
      paged.push(...page.items.map(({ record }) => record.id));
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(all);
  });

  it('say what a listing means, on the day and over time', async () => {
    const entry = { list: WATCH_LIST, entry: 'mofcom-2026-12/12', knownOn: TODAY };
    const listed = await asked('list.get', { ...entry, asOf: '2026-02-24' });
    expect(listed.standing.is).toBe('listed');
    expect(listed.effects.tags).toContain('no-general-licence');
    // No. 61 para. 2, which runs again after the pause, refuses listed parties in principle.
    expect(
      listed.effectsOverTime.map(({ from, until, tags }) => [from, until, tags.includes('refusal-in-principle')]),
    ).toEqual([
      ['2026-02-24', '2026-11-11', false],
      ['2026-11-11', null, true],
    ]);
    const before = await asked('list.get', { ...entry, asOf: '2026-02-23' });
    expect([before.standing.is, before.effects.tags]).toEqual(['not-yet-listed', []]);
    expect((await asked('list.get', { list: 'own', entry: '3' })).effects.tags).toEqual([]);
  });
});

describe('versions', () => {
  it('are compared', async () => {
    const { from, to, count, items } = await asked('list.diff', { list: 'own' });
    expect([from, to, count]).toEqual([1, 2, { added: 1, changed: 1, removed: 1 }]);
    expect(items.map(({ is, id, fields }) => [is, id, fields])).toEqual([
      ['changed', '2', ['countries']],
      ['added', '3', []],
      ['removed', '1', []],
    ]);
    expect((await asked('list.diff', { list: 'own', is: 'removed' })).items.map(({ id }) => id)).toEqual(['1']);
  });
});

it.each<[string, () => Promise<unknown>, string]>([
  ['a list', () => asked('list.entries', { list: 'nope' }), 'not-found'],
  ['a list of the pack', () => asked('list.entries', { list: 'cn/nope/list' }), 'not-found'],
  ['a folder above', () => asked('list.entries', { list: '..' }), 'not-found'],
  ['a version', () => asked('list.entries', { list: 'own', version: 9 }), 'not-found'],
  ['a version by then', () => asked('list.entries', { list: 'own', knownOn: '2026-10-31' }), 'not-found'],
  ['an entry', () => asked('list.get', { list: 'own', entry: '77' }), 'not-found'],
  ['an entry of the pack', () => asked('list.get', { list: WATCH_LIST, entry: '777' }), 'not-found'],
  ['an earlier version', () => asked('list.diff', { list: 'own', to: 1 }), 'not-valid'],
  ['a day', () => asked('list.entries', { list: 'own', asOf: '2026-02-30' }), 'not-valid'],
])('%s that is not there is told', async (_, asking, code) => {
  const problem: unknown = await asking().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect((problem as ApiProblem).code).toBe(code);
});
