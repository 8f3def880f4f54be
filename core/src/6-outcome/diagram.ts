import {
  type BoundCondition,
  type BoundTest,
  type Cell,
  testsIn,
  valuesVerdict,
  type Variable,
  variablesIn,
} from '../law/index.ts';
import type { Verdict } from '../finding.ts';
import { possibleOutcomes } from './outcome.ts';
import { type Rest, Rests } from './rests.ts';
import type { Rules, SettledOutcome } from './rules.ts';

/**
 * The outcome as a function of what is still open: a reduced, ordered decision diagram (R. Bryant, "Graph-Based
 * Algorithms for Boolean Function Manipulation", IEEE Trans. Computers C-35, 1986, with many-valued variables).
 * Its leaves are exactly the outcomes that some completion of the facts reaches; the variables in it are exactly those
 * that can change the outcome. So one leaf = settled, and the variables in it = the smallest set of questions that
 * settles the answer whatever is answered.
 */
export type Diagram<Leaf extends string = SettledOutcome> =
  | { readonly id: number; readonly outcome: Leaf }
  | { readonly id: number; readonly variable: Variable; readonly branches: readonly Branch<Leaf>[] };
/** Values that the rest of the diagram does not tell apart. */
export interface Branch<Leaf extends string> {
  readonly values: readonly string[];
  readonly next: Diagram<Leaf>;
}

/** From the cheapest question to the dearest: what an exporter reads off the papers comes before what a supplier must answer. */
const ORDER: readonly Variable['fact'][] = [
  'act',
  'from',
  'to',
  'destination',
  'same-country',
  'exporter',
  'item',
  'goods',
  'made-in',
  'end-use',
  'party',
  'military-user',
  'technology-exclusion',
  'substantial-help',
  'helps-rare-earth-activity',
  'danger-known',
  'chip-process',
  'military-ai',
  'foreign-recipient',
  'origin',
  'recipient',
  'through-china',
  'supply-abroad',
  'deemed-export',
  'held',
  'technology-origin',
  'content',
];

/** Variables in the order in which they are asked. */
export function inOrder(variables: readonly Variable[]): readonly Variable[] {
  const rank = (variable: Variable) => {
    const index = ORDER.indexOf(variable.fact);
    return index === -1 ? ORDER.length : index;
  };
  return [...variables].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
}

/**
 * Builds the diagram for a cell. A variable with one possible value is known and does not appear.
 * @throws when the cell lacks a variable that the rules ask about: our bug, not the user's.
 */
export function diagramOf(rules: Rules, cell: Cell): Diagram {
  return build(groupsOf(rules), rules.variables, cell, (verdict) => {
    const possible = possibleOutcomes(rules, verdict);
    return possible.size === 1 ? ([...possible][0] as SettledOutcome) : undefined;
  });
}

/** Two laws side by side: a leaf is the pair of outcomes. */
export type OutcomePair = `${SettledOutcome}>${SettledOutcome}`;

/**
 * What does one law answer, and the other, as a function of the facts? For comparing dates, packs, branches and drafts. Where
 * nothing bites in which they differ, both answer the same, and no more is asked.
 * @example a leaf `no-licence-required>licence-required` = the second law asks for a licence where the first does not
 */
export function compareDiagram(before: Rules, after: Rules, cell: Cell): Diagram<OutcomePair | 'same'> {
  const differing = rowsThatDiffer(groupsOf(before), groupsOf(after));
  const variables = [
    ...new Map([...before.variables, ...after.variables].map((variable) => [variable.key, variable])).values(),
  ];
  return build([...groupsOf(before), ...groupsOf(after)], variables, cell, (verdict) => {
    if (differing.every((condition) => verdict(condition) === 'not-met')) return 'same';
    const [old, young] = [possibleOutcomes(before, verdict), possibleOutcomes(after, verdict)];
    if (old.size !== 1 || young.size !== 1) return undefined;
    const [was, is] = [[...old][0] as SettledOutcome, [...young][0] as SettledOutcome];
    return was === is ? 'same' : `${was}>${is}`;
  });
}

/** The first condition of each row that only one of the laws has: where it is not met, the row says nothing. */
function rowsThatDiffer(before: readonly Group[], after: readonly Group[]): readonly BoundCondition[] {
  const told = (groups: readonly Group[]) =>
    groups.map((rows) => new Map(rows.map((row) => [JSON.stringify(row.map(askedBy)), row[0] as BoundCondition])));
  const [old, young] = [told(before), told(after)];
  return old.flatMap((rows, index) => {
    const others = young[index] ?? new Map<string, BoundCondition>();
    return [
      ...[...rows].flatMap(([text, condition]) => (others.has(text) ? [] : [condition])),
      ...[...others].flatMap(([text, condition]) => (rows.has(text) ? [] : [condition])),
    ];
  });
}

