import { unzipSync, zipSync } from 'fflate';
import { InvalidInputError, InvalidSpreadsheetError, readSheet, SheetNotFoundError } from 'read-excel-file/node';
import { type Place, refuse } from './problem.ts';
import { binaryKind, MAX_CELL_BYTES } from './read-text.ts';
import { MAX_COLUMNS, type MergedRows, type Table, type TableRow } from './table.ts';

/** A workbook may unpack to 512 MiB; and, above 50 MiB, to 200 times its own size. */
export const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
const RATIO_COUNTS_FROM = 50 * 1024 * 1024;
const MAX_RATIO = 200;
/** A sparse sheet is filled up to its last row and column when read. */
const MAX_CELLS = 40_000_000;

const decoder = new TextDecoder('utf-8');
const attribute = (tag: string, name: string) =>
  new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);
const unescape = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** Sizes from the directory of the archive, before anything is unpacked. */
function checkSizes(bytes: Uint8Array, place: Place): void {
  let declared = 0;
  unzipSync(bytes, {
    filter: (entry) => {
      declared += entry.originalSize;
      return false;
    },
  });
  const limit =
    declared > RATIO_COUNTS_FROM ? Math.min(MAX_UNPACKED_BYTES, bytes.length * MAX_RATIO) : MAX_UNPACKED_BYTES;
  if (declared > limit) refuse('intake/zip-bomb', place, { size: declared, limit });
}

/** Column letters → number from 1. @example columnNumber('AB') // 28 */
function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

interface Layout {
  broken: Map<number, Map<number, string>>;
  /** By row and column: the cells merged over several rows that they belong to. */
  merged: Map<number, Map<number, MergedRows>>;
}

/** Cells merged over several rows hold for each of them; the file says the text in the first alone. */
function mergedRows(xml: string, rows: number, place: Place): Layout['merged'] {
  const merged: Layout['merged'] = new Map();
  let cells = 0;
  for (const [tag] of xml.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*>/g)) {
    const range = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(attribute(tag, 'ref') ?? '');
    if (range === null) continue;
    const first = Number(range[2]);
    const last = Math.min(Number(range[3]), rows);
    const column = columnNumber(range[1] ?? '') - 1;
    cells += Math.max(0, last - first);
    if (cells > MAX_CELLS / 10) return refuse('intake/sheet-too-large', place, { rows: last, columns: column + 1 });
    for (let row = first; row <= last && last > first; row++) {
      const columns = merged.get(row) ?? new Map<number, MergedRows>();
      merged.set(row, columns);
      columns.set(column, { first, last });
    }
  }
  return merged;
}

/** Looks over the XML of a sheet before the reader builds rows from it: how far it reaches, and cells without a usable value. */
function surveySheet(xml: string, place: Place): Layout {
  let rows = 0;
  let columns = 0;
  for (const match of xml.matchAll(/<(?:\w+:)?(row|c)\s[^<>]*?\br\s*=\s*["']([^"'<>]*)["']/g)) {
    const reference = /^([A-Z]{0,3})(\d{1,7})$/.exec(match[2] ?? '');
    const isRow = match[1] === 'row';
    if (reference === null || (reference[1] === '') !== isRow) {
      return refuse('intake/not-xlsx', place, { reason: `cell address ${match[2]}` });
    }
    rows = Math.max(rows, Number(reference[2]));
    columns = Math.max(columns, columnNumber(reference[1] ?? ''));
  }
  if (columns > MAX_COLUMNS) refuse('intake/too-many-columns', place, { count: columns, limit: MAX_COLUMNS });
  if (rows > 1_048_576 || rows * columns > MAX_CELLS) refuse('intake/sheet-too-large', place, { rows, columns });
  const broken = new Map<number, Map<number, string>>();
  if (/<(?:\w+:)?f[\s>/]|\st\s*=\s*["']e["']/.test(xml)) {
    for (const match of xml.matchAll(
      /<(?:\w+:)?c\s([^<>]*[^/<>])>((?:(?!<\/?(?:\w+:)?c[\s>])[\s\S]){0,100000}?)<\/(?:\w+:)?c>/g,
    )) {
      const inner = match[2] ?? '';
      const isError = attribute(` ${match[1]}`, 't') === 'e';
      const value = /<(?:\w+:)?v\s*>([^<]+)/.exec(inner)?.[1];
      if (!isError && (value !== undefined || !/<(?:\w+:)?f[\s>/]/.test(inner))) continue;
      const reference = /^([A-Z]{1,3})(\d{1,7})$/.exec(attribute(` ${match[1]}`, 'r') ?? '');
      if (reference === null) continue;
      const row = Number(reference[2]);
      const cells = broken.get(row) ?? new Map<number, string>();
      cells.set(columnNumber(reference[1] ?? '') - 1, isError ? (value ?? '#ERROR') : '');
      broken.set(row, cells);
    }
  }
  return { broken, merged: mergedRows(xml, rows, place) };
}

interface SheetEntry {
  name: string;
  path: string;
}

function sheetsOf(files: Record<string, Uint8Array>): SheetEntry[] {
  const workbook = decoder.decode(files['xl/workbook.xml']);
  const relations = new Map<string, string>();
  for (const [tag] of decoder
    .decode(files['xl/_rels/workbook.xml.rels'])
    .matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)) {
    const target = attribute(tag, 'Target') ?? '';
    relations.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(([tag]) => ({
    name: unescape(attribute(tag, 'name') ?? ''),
    path: relations.get(/\s\w+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '') ?? '',
  }));
}

/** Digits of a number cell: the shortest that give the same double, so 0.1 stored as 0.10000000000000001 reads 0.1. */
class ExactNumber {
  readonly text: string;
  constructor(raw: string) {
    const number = Number(raw);
    this.text = Number.isFinite(number) && raw.trim() !== '' ? String(number) : raw;
  }
}

function cellText(value: unknown): { text: string; exact: boolean } {
  if (value === null || value === undefined) return { text: '', exact: false };
  if (value instanceof ExactNumber) return { text: value.text, exact: true };
  if (value instanceof Date)
    return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10), exact: false };
  return { text: typeof value === 'string' ? value : JSON.stringify(value), exact: false };
}

