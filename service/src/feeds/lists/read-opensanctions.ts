import { birthOf } from './births.ts';
import { kindOfSchema } from './ftm-schema.ts';
import { schemeOf } from './identifiers.ts';
import type { ListFile } from './list-file.ts';
import { namedRows, tableForm } from './list-table.ts';
import { type ListReading, makeRecord } from './make-record.ts';

/** Columns without which it is another file. */
export const OPENSANCTIONS_COLUMNS = ['id', 'schema', 'name', 'aliases', 'countries'] as const;

/** Several values in one cell: parted by semicolons, with quotes round a value that holds one. */
export function splitValues(cell: string): string[] {
  const values: string[] = [];
  for (const match of cell.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^;]*))(?:;|$)/g)) {
    const value = (match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim();
    if (value !== '') values.push(value);
  }
  return values;
}

/**
 * OpenSanctions' `targets.simple.csv`: one target a row, several values in a cell parted by semicolons. Kinds of entities that
 * are no parties (securities, wallets) come as `unknown`. Numbers carry no kind there; check digits tell LEI, USCC and IMO.
 */
export async function* readOpenSanctions(input: ListFile, list: string): AsyncGenerator<ListReading> {
  const form = { ...(await tableForm(input)), delimiter: ',' };
  const wanted = 'OpenSanctions targets.simple.csv';
  for await (const { place, row, cell, problem } of namedRows(input, form, wanted, OPENSANCTIONS_COLUMNS)) {
    if (problem !== undefined) {
      yield { problems: [problem] };
      continue;
    }
    const countries = splitValues(cell('countries'));
    yield makeRecord(
      {
        id: cell('id'),
        kind: kindOfSchema(cell('schema')) ?? 'unknown',
        names: [
          { text: cell('name'), type: 'primary' },
          ...splitValues(cell('aliases')).map((text) => ({ text, type: 'alias' as const })),
        ],
        countries,
        addresses: splitValues(cell('addresses')).map((text) => ({ text })),
        identifiers: splitValues(cell('identifiers')).map((value) => ({ scheme: schemeOf(value), value })),
        births: splitValues(cell('birth_date')).flatMap((text) => birthOf(text) ?? []),
        programmes: [...splitValues(cell('program_ids')), ...splitValues(cell('sanctions'))],
        remarks: cell('dataset') === '' ? '' : `Datasets: ${cell('dataset')}`,
      },
      list,
      place,
      row,
    );
  }
}
