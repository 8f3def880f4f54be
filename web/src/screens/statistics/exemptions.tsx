import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Records } from '../../components/records.tsx';
import { PeriodTables } from './period-tables.tsx';
import { usePeriodText } from './words.ts';

type Summary = Reply<'statistics.summary'>;
type Cells = Summary['exemptions'][number]['timeliness'];

/** Does relief leave without a licence, is it reported in time, and what stops it? */
export function Exemptions({ summary: { exemptions, stops, limit } }: { readonly summary: Summary }) {
  const { t } = useTranslation('statistics');
  const periodText = usePeriodText();
  const some = exemptions.filter(({ shipped }) => shipped > 0);
  const few = `1–${limit - 1}`;
  const cellText = (cells: Cells, category: string): string => {
    if (cells === null) return t('tables.notShown');
    const cell = cells.find((each) => each.category === category);
    if (cell?.is === 'few') return few;
    return cell?.is === 'withheld' ? t('tables.withheld') : String(cell?.count ?? 0);
  };
  const all: readonly Cells[] = [
    ...exemptions.map(({ timeliness }) => timeliness),
    ...stops.map(({ ending }) => ending),
  ];
  const marks = new Set(all.flatMap((cells) => (cells === null ? ['not-shown'] : cells.map(({ is }) => is))));
  return (
    <>
      <section className="card exemptions">
        <h2>{t('exemptions.title')}</h2>
        <p>{t('exemptions.lead')}</p>
        {exemptions.length === 0 ? (
          <p className="soft">{t('exemptions.noneShipped', { limit })}</p>
        ) : (
          <Records
            caption={t('exemptions.title')}
            rows={exemptions.toReversed()}
            rowKey={({ from }) => from}
            columns={[
              { head: t('period'), cell: periodText },
              { head: t('measures.shipped'), cell: ({ shipped }) => <span className="number">{shipped}</span> },
              { head: t('measures.reported'), cell: ({ reported }) => <span className="number">{reported}</span> },
              { head: t('exemptions.in-time'), cell: ({ timeliness }) => cellText(timeliness, 'in-time') },
              { head: t('exemptions.late'), cell: ({ timeliness }) => cellText(timeliness, 'late') },
            ]}
          />
        )}
        <h3>{t('exemptions.stops')}</h3>
        {stops.length === 0 ? (
          <p className="soft">{t('exemptions.noneStopped', { limit })}</p>
        ) : (
          <Records
            caption={t('exemptions.stops')}
            rows={stops.toReversed()}
            rowKey={({ from }) => from}
            columns={[
              { head: t('period'), cell: periodText },
              { head: t('measures.stopped'), cell: ({ stopped }) => <span className="number">{stopped}</span> },
              { head: t('measures.stop-ended'), cell: ({ ended }) => <span className="number">{ended}</span> },
              ...(['answered', 'cleared', 'refused', 'withdrawn'] as const).map((ending) => ({
                head: t(`exemptions.${ending}`),
                cell: (row: Summary['stops'][number]) => cellText(row.ending, ending),
              })),
            ]}
          />
        )}
        <ul className="marks small soft">
          {marks.has('few') && <li>{t('tables.fewMeans', { few, limit })}</li>}
          {marks.has('withheld') && <li>{t('tables.withheldMeans', { limit })}</li>}
          {marks.has('not-shown') && <li>{t('exemptions.notShownMeans')}</li>}
        </ul>
        <details className="meaning">
          <summary>{t('exemptions.meaning')}</summary>
          <p>{t('exemptions.counted')}</p>
        </details>
      </section>
      {some.length > 0 && <PeriodTables series="exemptions" periods={some} limit={limit} />}
    </>
  );
}
