import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply } from '../../api.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';

type Difference = Reply<'list.diff'>;
type Kind = Difference['items'][number]['is'];

const route = getRouteApi('/administration/lists/differences');
const KINDS = ['added', 'changed', 'removed'] as const satisfies readonly Kind[];
const ICONS = { added: 'add', changed: 'right', removed: 'remove' } as const satisfies Record<Kind, IconName>;
/** Parts of an entry, as its record calls them. */
const PARTS = [
  'names',
  'countries',
  'addresses',
  'identifiers',
  'births',
  'programmes',
  'remarks',
  'links',
  'kind',
  'from',
  'until',
  'standings',
] as const;

/** What changed between a version of an imported list and the one before it. */
export function ListDifferences() {
  const { t } = useTranslation(['administration', 'shell']);
  const { list, to } = route.useSearch();
  const [is, setIs] = useState<Kind | ''>('');
  const pages = useInfiniteQuery({
    queryKey: ['list.diff', list, to, is],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        list,
        ...(to === undefined ? {} : { to: Number(to) }),
        ...(is === '' ? {} : { is }),
        ...(pageParam === null ? {} : { after: pageParam }),
      };
      return (await client.call('list.diff', { query }, { signal })).body;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const partName = (field: string) => {
    const known = PARTS.find((part) => part === field);
    return known === undefined ? field : t(`differences.parts.${known}`);
  };
  const nameOf = ({ before, after }: Difference['items'][number]) => (after ?? before)?.names[0]?.text;
  return (
    <Page
      title={t('differences.title')}
      lead={
        <>
          <span className="code">{list}</span> · <Link to="/administration/lists">{t('differences.back')}</Link>
        </>
      }
    >
      <section className="card">
        <Loaded query={pages}>
          {({ pages: all }) => {
            const [first] = all;
            if (!first) return null;
            const { from, to: until, count } = first;
            return (
              <>
                <h2>{t('differences.between', { from, to: until })}</h2>
                <Radio.Group
                  className="filter-bar"
                  optionType="button"
                  aria-label={t('differences.show')}
                  value={is}
                  onChange={({ target }) => setIs(target.value as Kind | '')}
                  options={[
                    { value: '', label: t('differences.all') },
                    ...KINDS.map((value) => ({ value, label: `${t(`differences.is.${value}`)} ${count[value]}` })),
                  ]}
                />
                <Records
                  caption={t('differences.title')}
                  rows={all.flatMap(({ items }) => items)}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      head: t('differences.what'),
                      cell: (row) => (
                        <>
                          <Icon name={ICONS[row.is]} /> {t(`differences.is.${row.is}`)}
                        </>
                      ),
                    },
                    {
                      head: t('differences.entry'),
                      cell: (row) => (
                        <>
                          {nameOf(row)}
                          <div className="small soft code">{row.id}</div>
                        </>
                      ),
                    },
                    {
                      head: t('differences.fields'),
                      cell: ({ fields }) => fields.map(partName).join(t('shell:comma')),
                    },
                  ]}
                />
              </>
            );
          }}
        </Loaded>
        <MorePages of={pages} />
      </section>
    </Page>
  );
}
