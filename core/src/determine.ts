import { decidingWords } from './1-item/index.ts';
import {
  type BranchAnswer,
  type ClassificationAnswer,
  type Coverage,
  type Determination,
  type Flag,
  type LineDetermination,
  OUTCOMES,
  type Outcome,
  type PartyAnswer,
  type SettledOutcome,
  strictest,
} from './6-outcome/index.ts';
import {
  type LineOutcome,
  type ShortBranch,
  branchAnswer,
  branchLabel,
  lineOutcome,
  outcomeAcross,
  outcomeIn,
  outcomeOf,
  ruledAt,
  saidIn,
  shortBranch,
} from './branch-answer.ts';
import { basisOf, type LineFindings } from './cell.ts';
import { changesAfter, outcomeOverTime, type Stretch } from './changes.ts';
import type { ExportFacts } from './facts.ts';
import { holdingBy, MOST_OWNERS, namingOf, PARTY_OF_FACTS, recipients } from './3-parties/index.ts';
import {
  bind,
  type BranchId,
  ENACTED,
  type LawBook,
  lawKnownAt,
  LIST_KINDS,
  type Moment,
  openBranches,
  type ReadingId,
  type Readings,
  readingsOf,
  variablesIn,
  verdictOf,
} from './law/index.ts';
import { type PreparedLine, prepareLines } from './line-findings.ts';
import { questionsOf } from './questions.ts';
import { compare, decimalText, ONE, ZERO } from './quantity/rational.ts';
import { readingTurns } from './reading-turns.ts';

export interface DetermineOptions {
  /** Readings taken in place of the pack's. */
  readonly readings?: Partial<Record<ReadingId, string>>;
}

/**
 * Is this export caught, on this day, by which paragraph, and what follows? The main idea of the whole product: the
 * facts, and the law as published by `knownAt` and in force on `asOf`, give an answer that explains itself.
 *
 * The steps: 1 what is it; 2 is it caught through origin or content; 3 who gets it; 4 what for; 5 may it go anyway;
 * 6 so what. Pure: the same facts, pack and readings always give the same answer.
 *
 * An unknown fact never gives a definite answer: the outcome is then `undetermined`, with the smallest set of questions that
 * settles it. Where the enacted text and an announced change differ, it is `unconfirmed`, with both branches. Days before the
 * pack begins are `not-covered`.
 * @example
 * determine({ asOf: '2025-04-04', from: 'CN', to: 'US', exporter: { country: 'CN' }, endUse: { kind: 'civil' },
 *   parties: [{ role: 'end-user', name: 'Example Inc.', country: 'US', military: 'no', owners: 'none' }],
 *   lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] } }] }, book).outcome // 'licence-required' (No. 18, 1C905.b)
 */
export function determine(facts: ExportFacts, book: LawBook, options: DetermineOptions = {}): Determination {
  const asOf = facts.asOf;
  const knownAt = facts.knownAt ?? asOf;
  const known = lawKnownAt(book, knownAt);
  const readings = readingsOf(book, options.readings);
  const coverage = coverageOf(book, asOf, knownAt);
  const pack = { id: book.pack.id, version: book.pack.version };
  const frame = { asOf, knownAt, pack, coverage, way: wayOf(facts), readings };
  if (coverage.state === 'before-coverage') {
    return { ...frame, outcome: 'not-covered', possible: [], branches: [], lines: [] };
  }
  const branches = [ENACTED, ...openBranches(known, knownAt).map(({ id }) => id)];
  const prepared = prepareLines(facts, known, readings, asOf);
  const alike: AlikeLines = new Map();
  const lines = prepared.map((line) =>
    determineLine(line, known, { asOf, knownAt, readings }, branches, coverage, alike),
  );
  const possible = overallOf(lines, branches);
  const overall = branches.map((branch, index) => ({
    branch,
    label: branchLabel(branch, known),
    possible: possible[index] ?? [],
  }));
  const [enacted] = overall;
  return {
    ...frame,
    outcome: overallOutcomeOf(
      overall.map(({ possible }) => possible),
      lines,
    ),
    possible: enacted?.possible ?? [],
    branches: overall.filter(
      ({ branch, possible }) =>
        possible.join() !== enacted?.possible.join() ||
        lines.some((line) => line.branches.some((each) => each.branch === branch)),
    ),
    lines,
  };
}

