import { createHash, randomUUIDv7 } from 'node:crypto';
import { isLegalDate, type LawBook, type ShareFacts, type Verdict } from '@ytterby/core';
import { balanceOf, type NoticeAmount, shareIsSound, valueFaults } from '@ytterby/core/notices';
import { type Selectable, sql, type Transaction } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import type { NOTICE_ROUTES } from '../contract/notice.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import { asJson } from '../libraries/rows.ts';
import type { ComplianceNotice, Database, NoticeLot } from '../store/schema.ts';
import { currentTemplate, noticeLawIn, type TemplateVersion } from './templates.ts';

/** Lots, notices and receipts as they are stored. */

type Db = Transaction<Database>;
export type NoticeShape = ReplyOf<(typeof NOTICE_ROUTES)['notice.get']>;
export type Summary = ReplyOf<(typeof NOTICE_ROUTES)['notice.list']>['items'][number];
export type NoticeDutyShape = NonNullable<NoticeShape['duty']>;
export type StoredNotice = Selectable<ComplianceNotice>;
type StoredLot = Selectable<NoticeLot>;

/** Somebody in the chain, named as they were when it was written. */
export interface ChainParty {
  readonly name: { zh: string; en: string };
  readonly country: string;
}

/** Who gives a notice: an organisation here, or whoever received a notice by a link. */
export type Holder =
  | { readonly organisation: string; readonly party: ChainParty; readonly account: string }
  | { readonly under: string; readonly party: ChainParty };

/** What a notice says, whoever gives it. */
export interface Said {
  readonly amount: NoticeAmount;
  readonly limbs: Readonly<Record<string, Verdict>>;
  readonly share: { readonly value: ShareFacts; readonly source: string | null };
  readonly filled: Readonly<Record<string, string>>;
}
export interface NewLot {
  readonly number: string;
  readonly item: string;
  readonly controlCode: string | null;
  readonly amount: NoticeAmount;
  readonly madeFrom: readonly { readonly notice: string; readonly amount: NoticeAmount }[];
}

interface At {
  readonly book: LawBook;
  readonly now: Temporal.Instant;
  readonly today: string;
}

/**
 * Stores what a holder has.
 * @throws ApiProblem `not-valid` where it names a notice that it has not received, or names one twice
 */
