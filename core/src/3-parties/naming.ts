import type { OwnerFacts, PartyFacts, RecipientFacts } from '../facts.ts';
import type { LawBook } from '../law/index.ts';
import { type EntryHit, findEntries } from './find-entries.ts';
import { type LikeHit, likeListed } from './like-listed.ts';
import { forcesNamed } from './forces.ts';
import { isNoName, isNotCompared } from './no-name.ts';
import { recipients } from './recipients.ts';

/** Which lists name a party: for certain (confirmed entry, or exactly the name), and by a likeness that a person must judge. */
export interface Naming {
  readonly certain: readonly EntryHit[];
  readonly like: readonly LikeHit[];
}

/**
 * By confirmed entry, by exactly the name, or by a name like it; for parties and for owners alike. `undefined` = the party is not known, or its name cannot be compared: it may be
 * on any list. Cost: one screening of the name, whatever the number of lists.
 * @example namingOf({ name: 'TDK Corp' }, book)?.like[0]?.list // 'cn/mofcom-2026-12/list'
 */
export function namingOf(
  { listEntry, name }: Pick<PartyFacts | OwnerFacts, 'name' | 'listEntry'>,
  book: Pick<LawBook, 'partyLists'>,
): Naming | undefined {
  if (listEntry === 'none') return { certain: [], like: [] };
  if (Array.isArray(listEntry) && listEntry.length > 0) {
    const named = listEntry.map((id) => findEntries(id, book.partyLists));
    // An entry that no list has confirms nothing, and least of all that the party is on none.
    return named.some((entries) => entries.length === 0) ? undefined : { certain: named.flat(), like: [] };
  }
  if (listEntry === 'unknown' || name === undefined || isNoName(name)) return undefined;
  const certain = findEntries(name, book.partyLists);
  const like = certain.length > 0 ? [] : likeListed(name, book.partyLists);
  return certain.length + like.length === 0 && isNotCompared(name) ? undefined : { certain, like };
}

/**
 * Does a party's name decide nothing, so that `listEntry: none` says as much? Not where a list has it or one like it, where it cannot be
 * compared or names nobody, nor where it speaks of armed forces.
 * @example isPlainName({ name: 'Nordwind Turbinen GmbH' }, book) // true
 * @example isPlainName({ name: 'US Army Garrison Bavaria' }, book) // false
 */
export function isPlainName(
  party: Pick<PartyFacts, 'name' | 'listEntry' | 'country'>,
  book: Pick<LawBook, 'partyLists'>,
): boolean {
  const naming = namingOf(party, book);
  return (
    naming !== undefined &&
    naming.certain.length + naming.like.length === 0 &&
    forcesNamed(party.name, party.country).length === 0
  );
}

/**
 * May a listed party be among the recipients, or stand behind one? Unless each is named, is on no list and like no name on
 * one, and is said to have no listed owner: owners that are listed are one sign, and owners of whom nobody tells another.
 */
export function mayBeListed(facts: RecipientFacts, book: Pick<LawBook, 'partyLists'>): boolean {
  return recipients(facts).some((party) => {
    const naming = namingOf(party, book);
    return naming === undefined || naming.certain.length > 0 || naming.like.length > 0 || party.owners !== 'none';
  });
}
