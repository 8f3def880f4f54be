import { Link } from '@tanstack/react-router';
import { dateText, type Determination, type ExportFacts, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

interface FrozenAnswerProps {
  readonly of: Determination | null;
  readonly facts?: unknown;
}

/** What the application was made from: outcome, grounds and review, as they were on that day. */
export function FrozenAnswer({ of, facts }: FrozenAnswerProps) {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const say = speaker(language);
  if (of === null) return <p className="soft">{t('determination.none')}</p>;
  return (
    <>
      <p className="row">
        <OutcomeBadge outcome={of.outcome} />
        <span className="small soft">
          {t('determination.frozen', {
            asOf: dateText(of.asOf, language),
            knownAt: dateText(of.knownAt, language),
            version: of.pack.version,
          })}
        </span>
      </p>
      {of.lines.map(({ id, description, outcome, branches: [answer] }) => (
        <section key={id} className="frozen-line">
          {of.lines.length > 1 && (
            <h3 className="row">
              {description} <OutcomeBadge outcome={outcome} />
            </h3>
          )}
          {answer !== undefined && (
            <>
              {answer.because.length > 0 && (
                <>
                  <p className="small soft">{t('determination.because')}</p>
                  <ul className="cites">
                    {answer.because.map((cited) => (
                      <li key={cited.id}>
                        <Link to="/law/provision" search={{ id: cited.id, asOf: of.asOf, knownAt: of.knownAt }}>
                          {text(cited.cite)}
                        </Link>{' '}
                        <span className="small soft">{text(cited.instrument)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {answer.review !== null && (
                <p>
                  <span className="small soft">{t('determination.review')} </span>
                  {answer.review.policy === 'undetermined'
                    ? answer.review.possible.map((policy) => say(`review.${policy}`)).join(say('or'))
                    : say(`review.${answer.review.policy}`)}
                </p>
              )}
            </>
          )}
        </section>
      ))}
      {facts !== undefined && facts !== null && (
        <Link to="/" state={{ facts: facts as ExportFacts, wants: 'answer' }} className="no-print">
          <Icon name="right" /> {t('determination.open')}
        </Link>
      )}
    </>
  );
}
