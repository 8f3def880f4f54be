import { type LegalDate, addDays, weekday } from './legal-date.ts';

/**
 * The Chinese working calendar: the ordinary week (Monday to Friday) with the days that the State Council's yearly
 * notice changes. A year without a published notice is not in `published`, and whatever is counted through it is provisional.
 */
export interface WorkingCalendar {
  /** Years whose notice was published, each with its sources. */
  readonly published: Readonly<Record<string, readonly string[]>>;
  /** Days that differ from the ordinary week: `true` = day off, `false` = make-up working day. */
  readonly changed: Readonly<Record<LegalDate, boolean>>;
}

/** A day on which something falls due. `provisional` = it was counted through a year whose holidays are not yet published. */
export interface DueDate {
  readonly date: LegalDate;
  readonly provisional: boolean;
}

/** A span of days that a clock does not count, both ends included (Order 792 art. 17: expert opinion, on-site check …). */
export interface StoppedSpan {
  readonly from: LegalDate;
  readonly to: LegalDate;
}

/** @example isWorkingDay(calendar, '2025-10-11') // true: a Saturday that is a make-up working day */
export function isWorkingDay(calendar: WorkingCalendar, date: LegalDate): boolean {
  const off = calendar.changed[date];
  return off === undefined ? weekday(date) <= 5 : !off;
}

/**
 * On which day do so many Chinese working days end? Day 1 is the first working day after the event; days inside a
 * stopped span are not counted. Source: Order 792 arts. 17-18; No. 61 of 2025 para. 5.
 * @param days whole number, at least 1
 * @example dueAfter(calendar, '2025-10-09', 10).date // '2025-10-22' (10, 11, 13-17, 20-22 October)
 */
export function dueAfter(
  calendar: WorkingCalendar,
  event: LegalDate,
  days: number,
  stopped: readonly StoppedSpan[] = [],
): DueDate {
  let date = event;
  let provisional = false;
  for (let counted = 0; counted < days; ) {
    date = addDays(date, 1);
    if (!(date.slice(0, 4) in calendar.published)) provisional = true;
    const isStopped = stopped.some((span) => span.from <= date && date <= span.to);
    if (!isStopped && isWorkingDay(calendar, date)) counted += 1;
  }
  return { date, provisional };
}
