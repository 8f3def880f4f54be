/** Measures: from the draft through assessment and notices to partners to the announcement, with its gates. Pure. */
export * from './agenda.ts';
export * from './gates.ts';
export {
  type AssessmentSeen,
  decide,
  type MeasureDecision,
  type MeasureMoment,
  type MeasureRefusal,
  type MeasureReplay,
  replay,
} from './measure.ts';
export * from './measure-commands.ts';
export * from './measure-refusals.ts';
export {
  after,
  lastRevision,
  type MeasureState,
  NEW_MEASURE,
  type Notice,
  noticeTo,
  type Receipt,
  receiptOf,
  type Reply,
  type Revision,
  revisionOf,
  type SignOff,
  signOffOf,
  silent,
  untold,
} from './measure-state.ts';
export * from './measure-transitions.ts';
export { type NewlyControlled, newlyControlled } from './newly-controlled.ts';
export * from './monitoring.ts';
export { measuresPage } from './page.ts';
export { partnerExposure, type PartnerExposure } from './partner-exposure.ts';
export * from './partner-notice.ts';
export * from './partner-notice-law.ts';
export * from './standing.ts';
