import { isAscii, isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { IntakeError, type Place } from '../../intake/index.ts';
import { sniffDelimiter } from '../../intake/read-csv.ts';
import { decodeText, MAX_CELL_BYTES } from '../../intake/read-text.ts';
import type { TableRow } from '../../intake/table.ts';
import { asListError, type ListProblem, listProblem, refuseList } from './errors.ts';
import { bytesOf, headOf, type ListFile } from './list-file.ts';

/** One row; a row that cannot be read comes with its problem and without cells. */
export interface ListRow extends TableRow {
  readonly problem?: ListProblem;
}

/** How a text table is written. */
export interface TableForm {
  readonly delimiter: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** The first rows, decoded as far as they can be. */
  readonly head: string;
}

/** Looks at the first 256 KiB: encoding (see `decodeText`) and separator. */
export async function tableForm(input: ListFile): Promise<TableForm> {
  const bytes = await headOf(input);
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (wide !== undefined) {
    // The last character may be cut in half.
    const text = new TextDecoder(wide).decode(bytes);
    return { encoding: wide, head: text, delimiter: sniffDelimiter(text.replace(/\r\n?/g, '\n')) };
  }
  let encoding: TableForm['encoding'] = 'utf-8';
  let head: string;
  try {
    ({ encoding, text: head } = decodeText(bytes, { file: input.file }));
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    // Each cell is looked at later; a few bad bytes must not hide the rest.
    head = bytes.toString('utf8');
  }
  return { encoding, head, delimiter: sniffDelimiter(head.replace(/\r\n?/g, '\n')) };
}

/** All line ends become LF, so that lines are counted once; other encodings become UTF-8. */
async function* plainLines(input: ListFile, encoding: TableForm['encoding']): AsyncGenerator<Buffer> {
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding, { fatal: true });
  let afterCr = false;
  const normalise = (bytes: Buffer): Buffer => {
    let start = 0;
    if (afterCr && bytes[0] === 10) start = 1;
    if (bytes.length > 0) afterCr = bytes.at(-1) === 13;
    if (!bytes.includes(13)) return start === 0 ? bytes : bytes.subarray(start);
    const out = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    for (let i = start; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (byte === 13) {
        out[length++] = 10;
        if (bytes[i + 1] === 10) i++;
      } else out[length++] = byte;
    }
    return out.subarray(0, length);
  };
  for await (const chunk of bytesOf(input)) {
    if (decoder === undefined) yield normalise(chunk);
    else {
      let text: string;
      try {
        text = decoder.decode(chunk, { stream: true });
      } catch {
        return refuseList(
          'lists/broken-off',
          { file: input.file },
          { detail: 'the text is not in one encoding throughout' },
        );
      }
      yield normalise(Buffer.from(text));
    }
  }
}

/**
 * The rows of a text table, streamed: one megabyte at a time is held. A cell that is not UTF-8 spoils its row only.
 * Rows of nothing, and the end-of-file mark (Ctrl-Z) of DOS files, are passed over.
 * Raises `lists/broken-off` where quotes or sizes make the rest unreadable.
 */
export async function* tableRows(
  input: ListFile,
  form: Pick<TableForm, 'delimiter' | 'encoding'>,
): AsyncGenerator<ListRow> {
  const parser = parse({
    delimiter: form.delimiter,
    record_delimiter: '\n',
    encoding: null,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_CELL_BYTES,
  });
  const source = Readable.from(plainLines(input, form.encoding), { objectMode: true });
  let failure: unknown;
  source.once('error', (error) => {
    failure = error;
    parser.destroy(error);
  });
  source.pipe(parser);
  let row = 0;
  let line = 1;
  try {
    for await (const item of parser as AsyncIterable<{ record: Buffer[]; info: { lines: number } }>) {
      row++;
      const start = line;
      line = item.info.lines + 1;
      const { record } = item;
      const [only] = record;
      if (record.length === 1 && only !== undefined && (only.length === 0 || only.equals(Buffer.of(0x1a)))) continue;
      const bad = record.findIndex((cell) => !isAscii(cell) && !isUtf8(cell));
      const place: Place = { file: input.file, row, line: start };
      if (bad >= 0) {
        const problem = listProblem('lists/broken-text', { ...place, column: bad + 1 }, { where: 'the row' });
        yield { row, line: start, cells: [], problem };
        continue;
      }
      yield { row, line: start, cells: record.map((cell) => cell.toString('utf8')) };
    }
    if (failure !== undefined) throw failure;
  } catch (error) {
    if (failure !== undefined) throw asListError(failure);
    if (!(error instanceof CsvError)) throw asListError(error);
    const detail =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote opens and never closes'
        : error.code === 'CSV_MAX_RECORD_SIZE'
          ? 'a row or cell is too large; look for a missing closing quote'
          : error.message;
    // Rows that were parsed but not handed out yet count too.
    const before = typeof error['records'] === 'number' ? error['records'] : row;
    refuseList('lists/broken-off', { file: input.file, row: before + 1 }, { detail });
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** The cells of a row by the title of their column. */
export interface NamedRow {
  readonly place: Place;
  readonly row: number;
  /** The text of a column, trimmed; empty when the column is not there. */
  readonly cell: (title: string) => string;
  readonly problem?: ListProblem;
}

/**
 * The rows below a header of known titles (case does not matter). Rows of another length come with their problem.
 * Raises `lists/wrong-format` when a title of `required` is missing.
 */
export async function* namedRows(
  input: ListFile,
  form: Pick<TableForm, 'delimiter' | 'encoding'>,
  wanted: string,
  required: readonly string[],
): AsyncGenerator<NamedRow> {
  let columns: Map<string, number> | undefined;
  let width = 0;
  for await (const { row, line, cells, problem } of tableRows(input, form)) {
    const place: Place = { file: input.file, row, ...(line === undefined ? {} : { line }) };
    if (columns === undefined) {
      columns = new Map(cells.map((title, index) => [title.trim().toLowerCase(), index]));
      width = cells.length;
      const missing = required.filter((title) => columns?.has(title) !== true);
      if (missing.length > 0)
        refuseList('lists/wrong-format', place, { wanted, found: `no column ${missing.join(', ')}` });
      continue;
    }
    const titles = columns;
    const wrong =
      problem ??
      (cells.length === width
        ? undefined
        : listProblem('lists/wrong-cells', place, { count: cells.length, expected: width }));
    yield {
      place,
      row,
      cell: (title) => (cells[titles.get(title) ?? -1] ?? '').trim(),
      ...(wrong === undefined ? {} : { problem: wrong }),
    };
  }
  if (columns === undefined) refuseList('lists/empty-file', { file: input.file });
}
