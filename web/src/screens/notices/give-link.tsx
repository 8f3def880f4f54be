import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../administration/may.ts';
import type { NewNoticeSearch } from './search.ts';

/** Leads from a record of an organisation to a notice that is filled in from it; for those who may give one. */
export function GiveNoticeLink({
  organisation,
  from,
}: {
  readonly organisation: string;
  readonly from: NewNoticeSearch;
}) {
  const { t } = useTranslation('workspace');
  if (!useMay(organisation)('notice.issue')) return null;
  return (
    <Link
      to="/workspace/$organisation/notices/new"
      params={{ organisation }}
      search={from}
      className="quiet-button edged"
    >
      {t('giveNotice')}
    </Link>
  );
}
