import { literalVerdict, type Requirement, type Scenario, type Term, valuesOf } from './scenario.ts';

/** One list with what each of its entries requires. */
export interface ListRequirements {
  readonly id: string;
  readonly requirements: readonly Requirement[];
}

/** Steps of search allowed for one question. Beyond it a set of lists counts as possible: sound, only less exact. */
export const SEARCH_STEPS = 20_000;
/** Values of one variable that fit the bits of a small integer. */
const MAX_VALUES = 30;

type Mask = readonly [variable: number, bits: number];
type Box = Int32Array;

interface OpenList {
  readonly id: string;
  readonly terms: readonly (readonly Mask[])[];
}

/** The lists cut down to what is still open in a box, with variables as numbers and sets of values as bits. */
interface Compiled {
  readonly met: readonly string[];
  readonly open: readonly OpenList[];
  readonly box: Box;
  readonly variables: ReadonlyMap<string, number>;
  /** A variable has too many values for exact search. */
  readonly isTooWide: boolean;
}

function compile(scenario: Scenario, lists: readonly ListRequirements[]): Compiled {
  const variables = new Map<string, number>();
  const values: string[][] = [];
  const met: string[] = [];
  const open: OpenList[] = [];
  let isTooWide = false;
  const indexOf = (variable: string): number => {
    let index = variables.get(variable);
    if (index === undefined) {
      index = values.length;
      variables.set(variable, index);
      values.push([...valuesOf(scenario, variable)]);
      isTooWide ||= (values[index]?.length ?? 0) > MAX_VALUES;
    }
    return index;
  };
  for (const { id, requirements } of lists) {
    const terms: Mask[][] = [];
    let isMet = false;
    for (const term of requirements.flat()) {
      const left = openLiterals(scenario, term);
      if (left === undefined) continue;
      if (left.length === 0) {
        isMet = true;
        break;
      }
      terms.push(
        left.map(([variable, allowed]) => {
          const index = indexOf(variable);
          let bits = 0;
          for (const [bit, value] of (values[index] ?? []).entries()) if (allowed.has(value)) bits |= 1 << bit;
          return [index, bits] as const;
        }),
      );
    }
    if (isMet) met.push(id);
    else if (terms.length > 0) open.push({ id, terms });
  }
  const box = Int32Array.from(values, (each) => 2 ** Math.min(each.length, MAX_VALUES) - 1);
  return { met, open, box, variables, isTooWide };
}

/** The literals of the term that are still open, or `undefined` when one of them cannot hold. */
function openLiterals(scenario: Scenario, term: Term): Term | undefined {
  const left = [];
  for (const literal of term) {
    const verdict = literalVerdict(scenario, literal);
    if (verdict === 'not-met') return undefined;
    if (verdict === 'unknown') left.push(literal);
  }
  return left;
}

/**
 * Can every term be made false within the box? The term with the fewest ways out goes first, so that one that holds
 * already, or that leaves one way only, is seen at once. When the budget ends the answer is yes.
 */
function canFalsify(box: Box, terms: readonly (readonly Mask[])[], budget: { steps: number }): boolean {
  const left: (readonly Mask[])[] = [];
  let tightest: readonly Mask[] = [];
  let fewest = Infinity;
  for (const term of terms) {
    let ways = 0;
    let isFalse = false;
    for (const [variable, bits] of term) {
      const values = box[variable] ?? 0;
      if ((values & bits) === 0) {
        isFalse = true;
        break;
      }
      if ((values & ~bits) !== 0) ways += 1;
    }
    if (isFalse) continue;
    if (ways === 0) return false;
    left.push(term);
    if (ways < fewest) [fewest, tightest] = [ways, term];
  }
  if (left.length === 0) return true;
  for (const [variable, bits] of tightest) {
    const outside = (box[variable] ?? 0) & ~bits;
    if (outside === 0) continue;
    budget.steps -= 1;
    if (budget.steps <= 0) return true;
    const next = box.slice();
    next[variable] = outside;
    if (canFalsify(next, left, budget)) return true;
  }
  return false;
}

/** Can one term of each list in `wanted` hold while every term in `unwanted` fails? */
function canHold(
  box: Box,
  wanted: readonly OpenList[],
  unwanted: readonly (readonly Mask[])[],
  budget: { steps: number },
): boolean {
  const [first, ...others] = wanted;
  if (first === undefined) return canFalsify(box, unwanted, budget);
  for (const term of first.terms) {
    budget.steps -= 1;
    if (budget.steps <= 0) return true;
    if (term.some(([variable, bits]) => ((box[variable] ?? 0) & bits) === 0)) continue;
    const next = box.slice();
    for (const [variable, bits] of term) next[variable] = (next[variable] ?? 0) & bits;
    if (canHold(next, others, unwanted, budget)) return true;
  }
  return false;
}

