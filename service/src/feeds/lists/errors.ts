import { formatProblem, IntakeError, type Place, type Problem, type ProblemCode } from '../../intake/index.ts';

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
interface Entry {
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}
const entry = (en: string, zh: string, remedyEn: string, remedyZh: string): Entry => ({
  message: { zh, en },
  remedy: { zh: remedyZh, en: remedyEn },
});

/** Every code that reading and keeping lists of parties can raise. A code never changes meaning. */
export const LIST_ERRORS = {
  // The import as a whole
  'lists/bad-list-id': entry(
    '"{value}" cannot be the id of a list',
    '“{value}”不能作为名单编号',
    'use lower-case letters, digits and hyphens, up to 64, such as ofac-sdn',
    '请使用小写字母、数字和连字符，最多64个，如 ofac-sdn',
  ),
  'lists/unknown-list': entry(
    'there is no list "{value}"',
    '没有名单“{value}”',
    'see ytterby lists list for the lists that are there',
    '请用 ytterby lists list 查看现有名单',
  ),
  'lists/unknown-version': entry(
    'the list {list} has no version {value}',
    '名单 {list} 没有版本 {value}',
    'choose one of: {known}',
    '请从中选择：{known}',
  ),
  'lists/unknown-record': entry(
    'the list {list} has no entry {value}',
    '名单 {list} 没有条目 {value}',
    'check the id; it is the one that the source uses',
    '请检查编号；编号与来源一致',
  ),
  'lists/unknown-format': entry(
    'it cannot be told what kind of list this is',
    '无法判断名单格式',
    'name it with --format: {known}',
    '请用 --format 指明：{known}',
  ),
  'lists/wrong-format': entry(
    'this is not {wanted}: {found}',
    '这不是 {wanted}：{found}',
    'choose another file, or another --format',
    '请选择其他文件或其他 --format',
  ),
  'lists/wrong-files': entry(
    'these files do not make one list: {found}',
    '这些文件不能组成一份名单：{found}',
    'give one file, or for OFAC the main file with its alt, add and comments files, each once',
    '请给出一个文件；OFAC 名单可给出主文件及其 alt、add、comments 文件，各一个',
  ),
  'lists/file-changed': entry(
    'the file changed while it was read',
    '文件在读取过程中发生了变化',
    'wait until it is complete and import it again',
    '请待文件完整后重新导入',
  ),
  'lists/empty-file': entry('the file holds nothing', '文件为空', 'fetch the list again', '请重新获取名单'),
  'lists/no-records': entry(
    'no party could be read, so nothing was imported',
    '未能读出任何当事方，未导入',
    'check that this is the list you mean; the version before stays in use',
    '请确认文件无误；此前版本继续使用',
  ),
  'lists/file-too-large': entry(
    'the file has more than {limit} bytes when unpacked',
    '文件解压后超过 {limit} 字节',
    'split the list in parts and import each under its own id',
    '请将名单拆分，以不同编号分别导入',
  ),
  'lists/too-many': entry(
    'the list has more than {limit} {what}',
    '名单中的{what}超过 {limit} 项',
    'split the list in parts and import each under its own id',
    '请将名单拆分，以不同编号分别导入',
  ),
  'lists/packed-too-tightly': entry(
    'the file unpacks to more than {limit} times its size; no list does',
    '文件解压后超过原大小的 {limit} 倍，名单不会如此',
    'fetch the list again from its publisher',
    '请从发布机构重新获取名单',
  ),
  'lists/broken-gzip': entry(
    'the packed file is damaged or cut off ({detail})',
    '压缩文件损坏或不完整（{detail}）',
    'fetch the list again',
    '请重新获取名单',
  ),
  'lists/broken-off': entry(
    'the file cannot be read beyond this place: {detail}',
    '自此处起无法读取：{detail}',
    'fetch the list again; a list that lacks its end is not imported',
    '请重新获取名单；缺少后半部分的名单不予导入',
  ),
  'lists/xml-declares-types': entry(
    'the XML carries a document type declaration; none is read here',
    'XML 含有文档类型声明（DOCTYPE），此处不予读取',
    'fetch the list again from its publisher, who does not use one',
    '请从发布机构重新获取名单，原件不含此声明',
  ),
  'lists/xml-too-large': entry(
    'one {what} of the XML is larger than {limit}',
    'XML 中的{what}超过 {limit}',
    'fetch the list again from its publisher',
    '请从发布机构重新获取名单',
  ),
  // One record
  'lists/no-name': entry('the entry has no name and was left out', '条目没有名称，未导入', 'add a name', '请补充名称'),
  'lists/no-id': entry('the entry has no id and was left out', '条目没有编号，未导入', 'add its id', '请补充编号'),
  'lists/name-too-long': entry(
    'a name has {length} characters ({limit} are allowed) and was left out',
    '名称有 {length} 个字符（上限 {limit}），已略去',
    'shorten it; text about the party belongs into the remarks',
    '请缩短；说明文字应放入备注',
  ),
  'lists/record-too-large': entry(
    'the entry has {count} {what}; {limit} are allowed, and it was left out',
    '条目有 {count} 个{what}，上限为 {limit}，未导入',
    'split the entry',
    '请拆分该条目',
  ),
  'lists/broken-text': entry(
    'the bytes of {where} are not text in UTF-8; the entry was left out',
    '{where} 的字节不是 UTF-8 文本，该条目未导入',
    'save the file again as UTF-8',
    '请将文件重新保存为 UTF-8',
  ),
  'lists/control-character': entry(
    'control characters were taken out: {names}',
    '已去除控制字符：{names}',
    'check that the entry reads as it should',
    '请确认该条目内容无误',
  ),
  'lists/wrong-cells': entry(
    'the row has {count} cells instead of {expected} and was left out',
    '该行有 {count} 个单元格，应为 {expected} 个，未导入',
    'put quotes around a cell that holds the separator',
    '含有分隔符的单元格请加引号',
  ),
  'lists/bad-value': entry(
    '"{value}" is not {wanted}; it was left out',
    '“{value}”不是{wanted}，已略去',
    'correct it in the source',
    '请在来源中更正',
  ),
  'lists/no-such-party': entry(
    'this belongs to the party {value}, which the main file does not have',
    '此行属于 {value}，而主文件中没有该当事方',
    'import the files of one and the same day',
    '请导入同一日期的文件',
  ),
  'lists/duplicate-id': entry(
    'the id {value} stands in the list a second time; this entry is kept as {kept}',
    '编号 {value} 在名单中重复出现；该条目保留为 {kept}',
    'nothing need be done; both are screened against',
    '无需处理；两者都会用于筛查',
  ),
  'lists/bad-json': entry(
    'the line is not an entity in JSON ({detail}) and was left out',
    '该行不是 JSON 实体（{detail}），未导入',
    'correct the line',
    '请更正该行',
  ),
  'lists/line-too-long': entry(
    'the line has more than {limit} bytes and was left out',
    '该行超过 {limit} 字节，未导入',
    'look for a missing line end',
    '请检查是否缺少换行',
  ),
  'lists/names-missing': entry(
    'no file of {what} was given',
    '未给出{what}文件',
    'give it together with the main file, or names will be missed',
    '请与主文件一并导入，否则会漏掉名称',
  ),
  // What is kept
  'lists/data-folder': entry(
    'the data folder cannot be used ({reason})',
    '无法使用数据文件夹（{reason}）',
    'choose another with --data or YTTERBY_DATA, or free space and rights',
    '请用 --data 或 YTTERBY_DATA 另选文件夹，或检查空间和权限',
  ),
  'lists/damaged': entry(
    'the kept version {version} of {list} is damaged: {detail}',
    '名单 {list} 的版本 {version} 已损坏：{detail}',
    'import the list again; screenings with this version cannot be repeated from it',
    '请重新导入名单；此版本无法再用于重复筛查',
  ),
  'lists/locked': entry(
    'another import of {list} has been running for too long (process {pid})',
    '名单 {list} 的另一导入任务运行时间过长（进程 {pid}）',
    'let it end or stop it, then import again',
    '请等待其结束或将其停止，然后重新导入',
  ),
  'lists/lock-lost': entry(
    'another import took over while this one stood still; nothing was changed',
    '此导入停滞期间已被另一导入取代；未作任何更改',
    'import again',
    '请重新导入',
  ),
} as const satisfies Record<string, Entry>;

