import { exactForm } from './find-entries.ts';
import { type Script, scriptsIn } from './names/script.ts';

/** What people write where a form wants a name and they have none, in the form that names are compared in. */
const WORDS: ReadonlySet<string> = new Set(
  [
    'unknown',
    'not known',
    'unnamed',
    'anonymous',
    'undisclosed',
    'not disclosed',
    'confidential',
    'withheld',
    'TBA',
    'TBC',
    'TBD',
    'TBN',
    'to be advised',
    'to be announced',
    'to be confirmed',
    'to be decided',
    'to be determined',
    'to be named',
    'to be nominated',
    'n/a',
    'not applicable',
    'not available',
    'not stated',
    'not specified',
    'unspecified',
    'none',
    'nil',
    'null',
    'undefined',
    'various',
    'several',
    'miscellaneous',
    'to order',
    'to the order',
    'to bearer',
    'same as above',
    'as above',
    'dto',
    'ditto',
    'customer',
    'end user',
    'consignee',
    'buyer',
    'importer',
    'xxx',
    'test',
    '未知',
    '不知',
    '不明',
    '不详',
    '待定',
    '待确认',
    '待通知',
    '未定',
    '未填',
    '未提供',
    '暂无',
    '无',
    '略',
    '保密',
    '匿名',
    '同上',
    '凭指示',
    '多家',
    '若干',
    '客户',
    '最终用户',
    '收货人',
    '进口商',
    '买方',
  ].map(exactForm),
);

/**
 * Does this stand where a name should, and names nobody? Signs alone do, and words for "not known". Who is not named may be anybody, so
 * such a party is as unknown as one without a name; a real name taken for one of these opens the answer and never frees it.
 * @example [isNoName('T.B.D.'), isNoName('待定'), isNoName('—'), isNoName('Unknown Worlds GmbH')] // [true, true, true, false]
 */
export function isNoName(name: string): boolean {
  const form = exactForm(name);
  return form === '' || WORDS.has(form) || NOBODY.test(name.normalize('NFKC').trim());
}

/** "Confidential customer" and its like: a party that is kept back, in so many words. */
const NOBODY =
  /^(?:(?:an? |the |our |one )?(?:confidential|undisclosed|unnamed|unknown|anonymous|unspecified|various|private|several)) (?:customers?|clients?|end[- ]?users?|buyers?|consignees?|importers?|part(?:y|ies)|compan(?:y|ies)|purchasers?|recipients?|distributors?)$|^(?:保密|匿名|未知|不明|某|某些|多个)(?:客户|用户|最终用户|买方|收货人|公司|企业|单位)$/iu;

const NOT_COMPARED: ReadonlySet<Script> = new Set(['Arabic', 'Hebrew', 'Greek', 'other']);

/**
 * Is the name, or some of it, written in letters in which no listed name is kept? Likeness across such scripts is too weak a ground to say
 * that a name is on no list, so that of a name which meets none it stays open. Latin, Chinese, Japanese, Korean and Cyrillic letters are compared.
 * @example [isNotCompared('لوكهيد مارتن'), isNotCompared('Локхид Мартин')] // [true, false]
 */
export function isNotCompared(name: string): boolean {
  for (const script of scriptsIn(name.normalize('NFKC'))) if (NOT_COMPARED.has(script)) return true;
  return false;
}
