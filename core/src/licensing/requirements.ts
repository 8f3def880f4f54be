import type { Text } from '../finding.ts';
import type { ApplicationKind, Circumstance, ProcedureOn, RuleCite } from '../law/index.ts';
import { type Application, formOf } from './application.ts';

/** A paper that an application needs. */
export interface PaperNeeded {
  readonly paper: string;
  readonly name: Text;
  readonly because: RuleCite;
}

/** The kinds whose rules an application meets: its own, and the form that it asks for. */
function kindsOf(application: Application): readonly ApplicationKind[] {
  const form = formOf(application);
  return form === undefined || form === application.kind ? [application.kind] : [application.kind, form];
}

/**
 * Which papers does this application need, on the day of the procedure, in these circumstances? In the order of the law.
 * The papers of a general licence are needed whoever applies for it; those of an individual licence only stand with
 * the kinds that the law names.
 * @example papersNeeded({ kind: 'individual-licence' }, law, new Set())[0].paper // 'application-form'
 */
export function papersNeeded(
  application: Application,
  law: ProcedureOn,
  circumstances: ReadonlySet<Circumstance>,
): readonly PaperNeeded[] {
  const kinds = kindsOf(application);
  return law.papers
    .filter((paper) => paper.for.some((kind) => kinds.includes(kind)))
    .filter(({ when }) => when === undefined || circumstances.has(when))
    .map(({ id, name, because }) => ({ paper: id, name, because }));
}

/** By which provisions is this form closed in these circumstances? Empty = it is open. */
export function closedBy(
  application: Application,
  law: ProcedureOn,
  circumstances: ReadonlySet<Circumstance>,
): readonly { readonly when: Circumstance; readonly because: RuleCite }[] {
  const kinds = kindsOf(application);
  return law.closed.filter(
    ({ for: forms, when }) => circumstances.has(when) && forms.some((form) => kinds.includes(form)),
  );
}

/** How many years may what is asked for run at most, and by which provision? Undefined = the law names no limit. */
export function longestYears(
  application: Application,
  law: ProcedureOn,
): { readonly years: number; readonly because: RuleCite } | undefined {
  const form = formOf(application);
  const rule = law.kinds.find(({ id }) => id === form);
  return rule?.longestYears === undefined ? undefined : { years: Number(rule.longestYears), because: rule.because };
}

/** Is one end user all that this application may name (Order 792 art. 15)? */
export function oneEndUserOnly(application: Application, law: ProcedureOn): RuleCite | undefined {
  const form = formOf(application);
  return law.kinds.find(({ id, endUsers }) => id === form && endUsers === 'one')?.because;
}
