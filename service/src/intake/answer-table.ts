import type { ShareFacts } from '@ytterby/core';
import {
  conversion,
  type SupplierQuestion,
  type SupplierReply,
  VALUE_BASES,
  type ValueBasis,
} from '@ytterby/core/supplier-questions';
import { cleanText } from './clean-text.ts';
import { countryCode } from './countries.ts';
import { currencyCode } from './currencies.ts';
import { elementSymbol } from './elements.ts';
import { kindOf } from './file-kind.ts';
import { foldHeader, type Header, type HeaderTable, lookForHeader, recogniseHeader } from './headers.ts';
import { isGreater, type NumberOptions, readNumber } from './numbers.ts';
import { type Problem, problem, refuse } from './problem.ts';
import { csvTable } from './read-csv.ts';
import { decodeText } from './read-text.ts';
import { openWorkbook, type Workbook } from './read-xlsx.ts';
import { suggestion } from './suggest.ts';
import { ColumnConventions, RowCells } from './table-cells.ts';
import type { Table } from './table.ts';
import { choiceOf } from './words.ts';

/** Columns of a table of answers, one row a question. The first Chinese and English names head the workbook that is sent out. */
export const ANSWER_HEADERS = {
  id: ['question id', '问题编号', 'question no', 'question number'],
  part: [
    'part',
    '零件号',
    'part no',
    'part number',
    'part id',
    'item no',
    'material no',
    '零件编号',
    '物料号',
    '料号',
    '品号',
  ],
  description: ['description', '描述', 'part name', 'part description', '零件名称', '名称', '品名'],
  question: ['question', '问题', 'asked', '询问事项'],
  answer: ['answer', '回答', 'reply', 'response', 'value', '答复', '答案', '填写'],
  unit: ['currency or unit', '币种或单位', 'currency', 'unit', 'currency unit', '币种', '单位'],
  basis: ['price basis', '价格基础', 'basis', 'value basis', '价格类型'],
  mined: ['mined', '开采地', 'mined in', 'country of mining', '采矿国', '开采国'],
  separated: ['separated', '分离地', 'separated in', 'country of separation', '冶炼分离地', '分离国'],
  smelted: ['smelted', '金属冶炼地', 'smelted in', 'country of smelting', '冶炼国', '冶炼地'],
  made: ['made', '磁材制造地', 'country of magnet making', 'processed in', '加工地', '加工国'],
  fractions: ['mass fractions', '质量分数', 'mass fraction', 'composition', '成分', '含量'],
  remark: ['remarks', '备注', 'remark', 'comment', 'comments', 'note', '说明'],
} satisfies HeaderTable;

/** Hidden sheet of a workbook that we sent out: the check of its set of questions. */
export const CHECK_SHEET = '_ytterby';

/** How people call what is asked about, where a table has neither our ids nor our words. */
const FACT_WORDS = {
  value: ['value', '价值', 'unit value', 'unit price', 'price', '单价', '价格'],
  origin: ['origin', '原产地', 'country of origin', '原产国', 'coo'],
  class: ['control code', '管制编码', 'control status', '管制状态', 'export control code', '是否管制', '管制代码'],
  content: ['rare earths', '含稀土', 'contains rare earths', '是否含稀土', 'rare earth content', '稀土'],
  quantity: ['quantity', '数量', 'qty', '用量'],
} satisfies HeaderTable;

/** What people write for a price basis. */
const BASIS_WORDS: Readonly<Record<ValueBasis, readonly string[]>> = {
  contract: ['contract', '合同价', 'contract price', '合同', '售价', 'selling price', 'invoice'],
  cost: ['cost', '成本', 'cost price', '成本价', 'production cost', '生产成本'],
  customs: ['customs', '完税价格', 'customs value', '海关完税价格', '海关'],
  market: ['market', '市场价', 'market price', '市场'],
};

