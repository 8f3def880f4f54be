import type { Text } from '@ytterby/core';
import {
  type ContactPoint,
  noticeTo,
  type Partner,
  partnerNotice,
  type PartnerNotice,
  receiptOf,
  revisionOf,
} from '@ytterby/core/measures';
import type { Selectable, Transaction } from 'kysely';
import { instantText } from '../../access/moments.ts';
import type { PARTNER_NOTICE_ROUTES } from '../../contract/partner-notice.ts';
import { ApiProblem } from '../../contract/problems.ts';
import type { ReplyOf } from '../../contract/route.ts';
import type { Database, PartnerNotice as NoticeTable } from '../../store/schema.ts';
import type { StoredMeasure } from '../measures.ts';
import { type BasisNeeds, commonBasis } from './basis.ts';
import { countryText } from './country.ts';
import { basisFor, type CommonBasis } from './drafting.ts';

type Db = Transaction<Database>;
export type Notices = ReplyOf<(typeof PARTNER_NOTICE_ROUTES)['partner-notice.list']>;
type One = Notices['notices'][number];
export type ContentShape = NonNullable<One['draft']>;
export type StoredNotice = Selectable<NoticeTable>;

/** Whom partners can ask, as was said last. */
export async function contactPointOf(db: Db, measure: string): Promise<ContactPoint | undefined> {
  return db
    .selectFrom('measure_contact_point')
    .select(['name', 'email', 'telephone'])
    .where('measure', '=', measure)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The notice of the last revision as it was sent to a partner last, with its file; undefined: none was. */
export async function sentNotice(
  db: Db,
  { row, state }: StoredMeasure,
  partner: string,
): Promise<StoredNotice | undefined> {
  const event = noticeTo(state, partner);
  if (event === undefined) return undefined;
  return db
    .selectFrom('partner_notice')
    .selectAll()
    .where('measure', '=', row.id)
    .where('sequence', '=', event.sequence)
    .executeTakeFirst();
}

/**
 * The notice of the last revision to a partner as it would be sent.
 * @throws ApiProblem `not-found` for who was not chosen; `conflict` with what is missing
 */
export async function draftedNotice(
  db: Db,
  needs: BasisNeeds,
  measure: StoredMeasure,
  partner: string,
  today: string,
): Promise<{ readonly chosen: Partner; readonly content: PartnerNotice }> {
  const chosen = measure.state.partners.find((each) => each.partner === partner);
  if (chosen === undefined) throw new ApiProblem('not-found');
  const common = await commonBasis(db, needs, measure, await contactPointOf(db, measure.row.id), today);
  if ('missing' in common) throw new ApiProblem('conflict', joined(common.missing));
  return { chosen, content: partnerNotice(basisFor(common, chosen)) };
}

const joined = (missing: readonly Text[]): { zh: string; en: string } => ({
  zh: missing.map(({ zh }) => zh).join('；'),
  en: missing.map(({ en }) => en).join('; '),
});

/** All notices of a measure: of the last revision, and the replies of all. */
export async function presentNotices(
  db: Db,
  needs: BasisNeeds,
  measure: StoredMeasure,
  today: string,
): Promise<Notices> {
  const { row, state } = measure;
  const contact = await contactPointOf(db, row.id);
  const isOpen = ['draft', 'assessed', 'partners-told'].includes(state.status);
  const common = isOpen ? await commonBasis(db, needs, measure, contact, today) : { missing: [] };
  const replies = Map.groupBy(await repliesOf(db, measure), ({ partner }) => partner);
  const sent = await sentOf(db, row.id);
  const notices: One[] = [];
  for (const chosen of state.partners) {
    const found = sent.get(noticeTo(state, chosen.partner)?.sequence ?? 0);
    const receipt = receiptOf(state, chosen.partner);
    notices.push({
      partner: chosen.partner,
      name: { ...countryText(chosen.partner) },
      contact: chosen.contact,
      email: chosen.email ?? null,
      language: chosen.language,
      embargo: chosen.embargo ?? null,
      draft: found === undefined && !('missing' in common) ? drafted(common, chosen) : null,
      sent: found ?? null,
      receipt: receipt
        ? { on: receipt.on, how: receipt.how, name: receipt.name ?? null, note: receipt.note ?? null }
        : null,
      replies: (replies.get(chosen.partner) ?? []).map(({ reply }) => reply),
    });
  }
  return {
    revision: revisionOf(state),
    version: row.version,
    contactPoint: contact ? { ...contact } : null,
    missing: 'missing' in common ? common.missing.map((each) => ({ ...each })) : [],
    notices,
  };
}

const drafted = (common: CommonBasis, chosen: Partner): ContentShape =>
  contentShape(partnerNotice(basisFor(common, chosen)));

/** What a notice says, as the API has it. */
const contentShape = (content: PartnerNotice): ContentShape => content as unknown as ContentShape;

/** All notices of a measure that were sent, by the sequence of their events; without their files. */
async function sentOf(db: Db, measure: string): Promise<ReadonlyMap<number, NonNullable<One['sent']>>> {
  const rows = await db
    .selectFrom('partner_notice as n')
    .leftJoin('account as a', 'a.id', 'n.sent_by')
    .leftJoin('partner_notice_link as l', 'l.notice', 'n.id')
    .select(['n.id', 'n.sequence', 'n.content', 'n.sha256', 'n.sent_at', 'n.how', 'a.name'])
    .select(['l.id as link', 'l.mail', 'l.mail_at', 'l.mail_answer', 'l.ends_at'])
    .where('n.measure', '=', measure)
    .execute();
  const openings = await db
    .selectFrom('partner_notice_opening as o')
    .innerJoin('partner_notice_link as l', 'l.id', 'o.link')
    .innerJoin('partner_notice as n', 'n.id', 'l.notice')
    .select(['o.link', 'o.at', 'o.name'])
    .where('n.measure', '=', measure)
    .orderBy('o.at')
    .orderBy('o.id')
    .execute();
  return new Map(
    rows.map(({ id, sequence, content, sha256, sent_at, how, name, link, mail, mail_at, mail_answer, ends_at }) => [
      sequence,
      {
        id,
        content: content as unknown as ContentShape,
        sha256,
        sentAt: instantText(sent_at),
        sentBy: name ?? '',
        how: how as 'mail' | 'handed-over',
        mail:
          ends_at === null
            ? null
            : {
                state: mail as 'waiting' | 'sent' | 'refused',
                at: mail_at === null ? null : instantText(mail_at),
                answer: mail_answer,
                linkEndsAt: instantText(ends_at),
              },
        openings: openings
          .filter((each) => each.link === link)
          .map((each) => ({ at: instantText(each.at), name: each.name })),
      },
    ]),
  );
}

/** Replies of all revisions, with how they came, their papers, and whether a round of dialogue has settled them. */
export async function repliesOf(
  db: Db,
  { row, state }: StoredMeasure,
): Promise<readonly { readonly partner: string; readonly reply: One['replies'][number] }[]> {
  const ways = await db
    .selectFrom('partner_reply')
    .select(['sequence', 'how', 'received_on'])
    .where('measure', '=', row.id)
    .execute();
  const files = await db
    .selectFrom('partner_reply_file')
    .select(['id', 'sequence', 'name', 'media_type', 'sha256', 'size'])
    .where('measure', '=', row.id)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const settled = await settledReplies(db, row.id);
  const bySequence = new Map(ways.map((each) => [each.sequence, each]));
  return state.replies.map(({ partner, sequence, on, name, text }) => {
    const way = bySequence.get(sequence);
    const reply = {
      sequence,
      on: way?.received_on ?? on,
      name: name ?? null,
      text,
      how: (way?.how ?? 'other') as One['replies'][number]['how'],
      isOpen: !settled.has(sequence),
      files: files
        .filter((file) => file.sequence === sequence)
        .map(({ id, name: called, media_type, sha256, size }) => ({
          id,
          name: called,
          mediaType: media_type,
          sha256,
          size,
        })),
    };
    return { partner, reply };
  });
}

/** Replies that the last minutes of some round settle. */
async function settledReplies(db: Db, measure: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('dialogue_minutes as m')
    .innerJoin('dialogue_round as r', 'r.id', 'm.round')
    .select(['m.round', 'm.settles'])
    .where('r.measure', '=', measure)
    .orderBy('m.version')
    .execute();
  const last = new Map(rows.map(({ round, settles }) => [round, settles]));
  return new Set([...last.values()].flat());
}
