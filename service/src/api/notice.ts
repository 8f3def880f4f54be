import { balanceOf, type NoticeAmount } from '@ytterby/core/notices';
import { sql, type Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { NOTICE_ROUTES } from '../contract/notice.ts';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import { tell } from '../messages/tell.ts';
import { chainShape } from '../notices/chains.ts';
import { draftOf, dutyFound } from '../notices/drafts.ts';
import { giveLink, noticeBehind, revokeLink } from '../notices/notice-links.ts';
import { noticePdf } from '../notices/notice-pdf.ts';
import {
  addFound,
  addLot,
  addNotice,
  addReceipt,
  type ChainParty,
  type Holder,
  noticeOf,
  organisationsCalled,
  partyOf,
  presentNotice,
  refuseDay,
  type StoredNotice,
  summaries,
  summaryOf,
  typedParty,
} from '../notices/notices.ts';
import {
  allTemplates,
  changeTemplate,
  currentTemplate,
  noticeLawIn,
  type TemplateVersion,
} from '../notices/templates.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { appendAudit } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof NOTICE_ROUTES;
type Db = Transaction<Database>;

interface NoticeNeeds {
  readonly law: () => LawInUse;
  readonly access: Pick<Access, 'origin'>;
  readonly store: Store;
}

/** Compliance notices: their form, the chain of a lot, and the links of those who are not registered here. */
export function noticeHandlers({ law, access: { origin }, store }: NoticeNeeds): HandlersOf<Routes> {
  return {
    'notice-template.get': async (_, { db }) => {
      const { book } = law();
      const { provision, note, verified, limbs } = noticeLawIn(book);
      return {
        body: {
          template: formShape(await currentTemplate(db, book)),
          provision,
          note: { ...note },
          verified,
          limbs: limbs.map((limb) => ({ ...limb })),
        },
      };
    },

    'notice-template.list': async (_, { db }) => ({ body: (await allTemplates(db, law().book)).map(formShape) }),

    'notice-template.change': async ({ body }, { db, actor, now }) => {
      const { account } = signedInPerson(actor);
      const made = await changeTemplate(db, law().book, body, { account: account.id, now });
      return {
        body: formShape(made),
        subject: { kind: 'notice-template', id: String(made.version) },
        detail: { version: made.version, fields: made.fields.map(({ id }) => id) },
      };
    },

    'notice.list': async ({ params: { organisation }, query }, { db }) => {
      const start = pageStart(query, 1);
      const isIssued = query.direction === 'issued';
      const rows = await summaries(db)
        .where(isIssued ? 'n.organisation' : 'n.recipient_organisation', '=', organisation)
        .$if(start !== undefined, (select) => select.where('n.id', '<', start?.[0] ?? ''))
        .limit(rowsToRead(query))
        .execute();
      const present = (row: (typeof rows)[number]) => ({ ...summaryOf(row), lot: isIssued ? row.lot : null });
      return { body: pageOf(rows, query, ({ id }) => [id], present) };
    },

    'notice.get': async ({ params: { organisation, notice } }, { db }) => {
      const row = await noticeOf(db, notice, organisation);
      return { body: await presentNotice(db, row, sideOf(row, organisation)) };
    },

    'notice.pdf': async ({ params: { organisation, notice } }, { db, now }) => {
      const row = await noticeOf(db, notice, organisation);
      return { body: await pdfOf(db, row, sideOf(row, organisation), now) };
    },

    'notice.prefill': async ({ params: { organisation }, query }, { db, today }) => ({
      body: await draftOf(db, organisation, query, { law: law(), today }),
    }),

    'notice.issue': async ({ params: { organisation }, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const { book } = law();
      const at = { book, now, today };
      const issuer = await db
        .selectFrom('organisation')
        .select(['name_zh', 'name_en', 'country'])
        .where('id', '=', organisation)
        .executeTakeFirstOrThrow();
      const holder: Holder = { organisation, party: partyOf(issuer), account: account.id };
      const recipient = await recipientOf(db, organisation, body.recipient);
      const lot =
        'id' in body.lot ? await ownLot(db, organisation, body.lot.id) : (await addLot(db, holder, body.lot, at)).id;
      const duty =
        body.determination === undefined
          ? null
          : await dutyFound(db, organisation, body.determination, { law: law(), today });
      const row = await addNotice(db, holder, lot, recipient, body, duty, at);
      const link = recipient.organisation === null ? await giveLink(db, origin, row.id, now) : null;
      if (recipient.organisation !== null) await tellRecipient(db, row, recipient.organisation, now);
      return {
        body: { notice: await presentNotice(db, row, 'issued'), link },
        subject: subject(row.id),
        detail: { lot, template: row.template_version, by: link === null ? 'organisation' : 'link' },
      };
    },

    'notice.acknowledge': async ({ params: { organisation, notice }, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const row = await noticeOf(db, notice, organisation);
      if (row.recipient_organisation !== organisation) throw new ApiProblem('not-found');
      return signedFor(db, row, body, account.id, { now, today });
    },

    'notice.renew-link': async ({ params: { organisation, notice } }, { db, now }) => ({
      body: await giveLink(db, origin, (await givenByLink(db, organisation, notice)).id, now),
      subject: subject(notice),
    }),

    'notice.revoke-link': async ({ params: { organisation, notice } }, { db, now }) => {
      const { id } = await givenByLink(db, organisation, notice);
      if (!(await revokeLink(db, id, now))) throw new ApiProblem('not-found');
      return { body: null, subject: subject(id) };
    },

    'notice.report-found': async ({ params: { organisation, notice }, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const row = await noticeOf(db, notice, organisation);
      if (row.organisation !== organisation) throw new ApiProblem('not-found');
      const found = { party: typedParty(body.holder), amount: body.amount, howKnown: body.howKnown };
      const lot = await addFound(
        db,
        row,
        found,
        { organisation, account: account.id },
        { book: law().book, now, today },
      );
      return { body: { lot }, subject: subject(notice), detail: { lot } };
    },

    'notice-lot.list': async ({ params: { organisation }, query }, { db }) => {
      const start = pageStart(query, 1);
      const rows = await lots(db)
        .where('l.organisation', '=', organisation)
        .$if(start !== undefined, (select) => select.where('l.id', '<', start?.[0] ?? ''))
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => ({
            ...lotShape(row),
            given: row.amounts.length,
            notAcknowledged: row.not_acknowledged,
            begins: row.begins,
            balance: { ...balanceOf({ quantity: row.quantity, unit: row.unit }, row.amounts) },
          }),
        ),
      };
    },

    'notice-lot.chain': async ({ params: { organisation, lot } }, { db }) => ({
      body: await chainShape(db, lot, organisation),
    }),

    'notice-register.list': async ({ query }, { db }) => {
      const start = pageStart(query, 1);
      const rows = await lots(db)
        .where('l.how_known', 'is', null)
        .where(sql<boolean>`not exists (select from notice_lot_source s where s.lot = l.id)`)
        .$if(start !== undefined, (select) => select.where('l.id', '<', start?.[0] ?? ''))
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => ({
            ...lotShape(row),
            holder: row.holder as unknown as ChainParty,
            given: row.amounts.length,
            notAcknowledged: row.not_acknowledged,
          }),
        ),
      };
    },

    'notice-register.chain': async ({ params: { lot } }, { db }) => ({ body: await chainShape(db, lot, null) }),

    'notice-link.open': async ({ body: { code } }, { db, now, today }) => {
      const { notice, endsAt } = await noticeBehind(db, code, now);
      const row = await noticeOf(db, notice);
      const isFirst = await addReceipt(db, notice, { kind: 'opened', on: today }, null, now);
      const passedOn = await summaries(db)
        .where('n.lot', 'in', (e) => e.selectFrom('notice_lot').select('id').where('held_under', '=', notice))
        .execute();
      return {
        body: {
          notice: await presentNotice(db, row, 'received'),
          passedOn: passedOn.map((each) => ({ ...summaryOf(each), lot: each.lot })),
          current: formShape(await currentTemplate(db, law().book)),
          endsAt,
        },
        subject: subject(notice),
        detail: { first: isFirst },
      };
    },

    'notice-link.pdf': async ({ body: { code } }, { db, now, requestId }) => {
      try {
        const { notice } = await noticeBehind(db, code, now);
        return { body: await pdfOf(db, await noticeOf(db, notice), 'received', now) };
      } catch (error) {
        // A read leaves no trace by itself, and this one is worth it.
        if (error instanceof Refusal)
          await store.asProduct((trail) =>
            appendAudit(trail, {
              account: null,
              token: null,
              organisation: null,
              action: 'notice.open',
              subject: { kind: 'route', id: 'notice-link.pdf' },
              outcome: 'refused',
              requestId,
              detail: { ...error.trace, reason: error.code },
            }),
          );
        throw error;
      }
    },

    'notice-link.acknowledge': async ({ body: { code, ...signed } }, { db, now, today }) => {
      const { notice } = await noticeBehind(db, code, now);
      return signedFor(db, await noticeOf(db, notice), signed, null, { now, today });
    },

    'notice-link.pass-on': async ({ body: { code, lot, recipient, ...said } }, { db, now, today }) => {
      const { notice } = await noticeBehind(db, code, now);
      const received = await noticeOf(db, notice);
      const at = { book: law().book, now, today };
      const holder: Holder = { under: notice, party: received.recipient as unknown as ChainParty };
      const { used, ...made } = lot;
      const row = await addLot(db, holder, { ...made, madeFrom: [{ notice, amount: used }] }, at);
      const given = await addNotice(
        db,
        holder,
        row.id,
        { party: typedParty(recipient), organisation: null },
        said,
        null,
        at,
      );
      return {
        body: { notice: await presentNotice(db, given, 'issued'), link: await giveLink(db, origin, given.id, now) },
        subject: subject(given.id),
        detail: { lot: row.id, under: notice, template: given.template_version, by: 'link' },
      };
    },
  };

  async function signedFor(
    db: Db,
    row: StoredNotice,
    signed: { readonly name: string; readonly position: string; readonly on: string },
    account: string | null,
    { now, today }: { readonly now: Temporal.Instant; readonly today: string },
  ) {
    refuseDay(signed.on, row, today);
    if (!(await addReceipt(db, row.id, { kind: 'acknowledged', ...signed }, account, now)))
      throw new ApiProblem('conflict', { zh: '此告知书已经签收。', en: 'This notice was acknowledged already.' });
    await tellIssuer(db, row, now);
    return {
      body: await presentNotice(db, row, 'received'),
      subject: subject(row.id),
      ...(row.recipient_organisation === null ? {} : { organisation: row.recipient_organisation }),
    };
  }
}

