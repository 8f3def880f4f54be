import { getRouteApi } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { CurveChart } from '../../components/curve-chart.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import type { StatisticsSearch } from './search.ts';
import { usePercent } from './words.ts';

const route = getRouteApi('/statistics');

/** How long it takes from acceptance to the decision. */
export function TimeToDecision() {
  const { t } = useTranslation('statistics');
  const { unit = 'working-days', group = 'compliant-civil', ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: StatisticsSearch) =>
    void navigate({ to: '.', search: { ...search, unit: undefined, group: undefined, ...part }, replace: true });
  const asked = useRead('statistics.time-to-decision', { query: { unit, group } });
  const keptUnit = unit === 'calendar-days' ? unit : undefined;
  const keptGroup = group === 'all' ? group : undefined;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('time.title')}</h2>
        <div className="row choices no-print">
          <Radio.Group
            aria-label={t('time.group')}
            value={group}
            onChange={({ target }) => change({ unit: keptUnit, group: target.value === 'all' ? 'all' : undefined })}
            options={[
              { value: 'compliant-civil', label: t('time.groups.compliant-civil') },
              { value: 'all', label: t('time.groups.all') },
            ]}
          />
          <Radio.Group
            aria-label={t('time.unit')}
            value={unit}
            onChange={({ target }) =>
              change({ group: keptGroup, unit: target.value === 'calendar-days' ? 'calendar-days' : undefined })
            }
            options={[
              { value: 'working-days', label: t('time.units.working-days') },
              { value: 'calendar-days', label: t('time.units.calendar-days') },
            ]}
          />
        </div>
      </div>
      <Loaded query={asked} lines={5}>
        {({ body }) => <Curves key={`${unit} ${group}`} of={body} />}
      </Loaded>
    </section>
  );
}

type Time = Reply<'statistics.time-to-decision'>;
type Point = Time['points'][number];

function Curves({ of: { reviews, points, quantiles, unit } }: { readonly of: Time }) {
  const { t } = useTranslation('statistics');
  const percent = usePercent();
  if (reviews === null) return <p className="soft">{t('time.tooFew')}</p>;
  const range = ({ band }: Point) =>
    band === null ? '' : t('time.range', { atLeast: percent(band.atLeast), atMost: percent(band.atMost) });
  const inWords = (point: Point | undefined) =>
    point === undefined
      ? ''
      : t('time.atDay', {
          day: point.time,
          decided: percent(point.decided),
          range: range(point),
          granted: percent(point.granted),
        });
  const halves = quantiles.map(({ share, time, atLeast, atMost }) => {
    if (time === null) return t('time.notReached', { share: percent(share) });
    const between = { atLeast: String(atLeast ?? t('headline.open')), atMost: String(atMost ?? t('headline.open')) };
    return t('time.by', { share: percent(share), day: time, ...between });
  });
  return (
    <>
      <ul className="quantiles">
        {halves.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <CurveChart
        label={t('time.chart', { count: reviews, last: inWords(points.at(-1)) })}
        xLabel={t(`time.after.${unit}`)}
        percent={percent}
        curves={[
          {
            name: t('time.decided'),
            points: points.map(({ time, decided, band }) => ({
              x: time,
              y: Number(decided),
              bounds: band === null ? undefined : [Number(band.atLeast), Number(band.atMost)],
            })),
          },
          { name: t('time.granted'), points: points.map(({ time, granted }) => ({ x: time, y: Number(granted) })) },
        ]}
        read={{ label: t('time.read'), at: (index) => inWords(points[index]) }}
      />
      <details className="as-table">
        <summary>{t('time.table')}</summary>
        <Records
          caption={t('time.title')}
          rows={points}
          rowKey={({ time }) => time}
          columns={[
            { head: t(`time.after.${unit}`), cell: ({ time }) => time },
            { head: t('time.atRisk'), cell: ({ atRisk }) => atRisk },
            { head: t('time.decided'), cell: (point) => `${percent(point.decided)} ${range(point)}` },
            { head: t('time.granted'), cell: ({ granted }) => percent(granted) },
          ]}
        />
      </details>
      <p className="small soft">{t('time.method')}</p>
    </>
  );
}
