import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { DayField } from './day-field.tsx';
import { Countries } from './list-entries.tsx';
import { Effects, OverTime, StandingMark, useNames } from './listing.tsx';

const route = getRouteApi('/parties/lists/entry');
type Entry = Reply<'list.get'>;

/** One entry of a list: who it is, where it stands on a day, and what that means for an export. */
export function ListEntry() {
  const { t } = useTranslation('parties');
  const names = useNames();
  const { list, entry, asOf } = route.useSearch();
  const found = useRead('list.get', { query: { list, entry, ...(asOf === undefined ? {} : { asOf }) } });
  const title = names(found.data?.body.record.names ?? [])[0] ?? t('lists.entries');
  return (
    <Page
      title={title}
      lead={<ListName id={list} />}
      actions={
        found.data && (
          <Link to="/parties" search={{ name: title }} className="quiet-button edged">
            {t('entry.screen')}
          </Link>
        )
      }
    >
      <Loaded query={found} lines={8}>
        {({ body }) => <EntryCards of={body} />}
      </Loaded>
    </Page>
  );
}

function ListName({ id }: { readonly id: string }) {
  const text = useText();
  const list = useRead('list.list').data?.body.items.find((each) => each.id === id);
  return (
    <Link to="/parties/lists/entries" search={{ list: id }}>
      {list ? text(list.title) : id}
    </Link>
  );
}

function EntryCards({ of }: { readonly of: Entry }) {
  const { t } = useTranslation('parties');
  const navigate = useNavigate();
  const search = route.useSearch();
  const list = useRead('list.list').data?.body.items.find(({ id }) => id === search.list);
  return (
    <div className="stack">
      <section className="card">
        <div className="card-head">
          <h2>{t('entry.standing', { day: of.asOf })}</h2>
          <div className="filter">
            <DayField
              value={of.asOf}
              onChange={(asOf) =>
                void navigate({ to: '/parties/lists/entry', search: { ...search, asOf }, replace: true })
              }
            />
          </div>
        </div>
        <p>
          <StandingMark of={of.standing} />
        </p>
        <Effects of={of} isImported={list?.from === 'import'} />
        {of.effectsOverTime.length > 0 && (
          <>
            <h3>{t('hit.overTime')}</h3>
            <OverTime of={of.effectsOverTime} day={of.asOf} />
          </>
        )}
      </section>
      <section className="card">
        <RecordFacts of={of.record} />
      </section>
    </div>
  );
}

function RecordFacts({ of: record }: { readonly of: Entry['record'] }) {
  const { t } = useTranslation('parties');
  const facts: readonly (readonly [string, readonly React.ReactNode[]])[] = [
    [
      t('entry.names'),
      record.names.map(({ text, type }) => (type === 'primary' ? text : `${text} (${t(`hit.types.${type}`)})`)),
    ],
    [t('form.kind'), [t(`entry.kinds.${record.kind}`)]],
    [t('entry.countries'), record.countries ? [<Countries key="all" of={record.countries} />] : []],
    [t('entry.addresses'), record.addresses?.map(({ text }) => text) ?? []],
    [
      t('entry.identifiers'),
      record.identifiers?.map(({ scheme, value, country }) => [scheme, value, country ?? ''].join(' ').trim()) ?? [],
    ],
    [
      t('entry.births'),
      record.births?.map(({ date, to, about }) => `${about ? '≈ ' : ''}${date}${to ? ` – ${to}` : ''}`) ?? [],
    ],
    [t('entry.programmes'), record.programmes ?? []],
    [t('entry.links'), record.links?.map(({ relation, name, id }) => `${relation}: ${name ?? id ?? ''}`) ?? []],
    [t('entry.remarks'), record.remarks === undefined ? [] : [record.remarks]],
    [t('entry.source'), [t('entry.sourceText', record.source)]],
  ];
  return (
    <dl className="entry-facts">
      {facts
        .filter(([, values]) => values.length > 0)
        .map(([label, values]) => (
          <div key={label}>
            <dt>{label}</dt>
            {values.map((value, index) => (
              <dd key={index}>{value}</dd>
            ))}
          </div>
        ))}
    </dl>
  );
}
