import { byWhat, type Change, type SettledOutcome } from './6-outcome/index.ts';
import { heldBasis, listedRecipients, ownersKnown, partyBasis } from './3-parties/index.ts';
import { basisOf, type LineFindings } from './cell.ts';
import type { PartyFacts } from './facts.ts';
import { kept } from './kept/index.ts';
import {
  type BranchId,
  isPartyVariable,
  type LawBook,
  type ListsInForce,
  type Moment,
  type Variable,
} from './law/index.ts';
import { answerTo, daysOfLaw, ruledAt, variablesOverTime } from './ruled-law.ts';
import type { LegalDate } from './time/legal-date.ts';

/** One stretch of days with the same answer; `until` is the first day after it, null = no change known. */
export interface Stretch {
  readonly branch: BranchId;
  readonly from: LegalDate;
  readonly until: LegalDate | null;
  readonly possible: readonly SettledOutcome[];
}

const same = (a: readonly SettledOutcome[], b: readonly SettledOutcome[]) => a.join() === b.join();

/** What facts may be, as the law cuts them: all that the outcome of a day is a function of. */
type Values = (variable: Variable, lists: ListsInForce) => readonly string[];

/**
 * How does the answer run over time, in one branch, with the facts unchanged? From the first day that the pack covers,
 * as far as known on `knownAt`. Cost: one answer for each day on which the law may change.
 */
export function outcomeOverTime(
  findings: LineFindings,
  book: LawBook,
  moment: Omit<Moment, 'asOf'>,
): readonly Stretch[] {
  return segmentsFrom((variable, lists) => basisOf(variable, findings, lists).values, book, moment, '');
}

function segmentsFrom(
  values: Values,
  book: LawBook,
  moment: Omit<Moment, 'asOf'>,
  since: LegalDate,
): readonly Stretch[] {
  const segments: {
    branch: BranchId;
    from: LegalDate;
    until: LegalDate | null;
    possible: readonly SettledOutcome[];
  }[] = [];
  const days = daysOfLaw(book, moment);
  const first = days.findLast((day) => day <= since) ?? '';
  for (const day of days.filter((each) => each >= first)) {
    const ruled = ruledAt(book, { ...moment, asOf: day });
    const cell = new Map(ruled.variables.map((variable) => [variable.key, values(variable, ruled.law.lists)]));
    const { possible } = answerTo(ruled, cell);
    const last = segments.at(-1);
    if (last && same(last.possible, possible)) continue;
    if (last) last.until = day;
    segments.push({ branch: moment.branch, from: day, until: null, possible });
  }
  return segments;
}

/** All that the answers of later days read of an export: what the law of some day asks, and the parties for the lists of each day. */
interface Standing {
  readonly moment: Moment;
  readonly values: readonly (readonly [key: string, values: readonly string[]])[];
  readonly parties: readonly Pick<PartyFacts, 'role' | 'name' | 'listEntry' | 'owners'>[];
}

/**
 * The days after `asOf` on which the answer changes, with the provisions whose status changes on each. Exports that the
 * law cannot tell apart change together, so they are worked out once.
 */
export function changesAfter(findings: LineFindings, book: LawBook, moment: Moment): readonly Change[] {
  const plain = variablesOverTime(book, moment).filter(
    (variable) => !isPartyVariable(variable) && variable.fact !== 'held',
  );
  return changesOf([book], {
    moment,
    values: plain.map((variable) => [variable.key, basisOf(variable, findings, NO_LISTS).values] as const),
    parties: findings.owners.told,
  });
}

/** Only parties and holdings look at which lists are in force. */
const NO_LISTS: ListsInForce = { dualUse: [], parties: {} };

const changesOf = kept(
  ([book]: readonly [LawBook], { moment, values, parties }: Standing): readonly Change[] => {
    const known = new Map(values);
    const facts = { asOf: moment.asOf, parties: [...parties] };
    const recipients = listedRecipients(facts, book);
    const owners = ownersKnown(facts, book);
    const { readings } = moment;
    const valuesOf: Values = (variable, lists) => {
      if (isPartyVariable(variable)) return partyBasis(variable, recipients, book).values;
      if (variable.test.fact === 'held')
        return heldBasis(variable.test.by, variable.test.atLeast, { readings, owners }, lists).values;
      return known.get(variable.key) ?? [];
    };
    return changesIn(segmentsFrom(valuesOf, book, moment, moment.asOf), book, moment);
  },
  (changes) => changes.reduce((sum, { because }) => sum + 300 + because.length * 300, 100),
);

function changesIn(segments: readonly Stretch[], book: LawBook, moment: Moment): readonly Change[] {
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
  const days = daysOfLaw(book, moment);
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
      ...byWhat(status, book),
    }));
}
