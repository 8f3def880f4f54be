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

/** A condition in which tests of one kind are known: each becomes always or never. */
function decided(condition: BoundCondition, verdict: (test: BoundTest) => boolean | undefined): BoundCondition {
  if ('test' in condition) {
    const known = verdict(condition.test);
    return known === undefined ? condition : known ? ALWAYS : NEVER;
  }
  if ('not' in condition) return { not: decided(condition.not, verdict) };
  if ('all' in condition) return { all: condition.all.map((part) => decided(part, verdict)) };
  return { any: condition.any.map((part) => decided(part, verdict)) };
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

/** The same in every condition of the rules. */
export function rulesWith(rules: Rules, change: (condition: BoundCondition) => BoundCondition): Rules {
  const rule = <Each extends { readonly condition: BoundCondition }>(each: Each): Each => ({
    ...each,
    condition: change(each.condition),
  });
  return {
    ...rules,
    prohibitions: rules.prohibitions.map(rule),
    licences: rules.licences.map((each) => ({ ...rule(each), exemptions: each.exemptions.map(rule) })),
    listed: change(rules.listed),
  };
}
