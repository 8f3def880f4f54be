import { type CSSProperties, useId } from 'react';
import '../../components/charts.css';

export interface BandPoint {
  readonly name: string;
  readonly middle: number;
  readonly band?: { readonly low: number; readonly high: number } | undefined;
  /** What would be without the measure. */
  readonly planned?: number | undefined;
  readonly observed?: number | undefined;
  /** The same in what is compared with. */
  readonly before?: number | undefined;
}

interface BandChartProps {
  /** Says in a sentence what is shown; read out in its place. A table belongs beside it. */
  readonly label: string;
  readonly points: readonly BandPoint[];
  readonly say: (value: number) => string;
  readonly keys: Readonly<Record<'middle' | 'band' | 'planned' | 'observed' | 'before', string>>;
  /** How far apart the points are whose names stand below; default: all have theirs. */
  readonly every?: number;
}

/** Round levels from nought to at least `most`, about four of them. @example levelsTo(5774) // [0, 2000, 4000, 6000] */
export function levelsTo(most: number): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (([1, 2, 5, 10] as const).find((each) => each * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** A line over months or days with the band in which it may lie; dashes for the plan, rings for what was observed. */
export function BandChart({ label, points, say, keys, every = 1 }: BandChartProps) {
  const id = useId();
  const values = points.flatMap(({ middle, band, planned, observed, before }) => [
    middle,
    ...(band === undefined ? [] : [band.high]),
    ...[planned, observed, before].flatMap((value) => value ?? []),
  ]);
  const levels = levelsTo(Math.max(...values, 0));
  const top = levels.at(-1) as number;
  const x = (index: number) => (points.length < 2 ? 500 : (index / (points.length - 1)) * 1000);
  const y = (value: number) => (1 - value / top) * 500;
  const along = (index: number): CSSProperties => ({ left: `${x(index) / 10}%` });
  const line = (pick: (point: BandPoint) => number | undefined) =>
    points
      .flatMap((point, index) => {
        const value = pick(point);
        return value === undefined ? [] : [`${x(index).toFixed(1)} ${y(value).toFixed(1)}`];
      })
      .join('L');
  const hasBand = points.some(({ band }) => band !== undefined);
  const area = `M${line(({ band }) => band?.high)}L${points
    .map(({ band }, index) => `${x(index).toFixed(1)} ${y(band?.low ?? 0).toFixed(1)}`)
    .toReversed()
    .join('L')}Z`;
  const has = (pick: (point: BandPoint) => unknown) => points.some((point) => pick(point) !== undefined);
  const shown = (['middle', 'band', 'planned', 'before', 'observed'] as const).filter(
    (key) => key === 'middle' || has((point) => point[key]),
  );
  return (
    <div className="band-chart">
      <ul className="keys">
        {shown.map((key) => (
          <li key={key}>
            <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
              {key === 'band' ? (
                <rect className="area" width="28" height="12" />
              ) : key === 'observed' ? (
                <circle className="ring" cx="14" cy="6" r="4" />
              ) : (
                <path className={key} d="M0 6H28" />
              )}
            </svg>
            {keys[key]}
          </li>
        ))}
      </ul>
      <div className="plot" role="img" aria-label={label}>
        <div className="field">
          {levels.map((level) => (
            <span key={level} className="level" style={{ top: `${(1 - level / top) * 100}%` }}>
              <span>{say(level)}</span>
            </span>
          ))}
          <svg viewBox="0 0 1000 500" preserveAspectRatio="none" aria-hidden="true">
            <clipPath id={id}>
              <rect x="0" y="0" width="1000" height="500" />
            </clipPath>
            {hasBand && <path className="area" clipPath={`url(#${id})`} d={area} />}
            {has(({ planned }) => planned) && <path className="planned" d={`M${line(({ planned }) => planned)}`} />}
            {has(({ before }) => before) && <path className="before" d={`M${line(({ before }) => before)}`} />}
            <path className="middle" d={`M${line(({ middle }) => middle)}`} />
          </svg>
          {points.map(({ name, observed }, index) =>
            observed === undefined ? null : (
              <span
                key={name}
                className="observed-at"
                style={{ ...along(index), top: `${(1 - observed / top) * 100}%` }}
              />
            ),
          )}
          {points.map(({ name }, index) =>
            index % every === 0 ? (
              <span key={name} className={`name ${(index / every) % 2 === 1 ? 'second' : ''}`} style={along(index)}>
                {name}
              </span>
            ) : null,
          )}
        </div>
      </div>
    </div>
  );
}
