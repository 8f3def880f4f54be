import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { readBytes } from '../../intake/read-text.ts';
import type { TableRow } from '../../intake/table.ts';
import { ImpactFileError, impactProblem } from '../problems.ts';

/** More than any table of trade by month, partner and item has; a file that claims more would fill the memory. */
const MOST_ROWS = 5_000_000;

/**
 * The rows of a Parquet file as those of a CSV file: the first has the names of the columns, numbers are written so that they read back the
 * same, and what is null is empty.
 * @throws ImpactFileError where it is no Parquet, is compressed in a way that is not read, or nests values; IntakeError
 */
export async function* parquetRows(path: string): AsyncGenerator<TableRow> {
  const refuse = (detail: string, place: { readonly line?: number; readonly field?: string } = {}): never => {
    throw new ImpactFileError([impactProblem('impact/broken-parquet', { file: path, ...place }, { detail })]);
  };
  const bytes = await readBytes(path);
  const file = Uint8Array.from(bytes).buffer;
  let names: readonly string[] = [];
  let rows: readonly (readonly unknown[])[] = [];
  try {
    const metadata = await parquetMetadataAsync(file);
    if (metadata.num_rows > MOST_ROWS) return refuse(`${metadata.num_rows} rows, more than ${MOST_ROWS}`);
    names = parquetSchema(metadata).children.map(({ element }) => element.name);
    await parquetRead({
      file,
      metadata,
      rowFormat: 'array',
      onComplete: (all) => {
        rows = all;
      },
    });
  } catch (error) {
    if (error instanceof ImpactFileError) throw error;
    return refuse(error instanceof Error ? error.message : String(error));
  }
  yield { row: 1, line: 1, cells: names };
  for (const [index, values] of rows.entries()) {
    const line = index + 2;
    const cells = names.map((field, column) => {
      const value = values[column];
      if (value === null || value === undefined) return '';
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
      return refuse('a column holds neither text nor numbers', { line, field });
    });
    yield { row: line, line, cells };
  }
}
