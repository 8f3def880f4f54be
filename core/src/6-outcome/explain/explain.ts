import { type Verdict } from '../../finding.ts';
import {
  type BranchAnswer,
  type Cited,
  type Determination,
  type LineDetermination,
  type Question,
} from '../determination.ts';
import { type Entry, type ExplainedBlock, type ProvisionCite, type Topic } from './blocks.ts';
import { dateText } from './figures.ts';
import { type Language, type Say, speaker, type WordingKey } from './wording.ts';
import { tame } from './wrap.ts';
import {
  type Voice,
  outcomesText,
  capital,
  both,
  one,
  withMark,
  namesIn,
  statusText,
  provisionCite,
  citesText,
  sourceNumbers,
  branchName,
  section,
  reviewText,
} from './voice.ts';
import { headlineOf, headlineOfAll, branchId, lawAndDay } from './headline.ts';
import { checkOf, sortedOut, stepBlocks, differingSteps } from './steps.ts';
import { contentBlocks, partyBlocks } from './figure-blocks.ts';

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
    const number = String(index + 1);
    const title =
      name === number
        ? voice.say('section.line-unnamed', { n: number })
        : voice.say('section.line', { n: number, name });
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

function lineBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const part = (topic: Topic, title: WordingKey, blocks: readonly ExplainedBlock[]) =>
    blocks.length === 0 ? [] : [section(topic, line.id, say(title), blocks)];
  const [enacted, ...announced] = line.branches;
  return [
    ...part('questions', 'section.questions', [
      ...(line.questions.length > 0 && line.classification.problems.length > 0
        ? [{ kind: 'sentences' as const, sentences: problemSentences(line, voice) }]
        : []),
      ...questionBlocks(line.questions, voice),
    ]),
    ...part('look-up', 'section.look-up', outsideBlocks(line, voice)),
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

/** Which lists outside the pack may reach the item, and where to read them. */
function outsideBlocks({ outside }: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (outside === null) return [];
  const entries = outside.families.map(
    (family): Entry => ({
      text: withMark(both(family.title, voice), family.verified, voice),
      mark: 'unknown',
      below: [
        one(family.lookUp, voice),
        ...(family.by.length === 0
          ? []
          : [
              say('outside.by', {
                signs: family.by.map((sign) => say(`outside.by.${sign}`)).join(voice.language === 'zh' ? '、' : ', '),
              }),
            ]),
      ],
      sources: sourceNumbers(family.sources, voice),
    }),
  );
  return [
    {
      kind: 'sentences',
      sentences: [
        ...(outside.isUnidentified ? [say('outside.unidentified')] : []),
        say('outside.decides', { decides: one(outside.decides, voice) }),
      ],
    },
    { kind: 'entries', numbered: false, entries },
    { kind: 'sentences', sentences: [say('outside.ask')] },
  ];
}

function itemBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const { entries, suggestions } = line.classification;
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
    ...(line.questions.length > 0 ? [] : problemSentences(line, voice)),
    ...suggestions
      .filter(({ code }) => !entries.some((entry) => entry.code === code && entry.verdict === 'met'))
      .map(({ code, because }) => say('item.suggestion', { code: tame(code), text: one(because, voice) })),
  ];
  if (remarks.length > 0) blocks.push({ kind: 'sentences', sentences: remarks });
  return blocks;
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

/** What of the item does not fit together. Said before what is asked, since no answer to a question settles it; else with what the item is. */
function problemSentences({ classification }: LineDetermination, voice: Voice): string[] {
  return classification.problems.map(({ text }) => voice.say('item.problem', { text: one(text, voice) }));
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
