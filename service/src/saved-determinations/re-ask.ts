import { setImmediate } from 'node:timers/promises';
import type { ExportFacts, LegalDate } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { beijingDay } from '../access/moments.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { askAndKeep, type SavedQuestion } from './answers.ts';
import type { AsOfMode } from './as-of-mode.ts';
import { type AskedOn, canDiffer, factsOn } from './law-days.ts';

export interface ReAskOptions {
  readonly store: Store;
  readonly law: LawInUse;
  readonly now: Temporal.Instant;
  /** Only those of one organisation. Default: of all. */
  readonly organisation?: string | undefined;
  /** Ends it between two pages; what was asked stays asked. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface ReAsked {
  readonly looked: number;
  readonly asked: number;
  readonly different: number;
}

/** How many are looked at together, and how many of them are asked in one transaction. */
const LOOKED_AT = 2_000;
const ASKED_TOGETHER = 25;

/**
 * Asks saved determinations again, wherever the law that they know has changed, or a day has come on which it can answer
 * differently. What each was last asked with stands in its own row, so doing it twice changes nothing, a run that was cut short is
 * taken up by the next, and two at a time share the work.
 * @example await reAsk({ store, law: law.current(), now }) // { looked: 2, asked: 1, different: 1 }
 */
export async function reAsk({ store, law, now, organisation, signal }: ReAskOptions): Promise<ReAsked> {
  const today = beijingDay(now);
  const needs = needsAsking(law, today);
  const total = { looked: 0, asked: 0, different: 0 };
  let after: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.asProduct((db) => lookAt(db, after, organisation));
    total.looked += page.length;
    const due = page.filter(needs).map(({ id }) => id);
    for (let first = 0; first < due.length; first += ASKED_TOGETHER) {
      signal?.throwIfAborted();
      const ids = due.slice(first, first + ASKED_TOGETHER);
      const { asked, different } = await store.asProduct((db) => askThese(db, ids, { law, now, needs }));
      total.asked += asked;
      total.different += different;
    }
    after = page.at(-1)?.id;
    if (page.length < LOOKED_AT) return total;
  }
}

/** A saved determination as far as it tells whether it must be asked. */
interface LookedAt {
  readonly id: string;
  readonly as_of_mode: string;
  readonly as_of: LegalDate;
  readonly known_at: LegalDate;
  readonly law: string;
  /** Of the facts. */
  readonly about: LegalDate;
  readonly knowing: LegalDate | null;
}

const LOOK = [
  'id',
  'as_of_mode',
  'as_of',
  'known_at',
  'law',
  sql<string>`facts->>'asOf'`.as('about'),
  sql<string | null>`facts->>'knownAt'`.as('knowing'),
] as const;

function lookAt(
  db: Transaction<Database>,
  after: string | undefined,
  organisation: string | undefined,
): Promise<readonly LookedAt[]> {
  let rows = db.selectFrom('saved_determination').select(LOOK).where('archived_at', 'is', null);
  if (after !== undefined) rows = rows.where('id', '>', after);
  if (organisation !== undefined) rows = rows.where('organisation', '=', organisation);
  return rows.orderBy('id').limit(LOOKED_AT).execute();
}

/** Most were asked on the same few days, so each pair of days is looked at once. */
function needsAsking(law: LawInUse, today: LegalDate): (row: LookedAt) => boolean {
  const known = new Map<string, boolean>();
  return ({ as_of_mode, as_of, known_at, law: lastLaw, about, knowing }) => {
    const facts = { asOf: about, ...(knowing === null ? {} : { knownAt: knowing }) };
    const next = factsOn(facts, as_of_mode as AsOfMode, today);
    if (law.fingerprintKnownAt(next.knownAt) !== lastLaw) return true;
    const key = JSON.stringify([as_of, known_at, next.asOf, next.knownAt]);
    const last: AskedOn = { asOf: as_of, knownAt: known_at };
    const found = known.get(key) ?? canDiffer(law.book, last, next);
    known.set(key, found);
    return found;
  };
}

interface Asking {
  readonly law: LawInUse;
  readonly now: Temporal.Instant;
  readonly needs: (row: LookedAt) => boolean;
}

/** Another run, or a person, may have asked one meanwhile: then it needs no asking any more. */
async function askThese(db: Transaction<Database>, ids: readonly string[], { law, now, needs }: Asking) {
  const rows = await db
    .selectFrom('saved_determination')
    .select([...LOOK, 'organisation', 'facts'])
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const due = rows.filter(needs);
  let different = 0;
  for (const row of due) {
    const because = row.law === law.fingerprintKnownAt(row.known_at) ? 'day' : 'law';
    if ((await askAndKeep(db, questionOf(row), law, because, now)) !== null) different += 1;
    // Requests come in between.
    await setImmediate();
  }
  return { asked: due.length, different };
}

/** @example questionOf(row).mode // 'today' */
export const questionOf = ({
  id,
  organisation,
  facts,
  as_of_mode,
}: {
  readonly id: string;
  readonly organisation: string;
  readonly facts: unknown;
  readonly as_of_mode: string;
}): SavedQuestion => ({ id, organisation, facts: facts as ExportFacts, mode: as_of_mode as AsOfMode });