/** What an answer comes to, without what only explains it: readings, content, parties, questions. */
export interface ShortAnswer extends Pick<Determination, 'asOf' | 'knownAt' | 'outcome' | 'possible'> {
  readonly lines: readonly ShortLine[];
}

type ShortLine = Pick<LineDetermination, 'id' | 'description' | 'outcome' | 'changes'> & {
  readonly branches: readonly ShortBranch[];
};

/**
 * The answer without what only explains it, for many exports at once: the same steps as `determine`, of which it leaves some out, so
 * never a second truth.
 * @example shortAnswer(facts, book).outcome === determine(facts, book).outcome // true
 */
export function shortAnswer(facts: ExportFacts, book: LawBook, options: DetermineOptions = {}): ShortAnswer {
  const { asOf, knownAt = asOf } = facts;
  const known = lawKnownAt(book, knownAt);
  const readings = readingsOf(book, options.readings);
  if (coverageOf(book, asOf, knownAt).state === 'before-coverage')
    return { asOf, knownAt, outcome: 'not-covered', possible: [], lines: [] };
  const branches = [ENACTED, ...openBranches(known, knownAt).map(({ id }) => id)];
  const alike: AlikeLines = new Map();
  const when = { asOf, knownAt, readings };
  const lines = prepareLines(facts, known, readings, asOf).map((line) =>
    shortLine(line, workedOut(line, known, when, branches, alike)),
  );
  const overall = overallOf(lines, branches);
  return { asOf, knownAt, outcome: overallOutcomeOf(overall, lines), possible: overall[0] ?? [], lines };
}

/** What every line can come out as, branch by branch. */
export interface LineOutcomes {
  readonly id: string;
  readonly outcome: Outcome;
  readonly branches: readonly { readonly branch: BranchId; readonly possible: readonly SettledOutcome[] }[];
}

/**
 * Only the outcomes, without explanation: for many exports at once. The same evaluator as `determine`, so never a second
 * truth; exports that the law cannot tell apart are worked out once. Empty for days before the pack begins.
 * @example outcomesOf(facts, book)[0]?.branches[0]?.possible // ['licence-required']
 */
export function outcomesOf(facts: ExportFacts, book: LawBook, options: DetermineOptions = {}): readonly LineOutcomes[] {
  return worked(facts, book, options).map(inBranches);
}

function inBranches({ prepared, outcomes }: Worked): LineOutcomes {
  return {
    id: prepared.id,
    outcome: outcomeAcross(saidIn(outcomes, prepared.findings)),
    branches: outcomes.map(({ ruled, possible }) => ({ branch: ruled.law.moment.branch, possible })),
  };
}

/**
 * What does the whole export come out as, given all its lines? In each branch what is possible of it, the enacted text first. An
 * export without lines is one of a day before the pack begins.
 * @example wholeOf(outcomesOf(facts, book)).outcome === determine(facts, book).outcome // true
 */
export function wholeOf(lines: readonly LineOutcomes[]): Pick<LineOutcomes, 'outcome' | 'branches'> {
  const [first] = lines;
  if (first === undefined) return { outcome: 'not-covered', branches: [] };
  const names = first.branches.map(({ branch }) => branch);
  const possible = overallOf(lines, names);
  return {
    outcome: overallOutcomeOf(possible, lines),
    branches: names.map((branch, index) => ({ branch, possible: possible[index] ?? [] })),
  };
}

/**
 * What must be known to settle the answer? For each line, beside its outcomes, the smallest set of questions, cheapest first; empty
 * when the outcome is settled. A question that cannot change the outcome is never among them.
 * @example questions({ asOf: '2025-04-04', from: 'CN', to: 'US', lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] } }] }, book)
 *   // asks for the exporter, the end user and the end use: a ban on the United States' military could apply
 */
export function questions(
  facts: ExportFacts,
  book: LawBook,
  options: DetermineOptions = {},
): readonly (LineOutcomes & Pick<LineDetermination, 'possible' | 'questions'>)[] {
  return worked(facts, book, options).map((each) => ({
    ...inBranches(each),
    possible: each.outcomes[0]?.possible ?? [],
    questions: questionsAbout(each.prepared, each.outcomes, each.known),
  }));
}

