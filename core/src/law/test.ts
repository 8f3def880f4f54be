import { not, type Verdict } from '../finding.ts';
import { type Condition, type Test, VOCABULARY, type VocabularyFact } from './condition.ts';

/**
 * A fact as the law cuts it: it has finitely many values that the law can tell apart.
 * Values that are sets (lists an item is on, several recipients) are written `a+b`, the empty set as `-`.
 */
export interface Variable {
  readonly key: string;
  /** Which kind of question the variable answers; the key adds list ids and thresholds where a test has them. */
  readonly fact: Test['fact'];
  /** One test on this variable, for its lists and threshold. */
  readonly test: Test;
}

/**
 * A test bound to the law of a day: which values of its variables it accepts. One variable, but for lists of parties: whether a recipient is on a
 * list is a variable of its own for each list, since nothing that puts one party on one list keeps it or another off the next.
 */
export interface BoundTest {
  readonly variables: readonly Variable[];
  readonly accepted: ReadonlySet<string>;
  readonly source: Test;
  /** Verdicts by list of possible values: the same lists come up again and again while a cell is explored. */
  readonly seen: WeakMap<readonly string[], Verdict>;
}
export type BoundCondition =
  | { readonly all: readonly BoundCondition[] }
  | { readonly any: readonly BoundCondition[] }
  | { readonly not: BoundCondition }
  | { readonly test: BoundTest };

/** The lists in force on a day, by kind: what `listed` tests refer to. */
export interface ListsInForce {
  readonly dualUse: readonly string[];
  readonly parties: Readonly<Record<string, readonly string[]>>;
}

export const NONE = '-';

/** The members of a set value. @example members('a+b') // ['a', 'b'] @example members('-') // [] */
export function members(value: string): readonly string[] {
  return value === NONE ? [] : value.split('+');
}

/** The set value with these members, in a fixed order. */
export function setValue(ids: Iterable<string>): string {
  return [...new Set(ids)].sort().join('+') || NONE;
}

/** Those who buy or use the goods, and those who carry or pass them on: together all recipients, and nobody is in both. */
export const RECIPIENT_GROUPS = ['importer-or-end-user', 'other'] as const;
export type RecipientGroup = (typeof RECIPIENT_GROUPS)[number];

/** The variable that a test asks about. Two tests with the same key share one answer. */
function variableOf(test: Exclude<Test, { fact: 'party' }>): Variable {
  return { key: keyOf(test), fact: test.fact, test };
}

/** Is a recipient of this group on this list? Its values: the id of the list, and `-`. */
export interface PartyVariable extends Variable {
  readonly fact: 'party';
  readonly list: string;
  readonly group: RecipientGroup;
}

/** @example partyVariable('cn/mofcom-2025-1/list', 'other').key // 'party cn/mofcom-2025-1/list other' */
export function partyVariable(list: string, group: RecipientGroup): PartyVariable {
  return { key: `party ${list} ${group}`, fact: 'party', test: { fact: 'party', on: [list] }, list, group };
}

export function isPartyVariable(variable: Variable): variable is PartyVariable {
  return variable.fact === 'party';
}

function keyOf(test: Exclude<Test, { fact: 'party' }>): string {
  switch (test.fact) {
    case 'content':
      return `content ${test.of} ${test.in} ${test.atLeast}`;
    case 'held':
      return `held ${[...test.by].sort().join('+')} ${test.atLeast}`;
    case 'chip-process':
      return `chip-process ${test.logicNodeNmAtMost} ${test.memoryLayersAtLeast}`;
    case 'mass-fraction':
      return `mass-fraction ${[...test.of].sort().join('+')} ${test.below}`;
    default:
      return test.fact;
  }
}

/** All values of a variable when nothing is known. For `item` and `goods` the caller gives the sets that can occur. */
export function domainOf(
  variable: Variable,
  sets: { readonly item: readonly string[]; readonly goods: readonly string[] },
): readonly string[] {
  if (isPartyVariable(variable)) return [variable.list, NONE];
  switch (variable.fact) {
    case 'item':
      return sets.item;
    case 'goods':
      return sets.goods;
    case 'content':
    case 'held':
    case 'chip-process':
    case 'mass-fraction':
      return ['reached', 'below'];
    default:
      return VOCABULARY[variable.fact as VocabularyFact];
  }
}

