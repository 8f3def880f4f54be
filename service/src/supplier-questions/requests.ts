import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Text } from '@ytterby/core';
import type {
  MineralsDeclaration,
  SupplierAnswer,
  SupplierQuestion,
  SupplierReply,
} from '@ytterby/core/supplier-questions';
import type { Selectable, Transaction } from 'kysely';
import { digest, isCode, newCode } from '../access/codes.ts';
import { beijingDay, dateOf, instantText } from '../access/moments.ts';
import { ApiProblem, type FieldProblem, Refusal } from '../contract/problems.ts';
import { readAnswers } from '../intake/answer-table.ts';
import { isMineralsTemplate, readMineralsTemplate } from '../intake/minerals-template.ts';
import { IntakeError, type Problem } from '../intake/problem.ts';
import { openWorkbook } from '../intake/read-xlsx.ts';
import { asJson } from '../libraries/rows.ts';
import type { Database, SupplierAnswer as AnswerRow, SupplierRequest } from '../store/schema.ts';
import { checkOf } from './workbook.ts';

/** Requests to suppliers in the store: who was asked what, and what came back. */

export type Request = Selectable<SupplierRequest>;
export type Answer = Selectable<AnswerRow>;
export interface GivenReply {
  readonly question: string;
  readonly reply: SupplierReply;
  readonly remark?: string;
}
export interface GivenFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

/** A link is of use for some time after the last day for answers. */
const AFTER_DUE = { days: 30 };

export const questionsIn = ({ questions }: Pick<Request, 'questions'>) =>
  questions as unknown as readonly SupplierQuestion[];
export const repliesIn = ({ replies }: Pick<Answer, 'replies'>) => replies as unknown as readonly GivenReply[];

/** A new secret link, and until when it works: 30 days after the last day for answers in Beijing. */
export function newLink(origin: string, due: string, now: Temporal.Instant) {
  const code = newCode();
  const after = Temporal.PlainDate.from(due).add(AFTER_DUE).toZonedDateTime('Asia/Shanghai').toInstant();
  const endsAt = Temporal.Instant.compare(after, now) > 0 ? after : now.add({ hours: 24 * AFTER_DUE.days });
  return { code_hash: digest(code), ends_at: dateOf(endsAt), link: `${origin}/supplier-form#${code}` };
}

/** What goes to the supplier with the link. */
export function letterOf(asker: Text, { supplier, due }: Pick<Request, 'supplier' | 'due'>, link: string): Text {
  return {
    zh: `${supplier}：\n\n${asker.zh}正在核实所购零件是否受中国稀土出口管制，请贵方回答若干问题。\n请于 ${due} 前打开以下链接填写（无需注册），也可在该页下载 Excel 表格填写后上传：\n${link}\n\n链接仅供贵方使用，请勿转发。不知道的请如实回答“不知道”。`,
    en: `To ${supplier}:\n\n${asker.en} is checking whether parts that it buys fall under China's export control of rare earths, and asks you some questions.\nPlease open this link by ${due} (no account is needed); there is also an Excel workbook there, to fill in and upload:\n${link}\n\nThe link is for you alone; please do not pass it on. Where something is not known, please say so.`,
  };
}

/** The answers to these requests, the oldest first. */
export async function answersTo(
  db: Transaction<Database>,
  requests: readonly Request[],
): Promise<ReadonlyMap<string, readonly Answer[]>> {
  if (requests.length === 0) return new Map();
  const rows = await db
    .selectFrom('supplier_answer')
    .selectAll()
    .where(
      'request',
      'in',
      requests.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ request }) => request);
}

/** The request behind a link that still works. @throws Refusal `not-found` */
export async function requestBehind(db: Transaction<Database>, code: string, now: Temporal.Instant): Promise<Request> {
  const row = isCode(code)
    ? await db
        .selectFrom('supplier_request')
        .selectAll()
        .where('code_hash', '=', digest(code))
        .where('withdrawn_at', 'is', null)
        .where('ends_at', '>', dateOf(now))
        .executeTakeFirst()
    : undefined;
  // The same whether it never was, was withdrawn or is over: nobody learns which links there are.
  if (row === undefined) throw new Refusal('not-found');
  return row;
}

export interface ToStore {
  readonly person: string;
  readonly replies: readonly GivenReply[];
  readonly file?: GivenFile | undefined;
  readonly submitted: boolean;
  readonly enteredBy: string | null;
}

/**
 * Keeps a set of answers. A file that comes with them is named with its hash; of a minerals reporting template what it says is kept.
 * @throws ApiProblem `not-valid` where an answer does not fit its question, or whoever submits gives no name
 */