interface Worked {
  readonly prepared: PreparedLine;
  readonly outcomes: readonly LineOutcome[];
  readonly known: LawBook;
}

function worked(facts: ExportFacts, book: LawBook, options: DetermineOptions): readonly Worked[] {
  const knownAt = facts.knownAt ?? facts.asOf;
  if (coverageOf(book, facts.asOf, knownAt).state === 'before-coverage') return [];
  const known = lawKnownAt(book, knownAt);
  const readings = readingsOf(book, options.readings);
  const branches = [ENACTED, ...openBranches(known, knownAt).map(({ id }) => id)];
  return prepareLines(facts, known, readings, facts.asOf).map((prepared) => ({
    prepared,
    known,
    outcomes: branches.map((branch) =>
      lineOutcome(prepared.findings, ruledAt(known, { asOf: facts.asOf, knownAt, readings, branch })),
    ),
  }));
}

function questionsAbout(
  prepared: PreparedLine,
  outcomes: readonly LineOutcome[],
  book: LawBook,
): LineDetermination['questions'] {
  const diagrams = outcomes.flatMap(({ diagram }) => (diagram === null ? [] : [diagram]));
  return questionsOf(diagrams, new Map(outcomes.flatMap(({ basis }) => [...basis])), prepared.questions, book);
}

/** A stretch of days with the same answer in one branch. */
export interface Segment extends Stretch {
  /** What is said of these days: of an item that is only named `outside-pack`, though `possible` has more. */
  readonly outcome: SettledOutcome | 'undetermined';
}

/** How does the answer for one line run over time, in every branch? For a timeline. */
export function determineOverTime(
  facts: ExportFacts,
  book: LawBook,
  options: DetermineOptions = {},
): readonly (readonly Segment[])[] {
  const knownAt = facts.knownAt ?? facts.asOf;
  const known = lawKnownAt(book, knownAt);
  const readings = readingsOf(book, options.readings);
  return prepareLines(facts, known, readings, facts.asOf).map(({ findings }) =>
    [ENACTED, ...openBranches(known, knownAt).map(({ id }) => id)].flatMap((branch) =>
      outcomeOverTime(findings, known, { knownAt, branch, readings }).map((stretch) => ({
        ...stretch,
        outcome: outcomeIn(stretch.possible, findings),
      })),
    ),
  );
}

type When = Omit<Moment, 'branch'>;

/** What lines of one export share that differ only in what they are called, by all else that they say. */
interface Alike {
  /** The place of the line that was worked out: what a question is about is told by the place. */
  readonly path: string;
  readonly outcomes: readonly LineOutcome[];
  readonly line: Omit<ShortLine, 'id' | 'description'>;
  /** What a long answer has besides. */
  long?: Pick<LineDetermination, 'branches' | 'turnsOn' | 'parties' | 'questions' | 'reviewQuestions'>;
}
type AlikeLines = Map<string, Alike>;

/** With a bill of materials the id tells which part the line is, so it counts. */
function wayOf({ from, to, via, finalDestination }: ExportFacts): Determination['way'] {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(via === undefined ? {} : { via }),
    ...(finalDestination === undefined ? {} : { finalDestination }),
  };
}

function alikeKey({ facts, line, book }: LineFindings): string {
  const { id, item, ...rest } = line;
  const { description, ...known } = item;
  const words = decidingWords(description, book.goods);
  return JSON.stringify([facts.bom === undefined ? null : id, known, words ?? null, rest]);
}

function determineLine(
  prepared: PreparedLine,
  book: LawBook,
  when: When,
  branches: readonly BranchId[],
  coverage: Coverage,
  alikeLines: AlikeLines,
): LineDetermination {
  const { findings } = prepared;
  const alike = workedOut(prepared, book, when, branches, alikeLines);
  const { outcomes } = alike;
  const [enacted] = outcomes as [LineOutcome, ...LineOutcome[]];
  const long = alike.long ?? longAnswer(prepared, book, when, branches, alike);
  alike.long = long;
  const { turnsOn, parties } = long;
  return {
    ...shortLine(prepared, alike),
    possible: enacted.possible,
    ...long,
    classification: prepared.classification,
    outside: outsideOf(findings, outcomes),
    content: prepared.content,
    flags: flagsOf(prepared, enacted, turnsOn, parties, coverage, book),
    questions: readdressed(long.questions, alike.path, findings.path),
    reviewQuestions: readdressed(long.reviewQuestions, alike.path, findings.path),
  };
}

