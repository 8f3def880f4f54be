import { Link } from '@tanstack/react-router';
import { dateText, type Determination, type ExportFacts, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
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
      <Way of={of.way} />
      {of.lines.map(({ id, description, outcome, possible, outside, questions, branches: [answer] }) => (
        <section key={id} className="frozen-line">
          {of.lines.length > 1 && (
            <h3 className="row">
              {description} <OutcomeBadge outcome={outcome} />
            </h3>
          )}
          {possible.length > 1 && (
            <p>
              <span className="small soft">{t('determination.possible')} </span>
              {possible.map((each) => say(`outcome.${each}`)).join(say('list-or'))}
            </p>
          )}
          {outside !== null && outside.families.length > 0 && (
            <>
              <p className="small soft">{t('determination.lookUp')}</p>
              <ul className="cites">
                {outside.families.map((family) => (
                  <li key={family.id}>
                    {text(family.title)} <span className="small soft">{text(family.lookUp)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {questions.length > 0 && (
            <>
              <p className="small soft">{t('determination.asked')}</p>
              <ul className="cites">
                {questions.map((question) => (
                  <li key={question.id}>{text(question.text)}</li>
                ))}
              </ul>
            </>
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

/** Where from, where to next, over which places, and where they finally go; only what is stated. */
function Way({ of: { from, to, via, finalDestination } }: { readonly of: Determination['way'] }) {
  const { t } = useTranslation('cases');
  const say = speaker(useLanguage());
  const name = useCountryName();
  const country = (code: string) => (code === 'unknown' ? t('determination.notKnown') : name(code));
  const stops = via === undefined ? undefined : Array.isArray(via) ? via.map(country) : [t(`determination.via.${via}`)];
  const stated = [
    [t('determination.from'), from && country(from)],
    [t('determination.to'), to && country(to)],
    [t('determination.via.title'), stops?.join(say('list-or'))],
    [t('determination.finally'), finalDestination && country(finalDestination)],
  ].filter(([, value]) => value !== undefined);
  if (stated.length === 0) return null;
  return (
    <dl className="frozen-way">
      {stated.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
