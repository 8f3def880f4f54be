import { ENACTED, type LegalDate, type Outcome, type Review, type SettledOutcome, type Text } from '@ytterby/core';
import type { AnswerGist, BranchGist, CiteGist, DutyGist, LineGist } from './gist.ts';

/** How an answer differs from an earlier one about the same export. */
export interface AnswerDifference {
  /** Of the whole export; null when only something below it changed. */
  readonly outcome: { readonly before: Outcome; readonly after: Outcome } | null;
  readonly lines: readonly LineDifference[];
}

export interface LineDifference {
  readonly line: string;
  readonly description: string;
  /** The weightiest first. Never empty. */
  readonly changed: readonly Changed[];
}

/** A provision by which it changed. */
export interface ChangedBy {
  readonly id: string;
  readonly cite: Text;
}

/** One thing that changed: old → new, by which provisions, from which day where that is known. */
export type Changed = { readonly by: readonly ChangedBy[]; readonly from: LegalDate | null } & (
  | { readonly what: 'outcome'; readonly before: Outcome; readonly after: Outcome }
  /** What the enacted text or an announcement gives; null = the branch gives nothing of its own (any more). */
  | {
      readonly what: 'branch';
      readonly branch: string;
      readonly label: Text;
      readonly before: readonly SettledOutcome[] | null;
      readonly after: readonly SettledOutcome[] | null;
    }
  | {
      readonly what: 'review';
      readonly branch: string;
      readonly before: readonly Review[];
      readonly after: readonly Review[];
    }
  | {
      readonly what: 'duty';
      readonly branch: string;
      readonly duty: string;
      readonly title: Text;
      readonly before: DutyState | null;
      readonly after: DutyState | null;
    }
  | {
      readonly what: 'off';
      readonly branch: string;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly what: 'because';
      readonly branch: string;
      readonly before: readonly ChangedBy[];
      readonly after: readonly ChangedBy[];
    }
  /** The days to come on which the answer changes. */
  | {
      readonly what: 'days';
      readonly branch: string;
      readonly before: readonly DayGist[];
      readonly after: readonly DayGist[];
    }
  /** Other facts were asked about: a line is new, or gone. */
  | { readonly what: 'line'; readonly before: Outcome | null; readonly after: Outcome | null }
);

export interface DutyState {
  readonly verdict: DutyGist['verdict'];
  readonly due: LegalDate | null;
}
export type DayGist = Omit<LineGist['changes'][number], 'branch'>;

/**
 * What is different in the later answer? Null when nothing is that counts. Due days move with the day of export, so they are
 * compared only between answers about one day; days of change that have come are no news of their own.
 * @example differenceOf(gistOf(paused), gistOf(extended))?.outcome // { before: 'unconfirmed', after: 'no-licence-required' }
 */
export function differenceOf(before: AnswerGist, after: AnswerGist): AnswerDifference | null {
  const ids = [...new Set([...before.lines, ...after.lines].map(({ id }) => id))];
  const lines = ids.flatMap((id): readonly LineDifference[] => {
    const [old, young] = [before, after].map(({ lines: all }) => all.find((line) => line.id === id));
    const changed = lineChanges(old, young, { before: before.asOf, after: after.asOf });
    const line = young ?? old;
    return line === undefined || changed.length === 0 ? [] : [{ line: id, description: line.description, changed }];
  });
  const outcome = before.outcome === after.outcome ? null : { before: before.outcome, after: after.outcome };
  return outcome === null && lines.length === 0 ? null : { outcome, lines };
}

interface Days {
  readonly before: LegalDate;
  readonly after: LegalDate;
}

function lineChanges(old: LineGist | undefined, young: LineGist | undefined, days: Days): readonly Changed[] {
  if (old === undefined || young === undefined) {
    const none = { by: [], from: null };
    return [{ what: 'line', before: old?.outcome ?? null, after: young?.outcome ?? null, ...none }];
  }
  const cause = causeOf(old, young, days);
  const changed: Changed[] = [];
  if (old.outcome !== young.outcome)
    changed.push({ what: 'outcome', before: old.outcome, after: young.outcome, ...cause(ENACTED) });
  const branches = [...new Set([...old.branches, ...young.branches].map(({ branch }) => branch))];
  for (const branch of branches) {
    const [was, is] = [old, young].map((line) => line.branches.find((each) => each.branch === branch));
    changed.push(...branchChanges(branch, was, is, days, cause(branch)));
  }
  // An announcement that is settled has no days of its own any more; what came of it stands in the enacted text.
  for (const branch of new Set([ENACTED, ...young.changes.map((change) => change.branch)])) {
    const [was, is] = [old, young].map(({ changes }) =>
      changes.filter((change) => change.branch === branch).map(dayGist),
    );
    const expected = (was ?? []).filter(({ date }) => date > days.after);
    const found = is ?? [];
    if (!same(expected, found))
      changed.push({ what: 'days', branch, before: expected, after: found, ...cause(branch) });
  }
  return changed;
}

