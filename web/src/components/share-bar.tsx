import { percentText, speaker } from '@ytterby/core';
import { useLanguage } from '../i18n/index.ts';
import { drawn, placeOf } from './share-scale.ts';
import './share-bar.css';

/** Bounds as the service gives them: exact text; null = no upper limit is known. */
export interface Bounds {
  readonly atLeast: string;
  readonly atMost: string | null;
}

/** Bounds as words. @example useBoundsText()({ atLeast: '0', atMost: '0.04' }, percent) // '0 % to 4 %' */
export function useBoundsText(): (bounds: Bounds, figure?: (exact: string) => string) => string {
  const language = useLanguage();
  const say = speaker(language);
  const percent = (exact: string) => percentText(exact, language);
  return ({ atLeast, atMost }, figure = percent) => {
    if (atMost === null) return say('range.from', { from: figure(atLeast) });
    return atLeast === atMost ? figure(atLeast) : say('range.between', { from: figure(atLeast), to: figure(atMost) });
  };
}

interface ShareBarProps {
  readonly share: Bounds;
  /** Exact. */
  readonly threshold: string;
  readonly scale: 'log' | 'linear';
  /** With the figures of the scale below it. */
  readonly ticks?: boolean;
}

const TICKS = { log: ['0.0001', '0.001', '0.01', '0.1', '1'], linear: ['0', '0.25', '0.5', '0.75', '1'] } as const;

/** A share on a bar: what is certain is filled, what is open is hatched, and the threshold is a line. Its words stand beside it. */
export function ShareBar({ share, threshold, scale, ticks = false }: ShareBarProps) {
  const language = useLanguage();
  const least = placeOf(drawn(share.atLeast), scale);
  const most = share.atMost === null ? 1 : placeOf(drawn(share.atMost), scale);
  const percent = (place: number) => `${(place * 100).toFixed(2)}%`;
  return (
    <div className={`share-bar ${ticks ? 'with-ticks' : ''}`} aria-hidden="true">
      <div className="track">
        <span className="certain" style={{ width: percent(least) }} />
        <span className="open hatched" style={{ left: percent(least), width: percent(most - least) }} />
      </div>
      <span className="threshold" style={{ left: percent(placeOf(drawn(threshold), scale)) }} />
      {ticks &&
        TICKS[scale].map((tick) => (
          <span key={tick} className="tick" style={{ left: percent(placeOf(drawn(tick), scale)) }}>
            {percentText(tick, language)}
          </span>
        ))}
    </div>
  );
}
