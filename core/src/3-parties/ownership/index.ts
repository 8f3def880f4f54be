export { type AllHoldings, holdingsOfAll } from './all-holdings.ts';
export { namedOwners, PARTY_OF_FACTS, registerOfOwners } from './from-owner-facts.ts';
export { type OwnershipGraph, shareOfEdge } from './graph.ts';
export {
  type FlipStake,
  type HoldingAnswer,
  holdingIn,
  type HoldingOptions,
  type LeftOut,
  type PartyHolding,
  type ToldFact,
  type ToldLoop,
  type ToldPath,
} from './holding-in.ts';
export type { OwnershipReadings } from './readings.ts';
export { OwnershipRegister, registerOf } from './register.ts';
export {
  ENTITY_KINDS,
  type EntityKind,
  INTEREST_KINDS,
  type Interest,
  type InterestKind,
  OWNERSHIP_PROBLEMS,
  type OwnershipEntity,
  type OwnershipProblem,
  type OwnershipProblemCode,
  type StatedShare,
} from './statements.ts';
export { OwnershipTooLarge } from './work.ts';
