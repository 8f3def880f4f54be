import { APPLICATION_KINDS, type ApplicationKind } from '@ytterby/core';

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

export interface QueueSearch {
  readonly status?: (typeof QUEUE_STATUSES)[number] | undefined;
  readonly kind?: ApplicationKind | undefined;
  readonly search?: string | undefined;
}

export const queueSearch = ({ status, kind, search }: Record<string, unknown>): QueueSearch => ({
  status: QUEUE_STATUSES.find((each) => each === status),
  kind: APPLICATION_KINDS.find((each) => each === kind),
  search: typeof search === 'string' && search !== '' ? search : undefined,
});
