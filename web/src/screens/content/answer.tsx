import { Link } from '@tanstack/react-router';
import { amountText, dateText, percentText, speaker } from '@ytterby/core';
import { Button } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { VerdictMark } from '../../components/outcome.tsx';
import { ShareBar, useBoundsText } from '../../components/share-bar.tsx';
import { drawn } from '../../components/share-scale.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import type { Assessment, Rule } from './assessment.ts';
import { type Cell, PART_FIELDS } from './bill.ts';

interface AnswerProps {
  readonly of: Assessment;
  /** A newer bill is being reckoned: what is shown is of the one before. */
  readonly isPending: boolean;
  readonly onGo: (cell: Cell) => void;
}

const MARKS: Readonly<Record<Rule['verdict'], readonly [IconName, string]>> = {
  met: ['warning', 'licence-required'],
  'not-met': ['check', 'no-licence-required'],
  unknown: ['question', 'undetermined'],
};

/** Does controlled Chinese content reach the threshold, how near is it, and what would settle it? */
export function Answer({ of: { rules, asOf, coverage }, isPending, onGo }: AnswerProps) {
  const { t } = useTranslation('content');
  const text = useText();
  const rule = rules[0];
  return (
    <div className={`content-answer ${isPending ? 'pending' : ''}`} aria-busy={isPending}>
      {rule === undefined ? (
        <p className="notice">{t('answer.noRule', { day: asOf })}</p>
      ) : (
        <RuleAnswer rule={rule} onGo={onGo} />
      )}
      <p className="small soft">{text(coverage.text)}</p>
      <span className="pending-word small soft" aria-hidden="true">
        {t('answer.pending')}
      </span>
    </div>
  );
}

function RuleAnswer({ rule, onGo }: { readonly rule: Rule; readonly onGo: (cell: Cell) => void }) {
  const { t } = useTranslation('content');
  const language = useLanguage();
  const text = useText();
  const bounds = useBoundsText();
  const status = useStatusText();
  const threshold = percentText(rule.threshold, language);
  const [icon, tone] = MARKS[rule.verdict];
  const most = largest(rule.products);
  return (
    <>
      <div className={`content-headline ${tone}`}>
        <Icon name={icon} size="2.1rem" />
        <h2 role="status">
          {most === undefined && rule.verdict === 'not-met'
            ? t('answer.noProduct')
            : t(`answer.${rule.verdict}`, { threshold })}
        </h2>
      </div>
      {most && (
        <>
          <p>{t('answer.of', { share: bounds(most.share), part: most.part })}</p>
          <ShareBar share={most.share} threshold={rule.threshold} scale="log" ticks />
          <p className="small soft">{t('answer.threshold', { threshold })}</p>
          <FlipPrices of={most} />
        </>
      )}
      <p className="small">
        {t('answer.provisions')}:{' '}
        {rule.provisions.map(({ id, cite, status: stands }, index) => (
          <Fragment key={id}>
            {index > 0 && t('semicolon')}
            <Link to="/law/provision" search={{ id }}>
              {text(cite)}
            </Link>{' '}
            <span className="soft">({status(stands)})</span>
          </Fragment>
        ))}
      </p>
      <Remarks title={t('answer.problems')} of={rule.problems.map((problem) => text(problem.text))} warns />
      <Remarks title={t('answer.assumptions')} of={rule.assumptions.map(text)} />
      {rule.questions.length > 0 && <Questions of={rule.questions} onGo={onGo} />}
    </>
  );
}

/** At which price of an input the answer turns. */
function FlipPrices({ of: { value, contributions } }: { readonly of: Rule['products'][number] }) {
  const { t } = useTranslation('content');
  const say = speaker(useLanguage());
  const flips = contributions.filter(({ flipPrice }) => flipPrice !== null);
  if (flips.length === 0) return null;
  return (
    <ul>
      {flips.map(({ part, flipPrice, flipCurrency }) => {
        const price = `${amountText(flipPrice ?? '')} ${flipCurrency ?? value.currency}`;
        return <li key={part}>{t('answer.flip', { part, sentence: say('content.flip-price', { price }) })}</li>;
      })}
    </ul>
  );
}

type Status = Rule['provisions'][number]['status'];

/** Where a provision stands: the share does not depend on that, what follows from it does. */
function useStatusText(): (status: Status) => string {
  const language = useLanguage();
  const say = speaker(language);
  const day = (date: string) => dateText(date, language);
  return (status) => {
    switch (status.is) {
      case 'in-force':
        return say('status.in-force', { since: day(status.since) });
      case 'not-yet-published':
        return say('status.not-yet-published');
      case 'not-yet-in-force':
        return say('status.not-yet-in-force', { from: day(status.from) });
      case 'paused':
        return status.until === undefined
          ? say('status.paused', { by: status.by })
          : say('status.paused-until', { until: day(status.until), by: status.by });
      case 'ended':
        return say('status.ended', { on: day(status.on), by: status.by });
      case 'never-ran':
        return say('status.never-ran', { by: status.by });
    }
  };
}

/** The product with the largest share that is certain, then possible. */
function largest(products: Rule['products']): Rule['products'][number] | undefined {
  const most = ({ share: { atMost } }: Rule['products'][number]) => (atMost === null ? Infinity : drawn(atMost));
  return [...products].sort((a, b) => drawn(b.share.atLeast) - drawn(a.share.atLeast) || most(b) - most(a))[0];
}

interface RemarksProps {
  readonly title: string;
  readonly of: readonly string[];
  readonly warns?: boolean;
}

function Remarks({ title, of, warns = false }: RemarksProps) {
  if (of.length === 0) return null;
  return (
    <details className={`notice ${warns ? 'warns' : ''}`} open={warns}>
      <summary>{title}</summary>
      <ul>
        {of.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </details>
  );
}

function Questions({ of, onGo }: { readonly of: Rule['questions']; readonly onGo: (cell: Cell) => void }) {
  const { t } = useTranslation('content');
  const say = speaker(useLanguage());
  const text = useText();
  return (
    <section className="content-questions">
      <h3>{t('questions.title')}</h3>
      <p className="soft small">{t('questions.lead')}</p>
      <ol>
        {of.map(({ id, about, text: question, best, worst }) => {
          const cell = cellOf(about);
          return (
            <li key={id}>
              <strong>{text(question)}</strong>{' '}
              {cell && (
                <Button size="small" onClick={() => onGo(cell)}>
                  {t('questions.go')}
                </Button>
              )}
              <ul className="ends">
                {(
                  [
                    ['best', best],
                    ['worst', worst],
                  ] as const
                ).map(([which, end]) => (
                  <li key={which}>
                    <VerdictMark verdict={end.verdict} />{' '}
                    {t(`questions.${which}`, { answer: text(end.text), verdict: say(`verdict.${end.verdict}`) })}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** `bom.parts[dy-metal].origin` → the cell that says it; the item as a whole is told by its control code. */
function cellOf(about: string): Cell | undefined {
  const [, part, named] = /^bom\.parts\[(.*)\]\.(\w+)$/s.exec(about) ?? [];
  const field = named === 'item' ? 'code' : PART_FIELDS.find((each) => each === named);
  return part === undefined || field === undefined ? undefined : { part, field };
}
