import {
  type BranchAnswer,
  type Cited,
  determine,
  type Determination,
  dueAfter,
  ENACTED,
  type LawBook,
  lawKnownAt,
  type LineDetermination,
  openBranches,
  outcomesOf,
  readingsOf,
  type BranchId,
} from '@ytterby/core';
import { lineOutcome, reachOf, ruledAt } from '@ytterby/core/branch-answer';
import { prepareLines } from '@ytterby/core/line-findings';
import type { DeterminationCase, Expectation, WorkedCase } from './case-file.ts';

/** What can be said of an export without explaining it. */
const PLAIN: ReadonlySet<string> = new Set(['outcome', 'reached', 'announced']);

/** What a law answers to a worked case, in the words of the case, beside what the case states. */
export interface ComparedCase {
  readonly found: unknown;
  readonly wanted: unknown;
  /** The answer in short, for whoever reads a case that disagrees. */
  readonly told: () => string;
}

/** What does this law say of everything that the case states? */
export function compareCase(each: WorkedCase, law: LawBook): ComparedCase {
  if ('due' in each) {
    const found = dueAfter(law.calendar, each.event, each.workingDays, each.stopped);
    return { found, wanted: { date: each.due, provisional: false }, told: () => found.date };
  }
  const explained = () => determine(each.facts, law, { readings: each.readings });
  if (Object.keys(each.expect).every((key) => PLAIN.has(key)))
    return { found: plainly(each, law), wanted: each.expect, told: () => explanation(explained()) };
  const answer = explained();
  return { found: stated(each, answer), wanted: each.expect, told: () => explanation(answer) };
}

/** The outcome, and which provisions reach the export, of a case that states no more. */
function plainly({ facts, readings: chosen, expect }: DeterminationCase, law: LawBook): Expectation {
  const { asOf, knownAt = asOf } = facts;
  const known = lawKnownAt(law, knownAt);
  const readings = readingsOf(law, chosen);
  const [line] = prepareLines(facts, known, readings, asOf);
  const [statement] = openBranches(known, knownAt);
  const under = (branch: BranchId, wanted: Readonly<Record<string, unknown>>) => {
    const outcome = line && lineOutcome(line.findings, ruledAt(known, { asOf, knownAt, readings, branch }));
    return Object.fromEntries(
      Object.keys(wanted).map((id) => [id, REACH[outcome === undefined ? 'not-met' : reachOf(outcome, id)]]),
    );
  };
  return {
    ...(expect.outcome !== undefined && {
      outcome: outcomesOf(facts, law, { readings: chosen })[0]?.outcome ?? 'not-covered',
    }),
    ...(expect.reached !== undefined && { reached: under(ENACTED, expect.reached) }),
    ...(expect.announced !== undefined && { announced: under(statement?.id ?? ENACTED, expect.announced) }),
  } as Expectation;
}

/** What the answer says of everything that the case states, in the words of the case. */
function stated({ expect: wanted }: DeterminationCase, answer: Determination): Expectation {
  const line = answer.lines[0] as LineDetermination;
  const [enacted] = line.branches as readonly [BranchAnswer];
  const found: Record<string, unknown> = {};
  const tell = <Key extends keyof Expectation>(key: Key, value: (of: NonNullable<Expectation[Key]>) => unknown) => {
    const of = wanted[key];
    if (of !== undefined) found[key] = value(of);
  };
  tell('outcome', () => answer.outcome);
  tell('because', (ids) => {
    const cited = new Set(line.branches.flatMap(citedIn));
    return ids.filter((id) => cited.has(id));
  });
  tell('review', () => enacted.review?.policy ?? 'none');
  tell('duties', (duties) =>
    Object.fromEntries(Object.entries(duties).map(([id, due]) => [id, dutyIn(enacted, id, due)])),
  );
  tell('flags', (codes) => codes.filter((code) => line.flags.some((flag) => flag.code === code)));
  tell('off', (parts) => parts.filter((part) => enacted.off.some(({ what }) => what === part)));
  tell('ask', (asked) =>
    asked.filter(({ about }) =>
      line.questions.some((question) => question.id === about || question.about.startsWith(about)),
    ),
  );
  tell('branches', () => Object.fromEntries(line.branches.map(({ branch, outcome }) => [branch, outcome])));
  tell('nextChange', () => line.changes.find(({ branch }) => branch === enacted.branch)?.date);
  tell('share', (share) => shareIn(line, share));
  tell('codes', (codes) =>
    codes.filter((code) => line.classification.entries.some((entry) => entry.code === code && entry.verdict === 'met')),
  );
  tell('permissionForms', (forms) =>
    Object.fromEntries(
      Object.keys(forms).map((form) => [form, enacted.permissionForms.find((one) => one.form === form)?.open]),
    ),
  );
  tell('status', (ids) =>
    Object.fromEntries(
      Object.keys(ids).map((id) => [id, enacted.findings.find((finding) => finding.id === id)?.status.is]),
    ),
  );
  const announced = line.branches.find(({ branch }) => branch !== enacted.branch) ?? enacted;
  tell('reached', (wanted) => reachIn(enacted, wanted));
  tell('announced', (wanted) => reachIn(announced, wanted));
  return found as Expectation;
}

