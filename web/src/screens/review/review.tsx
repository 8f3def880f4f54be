import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../components/sections.css';
import './review.css';

/** What the authority sets for its own review: rules, and the library of conditions. */
export function Review() {
  const { t } = useTranslation('review');
  return (
    <>
      <nav className="sections no-print" aria-label={t('sections.label')}>
        <Link to="/review/rules">{t('sections.rules')}</Link>
        <Link to="/review/conditions">{t('sections.conditions')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
