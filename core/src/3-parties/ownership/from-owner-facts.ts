import type { OwnerFacts, PartyFacts } from '../../facts.ts';
import { type OwnershipRegister, registerOf } from './register.ts';
import type { Interest, OwnershipEntity } from './statements.ts';

/** Id of the party that the facts are about, which may have no name. */
export const PARTY_OF_FACTS = 'party of these facts';

/**
 * A register of the owners that the facts about a party name, owners of owners included. `none` says that no listed party
 * stands behind it; no statement, and `unknown`, leave it open. An owner is known by its name: one that is named twice is
 * one owner, and so is one that owns itself by way of others. Owners that are named twice by the same party with
 * the same share count as once up to the sum. `idOf` tells who is who where names are written in several ways. Cost: a step for each owner named.
 * @example { owners: [{ name: 'L', share: '50 %' }] } // L holds 1/2 of PARTY_OF_FACTS, the rest is open
 */
export function registerOfOwners(
  owners: PartyFacts['owners'],
  idOf: (owner: OwnerFacts) => string = ({ name }) => name,
): OwnershipRegister {
  const entities: OwnershipEntity[] = [];
  const interests: Interest[] = [];
  const describe = (id: string, said: PartyFacts['owners']): void => {
    if (said === 'none') entities.push({ id, rest: 'clear' });
    else if (said !== undefined) entities.push({ id });
  };
  describe(PARTY_OF_FACTS, owners);
  for (const { owner, of } of ownersWithin(owners)) {
    const share = owner.share === undefined || owner.share === 'unknown' ? {} : { share: owner.share };
    interests.push({
      owner: idOf(owner),
      owned: of === undefined ? PARTY_OF_FACTS : idOf(of),
      kind: 'shareholding',
      ...share,
    });
    describe(idOf(owner), owner.owners);
  }
  return registerOf(entities, interests);
}

/** Every owner named anywhere in the chain, each before its own owners. */
export function* namedOwners(owners: PartyFacts['owners']): Generator<OwnerFacts> {
  for (const { owner } of ownersWithin(owners)) yield owner;
}

/** Every statement of an owner with what it owns; absent = the party itself. Without recursion: facts may be nested without end. */
function* ownersWithin(
  owners: PartyFacts['owners'],
): Generator<{ readonly owner: OwnerFacts; readonly of: OwnerFacts | undefined }> {
  const open: { readonly all: readonly OwnerFacts[]; readonly of: OwnerFacts | undefined; next: number }[] = [];
  if (Array.isArray(owners)) open.push({ all: owners, of: undefined, next: 0 });
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const owner = level.all[level.next];
    level.next += 1;
    if (owner === undefined) open.pop();
    else {
      yield { owner, of: level.of };
      if (Array.isArray(owner.owners)) open.push({ all: owner.owners, of: owner, next: 0 });
    }
  }
}
