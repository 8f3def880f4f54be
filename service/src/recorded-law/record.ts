import { type Selectable, sql, type Transaction } from 'kysely';
import { dateOf } from '../access/moments.ts';
import { Refusal } from '../contract/problems.ts';
import { RECORD_REFUSALS } from '../contract/reasons.ts';
import type { Database, RecordedInstrument } from '../store/schema.ts';
import { tell } from '../store/store.ts';
import { type Tried, tryRecord } from './given-text.ts';
import type { LawInUse, RecordedText } from './law-in-use.ts';
import { type LawService, recordedTexts } from './law-service.ts';

export type Recorded = { readonly row: Selectable<RecordedInstrument>; readonly law: LawInUse };

/**
 * Makes a text part of the law that is served, as of the caller's transaction; every process hears of it once that is stored. What the
 * text has wrong comes back, and nothing is stored then.
 * @param account who records it
 * @throws Refusal `not-recorded-here` where a measure has the instrument, and it is not announced or its text is another
 */
export async function record(
  db: Transaction<Database>,
  law: Pick<LawService, 'with'>,
  candidate: RecordedText,
  { account, now }: { readonly account: string; readonly now: Temporal.Instant },
): Promise<Recorded | Extract<Tried, { readonly problems: unknown }>> {
  await oneAtATime(db);
  const { instrument, text } = candidate;
  const { rows } = await sql<{ lets: boolean }>`select measure_lets_record(${instrument}, ${text}) as lets`.execute(db);
  if (rows[0]?.lets !== true)
    throw new Refusal('conflict', RECORD_REFUSALS['not-recorded-here'], [], 'not-recorded-here');
  const tried = tryRecord(law, await recordedTexts(db), candidate);
  if ('problems' in tried) return tried;
  const row = await db
    .insertInto('recorded_instrument')
    .values({ ...candidate, recorded_at: dateOf(now), recorded_by: account })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell(db, 'law_recorded');
  return { row, law: tried.law };
}

/** Two records that are sound one by one need not be sound together, so each is tried with the one before it stored. */
export async function oneAtATime(db: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('ytterby recorded law'))`.execute(db);
}
