import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMay } from '../administration/may.ts';
import { useAmountText, usePartyText } from './words.tsx';
import '../../components/sections.css';
import './notices.css';

/** What the authority sees of compliance notices: all chains, and the form. */
export function NoticeRegister() {
  const { t } = useTranslation('notices');
  const may = useMay();
  return (
    <>
      <nav className="sections no-print" aria-label={t('register.sections')}>
        {may('notice.register') && (
          <Link to="/notices" activeOptions={{ exact: true }}>
            {t('register.lots')}
          </Link>
        )}
        <Link to="/notices/form">{t('register.form')}</Link>
      </nav>
      <Outlet />
    </>
  );
}

/** Every lot with which a chain begins. */
export function Chains() {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const amount = useAmountText();
  const lots = usePages('notice-register.list', { query: {} });
  return (
    <Page title={t('register.title')} lead={t('register.lead')}>
      <section className="card">
        <Loaded query={lots}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="soft">{t('register.none')}</p>
            ) : (
              <Records
                caption={t('register.title')}
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    head: t('number'),
                    cell: ({ id, number }) => (
                      <Link to="/notices/$lot" params={{ lot: id }}>
                        {number}
                      </Link>
                    ),
                  },
                  { head: t('holder'), cell: ({ holder }) => party(holder) },
                  { head: t('item'), cell: ({ item }) => item },
                  { head: t('quantity'), cell: (row) => <span className="number">{amount(row.amount)}</span> },
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
    </Page>
  );
}
