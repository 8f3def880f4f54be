import { cleanText } from './clean-text.ts';
import { currencyCode } from './currencies.ts';
import { type Place, type Problem, problem, refuse } from './problem.ts';
import { suggestion } from './suggest.ts';
import type { Table, TableRow } from './table.ts';

/** Columns of a kind of table: field → what people call it. The first Chinese and English names are shown in messages. */
export type HeaderTable = Record<string, readonly string[]>;

/** Columns that exports and bills share: what a thing is and where it comes from. */
const MATERIAL: HeaderTable = {
  description: [
    'description',
    '描述',
    'goods description',
    'product description',
    'item description',
    'product name',
    'goods',
    'item name',
    'part name',
    'name of goods',
    '品名',
    '货物名称',
    '商品名称',
    '货物描述',
    '产品名称',
    '零件名称',
    '名称',
    '货名',
    '规格描述',
  ],
  code: [
    'control code',
    '管制编码',
    'export control code',
    'control list code',
    'control list item',
    'eccn',
    '管制代码',
    '管制编号',
    '出口管制编码',
    '出口管制编号',
    '两用物项编码',
    '管制清单编码',
  ],
  form: [
    'form',
    '形态',
    'material form',
    'product form',
    'item type',
    'category',
    '材料形态',
    '物项形态',
    '类别',
    '物品类型',
  ],
  elements: [
    'elements',
    '元素',
    'element',
    'chemical elements',
    'composition',
    'constituents',
    '成分',
    '组成元素',
    '化学元素',
    '所含元素',
    '材料成分',
  ],
  formula: ['formula', '化学式', 'chemical formula', 'molecular formula', '分子式'],
  cas: ['cas', 'cas号', 'cas number', 'cas no', 'cas rn', 'cas编号', 'cas登记号'],
  hs: [
    'hs',
    '海关编码',
    'hs code',
    'hs number',
    'customs code',
    'commodity code',
    'tariff code',
    'hts',
    'hts code',
    'hscode',
    'hs编码',
    '商品编码',
    '税则号列',
    '税号',
    '商品编号',
    '海关商品编号',
  ],
  origin: [
    'origin',
    '原产地',
    'country of origin',
    'origin country',
    'coo',
    'material origin',
    '原产国',
    '原产国地区',
    '来源国',
  ],
  mined: ['mined', '开采地', 'mined in', 'country of mining', 'mining country', '开采国', '采矿国', '采矿地'],
  separated: [
    'separated',
    '分离地',
    'separated in',
    'country of separation',
    'smelting separation',
    '冶炼分离地',
    '冶炼分离国',
    '分离国',
  ],
  smelted: [
    'smelted',
    '金属冶炼地',
    'smelted in',
    'country of smelting',
    'metal smelting',
    '金属冶炼国',
    '冶炼地',
    '冶炼国',
  ],
  made: ['made', '磁材制造地', 'country of magnet making', 'processed in', '加工地', '加工国', '磁材制造国'],
};