/** What a condition asks, whichever day it was bound for. */
function askedBy(condition: BoundCondition): unknown {
  if ('test' in condition) return [condition.test.variables.map(({ key }) => key), [...condition.test.accepted].sort()];
  if ('not' in condition) return { not: askedBy(condition.not) };
  return 'all' in condition ? { all: condition.all.map(askedBy) } : { any: condition.any.map(askedBy) };
}

/**
 * Any other function of these conditions, e.g. whether a statement about the law is broken. `settled` says what it is, or
 * undefined while it is open; with every variable known it must say.
 */
export function diagramOver<Leaf extends string>(
  conditions: readonly BoundCondition[],
  cell: Cell,
  settled: (verdict: (condition: BoundCondition) => Verdict) => Leaf | undefined,
): Diagram<Leaf> {
  const groups = conditions.map((condition): Group => [[condition]]);
  return build(groups, variablesIn(conditions), cell, settled);
}

/** Every condition that the outcome is a function of. */
export function conditionsOf(rules: Rules): readonly BoundCondition[] {
  return groupsOf(rules).flat(2);
}

/** Conditions of which only counts which ways there are, never which of them is which: each way is a row of conditions that belong together. */
type Group = readonly (readonly BoundCondition[])[];

function groupsOf(rules: Rules): readonly Group[] {
  return [
    rules.prohibitions.map((rule) => [rule.condition]),
    rules.licences.map((rule) => [rule.condition, ...rule.exemptions.map((exemption) => exemption.condition)]),
    rules.undecided.map((rule) => [rule.condition]),
    [[rules.listed]],
  ];
}

/** Kinds of values that fit the bits of a number. */
const MOST_CLASSES = 31;

interface NumberedVariable {
  readonly variable: Variable;
  /** The values behind each bit. */
  readonly classes: readonly (readonly string[])[];
}

/** Groups the possible values of a variable by which of its tests accept them. */
function classesOf(
  values: readonly string[],
  tests: readonly BoundTest[],
  { key }: Variable,
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const value of values) {
    const only = [value];
    const signature = tests.map((test) => (valuesVerdict(test, only) === 'met' ? '1' : '0')).join('');
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [value]);
    else group.push(value);
  }
  if (groups.size > MOST_CLASSES) throw new Error(`${key}: more than ${MOST_CLASSES} kinds of values`);
  return [...groups.values()];
}

/**
 * Looks at each way to fill in the open variables, but goes on only once from cells with the same remainder. So a variable that only adds a further way
 * into a group (one more list of parties that a ban names) adds a step, not a factor: steps grow with variables times different remainders.
 */
function build<Leaf extends string>(
  groups: readonly Group[],
  variables: readonly Variable[],
  cell: Cell,
  settled: (verdict: (condition: BoundCondition) => Verdict) => Leaf | undefined,
): Diagram<Leaf> {
  const conditions = groups.flat(2);
  const tests = new Map<string, BoundTest[]>();
  for (const condition of conditions) {
    for (const test of testsIn(condition)) {
      for (const { key } of test.variables) {
        const sofar = tests.get(key);
        if (sofar === undefined) tests.set(key, [test]);
        else sofar.push(test);
      }
    }
  }
  const order: NumberedVariable[] = inOrder(variables).map((variable) => {
    const values = cell.get(variable.key);
    if (values === undefined) throw new Error(`no value for ${variable.key}`);
    return { variable, classes: classesOf(values, tests.get(variable.key) ?? [], variable) };
  });
  const numberOf = new Map(order.map(({ variable }, index) => [variable.key, index]));
  const rests = new Rests(
    order.map(({ classes }) => 2 ** classes.length - 1),
    (key) => numberOf.get(key) ?? -1,
    (test, variable) => {
      let accepted = 0;
      for (const [bit, [value]] of (order[variable]?.classes ?? []).entries()) {
        if (valuesVerdict(test, [value as string]) === 'met') accepted |= 1 << bit;
      }
      return accepted;
    },
  );
  const indexOf = new Map(conditions.map((condition, index) => [condition, index]));
  const numbered = groups.map((group) => group.map((row) => row.map((condition) => indexOf.get(condition) ?? -1)));
  const nodes = new Map<string, Diagram<Leaf>>();
  const seen = new Map<string, Diagram<Leaf>>();
  const make = (key: string, node: (id: number) => Diagram<Leaf>): Diagram<Leaf> => {
    const found = nodes.get(key) ?? node(nodes.size);
    nodes.set(key, found);
    return found;
  };
  const visit = (left: readonly Rest[]): Diagram<Leaf> => {
    const outcome = settled((condition) => left[indexOf.get(condition) ?? -1]?.verdict as Verdict);
    if (outcome !== undefined) return make(outcome, (id) => ({ id, outcome }));
    let next = Number.POSITIVE_INFINITY;
    let key = '';
    for (const group of numbered) {
      // Where one way stands open, no other way into the group counts.
      if (group.some((row) => row.length === 1 && left[row[0] as number]?.verdict === 'met')) {
        key += 'met/';
        continue;
      }
      const ways = new Set<string>();
      for (const row of group) {
        if (left[row[0] as number]?.verdict === 'not-met') continue;
        let way = '';
        for (const index of row) {
          const rest = left[index] as Rest;
          way += `${rest.id},`;
          next = Math.min(next, rest.first);
        }
        ways.add(way);
      }
      key += `${[...ways].sort().join(';')}/`;
    }
    const known = seen.get(key);
    if (known) return known;
    const { variable, classes } = order[next] as NumberedVariable;
    const groups = new Map<Diagram<Leaf>, string[]>();
    for (const [bit, values] of classes.entries()) {
      const below = visit(left.map((rest) => rests.given(rest, next, bit)));
      const same = groups.get(below);
      if (same === undefined) groups.set(below, [...values]);
      else same.push(...values);
    }
    const branches = [...groups].map(([below, values]) => ({ values, next: below }));
    const sole = branches.length === 1 ? branches[0] : undefined;
    const result =
      sole?.next ??
      make(
        `${variable.key}(${branches.map(({ values, next: below }) => `${values.join('|')}>${below.id}`).join(' ')})`,
        (id) => ({ id, variable, branches }),
      );
    seen.set(key, result);
    return result;
  };
  return visit(conditions.map((condition) => rests.of(condition)));
}

