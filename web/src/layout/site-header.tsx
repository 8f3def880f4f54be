import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NavDrawer } from './nav-drawer.tsx';
import { Navigation } from './navigation.tsx';

// Nobody who is not signed in needs it, and the first screen stays small.
const MessageBell = lazy(() => import('./message-bell.tsx').then((file) => ({ default: file.MessageBell })));

export function SiteHeader() {
  const { t } = useTranslation();
  const isSignedIn = useSession().data?.body.state === 'signed-in';
  return (
    <header className="site-header">
      <div className="inside">
        <Link to="/" className="brand">
          <img src="/mark.svg" alt="" />
          {t('product')}
          <small>{t('tagline')}</small>
        </Link>
        <Navigation />
        <div className="header-end">
          <LanguageSwitch />
          {isSignedIn && (
            <Suspense fallback={null}>
              <MessageBell />
            </Suspense>
          )}
          <AccountMenu />
          <NavDrawer />
        </div>
      </div>
    </header>
  );
}