export async function addLot(db: Db, holder: Holder, lot: NewLot, { now }: At): Promise<StoredLot> {
  const received = new Set(
    await receivedBy(
      db,
      holder,
      lot.madeFrom.map(({ notice }) => notice),
    ),
  );
  const fields = lot.madeFrom.flatMap(({ notice }, index): FieldProblem[] => {
    const path = `/body/lot/madeFrom/${index}/notice`;
    if (lot.madeFrom.findIndex((other) => other.notice === notice) < index)
      return [{ path, zh: '此告知书已列出。', en: 'This notice is named already.' }];
    if (received.has(notice)) return [];
    return [{ path, zh: '本单位没有收到此告知书。', en: 'Your organisation has received no such notice.' }];
  });
  if (fields.length > 0) throw new ApiProblem('not-valid', undefined, fields);
  const row = await db
    .insertInto('notice_lot')
    .values({
      id: randomUUIDv7(),
      organisation: 'organisation' in holder ? holder.organisation : null,
      held_under: 'under' in holder ? holder.under : null,
      holder: asJson(holder.party),
      number: lot.number.trim(),
      item: lot.item.trim(),
      control_code: lot.controlCode?.trim() ?? null,
      quantity: lot.amount.quantity,
      unit: lot.amount.unit.trim(),
      made_at: dateOf(now),
      made_by: 'account' in holder ? holder.account : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await addSources(db, row.id, lot.madeFrom);
  return row;
}

async function receivedBy(db: Db, holder: Holder, notices: readonly string[]): Promise<readonly string[]> {
  if ('under' in holder) return [holder.under];
  if (notices.length === 0) return [];
  const rows = await db
    .selectFrom('compliance_notice')
    .select('id')
    .where('recipient_organisation', '=', holder.organisation)
    .where('id', 'in', [...notices])
    .execute();
  return rows.map(({ id }) => id);
}

async function addSources(db: Db, lot: string, madeFrom: NewLot['madeFrom']): Promise<void> {
  if (madeFrom.length === 0) return;
  await db
    .insertInto('notice_lot_source')
    .values(
      madeFrom.map(({ notice, amount }) => ({ lot, notice, quantity: amount.quantity, unit: amount.unit.trim() })),
    )
    .execute();
}

/**
 * States that goods of a notice were found with somebody who was given none.
 * @returns id of the lot that stands for them
 */
export async function addFound(
  db: Db,
  notice: StoredNotice,
  found: { readonly party: ChainParty; readonly amount: NoticeAmount; readonly howKnown: string },
  by: { readonly organisation: string; readonly account: string },
  { now }: At,
): Promise<string> {
  const of = await lotOf(db, notice);
  const id = randomUUIDv7();
  await db
    .insertInto('notice_lot')
    .values({
      id,
      holder: asJson(found.party),
      number: of.number,
      item: of.item,
      control_code: of.control_code,
      quantity: found.amount.quantity,
      unit: found.amount.unit.trim(),
      found_by: by.organisation,
      how_known: found.howKnown.trim(),
      made_at: dateOf(now),
      made_by: by.account,
    })
    .execute();
  await addSources(db, id, [{ notice: notice.id, amount: found.amount }]);
  return id;
}

/**
 * Gives a notice.
 * @throws ApiProblem `not-valid` with the places in the body
 */
export async function addNotice(
  db: Db,
  holder: Holder,
  lot: string,
  recipient: { readonly party: ChainParty; readonly organisation: string | null },
  said: Said,
  duty: NoticeDutyShape | null,
  { book, now, today }: At,
): Promise<StoredNotice> {
  const { limbs } = noticeLawIn(book);
  const template = await currentTemplate(db, book);
  refuseFaults(said, template, limbs);
  const id = randomUUIDv7();
  return db
    .insertInto('compliance_notice')
    .values({
      id,
      number: `${today.replaceAll('-', '')}-${createHash('sha256').update(id).digest('hex').slice(0, 10).toUpperCase()}`,
      lot,
      organisation: 'organisation' in holder ? holder.organisation : null,
      recipient_organisation: recipient.organisation,
      issuer: asJson(holder.party),
      recipient: asJson(recipient.party),
      quantity: said.amount.quantity,
      unit: said.amount.unit.trim(),
      limbs: JSON.stringify(
        limbs.map((limb) => ({ id: limb.id, name: limb.name, verdict: said.limbs[limb.id] ?? 'unknown' })),
      ) as never,
      share: asJson(said.share),
      filled: asJson(said.filled),
      template_version: template.version,
      template: asJson(template),
      duty: duty === null ? null : (JSON.stringify(duty) as never),
      issued_on: today,
      issued_at: dateOf(now),
      made_by: 'account' in holder ? holder.account : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function refuseFaults(said: Said, template: TemplateVersion, limbs: readonly { readonly id: string }[]): void {
  const fields: FieldProblem[] = valueFaults(template, said.filled, isLegalDate).map(({ at, zh, en }) => ({
    path: `/body/filled/${at.join('/')}`,
    zh,
    en,
  }));
  if (!shareIsSound(said.share.value))
    fields.push({
      path: '/body/share/value',
      zh: '请填写比例，如 0.4 %，或者填写范围。',
      en: 'This is no share: write it as 0.4 %, or as a range.',
    });
  const isAsked = template.fields.find(({ type }) => type === 'share')?.required === 'yes';
  if (isAsked && said.share.value === 'unknown')
    fields.push({ path: '/body/share/value', zh: '请填写此项。', en: 'This is needed.' });
  for (const id of Object.keys(said.limbs))
    if (!limbs.some((limb) => limb.id === id))
      fields.push({ path: `/body/limbs/${id}`, zh: '没有此项。', en: 'There is no such limb.' });
  if (fields.length > 0) throw new ApiProblem('not-valid', undefined, fields);
}

/**
 * Signs for a notice, or opens it for the first time.
 * @returns false where that was done before
 */
export async function addReceipt(
  db: Db,
  notice: string,
  receipt:
    | { readonly kind: 'opened'; readonly on: string }
    | { readonly kind: 'acknowledged'; readonly on: string; readonly name: string; readonly position: string },
  account: string | null,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('notice_receipt')
    .values({
      id: randomUUIDv7(),
      notice,
      kind: receipt.kind,
      on_day: receipt.on,
      at: dateOf(now),
      name: 'name' in receipt ? receipt.name.trim() : null,
      position: 'position' in receipt ? receipt.position.trim() : null,
      made_by: account,
    })
    .onConflict((conflict) => conflict.columns(['notice', 'kind']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** @throws ApiProblem `not-valid` for a day before the notice, one to come, or none at all */
export function refuseDay(on: string, { issued_on }: StoredNotice, today: string): void {
  if (isLegalDate(on) && on >= issued_on && on <= today) return;
  throw new ApiProblem('not-valid', undefined, [
    {
      path: '/body/on',
      zh: `签收日期应当在出具之日（${issued_on}）和今日之间。`,
      en: `The day of receipt lies between the day of the notice (${issued_on}) and today.`,
    },
  ]);
}

/** @throws ApiProblem `not-found` */
export async function noticeOf(db: Db, id: string, organisation?: string): Promise<StoredNotice> {
  let query = db.selectFrom('compliance_notice').selectAll().where('id', '=', id);
  if (organisation !== undefined)
    query = query.where((e) =>
      e.or([e('organisation', '=', organisation), e('recipient_organisation', '=', organisation)]),
    );
  const found = await query.executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** Whoever receives a notice does not see the lots of its issuer; what the notice says of its lot, it does. */
async function lotOf(
  db: Db,
  { lot }: StoredNotice,
): Promise<Pick<StoredLot, 'id' | 'number' | 'item' | 'control_code' | 'quantity' | 'unit'>> {
  const { rows } = await sql<StoredLot>`select * from notice_lot_told(${lot}::uuid)`.execute(db);
  const [found] = rows;
  if (found === undefined) throw new ApiProblem('not-found');
  return found;
}

/**
 * A notice, whole, as its issuer or its recipient sees it. The recipient does not see how much the issuer has of the lot beside.
 * @param side which of the two
 */
export async function presentNotice(db: Db, row: StoredNotice, side: 'issued' | 'received'): Promise<NoticeShape> {
  const lot = await lotOf(db, row);
  const receipts = await db
    .selectFrom('notice_receipt')
    .select(['kind', 'on_day', 'name', 'position'])
    .where('notice', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const link =
    side === 'issued' && row.recipient_organisation === null
      ? await db
          .selectFrom('notice_link')
          .select(['ends_at', 'revoked_at'])
          .where('notice', '=', row.id)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst()
      : undefined;
  const amount = { quantity: row.quantity, unit: row.unit };
  const template = row.template as unknown as TemplateVersion;
  return {
    ...summaryOf({ ...row, item: lot.item, receipts }),
    side,
    lot: {
      id: lot.id,
      number: lot.number,
      item: lot.item,
      controlCode: lot.control_code,
      amount: side === 'issued' ? { quantity: lot.quantity, unit: lot.unit } : amount,
    },
    limbs: row.limbs as unknown as NoticeShape['limbs'],
    share: row.share as unknown as NoticeShape['share'],
    filled: row.filled as unknown as NoticeShape['filled'],
    template: { ...template, fields: [...template.fields] },
    // Why the issuer owes it is the issuer's own determination.
    duty: side === 'issued' ? (row.duty as unknown as NoticeShape['duty']) : null,
    receipts: receipts.map(({ kind, on_day, name, position }) => ({
      kind: kind as 'opened' | 'acknowledged',
      on: on_day,
      name,
      position,
    })),
    link:
      link === undefined
        ? null
        : {
            endsAt: instantText(link.ends_at),
            revokedAt: link.revoked_at === null ? null : instantText(link.revoked_at),
          },
    left: side === 'received' ? balanceOf(amount, await usesOf(db, row.id)).left : null,
  };
}

async function usesOf(db: Db, notice: string): Promise<readonly NoticeAmount[]> {
  return (
    db
      .selectFrom('notice_lot_source as s')
      .innerJoin('notice_lot as l', 'l.id', 's.lot')
      .select(['s.quantity', 's.unit'])
      .where('s.notice', '=', notice)
      // What somebody else was found with is not the recipient's own account of its goods.
      .where('l.how_known', 'is', null)
      .execute()
  );
}

interface Summarised
  extends Pick<StoredNotice, 'id' | 'number' | 'quantity' | 'unit' | 'issuer' | 'recipient' | 'issued_on'> {
  readonly item: string;
  readonly receipts: readonly { readonly kind: string; readonly on_day: string }[];
}

export function summaryOf(row: Summarised): Omit<Summary, 'lot'> {
  const kinds = row.receipts.map(({ kind }) => kind);
  return {
    id: row.id,
    number: row.number,
    item: row.item,
    amount: { quantity: row.quantity, unit: row.unit },
    issuer: row.issuer as unknown as ChainParty,
    recipient: row.recipient as unknown as ChainParty,
    issuedOn: row.issued_on,
    state: kinds.includes('acknowledged') ? 'acknowledged' : kinds.includes('opened') ? 'opened' : 'not-opened',
    on:
      row.receipts
        .map(({ on_day }) => on_day)
        .toSorted()
        .at(-1) ?? null,
  };
}

/** Notices in short, with what they are about and how they stand. */
export function summaries(db: Db) {
  return db
    .selectFrom('compliance_notice as n')
    .selectAll('n')
    .select([
      sql<string>`(select item from notice_lot_told(n.lot))`.as('item'),
      sql<Summarised['receipts']>`coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'on_day', r.on_day))
        from notice_receipt r where r.notice = n.id), '[]')`.as('receipts'),
    ])
    .orderBy('n.id', 'desc');
}

/** A party as an organisation's row names it. */
export function partyOf(row: {
  readonly name_zh: string;
  readonly name_en: string;
  readonly country: string;
}): ChainParty {
  return { name: { zh: row.name_zh || row.name_en, en: row.name_en || row.name_zh }, country: row.country };
}

/** A party as somebody has typed it: the same in both languages. */
export const typedParty = ({ name, country }: { readonly name: string; readonly country: string }): ChainParty => ({
  name: { zh: name.trim(), en: name.trim() },
  country,
});

/** Organisations here by exact name, code or id, whoever asks. */
export async function organisationsCalled(db: Db, said: string) {
  const { rows } = await sql<{ id: string; name_zh: string; name_en: string; country: string }>`
    select * from organisations_called(${said})`.execute(db);
  return rows.map((row) => ({ id: row.id, ...partyOf(row) }));
}