function longAnswer(
  prepared: PreparedLine,
  book: LawBook,
  when: When,
  branches: readonly BranchId[],
  { outcomes, line }: Alike,
): NonNullable<Alike['long']> {
  const { findings } = prepared;
  const [enacted] = outcomes as [LineOutcome, ...LineOutcome[]];
  const questions = questionsAbout(prepared, outcomes, book);
  return {
    turnsOn: readingTurns(prepared, book, when, branches, outcomes),
    branches: line.branches.map((short) =>
      branchAnswer(short, findings, outcomes[branches.indexOf(short.branch)] ?? enacted),
    ),
    parties: partyAnswers(findings, enacted),
    questions,
    reviewQuestions: reviewQuestions(
      enacted,
      questions.map(({ id }) => id),
    ),
  };
}

/** The questions about one line, asked about another that is alike. */
function readdressed<Asked extends { readonly about: string }>(
  asked: readonly Asked[],
  from: string,
  to: string,
): readonly Asked[] {
  if (from === to) return asked;
  return asked.map((each) =>
    each.about === from || each.about.startsWith(`${from}.`)
      ? { ...each, about: to + each.about.slice(from.length) }
      : each,
  );
}

/** What to look up, where an outcome is that the pack cannot decide. Of an item that no sign speaks for, the list as a whole. */
function outsideOf({ goods, book }: LineFindings, outcomes: readonly LineOutcome[]): LineDetermination['outside'] {
  if (book.goods === undefined || !outcomes.some(({ possible }) => possible.includes('outside-pack'))) return null;
  const { decides, rest, families } = book.goods;
  const told = goods.families.length > 0 ? goods.families : families.filter(({ id }) => id === rest);
  return {
    decides,
    isUnidentified: goods.isUnidentified,
    families: told.map((each) => {
      const { family, by } = 'family' in each ? each : { family: each, by: [] };
      const sources = family.source.map((source) =>
        typeof source === 'string' ? source : (source.url ?? source.note),
      );
      return { id: family.id, title: family.title, lookUp: family.lookUp, by, verified: family.verified, sources };
    }),
  };
}

/** What `determine` and `shortAnswer` both say of a line, with the outcomes that it was made from; of lines that are alike once. */
function workedOut(
  prepared: PreparedLine,
  book: LawBook,
  when: When,
  branches: readonly BranchId[],
  alikeLines: AlikeLines,
): Alike {
  const { findings } = prepared;
  const key = alikeKey(findings);
  const known = alikeLines.get(key);
  if (known !== undefined) return known;
  const outcomes = branches.map((branch) => lineOutcome(findings, ruledAt(book, { ...when, branch })));
  const found: Alike = {
    path: findings.path,
    outcomes,
    line: {
      outcome: outcomeAcross(saidIn(outcomes, findings)),
      branches: distinct(
        outcomes.map((outcome, index) => {
          const branch = branches[index] ?? ENACTED;
          return shortBranch(branch, branchLabel(branch, book), findings, outcome, when.asOf);
        }),
      ),
      changes: outcomes.flatMap(({ ruled }) =>
        changesAfter(findings, book, { ...when, branch: ruled.law.moment.branch }),
      ),
    },
  };
  alikeLines.set(key, found);
  return found;
}

function shortLine({ id, findings }: PreparedLine, { line }: Alike): ShortLine {
  return { id, description: findings.line.item.description ?? id, ...line };
}

/**
 * What the whole export can come out as, branch by branch: the strictest of its lines. A line says nothing of a branch in which it comes out as
 * under the enacted text, so branches are matched by what they are, never by where they stand.
 */
function overallOf(
  lines: readonly { readonly branches: readonly Pick<ShortBranch, 'branch' | 'possible'>[] }[],
  branches: readonly BranchId[],
): readonly (readonly SettledOutcome[])[] {
  return branches.map((branch) =>
    strictestOf(
      lines.map((line) => (line.branches.find((each) => each.branch === branch) ?? line.branches[0])?.possible ?? []),
    ),
  );
}

