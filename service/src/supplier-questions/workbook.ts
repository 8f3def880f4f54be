import { createHash } from 'node:crypto';
import type { Text } from '@ytterby/core';
import type { SupplierQuestion } from '@ytterby/core/supplier-questions';
import ExcelJS from 'exceljs';
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
const FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF7DB' } } as const;
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } } as const;

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
  const workbook = new ExcelJS.Workbook();
  await instructions(workbook, { asker, supplier, due });
  const sheet = workbook.addWorksheet('问题 Questions', {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = COLUMNS.map(([key, width]) => {
    const [en = key, zh = ''] = ANSWER_HEADERS[key];
    return { key, width, header: `${zh} ${en[0]?.toUpperCase()}${en.slice(1)}`, hidden: key === 'id' };
  });
  const head = sheet.getRow(1);
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  head.fill = HEAD_FILL;
  head.alignment = { vertical: 'middle', wrapText: true };
  for (const question of questions) {
    const { id, part, description, text, fact, unit } = question;
    const hint = HINTS[fact](unit);
    const row = sheet.addRow({
      part,
      description,
      question: `${text.zh}\n${text.en}\n${hint.zh}\n${hint.en}`,
      id,
      ...(fact === 'quantity' ? { unit } : {}),
    });
    row.alignment = { vertical: 'top', wrapText: true };
    row.height = 84;
    for (const [key] of COLUMNS) {
      const cell = row.getCell(key);
      const isAsked = ASKED[fact].includes(key);
      // Text, so that a spreadsheet program makes no date or formula of what is typed.
      cell.numFmt = '@';
      cell.protection = { locked: !isAsked };
      if (isAsked) {
        cell.fill = FILL;
        cell.border = { bottom: { style: 'hair' }, right: { style: 'hair' } };
      }
    }
    const list = (key: ColumnName, choices: readonly string[]) => {
      row.getCell(key).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choices.join(',')}"`],
        showErrorMessage: true,
        errorTitle: '可选值 Choices',
        error: choices.join(' / '),
      };
    };
    if (fact === 'content') list('answer', YES_NO);
    if (fact === 'value') list('basis', BASES);
  }
  await sheet.protect('', {
    formatColumns: true,
    formatRows: true,
    selectLockedCells: true,
    selectUnlockedCells: true,
  });
  const check = workbook.addWorksheet(CHECK_SHEET, { state: 'veryHidden' });
  check.addRow([checkOf(questions)]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function instructions(workbook: ExcelJS.Workbook, { asker, supplier, due }: Omit<WorkbookHead, 'questions'>) {
  const sheet = workbook.addWorksheet('说明 Instructions');
  sheet.columns = [{ width: 52 }, { width: 62 }];
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
  for (const line of lines) sheet.addRow([...line]).alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(1).font = { bold: true, size: 14 };
  await sheet.protect('', { selectLockedCells: true });
}
