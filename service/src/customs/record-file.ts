import { DRAW_DOWN_SCHEMAS, type DrawDownCommand, type DrawDownCommandName } from '@ytterby/core/customs';
import { parse } from 'csv-parse/sync';
import { isUtf8 } from 'node:buffer';
import { Check } from 'typebox/value';
import { sniffDelimiter } from '../intake/read-csv.ts';
import { linesOf } from '../intake/read-ndjson.ts';

/**
 * A file of commands for draw-downs, one record a line: NDJSON, or CSV with a header. Each line is read by itself, so that a
 * quote that is not closed or a bracket too many spoils its own line and no other.
 */

/** One record of a file. */
export interface FileRecord {
  /** Of the file, from 1. */
  readonly line: number;
  /** As far as the line says them. */
  readonly number: string | null;
  readonly drawDown: string | null;
  /** undefined = the line is no command. */
  readonly command: DrawDownCommand | undefined;
}

/** A record of 500 lines has about 60 kB. */
const MOST_BYTES = 1024 * 1024;

/**
 * The records of a file as they come; memory holds one line. Blank lines are passed over.
 * @example for await (const { line, number, command } of recordsIn(bytes)) …
 */
export async function* recordsIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileRecord> {
  let line = 0;
  let table: { readonly columns: readonly string[]; readonly delimiter: string } | 'ndjson' | undefined;
  for await (const raw of linesOf(bytes, MOST_BYTES)) {
    line += 1;
    const text = raw !== undefined && isUtf8(raw) ? textOf(raw) : undefined;
    if (text === '') continue;
    if (table === undefined) {
      table = text?.startsWith('{') === true ? 'ndjson' : headerOf(text ?? '');
      if (table !== 'ndjson' && table.columns.includes('command')) continue;
    }
    const said = text === undefined ? undefined : table === 'ndjson' ? jsonOf(text) : cellsOf(text, table);
    yield { line, ...recordOf(said) };
  }
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();

function headerOf(text: string) {
  const delimiter = sniffDelimiter(text);
  const columns = (rowOf(text, delimiter) ?? []).map((cell) => cell.trim());
  return { columns, delimiter };
}

function rowOf(text: string, delimiter: string): readonly string[] | undefined {
  try {
    const rows = parse(text, { delimiter, relax_column_count: true }) as unknown as readonly (readonly string[])[];
    return rows[0];
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const OF_LINE = ['line', 'quantity', 'unit', 'value', 'currency'] as const;

/** A row of a table: the columns of a line make the one line of the command. */
function cellsOf(
  text: string,
  { columns, delimiter }: { readonly columns: readonly string[]; readonly delimiter: string },
): Record<string, unknown> | undefined {
  const cells = rowOf(text, delimiter);
  if (cells === undefined || cells.length > columns.length) return undefined;
  const said = new Map(
    columns.flatMap((column, at) => (cells[at]?.trim() ? [[column, cells[at].trim()] as const] : [])),
  );
  const line = Object.fromEntries(OF_LINE.flatMap((name) => (said.has(name) ? [[name, said.get(name)]] : [])));
  const rest = [...said].filter(([name]) => !(OF_LINE as readonly string[]).includes(name));
  return {
    ...Object.fromEntries(
      rest.map(([name, cell]) => [name, name === 'completes' ? ({ true: true, false: false }[cell] ?? cell) : cell]),
    ),
    ...(Object.keys(line).length > 0 && { lines: [line] }),
  };
}

function recordOf(said: unknown): Omit<FileRecord, 'line'> {
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return { number: null, drawDown: null, command: undefined };
  const { number, ...command } = said as Readonly<Record<string, unknown>>;
  const textIn = (value: unknown) => (typeof value === 'string' && value.length <= 200 ? value : null);
  const name = command['command'];
  const isCommand =
    typeof name === 'string' &&
    Object.hasOwn(DRAW_DOWN_SCHEMAS, name) &&
    Check(DRAW_DOWN_SCHEMAS[name as DrawDownCommandName], command);
  return {
    number: textIn(number),
    drawDown: textIn(command['drawDown']),
    command: isCommand ? (command as unknown as DrawDownCommand) : undefined,
  };
}
