import { dateText } from '@ytterby/core';
import { SHIPMENT_STATUSES, type ShipmentStatus } from '@ytterby/core/humanitarian';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { DutyMark } from '../duties/duty-row.tsx';
import '../duties/duties.css';

export type ShipmentRow = Reply<'humanitarian.register'>['items'][number];

const MARKS: Readonly<Record<ShipmentStatus, readonly [IconName, string]>> = {
  new: ['info', 'soft'],
  claimed: ['check', 'good'],
  'stopped-for-review': ['warning', 'danger'],
  cleared: ['check', 'good'],
  refused: ['cross', 'danger'],
  shipped: ['right', 'soft'],
  reported: ['check', 'good'],
  withdrawn: ['remove', 'soft'],
};

/** How a shipment stands: shape and word. */
export function ShipmentMark({ of }: { readonly of: ShipmentStatus }) {
  const text = useText();
  const [icon, tone] = MARKS[of];
  return (
    <span className={`duty-mark ${tone}`}>
      <Icon name={icon} /> <strong>{text(SHIPMENT_STATUSES[of])}</strong>
    </span>
  );
}

/** It left although the exemption was refused. */
export function Breach() {
  const { t } = useTranslation('humanitarian');
  return (
    <span className="duty-mark danger">
      <Icon name="warning" /> <strong>{t('leftThoughRefused')}</strong>
    </span>
  );
}

/** How its report stands; nothing before it has left. */
export function ReportMark({
  of: { exportedOn, report },
}: {
  readonly of: Pick<ShipmentRow, 'exportedOn' | 'report'>;
}) {
  const { t } = useTranslation('humanitarian');
  const language = useLanguage();
  if (exportedOn === null) return <span className="soft">–</span>;
  const { due, status, remaining, sentOn } = report;
  if (status === null || due === null)
    return (
      <span className="soft">
        {sentOn === null ? t('fields.noReport') : t('fields.sentOn', { day: dateText(sentOn, language) })}
      </span>
    );
  return (
    <>
      <DutyMark of={{ status, remaining, open: null, doneOn: sentOn }} />
      {sentOn === null && <div className="small soft">{t('fields.due', { day: dateText(due, language) })}</div>}
    </>
  );
}

interface ShipmentRowsProps {
  readonly caption: string;
  readonly rows: readonly ShipmentRow[];
  readonly withExporter?: boolean;
  readonly link: (row: ShipmentRow) => ReactNode;
}

export function ShipmentRows({ caption, rows, withExporter = false, link }: ShipmentRowsProps) {
  const { t } = useTranslation('humanitarian');
  const text = useText();
  const language = useLanguage();
  const country = useCountryName();
  return (
    <Records
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { head: t('fields.number'), cell: (row) => <span className="duty-number">{link(row)}</span> },
        ...(withExporter ? [{ head: t('fields.exporter'), cell: ({ exporter }: ShipmentRow) => text(exporter) }] : []),
        { head: t('fields.item'), cell: ({ item }) => item },
        {
          head: t('fields.endUser'),
          cell: ({ endUser, destination }) => (
            <>
              {endUser ?? <span className="soft">–</span>}
              <div className="small soft">{country(destination)}</div>
            </>
          ),
        },
        {
          head: t('fields.status'),
          cell: ({ status, leftThoughRefused }) => (
            <>
              <ShipmentMark of={status} />
              {leftThoughRefused && <Breach />}
            </>
          ),
        },
        {
          head: t('fields.exportedOn'),
          cell: ({ exportedOn }) =>
            exportedOn === null ? <span className="soft">–</span> : dateText(exportedOn, language),
        },
        { head: t('fields.report'), cell: (row) => <ReportMark of={row} /> },
      ]}
    />
  );
}
