import type { Determination } from '@ytterby/core';
import { DUTY_STATUS_NAMES, type DutyStatus } from '@ytterby/core/duties';
import {
  type Assessment,
  type Claim,
  GAPS,
  type Gap,
  SHIPMENT_STATUS_NAMES,
  type ShipmentState,
  type ShipmentStatus,
} from '@ytterby/core/humanitarian';
import { Type } from 'typebox';
import { DocumentShape } from './case.ts';
import { route } from './route.ts';
import { Day, Id, Instant, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Shipments under the humanitarian exemption (No. 61 of 2025 para. 5): the claim, the shipment, the report to the ministry; and for
 * the authority those that are stopped for review, and those whose report is late.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const ClaimShape = Type.Unsafe<Claim>({ type: 'object', 'x-schema': 'Claim' });
const AssessmentShape = Type.Unsafe<Assessment>({
  type: 'object',
  description:
    'Whether it may go on that day: `verdict`, the branches where the law is unconfirmed, and each obstacle with the party and the fact that would settle it.',
});
const GapsShape = Type.Array(Type.Enum(Object.keys(GAPS) as Gap[]), {
  description: 'What the claim does not say yet. Nothing of it holds the goods back.',
});
const RuleShape = orNull(
  Type.Object(
    {
      provision: Type.String(),
      cite: TextShape,
      workingDays: Type.Integer(),
      mailbox: orNull(Type.String()),
    },
    { ...closed, description: 'The duty to report, on the day of the export. Null: none under the enacted text.' },
  ),
);
const Undertaking = Type.Object({ zh: Type.String(), en: Type.String(), signatory: Type.String() }, closed);

const SUMMARY = {
  id: Id,
  number: Type.String(),
  organisation: Id,
  exporter: TextShape,
  status: Type.Enum(SHIPMENT_STATUS_NAMES as ShipmentStatus[]),
  version: Type.Integer({ description: 'Goes back as If-Match.' }),
  createdAt: Instant,
  endUse: Type.String(),
  endUser: orNull(Type.String()),
  destination: Type.String(),
  item: Type.String({ description: 'The first one.' }),
  exportedOn: orNull(Day),
  leftThoughRefused: Type.Boolean({ description: 'It has left, although the authority refused the exemption.' }),
  report: Type.Object(
    {
      due: orNull(Type.Unsafe<string>({ ...Day, description: 'The last day for it. Null: none is owed.' })),
      provisional: Type.Boolean(),
      status: orNull(Type.Enum(DUTY_STATUS_NAMES as DutyStatus[])),
      remaining: orNull(
        Type.Integer({ description: 'Chinese working days left after today; negative: so many late.' }),
      ),
      sentOn: orNull(Day),
    },
    closed,
  ),
};
const SummaryShape = Type.Object(SUMMARY, closed);

/** What the exporter may see of the state: everything but who of the authority reviewed it. */
export type ExporterShipmentState = Omit<ShipmentState, 'forExporter' | 'forAuthority'>;
const MORE = {
  state: Type.Unsafe<ExporterShipmentState>({ type: 'object', description: 'The shipment as its events made it.' }),
  gaps: GapsShape,
  rule: RuleShape,
  text: Type.Object(TextShape.properties, {
    ...closed,
    description: 'The report: as it was sent, as it was edited, or drafted from the claim.',
  }),
  documents: Type.Array(DocumentShape),
  determination: Type.Unsafe<Determination>({
    type: 'object',
    description: 'The answer that was frozen with the claim.',
  }),
};
const ShipmentShape = Type.Object(
  {
    ...SUMMARY,
    ...MORE,
    authorities: Type.Array(Type.Object({ id: Id, name: TextShape }, closed), {
      description: 'The authorities whose officers have reviewed it.',
    }),
  },
  closed,
);
const RegisteredShape = Type.Object(
  {
    ...SUMMARY,
    ...MORE,
    events: Type.Array(
      Type.Object(
        { version: Type.Integer(), at: Instant, person: Type.String(), role: Type.String(), command: Type.String() },
        closed,
      ),
    ),
  },
  closed,
);

const CommandBody = Type.Object(
  { command: Type.String({ minLength: 1, maxLength: 40 }) },
  { additionalProperties: true, 'x-schema': 'ShipmentCommand' },
);

const Params = Type.Object({ organisation: Id, shipment: Id }, closed);
const One = Type.Object({ shipment: Id }, closed);
const ReportQuery = Type.Object({ format: Type.Enum(['text', 'pdf'] as const) }, closed);
const FILES = { file: ['application/pdf', 'text/plain; charset=utf-8'] } as const;

export const HUMANITARIAN_ROUTES = {
  'humanitarian.preview': route({
    id: 'humanitarian.preview',
    method: 'POST',
    path: '/v1/organisations/:organisation/shipment-previews',
    summary: 'May this relief go today, and what would stand against it?',
    description: 'Nothing is stored. `undertaking` has the words that a claim must give.',
    action: 'humanitarian.change',
    kind: 'read',
    params: OrganisationParams,
    body: Type.Object({ determination: Id, claim: ClaimShape }, closed),
    reply: Type.Object({ found: AssessmentShape, gaps: GapsShape, rule: RuleShape, undertaking: TextShape }, closed),
    problems: ['not-valid'],
  }),
  'humanitarian.claim': route({
    id: 'humanitarian.claim',
    method: 'POST',
    path: '/v1/organisations/:organisation/shipments',
    summary: 'Claim the humanitarian exemption for a shipment',
    description:
      'It rests on a saved determination; its facts, the answer, the law pack and the lists in force are frozen with it. The shipment may go at once, unless something stops it for review: see `state.found`.',
    action: 'humanitarian.change',
    kind: 'command',
    params: OrganisationParams,
    body: Type.Object({ determination: Id, claim: ClaimShape, undertaking: Undertaking }, closed),
    reply: ShipmentShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid', 'conflict'],
  }),
  'humanitarian.list': route({
    id: 'humanitarian.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/shipments',
    summary: 'The humanitarian shipments of an organisation, the latest first',
    action: 'humanitarian.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(SummaryShape),
  }),
  'humanitarian.get': route({
    id: 'humanitarian.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/shipments/:shipment',
    summary: 'One humanitarian shipment, with its report',
    action: 'humanitarian.read',
    kind: 'read',
    params: Params,
    reply: ShipmentShape,
    revision: 'given',
  }),
  'humanitarian.act': route({
    id: 'humanitarian.act',
    method: 'POST',
    path: '/v1/organisations/:organisation/shipments/:shipment/commands',
    summary: 'Supplement the claim, record the export, keep a draft of the report, mark it as sent, withdraw',
    description:
      '`ship` is asked anew for the day of the export: what stands against it then stops it for review. Where the exemption was refused, it is recorded that it left all the same, and the authority is told.',
    action: 'humanitarian.change',
    kind: 'command',
    params: Params,
    body: CommandBody,
    reply: ShipmentShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'humanitarian.add-document': route({
    id: 'humanitarian.add-document',
    method: 'POST',
    path: '/v1/organisations/:organisation/shipments/:shipment/documents',
    summary: 'Add a paper that shows the end use, or that the report was sent',
    description: 'As with the documents of a case.',
    action: 'humanitarian.change',
    kind: 'command',
    params: Params,
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
    body: 'file',
    keeps: 'document',
    reply: DocumentShape,
    status: 201,
    problems: ['media-type', 'too-large', 'not-valid'],
  }),
  'humanitarian.document': route({
    id: 'humanitarian.document',
    method: 'GET',
    path: '/v1/organisations/:organisation/shipments/:shipment/documents/:document',
    summary: 'A document of a humanitarian shipment',
    action: 'humanitarian.read',
    kind: 'read',
    params: Type.Object({ organisation: Id, shipment: Id, document: Id }, closed),
    reply: { file: ['application/octet-stream'] },
  }),
  'humanitarian.report': route({
    id: 'humanitarian.report',
    method: 'GET',
    path: '/v1/organisations/:organisation/shipments/:shipment/report',
    summary: 'The report on a humanitarian shipment, Chinese and English, as text or PDF',
    action: 'humanitarian.read',
    kind: 'read',
    params: Params,
    query: ReportQuery,
    reply: FILES,
  }),

  'humanitarian.register': route({
    id: 'humanitarian.register',
    method: 'GET',
    path: '/v1/shipments',
    summary:
      'Humanitarian shipments of everybody: those stopped for review first, then those that left though refused, then late reports',
    action: 'humanitarian.register',
    kind: 'read',
    query: Type.Object(
      {
        show: Type.Optional(
          Type.Enum(['open', 'stopped', 'late', 'all'] as const, {
            description: 'Absent or `open`: all that are not over.',
          }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
      },
      closed,
    ),
    reply: Type.Object({ items: Type.Array(SummaryShape), more: Type.Boolean() }, closed),
  }),
  'humanitarian.registered': route({
    id: 'humanitarian.registered',
    method: 'GET',
    path: '/v1/shipments/:shipment',
    summary: 'One humanitarian shipment, as the authority sees it',
    action: 'humanitarian.register',
    kind: 'read',
    params: One,
    reply: RegisteredShape,
    revision: 'given',
  }),
  'humanitarian.review': route({
    id: 'humanitarian.review',
    method: 'POST',
    path: '/v1/shipments/:shipment/commands',
    summary: 'Clear a shipment that was stopped, or refuse the exemption',
    action: 'humanitarian.review',
    kind: 'command',
    params: One,
    body: CommandBody,
    reply: RegisteredShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'humanitarian.registered-document': route({
    id: 'humanitarian.registered-document',
    method: 'GET',
    path: '/v1/shipments/:shipment/documents/:document',
    summary: 'A document of a humanitarian shipment, for the authority',
    action: 'humanitarian.register',
    kind: 'read',
    params: Type.Object({ shipment: Id, document: Id }, closed),
    reply: { file: ['application/octet-stream'] },
  }),
  'humanitarian.registered-report': route({
    id: 'humanitarian.registered-report',
    method: 'GET',
    path: '/v1/shipments/:shipment/report',
    summary: 'The report on a humanitarian shipment, for the authority',
    action: 'humanitarian.register',
    kind: 'read',
    params: One,
    query: ReportQuery,
    reply: FILES,
  }),
} as const;
