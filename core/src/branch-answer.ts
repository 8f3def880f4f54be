import { permissionForms } from './5-exemption/index.ts';
import {
  type BranchAnswer,
  type Cited,
  type ReviewAnswer,
  type Outcome,
  type SettledOutcome,
  OUTCOMES,
  cited,
  dutiesOf,
  findingOf,
  goesWith,
  strictest,
  reviewOf,
  supportOf,
  switchedOff,
  withEffect,
} from './6-outcome/index.ts';
import type { Basis } from './basis.ts';
import { type LineFindings, basisOf } from './cell.ts';
import { allOf, anyOf, type Text, type Verdict } from './finding.ts';
import {
  type BoundCondition,
  type BranchId,
  type Cell,
  ENACTED,
  members,
  type Act,
  type LawBook,
  type ProvisionOn,
  type Status,
  verdictOf,
} from './law/index.ts';
import { answerCell, answerTo, type CellAnswer, type Ruled, ruledAt } from './ruled-law.ts';

/** What a line comes out as under one law: the cell, the outcomes that remain, and the review. */
export interface LineOutcome extends CellAnswer {
  readonly ruled: Ruled;
  /** How an application would be reviewed, where one may be needed. */
  readonly review: ReviewAnswer | null;
  readonly cell: Cell;
  readonly basis: ReadonlyMap<string, Basis>;
}

/**
 * Asks the rules of one law about one line. Exact: `possible` holds an outcome only if some completion of the open facts
 * reaches it.
 */
export function lineOutcome(findings: LineFindings, ruled: Ruled): LineOutcome {
  const basis = new Map(
    ruled.variables.map((variable) => [variable.key, basisOf(variable, findings, ruled.law.lists)]),
  );
  const cell: Cell = new Map([...basis].map(([key, { values }]) => [key, values]));
  const answer = answerTo(ruled, cell);
  const review = answer.possible.includes('licence-required') ? reviewOf(ruled.law.provisions, cell) : null;
  return { ruled, cell, basis, review, ...answer };
}

/**
 * Does a provision bite: in force, its conditions met, and what it goes with there? As `applies` of its finding; one that the law
 * of the day does not have bites nothing.
 */
export function reachOf({ ruled, cell, possible }: LineOutcome, id: string): Verdict {
  const { provisions } = ruled.law;
  const on = provisions.find(({ provision }) => provision.id === id);
  if (on?.status.is !== 'in-force') return 'not-met';
  return allOf([verdictOf(on.condition, cell), goesWith(on.provision.effect, possible, provisions, cell)]);
}

/** Could the content of the goods change the outcome, all else as it is? Where it cannot, no reading of content is tried. */
export function contentMatters({ ruled, cell }: LineOutcome): boolean {
  const keys = [...cell.keys()].filter((key) => key.startsWith('content '));
  const open = new Map([...cell, ...keys.map((key) => [key, ['reached', 'below']] as const)]);
  const { diagram } = answerCell(ruled.rules, open);
  return diagram !== null && supportOf(diagram).some(({ fact }) => fact === 'content');
}

/** The answer of one branch without the trace of its provisions and the forms of permission. */
export type ShortBranch = Omit<BranchAnswer, 'findings' | 'permissionForms'>;

/**
 * What is said where several outcomes remain: of an item that is only named, that the pack cannot decide; else that a fact
 * decides.
 */
export function outcomeIn(
  possible: readonly SettledOutcome[],
  { goods }: Pick<LineFindings, 'goods'>,
): SettledOutcome | 'undetermined' {
  if (possible.length === 1) return possible[0] as SettledOutcome;
  return goods.isUnidentified && possible.includes('outside-pack') ? 'outside-pack' : 'undetermined';
}

/** Settled if every branch gives the same single outcome; unconfirmed if branches differ; else undetermined. */
export function outcomeOf(possible: readonly (readonly SettledOutcome[])[]): Outcome {
  const [first, ...others] = possible.map((outcomes) => outcomes.join());
  if (others.some((other) => other !== first)) return 'unconfirmed';
  const [enacted] = possible;
  return enacted?.length === 1 ? (enacted[0] as SettledOutcome) : 'undetermined';
}

/**
 * What do the branches say of one line together? As `outcomeOf`; but what every branch calls outside the pack is that, whatever else it may come out
 * as in one of them.
 * @example outcomeAcross([{ outcome: 'exempt', possible: ['exempt'] }, { outcome: 'prohibited', possible: ['prohibited'] }]) // 'unconfirmed'
 */
