import type { SupplierQuestion } from '@ytterby/core/supplier-questions';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../intake/answer-table.ts';
import { IntakeError } from '../intake/problem.ts';
import { checkOf, supplierWorkbook } from './workbook.ts';

const q = (given: Pick<SupplierQuestion, 'id' | 'fact' | 'part'> & Partial<SupplierQuestion>): SupplierQuestion => ({
  description: null,
  unit: 'kg',
  text: { zh: `“${given.part}”：${given.fact}？`, en: `${given.part}: ${given.fact}?` },
  ...given,
});
const QUESTIONS: readonly SupplierQuestion[] = [
  q({
    id: 'origin/dy',
    fact: 'origin',
    part: 'dy',
    text: { zh: '物料“dy”原产于哪里？', en: 'Where does dy originate?' },
  }),
  q({
    id: 'value/dy',
    fact: 'value',
    part: 'dy',
    text: { zh: '物料“dy”的价值是多少？', en: 'What is the value of dy?' },
  }),
  q({ id: 'class-inputs/alloy', fact: 'class', part: 'alloy', list: 'inputs' }),
  q({ id: 'content/coil', fact: 'content', part: 'coil' }),
  q({ id: 'quantity/dy/magnet', fact: 'quantity', part: 'dy', usedIn: 'magnet', unit: 'g' }),
];
const CHECK = checkOf(QUESTIONS);
const made = () =>
  supplierWorkbook({
    asker: { zh: '磁材公司', en: 'Magnets Ltd' },
    supplier: 'Acme',
    due: '2026-12-10',
    questions: QUESTIONS,
  });

async function edited(change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await made()).buffer as ArrayBuffer);
  const sheet = book.worksheets[1];
  if (sheet === undefined) throw new Error('no sheet');
  change(sheet, book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
/** Letters of the columns, as `COLUMNS` orders them. */
const AT = {
  part: 'A',
  answer: 'D',
  unit: 'E',
  basis: 'F',
  mined: 'G',
  smelted: 'I',
  fractions: 'K',
  remark: 'L',
  id: 'M',
} as const;
const read = (bytes: Uint8Array, file = 'answers.xlsx') => readAnswers(bytes, file, QUESTIONS, CHECK);

function fillIn(sheet: ExcelJS.Worksheet) {
  sheet.getCell(`${AT.answer}2`).value = '日本 JP';
  sheet.getCell(`${AT.mined}2`).value = '缅甸';
  sheet.getCell(`${AT.answer}3`).value = '２１０，５';
  sheet.getCell(`${AT.unit}3`).value = '欧元';
  sheet.getCell(`${AT.basis}3`).value = '合同价 Contract';
  sheet.getCell(`${AT.answer}4`).value = '1C902.b';
  sheet.getCell(`${AT.fractions}4`).value = 'Dy 0,08 %; 铽 0.5%';
  sheet.getCell(`${AT.answer}5`).value = '否 No';
  sheet.getCell(`${AT.answer}6`).value = '4-6';
}
const FILLED = [
  { question: 'origin/dy', reply: { is: 'origin', origin: 'JP', steps: { mined: 'MM' } } },
  { question: 'value/dy', reply: { is: 'value', amount: '210.5', currency: 'EUR', basis: 'contract' } },
  {
    question: 'class-inputs/alloy',
    reply: { is: 'class', code: '1C902.b', massFractions: { Dy: '0.08 %', Tb: '0.5 %' } },
  },
  { question: 'content/coil', reply: { is: 'content', holds: 'no' } },
  { question: 'quantity/dy/magnet', reply: { is: 'quantity', amount: { min: '4', max: '6' }, unit: 'g' } },
];

describe('supplierWorkbook', () => {
  it('locks everything but the cells to fill in, hides the numbers, and offers choices', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await made()).buffer as ArrayBuffer);
    const [instructions, sheet, check] = book.worksheets;
    expect(book.worksheets.map(({ state }) => state)).toEqual(['visible', 'visible', 'veryHidden']);
    expect(instructions?.getCell('B5').text).toContain('yellow');
    expect(check?.getCell('A1').text).toBe(CHECK);
    expect(sheet?.getColumn('M').hidden).toBe(true);
    expect(sheet?.getCell('M2').text).toBe('origin/dy');
    expect(sheet?.getCell('D2').protection?.locked).toBe(false);
    expect(sheet?.getCell('A2').protection?.locked).not.toBe(false);
    expect(sheet?.getCell('K2').protection?.locked).not.toBe(false);
    expect(sheet?.getCell('D5').dataValidation.formulae).toEqual(['"是 Yes,否 No,不知道 Unknown"']);
    expect(sheet?.getCell('C2').text).toContain('原产于哪里');
    expect(sheet?.getCell('C2').text).toContain('Where does dy originate?');
  });

  it('is read back as it was sent: nothing is answered', async () => {
    expect(await read(await made())).toMatchObject({ answers: [], problems: [] });
  });
});

