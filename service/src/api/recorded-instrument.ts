import { LawFileError } from '@ytterby/law';
import type { Selectable } from 'kysely';
import { may } from '../access/actor.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { RECORDED_INSTRUMENT_ROUTES } from '../contract/recorded-instrument.ts';
import { effectOf } from '../recorded-law/effect-of.ts';
import { fieldProblem, givenText, tryRecord } from '../recorded-law/given-text.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { type LawService, recordedTexts } from '../recorded-law/law-service.ts';
import { oneAtATime, record } from '../recorded-law/record.ts';
import { wouldDiffer } from '../saved-determinations/would-differ.ts';
import type { RecordedInstrument } from '../store/schema.ts';
import { tell } from '../store/store.ts';
import type { HandlersOf } from './handler.ts';

const SHOWN = 50;

/** Instruments recorded here. */
export function recordedInstrumentHandlers(law: LawService): HandlersOf<typeof RECORDED_INSTRUMENT_ROUTES> {
  // This process need not wait until it hears of its own record. Should this fail, it hears of it all the same.
  const stored = () =>
    law.refresh().then(
      () => undefined,
      () => undefined,
    );
  return {
    'recorded-instrument.list': async (_, { db }) => {
      const rows = await db
        .selectFrom('recorded_instrument')
        .selectAll()
        .orderBy('recorded_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return { body: rows.map((row) => present(row, law.current())) };
    },

    'instrument.preview': async ({ body }, { db, actor, today, signal }) => {
      const candidate = givenText(body);
      const tried = tryRecord(law, await recordedTexts(db), candidate);
      if ('problems' in tried) return { body: { text: candidate.text, problems: [...tried.problems], effect: null } };
      const knownAt = candidate.published > today ? candidate.published : today;
      const before = law.current();
      const { days, statements } = await effectOf(before.book, tried.law.book, { today, knownAt, signal });
      const { saved, asked, different } = await wouldDiffer(db, { before, after: tried.law, today, signal });
      // Whoever records law need not be allowed to read everybody's records.
      const shown = different
        .filter(({ organisation }) => may(actor, 'library.read', organisation) === 'allowed')
        .slice(0, SHOWN)
        .map((each) => ({ ...each, difference: [...each.difference] }));
      return {
        body: {
          text: candidate.text,
          problems: [],
          effect: {
            days: [...days],
            statements: { ...statements, broken: [...statements.broken] },
            determinations: { saved, asked, different: different.length, shown },
          },
        },
      };
    },

    'instrument.record': async ({ body }, { db, actor, now }) => {
      if (actor.account === null) throw new ApiProblem('not-allowed');
      const done = await record(db, law, givenText(body), { account: actor.account.id, now });
      if ('problems' in done)
        throw new ApiProblem(
          'not-valid',
          undefined,
          done.problems.slice(0, 200).map((problem) => fieldProblem(problem, body)),
        );
      const { row } = done;
      return {
        body: present(row, done.law),
        subject: { kind: 'recorded-instrument', id: row.id },
        detail: { instrument: row.instrument, law: done.law.fingerprint },
        stored,
      };
    },

    'instrument.withdraw': async ({ params }, { db, actor, now }) => {
      if (actor.account === null) throw new ApiProblem('not-allowed');
      await oneAtATime(db);
      const row = await db
        .updateTable('recorded_instrument')
        .set({ withdrawn_at: dateOf(now), withdrawn_by: actor.account.id })
        .where('id', '=', params.record)
        .where('withdrawn_at', 'is', null)
        .returning('instrument')
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      const left = withWhatIsLeft(law, await recordedTexts(db));
      await tell(db, 'law_recorded');
      return {
        body: null,
        subject: { kind: 'recorded-instrument', id: params.record },
        detail: { instrument: row.instrument, law: left.fingerprint },
        stored,
      };
    },
  };
}

function withWhatIsLeft(law: LawService, left: Parameters<LawService['with']>[0]): LawInUse {
  try {
    return law.with(left);
  } catch (error) {
    if (!(error instanceof LawFileError)) throw error;
    throw new ApiProblem('conflict', {
      zh: '另有已录入的文件引用了它，请先撤回那一份。',
      en: 'Another recorded instrument refers to it: withdraw that one first.',
    });
  }
}

const present = (row: Selectable<RecordedInstrument>, { recorded }: LawInUse) => ({
  id: row.id,
  instrument: row.instrument,
  published: row.published,
  text: row.text,
  recordedAt: instantText(row.recorded_at),
  withdrawnAt: row.withdrawn_at === null ? null : instantText(row.withdrawn_at),
  inPack: row.withdrawn_at === null && !recorded.some(({ id }) => id === row.id),
});
