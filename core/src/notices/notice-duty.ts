import type { Cited, LineDetermination } from '../6-outcome/determination.ts';
import { allOf, anyOf, type Text, type Verdict } from '../finding.ts';
import type { BranchId } from '../law/index.ts';
import type { NoticeLaw } from '../law/notice-template.ts';

/** Whether a notice is owed for a line of an export, under one branch of the law. */
export interface NoticeDuty {
  readonly branch: BranchId;
  readonly label: Text;
  /** `met` = owed with the goods; `not-met` = not owed on this day, and may still be given; `unknown` = open facts decide. */
  readonly verdict: Verdict;
  readonly because: readonly { readonly cited: Cited; readonly verdict: Verdict }[];
  /** Where the text does not settle which items trigger it: the answer under each. Empty = all answer alike, or none is asked. */
  readonly triggers: readonly { readonly id: string; readonly name: Text; readonly verdict: Verdict }[];
}

/**
 * Is a compliance notice owed when these goods are handed over (No. 61 para 7)? From the duties of the determination: while No. 61
 * is paused no provision of it asks for anything, so that none is owed. Enacted text first, then each open announcement.
 * @example noticeDutyOf(determination.lines[0], notice)[0].verdict // on 2025-10-20 'met', on 2026-03-01 'not-met'
 */
export function noticeDutyOf(line: LineDetermination, { duty: name, triggers }: NoticeLaw): readonly NoticeDuty[] {
  return line.branches.map(({ branch, label, duties }): NoticeDuty => {
    const because = duties
      .filter(({ duty }) => duty === name)
      .map((duty) => ({ cited: duty.because, verdict: duty.verdict }));
    const under = triggers.map((trigger) => ({
      id: trigger.id,
      name: trigger.name,
      verdict: anyOf(
        because.map(({ cited, verdict }) =>
          cited.id === trigger.for ? allOf([verdict, onAny(line, trigger.lists)]) : verdict,
        ),
      ),
    }));
    const verdicts = new Set(under.map(({ verdict }) => verdict));
    return {
      branch,
      label,
      verdict: verdicts.size > 1 ? 'unknown' : ([...verdicts][0] ?? anyOf(because.map(({ verdict }) => verdict))),
      because,
      triggers: verdicts.size > 1 ? under : [],
    };
  });
}

const onAny = ({ classification }: LineDetermination, lists: readonly string[]): Verdict =>
  anyOf(classification.entries.filter(({ list }) => lists.includes(list)).map(({ verdict }) => verdict));

/**
 * Which of the limbs apply, as the determination found? Of a limb that is not in force on the day, as while it is paused, nothing is
 * said: `unknown`, since whoever reads "does not apply" later would take it for a finding about the goods.
 * @example limbsOf(determination.lines[0], notice) // on 2025-10-20 { content: 'unknown', technology: 'unknown', origin: 'met' }
 */
export function limbsOf({ branches }: LineDetermination, { limbs }: NoticeLaw): Readonly<Record<string, Verdict>> {
  const findings = branches[0]?.findings ?? [];
  const verdictOf = (provision: string): Verdict => {
    const found = findings.find(({ id }) => id === provision);
    return found?.status.is === 'in-force' ? found.verdict : 'unknown';
  };
  return Object.fromEntries(limbs.map(({ id, provision }) => [id, verdictOf(provision)]));
}

/**
 * The share of Chinese-origin value that the determination found, as a notice states it; unknown where there was no content test.
 * @example shareFound(line) // { min: '0.1', max: '0.25' }, or '0.25' where it is exact
 */
export function shareFound({ content }: LineDetermination): string | { min: string; max?: string } {
  const share = content?.products[0]?.share;
  if (share === undefined) return 'unknown';
  if (share.atMost === null) return { min: share.atLeast };
  return share.atLeast === share.atMost ? share.atLeast : { min: share.atLeast, max: share.atMost };
}
