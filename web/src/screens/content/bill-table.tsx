import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { VerdictMark } from '../../components/outcome.tsx';
import { type Bounds, ShareBar, useBoundsText } from '../../components/share-bar.tsx';
import { drawn } from '../../components/share-scale.ts';
import type { Rule } from './assessment.ts';
import {
  type Bill,
  type Cell,
  cellKey,
  cellText,
  currencyOf,
  partIn,
  type PartField,
  type Row,
  rowsOf,
} from './bill.ts';

interface BillTableProps {
  readonly bill: Bill;
  readonly rule: Rule | undefined;
  /** What the service could not read, by the key of the cell. */
  readonly errors: ReadonlyMap<string, string>;
  readonly onEdit: (cell: Cell, text: string) => void;
  /** A cell to go to, once. */
  readonly wanted: Cell | undefined;
  readonly onReached: () => void;
  /** Does an answer stand beside it? Else nothing is said of one. */
  readonly hasAnswer?: boolean;
}

const ROW = 44;
/** Countries that rare earths come from and go to most; any other code can be typed. */
const ORIGINS = [
  'CN',
  'AU',
  'BR',
  'CA',
  'DE',
  'EE',
  'FR',
  'GB',
  'IN',
  'JP',
  'KR',
  'KZ',
  'MM',
  'MY',
  'NO',
  'RU',
  'TH',
  'US',
  'VN',
  'ZA',
];
const HEADS = ['part', 'quantity', 'value', 'origin', 'code', 'rareEarths', 'share'] as const;

