import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { addDays, isWorkingDay, type LawBook, type LegalDate, procedureOn } from '@ytterby/core';
import {
  type Assessment,
  AssessmentStopped,
  type CaseTables,
  type ImpactCase,
  type Stage,
  TableError,
} from '@ytterby/core/impact';
import { type CaseRead, readCase } from './case-file.ts';
import { ImpactFileError, impactProblem } from './problems.ts';
import { DESCRIPTION_FILE } from './tables/description.ts';
import { readTables, type TablesRead } from './tables/read-tables.ts';

export interface RunOptions {
  readonly book: LawBook;
  /** Folder of the tables, in place of the case's. */
  readonly tables?: string;
  /** The day from which the case counts, in place of its own. */
  readonly from?: LegalDate;
  readonly seed: number;
  readonly samples: number;
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
  /** Ends the run with `AssessmentStopped`. */
  readonly signal?: AbortSignal;
}

/** An assessment with all that a report of it says. */
export interface CaseRun extends CaseRead {
  readonly assessment: Assessment;
  readonly tablesRead: TablesRead;
}

/**
 * Reads a case and its tables and assesses it, in a thread of its own.
 * @throws IntakeError, ImpactFileError, AssessmentStopped
 * @example (await runCase('october-2025.yaml', { book: loadLaw(), seed: 1, samples: 1000 })).assessment.loss
 */
export async function runCase(file: string, { book, tables, from, ...options }: RunOptions): Promise<CaseRun> {
  const read = await readCase(file, from);
  const its = path.resolve(path.dirname(file), read.tables);
  const folder = tables ?? its;
  const own = path.join(folder, DESCRIPTION_FILE);
  const tablesRead = await readTables(folder, existsSync(own) ? own : path.join(its, DESCRIPTION_FILE));
  const prepared = prepare(read.given, tablesRead, book, file);
  return { ...read, tablesRead, assessment: await assessInThread(prepared, file, options) };
}

/** A case with all that it is assessed with; everything of it can be copied. */
export interface PreparedCase {
  readonly given: ImpactCase;
  readonly tables: CaseTables;
  readonly workingDays: ReadonlySet<string>;
  readonly unpublishedYears: readonly string[];
  readonly limit: number;
}

/**
 * Puts a case together with tables and with what the law says of its days.
 * @param file what the case is called in problems
 * @throws ImpactFileError where the tables describe no economy or lack a sector of the case, or the law has no time limit yet
 */
export function prepare(given: ImpactCase, tablesRead: TablesRead, book: LawBook, file: string): PreparedCase {
  const { economy, sectorNames, unit, trade, production, prices } = tablesRead;
  if (economy === undefined)
    throw new ImpactFileError([impactProblem('impact/missing-table', { file }, { kind: 'make' })]);
  const like = economy.sectors.slice(0, 5).join(', ');
  const unknown = given.items
    .flatMap(({ users }) => users)
    .filter(({ sector }) => !economy.sectors.includes(sector))
    .map(({ sector }) => impactProblem('impact/unknown-sector', { file }, { sector, like }));
  if (unknown.length > 0) throw new ImpactFileError(unknown);
  return { given, tables: { economy, sectorNames, unit, trade, production, prices }, ...lawOf(book, given, file) };
}

/** What the thread is given. */
export interface AssessTask extends PreparedCase {
  readonly seed: number;
  readonly samples: number;
}
/** What the thread says. */
export type AssessMessage =
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly assessment: Assessment }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * The working days of the period, its years whose holidays are not published yet, and the time limit of a review, from the law in force on its
 * first day.
 */
export function lawOf(book: LawBook, { from, days, measure }: ImpactCase, file: string) {
  const all = Array.from({ length: days }, (_, day) => addDays(from, day));
  const review = procedureOn(book, from).timeLimits.find(({ id }) => id === 'decision');
  if (review === undefined && measure.kind === 'licence')
    throw new ImpactFileError([
      impactProblem(
        'impact/wrong-shape',
        { file, field: 'from' },
        {
          detail: `on ${from} the law pack has no time limit for a decision (Order 792 counts from 2024-12-01)`,
          detailZh: `${from} 法规库中尚无审查期限（国务院令第792号自2024-12-01起施行）`,
        },
      ),
    ]);
  return {
    workingDays: new Set(all.filter((date) => isWorkingDay(book.calendar, date))),
    unpublishedYears: [...new Set(all.map((date) => date.slice(0, 4)))].filter(
      (year) => !(year in book.calendar.published),
    ),
    // A stop has no queue that could be late.
    limit: review?.workingDays ?? 0,
  };
}

/**
 * Assesses in a thread of its own, so that nobody waits for it who does not want to.
 * @param file what the case is called in problems
 * @throws ImpactFileError where a number cannot be; AssessmentStopped
 */
export function assessInThread(
  prepared: PreparedCase,
  file: string,
  { seed, samples, onProgress, signal }: Omit<RunOptions, 'book' | 'tables' | 'from'>,
): Promise<Assessment> {
  const task: AssessTask = { ...prepared, seed, samples };
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(new AssessmentStopped());
    const worker = new Worker(new URL('assess-thread.ts', import.meta.url), { workerData: task });
    const stop = () => {
      reject(new AssessmentStopped());
      void worker.terminate();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const end = () => signal?.removeEventListener('abort', stop);
    worker.on('message', (message: AssessMessage) => {
      if (message.kind === 'progress') return onProgress?.(message.stage, message.done, message.total);
      end();
      if (message.kind === 'done') resolve(message.assessment);
      else reject(new ImpactFileError([impactProblem('impact/not-a-table', { file }, { detail: message.message })]));
    });
    worker.on('error', (error) => {
      end();
      reject(error);
    });
    worker.on('exit', (code) => {
      end();
      reject(new TableError(`the thread of the assessment ended with ${code}`));
    });
  });
}
