import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import { SCREENING_ROUTES } from '../contract/party-screening.ts';
import type { InputOf } from '../contract/route.ts';
import { importList, ListStore } from '../feeds/lists/index.ts';
import { DecisionStore } from '../screening/decisions.ts';
import { SharedScreeners } from '../screening/shared-screeners.ts';
import { asReplied, bareContext, PACK, TODAY } from './bare-context.ts';
import { screeningHandlers } from './screening.ts';

type Body = InputOf<(typeof SCREENING_ROUTES)['screening.run']>['body'];

let data = '';
let screeners: SharedScreeners;
const screen = async (body: Body, context = bareContext()) => {
  const handlers = screeningHandlers(() => PACK, screeners);
  const answer = await handlers['screening.run']({ params: undefined, query: undefined, body }, context);
  return asReplied(SCREENING_ROUTES['screening.run'], answer.body);
};
const imported = async (importedOn: string, text: string) => {
  const file = path.join(data, 'own.csv');
  await writeFile(file, text);
  await importList(new ListStore(data), {
    list: 'own',
    files: [file],
    importedAt: new Date(`${importedOn}T04:00:00Z`),
    importedOn,
  });
};

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'ytterby-screening-'));
  screeners = new SharedScreeners(data);
});
afterAll(async () => {
  await screeners.close();
  await rm(data, { recursive: true, force: true });
});

