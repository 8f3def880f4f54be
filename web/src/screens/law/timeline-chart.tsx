import { Link, useSearch } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Tooltip } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../i18n/index.ts';
import { InstrumentLink, ProvisionLink } from './links.tsx';
import { useNames } from './names.ts';
import { BarShape } from './standing.tsx';
import {
  type Bar,
  type Drawn,
  type DrawnInstrument,
  lastDay,
  type Row,
  rowsOf,
  type Scale,
  scaleOf,
} from './time-line.ts';

interface TimelineChartProps {
  readonly timeline: Drawn;
  readonly instruments: readonly DrawnInstrument[];
  readonly today: string;
}

/**
 * The law as bars over days. It scrolls inside itself, and is first seen at its newest end. With the keyboard each row is one
 * stop; arrows go from bar to bar.
 */
export function TimelineChart({ timeline, instruments, today }: TimelineChartProps) {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const scale = scaleOf(timeline, today);
  const left = (day: string) => ({ left: `${scale.at(day)}%` });
  useEffect(() => {
    const box = frame.current;
    if (box) box.scrollLeft = box.scrollWidth;
  }, []);
  return (
    <div
      ref={frame}
      className="time-chart"
      role="group"
      aria-label={t('timeline.chart')}
      onKeyDown={(event) => moveFocus(event, frame.current)}
    >
      <div className="inside">
        <div className="corner" />
        <div className="days" aria-hidden="true">
          {scale.ticks.map((day) => (
            <span key={day} className={`tick ${day.endsWith('-01-01') ? 'year' : ''}`} style={left(day)}>
              {day.endsWith('-01-01') ? day.slice(0, 4) : day.slice(5, 7)}
            </span>
          ))}
        </div>
        <div className="lines" aria-hidden="true">
          {scale.ticks.map((day) => (
            <span key={day} className={day.endsWith('-01-01') ? 'year' : undefined} style={left(day)} />
          ))}
          <span className="checked" style={left(timeline.coverage.checkedUpTo)} />
          <span className="today" style={left(today)} />
        </div>
        <ul>
          {instruments.map((instrument) => (
            <InstrumentRows key={instrument.id} instrument={instrument} scale={scale} timeline={timeline} />
          ))}
        </ul>
        <div className="corner below" />
        <div className="days below">
          <span className="mark today" style={left(today)}>
            {t('timeline.today', { day: dateText(today, language) })}
          </span>
          <span className="mark checked" style={left(timeline.coverage.checkedUpTo)}>
            {t('timeline.checked', { day: dateText(timeline.coverage.checkedUpTo, language) })}
          </span>
        </div>
      </div>
    </div>
  );
}

interface RowsProps {
  readonly instrument: DrawnInstrument;
  readonly scale: Scale;
  readonly timeline: Drawn;
}

