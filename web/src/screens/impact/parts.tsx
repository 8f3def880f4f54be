import { DRAWS_OF_FACILITATION, type ImpactCase } from '@ytterby/core/impact';
import type { ReportSection } from '@ytterby/service/impact-report';
import { Radio } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Records } from '../../components/records.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { HeatTable } from './heat-table.tsx';
import { IntervalBars } from './interval-bars.tsx';
import { ReportRows, WithLinks } from './report-part.tsx';
import { flowsOf, heatOf, type ItemFlows, type Shown, type Source, type TableSource, wordsOf } from './shown.ts';
import type { Ground } from './thread-messages.ts';
import { usePartnerName } from './words.ts';

/** The map comes with the land of the earth, and only where there is something to draw on it. */
const FlowMap = lazy(() => import('./flow-map.tsx').then(({ FlowMap: map }) => ({ default: map })));

interface OfShown {
  readonly shown: Shown;
}

/** How small it gets: the measure as it is, and with one thing changed. */
export function Facilitated({ shown }: OfShown) {
  const { t } = useTranslation('impact');
  const text = useText();
  const words = wordsOf(shown, useLanguage());
  const { given, assessment } = shown;
  if (given.facilitation.length === 0) return null;
  const base = assessment.facilitation[0]?.lossBand.middle ?? 0;
  return (
    <section className="card">
      <h2>{t('facilitation.title')}</h2>
      <p>{t('facilitation.lead', { draws: Math.min(assessment.samples, DRAWS_OF_FACILITATION) })}</p>
      <IntervalBars
        caption={t('facilitation.title')}
        head={t('facilitation.case')}
        value={t('facilitation.loss')}
        more={[t('facilitation.less'), t('figures.exported'), t('figures.path'), t('figures.lines')]}
        rows={assessment.facilitation.map((each) => {
          const found = given.facilitation.find(({ id }) => id === each.facilitation);
          return {
            id: each.facilitation ?? '',
            name: found === undefined ? t('facilitation.asIs') : text(found.name),
            text: words.moneyBand(each.lossBand),
            middle: each.lossBand.middle,
            band: each.lossBand,
            isBase: found === undefined,
            more: [
              found === undefined || base === 0 ? '–' : changeIn(1 - each.lossBand.middle / base, words.percent),
              words.percentBand(each.exportedShare),
              words.money(each.pathLoss),
              each.lines === 0
                ? t('notKnown')
                : t('figures.linesOf', { stopped: words.number(each.linesStopped), lines: each.lines }),
            ],
          };
        })}
      />
    </section>
  );
}

const changeIn = (less: number, percent: (share: number) => string) =>
  Math.abs(less) < 0.0005 ? percent(0) : `${less > 0 ? '−' : '+'}${percent(Math.abs(less))}`;

/** How the queue for licences does; its months are drawn on the board. */
export function Queue({ section }: { readonly section: ReportSection | undefined }) {
  const { t } = useTranslation('impact');
  if (section === undefined) return null;
  const { title, sentences, table } = section;
  return (
    <section className="card">
      <h2>{title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {table && (
        <details>
          <summary>{t('months.asTable')}</summary>
          <ReportRows caption={title} table={table} />
        </details>
      )}
    </section>
  );
}

/** Who is hit: the sectors that lose most, with their suppliers and customers. */
export function SectorsHit({ shown }: OfShown) {
  const { t } = useTranslation('impact');
  const words = wordsOf(shown, useLanguage());
  const name = useSectorName(shown);
  const { sectors } = shown.assessment;
  if (sectors.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('sectors.title')}</h2>
      <p>{t('sectors.lead')}</p>
      <IntervalBars
        caption={t('sectors.title')}
        head={t('sectors.sector')}
        value={t('sectors.loss')}
        more={[t('sectors.share')]}
        rows={sectors.map(({ sector, loss, share }) => ({
          id: sector,
          name: name(sector),
          text: words.moneyBand(loss),
          middle: loss.middle,
          band: loss,
          more: [share === undefined ? '–' : words.percentBand(share)],
        }))}
      />
    </section>
  );
}

