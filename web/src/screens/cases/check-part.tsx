import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Act, Prose } from './act.tsx';
import { useDesk } from './desk.tsx';

/** What the check of the application finds today, and the papers that the law asks for. */
export function CheckPart() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { of, state } = useDesk();
  const filed = new Set((state.application?.papers ?? []).map(({ paper }) => paper));
  return (
    <>
      {of.findings.length === 0 && (
        <p className="good">
          <Icon name="check" /> {t('findings.none')}
        </p>
      )}
      <ul className="case-findings">
        {of.findings.map(({ code, field, severity, because, ...finding }) => (
          <li key={`${code} ${field}`} className={severity}>
            <Icon name={severity === 'error' ? 'cross' : 'warning'} /> <strong>{t(`findings.${severity}`)}</strong>{' '}
            {text(finding.text)} <span className="soft">{text(finding.remedy)}</span>{' '}
            {because !== null && (
              <Link to="/law/provision" search={{ id: because.provision }} className="small">
                {text(because.cite)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {of.papers.length > 0 && (
        <>
          <h3>{t('findings.papers')}</h3>
          <ul className="papers">
            {of.papers.map(({ paper, name, because }) => (
              <li key={paper}>
                <span className={filed.has(paper) ? 'good' : 'lacking'}>
                  <Icon name={filed.has(paper) ? 'check' : 'remove'} />{' '}
                  {t(filed.has(paper) ? 'findings.filed' : 'findings.missing')}
                </span>{' '}
                {text(name)}{' '}
                <Link to="/law/provision" search={{ id: because.provision }} className="small">
                  {text(because.cite)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Returned />
      <Start />
    </>
  );
}

/** What the applicant was asked to correct, as long as it has not come back. */
function Returned() {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const { returned } = useDesk().state;
  if (returned === null) return null;
  return (
    <div className="notice">
      <p>
        <strong>{t('decision.returned', { day: dateText(returned.on, language) })}</strong>
      </p>
      <ul>
        {returned.findings.map(({ text: { zh, en = '' } }) => (
          <li key={zh}>{text({ zh, en })}</li>
        ))}
      </ul>
    </div>
  );
}

/** Acceptance, or return for correction with what was found. */
export function Start() {
  const { t } = useTranslation('cases');
  const { of } = useDesk();
  // An applicant reads Chinese: that is the language of the procedure.
  const found = of.findings.map(({ text: { zh }, remedy }) => `${zh}。${remedy.zh}`).join('\n');
  return (
    <div className="row form-end no-print">
      <Act primary command="accept" label={t('start.accept')} given={{}}>
        <p>{t('start.acceptText')}</p>
      </Act>
      <Act
        command="return"
        label={t('start.return')}
        initialValues={{ findings: found }}
        make={({ findings }) => ({
          command: 'return',
          findings: String(findings)
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line) => {
              const match = of.findings.find(({ text: { zh }, remedy }) => line === `${zh}。${remedy.zh}`);
              if (match === undefined) return { text: { zh: line.trim() } };
              const en = `${match.text.en}. ${match.remedy.en}`;
              return { code: match.code, field: match.field, text: { zh: line, en } };
            }),
        })}
      >
        <Prose name="findings" label={t('start.findings')} extra={t('start.returnText')} rows={6} />
      </Act>
    </div>
  );
}
