import { Type } from 'typebox';
import { OfMeasure, PartnerCode } from './partner-notice.ts';
import { route } from './route.ts';
import { Day, Id, Instant, TextShape } from './shapes.ts';

/** Rounds of dialogue with partners about a measure: agenda, and minutes in versions. */

const closed = { additionalProperties: false } as const;
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' });
const Prose = Type.String({ minLength: 1, maxLength: 50_000, pattern: '\\S' });
const Partners = Type.Array(PartnerCode, { minItems: 1, maxItems: 250, uniqueItems: true });
const Agenda = Type.Object({ zh: Prose, en: Prose }, { ...closed, description: 'One item a line.' });

const RoundShape = Type.Object(
  {
    id: Id,
    partners: Type.Array(PartnerCode),
    heldOn: Day,
    place: Type.String(),
    agenda: TextShape,
    minutes: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          attendees: Type.String(),
          text: Type.String(),
          settles: Type.Array(Type.Integer(), { description: 'Replies settled, by the sequence of their events.' }),
          writtenAt: Instant,
          writtenBy: Type.String(),
        },
        closed,
      ),
      { description: 'All versions, the last one last. Only the last settles replies.' },
    ),
  },
  closed,
);

export const DIALOGUE_ROUTES = {
  'dialogue.list': route({
    id: 'dialogue.list',
    method: 'GET',
    path: '/v1/measures/:measure/dialogues',
    summary: 'Rounds of dialogue about a measure, the latest first',
    action: 'measure.read',
    kind: 'read',
    params: OfMeasure,
    reply: Type.Array(RoundShape),
    problems: ['not-found'],
  }),
  'dialogue.draft-agenda': route({
    id: 'dialogue.draft-agenda',
    method: 'GET',
    path: '/v1/measures/:measure/dialogue-agenda',
    summary:
      'A drafted agenda for the next round with some partners: measure, receipts, open replies, months outside the forecast',
    action: 'measure.read',
    kind: 'read',
    params: OfMeasure,
    query: Type.Object(
      { partners: Type.String({ pattern: '^[A-Z]{2}(,[A-Z]{2})*$', maxLength: 750, description: 'As JP,KR.' }) },
      closed,
    ),
    reply: TextShape,
    problems: ['not-found', 'not-valid'],
  }),
  'dialogue.plan': route({
    id: 'dialogue.plan',
    method: 'POST',
    path: '/v1/measures/:measure/dialogues',
    summary: 'Put down a round of dialogue with its agenda',
    action: 'dialogue.record',
    kind: 'command',
    params: OfMeasure,
    body: Type.Object(
      {
        partners: Partners,
        heldOn: Day,
        place: Line,
        agenda: Type.Optional(
          Type.Unsafe<{ zh: string; en: string }>({ ...Agenda, description: 'Default: as drafted.' }),
        ),
      },
      closed,
    ),
    reply: RoundShape,
    status: 201,
    problems: ['not-found', 'not-valid'],
  }),
  'dialogue.write-minutes': route({
    id: 'dialogue.write-minutes',
    method: 'POST',
    path: '/v1/measures/:measure/dialogues/:round/minutes',
    summary: 'Write the minutes of a round, or a new version of them',
    action: 'dialogue.record',
    kind: 'command',
    params: Type.Object({ measure: Id, round: Id }, closed),
    body: Type.Object(
      {
        version: Type.Integer({
          minimum: 1,
          maximum: 10_000,
          description: 'Of what is written: one more than the last.',
        }),
        attendees: Type.String({ maxLength: 5_000 }),
        text: Prose,
        settles: Type.Array(Type.Integer({ minimum: 1, maximum: 1_000_000 }), { maxItems: 1_000, uniqueItems: true }),
      },
      closed,
    ),
    reply: RoundShape,
    status: 201,
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
} as const;