const subject = (id: string) => ({ kind: 'compliance-notice', id });
const sideOf = ({ organisation }: StoredNotice, asked: string) => (organisation === asked ? 'issued' : 'received');
const formShape = ({ version, title, fields, madeAt }: TemplateVersion) => ({
  version,
  title: { ...title },
  fields: [...fields],
  madeAt,
});

async function pdfOf(db: Db, row: StoredNotice, side: 'issued' | 'received', now: Temporal.Instant) {
  const bytes = await noticePdf(await presentNotice(db, row, side), now);
  return { mediaType: 'application/pdf', name: `${row.number}.pdf`, bytes };
}

/** @throws ApiProblem `not-valid` where no organisation or more than one is called so, or it is the issuer itself */
async function recipientOf(
  db: Db,
  issuer: string,
  given: { readonly organisation: string } | { readonly name: string; readonly country: string },
): Promise<{ readonly party: ChainParty; readonly organisation: string | null }> {
  if (!('organisation' in given)) return { party: typedParty(given), organisation: null };
  const [found, ...others] = await organisationsCalled(db, given.organisation);
  const path = '/body/recipient/organisation';
  if (found === undefined || found.id === issuer)
    throw new ApiProblem('not-valid', undefined, [
      {
        path,
        zh: '本系统没有此名称或者代码的单位，或者是出具方自己。可以改用链接出具。',
        en: 'No organisation here has this name or code, or it is the issuer itself. You can give the notice by a link.',
      },
    ]);
  if (others.length > 0)
    throw new ApiProblem('not-valid', undefined, [
      { path, zh: '有多个单位使用此名称，请填写代码。', en: 'Several organisations have this name: give the code.' },
    ]);
  const { id, ...party } = found;
  return { party, organisation: id };
}