export function outcomeAcross(branches: readonly Pick<ShortBranch, 'outcome' | 'possible'>[]): Outcome {
  if (branches.length > 0 && branches.every(({ outcome }) => outcome === 'outside-pack')) return 'outside-pack';
  return outcomeOf(branches.map(({ possible }) => possible));
}

/** Each branch with what is said in it. */
export function saidIn(
  outcomes: readonly Pick<LineOutcome, 'possible'>[],
  findings: Pick<LineFindings, 'goods'>,
): readonly Pick<ShortBranch, 'outcome' | 'possible'>[] {
  return outcomes.map(({ possible }) => ({ outcome: outcomeIn(possible, findings), possible }));
}

/** What a branch answers, for many exports at once. */
export function shortBranch(
  branch: BranchId,
  label: Text,
  findings: LineFindings,
  outcome: LineOutcome,
  asOf: string,
): ShortBranch {
  const { ruled, cell, possible, review } = outcome;
  const { provisions } = ruled.law;
  return {
    branch,
    label,
    outcome: outcomeIn(possible, findings),
    possible,
    because: because(outcome, findings.book),
    bans: ruled.rules.prohibitions.flatMap(({ id, condition }) =>
      verdictOf(condition, cell) === 'not-met' ? [] : [id],
    ),
    review:
      review === null
        ? null
        : {
            policy: review.possible.length === 1 ? (review.possible[0] ?? 'undetermined') : 'undetermined',
            possible: review.possible,
            because: review.because,
          },
    duties: dutiesOf(provisions, cell, possible, asOf, findings.book.calendar),
    off: switchedOff(provisions, cell, possible),
  };
}

/** The full answer of one branch, with the trace of every provision that has an effect. */
export function branchAnswer(short: ShortBranch, findings: LineFindings, outcome: LineOutcome): BranchAnswer {
  const { ruled, cell, basis, possible } = outcome;
  const { provisions } = ruled.law;
  const used = (key: string): Text => basis.get(key)?.used ?? { zh: '', en: '' };
  const asked = provisions.filter(
    ({ provision, status }) =>
      provision.effect !== undefined && provision.effect.kind !== 'lists' && status.is !== 'not-yet-published',
  );
  const isOff = (what: 'general-licence' | 'registration'): Verdict =>
    anyOf(
      withEffect(provisions, 'workflow')
        .filter(({ provision }) => provision.effect?.kind === 'workflow' && provision.effect.off.includes(what))
        .map(({ condition }) => verdictOf(condition, cell)),
    );
  return {
    ...short,
    permissionForms: possible.includes('licence-required')
      ? permissionForms(
          findings.facts.exporter,
          findings.line,
          { generalLicence: isOff('general-licence'), registration: isOff('registration') },
          { procedure: findings.book.procedure, inForce: inForceIn(provisions) },
        )
      : [],
    findings: asked.map((on) =>
      findingOf(on, cell, used, findings.book, goesWith(on.provision.effect, possible, provisions, cell)),
    ),
  };
}

function inForceIn(provisions: readonly ProvisionOn[]): ReadonlySet<string> {
  return new Set(provisions.flatMap(({ provision, status }) => (status.is === 'in-force' ? [provision.id] : [])));
}

/**
 * The provisions that make the outcome; for a listed item that needs no licence, those that keep a duty from applying. Then the pauses
 * that keep a stricter rule away, and those after which a rule that is cited runs again.
 */