/** Columns of a table of exports, one row an export. */
export const EXPORT_HEADERS: HeaderTable = {
  id: [
    'id',
    '编号',
    'line',
    'line id',
    'line no',
    'line number',
    'no',
    'number',
    'item no',
    'ref',
    'reference',
    'export id',
    'order no',
    '序号',
    '行号',
    '项号',
    '订单号',
    '合同号',
    '单号',
  ],
  ...MATERIAL,
  madeIn: [
    'made in',
    '生产国',
    'country of manufacture',
    'manufactured in',
    'production country',
    'place of production',
    '制造国',
    '生产地',
    '制造地',
    '产地',
  ],
  technologyOrigin: [
    'technology origin',
    '技术来源国',
    'origin of technology',
    'tech origin',
    'country of technology',
    '技术原产国',
    '技术来源',
    '技术原产地',
  ],
  from: [
    'from',
    '起运国',
    'ship from',
    'country of export',
    'export country',
    'country of dispatch',
    'departure country',
    '出口国',
    '启运国',
    '起运地',
    '发货国',
  ],
  to: [
    'to',
    '目的国',
    'ship to',
    'destination',
    'destination country',
    'country of destination',
    'ship to country',
    'final destination',
    '目的地',
    '最终目的国',
    '目的国地区',
    '运抵国',
    '进口国',
  ],
  exporterName: [
    'exporter',
    '出口商',
    'exporter name',
    'seller',
    'shipper',
    '出口经营者',
    '出口人',
    '卖方',
    '发货人',
    '出口商名称',
  ],
  exporterCountry: ['exporter country', '出口商国家', 'country of exporter', '出口商所在国', '出口经营者所在国'],
  importerName: ['importer', '进口商', 'importer name', 'buyer', 'customer', '进口人', '买方', '客户', '进口商名称'],
  importerCountry: ['importer country', '进口商国家', 'country of importer', 'buyer country', '进口商所在国'],
  consigneeName: ['consignee', '收货人', 'consignee name', '收货方'],
  consigneeCountry: ['consignee country', '收货人国家', 'country of consignee', '收货人所在国'],
  endUserName: ['end user', '最终用户', 'end user name', 'enduser', 'ultimate consignee', '最终用户名称', '终端用户'],
  endUserCountry: ['end user country', '最终用户国家', 'country of end user', '最终用户所在国', '最终用户国别'],
  endUserMilitary: [
    'military',
    '军事用户',
    'military end user',
    'end user military',
    'is military',
    '军事最终用户',
    '是否军事用户',
    '是否军方',
    '军方',
  ],
  endUse: ['end use', '最终用途', 'enduse', 'use', 'purpose', '用途', '用途类别', '最终用途类别'],
  endUseDescription: [
    'end use description',
    '最终用途说明',
    'use description',
    'end use statement',
    '用途说明',
    '最终用途描述',
  ],
  value: [
    'value',
    '价值',
    'amount',
    'total value',
    'contract value',
    'price',
    'line value',
    'invoice value',
    'total price',
    '金额',
    '总价',
    '总值',
    '货值',
    '合同金额',
    '价格',
  ],
  currency: ['currency', '币种', 'currency code', 'ccy', '货币', '币制'],
  quantity: ['quantity', '数量', 'qty', 'weight', 'net weight', '净重', '重量'],
  unit: ['unit', '单位', 'uom', 'unit of measure', 'quantity unit', '计量单位', '数量单位'],
  asOf: [
    'as of',
    '出口日期',
    'date',
    'export date',
    'date of export',
    'shipping date',
    'shipment date',
    '日期',
    '装运日期',
    '发货日期',
    '申报日期',
  ],
  act: ['act', '行为', 'activity', 'transaction type', '行为类型', '交易类型'],
  part: ['bom part', '对应零件'],
};

