import { dateOf, dateText, dayNumber } from '@ytterby/core';
import { Button } from 'antd';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { beijingToday } from './beijing.ts';
import { type DayAxis, neighbour, placeOn, yearsOn } from './day-axis.ts';
import './date-slider.css';

interface DateSliderProps {
  readonly axis: DayAxis;
  readonly day: string;
  /** False while no day was chosen: the thumb then only says where one would begin. */
  readonly isSet?: boolean;
  /** While it moves. */
  readonly onMove: (day: string) => void;
  /** When it has come to rest. */
  readonly onRest?: (day: string) => void;
  /** Days on which the answers themselves change; marked more strongly, and where the buttons lead. */
  readonly turns: readonly string[];
  /** Said of the day, for a reader who does not see the bars. */
  readonly verdict: string;
  /** Bars of the answers, above the slider. */
  readonly children?: ReactNode;
}

/** How far along the slider, for the style: the thumb keeps inside of the ends. */
export function along(place: number): CSSProperties {
  return { '--place': place } as CSSProperties;
}
const span = (from: number, until: number) => ({ '--from': from, '--until': until }) as CSSProperties;

/** A slider over the days of the law: its changes as ticks, pauses hatched, today marked. Arrows go by a day, Page keys by a change. */
export function DateSlider({
  axis,
  day,
  isSet = true,
  onMove,
  onRest = () => undefined,
  turns,
  verdict,
  children,
}: DateSliderProps) {
  const { t } = useTranslation('ask');
  const language = useLanguage();
  const id = useId();
  const today = beijingToday();
  const inside = (each: string) => (each < axis.from ? axis.from : each > axis.until ? axis.until : each);
  const go = (to: string | undefined) => {
    if (to === undefined) return;
    onMove(inside(to));
    onRest(inside(to));
  };
  const place = (each: string) => placeOn(axis, each);
  const marks = turns.length > 0 ? turns : axis.changes;
  const before = neighbour(marks, day, -1);
  const after = neighbour(marks, day, 1);
  return (
    <div className="date-slider">
      <div className="slider-head">
        <label htmlFor={`${id}-day`}>{t('slider.day')}</label>
        <input
          id={`${id}-day`}
          type="date"
          className="day-field"
          value={day}
          min={axis.from}
          onChange={({ target }) => target.value !== '' && target.value >= axis.from && go(target.value)}
        />
        <Button
          size="small"
          disabled={before === undefined}
          onClick={() => go(before)}
          aria-label={t('slider.before')}
          title={t('slider.before')}
        >
          <Icon name="left" />
        </Button>
        <Button
          size="small"
          disabled={after === undefined}
          onClick={() => go(after)}
          aria-label={t('slider.after')}
          title={t('slider.after')}
        >
          <Icon name="right" />
        </Button>
        <Button size="small" disabled={isSet && day === today} onClick={() => go(today)}>
          {t('slider.today')}
        </Button>
      </div>
      <div className="track">
        {children}
        <div className="pauses" aria-hidden="true">
          {axis.pauses.map((pause) => (
            <span
              key={`${pause.from} ${pause.until} ${pause.announced}`}
              className={`pause ${pause.announced ? 'announced' : ''}`}
              style={span(place(pause.from), pause.until === null ? 1 : place(pause.until))}
              title={t(pause.announced ? 'slider.pauseAnnounced' : 'slider.pause', {
                from: dateText(pause.from, language),
                until: pause.until === null ? '…' : dateText(pause.until, language),
                instruments: pause.instruments.map((each) => each.replace(/^cn\//, '')).join(', '),
              })}
            />
          ))}
        </div>
        <div className="ticks" aria-hidden="true">
          {axis.changes.map((each) => (
            <span key={each} className="tick" style={along(place(each))} />
          ))}
          {turns.map((each) => (
            <span key={each} className="tick turn" style={along(place(each))} title={dateText(each, language)} />
          ))}
        </div>
        <input
          type="range"
          className="range"
          aria-label={t('slider.day')}
          aria-valuetext={`${dateText(day, language)}: ${verdict}`}
          min={dayNumber(axis.from)}
          max={dayNumber(axis.until)}
          step={1}
          value={dayNumber(inside(day))}
          onChange={({ target }) => onMove(dateOf(Number(target.value)))}
          onPointerUp={() => onRest(day)}
          onKeyUp={({ key }) => /^(Arrow|Home|End)/.test(key) && onRest(day)}
          onKeyDown={(event) => {
            if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
            event.preventDefault();
            go(event.key === 'PageUp' ? after : before);
          }}
        />
        <div className="scale" aria-hidden="true">
          {yearsOn(axis).map((each) => (
            <span key={each} className="year" style={along(place(each))}>
              {each.slice(0, 4)}
            </span>
          ))}
          <span className="today" style={along(place(today))}>
            {t('slider.todayMark')}
          </span>
        </div>
        <span className="now" style={along(place(day))} aria-hidden="true" />
      </div>
      <p className="legend small soft" aria-hidden="true">
        <span className="pause sample" /> {t('slider.legendPause')}
        <span className="pause announced sample" /> {t('slider.legendAnnounced')}
        <span className="tick sample" /> {t('slider.legendChange')}
      </p>
    </div>
  );
}
