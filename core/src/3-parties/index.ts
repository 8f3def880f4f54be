export { type EntryHit, exactForm, findEntries } from './find-entries.ts';
export {
  hasListedMinority,
  heldAtLeast,
  type Holdings,
  holdingsOf,
  namedOwners,
  type OwnershipReadings,
} from './ownership.ts';
