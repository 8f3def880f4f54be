/** One row of a table, as a person counts rows in a spreadsheet program. */
export interface TableRow {
  /** From 1, header and empty rows included; a cell over several lines is one row. */
  row: number;
  /** Line of a text file on which the row starts. */
  line?: number;
  cells: readonly string[];
  /** Columns (from 0) whose number is exact: the workbook holds a number, not a text. */
  exact?: ReadonlySet<number>;
  /** Columns (from 0) without a usable value: the error that a formula gave, or nothing if it was never calculated. */
  broken?: ReadonlyMap<number, string>;
  /** Columns whose cell is merged over several rows; each of these rows has its text. */
  merged?: ReadonlyMap<number, MergedRows>;
}

/** The rows of a merged cell, both included. */
export interface MergedRows {
  first: number;
  last: number;
}

/** A table whose rows can be read more than once. */
export interface Table {
  file: string;
  sheet?: string;
  /** Cells are parted by semicolons, so a comma may be a decimal sign and a point part thousands. */
  semicolons: boolean;
  rows: () => AsyncIterable<TableRow>;
}

/** More columns than any list of goods has. */
export const MAX_COLUMNS = 5000;
