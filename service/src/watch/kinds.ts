import type { Text } from '@ytterby/core';

/** What changed: the law, its day, or a list of parties. */
export const CHANGE_KINDS = {
  law: { zh: '法规变化', en: 'change of law' },
  day: { zh: '日期到来', en: 'a day of the law' },
  list: { zh: '名单变化', en: 'change of a list' },
} as const satisfies Record<string, Text>;
export type ChangeKind = keyof typeof CHANGE_KINDS;
export const CHANGE_KIND_NAMES = Object.keys(CHANGE_KINDS) as readonly ChangeKind[];

/** What can be touched. */
export const SUBJECT_KINDS = {
  'saved-determination': { zh: '已保存的判定', en: 'saved determination' },
  party: { zh: '交易方', en: 'party' },
  case: { zh: '许可申请', en: 'case' },
  licence: { zh: '许可证', en: 'licence' },
  'humanitarian-shipment': { zh: '人道主义出口', en: 'humanitarian shipment' },
  'compliance-notice': { zh: '合规告知书', en: 'compliance notice' },
} as const satisfies Record<string, Text>;
export type SubjectKind = keyof typeof SUBJECT_KINDS;
export const SUBJECT_KIND_NAMES = Object.keys(SUBJECT_KINDS) as readonly SubjectKind[];

/** Of these the authority keeps watch too. */
export const KINDS_OF_AUTHORITY: readonly SubjectKind[] = ['case', 'licence', 'humanitarian-shipment'];
