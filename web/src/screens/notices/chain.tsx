import { getRouteApi } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useLanguage } from '../../i18n/index.ts';
import type { Chain } from './chain-graph.tsx';
import { StateMark, useAmountText, usePartyText, useShareText } from './words.tsx';
import './notices.css';

const ChainGraph = lazy(() => import('./chain-graph.tsx'));

const ofHolder = getRouteApi('/workspace/$organisation/notices/lots/$lot');
const ofRegister = getRouteApi('/notices/$lot');

/** The chain of a lot of one's own: who was told, down to the last tier, and nothing of what others trade. */
export function LotChain() {
  const params = ofHolder.useParams();
  const chain = useRead('notice-lot.chain', { params });
  return <Loaded query={chain}>{({ body }) => <ChainPage of={body} />}</Loaded>;
}

/** The whole chain of any lot, for the authority. */
export function RegisterChain() {
  const params = ofRegister.useParams();
  const chain = useRead('notice-register.chain', { params });
  return <Loaded query={chain}>{({ body }) => <ChainPage of={body} />}</Loaded>;
}

function ChainPage({ of }: { readonly of: Chain }) {
  const { t } = useTranslation('notices');
  const root = of.lots.find(({ id }) => id === of.root);
  const number = root?.number ?? null;
  const isCut = of.lots.some(({ shown }) => !shown) || of.notices.some(({ shown }) => !shown);
  return (
    <Page
      title={number === null ? t('chainPage.someLot') : t('chainPage.title', { number })}
      lead={t('chainPage.lead')}
    >
      <div className="stack">
        <Standing of={of} />
        <section className="card">
          <Suspense fallback={<Waiting lines={6} />}>
            <ChainGraph of={of} />
          </Suspense>
          {isCut && <p className="small soft">{t('chainPage.hiddenNote')}</p>}
        </section>
        <Told of={of} />
        <Goods of={of} />
      </div>
    </Page>
  );
}

function Standing({ of: { notices, notAcknowledged, brokenBy } }: { readonly of: Chain }) {
  const { t } = useTranslation(['notices', 'shell']);
  const party = usePartyText();
  const waiting = notices.filter(({ id }) => notAcknowledged.includes(id));
  if (notices.length === 0) return <p className="notice">{t('chainPage.nobody')}</p>;
  return (
    <>
      {waiting.length === 0 ? (
        <p className="notice succeeds">
          <Icon name="check" /> {t('chainPage.complete')}
        </p>
      ) : (
        <div className="notice warns">
          <p>
            <strong>{t('chainPage.summary', { count: waiting.length, all: notices.length })}</strong>
          </p>
          <p>
            {t('chainPage.waiting')}: {waiting.map(({ recipient }) => party(recipient)).join(t('shell:comma'))}
          </p>
        </div>
      )}
      {brokenBy.length > 0 && (
        <div className="notice fails">
          <p>
            <Icon name="warning" /> <strong>{t('chainPage.broken')}</strong>:{' '}
            {brokenBy.map(party).join(t('shell:comma'))}
          </p>
        </div>
      )}
    </>
  );
}

function Balanced({ of }: { readonly of: Chain['lots'][number]['balance'] }) {
  const { t } = useTranslation('notices');
  if (of.verdict === 'met') return t('chainPage.adds');
  if (of.verdict === 'unknown') return <span className="soft">{t('chainPage.open')}</span>;
  return (
    <strong className="notice-state danger">
      <Icon name="warning" /> {t('chainPage.more')}
    </strong>
  );
}

function Told({ of: { notices, lots } }: { readonly of: Chain }) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  const party = usePartyText();
  const amount = useAmountText();
  const share = useShareText();
  const hidden = <span className="soft">{t('hidden')}</span>;
  /** What the recipient made of it may not be the reader's to see. */
  const isTold = ({ id, shown }: Chain['notices'][number]) =>
    shown && lots.every(({ madeFrom }) => madeFrom.every(({ notice, amount: used }) => notice !== id || used !== null));
  return (
    <section className="card" aria-labelledby="told">
      <h2 id="told">{t('chainPage.table')}</h2>
      <Records
        caption={t('chainPage.table')}
        rows={notices.toSorted((one, other) => one.tier - other.tier)}
        rowKey={({ id }) => id}
        columns={[
          { head: t('chainPage.tier'), cell: ({ tier }) => <span className="number">{tier}</span> },
          { head: t('issuer'), cell: ({ issuer }) => party(issuer) },
          { head: t('recipient'), cell: ({ recipient }) => party(recipient) },
          {
            head: t('quantity'),
            cell: (row) => (row.amount === null ? hidden : <span className="number">{amount(row.amount)}</span>),
          },
          { head: t('chainPage.share'), cell: (row) => (row.share === null ? hidden : share(row.share)) },
          { head: t('day'), cell: ({ issuedOn }) => <span className="number">{dateText(issuedOn, language)}</span> },
          {
            head: t('state'),
            cell: (row) => {
              const signed = row.receipts.find(({ name }) => name !== null);
              return (
                <>
                  <StateMark of={row} />
                  {signed !== undefined && (
                    <div className="small soft">
                      {signed.name}, {signed.position}
                    </div>
                  )}
                </>
              );
            },
          },
          { head: t('chainPage.balance'), cell: (row) => (isTold(row) ? <Balanced of={row.balance} /> : hidden) },
        ]}
      />
    </section>
  );
}

function Goods({ of: { lots } }: { readonly of: Chain }) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const amount = useAmountText();
  const hidden = <span className="soft">{t('hidden')}</span>;
  return (
    <section className="card" aria-labelledby="goods">
      <h2 id="goods">{t('chainPage.goods')}</h2>
      <Records
        caption={t('chainPage.goods')}
        rows={lots.toSorted((one, other) => one.tier - other.tier)}
        rowKey={({ id }) => id}
        columns={[
          { head: t('chainPage.tier'), cell: ({ tier }) => <span className="number">{tier}</span> },
          {
            head: t('holder'),
            cell: ({ holder, withoutNotice, howKnown }) => (
              <>
                {party(holder)}
                {withoutNotice.length > 0 && (
                  <div className="small notice-state danger">
                    <Icon name="warning" /> {t('chainPage.withoutNotice')}
                  </div>
                )}
                {howKnown !== null && <div className="small soft">{t('chainPage.known', { how: howKnown })}</div>}
              </>
            ),
          },
          { head: t('number'), cell: ({ number }) => number ?? hidden },
          { head: t('item'), cell: ({ item }) => item ?? hidden },
          {
            head: t('quantity'),
            cell: (lot) => (lot.amount === null ? hidden : <span className="number">{amount(lot.amount)}</span>),
          },
          {
            head: t('left'),
            cell: ({ amount: whole, balance }) =>
              whole === null ? (
                hidden
              ) : (
                <span className="number">{amount({ quantity: balance.left, unit: whole.unit })}</span>
              ),
          },
          { head: t('chainPage.balance'), cell: (lot) => (lot.shown ? <Balanced of={lot.balance} /> : hidden) },
        ]}
      />
    </section>
  );
}
