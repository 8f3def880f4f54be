import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { LicenceRows } from './licence-rows.tsx';
import './licences.css';

const route = getRouteApi('/workspace/$organisation/licences');

/** The licences that an organisation holds. */
export function HeldLicences() {
  const { t } = useTranslation('licences');
  const { organisation } = route.useParams();
  const licences = usePages('licence.list', { params: { organisation }, query: {} });
  return (
    <Page title={t('holder.title')} lead={t('holder.lead')}>
      <section className="card">
        <Loaded query={licences}>
          {(rows) => (
            <LicenceRows
              caption={t('holder.title')}
              rows={rows}
              link={({ id, number }) => (
                <Link to="/workspace/$organisation/licences/$licence" params={{ organisation, licence: id }}>
                  {number}
                </Link>
              )}
            />
          )}
        </Loaded>
        <MorePages of={licences} />
      </section>
    </Page>
  );
}
