import { isLegalDate } from '@ytterby/core';
import type { LicensedExport, ReportStage } from '@ytterby/core/licensing';
import { type Selectable, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { dateOf } from '../access/moments.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { StoredLicence } from '../licensing/licences.ts';
import type { Database, UsageReport } from '../store/schema.ts';
import { exportsUnder } from './exports.ts';

/** Reports on transport, arrival, installation and use (Order 792 art. 18), as they are stored: nothing of them is changed. */

export type StoredUsageReport = Selectable<UsageReport>;

export interface NewUsageReport {
  readonly declaration: string;
  readonly stage: ReportStage;
  readonly happenedOn: string;
  readonly text: string;
  readonly papers: readonly string[];
}

/**
 * Stores a report. Any declaration is taken, for customs may not have told this installation of it; whether the licence stands does not
 * matter either, for goods that have left are reported on all the same.
 * @throws ApiProblem `not-valid` for a day that does not exist, is to come, or lies before the licence
 */
export async function makeUsageReport(
  db: Transaction<Database>,
  licence: StoredLicence,
  { declaration, stage, happenedOn, text, papers }: NewUsageReport,
  person: string,
  { now, today, firstDay }: { readonly now: Temporal.Instant; readonly today: string; readonly firstDay: string },
): Promise<StoredUsageReport> {
  const wrong = dayProblem(happenedOn, today, firstDay);
  if (wrong !== undefined) throw new ApiProblem('not-valid', undefined, [wrong]);
  return db
    .insertInto('usage_report')
    .values({
      id: randomUUIDv7(),
      organisation: licence.organisation,
      licence: licence.id,
      declaration: declaration.trim(),
      stage,
      happened_on: happenedOn,
      text: text.trim(),
      papers: papers.map((paper) => paper.trim()),
      made_at: dateOf(now),
      made_by: person,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function dayProblem(day: string, today: string, firstDay: string): FieldProblem | undefined {
  const path = '/body/happenedOn';
  if (!isLegalDate(day)) return { path, zh: '没有这一天。', en: 'There is no such day.' };
  if (day > today) return { path, zh: '不能报告尚未发生的情况。', en: 'What is still to come cannot be reported.' };
  if (day < firstDay)
    return {
      path,
      zh: `早于许可证件有效期的第一日（${firstDay}）。`,
      en: `Before the first day of the licence, ${firstDay}.`,
    };
  return undefined;
}

/** What has left under a licence, and what was reported on it, the latest first. */
export async function usageUnder(
  db: Transaction<Database>,
  licence: string,
): Promise<{ readonly exports: readonly LicensedExport[]; readonly reports: readonly StoredUsageReport[] }> {
  const reports = await db
    .selectFrom('usage_report')
    .selectAll()
    .where('licence', '=', licence)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return { exports: (await exportsUnder(db, [licence])).get(licence) ?? [], reports };
}
