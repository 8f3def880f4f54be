import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { ImportList } from './import-list.tsx';
import { useMay } from './may.ts';

type PartyList = Reply<'list.list'>['items'][number];

/** Where the lists came from: those of the law pack, and every version that was imported. */
export function Lists() {
  const { t } = useTranslation('administration');
  const lists = useRead('list.list');
  const mayImport = useMay()('list.import');
  return (
    <Page title={t('sections.lists')} lead={t('lists.lead')}>
      <Loaded query={lists} lines={8}>
        {({ body: { items } }) => (
          <div className="stack">
            {mayImport && <ImportList lists={items.filter(({ from }) => from === 'import').map(({ id }) => id)} />}
            <Imported lists={items.filter(({ from }) => from === 'import')} />
            <OfPack lists={items.filter(({ from }) => from === 'pack')} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Imported({ lists }: { readonly lists: readonly PartyList[] }) {
  const { t } = useTranslation('administration');
  const text = useText();
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{t('lists.imported')}</h2>
      {lists.length === 0 && <p className="soft">{t('lists.none')}</p>}
      {lists.map(({ id, title, versions }) => (
        <div key={id} className="imported-list">
          <h3>
            {text(title)} <span className="code small soft">{id}</span>
          </h3>
          <Records
            caption={text(title)}
            rows={[...versions].reverse()}
            rowKey={({ version }) => version}
            columns={[
              { head: t('lists.version'), cell: ({ version }) => <span className="number">{version}</span> },
              {
                head: t('lists.date'),
                cell: ({ date }) => date !== null && <span className="number">{dateText(date, language)}</span>,
              },
              { head: t('lists.importedOn'), cell: ({ importedOn }) => <span className="number">{importedOn}</span> },
              {
                head: t('lists.records'),
                cell: ({ records, names }) => t('lists.recordsOf', { records, names }),
              },
              { head: t('lists.problems'), cell: ({ problems }) => <span className="number">{problems}</span> },
              {
                head: t('lists.source'),
                cell: ({ source, sha256 }) => (
                  <>
                    <span className="hash">{source}</span>
                    <div className="small soft">
                      SHA-256 <code className="hash">{sha256}</code>
                    </div>
                  </>
                ),
              },
            ]}
            actions={({ version }) =>
              version > 1 && (
                <Link to="/administration/lists/differences" search={{ list: id, to: String(version) }}>
                  {t('lists.differences')}
                </Link>
              )
            }
          />
        </div>
      ))}
    </section>
  );
}

function OfPack({ lists }: { readonly lists: readonly PartyList[] }) {
  const { t } = useTranslation('administration');
  const parties = lists.reduce((sum, list) => sum + list.parties, 0);
  return (
    <section className="card">
      <h2>{t('lists.ofPack')}</h2>
      <p>
        {t('lists.packCount', { count: lists.length, parties, version: lists[0]?.version ?? '' })}{' '}
        <Link to="/parties/lists">{t('lists.entries')}</Link>
      </p>
    </section>
  );
}
