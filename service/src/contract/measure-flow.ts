import { FLOW_GAPS, FLOW_VERDICTS, type FlowGap, type FlowVerdict } from '@ytterby/core/measures';
import { Type } from 'typebox';
import { OfMeasure } from './partner-notice.ts';
import { route } from './route.ts';
import { Day, Instant } from './shapes.ts';

/** An announced measure beside its forecast: what really went out, month by month, and how licences were decided, and when. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
const Amount = Type.String({ pattern: '^[0-9]{1,15}(\\.[0-9]{1,9})?$', description: 'Exact decimal.' });
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' });
const Verdict = Type.Enum([...FLOW_VERDICTS] as FlowVerdict[]);

const NewFlow = Type.Object(
  {
    month: Month,
    amount: Amount,
    unit: Type.String({
      minLength: 1,
      maxLength: 40,
      pattern: '\\S',
      description: 'UN/ECE Recommendation 20 code, as TNE, or name.',
    }),
    source: Type.Unsafe<string>({ ...Line, description: 'Who says so.' }),
  },
  closed,
);
const FlowShape = Type.Object(
  {
    sequence: Type.Integer(),
    ...NewFlow.properties,
    amount: Type.String(),
    counts: Type.Boolean({ description: 'False: a later entry for the month corrects it.' }),
    at: Instant,
    by: Type.String({ description: 'Name of the person.' }),
  },
  closed,
);
const FlowsShape = Type.Object(
  {
    flows: Type.Array(FlowShape, { description: 'In the order in which they were recorded.' }),
    alarms: Type.Integer({ description: 'Months outside the forecast of which policy staff were told just now.' }),
  },
  closed,
);

const outside = {
  direction: Type.Enum(['below', 'above'] as const),
  since: Type.String({ description: 'First month, or quarter, of the unbroken run on this side.' }),
  actual: Type.String(),
  low: Type.Number(),
  high: Type.Number(),
};
const WatchedShare = Type.Object(
  {
    share: orNull(
      Type.String({ description: 'Of all decisions, as 17/20; 1/20–4/20 where small numbers are not published.' }),
    ),
    forecast: orNull(Type.Object({ low: Type.Number(), high: Type.Number() }, closed)),
    is: Verdict,
  },
  { ...closed, description: 'No share: nothing was decided. No forecast: there is none for this period.' },
);

const MonitoringShape = Type.Object(
  {
    unit: Type.String(),
    inEffectFrom: Day,
    startsOff: Type.Integer({ description: 'Days from the first day of the forecast to the day of effect.' }),
    months: Type.Array(
      Type.Object(
        {
          month: Month,
          forecast: orNull(
            Type.Object(
              { without: Type.Number(), low: Type.Number(), middle: Type.Number(), high: Type.Number() },
              { ...closed, description: 'In the unit: without the measure, and nine tenths of the draws.' },
            ),
          ),
          actual: orNull(Type.String({ description: 'Exact, in the unit.' })),
          is: Verdict,
          why: orNull(Type.Enum([...FLOW_GAPS] as FlowGap[], { description: 'Why it is unknown.' })),
        },
        closed,
      ),
    ),
    alarms: Type.Array(
      Type.Union([
        Type.Object({ of: Type.Literal('flow'), month: Month, ...outside }, { ...closed, description: 'In the unit.' }),
        Type.Object(
          {
            of: Type.Enum(['approvals', 'lateness'] as const),
            from: Type.String(),
            to: Type.String(),
            ...outside,
          },
          { ...closed, description: 'Of a published period; low and high from 0 to 1, actual as 17/20.' },
        ),
      ]),
      { description: 'Of flows, then of approvals, then of late decisions.' },
    ),
    licensing: Type.Object(
      {
        approved: orNull(
          Type.Object(
            { low: Type.Number(), likely: orNull(Type.Number()), high: Type.Number() },
            { ...closed, description: 'The approved share that the forecast stands on, 0 to 1.' },
          ),
        ),
        late: Type.Array(Type.Object({ quarter: Type.String(), low: Type.Number(), high: Type.Number() }, closed), {
          description:
            'Forecast of the share decided after the limit, 0 to 1: nine tenths of the draws. Empty where the assessment does not tell it.',
        }),
        periods: Type.Array(
          Type.Object(
            {
              from: Type.String(),
              to: Type.String(),
              granted: Type.Integer(),
              refused: Type.Integer(),
              approvals: WatchedShare,
              lateness: WatchedShare,
            },
            closed,
          ),
          { description: 'Of all items, as published, from the quarter of the day of effect on.' },
        ),
        meanWait: orNull(Type.Number({ description: 'Forecast: working days from acceptance to decision.' })),
        limit: orNull(Type.Integer({ description: 'Working days that the law allows.' })),
        median: orNull(
          Type.Integer({ description: 'Published median of all decisions, in working days; null: not published.' }),
        ),
        until: orNull(Type.Unsafe<string>({ ...Day, description: 'The last day of the published statistics.' })),
      },
      closed,
    ),
  },
  closed,
);

export const MEASURE_FLOW_ROUTES = {
  'measure-flow.list': route({
    id: 'measure-flow.list',
    method: 'GET',
    path: '/v1/measures/:measure/flows',
    summary: 'What really went out since a measure was announced, with corrections',
    action: 'measure.read',
    kind: 'read',
    params: OfMeasure,
    reply: FlowsShape,
    problems: ['not-found'],
  }),
  'measure-flow.record': route({
    id: 'measure-flow.record',
    method: 'POST',
    path: '/v1/measures/:measure/flows',
    summary: 'Record what really went out in some months; a month that is there already is corrected',
    action: 'dialogue.record',
    kind: 'command',
    params: OfMeasure,
    body: Type.Object({ flows: Type.Array(NewFlow, { minItems: 1, maxItems: 600 }) }, closed),
    reply: FlowsShape,
    status: 201,
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
  'measure-flow.import': route({
    id: 'measure-flow.import',
    method: 'POST',
    path: '/v1/measures/:measure/flows/files',
    summary: 'Record flows from a CSV file with the columns month, amount, unit, source',
    action: 'dialogue.record',
    kind: 'command',
    params: OfMeasure,
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
    body: 'file',
    reply: FlowsShape,
    status: 201,
    problems: ['not-found', 'not-valid', 'too-large', 'conflict'],
  }),
  'measure.monitoring': route({
    id: 'measure.monitoring',
    method: 'GET',
    path: '/v1/measures/:measure/monitoring',
    summary: 'An announced measure beside its forecast: flows by month, approvals, late decisions, waits, alarms',
    action: 'measure.read',
    kind: 'read',
    params: OfMeasure,
    reply: MonitoringShape,
    problems: ['not-found', 'conflict'],
  }),
} as const;
