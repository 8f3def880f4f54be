import { createHash } from 'node:crypto';
import type { LawBook, LegalDate, ReadingId } from '@ytterby/core';
import type { Identifier, IdentifierKind, ListedParty, PartyFeatures } from '@ytterby/core/screening';
import {
  type IdentifierScheme,
  type ListStore,
  type ListVersion,
  packRecords,
  type PartyKind,
  type PartyRecord,
} from '../feeds/lists/index.ts';
import { refuseList } from '../feeds/lists/errors.ts';

/** A list that a screening looks into. */
export interface ScreenedList {
  readonly id: string;
  readonly from: 'pack' | 'import';
  readonly title: { readonly zh: string; readonly en: string };
  /** Kind of a list of the pack: `control-list`, `watch-list`, `unreliable-entity-list`, `countermeasure-list`. */
  readonly kind?: string;
  /** Version of the pack, or number of the import. */
  readonly version: string;
  /** Day of the list itself, where it is known. */
  readonly date?: LegalDate;
  readonly parties: number;
}

/** The lists as they were known on a day. */
export interface ListsKnown {
  readonly knownAt: LegalDate;
  readonly lists: readonly ScreenedList[];
  readonly pack: readonly PartyRecord[];
  readonly imported: readonly ListVersion[];
  /** Imported lists that had no version by that day: they are not looked into, and that is said. */
  readonly missing: readonly string[];
}

/** Which lists, as known when. */
export interface ListsWanted {
  readonly book: LawBook;
  readonly store: ListStore;
  readonly knownAt: LegalDate;
  readonly readings?: Partial<Record<ReadingId, string>>;
  /** Ids of lists, `pack` for all of the pack; default: every list. */
  readonly only?: readonly string[];
}

/**
 * The lists to look into, as known on a day: the pack's law published by then, and of each imported list the version in use then.
 * Raises `lists/unknown-list` for an id that is no list.
 * @example (await listsKnown({ book, store, knownAt: '2026-02-23' })).pack // without the Watch List of the 24th
 */
export async function listsKnown(wanted: ListsWanted): Promise<ListsKnown> {
  const { book, store, knownAt, readings = {}, only } = wanted;
  const ids = await store.lists();
  for (const id of only ?? []) {
    const isPack = id === 'pack' || book.partyLists.some((list) => list.id === id);
    if (!isPack && !ids.includes(id)) refuseList('lists/unknown-list', { file: id }, { value: id });
  }
  const isWanted = (id: string, group?: string) =>
    only === undefined || only.includes(id) || (group !== undefined && only.includes(group));
  const all = packRecords(book, { knownAt, readings });
  const pack = all.filter(({ list }) => isWanted(list, 'pack'));
  const lists: ScreenedList[] = [];
  for (const { id, title, kind } of book.partyLists) {
    const parties = pack.filter(({ list }) => list === id).length;
    if (parties > 0) lists.push({ id, from: 'pack', title, kind, version: book.pack.version, parties });
  }
  const imported: ListVersion[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    if (!isWanted(id)) continue;
    const version = await store.asKnownOn(id, knownAt);
    if (version === undefined) {
      missing.push(id);
      continue;
    }
    imported.push(version);
    const title = `${id} (${version.source})`;
    lists.push({
      id,
      from: 'import',
      title: { zh: title, en: title },
      version: String(version.version),
      ...(version.date === undefined ? {} : { date: version.date }),
      parties: version.records,
    });
  }
  // A list of the pack that was asked for by name and was not published by then.
  for (const id of only ?? [])
    if (id !== 'pack' && !missing.includes(id) && !lists.some((list) => list.id === id)) missing.push(id);
  return { knownAt, lists, pack, imported, missing };
}

/** A listed party with the way back to its record. */
export interface FiledParty extends ListedParty {
  /** `recordHash` of the record: tells whether the entry changed. */
  readonly hash: string;
  /** Where the record lies in the file beside the index: first byte and length. Absent for the pack's. */
  readonly at?: readonly [from: number, length: number];
}

const SCHEMES: Readonly<Record<IdentifierScheme, IdentifierKind>> = {
  LEI: 'lei',
  USCC: 'uscc',
  IMO: 'imo',
  registration: 'registration',
  passport: 'passport',
  tax: 'tax',
  other: 'other',
};
const KINDS: Readonly<Record<PartyKind, PartyFeatures['kind']>> = {
  organisation: 'organisation',
  person: 'person',
  vessel: 'vessel',
  // Found by what is painted on it, like a ship.
  aircraft: 'vessel',
  unknown: undefined,
};
/** A range of years of birth longer than this says too little to count. */
const MOST_YEARS = 20;

/** Identifier as screening compares it. */
export const identifierOf = (scheme: IdentifierScheme, value: string, country?: string): Identifier => ({
  kind: SCHEMES[scheme],
  value,
  ...(country === undefined || !isCode(country) ? {} : { country }),
});

const isCode = (country: string) => /^[A-Z]{2}$/.test(country);

/** The record as it goes into the index. @example listedParty(tdk).names // ['TDK株式会社', 'TDK Corporation'] */
export function listedParty(record: PartyRecord): Omit<FiledParty, 'at'> {
  const { list, id, names, countries = [], addresses = [], births = [], identifiers = [] } = record;
  const kind = KINDS[record.kind];
  const codes = countries.filter(isCode);
  const days = births.flatMap(({ date, to, about }) => {
    const [from, until] = [Number(date.slice(0, 4)), Number((to ?? date).slice(0, 4))];
    if (to === undefined) return [about === true ? date.slice(0, 4) : date];
    return until - from > MOST_YEARS ? [] : Array.from({ length: until - from + 1 }, (_, at) => String(from + at));
  });
  return {
    list,
    entry: id,
    names: names.map(({ text }) => text),
    hash: recordHash(record),
    ...(kind === undefined ? {} : { kind }),
    ...(codes.length === 0 ? {} : { countries: codes }),
    ...(addresses.length === 0 ? {} : { addresses: addresses.map(({ text }) => text) }),
    ...(days.length === 0 ? {} : { births: days }),
    ...(identifiers.length === 0
      ? {}
      : { identifiers: identifiers.map(({ scheme, value, country }) => identifierOf(scheme, value, country)) }),
  };
}

/** JSON with sorted keys, so that equal things have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [two]) => (one < two ? -1 : 1)))
      : inner,
  );
}

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/**
 * What an entry says of who it is, as one hash. Where it stood in the file and on which days it holds are left out: a list
 * fetched again is not another list, and a suspension does not make another party.
 */
export function recordHash(record: PartyRecord): string {
  const { from, until, standings, source, ...who } = record;
  void [from, until, standings, source];
  return sha256(canonicalJson(who));
}
