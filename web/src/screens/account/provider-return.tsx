import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Page } from '../../components/page.tsx';
import { Waiting } from '../../components/waiting.tsx';

const route = getRouteApi('/sign-in/$provider');

/** Where a sign-in provider sends the browser back to. */
export function ProviderReturn() {
  const { t } = useTranslation('account');
  const { provider } = route.useParams();
  const { history } = useRouter();
  const finish = useCommand('oidc.finish');
  const [error, setError] = useState<unknown>();
  // What the provider has sent works once, and React may run an effect twice.
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    finish.give({ params: { provider }, body: { query: location.search.slice(1) } }).then(
      ({ body }) => history.replace(body.state === 'signed-in' ? '/' : '/sign-in'),
      (refusal: unknown) => setError(refusal),
    );
  }, [finish, history, provider]);
  return (
    <Page title={t('provider.title')}>
      {error === undefined ? (
        <>
          <p className="soft">{t('provider.waiting')}</p>
          <Waiting lines={2} />
        </>
      ) : (
        <>
          <Failure error={error} />
          <p className="form-end">
            <Link to="/sign-in">{t('provider.back')}</Link>
          </p>
        </>
      )}
    </Page>
  );
}
