import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useRead } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { DayField } from './day-field.tsx';
import { StandingMark, useListKind, useNames } from './listing.tsx';

const route = getRouteApi('/parties/lists/entries');

/** The entries of one list, with where each stands on a day. */
export function ListEntries() {
  const { t } = useTranslation('parties');
  const text = useText();
  const kind = useListKind();
  const names = useNames();
  const search = route.useSearch();
  const { list: id, text: words, asOf } = search;
  const navigate = useNavigate();
  const [typed, setTyped] = useState(words ?? '');
  const list = useRead('list.list').data?.body.items.find((each) => each.id === id);
  const entries = usePages('list.entries', {
    query: { list: id, ...(words === undefined ? {} : { text: words }), ...(asOf === undefined ? {} : { asOf }) },
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/parties/lists/entries', search: { ...search, ...change }, replace: true });
  return (
    <Page
      title={list ? text(list.title) : t('lists.entries')}
      lead={
        <>
          {list && `${kind(list.kind)} · ${t('lists.version')} ${list.version} · `}
          <Link to="/parties/lists">{t('lists.back')}</Link>
        </>
      }
    >
      <section className="card">
        <div className="row filter">
          <label>
            <span>{t('lists.find')}</span>
            <Input.Search
              value={typed}
              allowClear
              onChange={({ target }) => setTyped(target.value)}
              onSearch={(found) => go({ text: found.trim() === '' ? undefined : found.trim() })}
            />
          </label>
          <DayField value={asOf ?? beijingToday()} onChange={(day) => go({ asOf: day })} />
        </div>
        <Loaded query={entries} lines={8}>
          {(items) => (
            <>
              <Records
                caption={t('lists.entries')}
                rows={items}
                rowKey={({ record }) => record.id}
                columns={[
                  {
                    head: t('entry.names'),
                    cell: ({ record }) => (
                      <Link to="/parties/lists/entry" search={{ list: id, entry: record.id, asOf }}>
                        {names(record.names).join(' / ')}
                      </Link>
                    ),
                  },
                  { head: t('entry.countries'), cell: ({ record }) => <Countries of={record.countries ?? []} /> },
                  { head: t('standing.is.listed'), cell: ({ standing }) => <StandingMark of={standing} /> },
                ]}
              />
              <MorePages of={entries} />
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

/** Countries by name where they are codes, else as the source has them. */
export function Countries({ of }: { readonly of: readonly string[] }) {
  const { t } = useTranslation();
  const name = useCountryName();
  return <>{of.map((country) => (/^[A-Z]{2}$/.test(country) ? name(country) : country)).join(t('comma'))}</>;
}
