import { useTranslation } from 'react-i18next';
import FlowChart from '../ask/flow-chart.tsx';
import type { Assessment } from './assessment.ts';

/** How value flows from the inputs into the product. Load it lazily: it brings ECharts along. */
export default function ValueFlow({ flow }: { readonly flow: Assessment['flow'] }) {
  const { t } = useTranslation('content');
  if (flow === null || flow.links.length === 0) return <p className="soft">{t('flow.none')}</p>;
  return (
    <>
      <FlowChart flow={flow} label={t('flow.label')} />
      <p className="small soft">{t('flow.note')}</p>
    </>
  );
}
