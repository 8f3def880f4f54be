import { type CSSProperties, useId, useState } from 'react';
import './charts.css';

export interface CurvePoint {
  readonly x: number;
  /** Between 0 and 1, as the bounds are. */
  readonly y: number;
  readonly bounds?: readonly [atLeast: number, atMost: number] | undefined;
}
export interface Curve {
  readonly name: string;
  /** Told apart without colour too: the second is dashed. */
  readonly points: readonly CurvePoint[];
}

interface CurveChartProps {
  /** Says in a sentence what the curves show; read out in their place. */
  readonly label: string;
  readonly xLabel: string;
  /** One or two; they start at nought and rise in steps. */
  readonly curves: readonly Curve[];
  readonly percent: (share: number) => string;
  /** What is read off at the first curve's points. */
  readonly read: { readonly label: string; readonly at: (point: number) => string };
}

/** Numbers for the foot of the chart: at most six steps of 1, 2 or 5 times a power of ten. @example ticksTo(47) // 0 10 … 50 */
export function ticksTo(most: number): readonly number[] {
  const rough = Math.max(1, most) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (([1, 2, 5, 10] as const).find((each) => each * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** Along and up, to the last point and no further. */
function stepsOf(points: readonly CurvePoint[], x: (value: number) => number, y: (value: number) => number): string {
  return `M0 ${y(0)}${points.map((point) => `H${x(point.x)}V${y(point.y)}`).join('')}`;
}

function bandOf(points: readonly CurvePoint[], x: (value: number) => number, y: (value: number) => number): string {
  return points
    .flatMap(({ x: from, bounds }, index) => {
      const until = points[index + 1]?.x ?? from;
      return bounds ? [`M${x(from)} ${y(bounds[0])}V${y(bounds[1])}H${x(until)}V${y(bounds[0])}Z`] : [];
    })
    .join('');
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/**
 * Shares that rise in steps, with the band of the first. A slider below reads the points off, with the keyboard too; a table belongs
 * beside it.
 */
export function CurveChart({ label, xLabel, curves, percent, read }: CurveChartProps) {
  const id = useId();
  const points = curves[0]?.points ?? [];
  const [chosen, setChosen] = useState(points.length - 1);
  const ticks = ticksTo(Math.max(0, ...curves.flatMap((curve) => curve.points.map(({ x }) => x))));
  const most = ticks.at(-1) ?? 1;
  const x = (value: number) => (value / most) * 1000;
  const y = (share: number) => (1 - share) * 500;
  const along = (value: number): CSSProperties => ({ left: `${(value / most) * 100}%` });
  const at = Math.min(chosen, points.length - 1);
  return (
    <div className="curve-chart">
      <ul className="keys">
        {curves.map(({ name }, index) => (
          <li key={name}>
            <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
              <path className={`line line-${index}`} d="M0 4H28" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div className="plot" role="img" aria-label={label}>
        <div className="area">
          {SHARES.map((share) => (
            <span key={share} className="level" style={{ top: `${(1 - share) * 100}%` }}>
              <span>{percent(share)}</span>
            </span>
          ))}
          <svg viewBox="0 0 1000 500" preserveAspectRatio="none">
            <path className="band" d={bandOf(points, x, y)} />
            {curves.map((curve, index) => (
              <path key={curve.name} className={`line line-${index}`} d={stepsOf(curve.points, x, y)} />
            ))}
          </svg>
          {points[at] && <span className="chosen" style={along(points[at].x)} />}
          {curves.map((curve, index) => {
            const point = curve.points[at];
            const place = point && { ...along(point.x), top: `${(1 - point.y) * 100}%` };
            return place && <span key={curve.name} className={`dot dot-${index}`} style={place} />;
          })}
          {ticks.map((tick) => (
            <span key={tick} className="tick" style={along(tick)}>
              {tick}
            </span>
          ))}
        </div>
      </div>
      <p className="x-label small soft" aria-hidden="true">
        {xLabel}
      </p>
      <div className="reader">
        <label htmlFor={id}>{read.label}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={points.length - 1}
          value={at}
          aria-valuetext={read.at(at)}
          onChange={({ target }) => setChosen(Number(target.value))}
        />
        <p className="small" aria-hidden="true">
          {read.at(at)}
        </p>
      </div>
    </div>
  );
}
