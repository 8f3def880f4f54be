import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { BarChart, type BarRow, type BarValue } from '../../components/bar-chart.tsx';
import { useCountryName } from '../../components/country.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../i18n/index.ts';
import { BY, EXEMPTIONS_BY } from './search.ts';
import { useMonthText, usePeriodText } from './words.ts';

const route = getRouteApi('/statistics');

type Table = Reply<'statistics.table'>;
type TableRow = NonNullable<Table['measures'][number]['rows']>[number];

interface PeriodTablesProps {
  readonly series: 'applications' | 'exemptions';
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  readonly limit: number;
}

/** One period, by month, item, destination, reason of refusal or timeliness. */
export function PeriodTables({ series, periods, limit }: PeriodTablesProps) {
  const { t } = useTranslation('statistics');
  const periodText = usePeriodText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [choices, byKey, periodKey] =
    series === 'applications'
      ? ([BY, 'by', 'period'] as const)
      : ([EXEMPTIONS_BY, 'exemptionsBy', 'exemptionsPeriod'] as const);
  const { [byKey]: by = 'destination', [periodKey]: period } = search;
  const change = (key: typeof byKey | typeof periodKey, value: string | undefined) =>
    void navigate({ to: '.', search: { ...search, [key]: value }, replace: true });
  const chosen = periods.find(({ from }) => from === period) ?? periods.at(-1);
  const asked = useRead('statistics.table', {
    query: { dimension: by, series, period: chosen?.from ?? '' },
  });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t(`tables.title.${series}`)}</h2>
        <Select
          className="period"
          aria-label={`${t(`tables.title.${series}`)}: ${t('period')}`}
          value={chosen?.from ?? null}
          options={periods.toReversed().map((each) => ({ value: each.from, label: periodText(each) }))}
          onChange={(from) => change(periodKey, from)}
        />
      </div>
      <Radio.Group
        className="no-print"
        aria-label={`${t(`tables.title.${series}`)}: ${t('tables.by')}`}
        value={by}
        options={choices.map((value) => ({ value, label: t(`dimensions.${value}`) }))}
        onChange={({ target }) =>
          change(
            byKey,
            choices.find((each) => each === target.value),
          )
        }
      />
      <Loaded query={asked} lines={4}>
        {({ body }) => <TableChart key={body.dimension} series={series} table={body} limit={limit} />}
      </Loaded>
    </section>
  );
}

interface TableChartProps {
  readonly series: PeriodTablesProps['series'];
  readonly table: Table;
  readonly limit: number;
}

function TableChart({ series, table: { dimension, measures }, limit }: TableChartProps) {
  const { t } = useTranslation('statistics');
  const name = useCategoryName(dimension);
  const few = `1–${limit - 1}`;
  const valueOf = (rows: readonly TableRow[] | null, category: string): BarValue => {
    if (rows === null) return { text: t('tables.notShown') };
    const row = rows.find((each) => each.category === category);
    switch (row?.is) {
      case 'few':
        return { text: few, length: limit - 1, isOpen: true };
      case 'withheld':
        return { text: t('tables.withheld') };
      default:
        return { text: String(row?.count ?? 0), length: row?.count ?? 0 };
    }
  };
  const found = new Map(measures.flatMap(({ rows }) => (rows ?? []).map((row) => [row.category, row] as const)));
  const rows = [...found.values()].map(
    (row): BarRow => ({
      id: row.category,
      name: name(row),
      values: measures.map((measure) => valueOf(measure.rows, row.category)),
    }),
  );
  const sorted = dimension === 'month' ? rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : rows.toSorted(byLength);
  const hidden = measures.filter((measure) => measure.rows === null && measure.total > 0);
  const marks = new Set(measures.flatMap((measure) => (measure.rows ?? []).map(({ is }) => is)));
  return (
    <>
      {rows.length === 0 && hidden.length === 0 ? (
        <p className="soft">{t('tables.none')}</p>
      ) : (
        <BarChart
          caption={t(`dimensions.${dimension}`)}
          head={t(`dimensions.${dimension}`)}
          columns={measures.map(({ measure }) => t(`measures.${measure}`))}
          rows={sorted}
          total={{
            id: 'total',
            name: t('tables.total'),
            values: measures.map(({ total }) => ({ text: String(total) })),
          }}
        />
      )}
      <ul className="marks small soft">
        {marks.has('few') && <li>{t('tables.fewMeans', { few, limit })}</li>}
        {marks.has('withheld') && <li>{t('tables.withheldMeans', { limit })}</li>}
        {hidden.map(({ measure }) => (
          <li key={measure}>{t('tables.hiddenMeans', { measure: t(`measures.${measure}`) })}</li>
        ))}
        {series === 'applications' && (dimension === 'item' || dimension === 'destination') && (
          <li>{t('tables.noReceived')}</li>
        )}
        {series === 'applications' && dimension === 'timeliness' && <li>{t('tables.timelinessMeans')}</li>}
      </ul>
    </>
  );
}

/** Longest bars first, column by column. */
function byLength(a: BarRow, b: BarRow): number {
  for (const [index, { length = 0 }] of a.values.entries()) {
    const difference = (b.values[index]?.length ?? 0) - length;
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}

function useCategoryName(dimension: Table['dimension']): (row: TableRow) => ReactNode {
  const { t } = useTranslation('statistics');
  const text = useText();
  const country = useCountryName();
  const month = useMonthText();
  return ({ category, label }) => {
    if (category === 'several' || category === 'not-stated') return t(`categories.${category}`);
    if (category === 'in-time' || category === 'late' || category === 'no-limit') return t(`timeliness.${category}`);
    if (dimension === 'month') return month(category);
    if (dimension === 'destination') return country(category);
    if (dimension === 'ground' && label !== null)
      return (
        <Link to="/law/provision" search={{ id: category }}>
          {text(label)}
        </Link>
      );
    return <span className="code">{category}</span>;
  };
}
