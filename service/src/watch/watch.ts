import { type Determination, type LegalDate, type Text } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { beijingDay, dateOf } from '../access/moments.ts';
import { ListStore, packRecords, type PartyRecord } from '../feeds/lists/index.ts';
import { decisionsBy } from '../libraries/hit-decisions.ts';
import { tell } from '../messages/tell.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { differenceOf } from '../saved-determinations/difference.ts';
import { differenceTexts } from '../saved-determinations/difference-text.ts';
import { type AnswerGist, gistHash, gistOf } from '../saved-determinations/gist.ts';
import { type Different, reAsk } from '../saved-determinations/re-ask.ts';
import { type Decisions, queryHash } from '../screening/decisions.ts';
import { canonicalJson } from '../screening/listed-parties.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import {
  type Change,
  changeSeen,
  type Flag,
  keepFlags,
  lawChange,
  type LawMark,
  lawMark,
  listChangeKey,
  type ListMark,
  listMark,
  lookedAt,
  markOf,
  onlyAdded,
  setMark,
  type Subject,
} from './changes.ts';
import { KINDS_OF_AUTHORITY } from './kinds.ts';
import type { EntryChange, ListHit, ListTask } from './list-hits.ts';
import { FROZEN, frozenOf, type Named, namedParties } from './subjects.ts';
import type { WatchThreads } from './threads.ts';

