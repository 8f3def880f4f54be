import { randomUUIDv7 } from 'node:crypto';
import type { LawBook, LegalDate } from '@ytterby/core';
import { AssessmentStopped } from '@ytterby/core/impact';
import { type Selectable, sql, type Transaction } from 'kysely';
import { dateOf } from '../access/moments.ts';
import { IntakeError } from '../intake/problem.ts';
import { asJson } from '../libraries/rows.ts';
import type { Assessment as AssessmentTable, Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { caseTextFrom, readCaseText } from './case-file.ts';
import { ImpactFileError, impactProblem } from './problems.ts';
import { assessInThread, prepare } from './run-case.ts';
import { problemTexts, storedRun } from './shapes.ts';
import { SHIPPED_CASES, shippedCaseText } from './shipped-cases.ts';
import type { TableSets } from './table-sets.ts';

/** Assessments that are kept, and the work that runs those which wait. */
export type AssessmentRow = Selectable<AssessmentTable>;

/** What a case text is called in problems. */
export const CASE_TEXT = 'case.yaml';

export interface Asked {
  readonly caseText: string;
  /** The day from which the case counts, in place of its own. */
  readonly from?: LegalDate | undefined;
  /** Absent: those that the case names. */
  readonly tables?: string | undefined;
  readonly seed: number;
  readonly samples: number;
  readonly measure?: { readonly id: string; readonly revision: number };
  readonly demo?: boolean;
  readonly account: string | null;
}

/**
 * Puts an assessment among those that wait. Whatever is wrong with its case or tables is found here, and not when it runs.
 * @throws ImpactFileError, IntakeError
 */
export async function askAssessment(
  db: Transaction<Database>,
  asked: Asked,
  { book, sets, now }: { readonly book: LawBook; readonly sets: TableSets; readonly now: Temporal.Instant },
): Promise<AssessmentRow> {
  const { from, seed, samples, measure, demo = false, account } = asked;
  const caseText = from === undefined ? asked.caseText : caseTextFrom(asked.caseText, from, CASE_TEXT);
  const read = readCaseText(caseText, CASE_TEXT);
  const tables = asked.tables ?? read.tables;
  const { tablesRead, fingerprint } = await sets.read(tables);
  prepare(read.given, tablesRead, book, CASE_TEXT);
  return db
    .insertInto('assessment')
    .values({
      id: randomUUIDv7(),
      measure: measure?.id ?? null,
      revision: measure?.revision ?? null,
      demo,
      case_text: caseText,
      tables,
      tables_fingerprint: fingerprint,
      seed,
      samples,
      ran_by: account,
      asked_at: dateOf(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Draws of what is published: fewer where the table is large. */
const drawsFor = (sectors: number) => (sectors > 150 ? 200 : 1000);

/**
 * Has every case that comes with Ytterby and whose tables are there put among those that wait, for everybody to read, where it is not there with
 * this text and these tables.
 * @param needs.cases which cases; default: all that come with Ytterby
 * @returns how many were put there now
 */
export async function publishAssessments(
  store: Store,
  {
    cases = SHIPPED_CASES,
    samples,
    ...needs
  }: Parameters<typeof askAssessment>[2] & { readonly cases?: readonly string[]; readonly samples?: number },
): Promise<number> {
  let put = 0;
  const names = needs.sets.names();
  for (const id of cases) {
    const caseText = (await shippedCaseText(id)) ?? '';
    const { tables } = readCaseText(caseText, CASE_TEXT);
    if (!names.includes(tables)) continue;
    const { tablesRead, fingerprint } = await needs.sets.read(tables);
    const draws = samples ?? drawsFor(tablesRead.economy?.sectors.length ?? 0);
    put += await store.asProduct(async (db) => {
      // Two processes may start at the same time.
      await sql`select pg_advisory_xact_lock(hashtext('ytterby published assessments'))`.execute(db);
      const before = await db
        .selectFrom('assessment')
        .select('id')
        .where('demo', '=', true)
        .where('case_text', '=', caseText)
        .where('tables_fingerprint', '=', fingerprint)
        .executeTakeFirst();
      if (before !== undefined) return 0;
      await askAssessment(db, { caseText, seed: 1, samples: draws, demo: true, account: null }, needs);
      return 1;
    });
  }
  return put;
}

export interface RunNeeds {
  readonly store: Store;
  readonly book: LawBook;
  readonly sets: TableSets;
  readonly now: () => Temporal.Instant;
  /** Ends the work; what runs is taken up again from the start by the next. */
  readonly signal: AbortSignal;
  readonly onProgress?: (figures: Figures) => void;
}
export interface Figures {
  done: number;
  failed: number;
  stopped: number;
}

const OURS = {
  zh: '程序出错，管理员可在后台任务中查看原因。',
  en: 'The program failed; an administrator sees why among the jobs.',
};

/** How often it is written how far a run is, and looked whether it was stopped. */
const TOLD_EVERY_MS = 700;

/**
 * Runs what waits, one after the other, the oldest first. Only one process does so at a time, so what stands as running was left behind by one
 * that died.
 */
export async function runAssessments(needs: RunNeeds): Promise<Figures> {
  const figures: Figures = { done: 0, failed: 0, stopped: 0 };
  while (!needs.signal.aborted) {
    const row = await begin(needs);
    if (row === undefined) return figures;
    const ended = await runOne(row, needs);
    if (ended !== undefined) figures[ended]++;
    needs.onProgress?.(figures);
  }
  throw needs.signal.reason;
}

function begin({ store, now }: RunNeeds): Promise<AssessmentRow | undefined> {
  return store.asProduct(async (db) => {
    const next = await db
      .selectFrom('assessment')
      .select('id')
      .where('state', 'in', ['waiting', 'running'])
      .orderBy('asked_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (next === undefined) return undefined;
    return db
      .updateTable('assessment')
      .set({ state: 'running', started_at: dateOf(now()), samples_done: 0 })
      .where('id', '=', next.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** @returns how it ended; undefined: the work itself was ended */
async function runOne(
  row: AssessmentRow,
  { store, book, sets, now, signal }: RunNeeds,
): Promise<keyof Figures | undefined> {
  const stopping = new AbortController();
  let drawn = 0;
  /** Nothing is written of a run that somebody stopped. */
  const write = (
    values: Partial<Pick<AssessmentRow, 'samples_done' | 'state' | 'finished_at'>> & Record<string, unknown>,
  ) =>
    store.asProduct(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('assessment')
        .set(values)
        .where('id', '=', row.id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  const telling = setInterval(() => {
    write({ samples_done: drawn }).then(
      (isRunning) => {
        if (!isRunning) stopping.abort();
      },
      // The database is away: the next look finds out.
      () => undefined,
    );
  }, TOLD_EVERY_MS);
  const finished = (state: 'done' | 'failed', values: Record<string, unknown>) =>
    write({ state, finished_at: dateOf(now()), ...values });
  try {
    const read = readCaseText(row.case_text, CASE_TEXT);
    const { tablesRead, fingerprint } = await sets.read(row.tables);
    if (fingerprint !== row.tables_fingerprint)
      throw new ImpactFileError([impactProblem('impact/tables-changed', { file: row.tables })]);
    const assessment = await assessInThread(prepare(read.given, tablesRead, book, CASE_TEXT), CASE_TEXT, {
      seed: row.seed,
      samples: row.samples,
      signal: AbortSignal.any([signal, stopping.signal]),
      onProgress: (stage, done, total) => {
        drawn = stage === 'samples' ? Math.min(done, total) : row.samples;
      },
    });
    clearInterval(telling);
    const isStored = await finished('done', {
      samples_done: row.samples,
      result: asJson(storedRun({ ...read, assessment, tablesRead })),
    });
    return isStored ? 'done' : 'stopped';
  } catch (error) {
    if (error instanceof AssessmentStopped) return signal.aborted ? undefined : 'stopped';
    const isOfFile = error instanceof ImpactFileError || error instanceof IntakeError;
    await finished('failed', { problem: JSON.stringify(isOfFile ? problemTexts(error) : [OURS]) });
    if (!isOfFile) throw error;
    return 'failed';
  } finally {
    clearInterval(telling);
  }
}
