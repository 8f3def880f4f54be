import path from 'node:path';
import { decodeText, readBytes } from '../../intake/read-text.ts';
import { csvTable } from '../../intake/read-csv.ts';
import type { TableRow } from '../../intake/table.ts';
import { ImpactFileError, type ImpactProblem, impactProblem } from '../problems.ts';
import type { TableDescription } from './description.ts';
import { parquetRows } from './read-parquet.ts';

const MOST = 100;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/;

/** One row of a table by the names of its fields; says what is wrong with it, and where. */
export interface Row {
  readonly line: number;
  /** The text of a field that each row needs. */
  key(field: string): string;
  text(field: string): string;
  /** The number of a field, undefined where the cell is empty. */
  amount(field: string): number | undefined;
  problem(code: Parameters<typeof impactProblem>[0], field: string, values?: Record<string, string | number>): void;
}

/** Collects problems, and raises them together. */
export class Problems {
  readonly #found: ImpactProblem[] = [];
  add(problem: ImpactProblem): void {
    if (this.#found.length < MOST) this.#found.push(problem);
  }
  raise(): void {
    if (this.#found.length > 0) throw new ImpactFileError(this.#found);
  }
}

async function* linesOf(file: string): AsyncGenerator<TableRow> {
  const rows = file.endsWith('.parquet')
    ? parquetRows(file)
    : csvTable(decodeText(await readBytes(file), { file }).text, file).rows();
  for await (const row of rows) if (row.cells.some((cell) => cell.trim() !== '')) yield row;
}

/** A number as tables write it. @example amountOf('-1.5e3') // -1500; amountOf('') // undefined; amountOf('1,5') // NaN */
export function amountOf(cell: string): number | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/**
 * The rows of a described table, each with `needed` fields and any of `others`.
 * @throws ImpactFileError where a column is missing
 */
export async function eachRow(
  folder: string,
  {
    file,
    columns,
    ...rest
  }: Pick<TableDescription, 'file'> & { columns?: Record<string, string>; fixed?: Record<string, string> },
  { needed, others = [] }: { readonly needed: readonly string[]; readonly others?: readonly string[] },
  problems: Problems,
  take: (row: Row) => void,
): Promise<number> {
  const where = path.join(folder, file);
  const fixed = rest.fixed ?? {};
  const at = new Map<string, number>();
  let isHead = true;
  let count = 0;
  for await (const { line = 1, cells } of linesOf(where)) {
    if (isHead) {
      isHead = false;
      const titles = cells.map((cell) => cell.trim());
      for (const field of [...needed, ...others]) {
        const index = titles.indexOf(columns?.[field] ?? field);
        if (index >= 0) at.set(field, index);
        else if (needed.includes(field) && fixed[field] === undefined)
          throw new ImpactFileError([
            impactProblem(
              'impact/missing-column',
              { file: where, line },
              { column: columns?.[field] ?? field, columns: titles.join(', ') },
            ),
          ]);
      }
      continue;
    }
    const problem: Row['problem'] = (code, field, values) => {
      problems.add(impactProblem(code, { file: where, line, field }, values));
    };
    const text = (field: string) => fixed[field] ?? cells[at.get(field) ?? -1]?.trim() ?? '';
    count++;
    take({
      line,
      text,
      problem,
      key: (field) => {
        const found = text(field);
        if (found === '') problem('impact/empty-key', field, { column: columns?.[field] ?? field });
        return found;
      },
      amount: (field) => {
        const found = amountOf(text(field));
        if (!Number.isNaN(found)) return found;
        problem('impact/not-a-number', field, { value: text(field) });
        return undefined;
      },
    });
  }
  return count;
}

/** A code that has half of everything, to so much, is the sum of the others; published tables round. */
const SUM_WITHIN = 1e-5;

/** Cells of a matrix by code, with the line on which each stands. */
export interface Cells {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  get(row: string, column: string): number;
}

/** A matrix in either shape. Codes of `leaveOut` are skipped. */
export async function readMatrix(
  folder: string,
  description: Extract<TableDescription, { shape: unknown }>,
  problems: Problems,
): Promise<Cells> {
  const skipped = new Set(description.leaveOut ?? []);
  const cells = new Map<string, { readonly value: number; readonly line: number }>();
  const [rows, columns] = [new Set<string>(), new Set<string>()];
  const where = path.join(folder, description.file);
  const put = (row: string, column: string, value: number | undefined, line: number) => {
    if (skipped.has(row) || skipped.has(column)) return;
    const cell = `${row} × ${column}`;
    const place = { file: where, line, field: cell };
    if (value === undefined) return problems.add(impactProblem('impact/empty-cell', place));
    if (Number.isNaN(value)) return;
    const before = cells.get(cell);
    if (before !== undefined)
      return problems.add(impactProblem('impact/cell-twice', place, { cell, line: before.line }));
    rows.add(row);
    columns.add(column);
    cells.set(cell, { value, line });
  };
  if (description.shape === 'sparse') {
    await eachRow(folder, description, { needed: ['row', 'column', 'amount'] }, problems, (row) => {
      const before = row.text('amount');
      const amount = row.amount('amount');
      put(row.key('row'), row.key('column'), amount ?? (before === '' ? undefined : Number.NaN), row.line);
    });
  } else {
    let heads: readonly string[] | undefined;
    for await (const { line = 1, cells: found } of linesOf(where)) {
      if (heads === undefined) {
        heads = found.map((cell) => cell.trim());
        continue;
      }
      const row = found[0]?.trim() ?? '';
      for (const [index, column] of heads.entries()) {
        if (index === 0) continue;
        const value = amountOf(found[index] ?? '');
        if (Number.isNaN(value) && !skipped.has(row) && !skipped.has(column))
          problems.add(
            impactProblem(
              'impact/not-a-number',
              { file: where, line, field: `${row} × ${column}` },
              { value: found[index] ?? '' },
            ),
          );
        put(row, column, value, line);
      }
    }
  }
  if (description.kind === 'make') {
    const lines = [...cells].map(([cell, { value }]) => ({ codes: cell.split(' × '), value }));
    const all = lines.reduce((sum, { value }) => sum + value, 0);
    for (const [side, codes] of [rows, columns].entries()) {
      const sums = new Map<string, number>();
      for (const { codes: at, value } of lines)
        sums.set(at[side] as string, (sums.get(at[side] as string) ?? 0) + value);
      for (const code of codes.size > 2 ? codes : [])
        if (all > 0 && Math.abs((sums.get(code) ?? 0) / all - 0.5) < SUM_WITHIN)
          problems.add(impactProblem('impact/sum-as-code', { file: where, field: code }, { code }));
    }
  }
  return {
    rows: [...rows],
    columns: [...columns],
    get: (row, column) => cells.get(`${row} × ${column}`)?.value ?? 0,
  };
}
