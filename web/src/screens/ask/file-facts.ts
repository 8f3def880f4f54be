import type { BomFacts, ExportFacts } from '@ytterby/core';
import { client, type Reply } from '../../api.ts';
import { type Reading, readingQuery } from './file-settings.tsx';

type Read = Reply<'batch.facts'>;
export type RowFacts = Read['exports'][number];

/** Exports of a file, to be answered one by one or taken along. */
export interface FileSource {
  /** Tells it from every other in this visit. */
  readonly key: string;
  /** By which day's knowledge of the law it is answered. */
  readonly knownAt: string;
  /** The facts of some rows; at most 500. */
  readonly factsOf: (rows: readonly number[], signal?: AbortSignal) => Promise<readonly RowFacts[]>;
}

/** What the service reads in the file: in those rows, or in the first 500. @throws ClientProblem */
export async function readFacts(
  file: File,
  reading: Reading,
  rows: readonly number[] | undefined,
  signal?: AbortSignal,
): Promise<Read> {
  const query = { name: file.name, ...readingQuery(reading), ...(rows === undefined ? {} : { rows: rows.join(',') }) };
  const { body } = await client.call('batch.facts', { query, body: file }, signal === undefined ? {} : { signal });
  return body;
}

/** Every export with the bill of materials, as a file that is determined in place of the first; row by row in the same order. */
export function withBom(exports: readonly RowFacts[], bom: BomFacts, name: string): { rows: RowFacts[]; file: File } {
  const rows = exports.map(({ row, facts }): RowFacts => ({ row, facts: { ...facts, bom } satisfies ExportFacts }));
  const lines = rows.map(({ facts }) => JSON.stringify(facts));
  return { rows, file: new File([lines.join('\n')], `${name}.ndjson`, { type: 'application/x-ndjson' }) };
}
