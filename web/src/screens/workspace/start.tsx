import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { placesOf } from './places.ts';

/** Leads to the records of the reader's own organisation, or of an invented one. */
export function WorkspaceStart() {
  const { t } = useTranslation('workspace');
  return (
    <Loaded query={useSession()}>
      {({ body }) => {
        const [first] = placesOf(body);
        return first === undefined ? (
          <Page title={t('title')} lead={t('lead')}>
            {body.account === null ? (
              <p>
                <Link to="/sign-in" search={{ to: '/workspace' }}>
                  {t('signIn')}
                </Link>
              </p>
            ) : (
              <p className="soft">{t('none')}</p>
            )}
          </Page>
        ) : (
          <Navigate to="/workspace/$organisation/determinations" params={{ organisation: first.id }} replace />
        );
      }}
    </Loaded>
  );
}
