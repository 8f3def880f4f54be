import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../components/sections.css';
import './customs.css';

/** What customs does with licences: one at a time, in files, and the words of declarations. */
export function Customs() {
  const { t } = useTranslation('customs');
  return (
    <>
      <nav className="sections no-print" aria-label={t('sections.label')}>
        <Link to="/customs" activeOptions={{ exact: true, includeSearch: false }}>
          {t('sections.check')}
        </Link>
        <Link to="/customs/file">{t('sections.file')}</Link>
        <Link to="/customs/remarks">{t('sections.remark')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
