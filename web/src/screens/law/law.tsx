import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PackCoverage } from './pack-coverage.tsx';
import { Patterns } from './standing.tsx';
import '../../components/sections.css';
import './law.css';

/** The sections of the law, and how far the pack was checked; each screen stands below. */
export function Law() {
  const { t } = useTranslation('law');
  const { asOf, knownAt, branch } = useSearch({ from: '/law' });
  const days = { asOf, knownAt, branch };
  return (
    <>
      <Patterns />
      <nav className="sections no-print" aria-label={t('sections.label')}>
        <Link to="/law" search={days} activeOptions={{ exact: true, includeSearch: false }}>
          {t('sections.timeline')}
        </Link>
        <Link to="/law/changes" search={days} activeOptions={{ includeSearch: false }}>
          {t('sections.changes')}
        </Link>
        <Link to="/law/readings" search={days} activeOptions={{ includeSearch: false }}>
          {t('sections.readings')}
        </Link>
        <Link to="/law/control-list" search={days} activeOptions={{ includeSearch: false }}>
          {t('sections.controlList')}
        </Link>
      </nav>
      <PackCoverage />
      <Outlet />
    </>
  );
}
