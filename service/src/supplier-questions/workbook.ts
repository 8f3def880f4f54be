import { createHash } from 'node:crypto';
import type { Text } from '@ytterby/core';
import type { SupplierQuestion } from '@ytterby/core/supplier-questions';
import { type Cell, type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { ANSWER_HEADERS, CHECK_SHEET } from '../intake/answer-table.ts';

/** What a workbook for a supplier says beside its questions. */
export interface WorkbookHead {
  readonly asker: Text;
  readonly supplier: string;
  /** Last day for answers, in Beijing time. */
  readonly due: string;
  readonly questions: readonly SupplierQuestion[];
}

/** Tells one set of questions from another: their ids, in any order. Goes into the workbook, so that a returned one is known. */
export function checkOf(questions: readonly SupplierQuestion[]): string {
  const ids = questions.map(({ id, unit }) => `${id} ${unit}`).sort();
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 32);
}

const COLUMNS = [
  ['part', 20],
  ['description', 28],
  ['question', 46],
  ['answer', 24],
  ['unit', 18],
  ['basis', 20],
  ['mined', 16],
  ['separated', 16],
  ['smelted', 18],
  ['made', 18],
  ['fractions', 26],
  ['remark', 30],
  ['id', 4],
] as const satisfies readonly (readonly [keyof typeof ANSWER_HEADERS, number])[];
type ColumnName = (typeof COLUMNS)[number][0];

/** Which cells of a row are to be filled in. */
const ASKED: Readonly<Record<SupplierQuestion['fact'], readonly ColumnName[]>> = {
  value: ['answer', 'unit', 'basis', 'remark'],
  origin: ['answer', 'mined', 'separated', 'smelted', 'made', 'remark'],
  class: ['answer', 'fractions', 'remark'],
  content: ['answer', 'remark'],
  quantity: ['answer', 'unit', 'remark'],
};
const YES_NO = ['是 Yes', '否 No', '不知道 Unknown'];
const BASES = ['合同价 Contract', '成本 Cost', '完税价格 Customs', '市场价 Market'];
/** Text, so that a spreadsheet program makes no date or formula of what is typed. */
const CELL: CellStyle = { numFmt: '@', alignment: { vertical: 'top', wrapText: true }, protection: { locked: true } };
const OPEN_CELL: CellStyle = {
  ...CELL,
  protection: { locked: false },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF7DB' } },
  border: { bottom: { style: 'hair' }, right: { style: 'hair' } },
};
const HEAD_CELL: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3A5F' } },
  alignment: { vertical: 'center', wrapText: true },
};

/** How each kind of question is to be answered. */
export const HINTS: Readonly<Record<SupplierQuestion['fact'], (unit: string) => Text>> = {
  value: (unit) => ({
    zh: `填写每 ${unit} 的价值；可填区间，如 10-12。请选价格基础，并写明币种。`,
    en: `The value of one ${unit}; a range such as 10-12 will do. Choose the price basis and give the currency.`,
  }),
  origin: () => ({
    zh: '回答栏填写原产地；已知的各工序所在地填入右侧各栏。',
    en: 'Country of origin in the answer; where each step was done, as far as known, in the columns to the right.',
  }),
  class: () => ({
    zh: '填写中国出口管制编码，如 1C902.b；不在清单上填“无”。如已知，填写质量分数。',
    en: 'The Chinese control code, such as 1C902.b; "none" if not listed. Mass fractions, if known.',
  }),
  content: () => ({ zh: '从下拉列表中选择。', en: 'Choose from the list.' }),
  quantity: (unit) => ({ zh: `以 ${unit} 计；可填区间。`, en: `In ${unit}; a range will do.` }),
};

/**
 * A workbook for a supplier to fill in, in both languages: one row a question, the cells to fill in open and all others locked. The
 * numbers of the questions and the check of the set are hidden.
 */
