import { Link } from '@tanstack/react-router';
import type { Determination, ExportFacts } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useMay } from '../administration/may.ts';
import { mayBeRelief } from './prefill.ts';

interface ShipButtonProps {
  readonly organisation: string;
  /** Id of the saved determination. */
  readonly saved: string;
  readonly facts: ExportFacts;
  readonly determination: Determination;
}

/** From a saved determination to a shipment without a licence. Only for relief, and for who may claim it. */
export function ShipButton({ organisation, saved, facts, determination }: ShipButtonProps) {
  const { t } = useTranslation('humanitarian');
  const may = useMay(organisation);
  if (!may('humanitarian.change') || !mayBeRelief(facts, determination)) return null;
  return (
    <Link
      className="quiet-button edged"
      to="/workspace/$organisation/shipments/new"
      params={{ organisation }}
      search={{ determination: saved }}
    >
      <Icon name="right" /> {t('ship')}
    </Link>
  );
}
