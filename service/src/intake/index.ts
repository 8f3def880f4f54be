import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { BomFacts } from '@ytterby/core';
import { type BomReading, BOM_SCHEMA, bomFromTable } from './bom-table.ts';
import { exportsFromTable } from './export-table.ts';
import { BY_ENDING, type FileKind, kindOf } from './file-kind.ts';
import { factsFromTree } from './facts-from-tree.ts';
import { type Place, problem, refuse } from './problem.ts';
import { csvTable } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { type ExportOptions, type ExportReading, readStructured, structuredTrees } from './read-structured.ts';
import { decodeText, type Progress, readBytes, type ReadTextOptions } from './read-text.ts';
import { xlsxTable } from './read-xlsx.ts';
import type { Table } from './table.ts';
import { lineFinder } from './tree.ts';

export { type FileKind, kindOf } from './file-kind.ts';
export { INTAKE_ERRORS, type ProblemCode } from './errors.ts';
export { formatProblem, IntakeError, type Place, type Problem } from './problem.ts';
export { readNdjson } from './read-ndjson.ts';
export type { ExportReading } from './read-structured.ts';
export type { BomReading } from './bom-table.ts';
export type { Field, HeaderOptions } from './headers.ts';
export { previewTable, type PreviewOptions, type TablePreview } from './preview.ts';
export type { Progress } from './read-text.ts';

/** Options of reading a file of facts. */
export interface ReadOptions extends ReadTextOptions, ExportOptions {
  /** Sheet of a workbook; default: the first. */
  sheet?: string;
  /** Kind of the file; default: by its ending and its content. */
  kind?: FileKind;
}

async function* withProgress(path: string, progress: Progress | undefined): AsyncGenerator<Uint8Array> {
  const place: Place = { file: path };
  const info = await stat(path).catch((error: NodeJS.ErrnoException) =>
    refuse('intake/cannot-open', place, { reason: error.code ?? '?' }),
  );
  if (!info.isFile()) refuse('intake/cannot-open', place, { reason: 'EISDIR' });
  let done = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      done += chunk.length;
      yield chunk;
      progress?.(done, info.size);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      refuse('intake/cannot-open', place, { reason: String((error as NodeJS.ErrnoException).code) });
    throw error;
  }
}

async function tableOf(
  kind: 'csv' | 'xlsx',
  bytes: Uint8Array,
  file: string,
  sheet: string | undefined,
): Promise<Table> {
  return kind === 'xlsx' ? xlsxTable(bytes, file, sheet) : csvTable(decodeText(bytes, { file }).text, file);
}

/** Exports from bytes already in memory, such as an upload; `file` names them. See `readExports`. */
export async function* readExportBytes(
  bytes: Uint8Array,
  file: string,
  options: ReadOptions = {},
): AsyncGenerator<ExportReading> {
  if (bytes.length === 0) refuse('intake/empty-file', { file });
  const kind = options.kind ?? kindOf(file, bytes);
  if (kind === 'yaml' || kind === 'json') yield* readStructured(bytes, kind, file, options);
  else if (kind === 'ndjson') yield* readNdjson(chunked(bytes), file, options);
  else yield* exportsFromTable(await tableOf(kind, bytes, file, options.sheet), options);
}

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/**
 * Every export in a file (YAML, JSON, NDJSON, CSV, XLSX), in order: its facts, or its problems with place and remedy.
 * One bad export does not stop the others. Throws only `IntakeError`, when the file as a whole cannot be read.
 * NDJSON is streamed; other kinds are read whole, up to 256 MiB.
 * @example for await (const { row, facts, problems } of readExports('lines.xlsx', { asOf: '2026-11-10' })) …
 */
export async function* readExports(path: string, options: ReadOptions = {}): AsyncGenerator<ExportReading> {
  const file = options.file ?? path;
  const ending = BY_ENDING[extname(file).toLowerCase()];
  if ((options.kind ?? ending) === 'ndjson') {
    yield* readNdjson(withProgress(path, options.onProgress), file, options);
    return;
  }
  yield* readExportBytes(await readBytes(path, options), file, options);
}

/** A bill of materials from bytes already in memory. See `readBom`. */
export async function readBomBytes(bytes: Uint8Array, file: string, options: ReadOptions = {}): Promise<BomReading> {
  if (bytes.length === 0) refuse('intake/empty-file', { file });
  const kind = options.kind ?? kindOf(file, bytes);
  if (kind === 'ndjson') refuse('intake/unknown-format', { file }, { kind: 'NDJSON' });
  if (kind === 'csv' || kind === 'xlsx') return bomFromTable(await tableOf(kind, bytes, file, options.sheet), options);
  const { text } = decodeText(bytes, { file });
  const find = lineFinder(text);
  const place = (at: number): Place => ({ file, ...find(at) });
  const trees = structuredTrees(text, kind, { file }).filter((tree) => tree.kind !== 'nothing');
  const [tree] = trees;
  if (tree === undefined) return refuse('intake/nothing-read', { file });
  const inner =
    tree.kind === 'map' && tree.entries.length === 1
      ? tree.entries.find((entry) => entry.key === 'bom')?.value
      : undefined;
  if (tree.kind === 'map' && tree.entries.some((entry) => entry.key === 'lines')) {
    return {
      facts: undefined,
      problems: [
        problem('intake/wrong-document', place(tree.at), {
          found: 'an export / 出口',
          wanted: 'a bill of materials / 物料清单',
        }),
      ],
      notes: [],
    };
  }
  const reading = factsFromTree(BOM_SCHEMA, inner ?? tree, { place });
  return { facts: reading.facts as BomFacts | undefined, problems: reading.problems, notes: reading.notes };
}

/**
 * A bill of materials from a file: a table (parent and part, or indented by level) or YAML or JSON with `parts`.
 * Throws `IntakeError` when the file as a whole cannot be read.
 */
export async function readBom(path: string, options: ReadOptions = {}): Promise<BomReading> {
  return readBomBytes(await readBytes(path, options), options.file ?? path, options);
}
