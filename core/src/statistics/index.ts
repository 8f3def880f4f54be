/** Statistics of licensing: what is counted of a case, time to decision, and which numbers may be published. Pure. */
export { decimalText } from '../quantity/rational.ts';
export * from './case-history.ts';
export { lastDayOver, nextPublished, type Quarter } from './quarters.ts';
export * from './review-time.ts';
export { type Cell, LIMIT, type Row } from './small-cells.ts';
export type { Band, Quantile } from './survival.ts';
export * from './tables.ts';
