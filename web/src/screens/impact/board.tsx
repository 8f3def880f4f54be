import { Button } from 'antd';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { likelyOf } from '@ytterby/core/impact';
import { BandChart } from './band-chart.tsx';
import { type Setting, type SettingId, type Settings, settingsOf } from './settings.ts';
import { type Shown, wordsOf } from './shown.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useMonthName } from './words.ts';

interface BoardProps {
  /** What nothing was set for. */
  readonly base: Shown;
  readonly shown: Shown;
  readonly settings: Settings;
  /** @param isLast the hand was taken off the slider */
  readonly onSet: (settings: Settings, isLast: boolean) => void;
  readonly canRun: boolean;
  readonly children?: React.ReactNode;
}

/** Sliders, and what comes of them beside what came of the case as it is. */
export function Board({ base, shown, settings, onSet, canRun, children }: BoardProps) {
  const { t } = useTranslation('impact');
  const count = Object.keys(settings).length;
  return (
    <section className="card board" aria-labelledby="board">
      <div className="card-head">
        <h2 id="board">{t('board.title')}</h2>
        <Button disabled={count === 0} onClick={() => onSet({}, true)}>
          {t('board.reset')}
        </Button>
      </div>
      <p className="soft">{canRun ? t('board.lead') : t('board.noTables')}</p>
      <div className="halves">
        <div className="sliders">
          {settingsOf(base.given).map((setting) => (
            <Slider
              key={setting.id}
              setting={setting}
              value={settings[setting.id]}
              disabled={!canRun}
              onSet={(value, isLast) => onSet(changed(settings, setting.id, value), isLast)}
            />
          ))}
        </div>
        <div className="outcome-of-board" aria-live="polite">
          {children}
          <Figures base={base} shown={shown} />
          <Months base={base} shown={shown} />
          <Days base={base} shown={shown} />
        </div>
      </div>
    </section>
  );
}

function changed({ ...settings }: Settings, id: SettingId, value: number | undefined): Settings {
  const { [id]: _, ...rest } = settings;
  return value === undefined ? rest : { ...rest, [id]: value };
}

/** A value of a setting, or the ends of a range, with the unit once. */
function useSay(setting: Setting): (low: number, high?: number) => string {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  return (low, high = low) => {
    const amountOf = (times: number) =>
      low === high ? number.format(low * times) : `${number.format(low * times)}–${number.format(high * times)}`;
    const amount = amountOf(1);
    switch (setting.kind) {
      case 'share':
        return `${amountOf(100)}\u00a0%`;
      case 'days':
        return setting.id === 'general-licences-from'
          ? t('board.onDay', { day: amount })
          : t('board.days', { count: high, amount });
      case 'working-days':
        return t('board.workingDays', { count: high, amount });
      case 'amount':
        return t('board.perDay', { amount, unit: setting.unit ?? '' });
    }
  };
}

interface SliderProps {
  readonly setting: Setting;
  /** Undefined: as the case has it. */
  readonly value: number | undefined;
  readonly disabled: boolean;
  readonly onSet: (value: number | undefined, isLast: boolean) => void;
}

function Slider({ setting, value, disabled, onSet }: SliderProps) {
  const { t } = useTranslation('impact');
  const id = useId();
  const say = useSay(setting);
  const { least, most, step, range } = setting;
  const part = (at: number) => `${((Math.min(most, at) - least) / (most - least)) * 100}%`;
  const said = value === undefined ? say(range.low, range.high) : say(value);
  return (
    <div className={`slider ${value === undefined ? '' : 'is-set'}`}>
      <label htmlFor={id}>{t(`settings.${setting.id}`)}</label>
      <output htmlFor={id}>{said}</output>
      <div className="track" style={{ '--low': part(range.low), '--high': part(range.high) } as CSSProperties}>
        <span className="rail">
          {range.high > range.low && <span className="case-range" aria-hidden="true" />}
          <input
            id={id}
            type="range"
            min={least}
            max={most}
            step={step}
            value={value ?? likelyOf(range)}
            disabled={disabled}
            aria-valuetext={said}
            onChange={({ target }) => onSet(Number(target.value), false)}
            onPointerUp={({ currentTarget }) => onSet(Number(currentTarget.value), true)}
            onKeyUp={({ currentTarget, key }) => {
              if (key.startsWith('Arrow') || /^(Home|End|Page)/.test(key)) onSet(Number(currentTarget.value), true);
            }}
          />
        </span>
        {value !== undefined && (
          <button
            type="button"
            className="back"
            aria-label={t('board.back', { name: t(`settings.${setting.id}`) })}
            title={t('board.back', { name: t(`settings.${setting.id}`) })}
            onClick={() => onSet(undefined, true)}
          >
            ×
          </button>
        )}
      </div>
    </div>
  );
}

