import { createContext, use } from 'react';
import type { Reply } from '../../api.ts';

export type Measure = Reply<'measure.get'>;

/** The measure that the page is about, for each of its parts. */
export interface OpenMeasure {
  readonly measure: Measure;
  /** Goes back with what changes it. */
  readonly revision: number | undefined;
  /** May the person give this command now, by the order of steps? Gates may still stand against it. */
  readonly may: (command: string) => boolean;
}

export const MeasureContext = createContext<OpenMeasure | null>(null);

/** @throws Error outside of the page of a measure */
export function useMeasure(): OpenMeasure {
  const found = use(MeasureContext);
  if (found === null) throw new Error('not on the page of a measure');
  return found;
}