const REACH = { met: 'caught', 'not-met': 'missed', unknown: 'open' } as const;

/** Whether each of these provisions reaches the export in a branch. One that is not published reaches nothing. */
function reachIn({ findings }: BranchAnswer, wanted: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.keys(wanted).map((id) => [id, REACH[findings.find((each) => each.id === id)?.applies ?? 'not-met']]),
  );
}

function citedIn(branch: BranchAnswer): readonly string[] {
  const cites: readonly Cited[] = [
    ...branch.because,
    ...(branch.review?.because ?? []),
    ...branch.duties.map(({ because }) => because),
    ...branch.off.flatMap(({ because }) => because),
  ];
  return [
    ...cites.map(({ id }) => id),
    ...branch.permissionForms.flatMap(({ reasons }) => reasons.map(({ cite }) => cite)),
  ];
}

function dutyIn(branch: BranchAnswer, id: string, due: string): string {
  const duty =
    branch.duties.find((each) => each.duty === id && each.verdict === 'met') ??
    branch.duties.find((each) => each.duty === id);
  if (duty === undefined) return 'no';
  if (duty.verdict !== 'met') return duty.verdict;
  if (due.endsWith('working days')) return `${duty.workingDaysAfterAcceptance} working days`;
  return due === 'yes' ? 'yes' : (duty.due?.date ?? 'no date');
}

/** The share of the product that decides: of those with the verdict of the whole test, the one with the largest share. */
function shareIn({ content }: LineDetermination, wanted: string): string {
  const deciding = (content?.products ?? [])
    .filter(({ verdict }) => verdict === content?.verdict)
    .reduce<string | undefined>((most, { share: { atLeast, atMost } }) => {
      const text = atLeast === atMost ? atLeast : `${atLeast} to ${atMost ?? 'no limit'}`;
      return most === undefined || number(atLeast) > number(most) ? text : most;
    }, undefined);
  return deciding !== undefined && isSame(deciding, wanted) ? wanted : (deciding ?? 'none');
}
const parts = (text: string): [bigint, bigint] => {
  const [above = '0', below = '1'] = text.split('/');
  const [whole = '0', decimals = ''] = above.split('.');
  return [BigInt(whole + decimals), BigInt(below) * 10n ** BigInt(decimals.length)];
};
const number = (text: string) =>
  Number(parts(text.split(' ')[0] ?? '0')[0]) / Number(parts(text.split(' ')[0] ?? '0')[1]);
function isSame(a: string, b: string): boolean {
  if (!/^[\d./]+$/.test(a)) return false;
  const [[over, under], [other, below]] = [parts(a), parts(b)];
  return over * below === other * under;
}

/** The answer in short, for whoever reads a failed case. */
function explanation(answer: Determination): string {
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : items.join(', '));
  const lines = answer.lines.flatMap((line) => [
    ...line.branches.flatMap((branch) => [
      `${branch.branch}: ${branch.outcome} (${list(branch.possible)})`,
      `  because ${list(branch.because.map(({ id, status }) => `${id} ${status.is}`))}`,
      `  review ${branch.review?.policy ?? '–'} because ${list((branch.review?.because ?? []).map(({ id }) => id))}`,
      `  duties ${list(branch.duties.map(({ duty, verdict, due }) => `${duty} ${verdict} ${due?.date ?? ''}`.trim()))}`,
      `  off ${list(branch.off.map(({ what }) => what))}`,
    ]),
    `flags ${list(line.flags.map(({ code }) => code))}`,
    `questions ${list(line.questions.map(({ id, about }) => `${id} <${about}>`))}`,
    `codes ${list(line.classification.entries.filter(({ verdict }) => verdict !== 'not-met').map(({ code, verdict }) => `${code} ${verdict}`))}`,
    `problems ${list([...line.classification.problems, ...(line.content?.problems ?? [])].map(({ code }) => code))}`,
    `content ${line.content?.verdict ?? '–'} ${list((line.content?.products ?? []).map(({ part, verdict, share }) => `${part} ${verdict} ${share.atLeast} to ${share.atMost}`))}`,
    `changes ${list(line.changes.map(({ branch, date, to }) => `${branch} ${date} ${to.join('|')}`))}`,
  ]);
  return [`${answer.outcome}, as of ${answer.asOf}, known ${answer.knownAt}`, ...lines].join('\n');
}
