import type { FieldProblem } from './problems.ts';
import type { ProblemReason } from './reasons.ts';

/** The fields that a reason can be about; it is about the first that the command has, if any. */
export const REASON_FIELDS: Readonly<Partial<Record<ProblemReason, readonly string[]>>> = {
  'duplicate-id': ['request', 'assessment', 'advice', 'condition', 'lines'],
  'no-such-request': ['request'],
  'field-closed': ['questions'],
  'not-all-answered': ['answers'],
  'answer-does-not-fit': ['answers'],
  'no-such-ground': ['ground'],
  'clock-stands-already': ['ground'],
  'clock-not-stopped': ['ground'],
  'no-such-hit': ['hit'],
  'hit-judged': ['hit'],
  'no-such-advice': ['advice'],
  'advice-given': ['advice'],
  'advice-closed': ['advice'],
  'nothing-to-countersign': ['id', 'of'],
  'no-such-condition': ['condition'],
  'drop-pending': ['condition'],
  'condition-dropped': ['conditions'],
  'condition-not-set': ['conditions'],
  'not-in-application': ['lines'],
  'more-than-applied': ['lines'],
  'nothing-granted': ['lines'],
  'validity-backwards': ['lastDay'],
  'validity-too-long': ['lastDay'],
  'no-such-provision': ['noPath', 'provisions'],
  'no-ground-for-refusal': ['noPath'],
  'lint-errors': ['application'],
  'no-such-line': ['lines', 'claim'],
  'line-twice': ['lines'],
  'units-differ': ['lines'],
  'currencies-differ': ['lines'],
  'nothing-drawn': ['lines'],
  'quantity-overdrawn': ['lines'],
  'value-overdrawn': ['lines'],
  'more-than-reserved': ['lines'],
  'below-drawn': ['lines'],
  'no-such-draw-down': ['drawDown'],
  'same-number-differs': ['drawDown', 'correction'],
  'last-day-past': ['lastDay'],
  'last-day-after-licence': ['lastDay'],
  'other-words': ['undertaking'],
  'day-to-come': ['sentOn', 'exportedOn'],
  'before-export': ['sentOn', 'exportedOn'],
  'nothing-changed': ['text'],
  'no-such-assessment': ['assessment'],
  'not-finished': ['assessment'],
  'runner-unknown': ['assessment'],
  'own-assessment': ['assessment'],
  'other-revision': ['revision'],
  'duplicate-partner': ['partners'],
  'partner-told': ['partners'],
  'no-such-partner': ['partner'],
  'not-told': ['partner'],
  'no-email': ['partner'],
  'receipt-unexplained': ['note'],
};

/**
 * The field of a command that a reason is about, with the sentence that says why; empty where it is about none, as the state of a case.
 * @example reasonFields('no-such-hit', { command: 'judge-hit', hit: 'h9' }, CASE_REFUSALS['no-such-hit']) // [{ path: '/body/hit', zh: '没有此命中', en: 'There is no such hit' }]
 */
export function reasonFields(
  reason: ProblemReason,
  command: object,
  { zh, en }: { readonly zh: string; readonly en: string },
): readonly FieldProblem[] {
  const field = REASON_FIELDS[reason]?.find((each) => each in command);
  return field === undefined ? [] : [{ path: `/body/${field}`, zh, en }];
}
