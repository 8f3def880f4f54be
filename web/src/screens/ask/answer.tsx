import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dateText, type Determination, type ExportFacts, type Outcome, type Section, speaker } from '@ytterby/core';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, readOf, type Reply, useSession } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { Blocks } from '../../findings/blocks.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { arranged } from './arrange.ts';
import { beijingToday } from './beijing.ts';
import { ContentFlow } from './content-flow.tsx';
import { OverTime } from './over-time.tsx';
import { QuestionsForm } from './questions-form.tsx';
import { ReadingsSwitch, type TakenReadings, TakenNotice } from './readings-switch.tsx';
import { SaveAnswer } from './save-answer.tsx';
import './answer.css';

const SaveToWorkspace = lazy(() => import('./save-to-workspace.tsx'));

/** What was asked. */
export interface Question {
  readonly facts: ExportFacts;
  readonly readings: TakenReadings;
}

interface AnswerProps {
  readonly question: Question;
  /** Asks something else: other facts, another day, other readings. */
  readonly onAsk: (question: Question) => void;
  readonly onBusy?: (isBusy: boolean) => void;
  /** The service found something wrong with the facts: they want mending before there is an answer. */
  readonly onRefused?: (error: unknown) => void;
}

/** The answer to one export: the headline, how it runs over time, and everything that a lawyer checks. */
export default function Answer({ question, onAsk, onBusy, onRefused }: AnswerProps) {
  const language = useLanguage();
  const { facts, readings } = question;
  const body = { facts, readings, language, with: ['explanation', 'timeline'] as ['explanation', 'timeline'] };
  const query = useQuery({
    ...readOf('determination.make', { body }),
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });
  const isBusy = query.isFetching;
  useEffect(() => onBusy?.(isBusy), [isBusy, onBusy]);
  const { error } = query;
  useEffect(() => {
    if (problemOf(error)?.code === 'not-valid') onRefused?.(error);
  }, [error, onRefused]);
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Waiting lines={8} />;
  return <Answered answer={query.data.body} isOld={query.isPlaceholderData} question={question} onAsk={onAsk} />;
}

interface AnsweredProps extends Pick<AnswerProps, 'question' | 'onAsk'> {
  readonly answer: Reply<'determination.make'>;
  /** A newer one is on its way. */
  readonly isOld: boolean;
}

function Answered({ answer, isOld, question, onAsk }: AnsweredProps) {
  const { t } = useTranslation('ask');
  const { determination, explanation, timeline } = answer;
  const { facts, readings } = question;
  const byPack = useByPack(determination, readings);
  const [headline, ...blocks] = useMemo(() => arranged(explanation ?? []), [explanation]);
  const [day, setDay] = useState(determination.asOf);
  const [answered, setAnswered] = useState(determination.asOf);
  if (answered !== determination.asOf) {
    setAnswered(determination.asOf);
    setDay(determination.asOf);
  }
  const isSignedIn = Boolean(useSession().data?.body.account);
  const heading = useRef<HTMLElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  // The law stays as it was known, or the answer would not be the one that the slider showed.
  const askOn = (asOf: string) => {
    if (asOf !== determination.asOf) onAsk({ readings, facts: { ...facts, asOf, knownAt: determination.knownAt } });
  };
  const old = isOld || day !== determination.asOf ? 'old' : '';
  const clauses = useMemo(() => clausesOf(determination), [determination]);
  return (
    <section className="answer-view" ref={heading} tabIndex={-1} aria-label={t('answer')} aria-busy={isOld}>
      <TakenNotice
        readings={readings}
        before={byPack}
        now={determination.outcome}
        onReset={() => onAsk({ facts, readings: {} })}
      />
      {headline && (
        <div className={`answer-head ${old}`}>
          <Blocks blocks={[headline]} />
        </div>
      )}
      {timeline !== null && timeline.length > 0 && (
        <OverTime
          determination={determination}
          timeline={timeline}
          day={day}
          onMove={setDay}
          onRest={askOn}
          onKnownToday={() => onAsk({ readings, facts: { ...facts, asOf: day, knownAt: beijingToday() } })}
        />
      )}
      <div className={`answer-blocks ${old}`}>
        <Blocks
          blocks={blocks}
          clause={(id) => clauses.get(id)}
          cite={(id, words) => (
            <Link to="/law/provision" search={{ id, asOf: determination.asOf, knownAt: determination.knownAt }}>
              {words}
            </Link>
          )}
          drawing={(topic, of) =>
            topic === 'content' && (
              <ContentFlow
                facts={facts}
                line={determination.lines.findIndex(({ id }) => id === of)}
                knownAt={determination.knownAt}
                readings={readings}
              />
            )
          }
          around={(section, inside, whole) => (
            <AroundSection
              section={section}
              inside={inside}
              whole={whole}
              determination={determination}
              question={question}
              onAsk={onAsk}
            />
          )}
        />
      </div>
      <SaveAnswer exportsOf={() => Promise.resolve([facts])} readings={readings}>
        {isSignedIn && (
          <Suspense>
            <SaveToWorkspace
              facts={facts}
              name={determination.lines[0]?.description ?? ''}
              determination={determination}
            />
          </Suspense>
        )}
      </SaveAnswer>
    </section>
  );
}