/** Answers that were read, or why they cannot be used: with a problem there are no answers. */
export interface AnswersReading {
  readonly answers: readonly { readonly question: string; readonly reply: SupplierReply; readonly remark?: string }[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/**
 * Answers of a supplier from a table: the workbook that was sent out, with its rows and columns in whatever order; or any
 * workbook or CSV with a part number, a question in words, and an answer in each row. Rows without an answer are left out.
 * @param check of the questions, as it stands in the workbook sent out
 * @throws IntakeError when the file as a whole cannot be read
 */
export async function readAnswers(
  bytes: Uint8Array,
  file: string,
  questions: readonly SupplierQuestion[],
  check: string,
): Promise<AnswersReading> {
  if (bytes.length === 0) refuse('intake/empty-file', { file });
  const kind = kindOf(file, bytes);
  if (kind === 'csv') return answersIn(csvTable(decodeText(bytes, { file }).text, file), questions);
  if (kind !== 'xlsx') return refuse('intake/unknown-format', { file }, { kind });
  const workbook = openWorkbook(bytes, file);
  const other = await otherCheck(workbook, check);
  if (other) return { answers: [], problems: [problem('intake/other-questions', { file })], notes: [] };
  return answersIn(await tableWithAnswers(workbook), questions);
}

/** Is it a workbook of ours, of another set of questions? */
async function otherCheck(workbook: Workbook, check: string): Promise<boolean> {
  if (!workbook.sheets.includes(CHECK_SHEET)) return false;
  const table = await workbook.table(CHECK_SHEET);
  for await (const { cells } of table.rows()) return cells[0]?.trim() !== check;
  return true;
}

/** The first sheet whose header has answers in it. */
async function tableWithAnswers(workbook: Workbook): Promise<Table> {
  let first: Table | undefined;
  for (const name of workbook.sheets) {
    if (name === CHECK_SHEET) continue;
    const table = await workbook.table(name);
    first ??= table;
    const { header } = await lookForHeader(table, ANSWER_HEADERS);
    if (header !== undefined && canBeRead(header)) return table;
  }
  return first ?? workbook.table();
}

const has = (header: Header, field: string) => header.columns.some((column) => column.field === field);
const canBeRead = (header: Header) =>
  has(header, 'answer') && (has(header, 'id') || (has(header, 'part') && has(header, 'question')));

async function answersIn(table: Table, questions: readonly SupplierQuestion[]): Promise<AnswersReading> {
  const found = await lookForHeader(table, ANSWER_HEADERS);
  const { header } = found;
  if (header === undefined || found.problems.length > 0) return { answers: [], problems: found.problems, notes: [] };
  if (!canBeRead(header)) {
    const missing = ['part', 'question', 'answer'].filter((field) => !has(header, field));
    const place = { file: table.file, ...(table.sheet === undefined ? {} : { sheet: table.sheet }), row: header.row };
    const problems = missing.map((field) => {
      const [name = field, nameZh = field] = ANSWER_HEADERS[field as keyof typeof ANSWER_HEADERS];
      return problem('intake/missing-column', place, { name, nameZh, hint: '', hintZh: '' });
    });
    return { answers: [], problems, notes: [] };
  }
  const conventions = new ColumnConventions(table, header);
  await conventions.learn(['answer']);
  const problems: Problem[] = [];
  const read = new Map<string, { row: number; answer: AnswersReading['answers'][number] }>();
  for await (const row of table.rows()) {
    if (row.row <= header.row || problems.length > 500) continue;
    const cells = new RowCells(table, header, row);
    const isAnswered = ANSWER_FIELDS.some((field) => cells.text(field) !== undefined);
    if (!isAnswered && (row.broken?.size ?? 0) === 0) continue;
    const broken = cells.problems();
    if (broken.length > 0) {
      problems.push(...broken);
      continue;
    }
    const question = questionOf(cells, questions, problems);
    if (question === undefined) continue;
    const before = problems.length;
    const numbers = conventions.options(row)(cells.column('answer')?.index ?? -1);
    const reply = replyOf(cells, question, numbers, problems);
    if (reply === undefined || problems.length > before) continue;
    const remark = cells.text('remark');
    const answer = {
      question: question.id,
      reply,
      ...(remark === undefined ? {} : { remark: cleanText(remark, 'prose').text.slice(0, MOST_REMARK) }),
    };
    const earlier = read.get(question.id);
    if (earlier !== undefined && JSON.stringify(earlier.answer.reply) !== JSON.stringify(reply)) {
      problems.push(
        problem('intake/answered-twice', cells.place(cells.column('answer')?.index ?? -1), { first: earlier.row }),
      );
      continue;
    }
    read.set(question.id, { row: row.row, answer });
  }
  const answers = problems.length > 0 ? [] : [...read.values()].map(({ answer }) => answer);
  return { answers, problems, notes: header.notes };
}

const MOST_REMARK = 2_000;
const STEPS = ['mined', 'separated', 'smelted', 'made'] as const;
const ANSWER_FIELDS = ['answer', ...STEPS, 'fractions'] as const;

/** Which question a row answers: by our id, else by part number and words. */
function questionOf(
  cells: RowCells,
  questions: readonly SupplierQuestion[],
  problems: Problem[],
): SupplierQuestion | undefined {
  const id = cells.text('id');
  if (id !== undefined) {
    const named = questions.find((question) => question.id === cleanText(id).text);
    if (named === undefined) problems.push(unknownQuestion(cells, 'id', id, questions));
    return named;
  }
  const part = cells.text('part');
  if (part === undefined) {
    problems.push(
      problem('intake/missing-field', cells.place(cells.column('part')?.index ?? -1), {
        key: ANSWER_HEADERS.part[0] ?? 'part',
        hint: '',
        hintZh: '',
      }),
    );
    return undefined;
  }
  const mine = questions.filter((question) => foldPart(question.part) === foldPart(part));
  if (mine.length === 0) {
    problems.push(unknownQuestion(cells, 'part', part, questions));
    return undefined;
  }
  const words = cells.text('question');
  const [only] = mine;
  if (words === undefined) {
    if (mine.length === 1) return only;
    problems.push(unknownQuestion(cells, 'question', part, mine));
    return undefined;
  }
  const folded = foldHeader(words);
  const same = mine.filter(({ text }) => [text.zh, text.en].some((each) => folded.includes(foldHeader(each))));
  const fact = recogniseHeader(words, FACT_WORDS)?.field;
  const meant = same.length > 0 ? same : mine.filter((question) => question.fact === fact);
  if (meant.length === 1) return meant[0];
  problems.push(unknownQuestion(cells, 'question', words, mine));
  return undefined;
}

const foldPart = (text: string) => cleanText(text).text.normalize('NFKC').toLowerCase();

function unknownQuestion(
  cells: RowCells,
  field: 'id' | 'part' | 'question',
  value: string,
  known: readonly SupplierQuestion[],
): Problem {
  const names = [
    ...new Set(known.map(({ part, text, id }) => (field === 'id' ? id : field === 'part' ? part : text.zh))),
  ];
  return problem('intake/unknown-question', cells.place(cells.column(field)?.index ?? -1), {
    value,
    known: names.slice(0, 20).join('; '),
    ...suggestion(value, names),
  });
}

function replyOf(
  cells: RowCells,
  question: SupplierQuestion,
  numbers: NumberOptions,
  problems: Problem[],
): SupplierReply | undefined {
  const index = cells.column('answer')?.index ?? -1;
  const place = cells.place(index);
  const said = cells.text('answer');
  const wrong = (...given: Parameters<typeof problem>) => {
    problems.push(problem(...given));
    return undefined;
  };
  const isUnknown = said !== undefined && isUnknownWord(said);
  switch (question.fact) {
    case 'value':
    case 'quantity': {
      if (said === undefined) return undefined;
      if (isUnknown) return { is: 'unknown' };
      const merged = cells.row.merged?.get(index);
      if (merged !== undefined) return wrong('intake/merged-amount', place, { first: merged.first, last: merged.last });
      const read = readNumber(said, numbers);
      if (!read.ok) return wrong(read.code, place, read.values);
      if (read.percent) return wrong('intake/percent-not-wanted', place, { value: said });
      const beside = cells.text('unit');
      const unitPlace = cells.place(cells.column('unit')?.index ?? index);
      if (question.fact === 'value') {
        const code = beside === undefined ? undefined : currencyCode(beside);
        if (beside !== undefined && code === undefined)
          return wrong('intake/unknown-currency', unitPlace, { value: beside, suggestion: '', suggestionZh: '' });
        if (code !== undefined && read.currency !== undefined && code !== read.currency)
          return wrong('intake/currency-conflict', unitPlace, { first: read.currency, second: code });
        const currency = code ?? read.currency;
        if (currency === undefined)
          return wrong('intake/missing-field', unitPlace, {
            key: 'currency / 币种',
            hint: ' (EUR, CNY, USD)',
            hintZh: '（EUR、CNY、USD）',
          });
        if (read.unit !== undefined) return wrong('intake/amount-with-unit', place, { value: said, unit: read.unit });
        const basis = basisOf(cells, problems);
        return basis && { is: 'value', amount: read.value, currency, basis };
      }
      const unit = beside ?? read.unit ?? question.unit;
      return conversion(unit, question.unit) === undefined
        ? wrong('intake/unit-differs', unitPlace, { value: unit, wanted: question.unit })
        : { is: 'quantity', amount: read.value, unit };
    }
    case 'origin': {
      const steps = Object.fromEntries(
        STEPS.flatMap((step) => {
          const country = countryIn(cells, step, problems);
          return country === undefined ? [] : [[step, country]];
        }),
      );
      const origin = countryIn(cells, 'answer', problems);
      const hasSteps = Object.keys(steps).length > 0;
      if (origin === 'unknown' && !hasSteps) return { is: 'unknown' };
      if (origin === undefined && !hasSteps) return undefined;
      return {
        is: 'origin',
        ...(origin === undefined || origin === 'unknown' ? {} : { origin }),
        ...(hasSteps ? { steps } : {}),
      };
    }
    case 'class': {
      const massFractions = fractionsIn(cells, problems);
      if (isUnknown && massFractions === undefined) return { is: 'unknown' };
      if (said === undefined && massFractions === undefined) return undefined;
      const code = said === undefined || isUnknown ? undefined : codeOf(said);
      if (code !== undefined && code.length > 200)
        return wrong('intake/too-long', place, { limit: 200, length: code.length });
      return {
        is: 'class',
        ...(code === undefined ? {} : { code }),
        ...(massFractions === undefined ? {} : { massFractions }),
      };
    }
    case 'content': {
      if (said === undefined) return undefined;
      if (isUnknown) return { is: 'unknown' };
      const holds = choiceOf(firstWord(said), ['yes', 'no']);
      return holds === 'yes' || holds === 'no'
        ? { is: 'content', holds }
        : wrong('intake/not-a-choice', place, {
            value: said,
            known: '是 yes, 否 no, 不知道 unknown',
            suggestion: '',
            suggestionZh: '',
          });
    }
  }
}

/** Choices of the workbook are in both languages: `是 Yes`. */
const firstWord = (text: string) => cleanText(text).text.split(/[\s/(（]+/)[0] ?? '';
const isUnknownWord = (text: string) =>
  [firstWord(text), text.trim()].some((word) => choiceOf(word, ['unknown']) === 'unknown') ||
  /^(?:do not know|don't know|not known)\b/i.test(text.trim());

function codeOf(text: string): string {
  const clean = cleanText(text).text.normalize('NFKC');
  const isNone =
    [clean, firstWord(clean)].some((word) => choiceOf(word, ['none']) === 'none') ||
    /^(?:不在清单|不属于|未列入)|not listed/i.test(clean);
  return isNone ? 'none' : clean;
}

function basisOf(cells: RowCells, problems: Problem[]): ValueBasis | undefined {
  const said = cells.text('basis');
  const place = cells.place(cells.column('basis')?.index ?? cells.column('answer')?.index ?? -1);
  const known = VALUE_BASES.map((basis) => BASIS_WORDS[basis].slice(0, 2).join(' / ')).join(', ');
  if (said === undefined) {
    problems.push(
      problem('intake/missing-field', place, {
        key: 'price basis / 价格基础',
        hint: ` (${known})`,
        hintZh: `（${known}）`,
      }),
    );
    return undefined;
  }
  const folded = foldHeader(said);
  const found = VALUE_BASES.find((basis) =>
    BASIS_WORDS[basis].some((word) => foldHeader(word) === folded || foldHeader(word) === foldHeader(firstWord(said))),
  );
  if (found === undefined)
    problems.push(problem('intake/not-a-choice', place, { value: said, known, suggestion: '', suggestionZh: '' }));
  return found;
}

function countryIn(cells: RowCells, field: string, problems: Problem[]): string | undefined {
  const said = cells.text(field);
  if (said === undefined) return undefined;
  if (isUnknownWord(said)) return 'unknown';
  const clean = cleanText(said).text;
  const code = countryCode(clean) ?? countryCode(firstWord(clean));
  if (code === undefined)
    problems.push(
      problem('intake/unknown-country', cells.place(cells.column(field)?.index ?? -1), {
        value: said,
        suggestion: '',
        suggestionZh: '',
      }),
    );
  return code;
}

/** `Dy 0.08 %; Tb 0.5 %` → shares by element. */
function fractionsIn(cells: RowCells, problems: Problem[]): Record<string, ShareFacts> | undefined {
  const said = cells.text('fractions');
  if (said === undefined || isUnknownWord(said)) return undefined;
  const place = cells.place(cells.column('fractions')?.index ?? -1);
  const fractions: Record<string, ShareFacts> = {};
  for (const piece of said.normalize('NFKC').split(/[;\n]|[,、](?=\s*[A-Za-z\p{Script=Han}])/u)) {
    if (piece.trim() === '') continue;
    const [, name = '', figure = ''] = /^\s*([A-Za-z]+|\p{Script=Han})\s*[:=]?\s*(.+)$/u.exec(piece) ?? [];
    const symbol = elementSymbol(name);
    if (symbol === undefined) {
      problems.push(
        problem('intake/unknown-element', place, { value: piece.trim(), suggestion: '', suggestionZh: '' }),
      );
      continue;
    }
    const read = readNumber(figure);
    if (!read.ok) {
      problems.push(problem(read.code, place, read.values));
      continue;
    }
    const limit = read.percent ? '100' : '1';
    const ends = typeof read.value === 'string' ? [read.value] : [read.value.min, read.value.max];
    if (ends.some((end) => end !== undefined && isGreater(end, limit))) {
      problems.push(problem('intake/share-out-of-range', place, { value: piece.trim() }));
      continue;
    }
    const share = (end: string) => (read.percent ? `${end} %` : end);
    const { value } = read;
    fractions[symbol] =
      typeof value === 'string'
        ? share(value)
        : {
            ...(value.min === undefined ? {} : { min: share(value.min) }),
            ...(value.max === undefined ? {} : { max: share(value.max) }),
          };
  }
  return Object.keys(fractions).length === 0 ? undefined : fractions;
}