export async function keepAnswers(
  db: Transaction<Database>,
  request: Request,
  { person, replies, file, submitted, enteredBy }: ToStore,
  now: Temporal.Instant,
): Promise<{ readonly id: string }> {
  const problems = faultsOf(questionsIn(request), replies);
  const name = person.trim();
  if (submitted && name === '')
    problems.push({ path: '/body/person', zh: '请填写答复人姓名。', en: 'The name of who answers is needed.' });
  if (submitted && replies.length === 0 && file === undefined)
    problems.push({ path: '/body/replies', zh: '尚未回答任何问题。', en: 'No question is answered yet.' });
  if (problems.length > 0) throw new ApiProblem('not-valid', undefined, problems);
  const read = file === undefined ? undefined : await readFile(request, file);
  if (read !== undefined && read.problems.length > 0)
    throw new ApiProblem(
      'not-valid',
      undefined,
      read.problems.slice(0, 200).map(({ message, remedy }) => ({
        path: '/body/file',
        zh: `${message.zh}；${remedy.zh}`,
        en: `${message.en}; ${remedy.en}`,
      })),
    );
  const id = randomUUIDv7();
  await db
    .insertInto('supplier_answer')
    .values({
      id,
      organisation: request.organisation,
      request: request.id,
      at: dateOf(now),
      submitted,
      person: name,
      entered_by: enteredBy,
      replies: JSON.stringify(replies) as never,
      document: file?.name ?? null,
      document_hash:
        file === undefined ? null : createHash('sha256').update(Buffer.from(file.content, 'base64')).digest(),
      declaration: read?.declaration === undefined ? null : asJson(read.declaration),
    })
    .execute();
  return { id };
}

/** Answers to questions that were not asked, twice, or of another kind than asked. */
function faultsOf(questions: readonly SupplierQuestion[], replies: readonly GivenReply[]): FieldProblem[] {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const seen = new Set<string>();
  return replies.flatMap(({ question, reply }, index): FieldProblem[] => {
    const path = `/body/replies/${index}`;
    const known = asked.get(question);
    if (known === undefined) return [{ path, zh: '没有提过这个问题。', en: 'This question was not asked.' }];
    if (seen.has(question))
      return [{ path, zh: `问题“${known.text.zh}”回答了两次。`, en: `Answered twice: ${known.text.en}` }];
    seen.add(question);
    if (reply.is !== 'unknown' && reply.is !== known.fact)
      return [
        {
          path,
          zh: `回答与问题“${known.text.zh}”不符。`,
          en: `The answer is of another kind than the question: ${known.text.en}`,
        },
      ];
    return [];
  });
}

export interface FileRead {
  readonly replies: readonly GivenReply[];
  readonly declaration?: MineralsDeclaration;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** What a file that came back says: our workbook, a plain table, or a minerals reporting template. */
export async function readFile(request: Pick<Request, 'questions'>, { name, content }: GivenFile): Promise<FileRead> {
  const bytes = new Uint8Array(Buffer.from(content, 'base64'));
  const questions = questionsIn(request);
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && isMineralsTemplate(openWorkbook(bytes, name))) {
      const { declaration, notes } = await readMineralsTemplate(bytes, name);
      return { replies: [], declaration, problems: [], notes };
    }
    const { answers, problems, notes } = await readAnswers(bytes, name, questions, checkOf(questions));
    return { replies: answers, problems, notes };
  } catch (error) {
    if (error instanceof IntakeError) return { replies: [], problems: error.problems, notes: [] };
    throw error;
  }
}

/** What the suppliers say now: of each request the answers that were submitted last, with their source. */
export function answersNow(
  requests: readonly Request[],
  answers: ReadonlyMap<string, readonly Answer[]>,
): readonly { readonly request: Request; readonly row: Answer; readonly answers: readonly SupplierAnswer[] }[] {
  return requests.flatMap((request) => {
    const row = (answers.get(request.id) ?? []).findLast(({ submitted }) => submitted);
    if (row === undefined || request.withdrawn_at !== null) return [];
    const asked = new Map(questionsIn(request).map((question) => [question.id, question]));
    const source = {
      supplier: request.supplier,
      person: row.person,
      day: beijingDay(Temporal.Instant.fromEpochMilliseconds(row.at.getTime())),
      ...(row.document === null ? {} : { document: row.document }),
    };
    return [
      {
        request,
        row,
        answers: repliesIn(row).flatMap(({ question, reply, remark }) => {
          const known = asked.get(question);
          return known === undefined
            ? []
            : [{ from: row.id, question: known, reply, ...(remark === undefined ? {} : { remark }), source }];
        }),
      },
    ];
  });
}

/** A request as the API shows it. */
export function presentRequest(request: Request, answers: readonly Answer[], today: string) {
  const submitted = answers.filter((answer) => answer.submitted);
  const state =
    request.withdrawn_at !== null
      ? 'withdrawn'
      : submitted.length > 0
        ? 'answered'
        : answers.length > 0
          ? 'begun'
          : 'sent';
  return {
    id: request.id,
    supplier: request.supplier,
    email: request.email,
    due: request.due,
    sentAt: instantText(request.made_at),
    linkEndsAt: instantText(request.ends_at),
    state: state as 'sent' | 'begun' | 'answered' | 'withdrawn',
    isLate: (state === 'sent' || state === 'begun') && request.due < today,
    questions: [...questionsIn(request)],
    answers: submitted.toReversed().map((row) => ({
      id: row.id,
      at: instantText(row.at),
      person: row.person,
      document: row.document,
      answered: repliesIn(row).length,
      unknown: repliesIn(row).filter(({ reply }) => reply.is === 'unknown').length,
      byLink: row.entered_by === null,
    })),
  };
}
