import { dateText } from '@ytterby/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

type DrawDown = Reply<'licence.draw-downs'>['items'][number];

interface DrawDownRowsProps {
  readonly of: readonly DrawDown[];
  /** What the reader can do with one. */
  readonly actions?: (drawDown: DrawDown) => ReactNode;
}

/** What customs has drawn or reserved, the latest first. */
export function DrawDownRows({ of, actions }: DrawDownRowsProps) {
  const { t } = useTranslation('licences');
  const text = useText();
  const language = useLanguage();
  if (of.length === 0) return <p className="soft">{t('drawDowns.none')}</p>;
  return (
    <Records
      caption={t('drawDowns.title')}
      rows={of}
      rowKey={({ drawDown }) => drawDown}
      {...(actions && { actions })}
      columns={[
        { head: t('drawDowns.number'), cell: ({ drawDown }) => <span className="code">{drawDown}</span> },
        { head: t('drawDowns.declaration'), cell: ({ declaration }) => <span className="code">{declaration}</span> },
        {
          head: t('drawDowns.status'),
          cell: ({ status, statusText, on, lastDay }) =>
            status === 'reserved'
              ? t('drawDowns.until', { status: text(statusText), day: dateText(lastDay, language) })
              : t('drawDowns.on', { status: text(statusText), day: dateText(on, language) }),
        },
        {
          head: t('drawDowns.amounts'),
          cell: ({ lines }) =>
            lines.map(({ line, quantity, unit, value, currency }) => (
              <div key={line} className="number">
                {line}. {quantity} {unit} · {value} {currency}
              </div>
            )),
        },
      ]}
    />
  );
}
