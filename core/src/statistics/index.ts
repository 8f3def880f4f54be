/** Statistics of licensing: what is counted of a case and of a humanitarian shipment, time to decision, and which numbers may be published. Pure. */
export { decimalText } from '../quantity/rational.ts';
export {
  CASE_MEASURES,
  type CaseHistory,
  type CaseMeasure,
  type CountedEvent,
  type Ending,
  historyOf,
  NOT_STATED,
  type Review,
  SEVERAL,
  type Standing,
  STANDINGS,
} from './case-history.ts';
export { lastDayOver, nextPublished, type Quarter, quarterOf } from './quarters.ts';
export * from './review-time.ts';
export * from './shipment-history.ts';
export { type Cell, LIMIT, type Row } from './small-cells.ts';
export type { Band, Quantile } from './survival.ts';
export * from './tables.ts';
