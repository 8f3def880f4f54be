import { reportRuleOn } from '../humanitarian/report-rule.ts';
import type { LawBook } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { dueAfter } from '../time/working-days.ts';
import { type Duty, DUTY_KINDS } from './duty.ts';

/** A shipment that went out under an exemption whose provision asks for a report. */
export interface ReportedShipment {
  readonly id: string;
  readonly number: string;
  /** Who exported. */
  readonly organisation: string;
  readonly exportedOn: LegalDate;
  readonly reportedOn?: LegalDate;
}

/**
 * By when is a humanitarian export reported (No. 61 of 2025 para. 5)? The term stands with the provision in the law; undefined
 * where no such provision was in force on the day of the export, as far as was published by then.
 * @example exported on 2025-10-09: humanitarianReport(shipment, book)?.last?.date // '2025-10-22'
 */
export function humanitarianReport(
  { exportedOn, reportedOn, ...subject }: ReportedShipment,
  book: LawBook,
): Duty | undefined {
  const rule = reportRuleOn(book, exportedOn);
  if (rule === undefined) return undefined;
  return {
    id: `humanitarian-report/${subject.id}`,
    kind: 'humanitarian-report',
    title: DUTY_KINDS['humanitarian-report'],
    subject: { kind: 'shipment', ...subject },
    owedBy: { organisation: subject.organisation },
    first: exportedOn,
    last: dueAfter(book.calendar, exportedOn, rule.workingDays),
    because: { provision: rule.provision, cite: rule.cite },
    ...(reportedOn !== undefined && { doneOn: reportedOn }),
  };
}
