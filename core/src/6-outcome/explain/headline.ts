import { said } from '../../basis.ts';
import { ENACTED } from '../../law/index.ts';
import { type BranchAnswer, type Change, type Determination, type LineDetermination } from '../determination.ts';
import { strictest } from '../outcome.ts';
import { type ExplainedBlock, type Headline, type Section } from './blocks.ts';
import { dateText } from './figures.ts';
import { type WordingKey } from './wording.ts';
import { tame } from './wrap.ts';
import { type Voice, outcomesText, capital, one, citesText, branchName, section, reviewText } from './voice.ts';

function outcomeTitle(outcome: Determination['outcome'], voice: Voice): string {
  const said = voice.say(`outcome.${outcome}`);
  return voice.language === 'en' ? said.toUpperCase() : said;
}

/** The caution that a person must look before the goods go. */
const STOP = 'stop-for-review';

function stopText({ say, language }: Voice): string {
  const stop = say('headline.stop');
  return language === 'en' ? stop.toUpperCase() : stop;
}

function headlineText(
  of: Pick<LineDetermination, 'outcome' | 'possible' | 'branches' | 'questions' | 'flags'>,
  voice: Voice,
): string {
  const { say } = voice;
  const stops = of.flags.some(({ code }) => code === STOP) ? stopText(voice) : '';
  const outcome = outcomeTitle(of.outcome, voice) + stops;
  if (of.outcome === 'unconfirmed') return `${outcome}${say('colon')}${branchesText(of.branches, voice)}`;
  const n = of.questions.length;
  if (of.outcome === 'outside-pack') {
    // What the lists outside the pack may come to is not known: only of its own law the pack can say how strict it may be.
    const most = strictest([...of.possible, ...of.branches.flatMap(({ possible }) => possible)]);
    if (most === 'outside-pack') return outcome;
    const decided = say(`outcome.${most}`);
    return n === 0
      ? say('headline.outside', { outcome, decided })
      : say('headline.outside-open', { outcome, decided, n });
  }
  if (of.outcome !== 'undetermined') return outcome;
  const possible = outcomesText(of.possible, voice);
  return n === 0 ? say('headline.open', { outcome, possible }) : say('headline.undetermined', { outcome, possible, n });
}

function branchesText(branches: Determination['branches'], voice: Voice): string {
  const [enacted] = branches;
  return branches
    .filter((branch) => branch === enacted || branch.possible.join() !== enacted?.possible.join())
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
  if (enacted) sentences.push(...groundSentences(line, enacted, voice));
  if (enacted?.review)
    sentences.push(say('headline.review', { policy: reviewText(enacted.review, voice) }) + say('stop'));
  for (const branch of line.branches.slice(1))
    if (enacted && branch.possible.join() === enacted.possible.join())
      sentences.push(differsText(branch, enacted, voice));
  const [next] = line.changes;
  if (next) sentences.push(capital(nextText(next, line, voice), voice));
  return { kind: 'headline', outcome: line.outcome, text: headlineText(line, voice), sentences };
}

/** So many provisions are named in the first lines; the section of the grounds has all. */
const CITED_FIRST = 5;

/** What the answer rests on; then the pauses that keep a stricter rule away, and those that have run out. */
function groundSentences(line: LineDetermination, { because }: BranchAnswer, voice: Voice): readonly string[] {
  const { say } = voice;
  const cited = (key: WordingKey, cites: BranchAnswer['because']) => {
    if (cites.length === 0) return [];
    const more = cites.length - CITED_FIRST;
    const first = citesText(more > 1 ? cites.slice(0, CITED_FIRST) : cites, voice);
    return [say(key, { cites: more > 1 ? say('headline.and-more', { first, n: more }) : first }) + say('stop')];
  };
  return [
    ...cited(
      line.outcome === 'undetermined' || line.possible.length > 1 ? 'headline.turns-on' : 'headline.because',
      because.filter(({ as }) => as === undefined),
    ),
    ...cited(
      'headline.paused',
      because.filter(({ as }) => as === 'pause'),
    ),
    ...cited(
      'headline.again',
      because.filter(({ as }) => as === 'past-pause'),
    ),
  ];
}

