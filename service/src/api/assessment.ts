import { sql } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import type { ASSESSMENT_ROUTES, StoredRun } from '../contract/assessment.ts';
import { ApiProblem } from '../contract/problems.ts';
import { type AssessmentRow, askAssessment } from '../impact/assessments.ts';
import { type CaseRead, readCase, readCaseText } from '../impact/case-file.ts';
import { ImpactFileError } from '../impact/problems.ts';
import { reportOf } from '../impact/report/index.ts';
import { reportHtml, reportPdf } from '../impact/report/layouts.ts';
import { lawOf, prepare } from '../impact/run-case.ts';
import { problemTexts, reportedRun, sourceShapes, tablesShape } from '../impact/shapes.ts';
import { SHIPPED_CASES, shippedCase, shippedCaseText } from '../impact/shipped-cases.ts';
import { tableSets } from '../impact/table-sets.ts';
import { IntakeError } from '../intake/problem.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof ASSESSMENT_ROUTES;

export interface AssessmentNeeds {
  readonly law: () => LawInUse;
  readonly dataFolder: string;
  readonly jobs: Pick<Jobs, 'send'>;
}

/** Impact assessments, and the cases that come with Ytterby. */
export function assessmentHandlers({ law, dataFolder, jobs }: AssessmentNeeds): HandlersOf<Routes> {
  const sets = tableSets(dataFolder);
  // What came with the program stays as it is while it runs.
  let cases: Promise<readonly CaseRead[]> | undefined;
  return {
    'impact.cases': async () => {
      cases ??= Promise.all(SHIPPED_CASES.map((id) => readCase(shippedCase(id) as string)));
      const names = sets.names();
      return {
        body: {
          cases: (await cases).map(({ given: { id, title, scope, from, days, measure }, tables }) => ({
            id,
            title: { ...title },
            scope: { ...scope },
            from,
            days,
            kind: measure.kind,
            observed: measure.kind === 'licence' ? (measure.observed?.months ?? []).map(({ month }) => month) : [],
            tables,
            hasTables: names.includes(tables),
          })),
          tables: [...names],
        },
      };
    },

    'impact.case': async ({ params }) => {
      const file = shippedCase(params.case);
      if (file === undefined) throw new ApiProblem('not-found');
      const { given, sources, tables } = await readCase(file);
      const tablesRead = await sets.read(tables).then(
        (set) => set.tablesRead,
        (error: unknown) => {
          // What is wrong with tables of this machine is told to who asks for an assessment.
          if (error instanceof ImpactFileError || error instanceof IntakeError) return undefined;
          throw error;
        },
      );
      const days = lawOf(law().book, given, file);
      return {
        body: {
          case: given,
          sources: sourceShapes(sources),
          tables:
            tablesRead === undefined ? null : tablesShape(prepare(given, tablesRead, law().book, file), tablesRead),
          law: { ...days, workingDays: [...days.workingDays] },
        },
      };
    },

    'assessment.list': async ({ query }, { db }) => {
      const [askedAt, id] = pageStart(query, 2) ?? [];
      const rows = await db
        .selectFrom('assessment')
        .select(SUMMARY)
        .$if(query.measure !== undefined, (rest) => rest.where('measure', '=', query.measure as string))
        .$if(askedAt !== undefined, (rest) =>
          rest.where(sql<boolean>`(asked_at, id) < (${askedAt}::timestamptz, ${id}::uuid)`),
        )
        .orderBy('asked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return { body: pageOf(rows, query, (row) => [instantText(row.asked_at), row.id], summaryOf) };
    },

    'assessment.get': async ({ params: { assessment } }, { db }) => {
      const row = await db.selectFrom('assessment').selectAll().where('id', '=', assessment).executeTakeFirst();
      if (row === undefined) throw new ApiProblem('not-found');
      return { body: { ...summaryOf(row), caseText: row.case_text, result: resultOf(row) } };
    },

    'assessment.ask': async ({ body }, { db, actor, now }) => {
      const { seed = 1, samples = 1000 } = body;
      const revision =
        body.measure === undefined
          ? undefined
          : await db.selectFrom('measure').select('revision').where('id', '=', body.measure).executeTakeFirst();
      const caseText = 'shipped' in body.case ? await shippedCaseText(body.case.shipped) : body.case.text;
      if (caseText === undefined || (body.measure !== undefined && revision === undefined))
        throw new ApiProblem('not-found');
      const measure =
        body.measure === undefined || revision === undefined ? {} : { measure: { id: body.measure, ...revision } };
      const account = actor.account?.id ?? null;
      const asked = { caseText, from: body.case.from, tables: body.tables, seed, samples, account, ...measure };
      try {
        const row = await askAssessment(db, asked, { book: law().book, sets, now });
        return {
          body: summaryOf(row),
          subject: { kind: 'assessment', id: row.id },
          detail: { tables: row.tables, fingerprint: row.tables_fingerprint, seed, samples },
          // Should this fail, the next of its jobs finds it.
          stored: () => jobs.send('assess').catch(() => undefined),
        };
      } catch (error) {
        if (!(error instanceof ImpactFileError || error instanceof IntakeError)) throw error;
        throw new ApiProblem(
          'not-valid',
          undefined,
          problemTexts(error).map((texts) => ({ path: '/body/case', ...texts })),
        );
      }
    },

    'assessment.stop': async ({ params: { assessment } }, { db, now }) => {
      const found = await db.selectFrom('assessment').select('id').where('id', '=', assessment).executeTakeFirst();
      if (found === undefined) throw new ApiProblem('not-found');
      const { numUpdatedRows } = await db
        .updateTable('assessment')
        .set({ state: 'stopped', finished_at: dateOf(now) })
        .where('id', '=', assessment)
        .where('state', 'in', ['waiting', 'running'])
        .executeTakeFirst();
      if (numUpdatedRows === 0n)
        throw new ApiProblem('conflict', { zh: '该评估已结束。', en: 'This assessment has ended already.' });
      return { body: null, subject: { kind: 'assessment', id: assessment } };
    },

    'assessment.report': async ({ params: { assessment }, query: { format, language } }, { db }) => {
      const row = await db.selectFrom('assessment').selectAll().where('id', '=', assessment).executeTakeFirst();
      if (row === undefined) throw new ApiProblem('not-found');
      const result = resultOf(row);
      if (result === null || row.finished_at === null)
        throw new ApiProblem('conflict', { zh: '评估尚未完成。', en: 'This assessment is not done yet.' });
      const report = reportOf(reportedRun(result), language);
      const at = instantText(row.finished_at);
      const name = `${result.case.id}-${language}.${format}`;
      if (format === 'pdf') return { body: { mediaType: 'application/pdf', name, bytes: await reportPdf(report, at) } };
      const page = reportHtml(report, at.slice(0, 16).replace('T', ' '));
      return { body: { mediaType: 'text/html; charset=utf-8', name, bytes: Buffer.from(page) } };
    },
  };
}

const resultOf = ({ result }: AssessmentRow) => result as unknown as StoredRun | null;

const SUMMARY = [
  'id',
  'measure',
  'revision',
  'demo',
  'case_text',
  'tables',
  'tables_fingerprint',
  'seed',
  'samples',
  'state',
  'samples_done',
  'problem',
  'asked_at',
  'started_at',
  'finished_at',
] as const satisfies readonly (keyof AssessmentRow)[];

/** Of a stored assessment the case stays, and a page that waits for one asks again and again. */
const heads = new Map<string, Pick<CaseRead['given'], 'id' | 'title' | 'from'>>();
const MOST_HEADS = 1_000;

function headOf(row: Pick<AssessmentRow, 'id' | 'case_text'>) {
  const known = heads.get(row.id);
  if (known !== undefined) return known;
  if (heads.size >= MOST_HEADS) heads.clear();
  const { id, title, from } = readCaseText(row.case_text, '').given;
  heads.set(row.id, { id, title, from });
  return { id, title, from };
}

/** What is told of an assessment in a list. Its case was read when it was asked for. */
function summaryOf(row: Pick<AssessmentRow, (typeof SUMMARY)[number]>) {
  const { id, title, from } = headOf(row);
  return {
    id: row.id,
    measure: row.measure,
    revision: row.revision,
    demo: row.demo,
    case: { id, title: { ...title }, from },
    tables: row.tables,
    tablesFingerprint: row.tables_fingerprint,
    seed: row.seed,
    samples: row.samples,
    state: row.state as 'waiting' | 'running' | 'done' | 'failed' | 'stopped',
    samplesDone: row.samples_done,
    problems: row.problem as unknown as { zh: string; en: string }[] | null,
    askedAt: instantText(row.asked_at),
    startedAt: row.started_at === null ? null : instantText(row.started_at),
    finishedAt: row.finished_at === null ? null : instantText(row.finished_at),
  };
}
