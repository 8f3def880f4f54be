import type { Text } from '../finding.ts';
import { workingDaysIn } from '../licensing/clocks.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { DueDate, WorkingCalendar } from '../time/working-days.ts';

/** What can be due. */
export const DUTY_KINDS = {
  decision: { zh: '作出许可决定', en: 'Decide on the application' },
  advice: { zh: '回复会商意见', en: 'Give the advice asked for' },
  information: { zh: '补充材料或者说明', en: 'Answer the request for information' },
  'humanitarian-report': { zh: '报告人道主义出口', en: 'Report the humanitarian export' },
  'usage-report': { zh: '报告运输、抵达、安装、使用情况', en: 'Report transport, arrival, installation, use' },
  'licence-expiry': { zh: '许可证件有效期届满', en: 'The licence expires' },
  'record-keeping': { zh: '保存资料', en: 'Keep the records' },
} as const satisfies Record<string, Text>;
export type DutyKind = keyof typeof DUTY_KINDS;
export const DUTY_KIND_NAMES = Object.keys(DUTY_KINDS) as readonly DutyKind[];

/** These end by themselves on their last day: nobody is late with them. */
const ENDS_BY_ITSELF: readonly DutyKind[] = ['licence-expiry', 'record-keeping'];

/** Why a duty has no last day yet. */
export const OPEN_TERMS = {
  'clock-stopped': { zh: '期限中止计算', en: 'the clock is stopped' },
  'no-day-set': { zh: '未规定答复期限', en: 'no last day was set' },
  'arrival-not-reported': { zh: '抵达日期尚未报告', en: 'the arrival is not reported yet' },
} as const satisfies Record<string, Text>;
export type OpenTerm = keyof typeof OPEN_TERMS;

/** Something that somebody must have done by a day, or must go on doing until it. Follows from events and facts alone. */
export interface Duty {
  /** The same for the same duty each time it is computed: `usage-report/0197…/c1/D-1/use`. */
  readonly id: string;
  readonly kind: DutyKind;
  readonly title: Text;
  readonly subject: {
    readonly kind: 'case' | 'licence' | 'shipment';
    readonly id: string;
    /** As people know it: `2026-000017`. */
    readonly number: string;
    /** The applicant or the holder. */
    readonly organisation: string;
  };
  /** An organisation, or the authority: then with the officers who have dealt with it. */
  readonly owedBy: { readonly organisation: string } | { readonly officers: readonly string[] };
  /** The day of the event that it begins with. */
  readonly first: LegalDate;
  /** The last day on which it is in time; null = there is none yet, and `open` says why. */
  readonly last: DueDate | null;
  readonly open?: OpenTerm;
  /** The provision that asks for it. Null = the authority has set it for this one case or licence. */
  readonly because: { readonly provision: string; readonly cite: Text } | null;
  readonly doneOn?: LegalDate;
}

/** How a duty stands. */
export const DUTY_STATUSES = {
  late: { zh: '已逾期', en: 'late' },
  'due-today': { zh: '今日到期', en: 'due today' },
  'due-soon': { zh: '即将到期', en: 'due soon' },
  upcoming: { zh: '未到期', en: 'upcoming' },
  'no-day': { zh: '期限未起算', en: 'no day yet' },
  done: { zh: '已完成', en: 'done' },
} as const satisfies Record<string, Text>;
export type DutyStatus = keyof typeof DUTY_STATUSES;
export const DUTY_STATUS_NAMES = Object.keys(DUTY_STATUSES) as readonly DutyStatus[];

/** Up to so many working days before its last day a duty is due soon. */
export const SOON = 5;

export interface DutyStanding {
  readonly status: DutyStatus;
  /** Working days left after this day; negative = so many working days late. Null without a last day, or once done. */
  readonly remaining: number | null;
}

/**
 * How does the duty stand on this day? Counted anew from its days by the Chinese working calendar; nothing is ever counted up.
 * Its last day is still in time, working day or not; the day after it is late, though a weekend adds no working day of lateness.
 * @example last day 2025-10-22: standingOn(duty, '2025-10-21', calendar) // due-soon, remaining 1
 * @example standingOn(duty, '2025-10-23', calendar) // late, remaining -1
 */
export function standingOn(duty: Duty, day: LegalDate, calendar: WorkingCalendar): DutyStanding {
  const { kind, last, doneOn } = duty;
  if (doneOn !== undefined && doneOn <= day) return { status: 'done', remaining: null };
  if (last === null) return { status: 'no-day', remaining: null };
  if (day > last.date) {
    if (ENDS_BY_ITSELF.includes(kind)) return { status: 'done', remaining: null };
    const late = workingDaysIn(calendar, last.date, day, []);
    return { status: 'late', remaining: late === 0 ? 0 : -late };
  }
  // A five-year term counted day by day for every licence is slow, and nobody asks how many working days it has.
  if (kind === 'record-keeping') return { status: day === last.date ? 'due-today' : 'upcoming', remaining: null };
  const remaining = workingDaysIn(calendar, day, last.date, []);
  const status = day === last.date ? 'due-today' : remaining <= SOON ? 'due-soon' : 'upcoming';
  return { status, remaining };
}

/** Late ones first, then by last day; what has none yet comes after, then what is done. */
export function byUrgency(
  one: { readonly duty: Duty; readonly standing: DutyStanding },
  two: { readonly duty: Duty; readonly standing: DutyStanding },
): number {
  const keys = [one, two].map(urgencyKey);
  const [a = '', b = ''] = keys;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As a text that sorts: pages of a list begin after it. */
export function urgencyKey({ duty, standing }: { readonly duty: Duty; readonly standing: DutyStanding }): string {
  const group = standing.status === 'done' ? '2' : duty.last === null ? '1' : '0';
  return `${group} ${duty.last?.date ?? duty.first} ${duty.id}`;
}

/** At which of these points a person is reminded of a duty. */
export type ReminderPoint = 'five-days' | 'one-day' | 'last-day' | 'late';

/**
 * Which reminder is due on this day? The most pressing alone, so that whoever was away for a week gets one and not four. Undefined
 * while there is more time, where no day is named, once it is done, and for the keeping of records, which nobody forgets to begin.
 * @example last day 2025-10-22: reminderOn(duty, '2025-10-15', calendar) // 'five-days'
 */
export function reminderOn(duty: Duty, day: LegalDate, calendar: WorkingCalendar): ReminderPoint | undefined {
  if (duty.kind === 'record-keeping') return undefined;
  const { status, remaining } = standingOn(duty, day, calendar);
  if (status === 'late') return 'late';
  if (status === 'due-today') return 'last-day';
  return status === 'due-soon' ? ((remaining ?? 0) <= 1 ? 'one-day' : 'five-days') : undefined;
}
