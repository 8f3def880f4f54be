import { randomUUIDv7 } from 'node:crypto';
import type { ExportFacts, LegalDate } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { beijingDay, dateOf } from '../access/moments.ts';
import { asJson } from '../libraries/rows.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Answered, Asked } from '../watch/answers.ts';
import { answersTo } from '../watch/answers.ts';
import type { AskedBecause, SavedQuestion } from './answers.ts';
import type { AsOfMode } from './as-of-mode.ts';
import { type AnswerDifference, differenceOf } from './difference.ts';
import { type AnswerGist, gistHash } from './gist.ts';
import { type AskedOn, canDiffer, factsOn } from './law-days.ts';

export interface ReAskOptions {
  readonly store: Store;
  readonly law: LawInUse;
  readonly now: Temporal.Instant;
  /** Only those of one organisation. Default: of all. */
  readonly organisation?: string | undefined;
  /** Ends it between two lots; what was asked stays asked. */
  readonly signal?: AbortSignal | undefined;
  /** Answers, in a thread of its own. Default: in this one. */
  readonly answer?: ((asked: readonly Asked[], today: LegalDate) => Promise<readonly Answered[]>) | undefined;
  /** Fingerprint of the law that was marked: those asked under it last are known to be so to `answer`. */
  readonly marked?: string | undefined;
  /** How many are asked together, and kept in one transaction. */
  readonly together?: number;
  /** Lots that are answered at the same time. */
  readonly threads?: number;
  /** Called in the transaction in which the differences are kept. */
  readonly onDifferent?: ((db: Transaction<Database>, different: readonly Different[]) => Promise<void>) | undefined;
  readonly onProgress?: ((sofar: ReAsked) => void) | undefined;
}

/** A saved determination that came out differently. */
export interface Different extends Pick<SavedQuestion, 'id' | 'organisation'> {
  readonly name: string;
  readonly because: AskedBecause;
  readonly difference: AnswerDifference;
}

/** What came of it. */
export interface ReAsked {
  readonly looked: number;
  readonly asked: number;
  readonly different: number;
}

/** How many are looked at together. */
const LOOKED_AT = 4_000;

/**
 * Asks saved determinations again, wherever the law that they know has changed, or a day has come on which it can answer
 * differently. What each was last asked with stands in its own row, so doing it twice changes nothing, a run that was cut short is
 * taken up by the next, and two at a time share the work.
 * @example await reAsk({ store, law: law.current(), now }) // { looked: 2, asked: 1, different: 1 }
 */
