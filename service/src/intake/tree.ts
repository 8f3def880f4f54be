/** A value read from a file, before its meaning is known. `at` says where: an offset in a text, a column in a row. */
export type Tree =
  | { kind: 'text'; text: string; at: number }
  | { kind: 'map'; entries: TreeEntry[]; at: number }
  | { kind: 'list'; items: Tree[]; at: number }
  | { kind: 'nothing'; at: number };

/** One key of a map with its value. */
export interface TreeEntry {
  key: string;
  keyAt: number;
  value: Tree;
}

/** Facts about an export need about eight levels; owners of owners may need more. */
export const MAX_DEPTH = 64;

/** Line and column (from 1) of offsets in a text. The index is built on first use: most files have no problem. */
export function lineFinder(text: string): (offset: number) => { line: number; column: number } {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