function because({ ruled, cell, possible }: LineOutcome, book: LawBook): readonly Cited[] {
  const { law, rules } = ruled;
  const on = (id: string) => law.provisions.find(({ provision }) => provision.id === id);
  const cite = (id: string): Cited[] => {
    const found = on(id);
    return found ? [cited(found)] : citedAnywhere(id, book);
  };
  // A settled answer may rest on several rules of which each alone is open: one of them holds, whatever the open fact is.
  const grounds = <Ground extends { readonly condition: BoundCondition }>(
    all: readonly Ground[],
  ): readonly Ground[] => {
    const met = all.filter(({ condition }) => verdictOf(condition, cell) === 'met');
    if (possible.length === 1 && met.length > 0) return met;
    return all.filter(({ condition }) => verdictOf(condition, cell) !== 'not-met');
  };
  const result: Cited[] = [];
  if (possible.includes('prohibited')) result.push(...grounds(rules.prohibitions).flatMap(({ id }) => cite(id)));
  if (possible.includes('outside-pack'))
    result.push(...grounds(rules.undecided.flatMap(({ provisions }) => provisions)).flatMap(({ id }) => cite(id)));
  if (possible.includes('licence-required') || possible.includes('exempt')) {
    for (const rule of grounds(rules.licences)) {
      const lifting = rule.exemptions.filter((exemption) => verdictOf(exemption.condition, cell) === 'met');
      if (lifting.length === 0) result.push(...cite(rule.id));
      else result.push(...lifting.flatMap(({ id }) => cite(id)), ...cite(rule.id));
    }
  }
  if (possible.includes('no-licence-required')) {
    for (const asleep of sleeping(law.provisions, cell, book)) result.push(...cite(asleep));
    if (result.length === 0) result.push(...listings(law.provisions, cell));
  }
  if (possible.includes('not-subject')) {
    result.push(
      ...withEffect(law.provisions, 'excludes')
        .filter(({ condition }) => verdictOf(condition, cell) === 'met')
        .map(cited),
    );
  }
  const atMost = OUTCOMES.indexOf(strictest(possible));
  for (const { provision, status, condition } of law.provisions) {
    const own = OUTCOMES.indexOf(provision.effect?.kind as SettledOutcome);
    if (status.is !== 'paused' || own <= atMost || verdictOf(condition, cell) !== 'met') continue;
    result.push(...cite(status.by).map((pause): Cited => ({ ...pause, as: 'pause' })));
  }
  const again = new Map(
    result.flatMap(({ status }) => (status.is === 'in-force' && status.after ? [[status.after.by, status.since]] : [])),
  );
  for (const [by, on] of again) {
    const status: Status = { is: 'ended', on, by, ranOut: true };
    result.push(...cite(by).map((pause): Cited => ({ ...pause, status, as: 'past-pause' })));
  }
  return [...new Map(result.toReversed().map((each) => [each.id, each])).values()].toReversed();
}

/** What keeps a licence duty or ban that would bite from applying on the day: the pause, or the duty itself before its first day. */
function sleeping(provisions: readonly ProvisionOn[], cell: Cell, book: LawBook): readonly string[] {
  return provisions.flatMap(({ provision, status, condition, unless }) => {
    if (provision.effect?.kind !== 'licence-required' && provision.effect?.kind !== 'prohibited') return [];
    if (status.is === 'not-yet-published') return [];
    if (status.is === 'in-force')
      return unless.length === 0 || verdictOf(condition, cell) === 'met'
        ? []
        : unless.flatMap((act) => provisionsWith(act, book));
    if (verdictOf(condition, cell) === 'not-met') return [];
    return status.is === 'not-yet-in-force' ? [provision.id] : [status.by];
  });
}

function provisionsWith(act: Act, book: LawBook): readonly string[] {
  return book.instruments.flatMap(({ provisions }) =>
    provisions.filter(({ acts }) => acts?.includes(act) ?? false).map(({ id }) => id),
  );
}

/** The provisions that put the item on a list: why it is "listed" although nothing asks for a licence. */
function listings(provisions: readonly ProvisionOn[], cell: Cell): readonly Cited[] {
  const certain = (cell.get('item') ?? []).map((value) => new Set(members(value)));
  return provisions
    .filter(
      ({ provision: { effect } }) =>
        effect?.kind === 'lists' && certain.length > 0 && certain.every((lists) => lists.has(effect.list)),
    )
    .map(cited);
}

function citedAnywhere(id: string, book: LawBook): Cited[] {
  for (const instrument of book.instruments) {
    const provision = instrument.provisions.find((each) => each.id === id);
    if (provision) {
      const said = cited({
        instrument,
        provision,
        status: { is: 'in-force', since: instrument.published },
        condition: { all: [] },
        unless: [],
      });
      return [
        instrument.kind === 'statement' ? { ...said, status: { is: 'announced', on: instrument.published } } : said,
      ];
    }
  }
  return [];
}

/** How a branch is named: the enacted text, or the announcement. */
export function branchLabel(branch: BranchId, book: LawBook): Text {
  if (branch === ENACTED) return { zh: '已公布施行的文本', en: 'enacted text' };
  const statement = book.instruments.find(({ id }) => id === branch);
  return statement === undefined
    ? { zh: branch, en: branch }
    : {
        zh: `${statement.published}宣布但尚未颁布：${statement.title.zh}`,
        en: `announced ${statement.published}, not enacted: ${statement.title.en}`,
      };
}

export { ruledAt };
