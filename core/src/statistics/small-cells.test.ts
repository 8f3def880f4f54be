import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsIn, type Cell, type Count, isSmall, LIMIT, protect, type Row } from './small-cells.ts';

const counts = (...numbers: readonly number[]): Count[] =>
  numbers.map((count, index) => ({ category: String(index), count }));
const totalOf = (table: readonly Count[]) => table.reduce((sum, { count }) => sum + count, 0);
const marks = (rows: readonly Row[] | null) =>
  rows?.map(({ cell }) => (cell.is === 'number' ? cell.count : cell.is)) ?? null;

/**
 * Somebody who reads the total and the table, knows what the marks mean, and writes down every table that would have been published
 * in the same way. What a cell is in all of them is given away.
 */
function everythingPossible(total: number, rows: readonly Row[]): readonly ReadonlySet<number>[] {
  const found = rows.map(() => new Set<number>());
  const chosen: number[] = [];
  const choose = (left: number): boolean => {
    const row = rows[chosen.length];
    if (row === undefined) {
      if (left !== 0) return false;
      for (const [index, count] of chosen.entries()) found[index]?.add(count);
      return true;
    }
    for (const count of meant(row.cell, left)) {
      chosen.push(count);
      choose(left - count);
      chosen.pop();
    }
    return true;
  };
  choose(total);
  return found;
}

function meant(cell: Cell, left: number): readonly number[] {
  if (cell.is === 'number') return cell.count <= left ? [cell.count] : [];
  const [low, high] = cell.is === 'few' ? [1, Math.min(LIMIT - 1, left)] : [LIMIT, left];
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}

/** Small cells that the reader learns more of than that they are small. */
function givenAway(table: readonly Count[], rows: readonly Row[]): readonly string[] {
  const possible = everythingPossible(totalOf(table), rows);
  return table.flatMap(({ category, count }, index) =>
    isSmall(count) && [1, 2, 3, 4].some((each) => !possible[index]?.has(each)) ? [category] : [],
  );
}

/** Small cells are marked, and nothing else is. */
const withoutComplement = (table: readonly Count[]): Row[] =>
  table.map(({ category, count }) => ({
    category,
    cell: isSmall(count) ? { is: 'few' } : { is: 'number', count },
  }));

describe('by hand', () => {
  test.each<[string, readonly number[], ReturnType<typeof marks>]>([
    ['nothing small', [5, 0, 60], [5, 0, 60]],
    ['nothing at all', [], []],
    ['103 − 100 = 3 would be known: 40 goes too', [3, 40, 60], ['few', 'withheld', 60]],
    ['few + 6 = 8 leaves 1 to 3 for it: one more goes', [2, 6, 60], ['few', 'withheld', 'withheld']],
    ['three of 6 can each be 1 to 4', [2, 2, 2], ['few', 'few', 'few']],
    ['two of 8 must be 4 each, and nothing else can go', [4, 4], null],
    ['one alone is the total', [3], null],
    ['nought is never withheld', [0, 3, 0, 50], [0, 'few', 0, 'withheld']],
  ])('%s', (_, numbers, expected) => {
    expect(marks(protect(counts(...numbers)))).toEqual(expected);
  });

  test('what a reader can work out: few + withheld = 43', () => {
    const rows = protect(counts(3, 40, 60)) ?? [];
    expect([...boundsIn(103, rows).values()]).toEqual([
      [1, 4],
      [39, 42],
      [60, 60],
    ]);
  });
});

const anyTable = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 14 })), { minLength: 1, maxLength: 6 })
  .map((numbers) => counts(...numbers));

describe('a reader who adds up', () => {
  test('learns of no small cell more than that it is 1 to 4', () => {
    let shown = 0;
    fc.assert(
      fc.property(anyTable, (table) => {
        const rows = protect(table);
        if (rows === null) return;
        if (table.some(({ count }) => isSmall(count))) shown += 1;
        expect(givenAway(table, rows)).toEqual([]);
        for (const [index, { cell }] of rows.entries()) {
          if (cell.is === 'number') expect(cell.count).toBe(table[index]?.count);
          else expect(cell.is === 'few').toBe(isSmall(table[index]?.count ?? 0));
        }
      }),
      { numRuns: 400 },
    );
    expect(shown).toBeGreaterThan(50);
  });

  test('and would, were no other cell withheld', () => {
    const found = fc.sample(anyTable, { numRuns: 400, seed: 1 }).filter((table) => {
      const rows = withoutComplement(table);
      return givenAway(table, rows).length > 0;
    });
    expect(found.length).toBeGreaterThan(50);
    expect(givenAway(counts(3, 40, 60), withoutComplement(counts(3, 40, 60)))).toEqual(['0']);
  });

  test('the bounds are exact: every table that looks the same was counted', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const rows = protect(table) ?? withoutComplement(table);
        const total = totalOf(table);
        const bounds = [...boundsIn(total, rows).values()];
        for (const [index, possible] of everythingPossible(total, rows).entries()) {
          const [least = 0, most = 0] = bounds[index] ?? [];
          expect([...possible].sort((a, b) => a - b)).toEqual(
            Array.from({ length: most - least + 1 }, (_, more) => least + more),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
