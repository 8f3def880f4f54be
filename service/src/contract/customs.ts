import {
  type Balance,
  DRAW_DOWN_FIELDS,
  DRAW_DOWN_REFUSALS,
  DRAW_DOWN_STATUSES,
  type DrawDownRefusalCode,
  type DrawDownStatus,
  DrawnLine,
} from '@ytterby/core/customs';
import { LICENCE_STANDINGS, type LicenceStanding } from '@ytterby/core/licensing';
import { Type } from 'typebox';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import type { Verification } from '../licence-document/verify.ts';
import { route } from './route.ts';
import { Day, Id, Instant, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Customs: is a licence genuine, what is left of it, and what is drawn from it. A draw-down is known by the number that customs
 * gives it; the same command for the same number is carried out once, however often it is sent and under whatever key.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const Number = Type.String({ minLength: 1, maxLength: 200, description: 'Number of the licence, as YB-2026-000417.' });
const DrawDownNumber = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$',
  description: 'Number of the draw-down, given by customs; unique on its licence.',
});
const OfLicence = Type.Object({ number: Number }, closed);
const OfDrawDown = Type.Object({ number: Number, drawDown: DrawDownNumber }, closed);

const DRAW_DOWN = {
  drawDown: DrawDownNumber,
  declaration: Type.String(),
  status: Type.Enum(Object.keys(DRAW_DOWN_STATUSES) as DrawDownStatus[]),
  statusText: TextShape,
  version: Type.Integer(),
  lastDay: Day,
  lines: Type.Array(DrawnLine),
  completes: Type.Boolean(),
  on: Day,
};
export const DrawDownShape = Type.Object(DRAW_DOWN, closed);
const DrawDownHistoryShape = Type.Object(
  {
    ...DRAW_DOWN,
    events: Type.Array(
      Type.Object(
        {
          at: Instant,
          person: orNull(Type.String({ description: 'Name of the person; null where the days did it.' })),
          command: Type.String(),
          event: Type.Record(Type.String(), Type.Unknown()),
        },
        closed,
      ),
    ),
  },
  closed,
);

const CheckedLicenceShape = Type.Object(
  {
    id: Id,
    number: Number,
    edition: Type.Integer({ description: 'The one that holds.' }),
    standing: Type.Enum(Object.keys(LICENCE_STANDINGS) as LicenceStanding[]),
    standingText: TextShape,
    content: Type.Unsafe<LicenceContent>({ type: 'object', description: 'Everything that the licence says.' }),
    balances: Type.Unsafe<readonly Balance[]>({
      type: 'array',
      items: { type: 'object' },
      description: 'What is granted, reserved, drawn and left on each line that has amounts today; exact.',
    }),
  },
  closed,
);

const command = (id: string, path: `/v1/customs/${string}`, summary: string, description?: string) => ({
  id,
  method: 'POST' as const,
  path,
  summary,
  ...(description === undefined ? {} : { description }),
  action: 'licence.draw' as const,
  kind: 'command' as const,
});
const DRAWING = { reply: DrawDownShape, problems: ['not-valid', 'conflict'] } as const;

/** One line of a file of records: what came of it. */
export const RecordOutcomeShape = Type.Object(
  {
    line: Type.Integer({ description: 'Of the file, from 1.' }),
    outcome: Type.Enum(['done', 'done-before', 'refused', 'not-read', 'failed'] as const),
    number: orNull(Type.String()),
    drawDown: orNull(Type.String()),
    code: orNull(
      Type.Enum([...(Object.keys(DRAW_DOWN_REFUSALS) as DrawDownRefusalCode[]), 'not-read', 'failed'] as const),
    ),
    text: orNull(TextShape),
    status: orNull(Type.Enum(Object.keys(DRAW_DOWN_STATUSES) as DrawDownStatus[])),
  },
  closed,
);

