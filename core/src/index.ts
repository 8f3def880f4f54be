/** Facts about an export + the law on a date → a determination that explains itself. */
export * from './6-outcome/determination.ts';
export * from './6-outcome/explain/index.ts';
export { OUTCOMES, type SettledOutcome } from './6-outcome/rules.ts';
export { type EntryHit, findEntries } from './3-parties/find-entries.ts';
export { likeListed } from './3-parties/like-listed.ts';
export { isPlainName } from './3-parties/naming.ts';
export { decidingWords } from './1-item/index.ts';
export type { GoodsSign } from './law/instrument.ts';
export { branchLabel, outcomeAcross } from './branch-answer.ts';
export {
  coverageOf,
  determine,
  type DetermineOptions,
  determineOverTime,
  type LineOutcomes,
  outcomesOf,
  type Segment,
  wholeOf,
  questions,
  type ShortAnswer,
  shortAnswer,
} from './determine.ts';
export * from './facts.ts';
export { alikeKey } from './watch/alike.ts';
export { type ListNotices, listNotices, mayTouch } from './watch/list-notice.ts';
export * from './finding.ts';
export * from './law/index.ts';
export {
  checkLaw,
  type LawCheck,
  type LawProblem,
  lawReadings,
  readingSets,
  type StatementId,
  STATEMENTS,
} from './law-check/index.ts';
export { diffLaw, type LawDifference } from './law-diff.ts';
export { type Rational, rationalText } from './quantity/rational.ts';
export { UNIT_NAMES, unitNamed } from './quantity/units.ts';
export { simplified } from './simplified.ts';
export * from './time/legal-date.ts';
export * from './time/working-days.ts';
