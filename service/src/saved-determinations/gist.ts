import type {
  BranchAnswer,
  Change,
  Cited,
  Determination,
  Duty,
  LegalDate,
  Outcome,
  Review,
  SettledOutcome,
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
export function gistOf({ asOf, knownAt, outcome, possible, lines }: Determination): AnswerGist {
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

function branchGist({ branch, label, possible, because, review, duties, off }: BranchAnswer): BranchGist {
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