/** A stable code of `LIST_ERRORS`. */
export type ListProblemCode = keyof typeof LIST_ERRORS;

/** What is wrong at one place of a list, and what to do about it. Like `Problem` of the intake, with codes of lists. */
export interface ListProblem extends Omit<Problem, 'code'> {
  code: ListProblemCode | ProblemCode;
}

/** Our own words that fill the places of a text. What stands in a file, and what a library says of it, is not translated. */
export const PHRASES: Readonly<Record<string, string>> = {
  'a list': '名单',
  'a list of parties': '当事方名单',
  'a file of OFAC': 'OFAC 文件',
  'the UN list': '联合国名单',
  'the Denied Persons List': '美国被拒绝人员名单',
  'the US Consolidated Screening List': '美国综合筛查名单',
  'OpenSanctions targets.simple.csv': 'OpenSanctions targets.simple.csv',
  'no column of names': '没有名称列',
  'its columns are others': '列不相符',
  'no main file (sdn, cons_prim)': '缺少主文件（sdn、cons_prim）',
  'a day': '日期',
  'a day (month/day/year)': '日期（月/日/年）',
  'a day with one reading': '含义唯一的日期',
  'a day of listing': '列入日期',
  'a date of birth': '出生日期',
  'aliases (alt)': '别名（alt）',
  aliases: '别名',
  addresses: '地址',
  comments: '备注',
  entries: '条目',
  elements: '元素',
  parts: '组成项',
  'related entities': '关联实体',
  'the line': '该行',
  'the row': '该行',
  depth: '嵌套层数',
  'element text': '元素文本',
  'tag or text': '标签或文本',
  'too many': '过多',
  'a quote opens and never closes': '引号没有闭合',
  'a row or cell is too large; look for a missing closing quote': '行或单元格过大，请检查是否缺少右引号',
  'the text is not UTF-8 throughout': '文本并非完整的 UTF-8',
  'the text is not in one encoding throughout': '文本编码前后不一',
};

