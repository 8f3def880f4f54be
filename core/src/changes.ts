import type { Change, SettledOutcome } from './6-outcome/index.ts';
import { lineOutcome, ruledAt } from './branch-answer.ts';
import type { LineFindings } from './cell.ts';
import { type BranchId, type Cell, changeDays, type LawBook, type Moment } from './law/index.ts';
import type { LegalDate } from './time/legal-date.ts';

/** One stretch of days with the same answer; `until` is the first day after it, null = no change known. */
export interface Segment {
  readonly branch: BranchId;
  readonly from: LegalDate;
  readonly until: LegalDate | null;
  readonly possible: readonly SettledOutcome[];
}

const same = (a: readonly SettledOutcome[], b: readonly SettledOutcome[]) => a.join() === b.join();

/**
 * How does the answer run over time, in one branch, with the facts unchanged? From the first day that the pack covers,
 * as far as known on `knownAt`; `since` leaves out what lies before it.
 */
export function outcomeOverTime(
  findings: LineFindings,
  book: LawBook,
  moment: Omit<Moment, 'asOf'>,
  since: LegalDate = '',
): readonly Segment[] {
  const segments: {
    branch: BranchId;
    from: LegalDate;
    until: LegalDate | null;
    possible: readonly SettledOutcome[];
  }[] = [];
  const days = changeDays(book, moment);
  const first = days.findLast((day) => day <= since) ?? '';
  for (const day of days.filter((each) => each >= first)) {
    const { possible } = lineOutcome(findings, ruledAt(book, { ...moment, asOf: day }));
    const last = segments.at(-1);
    if (last && same(last.possible, possible)) continue;
    if (last) last.until = day;
    segments.push({ branch: moment.branch, from: day, until: null, possible });
  }
  return segments;
}

const told = new WeakMap<LawBook, Map<string, readonly Change[]>>();
const KEPT = 20_000;

/**
 * The days after `asOf` on which the answer changes, with the provisions whose status changes on each. Exports that the
 * law cannot tell apart change together, so they are worked out once.
 */
export function changesAfter(findings: LineFindings, book: LawBook, moment: Moment, cell: Cell): readonly Change[] {
  const known = told.get(book) ?? new Map<string, readonly Change[]>();
  told.set(book, known);
  // Holdings depend on the lists of each day, so the owners themselves are part of what tells exports apart.
  const owners = (findings.facts.parties ?? []).map((party) => party.owners);
  const key = JSON.stringify([moment, [...cell], owners]);
  const found = known.get(key) ?? workOut(findings, book, moment);
  if (known.size >= KEPT) known.clear();
  known.set(key, found);
  return found;
}

function workOut(findings: LineFindings, book: LawBook, moment: Moment): readonly Change[] {
  const segments = outcomeOverTime(findings, book, moment, moment.asOf);
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    if (before === undefined || segment.from <= moment.asOf) return [];
    return [
      {
        date: segment.from,
        branch: moment.branch,
        from: before.possible,
        to: segment.possible,
        because: statusChanges(book, moment, before.from, segment.from),
      },
    ];
  });
}

function statusChanges(book: LawBook, moment: Moment, earlier: LegalDate, day: LegalDate): Change['because'] {
  const days = changeDays(book, moment);
  const eve = days.findLast((change) => change < day) ?? earlier;
  const before = new Map(
    ruledAt(book, { ...moment, asOf: eve }).law.provisions.map(({ provision, status }) => [provision.id, status.is]),
  );
  return ruledAt(book, { ...moment, asOf: day })
    .law.provisions.filter(({ provision, status }) => {
      const kind = provision.effect?.kind;
      const decides = kind === 'licence-required' || kind === 'prohibited' || kind === 'exempts' || kind === 'lists';
      return decides && before.get(provision.id) !== status.is;
    })
    .map(({ provision, status }) => ({
      id: provision.id,
      cite: provision.cite,
      status,
    }));
}