type Files = Record<string, Uint8Array>;

/** Unpacks what makes the workbook, after it was measured. */
function unpacked(bytes: Uint8Array, place: Place): Files {
  if (bytes.length === 0) refuse('intake/empty-file', place);
  const kind = binaryKind(bytes);
  if (kind === 'ole') refuse('intake/not-xlsx', place, { reason: 'old .xls format, or protected by a password' });
  if (kind !== 'zip') refuse('intake/not-xlsx', place, { reason: 'not a ZIP archive' });
  let files: Files;
  try {
    checkSizes(bytes, place);
    files = unzipSync(bytes, {
      filter: ({ name }) => /^xl\/.*\.xml(?:\.rels)?$/.test(name) && !/^xl\/(?:media|drawings|charts)\//.test(name),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'IntakeError') throw error;
    return refuse('intake/not-xlsx', place, { reason: 'the ZIP archive is damaged' });
  }
  if (files['xl/workbook.xml'] === undefined || files['xl/_rels/workbook.xml.rels'] === undefined) {
    refuse('intake/not-xlsx', place, { reason: 'a ZIP archive without a workbook' });
  }
  return files;
}

/** A workbook that was opened: its sheets in order, of which each can be read as a table. */
export interface Workbook {
  readonly sheets: readonly string[];
  /** The sheet of this name, or the first. */
  table(sheet?: string): Promise<Table>;
}

/**
 * Opens an `.xlsx` workbook. The archive is measured before it is unpacked, and no entry may grow beyond what it declares.
 * Raises `intake/not-xlsx`, `intake/zip-bomb`.
 */
export function openWorkbook(bytes: Uint8Array, file: string): Workbook {
  const files = unpacked(bytes, { file });
  const sheets = sheetsOf(files);
  return { sheets: sheets.map(({ name }) => name), table: (sheet) => tableOf(files, sheets, file, sheet) };
}

/**
 * A table from a sheet of an `.xlsx` workbook: the first, or the one named. Dates come as YYYY-MM-DD, formulas as their
 * saved values. The archive is measured before it is unpacked, and no entry may grow beyond what it declares.
 * Raises `intake/not-xlsx`, `intake/zip-bomb`, `intake/no-such-sheet`, `intake/sheet-too-large`, `intake/too-many-columns`.
 */
export async function xlsxTable(bytes: Uint8Array, file: string, sheet?: string): Promise<Table> {
  return openWorkbook(bytes, file).table(sheet);
}

async function tableOf(
  files: Files,
  sheets: readonly SheetEntry[],
  file: string,
  sheet: string | undefined,
): Promise<Table> {
  const place: Place = { file };
  const known = sheets.map(({ name }) => name).join(', ');
  const index =
    sheet === undefined
      ? 0
      : sheets.findIndex(({ name }) => name === sheet || name.trim().toLowerCase() === sheet.trim().toLowerCase());
  const chosen = sheets[index];
  if (chosen === undefined) {
    if (sheet === undefined) return refuse('intake/not-xlsx', place, { reason: 'no sheet in the workbook' });
    return refuse('intake/no-such-sheet', place, { name: sheet, known });
  }
  const here: Place = { file, sheet: chosen.name };
  const xml = files[chosen.path];
  if (xml === undefined) refuse('intake/not-xlsx', here, { reason: 'the sheet is missing from the archive' });
  const layout = surveySheet(decoder.decode(xml), here);

  // What the reader gets is stored, not packed: nothing can grow any more, and other sheets are left out.
  const kept = Object.fromEntries(
    Object.entries(files).filter(([path]) => path === chosen.path || !path.startsWith('xl/worksheets/')),
  );
  let data: unknown[][];
  try {
    const packed = zipSync(kept, { level: 0 });
    data = await readSheet(Buffer.from(packed), index + 1, { trim: false, parseNumber: (raw) => new ExactNumber(raw) });
  } catch (error) {
    if (error instanceof SheetNotFoundError) return refuse('intake/no-such-sheet', place, { name: chosen.name, known });
    const reason =
      error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError
        ? error.message
        : 'its XML is damaged';
    return refuse('intake/not-xlsx', here, { reason });
  }

  async function* rows(): AsyncGenerator<TableRow> {
    for (let i = 0; i < data.length; i++) {
      const exact = new Set<number>();
      const merged = layout.merged.get(i + 1);
      const cells = (data[i] ?? []).map((own, column) => {
        const rows = merged?.get(column);
        const value = rows === undefined ? own : data[rows.first - 1]?.[column];
        const { text, exact: isExact } = cellText(value);
        if (isExact) exact.add(column);
        if (text.length > MAX_CELL_BYTES)
          refuse('intake/cell-too-large', { ...here, row: i + 1 }, { limit: MAX_CELL_BYTES });
        return text;
      });
      const broken = layout.broken.get(i + 1);
      yield {
        row: i + 1,
        cells,
        exact,
        ...(broken === undefined ? {} : { broken }),
        ...(merged === undefined ? {} : { merged }),
      };
    }
  }
  return { file, sheet: chosen.name, semicolons: false, rows };
}
