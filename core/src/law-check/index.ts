export * from './check-law.ts';
export * from './statements.ts';
