import type { Assessment, ImpactCase } from '@ytterby/core/impact';
import { type Static, Type } from 'typebox';
import { route } from './route.ts';
import { Day, Id, Instant, LanguageShape, NOTHING, PageOf, PAGING, TextShape } from './shapes.ts';

/**
 * Impact assessments: what a measure would do to supply chains and an economy. The cases that come with Ytterby, and what was published of
 * assessments, are for everybody; an assessment of a draft is seen by nobody but those who may read measures.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const CaseId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 100 });
const TablesName = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]*$',
  maxLength: 100,
  description:
    'A set of supply-chain tables: one that comes with Ytterby, or a folder of `impact-tables` in the data folder.',
});
const From = Type.Optional(
  Type.Unsafe<string>({
    ...Day,
    description:
      'The day from which the case counts, in place of its own; the rest of its text stays. The day of effect of a measure, so that its months can be set beside the forecast.',
  }),
);
const CaseShape = Type.Unsafe<ImpactCase>({
  type: 'object',
  description: 'The case as it is assessed: every number with its range, its basis and its source in words.',
});
const AssessmentResult = Type.Unsafe<Assessment>({
  type: 'object',
  description:
    'What came of it, with bands (low, middle, high: quantiles of 5, 50 and 95 % of the draws); money in its unit.',
});
const SourceShape = Type.Object({ id: Type.String(), text: TextShape, url: orNull(Type.String()) }, closed);
const TableSourceShape = Type.Object(
  {
    file: Type.String(),
    year: Type.String(),
    unit: Type.String(),
    source: Type.String(),
    licence: Type.String(),
    url: orNull(Type.String()),
  },
  { ...closed, description: 'Where a table comes from, and under which licence.' },
);
const Amount = orNull(Type.Number({ description: 'null: not known.' }));
const TablesShape = Type.Object(
  {
    unit: Type.String({ description: 'Of the money: `million USD`.' }),
    sectors: Type.Array(Type.String()),
    sectorNames: Type.Record(Type.String(), Type.String()),
    output: Type.Array(Type.Number()),
    valueAdded: Type.Array(Type.Number()),
    flows: Type.Object(
      { from: Type.Array(Type.Integer()), to: Type.Array(Type.Integer()), amount: Type.Array(Type.Number()) },
      { ...closed, description: 'Deliveries that are not nought, by the places of two sectors in `sectors`.' },
    ),
    trade: Type.Array(
      Type.Object(
        {
          reporter: Type.String(),
          partner: Type.String(),
          direction: Type.Enum(['import', 'export'] as const),
          item: Type.String(),
          period: Type.String(),
          value: Amount,
          mass: Amount,
        },
        closed,
      ),
    ),
    production: Type.Array(
      Type.Object({ party: Type.String(), item: Type.String(), period: Type.String(), amount: Amount }, closed),
    ),
    prices: Type.Array(Type.Object({ item: Type.String(), period: Type.String(), price: Amount }, closed)),
    sources: Type.Array(TableSourceShape),
  },
  closed,
);
export type TablesReply = Static<typeof TablesShape>;

const STATES = ['waiting', 'running', 'done', 'failed', 'stopped'] as const;
const summary = {
  id: Id,
  measure: orNull(Id),
  revision: orNull(Type.Integer({ description: 'Of the measure’s draft.' })),
  demo: Type.Boolean({ description: 'Published: everybody may read it.' }),
  case: Type.Object({ id: Type.String(), title: TextShape, from: Day }, closed),
  tables: TablesName,
  tablesFingerprint: Type.String({ description: 'SHA-256 of the tables that it is run on.' }),
  seed: Type.Integer(),
  samples: Type.Integer(),
  state: Type.Enum(STATES),
  samplesDone: Type.Integer({
    description: 'Draws that are through. After the last come sensitivity and facilitation.',
  }),
  problems: orNull(Type.Array(TextShape, { description: 'Why it failed.' })),
  askedAt: Instant,
  startedAt: orNull(Instant),
  finishedAt: orNull(Instant),
};
const AssessmentShape = Type.Object(
  {
    ...summary,
    caseText: Type.String({ description: 'The case as a file (YAML).' }),
    result: orNull(
      Type.Object(
        {
          case: CaseShape,
          sources: Type.Array(SourceShape),
          assessment: AssessmentResult,
          sectorNames: Type.Record(Type.String(), Type.String()),
          tables: Type.Array(TableSourceShape),
        },
        { ...closed, description: 'Null until it is done.' },
      ),
    ),
  },
  closed,
);
export type StoredRun = NonNullable<Static<typeof AssessmentShape>['result']>;
const AssessmentParams = Type.Object({ assessment: Id }, closed);

export const ASSESSMENT_ROUTES = {
  'impact.cases': route({
    id: 'impact.cases',
    method: 'GET',
    path: '/v1/impact/cases',
    summary: 'Impact cases that come with Ytterby, and the sets of tables that are there',
    action: 'assessment.open',
    kind: 'compute',
    reply: Type.Object(
      {
        cases: Type.Array(
          Type.Object(
            {
              id: CaseId,
              title: TextShape,
              scope: TextShape,
              from: Day,
              days: Type.Integer(),
              kind: Type.Enum(['stop', 'licence'] as const),
              observed: Type.Array(Type.String(), {
                description: 'Months of which the case knows what really went out: `2025-04`.',
              }),
              tables: TablesName,
              hasTables: Type.Boolean({ description: 'Its tables are there, so that it can be run.' }),
            },
            closed,
          ),
        ),
        tables: Type.Array(TablesName),
      },
      closed,
    ),
  }),
  'impact.case': route({
    id: 'impact.case',
    method: 'GET',
    path: '/v1/impact/cases/:case',
    summary: 'An impact case with its tables and what the law says of its days: all that an assessment needs',
    action: 'assessment.open',
    kind: 'compute',
    params: Type.Object({ case: CaseId }, closed),
    reply: Type.Object(
      {
        case: CaseShape,
        sources: Type.Array(SourceShape),
        tables: orNull(TablesShape),
        law: Type.Object(
          {
            workingDays: Type.Array(Day, { description: 'Of the period, by the Chinese working calendar.' }),
            unpublishedYears: Type.Array(Type.String(), {
              description:
                'Years of the period whose holidays are not published yet: their working days are provisional.',
            }),
            limit: Type.Integer({ description: 'Working days within which a decision is due.' }),
          },
          closed,
        ),
      },
      { ...closed, description: 'No tables: they are not there. Without them a case can be read and not run.' },
    ),
    problems: ['not-found'],
  }),
  'assessment.list': route({
    id: 'assessment.list',
    method: 'GET',
    path: '/v1/assessments',
    summary: 'Impact assessments, the latest first: those that are published, and for who may read measures all',
    action: 'assessment.open',
    kind: 'read',
    query: Type.Object({ ...PAGING, measure: Type.Optional(Id) }, closed),
    reply: PageOf(Type.Object(summary, closed)),
  }),
  'assessment.get': route({
    id: 'assessment.get',
    method: 'GET',
    path: '/v1/assessments/:assessment',
    summary: 'An impact assessment: how far it is, and what came of it',
    action: 'assessment.open',
    kind: 'read',
    params: AssessmentParams,
    reply: AssessmentShape,
    problems: ['not-found'],
  }),
  'assessment.ask': route({
    id: 'assessment.ask',
    method: 'POST',
    path: '/v1/assessments',
    summary: 'Have an impact assessment run',
    description:
      'Of the last revision of a measure, or of none. The case is one that comes with Ytterby, or a text (YAML). It runs in the background; the same case, tables and seed give the same answer.',
    action: 'measure.draft',
    kind: 'command',
    body: Type.Object(
      {
        measure: Type.Optional(Id),
        case: Type.Union([
          Type.Object({ shipped: CaseId, from: From }, closed),
          Type.Object({ text: Type.String({ minLength: 1, maxLength: 500_000 }), from: From }, closed),
        ]),
        tables: Type.Optional(
          Type.Unsafe<string>({ ...TablesName, description: 'Default: those that the case names.' }),
        ),
        seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 1 })),
        samples: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000, default: 1000 })),
      },
      closed,
    ),
    reply: Type.Object(summary, closed),
    status: 202,
    problems: ['not-found', 'not-valid'],
  }),
  'assessment.stop': route({
    id: 'assessment.stop',
    method: 'POST',
    path: '/v1/assessments/:assessment/stop',
    summary: 'Stop an impact assessment that waits or runs',
    action: 'measure.draft',
    kind: 'command',
    params: AssessmentParams,
    reply: NOTHING,
    problems: ['not-found', 'conflict'],
  }),
  'assessment.report': route({
    id: 'assessment.report',
    method: 'GET',
    path: '/v1/assessments/:assessment/report',
    summary: 'The report of an impact assessment that is done, as a page or as a PDF',
    action: 'assessment.open',
    kind: 'read',
    params: AssessmentParams,
    query: Type.Object({ format: Type.Enum(['html', 'pdf'] as const), language: LanguageShape }, closed),
    reply: { file: ['text/html; charset=utf-8', 'application/pdf'] },
    problems: ['not-found', 'conflict'],
  }),
} as const;