/** The whole export is outside the pack where its strictest lines are, and nothing that is settled is stricter. */
function overallOutcomeOf(
  possible: readonly (readonly SettledOutcome[])[],
  lines: readonly Pick<LineOutcomes, 'outcome'>[],
): Outcome {
  const outcome = outcomeOf(possible);
  const settled = lines.flatMap(({ outcome: each }) => (isSettled(each) ? [each] : []));
  if (isSettled(outcome) || settled.length < lines.length) return outcome;
  return strictest(settled) === 'outside-pack' ? 'outside-pack' : outcome;
}

function isSettled(outcome: Outcome): outcome is SettledOutcome {
  return (OUTCOMES as readonly Outcome[]).includes(outcome);
}

/** The enacted text, and those announcements that would give another outcome, review, ban or duty, or close another part of the procedure. */
function distinct(answers: readonly ShortBranch[]): readonly ShortBranch[] {
  const enacted = answers[0] === undefined ? '' : whatFollows(answers[0]);
  return answers.filter((answer) => answer.branch === ENACTED || whatFollows(answer) !== enacted);
}

function whatFollows({ possible, review, bans, duties, off }: ShortBranch): string {
  return JSON.stringify([
    possible,
    review?.possible ?? null,
    bans,
    duties.map(({ because, verdict }) => [because.id, verdict]),
    off.map(({ what }) => what),
  ]);
}

/** Which strictest outcomes can a whole export have, given what each line can have? */
function strictestOf(lines: readonly (readonly SettledOutcome[])[]): readonly SettledOutcome[] {
  let possible = new Set<SettledOutcome>(['not-subject']);
  for (const line of lines) {
    possible = new Set([...possible].flatMap((sofar) => line.map((outcome) => strictest([sofar, outcome]))));
  }
  return OUTCOMES.filter((outcome) => possible.has(outcome));
}

/** How far was the pack's law checked for these days? `before-coverage`: it answers nothing for them. */
export function coverageOf(book: LawBook, asOf: string, knownAt: string): Coverage {
  const { covers, checked } = book.pack;
  const frame = { from: covers.from, checkedUpTo: checked.upTo };
  if (asOf < covers.from || knownAt < covers.from) {
    return {
      ...frame,
      state: 'before-coverage',
      text: {
        zh: `本法规库自${covers.from}起提供答复，更早的日期不予答复。${covers.reason.zh}`,
        en: `This pack answers for days from ${covers.from} on; earlier days are refused. ${covers.reason.en}`,
      },
    };
  }
  if (knownAt > checked.upTo && asOf > checked.upTo) {
    return {
      ...frame,
      state: 'not-checked-since',
      text: {
        zh: `公报核对至${checked.upTo}；此后公布的文件未经核对。`,
        en: `The gazette was checked up to ${checked.upTo}; what was published since has not been checked.`,
      },
    };
  }
  return {
    ...frame,
    state: 'checked',
    text: { zh: `公报核对至${checked.upTo}。`, en: `The gazette was checked up to ${checked.upTo}.` },
  };
}

const COUNTED_KINDS = ['control-list', 'watch-list'] as const;
/** No. 61 of 2025 para. 2: a holding of 50 % or more. */
const HALF = '0.5';

/** Each listed owner by itself, multiplied along the chain: what is shown whatever reading decides. */
function plainly(findings: LineFindings): Pick<LineFindings, 'readings' | 'owners'> {
  return {
    owners: findings.owners,
    readings: { ...findings.readings, 'owners-chain': 'multiply', 'owners-sum': 'single' },
  };
}