function fill(template: string, values: Readonly<Record<string, string | number>>, translate: boolean): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const raw = String(Object.hasOwn(values, name) ? values[name] : '');
    const value = (translate && Object.hasOwn(PHRASES, raw) ? (PHRASES[raw] ?? raw) : raw)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .toWellFormed();
    return value.length > 200 ? `${value.slice(0, 199).toWellFormed()}…` : value;
  });
}

/** Builds a problem from its code; `values` fill the `{name}` places of its texts. */
export function listProblem(
  code: ListProblemCode,
  place: Place,
  values: Readonly<Record<string, string | number>> = {},
): ListProblem {
  const { message, remedy } = LIST_ERRORS[code];
  return {
    ...place,
    code,
    message: { zh: fill(message.zh, values, true), en: fill(message.en, values, false) },
    remedy: { zh: fill(remedy.zh, values, true), en: fill(remedy.en, values, false) },
  };
}

/** One line a person can act on. @example 'sdn.csv row 7: the entry has no name and was left out — add a name' */
export function formatListProblem(found: ListProblem, language: 'zh' | 'en' = 'en'): string {
  // The text of a problem does not depend on whose code it is.
  return formatProblem(found as Problem, language);
}

/** A list (or what is kept of it) that cannot be used as a whole. Readers and the store throw no other error. */
export class ListError extends Error {
  readonly problems: readonly ListProblem[];

  constructor(problems: readonly ListProblem[]) {
    super(problems.map((found) => formatListProblem(found)).join('\n'));
    this.name = 'ListError';
    this.problems = problems;
  }
}

/** Throws a `ListError` with this one problem. */
export function refuseList(
  code: ListProblemCode,
  place: Place,
  values: Readonly<Record<string, string | number>> = {},
): never {
  throw new ListError([listProblem(code, place, values)]);
}

/** Passes on what the shared readers refuse as a `ListError`. */
export function asListError(error: unknown): unknown {
  return error instanceof IntakeError ? new ListError(error.problems) : error;
}
