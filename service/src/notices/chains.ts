import { type ChainRecords, chainOf, type Receipt } from '@ytterby/core/notices';
import { sql, type Transaction } from 'kysely';
import type { NOTICE_ROUTES } from '../contract/notice.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import type { Database } from '../store/schema.ts';
import type { ChainParty, NoticeShape } from './notices.ts';

type ChainShape = ReplyOf<(typeof NOTICE_ROUTES)['notice-lot.chain']>;

/** As `notice_chain` of the store tells it; what is not shown is null. */
interface Told {
  readonly lots: readonly {
    readonly id: string;
    readonly shown: boolean;
    readonly holder: ChainParty;
    readonly key: string;
    readonly number: string | null;
    readonly item: string | null;
    readonly controlCode: string | null;
    readonly quantity: string | null;
    readonly unit: string | null;
    readonly howKnown: string | null;
    readonly madeFrom: readonly {
      readonly notice: string;
      readonly quantity: string | null;
      readonly unit: string | null;
    }[];
  }[];
  readonly notices: readonly {
    readonly id: string;
    readonly shown: boolean;
    readonly lot: string;
    readonly key: string;
    readonly recipient: ChainParty;
    readonly issuedOn: string;
    readonly number: string | null;
    readonly quantity: string | null;
    readonly unit: string | null;
    readonly share: NoticeShape['share'] | null;
    readonly limbs: NoticeShape['limbs'] | null;
    readonly receipts: readonly {
      readonly kind: Receipt['kind'];
      readonly on: string;
      readonly name: string | null;
      readonly position: string | null;
    }[];
  }[];
}

const amountOf = ({ quantity, unit }: { readonly quantity: string | null; readonly unit: string | null }) => ({
  quantity,
  unit: unit ?? '',
});

/**
 * The chain of a lot, as one of its holders sees it, or whole.
 * @param viewer the organisation that holds the lot; null = the authority, to which all is shown
 * @throws ApiProblem `not-found`
 */
export async function chainShape(db: Transaction<Database>, root: string, viewer: string | null): Promise<ChainShape> {
  const { rows } = await sql<{
    told: Told | null;
  }>`select notice_chain(${root}::uuid, ${viewer}::uuid) as told`.execute(db);
  const told = rows[0]?.told;
  if (told === null || told === undefined) throw new ApiProblem('not-found');
  const records: ChainRecords = {
    lots: told.lots.map((lot) => ({
      id: lot.id,
      holder: lot.key,
      item: lot.item ?? '',
      amount: amountOf(lot),
      madeFrom: lot.madeFrom.map((from) => ({ notice: from.notice, amount: amountOf(from) })),
    })),
    notices: told.notices.map((notice) => ({
      id: notice.id,
      lot: notice.lot,
      recipient: notice.key,
      amount: amountOf(notice),
      share: notice.share?.value ?? 'unknown',
    })),
    receipts: told.notices.flatMap(({ id, receipts }) => receipts.map(({ kind, on }) => ({ notice: id, kind, on }))),
  };
  const chain = chainOf(root, records);
  const lots = new Map(told.lots.map((lot) => [lot.id, lot]));
  const notices = new Map(told.notices.map((notice) => [notice.id, notice]));
  const parties = new Map<string, ChainParty>([
    ...told.notices.map(({ key, recipient }) => [key, recipient] as const),
    ...told.lots.map(({ key, holder }) => [key, holder] as const),
  ]);
  const nobody: ChainParty = { name: { zh: '', en: '' }, country: '' };
  return {
    root,
    lots: chain.lots.map(({ id, tier, balance, withoutNotice }) => {
      const lot = lots.get(id)!;
      return {
        id,
        tier,
        holder: lot.holder,
        shown: lot.shown,
        number: lot.number,
        item: lot.item,
        controlCode: lot.controlCode,
        amount: lot.shown ? amountOf(lot) : null,
        balance: { ...balance },
        madeFrom: lot.madeFrom.map((from) => ({ notice: from.notice, amount: lot.shown ? amountOf(from) : null })),
        withoutNotice: [...withoutNotice],
        howKnown: lot.howKnown,
      };
    }),
    notices: chain.notices.map(({ id, tier, issuer, state, on, balance }) => {
      const notice = notices.get(id)!;
      return {
        id,
        tier,
        lot: notice.lot,
        shown: notice.shown,
        number: notice.number,
        issuer: parties.get(issuer) ?? nobody,
        recipient: notice.recipient,
        amount: notice.shown ? amountOf(notice) : null,
        share: notice.share,
        limbs: notice.limbs,
        issuedOn: notice.issuedOn,
        state,
        on,
        receipts: [...notice.receipts],
        balance: { ...balance },
      };
    }),
    notAcknowledged: [...chain.notAcknowledged],
    brokenBy: chain.brokenBy.map((key) => parties.get(key) ?? nobody),
  };
}
