import type { LawBook } from '@ytterby/core';
import type { LIST_ROUTES } from '../contract/list.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import {
  diffVersions,
  findRecord,
  isPackList,
  type ListDifference,
  ListStore,
  type ListVersion,
  packLists,
  packRecords,
  type PartyRecord,
  standingOn,
  versionWanted,
} from '../feeds/lists/index.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { effectsOn, effectsOverTime, NO_EFFECTS } from '../screening/effects.ts';
import type { Context, HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';
import { readingLists } from './list-problem.ts';
import { streamedPage } from './streamed-page.ts';
import { effectsShown } from './screening.ts';

type EntriesRoute = (typeof LIST_ROUTES)['list.entries'];
type DiffRoute = (typeof LIST_ROUTES)['list.diff'];
type DiffItem = ReplyOf<DiffRoute>['items'][number];

export function listHandlers(law: () => LawInUse, dataFolder: string): HandlersOf<typeof LIST_ROUTES> {
  const store = new ListStore(dataFolder);
  return {
    'list.list': async () => {
      const items: ReplyOf<(typeof LIST_ROUTES)['list.list']>['items'] = packLists(law().book).map(
        ({ list, kind, records, version, title, published }) => ({
          id: list,
          from: 'pack',
          kind,
          title,
          published: published ?? null,
          version,
          parties: records,
          versions: [],
        }),
      );
      for (const id of await store.lists()) {
        const versions = await store.versions(id);
        const newest = versions.at(-1);
        if (newest === undefined) continue;
        items.push({
          id,
          from: 'import',
          kind: null,
          title: { zh: `${id}（${newest.source}）`, en: `${id} (${newest.source})` },
          published: null,
          version: String(newest.version),
          parties: newest.records,
          versions: versions.map(versionShown),
        });
      }
      return { body: { items } };
    },

    'list.entries': async ({ query }, { today, signal }) => {
      const { list, asOf = today, knownOn } = query;
      checkDays({ asOf, knownOn }, '/query');
      const { version, items, next } = await readingLists(() => entriesOf(law().book, store, query, { today, signal }));
      return {
        body: {
          list,
          version,
          asOf,
          items: items.map((record) => ({ record, standing: standingOn(record, asOf) })),
          next,
        },
      };
    },

    'list.get': async ({ query }, { today }) => {
      const { list, entry, asOf = today, knownOn } = query;
      checkDays({ asOf, knownOn }, '/query');
      const { book } = law();
      const record = await readingLists(() => findRecord({ book, store }, list, entry, { ...query, today }));
      if (record === 'no-version') throw noList(list, knownOn ?? today);
      if (record === 'no-entry')
        throw new ApiProblem('not-found', {
          zh: `名单 ${list} 中没有条目 ${entry}。`,
          en: `The list ${list} has no entry ${entry}.`,
        });
      const standing = standingOn(record, asOf);
      const knownAt = knownOn ?? today;
      const isPack = isPackList(list);
      return {
        body: {
          asOf,
          record,
          standing,
          effects: effectsShown(isPack ? effectsOn(book, { asOf, knownAt })(list, standing) : NO_EFFECTS),
          effectsOverTime: isPack
            ? effectsOverTime(book, { knownAt })(record).map((stretch) => ({ ...stretch, tags: [...stretch.tags] }))
            : [],
        },
      };
    },

    'list.diff': async ({ query }, { signal }) => {
      const { list, is } = query;
      return await readingLists(async () => {
        const [earlier, later] = await versionsCompared(store, query);
        const count = { added: 0, changed: 0, removed: 0 };
        const shown: DiffItem[] = [];
        for await (const difference of diffVersions(store, earlier, later)) {
          signal.throwIfAborted();
          count[difference.is]++;
          if (is === undefined || is === difference.is) shown.push(differenceShown(difference));
        }
        const page = await streamedPage(shown, ({ id }) => id, query);
        return { body: { list, from: earlier.version, to: later.version, count, ...page } };
      });
    },
  };
}

type At = Pick<Context, 'today' | 'signal'>;

/** A page of the entries of a list, and the version that they are of. */
async function entriesOf(
  book: LawBook,
  store: ListStore,
  query: InputOf<EntriesRoute>['query'],
  at: At,
): Promise<{ version: string; items: PartyRecord[]; next: string | null }> {
  const { list, knownOn = at.today, text } = query;
  const has = (record: PartyRecord) => text === undefined || isNamed(record, text);
  if (isPackList(list)) {
    const all = packRecords(book, { knownAt: knownOn }).filter((record) => record.list === list);
    if (all.length === 0) throw noList(list, knownOn);
    return { version: book.pack.version, ...(await streamedPage(all.filter(has), ({ id }) => id, query)) };
  }
  const version = await versionWanted(store, list, query);
  if (version === undefined) throw noList(list, knownOn);
  const chosen = filtered(store.records(version), has, at.signal);
  return { version: String(version.version), ...(await streamedPage(chosen, ({ id }) => id, query)) };
}

async function* filtered<Item>(
  all: AsyncIterable<Item>,
  has: (item: Item) => boolean,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  for await (const item of all) {
    signal.throwIfAborted();
    if (has(item)) yield item;
  }
}

function noList(list: string, knownOn: string): ApiProblem {
  return new ApiProblem('not-found', {
    zh: `没有名单“${list}”（于${knownOn}所知）。`,
    en: `There is no list ${list} (as known on ${knownOn}).`,
  });
}

export function noVersion(list: string, version: number): ApiProblem {
  return new ApiProblem('not-found', {
    zh: `名单“${list}”没有第${version}版。`,
    en: `The list ${list} has no version ${version}.`,
  });
}

/** @example versionShown(version).records // 18 */
export function versionShown({
  date,
  version,
  format,
  source,
  importedOn,
  records,
  names,
  problems,
  sha256,
}: ListVersion) {
  return { version, format, source, date: date ?? null, importedOn, records, names, problems, sha256 };
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
const isNamed = ({ id, names }: PartyRecord, text: string): boolean =>
  [id, ...names.map((name) => name.text)].some((each) => folded(each).includes(folded(text)));

async function versionsCompared(
  store: ListStore,
  { list, from, to }: InputOf<DiffRoute>['query'],
): Promise<readonly [ListVersion, ListVersion]> {
  const later = await versionWanted(store, list, { version: to });
  const before = from ?? (await store.versionNumbers(list)).findLast((number) => number < (later?.version ?? 0));
  if (later === undefined || before === undefined)
    throw new ApiProblem('not-valid', undefined, [
      {
        path: '/query/from',
        zh: `${list} 没有可比较的更早版本。`,
        en: `${list} has no earlier version to compare with.`,
      },
    ]);
  return [await store.version(list, before), later];
}

function differenceShown(difference: ListDifference): DiffItem {
  return {
    is: difference.is,
    id: difference.id,
    before: difference.is === 'added' ? null : difference.before,
    after: difference.is === 'removed' ? null : difference.after,
    fields: difference.is === 'changed' ? [...difference.fields] : [],
  };
}
