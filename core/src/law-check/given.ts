import { type BoundCondition, type BoundTest, boundTest, members, type Test } from '../law/index.ts';
import type { Rules } from '../6-outcome/index.ts';

/** The conditions that never and always hold. */
export const NEVER: BoundCondition = { any: [] };
export const ALWAYS: BoundCondition = { all: [] };

export const all = (...parts: readonly BoundCondition[]): BoundCondition => ({ all: parts });
export const any = (...parts: readonly BoundCondition[]): BoundCondition => ({ any: parts });
export const not = (condition: BoundCondition): BoundCondition => ({ not: condition });

/** The fact has one of these values. @example is('from', 'china') */
export function is(fact: Extract<Test, { is: string[] }>['fact'], ...values: readonly string[]): BoundCondition {
  return { test: boundTest({ fact, is: [...values] }, values) };
}

/** The item is on one of these lists. */
export function itemOn(lists: readonly string[]): BoundCondition {
  return { test: boundTest({ fact: 'item', on: [...lists] }, lists) };
}

/** A condition in which tests of one kind are known, without what no longer counts: often nothing of it is left. */
function decided(condition: BoundCondition, verdict: (test: BoundTest) => boolean | undefined): BoundCondition {
  if ('test' in condition) {
    const known = verdict(condition.test);
    return known === undefined ? condition : known ? ALWAYS : NEVER;
  }
  if ('not' in condition) {
    const inner = decided(condition.not, verdict);
    return inner === ALWAYS ? NEVER : inner === NEVER ? ALWAYS : inner === condition.not ? condition : { not: inner };
  }
  const isAll = 'all' in condition;
  const [neutral, decisive] = isAll ? [ALWAYS, NEVER] : [NEVER, ALWAYS];
  const before = isAll ? condition.all : condition.any;
  const parts = before.map((part) => decided(part, verdict));
  if (parts.includes(decisive)) return decisive;
  const left = parts.filter((part) => part !== neutral);
  if (left.length === 0) return neutral;
  if (left.length === before.length && left.every((part, index) => part === before[index])) return condition;
  return isAll ? { all: left } : { any: left };
}

/** The recipients are on these lists of parties and on no other. */
export function withParties(condition: BoundCondition, on: readonly string[]): BoundCondition {
  return decided(condition, ({ source, accepted }) =>
    source.fact === 'party' ? on.some((list) => accepted.has(list)) : undefined,
  );
}

/** The item is on the lists of this value and on no other. */
export function withItem(condition: BoundCondition, value: string): BoundCondition {
  return decided(condition, ({ source, accepted }) =>
    source.fact === 'item' ? members(value).some((list) => accepted.has(list)) : undefined,
  );
}

/** The same in every condition of the rules. Rules of which nothing is left drop out. */
export function rulesWith(rules: Rules, change: (condition: BoundCondition) => BoundCondition): Rules {
  const changed = <Each extends { readonly condition: BoundCondition }>(each: readonly Each[]): readonly Each[] =>
    each.flatMap((rule) => {
      const condition = change(rule.condition);
      return condition === NEVER ? [] : [{ ...rule, condition }];
    });
  return {
    ...rules,
    prohibitions: changed(rules.prohibitions),
    licences: changed(rules.licences).map((rule) => ({ ...rule, exemptions: changed(rule.exemptions) })),
    undecided: changed(rules.undecided).map((rule) => ({ ...rule, provisions: changed(rule.provisions) })),
    listed: change(rules.listed),
  };
}
