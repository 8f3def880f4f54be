/** The case and the licence: applications, their lint, commands decided to events, clocks. Pure. */
export { type Difference, differencesOf, likenessOf } from './alike.ts';
export * from './application.ts';
export {
  type CaseDecision,
  type CaseRefusal,
  type Replay,
  advance,
  circumstancesOfCase,
  decide,
  lintOfCase,
  replay,
} from './case.ts';
export {
  ANSWER_TYPES,
  CASE_COMMAND_SCHEMAS,
  CASE_COMMANDS,
  CASE_EVENT_SCHEMAS,
  CASE_ROLES,
  type CaseActor,
  type CaseCommand,
  type CaseCommandName,
  type CaseEvent,
  type CaseRole,
} from './case-commands.ts';
export { CASE_REFUSALS, type CaseRefusalCode } from './case-refusals.ts';
export {
  type Advice,
  type CaseState,
  type Condition,
  type Decision,
  type Hit,
  type InformationRequest,
  NEW_CASE,
  openAdvice,
  openHits,
  openRequests,
  openStops,
  type Recommendation,
  type Signed,
  standingConditions,
  type Stop,
} from './case-state.ts';
export { CASE_STATUSES, CASE_TRANSITIONS, type CaseStatus } from './case-transitions.ts';
export * from './clocks.ts';
export { stateDiagram, transitionsPage } from './diagram.ts';
export * from './licence.ts';
export {
  LICENCE_COMMAND_SCHEMAS,
  LICENCE_COMMANDS,
  LICENCE_EVENT_SCHEMAS,
  LICENCE_ROLES,
  type LicenceActor,
  type LicenceCommand,
  type LicenceCommandName,
  type LicenceEvent,
  type LicenceRole,
  LicenceTerms,
} from './licence-commands.ts';
export { LICENCE_STATUSES, LICENCE_TRANSITIONS, type LicenceStatus } from './licence-transitions.ts';
export { type EarlierLicence, hasErrors, lint, type LintFinding, lintOfRecord } from './lint.ts';
export { LINT_RULES, type LintCode, type LintRule, type Severity } from './lint-rules.ts';
export * from './requirements.ts';
export { flagsOf, type ReviewCircumstances, type ReviewCondition, ReviewRule } from './review-rules.ts';
export { clashes, type Transition, transitionFor } from './transitions.ts';
export * from './usage-reports.ts';
export { lastDayWithin } from './validity.ts';