export const CUSTOMS_ROUTES = {
  'customs.check': route({
    id: 'customs.check',
    method: 'POST',
    path: '/v1/customs/checks',
    summary: 'Is a licence genuine, how does it stand today, and what is left on each line?',
    description:
      'By its number, or by its signed text or the texts of its QR codes, one a line. `licence` is null where what was shown is not genuine, or no licence of this installation.',
    action: 'licence.check',
    kind: 'compute',
    body: Type.Union([
      Type.Object({ number: Number }, closed),
      Type.Object({ text: Type.String({ minLength: 1, maxLength: 1_000_000 }) }, closed),
    ]),
    reply: Type.Object(
      {
        verification: orNull(
          Type.Unsafe<Verification>({
            type: 'object',
            description: 'Of what was shown; null where only a number was given.',
          }),
        ),
        licence: orNull(CheckedLicenceShape),
      },
      closed,
    ),
    problems: ['not-found', 'not-ready'],
  }),
  'customs.remark': route({
    id: 'customs.remark',
    method: 'GET',
    path: '/v1/customs/remarks',
    summary: 'What the remark field of a customs declaration says of goods under a control code',
    description:
      'One answer for each list that has the code and a rule in force on the day. None = the law names no words for it here.',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object(
      {
        code: Type.String({ minLength: 1, maxLength: 100 }),
        on: Type.Optional({ ...Day, description: 'Default: today.' }),
      },
      closed,
    ),
    reply: Type.Array(
      Type.Object(
        {
          list: Type.String(),
          code: Type.String(),
          item: TextShape,
          controlled: Type.String({ description: 'For goods under the code.' }),
          near: Type.String({ description: 'For goods that only come near; their parameters go with it.' }),
          cite: TextShape,
          provision: Type.String(),
          verified: Type.Enum(['yes', 'partly', 'no'] as const),
          note: orNull(TextShape),
        },
        closed,
      ),
    ),
  }),

  'draw-down.reserve': route({
    ...command(
      'draw-down.reserve',
      '/v1/customs/licences/:number/draw-downs',
      'Hold an amount of a licence for a declaration',
      'It runs out after its last day, unless it is confirmed or released before.',
    ),
    params: OfLicence,
    body: Type.Object({ drawDown: DrawDownNumber, ...DRAW_DOWN_FIELDS.reserve }, closed),
    ...DRAWING,
    status: 201,
  }),
  'draw-down.confirm': route({
    ...command(
      'draw-down.confirm',
      '/v1/customs/licences/:number/draw-downs/:drawDown/confirm',
      'Draw what was reserved, or the part of it that left; the rest goes back',
    ),
    params: OfDrawDown,
    body: Type.Object(DRAW_DOWN_FIELDS.confirm, closed),
    ...DRAWING,
  }),
  'draw-down.release': route({
    ...command(
      'draw-down.release',
      '/v1/customs/licences/:number/draw-downs/:drawDown/release',
      'Give a reservation back: nothing of it left',
    ),
    params: OfDrawDown,
    body: Type.Object(DRAW_DOWN_FIELDS.release, closed),
    ...DRAWING,
  }),
  'draw-down.correct': route({
    ...command(
      'draw-down.correct',
      '/v1/customs/licences/:number/draw-downs/:drawDown/correct',
      'Say what was drawn in truth: up or down, to nothing, and never beyond the licence',
    ),
    params: OfDrawDown,
    body: Type.Object(DRAW_DOWN_FIELDS.correct, closed),
    ...DRAWING,
  }),
  'draw-down.file': route({
    id: 'draw-down.file',
    method: 'POST',
    path: '/v1/customs/draw-downs/records',
    summary: 'Many commands from a file (NDJSON or CSV), each with an outcome of its own',
    description:
      'NDJSON: one record a line, as the bodies of the single routes with `command` (reserve, confirm, release, correct), `number` of the licence and `drawDown`. CSV: a header with those names and `declaration`, `lastDay`, `line`, `quantity`, `unit`, `value`, `currency`, `reason`, `correction`, `completes`; one line of the licence a record. A bad record stops no other. The outcomes come as they are; whoever hung up sends the same file again, and what was done is not done twice.',
    action: 'licence.draw',
    kind: 'records',
    body: 'file',
    reply: { ndjson: RecordOutcomeShape },
  }),
  'draw-down.list': route({
    id: 'draw-down.list',
    method: 'GET',
    path: '/v1/customs/licences/:number/draw-downs',
    summary: 'The draw-downs of a licence, the latest first',
    action: 'licence.check',
    kind: 'read',
    params: OfLicence,
    query: Type.Object(PAGING, closed),
    reply: PageOf(DrawDownShape),
  }),
  'draw-down.get': route({
    id: 'draw-down.get',
    method: 'GET',
    path: '/v1/customs/licences/:number/draw-downs/:drawDown',
    summary: 'One draw-down, with everything that was done to it',
    action: 'licence.check',
    kind: 'read',
    params: OfDrawDown,
    reply: DrawDownHistoryShape,
  }),
  'licence.draw-downs': route({
    id: 'licence.draw-downs',
    method: 'GET',
    path: '/v1/organisations/:organisation/licences/:licence/draw-downs',
    summary: 'What customs has drawn from a licence of the organisation, the latest first',
    action: 'licence.read',
    kind: 'read',
    params: Type.Object({ organisation: Id, licence: Id }, closed),
    query: Type.Object(PAGING, closed),
    reply: PageOf(DrawDownShape),
  }),
  'register.draw-downs': route({
    id: 'register.draw-downs',
    method: 'GET',
    path: '/v1/licences/:licence/draw-downs',
    summary: 'What customs has drawn from a licence, the latest first',
    action: 'licence.register',
    kind: 'read',
    params: Type.Object({ licence: Id }, closed),
    query: Type.Object(PAGING, closed),
    reply: PageOf(DrawDownShape),
  }),
} as const;
