import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../components/sections.css';
import '../../components/native.css';
import './parties.css';

/** Screening, ownership and lists; each screen stands below. */
export function Parties() {
  const { t } = useTranslation('parties');
  return (
    <>
      <nav className="sections no-print" aria-label={t('title')}>
        <Link to="/parties" activeOptions={{ exact: true, includeSearch: false }}>
          {t('sections.screening')}
        </Link>
        <Link to="/parties/ownership">{t('sections.ownership')}</Link>
        <Link to="/parties/lists">{t('sections.lists')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
