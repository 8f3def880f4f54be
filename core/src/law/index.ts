export * from './condition.ts';
export * from './instrument.ts';
export * from './law-book.ts';
export * from './law-known-at.ts';
export * from './law-on.ts';
export * from './readings.ts';
export * from './test.ts';
export * from './wording.ts';
