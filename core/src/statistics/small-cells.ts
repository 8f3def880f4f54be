/**
 * Small cells: a number of applications so small that it speaks of somebody is not published, and no other number from which it
 * could be worked out.
 *
 * How that is sure: a table splits one published total into cells, each application in exactly one of them, and no other table
 * shares anything with it but that total. So what a reader can work out of one cell is told by one sum alone: the total less
 * everything that the others can be. `protect` publishes a table only where that leaves every small cell anywhere from 1 to
 * `LIMIT` − 1, which is what its mark says anyway.
 */

/**
 * Fewer than this is not published. Five, as in the cell rule that statistical offices use for counts of persons and firms
 * (A. Hundepool and others, Statistical Disclosure Control, 2012, section 4.2: minimum frequency of 3 to 10): two of three parties
 * that know their own cases would know the third.
 */
export const LIMIT = 5;

/**
 * One number of a table. `few`: 1 to `LIMIT` − 1. `withheld`: larger, but a small one could be worked out from it. Nought is
 * published: it speaks of no application.
 */
export type Cell =
  | { readonly is: 'number'; readonly count: number }
  | { readonly is: 'few' }
  | { readonly is: 'withheld' };

export interface Count {
  readonly category: string;
  readonly count: number;
}
export interface Row {
  readonly category: string;
  readonly cell: Cell;
}

/** Is a count too small to be published? @example isSmall(4) // true; isSmall(0) // false */
export const isSmall = (count: number): boolean => count > 0 && count < LIMIT;

/** @example cellOf(4) // { is: 'few' } */
const cellOf = (count: number): Cell => (isSmall(count) ? { is: 'few' } : { is: 'number', count });

/**
 * The table of these counts in which no small one can be worked out from the total, or null where there is none: then the table is
 * not shown, and its total stands alone. Which other cells are withheld goes by the order given, never by their size, so that the
 * choice tells little of it.
 * @param counts of one published total, in an order that does not depend on them
 * @example 3, 40, 60 of 103: "few" alone would be 103 − 100 = 3. So 40 is withheld too: few + withheld = 43, and few is 1 to 4.
 * @example 2, 2, 2 of 6: each can be 1 to 4 already. 4, 4 of 8: each must be 4, and nothing else can be withheld: null.
 */
export function protect(counts: readonly Count[]): readonly Row[] | null {
  const rows = counts.map(({ category, count }) => ({ category, cell: cellOf(count) }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  for (let next = 0; !isProtected(total, rows); next += 1) {
    while (next < rows.length && (counts[next]?.count ?? 0) < LIMIT) next += 1;
    const row = rows[next];
    if (row === undefined) return null;
    rows[next] = { ...row, cell: { is: 'withheld' } };
  }
  return rows;
}

/** Can every small cell be anything that its mark says, as far as a reader of the table can tell? */
function isProtected(total: number, rows: readonly Row[]): boolean {
  const possible = boundsIn(total, rows);
  return rows.every(({ cell, category }) => {
    const [least, most] = possible.get(category) ?? [0, 0];
    return cell.is !== 'few' || (least === 1 && most === LIMIT - 1);
  });
}

/** Whole numbers from the first to the second, both included. */
export type Between = readonly [least: number, most: number];

/** What a mark says by itself. @example markBounds({ is: 'few' }) // [1, 4] */
function markBounds(cell: Cell): Between {
  switch (cell.is) {
    case 'number':
      return [cell.count, cell.count];
    case 'few':
      return [1, LIMIT - 1];
    case 'withheld':
      return [LIMIT, Infinity];
  }
}

/**
 * What can a reader work out of each cell of a table whose total is published? Exact: with one sum, every whole number between the
 * bounds occurs in some table that looks the same.
 * @example few + withheld = 43: boundsIn(43, …) // few 1 to 4, withheld 39 to 42
 */
export function boundsIn(total: number, rows: readonly Row[]): ReadonlyMap<string, Between> {
  const marks = rows.map(({ cell }) => markBounds(cell));
  const least = marks.reduce((sum, [low]) => sum + low, 0);
  const finite = marks.reduce((sum, [, high]) => sum + (high === Infinity ? 0 : high), 0);
  const endless = marks.filter(([, high]) => high === Infinity).length;
  return new Map(
    rows.map(({ category, cell }) => {
      const [low, high] = markBounds(cell);
      const isEndless = high === Infinity;
      const othersMost = endless > (isEndless ? 1 : 0) ? Infinity : finite - (isEndless ? 0 : high);
      return [category, [Math.max(low, total - othersMost), Math.min(high, total - (least - low))]];
    }),
  );
}
