import { sql } from 'kysely';
import { beijingDay, dateOf } from '../access/moments.ts';
import type { Store } from '../store/store.ts';
import type { Mailer } from './mailer.ts';
import { type MailedMessage, mailSettingsUrl, mailText } from './mail-text.ts';

/** The outbox: what waits in `message_recipient` goes out as each person wants it. */

export interface SendMail {
  readonly store: Store;
  readonly mailer: Mailer;
  /** Where the app is. */
  readonly origin: string;
  readonly now: Temporal.Instant;
  readonly signal: AbortSignal;
}

/** What became of what waited, in messages. */
export interface MailSent {
  readonly sent: number;
  readonly refused: number;
  readonly left: number;
}

/** Hour of the day in Beijing at which the daily mail goes out. */
const DAILY_AT = 8;
/** A message that could not be sent for so long is not news any more; it stays in the inbox. */
const TRIED_FOR = { hours: 72 };

/**
 * Sends what is due. A message is marked as sent after the server has taken it, so none is lost; one that was taken just before a crash
 * goes out twice, under the same Message-ID.
 * @throws Error with what the server said, where something could not be sent now: the job tries again
 */
export async function sendMail({ store, mailer, origin, now, signal }: SendMail): Promise<MailSent> {
  const figures = { sent: 0, refused: 0, left: 0 };
  const waiting = await waitingMail(store);
  const due = waiting.filter((each) => !isLeft(each, now));
  const left = waiting.filter((each) => isLeft(each, now));
  await mark(store, left, 'left', now);
  figures.left = left.length;

  const later: string[] = [];
  for (const mail of mailsOf(due, now)) {
    signal.throwIfAborted();
    const [to] = mail.messages;
    if (to === undefined) continue;
    const language = to.language === 'zh' ? 'zh' : 'en';
    const handed = await mailer.send({
      to: { name: to.name, address: to.email },
      messageId: `<${mail.id}@${new URL(origin).hostname}>`,
      ...mailText(mail.messages.map(messageIn), language, origin),
      unsubscribe: mailSettingsUrl(origin),
    });
    if (handed.is === 'later') later.push(handed.why);
    else {
      await mark(store, mail.messages, handed.is, now, handed.is === 'refused' ? handed.why : null);
      figures[handed.is] += mail.messages.length;
    }
  }
  if (later.length > 0)
    throw new Error(`waiting: ${later.length}, sent: ${figures.sent}, refused: ${figures.refused}. ${later[0]}`);
  return figures;
}

async function waitingMail(store: Store) {
  return store.asProduct((db) =>
    db
      .selectFrom('message_recipient as r')
      .innerJoin('message as m', 'm.id', 'r.message')
      .innerJoin('account as a', 'a.id', 'r.account')
      .selectAll('m')
      .select(['r.account', 'r.read_at', 'a.email', 'a.name', 'a.language', 'a.mail as wish'])
      // Of an organisation, while the person belongs to it or to an agent of it.
      .select(
        sql<boolean>`a.disabled_at is null and (m.organisation is null or exists (select from membership s
          where s.account = a.id and (s.organisation = m.organisation or s.organisation in (
            select g.agent from agency g where g.principal = m.organisation and g.revoked_at is null))))`.as('belongs'),
      )
      .where('r.mail', '=', 'waiting')
      .orderBy('r.account')
      .orderBy('m.id')
      .execute(),
  );
}
type Waiting = Awaited<ReturnType<typeof waitingMail>>[number];

function isLeft({ belongs, wish, read_at, told_at }: Waiting, now: Temporal.Instant): boolean {
  const isOld = told_at.getTime() < now.subtract(TRIED_FOR).epochMilliseconds;
  return !belongs || wish === 'none' || (wish === 'daily' && read_at !== null) || isOld;
}

/** The mails that are due: each message at once, or all of a person's up to the last time of the daily mail. */
function mailsOf(due: readonly Waiting[], now: Temporal.Instant): { id: string; messages: readonly Waiting[] }[] {
  const cut = lastDaily(now);
  const mails = due
    .filter(({ wish }) => wish === 'at-once')
    .map((each) => ({ id: `${each.id}.${each.account}`, messages: [each] }));
  const daily = due.filter(({ wish, told_at }) => wish === 'daily' && told_at.getTime() < cut.epochMilliseconds);
  for (const [account, messages] of Map.groupBy(daily, (each) => each.account))
    mails.push({ id: `daily-${beijingDay(cut)}.${account}`, messages });
  return mails;
}

/** The last time that a daily mail went out. */
function lastDaily(now: Temporal.Instant): Temporal.Instant {
  const there = now.toZonedDateTimeISO('Asia/Shanghai');
  const today = there.startOfDay().add({ hours: DAILY_AT });
  return (there.hour < DAILY_AT ? today.subtract({ days: 1 }) : today).toInstant();
}

async function mark(
  store: Store,
  messages: readonly Waiting[],
  mail: 'sent' | 'refused' | 'left',
  now: Temporal.Instant,
  refusal: string | null = null,
): Promise<void> {
  if (messages.length === 0) return;
  await store.asProduct(async (db) => {
    for (const { id, account } of messages)
      await db
        .updateTable('message_recipient')
        .set({ mail, mail_at: dateOf(now), mail_refusal: refusal })
        .where('message', '=', id)
        .where('account', '=', account)
        .execute();
  });
}

const messageIn = ({ id, title_zh, title_en, text_zh, text_en, path }: Waiting): MailedMessage => ({
  id,
  title: { zh: title_zh, en: title_en },
  text: { zh: text_zh, en: text_en },
  path,
});
