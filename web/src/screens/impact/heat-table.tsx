import type { CSSProperties } from 'react';

export interface HeatColumn {
  readonly id: string;
  readonly name: string;
}
interface HeatTableProps {
  readonly caption: string;
  readonly head: string;
  /** Columns under their headings. */
  readonly groups: readonly { readonly id: string; readonly name: string; readonly columns: readonly HeatColumn[] }[];
  readonly rows: readonly { readonly id: string; readonly name: string; readonly cells: readonly number[] }[];
  readonly say: (value: number) => string;
}

/** Numbers in a table whose cells are the darker the larger they are; each says its number, too. */
export function HeatTable({ caption, head, groups, rows, say }: HeatTableProps) {
  const most = Math.max(Number.MIN_VALUE, ...rows.flatMap(({ cells }) => cells));
  return (
    // Wide tables are moved sideways in their own frame, with the keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="heat-frame" tabIndex={0} role="region" aria-label={caption}>
      <table className="heat">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {head}
            </th>
            {groups.map(({ id, name, columns }) => (
              <th key={id} scope="colgroup" colSpan={columns.length}>
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {groups.flatMap(({ id, columns }) =>
              columns.map((column) => (
                <th key={`${id} ${column.id}`} scope="col">
                  {column.name}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, cells }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={index} style={{ '--heat': `${Math.round(Math.sqrt(cell / most) * 100)}%` } as CSSProperties}>
                  {say(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
