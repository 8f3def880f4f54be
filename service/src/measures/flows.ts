import type { Text } from '@ytterby/core';
import { type Alarm, lastRevision, type Monitoring, monitoringOf } from '@ytterby/core/measures';
import { lateDecisions, quarterOf } from '@ytterby/core/statistics';
import { sql, type Transaction } from 'kysely';
import { dateOf } from '../access/moments.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { FileBody } from '../contract/route.ts';
import { formatProblem, IntakeError } from '../intake/problem.ts';
import { tell } from '../messages/tell.ts';
import type { Edition } from '../statistics/edition.ts';
import type { Database } from '../store/schema.ts';
import { flowRows, monthProblem, MOST_FLOW_BYTES, type NewFlow } from './flow-file.ts';
import type { StoredMeasure } from './measures.ts';
import { signedRun, type SignedRun } from './notices/basis.ts';

type Db = Transaction<Database>;

/** All that was recorded, in that order. */
export async function flowsOf(db: Db, measure: string) {
  return db
    .selectFrom('measure_flow as f')
    .leftJoin('account as a', 'a.id', 'f.made_by')
    .select(['f.sequence', 'f.month', 'f.amount', 'f.unit', 'f.source', 'f.made_at', 'a.name'])
    .where('f.measure', '=', measure)
    .orderBy('f.sequence')
    .execute();
}

/**
 * Stores flows, and tells policy officers of each month that is outside the forecast now: once for a month and a side.
 * @returns of how many months they were told
 * @throws ApiProblem `conflict` before the announcement; `not-valid` for a month to come, or twice in one list
 */
