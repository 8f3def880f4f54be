import { yesNo } from '../basis.ts';
import type { EndUseFacts, LineFacts } from '../facts.ts';
import { members, type Readings } from '../law/index.ts';
import { endUseValues } from './end-use.ts';

/** What the exporter knows of the use, and what that use may serve, as the law tells it apart. */

const GRAVE = new Set(
  ['military', 'military-potential', 'wmd', 'terrorism'].flatMap((use) => [use, `possibly-${use}`]),
);

/** May the use be military, or serve weapons of mass destruction or terror? So while it is not stated. */
export function isGroundNear(facts: EndUseFacts | undefined): boolean {
  return endUseValues(facts).some((use) => members(use).some((member) => GRAVE.has(member)));
}

/**
 * Does the exporter know, or ought it to know, of a danger to national security (Order 792 art. 14(3))? Silence says no
 * only where nothing points to one: while a ground is near (use, user, or a listed party), nobody has said so.
 */
export function dangerValues(facts: EndUseFacts | undefined, isNear: boolean): readonly string[] {
  return yesNo(facts?.dangerKnown, isNear ? ['yes', 'no'] : ['no']);
}

/** Forms in which an item can serve one of the five rare-earth activities. */
const SERVING: readonly string[] = ['equipment', 'technology', 'reagent'];

/**
 * Is use in one of the five rare-earth activities abroad known (No. 62 para. 1)? `should-know` by the reading
 * `knowledge-62`. Silence says no but for what is or may be equipment, a reagent or technology, which
 * may serve one.
 */
export function rareEarthActivityValues(
  facts: EndUseFacts | undefined,
  { item }: LineFacts,
  readings: Pick<Readings, 'knowledge-62'>,
): readonly string[] {
  const stated = facts?.helpsRareEarthActivityAbroad;
  if (stated === 'should-know') return [readings['knowledge-62'] === 'should-know' ? 'yes' : 'no'];
  const { form, technologyFor } = item;
  const mayBe = form === undefined || form === 'unknown' || SERVING.includes(form);
  const mayServe = mayBe || (technologyFor !== undefined && technologyFor !== 'other');
  return yesNo(stated, mayServe ? ['yes', 'no'] : ['no']);
}

/** Is it substantial help (No. 62 para. 7)? Silence is open only where the act may be help. */
export function substantialHelpValues({ substantialHelp }: LineFacts, acts: readonly string[]): readonly string[] {
  return yesNo(substantialHelp, acts.some((act) => members(act).includes('help-abroad')) ? ['yes', 'no'] : ['no']);
}

/** Has the artificial intelligence a potential military use? Silence is open only where the use may be its research. */
export function militaryAiValues(facts: EndUseFacts | undefined): readonly string[] {
  const isNear = endUseValues(facts).some((use) => members(use).includes('artificial-intelligence'));
  return yesNo(facts?.militaryPotentialOfAi, isNear ? ['yes', 'no'] : ['no']);
}
