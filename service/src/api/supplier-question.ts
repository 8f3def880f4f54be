import { randomUUIDv7 } from 'node:crypto';
import type { BomFacts, Text, Verdict } from '@ytterby/core';
import {
  answersInto,
  type BillChange,
  CAN_BE_TAKEN,
  changesFrom,
  ChangesClash,
  evidenceFor,
  type MineralsDeclaration,
  NOT_DECLARED,
  questionsOfBill,
  sourcesInForce,
  TAKEN_IN,
} from '@ytterby/core/supplier-questions';
import type { Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import type { Actor } from '../access/actor.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { assessContent, type ContentAssessed } from '../content/assess-content.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { SUPPLIER_QUESTION_ROUTES } from '../contract/supplier-question.ts';
import type { Problem } from '../intake/index.ts';
import { asJson, goneOrChanged, nameIn } from '../libraries/rows.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import {
  answersNow,
  answersTo,
  type FileRead,
  keepAnswers,
  letterOf,
  newLink,
  presentRequest,
  questionsIn,
  readFile,
  repliesIn,
  type Request,
  requestBehind,
} from '../supplier-questions/requests.ts';
import { tellOfAnswers } from '../supplier-questions/tell-askers.ts';
import { supplierWorkbook } from '../supplier-questions/workbook.ts';
import type { HandlersOf } from './handler.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Questions of an organisation's bills to its suppliers; and the form of the supplier behind its link. */
export function supplierQuestionHandlers(
  law: () => LawInUse,
  { origin }: Pick<Access, 'origin'>,
): HandlersOf<typeof SUPPLIER_QUESTION_ROUTES> {
  const assessed = (facts: BomFacts, asOf: string): ContentAssessed | null =>
    assessContent(facts, law().book, { asOf });
  const verdictOf = (facts: BomFacts, asOf: string): Verdict | null => assessed(facts, asOf)?.content.verdict ?? null;

  return {
    'supplier-question.list': async ({ params }, { db, today }) => {
      const { facts } = await billOf(db, params);
      const found = assessed(facts, today);
      const { forSuppliers, forOwner } = questionsOfBill(facts, found?.questions ?? []);
      const requests = await requestsOf(db, params.bill);
      const answers = await answersTo(db, requests);
      return {
        body: {
          asOf: today,
          verdict: found?.content.verdict ?? null,
          questions: [...forSuppliers],
          forOwner: [...forOwner],
          requests: requests.map((request) => presentRequest(request, answers.get(request.id) ?? [], today)),
        },
      };
    },

    'supplier-question.send': async ({ params, body }, { db, now, today, actor }) => {
      const { facts } = await billOf(db, params);
      const supplier = nameIn(body.supplier, '/body/supplier');
      if (body.due < today) throw notValid('/body/due', '截止日已过。', 'The last day for answers is over already.');
      const asked = questionsOfBill(facts, assessed(facts, today)?.questions ?? []).forSuppliers;
      const chosen = asked.filter(({ question }) => body.questions.includes(question.id));
      if (chosen.length < new Set(body.questions).size)
        throw notValid(
          '/body/questions',
          '所选问题已不在该清单的问题之列，请重新打开页面。',
          'Some of these are no longer questions of the bill: open the page anew.',
        );
      const { link, ...code } = newLink(origin, body.due, now);
      const row = await db
        .insertInto('supplier_request')
        .values({
          id: randomUUIDv7(),
          organisation: params.organisation,
          bill: params.bill,
          supplier,
          email: body.email ?? null,
          questions: JSON.stringify(chosen.map(({ question }) => question)) as never,
          as_of: today,
          law: law().fingerprint,
          due: body.due,
          made_at: dateOf(now),
          made_by: personIn(actor),
          ...code,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        body: { request: presentRequest(row, [], today), link, letter: letterOf(await askerOf(db, row), row, link) },
        subject: { kind: 'supplier-request', id: row.id },
        detail: { bill: params.bill, questions: chosen.length },
      };
    },

    'supplier-question.link': async ({ params }, { db, now, today }) => {
      const request = await requestOf(db, params);
      if (request.withdrawn_at !== null)
        throw new ApiProblem('conflict', { zh: '该请求已撤回。', en: 'The request is withdrawn.' });
      const { link, ...code } = newLink(origin, request.due, now);
      await db.updateTable('supplier_request').set(code).where('id', '=', request.id).execute();
      const answers = await answersTo(db, [request]);
      return {
        body: {
          request: presentRequest({ ...request, ...code }, answers.get(request.id) ?? [], today),
          link,
          letter: letterOf(await askerOf(db, request), request, link),
        },
        subject: { kind: 'supplier-request', id: request.id },
      };
    },

    'supplier-question.withdraw': async ({ params }, { db, now }) => {
      const request = await requestOf(db, params);
      await db
        .updateTable('supplier_request')
        .set({ withdrawn_at: dateOf(now) })
        .where('id', '=', request.id)
        .where('withdrawn_at', 'is', null)
        .execute();
      return { body: null, subject: { kind: 'supplier-request', id: request.id } };
    },

    'supplier-question.workbook': async ({ params }, { db }) => ({
      body: await workbookOf(db, await requestOf(db, params)),
    }),

    'supplier-question.read-file': async ({ params, body }, { db }) => ({
      body: presentReading(await readFile(await requestOf(db, params), body)),
    }),

    'supplier-question.take': async ({ params, body }, { db, now, today, actor }) => {
      const request = await requestOf(db, params);
      if (request.withdrawn_at !== null)
        throw new ApiProblem('conflict', { zh: '该请求已撤回。', en: 'The request is withdrawn.' });
      const enteredBy = personIn(actor);
      const { id } = await keepAnswers(db, request, { ...body, submitted: true, enteredBy }, now);
      const answers = await answersTo(db, [request]);
      return {
        body: presentRequest(request, answers.get(request.id) ?? [], today),
        subject: { kind: 'supplier-request', id: request.id },
        detail: { answer: id, answered: body.replies.length },
      };
    },

    'supplier-question.changes': async ({ params }, { db, today }) => {
      const { facts } = await billOf(db, params);
      const { changes, evidence } = await changesOf(db, params.bill, facts);
      const byItself = changes.filter(({ standing }) => TAKEN_IN.includes(standing));
      return {
        body: {
          verdict: verdictOf(facts, today),
          verdictAfter: verdictOf(answersInto(facts, byItself), today),
          changes: changes.map((change) => presentChange(facts, change)),
          evidence: [...evidence],
          notDeclared: evidence.length === 0 ? [] : [...NOT_DECLARED],
        },
      };
    },

    'supplier-question.preview': async ({ params, body }, { db, today }) => {
      const { facts } = await billOf(db, params);
      const next = await withChanges(db, params.bill, facts, body.changes);
      return { body: { verdict: verdictOf(facts, today), verdictAfter: verdictOf(next, today) } };
    },

    'supplier-question.accept': async ({ params, body }, { db, now, today, revision = -1 }) => {
      const { organisation, bill } = params;
      const kept = await billOf(db, params);
      const facts = await withChanges(db, bill, kept.facts, body.changes);
      const row = await db
        .updateTable('bill')
        .set({ facts: asJson(facts), parts: facts.parts.length, changed_at: dateOf(now), revision: revision + 1 })
        .where('id', '=', bill)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returning('revision')
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'bill', { organisation, id: bill });
      return {
        body: { revision: row.revision, verdict: verdictOf(facts, today) },
        revision: row.revision,
        subject: { kind: 'bill', id: bill },
        detail: { changes: body.changes.length },
      };
    },

    'supplier-form.look': async ({ body }, { db, now }) => {
      const request = await requestBehind(db, body.code, now);
      const answers = (await answersTo(db, [request])).get(request.id) ?? [];
      const last = answers.at(-1);
      const submitted = answers.findLast((answer) => answer.submitted);
      return {
        body: {
          asker: await askerOf(db, request),
          supplier: request.supplier,
          due: request.due,
          questions: [...questionsIn(request)],
          person: last?.person ?? '',
          replies: last === undefined ? [] : [...repliesIn(last)],
          submittedAt: submitted === undefined ? null : instantText(submitted.at),
        },
      };
    },

    'supplier-form.workbook': async ({ body }, { db, now }) => ({
      body: await workbookOf(db, await requestBehind(db, body.code, now)),
    }),

    'supplier-form.read-file': async ({ body }, { db, now }) => ({
      body: presentReading(await readFile(await requestBehind(db, body.code, now), body.file)),
    }),

    'supplier-form.save': async ({ body }, { db, now }) => {
      const request = await requestBehind(db, body.code, now);
      const { person, replies, file, submit } = body;
      const { id } = await keepAnswers(db, request, { person, replies, file, submitted: submit, enteredBy: null }, now);
      if (submit) await tellOfAnswers(db, request, id, now);
      return {
        body: { submittedAt: submit ? now.toString() : null },
        subject: { kind: 'supplier-request', id: request.id },
        organisation: request.organisation,
        detail: { answer: id, submitted: submit, answered: replies.length },
      };
    },
  };
}

