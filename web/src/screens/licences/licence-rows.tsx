import { dateText } from '@ytterby/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { StandingMark, useLicenceKind } from './standing.tsx';

export type LicenceRow = Reply<'register.list'>['items'][number];

interface LicenceRowsProps {
  readonly caption: string;
  readonly rows: readonly LicenceRow[];
  readonly link: (row: LicenceRow) => ReactNode;
  /** A holder knows whose they are. */
  readonly withHolder?: boolean;
}

export function LicenceRows({ caption, rows, link, withHolder = false }: LicenceRowsProps) {
  const { t } = useTranslation('licences');
  const text = useText();
  const language = useLanguage();
  const kindName = useLicenceKind();
  const country = useCountryName();
  return (
    <Records
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('fields.number'),
          cell: (row) => (
            <>
              {link(row)}
              <div className="small soft">{kindName(row.kind)}</div>
            </>
          ),
        },
        { head: t('fields.standing'), cell: ({ standing }) => <StandingMark of={standing} /> },
        ...(withHolder ? [{ head: t('fields.holder'), cell: ({ holder }: LicenceRow) => text(holder) }] : []),
        { head: t('fields.item'), cell: ({ item }) => item },
        {
          head: t('fields.endUser'),
          cell: ({ endUser, destination }) => (
            <>
              {endUser}
              <div className="small soft">{destination.split(', ').map(country).join(' · ')}</div>
            </>
          ),
        },
        {
          head: t('fields.validity'),
          cell: ({ firstDay, lastDay }) =>
            t('fields.days', { from: dateText(firstDay, language), lastDay: dateText(lastDay, language) }),
        },
      ]}
    />
  );
}
