import type { Key, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './records.css';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
}

interface RecordsProps<Row> {
  /** Says what the table lists; read out. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
  readonly columns: readonly Column<Row>[];
  /** Buttons at the end of a row. */
  readonly actions?: (row: Row) => ReactNode;
}

/** A table of records; on a narrow screen each row becomes a small card with the headings beside the values. */
export function Records<Row>({ caption, rows, rowKey, columns, actions }: RecordsProps<Row>) {
  const { t } = useTranslation();
  if (rows.length === 0) return <p className="soft">{t('table.empty')}</p>;
  return (
    <table className="records">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {actions && <td />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ head, cell }) => (
              <td key={head} data-label={head}>
                {cell(row)}
              </td>
            ))}
            {actions && (
              <td className="actions">
                <div className="row">{actions(row)}</div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
