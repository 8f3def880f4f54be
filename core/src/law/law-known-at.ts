import type { LegalDate } from '../time/legal-date.ts';
import type { LawBook } from './law-book.ts';

const known = new WeakMap<LawBook, Map<LegalDate, LawBook>>();

/**
 * The pack as somebody could have known it on a day: instruments, lists and notes published by then. Everything is
 * determined from this, so that no later instrument can leak into an answer.
 */
export function lawKnownAt(book: LawBook, knownAt: LegalDate): LawBook {
  const days = known.get(book) ?? new Map<LegalDate, LawBook>();
  known.set(book, days);
  const publication =
    [...book.instruments.map(({ published }) => published), ...book.notes.map(({ date }) => date)]
      .filter((day) => day <= knownAt)
      .sort()
      .at(-1) ?? '';
  const found = days.get(publication);
  if (found) return found;
  const instruments = book.instruments.filter((instrument) => instrument.published <= knownAt);
  const lists = new Set(
    instruments.flatMap((instrument) =>
      instrument.provisions.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : [])),
    ),
  );
  const subset: LawBook = {
    ...book,
    instruments,
    itemLists: book.itemLists.filter((list) => lists.has(list.id)),
    partyLists: book.partyLists.filter((list) => lists.has(list.id)),
    notes: book.notes.filter((note) => note.date <= knownAt),
  };
  days.set(publication, subset);
  return subset;
}
