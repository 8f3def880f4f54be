import { randomUUIDv7 } from 'node:crypto';
import type { LegalDate } from '@ytterby/core';
import { type Selectable, sql, type Transaction } from 'kysely';
import { dateOf } from '../access/moments.ts';
import type { Decided } from '../screening/decided.ts';
import { type Decision, decisionKept, Decisions } from '../screening/decisions.ts';
import type { Database, HitDecision } from '../store/schema.ts';
import { asJson } from './rows.ts';

/** What is kept of a decision beside its columns. */
type DecisionData = Pick<Decision, 'list' | 'record' | 'party' | 'on'>;

/**
 * Keeps a decision of an organisation, for good.
 * Raises `DecisionError` without a readable name and reason.
 */
export async function keepDecision(
  db: Transaction<Database>,
  organisation: string,
  decision: Omit<Decision, 'query'>,
  now: Temporal.Instant,
): Promise<Selectable<HitDecision>> {
  const { decided, by, reason, entry, query, list, record, party, on } = decisionKept(decision);
  const data: DecisionData = { list, record, party, on };
  return db
    .insertInto('hit_decision')
    .values({
      id: randomUUIDv7(),
      organisation,
      party_key: query,
      entry,
      decision: decided,
      reason,
      decided_by: by,
      decided_at: dateOf(now),
      data: asJson(data),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @example decisionOf(row).decided // 'false-positive' */
export function decisionOf(row: Selectable<HitDecision>): Decision {
  const data = row.data as unknown as DecisionData;
  return {
    ...data,
    decided: row.decision as Decided,
    by: row.decided_by,
    reason: row.reason,
    entry: row.entry,
    query: row.party_key,
  };
}

/** The organisation's decisions that were made by a day, to be laid over its screenings. */
export async function decisionsBy(
  db: Transaction<Database>,
  organisation: string,
  knownAt: LegalDate,
): Promise<Decisions> {
  const rows = await db
    .selectFrom('hit_decision')
    .selectAll()
    .where('organisation', '=', organisation)
    .where(sql<boolean>`data->>'on' <= ${knownAt}`)
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
  return new Decisions(rows.map(decisionOf));
}
