import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import './measures.css';

type Row = Reply<'measure.list'>['items'][number];

/** The desk of policy staff: every measure, where it stands, when it takes effect and what comes next. */
export function Measures() {
  const { t } = useTranslation('measures');
  const text = useText();
  const language = useLanguage();
  const may = useMay();
  const pages = usePages('measure.list', { query: {} });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('measure.draft') && (
          <Link to="/measures/new" className="quiet-button edged">
            <Icon name="add" /> {t('new')}
          </Link>
        )
      }
    >
      <section className="card">
        <Loaded query={pages} lines={6}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="soft">{t('none')}</p>
            ) : (
              <>
                <Records<Row>
                  caption={t('title')}
                  rows={rows}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      head: t('measure'),
                      cell: ({ id, title, instrument }) => (
                        <>
                          <Link to="/measures/$measure" params={{ measure: id }}>
                            {text(title)}
                          </Link>
                          <span className="code small soft instrument-id">{instrument}</span>
                        </>
                      ),
                    },
                    { head: t('standing'), cell: (row) => <StandingTag of={row} /> },
                    { head: t('revision'), cell: ({ revision }) => revision },
                    {
                      head: t('firstDay'),
                      cell: ({ firstDay }) => <span className="number">{dateText(firstDay, language)}</span>,
                    },
                    { head: t('next'), cell: ({ status }) => t(`nextAt.${status}`) },
                  ]}
                />
                <MorePages of={pages} />
              </>
            )
          }
        </Loaded>
      </section>
    </Page>
  );
}

/** Where a measure stands, as one word. */
export function StandingTag({ of }: { readonly of: Pick<Row, 'standing' | 'standingText'> }) {
  const text = useText();
  return <span className={`measure-standing ${of.standing}`}>{text(of.standingText)}</span>;
}
