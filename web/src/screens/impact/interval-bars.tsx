import type { CSSProperties, ReactNode } from 'react';

export interface IntervalRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly text: string;
  readonly middle: number;
  readonly band?: { readonly low: number; readonly high: number } | undefined;
  /** Further cells, one for each of `more`. */
  readonly more?: readonly string[];
  /** What the others are compared with. */
  readonly isBase?: boolean;
}

interface IntervalBarsProps {
  /** Says what the table shows; read out. */
  readonly caption: string;
  readonly head: string;
  readonly value: string;
  readonly more?: readonly string[];
  readonly rows: readonly IntervalRow[];
  /** Where the scale ends; default: the largest value. */
  readonly most?: number;
}

/** A table whose numbers are drawn as bars on one scale, with a line from the low to the high end of their band. */
export function IntervalBars({ caption, head, value, more = [], rows, most }: IntervalBarsProps) {
  const end = most ?? Math.max(Number.MIN_VALUE, ...rows.map(({ middle, band }) => Math.max(middle, band?.high ?? 0)));
  const part = (amount: number) => `${Math.min(100, Math.max(0, (amount / end) * 100))}%`;
  return (
    <table className="interval-bars">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="drawn">
            {value}
          </th>
          {more.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, text, middle, band, more: cells = [], isBase = false }) => (
          <tr key={id} className={isBase ? 'base' : undefined}>
            <th scope="row">{name}</th>
            <td className="drawn" data-label={value}>
              <span>{text}</span>
              <span
                className="scale"
                style={
                  {
                    '--middle': part(middle),
                    ...(band && { '--low': part(band.low), '--high': part(band.high) }),
                  } as CSSProperties
                }
                aria-hidden="true"
              >
                <span className="bar" />
                {band && band.high > band.low && <span className="whisker" />}
              </span>
            </td>
            {cells.map((cell, index) => (
              <td key={more[index]} data-label={more[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
