import {
  type ItemList,
  type LawBook,
  type LawOn,
  lawOn,
  type ListEntry,
  type Moment,
  type ProvisionOn,
} from '@ytterby/core';

/** An entry of a list of items, with the provision that publishes the list and where it stands. */
export interface ListedItem {
  /** `list#code`: the same code can stand on two lists. */
  readonly id: string;
  readonly list: ItemList;
  readonly entry: ListEntry;
  readonly published: Pick<ProvisionOn, 'provision' | 'status'> | undefined;
}

/** What an entry must have to be shown; absent = anything. */
export interface ItemsWanted {
  readonly list?: string | undefined;
  /** Symbol of an element that the entry names. */
  readonly element?: string | undefined;
  readonly form?: string | undefined;
  /** Beginning of a control code. */
  readonly code?: string | undefined;
  /** Customs code: one begins with the other, so that six digits find ten and ten find six. */
  readonly hs?: string | undefined;
  /** Words of the name, the parameters or the note, in Chinese or English; all must be there. */
  readonly text?: string | undefined;
}

/** The entries of every list of items known on a day, in the order of the lists. */
export function itemEntries(book: LawBook, moment: Moment, wanted: ItemsWanted = {}): readonly ListedItem[] {
  const law = lawOn(book, moment);
  return book.itemLists
    .filter(({ id }) => wanted.list === undefined || wanted.list === id)
    .flatMap((list) => {
      const published = publicationOf(list, law);
      return list.entries
        .filter((entry) => isWanted(entry, wanted))
        .map((entry) => ({ id: `${list.id}#${entry.code}`, list, entry, published }));
    });
}

const publicationOf = (list: ItemList, { provisions }: LawOn): ListedItem['published'] =>
  provisions.find(({ provision: { effect } }) => effect?.kind === 'lists' && effect.list === list.id);

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

function isWanted(entry: ListEntry, { element, form, code, hs, text }: ItemsWanted): boolean {
  const { match, name, parameters, note } = entry;
  if (element !== undefined && !(match.elements ?? []).some((symbol) => folded(symbol) === folded(element)))
    return false;
  if (form !== undefined && !(match.form ?? []).includes(form)) return false;
  if (code !== undefined && !folded(entry.code).startsWith(folded(code.trim()))) return false;
  const digits = hs?.replace(/\D/g, '');
  if (
    digits !== undefined &&
    !(entry.hs ?? []).some((each) => each.code.startsWith(digits) || digits.startsWith(each.code))
  )
    return false;
  if (text === undefined) return true;
  const all = folded(
    [name, parameters, note].flatMap((each) => (each === undefined ? [] : [each.zh, each.en])).join('\n'),
  );
  return folded(text)
    .split(/\s+/)
    .every((word) => all.includes(word));
}
