import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { useListKind } from './listing.tsx';

type PartyList = Reply<'list.list'>['items'][number];

/** Every list of parties, with its versions, days and numbers. */
export function Lists() {
  const { t } = useTranslation('parties');
  const text = useText();
  const kind = useListKind();
  const lists = useRead('list.list');
  return (
    <Page title={t('lists.title')} lead={t('lists.lead')}>
      <section className="card">
        <Loaded query={lists} lines={10}>
          {({ body }) => (
            <Records
              caption={t('lists.title')}
              rows={newestFirst(body.items)}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('lists.list'),
                  cell: (list) => (
                    <>
                      <Link to="/parties/lists/entries" search={{ list: list.id }}>
                        {text(list.title)}
                      </Link>
                      <Versions of={list} />
                    </>
                  ),
                },
                { head: t('lists.kind'), cell: (list) => kind(list.kind) },
                {
                  head: t('lists.published'),
                  cell: ({ published, versions }) => (
                    <span className="number">{published ?? versions.at(-1)?.date ?? '—'}</span>
                  ),
                },
                { head: t('lists.version'), cell: ({ version }) => version },
                { head: t('lists.parties'), cell: ({ parties }) => <span className="number">{parties}</span> },
              ]}
            />
          )}
        </Loaded>
      </section>
    </Page>
  );
}

/** By the day of the list, and those without one last. */
function newestFirst(lists: readonly PartyList[]): readonly PartyList[] {
  const day = ({ published, versions }: PartyList) => published ?? versions.at(-1)?.date ?? '';
  return [...lists].sort((a, b) => day(b).localeCompare(day(a)));
}

function Versions({ of: { versions } }: { readonly of: PartyList }) {
  const { t } = useTranslation('parties');
  if (versions.length === 0) return null;
  return (
    <details>
      <summary>{t('lists.versions')}</summary>
      <Records
        caption={t('lists.versions')}
        rows={[...versions].reverse()}
        rowKey={({ version }) => version}
        columns={[
          { head: t('lists.version'), cell: ({ version }) => version },
          { head: t('lists.ofDay'), cell: ({ date }) => date ?? '—' },
          { head: t('lists.importedOn'), cell: ({ importedOn }) => importedOn },
          { head: t('lists.parties'), cell: ({ records }) => records },
          { head: t('lists.problems'), cell: ({ problems }) => problems },
          { head: t('lists.source'), cell: ({ source }) => source },
        ]}
      />
    </details>
  );
}
