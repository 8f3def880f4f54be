import { type Verdict, allOf, anyOf, not } from '../finding.ts';
import type { BoundCondition } from '../law/index.ts';
import { OUTCOMES, type Rules, type SettledOutcome } from './rules.ts';

/**
 * Which outcomes can the rules give, from the verdict on each of their conditions? Never empty. One member = settled. Kleene logic: never leaves out
 * the true outcome, but may keep one that no completion of the cell reaches; `diagramOf` is exact.
 *
 * Order of the law: a prohibition goes before a licence duty (no licence is given against it); a licence duty that no
 * exemption lifts goes before one that is lifted; what an instrument without a list may reach goes before an exemption from
 * another; a listed item for which nothing bites needs no licence; the rest is
 * not subject.
 */
export function possibleOutcomes(
  rules: Rules,
  verdict: (condition: BoundCondition) => Verdict,
): ReadonlySet<SettledOutcome> {
  const prohibited = anyOf(rules.prohibitions.map((rule) => verdict(rule.condition)));
  if (prohibited === 'met') return new Set(['prohibited']);
  const duties = rules.licences.map((rule) => {
    const bites = verdict(rule.condition);
    const lifted =
      bites === 'not-met' ? 'not-met' : anyOf(rule.exemptions.map((exemption) => verdict(exemption.condition)));
    return { unlifted: allOf([bites, not(lifted)]), lifted: allOf([bites, lifted]) };
  });
  const licence = anyOf(duties.map((duty) => duty.unlifted));
  const exempt = anyOf(duties.map((duty) => duty.lifted));
  const possible = new Set<SettledOutcome>();
  if (prohibited === 'unknown') possible.add('prohibited');
  let open = ladder(possible, licence, 'licence-required');
  if (open) open = ladder(possible, anyOf(rules.undecided.map((rule) => verdict(rule.condition))), 'outside-pack');
  if (open) open = ladder(possible, exempt, 'exempt');
  if (open) open = ladder(possible, verdict(rules.listed), 'no-licence-required');
  if (open) possible.add('not-subject');
  return possible;
}

/** Adds the outcome where it is possible; says whether a weaker one is still open. */
function ladder(possible: Set<SettledOutcome>, verdict: Verdict, outcome: SettledOutcome): boolean {
  if (verdict !== 'not-met') possible.add(outcome);
  return verdict !== 'met';
}

/** The strictest of these. @example strictest(['exempt', 'licence-required']) // 'licence-required' */
export function strictest(outcomes: Iterable<SettledOutcome>): SettledOutcome {
  let index = 0;
  for (const outcome of outcomes) index = Math.max(index, OUTCOMES.indexOf(outcome));
  return OUTCOMES[index] as SettledOutcome;
}
