import type { Text } from '../finding.ts';
import type { ApplicationKind, Circumstance, ProcedureOn, RuleCite, TimeLimit } from '../law/index.ts';
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
): readonly { readonly when: Circumstance; readonly name: Text; readonly because: RuleCite }[] {
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
  return form === undefined ? undefined : longestYearsOf(form, law);
}

/** The same for a form. @example longestYearsOf('general-licence', law)?.years // 3 */
export function longestYearsOf(
  form: ApplicationKind,
  law: ProcedureOn,
): { readonly years: number; readonly because: RuleCite } | undefined {
  const rule = law.kinds.find(({ id }) => id === form);
  return rule?.longestYears === undefined ? undefined : { years: Number(rule.longestYears), because: rule.because };
}

/** Is one end user all that this application may name (Order 792 art. 15)? */
export function oneEndUserOnly(application: Application, law: ProcedureOn): RuleCite | undefined {
  const form = formOf(application);
  return law.kinds.find(({ id, endUsers }) => id === form && endUsers === 'one')?.because;
}

/** A ground in law on which time is not counted, or on which the limit is lifted. */
export interface ClockGround {
  readonly id: string;
  readonly name: Text;
  readonly because: RuleCite;
}
/** What the law of a day says of the time for a decision. */
export interface ClockRules {
  /** Null where the law names none. */
  readonly limit: TimeLimit | null;
  /** Grounds on which an officer stops the clock. */
  readonly notCounted: readonly ClockGround[];
  /** Grounds on which an officer lifts the limit; those that follow from the case itself are not among them. */
  readonly liftable: readonly ClockGround[];
}

/** The ground that a refusal set aside in reconsideration is by itself; nobody states it. */
export const AFTER_RECONSIDERATION = 'after-reconsideration';

/** On which grounds can an officer lift the limit? @example liftable(law).map(({ id }) => id) // ['state-council-approval'] */
export function liftable(law: ProcedureOn): readonly ClockGround[] {
  return law.noLimit.filter(({ id, when }) => when === undefined && id !== AFTER_RECONSIDERATION).map(groundOf);
}

const groundOf = ({ id, name, because }: ClockGround): ClockGround => ({ id, name, because });

/**
 * How long may the decision on this application take by the law of the day, and what can an officer say against it?
 * @example clockRulesOf({ kind: 'minor-change' }, law).limit?.workingDays // 20
 */
export function clockRulesOf({ kind }: Pick<Application, 'kind'>, law: ProcedureOn): ClockRules {
  return {
    limit: law.timeLimits.find(({ for: kinds }) => kinds.includes(kind)) ?? null,
    notCounted: law.notCounted.map(groundOf),
    liftable: liftable(law),
  };
}
