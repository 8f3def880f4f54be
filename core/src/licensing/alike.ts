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

/** One thing in which two applications, or two sets of facts, differ. What is missing on a side is undefined there. */
export interface Difference {
  /** From the outermost field to the innermost; a number is a place in a list. */
  readonly path: readonly (string | number)[];
  readonly one: unknown;
  readonly other: unknown;
}

/**
 * In what do two values differ that are not alike? The innermost fields that differ, in the order of their names; none where
 * `likenessOf` is the same. Lists are compared place by place.
 *
 * @param one and `other`: plain data, such as an application
 * @example differencesOf({ lines: [{ id: 'a', value: '1' }] }, { lines: [{ id: 'b', value: '2' }] }) // [{ path: ['lines', 0, 'value'], one: '1', other: '2' }]
 */
export function differencesOf(one: unknown, other: unknown): readonly Difference[] {
  return between(plain(one), plain(other), []);
}

function between(one: unknown, other: unknown, path: Difference['path']): readonly Difference[] {
  if (isBranch(one) && isBranch(other) && Array.isArray(one) === Array.isArray(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    const steps = Array.isArray(one) ? keys.map(Number) : keys.sort();
    return steps.flatMap((step) => between(one[step], other[step], [...path, step]));
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ path, one, other }];
}

const isBranch = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === 'object' && value !== null;