/** What else an announced change would change where it leaves the outcome as it is. */
function differsText(branch: BranchAnswer, enacted: BranchAnswer, voice: Voice): string {
  const { say } = voice;
  const ids = (duties: BranchAnswer['duties']) =>
    duties.map(({ because, verdict }) => `${because.id} ${verdict}`).join();
  const off = ({ off: parts }: BranchAnswer) => parts.map(({ what }) => what).join();
  const what = [
    ...(branch.review && branch.review.possible.join() !== enacted.review?.possible.join()
      ? [say('differs.review', { policy: reviewText(branch.review, voice) })]
      : []),
    ...(branch.bans.join() === enacted.bans.join() ? [] : [say('differs.bans')]),
    ...(ids(branch.duties) === ids(enacted.duties) ? [] : [say('differs.duties')]),
    ...(off(branch) === off(enacted) ? [] : [say('differs.off')]),
  ];
  return (
    say('headline.branch-differs', { branch: branchName(branch, voice), what: what.join(say('list-or')) }) + say('stop')
  );
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
    'outside-pack',
    'exempt',
    'no-licence-required',
    'not-subject',
  ] as const;
  const counted = kinds
    .map((kind) => ({ kind, n: lines.filter((line) => line.outcome === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => say('headline.count', { outcome: say(`outcome.${kind}`), n }));
  const stops = lines.some(({ flags }) => flags.some(({ code }) => code === STOP)) ? stopText(voice) : '';
  const strictest = outcomeTitle(outcome, voice) + stops;
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
  const found = line.branches.find((each) => each.branch === change.branch);
  const branch = found ? branchName(found, voice) : branchId(change.branch, voice);
  const date = dateText(change.date, voice.language);
  // Of very open answers only the difference is told.
  if (change.from.length > 2 && change.to.length > 2) {
    const [gained, lost] = [
      change.to.filter((outcome) => !change.from.includes(outcome)),
      change.from.filter((outcome) => !change.to.includes(outcome)),
    ];
    const what = [
      ...(gained.length > 0 ? [voice.say('next.gained', { possible: outcomesText(gained, voice) })] : []),
      ...(lost.length > 0 ? [voice.say('next.lost', { possible: outcomesText(lost, voice) })] : []),
    ].join(voice.say('semicolon'));
    return voice.say('headline.next-of-many', { date, branch, what });
  }
  return voice.say('headline.next', {
    date,
    branch,
    from: outcomesText(change.from, voice),
    to: outcomesText(change.to, voice),
  });
}

/** How a branch is named, from its id. */
export function branchId(branch: string, voice: Voice): string {
  if (branch === ENACTED) return voice.say('branch.enacted');
  const date = /\d{4}-\d{2}-\d{2}/.exec(branch)?.[0];
  return date === undefined ? tame(branch) : voice.say('branch.announced', { date: dateText(date, voice.language) });
}

/** Which day and which law was asked. */
export function lawAndDay(determination: Determination, voice: Voice): Section {
  const { say, language } = voice;
  const { coverage, pack } = determination;
  const day = (date: string) => say('law.day', { date: dateText(date, language) });
  const state = say(`law.state.${coverage.state}`, { date: dateText(coverage.from, language) });
  const pair = (label: WordingKey, value: string, warns = false) => ({ label: say(label), value, warns });
  const { from, to, via, finalDestination } = determination.way;
  const place = (country: string | undefined) => one(said(country), voice);
  const stops =
    via === undefined ? say('law.no-stop-told') : Array.isArray(via) ? via.map(place).join(' → ') : place(via);
  const blocks: ExplainedBlock[] = [
    {
      kind: 'pairs',
      pairs: [
        pair('law.as-of', day(determination.asOf)),
        pair('law.known-at', day(determination.knownAt)),
        pair('law.way', `${place(from)} → ${place(to)}`),
        pair('law.via', stops === '' ? place('none') : stops),
        pair('law.final-destination', finalDestination === undefined ? say('law.where-used') : place(finalDestination)),
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
