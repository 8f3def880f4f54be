import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { dateText, type Outcome, speaker } from '@ytterby/core';
import { Button } from 'antd';
import { lazy, type RefObject, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { OutcomeBadge, OutcomeShape } from '../../components/outcome.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import type { Question } from './answer.tsx';
import type { AnsweredLine, BatchResult } from './batch-result.ts';
import { beijingToday } from './beijing.ts';
import { DateSlider } from './date-slider.tsx';
import { dayAxis } from './day-axis.ts';
import type { FileSource } from './file-facts.ts';
import { linesWith, OUTCOME_CODES, type OutcomesOnDay } from './outcomes-by-day.ts';
import { SaveLines } from './save-lines.tsx';

const Answer = lazy(() => import('./answer.tsx'));

interface BatchResultsProps {
  readonly source: FileSource;
  readonly batch: BatchResult;
  /** Changes when the batch has grown. */
  readonly seen: number;
}

/** Counts, slider and table over all lines of a file; a line opens its full answer. */
export function BatchResults({ batch, seen, source }: BatchResultsProps) {
  const { t } = useTranslation('ask');
  const say = speaker(useLanguage());
  const language = useLanguage();
  const law = useRead('law.timeline', { query: { knownAt: source.knownAt } }).data?.body;
  /** Null: each line on its own day. */
  const [day, setDay] = useState<string | null>(null);
  const [wanted, setWanted] = useState<ReadonlySet<Outcome>>(new Set());
  const [opened, setOpened] = useState<AnsweredLine>();
  /** Where the list stood when a line was opened. */
  const stood = useRef(0);
  const axis = useMemo(() => law && dayAxis(law, [beijingToday()]), [law]);
  // `seen` stands for the content of the batch, which grows in place.
  const turns = useMemo(() => batch.byDay.turns(), [batch, seen]);
  const onDay = useMemo(() => batch.byDay.on(day), [batch, seen, day]);
  const shown = useMemo(() => linesWith(onDay, wanted), [onDay, wanted]);
  const toggle = (outcome: Outcome) =>
    setWanted((old) => {
      const next = new Set(old);
      if (!next.delete(outcome)) next.add(outcome);
      return next;
    });
  if (opened !== undefined)
    return <OneLine key={opened.row} line={opened} day={day} source={source} onBack={() => setOpened(undefined)} />;
  const verdict = OUTCOME_CODES.flatMap((outcome, code) => {
    const count = onDay.counts[code] ?? 0;
    return count === 0 ? [] : [say('headline.count', { outcome: say(`outcome.${outcome}`), n: count })];
  }).join(say('semicolon'));
  return (
    <>
      <section className="card" aria-label={t('slider.title')}>
        <div className="card-head">
          <h2>{day === null ? t('batch.ownDay') : t('batch.onDay', { day: dateText(day, language) })}</h2>
          <div className="row">
            <span className="soft small">{t('slider.knownAt', { day: dateText(source.knownAt, language) })}</span>
            <Button size="small" disabled={day === null} onClick={() => setDay(null)}>
              {t('batch.toOwnDay')}
            </Button>
          </div>
        </div>
        <Counts onDay={onDay} wanted={wanted} onToggle={toggle} />
        {axis && (
          <DateSlider
            axis={axis}
            isSet={day !== null}
            day={day ?? beijingToday()}
            onMove={setDay}
            turns={turns}
            verdict={verdict}
          />
        )}
      </section>
      <section className="card batch-lines" aria-label={t('batch.lines')}>
        <div className="card-head">
          <h2>{t('batch.shown', { count: shown.length })}</h2>
          {wanted.size > 0 && (
            <Button size="small" onClick={() => setWanted(new Set())}>
              {t('batch.all')}
            </Button>
          )}
        </div>
        <Lines batch={batch} shown={shown} onDay={onDay} stood={stood} onOpen={setOpened} />
        <SaveLines batch={batch} shown={shown} day={day} source={source} />
      </section>
    </>
  );
}

interface CountsProps {
  readonly onDay: OutcomesOnDay;
  readonly wanted: ReadonlySet<Outcome>;
  readonly onToggle: (outcome: Outcome) => void;
}

/** How many lines have each outcome; a press shows only those. */
function Counts({ onDay, wanted, onToggle }: CountsProps) {
  const { t } = useTranslation('ask');
  const say = speaker(useLanguage());
  const total = onDay.codes.length;
  return (
    <>
      <div className="share-bar" aria-hidden="true">
        {OUTCOME_CODES.map((outcome, code) => (
          <span
            key={outcome}
            className={outcome}
            style={{ width: `${((onDay.counts[code] ?? 0) / Math.max(1, total)) * 100}%` }}
          />
        ))}
      </div>
      <div className="counts" role="group" aria-label={t('batch.filter')}>
        {OUTCOME_CODES.map((outcome, code) => (
          <button
            key={outcome}
            type="button"
            className={`count ${outcome} ${onDay.counts[code] ? '' : 'none'}`}
            aria-pressed={wanted.has(outcome)}
            onClick={() => onToggle(outcome)}
          >
            <OutcomeShape outcome={outcome} />
            <span className="n">{(onDay.counts[code] ?? 0).toLocaleString('en-GB')}</span>
            <span>{say(`outcome.${outcome}`)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

const ROW_HEIGHT = 44;

interface LinesProps {
  readonly batch: BatchResult;
  readonly shown: Int32Array;
  readonly onDay: OutcomesOnDay;
  readonly stood: RefObject<number>;
  readonly onOpen: (line: AnsweredLine) => void;
}

/** Only the rows in sight are drawn. */
function Lines({ batch, shown, onDay, stood, onOpen }: LinesProps) {
  const { t } = useTranslation('ask');
  const text = useText();
  const countryName = useCountryName();
  const wayOf = ({ destination, finalDestination }: AnsweredLine): string => {
    const next = destination === null ? t('unknown') : countryName(destination);
    return finalDestination === null || finalDestination === destination
      ? next
      : `${next} → ${countryName(finalDestination)}`;
  };
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialOffset: stood.current,
  });
  return (
    <div
      ref={scroll}
      onScroll={({ currentTarget }) => {
        stood.current = currentTarget.scrollTop;
      }}
      className="line-scroll"
      tabIndex={0}
      role="table"
      aria-label={t('batch.lines')}
      aria-rowcount={shown.length + 1}
    >
      <div className="line-row head" role="row" aria-rowindex={1}>
        {(['row', 'id', 'outcome', 'description', 'destination', 'value', 'day', 'because'] as const).map((column) => (
          <span key={column} role="columnheader">
            {t(`columns.${column}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="line-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const place = shown[index] ?? 0;
          const line = batch.lines[place];
          if (line === undefined) return null;
          return (
            <div
              key={key}
              className="line-row"
              role="row"
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span role="cell" className="number">
                {line.row}
              </span>
              <span role="cell">
                <button type="button" className="line-open" onClick={() => onOpen(line)}>
                  {line.id}
                </button>
              </span>
              <span role="cell">
                <OutcomeBadge outcome={OUTCOME_CODES[onDay.codes[place] ?? 0] ?? 'not-covered'} />
              </span>
              <span role="cell" title={line.description}>
                {line.description}
              </span>
              <span role="cell" title={wayOf(line)}>
                {wayOf(line)}
              </span>
              <span role="cell" className="number">
                {line.value ?? ''}
              </span>
              <span role="cell" className="number">
                {line.asOf}
              </span>
              <span role="cell">{line.cite === null ? '' : text(line.cite.cite)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface OneLineProps {
  readonly line: AnsweredLine;
  readonly day: string | null;
  readonly source: FileSource;
  readonly onBack: () => void;
}

/** The full answer to one line, on the day of the slider. */
function OneLine({ line, day, source, onBack }: OneLineProps) {
  const { t } = useTranslation('ask');
  const { key, knownAt } = source;
  const read = useQuery({
    queryKey: ['batch.facts', key, line.row],
    queryFn: ({ signal }) => source.factsOf([line.row], signal),
    gcTime: 0,
  });
  const [question, setQuestion] = useState<Question>();
  return (
    <div className="stack">
      <div className="asked-bar">
        <p>
          <strong>{line.id}</strong> · {line.description} · {t('file.row', { row: line.row })}
        </p>
        <Button autoFocus onClick={onBack}>
          {t('batch.back')}
        </Button>
      </div>
      <Loaded query={read} lines={6}>
        {([found]) => {
          if (found === undefined) return null;
          const facts = { ...found.facts, knownAt, asOf: day ?? line.asOf };
          return (
            <Suspense fallback={<Waiting lines={8} />}>
              <Answer question={question ?? { facts, readings: {} }} onAsk={setQuestion} />
            </Suspense>
          );
        }}
      </Loaded>
    </div>
  );
}