/** Every outcome that some completion reaches. */
export function outcomesIn<Leaf extends string>(diagram: Diagram<Leaf>): ReadonlySet<Leaf> {
  const outcomes = new Set<Leaf>();
  for (const node of nodesIn(diagram)) if ('outcome' in node) outcomes.add(node.outcome);
  return outcomes;
}

/** The variables that can change the outcome, in the order in which they are asked. */
export function supportOf(diagram: Diagram): readonly Variable[] {
  const found = new Map<string, Variable>();
  for (const node of nodesIn(diagram)) if ('variable' in node) found.set(node.variable.key, node.variable);
  return inOrder([...found.values()]);
}

/** The outcomes that remain possible once a variable is known to have this value. */
export function outcomesGiven(diagram: Diagram, key: string, value: string): ReadonlySet<SettledOutcome> {
  return outcomesUnder(diagram, new Map([[key, value]]));
}

/** The outcomes that remain possible once these variables are known. Cost: a step for each branch of the diagram. */
export function outcomesUnder(diagram: Diagram, given: ReadonlyMap<string, string>): ReadonlySet<SettledOutcome> {
  const outcomes = new Set<SettledOutcome>();
  const seen = new Set<number>();
  const visit = (node: Diagram) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    if ('outcome' in node) {
      outcomes.add(node.outcome);
      return;
    }
    const value = given.get(node.variable.key);
    for (const { values, next } of node.branches) if (value === undefined || values.includes(value)) visit(next);
  };
  visit(diagram);
  return outcomes;
}

/** Every node once, the root first. */
export function nodesIn<Leaf extends string>(diagram: Diagram<Leaf>): readonly Diagram<Leaf>[] {
  const seen = new Map<number, Diagram<Leaf>>();
  const stack = [diagram];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node.id)) continue;
    seen.set(node.id, node);
    if ('branches' in node) stack.push(...node.branches.map(({ next }) => next));
  }
  return [...seen.values()];
}

/** One assignment of the open variables for each way to a leaf that is wanted, at most `most`. */
export function waysTo<Leaf extends string>(
  diagram: Diagram<Leaf>,
  wanted: (outcome: Leaf) => boolean,
  most: number,
): readonly { readonly outcome: Leaf; readonly way: ReadonlyMap<string, readonly string[]> }[] {
  const ways: { outcome: Leaf; way: ReadonlyMap<string, readonly string[]> }[] = [];
  const hopeless = new Set<number>();
  const visit = (node: Diagram<Leaf>, path: readonly (readonly [string, readonly string[]])[]) => {
    if (ways.length >= most || hopeless.has(node.id)) return;
    const before = ways.length;
    if ('outcome' in node) {
      if (wanted(node.outcome)) ways.push({ outcome: node.outcome, way: new Map(path) });
    } else for (const { values, next } of node.branches) visit(next, [...path, [node.variable.key, values]]);
    if (ways.length === before) hopeless.add(node.id);
  };
  visit(diagram, []);
  return ways;
}
