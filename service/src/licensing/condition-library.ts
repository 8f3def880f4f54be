import type { ReportTerm } from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { ConditionText, Database } from '../store/schema.ts';

/** The library of conditions: every wording stays, the last one counts. */

export type StoredCondition = Selectable<ConditionText>;

/** The last version of every condition, with those that are retired. */
export function latestConditions(db: Transaction<Database>) {
  return db.selectFrom('condition_text').selectAll().distinctOn('id').orderBy('id').orderBy('version', 'desc');
}

export const NOT_IN_LIBRARY = {
  zh: '条件库中没有此条件，或者已经停用。',
  en: 'The library has no such condition, or it is retired.',
};

/** A condition as it can be set now; undefined where there is none, or it is retired. */
export async function conditionInUse(db: Transaction<Database>, id: unknown): Promise<StoredCondition | undefined> {
  // Commands come here before their shape is checked.
  if (typeof id !== 'string') return undefined;
  const found = await latestConditions(db).where('id', '=', id).executeTakeFirst();
  return found?.retired_at === null ? found : undefined;
}

/** The reports that a condition asks for; null = none. */
export const reportOf = ({ report }: StoredCondition): ReportTerm | null => report as unknown as ReportTerm | null;

/** Stores the next version of a condition; two at once wait for each other. */
export async function addVersion(
  db: Transaction<Database>,
  version: Omit<StoredCondition, 'version' | 'report'> & { readonly report: ReportTerm | null },
): Promise<StoredCondition> {
  await sql`select pg_advisory_xact_lock(hashtext(${`ytterby condition ${version.id}`}))`.execute(db);
  const last = await latestConditions(db).where('id', '=', version.id).executeTakeFirst();
  return db
    .insertInto('condition_text')
    .values({
      ...version,
      version: (last?.version ?? 0) + 1,
      report: version.report === null ? null : JSON.stringify(version.report),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
