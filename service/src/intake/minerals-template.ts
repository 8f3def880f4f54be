import { ELEMENTS_COVERED } from '@ytterby/core';
import type { DeclaredSmelter, MineralsDeclaration } from '@ytterby/core/supplier-questions';
import { cleanText } from './clean-text.ts';
import { countryCode } from './countries.ts';
import { readDate } from './dates.ts';
import { elementSymbol } from './elements.ts';
import { foldHeader, type HeaderTable, lookForHeader } from './headers.ts';
import { type Problem, problem, refuse } from './problem.ts';
import { openWorkbook, type Workbook } from './read-xlsx.ts';
import { RowCells } from './table-cells.ts';
import { choiceOf } from './words.ts';

/**
 * Workbooks in the layout of the Responsible Minerals Initiative's reporting templates: the Additional Minerals Reporting
 * Template (AMRT 1.1 to 1.3, the last of 17 October 2025, which names "Rare Earth Elements"), and the CMRT and EMRT, whose
 * sheets are built alike. What is read: on `Declaration` the company, scope, day and the answers by mineral; `Smelter List`;
 * `Mine List`; `Product List`. Rows of other minerals are left out.
 */

const SHEETS = {
  declaration: 'declaration',
  smelters: 'smelterlist',
  mines: 'minelist',
  products: 'productlist',
} as const;

const SMELTERS = {
  metal: ['metal', '金属', 'mineral'],
  lookup: ['smelter look-up', '冶炼厂名称下拉', 'smelter reference list', '冶炼厂查找'],
  name: ['smelter name', '冶炼厂名称', 'standard smelter name'],
  country: ['smelter country', '冶炼厂所在国家或地区', 'smelter facility location country', '冶炼厂所在国家'],
  mineCountry: [
    'location (country) of mine(s)',
    '矿井所在国家',
    'location of mines',
    'location (country) of mine(s) or if recycled or scrap sourced, enter “recycled” or “scrap”',
  ],
  recycled: [
    'indicate if 100% of the smelter’s feedstock originates from recycled or scrap sources',
    '100%回收料',
    "indicate if 100% of the smelter's feedstock originates from recycled or scrap sources",
    'recycled',
  ],
} satisfies HeaderTable;
const MINES = {
  metal: ['metal', '金属', 'mineral'],
  smelter: ['name of smelter sourcing from the mine', '从该矿厂采购的冶炼厂的名称', 'smelter name'],
  mine: ['mine name', '矿厂名称', 'name of mine'],
  country: ['mine country', '矿厂所在国家或地区', 'mine facility location country', 'country of mine'],
} satisfies HeaderTable;
const PRODUCTS = {
  number: [
    "manufacturer's product number",
    '制造商的产品序号',
    'manufacturer’s product number',
    'respondent’s product number',
    '回复方的产品编号',
  ],
  name: ["manufacturer's product name", '制造商的产品名称', 'manufacturer’s product name'],
  asked: ['requester product number', '请求方的产品编号', "requester's product number", 'requestor product number'],
} satisfies HeaderTable;

const LABELS = {
  company: ['companyname', '公司名称'],
  scope: ['declarationscopeorclass', '申报范围或种类', 'declarationscope', '申报范围'],
  day: ['effectivedate', '生效日期', 'dateofcompletion', '填写日期'],
} as const;

/** What was read of a template, and what of it could not be read. */
export interface MineralsReading {
  readonly declaration: MineralsDeclaration;
  readonly notes: readonly Problem[];
}

const sheetOf = (workbook: Workbook, wanted: string) => workbook.sheets.find((name) => foldHeader(name) === wanted);

/** Is the workbook built like such a template? */
export function isMineralsTemplate(workbook: Workbook): boolean {
  return [SHEETS.declaration, SHEETS.smelters].every((sheet) => sheetOf(workbook, sheet) !== undefined);
}

/**
 * What does such a template say of rare earths? A country that is not known here counts as not stated, and is noted.
 * @throws IntakeError when it is no such workbook
 */
export async function readMineralsTemplate(bytes: Uint8Array, file: string): Promise<MineralsReading> {
  const workbook = openWorkbook(bytes, file);
  if (!isMineralsTemplate(workbook))
    return refuse(
      'intake/no-such-sheet',
      { file },
      { name: 'Declaration, Smelter List', known: workbook.sheets.join(', ') },
    );
  const notes: Problem[] = [];
  const head = await declarationIn(workbook);
  const mines = await minesIn(workbook, notes);
  const smelters = await smeltersIn(workbook, mines, notes);
  const products: string[] = [];
  await eachRow(workbook, SHEETS.products, PRODUCTS, (cells) => {
    for (const field of ['number', 'asked']) {
      const text = cells.text(field);
      if (text !== undefined) products.push(cleanText(text).text);
    }
  });
  return { declaration: { ...head, smelters, products: [...new Set(products)] }, notes };
}

/** `Dysprosium (Dy)`, `Rare Earth Elements`, `稀土` → `Dy`, `rare-earths`; undefined = no rare earth. */
export function rareEarthIn(text: string): string | undefined {
  const clean = cleanText(text).text.normalize('NFKC');
  if (/rare[\s-]*earth|稀土/i.test(clean) && !/^[^a-z]*(?:other)/i.test(clean)) {
    const named = clean
      .split(/[^A-Za-z\p{Script=Han}]+/u)
      .map(covered)
      .find((symbol) => symbol !== undefined);
    return named ?? 'rare-earths';
  }
  return (
    covered(clean) ??
    clean
      .split(/[\s()（）,/-]+/)
      .map(covered)
      .find((symbol) => symbol !== undefined)
  );
}

