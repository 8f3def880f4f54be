export * from './determination.ts';
export * from './diagram.ts';
export * from './duties.ts';
export * from './findings.ts';
export * from './outcome.ts';
export * from './review.ts';
export * from './rules.ts';
