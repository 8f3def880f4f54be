import type { LegalDate } from '../../time/legal-date.ts';

/**
 * What an owner or an owned thing is. Persons and states have no owners. `unknown` is a party that nobody has named: it
 * may be listed.
 */
export const ENTITY_KINDS = ['company', 'person', 'state', 'arrangement', 'unknown'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** A party of the graph, named by its id; names are for people and decide nothing. */
export interface OwnershipEntity {
  readonly id: string;
  readonly name?: string;
  /** Default: `company`. */
  readonly kind?: EntityKind;
  /**
   * Who holds what the stated shares leave over? `open` (the default): nobody has said, so a listed party may. `clear`:
   * it was stated that no listed party does, directly or indirectly.
   */
  readonly rest?: 'open' | 'clear';
}

/**
 * Kinds of link, and what they count for. `shareholding` counts. `nominee` counts: its owner is the nominator, its owned
 * party the nominee, and what the nominee holds is passed on to the nominator. `consolidation` (the owner draws up
 * accounts that include the owned party) counts as a share that nobody has stated. `indirect` says what an owner holds
 * through others, in all: it holds at least that, and the chain adds nothing to it. `voting`, `control` (appointing the
 * board, contracts, articles), `office` (director, manager, trustee) and `other` never count as a share; they are
 * reported.
 */
export const INTEREST_KINDS = [
  'shareholding',
  'nominee',
  'consolidation',
  'indirect',
  'voting',
  'control',
  'office',
  'other',
] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

/**
 * A share of the whole: text or number as in facts (`0.3`, `30 %`, `3/10`), a range, or `unknown`. Both ends of a range
 * are taken to be in it, also where the statement leaves one out: the wider range is sound.
 */
export type StatedShare =
  | string
  | number
  | { readonly min?: string | number; readonly max?: string | number; readonly without?: 'min' | 'max' | 'both' };

/** One statement: this owner has this interest in that party, from a day (in) until a day (out). */
export interface Interest {
  readonly owner: string;
  readonly owned: string;
  readonly kind: InterestKind;
  /** Default: unknown; for a nominee link the whole. */
  readonly share?: StatedShare;
  /** Shares of different classes are different blocks and add up; each is a share of the whole capital. */
  readonly shareClass?: string;
  readonly from?: LegalDate;
  readonly until?: LegalDate;
  /** Who says so. Two sources on one block describe the same holding; two blocks in one source add up. */
  readonly source?: string;
}

/** Codes of what can be wrong with statements. None stops the others from counting. */
export const OWNERSHIP_PROBLEMS = {
  'ownership/party-not-described': {
    zh: '利益关系中的主体没有单独说明，按身份不明处理',
    en: 'a link names a party that is not described; it counts as not identified',
  },
  'ownership/party-described-twice': {
    zh: '同一编号的主体有两种说法，采用较宽的一种',
    en: 'a party is described in two ways; the wider one counts',
  },
  'ownership/no-id': { zh: '缺少编号，该条未采用', en: 'an id is empty; the statement was left out' },
  'ownership/id-too-long': {
    zh: '编号过长，该条未采用',
    en: 'an id is longer than 500 characters; the statement was left out',
  },
  'ownership/bad-share': {
    zh: '比例无法采用（为负、超过全部或不是数字），按未知处理',
    en: 'the share is negative, more than the whole, reversed or no number; it counts as unknown',
  },
  'ownership/bad-date': {
    zh: '日期不存在或先后颠倒，不能确定该关系是否有效',
    en: 'a day does not exist or the end is not after the start; whether the link is in force counts as unknown',
  },
  'ownership/over-whole': {
    zh: '各项比例合计超过全部，至少有一项不实；每项下限扣除超出部分',
    en: 'the stated shares add up to more than the whole, so one is wrong; each may be less by what is too much',
  },
  'ownership/held-by-itself': {
    zh: '一组主体据称全部由彼此持有，不可能属实；其上限按全部计',
    en: 'parties are stated to hold each other wholly, which cannot be all; their upper bound is the whole',
  },
  'ownership/sources-disagree': {
    zh: '不同来源对同一持股说法不一，采用涵盖各说法的范围',
    en: 'sources disagree on a holding; the range that covers all of them counts',
  },
  'ownership/stated-twice': {
    zh: '同一持股重复记载，按一次至多次之和的范围计',
    en: 'a holding is stated twice in the same words: it counts as once up to the sum',
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type OwnershipProblemCode = keyof typeof OWNERSHIP_PROBLEMS;

/** A problem of the statements, with the ids it is about (shortened when they are long). */
export interface OwnershipProblem {
  readonly code: OwnershipProblemCode;
  readonly owner?: string;
  readonly owned?: string;
}
