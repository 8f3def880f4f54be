import { allOf } from '../finding.ts';
import { type Cell, type ProvisionOn, verdictOf } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { dueAfter, type WorkingCalendar } from '../time/working-days.ts';
import type { BranchAnswer, Duty } from './determination.ts';
import { cited, goesWith, withEffect } from './findings.ts';
import type { SettledOutcome } from './rules.ts';

/**
 * What must be done besides, and by when? Duties whose provision is in force and met (or open), for the outcomes still
 * possible. A clock that runs from the export starts on `asOf`; one that runs from acceptance has no date yet.
 */
export function dutiesOf(
  provisions: readonly ProvisionOn[],
  cell: Cell,
  possible: readonly SettledOutcome[],
  asOf: LegalDate,
  calendar: WorkingCalendar,
): readonly Duty[] {
  return withEffect(provisions, 'duty').flatMap((on): Duty[] => {
    const { effect } = on.provision;
    if (effect?.kind !== 'duty') return [];
    const verdict = allOf([verdictOf(on.condition, cell), goesWith(effect, possible, provisions, cell)]);
    if (verdict === 'not-met') return [];
    const duty: Duty = { duty: effect.duty, title: effect.title, because: cited(on), verdict };
    if (effect.clock === undefined) return [duty];
    const workingDays = Number(effect.clock.workingDays);
    return effect.clock.after === 'export'
      ? [{ ...duty, due: { ...dueAfter(calendar, asOf, workingDays), workingDays } }]
      : [{ ...duty, workingDaysAfterAcceptance: workingDays }];
  });
}

/** Which parts of the procedure for a licence are switched off, and by which provisions (Order 792 art. 26: Watch List)? */
export function switchedOff(
  provisions: readonly ProvisionOn[],
  cell: Cell,
  possible: readonly SettledOutcome[],
): BranchAnswer['off'] {
  if (!possible.includes('licence-required')) return [];
  const met = withEffect(provisions, 'workflow').filter(({ condition }) => verdictOf(condition, cell) === 'met');
  return (['general-licence', 'registration', 'statutory-clock'] as const).flatMap((what) => {
    const because = met
      .filter(({ provision }) => provision.effect?.kind === 'workflow' && provision.effect.off.includes(what))
      .map(cited);
    return because.length === 0 ? [] : [{ what, because }];
  });
}
