import { extname } from 'node:path';
import { refuse } from './problem.ts';
import { binaryKind } from './read-text.ts';

/** Kinds of file that facts come in. */
export type FileKind = 'yaml' | 'json' | 'ndjson' | 'csv' | 'xlsx';

/** What an ending promises. */
export const BY_ENDING: Record<string, FileKind> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
};

/**
 * The kind of a file: by its ending; `.txt` and others by content. A workbook that is called .csv is still a workbook,
 * and a .json of several lines that each hold an object is NDJSON. Raises `intake/unknown-format`.
 */
export function kindOf(name: string, bytes: Uint8Array): FileKind {
  const ending = extname(name).toLowerCase();
  const named = BY_ENDING[ending];
  if (binaryKind(bytes) === 'zip') return 'xlsx';
  if (named !== undefined && named !== 'json') return named;
  const known = ['.xls', '.xlsb', '.ods', '.pdf', '.docx', '.doc', '.parquet', '.zip'];
  if (known.includes(ending)) refuse('intake/unknown-format', { file: name }, { kind: ending });
  const head = Buffer.from(bytes.subarray(0, 65_536))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head.startsWith('{') || head.startsWith('[')) {
    const [first = '', second = ''] = head.split('\n', 2);
    return /^\{.*\}\s*$/.test(first) && second.trimStart().startsWith('{') ? 'ndjson' : 'json';
  }
  if (named !== undefined) return named;
  const [first = ''] = head.split('\n', 1);
  return /^(?:---|#|%YAML|[A-Za-z]+:(?:\s|$))/.test(first) ? 'yaml' : 'csv';
}
