import { dateText, type Determination, type Segment, speaker } from '@ytterby/core';
import { Button } from 'antd';
import { Fragment, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { OutcomeBadge, OutcomeShape } from '../../components/outcome.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from './beijing.ts';
import { type DayAxis, dayAxis, placeOn } from './day-axis.ts';
import { DateSlider } from './date-slider.tsx';
import { on } from './outcomes-by-day.ts';

interface OverTimeProps {
  readonly determination: Determination;
  /** Line by line, in every branch. */
  readonly timeline: readonly (readonly Segment[])[];
  readonly day: string;
  readonly onMove: (day: string) => void;
  readonly onRest: (day: string) => void;
  /** Asks by what is known of the law today. */
  readonly onKnownToday: () => void;
}

/** More lines than these are looked at one by one further down. */
const LINES_DRAWN = 4;

/** The answer over the days of the law, and a slider that moves through it. The facts stay as they are. */
export function OverTime({ determination, timeline, day, onMove, onRest, onKnownToday }: OverTimeProps) {
  const { t } = useTranslation('ask');
  const language = useLanguage();
  const law = useRead('law.timeline', { query: { knownAt: determination.knownAt } }).data?.body;
  const { asOf } = determination;
  const axis = useMemo(() => law && dayAxis(law, [asOf, beijingToday()]), [law, asOf]);
  const turns = useMemo(
    () => [...new Set(timeline.flat().map(({ from }) => from))].filter((each) => each > (axis?.from ?? '')).sort(),
    [timeline, axis],
  );
  const verdict = useVerdict(timeline, useDeferredValue(day));
  if (axis === undefined) return <div className="slider-room" />;
  return (
    <section className="card over-time" aria-label={t('slider.title')}>
      <div className="card-head">
        <h2>{t('slider.title')}</h2>
        <div className="row">
          <span className="soft small">{t('slider.knownAt', { day: dateText(determination.knownAt, language) })}</span>
          {determination.knownAt < beijingToday() && (
            <Button size="small" onClick={onKnownToday}>
              {t('slider.knownToday')}
            </Button>
          )}
        </div>
      </div>
      <DateSlider axis={axis} day={day} onMove={onMove} onRest={onRest} turns={turns} verdict={verdict}>
        <Lanes determination={determination} timeline={timeline} labels={law?.branches ?? []} axis={axis} day={day} />
      </DateSlider>
    </section>
  );
}

/** In words, for who does not see the bars. */
function useVerdict(timeline: OverTimeProps['timeline'], day: string): string {
  const say = speaker(useLanguage());
  const outcomes = timeline.flatMap((stretches) =>
    branchesOf(stretches).flatMap((own) => {
      const now = on(own, day);
      return now === undefined ? [] : [now.outcome, ...now.possible];
    }),
  );
  return [...new Set(outcomes)].map((each) => say(`outcome.${each}`)).join(' / ');
}

function branchesOf(stretches: readonly Segment[]): Segment[][] {
  return [...new Set(stretches.map(({ branch }) => branch))].map((branch) =>
    stretches.filter((each) => each.branch === branch),
  );
}

interface LanesProps extends Pick<OverTimeProps, 'determination' | 'timeline' | 'day'> {
  readonly labels: Reply<'law.timeline'>['branches'];
  readonly axis: DayAxis;
}

/** A bar for each branch, in pieces of days with the same answer, and beside its name what it says on the day. */
function Lanes({ determination, timeline, labels, axis, day }: LanesProps) {
  const { t } = useTranslation('ask');
  const text = useText();
  const nameOf = (branch: string) => {
    const label = labels.find(({ id }) => id === branch)?.label;
    return branch === 'enacted' || label === undefined ? t('slider.enacted') : text(label);
  };
  return (
    <div className="lanes">
      {timeline.slice(0, LINES_DRAWN).map((stretches, line) => (
        <Fragment key={line}>
          {timeline.length > 1 && <p className="lane-line">{determination.lines[line]?.description}</p>}
          {shownBranches(stretches).map((own) => {
            const [first] = own;
            const now = on(own, day);
            return (
              first && (
                <div key={first.branch}>
                  <p className="lane-name">
                    <span className="lane-branch">{nameOf(first.branch)}</span>
                    <OutcomeBadge outcome={now?.outcome ?? 'not-covered'} />
                    {now !== undefined && now.possible.length > 1 && <Possible of={now.possible} />}
                  </p>
                  <div className="lane" aria-hidden="true">
                    {own.map((stretch) => (
                      <StretchBar key={stretch.from} stretch={stretch} axis={axis} />
                    ))}
                  </div>
                </div>
              )
            );
          })}
        </Fragment>
      ))}
      {timeline.length > LINES_DRAWN && (
        <p className="small soft">{t('slider.moreLines', { count: timeline.length - LINES_DRAWN })}</p>
      )}
    </div>
  );
}

/** A branch that never says anything else than the enacted text needs no bar of its own. */
function shownBranches(stretches: readonly Segment[]): Segment[][] {
  const [enacted, ...others] = branchesOf(stretches);
  if (enacted === undefined) return [];
  const said = (own: readonly Segment[]) =>
    own.map(({ from, outcome, possible }) => `${from} ${outcome} ${possible.join()}`).join();
  return [enacted, ...others.filter((own) => said(own) !== said(enacted))];
}

function Possible({ of }: { readonly of: Segment['possible'] }) {
  const say = speaker(useLanguage());
  return <span className="possible">{of.map((each) => say(`outcome.${each}`)).join(say('list-or'))}</span>;
}

function StretchBar({ stretch, axis }: { readonly stretch: Segment; readonly axis: DayAxis }) {
  const say = speaker(useLanguage());
  const language = useLanguage();
  const { outcome } = stretch;
  const [from, until] = [placeOn(axis, stretch.from), stretch.until === null ? 1 : placeOn(axis, stretch.until)];
  if (until <= from) return null;
  const period =
    stretch.until === null
      ? say('report.period-from', { from: dateText(stretch.from, language) })
      : say('report.period-range', {
          from: dateText(stretch.from, language),
          until: dateText(stretch.until, language),
        });
  const words = stretch.possible.map((each) => say(`outcome.${each}`)).join(' / ');
  return (
    <span
      className={`stretch ${outcome}`}
      style={{ '--from': from, '--until': until } as React.CSSProperties}
      title={`${period}: ${words}`}
    >
      <OutcomeShape outcome={outcome} />
      <span className="stretch-word">{say(`outcome.${outcome}`)}</span>
    </span>
  );
}