function InstrumentRows({ instrument, scale, timeline }: RowsProps) {
  const { t } = useTranslation('law');
  const text = useText();
  const search = useSearch({ from: '/law/' });
  const { id, title, groups } = instrument;
  const isOpen = search.open === id;
  const rows = rowsOf(instrument, isOpen);
  const provisions = groups.reduce((sum, group) => sum + group.provisions.length, 0);
  const isOneRow = rows.length === 1;
  const [first] = rows;
  return (
    <li>
      <div className="chart-row">
        <div className="label">
          <span className="title" title={text(title)}>
            <InstrumentLink id={id} words={text(title)} />
          </span>
          {provisions > 1 && (
            <Link
              to="/law"
              search={{ ...search, open: isOpen ? undefined : id }}
              replace
              resetScroll={false}
              activeOptions={{ exact: true }}
              className="small open-rows"
              aria-expanded={isOpen}
            >
              {isOpen ? t('timeline.close') : t('timeline.open', { count: provisions })}
            </Link>
          )}
        </div>
        {isOneRow && first && <Lane row={first} scale={scale} timeline={timeline} />}
      </div>
      {!isOneRow && (
        <ul>
          {rows.map((row) => (
            <li key={row.provisions[0]?.id} className="chart-row limb">
              <div className="label">
                <RowName of={row} />
              </div>
              <Lane row={row} scale={scale} timeline={timeline} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function RowName({ of: { provisions } }: { readonly of: Row }) {
  const { t } = useTranslation('law');
  const text = useText();
  const [first] = provisions;
  if (first === undefined) return null;
  return (
    <span className="title">
      <ProvisionLink id={first.id} words={text(first.cite)} />
      {provisions.length > 1 && <span className="soft"> {t('timeline.andOthers', { count: provisions.length })}</span>}
    </span>
  );
}

/** Heights of a lane, in pixels. */
const LANE = { enacted: 14, announced: 11, gap: 5, around: 6 };

function Lane({ row, scale, timeline }: { readonly row: Row; readonly scale: Scale; readonly timeline: Drawn }) {
  const announced = row.announced.filter(({ bars }) => bars.length > 0);
  const top = (index: number) => LANE.around + LANE.enacted + LANE.gap + index * (LANE.announced + LANE.gap);
  return (
    <svg className="lane" width="100%" height={top(announced.length) - LANE.gap + LANE.around}>
      {row.enacted.map((bar, index) => (
        <BarLink
          key={bar.from}
          bar={bar}
          row={row}
          scale={scale}
          y={LANE.around}
          height={LANE.enacted}
          isFirst={index === 0}
        />
      ))}
      {announced.flatMap(({ branch, bars }, index) =>
        bars.map((bar) => (
          <BarLink
            key={`${branch} ${bar.from}`}
            bar={bar}
            row={row}
            scale={scale}
            y={top(index)}
            height={LANE.announced}
            label={timeline.branches.find(({ id }) => id === branch)?.label}
          />
        )),
      )}
    </svg>
  );
}

interface BarLinkProps {
  readonly bar: Bar;
  readonly row: Row;
  readonly scale: Scale;
  readonly y: number;
  readonly height: number;
  /** The first one of a row is reached with Tab, the others from there with arrows. */
  readonly isFirst?: boolean;
  /** Of the branch, for what is only announced. */
  readonly label?: Drawn['branches'][number]['label'] | undefined;
}

/** A bar, as a link to the provision; what it stands for is told when pointed at or focused. */
function BarLink({ bar, row: { provisions }, scale, y, height, label, isFirst = false }: BarLinkProps) {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const names = useNames();
  const { asOf, knownAt } = useSearch({ from: '/law' });
  const [first] = provisions;
  if (first === undefined) return null;
  const last = lastDay(bar);
  const from =
    bar.from === scale.from
      ? t('timeline.orEarlier', { day: dateText(bar.from, language) })
      : dateText(bar.from, language);
  const period =
    last === null ? t('timeline.fromOn', { from }) : t('timeline.between', { from, lastDay: dateText(last, language) });
  const sentences = [
    `${text(first.cite)}${provisions.length > 1 ? ` ${t('timeline.andOthers', { count: provisions.length })}` : ''}`,
    `${t(`standing.${bar.is}`)}${t('effect.colon')}${period}`,
    ...(bar.by === null ? [] : [t('timeline.by', { by: names.provision(bar.by) })]),
    ...(label === undefined ? [] : [text(label)]),
  ];
  const [x, width] = [scale.at(bar.from), scale.at(bar.until) - scale.at(bar.from)];
  return (
    <Tooltip trigger={['hover', 'focus']} title={sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}>
      <Link
        to="/law/provision"
        search={{ asOf, knownAt, id: first.id }}
        className="bar-link"
        aria-label={sentences.join(t('timeline.stop'))}
        tabIndex={isFirst ? 0 : -1}
      >
        {/* The whole height answers to a finger. */}
        <rect className="touch" x={`${x}%`} y={y - 4} width={`${width}%`} height={height + 8} />
        <BarShape is={bar.is} announced={label !== undefined} x={`${x}%`} width={`${width}%`} y={y} height={height} />
      </Link>
    </Tooltip>
  );
}

/** Left and right along a row, up and down to the bar that begins nearest. */
function moveFocus(event: KeyboardEvent, frame: HTMLElement | null): void {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  const here = document.activeElement;
  if (!frame || step === undefined || !here?.classList.contains('bar-link')) return;
  const bars = [...frame.querySelectorAll<SVGAElement>('.bar-link')];
  const place = (bar: Element) => bar.getBoundingClientRect();
  const at = place(here);
  const isAlong = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const next = isAlong
    ? bars[bars.indexOf(here as SVGAElement) + step]
    : bars
        .filter((bar) => (place(bar).top - at.top) * step > 1)
        .sort(
          (a, b) =>
            Math.abs(place(a).top - at.top) - Math.abs(place(b).top - at.top) ||
            Math.abs(place(a).left - at.left) - Math.abs(place(b).left - at.left),
        )[0];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