export interface WatchOptions {
  readonly store: Store;
  readonly law: LawInUse;
  /** Where imported lists lie; absent: there are none. */
  readonly dataFolder?: string | undefined;
  readonly now: Temporal.Instant;
  readonly threads: WatchThreads;
  /** Ends it between two lots; the next run goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((figures: Watched) => void) | undefined;
}

/** Figures of a run. */
export type Watched = Readonly<Record<'looked' | 'asked' | 'different' | 'screened' | 'flagged', number>>;

/** So many frozen answers are asked about together. */
const TOGETHER = 200;
/** So many flags are kept in one transaction. */
const KEPT_TOGETHER = 1_000;

/**
 * Finds what a change of law, a day of the law or another version of a list touches, flags it, and tells its owners. Nothing that is
 * flagged is changed, but that a saved determination keeps its newest answer. A run that was cut short is taken up by the next: each
 * answer stands where it was kept, each flag is kept once, and a mark is set only when a change was looked at to its end.
 * @example await watch({ store, law: law.current(), dataFolder, now, threads }) // { looked: 100000, asked: 100000, different: 31, … }
 */
export async function watch(options: WatchOptions): Promise<Watched> {
  const figures = { looked: 0, asked: 0, different: 0, screened: 0, flagged: 0 };
  const run = { ...options, today: beijingDay(options.now), figures };
  const named = once(() => namedParties((work) => options.store.asProduct(work), options.signal));
  const isFirst = (await options.store.asProduct((db) => markOf<LawMark>(db, 'law'))) === undefined;
  await watchLaw(run, named);
  await watchLists(run, named, isFirst);
  return { ...figures };
}

type Run = WatchOptions & {
  readonly today: LegalDate;
  readonly figures: { -readonly [Name in keyof Watched]: Watched[Name] };
};
type NamedOnce = () => Promise<readonly Named[]>;

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** The law and its days: saved determinations, then what is frozen, then the pack's lists. */
async function watchLaw(run: Run, named: NamedOnce): Promise<void> {
  const { store, law, now, today, threads, signal, figures, onProgress } = run;
  const before = await store.asProduct((db) => markOf<LawMark>(db, 'law'));
  const fingerprint = law.fingerprintKnownAt(today);
  const after = lawMark(law.book, fingerprint, today);
  const change = lawChange(before, after, law.book);
  const added = onlyAdded(before, after);
  const isChanged = before !== undefined && before.fingerprint !== fingerprint;
  if (isChanged) await store.asProduct((db) => changeSeen(db, change, now));
  const onDifferent = async (db: Transaction<Database>, different: readonly Different[]) => {
    for (const because of ['law', 'day'] as const) {
      const those = different.filter((each) => each.because === because);
      if (those.length === 0) continue;
      const cause = because === 'law' ? change : dayChange(today);
      const flags = those.map(
        ({ id, organisation, name, difference }): Flag => ({
          kind: 'saved-determination',
          id,
          organisation,
          name,
          difference: differenceTexts(difference),
        }),
      );
      figures.flagged += await keepFlags(db, await changeSeen(db, cause, now), flags, now);
    }
  };
  await reAsk({
    store,
    law,
    now,
    signal,
    answer: (asked, day) => threads.answers(law, asked, day, added, signal),
    marked: before?.fingerprint,
    threads: threads.count,
    onDifferent,
    onProgress: (sofar) => {
      Object.assign(figures, sofar);
      onProgress?.(figures);
    },
  }).then((total) => Object.assign(figures, total));
  if (isChanged) await watchFrozen(run, change);
  const pack = packRecords(law.book, { knownAt: today });
  const old = await store.asProduct((db) => markOf<{ readonly records: readonly PartyRecord[] }>(db, 'pack-lists'));
  if (old !== undefined && canonicalJson(old.records) !== canonicalJson(pack)) {
    const cause = isChanged ? change : dayChange(today);
    await watchList(run, named, { before: old.records, after: pack }, () => cause);
  }
  await store.asProduct(async (db) => {
    await setMark(db, 'law', after);
    await setMark(db, 'pack-lists', { records: pack });
  });
  // Those of a run that was cut short as well.
  for (const unfinished of await store.asProduct(unfinishedChanges)) await finish(run, unfinished);
}

const unfinishedChanges = (db: Transaction<Database>) =>
  db
    .selectFrom('watch_change')
    .select(['id', 'title_zh as zh', 'title_en as en'])
    .where('kind', 'in', ['law', 'day'])
    .where('done_at', 'is', null)
    .orderBy('seen_at')
    .execute();

const dayChange = (today: LegalDate): Change => ({
  kind: 'day',
  key: `day/${today}`,
  title: { zh: `${today}：法规规定的日期到来`, en: `${today}: a day has come on which the law changes` },
  detail: {},
});

/** What was decided on facts that are frozen: does the law of today still say the same of them? */
async function watchFrozen(run: Run, change: Change): Promise<void> {
  const { store, law, now, today, threads, signal, figures, onProgress } = run;
  for (const source of FROZEN) {
    let after: string | undefined;
    for (;;) {
      signal?.throwIfAborted();
      const start = after;
      const { rows, gists } = await store.asProduct(async (db) => {
        const page = await frozenOf(db, source, start, TOGETHER);
        const flagged = await lastAnswers(
          db,
          source.kind,
          page.map(({ id }) => id),
        );
        return {
          rows: page.map(({ id, organisation, name, facts }) => ({ id, organisation, name, facts })),
          gists: new Map(
            page.map((row) => [row.id, flagged.get(row.id) ?? gistOf(row.determination as Determination)]),
          ),
        };
      });
      const asked = rows.map(({ id, facts }) => {
        const gist = gists.get(id);
        return { id, facts, mode: 'fixed' as const, known: gist === undefined ? null : gistHash(gist) };
      });
      const answers = await threads.answers(law, asked, today, [], signal);
      const byId = new Map(rows.map((row) => [row.id, row]));
      const flags = answers.flatMap(({ id, gist }): readonly Flag[] => {
        const [row, before] = [byId.get(id), gists.get(id)];
        const difference = gist && before && differenceOf(before, gist);
        if (!gist || !difference || row === undefined) return [];
        const { organisation, name } = row;
        return [{ kind: source.kind, id, organisation, name, difference: differenceTexts(difference), answer: gist }];
      });
      if (flags.length > 0)
        figures.flagged += await store.asProduct(async (db) =>
          keepFlags(db, await changeSeen(db, change, now), flags, now),
        );
      figures.looked += rows.length;
      figures.asked += rows.length;
      figures.different += flags.length;
      onProgress?.(figures);
      after = rows.at(-1)?.id;
      if (rows.length < TOGETHER) break;
    }
  }
}

/** The answer with which each was flagged last. */
export async function lastAnswers(
  db: Transaction<Database>,
  kind: Subject['kind'],
  ids: readonly string[],
): Promise<Map<string, AnswerGist>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('watch_flag')
    .distinctOn('subject_id')
    .select(['subject_id', 'answer'])
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', ids)
    .where('answer', 'is not', null)
    .orderBy('subject_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ subject_id, answer }) => [subject_id, answer as unknown as AnswerGist]));
}

/** Versions of imported lists that were not looked at yet, one after the other. On the first run of all they are what is there. */
async function watchLists(run: Run, named: NamedOnce, isFirst: boolean): Promise<void> {
  const { store, dataFolder } = run;
  if (dataFolder === undefined) return;
  const lists = new ListStore(dataFolder);
  for (const list of await lists.lists()) {
    const what = listMark(list);
    const versions = await lists.versions(list);
    const looked = lookedAt(versions, await store.asProduct((db) => markOf<ListMark>(db, what)));
    let from = looked === 0 ? null : looked;
    for (const each of isFirst ? versions.slice(-1) : versions.filter(({ version }) => version > looked)) {
      const { version: to, source, importedAt } = each;
      if (!isFirst) {
        const change = (count: Readonly<Record<EntryChange, number>>): Change => ({
          kind: 'list',
          key: listChangeKey(each),
          title: {
            zh: `名单${list}第${to}版（${source}）：新增${count.added}、更改${count.changed}、移除${count.removed}`,
            en: `List ${list}, version ${to} (${source}): ${count.added} added, ${count.changed} changed, ${count.removed} removed`,
          },
          detail: count,
        });
        await watchList(run, named, { dataFolder, list, from, to }, change);
      }
      await store.asProduct((db) => setMark(db, what, { version: to, importedAt } satisfies ListMark));
      from = to;
    }
  }
}

/** Flags everything that names an entry which changed. */
async function watchList(
  run: Run,
  named: NamedOnce,
  list: ListTask['list'],
  changeOf: (count: Readonly<Record<EntryChange, number>>) => Change,
): Promise<void> {
  const { store, now, today, threads, signal, figures, onProgress } = run;
  const all = await named();
  const { count, hits } = await threads.hits({ list, queries: all.map(({ query }) => query) }, signal);
  figures.screened += all.length;
  onProgress?.(figures);
  const decided = new Map<string, Decisions>();
  const found = new Map<string, { readonly subject: Subject; readonly texts: Text[] }>();
  for (const hit of hits) {
    const { query, subjects } = all[hit.query] as Named;
    for (const subject of subjects) {
      const { organisation } = subject;
      const decisions =
        decided.get(organisation) ?? (await store.asProduct((db) => decisionsBy(db, organisation, today)));
      decided.set(organisation, decisions);
      const asked = { list: hit.list, entry: hit.entry, record: hit.record, query: queryHash(query), name: query.name };
      const decision = decisions.on(asked);
      if (hit.is !== 'removed' && decision?.counts === true && decision.decision.decided === 'false-positive') continue;
      const key = `${subject.kind} ${subject.id}`;
      const known = found.get(key) ?? { subject, texts: [] };
      known.texts.push(hitText(query.name, hit));
      found.set(key, known);
    }
  }
  const flags = [...found.values()].map(({ subject, texts }): Flag => ({ ...subject, difference: texts }));
  const change = changeOf(count);
  const id = await store.asProduct((db) => changeSeen(db, change, now));
  for (let first = 0; first < flags.length; first += KEPT_TOGETHER) {
    signal?.throwIfAborted();
    figures.flagged += await store.asProduct((db) => keepFlags(db, id, flags.slice(first, first + KEPT_TOGETHER), now));
  }
  onProgress?.(figures);
  if (change.kind === 'list') await finish(run, { id, ...change.title });
}

const VERDICTS = {
  hit: { zh: '相符', en: 'matches' },
  possible: { zh: '可能相符', en: 'possibly matches' },
} as const;
const CHANGED: Readonly<Record<EntryChange, Text>> = {
  added: { zh: '新列入', en: 'newly listed' },
  changed: { zh: '条目已更改', en: 'entry changed' },
  removed: { zh: '已移出', en: 'no longer listed' },
};

/** @example hitText('TDK Corp', hit).en // '“TDK Corp” matches “TDK Corporation” (cn/mofcom-2026-12/list, mofcom-2026-12/12): newly listed.' */
export function hitText(name: string, { listed, list, entry, is, verdict }: ListHit): Text {
  return {
    zh: `“${name}”与“${listed}”${VERDICTS[verdict].zh}（${list}，${entry}）：${CHANGED[is].zh}。`,
    en: `“${name}” ${VERDICTS[verdict].en} “${listed}” (${list}, ${entry}): ${CHANGED[is].en}.`,
  };
}

/** The change was looked at to its end: owners are told, once, and the authority of what it works on. */
async function finish({ store, now }: Run, { id, ...title }: { readonly id: string } & Text): Promise<void> {
  await store.asProduct(async (db) => {
    const touched = await db
      .selectFrom('watch_flag')
      .select(['organisation', sql<number>`count(*)::int`.as('count')])
      .where('change', '=', id)
      .groupBy('organisation')
      .execute();
    const text = (count: number): Text => ({
      zh: `${title.zh}。涉及${count}项，原有记录均未更改，请查看并确认。`,
      en: `${title.en}. It touches ${count}. Nothing was changed: please look at each and acknowledge it.`,
    });
    const subject = { kind: 'watch-change', id };
    const heading = { zh: '有变化涉及您的记录', en: 'A change touches your records' };
    for (const { organisation, count } of touched)
      await tell(
        db,
        {
          to: { organisation, roles: ['exporter', 'organisation-administrator'] },
          kind: 'watch',
          subject,
          title: heading,
          text: text(count),
          path: `/workspace/${organisation}/watch/${id}`,
          key: `watch/${id}/${organisation}`,
        },
        now,
      );
    const { count } = await db
      .selectFrom('watch_flag')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('change', '=', id)
      .where('subject_kind', 'in', KINDS_OF_AUTHORITY)
      .executeTakeFirstOrThrow();
    if (count > 0)
      await tell(
        db,
        {
          to: { roles: ['licensing-officer', 'senior-officer'] },
          kind: 'watch',
          subject,
          title: { zh: '有变化涉及申请或者许可证', en: 'A change touches cases or licences' },
          text: text(count),
          path: `/watch/${id}`,
          key: `watch/${id}/authority`,
        },
        now,
      );
    await db
      .updateTable('watch_change')
      .set({ done_at: dateOf(now) })
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .execute();
  });
}
