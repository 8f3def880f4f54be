import type { ExportFacts, OwnerFacts, PartyFacts } from '../facts.ts';
import { namedOwners, namingOf, recipients } from '../3-parties/index.ts';
import { type Condition, type LawBook, lawKnownAt, type Provision } from '../law/index.ts';

/** A law and the same without some notices that only put parties on lists and say what follows for them. */
export interface ListNotices {
  readonly before: LawBook;
  readonly after: LawBook;
  /** The lists that came with the notices. */
  readonly lists: ReadonlySet<string>;
}

/**
 * Do these instruments only put parties on lists of their own, and say what follows for the parties on them? Then the law without them answers the same
 * for whoever they do not name. `null` where one does anything else: acts on other provisions, or speaks of others too.
 * @example listNotices(book, ['cn/mofcom-2026-30'])?.lists // Set { 'cn/mofcom-2026-30/list' }
 */
export function listNotices(after: LawBook, ids: readonly string[]): ListNotices | null {
  const notices = after.instruments.filter(({ id }) => ids.includes(id));
  if (
    notices.length < ids.length ||
    !notices.every(({ kind, settles }) => kind === 'list-notice' && settles === undefined)
  )
    return null;
  const provisions = notices.flatMap((notice) => notice.provisions);
  const partyLists = new Set(after.partyLists.map(({ id }) => id));
  const lists = new Set(provisions.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : [])));
  const rest = after.instruments.filter(({ id }) => !ids.includes(id));
  const isOnlyTheirs =
    [...lists].every((list) => partyLists.has(list)) &&
    !rest.some((other) => other.provisions.some(({ effect }) => effect?.kind === 'lists' && lists.has(effect.list)));
  if (!isOnlyTheirs || !provisions.every((provision) => isAbout(provision, lists))) return null;
  const before = {
    ...after,
    instruments: rest,
    partyLists: after.partyLists.filter(({ id }) => !lists.has(id)),
  };
  return { before, after, lists };
}

function isAbout({ effect, when, acts, under }: Provision, lists: ReadonlySet<string>): boolean {
  if ((acts ?? []).length > 0 || under !== undefined) return false;
  return effect === undefined || effect.kind === 'lists' || (when !== undefined && needsListed(when, lists));
}

/** Can the condition be met only with a party on one of the lists? */
function needsListed(condition: Condition, lists: ReadonlySet<string>): boolean {
  if ('all' in condition) return condition.all.some((part) => needsListed(part, lists));
  if ('any' in condition) return condition.any.length > 0 && condition.any.every((part) => needsListed(part, lists));
  if ('not' in condition) return false;
  return condition.fact === 'party' && 'on' in condition && condition.on.every((list) => lists.has(list));
}

/**
 * Can the notices make a difference to this export? Not where every recipient is known and the lists name it as they did without them, for certain and by
 * likeness, and none of its owners is on the new ones or like an entry of theirs. `true` says no more than that it must be asked.
 * @example mayTouch({ ...facts, parties: [{ role: 'end-user', name: 'Nobody Listed AG', owners: 'none' }] }, notices) // false
 */
export function mayTouch(facts: ExportFacts, { before, after, lists }: ListNotices): boolean {
  const knownAt = facts.knownAt ?? facts.asOf;
  const [old, young] = [lawKnownAt(before, knownAt), lawKnownAt(after, knownAt)];
  return recipients(facts).some((party) => {
    const [was, is] = [old, young].map((book) => namedBy(party, book));
    return (
      is === undefined || was !== is || [...namedOwners(party.owners)].some((owner) => mayBeOn(owner, young, lists))
    );
  });
}

/** Which lists name it, as one text; undefined = the party is not known. */
function namedBy(party: PartyFacts, book: LawBook): string | undefined {
  const naming = namingOf(party, book);
  return naming && [naming.certain, naming.like].map((hits) => hits.map(({ entry }) => entry).join()).join(';');
}

/** By its name, by one like it, or because nobody says who it is. */
const mayBeOn = (owner: OwnerFacts, book: LawBook, lists: ReadonlySet<string>) => {
  const naming = namingOf(owner, book);
  return naming === undefined || [...naming.certain, ...naming.like].some(({ list }) => lists.has(list));
};
