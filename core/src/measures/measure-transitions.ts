import type { Text } from '../finding.ts';
import type { Transition } from '../licensing/transitions.ts';
import type { MeasureCommandName, MeasureRole } from './measure-commands.ts';

/**
 * Where a measure can stand by what was done to it; `new` is the state before the first event. What follows an announcement is no
 * state of its own: it follows from the law of the day, see `standingOfMeasure`.
 */
export const MEASURE_STATUSES = {
  new: { zh: '未建立', en: 'new' },
  draft: { zh: '草案', en: 'draft' },
  assessed: { zh: '影响评估已签署', en: 'assessed' },
  'partners-told': { zh: '已通报伙伴国', en: 'partners told' },
  announced: { zh: '已公布', en: 'announced' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
} as const satisfies Record<string, Text>;
export type MeasureStatus = keyof typeof MEASURE_STATUSES;
export const MEASURE_STATUS_NAMES = Object.keys(MEASURE_STATUSES) as readonly MeasureStatus[];

type Row = Transition<MeasureStatus, MeasureCommandName, MeasureRole>;
const row = (
  command: MeasureCommandName,
  from: MeasureStatus | readonly MeasureStatus[],
  to: Row['to'],
  ...roles: readonly MeasureRole[]
): Row => ({ command, from: typeof from === 'string' ? [from] : from, to, roles });

const POLICY = ['policy-officer', 'policy-director'] as const;
const OPEN = ['draft', 'assessed', 'partners-told'] as const;
const TOLD = ['assessed', 'partners-told', 'announced'] as const;

/**
 * Who may do what with a measure, when, and where it leads: the whole of it. The law names no such order of steps; it is the product's
 * rule. Who wrote the text signs neither its assessment nor its announcement, and who ran the assessment does not sign it off.
 */
export const MEASURE_TRANSITIONS: readonly Row[] = [
  row('draft', 'new', 'draft', ...POLICY),
  // Assessment and notices were of the text before, so all of it begins anew.
  row('revise', OPEN, 'draft', ...POLICY),
  row('sign-off', 'draft', 'assessed', 'policy-director'),
  row('choose-partners', ['draft', 'assessed'], 'stays', ...POLICY),
  row('choose-partners', 'partners-told', 'assessed', ...POLICY),
  row('send-notice', ['assessed', 'partners-told'], 'stays', ...POLICY),
  row('all-told', 'assessed', 'partners-told', ...POLICY),
  row('record-receipt', TOLD, 'stays', ...POLICY, 'partner'),
  row('record-reply', TOLD, 'stays', ...POLICY, 'partner'),
  row('announce', 'partners-told', 'announced', 'policy-director'),
  row('withdraw', OPEN, 'withdrawn', ...POLICY),
];
