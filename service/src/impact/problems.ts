import type { Bilingual } from '../intake/errors.ts';
import { formatProblem, type Place } from '../intake/problem.ts';

interface Entry {
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}
const entry = (en: string, zh: string, remedyEn: string, remedyZh: string): Entry => ({
  message: { zh, en },
  remedy: { zh: remedyZh, en: remedyEn },
});

/** Every way in which a case or its tables can be wrong, with what to do about it. */
export const IMPACT_PROBLEMS = {
  'impact/not-yaml': entry(
    'this is no YAML: {detail}',
    '这不是有效的 YAML：{detail}',
    'mend the line that is named',
    '请修正所指的行',
  ),
  'impact/wrong-shape': entry(
    'this does not fit: {detail}',
    '内容不符合格式：{detail}',
    'compare with the cases that come with Ytterby',
    '请对照随附的案例',
  ),
  'impact/missing-column': entry(
    'there is no column {column}',
    '没有“{column}”列',
    'add it, or say under columns what it is called: {columns} are there',
    '请补上该列，或在 columns 中写明列名；现有：{columns}',
  ),
  'impact/not-a-number': entry(
    '{value} is not a number',
    '“{value}”不是数字',
    'write digits with a point as the decimal sign and nothing else: 1234.5',
    '请只写数字，小数点用“.”，如 1234.5',
  ),
  'impact/negative': entry('{value} is negative', '{value} 为负数', 'write zero or more', '请写零或正数'),
  'impact/empty-cell': entry(
    'an empty cell in an input-output table',
    '投入产出表中有空单元格',
    'write 0 where nothing was delivered; what is not known cannot be calculated with',
    '没有交付的写 0；未知数无法参与计算',
  ),
  'impact/sum-as-code': entry(
    '{code} is the sum of all others',
    '{code} 等于其余各项之和',
    'put it under leaveOut in the description, or everything counts twice',
    '请在说明文件的 leaveOut 中列出，否则全部重复计算',
  ),
  'impact/empty-key': entry('{column} is empty', '“{column}”为空', 'say what the row is about', '请写明该行的内容'),
  'impact/cell-twice': entry(
    '{cell} is there twice, first on line {line}',
    '{cell} 重复，首次出现在第 {line} 行',
    'keep one of the two',
    '请只保留一行',
  ),
  'impact/wrong-direction': entry(
    '{value} is neither import nor export',
    '“{value}”既不是 import 也不是 export',
    'write import or export',
    '请写 import 或 export',
  ),
  'impact/missing-table': entry(
    'the description has no table of kind {kind}',
    '说明文件缺少 {kind} 类表',
    'describe make, use and imports, or sectors and flows',
    '请说明 make、use、imports 三表，或 sectors、flows 两表',
  ),
  'impact/no-tables': entry(
    'there are no tables called {name}',
    '没有名为 {name} 的数据表',
    'put them into the data folder as {folder}, with a tables.yaml that describes them',
    '请将其放入数据文件夹的 {folder}，并附说明文件 tables.yaml',
  ),
  'impact/tables-changed': entry(
    'the tables were changed after the assessment was asked for',
    '提交评估后数据表已更改',
    'ask for it again',
    '请重新提交评估',
  ),
  'impact/broken-parquet': entry(
    'this file cannot be read as Parquet: {detail}',
    '无法按 Parquet 读取该文件：{detail}',
    'write it anew with plain columns and no compression but Snappy, or as CSV',
    '请用简单列重新写出（不压缩或 Snappy 压缩），或改用 CSV',
  ),
  'impact/unlike-units': entry(
    'the tables of one economy are in {units}',
    '同一经济体各表的单位不同：{units}',
    'give them in one unit',
    '请统一单位',
  ),
  'impact/unknown-sector': entry(
    'the table has no sector {sector}',
    '表中没有部门 {sector}',
    'use a code of the table: {like}',
    '请使用表中的代码，如 {like}',
  ),
  'impact/not-a-table': entry(
    'these numbers make no table: {detail}',
    '这些数字不成表：{detail}',
    'check the tables that are described here',
    '请检查此处说明的各表',
  ),
} as const satisfies Record<string, Entry>;
export type ImpactProblemCode = keyof typeof IMPACT_PROBLEMS;

/** What is wrong at one place of a case or a table, and what to do about it. */
export interface ImpactProblem extends Place {
  readonly code: ImpactProblemCode;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

/** A case or its tables cannot be used; every problem found, up to a hundred. */
export class ImpactFileError extends Error {
  readonly problems: readonly ImpactProblem[];
  constructor(problems: readonly ImpactProblem[]) {
    super(problems.map((each) => formatProblem(each)).join('\n'));
    this.name = 'ImpactFileError';
    this.problems = problems;
  }
}

const LONGEST = 300;

export function impactProblem(
  code: ImpactProblemCode,
  place: Place,
  values: Readonly<Record<string, string | number>> = {},
): ImpactProblem {
  // A value that has its own Chinese words stands beside them: `detail`, `detailZh`.
  const fill = (template: string, language: '' | 'Zh') =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const text = String(values[name + language] ?? values[name] ?? '').replace(/\s+/g, ' ');
      return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    });
  const { message, remedy } = IMPACT_PROBLEMS[code];
  return {
    ...place,
    code,
    message: { zh: fill(message.zh, 'Zh'), en: fill(message.en, '') },
    remedy: { zh: fill(remedy.zh, 'Zh'), en: fill(remedy.en, '') },
  };
}
