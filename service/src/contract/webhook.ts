import { Type } from 'typebox';
import { DELIVERY_FAILURES, DELIVERY_STATES, type DeliveryFailure, WEBHOOK_KINDS } from '../webhooks/kinds.ts';
import { route } from './route.ts';
import { Id, Instant, NOTHING, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Webhooks: what happens to licences, told to a program of the organisation by Standard Webhooks. A holder is told of its own
 * licences, customs and the licensing authority of all.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const Kind = Type.Enum([...WEBHOOK_KINDS]);
const FIELDS = {
  url: Type.String({ minLength: 1, maxLength: 2_000, description: 'Where it goes: https.' }),
  kinds: Type.Array(Kind, { minItems: 1, uniqueItems: true, description: 'What it tells.' }),
};
const Fields = Type.Object(FIELDS, closed);
const OneWebhook = Type.Object({ organisation: Id, webhook: Id }, closed);
const Secret = Type.String({
  description: 'Signs the messages, as whsec_ and base64. Shown this once.',
});

export const WebhookShape = Type.Object(
  {
    id: Id,
    ...FIELDS,
    madeAt: Instant,
    secretMadeAt: Instant,
    previousUntil: orNull({ ...Instant, description: 'Until then messages are signed with the secret before, too.' }),
    waiting: Type.Integer({ description: 'Messages that are still to be delivered.' }),
    dead: Type.Integer({ description: 'Messages that were given up.' }),
    deliveredAt: orNull({ ...Instant, description: 'When the last message was delivered.' }),
  },
  closed,
);

export const DeliveryShape = Type.Object(
  {
    event: Type.Unsafe<string>({ ...Id, description: 'The webhook-id of the message.' }),
    kind: Kind,
    at: Type.Unsafe<string>({ ...Instant, description: 'When it happened.' }),
    licence: Type.String({ description: 'Number of the licence.' }),
    drawDown: orNull(Type.String({ description: 'Number of the draw-down.' })),
    state: Type.Enum([...DELIVERY_STATES]),
    attempts: Type.Integer(),
    triedAt: orNull(Instant),
    nextAt: orNull({ ...Instant, description: 'Not before; null: at once, or not any more.' }),
    status: orNull(Type.Integer({ description: 'Of the last answer.' })),
    failure: orNull(Type.Enum(Object.keys(DELIVERY_FAILURES) as DeliveryFailure[])),
    failureText: orNull(TextShape),
  },
  closed,
);

export const WEBHOOK_ROUTES = {
  'webhook.list': route({
    id: 'webhook.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/webhooks',
    summary: 'The webhooks of an organisation, and how they are doing',
    action: 'webhook.read',
    kind: 'read',
    params: OrganisationParams,
    reply: Type.Array(WebhookShape),
  }),
  'webhook.add': route({
    id: 'webhook.add',
    method: 'POST',
    path: '/v1/organisations/:organisation/webhooks',
    summary: 'Have a program told what happens to licences',
    description:
      'Each message is a POST of `{"type", "timestamp", "data"}`, signed as Standard Webhooks says (headers webhook-id, webhook-timestamp, webhook-signature). Answer it with 2xx once it is stored. It can come more than once, always under the same webhook-id; what happened to one licence comes in order. What was not answered is sent again for 7 days, and is then kept to be sent again by hand.',
    action: 'webhook.change',
    kind: 'command',
    params: OrganisationParams,
    body: Fields,
    reply: Type.Object({ webhook: WebhookShape, secret: Secret }, closed),
    status: 201,
    problems: ['not-valid'],
  }),
  'webhook.change': route({
    id: 'webhook.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/webhooks/:webhook',
    summary: 'Change where a webhook goes, and what it tells from now on',
    action: 'webhook.change',
    kind: 'command',
    params: OneWebhook,
    body: Fields,
    reply: WebhookShape,
    problems: ['not-valid'],
  }),
  'webhook.new-secret': route({
    id: 'webhook.new-secret',
    method: 'POST',
    path: '/v1/organisations/:organisation/webhooks/:webhook/secret',
    summary: 'Make a new secret; for 24 hours messages are signed with the old one, too',
    action: 'webhook.change',
    kind: 'command',
    params: OneWebhook,
    reply: Type.Object({ webhook: WebhookShape, secret: Secret }, closed),
  }),
  'webhook.remove': route({
    id: 'webhook.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/webhooks/:webhook',
    summary: 'Remove a webhook with what is still to be delivered',
    action: 'webhook.change',
    kind: 'command',
    params: OneWebhook,
    reply: NOTHING,
  }),
  'webhook.deliveries': route({
    id: 'webhook.deliveries',
    method: 'GET',
    path: '/v1/organisations/:organisation/webhooks/:webhook/deliveries',
    summary: 'The messages of a webhook, the latest first',
    action: 'webhook.read',
    kind: 'read',
    params: OneWebhook,
    query: Type.Object({ ...PAGING, state: Type.Optional(Type.Enum([...DELIVERY_STATES])) }, closed),
    reply: PageOf(DeliveryShape),
  }),
  'webhook.send-again': route({
    id: 'webhook.send-again',
    method: 'POST',
    path: '/v1/organisations/:organisation/webhooks/:webhook/send-again',
    summary: 'Send messages again that were given up, and at once those that wait',
    description: 'Under the same webhook-id, in order. What was delivered is not sent again.',
    action: 'webhook.change',
    kind: 'command',
    params: OneWebhook,
    body: Type.Object(
      { event: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'One message. Absent: all.' })) },
      closed,
    ),
    reply: Type.Object({ messages: Type.Integer() }, closed),
  }),
} as const;
