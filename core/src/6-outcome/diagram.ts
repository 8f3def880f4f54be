import { type BoundCondition, type Cell, type Variable, testVerdict, testsIn, verdictOf } from '../law/index.ts';
import { possibleOutcomes } from './outcome.ts';
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
  'same-country',
  'exporter',
  'item',
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
  'origin',
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
  return build(conditionsOf(rules), rules.variables, cell, (here) => {
    const possible = possibleOutcomes(rules, here);
    return possible.size === 1 ? ([...possible][0] as SettledOutcome) : undefined;
  });
}

/** Two laws side by side: a leaf is the pair of outcomes. */
export type OutcomePair = `${SettledOutcome}>${SettledOutcome}`;

/**
 * What does one law answer, and the other, as a function of the facts? For comparing dates, packs, branches and drafts.
 * @example a leaf `no-licence-required>licence-required` = the second law asks for a licence where the first does not
 */
export function compareDiagram(before: Rules, after: Rules, cell: Cell): Diagram<OutcomePair> {
  const variables = [...new Map([...before.variables, ...after.variables].map((variable) => [variable.key, variable])).values()];
  return build([...conditionsOf(before), ...conditionsOf(after)], variables, cell, (here) => {
    const [old, young] = [possibleOutcomes(before, here), possibleOutcomes(after, here)];
    if (old.size !== 1 || young.size !== 1) return undefined;
    return `${[...old][0] as SettledOutcome}>${[...young][0] as SettledOutcome}`;
  });
}

function conditionsOf(rules: Rules): readonly BoundCondition[] {
  return [
    ...rules.prohibitions.map((rule) => rule.condition),
    ...rules.licences.flatMap((rule) => [rule.condition, ...rule.exemptions.map((exemption) => exemption.condition)]),
    rules.listed,
  ];
}

function build<Leaf extends string>(
  conditions: readonly BoundCondition[],
  variables: readonly Variable[],
  cell: Cell,
  settled: (here: Cell) => Leaf | undefined,
): Diagram<Leaf> {
  const order = inOrder(variables);
  const nodes = new Map<string, Diagram<Leaf>>();
  const seen = new Map<string, Diagram<Leaf>>();
  const singles = new Map<string, readonly string[]>();
  const only = (value: string): readonly string[] => {
    const list = singles.get(value) ?? [value];
    singles.set(value, list);
    return list;
  };
  const make = (key: string, node: (id: number) => Diagram<Leaf>): Diagram<Leaf> => {
    const found = nodes.get(key) ?? node(nodes.size);
    nodes.set(key, found);
    return found;
  };
  const visit = (here: Cell): Diagram<Leaf> => {
    const outcome = settled(here);
    if (outcome !== undefined) return make(outcome, (id) => ({ id, outcome }));
    const touched = touchedBy(conditions, here);
    const key = `${conditions.map((condition) => verdictOf(condition, here)[0]).join('')} ${order
      .filter((variable) => touched.has(variable.key))
      .map((variable) => `${variable.key}=${here.get(variable.key)?.join('|')}`)
      .join(' ')}`;
    const known = seen.get(key);
    if (known) return known;
    const variable = order.find(({ key: name }) => touched.has(name));
    if (variable === undefined) throw new Error('an open outcome without an open variable');
    const groups = new Map<Diagram<Leaf>, string[]>();
    for (const values of alike(variable, touched.get(variable.key) ?? [], here)) {
      const next = visit(new Map(here).set(variable.key, only(values[0] as string)));
      groups.set(next, [...(groups.get(next) ?? []), ...values]);
    }
    const branches = [...groups].map(([next, values]) => ({ values, next }));
    const sole = branches.length === 1 ? branches[0] : undefined;
    const result =
      sole?.next ??
      make(`${variable.key}(${branches.map(({ values, next }) => `${values.join('|')}>${next.id}`).join(' ')})`, (id) => ({
        id,
        variable,
        branches,
      }));
    seen.set(key, result);
    return result;
  };
  return visit(cell);
}

/** The open variables that some open condition still asks about, each with the sets of values that its tests accept. */
function touchedBy(conditions: readonly BoundCondition[], cell: Cell): Map<string, ReadonlySet<string>[]> {
  const touched = new Map<string, ReadonlySet<string>[]>();
  for (const condition of conditions) {
    if (verdictOf(condition, cell) !== 'unknown') continue;
    for (const test of testsIn(condition)) {
      if (testVerdict(test, cell) !== 'unknown') continue;
      const sets = touched.get(test.variable.key) ?? [];
      sets.push(test.accepted);
      touched.set(test.variable.key, sets);
    }
  }
  return touched;
}

/** Groups the possible values of a variable by which tests accept them. */
function alike(variable: Variable, tests: readonly ReadonlySet<string>[], cell: Cell): readonly string[][] {
  const groups = new Map<string, string[]>();
  for (const value of cell.get(variable.key) ?? []) {
    const parts = value.split('+');
    const signature = tests.map((accepted) => (parts.some((part) => accepted.has(part)) ? '1' : '0')).join('');
    groups.set(signature, [...(groups.get(signature) ?? []), value]);
  }
  return [...groups.values()];
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
  const outcomes = new Set<SettledOutcome>();
  const seen = new Set<number>();
  const visit = (node: Diagram) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    if ('outcome' in node) outcomes.add(node.outcome);
    else
      for (const { values, next } of node.branches)
        if (node.variable.key !== key || values.includes(value)) visit(next);
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
