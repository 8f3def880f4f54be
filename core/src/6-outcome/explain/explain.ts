import type { Text, Verdict, Verified } from '../../finding.ts';
import { not } from '../../finding.ts';
import type { Status } from '../../law/index.ts';
import { ENACTED } from '../../law/index.ts';
import { isZero, parseRational } from '../../quantity/rational.ts';
import type {
  BranchAnswer,
  Change,
  Cited,
  ContentAnswer,
  Determination,
  Finding,
  LineDetermination,
  Question,
  Review,
} from '../determination.ts';
import type { SettledOutcome } from '../rules.ts';
import type {
  Check,
  Checks,
  Entry,
  ExplainedBlock,
  Headline,
  ProvisionCite,
  Section,
  Topic,
  TreeNode,
} from './blocks.ts';
import { amountText, dateText, percentText } from './figures.ts';
import { type Language, type Say, speaker, isWording, type WordingKey } from './wording.ts';
import { tame } from './wrap.ts';

/** What every sentence needs: the language, names of provisions by id, and the numbered sources. */
interface Voice {
  readonly language: Language;
  readonly say: Say;
  readonly names: ReadonlyMap<string, Text>;
  readonly sources: Map<string, number>;
}

/**
 * The answer as a lawyer reads it, in one language: the headline, the day and the law, then line by line what the item is,
 * what follows and why, each provision with its tests, figures, parties, readings, notes, open facts and coming changes.
 * Nothing is decided here; text from outside is cleared of control characters. The section `trace` holds every provision,
 * also those that plainly do not apply, which `steps` only counts.
 */
