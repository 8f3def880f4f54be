import type { SupplierReply } from '@ytterby/core/supplier-questions';
import { Type } from 'typebox';
import { route } from './route.ts';
import { LinkCode } from './session.ts';
import { Day, Id, Instant, NOTHING, TextShape } from './shapes.ts';

/** Questions of an open bill to its suppliers, their answers, and what these change in the bill. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Verdict = Type.Enum(['met', 'not-met', 'unknown'] as const);
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });

const Decimal = Type.String({ maxLength: 60, pattern: '^[0-9]+(\\.[0-9]+)?$' });
const Amount = Type.Union([Decimal, Type.Object({ min: Type.Optional(Decimal), max: Type.Optional(Decimal) }, closed)]);
const Share = Type.String({ maxLength: 60, pattern: '^[0-9]+(\\.[0-9]+)?\\s*%?$' });
const Country = Type.String({ pattern: '^([A-Z]{2}|unknown)$' });
const Code = Type.String({ minLength: 1, maxLength: 200 });

export const ReplyShape = Type.Unsafe<SupplierReply>(
  Type.Union([
    Type.Object({ is: Type.Literal('unknown') }, closed),
    Type.Object(
      {
        is: Type.Literal('value'),
        amount: Amount,
        currency: Type.String({ pattern: '^[A-Z]{3}$' }),
        basis: Type.Enum(['contract', 'cost', 'customs', 'market'] as const),
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('origin'),
        origin: Type.Optional(Country),
        steps: Type.Optional(
          Type.Object(
            {
              mined: Type.Optional(Country),
              separated: Type.Optional(Country),
              smelted: Type.Optional(Country),
              made: Type.Optional(Country),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    Type.Object(
      {
        is: Type.Literal('class'),
        code: Type.Optional(Code),
        massFractions: Type.Optional(
          Type.Record(
            Type.String({ pattern: '^[A-Z][a-z]?$' }),
            Type.Union([Share, Type.Object({ min: Type.Optional(Share), max: Type.Optional(Share) }, closed)]),
          ),
        ),
      },
      closed,
    ),
    Type.Object({ is: Type.Literal('content'), holds: Type.Enum(['yes', 'no'] as const) }, closed),
    Type.Object(
      { is: Type.Literal('quantity'), amount: Amount, unit: Type.String({ minLength: 1, maxLength: 40 }) },
      closed,
    ),
  ]),
);
const GivenReply = Type.Object(
  {
    question: Type.String({ minLength: 1, maxLength: 2000 }),
    reply: ReplyShape,
    remark: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
);
const Replies = Type.Array(GivenReply, { maxItems: 5000 });

const QuestionShape = Type.Object(
  {
    id: Type.String(),
    fact: Type.Enum(['value', 'origin', 'class', 'content', 'quantity'] as const),
    part: Type.String(),
    description: orNull(Type.String()),
    list: Type.Optional(Type.Enum(['inputs', 'products'] as const)),
    usedIn: Type.Optional(Type.String()),
    unit: Type.String(),
    text: TextShape,
  },
  closed,
);
const Effect = Type.Object({ text: TextShape, verdict: Verdict }, closed);

const AnswerHead = Type.Object(
  {
    id: Id,
    at: Instant,
    person: Type.String(),
    document: orNull(Type.String()),
    answered: Type.Integer({ description: 'How many questions.' }),
    unknown: Type.Integer({ description: 'Of these, how many with "unknown".' }),
    byLink: Type.Boolean({ description: 'By the supplier behind the link; else entered by the organisation.' }),
  },
  closed,
);
const RequestShape = Type.Object(
  {
    id: Id,
    supplier: Type.String(),
    email: orNull(Type.String()),
    due: Day,
    sentAt: Instant,
    linkEndsAt: Instant,
    state: Type.Enum(['sent', 'begun', 'answered', 'withdrawn'] as const, {
      description: '`begun`: the form was saved and not yet submitted.',
    }),
    isLate: Type.Boolean(),
    questions: Type.Array(QuestionShape),
    answers: Type.Array(AnswerHead, { description: 'Submitted, the latest first; the latest counts.' }),
  },
  closed,
);
const LinkShape = Type.Object(
  {
    request: RequestShape,
    link: Type.String({ description: 'Shown this once: what is stored cannot give it back.' }),
    letter: TextShape,
  },
  closed,
);

const SourceShape = Type.Object(
  {
    supplier: Type.String(),
    person: Type.Optional(Type.String()),
    day: Day,
    document: Type.Optional(Type.String()),
  },
  closed,
);
const ChangeShape = Type.Object(
  {
    id: Type.String(),
    from: Type.String({ description: 'Id of the answers that it came with.' }),
    part: Type.String(),
    usedIn: Type.Optional(Type.String()),
    field: Type.String({
      description: 'origin, steps.mined, value.cost, item.code, item.massFractions.Dy, rareEarths, quantity.',
    }),
    before: Type.Unknown({ description: 'As the bill has it; null = not stated.' }),
    after: Type.Unknown({ description: 'As the supplier says; null = not known to the supplier.' }),
    standing: Type.Enum([
      'new',
      'narrower',
      'confirms',
      'wider',
      'unknown',
      'contradicts-bill',
      'contradicts-answer',
    ] as const),
    isTaken: Type.Boolean({ description: 'The bill has it already, with this source.' }),
    remark: Type.Optional(Type.String()),
    source: SourceShape,
  },
  closed,
);
const EvidenceShape = Type.Object(
  {
    part: Type.String(),
    mineral: Type.String({ description: 'Symbol of an element, or rare-earths.' }),
    countries: Type.Array(Type.String()),
    mineCountries: Type.Array(Type.String()),
    unplaced: Type.Integer({ description: 'Smelters without a country.' }),
    isComplete: Type.Boolean(),
    isForPart: Type.Boolean(),
    origin: Type.Enum(['supports', 'speaks-against', 'open'] as const),
    supplier: Type.String(),
    document: orNull(Type.String()),
    day: Day,
  },
  closed,
);

const BillParams = Type.Object({ organisation: Id, bill: Id }, closed);
const RequestParams = Type.Object({ organisation: Id, bill: Id, request: Id }, closed);
const Remark = Type.Object({ code: Type.String(), place: Type.String(), text: TextShape, remedy: TextShape }, closed);
/** A file within JSON: the public form has no other place for its code. */
const GivenFile = Type.Object(
  {
    name: Words(500),
    content: Type.String({ maxLength: 28_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64.' }),
  },
  closed,
);
const FileReading = Type.Object(
  {
    replies: Replies,
    isMineralsTemplate: Type.Boolean({
      description: 'A reporting template of the Responsible Minerals Initiative: evidence, no answers.',
    }),
    smelters: Type.Integer({ description: 'Smelters of rare earths that the template names.' }),
    problems: Type.Array(Remark, { description: 'With one of these nothing is taken from the file.' }),
    notes: Type.Array(Remark),
  },
  closed,
);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const bill = '/v1/organisations/:organisation/bills/:bill';

export const SUPPLIER_QUESTION_ROUTES = {
  'supplier-question.list': route({
    id: 'supplier-question.list',
    method: 'GET',
    path: `${bill}/supplier-questions`,
    summary: 'The smallest set of questions of an open bill, by supplier, and what was asked already',
    action: 'library.read',
    kind: 'read',
    params: BillParams,
    reply: Type.Object(
      {
        asOf: Day,
        verdict: orNull(Verdict),
        questions: Type.Array(
          Type.Object(
            { question: QuestionShape, supplier: orNull(Type.String()), best: Effect, worst: Effect },
            closed,
          ),
        ),
        forOwner: Type.Array(Type.Object({ id: Type.String(), text: TextShape }, closed), {
          description: 'What no supplier can answer: a loop, a rate of exchange.',
        }),
        requests: Type.Array(RequestShape),
      },
      closed,
    ),
  }),
  'supplier-question.send': route({
    id: 'supplier-question.send',
    method: 'POST',
    path: `${bill}/supplier-requests`,
    summary: 'Ask a supplier: freezes the questions and makes a secret link',
    action: 'library.change',
    kind: 'command',
    params: BillParams,
    body: Type.Object(
      {
        supplier: Words(2000),
        email: Type.Optional(Type.String({ maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$' })),
        due: Day,
        questions: Type.Array(Type.String({ maxLength: 2000 }), { minItems: 1, maxItems: 5000 }),
      },
      closed,
    ),
    reply: LinkShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'supplier-question.link': route({
    id: 'supplier-question.link',
    method: 'POST',
    path: `${bill}/supplier-requests/:request/links`,
    summary: 'A new secret link; the one before no longer works',
    action: 'library.change',
    kind: 'command',
    params: RequestParams,
    reply: LinkShape,
    status: 201,
  }),
  'supplier-question.withdraw': route({
    id: 'supplier-question.withdraw',
    method: 'POST',
    path: `${bill}/supplier-requests/:request/withdrawal`,
    summary: 'Withdraw a request: its link no longer works',
    action: 'library.change',
    kind: 'command',
    params: RequestParams,
    reply: NOTHING,
  }),
  'supplier-question.workbook': route({
    id: 'supplier-question.workbook',
    method: 'GET',
    path: `${bill}/supplier-requests/:request/workbook`,
    summary: 'The questions as a workbook to fill in',
    action: 'library.read',
    kind: 'read',
    params: RequestParams,
    reply: { file: [XLSX] },
  }),
  'supplier-question.read-file': route({
    id: 'supplier-question.read-file',
    method: 'POST',
    path: `${bill}/supplier-requests/:request/readings`,
    summary:
      'Read answers from a returned workbook, a plain table, or a minerals reporting template; nothing is stored',
    action: 'library.change',
    kind: 'read',
    params: RequestParams,
    body: GivenFile,
    reply: FileReading,
  }),
  'supplier-question.take': route({
    id: 'supplier-question.take',
    method: 'POST',
    path: `${bill}/supplier-requests/:request/answers`,
    summary: 'Enter answers that came by another way than the link',
    action: 'library.change',
    kind: 'command',
    params: RequestParams,
    body: Type.Object({ person: Words(500), replies: Replies, file: Type.Optional(GivenFile) }, closed),
    reply: RequestShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'supplier-question.changes': route({
    id: 'supplier-question.changes',
    method: 'GET',
    path: `${bill}/supplier-answers`,
    summary: 'What the answers that came would change in the bill',
    action: 'library.read',
    kind: 'read',
    params: BillParams,
    reply: Type.Object(
      {
        verdict: orNull(Verdict),
        verdictAfter: orNull(Verdict),
        changes: Type.Array(ChangeShape),
        evidence: Type.Array(EvidenceShape),
        notDeclared: Type.Array(TextShape, { description: 'What a minerals reporting template does not say.' }),
      },
      closed,
    ),
  }),
  'supplier-question.preview': route({
    id: 'supplier-question.preview',
    method: 'POST',
    path: `${bill}/supplier-answers/preview`,
    summary: 'What the content test would say with these changes taken in; nothing is stored',
    action: 'library.read',
    kind: 'read',
    params: BillParams,
    body: Type.Object({ changes: Type.Array(Type.String({ maxLength: 8000 }), { maxItems: 5000 }) }, closed),
    reply: Type.Object({ verdict: orNull(Verdict), verdictAfter: orNull(Verdict) }, closed),
    problems: ['not-valid'],
  }),
  'supplier-question.accept': route({
    id: 'supplier-question.accept',
    method: 'POST',
    path: `${bill}/supplier-answers/acceptances`,
    summary: 'Take changes into the bill, each with its source',
    action: 'library.change',
    kind: 'command',
    params: BillParams,
    body: Type.Object(
      { changes: Type.Array(Type.String({ maxLength: 8000 }), { minItems: 1, maxItems: 5000 }) },
      closed,
    ),
    reply: Type.Object({ revision: Type.Integer(), verdict: orNull(Verdict) }, closed),
    revision: 'wanted',
    problems: ['not-valid'],
  }),
  'supplier-form.look': route({
    id: 'supplier-form.look',
    method: 'POST',
    path: '/v1/supplier-form/look',
    summary: 'The questions behind a secret link, with what was saved',
    action: 'link.use',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: Type.Object(
      {
        asker: TextShape,
        supplier: Type.String(),
        due: Day,
        questions: Type.Array(QuestionShape),
        person: Type.String(),
        replies: Replies,
        submittedAt: orNull(Instant),
      },
      closed,
    ),
    problems: ['not-found'],
  }),
  'supplier-form.workbook': route({
    id: 'supplier-form.workbook',
    method: 'POST',
    path: '/v1/supplier-form/workbook',
    summary: 'The questions behind a secret link as a workbook to fill in',
    action: 'link.use',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: { file: [XLSX] },
    problems: ['not-found'],
  }),
  'supplier-form.read-file': route({
    id: 'supplier-form.read-file',
    method: 'POST',
    path: '/v1/supplier-form/readings',
    summary: 'Read answers from a filled-in workbook; nothing is stored',
    action: 'link.use',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode, file: GivenFile }, closed),
    reply: FileReading,
    problems: ['not-found'],
  }),
  'supplier-form.save': route({
    id: 'supplier-form.save',
    method: 'POST',
    path: '/v1/supplier-form/answers',
    summary: 'Save or submit the answers behind a secret link',
    action: 'link.use',
    kind: 'command',
    asProduct: true,
    body: Type.Object(
      {
        code: LinkCode,
        person: Type.String({ maxLength: 500 }),
        replies: Replies,
        file: Type.Optional(GivenFile),
        submit: Type.Boolean(),
      },
      closed,
    ),
    reply: Type.Object({ submittedAt: orNull(Instant) }, closed),
    problems: ['not-found', 'not-valid'],
  }),
} as const;
