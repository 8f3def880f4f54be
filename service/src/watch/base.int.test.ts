import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shortAnswer } from '@ytterby/core';
import { buildIndex, screen, type ScreeningIndex } from '@ytterby/core/screening';
import { lawTexts } from '@ytterby/law';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beijingDay } from '../access/moments.ts';
import { importList, ListStore, packRecords, type PartyRecord } from '../feeds/lists/index.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { differenceOf } from '../saved-determinations/difference.ts';
import { differenceTexts } from '../saved-determinations/difference-text.ts';
import { type AnswerGist, gistOf } from '../saved-determinations/gist.ts';
import { factsOn } from '../saved-determinations/law-days.ts';
import { listedParty } from '../screening/listed-parties.ts';
import { type TestStore, testStore } from '../store/testing.ts';
import { queriesOf } from './subjects.ts';
import { controlListNotice, makeBase, nameOf, putBase } from './testing/base.ts';
import { startWatchThreads } from './threads.ts';
import { watch } from './watch.ts';

/** YTTERBY_WATCH_BASE=100000: so many saved determinations, a tenth as many parties, a hundredth as many licences. */
const COUNT = Number(process.env.YTTERBY_WATCH_BASE ?? '800');
const isLarge = COUNT > 10_000;
const SIZE = {
  determinations: COUNT,
  parties: isLarge ? COUNT / 10 : COUNT / 2,
  licences: isLarge ? COUNT / 100 : COUNT / 20,
  cases: COUNT / 100,
};
const NOW = Temporal.Instant.from('2026-11-24T02:00:00Z');
const LATER = Temporal.Instant.from('2026-11-24T06:00:00Z');
const TODAY = beijingDay(NOW);
const LIST = 'invented-list';

/** Some exactly a party of the base, some nearly, some nobody's. */
const NAMES = [
  ...Array.from({ length: 12 }, (_, number) => nameOf(7 + number * 31)),
  ...Array.from({ length: 4 }, (_, number) =>
    nameOf(11 + number * 53)
      .replace('Magnetics', 'Magnetic')
      .replace('Motors', 'Motor'),
  ),
  'Nobody Here At All Foundry',
  'Zzyzx Undertaking PLC',
];

const before = lawInUse(lawTexts(), []);
const after = lawInUse([...lawTexts(), ...controlListNotice('mofcom-2026-99', TODAY, NAMES)], []);
const base = makeBase(SIZE);
const threads = startWatchThreads();
let tested: TestStore;
let folder: string;
let owner: pg.Client;

beforeAll(async () => {
  tested = await testStore();
  folder = mkdtempSync(path.join(tmpdir(), 'ytterby-watch-'));
  owner = new pg.Client(tested.config);
  await owner.connect();
  await putBase(tested.config, base, before, NOW, threads);
  await list(1, ['name,country', `${nameOf(3)},DE`, `${nameOf(40)},DE`, 'Somebody Else Foundry,US']);
  await run(before, NOW);
}, 3_600_000);
afterAll(async () => {
  await owner.end();
  await threads.close();
  await tested.close();
  await rm(folder, { recursive: true });
});

const run = (law: typeof before, now: Temporal.Instant) =>
  watch({ store: tested.store, law, dataFolder: folder, now, threads });

