import type { ApplicationKind } from '@ytterby/core';

/** What the address of the queue says behind `?`: the filters, so that a queue can be linked and come back to. */

/** Where a case can stand once it was submitted. */
export const QUEUE_STATUSES = [
  'submitted',
  'in-review',
  'recommended',
  'reconsidering',
  'returned',
  'granted',
  'refused',
  'upheld',
  'withdrawn',
] as const;

/** Written out here, because every page loads the addresses, and core's own list would bring its schemas with it. */
const KINDS = {
  'individual-licence': true,
  'general-licence': true,
  'registration-certificate': true,
  'overseas-operator': true,
  technology: true,
  'minor-change': true,
  'major-change': true,
} satisfies Record<ApplicationKind, true>;

export interface QueueSearch {
  readonly status?: (typeof QUEUE_STATUSES)[number] | undefined;
  readonly kind?: ApplicationKind | undefined;
  readonly search?: string | undefined;
}

export const queueSearch = ({ status, kind, search }: Record<string, unknown>): QueueSearch => ({
  status: QUEUE_STATUSES.find((each) => each === status),
  kind: typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? (kind as ApplicationKind) : undefined,
  search: typeof search === 'string' && search !== '' ? search : undefined,
});

export interface BulkSearch {
  /** Ids, with commas. */
  readonly cases: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which cases are to be decided together; what is no id is left out. */
export const bulkSearch = ({ cases }: Record<string, unknown>): BulkSearch => ({
  cases: [...new Set(typeof cases === 'string' ? cases.split(',') : [])].filter((id) => ID.test(id)).join(','),
});