export function explain(determination: Determination, language: Language): ExplainedBlock[] {
  const voice: Voice = { language, say: speaker(language), names: namesIn(determination), sources: new Map() };
  const { lines } = determination;
  const [only] = lines;
  const alone = lines.length === 1 && only !== undefined;
  const blocks: ExplainedBlock[] = [
    alone && determination.outcome !== 'not-covered' ? headlineOf(only, voice) : headlineOfAll(determination, voice),
    lawAndDay(determination, voice),
  ];
  for (const [index, line] of lines.entries()) {
    const name = tame(line.description.trim() === '' ? line.id : line.description);
    const title = voice.say('section.line', { n: index + 1, name });
    blocks.push(
      section('line', line.id, title, [...(alone ? [] : [headlineOf(line, voice)]), ...lineBlocks(line, voice)]),
    );
  }
  const sources: Entry[] = [...voice.sources.keys()].map((source) => ({
    text: tame(source),
    mark: null,
    below: [],
    sources: [],
    isSource: true,
    ...(/^https?:\/\//.test(source) ? { url: source } : {}),
  }));
  if (sources.length > 0)
    blocks.push(
      section('sources', '', voice.say('section.sources'), [{ kind: 'entries', numbered: true, entries: sources }]),
    );
  return blocks;
}

function section(topic: Topic, of: string, title: string, blocks: readonly ExplainedBlock[]): Section {
  return { kind: 'section', topic, of, title, blocks };
}

// --- words ------------------------------------------------------------------------------------------------------------

function worded(prefix: string, name: string, { say }: Voice): string {
  const key = `${prefix}.${name}`;
  return isWording(key) ? say(key) : tame(name);
}

/** @example outcomesText(['licence-required', 'prohibited'], voice) // 'licence required, or prohibited' */
function outcomesText(possible: readonly SettledOutcome[], voice: Voice): string {
  const said = possible.map((outcome) => voice.say(`outcome.${outcome}`));
  if (said.length < 2) return said.join('');
  const last = said.at(-1) ?? '';
  const before = said.slice(0, -1).join(voice.say('list-or'));
  return voice.language === 'zh' ? `${before}或者${last}` : `${before}, or ${last}`;
}

function capital(text: string, { language }: Voice): string {
  return language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The Chinese name stays beside its translation, because it is the one the law uses. */
function both(text: Text, { language }: Voice): string {
  return language === 'en' && text.zh !== text.en ? `${tame(text.en)} (${tame(text.zh)})` : tame(text[language]);
}

function one(text: Text, { language }: Voice): string {
  return tame(text[language]);
}

function verifiedText(verified: Verified | undefined, voice: Voice): string | null {
  return verified === undefined || verified === 'yes' ? null : voice.say(`verified.${verified}`);
}

function withMark(text: string, verified: Verified | undefined, voice: Voice): string {
  const mark = verifiedText(verified, voice);
  return mark === null ? text : `${text}${voice.say('same-as', { text: mark })}`;
}

function namesIn(determination: Determination): ReadonlyMap<string, Text> {
  const names = new Map<string, Text>();
  for (const line of determination.lines) {
    for (const { because } of line.changes) for (const each of because) names.set(each.id, each.cite);
    for (const branch of line.branches) {
      const reviewed = branch.review?.because ?? [];
      for (const each of [...branch.because, ...reviewed, ...branch.findings]) names.set(each.id, each.cite);
    }
  }
  return names;
}

function statusText(status: Status, voice: Voice): string {
  const { say, language } = voice;
  const day = (date: string) => dateText(date, language);
  const by = (id: string) => {
    const name = voice.names.get(id);
    return name === undefined ? id : name[language];
  };
  switch (status.is) {
    case 'in-force':
      return say('status.in-force', { since: day(status.since) });
    case 'not-yet-published':
      return say('status.not-yet-published');
    case 'not-yet-in-force':
      return say('status.not-yet-in-force', { from: day(status.from) });
    case 'paused': {
      const paused =
        status.until === undefined
          ? say('status.paused', { by: by(status.by) })
          : say('status.paused-until', { until: day(status.until), by: by(status.by) });
      return status.everInForce ? paused : paused + say('status.paused-before');
    }
    case 'ended':
      return say('status.ended', { on: day(status.on), by: by(status.by) });
    case 'never-ran':
      return say('status.never-ran', { by: by(status.by) });
  }
}

function provisionCite(
  cited: Pick<Cited, 'id' | 'cite' | 'status'> & { verified?: Verified },
  voice: Voice,
): ProvisionCite {
  const { cite } = cited;
  return {
    id: cited.id,
    cite: one(cite, voice),
    chinese: voice.language === 'zh' || cite.zh === cite.en ? null : tame(cite.zh),
    status: statusText(cited.status, voice),
    verified: verifiedText(cited.verified, voice),
  };
}

function citesText(cites: readonly { readonly cite: Text }[], voice: Voice): string {
  return cites.map(({ cite }) => one(cite, voice)).join(voice.say('semicolon'));
}

function sourceNumbers(sources: readonly string[], voice: Voice): readonly number[] {
  return [...new Set(sources)].map((source) => {
    const number = voice.sources.get(source) ?? voice.sources.size + 1;
    voice.sources.set(source, number);
    return number;
  });
}

/** Short, by the day of the announcement; the section of the branch gives its full label. */
function branchName(branch: { readonly branch: string; readonly label: Text }, voice: Voice): string {
  if (branch.branch === ENACTED) return voice.say('branch.enacted');
  const date = /\d{4}-\d{2}-\d{2}/.exec(branch.label.en)?.[0];
  return date === undefined
    ? voice.say('branch.other', { label: one(branch.label, voice) })
    : voice.say('branch.announced', { date: dateText(date, voice.language) });
}

// --- headline ---------------------------------------------------------------------------------------------------------

function outcomeTitle(outcome: Determination['outcome'], voice: Voice): string {
  const said = voice.say(`outcome.${outcome}`);
  return voice.language === 'en' ? said.toUpperCase() : said;
}

function headlineText(
  of: Pick<LineDetermination, 'outcome' | 'possible' | 'branches' | 'questions'>,
  voice: Voice,
): string {
  const { say } = voice;
  const outcome = outcomeTitle(of.outcome, voice);
  if (of.outcome === 'unconfirmed') return `${outcome}${say('colon')}${branchesText(of.branches, voice)}`;
  if (of.outcome !== 'undetermined') return outcome;
  const possible = outcomesText(of.possible, voice);
  const n = of.questions.length;
  return n === 0 ? say('headline.open', { outcome, possible }) : say('headline.undetermined', { outcome, possible, n });
}

function branchesText(branches: Determination['branches'], voice: Voice): string {
  return branches
    .map((branch) => {
      const possible = outcomesText(branch.possible, voice);
      return branch.branch === ENACTED
        ? voice.say('headline.branch-enacted', { possible })
        : voice.say('headline.branch-announced', { branch: branchName(branch, voice), possible });
    })
    .join(voice.say('semicolon'));
}

function headlineOf(line: LineDetermination, voice: Voice): Headline {
  const { say } = voice;
  const [enacted] = line.branches;
  const sentences: string[] = [say(`means.${line.outcome}`)];
  if (enacted && enacted.because.length > 0)
    sentences.push(
      say(line.outcome === 'undetermined' ? 'headline.turns-on' : 'headline.because', {
        cites: citesText(enacted.because, voice),
      }) + say('stop'),
    );
  if (enacted?.review)
    sentences.push(say('headline.review', { policy: reviewText(enacted.review, voice) }) + say('stop'));
  const [next] = line.changes;
  if (next) sentences.push(capital(nextText(next, line, voice), voice));
  return { kind: 'headline', outcome: line.outcome, text: headlineText(line, voice), sentences };
}

function headlineOfAll(determination: Determination, voice: Voice): Headline {
  const { say } = voice;
  const { outcome, lines, coverage } = determination;
  if (outcome === 'not-covered') {
    return {
      kind: 'headline',
      outcome,
      text: outcomeTitle(outcome, voice),
      sentences: [say('means.not-covered'), one(coverage.text, voice)],
    };
  }
  const kinds = [
    'prohibited',
    'licence-required',
    'undetermined',
    'unconfirmed',
    'exempt',
    'no-licence-required',
    'not-subject',
  ] as const;
  const counted = kinds
    .map((kind) => ({ kind, n: lines.filter((line) => line.outcome === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => say('headline.count', { outcome: say(`outcome.${kind}`), n }));
  const strictest = outcomeTitle(outcome, voice);
  const detail =
    outcome === 'unconfirmed'
      ? `${say('colon')}${branchesText(determination.branches, voice)}`
      : outcome === 'undetermined'
        ? `${say('colon')}${outcomesText(determination.possible, voice)}`
        : '';
  return {
    kind: 'headline',
    outcome,
    text: strictest + detail,
    sentences: [
      `${say('headline.several', { n: lines.length })}${say('colon')}${counted.join(say('semicolon'))}${say('stop')}`,
      say('headline.strictest', { outcome: say(`outcome.${outcome}`) }) + say('stop'),
    ],
  };
}

function nextText(change: Change, line: LineDetermination, voice: Voice): string {
  const branch = line.branches.find((each) => each.branch === change.branch);
  return voice.say('headline.next', {
    date: dateText(change.date, voice.language),
    branch: branch ? branchName(branch, voice) : branchId(change.branch, voice),
    from: outcomesText(change.from, voice),
    to: outcomesText(change.to, voice),
  });
}

function branchId(branch: string, voice: Voice): string {
  return branch === ENACTED ? voice.say('branch.enacted') : tame(branch);
}

function lawAndDay(determination: Determination, voice: Voice): Section {
  const { say, language } = voice;
  const { coverage, pack } = determination;
  const day = (date: string) => say('law.day', { date: dateText(date, language) });
  const state = say(`law.state.${coverage.state}`, { date: dateText(coverage.from, language) });
  const pair = (label: WordingKey, value: string, warns = false) => ({ label: say(label), value, warns });
  const blocks: ExplainedBlock[] = [
    {
      kind: 'pairs',
      pairs: [
        pair('law.as-of', day(determination.asOf)),
        pair('law.known-at', day(determination.knownAt)),
        pair('law.pack', `${tame(pack.id)} ${tame(pack.version)}`),
        pair(
          'law.checked',
          `${dateText(coverage.checkedUpTo, language)}${language === 'zh' ? '；' : '; '}${state}`,
          coverage.state !== 'checked',
        ),
      ],
    },
  ];
  if (coverage.state !== 'checked') blocks.push({ kind: 'sentences', sentences: [one(coverage.text, voice)] });
  return section('law', '', say('section.law'), blocks);
}

// --- one line ---------------------------------------------------------------------------------------------------------

function lineBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const part = (topic: Topic, title: WordingKey, blocks: readonly ExplainedBlock[]) =>
    blocks.length === 0 ? [] : [section(topic, line.id, say(title), blocks)];
  const [enacted, ...announced] = line.branches;
  return [
    ...part('questions', 'section.questions', questionBlocks(line.questions, voice)),
    ...part('item', 'section.item', itemBlocks(line, voice)),
    ...(enacted ? part('answer', 'section.answer', answerBlocks(enacted, line, voice)) : []),
    ...announced.map((branch) =>
      section('branch', `${line.id} ${branch.branch}`, say('section.branch', { label: one(branch.label, voice) }), [
        { kind: 'sentences', sentences: [`${capital(outcomesText(branch.possible, voice), voice)}${say('stop')}`] },
        ...answerBlocks(branch, line, voice),
        ...(enacted ? differingSteps(branch, enacted, voice) : []),
      ]),
    ),
    ...(enacted ? part('steps', 'section.steps', stepBlocks(enacted, voice)) : []),
    ...(line.content ? part('content', 'section.content', contentBlocks(line.content, voice)) : []),
    ...part('parties', 'section.parties', partyBlocks(line, voice)),
    ...part('readings', 'section.readings', readingBlocks(line, voice)),
    ...part('notes', 'section.notes', noteBlocks(line, voice)),
    ...part('review-questions', 'section.review-questions', questionBlocks(line.reviewQuestions, voice)),
    ...part('changes', 'section.changes', changeBlocks(line, voice)),
    ...(enacted && enacted.findings.length > 0
      ? part('trace', 'section.trace', [
          { kind: 'checks', checks: enacted.findings.map((finding, index) => checkOf(finding, index + 1, voice)) },
        ])
      : []),
  ];
}

/** Of an item that is hardly described nearly every entry may match; then a count says more than the list. */
const OPEN_ENTRIES_SHOWN = 12;

function itemBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const { entries, problems, suggestions } = line.classification;
  const blocks: ExplainedBlock[] = [];
  const open = entries.filter(({ verdict }) => verdict === 'unknown');
  const areFew = open.length <= OPEN_ENTRIES_SHOWN;
  const matching = entries.filter(({ verdict }) => verdict === 'met' || (areFew && verdict === 'unknown'));
  const others = entries.filter(({ verdict }) => verdict === 'not-met').length;
  if (matching.length === 0 && areFew) blocks.push({ kind: 'sentences', sentences: [say('item.none')] });
  if (matching.length > 0) {
    blocks.push({
      kind: 'grid',
      caption: say('section.item'),
      head: [say('item.code'), say('item.name'), say('item.verdict'), say('item.reason'), say('item.list')],
      rows: matching.map((entry) => [
        tame(entry.code),
        withMark(both(entry.name, voice), entry.verified, voice),
        say(`match.${entry.verdict}`),
        one(entry.reason, voice),
        tame(entry.list),
      ]),
    });
  }
  const remarks = [
    ...(areFew ? [] : [say('item.open', { n: open.length })]),
    ...(others > 0 ? [say('item.others', { n: others })] : []),
    ...problems.map(({ text }) => say('item.problem', { text: one(text, voice) })),
    ...suggestions
      .filter(({ code }) => !entries.some((entry) => entry.code === code && entry.verdict === 'met'))
      .map(({ code, because }) => say('item.suggestion', { code: tame(code), text: one(because, voice) })),
  ];
  if (remarks.length > 0) blocks.push({ kind: 'sentences', sentences: remarks });
  return blocks;
}

function reviewText(review: NonNullable<BranchAnswer['review']>, voice: Voice): string {
  const policies = (all: readonly Review[]) => all.map((policy) => voice.say(`review.${policy}`)).join(voice.say('or'));
  return review.policy === 'undetermined'
    ? voice.say('review.undetermined', { possible: policies(review.possible) })
    : voice.say(`review.${review.policy}`);
}

function answerBlocks(branch: BranchAnswer, line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const of = `${line.id} ${branch.branch}`;
  const blocks: ExplainedBlock[] = [];
  const add = (topic: Topic, title: WordingKey, inside: readonly ExplainedBlock[]) => {
    if (inside.length > 0) blocks.push(section(topic, of, say(title), inside));
  };
  const provisions = (cites: readonly Cited[]): ExplainedBlock[] =>
    cites.length === 0 ? [] : [{ kind: 'provisions', provisions: cites.map((cited) => provisionCite(cited, voice)) }];
  add('because', 'section.because', provisions(branch.because));
  if (branch.review) {
    const { review } = branch;
    const off = branch.off.map(({ what, because }) =>
      say('off.by', { what: say(`off.${what}`), cites: citesText(because, voice) }),
    );
    add('review', 'section.review', [
      {
        kind: 'sentences',
        sentences: [
          capital(reviewText(review, voice), voice) + say('stop'),
          ...(review.because.length === 0 ? [say('review.no-special')] : []),
        ],
      },
      ...provisions(review.because),
      ...(off.length > 0 ? [{ kind: 'sentences' as const, sentences: off.map((each) => capital(each, voice)) }] : []),
    ]);
  }
  if (branch.duties.length > 0)
    add('duties', 'section.duties', [
      { kind: 'entries', numbered: false, entries: branch.duties.map((duty) => dutyEntry(duty, voice)) },
    ]);
  if (branch.permissionForms.length > 0) {
    add('forms', 'section.forms', [
      {
        kind: 'entries',
        numbered: false,
        entries: branch.permissionForms.map((form) => ({
          text: `${both(form.name, voice)}${say('colon')}${say(`open.${form.open}`)}`,
          mark: form.open,
          below: form.reasons.map(
            ({ text, verdict, cite }) =>
              `${MARKS[verdict]} ${one(text, voice)}${cite === '' ? '' : say('same-as', { text: tame(cite) })}`,
          ),
          sources: [],
        })),
      },
    ]);
  }
  return blocks;
}

/** How a verdict looks. */
export const MARKS: Readonly<Record<Verdict, string>> = { met: '✓', 'not-met': '✗', unknown: '?' };

function dutyEntry(duty: BranchAnswer['duties'][number], voice: Voice): Entry {
  const { say } = voice;
  const below: string[] = [];
  if (duty.due) {
    const due = say('duty.due', { date: dateText(duty.due.date, voice.language), n: duty.due.workingDays });
    below.push(duty.due.provisional ? due + say('same-as', { text: say('duty.provisional') }) : due);
  }
  if (duty.workingDaysAfterAcceptance !== undefined)
    below.push(say('duty.after-acceptance', { n: duty.workingDaysAfterAcceptance }));
  if (duty.verdict === 'unknown') below.push(say('duty.unknown'));
  const cite = provisionCite(duty.because, voice);
  below.push(citeLine(cite, voice));
  return { text: both(duty.title, voice), mark: duty.verdict, below, sources: [] };
}

/** A citation on one line: the words, the Chinese beside them, the status, and how firmly it is verified. */
export function citeLine(cite: ProvisionCite, voice: { readonly say: Say }): string {
  const { say } = voice;
  return [
    cite.chinese === null ? cite.cite : `${cite.cite} · ${cite.chinese}`,
    cite.status,
    ...(cite.verified === null ? [] : [cite.verified]),
  ].join(say('semicolon'));
}

// --- steps ------------------------------------------------------------------------------------------------------------

function testVerdictOf(test: Finding['tests'][number]): Verdict {
  return test.negated ? not(test.verdict) : test.verdict;
}

function bitesOf(finding: Finding): Verdict {
  return finding.status.is === 'in-force' ? finding.verdict : 'not-met';
}

function conclusionKey(finding: Finding): WordingKey {
  if (finding.verdict === 'not-met') return isNear(finding) ? 'step.fails-once' : 'step.fails';
  if (finding.status.is !== 'in-force') return finding.verdict === 'met' ? 'step.asleep' : 'step.asleep-open';
  return finding.verdict === 'met' ? 'step.bites' : 'step.open';
}

/** All conditions but one are met: a reader wants to see which one keeps the provision away. */
function isNear(finding: Finding): boolean {
  if (finding.verdict !== 'not-met') return false;
  const verdicts = finding.tests.map(testVerdictOf);
  return (
    verdicts.filter((verdict) => verdict === 'not-met').length === 1 &&
    verdicts.filter((verdict) => verdict === 'met').length >= 3
  );
}

function checkOf(finding: Finding, number: number, voice: Voice): Check {
  const { say } = voice;
  return {
    ...provisionCite(finding, voice),
    number,
    effect: worded('effect', finding.effect, voice),
    verdict: finding.verdict,
    bites: bitesOf(finding),
    conclusion: say(conclusionKey(finding)),
    text: one(finding.text, voice),
    tests: finding.tests.map((test) => ({
      verdict: testVerdictOf(test),
      text: testSentence(finding, test, voice),
      used: one(test.used, voice),
    })),
    sources: sourceNumbers(finding.sources, voice),
  };
}

function testSentence(finding: Finding, test: Finding['tests'][number], voice: Voice): string {
  const text = test.negated ? voice.say('step.not', { test: one(test.text, voice) }) : one(test.text, voice);
  return finding.verdict === 'met' && testVerdictOf(test) !== 'met' ? text + voice.say('step.alternative') : text;
}

/** Near misses that look alike are one thing to a reader: many list notices fail on the same name. */
const ALIKE = 3;

/**
 * Which provisions are shown and which are only counted. Shown: what makes the outcome, what bites or may bite, what would
 * bite but is not in force, and what fails on a single condition. Near misses that fail on the same fact to the same effect
 * are counted when there are three or more.
 */
export function sortedOut(branch: Pick<BranchAnswer, 'because' | 'findings'>): {
  readonly shown: readonly Finding[];
  readonly counted: readonly Finding[];
} {
  const made = new Set(branch.because.map(({ id }) => id));
  const keyOf = (finding: Finding) => {
    const failing = finding.tests.find((test) => testVerdictOf(test) === 'not-met');
    return `${finding.effect}\n${failing?.used.zh ?? ''}`;
  };
  const alike = new Map<string, number>();
  for (const finding of branch.findings) {
    if (isNear(finding)) alike.set(keyOf(finding), (alike.get(keyOf(finding)) ?? 0) + 1);
  }
  const isShown = (finding: Finding) =>
    made.has(finding.id) ||
    (finding.verdict !== 'not-met' && (finding.status.is === 'in-force' || decides(finding))) ||
    (isNear(finding) && (alike.get(keyOf(finding)) ?? 0) < ALIKE);
  // First what makes the answer and what bites, then what may bite, what sleeps, and what nearly bites; each in the order of the law.
  const rank = (finding: Finding) =>
    made.has(finding.id) || bitesOf(finding) === 'met'
      ? 0
      : bitesOf(finding) === 'unknown'
        ? 1
        : finding.verdict === 'not-met'
          ? 3
          : 2;
  const shown = branch.findings.filter(isShown).sort((a, b) => rank(a) - rank(b));
  return { shown, counted: branch.findings.filter((finding) => !isShown(finding)) };
}

function decides({ effect }: Finding): boolean {
  return effect === 'licence-required' || effect === 'prohibited' || effect === 'exempts' || effect === 'excludes';
}

function stepBlocks(branch: BranchAnswer, voice: Voice): ExplainedBlock[] {
  const { shown, counted } = sortedOut(branch);
  const blocks: ExplainedBlock[] = [];
  if (shown.length > 0)
    blocks.push({ kind: 'checks', checks: shown.map((finding, index) => checkOf(finding, index + 1, voice)) });
  if (counted.length > 0) blocks.push({ kind: 'sentences', sentences: [collapsedText(counted, voice)] });
  return blocks;
}

function collapsedText(counted: readonly Finding[], voice: Voice): string {
  const { say } = voice;
  const byEffect = new Map<string, number>();
  for (const { effect } of counted) byEffect.set(effect, (byEffect.get(effect) ?? 0) + 1);
  const effects = [...byEffect]
    .map(([effect, n]) => say('step.count', { effect: worded('effect', effect, voice), n }))
    .join(voice.language === 'zh' ? '、' : ', ');
  return say('step.collapsed', { n: counted.length, effects });
}

/** In another branch only what stands differently is shown again. */
function differingSteps(branch: BranchAnswer, enacted: BranchAnswer, voice: Voice): ExplainedBlock[] {
  const before = new Map(enacted.findings.map((finding) => [finding.id, finding]));
  const differs = branch.findings.filter((finding) => {
    const same = before.get(finding.id);
    return same === undefined || same.status.is !== finding.status.is || same.verdict !== finding.verdict;
  });
  const { shown } = sortedOut({ because: branch.because, findings: differs });
  if (shown.length === 0) return [];
  const checks: Checks = { kind: 'checks', checks: shown.map((finding, index) => checkOf(finding, index + 1, voice)) };
  return [
    section('steps', branch.branch, voice.say('section.steps'), [
      checks,
      { kind: 'sentences', sentences: [voice.say('step.same')] },
    ]),
  ];
}

// --- figures, parties ---------------------------------------------------------------------------------------------------

type Ends = { readonly atLeast: string; readonly atMost: string | null };

function rangeText(range: Ends, text: (figure: string) => string, { say }: Voice): string {
  if (range.atMost === range.atLeast) return text(range.atLeast);
  const low = parseRational(range.atLeast);
  if (range.atMost === null)
    return low && isZero(low) ? say('range.any') : say('range.from', { from: text(range.atLeast) });
  return say('range.between', { from: text(range.atLeast), to: text(range.atMost) });
}

/** In percent, with the exact figure beside it. @example '3 % (0.03)' */
function shareText(range: Ends, voice: Voice): string {
  const percent = rangeText(range, (figure) => percentText(figure, voice.language), voice);
  const exact = rangeText(range, (figure) => figure, voice);
  return percent === exact ? percent : percent + voice.say('same-as', { text: exact });
}

function contentBlocks(content: ContentAnswer, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const money = (amount: string, currency: string) =>
    [amountText(amount), currency].filter((word) => word !== '').join(' ');
  const blocks: ExplainedBlock[] = [
    {
      kind: 'sentences',
      sentences: [
        say('content.verdict', {
          threshold: percentText(content.threshold, voice.language),
          verdict: say(`reach.${content.verdict}`),
        }) + say('stop'),
      ],
    },
  ];
  if (content.products.length > 0) {
    blocks.push({
      kind: 'grid',
      caption: say('section.content'),
      head: [
        say('content.product'),
        say('content.value'),
        say('content.basis'),
        say('content.share'),
        say('content.reached'),
        say('content.flip-value'),
      ],
      rows: content.products.map((product) => [
        tame(product.part),
        rangeText(product.value, (figure) => money(figure, product.value.currency), voice),
        worded('basis', product.basis, voice),
        shareText(product.share, voice),
        say(`reach.${product.verdict}`),
        product.flipValue === null ? '–' : money(product.flipValue, product.value.currency),
      ]),
    });
  }
  for (const product of content.products) {
    if (product.contributions.length === 0) continue;
    const root = contributionTree(product, (each) =>
      [
        rangeText(each.amount, (figure) => money(figure, product.value.currency), voice),
        shareText(each.share, voice),
        ...(each.flipPrice === null
          ? []
          : [
              say('content.flip-price', {
                price:
                  each.flipCurrency === null ? amountText(each.flipPrice) : money(each.flipPrice, each.flipCurrency),
              }),
            ]),
      ].join(' · '),
    );
    blocks.push({ kind: 'tree', caption: `${say('content.contribution')}${say('colon')}${tame(product.part)}`, root });
  }
  const remarks = [
    ...content.assumptions.map((text) => say('content.assumption', { text: one(text, voice) })),
    ...content.problems.map(({ text }) => say('content.problem', { text: one(text, voice) })),
  ];
  if (remarks.length > 0) blocks.push({ kind: 'sentences', sentences: remarks });
  return blocks;
}

type Product = ContentAnswer['products'][number];

/** The ways from the product down to each input, as one tree. */
function contributionTree(product: Product, detail: (each: Product['contributions'][number]) => string): TreeNode {
  interface Growing {
    name: string;
    detail: string;
    children: Map<string, Growing>;
  }
  const root: Growing = { name: tame(product.part), detail: '', children: new Map() };
  for (const each of product.contributions) {
    const way = each.path[0] === product.part ? each.path.slice(1) : [...each.path];
    if (way.length === 0 || way.at(-1) !== each.part) if (each.part !== product.part) way.push(each.part);
    let at = root;
    for (const step of way) {
      const next = at.children.get(step) ?? { name: tame(step), detail: '', children: new Map<string, Growing>() };
      at.children.set(step, next);
      at = next;
    }
    at.detail = detail(each);
  }
  const finished = (node: Growing): TreeNode => ({
    name: node.name,
    detail: node.detail,
    children: [...node.children.values()].map(finished),
  });
  return finished(root);
}

function partyBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (line.parties.length === 0) return [];
  const entries = line.parties.map((party): Entry => {
    const hits = party.hits.map((hit) =>
      say('party.hit', {
        kind: worded('kind', hit.kind, voice),
        entry: tame(hit.entry),
        name: both(hit.name, voice),
        list: tame(hit.list),
        state: `${say(hit.inForce ? 'party.in-force' : 'party.not-in-force')}${hit.likeness === null ? '' : say('party.like', { score: hit.likeness })}`,
      }),
    );
    const held = party.heldByListed.flatMap(({ owner, atLeast, atMost, paths, flipStake }) => [
      say('party.held', { owner: tame(owner), share: shareText({ atLeast, atMost }, voice) }),
      ...paths.filter((path) => path.length > 2).map((path) => say('party.path', { path: path.map(tame).join(' → ') })),
      ...(flipStake === null ? [] : [say('party.flip-stake', { share: percentText(flipStake, voice.language) })]),
    ]);
    const below = [...hits, ...held];
    return {
      text: `${capital(worded('role', party.role, voice), voice)}${say('colon')}${tame(party.name)}`,
      mark: null,
      below: below.length === 0 ? [say('party.clear')] : below,
      sources: [],
    };
  });
  return [{ kind: 'entries', numbered: false, entries }];
}

// --- readings, notes, questions, changes --------------------------------------------------------------------------------

function readingBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (line.turnsOn.length === 0) return [];
  const entries = line.turnsOn.map(
    (turn): Entry => ({
      text: one(turn.question, voice),
      mark: null,
      below: [
        say('reading.taken', { option: one(turn.takenText, voice) }),
        ...turn.alternatives.map((other) => {
          const review = other.review.map((policy) => say(`review.${policy}`)).join(say('or'));
          const outcomes =
            outcomesText(other.possible, voice) + (review === '' ? '' : say('same-as', { text: review }));
          return say('reading.alternative', { text: one(other.text, voice), outcomes });
        }),
      ],
      sources: [],
    }),
  );
  return [{ kind: 'entries', numbered: false, entries }];
}

function noteBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  // A reading that the answer turns on has its own section.
  const questions = new Set(line.turnsOn.map(({ question }) => question.en));
  const flags = line.flags.filter((flag) => flag.kind !== 'reading' || !questions.has(flag.text.en));
  if (flags.length === 0) return [];
  const entries = flags.map((flag): Entry => {
    const about = [
      voice.say(`flag.${flag.kind}`),
      ...(flag.date === undefined ? [] : [dateText(flag.date, voice.language)]),
    ].join(voice.language === 'zh' ? '，' : ', ');
    return {
      text: withMark(`${capital(about, voice)}${voice.say('colon')}${one(flag.text, voice)}`, flag.verified, voice),
      mark: null,
      below: [],
      sources: sourceNumbers(flag.sources, voice),
    };
  });
  return [{ kind: 'entries', numbered: false, entries }];
}

