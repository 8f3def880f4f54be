import type { DutyKind, DutyStatus } from '@ytterby/core/duties';

/** What the address of the duties says behind `?`. */
export interface DutySearch {
  readonly kind?: DutyKind | undefined;
  readonly status?: DutyStatus | undefined;
  /** As 2026-11: the month view, on that month. Absent: the list. */
  readonly month?: string | undefined;
}

/** Written out here, because every page loads the addresses, and core's own tables would bring their code with them. */
const KINDS = {
  decision: true,
  advice: true,
  information: true,
  'humanitarian-report': true,
  'usage-report': true,
  'licence-expiry': true,
  'record-keeping': true,
} satisfies Record<DutyKind, true>;
const STATUSES = {
  late: true,
  'due-today': true,
  'due-soon': true,
  upcoming: true,
  'no-day': true,
  done: true,
} satisfies Record<DutyStatus, true>;

export const dutySearch = ({ kind, status, month }: Record<string, unknown>): DutySearch => ({
  kind: typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? (kind as DutyKind) : undefined,
  status: typeof status === 'string' && Object.hasOwn(STATUSES, status) ? (status as DutyStatus) : undefined,
  month: typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
});

/** The inbox: all messages, or those not read yet. */
export const messageSearch = ({ unread }: Record<string, unknown>): { readonly unread?: true | undefined } => ({
  unread: unread === true || unread === 'true' ? true : undefined,
});
