import { createHash } from 'node:crypto';
import type {
  Change,
  Cited,
  Duty,
  ExportFacts,
  LegalDate,
  Outcome,
  Review,
  SettledOutcome,
  ShortAnswer,
  Text,
  Verdict,
} from '@ytterby/core';

/**
 * What counts when an answer is compared with an earlier one: outcome, branches, review, duties, grounds, and the days on which
 * it changes. Without the trace and the texts of provisions, so that thousands are compared in seconds.
 */
export interface AnswerGist {
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly outcome: Outcome;
  readonly possible: readonly SettledOutcome[];
  readonly lines: readonly LineGist[];
}

export interface LineGist {
  readonly id: string;
  readonly description: string;
  readonly outcome: Outcome;
  readonly branches: readonly BranchGist[];
  readonly changes: readonly Pick<Change, 'date' | 'branch' | 'from' | 'to'>[];
}

export interface BranchGist {
  readonly branch: string;
  readonly label: Text;
  readonly possible: readonly SettledOutcome[];
  readonly because: readonly CiteGist[];
  readonly review: readonly Review[];
  readonly duties: readonly DutyGist[];
  /** Parts of the procedure that are switched off. */
  readonly off: readonly string[];
}

/** A provision, and the day since when it stands as it does, where its status names one. */
export interface CiteGist {
  readonly id: string;
  readonly cite: Text;
  readonly is: string;
  readonly since: LegalDate | null;
}

export interface DutyGist {
  readonly duty: string;
  readonly title: Text;
  readonly verdict: Verdict;
  readonly provision: string;
  readonly cite: Text;
  readonly due: LegalDate | null;
}

/** @example gistOf(determine(facts, book)).lines[0].branches[0].because // [{ id: 'cn/mofcom-gac-2025-18/1', … }] */
export function gistOf({ asOf, knownAt, outcome, possible, lines }: ShortAnswer): AnswerGist {
  return {
    asOf,
    knownAt,
    outcome,
    possible,
    lines: lines.map((line) => ({
      id: line.id,
      description: line.description,
      outcome: line.outcome,
      branches: line.branches.map(branchGist),
      changes: line.changes.map(({ date, branch, from, to }) => ({ date, branch, from, to })),
    })),
  };
}

function branchGist({
  branch,
  label,
  possible,
  because,
  review,
  duties,
  off,
}: ShortAnswer['lines'][number]['branches'][number]): BranchGist {
  return {
    branch,
    label,
    possible,
    because: because.map(citeGist),
    review: review?.possible ?? [],
    duties: duties.map(dutyGist),
    off: off.map(({ what }) => what),
  };
}

const citeGist = ({ id, cite, status }: Cited): CiteGist => ({ id, cite, is: status.is, since: sinceOf(status) });

function sinceOf(status: Cited['status']): LegalDate | null {
  if (status.is === 'in-force') return status.since;
  if (status.is === 'not-yet-in-force') return status.from;
  return status.is === 'ended' ? status.on : null;
}

const dutyGist = ({ duty, title, verdict, because, due }: Duty): DutyGist => ({
  duty,
  title,
  verdict,
  provision: because.id,
  cite: because.cite,
  due: due?.date ?? null,
});

/**
 * What the answer is, whatever the export and its lines are called, as `<day>.<hash>.<hash of due days>`: two gists whose hashes are
 * alike (`isAlike`) do not differ in anything that counts.
 * @example gistHash(gist) // '2026-11-24.3q2-….9fK…'
 */
export function gistHash({ asOf, outcome, possible, lines }: AnswerGist): string {
  const due: (LegalDate | null)[] = [];
  const rest = lines.map(({ outcome: each, branches, changes }) => [
    each,
    branches.map(({ duties, ...branch }) => [
      branch,
      duties.map((duty) => {
        due.push(duty.due);
        return { ...duty, due: null };
      }),
    ]),
    changes,
  ]);
  return `${asOf}.${hashOf([outcome, possible, rest])}.${hashOf(due)}`;
}

/** Due days move with the day of the export, so they are compared only between answers about one day. */
export function isAlike(one: string, two: string): boolean {
  const [day, what, due] = one.split('.');
  const [otherDay, otherWhat, otherDue] = two.split('.');
  return what === otherWhat && (day !== otherDay || due === otherDue);
}

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** The gist of an export that no law can tell from another, from that of the other: each is called by its own names. */
export const gistFor = (gist: AnswerGist, { lines }: Pick<ExportFacts, 'lines'>): AnswerGist => ({
  ...gist,
  lines: gist.lines.map((line, index) => {
    const id = lines[index]?.id ?? String(index + 1);
    return { ...line, id, description: lines[index]?.item.description ?? id };
  }),
});
