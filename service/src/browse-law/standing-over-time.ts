import {
  type BranchId,
  changeDays,
  ENACTED,
  type LawBook,
  lawOn,
  type LegalDate,
  type Moment,
  openBranches,
  type Status,
} from '@ytterby/core';

/** One stretch of days in which a provision stands still; `until` is the first day after it, null = no change known. */
export interface StatusStretch {
  /** For what stood before the pack's coverage begins: the day on which it does. */
  readonly from: LegalDate;
  readonly until: LegalDate | null;
  readonly status: Status;
}

/** By provision id. */
export type StandingOverTime = ReadonlyMap<string, readonly StatusStretch[]>;

/** A day on which a provision comes to stand otherwise, or is published. */
export interface StatusChange {
  readonly day: LegalDate;
  readonly branch: BranchId;
  readonly instrument: string;
  readonly provision: string;
  readonly status: Status;
}

/** The enacted text, and what was announced by then and is neither enacted nor settled. */
export const branchesAt = (book: LawBook, knownAt: LegalDate): readonly BranchId[] => [
  ENACTED,
  ...openBranches(book, knownAt).map(({ id }) => id),
];

/**
 * How does every provision stand over time, in one branch? By provision id, from its publication on.
 * @param book the law as known on `moment.knownAt`
 * @example standingOverTime(book, moment).get('cn/mofcom-2025-61/1(3)')?.map(({ status }) => status.is)
 * // ['in-force', 'paused', 'in-force']
 */
export function standingOverTime(book: LawBook, moment: Omit<Moment, 'asOf'>): StandingOverTime {
  const found = new Map<string, StatusStretch[]>();
  for (const day of changeDays(book, moment)) {
    for (const { provision, status } of lawOn(book, { ...moment, asOf: day }).provisions) {
      if (status.is === 'not-yet-published') continue;
      const stretches = found.get(provision.id) ?? [];
      found.set(provision.id, stretches);
      const last = stretches.at(-1);
      if (last !== undefined && sameStatus(last.status, status)) continue;
      if (last !== undefined) stretches[stretches.length - 1] = { ...last, until: day };
      stretches.push({ from: day, until: null, status });
    }
  }
  return found;
}

const sameStatus = (one: Status, two: Status): boolean => JSON.stringify(one) === JSON.stringify(two);

/** The same in every branch that is open. */
export function standingInBranches(
  book: LawBook,
  moment: Omit<Moment, 'asOf' | 'branch'>,
): ReadonlyMap<BranchId, StandingOverTime> {
  const branches = branchesAt(book, moment.knownAt);
  return new Map(branches.map((branch) => [branch, standingOverTime(book, { ...moment, branch })]));
}

/**
 * The days on which the law changes and what changes then, in every branch, in the order of days. What an announcement would
 * change in the same way as the enacted text is told once, with the enacted text.
 * @param standing of that book: `standingInBranches`, the enacted text first
 */
export function statusChanges(
  book: LawBook,
  standing: ReadonlyMap<BranchId, StandingOverTime>,
): readonly StatusChange[] {
  const instrumentOf = new Map(
    book.instruments.flatMap(({ id, provisions }) => provisions.map((provision) => [provision.id, id] as const)),
  );
  const told = new Map<string, StatusChange>();
  for (const [branch, provisions] of standing) {
    for (const [provision, stretches] of provisions) {
      for (const [index, { from, status }] of stretches.entries()) {
        if (stretches[index - 1]?.status.is === status.is) continue;
        const key = JSON.stringify([from, provision, status]);
        if (told.has(key)) continue;
        told.set(key, { day: from, branch, instrument: instrumentOf.get(provision) ?? provision, provision, status });
      }
    }
  }
  return [...told.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
