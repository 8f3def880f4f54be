import { isLegalDate, type Text } from '@ytterby/core';
import { noticeTo, type PartnerNotice, receiptOf, revisionOf } from '@ytterby/core/measures';
import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { PARTNER_NOTICE_ROUTES } from '../contract/partner-notice.ts';
import { ApiProblem, Refusal, problemOfField } from '../contract/problems.ts';
import type { TableSets } from '../impact/table-sets.ts';
import { asJson } from '../libraries/rows.ts';
import { addAlone, held, refuseFull } from '../documents/quotas.ts';
import { rowOf, unchanged } from '../documents/taken-document.ts';
import { ensureKey, signingNow } from '../licensing/signing-keys.ts';
import { actOnMeasure, measureOf, policyActor, type StoredMeasure } from '../measures/measures.ts';
import { addLink, type FoundLink, linkBehind, revokeLinks } from '../measures/notices/links.ts';
import { partnerNoticePdf } from '../measures/notices/notice-pdf.ts';
import {
  type ContentShape,
  draftedNotice,
  presentNotices,
  sentNotice,
  type StoredNotice,
} from '../measures/notices/present.ts';
import { tell } from '../messages/tell.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import type { AuditDetail } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import { type Store, tell as notify } from '../store/store.ts';
import type { HandlersOf } from './handler.ts';

type Routes = typeof PARTNER_NOTICE_ROUTES;
type Db = Transaction<Database>;

interface PartnerNoticeNeeds {
  readonly law: LawService;
  readonly access: Pick<Access, 'key'>;
  readonly store: Store;
  readonly tables: TableSets;
  readonly sendsMail: boolean;
}

