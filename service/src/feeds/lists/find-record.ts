import type { LawBook, LegalDate } from '@ytterby/core';
import type { ListStore, ListVersion } from './list-store.ts';
import { packRecords } from './pack-records.ts';
import type { PartyRecord } from './party-record.ts';

/** Where lists are. */
export interface ListPlaces {
  readonly book: LawBook;
  readonly store: ListStore;
}

/** Which state of a list is meant. */
export interface RecordWanted {
  /** For lists of the pack: as known on this day. For imported ones: the version in use then; default: the newest. */
  readonly knownOn?: LegalDate | undefined;
  /** Of an imported list; goes before `knownOn`. */
  readonly version?: number | undefined;
}

/** A list of the law pack, with the day on which its notice was published. */
export interface PackList {
  readonly list: string;
  readonly kind: string;
  readonly records: number;
  readonly version: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly published: LegalDate | undefined;
}

/** Every list of parties in the law pack. */
export function packLists(book: LawBook): readonly PackList[] {
  return book.partyLists.map((list) => ({
    list: list.id,
    kind: list.kind,
    records: list.entries.length,
    version: book.pack.version,
    title: list.title,
    published: book.instruments.find(({ provisions }) =>
      provisions.some(({ effect }) => effect?.kind === 'lists' && effect.list === list.id),
    )?.published,
  }));
}

/** Lists of the pack are named as the law cites them; imported ones have no slash. */
export const isPackList = (list: string): boolean => list.includes('/');

/**
 * The version of an imported list that is meant; undefined when none was imported by `knownOn`. Raises `lists/unknown-list`,
 * `lists/unknown-version`, `lists/bad-list-id`.
 */
export async function versionWanted(
  store: ListStore,
  list: string,
  { knownOn, version }: RecordWanted,
): Promise<ListVersion | undefined> {
  if (version !== undefined) return await store.version(list, version);
  const found = knownOn === undefined ? await store.latest(list) : await store.asKnownOn(list, knownOn);
  // A list of which there is no version at all is no list, and this says so.
  if (found === undefined && (await store.versionNumbers(list)).length === 0) return await store.version(list, 1);
  return found;
}

/**
 * One entry of a list: of the pack by its id or the end of it, of an imported list by its id. `no-entry` = the pack has none such;
 * `no-version` = no version had been imported by then. Raises as `versionWanted`, and `lists/unknown-record`.
 */
export async function findRecord(
  { book, store }: ListPlaces,
  list: string,
  id: string,
  wanted: RecordWanted & { readonly today: LegalDate },
): Promise<PartyRecord | 'no-entry' | 'no-version'> {
  if (isPackList(list)) {
    const records = packRecords(book, { knownAt: wanted.knownOn ?? wanted.today });
    return (
      records.find((record) => record.list === list && (record.id === id || record.id.endsWith(`/${id}`))) ?? 'no-entry'
    );
  }
  const version = await versionWanted(store, list, wanted);
  return version === undefined ? 'no-version' : await store.record(version, id);
}
