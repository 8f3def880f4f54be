import type { CSSProperties, ReactNode } from 'react';
import './charts.css';

export interface BarValue {
  readonly text: string;
  /** Absent, or nought: no bar. */
  readonly length?: number | undefined;
  /** The bar reaches up to there at most, and the number is not told. */
  readonly isOpen?: boolean | undefined;
}
export interface BarRow {
  readonly id: string;
  readonly name: ReactNode;
  /** One for each column. */
  readonly values: readonly BarValue[];
}

interface BarChartProps {
  /** Says what the chart shows; read out. */
  readonly caption: string;
  /** What the rows are. */
  readonly head: string;
  readonly columns: readonly string[];
  readonly rows: readonly BarRow[];
  /** A last row without bars. */
  readonly total?: BarRow;
}

/** Bars in a table: it is read as one, and is drawn on one scale over all columns. */
export function BarChart({ caption, head, columns, rows, total }: BarChartProps) {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values.map(({ length = 0 }) => length)));
  return (
    <table className="bar-chart">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BarCells key={row.id} row={row} columns={columns} most={most} />
        ))}
      </tbody>
      {total && (
        <tfoot>
          <BarCells row={total} columns={columns} most={most} />
        </tfoot>
      )}
    </table>
  );
}

interface BarCellsProps {
  readonly row: BarRow;
  readonly columns: readonly string[];
  readonly most: number;
}

function BarCells({ row: { name, values }, columns, most }: BarCellsProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {values.map(({ text, length, isOpen = false }, index) => (
        <td key={columns[index]} data-label={columns[index]}>
          <span className="number">{text}</span>
          {length !== undefined && length > 0 && (
            <span
              className={`bar ${isOpen ? 'hatched' : ''}`}
              style={{ '--length': `${(length / most) * 100}%` } as CSSProperties}
            />
          )}
        </td>
      ))}
    </tr>
  );
}
