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

const Fault = Type.Object(
  {
    sequence: Type.Integer(),
    fault: Type.Enum(['changed', 'missing', 'cut', 'replaced', 'forked'] as const, {
      description:
        'The event is not what was stored; its number is not there; the trail ends before an event that is known to have been there; the trail holds in itself and is not the one that was signed; two trails were signed that part here or before.',
    }),
  },
  closed,
);

const HeadShape = Type.Object(
  {
    sequence: Type.Integer(),
    hash: Type.String(),
    at: Instant,
    accepts: orNull(
      Type.String({ description: 'Why heads that were signed before it need not hold, as after a restore.' }),
    ),
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
      'Reads the whole trail, some seconds for a million events, and compares it with the signed heads of the data folder. Keep `head` elsewhere, and send it as `anchor` later: it shows the same without them.',
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
        fault: orNull(Fault),
        head: Type.Object({ sequence: Type.Integer(), hash: Type.String() }, closed),
        records: Type.Array(
          Type.Object(
            {
              record: Type.String({ description: 'Its table and key.' }),
              fault: Type.Enum(['changed', 'missing', 'added'] as const),
            },
            closed,
          ),
          {
            description:
              'Steps of cases, licences, draw-downs, shipments and measures, notices, decisions on hits, and versions of lists and of the law that are not as the trail says; the first twenty.',
          },
        ),
        heads: Type.Object(
          {
            signed: Type.Integer({ description: 'Signed heads that the trail was compared with.' }),
            unknownKey: Type.Integer({ description: 'Lines signed by a key that is not the one of today.' }),
            broken: Type.Integer({ description: 'Lines that are no signed head, or were changed.' }),
            latest: orNull(HeadShape),
            accepted: Type.Array(HeadShape),
          },
          closed,
        ),
      },
      closed,
    ),
  }),
  'audit.heads': route({
    id: 'audit.heads',
    method: 'GET',
    path: '/v1/audit/heads',
    summary: 'The signed head of the audit trail, the key that it is checked by, and where heads are sent',
    description:
      'While something happens, the last event is signed twice a minute with a key that is in no database. `statement` is a compact JWS (Ed25519); keep it, and `key`, where the owner of the database cannot write.',
    action: 'audit.read',
    kind: 'read',
    reply: Type.Object(
      {
        key: Type.Object({ kty: Type.String(), crv: Type.String(), x: Type.String(), kid: Type.String() }, closed),
        latest: orNull(HeadShape),
        statement: orNull(Type.String()),
        fault: orNull(Fault),
        destinations: Type.Array(
          Type.Object(
            {
              to: Type.String({ description: 'A file, or the host of an address.' }),
              sequence: orNull(Type.Integer({ description: 'The last head that it took since the start.' })),
              problem: orNull(Type.String()),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
  }),
} as const;
