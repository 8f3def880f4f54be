import type { Text } from '../finding.ts';

/** `error`: it cannot be accepted so. `warning`: somebody should look; nothing stops. */
export type Severity = 'error' | 'warning';

/** One thing that the lint can find. `{…}` stands for a word of the case. `provision`: where the rule stands, if in law. */
export interface LintRule {
  readonly severity: Severity;
  readonly text: Text;
  readonly remedy: Text;
  readonly provision?: string;
}

const t = (zh: string, en: string): Text => ({ zh, en });
const R = 'cn/state-council-2024-792';

/**
 * Everything that can be wrong with an application, in one table. A rule that the law pack holds (papers, fields of the
 * proof, Chinese) takes its citation from there, and is only a warning where the pack has not verified it.
 */
export const LINT_RULES = {
  'kind-not-open': {
    severity: 'error',
    text: t('当日没有施行中的规定可供提出此类申请', 'No provision in force on this day opens this kind of application'),
    remedy: t('核对判定结论；改用其他申请种类', 'Check the determination, or choose another kind'),
  },
  'form-closed': {
    severity: 'error',
    text: t('此种许可方式不适用于该情形：{when}', 'This form is closed here: {when}'),
    remedy: t('改为申请单项许可', 'Apply for an individual licence'),
  },
  'field-missing': {
    severity: 'error',
    text: t('未填写：{what}', 'Not stated: {what}'),
    remedy: t('填写{what}', 'State it: {what}'),
  },
  'identifier-wrong': {
    severity: 'error',
    text: t('{what}校验不通过：{value}', 'The check digits of this {what} are wrong: {value}'),
    remedy: t('核对证照上的代码', 'Copy it again from the certificate'),
  },
  'paper-missing': {
    severity: 'error',
    text: t('缺少材料：{what}', 'Paper missing: {what}'),
    remedy: t('上传{what}', 'Add it: {what}'),
  },
  'paper-out-of-date': {
    severity: 'error',
    text: t('材料已过有效期：{what}', 'Paper out of date: {what}'),
    remedy: t('换成有效的材料', 'Replace it by a valid one'),
  },
  'not-in-chinese': {
    severity: 'error',
    text: t('外文材料没有中文译文：{what}', 'No Chinese translation of: {what}'),
    remedy: t('上传中文译文，并注明所译材料', 'Add a Chinese translation and say of which paper'),
  },
  'language-unstated': {
    severity: 'warning',
    text: t('未注明材料的语言：{what}', 'Language not stated: {what}'),
    remedy: t('注明材料是否为中文', 'Say whether it is in Chinese'),
  },
  'translation-of-nothing': {
    severity: 'warning',
    text: t('译文所指的材料不存在：{what}', 'A translation of a paper that is not there: {what}'),
    remedy: t('改正所译材料', 'Correct which paper it translates'),
  },
  'no-end-user': {
    severity: 'error',
    text: t('未填写最终用户', 'No end user is named'),
    remedy: t('填写最终用户', 'Name the end user'),
    provision: `${R}/24`,
  },
  'more-than-one-end-user': {
    severity: 'error',
    text: t('单项许可只能有一个最终用户，现有{count}个', 'An individual licence has one end user; {count} are named'),
    remedy: t('按最终用户分别申请，或者申请通用许可', 'Apply once for each, or apply for a general licence'),
  },
  'proof-field-missing': {
    severity: 'error',
    text: t('最终用户和最终用途证明文件缺少：{what}', 'The end-user and end-use proof lacks: {what}'),
    remedy: t('请最终用户补充后重新出具', 'Ask the end user to add it and issue it again'),
  },
  'undertaking-refused': {
    severity: 'error',
    text: t('最终用户未作承诺：{what}', 'The end user does not undertake: {what}'),
    remedy: t('请最终用户作出承诺', 'Ask the end user for the undertaking'),
  },
  'proof-names-another': {
    severity: 'error',
    text: t('证明文件的最终用户“{proof}”与申请的“{value}”不一致', 'The proof names {proof}, the application {value}'),
    remedy: t('核对并使两处一致', 'Make the two agree'),
    provision: `${R}/24`,
  },
  'proof-names-another-contract': {
    severity: 'warning',
    text: t(
      '证明文件的合同编号“{proof}”与合同的“{value}”不一致',
      'The proof names contract {proof}, the application {value}',
    ),
    remedy: t('核对并使两处一致', 'Make the two agree'),
  },
  'proof-admits-military-use': {
    severity: 'warning',
    text: t(
      '最终用户未声明不用于军事和大规模杀伤性武器',
      'The end user does not exclude military use or weapons of mass destruction',
    ),
    remedy: t('请最终用户说明', 'Ask the end user to explain'),
  },
  'no-lines': {
    severity: 'error',
    text: t('没有列明物项', 'No item is listed'),
    remedy: t('逐项填写物项、数量和金额', 'List the items with quantity and value'),
    provision: `${R}/15`,
  },
  'duplicate-id': {
    severity: 'error',
    text: t('编号重复：{value}', 'This id stands twice: {value}'),
    remedy: t('编号须唯一', 'Give each its own'),
  },
  'amount-zero': {
    severity: 'error',
    text: t('数量或者金额为零', 'A quantity or value of zero'),
    remedy: t('填写实际数量和金额', 'State what is exported'),
  },
  'unit-unknown': {
    severity: 'warning',
    text: t('不能识别的计量单位：{value}', 'Unit not known: {value}'),
    remedy: t('使用常用单位或者UN/ECE代码', 'Use a common unit or a UN/ECE code'),
  },
  'hs-wrong': {
    severity: 'warning',
    text: t('海关编码应为6、8或者10位数字：{value}', 'A customs code has 6, 8 or 10 digits: {value}'),
    remedy: t('核对海关编码', 'Check the code'),
  },
  'no-such-contract-line': {
    severity: 'error',
    text: t('合同中没有此行：{value}', 'The contract has no line {value}'),
    remedy: t('改正所对应的合同行', 'Correct which contract line it comes from'),
  },
  'units-differ': {
    severity: 'error',
    text: t(
      '计量单位不能换算：申请{value}，合同{contract}',
      'Units that do not convert: {value} here, {contract} in the contract',
    ),
    remedy: t('与合同使用同一计量单位', 'Use the unit of the contract'),
  },
  'currencies-differ': {
    severity: 'error',
    text: t('币种不一致：申请{value}，合同{contract}', 'Currencies differ: {value} here, {contract} in the contract'),
    remedy: t('与合同使用同一币种', 'Use the currency of the contract'),
  },
  'more-than-contract-quantity': {
    severity: 'error',
    text: t(
      '申请数量{value}超过合同数量{contract}',
      'The quantity {value} is more than the {contract} of the contract',
    ),
    remedy: t('减少数量或者补充合同', 'Lower it, or add the contract for the rest'),
    provision: `${R}/16(1)`,
  },
  'more-than-contract-value': {
    severity: 'error',
    text: t('申请金额{value}超过合同金额{contract}', 'The value {value} is more than the {contract} of the contract'),
    remedy: t('减少金额或者补充合同', 'Lower it, or add the contract for the rest'),
    provision: `${R}/16(1)`,
  },
  'contract-does-not-add-up': {
    severity: 'error',
    text: t(
      '合同行的数量乘单价为{product}，金额却是{value}',
      'Quantity times unit price is {product}, the value says {value}',
    ),
    remedy: t('核对合同', 'Check the contract'),
  },
  'standing-not-met': {
    severity: 'error',
    text: t('通用许可的条件不具备：{what}', 'A condition of the general licence is not met: {what}'),
    remedy: t('改为申请单项许可', 'Apply for individual licences'),
  },
  'few-licences': {
    severity: 'warning',
    text: t(
      '登记的申请人许可证件：{counts}；{wanted}。该办法是否继续有效未经核实',
      "The applicant's licences in this register: {counts}. Wanted: {wanted}. Whether the measures still count is not confirmed",
    ),
    remedy: t('核实申请人在其他渠道取得的许可证件', 'Ask for licences that the applicant has had elsewhere'),
  },
  'movement-missing': {
    severity: 'error',
    text: t('未说明属于哪一种登记情形', 'Which case of registration it is, is not stated'),
    remedy: t('选择返修、展览等情形', 'Choose repair, exhibition or another case'),
    provision: `${R}/19`,
  },
  'validity-backwards': {
    severity: 'error',
    text: t('有效期的最后一日早于第一日', 'The last day is before the first'),
    remedy: t('改正日期', 'Correct the days'),
  },
  'validity-too-long': {
    severity: 'error',
    text: t('有效期超过{years}年，最迟至{value}', 'More than {years} year(s); the last day possible is {value}'),
    remedy: t('缩短有效期', 'Shorten it'),
  },
  'operator-in-china': {
    severity: 'error',
    text: t('境外特定出口经营者不在境内', 'An operator outside China is not in China'),
    remedy: t('改用其他申请种类，或者改正所在国家', 'Choose another kind, or correct the country'),
    provision: 'cn/mofcom-2025-61/6',
  },
  'agent-not-in-china': {
    severity: 'error',
    text: t('受托人须为中国境内独立法人', 'The agent is an independent legal entity in China'),
    remedy: t('另行委托境内独立法人', 'Appoint one in China'),
    provision: 'cn/mofcom-2025-61/6',
  },
  'key-element': {
    severity: 'error',
    text: t('变更的是关键要素：{what}', 'This is a key element: {what}'),
    remedy: t('重新申请，并交回原许可证件', 'Make a new application and return the old licence'),
  },
  'no-key-element': {
    severity: 'warning',
    text: t('没有变更关键要素，不必重新申请', 'No key element changes; a new application is not needed'),
    remedy: t('改为申请变更非关键要素', 'Apply for a change of non-key elements'),
  },
  'determination-missing': {
    severity: 'warning',
    text: t('申请没有附判定', 'The application has no determination'),
    remedy: t('由判定生成申请', 'Make the application from a determination'),
  },
  'licence-not-asked-for': {
    severity: 'warning',
    text: t('判定结论不是须经许可：{value}', 'The determination does not ask for a licence: {value}'),
    remedy: t('核对是否需要申请', 'Check whether an application is needed'),
  },
  'banned-party': {
    severity: 'warning',
    text: t(
      '当事人在管控名单上：{what}；仅在特殊情况下可以申请',
      'On the Control List: {what}; an application is open in special circumstances alone',
    ),
    remedy: t('说明特殊情况', 'State the special circumstances'),
    provision: `${R}/28`,
  },
  'destination-differs': {
    severity: 'warning',
    text: t('最终用户在{value}，目的地是{destination}', 'The end user is in {value}, the destination is {destination}'),
    remedy: t('说明原因或者改正', 'Explain it or correct it'),
  },
} as const satisfies Record<string, LintRule>;
export type LintCode = keyof typeof LINT_RULES;
