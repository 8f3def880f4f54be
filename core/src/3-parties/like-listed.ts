import type { PartyList } from '../law/index.ts';
import type { EntryHit } from './find-entries.ts';
import { kept } from '../kept/index.ts';
import {
  buildIndex,
  dividedNames,
  namesWithin,
  type PhraseIndex,
  phraseIndex,
  screen,
  type ScreeningIndex,
} from './screening/index.ts';

/** A list entry whose name is so like the one asked about that only a person can say whether it is the same party. */
export interface LikeHit extends EntryHit {
  /** Likeness by `screening/v1`, 0 to 1. */
  readonly score: number;
  /** The part of the name that is the listed one, where the name says more. */
  readonly within?: string;
}

interface Screener {
  readonly index: ScreeningIndex;
  readonly phrases: PhraseIndex;
  readonly entries: ReadonlyMap<string, EntryHit>;
  /** The entries in the order of the phrases. */
  readonly order: readonly string[];
}

const screeners = new WeakMap<readonly PartyList[], Screener>();
/** No party is called by more letters than this; names within a longer text are looked for in all of it. */
const LONGEST = 300;
const LONGEST_TEXT = 2_000;
/** So many names in one field are compared by themselves, each with the price of a name. */
const MOST_DIVIDED = 6;
/**
 * A part of a text is a weaker ground than a name: of 4 542 names of other firms and persons, parts at the limit of a hit (0.70) were like a listed
 * name nine times, mostly for one short word; from here on never, and a misspelt name is still found.
 */
const LIKE_ENOUGH = 0.8;

function screenerOf(lists: readonly PartyList[]): Screener {
  const found = screeners.get(lists);
  if (found) return found;
  const entries = new Map<string, EntryHit>();
  const parties = lists.flatMap((list) =>
    list.entries.map(({ id, zh, en, also = [] }) => {
      entries.set(id, {
        list: list.id,
        entry: id,
        ...(zh === undefined ? {} : { zh }),
        ...(en === undefined ? {} : { en }),
      });
      return {
        list: list.id,
        entry: id,
        kind: 'organisation' as const,
        names: [zh, en, ...also.map(({ name }) => name)].filter((name) => name !== undefined),
      };
    }),
  );
  const screener = {
    index: buildIndex(parties),
    phrases: phraseIndex(parties.map(({ names }) => names)),
    entries,
    order: parties.map(({ entry }) => entry),
  };
  screeners.set(lists, screener);
  return screener;
}

/**
 * Which entries of these lists does a name resemble closely enough to be a hit of `screening/v1`, or which stand within it, with more text around
 * them? For names that no entry carries exactly: a hit here makes "on the list" unknown, never known.
 * @example likeListed('TDK Corp', lists)[0]?.list // 'cn/mofcom-2026-12/list'
 * @example likeListed('NewCo (formerly TDK)', lists)[0]?.within // 'TDK'
 */
export function likeListed(name: string, lists: readonly PartyList[]): readonly LikeHit[] {
  return likeNamed([lists], name.slice(0, LONGEST_TEXT));
}

const likeNamed = kept(
  ([lists]: readonly [readonly PartyList[]], name: string): readonly LikeHit[] => {
    const { index, phrases, entries, order } = screenerOf(lists);
    const found = new Map<string, LikeHit>();
    const add = (id: string, hit: Omit<LikeHit, keyof EntryHit>) => {
      const entry = entries.get(id);
      if (entry !== undefined && !found.has(id)) found.set(id, { ...entry, ...hit });
    };
    const within = new Map(namesWithin(name, phrases).map(({ party, part }) => [order[party] ?? '', part]));
    for (const { verdict, score, party } of screen({ name: name.slice(0, LONGEST), kind: 'organisation' }, index)
      .hits) {
      const part = within.get(party.entry);
      if (verdict === 'hit')
        add(party.entry, { score, ...(part === undefined || score >= LIKE_ENOUGH ? {} : { within: part }) });
    }
    for (const [entry, part] of within) add(entry, { score: 1, within: part });
    for (const part of dividedNames(name).slice(0, MOST_DIVIDED))
      for (const { score, party } of screen({ name: part.slice(0, LONGEST), kind: 'organisation' }, index).hits)
        if (score >= LIKE_ENOUGH) add(party.entry, { score, within: part });
    return [...found.values()];
  },
  (hits) => hits.length * 300,
);
