import type { LawBook, Text } from '@ytterby/core';
import { useEffect, useMemo } from 'react';
import { usePages, useRead } from '../../api.ts';
import { useText } from '../../i18n/index.ts';

interface Names {
  /** As cited; until the names have come, and for what the pack has not, the id. */
  readonly provision: (id: string) => string;
  readonly instrument: (id: string) => string;
  readonly isInstrument: (id: string) => boolean;
}

/** Names of instruments and provisions by id, as known today. */
export function useNames(): Names {
  const text = useText();
  const instruments = useRead('instrument.list', { query: {} }).data?.body.items;
  const timeline = useRead('law.timeline', { query: {} }).data?.body.instruments;
  const titles = useMemo(() => new Map(instruments?.map(({ id, title }) => [id, title])), [instruments]);
  const cites = useMemo(
    () =>
      new Map(
        timeline?.flatMap(({ groups }) =>
          groups.flatMap(({ provisions }) => provisions.map(({ id, cite }) => [id, cite] as const)),
        ),
      ),
    [timeline],
  );
  const instrument = (id: string) => {
    const title = titles.get(id);
    return title === undefined ? id : text(title);
  };
  // What an announcement would do stands on no time line of its own; it is called by its title.
  const within = (id: string) => [...titles.keys()].find((each) => id.startsWith(`${each}/`));
  const provision = (id: string) => {
    const cite = cites.get(id);
    if (cite !== undefined) return text(cite);
    const owner = within(id);
    return owner === undefined ? id : instrument(owner);
  };
  return { provision, instrument, isInstrument: (id) => titles.has(id) };
}

/** Every item of every list, however many pages they come in. */
export function useAllItems() {
  const items = usePages('controlList.browse', { query: { limit: 200 } });
  const { hasNextPage, isFetching, fetchNextPage } = items;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return items;
}

/** Titles of the lists of items and parties, as core's sentences about tests ask for them. */
export function useListTitles(): LawBook {
  const items = useAllItems().data;
  const parties = useRead('list.list').data?.body.items;
  return useMemo(() => {
    const itemLists = new Map<string, { id: string; title: Text }>(items?.map(({ list }) => [list.id, list]));
    // Nothing else of a book is asked there.
    return { itemLists: [...itemLists.values()], partyLists: parties ?? [] } as unknown as LawBook;
  }, [items, parties]);
}
