import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, Records } from '../../components/records.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { useMayChange } from './places.ts';

type Row = Reply<'saved-determination.list'>['items'][number];

const route = getRouteApi('/workspace/$organisation/determinations');

/** The determinations that an organisation keeps; first those that came out differently since somebody looked. */
export function Determinations() {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const [search, setSearch] = useState('');
  const [isArchive, setArchive] = useState(false);
  const wanted = useDeferredValue(search.trim());
  const query = { ...(wanted === '' ? {} : { search: wanted }), ...(isArchive ? { archived: true } : {}) };
  const params = { organisation };
  const changed = usePages('saved-determination.list', { params, query: { ...query, changed: true } });
  const all = usePages('saved-determination.list', { params, query });
  return (
    <Page
      title={t('determinations.title')}
      lead={t('determinations.lead')}
      actions={
        mayChange && (
          <Link
            className="quiet-button edged"
            to="/workspace/$organisation/determinations/new"
            params={{ organisation }}
          >
            <Icon name="add" /> {t('determinations.new')}
          </Link>
        )
      }
    >
      <div className="stack">
        <div className="row filters">
          <SearchField value={search} onChange={setSearch} />
          <Radio.Group
            optionType="button"
            aria-label={t('determinations.show')}
            value={isArchive}
            onChange={({ target }) => setArchive(target.value as boolean)}
            options={[
              { value: false, label: t('determinations.kept') },
              { value: true, label: t('determinations.archived') },
            ]}
          />
        </div>
        {(changed.data?.length ?? 0) > 0 && (
          <section className="card changed-first">
            <h2>
              <Icon name="info" /> {t('determinations.changed')}
            </h2>
            <Rows rows={changed.data ?? []} caption={t('determinations.changed')} />
            <MorePages of={changed} />
          </section>
        )}
        <section className="card">
          <Loaded query={all}>
            {(rows) => (
              <Rows
                caption={t('determinations.title')}
                rows={rows.filter(({ changedSinceSeen }) => !changedSinceSeen)}
              />
            )}
          </Loaded>
          <MorePages of={all} />
        </section>
      </div>
    </Page>
  );
}

function Rows({ rows, caption }: { readonly rows: readonly Row[]; readonly caption: string }) {
  const { t } = useTranslation('workspace');
  const text = useText();
  const moment = useMoment();
  const language = useLanguage();
  const { organisation } = route.useParams();
  const columns: Column<Row>[] = [
    {
      head: t('fields.name'),
      cell: ({ id, name, news }) => (
        <>
          <Link
            to="/workspace/$organisation/determinations/$determination"
            params={{ organisation, determination: id }}
          >
            {name}
          </Link>
          {news.length > 0 && (
            <ul className="news">
              {news.map((sentence) => (
                <li key={sentence.en}>{text(sentence)}</li>
              ))}
            </ul>
          )}
        </>
      ),
    },
    { head: t('fields.outcome'), cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    {
      head: t('fields.day'),
      cell: ({ asOf, asOfMode }) => (
        <>
          <span className="number">{dateText(asOf, language)}</span>
          {asOfMode === 'today' && <div className="small soft">{t('mode.todayShort')}</div>}
        </>
      ),
    },
    { head: t('fields.askedAt'), cell: ({ askedAt }) => <span className="number">{moment(askedAt)}</span> },
  ];
  return <Records caption={caption} rows={rows} rowKey={({ id }) => id} columns={columns} />;
}
