import type { PartyList } from '../law/index.ts';
import type { EntryHit } from './find-entries.ts';
import { kept } from '../kept/index.ts';
import { buildIndex, screen, type ScreeningIndex } from './screening/index.ts';

/** A list entry whose name is so like the one asked about that only a person can say whether it is the same party. */
export interface LikeHit extends EntryHit {
  /** Likeness by `screening/v1`, 0 to 1. */
  readonly score: number;
}

interface Screener {
  readonly index: ScreeningIndex;
  readonly entries: ReadonlyMap<string, EntryHit>;
}

const screeners = new WeakMap<readonly PartyList[], Screener>();
/** Names that are asked about beyond this length are cut; no party is called so. */
const LONGEST = 300;

function screenerOf(lists: readonly PartyList[]): Screener {
  const found = screeners.get(lists);
  if (found) return found;
  const entries = new Map<string, EntryHit>();
  const parties = lists.flatMap((list) =>
    list.entries.map(({ id, zh, en }) => {
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
        names: [zh, en].filter((name) => name !== undefined),
      };
    }),
  );
  const screener = { index: buildIndex(parties), entries };
  screeners.set(lists, screener);
  return screener;
}

/**
 * Which entries of these lists does a name resemble closely enough to be a hit of `screening/v1`? For names that no
 * entry carries exactly: a hit here makes "on the list" unknown, never known.
 * @example likeListed('TDK Corp', lists)[0]?.list // 'cn/mofcom-2026-12/list'
 */
export function likeListed(name: string, lists: readonly PartyList[]): readonly LikeHit[] {
  return likeNamed([lists], name.slice(0, LONGEST));
}

const likeNamed = kept(
  ([lists]: readonly [readonly PartyList[]], name: string): readonly LikeHit[] => {
    const { index, entries } = screenerOf(lists);
    const { hits } = screen({ name, kind: 'organisation' }, index);
    return hits.flatMap(({ verdict, score, party }) => {
      const entry = entries.get(party.entry);
      return verdict === 'hit' && entry !== undefined ? [{ ...entry, score }] : [];
    });
  },
  (hits) => hits.length * 300,
);
