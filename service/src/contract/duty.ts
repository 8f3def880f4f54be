import {
  DUTY_KIND_NAMES,
  DUTY_STATUS_NAMES,
  type DutyKind,
  type DutyStatus,
  OPEN_TERMS,
  type OpenTerm,
} from '@ytterby/core/duties';
import { REPORT_STAGE_NAMES, type ReportStage } from '@ytterby/core/licensing';
import { Type } from 'typebox';
import { route } from './route.ts';
import { Day, Id, Instant, NOTHING, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * What is due, by whom, and by when; reports on use, which some conditions of licences ask for; and a person's calendar of it all.
 * Duties are computed each time from events and facts for today in Beijing: nothing is stored of them.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const DutyShape = Type.Object(
  {
    id: Type.String({ description: 'The same for the same duty at every call.' }),
    kind: Type.Enum(DUTY_KIND_NAMES as DutyKind[]),
    title: TextShape,
    subject: Type.Object(
      {
        kind: Type.Enum(['case', 'licence', 'shipment'] as const),
        id: Type.String(),
        number: Type.String(),
        organisation: Type.Object({ id: Id, name: TextShape }, closed),
      },
      { ...closed, description: 'What it is about, and whose that is.' },
    ),
    owedBy: orNull(
      Type.Object({ id: Id, name: TextShape }, { ...closed, description: 'Null: the licensing authority owes it.' }),
    ),
    first: Type.Unsafe<string>({ ...Day, description: 'The day of the event that it begins with.' }),
    last: orNull(
      Type.Unsafe<string>({ ...Day, description: 'The last day on which it is in time. Null: see `open`.' }),
    ),
    provisional: Type.Boolean({ description: 'Counted through a year whose holidays are not published yet.' }),
    open: orNull(Type.Enum(Object.keys(OPEN_TERMS) as OpenTerm[], { description: 'Why it has no last day yet.' })),
    because: orNull(
      Type.Object(
        { provision: Type.String(), cite: TextShape },
        { ...closed, description: 'The provision that asks for it. Null: the authority has set it itself.' },
      ),
    ),
    status: Type.Enum(DUTY_STATUS_NAMES as DutyStatus[]),
    remaining: orNull(Type.Integer({ description: 'Chinese working days left after today; negative: so many late.' })),
    doneOn: orNull(Day),
  },
  closed,
);

const QUERY = {
  ...PAGING,
  kind: Type.Optional(Type.Enum(DUTY_KIND_NAMES as DutyKind[])),
  status: Type.Optional(
    Type.Enum(DUTY_STATUS_NAMES as DutyStatus[], { description: 'Absent: all that are not done.' }),
  ),
  from: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'With a last day from this one on.' })),
  to: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'With a last day up to this one.' })),
};

const UsageReportShape = Type.Object(
  {
    id: Id,
    declaration: Type.String(),
    stage: Type.Enum(REPORT_STAGE_NAMES as ReportStage[]),
    happenedOn: Day,
    text: Type.String(),
    papers: Type.Array(Type.String()),
    madeAt: Instant,
  },
  closed,
);
const UsageReportsShape = Type.Object(
  {
    exports: Type.Array(Type.Object({ declaration: Type.String(), on: Day }, closed), {
      description: 'What has left under the licence, by declaration: what reports can be about.',
    }),
    reports: Type.Array(UsageReportShape, { description: 'The latest first.' }),
  },
  closed,
);
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const HolderParams = Type.Object({ organisation: Id, licence: Id }, closed);

export const DUTY_ROUTES = {
  'duty.list': route({
    id: 'duty.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/duties',
    summary: 'What an organisation owes and by when, and what is decided for it; late first',
    description: 'Duties of cases that are over, and of licences long ended, are not listed.',
    action: 'duty.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(QUERY, closed),
    reply: PageOf(DutyShape),
  }),
  'duty.register': route({
    id: 'duty.register',
    method: 'GET',
    path: '/v1/duties',
    summary: 'What the authority owes, and what is owed to it, by everybody; late first',
    description: 'Without the keeping of records, which every holder sees for itself.',
    action: 'duty.register',
    kind: 'read',
    query: Type.Object(QUERY, closed),
    reply: PageOf(DutyShape),
  }),
  'usage-report.list': route({
    id: 'usage-report.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/licences/:licence/usage-reports',
    summary: 'Reports on transport, arrival, installation and use under a licence',
    action: 'licence.read',
    kind: 'read',
    params: HolderParams,
    reply: UsageReportsShape,
  }),
  'usage-report.make': route({
    id: 'usage-report.make',
    method: 'POST',
    path: '/v1/organisations/:organisation/licences/:licence/usage-reports',
    summary: 'Report on transport, arrival, installation or use of an export',
    description: 'Nothing is changed or taken back; a later report on the same stage stands beside it.',
    action: 'usage-report.make',
    kind: 'command',
    params: HolderParams,
    body: Type.Object(
      {
        declaration: Type.Unsafe<string>({ ...Words(200), description: 'Number of the customs declaration.' }),
        stage: Type.Enum(REPORT_STAGE_NAMES as ReportStage[]),
        happenedOn: Day,
        text: Words(20_000),
        papers: Type.Array(Words(500), {
          maxItems: 50,
          description: 'Papers that show it, by name and number, such as a bill of lading.',
        }),
      },
      closed,
    ),
    reply: UsageReportShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'register.usage-reports': route({
    id: 'register.usage-reports',
    method: 'GET',
    path: '/v1/licences/:licence/usage-reports',
    summary: 'Reports on use under a licence, as the authority sees them',
    action: 'licence.register',
    kind: 'read',
    params: Type.Object({ licence: Id }, closed),
    reply: UsageReportsShape,
  }),

  'calendar-link.get': route({
    id: 'calendar-link.get',
    method: 'GET',
    path: '/v1/account/calendar-link',
    summary: 'Whether there is a link to the own calendar of duties',
    action: 'account.read',
    kind: 'read',
    reply: Type.Object({ madeAt: orNull(Instant) }, closed),
  }),
  'calendar-link.make': route({
    id: 'calendar-link.make',
    method: 'POST',
    path: '/v1/account/calendar-link',
    summary: 'Make a link to the own calendar of duties, for calendar programs; one made before ends',
    description:
      'Shown this once: whoever has it can read what is due, with numbers of cases and licences. It shows what the person may see now, and less once they may see less.',
    action: 'account.change',
    kind: 'command',
    reply: Type.Object({ url: Type.String() }, closed),
    status: 201,
  }),
  'calendar-link.revoke': route({
    id: 'calendar-link.revoke',
    method: 'DELETE',
    path: '/v1/account/calendar-link',
    summary: 'End the link to the own calendar',
    action: 'account.change',
    kind: 'command',
    reply: NOTHING,
  }),
  'calendar.feed': route({
    id: 'calendar.feed',
    method: 'GET',
    path: '/v1/calendars/:code',
    summary: 'A calendar of duties (iCalendar, RFC 5545)',
    description: 'The code of the link is the only key to it.',
    action: 'link.use',
    kind: 'read',
    asProduct: true,
    params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
    reply: { file: ['text/calendar'] },
  }),
} as const;