describe('a screening', () => {
  it('finds an entry with the words that met and what it means on the day', async () => {
    const { parties, lists, notLookedInto } = await screen({
      parties: [{ name: 'TDK Corp', countries: ['Japan'] }, { name: 'Antriebstechnik Nord GmbH' }],
      asOf: '2026-02-24',
    });
    expect(parties.map(({ verdict }) => verdict)).toEqual(['hit', 'none']);
    const [hit] = parties[0]?.hits ?? [];
    expect(hit).toMatchObject({
      list: 'cn/mofcom-2026-12/list',
      entry: 'mofcom-2026-12/12',
      asked: 'TDK Corp',
      decidedBy: null,
      standing: { is: 'listed' },
    });
    expect(hit?.record.names.map(({ text }) => text)).toContain(hit?.listed);
    expect(hit?.names.met.map(({ ours }) => ours)).toContain('tdk');
    expect(hit?.evidence).toContainEqual(expect.objectContaining({ about: 'country', speaks: 'for' }));
    expect(hit?.effects.tags).toContain('no-general-licence');
    expect(lists.some(({ id }) => id === 'cn/mofcom-2026-12/list')).toBe(true);
    expect(notLookedInto).toEqual([]);
  });

  it('counts effects by day, and does not know a list before its publication', async () => {
    const tdk = { parties: [{ name: 'TDK Corporation' }] };
    const before = (await screen({ ...tdk, asOf: '2026-02-23' })).parties[0];
    expect([before?.bites, before?.hits[0]?.standing.is]).toEqual([false, 'not-yet-listed']);
    expect((await screen({ ...tdk, asOf: '2026-02-24' })).parties[0]?.bites).toBe(true);
    expect((await screen({ ...tdk, knownOn: '2026-02-23' })).parties[0]?.hits.map(({ list }) => list)).not.toContain(
      'cn/mofcom-2026-12/list',
    );
  });

  it('tells every stretch of days of a listing that was paused and stopped', async () => {
    // Nos. 21 and 22 of 2025: the bans were paused from 2025-05-14.
    const [entry] = PACK.book.partyLists.find(({ id }) => id === 'cn/mofcom-2025-21/list')?.entries ?? [];
    const { parties } = await screen({ parties: [{ name: entry?.en ?? '' }], lists: ['cn/mofcom-2025-21/list'] });
    const stretches = parties[0]?.hits[0]?.effectsOverTime.map(({ from, standing, tags }) => [
      from,
      standing.is,
      tags[0],
    ]);
    expect(stretches?.slice(0, 2)).toEqual([
      ['2025-04-04', 'listed', 'banned'],
      ['2025-05-14', 'suspended', undefined],
    ]);
  });

  it('tells the standing of a listing to each as it was asked, whoever asked before', async () => {
    // No. 13 of 2025: stopped or suspended, by how what was announced is read.
    const [entry] =
      PACK.book.partyLists
        .find(({ id }) => id === 'cn/mofcom-2025-13/list')
        ?.entries.filter(({ id }) => id === 'mofcom-2025-13/5') ?? [];
    const shared = new SharedScreeners(data);
    const standing = async (reading: string) => {
      const readings = { 'notice-13': reading };
      const one = await shared.screener({ law: PACK, asOf: '2026-01-01', knownAt: '2026-01-01', readings });
      const { hits } = await one.screen({ name: entry?.en ?? entry?.zh ?? '' });
      return hits.find(({ list }) => list.id === 'cn/mofcom-2025-13/list')?.standing.is;
    };
    const asked = [await standing('stopped'), await standing('suspended'), await standing('stopped')];
    expect(asked).toEqual(['stopped', 'suspended', 'stopped']);
    await shared.close();
  });

  it('does not take an unreadable name for cleared', async () => {
    expect((await screen({ parties: [{ name: '- -' }] })).parties[0]?.verdict).toBe('unreadable');
  });

  it('keeps what others decided to itself', async () => {
    const party = { name: 'TDK Corporation' };
    const [hit] = (await screen({ parties: [party] })).parties[0]?.hits ?? [];
    await new DecisionStore(data).add({
      decided: 'false-positive',
      by: 'Somebody',
      reason: 'another company',
      on: TODAY,
      list: hit?.list ?? '',
      entry: hit?.entry ?? '',
      record: hit?.recordHash ?? '',
      party,
    });
    const again = await screen({ parties: [party] });
    expect(again.parties[0]?.verdict).toBe('hit');
    expect(JSON.stringify(again)).not.toContain('Somebody');
  });

  it('uses a list as soon as it is imported, and the version known on a day', async () => {
    const gamma = { parties: [{ name: 'Gamma Rotor Works' }], lists: ['own'] };
    await expect(screen(gamma)).rejects.toMatchObject({ code: 'not-found' });
    await imported('2026-11-01', 'id,name\n1,Gamma Rotor Works\n');
    expect((await screen(gamma)).parties[0]?.verdict).toBe('hit');
    await imported('2026-11-20', 'id,name\n2,Delta Stator Works\n');
    expect((await screen(gamma)).parties[0]?.verdict).not.toBe('hit');
    expect((await screen({ ...gamma, knownOn: '2026-11-19' })).parties[0]?.verdict).toBe('hit');
    const early = await screen({ ...gamma, knownOn: '2026-10-31' });
    expect([early.lists, early.notLookedInto]).toEqual([[], ['own']]);
  });

  it('opens an index once, however many ask at the same time', async () => {
    const shared = new SharedScreeners(data);
    const wanted = { law: PACK, asOf: TODAY, knownAt: TODAY, readings: {} };
    const [one, two] = await Promise.all([shared.screener(wanted), shared.screener(wanted)]);
    expect(one).toBe(two);
    const other = await shared.screener({ ...wanted, asOf: '2026-11-10' });
    expect(other.index.key).toBe(one.index.key);
    await shared.close();
    expect((await readdir(path.join(data, 'screening'))).some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('stops when the caller goes away', async () => {
    const signal = AbortSignal.abort();
    await expect(screen({ parties: [{ name: 'TDK' }] }, bareContext({ signal }))).rejects.toThrow();
  });
});

it.each<[string, Body, string]>([
  ['a name of nothing', { parties: [{ name: ' ' }] }, '/body/parties/0/name'],
  [
    'a country that is none',
    { parties: [{ name: 'A' }, { name: 'B', countries: ['Nowhere'] }] },
    '/body/parties/1/countries',
  ],
  [
    'a LEI with a wrong check digit',
    { parties: [{ name: 'A', identifiers: ['LEI:5493001KJTIIGC8Y1R13'] }] },
    '/body/parties/0/identifiers',
  ],
  ['a birth that is no day', { parties: [{ name: 'A', birth: 'yesterday' }] }, '/body/parties/0/birth'],
  ['a day that is not there', { parties: [{ name: 'A' }], asOf: '2026-02-30' }, '/body/asOf'],
  ['a reading that is not there', { parties: [{ name: 'A' }], readings: { nope: 'x' } }, '/body/readings/nope'],
])('%s is refused by field', async (_, body, where) => {
  const problem: unknown = await screen(body).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect([(problem as ApiProblem).code, (problem as ApiProblem).fields[0]?.path]).toEqual(['not-valid', where]);
});
