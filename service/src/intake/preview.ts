import { bomFromTable, missingForBom } from './bom-table.ts';
import { cleanText } from './clean-text.ts';
import { exportsFromTable, missingForExports } from './export-table.ts';
import { type FileKind, kindOf } from './file-kind.ts';
import {
  BOM_HEADERS,
  EXPORT_HEADERS,
  type Field,
  type HeaderOptions,
  type HeaderTable,
  lookForHeader,
} from './headers.ts';
import { IntakeError, type Problem, refuse } from './problem.ts';
import { csvTable } from './read-csv.ts';
import { decodeText } from './read-text.ts';
import { openWorkbook } from './read-xlsx.ts';
import type { Table, TableRow } from './table.ts';

export interface PreviewOptions extends HeaderOptions {
  /** What the table is to be read as. Default: exports. */
  readonly as?: 'exports' | 'bom';
  readonly sheet?: string;
  readonly kind?: FileKind;
  /** The day of export for rows that name none: then no column need name it. */
  readonly asOf?: string;
}

/** A table before it is read: what each column was taken for, and what reading it will run into. */
export interface TablePreview {
  readonly kind: FileKind;
  /** Sheets of a workbook, in order. */
  readonly sheets: readonly string[];
  /** The last row of the header, from 1; null where none was found, or where the file is no table. */
  readonly headerRow: number | null;
  readonly columns: readonly {
    /** From 0: the key for `columns` of the reading options. */
    readonly index: number;
    readonly header: string;
    readonly field: Field | null;
    /** `guessed`: only a part of the title is a known name. `given`: by the options. */
    readonly how: 'recognised' | 'guessed' | 'given' | 'none';
    /** The first values, each once. */
    readonly samples: readonly string[];
  }[];
  /** Every field that a column can hold. */
  readonly fields: readonly {
    readonly id: Field;
    readonly zh: string;
    readonly en: string;
    readonly required: boolean;
  }[];
  /** The first rows that are not empty: those of the header too where none was found. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

const ROWS_SHOWN = 20;
/** Samples come from the head of the table; values that are given further down are not looked for. */
const ROWS_SAMPLED = 200;
const SAMPLES = 5;
const CELL_SHOWN = 200;
const PROBLEMS_SHOWN = 100;

/**
 * What would be read from a table, and how: for a person who checks the columns before many exports are determined. Files
 * that are no table (YAML, JSON, NDJSON) name their fields themselves and come back without columns. Never throws for what is
 * wrong with the file; that is in `problems`.
 * @example (await previewTable(bytes, 'orders.xlsx', { columns: { 3: 'endUserName' } })).columns[3]?.how // 'given'
 */
export async function previewTable(
  bytes: Uint8Array,
  file: string,
  options: PreviewOptions = {},
): Promise<TablePreview> {
  const asBom = options.as === 'bom';
  const names: HeaderTable = asBom ? BOM_HEADERS : EXPORT_HEADERS;
  const fields = Object.entries(names).map(([id, [en = id, zh = id]]) => ({
    id: id as Field,
    zh,
    en,
    required: asBom ? id === 'id' : id === 'asOf' && options.asOf === undefined,
  }));
  const found = { kind: options.kind ?? 'csv', sheets: [] as readonly string[] };
  const nothing = { headerRow: null, columns: [], fields, rows: [], notes: [] };
  try {
    if (bytes.length === 0) refuse('intake/empty-file', { file });
    found.kind = options.kind ?? kindOf(file, bytes);
    let table: Table;
    if (found.kind === 'xlsx') {
      const workbook = openWorkbook(bytes, file);
      found.sheets = workbook.sheets;
      table = await workbook.table(options.sheet);
    } else if (found.kind === 'csv') table = csvTable(decodeText(bytes, { file }).text, file);
    else return { ...found, ...nothing, problems: [] };
    return { ...found, fields, ...(await previewOf(table, names, options)) };
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    return { ...found, ...nothing, problems: error.problems };
  }
}

async function previewOf(
  table: Table,
  names: HeaderTable,
  options: PreviewOptions,
): Promise<Pick<TablePreview, 'headerRow' | 'columns' | 'rows' | 'problems' | 'notes'>> {
  const { header, problems } = await lookForHeader(table, names, options);
  const head = await headOf(table, header?.row ?? 0);
  const width = header?.width ?? Math.max(0, ...head.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => {
    const column = header?.columns.find((each) => each.index === index);
    const values = head.map(({ cells }) => shown(cells[index] ?? '')).filter((text) => text !== '');
    return {
      index,
      header: header?.titles[index] ?? '',
      field: (column?.field ?? null) as Field | null,
      how: column?.how ?? ('none' as const),
      samples: [...new Set(values)].slice(0, SAMPLES),
    };
  });
  const rows = head.slice(0, ROWS_SHOWN).map(({ row, cells }) => ({ row, cells: cells.map(shown) }));
  const frame = { headerRow: header?.row ?? null, columns, rows };
  if (header === undefined || problems.length > 0) return { ...frame, problems, notes: header?.notes ?? [] };
  const missing = options.as === 'bom' ? missingForBom(header, table) : missingForExports(header, table, options);
  if (missing.length > 0) return { ...frame, problems: missing, notes: header.notes };
  return { ...frame, ...(await tried(table, options)) };
}

/** The first rows below the header that hold something. */
async function headOf(table: Table, header: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of table.rows()) {
    if (row.row <= header || row.cells.every((cell) => cell.trim() === '')) continue;
    rows.push(row);
    if (rows.length >= ROWS_SAMPLED) break;
  }
  return rows;
}

const shown = (cell: string): string => {
  const { text } = cleanText(cell, 'prose');
  return text.length > CELL_SHOWN ? `${text.slice(0, CELL_SHOWN - 1).toWellFormed()}…` : text.toWellFormed();
};

/** What the first rows run into. A bill is one thing, so it is read to its end. */
async function tried(table: Table, options: PreviewOptions): Promise<Pick<TablePreview, 'problems' | 'notes'>> {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  try {
    if (options.as === 'bom') {
      const bill = await bomFromTable(table, options);
      problems.push(...bill.problems);
      notes.push(...bill.notes);
    } else {
      let count = 0;
      for await (const reading of exportsFromTable(table, options)) {
        problems.push(...(reading.problems ?? []));
        notes.push(...reading.notes);
        count += 1;
        if (count >= ROWS_SHOWN) break;
      }
    }
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    problems.push(...error.problems);
  }
  return { problems: problems.slice(0, PROBLEMS_SHOWN), notes: notes.slice(0, PROBLEMS_SHOWN) };
}