function useSectorName({ given, sectorNames }: Shown): (code: string) => string {
  const text = useText();
  const language = useLanguage();
  return (code) => {
    const user = given.items.flatMap(({ users }) => users).find(({ sector }) => sector === code);
    const name = sectorNames[code] ?? (user === undefined ? code : text(user.name));
    // Names of sectors are the statistics office's own; where the case has one in Chinese, it goes beside.
    return language === 'zh' && user !== undefined && sectorNames[code] !== undefined
      ? `${text(user.name)} ${sectorNames[code]}（${code}）`
      : `${name} (${code})`;
  };
}

/** Below this an index is noise of its estimate. */
const SMALLEST_INDEX = 0.02;

/** Why the bands are as wide as they are. */
export function WideBands({ shown }: OfShown) {
  const { t } = useTranslation('impact');
  const words = wordsOf(shown, useLanguage());
  const rows = shown.assessment.sensitivity.filter(({ total }) => total >= SMALLEST_INDEX);
  if (rows.length === 0) return null;
  const part = (index: number) => words.percent(Math.min(1, Math.max(0, index)));
  return (
    <section className="card">
      <h2>{t('sensitivity.title')}</h2>
      <p>{t('sensitivity.lead')}</p>
      <IntervalBars
        caption={t('sensitivity.title')}
        head={t('sensitivity.number')}
        value={t('sensitivity.total')}
        more={[t('sensitivity.alone')]}
        most={1}
        rows={rows.map(({ name, total, alone }) => ({
          id: name,
          name: words.parameter(name, shown.given),
          text: part(total),
          middle: total,
          more: [part(alone)],
        }))}
      />
    </section>
  );
}

interface TradeProps {
  readonly given: ImpactCase;
  readonly trade: Ground['tables']['trade'];
}

/** Where the items go and come from, by the tables. */
export function Trade({ given, trade }: TradeProps) {
  const { t } = useTranslation('impact');
  const text = useText();
  const partner = usePartnerName();
  const all = useMemo(() => flowsOf(given, trade), [given, trade]);
  const [chosen, setChosen] = useState(0);
  const flows = all[chosen] ?? all[0];
  const nameOf = ({ item, hub, direction }: ItemFlows) =>
    t(`trade.${direction}`, {
      item: text(given.items.find(({ id }) => id === item)?.name ?? { zh: item, en: item }),
      hub: partner(hub),
    });
  if (flows === undefined) return null;
  return (
    <section className="card">
      <h2>{t('trade.title')}</h2>
      {all.length > 1 && (
        <Radio.Group
          className="choices no-print"
          aria-label={t('trade.which')}
          value={Math.min(chosen, all.length - 1)}
          options={all.map((each, index) => ({ value: index, label: nameOf(each) }))}
          onChange={({ target }) => setChosen(Number(target.value))}
        />
      )}
      <Flows key={nameOf(flows)} of={flows} title={nameOf(flows)} />
    </section>
  );
}

