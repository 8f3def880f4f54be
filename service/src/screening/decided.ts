/** What somebody decided about a hit. */
export const DECIDED = ['true-match', 'false-positive'] as const;
export type Decided = (typeof DECIDED)[number];
