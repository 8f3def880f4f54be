/** Numbers, ids and days: two cases can be decided alike although they differ in these. */
const OF_ONE_CASE: ReadonlySet<string> = new Set([
  'id',
  'hit',
  'contractLine',
  // Contracts and their dates.
  'number',
  'date',
  'contract-number',
  'validity',
  // The answer, and the law and lists of its day.
  'asOf',
  'knownAt',
  'pack',
  'lists',
  // Papers: which they are counts, not which copy.
  'issuedOn',
  'validUntil',
  'sha256',
  'translationOf',
]);

/**
 * A text that is the same for two applications, or for the facts of two exports, that say the same but for numbers, ids and days.
 * Everything else counts, down to a space in a name: what is only nearly alike is for a person to see one by one.
 *
 * @param values the application, and the facts that were frozen with it; plain data
 * @example likenessOf({ kind: 'technology', contract: { number: '1' } }) === likenessOf({ kind: 'technology', contract: { number: '2' } }) // true
 */
export function likenessOf(...values: readonly unknown[]): string {
  return JSON.stringify(values.map(plain));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !OF_ONE_CASE.has(key) && each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, plain(each)]),
  );
}
