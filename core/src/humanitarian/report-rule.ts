import type { Text } from '../finding.ts';
import { ENACTED, type LawBook, lawOn, readingsOf } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** The duty to report a humanitarian export, as the law has it on a day. */
export interface ReportRule {
  readonly provision: string;
  readonly cite: Text;
  /** Chinese working days after the export. */
  readonly workingDays: number;
  /** Where the report goes, as an e-mail address; null where the law data names none. */
  readonly mailbox: string | null;
}

/**
 * What does the law say of the report on this day (No. 61 of 2025 para. 5)? The enacted text alone, as published by that day;
 * undefined where no such provision is in force.
 * @example reportRuleOn(book, '2025-10-09')?.workingDays // 10
 * @example reportRuleOn(book, '2026-03-02') // undefined: No. 61 is paused
 */
export function reportRuleOn(book: LawBook, day: LegalDate): ReportRule | undefined {
  const { provisions } = lawOn(book, { asOf: day, knownAt: day, branch: ENACTED, readings: readingsOf(book) });
  for (const { provision, status } of provisions) {
    const { effect } = provision;
    if (status.is !== 'in-force' || effect?.kind !== 'duty' || effect.duty !== 'humanitarian-report') continue;
    if (effect.clock?.after !== 'export') continue;
    return {
      provision: provision.id,
      cite: provision.cite,
      workingDays: Number(effect.clock.workingDays),
      mailbox: effect.mailbox ?? null,
    };
  }
  return undefined;
}
