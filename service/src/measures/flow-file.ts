import type { Text } from '@ytterby/core';
import type { ActualFlow } from '@ytterby/core/measures';
import { csvTable } from '../intake/read-csv.ts';
import { decodeText } from '../intake/read-text.ts';

/** What really went out in a month, and who says so. */
export interface NewFlow extends ActualFlow {
  readonly source: string;
}

/** What is wrong with a row of a file of flows, and what to do. */
export interface FlowProblem extends Text {
  /** From 1, the header included. */
  readonly row: number;
  /** Absent: the row as a whole. */
  readonly column?: (typeof COLUMNS)[number];
}

const COLUMNS = ['month', 'amount', 'unit', 'source'] as const;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const AMOUNT = /^\d{1,15}(\.\d{1,9})?$/;
/** The largest file of flows, in bytes. */
export const MOST_FLOW_BYTES = 1_000_000;
const MOST_ROWS = 600;
const MOST_PROBLEMS = 50;

/**
 * Why a month cannot stand in a list of flows; undefined: it can.
 * @param before months further up in the list
 * @example monthProblem('2026-12', new Set(), '2026-11-26')?.en // '2026-12 is still to come.'
 */
export function monthProblem(month: string, before: ReadonlySet<string>, today: string): Text | undefined {
  if (month > today.slice(0, 7)) return { zh: `${month}尚未到来。`, en: `${month} is still to come.` };
  if (before.has(month)) return { zh: `${month}重复。`, en: `${month} is there twice.` };
  return undefined;
}

/**
 * Flows from a CSV file whose first row names the columns month, amount, unit and source, in any order: all of them, or what is wrong.
 * @throws IntakeError where it is no text or no table
 * @example 'month,amount,unit,source\n2026-01,5774,t,GACC' // one flow
 */
export async function flowRows(
  bytes: Uint8Array,
  file: string,
  today: string,
): Promise<{ readonly flows: readonly NewFlow[] } | { readonly problems: readonly FlowProblem[] }> {
  const problems: FlowProblem[] = [];
  const say = (row: number, column: FlowProblem['column'], zh: string, en: string) =>
    problems.push({ row, ...(column === undefined ? {} : { column }), zh, en });
  let places: Map<string, number> | undefined;
  const flows: NewFlow[] = [];
  const months = new Set<string>();
  for await (const { row, cells } of csvTable(decodeText(bytes, { file }).text, file).rows()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (places === undefined) {
      places = new Map(cells.map((cell, at) => [cell.trim().toLowerCase(), at]));
      const lacks = COLUMNS.filter((column) => !places?.has(column)).join(', ');
      if (lacks !== '') say(row, undefined, `缺少列：${lacks}。`, `these columns are missing: ${lacks}.`);
      if (lacks !== '') break;
      continue;
    }
    const cell = (column: (typeof COLUMNS)[number]) => (cells[places?.get(column) ?? -1] ?? '').trim();
    const flow = { month: cell('month'), amount: cell('amount'), unit: cell('unit'), source: cell('source') };
    const { month } = flow;
    const wrong = MONTH.test(month)
      ? monthProblem(month, months, today)
      : { zh: '月份写作 2026-01。', en: 'a month is written as 2026-01.' };
    if (wrong !== undefined) say(row, 'month', wrong.zh, wrong.en);
    months.add(month);
    if (!AMOUNT.test(flow.amount))
      say(row, 'amount', '数量写作 5774 或 5774.5。', 'an amount is written as 5774 or 5774.5.');
    if (flow.unit === '' || flow.unit.length > 40) say(row, 'unit', '请填写计量单位。', 'it needs a unit.');
    if (flow.source === '' || flow.source.length > 500) say(row, 'source', '请填写来源。', 'it needs a source.');
    flows.push(flow);
    if (flows.length > MOST_ROWS) say(row, undefined, `最多 ${MOST_ROWS} 行。`, `there are ${MOST_ROWS} rows at most.`);
    if (flows.length > MOST_ROWS || problems.length >= MOST_PROBLEMS) break;
  }
  if (problems.length === 0 && flows.length === 0) say(1, undefined, '文件没有数据。', 'the file has no data.');
  return problems.length > 0 ? { problems } : { flows };
}
