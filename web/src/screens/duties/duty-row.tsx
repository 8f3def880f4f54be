import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { DUTY_STATUSES, type DutyStatus, OPEN_TERMS } from '@ytterby/core/duties';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

export type DutyRow = Reply<'duty.list'>['items'][number];

/** Whose duties are looked at: an organisation's own, or everybody's by the authority. */
export type Viewer = { readonly organisation: string } | 'authority';

const MARKS: Readonly<Record<DutyStatus, readonly [IconName, string]>> = {
  late: ['cross', 'danger'],
  'due-today': ['warning', 'danger'],
  'due-soon': ['warning', 'warn'],
  upcoming: ['info', 'soft'],
  'no-day': ['question', 'soft'],
  done: ['check', 'good'],
};

/** How a duty stands: shape, word, and the working days. */
export function DutyMark({
  of: { status, remaining, open, doneOn },
}: {
  readonly of: Pick<DutyRow, 'status' | 'remaining' | 'open' | 'doneOn'>;
}) {
  const { t } = useTranslation('duties');
  const text = useText();
  const language = useLanguage();
  const [icon, tone] = MARKS[status];
  return (
    <>
      <span className={`duty-mark ${tone}`}>
        <Icon name={icon} /> <strong>{text(DUTY_STATUSES[status])}</strong>
      </span>
      <div className="small soft">
        {status === 'late' && remaining !== null && remaining < 0 && t('late', { count: -remaining })}
        {(status === 'due-soon' || status === 'upcoming') && remaining !== null && t('left', { count: remaining })}
        {open !== null && text(OPEN_TERMS[open])}
        {doneOn !== null && dateText(doneOn, language)}
      </div>
    </>
  );
}

/** The thing that a duty is about, by its number; it leads there. */
export function DutySubject({ of: { kind, subject }, viewer }: { readonly of: DutyRow; readonly viewer: Viewer }) {
  const { id, number } = subject;
  if (viewer !== 'authority' && kind === 'advice')
    return (
      <Link className="duty-number" to="/advice">
        {number}
      </Link>
    );
  if (viewer === 'authority' && subject.kind === 'case')
    return (
      <Link className="duty-number" to="/cases/$case" params={{ case: id }}>
        {number}
      </Link>
    );
  if (viewer === 'authority' && subject.kind === 'licence')
    return (
      <Link className="duty-number" to="/licences/$licence" params={{ licence: id }}>
        {number}
      </Link>
    );
  if (viewer === 'authority' && subject.kind === 'shipment')
    return (
      <Link className="duty-number" to="/shipments/$shipment" params={{ shipment: id }}>
        {number}
      </Link>
    );
  if (viewer !== 'authority' && subject.kind === 'shipment')
    return (
      <Link
        className="duty-number"
        to="/workspace/$organisation/shipments/$shipment"
        params={{ organisation: viewer.organisation, shipment: id }}
      >
        {number}
      </Link>
    );
  if (viewer !== 'authority' && subject.kind === 'case')
    return (
      <Link
        className="duty-number"
        to="/workspace/$organisation/applications/$case"
        params={{ organisation: viewer.organisation, case: id }}
      >
        {number}
      </Link>
    );
  if (viewer !== 'authority' && subject.kind === 'licence')
    return (
      <Link
        className="duty-number"
        to="/workspace/$organisation/licences/$licence"
        params={{ organisation: viewer.organisation, licence: id }}
      >
        {number}
      </Link>
    );
  return <>{number}</>;
}
