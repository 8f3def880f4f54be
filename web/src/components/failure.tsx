import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api.ts';
import { useText } from '../i18n/index.ts';
import { Icon } from './icon.tsx';

/**
 * Why something did not work, in the words of the service; for a person who is not signed in, the way there and back.
 * @example <Failure error={query.error} onRetry={() => void query.refetch()} />
 */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const here = useLocation({ select: ({ href }) => href });
  const problem = problemOf(error);
  const isSignedOut = problem?.code === 'not-signed-in' || problem?.code === 'second-factor-needed';
  if (isSignedOut)
    return (
      <div className="notice" role="status">
        <p>{t('signedOut.text')}</p>
        <Link to="/sign-in" search={{ to: here }}>
          {t('account.signIn')}
        </Link>
      </div>
    );
  const fields = problem?.fields.filter((field) => text(field) !== text(problem)) ?? [];
  return (
    <div className="notice fails" role="alert">
      <p>
        <Icon name="warning" /> <strong>{t('failed.title')}</strong>
      </p>
      <p>{problem ? text(problem) : t(error instanceof TypeError ? 'failed.network' : 'failed.unexpected')}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={`${field.path} ${field.en}`}>{text(field)}</li>
          ))}
        </ul>
      )}
      {problem?.requestId !== undefined && problem.status >= 500 && (
        <p className="small soft">{t('failed.request', { id: problem.requestId })}</p>
      )}
      {onRetry && (
        <button type="button" className="quiet-button edged" onClick={onRetry}>
          {t('failed.again')}
        </button>
      )}
    </div>
  );
}