async function list(version: number, lines: readonly string[]): Promise<void> {
  const file = path.join(folder, `v${version}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const importedAt = new Date('2026-11-24T03:00:00Z');
  await importList(new ListStore(folder), { list: LIST, files: [file], importedAt, importedOn: TODAY });
}

/** What must never change because of a flag. */
const frozenRows = async () =>
  (
    await owner.query<{ all: string }>(`select md5(string_agg(t, '' order by t)) as all from (
      select id::text || facts::text || coalesce(determination::text, '') || state::text as t from licensing_case
      union all select id::text || state::text || status from licence
      union all select id::text || facts::text from party
      union all select id::text || facts::text || name from saved_determination) x`)
  ).rows[0];

const flagsOf = async (kind: string): Promise<string[]> =>
  (
    await owner.query(
      `select f.subject_kind || ' ' || f.subject_id || ' ' || f.difference::text as flag
       from watch_flag f join watch_change c on c.id = f.change where c.kind = $1`,
      [kind],
    )
  ).rows
    .map(({ flag }) => flag as string)
    .sort();

/**
 * The whole of it once more: every export is determined by itself under the new law, and compared with the answer that is kept. Of a large
 * base in the threads, where exports that no law can tell apart are determined once; but none is passed over.
 */
async function otherAnswers(): Promise<readonly { readonly key: string; readonly difference: unknown }[]> {
  const found: { key: string; difference: unknown }[] = [];
  const asked = [
    ...base.determinations.map((each) => ({ kind: 'saved-determination', ...each })),
    ...base.frozen.map((each) => ({ ...each, mode: 'fixed' as const })),
  ];
  const compare = (key: string, before_: AnswerGist, after_: AnswerGist) => {
    const difference = differenceOf(before_, after_);
    if (difference !== null) found.push({ key, difference: differenceTexts(difference) });
  };
  if (!isLarge) {
    for (const { kind, id, facts, mode } of asked) {
      const whole = factsOn(facts, mode, TODAY);
      compare(`${kind} ${id}`, gistOf(shortAnswer(whole, before.book)), gistOf(shortAnswer(whole, after.book)));
    }
    return found;
  }
  const LOT = 1_000;
  const answer = (law: typeof before, lot: typeof asked) =>
    threads.answers(
      law,
      lot.map(({ id, facts, mode }) => ({ id, facts: JSON.stringify(facts), mode, known: null })),
      TODAY,
      [],
    );
  for (let first = 0; first < asked.length; first += LOT) {
    const lot = asked.slice(first, first + LOT);
    const kept: { id: string; gist: AnswerGist }[] = (
      await owner.query(
        `select saved_determination as id, gist from determination_answer where cause = 'saved' and saved_determination = any ($1)`,
        [lot.map(({ id }) => id)],
      )
    ).rows;
    const old = new Map(kept.map(({ id, gist }) => [id, gist]));
    const half = Math.ceil(lot.length / 2);
    const answers = (await Promise.all([answer(after, lot.slice(0, half)), answer(after, lot.slice(half))])).flat();
    for (const [at, { kind, id, facts, mode }] of lot.entries()) {
      const was = old.get(id) ?? gistOf(shortAnswer(factsOn(facts, mode, TODAY), before.book));
      compare(`${kind} ${id}`, was, answers[at]?.gist as AnswerGist);
    }
  }
  return found;
}

interface Indexes {
  readonly earlier: ScreeningIndex;
  readonly later: ScreeningIndex;
  readonly gone: ReadonlySet<string>;
  readonly news: ReadonlySet<string>;
}
function indexes(old: readonly PartyRecord[], young: readonly PartyRecord[]): Indexes {
  const key = ({ list: of, id }: PartyRecord) => `${of} ${id}`;
  const [had, has] = [new Set(old.map(key)), new Set(young.map(key))];
  return {
    earlier: buildIndex(old.map(listedParty)),
    later: buildIndex(young.map(listedParty)),
    gone: new Set([...had].filter((each) => !has.has(each))),
    news: new Set([...has].filter((each) => !had.has(each))),
  };
}
function namedHits({ earlier, later, gone, news }: Indexes): Set<string> {
  const asked = [
    ...base.parties.map(({ id, facts }) => ({ kind: 'party', id, parties: [facts] })),
    ...base.determinations.map(({ id, facts }) => ({ kind: 'saved-determination', id, parties: facts.parties ?? [] })),
    ...base.frozen.map(({ kind, id, facts }) => ({ kind, id, parties: facts.parties ?? [] })),
  ];
  const known = new Map<string, boolean>();
  const isHit = (query: ReturnType<typeof queriesOf>[number]) => {
    const key = JSON.stringify(query);
    const found =
      known.get(key) ??
      [
        [later, news],
        [earlier, gone],
      ].some(([index, entries]) =>
        screen(query, index as ScreeningIndex, { limit: 200, candidates: 400 }).hits.some(({ party }) =>
          (entries as ReadonlySet<string>).has(`${party.list} ${party.entry}`),
        ),
      );
    known.set(key, found);
    return found;
  };
  return new Set(asked.filter(({ parties }) => queriesOf(parties).some(isHit)).map(({ kind, id }) => `${kind} ${id}`));
}

describe(`a base of ${COUNT} saved determinations, ${SIZE.parties} parties, ${SIZE.licences} licences`, () => {
  test('at first nothing is flagged: it is what was there', async () => {
    const { rows } = await owner.query('select count(*)::int as count from watch_flag');
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('a new control-list notice flags exactly what a full recomputation does, and changes nothing', async () => {
    const frozen = await frozenRows();
    const begun = performance.now();
    const figures = await run(after, LATER);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (isLarge) console.log(`control-list notice: ${seconds} s`, figures);
    expect(await frozenRows()).toEqual(frozen);
    const answers = await otherAnswers();
    const { rows: flagged } = await owner.query<{ subject_kind: string; subject_id: string; difference: unknown }>(
      'select subject_kind, subject_id, difference from watch_flag',
    );
    const byAnswer = new Map(answers.map((each) => [each.key, each.difference]));
    const byName = namedHits(
      indexes(packRecords(before.book, { knownAt: TODAY }), packRecords(after.book, { knownAt: TODAY })),
    );
    expect(new Set(flagged.map((each) => `${each.subject_kind} ${each.subject_id}`))).toEqual(
      new Set([...byAnswer.keys(), ...byName]),
    );
    for (const each of flagged) {
      const difference = byAnswer.get(`${each.subject_kind} ${each.subject_id}`);
      if (difference !== undefined) expect(each.difference).toEqual(difference);
    }
    for (const kind of ['saved-determination', 'licence', 'party'])
      expect(flagged.map((each) => each.subject_kind)).toContain(kind);
    if (isLarge) console.log(`flagged: ${flagged.length}, of which by another answer ${byAnswer.size}`);
    // A second look finds nothing new.
    expect(await run(after, LATER)).toMatchObject({ asked: 0, flagged: 0 });
    const changed = (await owner.query('select kind, title_en, done_at is not null as done from watch_change')).rows;
    expect(changed).toEqual([{ kind: 'law', title_en: 'New: Invented notice of the control list', done: true }]);
  }, 3_600_000);

  test('another version of an imported list flags exactly whom its entries name, added or removed', async () => {
    const lists = new ListStore(folder);
    await list(2, [
      'name,country',
      `${nameOf(40)},DE`,
      `${nameOf(77)},JP`,
      `${nameOf(205)},FR`,
      'Somebody Else Foundry,US',
    ]);
    const records = async (version: number) => Array.fromAsync(lists.records(await lists.version(LIST, version)));
    const frozen = await frozenRows();
    const begun = performance.now();
    const figures = await run(after, LATER);
    if (isLarge) console.log(`imported list: ${((performance.now() - begun) / 1000).toFixed(1)} s`, figures);
    expect(await frozenRows()).toEqual(frozen);
    const expected = namedHits(indexes(await records(1), await records(2)));
    expect(expected.size).toBeGreaterThan(0);
    expect(new Set((await flagsOf('list')).map((flag) => flag.split(' ').slice(0, 2).join(' ')))).toEqual(expected);
  }, 3_600_000);
});
