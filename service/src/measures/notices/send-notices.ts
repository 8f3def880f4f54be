import type { Text } from '@ytterby/core';
import type { InstanceKey } from '../../access/instance-key.ts';
import { beijingDay, dateOf } from '../../access/moments.ts';
import { htmlOf } from '../../messages/mail-text.ts';
import type { Mailer } from '../../messages/mailer.ts';
import type { Store } from '../../store/store.ts';
import { LINK_PAGE, SEALED_FOR } from './links.ts';

/** The outbox of notices to partners: links whose mail waits. */

export interface SendNotices {
  readonly store: Store;
  readonly mailer: Mailer;
  readonly key: InstanceKey;
  /** Where the app is. */
  readonly origin: string;
  readonly now: Temporal.Instant;
  readonly signal: AbortSignal;
}

/**
 * Sends what waits. The notice is stored before its mail can wait, and a link is marked after the server has taken the mail: so no mail
 * goes out without a notice, none is lost, and one that was taken just before a crash goes out twice, under the same Message-ID. A
 * mail says that a notice waits, and nothing of what it is about.
 * @returns how many went out, and how many the server refused for good
 * @throws Error with what the server said, where something could not be sent now: the job tries again
 */
export async function sendNotices({
  store,
  mailer,
  key,
  origin,
  now,
  signal,
}: SendNotices): Promise<{ readonly notices: number; readonly noticesRefused: number }> {
  const waiting = await store.asProduct((db) =>
    db
      .selectFrom('partner_notice_link as l')
      .innerJoin('partner_notice as n', 'n.id', 'l.notice')
      .innerJoin('measure as m', 'm.id', 'n.measure')
      .select(['l.id', 'l.sealed', 'l.ends_at', 'n.contact', 'n.email', 'n.language'])
      .where('l.mail', '=', 'waiting')
      // What was revised or given up meanwhile is told to nobody any more.
      .whereRef('n.revision', '=', 'm.revision')
      .where('m.status', 'in', ['assessed', 'partners-told', 'announced'])
      .where('l.revoked_at', 'is', null)
      .orderBy('l.id')
      .execute(),
  );
  const figures = { notices: 0, noticesRefused: 0 };
  const later: string[] = [];
  for (const { id, sealed, ends_at, contact, email, language } of waiting) {
    signal.throwIfAborted();
    if (sealed === null || email === null) continue;
    const link = `${origin}${LINK_PAGE}#${key.open(SEALED_FOR, id, sealed)}`;
    const lastDay = beijingDay(Temporal.Instant.fromEpochMilliseconds(ends_at.getTime()));
    const handed = await mailer.send({
      to: { name: contact, address: email },
      messageId: `<partner-notice.${id}@${new URL(origin).hostname}>`,
      ...mailOf(language === 'zh' ? 'zh' : 'en', link, lastDay),
    });
    if (handed.is === 'later') {
      later.push(handed.why);
      continue;
    }
    await store.asProduct((db) =>
      db
        .updateTable('partner_notice_link')
        .set({
          mail: handed.is,
          mail_at: dateOf(now),
          mail_answer: handed.is === 'sent' ? handed.answer : handed.why,
          sealed: null,
        })
        .where('id', '=', id)
        .execute(),
    );
    figures[handed.is === 'sent' ? 'notices' : 'noticesRefused'] += 1;
  }
  if (later.length > 0) throw new Error(`notices waiting: ${later.length}. ${later[0]}`);
  return figures;
}

const SUBJECT: Text = {
  zh: '主管部门有一份通报待您签收',
  en: 'A notice of the licensing authority awaits you',
};

/** In the partner's language first, then in the other. */
function mailOf(language: 'zh' | 'en', link: string, lastDay: string) {
  const said: Text = {
    zh: `主管部门有一份通报待您签收。请打开以下链接并确认签收：\n${link}\n\n链接仅供您本人使用，有效期至 ${lastDay}，请勿转发。`,
    en: `A notice of the licensing authority awaits you. Open this link and confirm receipt:\n${link}\n\nThe link is for you alone and holds until ${lastDay}; do not pass it on.`,
  };
  const languages = language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const);
  return {
    subject: SUBJECT[language],
    text: languages.map((each) => said[each]).join('\n\n――――――――――\n\n'),
    html: htmlOf(languages.map((each) => ({ language: each, text: said[each], link }))),
  };
}
