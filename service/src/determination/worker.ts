import type { MessagePort } from 'node:worker_threads';
import { type BomFacts, determine, type ExportFacts, type Language, type ReadingId } from '@ytterby/core';
import {
  IntakeError,
  type PreviewOptions,
  type Problem,
  previewTable,
  readBomBytes,
  readExportBytes,
  type ReadOptions,
} from '../intake/index.ts';
import type { TablePreview } from '../intake/index.ts';
import { type LawGiven, lawOf, type LawWanted, Line } from '../recorded-law/law-in-thread.ts';
import { answersFile, type AnswersFormat } from './answers-file.ts';
import { type BatchLine, type BatchOptions, determineMany } from './batch.ts';
import { stepBack } from '../background-thread.ts';

stepBack();

/** What runs in a worker thread, so that the server's own thread stays free; see `workers.ts`, which calls it. */

/** A file of exports to be determined. */
export interface FileTask {
  readonly port: MessagePort;
  readonly fingerprint: string;
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly reading: Omit<ReadOptions, 'onProgress'>;
  readonly options: Omit<BatchOptions, 'signal'>;
}

/** From the worker to its caller, and back. */
export type FromWorker =
  | LawWanted
  | { readonly lines: readonly BatchLine[] }
  | { readonly unreadable: readonly Problem[] }
  /** Said, because a thread that waits for its next task does not even hang up. */
  | { readonly over: true };
export type ToWorker = LawGiven | { readonly taken: true };

/** Lines go over in pieces: so many, or what came together in so many milliseconds. */
const PIECE = 500;
const PIECE_MS = 100;
/** Pieces on their way that the caller has not taken yet. */
const WINDOW = 4;

/** Determines the exports of a file, and sends the lines in pieces, no faster than they are taken. */
export async function determineFile({ port, fingerprint, bytes, file, reading, options }: FileTask): Promise<void> {
  const line = new Line<FromWorker, ToWorker>(port);
  try {
    const { book } = await lawOf(fingerprint, line);
    let piece: BatchLine[] = [];
    let since = performance.now();
    let underway = 0;
    const send = async () => {
      line.say({ lines: piece });
      piece = [];
      underway += 1;
      if (underway >= WINDOW) {
        await line.hear();
        underway -= 1;
      }
      since = performance.now();
    };
    const { signal } = line;
    for await (const each of determineMany(readExportBytes(bytes, file, reading), book, { ...options, signal })) {
      piece.push(each);
      if (piece.length >= PIECE || performance.now() - since > PIECE_MS) await send();
    }
    if (piece.length > 0) line.say({ lines: piece });
    line.say({ over: true });
  } catch (error) {
    if (error instanceof IntakeError) line.say({ unreadable: error.problems });
    else if (!line.signal.aborted) throw error;
  } finally {
    line.close();
  }
}

/** A table to be looked at before it is read. */
export interface PreviewTask {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly options: PreviewOptions;
}

export async function preview({ bytes, file, options }: PreviewTask): Promise<TablePreview> {
  return previewTable(bytes, file, options);
}

/** Some exports of a file, or a bill of materials, to be read and no more. */
export interface FactsTask {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly reading: Omit<ReadOptions, 'onProgress'>;
  readonly as: 'exports' | 'bom';
  /** Rows of exports; absent = from the first on. */
  readonly rows?: readonly number[];
}
export interface FactsRead {
  readonly exports: readonly { readonly row: number; readonly facts: ExportFacts }[];
  /** Null where none was asked for, or the problems must be mended first. */
  readonly bom: BomFacts | null;
  readonly problems: readonly Problem[];
}

const EXPORTS_READ = 500;

/** What is wrong with the file is in the reply. */
export async function facts({ bytes, file, reading, as, rows }: FactsTask): Promise<FactsRead> {
  const found: { row: number; facts: ExportFacts }[] = [];
  const wrong: Problem[] = [];
  const wanted = rows && new Set(rows);
  try {
    if (as === 'bom') {
      const bill = await readBomBytes(bytes, file, reading);
      return { exports: [], bom: bill.facts ?? null, problems: bill.problems };
    }
    for await (const { row, facts: read, problems } of readExportBytes(bytes, file, reading)) {
      if (wanted !== undefined && !wanted.delete(row)) continue;
      if (read !== undefined) found.push({ row, facts: read });
      else wrong.push(...problems);
      if (found.length >= EXPORTS_READ || wanted?.size === 0) break;
    }
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    wrong.push(...error.problems);
  }
  return { exports: found, bom: null, problems: wrong };
}

/** Exports to be determined and written out. */
export interface AnswersTask {
  readonly port: MessagePort;
  readonly fingerprint: string;
  readonly exports: readonly ExportFacts[];
  readonly readings: Partial<Record<ReadingId, string>>;
  readonly format: AnswersFormat;
  readonly language: Language;
  readonly at: string;
}

export async function answers({
  port,
  fingerprint,
  exports,
  readings,
  format,
  language,
  at,
}: AnswersTask): Promise<Uint8Array> {
  const line = new Line<FromWorker, ToWorker>(port);
  try {
    const { book } = await lawOf(fingerprint, line);
    const answered = exports.map((facts) => ({
      facts,
      determination: determine(facts, book, { readings }),
      book,
      readings,
    }));
    return await answersFile(answered, format, language, at);
  } finally {
    line.close();
  }
}
