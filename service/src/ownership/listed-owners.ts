import {
  ENACTED,
  type EntryHit,
  findEntries,
  type LawBook,
  lawKnownAt,
  lawOn,
  type LegalDate,
  type Readings,
} from '@ytterby/core';
import type { OwnershipGraph } from '@ytterby/core/ownership';

/** The party of a graph that is meant; `found` has those of that name, where it is not one. */
export type PartyNamed = { readonly id: string } | { readonly found: readonly string[] };

/** A party by its id or, where only one has it, its exact name. */
export function partyNamed(said: string, graph: OwnershipGraph): PartyNamed {
  if (graph.indexOf(said) !== undefined) return { id: said };
  const found = graph.ids.filter((_, index) => graph.names[index] === said);
  const [only] = found;
  return found.length === 1 && only !== undefined ? { id: only } : { found };
}

/** A party of the graph whose exact name is on a list that counts, with the entries. */
export interface ListedOwner {
  readonly id: string;
  readonly entries: readonly EntryHit[];
}

/** Parties whose exact name is on the Control List or Watch List in force on the day: those whose holdings No. 61 counts. */
export function listedOwners(
  graph: OwnershipGraph,
  pack: LawBook,
  days: { readonly asOf: LegalDate; readonly knownAt: LegalDate },
  readings: Readings,
): readonly ListedOwner[] {
  const book = lawKnownAt(pack, days.knownAt);
  const { lists } = lawOn(book, { ...days, branch: ENACTED, readings });
  const counted = new Set([...(lists.parties['control-list'] ?? []), ...(lists.parties['watch-list'] ?? [])]);
  return graph.ids.flatMap((id, index) => {
    const entries = findEntries(graph.names[index] || id, book.partyLists).filter((hit) => counted.has(hit.list));
    return entries.length === 0 ? [] : [{ id, entries }];
  });
}

/** The name of a party, else its id. */
export const nameOf = (graph: OwnershipGraph, id: string): string => {
  const index = graph.indexOf(id);
  return (index === undefined ? '' : graph.names[index]) || id;
};
