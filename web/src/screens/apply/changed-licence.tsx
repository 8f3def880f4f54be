import { Link } from '@tanstack/react-router';
import type { Application } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { StandingMark } from '../licences/standing.tsx';
import { Provision } from './provision.tsx';
import { useMayApply } from './words.ts';
import '../licences/licences.css';

/** The latest licences that the organisation holds, as far as the reader may see them. */
export function useOwnLicences(organisation: string) {
  const found = useRead('licence.list', { params: { organisation }, query: { limit: 200 } });
  return found.data?.body.items ?? [];
}

const ARTICLE = 'cn/state-council-2024-792/18';
const USABLE: ReadonlySet<string> = new Set(['valid', 'not-yet-valid']);

interface ChangedLicenceProps {
  readonly application: Application;
  readonly organisation: string;
  /** Whether the change is still to be decided. */
  readonly isOpen: boolean;
}

/** The licence that is to change, how it stands, and what the law asks of its holder meanwhile (Order 792 art. 18). */
export function ChangedLicence({ application, organisation, isOpen }: ChangedLicenceProps) {
  const { t } = useTranslation('apply');
  const licences = useOwnLicences(organisation);
  const mayApply = useMayApply(organisation);
  const { kind, change } = application;
  const number = change?.licence;
  if (number === undefined || (kind !== 'minor-change' && kind !== 'major-change')) return null;
  const licence = licences.find((each) => each.number === number);
  const isUsable = licence !== undefined && USABLE.has(licence.standing);
  return (
    <section className="notice" aria-label={t('changed.title')}>
      <p className="row">
        <strong>{t('changed.title')}</strong>
        {licence === undefined ? (
          number
        ) : (
          <>
            <Link to="/workspace/$organisation/licences/$licence" params={{ organisation, licence: licence.id }}>
              {number}
            </Link>
            <span>{t('changed.edition', { n: licence.edition })}</span>
            <StandingMark of={licence.standing} />
          </>
        )}
      </p>
      {isOpen && isUsable && mayApply && (
        <p>
          {t(`changed.${kind}`)} <Provision id={ARTICLE} />
        </p>
      )}
    </section>
  );
}
