import type { ExportFacts } from '@ytterby/core';
import type { Bill } from './content/bill.ts';

/**
 * What one screen hands to another with a link. It stands in the history of the tab and never in the address: facts are nobody
 * else's.
 */
export interface Handed {
  /** Facts to ask with. */
  readonly facts?: ExportFacts;
  /** `answer`: they are asked at once; else they can first be completed. */
  readonly wants?: 'answer';
  /** A bill of materials to open. */
  readonly bill?: Bill;
}

declare module '@tanstack/react-router' {
  interface HistoryState extends Handed {}
}