/** What the pack's own readings gave for the same facts, so that a change of reading is seen. */
function useByPack({ outcome, asOf, knownAt }: Determination, readings: TakenReadings): Outcome | undefined {
  const isByPack = Object.keys(readings).length === 0;
  const [kept, setKept] = useState<{ outcome: Outcome; on: string }>();
  const on = `${asOf} ${knownAt}`;
  if (isByPack && (kept?.outcome !== outcome || kept.on !== on)) setKept({ outcome, on });
  return kept?.on === on ? kept.outcome : undefined;
}

function clausesOf(determination: Determination) {
  return new Map(
    determination.lines.flatMap(({ branches }) =>
      branches.flatMap(({ findings }) => findings.map(({ id, text }) => [id, text] as const)),
    ),
  );
}

interface AroundSectionProps extends Pick<AnswerProps, 'question' | 'onAsk'> {
  readonly section: Section;
  readonly inside: ReactNode;
  readonly whole: ReactNode;
  readonly determination: Determination;
}

/** Of an export of which little is known nearly every list may bite; then the number says more. */
const MANY = 6;

/** What can be answered or switched is so where it stands; what few read is folded; branches say whose they are. */
function AroundSection({ section, inside, whole, determination, question, onAsk }: AroundSectionProps) {
  const { t } = useTranslation('ask');
  const text = useText();
  const language = useLanguage();
  const [lineId = '', branchId] = splitOf(section, determination);
  const line = determination.lines.find(({ id }) => id === lineId);
  const { facts, readings } = question;
  if (section.topic === 'steps') return <Fold title={section.title}>{inside}</Fold>;
  if (line === undefined) return whole;
  switch (section.topic) {
    case 'questions':
    case 'review-questions': {
      const isReview = section.topic === 'review-questions';
      const form = (
        <QuestionsForm
          questions={isReview ? line.reviewQuestions : line.questions}
          line={line}
          facts={facts}
          onAnswer={(answered) => onAsk({ facts: answered, readings })}
        />
      );
      return isReview ? (
        <Fold title={section.title}>{form}</Fold>
      ) : (
        <section className="questions">
          <h3>{section.title}</h3>
          {line.classification.problems.map(({ code, text: says }) => (
            <p key={code} className="notice warns">
              {speaker(language)('item.problem', { text: text(says) })}
            </p>
          ))}
          {form}
        </section>
      );
    }
    case 'readings':
      return (
        <section className="readings">
          <h3>{section.title}</h3>
          <ReadingsSwitch line={line} readings={readings} onChange={(taken) => onAsk({ facts, readings: taken })} />
        </section>
      );
    case 'answer': {
      const [enacted] = line.branches;
      if (line.branches.length < 2 || enacted === undefined) return whole;
      return (
        <section className="answer branch-column">
          <h3>{t('branches.enacted', { day: dateText(determination.asOf, language) })}</h3>
          <p>
            <OutcomeBadge outcome={enacted.outcome} />
          </p>
          {inside}
        </section>
      );
    }
    case 'branch': {
      const branch = line.branches.find((each) => each.branch === branchId);
      if (branch === undefined) return whole;
      return (
        <section className="branch branch-column">
          <h3>{text(branch.label)}</h3>
          <p>
            <OutcomeBadge outcome={branch.outcome} />
          </p>
          {inside}
        </section>
      );
    }
    case 'because': {
      const [cites] = section.blocks;
      const count = cites?.kind === 'provisions' ? cites.provisions.length : 0;
      return count > MANY ? <Fold title={t('because.many', { title: section.title, count })}>{inside}</Fold> : whole;
    }
    default:
      return whole;
  }
}

/** `of` names the line, and for a branch the branch behind it; ids of lines may hold spaces. */
function splitOf({ of }: Section, { lines }: Determination): [string | undefined, string | undefined] {
  const line = lines.find(({ id }) => id === of) ?? lines.find(({ id }) => of.startsWith(`${id} `));
  return [line?.id, line === undefined ? undefined : of.slice(line.id.length + 1)];
}

function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="fold">
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}
