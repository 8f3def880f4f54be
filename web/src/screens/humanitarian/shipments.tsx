import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePages, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { ShipmentRows } from './rows.tsx';
import { SHOWS } from './search.ts';

const ofOne = getRouteApi('/workspace/$organisation/shipments');
const ofAll = getRouteApi('/shipments');

/** The humanitarian shipments of an organisation. */
export function OwnShipments() {
  const { t } = useTranslation('humanitarian');
  const { organisation } = ofOne.useParams();
  const shipments = usePages('humanitarian.list', { params: { organisation }, query: {} });
  return (
    <Page title={t('list.title')} lead={t('list.lead')}>
      <section className="card">
        <Loaded query={shipments}>
          {(rows) =>
            rows.length === 0 ? (
              <p>
                {t('list.none')}{' '}
                <Link to="/workspace/$organisation/determinations" params={{ organisation }}>
                  {t('list.toDeterminations')}
                </Link>
              </p>
            ) : (
              <ShipmentRows
                caption={t('list.title')}
                rows={rows}
                link={({ id, number }) => (
                  <Link to="/workspace/$organisation/shipments/$shipment" params={{ organisation, shipment: id }}>
                    {number}
                  </Link>
                )}
              />
            )
          }
        </Loaded>
        <MorePages of={shipments} />
      </section>
    </Page>
  );
}

/** Everybody's, for the authority: what is stopped, and whose report is late. */
export function ShipmentRegister() {
  const { t } = useTranslation('humanitarian');
  const { show = 'open' } = ofAll.useSearch();
  const navigate = ofAll.useNavigate();
  const shipments = useRead('humanitarian.register', { query: { show } });
  return (
    <Page title={t('register.title')} lead={t('register.lead')}>
      <section className="card">
        <Radio.Group
          className="shows no-print"
          optionType="button"
          aria-label={t('register.show')}
          value={show}
          options={SHOWS.map((value) => ({ value, label: t(`register.shows.${value}`) }))}
          onChange={({ target }) =>
            void navigate({ to: '.', search: { show: SHOWS.find((each) => each === target.value) }, replace: true })
          }
        />
        <Loaded query={shipments}>
          {({ body: { items, more } }) => (
            <>
              {items.length === 0 ? (
                <p className="soft">{t('register.none')}</p>
              ) : (
                <ShipmentRows
                  caption={t('register.title')}
                  rows={items}
                  withExporter
                  link={({ id, number }) => (
                    <Link to="/shipments/$shipment" params={{ shipment: id }}>
                      {number}
                    </Link>
                  )}
                />
              )}
              {more && <p className="soft">{t('register.more')}</p>}
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}
