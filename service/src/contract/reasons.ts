import { DRAW_DOWN_REFUSALS, type DrawDownRefusalCode } from '@ytterby/core/customs';
import { MEASURE_REFUSALS, type MeasureRefusalCode } from '@ytterby/core/measures';
import { SHIPMENT_REFUSALS, type ShipmentRefusalCode } from '@ytterby/core/humanitarian';
import {
  CASE_REFUSALS,
  type CaseRefusalCode,
  LICENCE_REFUSALS,
  type LicenceRefusalCode,
} from '@ytterby/core/licensing';

/** Why a document is not taken. */
export const DOCUMENT_REFUSALS = {
  infected: {
    zh: '文件含有恶意软件，未予保存。请清除后重新上传。',
    en: 'The document contains malicious software and was not kept. Clean it, then add it again.',
  },
  'cannot-be-scanned': {
    zh: '目前无法扫描文件，未予保存。请稍后重试。',
    en: 'The document cannot be scanned now and was not kept. Try again later.',
  },
  'documents-full': {
    zh: '最多 200 份文件、共 200 MB；请合并或者压缩文件',
    en: 'There is room for 200 documents and 200 MB; merge documents, or make them smaller',
  },
  'organisation-full': {
    zh: '本单位的文件已达存储上限；请管理员提高上限（YTTERBY_DOCUMENTS_GB）',
    en: 'The organisation has no room for more documents; the administrator can allow more (YTTERBY_DOCUMENTS_GB)',
  },
} as const;

/** What core cannot know, since it sees one case and one licence alone. */
export const CHANGE_REFUSALS = {
  'no-such-licence': {
    zh: '申请人没有此编号的许可证件',
    en: 'The applicant holds no licence of this number',
  },
} as const;

/** Why an instrument is not recorded, beside what its text has wrong. It does not say that there is a draft. */
export const RECORD_REFUSALS = {
  'not-recorded-here': {
    zh: '此编号的文件不能在此录入',
    en: 'An instrument of this id is not recorded here',
  },
} as const;

/** Why something was refused, more closely than the problem's code says. A reason never changes its meaning. */
export type ProblemReason =
  | CaseRefusalCode
  | LicenceRefusalCode
  | DrawDownRefusalCode
  | ShipmentRefusalCode
  | MeasureRefusalCode
  | keyof typeof RECORD_REFUSALS
  | keyof typeof DOCUMENT_REFUSALS
  | keyof typeof CHANGE_REFUSALS;

/**
 * Every reason that a problem can give, with its sentences. One that a case and a licence share has a sentence for each.
 * @example PROBLEM_REASONS.get('self-approval')?.[0]?.en // 'Who assessed, consolidated or recommended does not decide'
 */
export const PROBLEM_REASONS: ReadonlyMap<string, readonly { readonly zh: string; readonly en: string }[]> = (() => {
  const found = new Map<string, { readonly zh: string; readonly en: string }[]>();
  for (const table of [
    CASE_REFUSALS,
    LICENCE_REFUSALS,
    DRAW_DOWN_REFUSALS,
    SHIPMENT_REFUSALS,
    MEASURE_REFUSALS,
    RECORD_REFUSALS,
    DOCUMENT_REFUSALS,
    CHANGE_REFUSALS,
  ])
    for (const [reason, text] of Object.entries(table)) found.set(reason, [...(found.get(reason) ?? []), text]);
  return found;
})();
