import {
  compareDiagram,
  diagramOf,
  type OutcomePair,
  outcomesIn,
  reviewOf,
  type SettledOutcome,
  waysTo,
} from './6-outcome/index.ts';
import { ruledAt } from './branch-answer.ts';
import type { Text } from './finding.ts';
import {
  type BranchId,
  changeDays,
  ENACTED,
  type LawBook,
  type Moment,
  openBranches,
  type Readings,
  readingsOf,
} from './law/index.ts';
import type { LegalDate } from './time/legal-date.ts';
import { openCell } from './open-cell.ts';

/** A statement about the law itself that does not hold on some day, with an export that shows it. */
export interface LawProblem {
  readonly statement: StatementId;
  readonly text: Text;
  readonly from: LegalDate;
  readonly branch: BranchId;
  /** One way of facts, as the law cuts them, that breaks the statement. */
  readonly example: Readonly<Record<string, readonly string[]>>;
}

/** What was looked at: days between which the law stands still, and cells walked through diagrams. */
export interface LawCheck {
  readonly from: LegalDate;
  readonly until: LegalDate;
  readonly branches: readonly BranchId[];
  readonly stretches: number;
  readonly problems: readonly LawProblem[];
}

export const STATEMENTS = {
  gap: { zh: '任何一天任何出口都有且只有一个结果', en: 'every export has exactly one outcome on every day' },
  'path-to-approval': {
    zh: '合规民用出口不被禁止，也不原则上不予许可（出口管制不是禁止出口）',
    en: 'a compliant civil export is never prohibited nor refused in principle (controls are not bans)',
  },
  humanitarian: {
    zh: '2025年第61号公告项下的人道主义出口无须许可',
    en: 'a humanitarian export from outside China never needs a licence',
  },
  'catch-all': {
    zh: '明知用于大规模杀伤性武器的出口绝非无须许可',
    en: 'an export from China known to be for weapons of mass destruction is never free of a licence',
  },
} satisfies Record<string, Text>;
export type StatementId = keyof typeof STATEMENTS;

const COMPLIANT = {
  'end-use': ['civil'],
  party: ['-'],
  'military-user': ['none'],
  held: ['below'],
  'danger-known': ['no'],
  'military-ai': ['no'],
  'chip-process': ['below'],
};

/**
 * Do these statements hold for every export on every day of a span, under the enacted text and every announcement? Each
 * stretch of days without a change of law is looked at once; a decision diagram stands for all cells.
 */
export function checkLaw(
  book: LawBook,
  from: LegalDate,
  until: LegalDate,
  chosen: Partial<Record<string, string>> = {},
): LawCheck {
  const readings = readingsOf(book, chosen);
  const branches = [ENACTED, ...openBranches(book, until).map(({ id }) => id)];
  let stretches = 0;
  const problems: LawProblem[] = [];
  for (const branch of branches) {
    const moment = { knownAt: until, branch, readings };
    const inside = changeDays(book, moment).filter((day) => day > from && day <= until);
    for (const day of [from, ...inside]) {
      stretches += 1;
      problems.push(...checkDay(book, { ...moment, asOf: day }));
    }
  }
  return { from, until, branches, stretches, problems };
}

function checkDay(book: LawBook, moment: Moment): readonly LawProblem[] {
  const { rules, law, variables } = ruledAt(book, moment);
  const problem = (statement: StatementId, example: ReadonlyMap<string, readonly string[]>): LawProblem => ({
    statement,
    text: STATEMENTS[statement],
    from: moment.asOf,
    branch: moment.branch,
    example: Object.fromEntries(example),
  });
  const breaches = (
    statement: StatementId,
    fixed: Readonly<Record<string, readonly string[]>>,
    refused: readonly SettledOutcome[],
  ) =>
    waysTo(diagramOf(rules, openCell(rules.variables, book, fixed)), (outcome) => refused.includes(outcome), 1).map(
      ({ way }) => problem(statement, way),
    );

  const problems = [
    ...breaches('path-to-approval', COMPLIANT, ['prohibited']),
    ...breaches(
      'humanitarian',
      { ...COMPLIANT, 'end-use': ['humanitarian'], act: ['export'], from: ['abroad'], exporter: ['foreign-abroad'] },
      ['licence-required', 'prohibited'],
    ),
    ...breaches(
      'catch-all',
      { 'end-use': ['wmd'], act: ['export'], from: ['china'], exporter: ['in-china'], to: ['elsewhere'] },
      ['no-licence-required', 'not-subject'],
    ),
  ];
  const review = reviewOf(law.provisions, openCell(variables, book, COMPLIANT));
  if (review.possible.includes('refusal-in-principle'))
    problems.push(problem('path-to-approval', new Map(Object.entries(COMPLIANT))));
  if (outcomesIn(diagramOf(rules, openCell(rules.variables, book))).size === 0)
    problems.push(problem('gap', new Map()));
  return problems;
}

/** How one law differs from another: provisions whose status changed, and kinds of exports that are answered differently. */
export interface LawDifference {
  readonly provisions: readonly {
    readonly id: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly exports: readonly {
    readonly outcomes: OutcomePair;
    readonly example: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** What changes between two moments, two packs, or two branches? At most `most` examples of each pair of outcomes. */
export function diffLaw(
  before: { readonly book: LawBook; readonly moment: Moment },
  after: { readonly book: LawBook; readonly moment: Moment },
  most = 5,
): LawDifference {
  const [old, young] = [ruledAt(before.book, before.moment), ruledAt(after.book, after.moment)];
  const status = (ruled: typeof old) =>
    new Map(ruled.law.provisions.map(({ provision, status: { is } }) => [provision.id, is as string]));
  const [was, is] = [status(old), status(young)];
  const provisions = [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id) !== is.get(id))
    .map((id) => ({ id, before: was.get(id) ?? null, after: is.get(id) ?? null }));
  const cell = new Map([
    ...openCell([...old.rules.variables, ...young.rules.variables], before.book),
    ...openCell([...old.rules.variables, ...young.rules.variables], after.book),
  ]);
  const diagram = compareDiagram(old.rules, young.rules, cell);
  const pairs = [...outcomesIn(diagram)].filter((pair) => pair.split('>')[0] !== pair.split('>')[1]);
  return {
    provisions,
    exports: pairs.flatMap((pair) =>
      waysTo(diagram, (leaf) => leaf === pair, most).map(({ outcome, way }) => ({
        outcomes: outcome,
        example: Object.fromEntries(way),
      })),
    ),
  };
}

export type { Readings };
