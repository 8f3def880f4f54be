import { cleanText } from './clean-text.ts';
import { materialFormula } from './elements.ts';
import type { Column, Header } from './headers.ts';
import { type Convention, conventionOf, type NumberOptions } from './numbers.ts';
import { cellAt, type Place, type Problem, problem } from './problem.ts';
import type { Table, TableRow } from './table.ts';
import type { Tree, TreeEntry } from './tree.ts';
import { saysNothing } from './words.ts';

/** Fields that say how much: one amount over several rows does not say how much belongs to each. */
const AMOUNTS = new Set(['value', 'quantity', 'unitValue', 'lineValue']);

/** The cells of one row by field, ready to be put together into facts. */
export class RowCells {
  readonly row: TableRow;
  readonly #table: Table;
  readonly #header: Header;

  constructor(table: Table, header: Header, row: TableRow) {
    this.row = row;
    this.#table = table;
    this.#header = header;
  }

  /** Place of a column (by its index) in this row. */
  place = (index: number): Place => {
    const title = this.#header.columns.find((column) => column.index === index)?.title;
    return {
      file: this.#table.file,
      ...(this.#table.sheet === undefined ? {} : { sheet: this.#table.sheet }),
      row: this.row.row,
      ...(this.row.line === undefined ? {} : { line: this.row.line }),
      ...(title === undefined ? {} : { column: title }),
      ...cellAt(this.#table, this.row.row, index),
    };
  };

  column(field: string): Column | undefined {
    return this.#header.columns.find((column) => column.field === field);
  }

  /** The text of a field; undefined when the column is not there or the cell says nothing. */
  text(field: string): string | undefined {
    const column = this.column(field);
    const text = column === undefined ? undefined : this.row.cells[column.index];
    return text === undefined || saysNothing(text) ? undefined : text;
  }

  /** The cell of a field as a leaf of facts. */
  leaf(field: string): Tree | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : { kind: 'text', text, at: this.column(field)?.index ?? -1 };
  }

  /** What makes the row unusable before its meaning is looked at. */
  problems(): Problem[] {
    const found: Problem[] = [];
    const extra = this.row.cells.slice(this.#header.width).some((cell) => cell.trim() !== '');
    if (extra) {
      found.push(
        problem('intake/extra-cells', this.place(-1), { count: this.row.cells.length, expected: this.#header.width }),
      );
    }
    for (const { field, index } of this.#header.columns) {
      const rows = AMOUNTS.has(field) ? this.row.merged?.get(index) : undefined;
      if (rows !== undefined)
        found.push(problem('intake/merged-amount', this.place(index), { first: rows.first, last: rows.last }));
    }
    for (const [index, value] of this.row.broken ?? []) {
      if (!this.#header.columns.some((column) => column.index === index)) continue;
      found.push(
        value === ''
          ? problem('intake/formula-without-value', this.place(index))
          : problem('intake/formula-error', this.place(index), { value }),
      );
    }
    return found;
  }
}

/** A group of facts from those that are there; undefined when none is. */
export function group(at: number, fields: Record<string, Tree | undefined>): Tree | undefined {
  const entries: TreeEntry[] = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, keyAt: value.at, value }],
  );
  return entries.length === 0 ? undefined : { kind: 'map', entries, at: entries[0]?.keyAt ?? at };
}

/** The material columns of a row. What a cell of elements names by a formula is read as one. */
export function itemOf(cells: RowCells): Tree | undefined {
  const elements = cells.leaf('elements');
  const named = elements?.kind === 'text' ? materialFormula(cleanText(elements.text).text) : undefined;
  const formula: Tree | undefined =
    named === undefined || elements === undefined ? undefined : { kind: 'text', text: named, at: elements.at };
  return group(-1, {
    description: cells.leaf('description'),
    code: cells.leaf('code'),
    form: cells.leaf('form'),
    elements: formula === undefined ? elements : undefined,
    mayContain: cells.leaf('mayContain'),
    formula: cells.leaf('formula') ?? formula,
    cas: cells.leaf('cas'),
    hs: cells.leaf('hs'),
  });
}

/** The columns of a row that say where each step was done. */
export function stepsOf(cells: RowCells): Tree | undefined {
  return group(-1, {
    mined: cells.leaf('mined'),
    separated: cells.leaf('separated'),
    smelted: cells.leaf('smelted'),
    made: cells.leaf('made'),
  });
}

/** Conventions of number columns, found by reading the whole column, and only once a value needs it. */
export class ColumnConventions {
  readonly #table: Table;
  readonly #header: Header;
  #known: Map<number, Convention> | undefined;

  constructor(table: Table, header: Header) {
    this.#table = table;
    this.#header = header;
  }

  /** Numbers of a row: what the workbook holds as a number is exact whatever its column shows. */
  options(row: TableRow): (index: number) => NumberOptions {
    return (index) =>
      row.exact?.has(index) === true
        ? { convention: 'point' }
        : { convention: this.#known?.get(index), pointIsDecimal: !this.#table.semicolons };
  }

  get isKnown(): boolean {
    return this.#known !== undefined;
  }

  async learn(fields: readonly string[]): Promise<void> {
    const columns = this.#header.columns.filter((column) => fields.includes(column.field));
    const texts = new Map<number, Set<string>>(columns.map((column) => [column.index, new Set()]));
    for await (const row of this.#table.rows()) {
      if (row.row <= this.#header.row) continue;
      for (const [index, seen] of texts) {
        const text = row.cells[index];
        // Few distinct shapes are enough to know a column; a million of them would only fill memory.
        if (text !== undefined && row.exact?.has(index) !== true && /[.,]/.test(text) && text.length < 200) {
          const shape = text.replace(/[1-9]/g, '1');
          if (seen.size < 10_000) seen.add(shape);
        }
      }
    }
    this.#known = new Map();
    for (const [index, seen] of texts) {
      const convention = conventionOf(seen);
      if (convention !== undefined) this.#known.set(index, convention);
    }
  }
}
