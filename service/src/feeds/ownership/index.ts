import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { IntakeError, type Problem, problem, refuse } from '../../intake/problem.ts';
import { csvTable, sniffDelimiter } from '../../intake/read-csv.ts';
import { decodeText, MAX_FILE_BYTES, type Progress } from '../../intake/read-text.ts';
import { BodsReader } from './bods.ts';
import { type OwnershipProblem, OwnershipRegister } from '@ytterby/core/ownership';
import { takeOwnershipTable } from './csv.ts';
import type { OwnershipSink } from './feed.ts';
import { takeFtm } from './ftm.ts';
import { isGleifHeader, takeGleif, takeGleifTable } from './gleif.ts';
import { at, jsonRecords, textAt } from './json-records.ts';

export { type BodsOptions, toBods } from './bods.ts';
export type { OwnershipSink } from './feed.ts';

/** Formats that ownership comes in. */
export const OWNERSHIP_FORMATS = ['bods', 'ftm', 'gleif', 'csv'] as const;
export type OwnershipFormat = (typeof OWNERSHIP_FORMATS)[number];

/** What was read, from where, when: kept beside the records, so that an answer can say what it rests on. */
export interface OwnershipSource {
  readonly file: string;
  /** Name of the source, on every interest. */
  readonly source: string;
  readonly format: OwnershipFormat | 'none';
  /** Day on which the file was fetched or published, as the caller says. */
  readonly retrieved?: string;
  readonly bytes: number;
  /** SHA-256 of the bytes of the file, in hex. */
  readonly sha256: string;
  readonly entities: number;
  readonly interests: number;
  readonly problems: number;
}

export interface OwnershipReadOptions {
  /** Default: found by looking at the first record. */
  readonly format?: OwnershipFormat;
  /** Default: the name of the file. */
  readonly source?: string;
  readonly retrieved?: string;
  readonly onProgress?: Progress;
}

/**
 * Streams a file of ownership (BODS 0.4 JSON, FollowTheMoney NDJSON, GLEIF level 2 JSON or CSV, plain CSV) into a sink and
 * says what was read. JSON is read record by record and holds one in memory (BODS: the newest statement on each record);
 * tables are read up to 256 MiB. Records that cannot be used are problems with file and line; the others go on. Throws
 * `IntakeError` only when the file as a whole cannot be read.
 */
export async function readOwnership(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  sink: OwnershipSink,
  options: OwnershipReadOptions = {},
): Promise<OwnershipSource> {
  const source = options.source ?? file;
  const hash = createHash('sha256');
  let bytes = 0;
  let format: OwnershipFormat | 'none' = options.format ?? 'none';
  const counts = { entities: 0, interests: 0, problems: 0 };
  const counting: OwnershipSink = {
    entity: (entity) => {
      counts.entities++;
      sink.entity(entity);
    },
    interest: (interest) => {
      counts.interests++;
      sink.interest(interest);
    },
    problem: (found) => {
      counts.problems++;
      sink.problem(found);
    },
  };
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const input = hashed();
  const first: Uint8Array[] = [];
  let head = '';
  while (head.trim() === '') {
    const next = await input.next();
    if (next.done === true) break;
    first.push(next.value);
    head = Buffer.concat(first)
      .subarray(0, 65_536)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    if (head.length >= 65_536) break;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first.splice(0);
    yield* input;
  }
  if (head.trim() === '') refuse('intake/empty-file', { file });
  const isJson =
    options.format === undefined
      ? /^\s*[[{]/.test(head)
      : options.format === 'bods' || options.format === 'ftm' || (options.format === 'gleif' && /^\s*[[{]/.test(head));
  if (isJson) {
    const bods = new BodsReader(counting, source);
    for await (const record of jsonRecords(all(), file)) {
      if ('problems' in record) {
        for (const found of record.problems) counting.problem(found);
        continue;
      }
      const { tree, place } = record;
      if (format === 'none') {
        if (textAt(tree, 'recordType') !== undefined || textAt(tree, 'statementId') !== undefined) format = 'bods';
        else if (textAt(tree, 'schema') !== undefined && at(tree, 'properties') !== undefined) format = 'ftm';
        else if (
          at(tree, 'Relationship') !== undefined ||
          at(tree, 'RelationshipRecord') !== undefined ||
          at(tree, 'LEI') !== undefined
        )
          format = 'gleif';
        else {
          counting.problem(
            problem('intake/wrong-document', place, {
              found: 'records of another kind / 其他类型的记录',
              wanted: 'BODS 0.4, FollowTheMoney, GLEIF',
            }),
          );
          continue;
        }
      }
      if (format === 'bods') bods.take(record);
      else if (format === 'ftm') takeFtm(tree, place, counting, source);
      else takeGleif(tree, place, counting, source);
    }
    bods.end();
  } else {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of all()) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) refuse('intake/file-too-large', { file }, { size, limit: MAX_FILE_BYTES });
      parts.push(chunk);
    }
    const { text } = decodeText(Buffer.concat(parts), { file });
    const table = csvTable(text, file);
    const [firstLine = ''] = text.split(/\r?\n/, 1);
    const isGleif = isGleifHeader(firstLine.split(sniffDelimiter(text)).map((cell) => cell.replace(/^"|"$/g, '')));
    format = isGleif ? 'gleif' : 'csv';
    try {
      await (isGleif ? takeGleifTable(table, counting, source) : takeOwnershipTable(table, counting, source));
    } catch (error) {
      // Rows before the place that cannot be read have been handed on.
      if (!(error instanceof IntakeError) || counts.interests === 0) throw error;
      for (const found of error.problems) counting.problem(found);
    }
  }
  return {
    file,
    source,
    format,
    ...(options.retrieved === undefined ? {} : { retrieved: options.retrieved }),
    bytes,
    sha256: hash.digest('hex'),
    ...counts,
  };
}

/** A register filled from files, what was read, and what could not be. */
export interface LoadedOwnership {
  readonly register: OwnershipRegister;
  readonly sources: readonly OwnershipSource[];
  readonly problems: readonly Problem[];
  /** What the register found wrong with the statements. */
  readonly noted: readonly OwnershipProblem[];
}

/** Problems kept word for word. */
const KEPT_PROBLEMS = 10_000;

/**
 * Reads files into one register. Each file is a source of its own: two files on one holding describe the same holding.
 * @example (await loadOwnership([{ path: 'owners.csv' }])).register.asOf('2026-11-10')
 */
export async function loadOwnership(
  files: readonly ({ readonly path: string } & OwnershipReadOptions)[],
): Promise<LoadedOwnership> {
  const register = new OwnershipRegister();
  const problems: Problem[] = [];
  const sources: OwnershipSource[] = [];
  const sink: OwnershipSink = {
    entity: (entity) => void register.addEntity(entity),
    interest: (interest) => void register.addInterest(interest),
    problem: (found) => {
      if (problems.length < KEPT_PROBLEMS) problems.push(found);
    },
  };
  for (const { path, ...options } of files) {
    sources.push(await readOwnership(chunksOf(path, options.onProgress), path, sink, options));
  }
  return { register, sources, problems, noted: register.problems };
}

async function* chunksOf(path: string, progress: Progress | undefined): AsyncGenerator<Uint8Array> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) =>
    refuse('intake/cannot-open', { file: path }, { reason: error.code ?? '?' }),
  );
  if (!info.isFile()) refuse('intake/cannot-open', { file: path }, { reason: 'EISDIR' });
  let done = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    done += chunk.length;
    yield chunk;
    progress?.(done, info.size);
  }
}
