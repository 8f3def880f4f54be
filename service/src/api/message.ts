import { sql } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { MESSAGE_ROUTES } from '../contract/message.ts';
import type { MailWish } from '../messages/mail-wishes.ts';
import type { MessageKind } from '../messages/message-kinds.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

/**
 * A person's inbox.
 * @param sendsMail whether this installation sends mail
 */
export function messageHandlers(sendsMail: boolean): HandlersOf<typeof MESSAGE_ROUTES> {
  const mailShape = ({ mail, email }: { readonly mail: string; readonly email: string }) => ({
    wish: mail as MailWish,
    email,
    sends: sendsMail,
  });
  return {
    'message.list': async ({ query }, { db, actor }) => {
      const { id } = signedInPerson(actor).account;
      const start = pageStart(query, 1);
      const rows = await db
        .selectFrom('message_recipient as r')
        .innerJoin('message as m', 'm.id', 'r.message')
        .selectAll('m')
        .select('r.read_at')
        .where('r.account', '=', id)
        .$if(query.unread === true, (select) => select.where('r.read_at', 'is', null))
        .$if(start !== undefined, (select) => select.where('m.id', '<', start?.[0] ?? ''))
        .orderBy('m.id', 'desc')
        .limit(rowsToRead(query))
        .execute();
      const present = (row: (typeof rows)[number]) => ({
        id: row.id,
        kind: row.kind as MessageKind,
        title: { zh: row.title_zh, en: row.title_en },
        text: { zh: row.text_zh, en: row.text_en },
        path: row.path,
        toldAt: instantText(row.told_at),
        readAt: row.read_at === null ? null : instantText(row.read_at),
      });
      return { body: pageOf(rows, query, (row) => [row.id], present) };
    },

    'message.count': async (_, { db, actor }) => {
      const { unread } = await db
        .selectFrom('message_recipient as r')
        .innerJoin('message as m', 'm.id', 'r.message')
        .select(sql<number>`count(*)::integer`.as('unread'))
        .where('r.account', '=', signedInPerson(actor).account.id)
        .where('r.read_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { body: { unread } };
    },

    'message.read': async ({ body: { messages } }, { db, actor, now }) => {
      const { id } = signedInPerson(actor).account;
      let update = db
        .updateTable('message_recipient')
        .set({ read_at: dateOf(now) })
        .where('account', '=', id)
        .where('read_at', 'is', null);
      if (messages !== 'all') update = update.where('message', 'in', messages.length > 0 ? messages : [NONE]);
      const done = await update.executeTakeFirst();
      return {
        body: null,
        subject: { kind: 'account', id },
        detail: { read: Number(done.numUpdatedRows) },
      };
    },

    'mail.get': async (_, { db, actor }) => {
      const { id } = signedInPerson(actor).account;
      const found = await db
        .selectFrom('account')
        .select(['mail', 'email'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { body: mailShape(found) };
    },

    'mail.change': async ({ body: { wish } }, { db, actor }) => {
      const { id } = signedInPerson(actor).account;
      const changed = await db
        .updateTable('account')
        .set({ mail: wish })
        .where('id', '=', id)
        .returning(['mail', 'email'])
        .executeTakeFirstOrThrow();
      return { body: mailShape(changed), subject: { kind: 'account', id }, detail: { mail: wish } };
    },
  };
}

/** No message has this id. */
const NONE = '00000000-0000-0000-0000-000000000000';