function covered(word: string): string | undefined {
  // Two letters alone may be a word of any language; a name is meant.
  const symbol = word.length > 2 || /\p{Script=Han}/u.test(word) ? elementSymbol(word) : undefined;
  return symbol !== undefined && (ELEMENTS_COVERED as readonly string[]).includes(symbol) ? symbol : undefined;
}

type Head = Pick<MineralsDeclaration, 'company' | 'scope' | 'day' | 'minerals'>;

async function declarationIn(workbook: Workbook): Promise<Head> {
  const table = await workbook.table(sheetOf(workbook, SHEETS.declaration));
  const said: { company?: string; scope?: string; day?: string } = {};
  const answers: Map<string, string | null>[] = [];
  for await (const { cells } of table.rows()) {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    const [first = '', second] = filled;
    if (first === '') continue;
    const folded = foldHeader(first.replace(/[:：(（].*$/s, ''));
    for (const [field, names] of Object.entries(LABELS) as [keyof typeof LABELS, readonly string[]][])
      if (names.includes(folded) && second !== undefined) said[field] ??= second;
    const number = /^(\d)\s*[).）、]/.exec(first)?.[1];
    if (number !== undefined) {
      answers[Number(number)] = new Map();
      continue;
    }
    const asked = answers.at(-1);
    const mineral = asked === undefined ? undefined : rareEarthIn(first);
    if (asked !== undefined && mineral !== undefined && !asked.has(mineral)) asked.set(mineral, second ?? null);
  }
  const { company = null, scope, day } = said;
  const date = day === undefined ? undefined : readDate(day);
  return {
    company,
    scope: scopeOf(scope),
    day: date?.ok === true ? date.value : null,
    minerals: [...(answers[1] ?? new Map<string, string | null>())].map(([mineral, used]) => {
      const answered = answers[2]?.get(mineral) ?? null;
      // A cell of 100 % holds the number 1.
      return {
        mineral,
        used: usedOf(used),
        answered,
        isComplete: /^(?:1|100\s*%|yes,?\s*100\s*%)$/i.test(answered ?? ''),
      };
    }),
  };
}

function scopeOf(text: string | undefined): MineralsDeclaration['scope'] {
  if (text === undefined) return null;
  if (/^A\b|company|公司/i.test(text)) return 'company';
  if (/^B\b|product|产品/i.test(text)) return 'product';
  return /^C\b|user|自定义|用户/i.test(text) ? 'user-defined' : null;
}

function usedOf(text: string | null): MineralsDeclaration['minerals'][number]['used'] {
  const word = choiceOf(text ?? '', ['yes', 'no', 'unknown']);
  if (word === 'yes' || word === 'no') return word;
  return /declar|申报/i.test(text ?? '') ? 'not-declared' : 'unknown';
}

async function eachRow(
  workbook: Workbook,
  sheet: string,
  names: HeaderTable,
  take: (cells: RowCells) => void,
): Promise<void> {
  const name = sheetOf(workbook, sheet);
  if (name === undefined) return;
  const table = await workbook.table(name);
  const { header } = await lookForHeader(table, names);
  if (header === undefined) return;
  for await (const row of table.rows()) if (row.row > header.row) take(new RowCells(table, header, row));
}

async function minesIn(workbook: Workbook, notes: Problem[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const mines = new Map<string, string[]>();
  await eachRow(workbook, SHEETS.mines, MINES, (cells) => {
    const mineral = rareEarthIn(cells.text('metal') ?? '');
    const country = countryOf(cells, 'country', notes);
    if (mineral === undefined || country === null) return;
    const key = mineKey(mineral, cells.text('smelter') ?? '');
    mines.set(key, [...(mines.get(key) ?? []), country]);
  });
  return mines;
}

const mineKey = (mineral: string, smelter: string) => `${mineral} ${foldHeader(smelter)}`;

async function smeltersIn(
  workbook: Workbook,
  mines: ReadonlyMap<string, readonly string[]>,
  notes: Problem[],
): Promise<DeclaredSmelter[]> {
  const smelters: DeclaredSmelter[] = [];
  await eachRow(workbook, SHEETS.smelters, SMELTERS, (cells) => {
    const mineral = rareEarthIn(cells.text('metal') ?? '');
    if (mineral === undefined) return;
    const lookup = cells.text('lookup');
    const isListed = lookup !== undefined && !/not (?:listed|yet identified)/i.test(lookup);
    const name = cleanText(cells.text('name') ?? (isListed ? lookup : '') ?? '', 'prose').text;
    const mine = countryOf(cells, 'mineCountry', notes);
    const recycled = choiceOf(cells.text('recycled') ?? 'unknown', ['yes', 'no']);
    smelters.push({
      mineral,
      name: name === '' ? '?' : name,
      country: countryOf(cells, 'country', notes),
      mines: [...new Set([...(mine === null ? [] : [mine]), ...(mines.get(mineKey(mineral, name)) ?? [])])],
      recycled: recycled === 'yes' || recycled === 'no' ? recycled : 'unknown',
    });
  });
  return smelters;
}

function countryOf(cells: RowCells, field: string, notes: Problem[]): string | null {
  const said = cells.text(field);
  if (said === undefined || choiceOf(said, ['unknown']) === 'unknown' || /recycl|scrap|回收/i.test(said)) return null;
  const code = countryCode(cleanText(said).text);
  if (code === undefined) {
    const place = cells.place(cells.column(field)?.index ?? -1);
    notes.push(problem('intake/unknown-country', place, { value: said, suggestion: '', suggestionZh: '' }));
  }
  return code ?? null;
}
