/**
 * The readings that this core knows how to take, with their options. What each means, which one the pack takes and on
 * whose authority stands in the pack (`readings.yaml`); the loader refuses a pack that names another reading or option.
 */
export const READING_OPTIONS = {
  'end-day': ['included', 'excluded'],
  revival: ['automatic', 'needs-act'],
  'value-basis': ['any', 'contract', 'cost', 'customs', 'market'],
  cumulation: ['add', 'each-alone'],
  'level-of-test': ['every-level', 'exported-item-only'],
  'finished-product': ['open', 'caught', 'not-caught'],
  'origin-theory': ['customs', 'mined', 'refined', 'any-step'],
  'look-through': ['all-tiers', 'first-tier'],
  'owners-chain': ['multiply', 'majority-whole'],
  'owners-sum': ['single', 'sum'],
  region: ['outside', 'inside'],
  'knowledge-62': ['actual', 'should-know'],
  'humanitarian-and-refusal': ['exempt-with-review', 'refusal-bars'],
  'extension-scope': ['all', 'us-only'],
  'transit-through-china': ['open', 'export', 'outside'],
  'chinese-person-abroad': ['open', 'licensed', 'not-licensed'],
  'deemed-export': ['open', 'licensed', 'not-licensed'],
  'notice-13': ['stopped', 'suspended'],
  'translation-1-2': ['chinese-text', 'needs-chinese-material'],
  'terbium-iron': ['as-printed', 'not-listed'],
} as const;
export type ReadingId = keyof typeof READING_OPTIONS;

/** One option for every reading. */
export type Readings = { readonly [Id in ReadingId]: (typeof READING_OPTIONS)[Id][number] };

export const READING_IDS = Object.keys(READING_OPTIONS) as ReadingId[];

/** Is this a reading with such an option? */
export function isReadingOption(reading: string, option: string): boolean {
  return (
    Object.hasOwn(READING_OPTIONS, reading) &&
    (READING_OPTIONS[reading as ReadingId] as readonly string[]).includes(option)
  );
}