/** Columns of a bill of materials, one row a use of a part. */
export const BOM_HEADERS: HeaderTable = {
  id: [
    'part',
    '零件号',
    'part id',
    'part no',
    'part number',
    'component',
    'component id',
    'component no',
    'child',
    'child id',
    'child part',
    'item',
    'item no',
    'item id',
    'material no',
    'material number',
    'id',
    'pn',
    '零件编号',
    '物料号',
    '物料编码',
    '物料编号',
    '子件',
    '子件编码',
    '子件号',
    '子项',
    '编号',
    '料号',
    '品号',
  ],
  parent: [
    'parent',
    '上级零件号',
    'parent id',
    'parent part',
    'parent no',
    'parent number',
    'parent item',
    'used in',
    'assembly',
    'assembly no',
    '父件',
    '父件编码',
    '父件号',
    '父项',
    '父级',
    '母件',
    '母件编码',
    '上级',
    '上级编号',
    '上级物料',
    '上级物料编码',
  ],
  level: [
    'level',
    '层级',
    'bom level',
    'lvl',
    'depth',
    'position',
    'item position',
    'structure',
    '层次',
    '阶',
    '阶层',
    '级别',
    'bom层级',
  ],
  quantity: [
    'quantity',
    '数量',
    'qty',
    'quantity per',
    'qty per',
    'usage',
    'quantity per assembly',
    '用量',
    '单位用量',
    '单台用量',
    '使用数量',
  ],
  unit: ['unit', '单位', 'uom', 'unit of measure', 'base unit', '计量单位'],
  unitValue: [
    'unit value',
    '单价',
    'unit price',
    'unit cost',
    'price per unit',
    'cost per unit',
    'value per unit',
    'price',
    'cost',
    '单位价值',
    '单位成本',
    '成本单价',
    '含税单价',
  ],
  lineValue: [
    'line value',
    '金额',
    'total value',
    'total price',
    'total cost',
    'value',
    'amount',
    'extended cost',
    'extended price',
    '总价',
    '总值',
    '小计',
    '合计',
    '价值',
  ],
  currency: ['currency', '币种', 'currency code', 'ccy', '货币', '币制'],
  ...MATERIAL,
  rareEarths: [
    'rare earths',
    '含稀土',
    'rare earth',
    'contains rare earths',
    'holds rare earths',
    're content',
    'rare earth content',
    '是否含稀土',
    '稀土',
    '稀土含量说明',
    '含稀土材料',
  ],
};

/** A recognised column. */
export interface Column {
  index: number;
  title: string;
  field: string;
  currency?: string;
  unit?: string;
  percent?: boolean;
}

