import {
  type BoundCondition,
  type LawOn,
  type ProvisionOn,
  type Test,
  type Variable,
  boundTest,
  variablesIn,
} from '../law/index.ts';

/** What a line can come out as when every fact is known, from the least to the most strict. */
export const OUTCOMES = ['not-subject', 'no-licence-required', 'exempt', 'licence-required', 'prohibited'] as const;
export type SettledOutcome = (typeof OUTCOMES)[number];

/** The provisions that make the outcome on one day, sorted by what they do. */
export interface Rules {
  readonly prohibitions: readonly Rule[];
  readonly licences: readonly LicenceRule[];
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
  const listed = listedCondition(law, unlessExcluded);
  const conditions = [
    ...prohibitions.map((rule) => rule.condition),
    ...licences.flatMap((rule) => [rule.condition, ...rule.exemptions.map((exemption) => exemption.condition)]),
    listed,
  ];
  return { prohibitions, licences, listed, variables: variablesIn(conditions) };
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
