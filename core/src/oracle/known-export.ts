import type { ExportFacts } from '../facts.ts';

/**
 * An export of which everything is known, for the second evaluator: the facts with no field absent or `unknown`, and what
 * the schema of facts has no words for.
 */
export interface KnownExport {
  readonly facts: ExportFacts;
  /** By part of the bill: which share of its own value is controlled Chinese material that no row names, 0 or 1. */
  readonly unnamed: Readonly<Record<string, 0 | 1>>;
  /** Does what the goods may also be used for come true? */
  readonly comesTrue: boolean;
  /** Of what is said to stay in one country and goes to another: is it the way that is right? */
  readonly isMoved: boolean;
}
