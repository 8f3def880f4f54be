import {
  addDays,
  type BranchId,
  changeDays,
  ENACTED,
  type LawBook,
  lawOn,
  openBranches,
  readingsOf,
} from '@ytterby/core';

/** The days that statements and sweeps go through: the first that the pack covers, and the end of the year after next. */
export const SWEPT = { from: '2024-12-01', until: '2027-12-31' } as const;

/**
 * Gaps and clashes on the calendar. Between two days of change no provision changes its status, in the enacted text and
 * under every announcement; and every list is put in force by exactly one provision. Empty = none.
 * @example sweep(book) // []
 */
export function sweep(book: LawBook): readonly string[] {
  const branches: readonly BranchId[] = [ENACTED, ...openBranches(book, SWEPT.until).map(({ id }) => id)];
  return [...branches.flatMap((branch) => unannouncedChanges(book, branch)), ...listings(book)];
}

function unannouncedChanges(book: LawBook, branch: BranchId): readonly string[] {
  const moment = { knownAt: SWEPT.until, branch, readings: readingsOf(book) };
  const days = changeDays(book, moment);
  const standing = (asOf: string) =>
    lawOn(book, { ...moment, asOf })
      .provisions.map(({ provision, status }) => `${provision.id} ${status.is}`)
      .join('\n');
  return days.flatMap((day, index) => {
    const last = addDays(days[index + 1] ?? addDays(SWEPT.until, 1), -1);
    if (day > SWEPT.until || last > SWEPT.until || standing(last) === standing(day)) return [];
    return [`${branch}: the law changes between ${day} and ${last}`];
  });
}

function listings(book: LawBook): readonly string[] {
  const listing = book.instruments.flatMap(({ provisions }) =>
    provisions.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : [])),
  );
  return [...book.itemLists, ...book.partyLists].flatMap(({ id }) => {
    const times = listing.filter((list) => list === id).length;
    return times === 1 ? [] : [`${id}: put in force by ${times} provisions`];
  });
}
