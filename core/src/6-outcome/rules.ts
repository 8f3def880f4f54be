import {
  type BoundCondition,
  type BoundTest,
  type LawOn,
  type ProvisionOn,
  type Test,
  type Variable,
  boundTest,
  testsIn,
  variablesIn,
} from '../law/index.ts';

/** What a line can come out as when every fact is known, from the least to the most strict. */
export const OUTCOMES = [
  'not-subject',
  'no-licence-required',
  'exempt',
  /** An instrument whose list the pack does not hold may reach it. It never frees and never grants. */
  'outside-pack',
  'licence-required',
  'prohibited',
] as const;
export type SettledOutcome = (typeof OUTCOMES)[number];

/** The provisions that make the outcome on one day, sorted by what they do. */
export interface Rules {
  readonly prohibitions: readonly Rule[];
  readonly licences: readonly LicenceRule[];
  /** Instruments whose lists are not in the pack, and bans on all dual-use items for goods that such lists may hold. */
  readonly undecided: readonly UndecidedRule[];
  /** The item is on a published list of the regime that the shipment falls under. */
  readonly listed: BoundCondition;
  /** Every variable that the rules ask about. */
  readonly variables: readonly Variable[];
}
export interface Rule {
  readonly id: string;
  readonly condition: BoundCondition;
}
export interface LicenceRule extends Rule {
  /** The duty is lifted when any of these is met: outcome `exempt`. */
  readonly exemptions: readonly Rule[];
}

/** Provisions that ask the same but for the family of goods are one rule: any of them leaves the item undecided. */
export interface UndecidedRule {
  readonly condition: BoundCondition;
  readonly provisions: readonly Rule[];
}

/**
 * Sorts the law of a day into rules. Only provisions in force count; a provision that another one excludes
 * (No. 62 para. 6: public domain …) bites only where the exclusion does not.
 */
export function rulesOf(law: LawOn): Rules {
  const inForce = law.provisions.filter(({ status }) => status.is === 'in-force');
  const targeting = (kind: 'exempts' | 'excludes', id: string): Rule[] =>
    inForce
      .filter(({ provision }) => provision.effect?.kind === kind && provision.effect.from.includes(id))
      .map((on) => ({ id: on.provision.id, condition: on.condition }));
  const unlessExcluded = (id: string, condition: BoundCondition): BoundCondition => {
    const exclusions = targeting('excludes', id);
    return exclusions.length === 0
      ? condition
      : { all: [condition, ...exclusions.map((rule) => ({ not: rule.condition }))] };
  };
  const withEffect = (kind: string) => inForce.filter(({ provision }) => provision.effect?.kind === kind);

  const prohibitions = withEffect('prohibited').map(({ provision, condition }) => ({
    id: provision.id,
    condition: unlessExcluded(provision.id, condition),
  }));
  const licences = withEffect('licence-required').map(({ provision, condition }) => ({
    id: provision.id,
    condition: unlessExcluded(provision.id, condition),
    exemptions: targeting('exempts', provision.id),
  }));
  const undecided = undecidedRules(law, unlessExcluded);
  const listed = listedCondition(law, unlessExcluded);
  const conditions = [
    ...prohibitions.map((rule) => rule.condition),
    ...licences.flatMap((rule) => [rule.condition, ...rule.exemptions.map((exemption) => exemption.condition)]),
    ...undecided.map((rule) => rule.condition),
    listed,
  ];
  return { prohibitions, licences, undecided, listed, variables: variablesIn(conditions) };
}

const UNDECIDED_WHILE: ReadonlySet<string> = new Set(['in-force', 'paused', 'not-yet-in-force']);

/**
 * What the pack cannot decide. An instrument without a list counts from the day it is published until it is ended: a pause
 * or a later first day does not tell what is on its list. A ban on all dual-use items reaches what such lists hold, too, but for
 * catalogues, which are trade law and make nothing a dual-use item.
 */
