import { setValue } from './test.ts';

/**
 * Every set that comes of taking one value from each list. There are at most as many as the values have subsets.
 * @example setValues([['japan'], ['elsewhere', 'japan']]) // ['elsewhere+japan', 'japan']
 */
export function setValues(each: readonly (readonly string[])[]): readonly string[] {
  let sets = new Map<string, ReadonlySet<string>>([['', new Set()]]);
  for (const values of each) {
    const next = new Map<string, ReadonlySet<string>>();
    for (const set of sets.values())
      for (const value of values) {
        const wider = new Set([...set, value]);
        next.set(setValue(wider), wider);
      }
    sets = next;
  }
  return [...sets.values()].map(setValue);
}

/** Every subset, as lists. For the few values of one statement: 2 to the power of their number. */
export function subsets(values: readonly string[]): readonly (readonly string[])[] {
  return values.reduce<readonly (readonly string[])[]>(
    (sets, value) => sets.flatMap((set) => [set, [...set, value]]),
    [[]],
  );
}
