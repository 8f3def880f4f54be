import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { StateMark, useAmountText, usePartyText } from './words.tsx';
import './notices.css';

const route = getRouteApi('/workspace/$organisation/notices/');

/** The notices that an organisation gave and received, and the lots that they are for. */
export function Notices() {
  const { t } = useTranslation('notices');
  const { organisation } = route.useParams();
  const mayGive = useMay(organisation)('notice.issue');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      {...(mayGive && {
        actions: (
          <Link to="/workspace/$organisation/notices/new" params={{ organisation }} className="quiet-button edged">
            <Icon name="add" /> {t('give')}
          </Link>
        ),
      })}
    >
      <div className="stack">
        <Side organisation={organisation} direction="received" />
        <Side organisation={organisation} direction="issued" />
        <Lots organisation={organisation} />
      </div>
    </Page>
  );
}

interface SideProps {
  readonly organisation: string;
  readonly direction: 'issued' | 'received';
}

function Side({ organisation, direction }: SideProps) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  const party = usePartyText();
  const amount = useAmountText();
  const pages = usePages('notice.list', { params: { organisation }, query: { direction } });
  const isIssued = direction === 'issued';
  const title = t(isIssued ? 'given' : 'received');
  return (
    <section className="card" aria-labelledby={direction}>
      <h2 id={direction}>{title}</h2>
      <Loaded query={pages} lines={3}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="soft">{t(isIssued ? 'noneGiven' : 'noneReceived')}</p>
          ) : (
            <Records
              caption={title}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('number'),
                  cell: ({ id, number }) => (
                    <Link to="/workspace/$organisation/notices/$notice" params={{ organisation, notice: id }}>
                      {number}
                    </Link>
                  ),
                },
                {
                  head: t(isIssued ? 'recipient' : 'issuer'),
                  cell: (row) => party(isIssued ? row.recipient : row.issuer),
                },
                { head: t('item'), cell: ({ item }) => item },
                { head: t('quantity'), cell: (row) => <span className="number">{amount(row.amount)}</span> },
                {
                  head: t('day'),
                  cell: ({ issuedOn }) => <span className="number">{dateText(issuedOn, language)}</span>,
                },
                { head: t('state'), cell: (row) => <StateMark of={row} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MorePages of={pages} />
    </section>
  );
}

function Lots({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('notices');
  const amount = useAmountText();
  const lots = usePages('notice-lot.list', { params: { organisation }, query: {} });
  return (
    <section className="card" aria-labelledby="lots">
      <h2 id="lots">{t('lots')}</h2>
      <Loaded query={lots} lines={3}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="soft">{t('noLots')}</p>
          ) : (
            <Records
              caption={t('lots')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('number'),
                  cell: ({ id, number, begins }) => (
                    <>
                      <Link to="/workspace/$organisation/notices/lots/$lot" params={{ organisation, lot: id }}>
                        {number}
                      </Link>
                      {begins && <div className="small soft">{t('begins')}</div>}
                    </>
                  ),
                },
                { head: t('item'), cell: ({ item }) => item },
                { head: t('quantity'), cell: (row) => <span className="number">{amount(row.amount)}</span> },
                {
                  head: t('left'),
                  cell: (row) => (
                    <span className="number">{amount({ quantity: row.balance.left, unit: row.amount.unit })}</span>
                  ),
                },
                {
                  head: t('notices'),
                  cell: ({ given, notAcknowledged }) => (
                    <>
                      {given}
                      <div className={`small ${notAcknowledged > 0 ? 'notice-state warn' : 'soft'}`}>
                        {notAcknowledged > 0 ? t('open', { count: notAcknowledged }) : t('allSigned')}
                      </div>
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <MorePages of={lots} />
    </section>
  );
}