export async function supplierWorkbook({ asker, supplier, due, questions }: WorkbookHead): Promise<Uint8Array> {
  const cells: [string, Partial<Cell>][] = COLUMNS.map(([key], column) => {
    const [en = key, zh = ''] = ANSWER_HEADERS[key];
    return [`0,${column}`, text(`${zh} ${en[0]?.toUpperCase()}${en.slice(1)}`, HEAD_CELL)];
  });
  const dataValidations: DataValidation[] = [];
  for (const [index, { id, part, description, text: asked, fact, unit }] of questions.entries()) {
    const hint = HINTS[fact](unit);
    const said: Partial<Record<ColumnName, string | null>> = {
      part,
      description,
      question: `${asked.zh}\n${asked.en}\n${hint.zh}\n${hint.en}`,
      id,
      ...(fact === 'quantity' ? { unit } : {}),
    };
    for (const [column, [key]] of COLUMNS.entries())
      cells.push([`${index + 1},${column}`, text(said[key], ASKED[fact].includes(key) ? OPEN_CELL : CELL)]);
    const list = (key: ColumnName, values: string[]) =>
      dataValidations.push({
        type: 'list',
        values,
        // Row 1 is the head.
        range: `${letterOf(key)}${index + 2}`,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: '可选值 Choices',
        errorMessage: values.join(' / '),
      });
    if (fact === 'content') list('answer', YES_NO);
    if (fact === 'value') list('basis', BASES);
  }
  return writeXlsx({
    sheets: [
      instructions({ asker, supplier, due }),
      {
        name: '问题 Questions',
        columns: COLUMNS.map(([key, width]) => ({ width, hidden: key === 'id' })),
        rows: emptyRows(questions.length + 1, COLUMNS.length),
        rowDefs: new Map(questions.map((_, index) => [index + 1, { height: 84 }])),
        cells: new Map(cells),
        dataValidations,
        freezePane: { rows: 1, columns: 1 },
        pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
        protection: {
          sheet: true,
          formatColumns: true,
          formatRows: true,
          selectLockedCells: true,
          selectUnlockedCells: true,
        },
      },
      { name: CHECK_SHEET, veryHidden: true, rows: [[checkOf(questions)]] },
    ],
  });
}

const text = (value: string | null | undefined, style: CellStyle): Partial<Cell> =>
  value === undefined || value === null ? { value: null, type: 'empty', style } : { value, type: 'string', style };

const letterOf = (key: ColumnName): string => String.fromCharCode(65 + COLUMNS.findIndex(([column]) => column === key));

/** Room for the cells, which say what is in it. */
const emptyRows = (rows: number, columns: number): null[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));

function instructions({ asker, supplier, due }: Omit<WorkbookHead, 'questions'>): WriteSheet {
  const lines: readonly (readonly [string, string])[] = [
    ['致供应商的问题', 'Questions to a supplier'],
    [`提问方：${asker.zh}`, `Asked by: ${asker.en}`],
    [`供应商：${supplier}`, `Supplier: ${supplier}`],
    [`请于 ${due} 前答复`, `Please answer by ${due}`],
    ['请在“问题”工作表的黄色单元格内填写。', 'Fill in the yellow cells of the sheet "Questions".'],
    [
      '不知道的请填“不知道”；已知范围的请填区间，不要估计成一个数。',
      'If something is not known, say "unknown"; where a range is known, give the range, not a guess.',
    ],
    ['国家或地区填名称或两位字母代码，如 中国、CN。', 'Countries: the name, or two letters such as CN.'],
    [
      '请勿删除隐藏的问题编号列；行和列的顺序可以改变。',
      'Keep the hidden column with the numbers; rows and columns may be moved.',
    ],
    [
      '所填内容将作为出口管制判定的依据，请如实填写。',
      'What is stated will be relied on for export control; please state what is so.',
    ],
  ];
  const cells = lines.flatMap((line, row) =>
    line.map((value, column): [string, Partial<Cell>] => [
      `${row},${column}`,
      text(value, {
        alignment: { wrapText: true, vertical: 'top' },
        ...(row === 0 && { font: { bold: true, size: 14 } }),
      }),
    ]),
  );
  return {
    name: '说明 Instructions',
    columns: [{ width: 52 }, { width: 62 }],
    rows: emptyRows(lines.length, 2),
    cells: new Map(cells),
    protection: { sheet: true, selectLockedCells: true },
  };
}
