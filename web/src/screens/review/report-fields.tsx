import { REPORT_STAGE_NAMES, REPORT_STAGES, type ReportStage, type ReportTerm } from '@ytterby/core/licensing';
import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';

/** As it is typed: without stages it asks for no report. */
export interface ReportTyped {
  readonly stages?: readonly ReportStage[];
  readonly days?: number;
  readonly count?: ReportTerm['count'];
  readonly after?: ReportTerm['after'];
}

/** The term that was typed; null = no report. @example reportIn({ stages: [] }) // null */
export function reportIn({ stages = [], days, count = 'days', after = 'export' }: ReportTyped = {}): ReportTerm | null {
  return stages.length === 0 || days === undefined ? null : { stages: [...stages], days, count, after };
}

/** Which reports a condition asks for, in words. */
export function ReportWords({ of }: { readonly of: ReportTerm | null }) {
  const { t } = useTranslation(['review', 'shell']);
  const text = useText();
  if (of === null) return <span className="soft">{t('conditions.noReport')}</span>;
  return (
    <>
      {of.stages.map((stage) => text(REPORT_STAGES[stage])).join(t('shell:comma'))}
      <div className="small soft">{t(`conditions.terms.${of.count}.${of.after}`, { count: of.days })}</div>
    </>
  );
}

/** The reports that a condition asks for, and by when. */
export function ReportFields() {
  const { t } = useTranslation('review');
  const text = useText();
  const stages = Form.useWatch<readonly ReportStage[] | undefined>(['report', 'stages']) ?? [];
  return (
    <>
      <Form.Item name={['report', 'stages']} label={t('conditions.report')} extra={t('conditions.reportHint')}>
        <Select
          mode="multiple"
          allowClear
          options={REPORT_STAGE_NAMES.map((value) => ({ value, label: text(REPORT_STAGES[value]) }))}
        />
      </Form.Item>
      {stages.length > 0 && (
        <>
          <Form.Item name={['report', 'days']} label={t('conditions.days')} rules={[{ required: true }]}>
            <InputNumber min={1} max={1_000} precision={0} />
          </Form.Item>
          <Form.Item name={['report', 'count']} label={t('conditions.count')} initialValue="days">
            <Select
              options={(['days', 'working-days'] as const).map((value) => ({
                value,
                label: t(`conditions.counts.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name={['report', 'after']} label={t('conditions.after')} initialValue="export">
            <Select
              options={(['export', 'arrival'] as const).map((value) => ({
                value,
                label: t(`conditions.afters.${value}`),
              }))}
            />
          </Form.Item>
        </>
      )}
    </>
  );
}
