import { Link } from '@tanstack/react-router';
import { dateText, speaker } from '@ytterby/core';
import { type Assessment, type Gap, GAPS } from '@ytterby/core/humanitarian';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

const TONES: Readonly<Record<Assessment['verdict'], string>> = {
  exempt: 'succeeds',
  'no-licence-needed': 'succeeds',
  stopped: 'warns',
  'not-exempt': 'fails',
  'not-covered': 'fails',
};

interface FindingProps {
  readonly of: Assessment;
  /** Keys of obstacles that the authority has cleared. */
  readonly cleared?: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Whether it may go, both branches where the law is unconfirmed, what stops it and what would settle that. */
export function Finding({ of, cleared = [], gaps }: FindingProps) {
  const { t } = useTranslation('humanitarian');
  const text = useText();
  const language = useLanguage();
  const say = speaker(language);
  const id = useId();
  const { verdict, day, pack, branches, obstacles, due, because } = of;
  // What was cleared stops nothing any more.
  const isCleared = verdict === 'stopped' && obstacles.every(({ key }) => cleared.includes(key));
  const shown = isCleared ? 'exempt' : verdict;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{t('found.title')}</h2>
      <div className={`notice ${TONES[shown]}`}>
        <p>
          <strong>{t(`found.${shown}`)}</strong>
        </p>
        {due !== null && shown === 'exempt' && <p>{t('found.due', { day: dateText(due.date, language) })}</p>}
        <p className="small">
          {t('found.onDay', { day: dateText(day, language), pack: pack.version })}
          {because.map((each) => (
            <span key={each.id}>
              {' · '}
              <Link to="/law/provision" search={{ id: each.id }}>
                {text(each.cite)}
              </Link>
            </span>
          ))}
        </p>
      </div>
      {obstacles.length > 0 && (
        <>
          <h3>{t('found.obstacles')}</h3>
          <ul className="obstacles">
            {obstacles.map(({ key, text: said, settledBy }) => (
              <li key={key}>
                <Icon name={cleared.includes(key) ? 'check' : 'warning'} /> <strong>{text(said)}</strong>
                <div className="small">
                  {cleared.includes(key)
                    ? t('found.cleared')
                    : settledBy === null
                      ? t('found.onlyReview')
                      : t('found.settles', { question: text(settledBy.text) })}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {branches.length > 1 && (
        <>
          <p>{t('found.branches')}</p>
          <ul className="obstacles">
            {branches.map(({ branch, label, possible, reportOwed }) => (
              <li key={branch}>
                {t('found.branch', {
                  label: text(label),
                  outcome: possible.map((each) => say(`outcome.${each}` as Parameters<typeof say>[0])).join(' / '),
                  report: t(reportOwed ? 'found.reportOwed' : 'found.reportNotOwed'),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {gaps.length > 0 && (
        <>
          <h3>{t('found.gaps')}</h3>
          <ul className="gaps">
            {gaps.map((gap) => (
              <li key={gap}>{text(GAPS[gap])}</li>
            ))}
          </ul>
          <p className="small soft">{t('found.gapsHint')}</p>
        </>
      )}
    </section>
  );
}
