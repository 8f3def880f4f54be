import { cellsOf } from '../../components/text-table.ts';
import type { Bill, BillPart } from './bill.ts';

/**
 * A bill out of text that somebody pasted: JSON, or cells as a spreadsheet copies them. Only the columns are told apart here;
 * what the cells say is read by the service.
 */

type Field =
  | 'id'
  | 'parent'
  | 'level'
  | 'quantity'
  | 'unit'
  | 'value'
  | 'currency'
  | 'form'
  | 'elements'
  | 'code'
  | 'origin'
  | 'rareEarths'
  | 'description';

/** The same names as the service knows; folded: without case, spaces and punctuation. */
const TITLES: Readonly<Record<Field, readonly string[]>> = {
  id: [
    'part',
    'partid',
    'partno',
    'partnumber',
    'component',
    'child',
    'item',
    'itemno',
    'id',
    'pn',
    '零件号',
    '零件编号',
    '物料号',
    '物料编码',
    '物料编号',
    '子件',
    '子项',
    '编号',
    '料号',
  ],
  parent: [
    'parent',
    'parentid',
    'parentpart',
    'parentno',
    'usedin',
    'assembly',
    '上级零件号',
    '父件',
    '父件编码',
    '父件号',
    '父项',
    '父级',
    '上级',
    '上级物料',
  ],
  level: ['level', 'bomlevel', 'lvl', 'depth', '层级', '层次', '级别'],
  quantity: ['quantity', 'qty', 'amount', '数量', '用量', '单位用量'],
  unit: ['unit', 'uom', 'unitofmeasure', '单位', '计量单位'],
  value: ['unitvalue', 'unitprice', 'price', 'value', 'unitcost', '单价', '单位价值', '价值', '单位成本'],
  currency: ['currency', '币种', '货币'],
  form: ['form', '形态', '形式'],
  elements: ['elements', '元素', '所含元素'],
  code: ['code', 'controlcode', 'controllistcode', '管制编码', '管制代码', '出口管制编码'],
  origin: ['origin', 'countryoforigin', 'madein', '原产地', '原产国', '原产国地区'],
  rareEarths: ['rareearths', 'holdsrareearths', '稀土', '含稀土'],
  description: ['description', 'name', 'partname', '名称', '品名', '描述', '说明'],
};
const FIELDS = new Map(
  (Object.entries(TITLES) as [Field, readonly string[]][]).flatMap(([field, titles]) =>
    titles.map((title) => [title, field] as const),
  ),
);

export type TextProblem = 'empty' | 'not-json' | 'no-parts' | 'no-part-column' | 'no-parent-column';

export type TextRead = { readonly bill: Bill; readonly notRead: readonly string[] } | { readonly problem: TextProblem };

/** @example readBillText('part\tparent\tquantity\nrotor\t\t1\nmagnet\trotor\t8') */
export function readBillText(text: string): TextRead {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { problem: 'empty' };
  return /^[[{]/.test(trimmed) ? fromJson(trimmed) : fromTable(cellsOf(trimmed));
}

function fromJson(text: string): TextRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'not-json' };
  }
  const { bom = value } = value as { bom?: unknown };
  const bill = Array.isArray(bom) ? { parts: bom as unknown } : (bom as { parts?: unknown });
  const { parts } = bill;
  const isPart = (part: unknown) => typeof (part as { id?: unknown } | null)?.id === 'string';
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every(isPart)) return { problem: 'no-parts' };
  return { bill: bill as Bill, notRead: [] };
}

const fold = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** `unit value (USD)` → value, USD. */
function columnOf(title: string): { readonly field?: Field; readonly beside?: string } {
  const [, name = title, beside] = /^(.*?)\s*[(（[]([^)）\]]*)[)）\]]\s*$/.exec(title) ?? [];
  const field = FIELDS.get(fold(title)) ?? FIELDS.get(fold(name));
  return { ...(field === undefined ? {} : { field }), ...(beside === undefined ? {} : { beside: beside.trim() }) };
}

/** Titles stand below a few lines of heading at most. */
const MOST_HEADING = 15;

function fromTable(rows: readonly (readonly string[])[]): TextRead {
  const isHead = (row: readonly string[]) => row.filter((cell) => columnOf(cell).field !== undefined).length >= 2;
  const at = rows.slice(0, MOST_HEADING).findIndex(isHead);
  const columns = (rows[at] ?? []).map(columnOf);
  const has = (field: Field) => columns.some((column) => column.field === field);
  if (!has('id')) return { problem: 'no-part-column' };
  if (!has('parent') && !has('level')) return { problem: 'no-parent-column' };
  const notRead = (rows[at] ?? []).filter((title, index) => title.trim() !== '' && columns[index]?.field === undefined);
  const parts = new Map<string, BillPart>();
  const above: { readonly level: number; readonly id: string }[] = [];
  for (const row of rows.slice(at + 1)) {
    const cell = (field: Field) => row[columns.findIndex((column) => column.field === field)]?.trim() ?? '';
    const beside = (field: Field) => columns.find((column) => column.field === field)?.beside ?? '';
    const id = cell('id');
    if (id === '') continue;
    const known = parts.get(id);
    const part = { ...partOf(cell, beside), ...known };
    parts.set(id, part);
    let parent = cell('parent');
    if (!has('parent')) {
      const level = levelOf(cell('level'));
      while ((above.at(-1)?.level ?? -1) >= level) above.pop();
      parent = above.at(-1)?.id ?? '';
      above.push({ level, id });
    }
    if (parent === '') continue;
    const into = parts.get(parent) ?? { id: parent };
    const [quantity, unit] = [cell('quantity'), cell('unit')];
    const input = { part: id, ...(quantity === '' ? {} : { quantity }), ...(unit === '' ? {} : { unit }) };
    parts.set(parent, { ...into, inputs: [...(into.inputs ?? []), input] });
  }
  return parts.size === 0 ? { problem: 'no-parts' } : { bill: { parts: [...parts.values()] }, notRead };
}

function partOf(cell: (field: Field) => string, beside: (field: Field) => string): BillPart {
  const said = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
  const item = said({
    description: cell('description'),
    form: cell('form'),
    elements: cell('elements'),
    code: cell('code'),
  });
  const currency = cell('currency') || beside('value');
  const amount = cell('value');
  return {
    id: cell('id'),
    ...(Object.keys(item).length === 0 ? {} : { item }),
    ...(amount === '' ? {} : { value: { amount, ...(currency === '' ? {} : { currency }) } }),
    ...said({ unit: cell('unit'), origin: cell('origin'), rareEarths: cell('rareEarths') }),
  };
}

/** `2`, `1.1.2` or `..2`. */
function levelOf(text: string): number {
  const dotted = /^\d+(?:[.-]\d+)+$/.exec(text);
  return dotted ? text.split(/[.-]/).length : Number(/\d+/.exec(text)?.[0] ?? 1);
}
