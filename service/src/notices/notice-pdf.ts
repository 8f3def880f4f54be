import { tame, type Text, unitNamed } from '@ytterby/core';
import { typesetter } from '../report/typesetting.ts';
import type { ChainParty, NoticeShape } from './notices.ts';

const set = typesetter(import.meta.dirname);

const VERDICTS: Readonly<Record<'met' | 'not-met' | 'unknown', Text>> = {
  met: { zh: '适用', en: 'applies' },
  'not-met': { zh: '不适用', en: 'does not apply' },
  unknown: { zh: '未知', en: 'not known' },
};
const NOT_STATED: Text = { zh: '未填写', en: 'not stated' };
const UNKNOWN: Text = { zh: '未知', en: 'not known' };

/**
 * A notice as a PDF/A-2a on A4, every label in Chinese with the English beside it, what was filled in as it was typed.
 * @example await noticePdf(notice, now) // %PDF-1.7 …
 */
export function noticePdf(notice: NoticeShape, at: Temporal.Instant): Promise<Uint8Array> {
  const acknowledged = notice.receipts.find(({ kind }) => kind === 'acknowledged');
  const data = {
    title: notice.template.title,
    number: tame(notice.number),
    issued: notice.issuedOn,
    version: notice.template.version,
    fields: notice.template.fields.map((field) => ({
      label: field.label,
      // Of a statement the words, of any other field what is in it.
      isStatement: field.type === 'statement',
      lines: linesOf(notice, field).map(({ zh, en }) => ({ zh: tame(zh), en: tame(en) })),
    })),
    signed:
      acknowledged === undefined
        ? null
        : { on: acknowledged.on, name: tame(acknowledged.name ?? ''), position: tame(acknowledged.position ?? '') },
  };
  return set('notice.typ', data, at);
}

type Field = NoticeShape['template']['fields'][number];

/** What stands in a field, line by line in both languages; the same in both where somebody has typed it. */
export function linesOf(notice: NoticeShape, field: Field): readonly Text[] {
  const same = (text: string): Text => ({ zh: text, en: text });
  switch (field.type) {
    case 'statement':
      return field.help === undefined ? [] : [field.help];
    case 'issuer':
      return [partyText(notice.issuer)];
    case 'recipient':
      return [partyText(notice.recipient)];
    case 'lot':
      return [same(notice.lot.number)];
    case 'item':
      return [same(notice.lot.item)];
    case 'control-code':
      return [notice.lot.controlCode === null ? NOT_STATED : same(notice.lot.controlCode)];
    case 'quantity':
      return [
        notice.amount.quantity === null ? UNKNOWN : same(`${notice.amount.quantity} ${unitText(notice.amount.unit)}`),
      ];
    case 'limbs':
      return notice.limbs.map(({ name, verdict }) => ({
        zh: `${name.zh}：${VERDICTS[verdict].zh}`,
        en: `${name.en}: ${VERDICTS[verdict].en}`,
      }));
    case 'share':
      return shareLines(notice.share);
    case 'text':
    case 'long-text':
    case 'day': {
      const filled = notice.filled[field.id]?.trim() ?? '';
      return filled === '' ? [NOT_STATED] : filled.split('\n').map(same);
    }
  }
}

const partyText = ({ name, country }: ChainParty): Text => ({
  zh: `${name.zh}（${country}）`,
  en: `${name.en} (${country})`,
});
const unitText = (unit: string): string => unitNamed(unit)?.code ?? unit;

function shareLines({ value, source }: NoticeShape['share']): readonly Text[] {
  const said: Text =
    value === 'unknown'
      ? UNKNOWN
      : typeof value === 'string'
        ? { zh: value, en: value }
        : value.max === undefined
          ? { zh: `至少 ${value.min ?? '0'}`, en: `at least ${value.min ?? '0'}` }
          : { zh: `${value.min ?? '0'} 至 ${value.max}`, en: `${value.min ?? '0'} to ${value.max}` };
  return [said, ...(source === null ? [] : [{ zh: `来源：${source}`, en: `Source: ${source}` }])];
}
