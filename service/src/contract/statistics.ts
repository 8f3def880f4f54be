import {
  CASE_MEASURES,
  DIMENSIONS,
  GROUPS,
  MEASURES,
  SERIES,
  type Series,
  STOP_ENDINGS,
  TIMELINESS,
  UNITS,
} from '@ytterby/core/statistics';
import { Type } from 'typebox';
import { route } from './route.ts';
import { Day, TextShape } from './shapes.ts';

/** Statistics for everybody: what was applied for, how it was decided, and how long it took. Aggregated figures alone. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const Quarter = Type.String({ pattern: '^\\d{4}-Q[1-4]$', description: 'A quarter in Beijing time, as 2026-Q3.' });
const Count = Type.Integer({ minimum: 0 });
const Days = Type.Integer({ minimum: 0 });
const Share = Type.String({ pattern: '^[01]\\.\\d{4}$', description: 'Between 0 and 1, to four places.' });
const Until = Type.Union([Day, Type.Null()], {
  description: 'The last day up to which applications are counted; null: nothing of them is published yet.',
});
const MeasureName = Type.Enum(MEASURES);
const UnitName = Type.Enum(UNITS, { description: 'On the statutory clock without its stops, or as days pass.' });
const GroupName = Type.Enum(GROUPS);

const PeriodShape = Type.Object(
  {
    from: Quarter,
    to: Quarter,
    measures: Type.Array(
      Type.Object(
        {
          measure: Type.Enum(CASE_MEASURES),
          total: Count,
          compliantCivil: Type.Integer({ minimum: 0, description: 'Of the total.' }),
        },
        closed,
      ),
    ),
  },
  { ...closed, description: 'One quarter, or several where one alone is too small.' },
);
const QuantileShape = Type.Object(
  {
    share: Type.String({ description: 'By when this share is decided: 0.5 is the median.' }),
    time: Type.Union([Days, Type.Null()], { description: 'Null: not reached yet.' }),
    atLeast: orNull(Days),
    atMost: orNull(Days),
  },
  { ...closed, description: 'Days after acceptance, with the 95 % band.' },
);
const TimeShape = Type.Object(
  {
    unit: UnitName,
    group: GroupName,
    reviews: Type.Union([Count, Type.Null()], { description: 'Null: too few are decided to be shown.' }),
    points: Type.Array(
      Type.Object(
        {
          time: Days,
          atRisk: Count,
          decided: Share,
          band: orNull(Type.Object({ atLeast: Share, atMost: Share }, closed)),
          granted: Share,
        },
        closed,
      ),
    ),
    quantiles: Type.Array(QuantileShape),
  },
  closed,
);
const Status = Type.Enum(['number', 'few', 'withheld'] as const);

const cells = (categories: readonly string[]) =>
  Type.Union(
    [Type.Array(Type.Object({ category: Type.String(), is: Status, count: orNull(Count) }, closed)), Type.Null()],
    { description: `By ${categories.join(', ')}. Null: there is no table in which every small number is safe.` },
  );
const ExemptionShape = Type.Object(
  { from: Quarter, to: Quarter, shipped: Count, reported: Count, timeliness: cells(TIMELINESS) },
  { ...closed, description: 'Left under the humanitarian exemption, and reported.' },
);
const StopShape = Type.Object(
  { from: Quarter, to: Quarter, stopped: Count, ended: Count, ending: cells(STOP_ENDINGS) },
  { ...closed, description: 'Humanitarian shipments stopped for review, and how that ended.' },
);

const ColumnsShape = Type.Record(Type.String(), TextShape);
const OpenData = Type.Enum(['counts', 'time-to-decision'] as const);

export const STATISTICS_ROUTES = {
  'statistics.summary': route({
    id: 'statistics.summary',
    method: 'GET',
    path: '/v1/statistics',
    summary: 'Applications, decisions, the time they took, and humanitarian shipments, over all that is published',
    action: 'statistics.read',
    kind: 'read',
    asProduct: true,
    revision: 'given',
    reply: Type.Object(
      {
        until: Until,
        next: Type.Unsafe<string>({ ...Day, description: 'The day on which more can be published.' }),
        limit: Type.Integer({ description: 'A smaller number, other than nought, is not published.' }),
        rule: TextShape,
        law: Type.Object({ pack: Type.String(), version: Type.String() }, closed),
        compliantCivil: Type.Object(
          { granted: Count, decided: Count, median: orNull(QuantileShape) },
          { ...closed, description: 'The median is in working days on the statutory clock; null: not shown.' },
        ),
        periods: Type.Array(PeriodShape),
        exemptions: Type.Array(ExemptionShape),
        stops: Type.Array(StopShape),
      },
      closed,
    ),
  }),
  'statistics.table': route({
    id: 'statistics.table',
    method: 'GET',
    path: '/v1/statistics/table',
    summary: 'Applications or humanitarian shipments of one period, by month, item, destination or another category',
    action: 'statistics.read',
    kind: 'read',
    asProduct: true,
    revision: 'given',
    query: Type.Object(
      {
        dimension: Type.Enum(DIMENSIONS),
        series: Type.Optional(Type.Enum(Object.keys(SERIES) as Series[], { default: 'applications' })),
        period: Type.Optional(
          Type.Unsafe<string>({ ...Quarter, description: 'First quarter of a published period. Default: the last.' }),
        ),
      },
      closed,
    ),
    reply: Type.Object(
      {
        from: Quarter,
        to: Quarter,
        dimension: Type.Enum(DIMENSIONS),
        measures: Type.Array(
          Type.Object(
            {
              measure: MeasureName,
              total: Count,
              rows: orNull(
                Type.Array(
                  Type.Object(
                    { category: Type.String(), label: orNull(TextShape), is: Status, count: orNull(Count) },
                    closed,
                  ),
                ),
              ),
            },
            { ...closed, description: 'No rows: there is no table in which every small number is safe.' },
          ),
        ),
      },
      closed,
    ),
    problems: ['not-found'],
  }),
  'statistics.time-to-decision': route({
    id: 'statistics.time-to-decision',
    method: 'GET',
    path: '/v1/statistics/time-to-decision',
    summary: 'Which share is decided, and granted, so many days after acceptance',
    description: 'Kaplan–Meier with open and withdrawn applications censored; Aalen–Johansen for the share granted.',
    action: 'statistics.read',
    kind: 'read',
    asProduct: true,
    revision: 'given',
    query: Type.Object(
      {
        unit: Type.Optional(Type.Enum(UNITS, { default: 'working-days' })),
        group: Type.Optional(Type.Enum(GROUPS, { default: 'compliant-civil' })),
      },
      closed,
    ),
    reply: TimeShape,
  }),
  'statistics.open-data': route({
    id: 'statistics.open-data',
    method: 'GET',
    path: '/v1/statistics/open-data',
    summary: 'Everything that is published, as JSON, with what its columns hold',
    action: 'statistics.read',
    kind: 'read',
    asProduct: true,
    revision: 'given',
    reply: Type.Object(
      {
        until: Until,
        law: Type.Object({ pack: Type.String(), version: Type.String() }, closed),
        rule: TextShape,
        columns: Type.Object({ counts: ColumnsShape, 'time-to-decision': ColumnsShape }, closed),
        counts: Type.Array(
          Type.Object(
            {
              from: Quarter,
              to: Quarter,
              measure: MeasureName,
              dimension: Type.Enum(['total', 'compliant-civil', ...DIMENSIONS]),
              category: Type.String(),
              status: Type.Enum(['number', 'few', 'withheld', 'not-shown'] as const),
              count: orNull(Count),
            },
            closed,
          ),
        ),
        'time-to-decision': Type.Array(
          Type.Object(
            {
              unit: UnitName,
              group: GroupName,
              time: Days,
              atRisk: Count,
              decided: Share,
              granted: Share,
              decidedAtLeast: orNull(Share),
              decidedAtMost: orNull(Share),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
  }),
  'statistics.open-data-csv': route({
    id: 'statistics.open-data-csv',
    method: 'GET',
    path: '/v1/statistics/open-data/csv',
    summary: 'One table of the open data as CSV; statistics.open-data says what its columns hold',
    action: 'statistics.read',
    kind: 'read',
    asProduct: true,
    revision: 'given',
    query: Type.Object({ data: OpenData }, closed),
    reply: { file: ['text/csv; charset=utf-8'] },
  }),
} as const;