function undecidedRules(
  law: LawOn,
  unlessExcluded: (id: string, condition: BoundCondition) => BoundCondition,
): readonly UndecidedRule[] {
  const unlisted = law.provisions.filter(
    ({ provision, status }) => provision.effect?.kind === 'undecided' && UNDECIDED_WHILE.has(status.is),
  );
  const families = [
    ...new Set(
      unlisted
        .filter(({ instrument }) => instrument.kind !== 'catalogue')
        .flatMap(({ condition }) =>
          [...testsIn(condition)].flatMap(({ source }) => (source.fact === 'goods' ? source.of : [])),
        ),
    ),
  ];
  const alike = new Map<string, Rule[]>();
  for (const { provision, condition } of unlisted) {
    const key = saidBut(condition);
    alike.set(key, [...(alike.get(key) ?? []), { id: provision.id, condition }]);
  }
  const rules = [...alike.values()].map((provisions) => ({
    condition: withFamilies(provisions.map(({ condition }) => condition)),
    provisions,
  }));
  if (families.length === 0) return rules;
  const ofGoods: BoundCondition = { test: boundTest({ fact: 'goods', of: families }, families) };
  const bans = law.provisions.filter(
    ({ provision, status, condition }) =>
      provision.effect?.kind === 'prohibited' && status.is === 'in-force' && asksForListing(condition),
  );
  return [
    ...rules,
    ...bans.map(({ provision, condition: ban }) => {
      const condition = unlessExcluded(
        provision.id,
        replaced(ban, (test) => (isListing(test) ? ofGoods : { test })),
      );
      return { condition, provisions: [{ id: provision.id, condition }] };
    }),
  ];
}

/** Does the test ask for any list of the Export Control List? */
export const isListing = ({ source }: BoundTest): boolean => source.fact === 'item' && 'listed' in source;

function asksForListing(condition: BoundCondition): boolean {
  return [...testsIn(condition)].some(isListing);
}

const familiesOf = ({ source }: BoundTest): readonly string[] | undefined =>
  source.fact === 'goods' ? source.of : undefined;

/** What the condition asks, but for which families of goods. */
function saidBut(condition: BoundCondition): string {
  return JSON.stringify(condition, (key, value: unknown) => {
    if (key === 'test') {
      const test = value as BoundTest;
      return familiesOf(test) === undefined ? [test.source, [...test.accepted]] : 'goods';
    }
    return value;
  });
}

/** Conditions that ask the same but for the families, as one that asks for any of these. */
function withFamilies(conditions: readonly BoundCondition[]): BoundCondition {
  const families = [
    ...new Set(conditions.flatMap((condition) => [...testsIn(condition)].flatMap((test) => familiesOf(test) ?? []))),
  ];
  return replaced(conditions[0] as BoundCondition, (test) => ({
    test: familiesOf(test) === undefined ? test : boundTest({ fact: 'goods', of: families }, families),
  }));
}

/** The condition with other tests in the places of some. */
function replaced(condition: BoundCondition, by: (test: BoundTest) => BoundCondition): BoundCondition {
  if ('test' in condition) return by(condition.test);
  if ('not' in condition) return { not: replaced(condition.not, by) };
  if ('all' in condition) return { all: condition.all.map((part) => replaced(part, by)) };
  return { any: condition.any.map((part) => replaced(part, by)) };
}

/**
 * "On a list that this regime has": the Export Control List for exports from China; for exports from elsewhere also
 * the annexes of the announcement on items abroad. A list that is published but not yet or no longer applied still lists.
 */
function listedCondition(
  law: LawOn,
  unlessExcluded: (id: string, condition: BoundCondition) => BoundCondition,
): BoundCondition {
  const on = (list: string): BoundCondition => {
    const test: Test = { fact: 'item', on: [list] };
    const condition: BoundCondition = { test: boundTest(test, [list]) };
    return unlessExcluded(listingProvision(law.provisions, list), condition);
  };
  // Goods that pass through China have still left from abroad.
  const outside: Test = { fact: 'from', is: ['abroad', 'hong-kong-macao-taiwan'] };
  const abroad: BoundCondition = { test: boundTest(outside, outside.is) };
  return {
    any: [
      ...law.publishedItemLists.dualUse.map(on),
      ...law.publishedItemLists.annex.map((list) => ({ all: [on(list), abroad] })),
    ],
  };
}

function listingProvision(provisions: readonly ProvisionOn[], list: string): string {
  return (
    provisions.find(({ provision }) => provision.effect?.kind === 'lists' && provision.effect.list === list)?.provision
      .id ?? ''
  );
}
