export { type EntryHit, exactForm, findEntries } from './find-entries.ts';
export { heldBasis, holdingBy, MOST_OWNERS, type OwnersKnown, ownersKnown } from './holdings.ts';
export { type LikeHit, likeListed } from './like-listed.ts';
export { mayBeMilitary, militaryUserBasis } from './military-user.ts';
export { forcesNamed } from './forces.ts';
export { isPlainName, mayBeListed, type Naming, namingOf } from './naming.ts';
export {
  type HoldingAnswer,
  holdingIn,
  namedOwners,
  type OwnershipGraph,
  PARTY_OF_FACTS,
  registerOfOwners,
} from './ownership/index.ts';
export { groupOf, listedRecipients, type ListedRecipients, partyBasis } from './party-basis.ts';
export { foreignRecipientBasis, hasForeignRecipient, recipientBasis } from './recipient-country.ts';
export { ASK_END_USER, askCountry, askOf, recipients } from './recipients.ts';
export { isLei, isUscc } from './screening/identifiers.ts';
