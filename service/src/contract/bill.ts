import type { BomFacts } from '@ytterby/core';
import { Type } from 'typebox';
import { BomInBody } from './content.ts';
import { SEARCH } from './product.ts';
import { route } from './route.ts';
import { Id, Instant, NOTHING, OrganisationParams, PageOf, TextShape } from './shapes.ts';

/** An organisation's bills of materials. */

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 500 });

const BillHead = {
  id: Id,
  name: Name,
  parts: Type.Integer({ description: 'How many parts it has.' }),
  changedAt: Instant,
  revision: Type.Integer(),
};
const BillFacts = Type.Unsafe<BomFacts>({ type: 'object', description: 'BomFacts.' });
const BillShape = Type.Object({ ...BillHead, facts: BillFacts }, closed);
const BillFields = Type.Object({ name: Name, facts: BomInBody }, closed);
const BillParams = Type.Object({ organisation: Id, bill: Id }, closed);

const RemarkShape = Type.Object(
  {
    code: Type.String(),
    place: Type.String({ description: 'The cell (Sheet1!B7), else line and column, else the field.' }),
    text: TextShape,
    remedy: TextShape,
  },
  closed,
);

export const BILL_ROUTES = {
  'bill.list': route({
    id: 'bill.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/bills',
    summary: 'The bills of materials of an organisation, by name',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(SEARCH, closed),
    reply: PageOf(Type.Object(BillHead, closed)),
  }),
  'bill.get': route({
    id: 'bill.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/bills/:bill',
    summary: 'One bill of materials',
    action: 'library.read',
    kind: 'read',
    params: BillParams,
    reply: BillShape,
    revision: 'given',
  }),
  'bill.import': route({
    id: 'bill.import',
    method: 'POST',
    path: '/v1/organisations/:organisation/bills/readings',
    summary: 'Read a bill of materials from a file (CSV, XLSX, JSON, YAML)',
    description:
      'Nothing is stored: what was read goes into bill.create once somebody has looked at it. Problems are named by cell.',
    action: 'library.change',
    kind: 'compute',
    params: OrganisationParams,
    query: Type.Object(
      {
        name: Type.Optional(
          Type.String({ maxLength: 500, description: 'Name of the file; its ending tells the format.' }),
        ),
        sheet: Type.Optional(Type.String({ maxLength: 100, description: 'Of a workbook. Default: the first.' })),
      },
      closed,
    ),
    body: 'file',
    reply: Type.Object(
      {
        facts: Type.Union([BillFacts, Type.Null()], { description: 'Null: the problems must be mended first.' }),
        problems: Type.Array(RemarkShape),
        notes: Type.Array(RemarkShape, { description: 'What was taken in a way that may surprise.' }),
      },
      closed,
    ),
  }),
  'bill.create': route({
    id: 'bill.create',
    method: 'POST',
    path: '/v1/organisations/:organisation/bills',
    summary: 'Take in a bill of materials',
    action: 'library.change',
    kind: 'command',
    params: OrganisationParams,
    body: BillFields,
    reply: BillShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid'],
  }),
  'bill.change': route({
    id: 'bill.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/bills/:bill',
    summary: 'Change a bill of materials',
    action: 'library.change',
    kind: 'command',
    params: BillParams,
    body: BillFields,
    reply: BillShape,
    revision: 'wanted',
    problems: ['not-valid'],
  }),
  'bill.remove': route({
    id: 'bill.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/bills/:bill',
    summary: 'Remove a bill of materials; what was determined with it stays as it is',
    action: 'library.change',
    kind: 'command',
    params: BillParams,
    reply: NOTHING,
    revision: 'wanted',
  }),
} as const;
