import type { Instrument, LegalDate } from '@ytterby/core';
import { announcedText, firstDayOf, namesPublication } from '@ytterby/core/measures';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { InstrumentGiven } from '../contract/recorded-instrument.ts';
import { fieldProblem, givenText, tryRecord } from '../recorded-law/given-text.ts';
import type { LawInUse, RecordedText } from '../recorded-law/law-in-use.ts';
import type { RecordedLawProblem } from '../recorded-law/law-problems.ts';
import { type LawService, recordedTexts } from '../recorded-law/law-service.ts';
import type { Database } from '../store/schema.ts';

/** A draft that could be law: its text, what the loader read of it, and the law with it. */
export interface ReadDraft {
  readonly candidate: RecordedText;
  readonly instrument: Instrument;
  readonly law: LawInUse;
}

/** A draft as somebody gave it, read against the law in use; or what is wrong with it, line by line. Nothing is stored. */
export async function readDraft(
  db: Transaction<Database>,
  law: Pick<LawService, 'with'>,
  given: InstrumentGiven,
): Promise<ReadDraft | { readonly candidate: RecordedText; readonly problems: readonly RecordedLawProblem[] }> {
  const found = givenText(given);
  // The announcement sets one line of it anew, in the database too.
  const candidate = { ...found, text: found.text.replace(/\r\n?/g, '\n') };
  const tried = tryRecord(law, await recordedTexts(db), candidate);
  if ('problems' in tried) return { candidate, problems: tried.problems };
  if (!namesPublication(candidate.text)) return { candidate, problems: [unnamedPublication(candidate)] };
  const instrument = tried.law.book.instruments.find(({ id }) => id === candidate.instrument);
  if (instrument === undefined) throw new Error(`${candidate.instrument} was read and is not there`);
  return { candidate, instrument, law: tried.law };
}

/** What is wrong with a draft whose day of publication cannot be set anew. */
export const unnamedPublication = ({ path, text }: Pick<RecordedText, 'path' | 'text'>): RecordedLawProblem => ({
  file: path,
  line:
    1 +
    Math.max(
      0,
      text.split('\n').findIndex((line) => line.includes('published')),
    ),
  column: 1,
  field: 'published',
  code: 'wrong-value',
  zh: '草案须将 published 及其日期单独写成一行，顶格书写：公布时改为公布之日。',
  en: 'A draft has published and its day on a line of its own, not indented: it becomes the day of the announcement.',
});

/** The fields of the command that drafts or revises. @throws ApiProblem `not-valid` with each problem at its line or field */
export async function draftIn(db: Transaction<Database>, law: Pick<LawService, 'with'>, given: InstrumentGiven) {
  const read = await readDraft(db, law, given);
  if ('problems' in read)
    throw new ApiProblem(
      'not-valid',
      undefined,
      read.problems.slice(0, 200).map((problem) => fieldProblem(problem, given)),
    );
  const { candidate, instrument } = read;
  const { title } = instrument;
  return { instrument: instrument.id, title, text: candidate.text, firstDay: firstDayOf(instrument) };
}

/** A draft as it would be recorded if it were announced on that day. */
export const asAnnounced = (candidate: RecordedText, day: LegalDate): RecordedText => ({
  ...candidate,
  text: announcedText(candidate.text, day),
  published: day,
});
