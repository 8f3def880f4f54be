import type { ShareFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { shareOf } from '../quantity/amount.ts';
import { hull, type Interval } from '../quantity/interval.ts';
import {
  add,
  compare,
  multiply,
  parseRational,
  type Rational,
  rational,
  rationalText,
  subtract,
  ZERO,
} from '../quantity/rational.ts';
import { conversion } from '../quantity/units.ts';
import type { LegalDate } from '../time/legal-date.ts';

/**
 * Who has passed what to whom, and who has been told? Lots and notices make a graph: a notice passes a quantity of a lot to a
 * recipient; what it received, wholly or in part, alone or with other goods, becomes a lot of its own, as it came or made into
 * something else; and of that the next notice is given. Nothing here refuses a quantity: what does not add up is said. Pure.
 */

/** `quantity` is an exact decimal; null = not known. `unit`: UN/ECE Recommendation 20 code, as KGM. */
export interface NoticeAmount {
  readonly quantity: string | null;
  readonly unit: string;
}

/** Goods that one holder has. */
export interface Lot {
  readonly id: string;
  /** The same text for the same holder. */
  readonly holder: string;
  readonly item: string;
  readonly amount: NoticeAmount;
  /** Under which notices they, or what they were made of, were received. Empty: the chain begins here. */
  readonly madeFrom: readonly { readonly notice: string; readonly amount: NoticeAmount }[];
}

export interface Notice {
  readonly id: string;
  /** Of which lot; its holder is the issuer. */
  readonly lot: string;
  readonly recipient: string;
  readonly amount: NoticeAmount;
  /** Value of Part 1 items of Chinese origin in the value of the item, as the notice states it. */
  readonly share: ShareFacts;
}

export interface Receipt {
  readonly notice: string;
  /** `opened`: the recipient has seen it. `acknowledged`: it has signed for it. */
  readonly kind: 'opened' | 'acknowledged';
  readonly on: LegalDate;
}

export interface ChainRecords {
  readonly lots: readonly Lot[];
  readonly notices: readonly Notice[];
  readonly receipts: readonly Receipt[];
}

/** `met` = it adds up, `not-met` = more goes out than came in, `unknown` = a quantity is not known or in another kind of unit. */
export interface Balance {
  readonly verdict: 'met' | 'not-met' | 'unknown';
  /** What is left, in the unit of what came in; negative where more went out; null = not known. */
  readonly left: string | null;
}

export interface LotInChain extends Lot {
  /** Notices between the beginning of the chain and these goods, the longest way: 0 at the beginning. */
  readonly tier: number;
  /** What the holder had of it, against the notices that it gave. */
  readonly balance: Balance;
  /** Notices whose recipient let these goods go to another holder without a notice of its own. */
  readonly withoutNotice: readonly string[];
}

export interface NoticeInChain extends Notice {
  readonly issuer: string;
  readonly tier: number;
  readonly state: 'not-opened' | 'opened' | 'acknowledged';
  /** Day of the latest receipt; null = there is none. */
  readonly on: LegalDate | null;
  /** What the recipient received, against what it put into its own lots. */
  readonly balance: Balance;
}

export interface Chain {
  readonly lots: readonly LotInChain[];
  readonly notices: readonly NoticeInChain[];
  /** Ids of the notices for which nobody has signed, in their order. */
  readonly notAcknowledged: readonly string[];
  /** Holders that let goods go on without a notice, each once. */
  readonly brokenBy: readonly string[];
}

/** What makes records no chain. */
export interface ChainFault {
  /** The lot or notice at which it shows. */
  readonly at: string;
  readonly text: Text;
}
export class ChainError extends Error {
  readonly faults: readonly ChainFault[];

  constructor(faults: readonly ChainFault[]) {
    super(faults.map(({ at, text }) => `${at}: ${text.en}`).join('\n'));
    this.name = 'ChainError';
    this.faults = faults;
  }
}

/**
 * What of these records is no chain: ids given twice, references to nothing, goods that are made of themselves. Empty = nothing.
 * @example chainFaults({ lots: [], notices: [{ id: 'n', lot: 'x', … }], receipts: [] }) // one fault, at n: there is no lot x
 */
export function chainFaults(records: ChainRecords): readonly ChainFault[] {
  const { lots, notices, receipts } = records;
  const lotIds = new Set(lots.map(({ id }) => id));
  const noticeIds = new Set(notices.map(({ id }) => id));
  const faults: ChainFault[] = [
    ...twice(lots.map(({ id }) => id)).map((at) =>
      fault(at, '此批次编号出现两次。', 'This lot is there twice: give each its own id.'),
    ),
    ...twice(notices.map(({ id }) => id)).map((at) =>
      fault(at, '此告知书编号出现两次。', 'This notice is there twice: give each its own id.'),
    ),
    ...notices
      .filter(({ lot }) => !lotIds.has(lot))
      .map(({ id, lot }) => fault(id, `没有批次 ${lot}。`, `There is no lot ${lot}: add it, or name another.`)),
    ...lots.flatMap(({ id, madeFrom }) =>
      madeFrom
        .filter(({ notice }) => !noticeIds.has(notice))
        .map(({ notice }) =>
          fault(id, `没有告知书 ${notice}。`, `There is no notice ${notice}: add it, or name another.`),
        ),
    ),
    ...receipts
      .filter(({ notice }) => !noticeIds.has(notice))
      .map(({ notice }) =>
        fault(notice, '签收所指的告知书不存在。', 'A receipt names this notice, and it is not there.'),
      ),
  ];
  return faults.length > 0 ? faults : cycles(records);
}

const fault = (at: string, zh: string, en: string): ChainFault => ({ at, text: { zh, en } });

function twice(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
}

/** The lots that are made of themselves, found by taking away all that are not (Kahn 1962). */
function cycles({ lots, notices }: ChainRecords): readonly ChainFault[] {
  const lotOf = new Map(notices.map(({ id, lot }) => [id, lot]));
  const open = new Map(
    lots.map(({ id, madeFrom }) => [id, new Set(madeFrom.map(({ notice }) => lotOf.get(notice) ?? ''))]),
  );
  for (let found = true; found; ) {
    found = false;
    for (const [id, from] of open)
      if ([...from].every((each) => !open.has(each))) {
        open.delete(id);
        found = true;
      }
  }
  return [...open.keys()].map((at) =>
    fault(
      at,
      '此批次由自身制成：链条不能回到起点，请更正其来源。',
      'This lot is made of itself: a chain does not run in a circle. Correct what it was made from.',
    ),
  );
}

/**
 * The whole chain of one lot: what it was made from, back to where that began, and all that became of it.
 * Branches that only share a source with it are left out.
 * @throws ChainError where the records are no chain
 * @example // 100 kg of oxide: 60 kg to A by notice a, who signed; 40 kg to B by notice b, who did not
 * chainOf('oxide', records).notAcknowledged // ['b']
 */
export function chainOf(lot: string, records: ChainRecords): Chain {
  const faults = chainFaults(records);
  if (faults.length > 0) throw new ChainError(faults);
  if (!records.lots.some(({ id }) => id === lot))
    throw new ChainError([fault(lot, '没有此批次。', 'There is no such lot.')]);
  const whole = described(records);
  const { lots, notices } = reach(lot, records);
  return {
    lots: whole.lots.filter(({ id }) => lots.has(id)),
    notices: whole.notices.filter(({ id }) => notices.has(id)),
    notAcknowledged: whole.notices
      .filter(({ id, state }) => notices.has(id) && state !== 'acknowledged')
      .map(({ id }) => id),
    brokenBy: [
      ...new Set(
        whole.lots
          .filter(({ id }) => lots.has(id))
          .flatMap(({ withoutNotice }) => withoutNotice.map((id) => whole.recipientOf.get(id) ?? '')),
      ),
    ],
  };
}

function described({ lots, notices, receipts }: ChainRecords) {
  const lotBy = new Map(lots.map((each) => [each.id, each]));
  const noticeBy = new Map(notices.map((each) => [each.id, each]));
  const given = grouped(notices, ({ lot }) => lot);
  const uses = grouped(
    lots.flatMap(({ madeFrom }) => madeFrom),
    ({ notice }) => notice,
  );
  const received = grouped(receipts, ({ notice }) => notice);
  const tiers = new Map<string, number>();
  const tierOf = (id: string): number => {
    const known = tiers.get(id);
    if (known !== undefined) return known;
    const from = lotBy.get(id)?.madeFrom ?? [];
    const tier = from.reduce((most, { notice }) => Math.max(most, 1 + tierOf(noticeBy.get(notice)?.lot ?? '')), 0);
    tiers.set(id, tier);
    return tier;
  };
  return {
    recipientOf: new Map(notices.map(({ id, recipient }) => [id, recipient])),
    lots: lots.map(
      (lot): LotInChain => ({
        ...lot,
        tier: tierOf(lot.id),
        balance: balanceOf(
          lot.amount,
          (given.get(lot.id) ?? []).map(({ amount }) => amount),
        ),
        withoutNotice: lot.madeFrom
          .filter(({ notice }) => noticeBy.get(notice)?.recipient !== lot.holder)
          .map(({ notice }) => notice),
      }),
    ),
    notices: notices.map((notice): NoticeInChain => {
      const own = received.get(notice.id) ?? [];
      const kinds = own.map(({ kind }) => kind);
      return {
        ...notice,
        issuer: lotBy.get(notice.lot)?.holder ?? '',
        tier: tierOf(notice.lot) + 1,
        state: kinds.includes('acknowledged') ? 'acknowledged' : kinds.includes('opened') ? 'opened' : 'not-opened',
        on:
          own
            .map(({ on }) => on)
            .toSorted()
            .at(-1) ?? null,
        balance: balanceOf(
          notice.amount,
          (uses.get(notice.id) ?? []).map(({ amount }) => amount),
        ),
      };
    }),
  };
}

/** What a lot comes from and what comes of it. */
function reach(start: string, { lots, notices }: ChainRecords) {
  const lotBy = new Map(lots.map((each) => [each.id, each]));
  const noticeBy = new Map(notices.map((each) => [each.id, each]));
  const given = grouped(notices, ({ lot }) => lot);
  const users = grouped(
    lots.flatMap(({ id, madeFrom }) => madeFrom.map(({ notice }) => ({ notice, id }))),
    ({ notice }) => notice,
  );
  const found = { lots: new Set<string>(), notices: new Set<string>() };
  const walk = (next: (lot: string) => readonly (readonly [notice: string, lot: string | undefined])[]) => {
    const seen = new Set([start]);
    for (const lot of seen) {
      found.lots.add(lot);
      for (const [notice, to] of next(lot)) {
        found.notices.add(notice);
        if (to !== undefined) seen.add(to);
      }
    }
  };
  walk((lot) => (lotBy.get(lot)?.madeFrom ?? []).map(({ notice }) => [notice, noticeBy.get(notice)?.lot]));
  walk((lot) =>
    (given.get(lot) ?? []).flatMap(({ id }) => [
      [id, undefined] as const,
      ...(users.get(id) ?? []).map((user) => [id, user.id] as const),
    ]),
  );
  return found;
}

function grouped<T>(all: readonly T[], key: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

/**
 * Does no more go out than came in? What is known of the outgoing quantities can decide against, even where others are not known.
 * @example balanceOf({ quantity: '1', unit: 'KGM' }, [{ quantity: '400', unit: 'GRM' }]) // { verdict: 'met', left: '0.6' }
 * @example balanceOf({ quantity: '1', unit: 'KGM' }, [{ quantity: '3', unit: 'H87' }]) // { verdict: 'unknown', left: null }
 */
export function balanceOf(came: NoticeAmount, went: readonly NoticeAmount[]): Balance {
  const held = came.quantity === null ? undefined : parseRational(came.quantity);
  let sum: Rational = ZERO;
  let isKnown = held !== undefined;
  for (const { quantity, unit } of went) {
    const factor = conversion(unit, came.unit);
    const amount = quantity === null ? undefined : parseRational(quantity);
    if (factor === undefined || amount === undefined) isKnown = false;
    else sum = add(sum, multiply(amount, factor));
  }
  if (held !== undefined && compare(sum, held) > 0)
    return { verdict: 'not-met', left: isKnown ? rationalText(subtract(held, sum)) : null };
  return held !== undefined && isKnown
    ? { verdict: 'met', left: rationalText(subtract(held, sum)) }
    : { verdict: 'unknown', left: null };
}

const HUNDRED = rational('100');

/**
 * Which share of Chinese-origin value carries over to goods that went on as they came, and from which notices? Goods that were
 * mixed lie between the shares of their parts. null = it has to be worked out anew: the goods were made into something else, the
 * chain begins here, or a notice before states nothing.
 * @example carriedShare({ item: 'NdFeB block' }, [{ id: 'n1', item: 'NdFeB block', share: '0.4 %' }]) // { share: '0.4 %', from: ['n1'] }
 */
export function carriedShare(
  { item }: { readonly item: string },
  received: readonly { readonly id: string; readonly item: string; readonly share: ShareFacts }[],
): { readonly share: ShareFacts; readonly from: readonly string[] } | null {
  if (received.length === 0 || received.some((each) => each.item.trim() !== item.trim())) return null;
  const shares = received.map(({ share }) => (share === 'unknown' ? undefined : shareOf(share)));
  if (shares.includes(undefined)) return null;
  const [first, ...others] = shares as Interval[];
  if (first === undefined) return null;
  const { lo, hi } = others.reduce(hull, first);
  const text = (value: Rational) => `${rationalText(multiply(value, HUNDRED))} %`;
  const from = received.map(({ id }) => id);
  if (hi === null) return { share: { min: text(lo) }, from };
  return { share: compare(lo, hi) === 0 ? text(lo) : { min: text(lo), max: text(hi) }, from };
}

/**
 * Is this a share that a notice can state? `unknown` is one; above 1, negative, or a range that ends before it begins is none.
 * @example shareIsSound('0.4 %') // true
 * @example shareIsSound('140 %') // false
 */
export const shareIsSound = (share: ShareFacts): boolean => shareOf(share) !== undefined;