/** Notices of measures to partner countries: chosen, sent, received, answered; and what the link of one opens. */
export function partnerNoticeHandlers({
  law,
  access: { key },
  store,
  tables,
  sendsMail,
}: PartnerNoticeNeeds): HandlersOf<Routes> {
  const needs = { law, tables };
  // Administrators read the audit trail, and learn there of no partner.
  const whole = async (db: Db, measure: StoredMeasure, today: string, detail: AuditDetail = {}) => ({
    body: await presentNotices(db, needs, measure, today),
    revision: measure.row.version,
    subject: { kind: 'measure', id: measure.row.id },
    detail: { revision: measure.row.revision, ...detail },
  });

  return {
    'partner-notice.choose': async ({ params, body }, { db, actor, now, today, revision }) => {
      const { account } = signedInPerson(actor);
      const { state } = await measureOf(db, params.measure);
      const command = { command: 'choose-partners', partners: body.partners } as const;
      const act = {
        measure: params.measure,
        command,
        actor: policyActor(actor, state, 'choose-partners'),
        now,
        revision,
      };
      const done = await actOnMeasure(db, act);
      const { last } = await db
        .selectFrom('measure_contact_point')
        .select((e) => e.fn.max('version').as('last'))
        .where('measure', '=', params.measure)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('measure_contact_point')
        .values({
          measure: params.measure,
          version: (last ?? 0) + 1,
          ...body.contactPoint,
          made_at: dateOf(now),
          made_by: account.id,
        })
        .execute();
      return whole(db, done, today, { partners: body.partners.length });
    },

    'partner-notice.list': async ({ params }, { db, today }) => {
      const measure = await measureOf(db, params.measure);
      return { body: await presentNotices(db, needs, measure, today), revision: measure.row.version };
    },

    'partner-notice.document': async ({ params: { measure: id, partner } }, { db, now, today }) => {
      const measure = await measureOf(db, id);
      const sent = await sentNotice(db, measure, partner);
      if (sent !== undefined) return { body: fileOf(sent) };
      const { content } = await draftedNotice(db, needs, measure, partner, today);
      const bytes = await partnerNoticePdf(content, { at: now });
      return { body: { mediaType: 'application/pdf', name: `draft-${partner}.pdf`, bytes } };
    },

    'partner-notice.send': async ({ params: { measure: id, partner }, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      if (body.how === 'mail' && !sendsMail) throw problemOfField('conflict', '/body/how', NO_MAIL);
      const measure = await measureOf(db, id);
      const { chosen, content } = await draftedNotice(db, needs, measure, partner, today);
      // Whoever sends the first notice of an installation need not be allowed to make its key.
      await store.asProduct((own) => ensureKey(own, key, now));
      const { signer, at } = await signingNow(db, key, now);
      const pdf = await partnerNoticePdf(content, { at: Temporal.Instant.from(at), signer });
      const revision = revisionOf(measure.state);
      const done = await actOnMeasure(db, {
        measure: id,
        command: { command: 'send-notice', partner, revision, text: textOf(content), ...body },
        actor: policyActor(actor, measure.state, 'send-notice'),
        now,
      });
      const notice = randomUUIDv7();
      const sha256 = await sha256Of(pdf);
      await db
        .insertInto('partner_notice')
        .values({
          id: notice,
          measure: id,
          sequence: noticeTo(done.state, partner)?.sequence ?? 0,
          revision,
          partner,
          content: asJson(content),
          pdf: Buffer.from(pdf),
          sha256,
          embargo: chosen.embargo ?? null,
          contact: chosen.contact,
          email: chosen.email ?? null,
          language: chosen.language,
          how: body.how,
          sent_at: dateOf(now),
          sent_by: account.id,
        })
        .execute();
      if (body.how === 'mail') {
        await addLink(db, key, { notice, measure: id, partner }, now);
        await notify(db, 'message_told');
      } else await revokeLinks(db, { measure: id, partner }, now);
      return whole(db, done, today, { how: body.how, notice, sha256 });
    },

    'partner-notice.record-receipt': async ({ params: { measure: id, partner }, body }, { db, actor, now, today }) => {
      const { state } = await measureOf(db, id);
      const command = {
        command: 'record-receipt',
        partner,
        revision: revisionOf(state),
        how: 'recorded',
        ...body,
      } as const;
      const done = await actOnMeasure(db, {
        measure: id,
        command,
        actor: policyActor(actor, state, 'record-receipt'),
        now,
      });
      return whole(db, done, today);
    },

    'partner-notice.record-reply': async ({ params: { measure: id, partner }, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const { text, name, how, receivedOn } = body;
      if (!isLegalDate(receivedOn) || receivedOn > today)
        throw new ApiProblem('not-valid', undefined, [
          { path: '/body/receivedOn', zh: '收到日期不晚于今日。', en: 'A reply was received today or before.' },
        ]);
      const { state } = await measureOf(db, id);
      const command = { command: 'record-reply', partner, text, ...(name === undefined ? {} : { name }) } as const;
      const done = await actOnMeasure(db, {
        measure: id,
        command,
        actor: policyActor(actor, state, 'record-reply'),
        now,
      });
      await db
        .insertInto('partner_reply')
        .values({ measure: id, sequence: lastReply(done), how, received_on: receivedOn, made_by: account.id })
        .execute();
      return whole(db, done, today);
    },

    'partner-notice.add-reply-file': async (
      { params: { measure: id, ...params }, body },
      { db, actor, now, today },
    ) => {
      const sequence = Number(params.sequence);
      const { account } = signedInPerson(actor);
      const measure = await measureOf(db, id);
      const reply = await db
        .selectFrom('partner_reply')
        .select('sequence')
        .where('measure', '=', id)
        .where('sequence', '=', sequence)
        .executeTakeFirst();
      if (!reply) throw new ApiProblem('not-found');
      await addAlone(db, id);
      const there = db.selectFrom('partner_reply_file').select(held()).where('measure', '=', id);
      refuseFull(await there.executeTakeFirstOrThrow(), body.size);
      await db
        .insertInto('partner_reply_file')
        .values({
          id: randomUUIDv7(),
          measure: id,
          sequence,
          ...rowOf(body),
          made_at: dateOf(now),
          made_by: account.id,
        })
        .execute();
      return whole(db, measure, today, { sha256: body.sha256 });
    },

    'partner-notice.reply-file': async ({ params }, { db }) => {
      const found = await db
        .selectFrom('partner_reply_file')
        .select(['name', 'media_type', 'sha256', 'bytes'])
        .where('measure', '=', params.measure)
        .where('id', '=', params.file)
        .executeTakeFirst();
      if (!found) throw new ApiProblem('not-found');
      const { name, media_type, bytes } = unchanged(found);
      return { body: { mediaType: media_type, name, bytes } };
    },

    'partner-notice.open': async ({ body: { code, name } }, { db, now, address }) => {
      const found = await linkBehind(db, key, { code, address, now });
      const notice = await noticeOf(db, found);
      await db
        .insertInto('partner_notice_opening')
        .values({ id: randomUUIDv7(), link: found.link, at: dateOf(now), name: name.trim() })
        .execute();
      let measure = await measureOf(db, notice.measure);
      const isFirst = canStillCome(measure, notice) && receiptOf(measure.state, notice.partner) === undefined;
      if (isFirst) {
        const { partner, revision } = notice;
        measure = await actOnMeasure(db, {
          measure: notice.measure,
          command: { command: 'record-receipt', partner, revision, how: 'opened', name: name.trim() },
          actor: { person: null, role: 'partner' },
          now,
        });
        await tellPolicy(db, notice, 'received', RECEIVED, now);
      }
      const { first } = await db
        .selectFrom('partner_notice_opening as o')
        .innerJoin('partner_notice_link as l', 'l.id', 'o.link')
        .select((e) => e.fn.min('o.at').as('first'))
        .where('l.notice', '=', notice.id)
        .executeTakeFirstOrThrow();
      return {
        body: {
          content: notice.content as unknown as ContentShape,
          sha256: notice.sha256,
          sentAt: instantText(notice.sent_at),
          receivedAt: instantText(first ?? dateOf(now)),
          isReplaced: notice.revision !== revisionOf(measure.state) || measure.state.status === 'withdrawn',
          isAnnounced: measure.state.announced !== null,
          linkEndsAt: instantText(found.endsAt),
        },
        subject: { kind: 'measure', id: notice.measure },
        detail: { notice: notice.id, link: found.link, first: isFirst },
      };
    },

    'partner-notice.download': async ({ body: { code } }, { db, now, address }) => {
      // A read keeps nothing, and a wrong code has to be counted.
      const found = await store.asProduct((own) =>
        linkBehind(own, key, { code, address, now }).catch((error: unknown) => {
          if (error instanceof Refusal) return error;
          throw error;
        }),
      );
      if (found instanceof Refusal) throw found;
      const notice = await openedNotice(db, found);
      return { body: fileOf(notice) };
    },

    'partner-notice.reply': async ({ body: { code, name, text } }, { db, now, address, today }) => {
      const found = await linkBehind(db, key, { code, address, now });
      const notice = await openedNotice(db, found);
      const { measure: id, partner } = notice;
      const done = await actOnMeasure(db, {
        measure: id,
        command: { command: 'record-reply', partner, text, name: name.trim() },
        actor: { person: null, role: 'partner' },
        now,
      });
      const sequence = lastReply(done);
      await db
        .insertInto('partner_reply')
        .values({ measure: id, sequence, how: 'link', received_on: today, made_by: null })
        .execute();
      await tellPolicy(db, notice, `reply/${sequence}`, REPLIED, now);
      return {
        body: { on: today },
        subject: { kind: 'measure', id },
        detail: { notice: notice.id, link: found.link },
      };
    },
  };
}

/** The text of a notice in one piece in each language, as the event keeps it. */
function textOf({ title, number, embargo, parts, contact }: PartnerNotice): { zh: string; en: string } {
  const inOne = (language: 'zh' | 'en') =>
    [
      `${title[language]}\n${number}\n${embargo[language]}`,
      ...parts.map((part) => [part.title[language], ...part.lines.map((line) => line[language])].join('\n')),
      [contact.name, contact.email, contact.telephone ?? ''].join(' ').trim(),
    ].join('\n\n');
  return { zh: inOne('zh'), en: inOne('en') };
}

const lastReply = ({ state }: StoredMeasure): number => state.replies.at(-1)?.sequence ?? 0;

/** Is it of the revision that is being told, and can a receipt of it still be stored? */
const canStillCome = ({ state }: StoredMeasure, { revision }: StoredNotice): boolean =>
  revision === revisionOf(state) && ['assessed', 'partners-told', 'announced'].includes(state.status);

function noticeOf(db: Db, { notice }: FoundLink): Promise<StoredNotice> {
  return db.selectFrom('partner_notice').selectAll().where('id', '=', notice).executeTakeFirstOrThrow();
}

/** @throws ApiProblem `not-found` where nobody has opened it: the receipt comes first */
async function openedNotice(db: Db, found: FoundLink): Promise<StoredNotice> {
  const opened = await db
    .selectFrom('partner_notice_opening as o')
    .innerJoin('partner_notice_link as l', 'l.id', 'o.link')
    .select('o.id')
    .where('l.notice', '=', found.notice)
    .limit(1)
    .executeTakeFirst();
  if (!opened) throw new ApiProblem('not-found', { zh: '请先确认签收。', en: 'Confirm receipt of the notice first.' });
  return noticeOf(db, found);
}

/** @throws ApiProblem `internal` where the bytes are not those that were sent */
function fileOf({ pdf, sha256, partner, sent_at }: StoredNotice) {
  const { bytes } = unchanged({ bytes: pdf, sha256 });
  return { mediaType: 'application/pdf', name: `notice-${partner}-${sent_at.toISOString().slice(0, 10)}.pdf`, bytes };
}

const sha256Of = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');

const NO_MAIL = {
  zh: '本系统未设置邮件服务器：请面交通报，或者由管理员设置 YTTERBY_SMTP_URL。',
  en: 'No mail server is set here: hand the notice over, or have the administrator set YTTERBY_SMTP_URL.',
};
const RECEIVED: Text = { zh: '一伙伴国已签收通报', en: 'A partner has received its notice' };
const REPLIED: Text = { zh: '一伙伴国已答复通报', en: 'A partner has replied to its notice' };
const WHERE: Text = { zh: '详情请登录查看。', en: 'Sign in to see which, and what of.' };

/** A message goes out by mail, so that it names neither the measure nor the partner. */
async function tellPolicy(
  db: Db,
  notice: StoredNotice,
  what: string,
  title: Text,
  now: Temporal.Instant,
): Promise<void> {
  await tell(
    db,
    {
      to: { roles: ['policy-officer', 'policy-director'] },
      kind: 'measure',
      subject: { kind: 'measure', id: notice.measure },
      title,
      text: WHERE,
      path: `/measures/${notice.measure}`,
      key: `measure/notice/${notice.id}/${what}`,
    },
    now,
  );
}
