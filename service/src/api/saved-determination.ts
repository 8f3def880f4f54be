import { explain, type Outcome } from '@ytterby/core';
import { type Selectable, sql, type Transaction } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import type { SAVED_DETERMINATION_ROUTES } from '../contract/saved-determination.ts';
import { asJson, contains, goneOrChanged, nameIn } from '../libraries/rows.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import {
  answerOn,
  askAndKeep,
  type AskedBecause,
  lastGist,
  saveDetermination,
} from '../saved-determinations/answers.ts';
import type { AsOfMode } from '../saved-determinations/as-of-mode.ts';
import { type AnswerDifference, differenceOf } from '../saved-determinations/difference.ts';
import { differenceTexts } from '../saved-determinations/difference-text.ts';
import { questionOf } from '../saved-determinations/re-ask.ts';
import type { Database, SavedDetermination } from '../store/schema.ts';
import { exportFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof SAVED_DETERMINATION_ROUTES;
type Fields = InputOf<Routes['saved-determination.save']>['body'];
type Row = Selectable<SavedDetermination>;

/** Determinations that an organisation keeps. */
export function savedDeterminationHandlers(law: () => LawInUse): HandlersOf<Routes> {
  return {
    'saved-determination.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 1);
      let rows = db
        .selectFrom('saved_determination')
        .select(HEAD)
        .where('organisation', '=', params.organisation)
        .where('archived_at', query.archived === true ? 'is not' : 'is', null)
        .where(contains(sql`name`, query.search));
      if (query.changed === true) rows = rows.where(sql<boolean>`changed_at > coalesce(seen_at, '-infinity')`);
      if (start?.[0] !== undefined) rows = rows.where('id', '<', start[0]);
      const found = await rows.orderBy('id', 'desc').limit(rowsToRead(query)).execute();
      const news = await newsOf(db, found.filter(isNews));
      return {
        body: pageOf(
          found,
          query,
          ({ id }) => [id],
          (row) => ({ ...head(row), news: news.get(row.id) ?? [] }),
        ),
      };
    },

    'saved-determination.save': async ({ params: { organisation }, body }, { db, now }) => {
      const id = await saveDetermination(db, organisation, fieldsIn(body), law(), now);
      const row = await rowOf(db, { organisation, id });
      return {
        body: present(row),
        revision: row.revision,
        subject: subject(id),
        detail: { outcome: row.outcome, law: row.law },
      };
    },

    'saved-determination.get': async ({ params: { organisation, determination: id }, query }, { db, today }) => {
      const row = await rowOf(db, { organisation, id });
      const { determination, gist, law: asked } = answerOn(law(), questionOf(row), today);
      const before = await lastGist(db, id);
      return {
        body: {
          saved: present(row),
          law: asked,
          determination,
          explanation: explain(determination, query.language ?? 'zh'),
          difference: before === undefined ? [] : texts(differenceOf(before, gist)),
        },
        revision: row.revision,
      };
    },

    'saved-determination.answers': async ({ params: { organisation, determination: id }, query }, { db }) => {
      await rowOf(db, { organisation, id });
      const start = pageStart(query, 2);
      let rows = db
        .selectFrom('determination_answer')
        .select(['id', 'asked_at', 'as_of', 'known_at', 'law', 'cause', 'difference'])
        .select(sql<Outcome>`gist->>'outcome'`.as('outcome'))
        .where('saved_determination', '=', id)
        .where('organisation', '=', organisation);
      if (start) rows = rows.where(sql<boolean>`(asked_at, id) < (${start[0]}::timestamptz, ${start[1]}::uuid)`);
      const found = await rows.orderBy('asked_at', 'desc').orderBy('id', 'desc').limit(rowsToRead(query)).execute();
      return {
        body: pageOf(
          found,
          query,
          (row) => [instantText(row.asked_at), row.id],
          (row) => ({
            id: row.id,
            askedAt: instantText(row.asked_at),
            asOf: row.as_of,
            knownAt: row.known_at,
            outcome: row.outcome,
            cause: row.cause as AskedBecause,
            law: row.law,
            difference: texts(row.difference as unknown as AnswerDifference | null),
          }),
        ),
      };
    },

    'saved-determination.ask-again': async ({ params: { organisation, determination: id } }, { db, now }) => {
      const row = await held(db, { organisation, id });
      const difference = await askAndKeep(db, questionOf(row), law(), 'asked', now);
      const after = await rowOf(db, { organisation, id });
      return {
        body: { saved: present(after), difference: texts(difference) },
        revision: after.revision,
        subject: subject(id),
        detail: { outcome: after.outcome, law: after.law, different: difference !== null },
      };
    },

    'saved-determination.mark-seen': async ({ params: { organisation, determination: id }, body }, { db }) => {
      const seen = new Date(body.changedAt);
      // Never before what was seen already, and never beyond what there is to see.
      const marked = await db
        .updateTable('saved_determination')
        .set({ seen_at: sql<Date>`greatest(seen_at, least(${seen}::timestamptz, changed_at))` })
        .where('id', '=', id)
        .where('organisation', '=', organisation)
        .returning('id')
        .executeTakeFirst();
      if (!marked) throw new ApiProblem('not-found');
      return { body: null, subject: subject(id) };
    },

    'saved-determination.change': async (
      { params: { organisation, determination: id }, body },
      { db, now, revision = -1 },
    ) => {
      const { name, facts, mode } = fieldsIn(body);
      const before = await held(db, { organisation, id });
      if (before.revision !== revision) throw new ApiProblem('changed-meanwhile');
      const changed = await db
        .updateTable('saved_determination')
        .set({ name, facts: asJson(facts), as_of_mode: mode, revision: revision + 1 })
        .where('id', '=', id)
        .returning(
          sql<boolean>`facts = ${asJson(before.facts as object)} and as_of_mode = ${before.as_of_mode}`.as('same'),
        )
        .executeTakeFirstOrThrow();
      if (!changed.same) await askAndKeep(db, { id, organisation, facts, mode }, law(), 'facts', now);
      const row = await rowOf(db, { organisation, id });
      return {
        body: present(row),
        revision: row.revision,
        subject: subject(id),
        detail: { outcome: row.outcome, law: row.law, otherFacts: !changed.same },
      };
    },

    'saved-determination.archive': async (
      { params: { organisation, determination: id } },
      { db, now, revision = -1 },
    ) => {
      const archived = await db
        .updateTable('saved_determination')
        .set({ archived_at: dateOf(now), revision: revision + 1 })
        .where('id', '=', id)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .where('archived_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!archived) throw await goneOrChanged(db, 'saved_determination', { organisation, id });
      return { body: null, subject: subject(id) };
    },
  };
}

const subject = (id: string) => ({ kind: 'saved-determination', id });

const texts = (difference: AnswerDifference | null) => (difference === null ? [] : [...differenceTexts(difference)]);

function fieldsIn({ name, facts: given, asOfMode }: Fields) {
  const facts = exportFacts(given, '/body/facts');
  checkDays({ 'facts/asOf': facts.asOf, 'facts/knownAt': facts.knownAt }, '/body');
  return { name: nameIn(name, '/body/name'), facts, mode: asOfMode };
}

interface Which {
  readonly organisation: string;
  readonly id: string;
}

async function rowOf(db: Transaction<Database>, { organisation, id }: Which): Promise<Row> {
  const row = await db
    .selectFrom('saved_determination')
    .selectAll()
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  return row;
}

/** The row, until the end of the command nobody else's to change. */
async function held(db: Transaction<Database>, { organisation, id }: Which): Promise<Row> {
  const row = await db
    .selectFrom('saved_determination')
    .selectAll()
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  if (row.archived_at !== null)
    throw new ApiProblem('conflict', { zh: '该判定已归档。', en: 'The determination was put away.' });
  return row;
}

/** What is different, of those whose change nobody has seen. */
async function newsOf(db: Transaction<Database>, rows: readonly { readonly id: string }[]) {
  if (rows.length === 0) return new Map<string, ReturnType<typeof texts>>();
  const found = await db
    .selectFrom('determination_answer')
    .distinctOn('saved_determination')
    .select(['saved_determination', 'difference'])
    .where(
      'saved_determination',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('saved_determination')
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(
    found.map(({ saved_determination, difference }) => [
      saved_determination,
      texts(difference as unknown as AnswerDifference | null),
    ]),
  );
}

const HEAD = [
  'id',
  'name',
  'as_of_mode',
  'outcome',
  'asked_at',
  'as_of',
  'known_at',
  'changed_at',
  'seen_at',
  'archived_at',
  'revision',
] as const;
type Head = Pick<Row, (typeof HEAD)[number]>;

const isNews = ({ changed_at, seen_at }: Pick<Row, 'changed_at' | 'seen_at'>) =>
  changed_at !== null && (seen_at === null || changed_at > seen_at);

function head(row: Head) {
  return {
    id: row.id,
    name: row.name,
    asOfMode: row.as_of_mode as AsOfMode,
    outcome: row.outcome as Outcome,
    askedAt: instantText(row.asked_at),
    asOf: row.as_of,
    knownAt: row.known_at,
    changedAt: row.changed_at === null ? null : instantText(row.changed_at),
    changedSinceSeen: isNews(row),
    archived: row.archived_at !== null,
    revision: row.revision,
  };
}

const present = (row: Row): ReplyOf<Routes['saved-determination.save']> => ({
  ...head(row),
  facts: questionOf(row).facts,
});
