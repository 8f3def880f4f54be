import type { LegalDate } from '../time/legal-date.ts';
import { addDays } from '../time/legal-date.ts';
import { type DueDate, dueAfter, isWorkingDay, type StoppedSpan, type WorkingCalendar } from '../time/working-days.ts';
import type { CaseState, Stop } from './case-state.ts';

/** How the time for a decision stands on a day. Days are Chinese working days; day 1 is the first after acceptance. */
export type CaseClock =
  /** Not accepted yet. */
  | { readonly is: 'not-started' }
  /** The law names no limit, or something lifted it: `because` says what and since when. */
  | {
      readonly is: 'no-limit';
      readonly acceptedOn: LegalDate;
      readonly because: CaseState['noLimit'];
      readonly workingDaysUsed: number;
    }
  /** `stopped`: something is not counted just now, and no day is due until that ends. */
  | {
      readonly is: 'running' | 'stopped';
      readonly acceptedOn: LegalDate;
      readonly limit: number;
      readonly provision: string;
      readonly used: number;
      /** Negative when the time has run out: so many working days too late. */
      readonly remaining: number;
      readonly due: DueDate | null;
      readonly stops: readonly Stop[];
    }
  /** Decided or withdrawn. */
  | {
      readonly is: 'over';
      readonly acceptedOn: LegalDate | null;
      readonly on: LegalDate;
      readonly used: number;
      /** Null where there was no limit, or nothing was decided. */
      readonly inTime: boolean | null;
    };

/**
 * How many working days does the authority still have, and why does the clock not run? Counted anew from the events each
 * time (Order 792 arts. 17, 18, 26); nothing is ever counted up. `today` is not before the last event.
 *
 * Days on which the clock is stopped do not count, both ends included: a stop and its end on one day take that day out.
 * A case that the law gives no limit, or that lost it, has none. The due day is provisional where it was counted
 * through a year whose holidays are not yet published.
 * @example accepted on 2026-03-02: remainingDays(state, '2026-03-02', calendar) // running, remaining 45, due 2026-05-08
 */
export function remainingDays(state: CaseState, today: LegalDate, calendar: WorkingCalendar): CaseClock {
  const { accepted } = state;
  const endedOn = endOf(state);
  const until = endedOn ?? today;
  if (accepted === null) {
    return endedOn === undefined
      ? { is: 'not-started' }
      : { is: 'over', acceptedOn: null, on: endedOn, used: 0, inTime: null };
  }
  const acceptedOn = accepted.on;
  const used = workingDaysIn(calendar, acceptedOn, until, spansOf(state, until));
  const { limit } = accepted;
  const lifted = limit === null || limit === undefined || state.noLimit.length > 0;
  if (endedOn !== undefined) {
    const wasDecided = state.withdrawn === null && !lifted;
    return { is: 'over', acceptedOn, on: endedOn, used, inTime: wasDecided ? used <= limit.workingDays : null };
  }
  if (lifted) return { is: 'no-limit', acceptedOn, because: state.noLimit, workingDaysUsed: used };
  const isStopped = state.stops.some(({ to }) => to === undefined);
  return {
    is: isStopped ? 'stopped' : 'running',
    acceptedOn,
    limit: limit.workingDays,
    provision: limit.provision,
    used,
    remaining: limit.workingDays - used,
    due: isStopped ? null : dueAfter(calendar, acceptedOn, limit.workingDays, spansOf(state, until)),
    stops: state.stops,
  };
}

/** The day on which the case ended: decided, or withdrawn. A refusal in reconsideration stays decided. */
function endOf(state: CaseState): LegalDate | undefined {
  return state.withdrawn?.on ?? state.decision?.on;
}

function spansOf(state: CaseState, until: LegalDate): readonly StoppedSpan[] {
  return state.stops.map(({ on, to }) => ({ from: on, to: to ?? until }));
}

/**
 * How many working days lie after one day and up to another, stopped spans left out? Both spans' ends are inside them.
 * @example workingDaysIn(calendar, '2025-10-09', '2025-10-22', []) // 10
 */
export function workingDaysIn(
  calendar: WorkingCalendar,
  after: LegalDate,
  upTo: LegalDate,
  stopped: readonly StoppedSpan[],
): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) {
    const isStopped = stopped.some(({ from, to }) => from <= day && day <= to);
    if (!isStopped && isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** How one department's advice stands on a day. Its clock is its own: set when the advice was asked for, and never stopped. */
export interface AdviceClock {
  readonly id: string;
  readonly department: string;
  readonly is: 'waiting' | 'to-countersign' | 'given' | 'closed';
  readonly due: DueDate;
  /** Working days left; negative = late. Once given or closed: as it was on that day. */
  readonly remaining: number;
}

/**
 * Which departments are asked, and how long do they have? In the order in which they were asked.
 * @example asked on 2026-03-02 for 10 working days: adviceClocks(state, '2026-03-03', calendar)[0]?.remaining // 9
 */
export function adviceClocks(state: CaseState, today: LegalDate, calendar: WorkingCalendar): readonly AdviceClock[] {
  return state.advice.map(({ id, department, on, workingDays, given, countersigned, closed }) => {
    const until = countersigned?.on ?? closed?.on ?? today;
    const is =
      countersigned !== undefined
        ? 'given'
        : closed !== undefined
          ? 'closed'
          : given === undefined
            ? 'waiting'
            : 'to-countersign';
    return {
      id,
      department,
      is,
      due: dueAfter(calendar, on, workingDays),
      remaining: workingDays - workingDaysIn(calendar, on, until, []),
    };
  });
}

/** What a case waits for, most pressing first: what the queue shows beside the days. */
export type WaitsFor =
  | 'applicant'
  | 'hit'
  | 'department'
  | 'countersignature'
  | 'identification-or-check'
  | 'officer'
  | 'senior-officer'
  | 'nobody';

/** Who has to act next? @example a submitted case: waitsFor(state) // ['officer'] */
export function waitsFor(state: CaseState): readonly WaitsFor[] {
  switch (state.status) {
    case 'new':
    case 'draft':
    case 'returned':
      return ['applicant'];
    case 'submitted':
      return ['officer'];
    case 'recommended':
    case 'reconsidering':
      return ['senior-officer'];
    case 'granted':
    case 'refused':
    case 'upheld':
    case 'withdrawn':
      return ['nobody'];
    case 'in-review': {
      const waits: WaitsFor[] = [];
      if (state.requests.some(({ answered }) => answered === undefined)) waits.push('applicant');
      if (state.hits.some(({ judged }) => judged === undefined)) waits.push('hit');
      if (state.advice.some(({ given, closed }) => given === undefined && closed === undefined))
        waits.push('department');
      if (needsSecondPerson(state)) waits.push('countersignature');
      if (state.stops.some(({ to }) => to === undefined)) waits.push('identification-or-check');
      return waits.length > 0 ? waits : ['officer'];
    }
  }
}

function needsSecondPerson(state: CaseState): boolean {
  return (
    state.hits.some(({ judged, countersigned }) => judged !== undefined && countersigned === undefined) ||
    state.advice.some(({ given, countersigned, closed }) => given !== undefined && !countersigned && !closed) ||
    (state.consolidation !== null && state.consolidation.countersigned === undefined) ||
    state.conditions.some(({ drop, dropped }) => drop !== undefined && dropped === undefined)
  );
}