function Figures({ base, shown }: Pick<BoardProps, 'base' | 'shown'>) {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const words = wordsOf(shown, language);
  type Id = 'loss' | 'path' | 'exported' | 'wait' | 'lines';
  const one = (id: Id, text: string) => ({ id, text });
  const figures = ({ assessment }: Shown): readonly { readonly id: Id; readonly text: string }[] => {
    const as = assessment.facilitation[0];
    return [
      one('loss', words.moneyBand(assessment.loss)),
      one('path', words.money(assessment.path.lost)),
      ...(as === undefined
        ? []
        : [
            one('exported', words.percentBand(as.exportedShare)),
            ...(as.meanWait === undefined
              ? []
              : [one('wait', t('board.workingDays', { count: as.meanWait, amount: words.number(as.meanWait) }))]),
            ...(as.lines === 0
              ? []
              : [one('lines', t('figures.linesOf', { stopped: words.number(as.linesStopped), lines: as.lines }))]),
          ]),
    ];
  };
  const before = new Map<string, string>(figures(base).map(({ id, text }) => [id, text]));
  return (
    <dl className="figures">
      {figures(shown).map(({ id, text }) => (
        <div key={id}>
          <dt>{t(`figures.${id}`)}</dt>
          <dd>{text}</dd>
          {shown !== base && (
            <dd className="small soft">{t('board.before', { value: before.get(id) ?? t('notKnown') })}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export function Months({ base, shown }: Pick<BoardProps, 'base' | 'shown'>) {
  const { t } = useTranslation('impact');
  const month = useMonthName();
  const language = useLanguage();
  const { queue } = shown.assessment;
  if (queue === undefined || queue.months.length === 0) return null;
  const before = shown === base ? [] : (base.assessment.queue?.months ?? []);
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 0 });
  return (
    <figure>
      <figcaption>{t('months.title', { unit: queue.unit })}</figcaption>
      <BandChart
        label={t('months.label', {
          count: queue.months.length,
          first: number.format(queue.months[0]?.exported ?? 0),
          last: number.format(queue.months.at(-1)?.exported ?? 0),
          unit: queue.unit,
        })}
        points={queue.months.map((each, index) => ({
          name: month(each.month),
          middle: each.exported,
          band: each.band,
          planned: each.planned,
          observed: each.observed,
          before: before[index]?.exported,
        }))}
        say={(value) => number.format(value)}
        keys={{
          middle: t('keys.middle'),
          band: t('keys.band'),
          planned: t('keys.planned'),
          observed: t('keys.observed'),
          before: t('keys.before'),
        }}
      />
    </figure>
  );
}

function Days({ base, shown }: Pick<BoardProps, 'base' | 'shown'>) {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const words = wordsOf(shown, language);
  const { path } = shown.assessment;
  const before = shown === base ? [] : base.assessment.path.valueAdded;
  const lostOn = (part: number | undefined) => (part === undefined ? undefined : Math.max(0, 1 - part));
  const worst = Math.max(...path.valueAdded.map((part) => 1 - part), ...before.map((part) => 1 - part));
  if (worst < 1e-4) return <p className="soft">{t('days.none')}</p>;
  return (
    <figure>
      <figcaption>{t('days.title')}</figcaption>
      <BandChart
        label={t('days.label', {
          first: path.firstFall ?? t('days.never'),
          worst: path.worstDay ?? t('days.never'),
          share: words.percent(Math.max(0, ...path.valueAdded.map((part) => 1 - part))),
        })}
        points={path.valueAdded.map((part, day) => ({
          name: String(day),
          middle: Math.max(0, 1 - part),
          before: lostOn(before[day]),
        }))}
        every={path.valueAdded.length > 240 ? 60 : 30}
        say={words.percent}
        keys={{
          middle: t('keys.lost'),
          band: t('keys.band'),
          planned: t('keys.planned'),
          observed: t('keys.observed'),
          before: t('keys.before'),
        }}
      />
    </figure>
  );
}