export async function recordFlows(
  db: Db,
  measure: StoredMeasure,
  flows: readonly NewFlow[],
  { account, now, today }: { readonly account: string; readonly now: Temporal.Instant; readonly today: string },
): Promise<number> {
  refuseUnannounced(measure);
  refuseMonths(flows, today);
  const { id } = measure.row;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ytterby measure ${id}`}, 0))`.execute(db);
  const { last } = await db
    .selectFrom('measure_flow')
    .select((e) => e.fn.max('sequence').as('last'))
    .where('measure', '=', id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('measure_flow')
    .values(
      flows.map(({ month, amount, unit, source }, at) => ({
        measure: id,
        sequence: (last ?? 0) + at + 1,
        month,
        amount,
        unit: unit.trim(),
        source: source.trim(),
        made_at: dateOf(now),
        made_by: account,
      })),
    )
    .execute();
  return tellAlarms(db, measure, [], now);
}

function refuseUnannounced({ state }: StoredMeasure): void {
  if (state.announced === null)
    throw new ApiProblem('conflict', {
      zh: '措施尚未公布，没有可监测的内容。',
      en: 'The measure is not announced, so there is nothing to watch yet.',
    });
}

function refuseMonths(flows: readonly NewFlow[], today: string): void {
  const months = new Set<string>();
  const fields: FieldProblem[] = [];
  for (const [at, { month }] of flows.entries()) {
    const wrong = monthProblem(month, months, today);
    if (wrong !== undefined)
      fields.push({
        path: `/body/flows/${at}/month`,
        zh: `第${at + 1}行：${wrong.zh}`,
        en: `Row ${at + 1}: ${wrong.en}`,
      });
    months.add(month);
  }
  if (fields.length > 0) throw new ApiProblem('not-valid', undefined, fields);
}

/** How an announced measure runs beside the forecast that was signed off. @throws ApiProblem `conflict` before the announcement */
export async function watchedMeasure(
  db: Db,
  measure: StoredMeasure,
  periods: Edition['periods']['applications'],
): Promise<{ readonly monitoring: Monitoring; readonly inEffectFrom: string; readonly run: SignedRun['run'] }> {
  refuseUnannounced(measure);
  const signed = await signedRun(db, measure);
  // What is announced is signed off.
  if (signed === undefined) throw new ApiProblem('internal');
  const { run } = signed;
  const inEffectFrom = lastRevision(measure.state).firstDay;
  const first = quarterOf(inEffectFrom);
  const monitoring = monitoringOf(
    run.case,
    run.assessment,
    inEffectFrom,
    await flowsOf(db, measure.row.id),
    periods
      .filter(({ from }) => from >= first)
      .map((period) => ({
        from: period.from,
        to: period.to,
        granted: period.measures.granted.total,
        refused: period.measures.refused.total,
        late: lateDecisions(period),
      })),
  );
  return { monitoring, inEffectFrom, run };
}

/**
 * Tells policy officers and directors of what lies outside the forecast now: once for a month or a period, and a side.
 * @param periods of the published statistics; none: flows alone are looked at
 * @returns of how many alarms somebody was told
 */
export async function tellAlarms(
  db: Db,
  measure: StoredMeasure,
  periods: Edition['periods']['applications'],
  now: Temporal.Instant,
): Promise<number> {
  const { monitoring } = await watchedMeasure(db, measure, periods);
  const { id, title_zh, title_en } = measure.row;
  let told = 0;
  for (const alarm of monitoring.alarms) {
    const { key, title, text } = alarmWords(alarm, monitoring.unit);
    const people = await tell(
      db,
      {
        to: { roles: ['policy-officer', 'policy-director'] },
        kind: 'measure',
        subject: { kind: 'measure', id },
        title: { zh: `${title.zh}：${title_zh}`, en: `${title.en}. ${title_en}` },
        text,
        path: `/measures/${id}`,
        key: `measure/alarm/${id}/${key}/${alarm.direction}`,
      },
      now,
    );
    if (people !== null) told += 1;
  }
  return told;
}

function alarmWords(alarm: Alarm, unit: string): { readonly key: string; readonly title: Text; readonly text: Text } {
  const { direction, since, actual, low, high } = alarm;
  const below = direction === 'below';
  const side: Text = below ? { zh: '低于', en: 'below' } : { zh: '高于', en: 'above' };
  if (alarm.of === 'flow') {
    const { month } = alarm;
    const run = since === month ? { zh: '', en: '' } : { zh: `自${since}起连续`, en: `, every month since ${since}` };
    const [from, to] = [Math.round(low), Math.round(high)];
    return {
      key: month,
      title: { zh: `${month} 实际流量${side.zh}预测`, en: `${month}: actual flow ${side.en} the forecast` },
      text: {
        zh: `实际 ${actual} ${unit}，预测区间 ${from}–${to}；${run.zh}${below ? '偏低' : '偏高'}。`,
        en: `${actual} ${unit} went out, the forecast said ${from} to ${to}${run.en}.`,
      },
    };
  }
  const { of, from, to } = alarm;
  const what: Text =
    of === 'approvals'
      ? { zh: '准予比例', en: 'share of approvals' }
      : { zh: '逾期决定的比例', en: 'share of late decisions' };
  const period = from === to ? from : `${from}–${to}`;
  const run =
    since === from ? { zh: '', en: '' } : { zh: `，自${since}起连续`, en: `, in every period since ${since}` };
  const band = [...new Set([low, high].map((share) => Number((share * 100).toFixed(2))))].join('–');
  return {
    key: `${of}/${from}`,
    title: { zh: `${period} ${what.zh}${side.zh}预测`, en: `${period}: ${what.en} ${side.en} the forecast` },
    text: {
      zh: `${what.zh} ${actual}（已公布统计），${side.zh}预测的 ${band}%${run.zh}。`,
      en: `The ${what.en} was ${actual} in the published statistics, ${side.en} the forecast of ${band} %${run.en}.`,
    },
  };
}

/**
 * The flows of a file that was sent: `flowRows`.
 * @throws ApiProblem `too-large`; `not-valid` with each row that cannot be read
 */
export async function flowsIn(file: FileBody, today: string): Promise<readonly NewFlow[]> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of file.bytes) {
    size += part.length;
    if (size > MOST_FLOW_BYTES)
      throw new ApiProblem('too-large', { zh: '文件最大 1 MB。', en: 'The file has 1 MB at most.' });
    parts.push(part);
  }
  const read = await flowRows(Buffer.concat(parts), file.name, today).catch((error: unknown) => {
    if (!(error instanceof IntakeError)) throw error;
    throw new ApiProblem(
      'not-valid',
      undefined,
      error.problems.map((found) => ({
        path: '/body',
        zh: formatProblem(found, 'zh'),
        en: formatProblem(found, 'en'),
      })),
    );
  });
  if ('flows' in read) return read.flows;
  throw new ApiProblem(
    'not-valid',
    undefined,
    read.problems.map(({ row, zh, en }) => ({
      path: `/body/${row}`,
      zh: `第${row}行：${zh}`,
      en: `Row ${row}: ${en}`,
    })),
  );
}