function personIn({ account }: Actor): string {
  if (account === null) throw new ApiProblem('not-signed-in');
  return account.id;
}

const notValid = (path: string, zh: string, en: string) => new ApiProblem('not-valid', undefined, [{ path, zh, en }]);

async function billOf(
  db: Transaction<Database>,
  { organisation, bill }: { readonly organisation: string; readonly bill: string },
): Promise<{ readonly facts: BomFacts; readonly revision: number }> {
  const row = await db
    .selectFrom('bill')
    .select(['facts', 'revision'])
    .where('id', '=', bill)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  return { facts: row.facts as unknown as BomFacts, revision: row.revision };
}

function requestsOf(db: Transaction<Database>, bill: string): Promise<Request[]> {
  return db
    .selectFrom('supplier_request')
    .selectAll()
    .where('bill', '=', bill)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute();
}

async function requestOf(
  db: Transaction<Database>,
  { organisation, bill, request }: { readonly organisation: string; readonly bill: string; readonly request: string },
): Promise<Request> {
  const row = await db
    .selectFrom('supplier_request')
    .selectAll()
    .where('id', '=', request)
    .where('bill', '=', bill)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  return row;
}

async function askerOf(db: Transaction<Database>, { organisation }: Pick<Request, 'organisation'>): Promise<Text> {
  return db
    .selectFrom('organisation')
    .select(['name_zh as zh', 'name_en as en'])
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow();
}

