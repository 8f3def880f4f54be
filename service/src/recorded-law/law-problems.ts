import { LAW_FILE_PROBLEMS, type LawFileProblem, type LawFileProblemCode } from '@ytterby/law';

/** A problem of a law file, for the screen: where, and what to do, in both languages. */
export interface RecordedLawProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly code: LawFileProblemCode;
  readonly zh: string;
  readonly en: string;
}

/** The loader's codes in Chinese: what is wrong, and what to do. */
const CHINESE: Readonly<Record<LawFileProblemCode, { readonly meaning: string; readonly remedy: string }>> = {
  'broken-yaml': { meaning: '文件不是键名唯一的单个YAML文档', remedy: '请修正此处的YAML' },
  'no-such-file': { meaning: '指定的文件或文件夹不存在或无法读取', remedy: '请检查路径' },
  'unknown-file': { meaning: '无法从路径或字段判断文件类型', remedy: '规范性文件须有 provisions，清单须有 entries' },
  'no-pack': { meaning: '法规库名称和收录日期的文件不是恰好一份', remedy: '此处只能录入规范性文件及其清单' },
  'unknown-key': { meaning: '没有这个字段', remedy: '请更正字段名或删去该字段' },
  'missing-field': { meaning: '缺少必填字段', remedy: '请补充该字段' },
  uncited: { meaning: '缺少出处或来源', remedy: '请写明条款（cite）和查阅来源（source）' },
  'wrong-value': { meaning: '该值不在字段允许的范围内', remedy: '请填写该字段允许的值' },
  'no-such-date': { meaning: '日历中没有这一天', remedy: '请按原文填写日期' },
  'duplicate-id': { meaning: '编号重复', remedy: '请另取编号；编号的含义永不改变' },
  'foreign-id': { meaning: '编号不以所属文件的编号开头', remedy: '请以所属文件的编号开头' },
  'window-backwards': { meaning: '最后一日早于第一日', remedy: '请对调或更正两个日期' },
  'overlapping-windows': {
    meaning: '同一文件对同一规定的两段期间相互重叠',
    remedy: '请让后一段在前一段结束后开始，或合并两段',
  },
  'dangling-reference': { meaning: '所引用的编号不存在', remedy: '请更正编号，或补充其所在文件' },
  'unknown-reading': { meaning: '系统没有这一解释或选项', remedy: '请使用已有的解释和选项' },
};

/** @example inBothLanguages(problem).zh // '所引用的编号不存在：cn/mofcom-2025-99。请更正编号，或补充其所在文件。' */
export function inBothLanguages(problem: LawFileProblem): RecordedLawProblem {
  const { file, line, column, path: field, code, message, remedy } = problem;
  const { meaning, remedy: advice } = CHINESE[code];
  const named = namedIn(message);
  return {
    file,
    line,
    column,
    field,
    code,
    zh: `${meaning}${named === '' ? '' : `：${named}`}。${advice}。`,
    en: `${message} ${remedy === '' ? LAW_FILE_PROBLEMS[code].remedy : remedy}`,
  };
}

/** What the message is about: ids, days and quoted values, which are the same in every language. */
function namedIn(message: string): string {
  const found = message.match(/"[^"]*"|\b[a-z]{2}\/[\w./()-]*[\w)]|\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  return [...new Set(found.map((each) => each.replaceAll('"', '')))].slice(0, 3).join('、');
}