function partyAnswers(findings: LineFindings, { ruled }: LineOutcome): readonly PartyAnswer[] {
  const { facts, book } = findings;
  const kinds = new Map(book.partyLists.map((list) => [list.id, list.kind]));
  return (facts.parties ?? []).map((party) => {
    const known = namingOf(party, book);
    const naming = known ?? { certain: [], like: [] };
    const holding = holdingBy(COUNTED_KINDS, party, findings, ruled.law.lists, HALF);
    // A reading may count a listed owner for nothing, or only all of them together; each is shown all the same.
    const plain = holdingBy(COUNTED_KINDS, party, plainly(findings), ruled.law.lists, HALF);
    const shown = [
      ...holding.parties,
      ...plain.parties.filter(({ party: owner }) => !holding.parties.some((each) => each.party === owner)),
    ].map((each) => {
      const own = plain.parties.find(({ party: owner }) => owner === each.party);
      return own !== undefined && compare(each.held.hi ?? ONE, ZERO) === 0 ? own : each;
    });
    return {
      role: party.role,
      name: party.name ?? '?',
      isKnown: known !== undefined,
      hits: [...naming.certain.map((hit) => ({ ...hit, score: null })), ...naming.like].map((hit) => {
        const kind = kinds.get(hit.list) ?? 'control-list';
        return {
          list: hit.list,
          kind,
          entry: hit.entry,
          name: { zh: hit.zh ?? hit.en ?? hit.entry, en: hit.en ?? hit.zh ?? hit.entry },
          inForce: ruled.law.lists.parties[kind]?.includes(hit.list) ?? false,
          likeness: hit.score === null ? null : hit.score.toFixed(2),
        };
      }),
      heldByListed: shown.flatMap(({ party: owner, held, flip, paths }) =>
        owner === undefined
          ? []
          : [
              {
                owner,
                atLeast: decimalText(held.lo, 6, 'down'),
                atMost: decimalText(held.hi ?? held.lo, 6, 'up'),
                paths: paths.map(({ parties }) =>
                  parties.map((id) => (id === PARTY_OF_FACTS ? (party.name ?? '?') : id)),
                ),
                flipStake: flip === undefined ? null : decimalText(flip.needed, 6, 'up'),
              },
            ],
      ),
    };
  });
}

function reviewQuestions(outcome: LineOutcome, already: readonly string[]): LineDetermination['reviewQuestions'] {
  if (outcome.review === null || outcome.review.possible.length === 1) return [];
  const open = outcome.ruled.law.provisions.filter(
    ({ provision, status, condition }) =>
      provision.effect?.kind === 'review' &&
      status.is === 'in-force' &&
      verdictOf(condition, outcome.cell) === 'unknown',
  );
  const asked = new Map<string, LineDetermination['reviewQuestions'][number]>();
  for (const variable of variablesIn(open.map(({ condition }) => condition))) {
    const basis = outcome.basis.get(variable.key);
    if (basis === undefined || basis.values.length === 1) continue;
    for (const { id, about, text } of [basis.ask, ...(basis.others ?? [])])
      if (!already.includes(id)) asked.set(id, { id, about, text, answers: [] });
  }
  return [...asked.values()];
}

