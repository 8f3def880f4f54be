import { speaker } from '@ytterby/core';
import { Button } from 'antd';
import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { type HoldingRow, partiesIn } from './holdings.ts';

interface HoldingsTableProps {
  readonly rows: readonly HoldingRow[];
  /** What the service could not read, by the id of the row. */
  readonly errors: ReadonlyMap<number, string>;
  readonly onChange: (rows: readonly HoldingRow[]) => void;
}

const FIELDS = ['owner', 'owned', 'share'] as const;

/** Who holds what of whom: one row a holding. Enter goes down, and adds a row after the last. */
export function HoldingsTable({ rows, errors, onChange }: HoldingsTableProps) {
  const { t } = useTranslation('parties');
  const say = speaker(useLanguage());
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const next = Math.max(-1, ...rows.map((row) => row.id)) + 1;
  const add = () => onChange([...rows, { id: next, owner: '', owned: '', share: '' }]);
  const focus = (at: number, field: string) =>
    table.current?.querySelector<HTMLElement>(`[data-at="${at} ${field}"]`)?.focus();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const [at, field] = (event.target as HTMLElement).dataset['at']?.split(' ') ?? [];
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    // Up and down also choose among the names that are offered.
    if (step === 0 || at === undefined || field === undefined || (field !== 'share' && event.key !== 'Enter')) return;
    event.preventDefault();
    const to = Number(at) + step;
    if (to >= rows.length && event.key === 'Enter') {
      add();
      requestAnimationFrame(() => focus(to, 'owner'));
    } else focus(to, event.key === 'Enter' && field === 'share' ? 'owner' : field);
  };
  return (
    <>
      <datalist id={id}>
        {partiesIn(rows).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <table className="holdings" ref={table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {FIELDS.map((field) => (
              <th key={field} scope="col" className={field}>
                {t(`ownership.${field}`)}
                {field === 'share' && <span className="soft"> {t('ownership.shareHint')}</span>}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const error = errors.get(row.id);
            const isUnknown = row.share.trim() === '' && row.owner.trim() !== '' && row.owned.trim() !== '';
            return (
              <tr key={row.id}>
                {FIELDS.map((field) => (
                  <td key={field} className={field}>
                    <input
                      className={`native ${field === 'share' && isUnknown ? 'hatched' : ''}`}
                      data-at={`${at} ${field}`}
                      value={row[field]}
                      list={field === 'share' ? undefined : id}
                      placeholder={
                        field !== 'share'
                          ? t(`ownership.${field}`)
                          : isUnknown
                            ? `? ${say('range.any')}`
                            : t('ownership.sharePlaceholder')
                      }
                      autoComplete="off"
                      aria-label={t('ownership.row', { n: at + 1, head: t(`ownership.${field}`) })}
                      aria-invalid={field === 'share' && error !== undefined}
                      aria-describedby={error === undefined ? undefined : `${id}-${row.id}`}
                      onChange={({ target: { value } }) =>
                        onChange(rows.map((each) => (each.id === row.id ? { ...each, [field]: value } : each)))
                      }
                    />
                    {field === 'share' && error !== undefined && (
                      <span id={`${id}-${row.id}`} className="cell-error">
                        {error}
                      </span>
                    )}
                  </td>
                ))}
                <td className="remove">
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={t('ownership.remove', { n: at + 1 })}
                    onClick={() => onChange(rows.filter((each) => each.id !== row.id))}
                  >
                    <Icon name="close" />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button onClick={add}>
        <Icon name="add" /> {t('ownership.add')}
      </Button>
    </>
  );
}
