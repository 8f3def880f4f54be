export type { TextNote } from '../names/clean-text.ts';
export { type NameForm, type PartyKind, looksLikeFirm, nameForm } from '../names/name-form.ts';
export { type NameComparison, compareNames } from './compare-names.ts';
export { type Evidence, type EvidenceFound, compareFeatures } from './evidence.ts';
export {
  type Identifier,
  type IdentifierKind,
  bareIdentifier,
  identifierProblem,
  isImo,
  isLei,
  isUscc,
} from './identifiers.ts';
export { dividedNames, type NameWithin, namesWithin, type PhraseIndex, phraseIndex } from './names-within.ts';
export type { ListedParty, PartyFeatures, ScreeningQuery } from './party.ts';
export { type ScreeningHit, type ScreeningResult, type ScreeningVerdict, screen } from './screen.ts';
export { type ScreeningIndex, buildIndex, byteLengthOf, fromBuffer, toBuffer } from './screening-index.ts';
export { V1, type Weights } from './v1/weights.ts';
