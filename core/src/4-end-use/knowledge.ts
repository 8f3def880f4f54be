import { yesNo } from '../basis.ts';
import type { EndUseFacts, LineFacts } from '../facts.ts';
import { members, type Readings } from '../law/index.ts';
import { endUseValues } from './end-use.ts';

/** What the exporter knows of the use, and what that use may serve, as the law tells it apart. */

/** Does the exporter know of a danger to national security? */
export function dangerValues(facts: EndUseFacts | undefined): readonly string[] {
  return yesNo(facts?.dangerKnown, ['no']);
}

/** Is use in one of the five rare-earth activities abroad known? `should-know` by the reading `knowledge-62`. */
export function rareEarthActivityValues(
  facts: EndUseFacts | undefined,
  readings: Pick<Readings, 'knowledge-62'>,
): readonly string[] {
  const stated = facts?.helpsRareEarthActivityAbroad;
  if (stated === 'should-know') return [readings['knowledge-62'] === 'should-know' ? 'yes' : 'no'];
  return yesNo(stated, ['no']);
}

/** Is it substantial help (No. 62 para. 2)? Silence is open only where the act may be help. */
export function substantialHelpValues({ substantialHelp }: LineFacts, acts: readonly string[]): readonly string[] {
  return yesNo(substantialHelp, acts.includes('help-abroad') ? ['yes', 'no'] : ['no']);
}

/** Has the artificial intelligence a potential military use? Silence is open only where the use may be its research. */
export function militaryAiValues(facts: EndUseFacts | undefined): readonly string[] {
  const isNear = endUseValues(facts).some((use) => members(use).includes('artificial-intelligence'));
  return yesNo(facts?.militaryPotentialOfAi, isNear ? ['yes', 'no'] : ['no']);
}
