import {
  changeDays,
  type DetermineOptions,
  ENACTED,
  type ExportFacts,
  type LawBook,
  type LegalDate,
  openBranches,
  readingsOf,
} from '@ytterby/core';
import type { AsOfMode } from './as-of-mode.ts';

/**
 * The facts as they are asked about on a day. Unless the facts say by when the law was published, the newest known counts, so
 * that an instrument which reaches back is not missed.
 * @example factsOn({ ...facts, asOf: '2026-11-12' }, 'fixed', '2026-11-25').knownAt // '2026-11-25'
 */
export function factsOn<Facts extends Pick<ExportFacts, 'asOf' | 'knownAt'>>(
  facts: Facts,
  mode: AsOfMode,
  today: LegalDate,
): Facts & AskedOn {
  const asOf = mode === 'today' ? today : facts.asOf;
  return { ...facts, asOf, knownAt: facts.knownAt ?? (asOf > today ? asOf : today) };
}

/** The day and the state of knowledge of an answer. */
export interface AskedOn {
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
}

/**
 * Can the same law, asked on a later day, answer differently? Only where between the two days a provision's status can change,
 * or something was published. The days are those of the law itself, so few in a year.
 * @example canDiffer(book, { asOf: '2026-11-09', knownAt: '2026-11-09' }, { asOf: '2026-11-11', knownAt: '2026-11-11' }) // true
 */
export function canDiffer(
  book: LawBook,
  before: AskedOn,
  after: AskedOn,
  readings: DetermineOptions['readings'] = {},
): boolean {
  const between = (day: LegalDate, one: LegalDate, two: LegalDate) =>
    one < two ? one < day && day <= two : two < day && day <= one;
  const isPublication = [
    ...book.instruments.map(({ published }) => published),
    ...book.notes.map(({ date }) => date),
  ].some((day) => between(day, before.knownAt, after.knownAt));
  if (isPublication) return true;
  if (before.asOf === after.asOf) return false;
  const taken = readingsOf(book, readings);
  const branches = [ENACTED, ...openBranches(book, after.knownAt).map(({ id }) => id)];
  return branches.some((branch) =>
    changeDays(book, { knownAt: after.knownAt, branch, readings: taken }).some((day) =>
      between(day, before.asOf, after.asOf),
    ),
  );
}
