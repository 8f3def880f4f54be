import {
  type Condition,
  type LawBook,
  lawKnownAt,
  type LawOn,
  lawOn,
  type ListEntry,
  type Moment,
} from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** An entry of a list of items that a law controls and another does not, from which day on. */
export interface NewlyControlled {
  readonly list: string;
  readonly entry: ListEntry;
  readonly from: LegalDate;
}

/**
 * Which items would a law control on these days that another, the same without a draft, does not? An item counts as controlled while a
 * licence duty or a ban in force names its list: as the list that the item is on, or as that of the product whose content is asked.
 * A duty that only grows stricter, or reaches further parties and places, adds none.
 * @param days on which the two laws differ
 * @param moment by when both are known, in which branch, under which readings
 * @example a draft that ends the pause of No. 61 of 2025 on 2026-12-15: the entries of its Annex 1 Part 2, from 2026-12-15, among others
 */
export function newlyControlled(
  before: LawBook,
  after: LawBook,
  days: readonly LegalDate[],
  moment: Omit<Moment, 'asOf'>,
): readonly NewlyControlled[] {
  const [old, young] = [lawKnownAt(before, moment.knownAt), lawKnownAt(after, moment.knownAt)];
  const since = new Map<string, LegalDate>();
  for (const asOf of [...days].sort()) {
    const was = controlledLists(lawOn(old, { ...moment, asOf }));
    for (const list of controlledLists(lawOn(young, { ...moment, asOf })))
      if (!was.has(list) && !since.has(list)) since.set(list, asOf);
  }
  return young.itemLists.flatMap(({ id, entries }) => {
    const from = since.get(id);
    return from === undefined ? [] : entries.map((entry) => ({ list: id, entry, from }));
  });
}

function controlledLists({ provisions, lists }: LawOn): ReadonlySet<string> {
  const controlling = provisions.filter(
    ({ provision: { effect }, status }) =>
      status.is === 'in-force' && (effect?.kind === 'licence-required' || effect?.kind === 'prohibited'),
  );
  return new Set(
    controlling.flatMap(({ provision: { when } }) => (when === undefined ? [] : listsIn(when, lists.dualUse))),
  );
}

/** The lists of items that a condition names, what it excludes left out. */
function listsIn(condition: Condition, dualUse: readonly string[]): readonly string[] {
  if ('all' in condition) return condition.all.flatMap((each) => listsIn(each, dualUse));
  if ('any' in condition) return condition.any.flatMap((each) => listsIn(each, dualUse));
  if ('not' in condition) return [];
  if (condition.fact === 'content') return [condition.in];
  if (condition.fact !== 'item') return [];
  return 'on' in condition ? condition.on : dualUse;
}
