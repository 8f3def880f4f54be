import { setImmediate } from 'node:timers/promises';
import {
  addDays,
  changeDays,
  checkLaw,
  diffLaw,
  ENACTED,
  type LawBook,
  type LawDifference,
  lawKnownAt,
  type LawProblem,
  type LegalDate,
  readingsOf,
  type StatementId,
  STATEMENTS,
} from '@ytterby/core';

/** What would be different in the law itself, if it were another. */
export interface LawEffect {
  readonly days: readonly { readonly day: LegalDate; readonly difference: LawDifference }[];
  readonly statements: {
    readonly from: LegalDate;
    readonly until: LegalDate;
    readonly broken: readonly LawProblem[];
  };
}

/** Each day compared takes about half a second. */
const DAYS = 6;
/** How far ahead the statements are checked; nothing that is announced today lies further off than an agreement of a year. */
const AHEAD = 400;

/** Statements that compare all exports twice or go through every list: `ytterby law check` asks them, a screen does not wait for them. */
const SLOW: ReadonlySet<string> = new Set(['gap', 'another-list', 'another-party', 'ban-holds', 'listing-ends']);
const IDS = Object.keys(STATEMENTS) as StatementId[];

/**
 * How does one law differ from another, today and on the days to come on which either changes; and which statements about the law
 * hold in the one and not in the other? Requests come in between the steps.
 * @param knownAt by when both are known: today, or the day on which the new instrument is published
 */
export async function effectOf(
  before: LawBook,
  after: LawBook,
  { today, knownAt, signal }: { readonly today: LegalDate; readonly knownAt: LegalDate; readonly signal: AbortSignal },
): Promise<LawEffect> {
  const [old, young] = [before, after].map((book) => lawKnownAt(book, knownAt)) as [LawBook, LawBook];
  const readings = readingsOf(after);
  const inBoth = [old, young].flatMap((book) => changeDays(book, { knownAt, branch: ENACTED, readings }));
  const coming = [...new Set(inBoth)].filter((day) => day > today).sort();
  const days: { day: LegalDate; difference: LawDifference }[] = [];
  for (const day of [today, ...coming].slice(0, DAYS)) {
    const moment = { asOf: day, knownAt, branch: ENACTED, readings };
    const difference = diffLaw({ book: old, moment }, { book: young, moment });
    if (difference.provisions.length > 0 || difference.exports.length > 0) days.push({ day, difference });
    await setImmediate();
    signal.throwIfAborted();
  }
  const until = addDays(knownAt, AHEAD);
  const broken: LawProblem[] = [];
  for (const id of IDS.filter((each) => !SLOW.has(each))) {
    const others = IDS.filter((each) => each !== id);
    const [were = [], are = []] = [old, young].map((book) =>
      checkLaw(book, today, until, [{}], others).problems.filter(({ statement }) => statement === id),
    );
    const fails = new Set(were.map(keyOf));
    broken.push(...are.filter((problem) => !fails.has(keyOf(problem))));
    await setImmediate();
    signal.throwIfAborted();
  }
  return { days, statements: { from: today, until, broken } };
}

/** The same statement may fail from another day on, so the day is not part of it. */
const keyOf = ({ statement, branch }: LawProblem) => `${statement} ${branch}`;
