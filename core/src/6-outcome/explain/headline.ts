import { ENACTED } from '../../law/index.ts';
import { type Change, type Determination, type LineDetermination } from '../determination.ts';
import { type ExplainedBlock, type Headline, type Section } from './blocks.ts';
import { dateText } from './figures.ts';
import { type WordingKey } from './wording.ts';
import { tame } from './wrap.ts';
import { type Voice, outcomesText, capital, one, citesText, branchName, section, reviewText } from './voice.ts';

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

/** The first lines of one export. */
export function headlineOf(line: LineDetermination, voice: Voice): Headline {
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

/** The first lines of a whole answer. */
export function headlineOfAll(determination: Determination, voice: Voice): Headline {
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

/** How a branch is named, from its id. */
export function branchId(branch: string, voice: Voice): string {
  return branch === ENACTED ? voice.say('branch.enacted') : tame(branch);
}

/** Which day and which law was asked. */
export function lawAndDay(determination: Determination, voice: Voice): Section {
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