/** Case, width, punctuation, hidden characters and spaces do not matter in a header. */
export function foldHeader(text: string): string {
  return cleanText(text)
    .text.normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const lookups = new WeakMap<HeaderTable, Map<string, string>>();
function lookupOf(table: HeaderTable): Map<string, string> {
  let lookup = lookups.get(table);
  if (lookup === undefined) {
    lookup = new Map();
    for (const [field, names] of Object.entries(table)) {
      for (const name of [field, ...names]) if (!lookup.has(foldHeader(name))) lookup.set(foldHeader(name), field);
    }
    // A name that stands in the list of a field beats the field name of another.
    for (const [field, names] of Object.entries(table)) lookup.set(foldHeader(names[0] ?? field), field);
    lookups.set(table, lookup);
  }
  return lookup;
}

/** A header in two languages, such as `品名 Description` or `Origin / 原产地`: the halves name one field, or only one of them is known. */
function bilingualField(title: string, lookup: ReadonlyMap<string, string>): string | undefined {
  const han = lookup.get(foldHeader((title.match(/[\p{Script=Han}]+/gu) ?? []).join('')));
  const latin = lookup.get(foldHeader((title.match(/[\p{Script=Latin}\d-]+/gu) ?? []).join(' ')));
  const hasBoth = /\p{Script=Han}/u.test(title) && /\p{Script=Latin}/u.test(title);
  return hasBoth && (han === undefined || latin === undefined || han === latin) ? (han ?? latin) : undefined;
}

/** What one header means. @example recogniseHeader('价值（EUR）', EXPORT_HEADERS) // { field: 'value', currency: 'EUR' } */
export function recogniseHeader(title: string, table: HeaderTable): Omit<Column, 'index' | 'title'> | undefined {
  if (title.length > 500) return undefined;
  const lookup = lookupOf(table);
  const plain = cleanText(title)
    .text.normalize('NFKC')
    .replace(/[【［[{]/g, '(')
    .replace(/[】］\]}]/g, ')');
  const whole = lookup.get(foldHeader(plain));
  if (whole !== undefined) return { field: whole };
  const bracket =
    /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(plain) ??
    /^(.*\S)()\s*[:,/]\s*([^\s:,/]+)$/.exec(plain) ??
    /^(.*\S)()\s+in\s+(\S+)$/i.exec(plain) ??
    /^(.*\S)()\s([A-Z]{3})$/i.exec(plain);
  const both = bilingualField(plain, lookup);
  if (bracket === null) return both === undefined ? undefined : { field: both };
  const inside = (bracket[2] ?? '') !== '' ? (bracket[2] ?? '').trim() : (bracket[3] ?? '').trim();
  const outside = (bracket[2] ?? '') !== '' ? `${bracket[1]} ${bracket[3]}` : (bracket[1] ?? '');
  const field = lookup.get(foldHeader(outside)) ?? bilingualField(outside, lookup) ?? both;
  if (field === undefined) return undefined;
  const isMoney = /value/i.test(field);
  if (isMoney) {
    const currency = currencyCode(inside.split(/[\s/]/)[0] ?? '');
    return currency === undefined ? { field } : { field, currency };
  }
  if (field === 'quantity' && inside !== '' && inside.length <= 20) return { field, unit: inside };
  return { field };
}

/** A header that was found, and what could not be used of it. */
export interface Header {
  row: number;
  columns: Column[];
  width: number;
  notes: Problem[];
}

/** How many rows may stand above the header (titles, blank rows). */
const LOOK_AT_ROWS = 20;

/**
 * Finds the header among the first rows: the one with most known names, at least two (or one, if it is the only cell).
 * Unknown columns are noted as ignored. Raises `intake/no-header`, `intake/empty-file`, `intake/duplicate-column`.
 */
export async function findHeader(table: Table, names: HeaderTable): Promise<Header> {
  const place: Place = { file: table.file, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) };
  let looked = 0;
  let anyText = false;
  let best: { row: TableRow; columns: Column[] } | undefined;
  for await (const row of table.rows()) {
    const filled = row.cells.filter((cell) => cell.trim() !== '').length;
    if (filled > 0) {
      anyText = true;
      const columns = row.cells.flatMap((title, index) => {
        const column = recogniseHeader(title, names);
        return column === undefined ? [] : [{ ...column, index, title: cleanText(title).text }];
      });
      const enough = columns.length >= 2 || (columns.length === 1 && filled === 1);
      if (enough && (best === undefined || columns.length > best.columns.length)) best = { row, columns };
    }
    if (++looked >= LOOK_AT_ROWS) break;
  }
  if (!anyText) refuse('intake/empty-file', place);
  if (best === undefined) {
    const example = Object.values(names)
      .slice(0, 4)
      .map((list) => `${list[1]} / ${list[0]}`)
      .join(', ');
    return refuse('intake/no-header', { ...place, row: 1 }, { looked, example });
  }
  const at: Place = { ...place, row: best.row.row, ...(best.row.line === undefined ? {} : { line: best.row.line }) };
  const byField = new Map<string, Column>();
  for (const column of best.columns) {
    const other = byField.get(column.field);
    if (other !== undefined) {
      refuse(
        'intake/duplicate-column',
        { ...at, column: column.title },
        { first: other.title, second: column.title, field: names[column.field]?.[0] ?? column.field },
      );
    }
    byField.set(column.field, column);
  }
  const used = new Set(best.columns.map((column) => column.index));
  const known = Object.values(names).flatMap((list) => list.slice(0, 2));
  const notes = best.row.cells.flatMap((raw, index) => {
    const title = cleanText(raw).text;
    if (used.has(index) || title === '') return [];
    return [problem('intake/column-ignored', { ...at, column: title }, { name: title, ...suggestion(title, known) })];
  });
  return { row: best.row.row, columns: best.columns, width: best.row.cells.length, notes };
}

/** A problem for each column that must be there and is not. */
export function missingColumns(
  header: Header,
  table: Table,
  names: HeaderTable,
  required: readonly string[],
  hint = { en: '', zh: '' },
): Problem[] {
  const place: Place = {
    file: table.file,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    row: header.row,
  };
  return required
    .filter((field) => !header.columns.some((column) => column.field === field))
    .map((field) =>
      problem('intake/missing-column', place, {
        name: names[field]?.[0] ?? field,
        nameZh: names[field]?.[1] ?? field,
        hint: hint.en,
        hintZh: hint.zh,
      }),
    );
}
