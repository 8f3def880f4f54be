import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { KnownAtPicker } from './law-days.tsx';
import { given, SHOWN } from './search.ts';
import { StandingSwatch } from './standing.tsx';
import { shownInstruments } from './time-line.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';

const LEGEND = ['in-force', 'paused', 'not-yet-in-force', 'ended'] as const;

/** Every instrument over time, drawn or as a table. */
export function Timeline() {
  const { t } = useTranslation('law');
  const text = useText();
  const search = useSearch({ from: '/law/' });
  const { knownAt, view, show = 'moving' } = search;
  const timeline = useRead('law.timeline', { query: given({ knownAt }) });
  const kinds = useRead('instrument.list', { query: {} }).data?.body.items;
  const today = useRead('law.pack').data?.body.today;
  const notices = new Set(kinds?.flatMap(({ id, kind }) => (kind === 'list-notice' ? [id] : [])));
  return (
    <Page className="law" title={t('timeline.title')} lead={t('timeline.lead')}>
      <KnownAtPicker />
      <Loaded query={timeline} lines={12}>
        {({ body }) => {
          const shown = shownInstruments(body.instruments, show, notices);
          return (
            <>
              <nav className="choices no-print" aria-label={t('timeline.show.label')}>
                {SHOWN.map((each) => (
                  <Link
                    key={each}
                    to="/law"
                    search={{ ...search, show: each }}
                    replace
                    resetScroll={false}
                    aria-current={each === show}
                    activeOptions={{ exact: true }}
                    className="choice"
                  >
                    {t(`timeline.show.${each}`)}{' '}
                    <span className="number">{shownInstruments(body.instruments, each, notices).length}</span>
                  </Link>
                ))}
                <Link
                  to="/law"
                  search={{ ...search, view: view === 'table' ? undefined : 'table' }}
                  replace
                  resetScroll={false}
                  activeOptions={{ exact: true }}
                  className="choice other-view"
                >
                  {view === 'table' ? t('timeline.asChart') : t('timeline.asTable')}
                </Link>
              </nav>
              {view === 'table' ? (
                <TimelineTable instruments={shown} branches={body.branches} />
              ) : (
                <>
                  <ul className="legend small">
                    {LEGEND.map((is) => (
                      <li key={is}>
                        <StandingSwatch is={is} /> {t(`standing.${is}`)}
                      </li>
                    ))}
                    {body.branches.slice(1).map(({ id, label }) => (
                      <li key={id}>
                        <StandingSwatch is="paused" announced /> {text(label)}
                      </li>
                    ))}
                  </ul>
                  <TimelineChart timeline={body} instruments={shown} today={today ?? body.knownAt} />
                  <p className="small soft">{t('timeline.keys')}</p>
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
