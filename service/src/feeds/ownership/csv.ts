import { cleanText } from '../../intake/clean-text.ts';
import { readDate } from '../../intake/dates.ts';
import { type Column, findHeader, type HeaderTable, missingColumns } from '../../intake/headers.ts';
import { readNumber } from '../../intake/numbers.ts';
import { type Problem, problem } from '../../intake/problem.ts';
import { ColumnConventions, RowCells } from '../../intake/table-cells.ts';
import type { Table } from '../../intake/table.ts';
import type { InterestKind, StatedShare } from '@ytterby/core/ownership';
import { emitOver, type OwnershipSink, spansOf } from './feed.ts';

/** Columns of a table of holdings, one row a holding. */
export const OWNERSHIP_HEADERS: HeaderTable = {
  owner: [
    'owner',
    '股东',
    'owner id',
    'owner name',
    'shareholder',
    'parent',
    'holder',
    'investor',
    '持股人',
    '股东名称',
    '出资人',
    '投资方',
    '母公司',
    '所有者',
    '持有人',
  ],
  owned: [
    'owned',
    '被投资企业',
    'owned id',
    'owned name',
    'company',
    'subsidiary',
    'asset',
    'investee',
    'target',
    'entity',
    '公司',
    '公司名称',
    '企业名称',
    '子公司',
    '标的公司',
    '被持股公司',
    '被持有人',
  ],
  share: [
    'share',
    '持股比例',
    'shares',
    'percent',
    'percentage',
    'ownership',
    'stake',
    'holding',
    'share percent',
    'ownership percentage',
    'pct',
    '比例',
    '股比',
    '股权比例',
    '出资比例',
    '股份比例',
    '占比',
  ],
  from: ['from', '开始日期', 'start', 'start date', 'since', 'valid from', '起始日期', '生效日期', '自', '取得日期'],
  until: ['until', '结束日期', 'end', 'end date', 'to', 'valid until', '终止日期', '截止日期', '至', '退出日期'],
  kind: [
    'kind',
    '类型',
    'type',
    'interest',
    'interest type',
    'relation',
    'relationship',
    '关系',
    '持股类型',
    '关系类型',
    '利益类型',
  ],
  shareClass: ['share class', '股份类别', 'class', 'class of shares', '股票类别', '股类'],
  source: ['source', '来源', 'reference', '资料来源', '数据来源', '出处'],
};

const KINDS: readonly (readonly [RegExp, InterestKind])[] = [
  [/^(?:nominee|nominator|代持|名义持股|委托持股)$/, 'nominee'],
  [/^(?:indirect|indirect shareholding|间接|间接持股)$/, 'indirect'],
  [/^(?:consolidation|consolidated|合并报表|并表|会计合并)$/, 'consolidation'],
  [/^(?:voting|voting rights?|votes|表决权|投票权)$/, 'voting'],
  [/^(?:control|controls|vie|contract|协议控制|控制|实际控制|实际控制人|一致行动)$/, 'control'],
  [/^(?:office|director|directorship|board|officer|manager|trustee|董事|监事|高管|法定代表人|任职)$/, 'office'],
  [/^(?:other|其他|其它)$/, 'other'],
  [/^(?:shareholding|shares?|equity|ownership|direct|owns|持股|股权|股份|控股|参股|出资|直接持股)$/, 'shareholding'],
];

/**
 * Reads a table of holdings with headers in Chinese or English. A share with a percent sign, or in a column whose title
 * says percent or that holds a number above 1, is in percent; else 1 is the whole. No share, and `unknown`, is an unknown
 * share; no kind is a shareholding. A row with `nominee` says that the owner stands behind the nominee in the other
 * column. A bad row is reported with row, column and remedy and left out; the others go on.
 */
