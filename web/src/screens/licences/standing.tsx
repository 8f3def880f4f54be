import { LICENCE_STANDINGS, type LicenceStanding } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import { LICENCE_KINDS } from './search.ts';

const MARKS: Readonly<Record<LicenceStanding, readonly [IconName, string]>> = {
  valid: ['check', 'good'],
  'not-yet-valid': ['info', 'soft'],
  'not-issued': ['info', 'soft'],
  suspended: ['warning', 'warn'],
  revoked: ['cross', 'danger'],
  surrendered: ['remove', 'soft'],
  exhausted: ['remove', 'soft'],
  expired: ['remove', 'soft'],
};

/** What a licence is worth today, in a word with its shape and colour. */
export function StandingMark({ of }: { readonly of: LicenceStanding }) {
  const text = useText();
  const [icon, tone] = MARKS[of];
  return (
    <span className={`licence-standing ${tone}`}>
      <Icon name={icon} /> <strong>{text(LICENCE_STANDINGS[of])}</strong>
    </span>
  );
}

export function useLicenceKind(): (kind: string) => string {
  const { t } = useTranslation('licences');
  return (kind) => {
    const known = LICENCE_KINDS.find((each) => each === kind);
    return known === undefined ? kind : t(`kinds.${known}`);
  };
}
