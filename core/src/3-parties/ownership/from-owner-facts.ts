import type { OwnerFacts, PartyFacts } from '../../facts.ts';
import { type OwnershipRegister, registerOf } from './register.ts';
import type { Interest, OwnershipEntity } from './statements.ts';

/** Id of the party that the facts are about, which may have no name. */
export const PARTY_OF_FACTS = 'party of these facts';

/**
 * A register of the owners that the facts about a party name, owners of owners included. `none` says that no listed party
 * stands behind it; no statement, and `unknown`, leave it open. An owner is known by its name: one that is named twice is
 * one owner, and so is one that owns itself by way of others. Owners that are named twice by the same party with
 * the same share count as once up to the sum.
 * @example { owners: [{ name: 'L', share: '50 %' }] } // L holds 1/2 of PARTY_OF_FACTS, the rest is open
 */
export function registerOfOwners(owners: PartyFacts['owners']): OwnershipRegister {
  const entities: OwnershipEntity[] = [];
  const interests: Interest[] = [];
  const walk = (id: string, said: PartyFacts['owners']): void => {
    if (said === 'none') entities.push({ id, rest: 'clear' });
    else if (said !== undefined) entities.push({ id });
    if (!Array.isArray(said)) return;
    for (const owner of said) {
      const share = owner.share === undefined || owner.share === 'unknown' ? {} : { share: owner.share };
      interests.push({ owner: owner.name, owned: id, kind: 'shareholding', ...share });
      walk(owner.name, owner.owners);
    }
  };
  walk(PARTY_OF_FACTS, owners);
  return registerOf(entities, interests);
}

/** Every owner named anywhere in the chain. */
export function* namedOwners(owners: PartyFacts['owners']): Generator<OwnerFacts> {
  if (!Array.isArray(owners)) return;
  for (const owner of owners) {
    yield owner;
    yield* namedOwners(owner.owners);
  }
}
