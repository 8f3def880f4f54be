import { simplified } from '@ytterby/core';
import { cleanText } from './clean-text.ts';
import { currencyCode } from './currencies.ts';
import { cellAt, IntakeError, type Place, type Problem, problem } from './problem.ts';
import { suggestion } from './suggest.ts';
import type { Table, TableRow } from './table.ts';

/** Columns of a kind of table: field → what people call it. The first Chinese and English names are shown in messages. */
export type HeaderTable = Record<string, readonly string[]>;

/** Columns that exports and bills share: what a thing is and where it comes from. */
const MATERIAL = {
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
  mayContain: ['may contain', '可能含有的元素', 'possible elements', '不确定元素', '可能含有'],
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
} satisfies HeaderTable;

/** Columns of a table of exports, one row an export. */
export const EXPORT_HEADERS = {
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
    '目的地',
    '目的地国家',
    '目的地国别',
    '目的国地区',
    '运抵国',
    '运抵国地区',
    '进口国',
  ],
  finalDestination: [
    'final destination',
    '最终目的地',
    'final destination country',
    'country of final destination',
    'ultimate destination',
    'country of ultimate destination',
    '最终目的国',
    '最终目的国地区',
    '最终目的国或者地区',
    '最终目的地国家',
    '最终目的地国别',
  ],
  via: [
    'stops on the way',
    '途经地',
    'stops',
    'via countries',
    'transit countries',
    'transit',
    'transhipment',
    'transshipment',
    '途经国',
    '途经国地区',
    '途经国家',
    '中转地',
    '中转国',
    '中转国地区',
    '经停地',
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
  exporterChinesePerson: [
    'exporter is a chinese person',
    '出口经营者是否为中国主体',
    'chinese exporter',
    'exporter chinese person',
    '出口商是否为中国公民法人或者非法人组织',
    '出口经营者是否为中国公民法人或者非法人组织',
    '出口商是否为中国主体',
  ],
  importerName: ['importer', '进口商', 'importer name', 'buyer', 'customer', '进口人', '买方', '客户', '进口商名称'],
  importerCountry: ['importer country', '进口商国家', 'country of importer', 'buyer country', '进口商所在国'],
  importerMilitary: ['importer is a military user', '进口商是否军事用户', 'military importer', '进口商是否军方'],
  importerOwners: ['importer owners', '进口商股权', 'owners of importer', '进口商所有者'],
  consigneeName: ['consignee', '收货人', 'consignee name', '收货方'],
  consigneeCountry: ['consignee country', '收货人国家', 'country of consignee', '收货人所在国'],
  consigneeMilitary: ['consignee is a military user', '收货人是否军事用户', 'military consignee', '收货人是否军方'],
  consigneeOwners: ['consignee owners', '收货人股权', 'owners of consignee', '收货人所有者'],
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
  endUserOwners: ['end user owners', '最终用户股权', 'owners of end user', '最终用户所有者'],
  endUserChinesePerson: [
    'end user is a chinese person',
    '最终用户是否为中国主体',
    'chinese end user',
    'end user chinese person',
    '最终用户是否为中国公民法人或者非法人组织',
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
  mayAlsoBe: [
    'possible uses',
    '可能用途',
    'other possible uses',
    'may also be',
    'possible end uses',
    '其他可能用途',
    '可能的其他用途',
  ],
  dangerKnown: [
    'danger known',
    '是否知道可能危害国家安全',
    'known danger',
    'danger to national security',
    '是否知道可能危害国家安全和利益',
    '是否知道应当知道或者被告知可能危害国家安全和利益',
    '危害国家安全',
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
} satisfies HeaderTable;

/** Columns of a bill of materials, one row a use of a part. */
export const BOM_HEADERS = {
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
  supplier: [
    'supplier',
    '供应商',
    'supplier name',
    'vendor',
    'vendor name',
    'manufacturer',
    'supplied by',
    '供应商名称',
    '供货商',
    '供方',
    '厂商',
    '生产厂家',
    '制造商',
  ],
} satisfies HeaderTable;

/** A field that a column of a table of exports, or of a bill of materials, can hold. */
export type Field = keyof typeof EXPORT_HEADERS | keyof typeof BOM_HEADERS;

/** A column whose meaning is known: from its title, or because the user said so. */
export interface Column {
  index: number;
  title: string;
  field: string;
  currency?: string;
  unit?: string;
  how: 'recognised' | 'guessed' | 'given';
}

/** What one title means. */
export interface Meaning {
  field: string;
  currency?: string;
  unit?: string;
  /** Only a part of the title is a known name. */
  guessed?: true;
}

/** Case, width, traditional characters, punctuation, hidden characters and spaces do not matter in a header. */
export function foldHeader(text: string): string {
  return simplified(cleanText(text).text.normalize('NFKC'))
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

/**
 * A header in two languages, such as `品名 Description` or `Origin / 原产地`: the halves name one field, or only one of them
 * is known, which is a guess.
 */
function bilingualField(title: string, lookup: ReadonlyMap<string, string>): Meaning | undefined {
  const han = lookup.get(foldHeader((title.match(/[\p{Script=Han}]+/gu) ?? []).join('')));
  const latin = lookup.get(foldHeader((title.match(/[\p{Script=Latin}\d-]+/gu) ?? []).join(' ')));
  const hasBoth = /\p{Script=Han}/u.test(title) && /\p{Script=Latin}/u.test(title);
  const field = han ?? latin;
  if (!hasBoth || field === undefined) return undefined;
  if (han === latin) return { field };
  return han === undefined || latin === undefined ? { field, guessed: true } : undefined;
}

/** What stands in brackets behind a title, or after a comma or "in". */
function bracketOf(plain: string): { outside: string; inside: string } | undefined {
  const found =
    /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(plain) ??
    /^(.*\S)()\s*[:,/]\s*([^\s:,/]+)$/.exec(plain) ??
    /^(.*\S)()\s+in\s+(\S+)$/i.exec(plain) ??
    /^(.*\S)()\s([A-Z]{3})$/i.exec(plain);
  if (found === null) return undefined;
  const [, before = '', within = '', after = ''] = found;
  return within === ''
    ? { outside: before, inside: after.trim() }
    : { outside: `${before} ${after}`, inside: within.trim() };
}

/** The currency or unit that a title names for its field. */
function measureOf(field: string, inside: string): { currency?: string; unit?: string } {
  if (/value/i.test(field)) {
    const currency = currencyCode(inside.split(/[\s/]/)[0] ?? '');
    return currency === undefined ? {} : { currency };
  }
  return field === 'quantity' && inside !== '' && inside.length <= 20 ? { unit: inside } : {};
}

const plainTitle = (title: string): string =>
  cleanText(title)
    .text.normalize('NFKC')
    .replace(/[【［[{]/g, '(')
    .replace(/[】］\]}]/g, ')');

/** Longer titles are not looked at. */
const MAX_TITLE = 500;

/** What one header means. @example recogniseHeader('价值（EUR）', EXPORT_HEADERS) // { field: 'value', currency: 'EUR' } */
export function recogniseHeader(title: string, table: HeaderTable): Meaning | undefined {
  if (title.length > MAX_TITLE) return undefined;
  const lookup = lookupOf(table);
  const plain = plainTitle(title);
  const whole = lookup.get(foldHeader(plain));
  if (whole !== undefined) return { field: whole };
  const bracket = bracketOf(plain);
  const both = bilingualField(plain, lookup);
  if (bracket === undefined) return both;
  const outside = lookup.get(foldHeader(bracket.outside));
  const meaning = outside === undefined ? (bilingualField(bracket.outside, lookup) ?? both) : { field: outside };
  return meaning === undefined ? undefined : { ...meaning, ...measureOf(meaning.field, bracket.inside) };
}

/** What the user says about the header of a table. */
export interface HeaderOptions {
  /**
   * Which column holds which field, by the column's number (from 0, as in `previewTable`) or its title; null leaves it out.
   * What is said here goes before what the titles say.
   * @example { 3: 'endUserName', Remarks: null }
   */
  columns?: Readonly<Record<number | string, Field | null>>;
  /** Row of the header, from 1 as a spreadsheet counts; the lower one where it has two. Default: found by its names. */
  headerRow?: number;
}

/** A header that was found, and what could not be used of it. */
export interface Header {
  /** The last row of the header: goods follow. */
  row: number;
  titles: readonly string[];
  columns: Column[];
  width: number;
  notes: Problem[];
}

/** How many rows may stand above the header (titles, blank rows). */
const LOOK_AT_ROWS = 20;

/** A header may be written in two rows: groups above, names below. */
interface Title {
  text: string;
  /** Ways to read it, the surest first. */
  ways: readonly { text: string; guessed: boolean }[];
}

interface Candidate {
  row: TableRow;
  titles: readonly Title[];
  columns: Column[];
}

const isEmpty = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const oneRow = (row: TableRow): Title[] =>
  row.cells.map((cell) => ({ text: cleanText(cell).text, ways: [{ text: cell, guessed: false }] }));

/** Titles over two rows: what stands above goes before what stands below, and holds for the empty cells to its right. */
function twoRows(above: TableRow, below: TableRow): Title[] {
  let group = '';
  return Array.from({ length: Math.max(above.cells.length, below.cells.length) }, (_, index): Title => {
    const top = above.cells[index] ?? '';
    const name = below.cells[index] ?? '';
    if (!isEmpty(top) || isEmpty(name)) group = top;
    if (isEmpty(name) || isEmpty(group) || foldHeader(group) === foldHeader(name)) {
      const text = isEmpty(name) ? top : name;
      return { text: cleanText(text).text, ways: [{ text, guessed: false }] };
    }
    // A group in two languages joins with the half that the name is written in.
    const han = (group.match(/\p{Script=Han}+/gu) ?? []).join('');
    const latin = (group.match(/[\p{Script=Latin}\d-]+/gu) ?? []).join(' ');
    return {
      text: `${cleanText(group).text} / ${cleanText(name).text}`,
      ways: [
        ...[group, han, latin]
          .filter((part) => part !== '')
          .map((part) => ({ text: `${part} ${name}`, guessed: false })),
        { text: name, guessed: true },
      ],
    };
  });
}

function meaningOf(title: Title, names: HeaderTable): Meaning | undefined {
  for (const { text, guessed } of title.ways) {
    const meaning = recogniseHeader(text, names);
    // A group that is known alone says nothing of the name below it.
    if (meaning === undefined || (meaning.guessed && title.ways.length > 1 && !guessed)) continue;
    return guessed ? { ...meaning, guessed: true } : meaning;
  }
  return undefined;
}

/** What the user said about a column: a field, null for "leave it out", or nothing. */
function givenFor(index: number, title: string, { columns = {} }: HeaderOptions): Field | null | undefined {
  if (Object.hasOwn(columns, index)) return columns[index];
  const folded = foldHeader(title);
  const key = Object.keys(columns).find((name) => !/^\d+$/.test(name) && foldHeader(name) === folded);
  return key === undefined || folded === '' ? undefined : columns[key];
}

function columnsOf(titles: readonly Title[], names: HeaderTable, options: HeaderOptions): Column[] {
  const all = titles.flatMap((title, index): Column[] => {
    const base = { index, title: title.text };
    const given = givenFor(index, title.text, options);
    if (given === null) return [];
    if (given !== undefined) {
      const inside = title.text.length > MAX_TITLE ? undefined : bracketOf(plainTitle(title.text))?.inside;
      return [{ ...base, field: given, ...measureOf(given, inside ?? ''), how: 'given' }];
    }
    const meaning = meaningOf(title, names);
    if (meaning === undefined) return [];
    const { guessed, ...rest } = meaning;
    return [{ ...base, ...rest, how: guessed ? 'guessed' : 'recognised' }];
  });
  // A surer column takes the field from a less sure one.
  const order = { given: 0, recognised: 1, guessed: 2 } as const;
  return all.filter((column, at) => {
    const surer = all.some((other, position) => {
      if (other.field !== column.field || other === column) return false;
      return (
        order[other.how] < order[column.how] || (column.how === 'guessed' && other.how === 'guessed' && position < at)
      );
    });
    return !surer;
  });
}

const fieldsIn = (columns: readonly Column[]): number => new Set(columns.map(({ field }) => field)).size;

/** A header with everything that keeps it from being used. */
export interface HeaderFound {
  header: Header | undefined;
  problems: Problem[];
}

/**
 * Looks for the header among the first rows: the one with most known names, at least two (or one, if it is the only cell),
 * where that tells more together with the row below it. Unknown columns are noted as ignored. For a table whose header cannot
 * be used the problems say why, and the header is what was found of it.
 */
export async function lookForHeader(
  table: Table,
  names: HeaderTable,
  options: HeaderOptions = {},
): Promise<HeaderFound> {
  const place: Place = { file: table.file, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) };
  const bad = problemsOfMapping(names, options, place);
  const { headerRow } = options;
  const lookUpTo = headerRow === undefined ? LOOK_AT_ROWS : headerRow + 1;
  let looked = 0;
  let anyText = false;
  let best: Candidate | undefined;
  let before: TableRow | undefined;
  /** Where no name is known, the first row that is filled wherever the user says that a field is. */
  let filled: Candidate | undefined;
  const weigh = (candidate: Candidate) => {
    const known = fieldsIn(candidate.columns);
    const isTheOnlyCell = known === 1 && candidate.row.cells.filter((cell) => !isEmpty(cell)).length === 1;
    if (headerRow === undefined && known < 2 && !isTheOnlyCell) return;
    if (best === undefined || known > fieldsIn(best.columns)) best = candidate;
  };
  for await (const row of table.rows()) {
    if (row.row > lookUpTo) break;
    looked++;
    const isWanted = headerRow === undefined || row.row === headerRow;
    if (row.cells.some((cell) => !isEmpty(cell))) {
      anyText = true;
      const candidate = (titles: Title[]): Candidate => ({ row, titles, columns: columnsOf(titles, names, options) });
      if (isWanted) {
        const alone = candidate(oneRow(row));
        weigh(alone);
        const given = alone.columns.filter(({ how }) => how === 'given');
        if (given.length > 0 && given.every(({ index }) => !isEmpty(row.cells[index]))) filled ??= alone;
      }
      const isBelowWanted = headerRow !== undefined && before?.row === headerRow;
      if (before !== undefined && before.row === row.row - 1 && (isWanted || isBelowWanted))
        weigh(candidate(twoRows(before, row)));
      before = row;
    }
    if (headerRow === undefined && looked >= LOOK_AT_ROWS) break;
  }
  if (!anyText) return { header: undefined, problems: [problem('intake/empty-file', place)] };
  const chosen = best ?? filled;
  if (chosen === undefined) {
    if (headerRow !== undefined)
      return { header: undefined, problems: [problem('intake/no-such-row', place, { row: headerRow })] };
    const example = Object.values(names)
      .slice(0, 4)
      .map((list) => `${list[1]} / ${list[0]}`)
      .join(', ');
    return {
      header: undefined,
      problems: [...bad, problem('intake/no-header', { ...place, row: 1 }, { looked, example })],
    };
  }
  const header = headerOf(chosen, names, options, place);
  return { header, problems: [...bad, ...clashesOf(header, names, options, place)] };
}

function headerOf(
  { row, titles, columns }: Candidate,
  names: HeaderTable,
  options: HeaderOptions,
  place: Place,
): Header {
  const at: Place = { ...place, row: row.row, ...(row.line === undefined ? {} : { line: row.line }) };
  const used = new Set(columns.map(({ index }) => index));
  const known = Object.values(names).flatMap((list) => list.slice(0, 2));
  const notes = titles.flatMap(({ text }, index) => {
    if (used.has(index) || text === '' || givenFor(index, text, options) === null) return [];
    return [
      problem(
        'intake/column-ignored',
        { ...at, ...cellAt(place, row.row, index), column: text },
        { name: text, ...suggestion(text, known) },
      ),
    ];
  });
  return { row: row.row, titles: titles.map(({ text }) => text), columns, width: titles.length, notes };
}

/** Fields that do not exist. */
function problemsOfMapping(names: HeaderTable, { columns = {} }: HeaderOptions, place: Place): Problem[] {
  const known = Object.keys(names);
  return Object.values(columns).flatMap((field) =>
    field === null || known.includes(field)
      ? []
      : [
          problem('intake/no-such-field', place, {
            value: field,
            known: known.join(', '),
            ...suggestion(field, known),
          }),
        ],
  );
}

/** Columns that mean the same, and columns that the user named and that are not there. */
function clashesOf(header: Header, names: HeaderTable, { columns = {} }: HeaderOptions, place: Place): Problem[] {
  const at: Place = { ...place, row: header.row };
  const byField = new Map<string, Column>();
  const clashes = header.columns.flatMap((column) => {
    const other = byField.get(column.field);
    byField.set(column.field, column);
    if (other === undefined) return [];
    return [
      problem(
        'intake/duplicate-column',
        { ...at, ...cellAt(place, header.row, column.index), column: column.title },
        { first: other.title, second: column.title, field: names[column.field]?.[0] ?? column.field },
      ),
    ];
  });
  const isThere = (key: string) =>
    /^\d+$/.test(key)
      ? Number(key) < header.width
      : header.titles.some((title) => foldHeader(title) === foldHeader(key));
  const missing = Object.keys(columns).filter((key) => !isThere(key));
  return [
    ...clashes,
    ...missing.map((key) => problem('intake/no-such-column', at, { name: key, known: header.titles.join(', ') })),
  ];
}

/**
 * The header of a table.
 * Raises `intake/no-header`, `intake/empty-file`, `intake/duplicate-column`, `intake/no-such-row`, `intake/no-such-column`,
 * `intake/no-such-field`.
 */
export async function findHeader(table: Table, names: HeaderTable, options: HeaderOptions = {}): Promise<Header> {
  const { header, problems } = await lookForHeader(table, names, options);
  if (header === undefined || problems.length > 0) throw new IntakeError(problems);
  return header;
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
