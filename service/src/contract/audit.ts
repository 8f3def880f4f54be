import { Type } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, PAGING, PageOf } from './shapes.ts';

/** The audit trail: what was done, and what was refused. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Outcome = Type.Enum(['done', 'refused'] as const);

export const AuditEventShape = Type.Object(
  {
    sequence: Type.Integer(),
    at: Instant,
    account: orNull(Id),
    name: orNull(Type.String({ description: 'Of the account, as it is called now.' })),
    token: orNull(Id),
    organisation: orNull(Id),
    action: Type.String(),
    subject: orNull(Type.Object({ kind: Type.String(), id: Type.String() }, closed)),
    outcome: Outcome,
    requestId: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
    hash: Type.String({
      description: 'Hexadecimal. Covers this event and, through the one before it, all earlier ones.',
    }),
  },
  closed,
);

export const AUDIT_ROUTES = {
  'audit.list': route({
    id: 'audit.list',
    method: 'GET',
    path: '/v1/audit',
    summary: 'The audit trail, the latest event first',
    action: 'audit.read',
    kind: 'read',
    query: Type.Object(
      {
        ...PAGING,
        account: Type.Optional(Id),
        organisation: Type.Optional(Id),
        action: Type.Optional(Type.String({ maxLength: 100 })),
        outcome: Type.Optional(Outcome),
      },
      closed,
    ),
    reply: PageOf(AuditEventShape),
  }),
  'audit.verify': route({
    id: 'audit.verify',
    method: 'POST',
    path: '/v1/audit/verify',
    summary: 'Is every event as it was stored?',
    description:
      'Reads the whole trail: some seconds for a million events. Keep `head` elsewhere, and send it as `anchor` later: it shows that nothing was cut off.',
    action: 'audit.read',
    kind: 'read',
    body: Type.Object(
      {
        anchor: Type.Optional(
          Type.Object(
            { sequence: Type.Integer({ minimum: 0 }), hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
            closed,
          ),
        ),
      },
      closed,
    ),
    reply: Type.Object(
      {
        events: Type.Integer(),
        fault: orNull(
          Type.Object(
            {
              sequence: Type.Integer(),
              fault: Type.Enum(['changed', 'missing', 'cut'] as const, {
                description:
                  'The event is not what was stored; its number is not there; the trail ends before an event that is known to have been there.',
              }),
            },
            closed,
          ),
        ),
        head: Type.Object({ sequence: Type.Integer(), hash: Type.String() }, closed),
      },
      closed,
    ),
  }),
} as const;