async function ownLot(db: Db, organisation: string, id: string): Promise<string> {
  const found = await db
    .selectFrom('notice_lot')
    .select('id')
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (found) return found.id;
  throw new ApiProblem('not-valid', undefined, [
    { path: '/body/lot/id', zh: '本单位没有此批次。', en: 'Your organisation has no such lot.' },
  ]);
}

/** A notice of the organisation whose recipient has a link. */
async function givenByLink(db: Db, organisation: string, id: string): Promise<StoredNotice> {
  const row = await noticeOf(db, id, organisation);
  if (row.organisation !== organisation) throw new ApiProblem('not-found');
  if (row.recipient_organisation !== null)
    throw new ApiProblem('not-valid', {
      zh: '接收方在本系统登录查看，不用链接。',
      en: 'The recipient signs in here and needs no link.',
    });
  return row;
}

/** Lots with the notices that were given for them. */
function lots(db: Db) {
  return db
    .selectFrom('notice_lot as l')
    .selectAll('l')
    .select([
      sql<boolean>`not exists (select from notice_lot_source s where s.lot = l.id)`.as('begins'),
      sql<NoticeAmount[]>`coalesce((select jsonb_agg(jsonb_build_object('quantity', n.quantity::text, 'unit', n.unit))
        from compliance_notice n where n.lot = l.id), '[]')`.as('amounts'),
      sql<number>`(select count(*)::integer from compliance_notice n where n.lot = l.id and not exists (
        select from notice_receipt r where r.notice = n.id and r.kind = 'acknowledged'))`.as('not_acknowledged'),
    ])
    .orderBy('l.id', 'desc');
}