/** Binds a condition to the lists in force. */
export function bind(condition: Condition, lists: ListsInForce): BoundCondition {
  if ('all' in condition) return { all: condition.all.map((part) => bind(part, lists)) };
  if ('any' in condition) return { any: condition.any.map((part) => bind(part, lists)) };
  if ('not' in condition) return { not: bind(condition.not, lists) };
  return { test: boundTest(condition, acceptedBy(condition, lists)) };
}

/** A test that accepts these values of its variables. */
export function boundTest(source: Test, accepted: readonly string[]): BoundTest {
  const variables =
    source.fact === 'party'
      ? accepted.flatMap((list) =>
          RECIPIENT_GROUPS.filter((group) => source.as === undefined || source.as === group).map((group) =>
            partyVariable(list, group),
          ),
        )
      : [variableOf(source)];
  return { variables, accepted: new Set(accepted), source, seen: new WeakMap() };
}

function acceptedBy(test: Test, lists: ListsInForce): readonly string[] {
  if ('is' in test) return test.is;
  switch (test.fact) {
    case 'item':
      return 'on' in test ? test.on : lists.dualUse;
    case 'goods':
      return test.of;
    case 'party':
      return 'on' in test ? test.on : test.listed.flatMap((kind) => lists.parties[kind] ?? []);
    case 'mass-fraction':
      return ['below'];
    case 'content':
    case 'held':
    case 'chip-process':
      return ['reached'];
  }
}

/** What is possible for each variable: at least one value; one value = known. */
export type Cell = ReadonlyMap<string, readonly string[]>;

/**
 * Met if every possible value of one of its variables is accepted, not met if none of any is, else unknown. A set value is accepted if any member
 * is. Cost: the values of its variables, once for each list of values.
 */
export function testVerdict(test: BoundTest, cell: Cell): Verdict {
  let isOpen = false;
  for (const { key } of test.variables) {
    const possible = cell.get(key);
    if (possible === undefined) throw new Error(`no value for ${key}`);
    const verdict = valuesVerdict(test, possible);
    if (verdict === 'met') return 'met';
    if (verdict === 'unknown') isOpen = true;
  }
  return isOpen ? 'unknown' : 'not-met';
}

/** What these possible values of one of its variables say of the test. */
export function valuesVerdict(test: BoundTest, possible: readonly string[]): Verdict {
  const seen = test.seen.get(possible);
  if (seen !== undefined) return seen;
  let accepted = 0;
  for (const value of possible) if (accepts(test, value)) accepted += 1;
  const verdict = accepted === possible.length ? 'met' : accepted === 0 ? 'not-met' : 'unknown';
  test.seen.set(possible, verdict);
  return verdict;
}

function accepts(test: BoundTest, value: string): boolean {
  if (test.accepted.has(value)) return true;
  return value.includes('+') && members(value).some((member) => test.accepted.has(member));
}

/** Kleene evaluation. Sound: a definite verdict holds for every completion of the cell; it may miss one that the diagram finds. */
export function verdictOf(condition: BoundCondition, cell: Cell): Verdict {
  if ('test' in condition) return testVerdict(condition.test, cell);
  if ('not' in condition) return not(verdictOf(condition.not, cell));
  // The same as `allOf` and `anyOf` of the parts, without working out more parts than it takes: this is the hot path.
  const [parts, decides] = 'all' in condition ? [condition.all, 'not-met' as const] : [condition.any, 'met' as const];
  let isOpen = false;
  for (const part of parts) {
    const verdict = verdictOf(part, cell);
    if (verdict === decides) return decides;
    if (verdict === 'unknown') isOpen = true;
  }
  if (isOpen) return 'unknown';
  return decides === 'met' ? 'not-met' : 'met';
}

/** Every test in a condition, left to right. */
export function* testsIn(condition: BoundCondition): Generator<BoundTest> {
  if ('test' in condition) yield condition.test;
  else if ('not' in condition) yield* testsIn(condition.not);
  else for (const part of 'all' in condition ? condition.all : condition.any) yield* testsIn(part);
}

/** Every variable that these conditions ask about, once each. */
export function variablesIn(conditions: readonly BoundCondition[]): readonly Variable[] {
  const found = new Map<string, Variable>();
  for (const condition of conditions) {
    for (const { variables } of testsIn(condition)) for (const variable of variables) found.set(variable.key, variable);
  }
  return [...found.values()];
}

/** The condition that always holds. */
export const ALWAYS: BoundCondition = { all: [] };
