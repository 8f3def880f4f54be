/** Questions of an open bill to its suppliers, and their answers back into the bill. Pure. */
export * from './answers.ts';
export * from './questions.ts';
export * from './evidence.ts';
export { VALUE_BASES, type ValueBasis } from '../quantity/amount.ts';
export { conversion } from '../quantity/units.ts';
