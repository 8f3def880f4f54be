export { type EntryHit, exactForm, findEntries } from './find-entries.ts';
export {
  type HoldingAnswer,
  holdingIn,
  namedOwners,
  type OwnershipGraph,
  PARTY_OF_FACTS,
  registerOfOwners,
} from './ownership/index.ts';
export { type LikeHit, likeListed } from './like-listed.ts';
export { isLei, isUscc } from './screening/identifiers.ts';
