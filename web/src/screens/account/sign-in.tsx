import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { Page } from '../../components/page.tsx';
import { SignInSteps } from './sign-in-steps.tsx';
import './account.css';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const { t } = useTranslation('account');
  const { to = '/' } = route.useSearch();
  const { history } = useRouter();
  const session = useSession().data?.body;
  const onward = () => history.replace(to);
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')}>
      <div className="card narrow">
        {session?.signIn.setUp && <p className="notice warns">{t('signIn.setUp')}</p>}
        {session?.state === 'signed-in' ? (
          <>
            <p>{t('signIn.already', { name: session.account?.name ?? '' })}</p>
            <Link to={to}>{t('signIn.onward')}</Link>
          </>
        ) : (
          <SignInSteps onSignedIn={onward} />
        )}
      </div>
      <p className="small soft narrow form-end">{t('signIn.forgotten')}</p>
    </Page>
  );
}
