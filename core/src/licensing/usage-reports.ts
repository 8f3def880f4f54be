import { type Static, Type } from 'typebox';
import type { Text } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';

/**
 * Reports on what became of what was exported (Order 792 art. 18: transport, arrival, installation, use). The law names no term; a
 * condition of a licence can.
 */
export const REPORT_STAGES = {
  transport: { zh: '运输', en: 'Transport' },
  arrival: { zh: '抵达', en: 'Arrival' },
  installation: { zh: '安装', en: 'Installation' },
  use: { zh: '使用', en: 'Use' },
} as const satisfies Record<string, Text>;
export type ReportStage = keyof typeof REPORT_STAGES;
export const REPORT_STAGE_NAMES = Object.keys(REPORT_STAGES) as readonly ReportStage[];

/** Which reports a condition asks for, for every export: so many days after the export, or after the arrival that was reported. */
export const ReportTerm = Type.Object(
  {
    stages: Type.Array(Type.Enum(REPORT_STAGE_NAMES as ReportStage[]), { minItems: 1, maxItems: 4, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: 1_000 }),
    count: Type.Enum(['days', 'working-days'] as const, {
      description: 'Calendar days, or Chinese working days. The day itself does not count.',
    }),
    after: Type.Enum(['export', 'arrival'] as const),
  },
  { additionalProperties: false, description: 'Reports that a condition asks for.' },
);
export type ReportTerm = Static<typeof ReportTerm>;

/** A report that was made. */
export interface UsageReport {
  /** The export that it is about: number of the customs declaration. */
  readonly declaration: string;
  readonly stage: ReportStage;
  /** Day on which the goods left, arrived, were installed or came into use. */
  readonly happenedOn: LegalDate;
  /** Day on which it was made. */
  readonly on: LegalDate;
}

/** An export under a licence. */
export interface LicensedExport {
  /** Number of the customs declaration. */
  readonly declaration: string;
  readonly on: LegalDate;
}