function questionBlocks(questions: readonly Question[], voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (questions.length === 0) return [];
  const entries = questions.map(
    (question): Entry => ({
      text: one(question.text, voice),
      mark: 'unknown',
      below: [
        ...question.answers.map(({ text, leadsTo }) => {
          const said = outcomesText(leadsTo, voice);
          const outcomes = leadsTo.length > 1 ? say('question.more', { outcomes: said }) : said;
          return outcomes === '' ? one(text, voice) : say('question.answer', { answer: one(text, voice), outcomes });
        }),
        say('question.about', { about: tame(question.about) }),
      ],
      sources: [],
    }),
  );
  return [{ kind: 'entries', numbered: true, entries }];
}

function changeBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (line.changes.length === 0) return [{ kind: 'sentences', sentences: [say('change.none')] }];
  const matters = new Set(line.branches.flatMap((branch) => sortedOut(branch).shown.map(({ id }) => id)));
  const entries = line.changes.map((change): Entry => {
    const because = change.because.filter(({ id }) => matters.has(id));
    const others = change.because.length - because.length;
    const branch = line.branches.find((each) => each.branch === change.branch);
    return {
      text: say('change.line', {
        date: dateText(change.date, voice.language),
        branch: branch ? branchName(branch, voice) : branchId(change.branch, voice),
        from: outcomesText(change.from, voice),
        to: outcomesText(change.to, voice),
      }),
      mark: null,
      below: [
        ...because.map((each) =>
          say('change.because', { cite: both(each.cite, voice), status: statusText(each.status, voice) }),
        ),
        ...(others > 0 ? [say('change.others', { n: others })] : []),
      ],
      sources: [],
    };
  });
  return [{ kind: 'entries', numbered: false, entries }];
}
