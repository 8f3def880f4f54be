/** Writes docs/facts.md from the meanings of the fields; a test compares. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LawBook, Text } from '@ytterby/core';
import { type Absent, type FactField, type FactPlace, factPlaces } from '@ytterby/core/fact-fields';
import { loadLaw } from '@ytterby/law';

export const FACTS_PAGE = path.join(import.meta.dirname, 'facts.md');

const t = (zh: string, en: string): Text => ({ zh, en });

const ABSENT: Readonly<Record<Absent, Text>> = {
  needed: t('必须说明', 'must be stated'),
  open: t('未知', 'unknown'),
  value: t('计为', 'counts as'),
  follows: t('依其他事实', 'follows from other facts'),
  'no-effect': t('不影响结论', 'decides nothing'),
};
const EVERY_VALUE = t('各种可能均保留', 'every value stays possible');
const OWN = t('产品规则', 'own');

/** The page on the facts: what each field asks, what it means to leave it out or to say unknown, and who says so. */
export function factsPage(book: LawBook): string {
  const rows = new Map<FactField, FactPlace[]>();
  for (const place of factPlaces()) rows.set(place.field, [...(rows.get(place.field) ?? []), place]);
  return `# Facts · 事实

What each field of an export asks, what it means when it is left out, and when it says \`unknown\`. Silence is not a statement: a field
that is left out is unknown, unless this table says what it follows from or counts as. Written from \`core/src/fact-fields.ts\` by
\`node docs/make-facts.ts\`; \`law/silence.test.ts\` tries every row on the worked cases.

每个字段问什么，不填是什么意思，填“未知”（\`unknown\`）是什么意思。不填不等于声明：除本表写明推定或者计为某值的以外，不填即未知。

| field · 字段 | asks · 所问 | left out · 不填 | \`unknown\` · 填未知 | by · 依据 |
| --- | --- | --- | --- | --- |
${[...rows].map(([field, places]) => row(field, places, book)).join('\n')}
`;
}

function row(field: FactField, places: readonly FactPlace[], book: LawBook): string {
  const { asks, unknown = EVERY_VALUE, by } = field;
  const mayBeUnknown = places.some((place) => place.mayBeUnknown);
  const cells = [
    pathsText(places),
    both(asks),
    both(absentText(field)),
    mayBeUnknown ? both(unknown) : '–',
    by.map((id) => both(sourceText(id, book))).join('<br>'),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** More places than these are told by their last name: the two ends of a range stand wherever a number does. */
const MOST_PLACES = 6;

function pathsText(places: readonly FactPlace[]): string {
  const paths = places.map(({ path: at }) => `\`${at}\``);
  if (paths.length <= MOST_PLACES) return paths.join('<br>');
  return `\`….${places[0]?.path.split('.').at(-1)}\`<br>${paths.length} 处 · places`;
}

const both = ({ zh, en }: Text): string => `${zh}<br>${en}`;

function absentText({ absent, as, says }: FactField): Text {
  const kind = ABSENT[absent];
  const value = as === undefined ? '' : ` \`${typeof as === 'string' ? as : '[]'}\``;
  if (says === undefined) return kind;
  return t(`${kind.zh}${value}：${says.zh}`, `${kind.en}${value}: ${says.en}`);
}

/** How a provision is cited, or which question a reading answers. */
function sourceText(id: string, book: LawBook): Text {
  if (id === 'own') return OWN;
  const provision = book.instruments.flatMap(({ provisions }) => provisions).find((each) => each.id === id);
  if (provision !== undefined) return provision.cite;
  const reading = book.readings.find((each) => each.id === id);
  if (reading === undefined) throw new Error(`fact-fields.ts names ${id}, which is neither a provision nor a reading`);
  return t(`解释：${reading.question.zh}`, `reading: ${reading.question.en}`);
}

if (import.meta.main) writeFileSync(FACTS_PAGE, factsPage(loadLaw()));
