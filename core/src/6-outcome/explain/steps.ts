import { type Verdict, not } from '../../finding.ts';
import { type BranchAnswer, type Finding } from '../determination.ts';
import { type Check, type Checks, type ExplainedBlock } from './blocks.ts';
import { type WordingKey } from './wording.ts';
import { type Voice, worded, one, provisionCite, sourceNumbers, section } from './voice.ts';

function testVerdictOf(test: Finding['tests'][number]): Verdict {
  return test.negated ? not(test.verdict) : test.verdict;
}

function conclusionKey(finding: Finding): WordingKey {
  if (finding.verdict === 'not-met') return isNear(finding) ? 'step.fails-once' : 'step.fails';
  if (finding.status.is !== 'in-force') return finding.verdict === 'met' ? 'step.asleep' : 'step.asleep-open';
  if (finding.applies === 'not-met') return goesAlone(finding);
  return finding.applies === 'met' ? 'step.bites' : 'step.open';
}

/** Its conditions may be met, but what it goes with is not there: why it says nothing here. */
function goesAlone({ effect }: Finding): WordingKey {
  return effect === 'exempts' ? 'step.nothing-to-lift' : effect === 'duty' ? 'step.no-such-answer' : 'step.no-licence';
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

/** One provision as a numbered check. */
export function checkOf(finding: Finding, number: number, voice: Voice): Check {
  const { say } = voice;
  // What is in doubt about it is said once, beside the answer that it makes.
  const { doubt: _, ...plain } = finding;
  return {
    ...provisionCite(plain, voice),
    number,
    effect: worded('effect', finding.effect, voice),
    verdict: finding.verdict,
    bites: finding.applies,
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
  const text = one(test.text, voice);
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
    (finding.verdict !== 'not-met' && (finding.applies !== 'not-met' || decides(finding))) ||
    (isNear(finding) && (alike.get(keyOf(finding)) ?? 0) < ALIKE);
  // First what makes the answer and what bites, then what may bite, what sleeps, and what nearly bites; each in the order of the law.
  const rank = (finding: Finding) =>
    made.has(finding.id) || finding.applies === 'met'
      ? 0
      : finding.applies === 'unknown'
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

/** The provisions that matter, check by check; the rest counted. */
export function stepBlocks(branch: BranchAnswer, voice: Voice): ExplainedBlock[] {
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
export function differingSteps(branch: BranchAnswer, enacted: BranchAnswer, voice: Voice): ExplainedBlock[] {
  const before = new Map(enacted.findings.map((finding) => [finding.id, finding]));
  const differs = branch.findings.filter((finding) => {
    const same = before.get(finding.id);
    return (
      same === undefined ||
      same.status.is !== finding.status.is ||
      same.verdict !== finding.verdict ||
      same.applies !== finding.applies
    );
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