/** The bill as a tree of rows, however long, with every value that matters to be changed in place. */
export function BillTable(props: BillTableProps) {
  const { bill, rule, errors, onEdit, wanted, onReached, hasAnswer = true } = props;
  const { t } = useTranslation('content');
  const countryName = useCountryName();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(bill, closed), [bill, closed]);
  const lists = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const told = useMemo(() => new Map(rule?.parts.map((part) => [part.part, part])), [rule]);

  const focus = (index: number, field: string): boolean => {
    const found = scroll.current?.querySelector<HTMLElement>(`[data-at="${index} ${field}"]`);
    found?.focus();
    return found !== undefined && found !== null;
  };
  useEffect(() => {
    if (wanted === undefined) return;
    const all = rowsOf(bill);
    const index = all.findIndex(({ part }) => part === wanted.part);
    if (index < 0) return onReached();
    setClosed(new Set());
    virtual.scrollToIndex(index, { align: 'center' });
    const timer = setInterval(() => {
      if (!focus(index, wanted.field)) return;
      clearInterval(timer);
      onReached();
    }, 30);
    return () => clearInterval(timer);
    // Only when another cell is wanted.
  }, [wanted]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const [at, field] = (event.target as HTMLElement).dataset['at']?.split(' ') ?? [];
    if (step === 0 || at === undefined || field === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    for (let index = Number(at) + step; index >= 0 && index < rows.length; index += step)
      if (focus(index, field)) return;
  };
  const toggle = (key: string) =>
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });

  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return (
    <>
      <p className="small soft">{t(hasAnswer ? 'table.hint' : 'table.hintAlone')}</p>
      <datalist id={`${lists}-origins`}>
        {ORIGINS.map((code) => (
          <option key={code} value={code}>
            {countryName(code)}
          </option>
        ))}
      </datalist>
      <datalist id={`${lists}-codes`}>
        <option value="none" />
      </datalist>
      <div
        ref={scroll}
        className="bill-scroll"
        tabIndex={0}
        role="group"
        aria-label={t('table.caption')}
        onKeyDown={onKeyDown}
      >
        <table className="bill" aria-rowcount={rows.length + 1}>
          <caption className="visually-hidden">{t('table.caption')}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {HEADS.filter((head) => hasAnswer || head !== 'share').map((head) => (
                <th key={head} scope="col" className={head === 'part' ? 'part' : `for-${head}`}>
                  {t(`table.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first && first.start > 0 && <tr style={{ height: first.start }} aria-hidden="true" />}
            {items.map(({ index }) => {
              const row = rows[index];
              return (
                row && (
                  <BillRow
                    key={row.key}
                    index={index}
                    row={row}
                    bill={bill}
                    told={told.get(row.part)}
                    threshold={rule?.threshold}
                    errors={errors}
                    isClosed={closed.has(row.key)}
                    lists={lists}
                    hasAnswer={hasAnswer}
                    onToggle={toggle}
                    onEdit={onEdit}
                  />
                )
              );
            })}
            {last && <tr style={{ height: virtual.getTotalSize() - last.end }} aria-hidden="true" />}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface BillRowProps {
  readonly index: number;
  readonly row: Row;
  readonly bill: Bill;
  readonly told: Rule['parts'][number] | undefined;
  readonly threshold: string | undefined;
  readonly errors: ReadonlyMap<string, string>;
  readonly isClosed: boolean;
  readonly lists: string;
  readonly hasAnswer: boolean;
  readonly onToggle: (key: string) => void;
  readonly onEdit: (cell: Cell, text: string) => void;
}

const BillRow = memo(function BillRow(props: BillRowProps) {
  const { index, row, bill, told, threshold, errors, isClosed, lists, hasAnswer, onToggle, onEdit } = props;
  const { t } = useTranslation('content');
  const part = partIn(bill, row.part);
  const isOpen = (field: PartField) => told?.unknown.includes(field === 'code' ? 'item' : field) ?? false;
  const common = { index, bill, errors, onEdit };
  const into = row.into;
  const unit = part?.unit;
  const inputUnit = into && partIn(bill, into.part)?.inputs?.[into.at]?.unit;
  return (
    <tr aria-rowindex={index + 2} className={row.is}>
      <th scope="row" className="part">
        <div className="name" style={{ paddingInlineStart: `${Math.min(row.depth, 12) * 1.1}rem` }}>
          {row.hasInputs ? (
            <button
              type="button"
              className="quiet-button fold"
              aria-expanded={!isClosed}
              aria-label={t(isClosed ? 'table.unfold' : 'table.fold', { part: row.part })}
              onClick={() => onToggle(row.key)}
            >
              <Icon name={isClosed ? 'right' : 'down'} />
            </button>
          ) : (
            <span className="fold" />
          )}
          <span title={row.part}>
            {row.part}
            {row.is !== 'first' && <span className="tag">{t(`table.${row.is}`)}</span>}
          </span>
        </div>
      </th>
      <td>
        {into && (
          <span className="with-unit">
            <CellInput {...common} cell={{ part: row.part, field: 'quantity', into: into.part, at: into.at }} />
            <span className="small soft">{inputUnit ?? unit}</span>
          </span>
        )}
      </td>
      <td>
        {part && (
          <span className="with-unit">
            <CellInput {...common} cell={{ part: row.part, field: 'value' }} isOpen={isOpen('value')} />
            <span className="small soft">
              {currencyOf(bill, part)}
              {unit !== undefined && `/${unit}`}
            </span>
          </span>
        )}
      </td>
      <td>
        {part && (
          <CellInput
            {...common}
            cell={{ part: row.part, field: 'origin' }}
            isOpen={isOpen('origin')}
            list={`${lists}-origins`}
          />
        )}
      </td>
      <td>
        {part && (
          <CellInput
            {...common}
            cell={{ part: row.part, field: 'code' }}
            isOpen={isOpen('code')}
            list={`${lists}-codes`}
          />
        )}
      </td>
      <td>{part && <RareEarths {...common} part={row.part} isOpen={isOpen('rareEarths')} />}</td>
      {hasAnswer && <td>{told && threshold !== undefined && <Share of={told} threshold={threshold} />}</td>}
    </tr>
  );
});

interface CellInputProps {
  readonly index: number;
  readonly bill: Bill;
  readonly errors: ReadonlyMap<string, string>;
  readonly onEdit: (cell: Cell, text: string) => void;
  readonly cell: Cell;
  readonly isOpen?: boolean;
  readonly list?: string;
}

function CellInput({ index, bill, errors, onEdit, cell, isOpen = false, list }: CellInputProps) {
  const { t } = useTranslation('content');
  const error = errors.get(cellKey(cell));
  const id = useId();
  const text = cellText(bill, cell);
  return (
    <>
      <input
        className={`native ${cell.field} ${isOpen ? 'hatched' : ''}`}
        data-at={`${index} ${cell.field}`}
        value={text}
        list={list}
        placeholder={isOpen ? `? ${t('table.unknown')}` : '—'}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('table.cell', { head: t(`table.${cell.field}`), part: cell.part })}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : id}
        title={error ?? (isOpen ? t('table.open') : undefined)}
        onChange={({ target }) => onEdit(cell, target.value)}
      />
      {error !== undefined && (
        <span id={id} className="cell-error">
          {error}
        </span>
      )}
    </>
  );
}

type RareEarthsProps = Omit<CellInputProps, 'cell' | 'list'> & { readonly part: string };

function RareEarths({ index, bill, onEdit, part, isOpen = false }: RareEarthsProps) {
  const { t } = useTranslation('content');
  const cell: Cell = { part, field: 'rareEarths' };
  // A table may say it with a space.
  const said = cellText(bill, cell).trim().toLowerCase().replace(/\s+/g, '-');
  return (
    <select
      className={`native ${isOpen ? 'hatched' : ''}`}
      data-at={`${index} rareEarths`}
      value={said}
      aria-label={t('table.cell', { head: t('table.rareEarths'), part })}
      title={isOpen ? t('table.open') : undefined}
      onChange={({ target }) => onEdit(cell, target.value)}
    >
      <option value="">{`? ${t('table.rare.unknown')}`}</option>
      <option value="none">{t('table.rare.none')}</option>
      <option value="listed-below">{t('table.rare.listed-below')}</option>
      {!['', 'none', 'listed-below'].includes(said) && <option value={said}>{cellText(bill, cell)}</option>}
    </select>
  );
}

function Share({ of, threshold }: { readonly of: Rule['parts'][number]; readonly threshold: string }) {
  const { t } = useTranslation('content');
  const bounds = useBoundsText();
  const mostOf = ({ atMost }: Bounds) => (atMost === null ? Infinity : drawn(atMost));
  const [most] = [...of.contributes].sort((a, b) => mostOf(b.share) - mostOf(a.share));
  return (
    <div className="shares">
      {of.productShare !== null && (
        <>
          <span>
            {of.product !== null && <VerdictMark verdict={of.product} />} {bounds(of.productShare)}
          </span>
          <ShareBar share={of.productShare} threshold={threshold} scale="log" />
        </>
      )}
      {most && <span className="small soft">{t('table.shareIn', { share: bounds(most.share), part: most.to })}</span>}
    </div>
  );
}