function lotShape(row: {
  readonly id: string;
  readonly number: string;
  readonly item: string;
  readonly control_code: string | null;
  readonly quantity: string | null;
  readonly unit: string;
}) {
  const { id, number, item, control_code: controlCode, quantity, unit } = row;
  return { id, number, item, controlCode, amount: { quantity, unit } };
}

const RECEIVERS = ['exporter', 'organisation-administrator'] as const;

async function tellRecipient(db: Db, row: StoredNotice, organisation: string, now: Temporal.Instant): Promise<void> {
  const { name } = row.issuer as unknown as ChainParty;
  await tell(
    db,
    {
      to: { organisation, roles: RECEIVERS },
      kind: 'notice',
      subject: subject(row.id),
      title: { zh: `收到合规告知书 ${row.number}`, en: `Compliance notice ${row.number} received` },
      text: {
        zh: `${name.zh} 向贵单位出具了合规告知书。请查阅并签收；转移或者出口所列物项时，应当向下一接收方继续告知。`,
        en: `${name.en} has given you a compliance notice. Read it and acknowledge receipt; when you transfer or export the items, give the next recipient a notice.`,
      },
      path: `/workspace/${organisation}/notices/${row.id}`,
      key: `notice/received/${row.id}`,
    },
    now,
  );
}

/** Who has given a notice by a link is not registered here and sees it on its own page. */
async function tellIssuer(db: Db, row: StoredNotice, now: Temporal.Instant): Promise<void> {
  if (row.organisation === null) return;
  const { name } = row.recipient as unknown as ChainParty;
  await tell(
    db,
    {
      to: { organisation: row.organisation, roles: RECEIVERS },
      kind: 'notice',
      subject: subject(row.id),
      title: { zh: `合规告知书 ${row.number} 已签收`, en: `Compliance notice ${row.number} acknowledged` },
      text: { zh: `${name.zh} 已签收。`, en: `${name.en} has acknowledged receipt.` },
      path: `/workspace/${row.organisation}/notices/${row.id}`,
      key: `notice/acknowledged/${row.id}`,
    },
    now,
  );
}
