import type { ProcedureOn } from '../law/index.ts';
import {
  type LicensedExport,
  type LicenceState,
  lastDayWithin,
  licenceOn,
  REPORT_STAGES,
  type ReportTerm,
  type UsageReport,
} from '../licensing/index.ts';
import { addDays, type LegalDate } from '../time/legal-date.ts';
import { type DueDate, dueAfter, type WorkingCalendar } from '../time/working-days.ts';
import { type Duty, DUTY_KINDS } from './duty.ts';

/** A licence, with what was done under it. */
export interface LicenceSubject {
  readonly id: string;
  readonly number: string;
  /** The holder. */
  readonly organisation: string;
  readonly exports: readonly LicensedExport[];
  readonly reports: readonly UsageReport[];
  /** Customs has drawn all of it: see `isExhausted` of core's customs. */
  readonly exhausted: boolean;
}

/**
 * What a licence asks of its holder on this day: usage reports that its conditions name, for every export; that it is used, or another
 * applied for, before it expires; that the records are kept (Order 792 art. 27).
 *
 * Records are kept for at least so many years; the law does not say from when. Here from the end of the licence: its last day, or the
 * day on which it was revoked or given back. What was kept longer than the law asks harms nobody.
 *
 * @example expired on 2027-03-01: records are kept until 2032-03-01
 */
export function licenceDuties(
  state: LicenceState,
  { id, number, organisation, exports, reports, exhausted }: LicenceSubject,
  today: LegalDate,
  law: ProcedureOn,
  calendar: WorkingCalendar,
): readonly Duty[] {
  const { terms, issuedOn, ended } = state;
  if (terms === null || issuedOn === null) return [];
  const about = { kind: 'licence', id, number, organisation } as const;
  const holder = { organisation };
  const duties: Duty[] = terms.conditions.flatMap(({ id: condition, report }) =>
    report === undefined
      ? []
      : exports.flatMap((done) =>
          reportDuties(report, done, reports, calendar).map((duty) => ({
            ...duty,
            id: `usage-report/${id}/${condition}/${done.declaration}/${duty.stage}`,
            kind: 'usage-report' as const,
            subject: about,
            owedBy: holder,
            because: null,
          })),
        ),
  );
  const standing = licenceOn(state, today, exhausted);
  if (standing === 'valid' || standing === 'not-yet-valid' || standing === 'suspended')
    duties.push({
      id: `licence-expiry/${id}`,
      kind: 'licence-expiry',
      title: DUTY_KINDS['licence-expiry'],
      subject: about,
      owedBy: holder,
      first: terms.from,
      last: { date: terms.lastDay, provisional: false },
      because: law.kinds.find((each) => each.id === terms.form)?.because ?? null,
    });
  if (law.retention !== undefined) {
    const from = ended?.on ?? terms.lastDay;
    duties.push({
      id: `record-keeping/${id}`,
      kind: 'record-keeping',
      title: DUTY_KINDS['record-keeping'],
      subject: about,
      owedBy: holder,
      first: from,
      last: { date: lastDayWithin(addDays(from, 1), Number(law.retention.years)), provisional: false },
      because: law.retention.because,
    });
  }
  return duties;
}

/** For one export: every stage that the condition asks for. The title names the stage and the declaration. */
function reportDuties(
  term: ReportTerm,
  { declaration, on: exportedOn }: LicensedExport,
  reports: readonly UsageReport[],
  calendar: WorkingCalendar,
) {
  const ofExport = reports.filter((each) => each.declaration === declaration);
  const arrivedOn = earliest(ofExport.filter(({ stage }) => stage === 'arrival').map(({ happenedOn }) => happenedOn));
  const from = term.after === 'export' ? exportedOn : arrivedOn;
  return term.stages.map((stage) => {
    const doneOn = earliest(ofExport.filter((each) => each.stage === stage).map(({ on }) => on));
    const { zh, en } = REPORT_STAGES[stage];
    return {
      stage,
      title: {
        zh: `报告${zh}情况（报关单 ${declaration}）`,
        en: `Report on ${en.toLowerCase()} (declaration ${declaration})`,
      },
      first: from ?? exportedOn,
      last: from === undefined ? null : endOf(term, from, calendar),
      ...(from === undefined && { open: 'arrival-not-reported' as const }),
      ...(doneOn !== undefined && { doneOn }),
    };
  });
}

function endOf({ days, count }: ReportTerm, from: LegalDate, calendar: WorkingCalendar): DueDate {
  // A condition that counts calendar days ends on the day it says, holiday or not: the earlier day is the safe one.
  return count === 'days' ? { date: addDays(from, days), provisional: false } : dueAfter(calendar, from, days);
}

const earliest = (days: readonly LegalDate[]): LegalDate | undefined => [...days].sort()[0];
