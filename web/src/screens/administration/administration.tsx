import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from './may.ts';
import '../../components/sections.css';
import './administration.css';

/** The sections of administration; each screen stands below. */
export function Administration() {
  const { t } = useTranslation('administration');
  const may = useMay();
  return (
    <>
      <nav className="sections no-print" aria-label={t('sections.label')}>
        <Link to="/administration/organisations">{t('sections.organisations')}</Link>
        {may('people.read') && <Link to="/administration/people">{t('sections.people')}</Link>}
        <Link to="/administration/law">{t('sections.law')}</Link>
        <Link to="/administration/lists">{t('sections.lists')}</Link>
        {may('job.read') && <Link to="/administration/jobs">{t('sections.jobs')}</Link>}
        {may('audit.read') && <Link to="/administration/audit">{t('sections.audit')}</Link>}
        {may('notice-template.change') && <Link to="/notices/form">{t('sections.noticeForm')}</Link>}
        <Link to="/administration/rights">{t('sections.rights')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
