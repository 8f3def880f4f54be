import { columns, type Language, tame, type Text } from '@ytterby/core';
import type { ContactPoint, PartnerNotice } from '@ytterby/core/measures';

/** What a notice says of itself at its foot. */
export const FOOTER = {
  sealed: {
    zh: '本文件带有主管部门的电子封印（Ed25519）：改动任何一个字节即失效。',
    en: 'Sealed by the authority (Ed25519): the seal breaks if a single byte is changed.',
  },
  draft: { zh: '草稿，尚未发出。', en: 'A draft that was not sent.' },
} as const;

/** @example contactParts({ name: 'Desk', email: 'desk@example.com', telephone: null }) // ['Desk', 'desk@example.com'] */
export const contactParts = ({ name, email, telephone }: ContactPoint): readonly string[] =>
  [name, email, telephone ?? ''].filter((part) => part !== '').map(tame);

/** @example grouped(5774) // '5,774' */
export const grouped = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });

/**
 * A notice that was not sent, for a terminal, in one language; it says at its head and foot that it is a draft.
 * @param table rows with aligned columns
 * @example noticeText(notice, 'en', table).split('\n')[0] // 'DRAFT · A draft that was not sent.'
 */
export function noticeText(
  notice: PartnerNotice,
  language: Language,
  table: (rows: readonly (readonly string[])[]) => string,
): string {
  const { title, number, partner, issuer, embargo, parts, items, months, contact } = notice;
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const text = (each: Text) => tame(each[language]);
  const draft = `${say('草稿', 'DRAFT')} · ${text(FOOTER.draft)}`;
  const codes = (label: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`${label}${all.map(tame).join(', ')}`];
  const lines = parts.flatMap((part) => [
    '',
    `── ${text(part.title)} ${'─'.repeat(Math.max(3, 60 - columns(text(part.title))))}`,
    ...part.lines.map(text),
    ...(part.id === 'items'
      ? [
          ...codes(say('管制编码：', 'Control codes: '), items.codes),
          ...codes(say('海关商品编号：', 'HS codes: '), items.hs),
        ]
      : []),
    ...(part.id === 'effect' && months.rows.length > 0 ? ['', table(monthRows(months, say))] : []),
  ]);
  return `${[
    draft,
    text(title),
    tame(number),
    `${say('致：', 'To: ')}${text(partner.name)}`,
    text(issuer),
    text(embargo),
    ...lines,
    '',
    `${say('联络：', 'Contact: ')}${contactParts(contact).join(' · ')}`,
    draft,
  ].join('\n')}\n`;
}

const monthRows = ({ unit, rows }: PartnerNotice['months'], say: (zh: string, en: string) => string) => [
  [
    say('月份', 'Month'),
    say(`无措施（${tame(unit)}）`, `Without (${tame(unit)})`),
    say('预测', 'Forecast'),
    say('九成抽样', 'Nine tenths of draws'),
  ],
  ...rows.map(({ month, without, low, middle, high }) => [
    month,
    grouped(without),
    grouped(middle),
    `${grouped(low)}–${grouped(high)}`,
  ]),
];
