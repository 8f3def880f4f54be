import { type CaseState, flagsOf, type ReviewRule } from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { CaseFlag } from '../contract/review-rules.ts';
import type { Database, ReviewRule as ReviewRuleTable } from '../store/schema.ts';
import { type StoredCase, stateOf } from './cases.ts';
import { latestConditions } from './condition-library.ts';

/** The rules for flags and routing as they are stored, and what they say about stored cases. */

export type StoredRule = Selectable<ReviewRuleTable>;

/** On how many past cases a rule is tried. */
const PAST = 500;

export const ruleIn = ({ rule }: Pick<StoredRule, 'rule'>): ReviewRule => rule as unknown as ReviewRule;

/** The versions that are asked about every case. */
export function activeRules(db: Transaction<Database>) {
  return db
    .selectFrom('review_rule')
    .selectAll()
    .where('active_from', 'is not', null)
    .where('replaced_by', 'is', null)
    .where('retired_at', 'is', null)
    .orderBy('id');
}

/** What the active rules say about a case. Conditions that were retired since are not suggested. */
export async function flagsOn(db: Transaction<Database>, row: StoredCase): Promise<CaseFlag[]> {
  const stored = await activeRules(db).execute();
  if (stored.length === 0) return [];
  const { rows } = await sql<{ first: boolean }>`select not exists (select from licensing_case e
    where e.organisation = ${row.organisation} and e.number is not null and e.id < ${row.id}) as first`.execute(db);
  const rules = stored.map((each) => ({ ...ruleIn(each), of: each }));
  const speaking = flagsOf(stateOf(row), rules, { isFirstApplication: rows[0]?.first ?? false });
  const suggested = speaking.flatMap(({ suggests }) => suggests.conditions);
  const library = suggested.length === 0 ? [] : await latestConditions(db).where('id', 'in', suggested).execute();
  const usable = new Map(library.filter(({ retired_at }) => retired_at === null).map((each) => [each.id, each]));
  return speaking.map(({ of, name, suggests }) => ({
    rule: of.id,
    version: of.version,
    name,
    flags: suggests.flags,
    departments: suggests.departments,
    conditions: suggests.conditions.flatMap((id) => {
      const found = usable.get(id);
      return found === undefined ? [] : [{ id, text: { zh: found.zh, en: found.en } }];
    }),
  }));
}

/** A case on which a rule was tried. */
export interface PastCase {
  readonly id: string;
  readonly number: string;
  readonly applicant: { readonly zh: string; readonly en: string };
  readonly state: CaseState;
  readonly isFirstApplication: boolean;
}

/** The last submitted cases, as they stand now, the latest first. */
export async function pastCases(db: Transaction<Database>): Promise<PastCase[]> {
  const rows = await db
    .selectFrom('licensing_case as c')
    .leftJoin('organisation as o', 'o.id', 'c.organisation')
    .select(['c.id', 'c.number', 'c.state', 'o.name_zh', 'o.name_en'])
    .select(
      sql<boolean>`not exists (select from licensing_case e
        where e.organisation = c.organisation and e.number is not null and e.id < c.id)`.as('first'),
    )
    .where('c.number', 'is not', null)
    .orderBy('c.id', 'desc')
    .limit(PAST)
    .execute();
  return rows.map(({ id, number, state, name_zh, name_en, first }) => ({
    id,
    number: number ?? '',
    applicant: { zh: name_zh ?? '', en: name_en ?? '' },
    state: stateOf({ state }),
    isFirstApplication: first,
  }));
}

/** Which of these cases does a rule flag? */
export function flaggedBy(rule: ReviewRule, cases: readonly PastCase[]): readonly PastCase[] {
  return cases.filter((each) => flagsOf(each.state, [rule], each).length > 0);
}