/**
 * On which sets of lists may the item be, given what is unknown? Every set is kept for which some completion of the
 * unknown facts puts the item on exactly these lists: so two lists that name the same material stay together. Exact up to
 * `SEARCH_STEPS` steps of search per set; beyond them a set counts as possible, which is sound and only less exact.
 * Source: the law is met or not met by the completed facts (strong Kleene logic, over all variables at once).
 * Unknown facts give several sets; nothing is thrown.
 * @example membershipsOf(box of "Sm, Gd or Lu metal, or nothing listed", lists) // [[], ['no-18', 'part-1']]
 */
export function membershipsOf(scenario: Scenario, lists: readonly ListRequirements[]): string[][] {
  const found = new Map<string, string[]>();
  for (const part of partsByForm(scenario, lists)) {
    for (const ids of setsIn(part, lists)) found.set(ids.join(' '), ids);
  }
  return [...found.values()];
}

/**
 * The box in parts, one for each group of forms that no term tells apart. Terms of most entries name the form first, so
 * that within a part few are left: the search is many small ones instead of one large one.
 */
function partsByForm(scenario: Scenario, lists: readonly ListRequirements[]): readonly Scenario[] {
  const forms = valuesOf(scenario, 'form');
  if (forms.size < 2) return [scenario];
  const asked = new Set<ReadonlySet<string>>();
  for (const { requirements } of lists) {
    for (const requirement of requirements) {
      for (const term of requirement)
        for (const [variable, allowed] of term) if (variable === 'form') asked.add(allowed);
    }
  }
  const groups = new Map<string, Set<string>>();
  for (const form of forms) {
    const key = [...asked].map((allowed) => (allowed.has(form) ? '1' : '0')).join('');
    groups.set(key, (groups.get(key) ?? new Set()).add(form));
  }
  return [...groups.values()].map((group) => ({ ...scenario, domains: new Map(scenario.domains).set('form', group) }));
}

function setsIn(scenario: Scenario, lists: readonly ListRequirements[]): string[][] {
  const { met, open, box, isTooWide } = compile(scenario, lists);
  const order = lists.map((list) => list.id);
  const inOrder = (ids: readonly string[]) => order.filter((id) => ids.includes(id));
  const result: string[][] = [];
  const decide = (index: number, wanted: readonly OpenList[], unwanted: readonly (readonly Mask[])[]): void => {
    const smallestFirst = [...wanted].sort((a, b) => a.terms.length - b.terms.length);
    if (!isTooWide && !canHold(box, smallestFirst, unwanted, { steps: SEARCH_STEPS })) return;
    const next = open[index];
    if (next === undefined) {
      result.push(inOrder([...met, ...wanted.map((list) => list.id)]));
      return;
    }
    decide(index + 1, wanted, [...unwanted, ...next.terms]);
    decide(index + 1, [...wanted, next], unwanted);
  };
  decide(0, [], []);
  return result;
}

/**
 * Which variables can change the lists that the item is on, whatever the other unknown facts turn out to be?
 * Those for which some completion of the others exists under which two values give different lists. Exact up to
 * `SEARCH_STEPS`; beyond them a variable counts. Source: as `membershipsOf`. One that is known, or that no open entry
 * looks at, cannot. Nothing is thrown.
 * @example openVariables(box of an alloy of Dy that may hold Fe, lists) // ['element/Fe']
 */
export function openVariables(scenario: Scenario, lists: readonly ListRequirements[]): readonly string[] {
  const parts = partsByForm(scenario, lists);
  const found = new Set(parts.flatMap((part) => openIn(part, lists, (variable) => variable !== 'form')));
  const isFormOpen = parts.length > 1 && openIn(scenario, lists, (variable) => variable === 'form').length > 0;
  return isFormOpen ? ['form', ...found] : [...found];
}

function openIn(
  scenario: Scenario,
  lists: readonly ListRequirements[],
  isAsked: (variable: string) => boolean,
): readonly string[] {
  const { open, box, variables, isTooWide } = compile(scenario, lists);
  const names = [...variables.keys()].filter(isAsked);
  if (isTooWide) return names;
  return names.filter((name) => {
    const asked = variables.get(name) ?? -1;
    return open.some((list) =>
      list.terms.some((term) => {
        const own = term.find(([variable]) => variable === asked);
        if (own === undefined) return false;
        const outside = (box[asked] ?? 0) & ~own[1];
        if (outside === 0) return false;
        const next = box.slice();
        for (const [variable, bits] of term) if (variable !== asked) next[variable] = (next[variable] ?? 0) & bits;
        next[asked] = outside;
        return canFalsify(next, list.terms, { steps: SEARCH_STEPS });
      }),
    );
  });
}
