import type { Text } from '../finding.ts';
import type { CaseCommandName, CaseRole } from './case-commands.ts';
import type { Transition } from './transitions.ts';

/** Where a case can stand. `new` is the state before the first event. */
export const CASE_STATUSES = {
  new: { zh: '未建立', en: 'new' },
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '已提交，待受理', en: 'submitted' },
  returned: { zh: '已退回，待补正', en: 'returned' },
  'in-review': { zh: '已受理，审查中', en: 'in review' },
  recommended: { zh: '已拟办，待审批', en: 'recommended' },
  granted: { zh: '准予许可', en: 'granted' },
  refused: { zh: '不予许可', en: 'refused' },
  reconsidering: { zh: '行政复议中', en: 'in reconsideration' },
  upheld: { zh: '复议维持', en: 'refusal upheld' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Text>;
export type CaseStatus = keyof typeof CASE_STATUSES;

type Row = Transition<CaseStatus, CaseCommandName, CaseRole>;
const row = (
  command: CaseCommandName,
  from: CaseStatus | readonly CaseStatus[],
  to: Row['to'],
  ...roles: readonly CaseRole[]
): Row => ({ command, from: typeof from === 'string' ? [from] : from, to, roles });

/**
 * Who may do what with a case, when, and where it leads: the whole of it. What a row allows may still be refused for
 * what was done before (two persons, open questions) or for what the law says on that day; nothing beyond it is allowed.
 */
export const CASE_TRANSITIONS: readonly Row[] = [
  // The applicant.
  row('save', 'new', 'draft', 'exporter'),
  row('save', ['draft', 'returned'], 'stays', 'exporter'),
  row('submit', ['draft', 'returned'], 'submitted', 'exporter'),
  row('answer', 'in-review', 'stays', 'exporter'),
  row('withdraw', ['draft', 'submitted', 'returned', 'in-review', 'recommended'], 'withdrawn', 'exporter'),
  row('reconsider', 'refused', 'reconsidering', 'exporter'),
  // Acceptance.
  row('return', 'submitted', 'returned', 'licensing-officer'),
  row('accept', 'submitted', 'in-review', 'licensing-officer'),
  // Review.
  row('ask-information', 'in-review', 'stays', 'licensing-officer'),
  row('stop-clock', 'in-review', 'stays', 'licensing-officer'),
  row('resume-clock', 'in-review', 'stays', 'licensing-officer'),
  row('lift-limit', 'in-review', 'stays', 'licensing-officer'),
  row('assess', 'in-review', 'stays', 'licensing-officer'),
  row('report-hits', ['submitted', 'in-review'], 'stays', 'licensing-officer'),
  row('judge-hit', 'in-review', 'stays', 'licensing-officer', 'senior-officer'),
  row('ask-advice', 'in-review', 'stays', 'licensing-officer'),
  row('give-advice', 'in-review', 'stays', 'adviser'),
  row('close-advice', 'in-review', 'stays', 'licensing-officer'),
  row('consolidate', 'in-review', 'stays', 'licensing-officer'),
  row('set-condition', 'in-review', 'stays', 'licensing-officer'),
  row('drop-condition', 'in-review', 'stays', 'licensing-officer'),
  row('countersign', 'in-review', 'stays', 'adviser', 'licensing-officer', 'senior-officer'),
  row('decline', 'in-review', 'stays', 'adviser', 'licensing-officer', 'senior-officer'),
  // Decision.
  row('recommend-grant', 'in-review', 'recommended', 'licensing-officer'),
  row('recommend-refusal', 'in-review', 'recommended', 'licensing-officer'),
  row('send-back', 'recommended', 'in-review', 'senior-officer'),
  row('grant', 'recommended', 'granted', 'senior-officer'),
  row('refuse', 'recommended', 'refused', 'senior-officer'),
  // Export Control Law art. 41: what reconsideration decides is final.
  row('uphold', 'reconsidering', 'upheld', 'senior-officer'),
  row('set-aside', 'reconsidering', 'in-review', 'senior-officer'),
];
