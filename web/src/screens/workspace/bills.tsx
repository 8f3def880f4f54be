import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useMoment } from '../../i18n/index.ts';
import { useMayChange } from './places.ts';

const route = getRouteApi('/workspace/$organisation/bills');

/** What an organisation's products are made of. */
export function Bills() {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const moment = useMoment();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const bills = usePages('bill.list', {
    params: { organisation },
    query: wanted === '' ? {} : { search: wanted },
  });
  return (
    <Page
      title={t('sections.bills')}
      lead={t('bill.lead')}
      actions={
        mayChange && (
          <Link className="quiet-button edged" to="/workspace/$organisation/bills/new" params={{ organisation }}>
            <Icon name="upload" /> {t('bill.new')}
          </Link>
        )
      }
    >
      <div className="card">
        <SearchField value={search} onChange={setSearch} />
        <Loaded query={bills}>
          {(rows) => (
            <Records
              caption={t('sections.bills')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('fields.name'),
                  cell: ({ id, name }) => (
                    <Link to="/workspace/$organisation/bills/$bill" params={{ organisation, bill: id }}>
                      {name}
                    </Link>
                  ),
                },
                { head: t('bill.partsHead'), cell: ({ parts }) => <span className="number">{parts}</span> },
                { head: t('fields.changedAt'), cell: ({ changedAt }) => moment(changedAt) },
              ]}
            />
          )}
        </Loaded>
        <MorePages of={bills} />
      </div>
    </Page>
  );
}
