import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { InstrumentEffect } from '../administration/instrument-effect.tsx';
import { usePartnerName } from '../impact/words.ts';

type Effect = NonNullable<Reply<'measure.preview'>['effect']>;

const KINDS = ['determinations', 'licences', 'cases', 'shipments'] as const;

/** What a draft would do: to whom and what, and to the law day by day. */
export function MeasureEffect({ of }: { readonly of: Effect }) {
  const { t } = useTranslation('measures');
  return (
    <>
      <section className="card affected">
        <h2>{t('affected.title')}</h2>
        <p className="soft">{t('affected.lead')}</p>
        <Records
          caption={t('affected.title')}
          rows={KINDS}
          rowKey={(kind) => kind}
          columns={[
            { head: t('affected.kind'), cell: (kind) => t(`affected.${kind}`) },
            {
              head: t('affected.different'),
              cell: (kind) => (
                <strong className="number" data-figure={kind}>
                  {of[kind].different}
                </strong>
              ),
            },
            {
              head: t('affected.asked'),
              cell: (kind) => (
                <span className="number">
                  {of[kind].asked < of[kind].looked ? t('affected.ofAll', of[kind]) : of[kind].asked}
                </span>
              ),
            },
          ]}
        />
        <h3>{t('affected.items')}</h3>
        <Items of={of.items} />
        <h3>{t('affected.partners')}</h3>
        <Partners of={of.partners} />
      </section>
      <InstrumentEffect of={of} />
    </>
  );
}

/** Entries shown before the rest is folded away. */
const SHOWN = 8;

function Items({ of: { codes, hs } }: { readonly of: Effect['items'] }) {
  const { t } = useTranslation('measures');
  if (codes.length === 0) return <p>{t('affected.noItems')}</p>;
  return (
    <>
      <p>{t('affected.itemCount', { count: codes.length })}</p>
      <Entries of={codes.slice(0, SHOWN)} />
      {codes.length > SHOWN && (
        <details>
          <summary>{t('affected.all')}</summary>
          <Entries of={codes.slice(SHOWN)} />
        </details>
      )}
      {hs.length > 0 && (
        <p className="hs-codes">
          <span className="soft">{t('affected.hs')}</span> <span className="code">{hs.join(' ')}</span>
        </p>
      )}
    </>
  );
}

function Entries({ of }: { readonly of: Effect['items']['codes'] }) {
  const { t } = useTranslation('measures');
  const text = useText();
  const language = useLanguage();
  return (
    <Records
      caption={t('affected.items')}
      rows={of}
      rowKey={({ list, code }) => `${list} ${code}`}
      columns={[
        { head: t('affected.code'), cell: ({ code }) => <span className="code">{code}</span> },
        { head: t('affected.item'), cell: ({ name }) => text(name) },
        { head: t('affected.from'), cell: ({ from }) => <span className="number">{dateText(from, language)}</span> },
      ]}
    />
  );
}

function Partners({ of }: { readonly of: Effect['partners'] }) {
  const { t } = useTranslation('measures');
  const name = usePartnerName();
  if (of.length === 0) return <p>{t('affected.noPartners')}</p>;
  return (
    <ul className="tags">
      {of.map(({ country, records }) => (
        <li key={country}>
          {name(country)} <span className="soft">{t('affected.records', { count: records })}</span>
        </li>
      ))}
    </ul>
  );
}