const dayGist = ({ date, from, to }: LineGist['changes'][number]): DayGist => ({ date, from, to });

type Cause = Pick<Changed, 'by' | 'from'>;

function branchChanges(
  branch: string,
  was: BranchGist | undefined,
  is: BranchGist | undefined,
  days: Days,
  cause: Cause,
): readonly Changed[] {
  const label = is?.label ?? was?.label ?? { zh: branch, en: branch };
  const possible = { before: was?.possible ?? null, after: is?.possible ?? null };
  // A branch stands in an answer only where it differs from the enacted text, so its coming or going says it all.
  const changed: Changed[] = same(possible.before, possible.after)
    ? []
    : [{ what: 'branch', branch, label, ...possible, ...cause }];
  if (was === undefined || is === undefined) return changed;
  if (!same(was.review, is.review))
    changed.push({ what: 'review', branch, before: was.review, after: is.review, ...cause });
  changed.push(...dutyChanges(branch, was, is, days));
  if (!same([...was.off].sort(), [...is.off].sort()))
    changed.push({ what: 'off', branch, before: was.off, after: is.off, ...cause });
  if (!same(standing(was.because), standing(is.because)))
    changed.push({ what: 'because', branch, before: was.because.map(cited), after: is.because.map(cited), ...cause });
  return changed;
}

function dutyChanges(branch: string, was: BranchGist, is: BranchGist, days: Days): readonly Changed[] {
  const key = ({ duty, provision }: DutyGist) => `${duty} ${provision}`;
  const [old, young] = [was, is].map(({ duties }) => new Map(duties.map((duty) => [key(duty), duty])));
  const keys = new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])]);
  return [...keys].flatMap((each): readonly Changed[] => {
    const [before, after] = [old?.get(each), young?.get(each)];
    const shown = after ?? before;
    const isDueMoved = days.before === days.after && before?.due !== after?.due;
    if (shown === undefined || (before?.verdict === after?.verdict && !isDueMoved)) return [];
    const state = (duty: DutyGist | undefined): DutyState | null =>
      duty === undefined ? null : { verdict: duty.verdict, due: duty.due };
    const { duty, title, provision, cite } = shown;
    const by = [{ id: provision, cite }];
    return [{ what: 'duty', branch, duty, title, before: state(before), after: state(after), by, from: null }];
  });
}

/**
 * By which provisions, and from which day. The provisions are those on which the new answer stands and the old did not, or that
 * stand otherwise now; where the new answer stands on none such, those that fell away. The day is the one announced by the old
 * answer, if it has come; else the latest since which one of those provisions stands as it does.
 */
function causeOf(old: LineGist, young: LineGist, days: Days): (branch: string) => Cause {
  return (branch) => {
    const [was, is] = [old, young].map(({ branches }) => {
      const found = branches.find((each) => each.branch === branch) ?? branches[0];
      return found?.because ?? [];
    });
    const news = without(is ?? [], was ?? []);
    const by = news.length > 0 ? news : without(was ?? [], is ?? []);
    const due = old.changes.findLast((change) => change.branch === branch && change.date <= days.after);
    const since = news
      .map((each) => each.since)
      .filter((day) => day !== null)
      .sort()
      .at(-1);
    return { by: by.map(cited), from: due?.date ?? since ?? null };
  };
}

const without = (all: readonly CiteGist[], others: readonly CiteGist[]) =>
  all.filter((one) => !others.some((other) => other.id === one.id && other.is === one.is));
const standing = (because: readonly CiteGist[]) => because.map(({ id, is }) => `${id} ${is}`).sort();
const cited = ({ id, cite }: CiteGist): ChangedBy => ({ id, cite });
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