function Flows({ of, title }: { readonly of: ItemFlows; readonly title: string }) {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const partner = usePartnerName();
  const { flows, hub, by, period, codes, unknown } = of;
  const all = flows.reduce((sum, { amount }) => sum + amount, 0);
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  const percent = (share: number) => `${tenth.format(share * 100)}\u00a0%`;
  const far = (flow: ItemFlows['flows'][number]) => (flow.from === hub ? flow.to : flow.from);
  const [first] = flows;
  const unit = t(`trade.unit.${by}`);
  return (
    <>
      <p>
        {t('trade.lead', { title, period, codes: codes.join(', ') })}{' '}
        {unknown > 0 && t('trade.unknown', { count: unknown })}
      </p>
      <Suspense fallback={<Waiting lines={5} />}>
        <FlowMap
          label={t('trade.label', {
            title,
            count: flows.length,
            first: first === undefined ? '' : partner(far(first)),
            share: percent(first === undefined || all === 0 ? 0 : first.amount / all),
          })}
          flows={flows}
          hub={hub}
          name={partner}
          say={({ amount }) => percent(amount / all)}
        />
      </Suspense>
      <details>
        <summary>{t('asTable')}</summary>
        <Records
          caption={title}
          rows={flows}
          rowKey={far}
          columns={[
            { head: t('trade.partner'), cell: (flow) => partner(far(flow)) },
            { head: unit, cell: ({ amount }) => <span className="number">{number.format(amount)}</span> },
            {
              head: t('trade.share'),
              cell: ({ amount }) => <span className="number">{percent(amount / all)}</span>,
            },
          ]}
        />
      </details>
      <p className="small soft">{t('trade.map')}</p>
    </>
  );
}

/** Which sectors stand on which item, and from whom it comes. */
export function Heat({
  shown,
  tables,
  exposure,
}: OfShown & { readonly tables: Ground['tables']; readonly exposure: readonly string[] }) {
  const { t } = useTranslation('impact');
  const text = useText();
  const words = wordsOf(shown, useLanguage());
  const partner = usePartnerName();
  const name = useSectorName(shown);
  const { given, assessment } = shown;
  const heat = useMemo(() => heatOf(given, assessment, tables), [given, assessment, tables]);
  return (
    <section className="card">
      <h2>{t('heat.title')}</h2>
      <ul className="points">
        {exposure.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>{t('heat.lead')}</p>
      <HeatTable
        caption={t('heat.title')}
        head={t('sectors.sector')}
        groups={heat.sources.map((columns, index) => ({
          id: given.items[index]?.id ?? '',
          name: text(given.items[index]?.name ?? { zh: '', en: '' }),
          columns: columns.map(({ partner: code, share }) => ({
            id: code,
            name: `${partner(code)} ${words.percent(share)}`,
          })),
        }))}
        rows={heat.rows.map(({ sector, cells }) => ({ id: sector, name: name(sector), cells }))}
        say={(value) => (value === 0 ? '0' : value < 0.0005 ? `<\u00a0${words.percent(0.0005)}` : words.percent(value))}
      />
      <p className="small soft">{t('heat.means')}</p>
    </section>
  );
}

interface RestsProps {
  readonly sources: readonly Source[];
  readonly tables: readonly TableSource[];
  readonly assumptions?: ReportSection | undefined;
}

/** What it rests on: every number with its source, the tables with their licences. */
export function Rests({ sources, tables, assumptions }: RestsProps) {
  const { t } = useTranslation('impact');
  const text = useText();
  return (
    <section className="card rests">
      <h2>{t('rests.title')}</h2>
      <p>{t('rests.lead')}</p>
      <h3>{t('rests.sources')}</h3>
      <ul className="points">
        {sources.map(({ id, text: name, url }) => (
          <li key={id}>
            {url === null ? (
              text(name)
            ) : (
              <a href={url} rel="noreferrer" target="_blank">
                {text(name)}
              </a>
            )}
          </li>
        ))}
      </ul>
      {tables.length > 0 && (
        <>
          <h3>{t('rests.tables')}</h3>
          <ul className="points">
            {tables.map(({ file, source, year, licence, url }) => (
              <li key={file}>
                {url === null ? (
                  source
                ) : (
                  <a href={url} rel="noreferrer" target="_blank">
                    {source}
                  </a>
                )}{' '}
                <span className="soft">{t('rests.table', { file, year, licence })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {assumptions?.table && (
        <details>
          <summary>{t('rests.all', { count: assumptions.table.rows.length })}</summary>
          {assumptions.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <ReportRows
            caption={assumptions.title}
            table={assumptions.table}
            cell={(value, column) => (column === 3 ? <WithLinks text={value} sources={sources} /> : value)}
          />
        </details>
      )}
    </section>
  );
}