function flagsOf(
  prepared: PreparedLine,
  outcome: LineOutcome,
  turnsOn: LineDetermination['turnsOn'],
  parties: readonly PartyAnswer[],
  coverage: Coverage,
  book: LawBook,
): readonly Flag[] {
  const { findings } = prepared;
  const flags: Flag[] = [];
  if (coverage.state === 'not-checked-since') {
    flags.push({ code: 'not-checked-since', kind: 'coverage', text: coverage.text, sources: [] });
  }
  for (const turn of turnsOn) {
    const reading = book.readings.find(({ id }) => id === turn.reading);
    if (reading === undefined) continue;
    flags.push({ code: reading.flag, kind: 'reading', text: reading.question, sources: [] });
  }
  const listed = parties.flatMap(({ hits }) => hits).filter((hit) => hit.inForce && hit.likeness === null);
  for (const [kind, hits] of Map.groupBy(listed, (hit) => hit.kind)) {
    const names = [...new Map(hits.map((hit) => [hit.name.en, hit.name])).values()];
    const list = LIST_KINDS[kind] ?? { zh: kind, en: kind };
    flags.push({
      code: kind,
      kind: 'party',
      text: {
        zh: `列入${list.zh}：${names.map(({ zh }) => zh).join('、')}`,
        en: `On ${list.en}: ${names.map(({ en }) => en).join(', ')}`,
      },
      sources: [],
    });
  }
  const minority = recipients(findings.facts).find(
    (party) =>
      holdingBy(COUNTED_KINDS, party, findings, outcome.ruled.law.lists, HALF).verdict !== 'met' &&
      holdingBy(COUNTED_KINDS, party, plainly(findings), outcome.ruled.law.lists, HALF).hasListedMinority,
  );
  if (minority) {
    flags.push({
      code: 'listed-minority-owner',
      kind: 'party',
      text: {
        zh: `列名主体持有“${minority.name ?? '?'}”不足百分之五十的股权`,
        en: `A listed party holds less than 50 % of ${minority.name ?? '?'}`,
      },
      sources: [],
    });
  }
  for (const party of findings.owners.subject) {
    const [loop] = holdingBy(COUNTED_KINDS, party, findings, outcome.ruled.law.lists, HALF).loops;
    if (loop === undefined) continue;
    const ring = loop.ring.map((id) => (id === PARTY_OF_FACTS ? (party.name ?? '?') : id));
    const told = [...ring, ...(ring[0] === ring.at(-1) ? [] : ring.slice(0, 1))].join(' → ');
    flags.push({
      code: 'circle-of-owners',
      kind: 'party',
      text: {
        zh: `“${party.name ?? '?'}”的所有者相互持股，形成循环：${told}。所列比例已按循环计算。`,
        en: `The owners of ${party.name ?? '?'} hold each other in a circle: ${told}. The shares are worked out through the circle.`,
      },
      sources: [],
    });
  }
  const likeOwners = findings.owners.subject.flatMap((party) =>
    holdingBy(COUNTED_KINDS, party, findings, outcome.ruled.law.lists, HALF).mayBe.map(({ owner }) => owner),
  );
  const like = [
    ...new Set([
      ...parties.filter(({ hits }) => hits.some(({ likeness }) => likeness !== null)).map(({ name }) => name),
      ...likeOwners,
    ]),
  ];
  const crowded = findings.owners.subject.filter((party) => findings.owners.of(party).areTooMany);
  if (crowded.length > 0) {
    const names = crowded.map(({ name }) => name ?? '?');
    flags.push({
      code: 'too-many-owners',
      kind: 'party',
      text: {
        zh: `${names.join('、')}所列所有者超过${MOST_OWNERS}个，未予计算；请只列与名单主体有关的所有者。`,
        en: `More than ${MOST_OWNERS} owners are named of ${names.join(', ')}: they were not worked through. Name those that matter for listed parties.`,
      },
      sources: [],
    });
  }
  if (like.length > 0) {
    flags.push({
      code: 'like-a-listed-name',
      kind: 'party',
      text: {
        zh: `与名单上的名称相似，须由人判断是否同一主体：${like.join('、')}。用 listEntry 写明条目编号或 none。`,
        en: `Like a listed name; a person must say whether it is the same party: ${like.join(', ')}. Give the entry, or none, as listEntry.`,
      },
      sources: [],
    });
  }
  if ((findings.facts.parties ?? []).some((party) => party.name !== undefined && party.listEntry === undefined)) {
    flags.push({
      code: 'pack-lists-only',
      kind: 'party',
      text: {
        zh: '名称仅与本法规库的名单比对（screening/v1）；其他名单请用 ytterby screen 筛查。',
        en: 'Names were compared with the lists of this pack alone (screening/v1); for other lists use ytterby screen.',
      },
      sources: [],
    });
  }
  for (const problem of prepared.classification.problems)
    flags.push({ code: problem.code, kind: 'classification', text: problem.text, sources: [] });
  return [...flags, ...noteFlags(findings, outcome, book)];
}

/** Practice notes and cautions whose condition is met. They stand beside the answer and never change it. */
function noteFlags(findings: LineFindings, outcome: LineOutcome, book: LawBook): readonly Flag[] {
  const { asOf } = findings.facts;
  return book.notes.flatMap((note): Flag[] => {
    if ((note.from ?? asOf) > asOf || (note.lastDay ?? asOf) < asOf) return [];
    if (note.with !== undefined && !outcome.possible.some((possible) => note.with?.includes(possible))) return [];
    const condition = bind(note.when, outcome.ruled.law.lists);
    const cell = new Map(
      variablesIn([condition]).map((variable) => [
        variable.key,
        basisOf(variable, findings, outcome.ruled.law.lists).values,
      ]),
    );
    if (verdictOf(condition, cell) !== 'met') return [];
    const sources = note.source.map((source) => (typeof source === 'string' ? source : (source.url ?? source.note)));
    return [
      {
        code: note.id,
        kind: note.kind,
        text: { zh: `${note.title.zh}：${note.text.zh}`, en: `${note.title.en}: ${note.text.en}` },
        date: note.date,
        sources,
        verified: note.verified,
      },
    ];
  });
}

export type { BranchAnswer, ClassificationAnswer, Readings };
