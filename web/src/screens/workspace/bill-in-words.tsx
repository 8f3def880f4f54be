import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
import { useValueWord } from '../ask/words.ts';
import { type Bill, cellText, currencyOf, rowsOf } from '../content/bill.ts';

const ROW = 36;

/** A bill to be read: its parts in the order of the tree, however many. */
export function BillInWords({ of: bill }: { readonly of: Bill }) {
  const { t } = useTranslation(['workspace', 'content']);
  const country = useCountryName();
  const word = useValueWord();
  const rows = useMemo(() => rowsOf(bill), [bill]);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const heads = ['part', 'quantity', 'value', 'origin', 'code', 'rareEarths'] as const;
  const shown = virtual.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="bill-read" ref={scroll} tabIndex={0} role="region" aria-label={t('sections.bills')}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`content:table.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {shown.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { part: id, into, depth, key } = row;
            const part = bill.parts.find((each) => each.id === id);
            const said = (field: 'value' | 'unit' | 'origin' | 'code' | 'rareEarths') =>
              cellText(bill, { part: id, field });
            const value = said('value');
            const quantity =
              into === null ? '' : cellText(bill, { part: id, field: 'quantity', into: into.part, at: into.at });
            return (
              <tr key={key} aria-rowindex={index + 2}>
                <th scope="row" style={{ paddingInlineStart: `${0.6 + depth * 1.1}rem` }}>
                  {id}
                </th>
                <td className="number">{quantity === '' ? '' : `${quantity} ${said('unit')}`}</td>
                <td className="number">{value === '' ? '' : `${value} ${currencyOf(bill, part)}`}</td>
                <td>{said('origin') === '' ? '' : country(said('origin'))}</td>
                <td className="code">{said('code')}</td>
                <td>{said('rareEarths') === '' ? '' : word('bom.parts.rareEarths', said('rareEarths'))}</td>
              </tr>
            );
          })}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}