describe('readAnswers', () => {
  it('reads what was filled in: full-width digits, decimal commas, Chinese names, ranges', async () => {
    expect(await read(await edited(fillIn))).toMatchObject({ answers: FILLED, problems: [] });
  });

  it('finds rows that were moved, with empty rows between, columns in another order and a title above', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await edited(fillIn)).buffer as ArrayBuffer);
    const [, from] = book.worksheets;
    const messy = new ExcelJS.Workbook();
    const sheet = messy.addWorksheet('Sheet1');
    sheet.getCell('A1').value = '供应商答复 Supplier answers';
    sheet.mergeCells('A1:F1');
    const order = [13, 12, 4, 5, 6, 7, 8, 9, 10, 11, 1, 3];
    for (const [at, row] of [1, 6, 0, 3, 2, 0, 5, 4].entries())
      if (row > 0)
        for (const [to, column] of order.entries())
          sheet.getCell(at + 3, to + 1).value = from?.getCell(row, column).value ?? null;
    const { answers, problems } = await read(new Uint8Array(await messy.xlsx.writeBuffer()));
    expect(problems).toEqual([]);
    expect(answers).toHaveLength(5);
    expect(answers).toEqual(expect.arrayContaining(FILLED));
  });

  it('takes "unknown" as an answer', async () => {
    const bytes = await edited((sheet) => {
      for (const row of [2, 3, 4, 5, 6])
        sheet.getCell(`${AT.answer}${row}`).value = row % 2 === 0 ? '不知道 Unknown' : 'unknown';
    });
    const { answers } = await read(bytes);
    expect(answers.map(({ reply }) => reply)).toEqual(Array.from({ length: 5 }, () => ({ is: 'unknown' })));
  });

  it.each<[string, (sheet: ExcelJS.Worksheet) => void, string, string]>([
    [
      'a country that is none',
      (s) => (s.getCell('D2').value = 'Atlantis'),
      'intake/unknown-country',
      "'问题 Questions'!D2",
    ],
    ['no currency', (s) => (s.getCell('D3').value = '210'), 'intake/missing-field', "'问题 Questions'!E3"],
    [
      'no price basis',
      (s) => {
        s.getCell('D3').value = '210';
        s.getCell('E3').value = 'EUR';
      },
      'intake/missing-field',
      "'问题 Questions'!F3",
    ],
    ['about so much', (s) => (s.getCell('D3').value = '约210'), 'intake/number-unclear', "'问题 Questions'!D3"],
    ['a negative number', (s) => (s.getCell('D6').value = '-4'), 'intake/negative-number', "'问题 Questions'!D6"],
    [
      'a unit that does not convert',
      (s) => {
        s.getCell('D6').value = '4';
        s.getCell('E6').value = 'm';
      },
      'intake/unit-differs',
      "'问题 Questions'!E6",
    ],
    ['neither yes nor no', (s) => (s.getCell('D5').value = 'perhaps'), 'intake/not-a-choice', "'问题 Questions'!D5"],
    [
      'a share above the whole',
      (s) => (s.getCell('K4').value = 'Dy 800 %'),
      'intake/share-out-of-range',
      "'问题 Questions'!K4",
    ],
    [
      'an element that is none',
      (s) => (s.getCell('K4').value = 'Xx 5 %'),
      'intake/unknown-element',
      "'问题 Questions'!K4",
    ],
    [
      'a number that nobody asked',
      (s) => {
        s.getCell('M2').value = 'origin/tb';
        s.getCell('D2').value = 'JP';
      },
      'intake/unknown-question',
      "'问题 Questions'!M2",
    ],
    [
      'two answers to one question',
      (s) => {
        s.getCell('D2').value = 'JP';
        s.getCell('M3').value = 'origin/dy';
        s.getCell('D3').value = 'CN';
      },
      'intake/answered-twice',
      "'问题 Questions'!D3",
    ],
    [
      'one amount over two rows',
      (s) => {
        s.getCell('M3').value = 'quantity/dy/magnet';
        s.getCell('M2').value = 'value/dy';
        s.getCell('D2').value = '5';
        s.mergeCells('D2:D3');
      },
      'intake/merged-amount',
      "'问题 Questions'!D2",
    ],
    [
      'a formula that failed',
      (s) => (s.getCell('D3').value = { formula: '1/0', result: { error: '#DIV/0!' } }),
      'intake/formula-error',
      "'问题 Questions'!D3",
    ],
  ])('%s: names the cell and the remedy, and takes nothing', async (_, change, code, cell) => {
    const bytes = await edited((sheet) => {
      sheet.getCell('D5').value = '否 No';
      change(sheet);
    });
    const { answers, problems } = await read(bytes);
    expect(answers).toEqual([]);
    expect(problems[0]).toMatchObject({ code, cell });
    expect(problems[0]?.remedy.zh).not.toBe('');
  });

  it('refuses the workbook of other questions', async () => {
    const { answers, problems } = await readAnswers(
      await edited(fillIn),
      'a.xlsx',
      QUESTIONS,
      checkOf(QUESTIONS.slice(1)),
    );
    expect(answers).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['intake/other-questions']);
  });

  it('reads a plain table without our numbers, by part number and words', async () => {
    const csv = [
      'Part No;Question;Response;Currency;Price basis',
      'DY;Country of origin;Japan;;',
      'dy;Unit price;1.210,50;EUR;contract price',
      'alloy;是否管制;无;;',
      'coil;contains rare earths;unknown;;',
    ].join('\n');
    const { answers, problems } = await read(new TextEncoder().encode(csv), 'reply.csv');
    expect(problems).toEqual([]);
    expect(answers).toEqual([
      { question: 'origin/dy', reply: { is: 'origin', origin: 'JP' } },
      { question: 'value/dy', reply: { is: 'value', amount: '1210.50', currency: 'EUR', basis: 'contract' } },
      { question: 'class-inputs/alloy', reply: { is: 'class', code: 'none' } },
      { question: 'content/coil', reply: { is: 'unknown' } },
    ]);
  });

  it('says which parts were asked about where a plain table names another', async () => {
    const csv = 'part,question,answer\ntb,origin,JP\n';
    const { problems } = await read(new TextEncoder().encode(csv), 'reply.csv');
    expect(problems).toMatchObject([{ code: 'intake/unknown-question', row: 2 }]);
    expect(problems[0]?.remedy.en).toContain('dy; alloy; coil');
  });

  it.each([
    ['nothing', new Uint8Array(), 'a.xlsx'],
    ['no workbook', new TextEncoder().encode('hello'), 'a.xlsx'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7'), 'a.pdf'],
  ])('refuses %s', async (_, bytes, file) => {
    await expect(read(bytes, file)).rejects.toThrow(IntakeError);
  });

  it('says what is missing in a table without answers', async () => {
    const { problems } = await read(new TextEncoder().encode('part,question,colour\ndy,origin,red\n'), 'a.csv');
    expect(problems).toMatchObject([{ code: 'intake/missing-column' }]);
  });
});
