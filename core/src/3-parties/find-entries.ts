import type { PartyList } from '../law/index.ts';

/** A list entry that carries this name. */
export interface EntryHit {
  readonly list: string;
  readonly entry: string;
  readonly zh?: string;
  readonly en?: string;
}

/**
 * The form in which exact names are compared: compatibility forms folded, letters in lower case, marks, punctuation,
 * spaces and invisible characters dropped.
 * @example exactForm('ＴＤＫ  Corporation.') // 'tdkcorporation'
 */
export function exactForm(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}\p{S}]/gu, '');
}

const indexes = new WeakMap<readonly PartyList[], ReadonlyMap<string, readonly EntryHit[]>>();

function indexOf(lists: readonly PartyList[]): ReadonlyMap<string, readonly EntryHit[]> {
  const found = indexes.get(lists);
  if (found) return found;
  const index = new Map<string, EntryHit[]>();
  const add = (key: string, hit: EntryHit) => index.set(key, [...(index.get(key) ?? []), hit]);
  for (const list of lists) {
    for (const { id, zh, en } of list.entries) {
      const hit = {
        list: list.id,
        entry: id,
        ...(zh === undefined ? {} : { zh }),
        ...(en === undefined ? {} : { en }),
      };
      for (const key of new Set([id, ...[zh, en].flatMap((name) => (name === undefined ? [] : [exactForm(name)]))]))
        add(key, hit);
    }
  }
  indexes.set(lists, index);
  return index;
}

/**
 * Which entries of these lists have exactly this name (Chinese or Latin) or this id? Spelling variants are not found
 * here: an empty answer means "no entry of exactly this name", no more.
 * @example findEntries('TDK Corporation', lists)[0]?.list // 'cn/mofcom-2026-12/list'
 */
export function findEntries(nameOrId: string, lists: readonly PartyList[]): readonly EntryHit[] {
  const index = indexOf(lists);
  return index.get(nameOrId) ?? index.get(exactForm(nameOrId)) ?? [];
}