export async function takeOwnershipTable(table: Table, sink: OwnershipSink, source: string): Promise<void> {
  const header = await findHeader(table, OWNERSHIP_HEADERS);
  const missing = missingColumns(header, table, OWNERSHIP_HEADERS, ['owner', 'owned']);
  for (const each of [...header.notes, ...missing]) sink.problem(each);
  if (missing.length > 0) return;
  const conventions = new ColumnConventions(table, header);
  await conventions.learn(['share']);
  const column = header.columns.find((each) => each.field === 'share');
  const inPercent = column === undefined ? false : await isPercentColumn(table, header.row, column, conventions);
  for await (const row of table.rows()) {
    if (row.row <= header.row || row.cells.every((cell) => cell.trim() === '')) continue;
    const cells = new RowCells(table, header, row);
    const problems: Problem[] = cells.problems();
    const place = (field: string) => cells.place(cells.column(field)?.index ?? -1);
    const text = (field: string) => {
      const raw = cells.text(field);
      return raw === undefined ? undefined : cleanText(raw, 'prose').text || undefined;
    };
    const [owner, owned] = [text('owner'), text('owned')];
    if (owner === undefined)
      problems.push(problem('intake/missing-field', place('owner'), { key: 'owner', hint: '', hintZh: '' }));
    if (owned === undefined)
      problems.push(problem('intake/missing-field', place('owned'), { key: 'owned', hint: '', hintZh: '' }));
    const word = text('kind')
      ?.normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
    const kind = word === undefined ? 'shareholding' : KINDS.find(([pattern]) => pattern.test(word))?.[1];
    if (kind === undefined) {
      problems.push(
        problem('intake/not-a-choice', place('kind'), {
          value: word ?? '',
          known:
            'shareholding / 持股, nominee / 代持, consolidation / 并表, voting / 表决权, control / 控制, office / 董事, other / 其他',
          suggestion: '',
          suggestionZh: '',
        }),
      );
    }
    let share: StatedShare | undefined;
    const raw = text('share');
    if (raw !== undefined && !/^(?:unknown|不详|未知|n\/?a|-|—|\?)$/i.test(raw.trim())) {
      const read = readNumber(raw, conventions.options(row)(column?.index ?? -1));
      if (!read.ok) problems.push(problem(read.code, place('share'), read.values));
      else if (read.currency !== undefined || read.unit !== undefined) {
        problems.push(
          problem('intake/amount-with-unit', place('share'), { value: raw, unit: read.unit ?? read.currency ?? '' }),
        );
      } else {
        const percent = read.percent || inPercent;
        const limit = percent ? 100 : 1;
        const ends = typeof read.value === 'string' ? [read.value] : [read.value.min, read.value.max];
        const write = (value: string) => (percent ? `${value}%` : value);
        const above = ends.find((end) => end !== undefined && Number(end) > limit);
        if (above !== undefined) problems.push(problem('intake/share-out-of-range', place('share'), { value: raw }));
        else if (typeof read.value === 'string') share = write(read.value);
        else {
          const { min, max } = read.value;
          share = {
            ...(min === undefined ? {} : { min: write(min) }),
            ...(max === undefined ? {} : { max: write(max) }),
          };
        }
      }
    }
    const days = (['from', 'until'] as const).map((field) => {
      const said = text(field);
      if (said === undefined || /^\d{4}(?:-\d{2})?$/.test(said)) return said;
      const read = readDate(said);
      if (read.ok) return read.value;
      problems.push(problem(read.code, place(field), read.values));
      return undefined;
    });
    for (const each of problems) sink.problem(each);
    if (problems.length > 0 || owner === undefined || owned === undefined || kind === undefined) continue;
    const shareClass = text('shareClass');
    const spans = spansOf(days[0], days[1], place('from'), sink);
    emitOver(
      spans,
      {
        owner,
        owned,
        kind,
        source: text('source') ?? source,
        ...(share === undefined ? {} : { share }),
        ...(shareClass === undefined ? {} : { shareClass }),
      },
      sink,
    );
  }
}

async function isPercentColumn(
  table: Table,
  headerRow: number,
  column: Column,
  conventions: ColumnConventions,
): Promise<boolean> {
  if (/[%％]|percent|pct|百分/i.test(column.title)) return true;
  for await (const row of table.rows()) {
    if (row.row <= headerRow) continue;
    const raw = row.cells[column.index];
    if (raw === undefined || raw.trim() === '') continue;
    const read = readNumber(raw, conventions.options(row)(column.index));
    if (!read.ok || read.percent) continue;
    const ends = typeof read.value === 'string' ? [read.value] : [read.value.min, read.value.max];
    if (ends.some((end) => end !== undefined && Number(end) > 1)) return true;
  }
  return false;
}
