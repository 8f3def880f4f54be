import type { Text } from '../finding.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Why something cannot be done with a measure. */
export const MEASURE_REFUSALS = {
  malformed: t('命令的内容不完整或者有多余的内容', 'The command lacks something or says too much'),
  'not-in-this-state': t('措施当前状态下不能这样做', 'The measure is not in a state in which this can be done'),
  'not-this-role': t('该角色无权这样做', 'This role may not do this'),
  'before-last-event': t('日期早于上一步', 'The day is before the last step'),
  'nothing-changed': t('文本与上一稿相同', 'The text is that of the revision before'),
  'no-such-assessment': t('没有针对本措施的这份影响评估', 'The measure has no such assessment'),
  'other-revision': t('针对的是另一稿次', 'It is about another revision'),
  'not-finished': t('影响评估尚未完成', 'The assessment is not finished'),
  'runner-unknown': t('不知道影响评估由谁运行', 'It is not known who ran the assessment'),
  'own-revision': t('撰写本稿的人不得签署或者公布', 'Who wrote the revision neither signs off nor announces'),
  'own-assessment': t('运行影响评估的人不得签署', 'Who ran the assessment does not sign it off'),
  'duplicate-partner': t('同一伙伴国重复', 'A partner is named twice'),
  'partner-told': t('已向该伙伴国发出本稿通报，不能再将其移除', 'A partner that was told of this revision stays'),
  'no-such-partner': t('未选定该伙伴国', 'It is not among the partners that were chosen'),
  'not-told': t('尚未就本稿通报该伙伴国', 'The partner has no notice of this revision'),
  'receipt-unexplained': t('须写明如何得知对方已收到', 'Say how it is known that it was received'),
  'no-email': t('该伙伴国没有电子邮箱', 'There is no e-mail address for the partner'),
  'gate-not-met': t('公布的条件尚未全部满足', 'Not every gate of the announcement is met'),
} as const satisfies Record<string, Text>;
export type MeasureRefusalCode = keyof typeof MEASURE_REFUSALS;
