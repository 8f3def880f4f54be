import type { ProcedureOn } from '../law/index.ts';
import { type CaseState, adviceClocks, openRequests, remainingDays } from '../licensing/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { WorkingCalendar } from '../time/working-days.ts';
import { type Duty, DUTY_KINDS } from './duty.ts';

/** A case, as far as its duties need it beside its state. */
export interface CaseSubject {
  readonly id: string;
  readonly number: string;
  /** The applicant. */
  readonly organisation: string;
}

/**
 * What is due in a case on this day: the decision by the authority (Order 792 arts. 17, 18), advice by the departments asked, answers
 * by the applicant. A case that is decided or withdrawn has none. `today` is not before the last event.
 *
 * Without a time limit the decision has no duty here: the law names no day for it. A request without a last day is still open, and so
 * are its duties; the law names no term for answers, only the authority does.
 *
 * @example accepted on 2026-03-02: caseDuties(state, subject, '2026-03-03', law, calendar)[0]?.last?.date // '2026-05-08'
 */
export function caseDuties(
  state: CaseState,
  subject: CaseSubject,
  today: LegalDate,
  law: ProcedureOn,
  calendar: WorkingCalendar,
): readonly Duty[] {
  const about = { kind: 'case', ...subject } as const;
  const duties: Duty[] = [];
  const clock = remainingDays(state, today, calendar);
  if (clock.is === 'running' || clock.is === 'stopped') {
    const { provision, acceptedOn, due } = clock;
    const officers = [state.accepted?.by.person, state.recommendation?.by.person];
    duties.push({
      id: `decision/${subject.id}`,
      kind: 'decision',
      title: DUTY_KINDS.decision,
      subject: about,
      owedBy: { officers: [...new Set(officers.filter((each) => each !== undefined))] },
      first: acceptedOn,
      last: due,
      ...(due === null && { open: 'clock-stopped' as const }),
      because: { provision, cite: law.inForce.get(provision) ?? { zh: provision, en: provision } },
    });
  }
  if (state.status !== 'in-review') return duties;
  for (const { id, on, lastDay } of openRequests(state))
    duties.push({
      id: `information/${subject.id}/${id}`,
      kind: 'information',
      title: DUTY_KINDS.information,
      subject: about,
      owedBy: { organisation: subject.organisation },
      first: on,
      last: lastDay === undefined ? null : { date: lastDay, provisional: false },
      ...(lastDay === undefined && { open: 'no-day-set' as const }),
      because: null,
    });
  const asked = new Map(state.advice.map((each) => [each.id, each.on]));
  for (const { id, department, is, due } of adviceClocks(state, today, calendar))
    if (is === 'waiting' || is === 'to-countersign')
      duties.push({
        id: `advice/${subject.id}/${id}`,
        kind: 'advice',
        title: DUTY_KINDS.advice,
        subject: about,
        owedBy: { organisation: department },
        first: asked.get(id) ?? today,
        last: due,
        because: null,
      });
  return duties;
}
