import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import type { CaseParams } from './act.ts';
import { focusField } from './desk.tsx';
import type { Finding } from './lint.ts';
import { type PageName, pageOf } from './pages.ts';

interface FoundProps {
  readonly findings: readonly Finding[];
  /** Where the fields stand: on this page, or on a page to go to. */
  readonly place: 'here' | CaseParams;
}

/** What was found: first what must be mended; what is only to be looked at stands folded below it. Each leads to its field. */
export function Found({ findings, place }: FoundProps) {
  const { t } = useTranslation('apply');
  if (findings.length === 0) return null;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const mend = t('found.mend', { count: errors.length });
  const look = t('found.look', { count: warnings.length });
  return (
    <section
      id="found"
      className={`notice found ${errors.length > 0 ? 'fails' : 'warns'}`}
      aria-label={errors.length > 0 ? mend : look}
      tabIndex={-1}
    >
      <h2>{errors.length > 0 ? mend : look}</h2>
      {errors.length === 0 ? (
        <Findings of={warnings} place={place} />
      ) : (
        <>
          <Findings of={errors} place={place} />
          {warnings.length > 0 && (
            <details>
              <summary>{look}</summary>
              <Findings of={warnings} place={place} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

/** Where the remedy would only say the finding again. */
const PLAIN: ReadonlySet<Finding['code']> = new Set(['field-missing', 'paper-missing']);

function Findings({ of, place }: { readonly of: readonly Finding[]; readonly place: FoundProps['place'] }) {
  const { t } = useTranslation('apply');
  const text = useText();
  return (
    <ul>
      {of.map((found) => (
        <li key={`${found.code} ${found.field} ${text(found.text)}`} className={found.severity}>
          <Icon name={found.severity === 'error' ? 'warning' : 'info'} />
          <div>
            <span className="visually-hidden">{t(`found.${found.severity}`)} </span>
            <ToField finding={found} place={place} />
            <p className="small">
              {!PLAIN.has(found.code) && text(found.remedy)}
              {found.because !== null && (
                <>
                  {!PLAIN.has(found.code) && ' · '}
                  <Link to="/law/provision" search={{ id: found.because.provision }}>
                    {text(found.because.cite)}
                  </Link>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function ToField({ finding, place }: { readonly finding: Finding; readonly place: FoundProps['place'] }) {
  const text = useText();
  const { field } = finding;
  const page: PageName = pageOf(field);
  if (place === 'here')
    return page === 'check' ? (
      <span>{text(finding.text)}</span>
    ) : (
      <a
        href={`#${field}`}
        onClick={(event) => {
          event.preventDefault();
          focusField(field);
        }}
      >
        {text(finding.text)}
      </a>
    );
  return page === 'check' ? (
    <span>{text(finding.text)}</span>
  ) : (
    <Link
      to="/workspace/$organisation/applications/$case/edit/$page"
      params={{ ...place, page }}
      hash={field}
      hashScrollIntoView={false}
    >
      {text(finding.text)}
    </Link>
  );
}