async function workbookOf(db: Transaction<Database>, request: Request) {
  const { supplier, due } = request;
  const bytes = await supplierWorkbook({
    asker: await askerOf(db, request),
    supplier,
    due,
    questions: questionsIn(request),
  });
  return { mediaType: XLSX, name: `questions-${request.id.slice(-8)}.xlsx`, bytes } as const;
}

function presentReading({ replies, declaration, problems, notes }: FileRead) {
  return {
    replies: [...replies],
    isMineralsTemplate: declaration !== undefined,
    smelters: declaration?.smelters.length ?? 0,
    problems: problems.map(remark),
    notes: notes.map(remark),
  };
}

const remark = ({ code, cell, line, row, column, field, message, remedy }: Problem) => ({
  code,
  place: cell ?? [line ?? row, column].filter((part) => part !== undefined).join(':') ?? field ?? '',
  text: message,
  remedy,
});

async function changesOf(db: Transaction<Database>, bill: string, facts: BomFacts) {
  const requests = await requestsOf(db, bill);
  const now = answersNow(requests, await answersTo(db, requests));
  const changes = changesFrom(
    facts,
    now.flatMap(({ answers }) => answers),
  );
  const evidence = now.flatMap(({ request, row, answers }) => {
    if (row.declaration === null) return [];
    const declaration = row.declaration as unknown as MineralsDeclaration;
    const parts = questionsIn(request).map(({ part }) => part);
    const day = declaration.day ?? answers[0]?.source.day ?? row.at.toISOString().slice(0, 10);
    return evidenceFor(facts, declaration, parts).map((found) => ({
      ...found,
      countries: [...found.countries],
      mineCountries: [...found.mineCountries],
      supplier: request.supplier,
      document: row.document,
      day,
    }));
  });
  return { changes, evidence };
}

/** The bill with the changes of these ids. @throws ApiProblem `not-valid` */
async function withChanges(
  db: Transaction<Database>,
  bill: string,
  facts: BomFacts,
  ids: readonly string[],
): Promise<BomFacts> {
  const { changes } = await changesOf(db, bill, facts);
  const wanted = new Set(ids);
  const chosen = changes.filter(({ id }) => wanted.has(id));
  if (chosen.length < wanted.size)
    throw notValid(
      '/body/changes',
      '部分答复已被新的答复取代，请重新打开页面。',
      'Some of these answers were replaced by newer ones: open the page anew.',
    );
  try {
    return answersInto(facts, chosen);
  } catch (error) {
    if (!(error instanceof ChangesClash)) throw error;
    const { part, field, standing } = error.change;
    throw notValid(
      '/body/changes',
      CAN_BE_TAKEN.includes(standing)
        ? `对“${part}”的 ${field} 有两种不同说法，请只选一个。`
        : `“${part}”的 ${field}：这一答复没有可采用的内容。`,
      CAN_BE_TAKEN.includes(standing)
        ? `Two different things are said of ${field} of ${part}: choose one.`
        : `${field} of ${part}: this answer says nothing that can be taken in.`,
    );
  }
}

function presentChange(facts: BomFacts, change: BillChange) {
  const part = facts.parts.find(({ id }) => id === change.part);
  const { supplier, day } = change.source;
  const isTaken =
    part !== undefined &&
    change.standing === 'confirms' &&
    sourcesInForce(facts, part).some(
      (source) =>
        source.field === change.field &&
        source.usedIn === change.usedIn &&
        source.supplier === supplier &&
        source.day === day,
    );
  return { ...change, isTaken };
}
