import { setImmediate } from 'node:timers/promises';
import type { LegalDate, Text } from '@ytterby/core';
import type { Transaction } from 'kysely';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import { answerOn, lastGist } from './answers.ts';
import { differenceOf } from './difference.ts';
import { differenceTexts } from './difference-text.ts';
import { factsOn } from './law-days.ts';
import { questionOf } from './re-ask.ts';

/** A saved determination that would come out differently. */
export interface WouldDiffer {
  readonly organisation: string;
  readonly id: string;
  readonly name: string;
  readonly difference: readonly Text[];
}

export interface WouldDifferOptions {
  readonly before: LawInUse;
  readonly after: LawInUse;
  readonly today: LegalDate;
  readonly signal: AbortSignal;
}

/** For a preview, which somebody waits for: each takes some ten milliseconds. Recording asks all of them. */
const ASKED = 300;

/**
 * Which saved determinations would be answered differently under another law? Of the first 300 that there are, by age, each compared
 * with the last answer that was kept, as asking again will do.
 */
export async function wouldDiffer(
  db: Transaction<Database>,
  { before, after, today, signal }: WouldDifferOptions,
): Promise<{ readonly saved: number; readonly asked: number; readonly different: readonly WouldDiffer[] }> {
  const { saved } = await db
    .selectFrom('saved_determination')
    .select((e) => e.fn.countAll<string>().as('saved'))
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('saved_determination')
    .select(['id', 'organisation', 'name', 'facts', 'as_of_mode'])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(ASKED)
    .execute();
  const different: WouldDiffer[] = [];
  for (const row of rows) {
    signal.throwIfAborted();
    const question = questionOf(row);
    const { knownAt } = factsOn(question.facts, question.mode, today);
    if (before.fingerprintKnownAt(knownAt) === after.fingerprintKnownAt(knownAt)) continue;
    const last = await lastGist(db, row.id);
    const difference = last && differenceOf(last, answerOn(after, question, today).gist);
    if (difference) {
      const { organisation, id, name } = row;
      different.push({ organisation, id, name, difference: differenceTexts(difference) });
    }
    // Requests come in between.
    await setImmediate();
  }
  return { saved: Number(saved), asked: rows.length, different };
}
