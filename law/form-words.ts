import type { FormWord, ItemList, ListEntry, OtherWord } from '@ytterby/core';

type Use = FormWord['mayBe'][number];

const withWords = new WeakMap<ItemList, { readonly words: readonly FormWord[]; readonly list: ItemList }>();

/**
 * The list with, at each entry, the other words under which goods may be what it names. A book is read often and its
 * files stay as they are, so the same list and the same words give the same list again.
 * @example withOtherWords(noEighteen, words) // 1C908.c then says: a crystal may be this
 */
export function withOtherWords(list: ItemList, words: readonly FormWord[]): ItemList {
  const known = withWords.get(list);
  if (known?.words === words) return known.list;
  const entries = list.entries.map((entry) => {
    const otherWords = [...(entry.match.otherWords ?? []), ...words.flatMap((word) => usesOf(word, list, entry))];
    return otherWords.length === 0 ? entry : { ...entry, match: { ...entry.match, otherWords } };
  });
  const made = { ...list, entries };
  withWords.set(list, { words, list: made });
  return made;
}

function usesOf({ form, mayBe }: FormWord, list: ItemList, entry: ListEntry): readonly OtherWord[] {
  const forms = entry.match.form ?? [];
  // What an entry holds inside, or is for, is told by that and not by a word of form.
  if (forms.includes(form) || entry.match.contains !== undefined || entry.match.technologyFor !== undefined) return [];
  const [use] = mayBe.filter((each) => each.as.some((as) => forms.includes(as)) && isFor(each, list, entry));
  if (use === undefined) return [];
  const { certainIf, onlyIf } = use;
  return [{ form, ...(certainIf && { certainIf }), ...(onlyIf && { onlyIf }) }];
}

function isFor({ on, except }: Use, list: ItemList, { match }: ListEntry): boolean {
  const elements = new Set(match.elements);
  const isExcepted = except?.some(
    (each) => each.length === elements.size && each.every((symbol) => elements.has(symbol)),
  );
  return (on === undefined || on.includes(list.id)) && isExcepted !== true;
}
