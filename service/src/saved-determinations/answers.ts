import { randomUUIDv7 } from 'node:crypto';
import { determine, type Determination, type ExportFacts, type LegalDate } from '@ytterby/core';
import type { Transaction } from 'kysely';
import { beijingDay, dateOf } from '../access/moments.ts';
import { asJson } from '../libraries/rows.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { AsOfMode } from './as-of-mode.ts';
import { type AnswerDifference, differenceOf } from './difference.ts';
import { type AnswerGist, gistHash, gistOf } from './gist.ts';
import { type AskedOn, factsOn } from './law-days.ts';

/** Why a saved determination was asked. */
export type AskedBecause = 'saved' | 'facts' | 'law' | 'lists' | 'day' | 'asked';

/** What a saved determination asks. */
export interface SavedQuestion {
  readonly id: string;
  readonly organisation: string;
  readonly facts: ExportFacts;
  readonly mode: AsOfMode;
}

/** Its answer on a day. */
export interface AnswerOn extends AskedOn {
  readonly determination: Determination;
  readonly gist: AnswerGist;
  /** Fingerprint of the law that was known. */
  readonly law: string;
}

/** @example answerOn(law, { facts, mode: 'today' }, '2026-11-11').gist.outcome // 'unconfirmed' */
export function answerOn(
  law: LawInUse,
  { facts, mode }: Pick<SavedQuestion, 'facts' | 'mode'>,
  today: LegalDate,
): AnswerOn {
  const asked = factsOn(facts, mode, today);
  const determination = determine(asked, law.book);
  return {
    asOf: asked.asOf,
    knownAt: asked.knownAt,
    determination,
    gist: gistOf(determination),
    law: law.fingerprintKnownAt(asked.knownAt),
  };
}

/** The last answer that was kept; undefined before the first. */
export async function lastGist(db: Transaction<Database>, saved: string): Promise<AnswerGist | undefined> {
  const row = await db
    .selectFrom('determination_answer')
    .select('gist')
    .where('saved_determination', '=', saved)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.gist as unknown as AnswerGist | undefined;
}

/**
 * Asks a saved determination and keeps the answer where it is the first for its facts, or different in something that counts. The
 * caller holds the row.
 * @returns the difference from the last answer that was kept
 */
export async function askAndKeep(
  db: Transaction<Database>,
  question: SavedQuestion,
  law: LawInUse,
  because: AskedBecause,
  now: Temporal.Instant,
): Promise<AnswerDifference | null> {
  const { id, organisation } = question;
  const answer = answerOn(law, question, beijingDay(now));
  const before = because === 'saved' ? undefined : await lastGist(db, id);
  const difference = before === undefined ? null : differenceOf(before, answer.gist);
  const isFirst = before === undefined || because === 'facts';
  const asked = { asked_at: dateOf(now), as_of: answer.asOf, known_at: answer.knownAt, law: answer.law };
  if (isFirst || difference !== null)
    await db
      .insertInto('determination_answer')
      .values({
        id: randomUUIDv7(),
        organisation,
        saved_determination: id,
        ...asked,
        cause: because,
        gist: asJson(answer.gist),
        difference: difference === null ? null : asJson(difference),
      })
      .execute();
  await db
    .updateTable('saved_determination')
    .set({
      ...asked,
      outcome: answer.gist.outcome,
      ...(isFirst || difference !== null ? { answer_hash: gistHash(answer.gist) } : {}),
      // With other facts a new account begins: whoever changed them knows.
      ...(isFirst ? { changed_at: null, seen_at: null } : difference === null ? {} : { changed_at: dateOf(now) }),
    })
    .where('id', '=', id)
    .execute();
  return difference;
}

/** What an organisation saves. */
export interface SavedFields {
  readonly name: string;
  readonly facts: ExportFacts;
  readonly mode: AsOfMode;
}

/** Saves a determination with its first answer. @returns its id */
export async function saveDetermination(
  db: Transaction<Database>,
  organisation: string,
  { name, facts, mode }: SavedFields,
  law: LawInUse,
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUIDv7();
  const { asOf, knownAt } = factsOn(facts, mode, beijingDay(now));
  await db
    .insertInto('saved_determination')
    .values({
      id,
      organisation,
      name,
      facts: asJson(facts),
      as_of_mode: mode,
      // Until it is asked, in the same breath.
      outcome: '',
      law: '',
      asked_at: dateOf(now),
      as_of: asOf,
      known_at: knownAt,
    })
    .execute();
  await askAndKeep(db, { id, organisation, facts, mode }, law, 'saved', now);
  return id;
}
