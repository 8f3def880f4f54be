import type { CaseEvent } from '../licensing/case-commands.ts';
import { after, type CaseState, NEW_CASE } from '../licensing/case-state.ts';
import { remainingDays } from '../licensing/clocks.ts';
import { dayNumber, type LegalDate } from '../time/legal-date.ts';
import type { WorkingCalendar } from '../time/working-days.ts';

/** What one case adds to the statistics: the events that are counted, and how long its review took. Only of events. */

/** What is counted. A decision that reconsideration set aside and the one that followed count each. */
export const CASE_MEASURES = ['received', 'granted', 'refused', 'withdrawn'] as const;
export type CaseMeasure = (typeof CASE_MEASURES)[number];

/**
 * Compliant and civil, as the case itself says: the end use stated is civil, no end user is military, and no party is found on the
 * Control List, the Watch List or the Unreliable Entity List, by the frozen answer or by two persons. Complete it is because it was
 * accepted. How it was decided plays no part, or every one would be granted by definition.
 */
export const STANDINGS = ['compliant-civil', 'other'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Of more than one, and of none: so that every application is in one category alone. */
export const SEVERAL = 'several';
export const NOT_STATED = 'not-stated';

/**
 * Was a decision made within the time that the law sets (Order 792 art. 17), on its clock? `no-limit`: the law sets none, something
 * lifted it, or the decision was made anew after reconsideration, which has no such clock.
 */
export const DECISION_TIMELINESS = ['in-time', 'late', 'no-limit'] as const;
export type DecisionTimeliness = (typeof DECISION_TIMELINESS)[number];

export interface CountedEvent {
  readonly measure: CaseMeasure;
  readonly on: LegalDate;
  /** ISO 3166-1 alpha-2, or NOT_STATED. */
  readonly destination: string;
  /** Entry of the control list, `1C902` for 1C902.a.4; SEVERAL; or NOT_STATED, also for what is no control code. */
  readonly item: string;
  readonly standing: Standing;
  /** For refusals: the provision that left no path to approval, or SEVERAL. */
  readonly ground?: string;
  /** For decisions. */
  readonly timeliness?: DecisionTimeliness;
}

export type Ending = 'granted' | 'refused' | 'withdrawn';

/** A review that began: from acceptance to the first decision, to the withdrawal, or as far as it has come. */
export interface Review {
  readonly standing: Standing;
  /** Null: still open. */
  readonly ending: Ending | null;
  /** On the statutory clock: days on which it was stopped do not count (Order 792 art. 17). */
  readonly workingDays: number;
  readonly calendarDays: number;
}

export interface CaseHistory {
  readonly counted: readonly CountedEvent[];
  /** Null: not accepted by that day. */
  readonly review: Review | null;
}

/**
 * What does a case add to the statistics as they stood at the end of a day? An application is received once, when it is first
 * submitted; a draft never, nor a change of elements that needs no new application (Order 792 art. 18). Destination, item and standing are those of the application at the event.
 * @param events of one case, from the first on
 * @example submitted 2026-03-02, accepted 2026-03-03, granted 2026-03-10: received and granted; 5 working days, 7 calendar days
 */
export function historyOf(events: readonly CaseEvent[], until: LegalDate, calendar: WorkingCalendar): CaseHistory {
  const counted: CountedEvent[] = [];
  let state = NEW_CASE;
  let review: Review | null = null;
  for (const event of events) {
    if (event.on > until) break;
    const isFirst = state.submittedOn === null;
    const isAnew = review !== null;
    state = after(state, event);
    const measure = measureOf(event, isFirst);
    if (measure === undefined || state.submittedOn === null) continue;
    counted.push({
      measure,
      on: event.on,
      ...categoriesOf(state),
      ...(event.command === 'refuse' && { ground: oneOf(event.noPath) }),
      ...((measure === 'granted' || measure === 'refused') && {
        timeliness: isAnew ? 'no-limit' : timelinessOf(state, event.on, calendar),
      }),
    });
    if (measure !== 'received') review ??= reviewOf(state, event.on, measure, calendar);
  }
  if (state.application?.kind === 'minor-change') return { counted: [], review: null };
  return { counted, review: review ?? reviewOf(state, until, null, calendar) };
}

function measureOf({ command }: CaseEvent, isFirst: boolean): CaseMeasure | undefined {
  switch (command) {
    case 'submit':
      return isFirst ? 'received' : undefined;
    case 'grant':
      return 'granted';
    case 'refuse':
      return 'refused';
    case 'withdraw':
      return 'withdrawn';
    default:
      return undefined;
  }
}

function reviewOf(state: CaseState, on: LegalDate, ending: Ending | null, calendar: WorkingCalendar): Review | null {
  if (state.accepted === null) return null;
  const clock = remainingDays(state, on, calendar);
  const workingDays = clock.is === 'not-started' ? 0 : clock.is === 'no-limit' ? clock.workingDaysUsed : clock.used;
  const calendarDays = dayNumber(on) - dayNumber(state.accepted.on);
  return { standing: standingOf(state), ending, workingDays, calendarDays };
}

function timelinessOf(state: CaseState, on: LegalDate, calendar: WorkingCalendar): DecisionTimeliness {
  const clock = remainingDays(state, on, calendar);
  if (clock.is !== 'over' || clock.inTime === null) return 'no-limit';
  return clock.inTime ? 'in-time' : 'late';
}

function categoriesOf(state: CaseState): Pick<CountedEvent, 'destination' | 'item' | 'standing'> {
  const { application } = state;
  const entries = (application?.lines ?? []).flatMap(({ code }) => (code === undefined ? [] : [entryOf(code)]));
  return {
    destination: application?.destination ?? NOT_STATED,
    item: oneOf(entries),
    standing: standingOf(state),
  };
}

/**
 * The entry of a control code. Codes are typed in by applicants, and what is published is no place for their words.
 * @example entryOf('1C902.a.4') // '1C902'; entryOf('see annex') // ''
 */
export const entryOf = (code: string) => /^\d[A-E]\d{3}(?=$|\.)/.exec(code.trim().toUpperCase())?.[0] ?? '';

/** @example oneOf(['a', 'a']) // 'a'; oneOf(['a', 'b']) // SEVERAL; oneOf(['']) // NOT_STATED */
export function oneOf(values: readonly string[]): string {
  const [first, ...others] = new Set(values.filter((value) => value !== ''));
  return first === undefined ? NOT_STATED : others.length > 0 ? SEVERAL : first;
}

function standingOf({ application, hits }: CaseState): Standing {
  const isCivil = application?.endUse?.kind === 'civil';
  const isMilitary = application?.endUsers?.some(({ military }) => military === 'yes') ?? false;
  const isListed =
    (application?.determination?.listed?.length ?? 0) > 0 ||
    hits.some(({ judged, countersigned }) => judged?.match === 'true-match' && countersigned !== undefined);
  return isCivil && !isMilitary && !isListed ? 'compliant-civil' : 'other';
}
