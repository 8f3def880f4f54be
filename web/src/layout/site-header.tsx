import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NavDrawer } from './nav-drawer.tsx';
import { Navigation } from './navigation.tsx';

export function SiteHeader() {
  const { t } = useTranslation();
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
          <AccountMenu />
          <NavDrawer />
        </div>
      </div>
    </header>
  );
}