export async function reAsk(options: ReAskOptions): Promise<ReAsked> {
  const { store, law, now, organisation, signal, together = 500, threads = 1, onProgress } = options;
  const today = beijingDay(now);
  const needs = needsAsking(law, today);
  const total = { looked: 0, asked: 0, different: 0 };
  const ask = async (ids: readonly string[]) => {
    signal?.throwIfAborted();
    const { asked, different } = await askThese(ids, { ...options, needs });
    total.asked += asked;
    total.different += different;
    onProgress?.(total);
  };
  let after: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.asProduct((db) => lookAt(db, after, organisation));
    total.looked += page.length;
    const due = page.filter(needs).map(({ id }) => id);
    const lots = Array.from({ length: Math.ceil(due.length / together) }, (_, lot) =>
      due.slice(lot * together, (lot + 1) * together),
    );
    for (let first = 0; first < lots.length; first += threads)
      await Promise.all(lots.slice(first, first + threads).map(ask));
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

type Asking = ReAskOptions & { readonly needs: (row: LookedAt) => boolean };

/**
 * Read, answered, kept: between the first and the last another run, or a person, may have asked one, or changed its facts. Then it was
 * asked under this law already, and the answer found here is left.
 */
async function askThese(ids: readonly string[], options: Asking) {
  const { store, law, now, needs, answer, marked, onDifferent } = options;
  const today = beijingDay(now);
  const { rows, hashes } = await store.asProduct(async (db) => {
    const found = await db
      .selectFrom('saved_determination')
      .select(['id', 'as_of_mode', 'as_of', 'known_at', 'law', 'revision', 'answer_hash'])
      .select(sql<string>`facts::text`.as('facts'))
      .where('id', 'in', ids)
      .where('archived_at', 'is', null)
      .execute();
    return { rows: found, hashes: await missingHashes(db, found) };
  });
  const asked = rows.map(
    ({ id, facts, as_of_mode, answer_hash, ...row }): Asked => ({
      id,
      facts,
      mode: as_of_mode as AsOfMode,
      known: answer_hash ?? hashes.get(id) ?? null,
      ...(row.law === marked && { asked: { asOf: row.as_of, knownAt: row.known_at } }),
    }),
  );
  const answers = answer === undefined ? answersTo(asked, law.book, today) : await answer(asked, today);
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
  return store.asProduct((db) => keepThese(db, answers, { law, now, needs, onDifferent, revisions, hashes }));
}

interface Keeping extends Pick<Asking, 'law' | 'now' | 'needs' | 'onDifferent'> {
  readonly revisions: ReadonlyMap<string, number>;
  readonly hashes: ReadonlyMap<string, string>;
}

async function keepThese(
  db: Transaction<Database>,
  answers: readonly Answered[],
  { law, now, needs, onDifferent, revisions, hashes }: Keeping,
) {
  const rows = await db
    .selectFrom('saved_determination')
    .select([...LOOK, 'organisation', 'name', 'revision'])
    .where('id', 'in', [...revisions.keys()])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const due = new Map(
    rows.filter((row) => row.revision === revisions.get(row.id) && needs(row)).map((row) => [row.id, row]),
  );
  const kept = answers.filter(({ id }) => due.has(id));
  const gists = await lastGists(
    db,
    kept.flatMap(({ id, gist }) => (gist === undefined ? [] : [id])),
  );
  const different: (Different & { readonly gist: AnswerGist })[] = [];
  for (const { id, gist } of kept) {
    const row = due.get(id);
    const before = gists.get(id);
    if (gist === undefined || row === undefined || before === undefined) continue;
    const difference = differenceOf(before, gist);
    if (difference === null) continue;
    const because = row.law === law.fingerprintKnownAt(row.known_at) ? 'day' : 'law';
    different.push({ id, organisation: row.organisation, name: row.name, because, difference, gist });
  }
  await sql`update saved_determination s set asked_at = ${dateOf(now)}, as_of = n.as_of, known_at = n.known_at, law = n.law,
      answer_hash = coalesce(s.answer_hash, n.hash)
    from jsonb_to_recordset(${JSON.stringify(
      kept.map(({ id, asOf, knownAt }) => ({
        id,
        as_of: asOf,
        known_at: knownAt,
        law: law.fingerprintKnownAt(knownAt),
        hash: hashes.get(id) ?? null,
      })),
    )}::jsonb) as n (id uuid, as_of date, known_at date, law text, hash text) where s.id = n.id`.execute(db);
  if (different.length > 0) await keepDifferent(db, different, law, now);
  if (different.length > 0) await onDifferent?.(db, different);
  return { asked: kept.length, different: different.length };
}

async function keepDifferent(
  db: Transaction<Database>,
  different: readonly (Different & { readonly gist: AnswerGist })[],
  law: LawInUse,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('determination_answer')
    .values(
      different.map(({ id, organisation, because, difference, gist }) => ({
        id: randomUUIDv7(),
        organisation,
        saved_determination: id,
        asked_at: dateOf(now),
        as_of: gist.asOf,
        known_at: gist.knownAt,
        law: law.fingerprintKnownAt(gist.knownAt),
        cause: because,
        gist: asJson(gist),
        difference: asJson(difference),
      })),
    )
    .execute();
  await sql`update saved_determination s set outcome = n.outcome, changed_at = ${dateOf(now)}, answer_hash = n.hash
    from jsonb_to_recordset(${JSON.stringify(
      different.map(({ id, gist }) => ({ id, outcome: gist.outcome, hash: gistHash(gist) })),
    )}::jsonb) as n (id uuid, outcome text, hash text) where s.id = n.id`.execute(db);
}

/** The last answer that was kept of each. */
async function lastGists(db: Transaction<Database>, ids: readonly string[]): Promise<Map<string, AnswerGist>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('determination_answer')
    .distinctOn('saved_determination')
    .select(['saved_determination', 'gist'])
    .where('saved_determination', 'in', ids)
    .orderBy('saved_determination')
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(found.map((row) => [row.saved_determination, row.gist as unknown as AnswerGist]));
}

/** Of those that were saved before hashes were kept. */
async function missingHashes(
  db: Transaction<Database>,
  rows: readonly { readonly id: string; readonly answer_hash: string | null }[],
): Promise<Map<string, string>> {
  const gists = await lastGists(
    db,
    rows.flatMap(({ id, answer_hash }) => (answer_hash === null ? [id] : [])),
  );
  return new Map([...gists].map(([id, gist]) => [id, gistHash(gist)]));
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
