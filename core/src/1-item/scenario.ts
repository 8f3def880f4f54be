import type { Verdict } from '../finding.ts';

/**
 * What the item may be, as one box: each variable with the values it may still take, all combinations possible. A
 * variable is `form`, `element/Dy` (yes, no), `cas`, `technologyFor`, or `open/…` (yes, no) for a question that no fact
 * of the item answers by itself. What is known of an item is one box or several (a heading of codes names several).
 */
export interface Scenario {
  readonly domains: ReadonlyMap<string, ReadonlySet<string>>;
  /** Elements that no fact speaks of: possible, or absent because the statement of elements is complete. */
  readonly rest: 'open' | 'out';
}

/** A variable must take one of these values. */
export type Literal = readonly [variable: string, allowed: ReadonlySet<string>];
/** All of these hold. An empty term always holds. */
export type Term = readonly Literal[];
/** When an entry is met: any of these terms holds. No term: never. Terms of one entry differ in form. */
export type Requirement = readonly Term[];

export const YES: ReadonlySet<string> = new Set(['yes']);
export const NO: ReadonlySet<string> = new Set(['no']);
export const YES_OR_NO: ReadonlySet<string> = new Set(['yes', 'no']);

/** The variable for the presence of an element. @example elementVariable('Dy') // 'element/Dy' */
export function elementVariable(symbol: string): string {
  return `element/${symbol}`;
}

/** Which values may the variable take here? An element that no fact speaks of follows `rest`; any other is open. */
export function valuesOf(scenario: Scenario, variable: string): ReadonlySet<string> {
  const known = scenario.domains.get(variable);
  if (known !== undefined) return known;
  return scenario.rest === 'out' && variable.startsWith('element/') ? NO : YES_OR_NO;
}

/** Is the element in it for certain, certainly not, or open? */
export function presenceOf(scenario: Scenario, symbol: string): 'in' | 'out' | 'open' {
  const values = valuesOf(scenario, elementVariable(symbol));
  return values.size > 1 ? 'open' : values.has('yes') ? 'in' : 'out';
}

/** May the two sets of values meet? */
export function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}

/** Does the literal hold for every value that is left (`met`), for none (`not-met`), or for some? */
export function literalVerdict(scenario: Scenario, [variable, allowed]: Literal): Verdict {
  const values = valuesOf(scenario, variable);
  if (!overlaps(values, allowed)) return 'not-met';
  for (const value of values) if (!allowed.has(value)) return 'unknown';
  return 'met';
}

/**
 * Is the requirement met in this box? Exact, because the variables of a term are independent and terms exclude each
 * other by form. Source: Kleene's strong logic, as in `finding.ts`. Unknown facts give `unknown`; nothing is thrown.
 * @example requirementVerdict(box, []) // 'not-met': there is no way to meet it
 */
export function requirementVerdict(scenario: Scenario, requirement: Requirement): Verdict {
  let result: Verdict = 'not-met';
  for (const term of requirement) {
    let verdict: Verdict = 'met';
    for (const literal of term) {
      const one = literalVerdict(scenario, literal);
      if (one === 'not-met') {
        verdict = 'not-met';
        break;
      }
      if (one === 'unknown') verdict = 'unknown';
    }
    if (verdict === 'met') return 'met';
    if (verdict === 'unknown') result = 'unknown';
  }
  return result;
}

/** The box cut down to where the term holds, or `undefined` where it cannot hold. */
export function restrict(scenario: Scenario, term: Term): Scenario | undefined {
  const domains = new Map(scenario.domains);
  for (const [variable, allowed] of term) {
    const values = domains.get(variable) ?? valuesOf(scenario, variable);
    const left = new Set([...values].filter((value) => allowed.has(value)));
    if (left.size === 0) return undefined;
    domains.set(variable, left);
  }
  return { ...scenario, domains };
}

/** The box with the values of the term in place of its own, where the two contradict each other. */
export function replace(scenario: Scenario, term: Term): Scenario {
  return { ...scenario, domains: new Map([...scenario.domains, ...term]) };
}
