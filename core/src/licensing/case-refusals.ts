import type { Text } from '../finding.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Why a command was refused. A code is stable; the sentence tells the person what stands in the way. */
export const CASE_REFUSALS = {
  malformed: t('命令的内容不完整或者有多余的内容', 'The command lacks something or says too much'),
  'not-in-this-state': t('案件当前状态下不能这样做', 'The case is not in a state in which this can be done'),
  'not-this-role': t('该角色无权这样做', 'This role may not do this'),
  'before-last-event': t('日期早于案件的上一步', 'The day is before the last step of the case'),
  'not-your-case': t('不是本单位的申请', 'This is not an application of your organisation'),
  'acted-for-applicant': t(
    '曾代表申请人办理，不得参与审查',
    'You acted for the applicant and cannot take part in the review',
  ),
  'acted-for-authority': t(
    '曾参与审查，不得代表申请人办理',
    'You took part in the review and cannot act for the applicant',
  ),
  'lint-errors': t('申请存在须改正的错误', 'The application has errors that must be mended'),
  'duplicate-id': t('编号已经使用', 'This id is taken'),
  'no-such-request': t('没有此补充材料要求，或者已经答复', 'There is no such request, or it is answered'),
  'field-closed': t('该内容不能通过答复更改', 'This field cannot change by an answer'),
  'not-all-answered': t(
    '尚有问题没有答复，或者答复了没有问的问题',
    'Not every question is answered, or something was answered that nobody asked',
  ),
  'answer-does-not-fit': t('答复的类型或者内容不符合所问', 'An answer is not of the kind that was asked for'),
  'no-such-ground': t('当日法律没有此项事由', 'The law of this day knows no such ground'),
  'clock-stands-already': t('期限已因该事由暂停计算', 'The clock stands still on this ground already'),
  'clock-not-stopped': t('期限没有因该事由暂停计算', 'The clock does not stand still on this ground'),
  'no-such-hit': t('没有此命中', 'There is no such hit'),
  'hit-judged': t('该命中已有结论', 'The hit is judged already'),
  'no-such-advice': t('没有此会商', 'No such advice was asked for'),
  'advice-given': t('该会商已有意见', 'The advice is given already'),
  'advice-closed': t('该会商已结束', 'The advice is closed or complete'),
  'not-your-department': t('不是本部门的会商', 'Another department was asked'),
  'advice-open': t('尚有会商没有完成', 'Some advice is not complete'),
  'no-advice': t('没有可汇总的会商意见', 'There is no advice to consolidate'),
  'not-consolidated': t('会商意见尚未汇总并复核', 'The advice is not consolidated and countersigned'),
  'nothing-to-countersign': t('没有待复核的内容', 'There is nothing to countersign'),
  'own-work': t('不得复核本人所作的内容', 'Nobody countersigns their own work'),
  'no-such-condition': t('没有此条件，或者已经删除', 'There is no such condition, or it is dropped'),
  'drop-pending': t('删除该条件的建议待他人复核', 'Dropping this condition waits for another person'),
  'request-open': t('尚有问题等待申请人答复', 'A request waits for the applicant'),
  'hit-open': t('尚有名单命中没有由两人作出结论', 'A list hit is not judged by two persons'),
  'clock-stopped': t('期限仍在暂停计算，须先恢复', 'The clock stands still; resume it first'),
  'not-assessed': t('尚未作技术评估', 'There is no technical assessment'),
  'condition-dropped': t('遗漏了仍然有效的条件', 'A condition that stands is left out'),
  'condition-not-set': t('包含了没有设定的条件', 'A condition is there that was never set'),
  'self-approval': t('拟办人、评估人和汇总人不得审批', 'Who assessed, consolidated or recommended does not decide'),
  'against-recommendation': t(
    '决定与拟办意见不一致，须先退回',
    'The decision differs from the recommendation; send it back first',
  ),
  'not-in-application': t('准予的物项不在申请中', 'What is granted is not in the application'),
  'more-than-applied': t('准予的数量或者金额超过申请', 'More is granted than was applied for'),
  'nothing-granted': t('没有准予任何物项', 'Nothing is granted'),
  'validity-backwards': t('有效期的最后一日早于第一日', 'The last day is before the first'),
  'validity-too-long': t('有效期超过法定最长期限', 'The licence would run longer than the law allows'),
  'form-closed': t('此种许可方式不适用于该情形', 'This form of permission is closed here'),
  'no-such-provision': t('所引规定不存在，或者当日没有施行', 'A provision that is cited is not in force on this day'),
  'no-ground-for-refusal': t(
    '所引规定不足以排除批准的可能；合规的民用申请应当准予',
    'No provision cited leaves the case without a path to approval; a compliant civil application is approved',
  ),
  'kind-not-open': t(
    '当日没有施行中的规定可供提出此类申请',
    'No provision in force on this day opens this kind of application',
  ),
  'decided-it': t('作出原决定的人不得办理复议', 'Who took part in the decision does not reconsider it'),
} as const satisfies Record<string, Text>;
export type CaseRefusalCode = keyof typeof CASE_REFUSALS;
