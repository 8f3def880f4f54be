import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Exemptions } from './exemptions.tsx';
import { PeriodTables } from './period-tables.tsx';
import { TimeToDecision } from './time-to-decision.tsx';
import { usePercent, usePeriodText } from './words.ts';
import './statistics.css';

type Summary = Reply<'statistics.summary'>;

/** For everybody: is what is compliant and civil approved, and how fast? And everything else that is published. */
export function Statistics() {
  const { t } = useTranslation('statistics');
  const summary = useRead('statistics.summary');
  return (
    <Page title={t('title')} lead={t('lead')} className="statistics">
      <Loaded query={summary} lines={6}>
        {({ body }) => {
          const { until, exemptions, stops } = body;
          const isEmpty = until === null && exemptions.length === 0 && stops.length === 0;
          return isEmpty ? <Nothing next={body.next} /> : <Published summary={body} />;
        }}
      </Loaded>
    </Page>
  );
}

function Nothing({ next }: { readonly next: string }) {
  const { t } = useTranslation('statistics');
  const language = useLanguage();
  return (
    <div className="notice">
      <p>{t('nothing')}</p>
      <p className="small soft">{t('next', { day: dateText(next, language) })}</p>
    </div>
  );
}

function Published({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation('statistics');
  const language = useLanguage();
  if (summary.until === null)
    return (
      <div className="stack">
        <Nothing next={summary.next} />
        <Exemptions summary={summary} />
        <OpenData summary={summary} />
      </div>
    );
  const days = { until: dateText(summary.until, language), next: dateText(summary.next, language) };
  return (
    <div className="stack">
      <Headline summary={summary} />
      <p className="small soft dates">{t('dates', days)}</p>
      <Exemptions summary={summary} />
      <TimeToDecision />
      <Totals summary={summary} />
      <PeriodTables series="applications" periods={summary.periods} limit={summary.limit} />
      <OpenData summary={summary} />
    </div>
  );
}

/** The two figures that a buyer abroad looks for. */
function Headline({ summary: { compliantCivil } }: { readonly summary: Summary }) {
  const { t } = useTranslation('statistics');
  const percent = usePercent();
  const { granted, decided, median } = compliantCivil;
  return (
    <section className="card headline" aria-label={t('headline.title')}>
      <div className="figure">
        <h2>{t('headline.approved')}</h2>
        {decided === 0 ? (
          <p className="large">{t('headline.noneDecided')}</p>
        ) : (
          <>
            <p className="large">{percent(granted / decided, 1)}</p>
            <p className="soft">{t('headline.of', { granted, decided })}</p>
          </>
        )}
      </div>
      <div className="figure">
        <h2>{t('headline.median')}</h2>
        {median === null ? (
          <p className="large">{t('headline.notShown')}</p>
        ) : median.time === null ? (
          <p className="large">{t('headline.notReached')}</p>
        ) : (
          <>
            <p className="large">{t('headline.days', { count: median.time })}</p>
            <p className="soft">{t('headline.band', bandWords(median, t('headline.open')))}</p>
          </>
        )}
      </div>
      <details className="meaning">
        <summary>{t('headline.meaning')}</summary>
        <p>{t('headline.compliant')}</p>
        <p>{t('headline.clock')}</p>
      </details>
    </section>
  );
}

type Median = NonNullable<Summary['compliantCivil']['median']>;
const bandWords = ({ atLeast, atMost }: Median, open: string) => ({
  atLeast: String(atLeast ?? open),
  atMost: String(atMost ?? open),
});

function Totals({ summary: { periods } }: { readonly summary: Summary }) {
  const { t } = useTranslation('statistics');
  const periodText = usePeriodText();
  const figure = (measure: Summary['periods'][number]['measures'][number]['measure']) => ({
    head: t(`measures.${measure}`),
    cell: ({ measures }: Summary['periods'][number]) => {
      const found = measures.find((each) => each.measure === measure);
      return (
        <>
          <span className="number">{found?.total}</span>
          {measure !== 'withdrawn' && (
            <span className="small soft"> {t('totals.compliant', { count: found?.compliantCivil ?? 0 })}</span>
          )}
        </>
      );
    },
  });
  return (
    <section className="card">
      <h2>{t('totals.title')}</h2>
      <Records
        caption={t('totals.title')}
        rows={periods.toReversed()}
        rowKey={({ from }) => from}
        columns={[
          { head: t('period'), cell: periodText },
          figure('received'),
          figure('granted'),
          figure('refused'),
          figure('withdrawn'),
        ]}
      />
    </section>
  );
}

function OpenData({ summary: { rule, law } }: { readonly summary: Summary }) {
  const { t } = useTranslation('statistics');
  const text = useText();
  const files = [
    { name: 'counts', address: '/v1/statistics/open-data/csv?data=counts' },
    { name: 'curves', address: '/v1/statistics/open-data/csv?data=time-to-decision' },
    { name: 'json', address: '/v1/statistics/open-data' },
  ] as const;
  return (
    <section className="card open-data">
      <h2>{t('openData.title')}</h2>
      <p>{text(rule)}</p>
      <p className="small soft">{t('openData.law', law)}</p>
      <ul className="row no-print">
        {files.map(({ name, address }) => (
          <li key={name}>
            <a href={address} download={name === 'json' ? 'ytterby-statistics.json' : true}>
              <Icon name="download" /> {t(`openData.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
