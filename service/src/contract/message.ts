import { Type } from 'typebox';
import { MAIL_WISHES, type MailWish } from '../messages/mail-wishes.ts';
import { MESSAGE_KIND_NAMES, type MessageKind } from '../messages/message-kinds.ts';
import { route } from './route.ts';
import { Id, Instant, NOTHING, PAGING, PageOf, TextShape } from './shapes.ts';

/** A person's inbox, and how they want its messages by mail. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const MailShape = Type.Object(
  {
    wish: Type.Enum(Object.keys(MAIL_WISHES) as MailWish[], {
      description: '`daily`, which is the default: at 8:00 in Beijing, what was not read by then.',
    }),
    email: Type.String({ description: 'Where they go.' }),
    sends: Type.Boolean({ description: 'False: this installation sends no mail.' }),
  },
  closed,
);

export const MESSAGE_ROUTES = {
  'message.list': route({
    id: 'message.list',
    method: 'GET',
    path: '/v1/messages',
    summary: 'The own messages, the latest first',
    action: 'account.read',
    kind: 'read',
    query: Type.Object(
      { ...PAGING, unread: Type.Optional(Type.Boolean({ description: 'Only those not read yet.' })) },
      closed,
    ),
    reply: PageOf(
      Type.Object(
        {
          id: Id,
          kind: Type.Enum(MESSAGE_KIND_NAMES as MessageKind[]),
          title: TextShape,
          text: TextShape,
          path: Type.String({ description: 'Where in the app it leads.' }),
          toldAt: Instant,
          readAt: orNull(Instant),
        },
        closed,
      ),
    ),
  }),
  'message.count': route({
    id: 'message.count',
    method: 'GET',
    path: '/v1/messages/unread',
    summary: 'How many of the own messages are not read yet',
    action: 'account.read',
    kind: 'read',
    reply: Type.Object({ unread: Type.Integer() }, closed),
  }),
  'message.read': route({
    id: 'message.read',
    method: 'POST',
    path: '/v1/messages/read',
    summary: 'Mark messages as read: these, or all that were told so far',
    action: 'account.change',
    kind: 'command',
    body: Type.Object({ messages: Type.Union([Type.Array(Id, { maxItems: 200 }), Type.Literal('all')]) }, closed),
    reply: NOTHING,
  }),
  'mail.get': route({
    id: 'mail.get',
    method: 'GET',
    path: '/v1/account/mail',
    summary: 'How the own messages come by mail',
    action: 'account.read',
    kind: 'read',
    reply: MailShape,
  }),
  'mail.change': route({
    id: 'mail.change',
    method: 'PUT',
    path: '/v1/account/mail',
    summary: 'Choose how the own messages come by mail',
    action: 'account.change',
    kind: 'command',
    body: Type.Object({ wish: Type.Enum(Object.keys(MAIL_WISHES) as MailWish[]) }, closed),
    reply: MailShape,
  }),
} as const;
