import { getRouteApi, Link } from '@tanstack/react-router';
import { LICENCE_STANDINGS, type LicenceStanding } from '@ytterby/core/licensing';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { LicenceRows } from './licence-rows.tsx';
import { LICENCE_KINDS, type RegisterSearch } from './search.ts';
import './licences.css';

const route = getRouteApi('/licences');

/** Every licence that this authority has issued. */
export function Register() {
  const { t } = useTranslation('licences');
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: RegisterSearch) => void navigate({ to: '.', search: { ...search, ...part }, replace: true });
  const stated = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
  const licences = usePages('register.list', { query: stated });
  const standings = Object.keys(LICENCE_STANDINGS) as LicenceStanding[];
  return (
    <Page title={t('register.title')} lead={t('register.lead')}>
      <div className="stack">
        <search className="licence-filters">
          <Input.Search
            allowClear
            aria-label={t('filters.search')}
            placeholder={t('filters.search')}
            defaultValue={search.search ?? ''}
            onSearch={(value) => change({ search: value.trim() === '' ? undefined : value.trim() })}
          />
          <Select
            allowClear
            aria-label={t('filters.standing')}
            placeholder={t('filters.standing')}
            value={search.standing ?? null}
            options={standings
              .filter((value) => value !== 'not-issued')
              .map((value) => ({ value, label: text(LICENCE_STANDINGS[value]) }))}
            onChange={(standing) => change({ standing: standing ?? undefined })}
          />
          <Select
            allowClear
            aria-label={t('filters.kind')}
            placeholder={t('filters.kind')}
            value={search.kind ?? null}
            options={LICENCE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(kind) => change({ kind: kind ?? undefined })}
          />
          <CountrySelect
            allowClear
            aria-label={t('filters.destination')}
            placeholder={t('filters.destination')}
            value={search.destination ?? null}
            onChange={(destination) => change({ destination })}
          />
        </search>
        <section className="card">
          <Loaded query={licences}>
            {(rows) => (
              <LicenceRows
                caption={t('register.title')}
                rows={rows}
                withHolder
                link={({ id, number }) => (
                  <Link to="/licences/$licence" params={{ licence: id }}>
                    {number}
                  </Link>
                )}
              />
            )}
          </Loaded>
          <MorePages of={licences} />
        </section>
      </div>
    </Page>
  );
}
