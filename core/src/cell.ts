import {
  formBasis,
  goodsBasis,
  type GoodsReach,
  itemBasis,
  massFractionBasis,
  technologyExclusionBasis,
} from './1-item/index.ts';
import {
  contentBasis,
  type ContentLimb,
  holdsListedBasis,
  madeInBasis,
  originBasis,
  technologyOriginBasis,
} from './2-content/index.ts';
import {
  foreignRecipientBasis,
  heldBasis,
  type ListedRecipients,
  mayBeListed,
  mayBeMilitary,
  militaryUserBasis,
  type OwnersKnown,
  partyBasis,
  recipientBasis,
} from './3-parties/index.ts';
import {
  chipBasis,
  dangerBasis,
  endUseBasis,
  isGroundNear,
  militaryAiBasis,
  rareEarthActivityBasis,
  substantialHelpBasis,
} from './4-end-use/index.ts';
import type { Basis } from './basis.ts';
import type { ExportFacts, LineFacts } from './facts.ts';
import type { Text, Verdict } from './finding.ts';
import {
  isPartyVariable,
  type LawBook,
  type ListsInForce,
  type Readings,
  type Variable,
  type VocabularyFact,
} from './law/index.ts';
import { actValues } from './movement.ts';
import {
  actBasis,
  deemedExportBasis,
  departureBasis,
  destinationBasis,
  exporterBasis,
  nextBasis,
  sameCountryBasis,
  supplyAbroadBasis,
  throughChinaBasis,
} from './movement-basis.ts';

/**
 * Facts cut at the law's own boundaries. What remains of an export is its cell: for every variable of the rules the
 * values that are still possible. The outcome is a function of the cell alone. Each step says what its own facts may be.
 */

/** What the earlier steps found about one line. */
export interface LineFindings {
  readonly facts: ExportFacts;
  /** The recipients of the facts against the lists of parties. */
  readonly recipients: ListedRecipients;
  readonly owners: OwnersKnown;
  readonly line: LineFacts;
  /** Path of the line in the facts: `lines[0]`. */
  readonly path: string;
  readonly book: LawBook;
  readonly readings: Readings;
  /** Sets of lists that the item may be on. */
  readonly memberships: readonly (readonly string[])[];
  readonly itemUsed: Text;
  /** Which lists outside the pack may reach the item. */
  readonly goods: GoodsReach;
  /** The content test of this threshold and lists; null without a bill of materials. */
  readonly content: (of: string, within: string, atLeast: string) => ContentLimb | null;
  /** Origin of the line's item under the reading taken. */
  readonly isOfChineseOrigin: Verdict;
  readonly holdsListedMaterial: Verdict;
}

const worked = new WeakMap<LineFindings, Map<string, Basis>>();

/** The cell's entry for one variable, worked out once for a line. Every fact has a way to be unknown. */
export function basisOf(variable: Variable, findings: LineFindings, lists: ListsInForce): Basis {
  if (variable.test.fact === 'held') return heldBasis(variable.test.by, variable.test.atLeast, findings, lists);
  const known = worked.get(findings) ?? new Map<string, Basis>();
  worked.set(findings, known);
  const found = known.get(variable.key) ?? workOut(variable, findings);
  known.set(variable.key, found);
  return found;
}

function workOut(variable: Variable, findings: LineFindings): Basis {
  const { facts, line, path, book } = findings;
  const { recipients, readings } = findings;
  if (isPartyVariable(variable) || variable.fact === 'military-user') {
    const key = `${variable.key} ${readings.region}`;
    const found =
      recipients.bases.get(key) ??
      (isPartyVariable(variable) ? partyBasis(variable, recipients, book) : PLAIN['military-user'](findings));
    recipients.bases.set(key, found);
    return found;
  }
  const { test } = variable;
  switch (test.fact) {
    case 'held':
      throw new Error('holdings depend on the lists in force and are worked out with them');
    case 'item':
      return itemBasis(findings.memberships, findings.itemUsed, path);
    case 'goods':
      return goodsBasis(findings.goods, findings.itemUsed, path);
    case 'party':
      throw new Error('lists of parties have a variable each');
    case 'content':
      return contentBasis(findings.content(test.of, test.in, test.atLeast));
    case 'chip-process':
      return chipBasis(test, facts.endUse);
    case 'mass-fraction':
      return massFractionBasis(test, line, path);
    default:
      return PLAIN[test.fact](findings);
  }
}

/** The facts whose values are a fixed vocabulary, each from the step that it belongs to. */
const PLAIN: { readonly [Fact in VocabularyFact]: (findings: LineFindings) => Basis } = {
  act: ({ facts, line }) => actBasis(facts, line),
  from: ({ facts, readings }) => departureBasis(facts, readings),
  to: ({ facts, readings }) => nextBasis(facts, readings),
  destination: ({ facts, readings }) => destinationBasis(facts, readings),
  'through-china': ({ facts, readings }) => throughChinaBasis(facts, readings),
  'supply-abroad': ({ readings }) => supplyAbroadBasis(readings),
  'deemed-export': ({ readings }) => deemedExportBasis(readings),
  recipient: ({ facts, readings }) => recipientBasis(facts, readings),
  'foreign-recipient': ({ facts, readings }) => foreignRecipientBasis(facts, readings),
  'same-country': ({ facts }) => sameCountryBasis(facts),
  exporter: ({ facts }) => exporterBasis(facts),
  'item-form': ({ line, path }) => formBasis(line, path),
  'technology-exclusion': ({ line, path }) => technologyExclusionBasis(line, path),
  origin: ({ isOfChineseOrigin, line, path }) => originBasis(isOfChineseOrigin, line, path),
  'made-in': ({ line, path, readings }) => madeInBasis(line, path, readings),
  'technology-origin': ({ line, path, readings }) => technologyOriginBasis(line, path, readings),
  'holds-listed-material': ({ holdsListedMaterial }) => holdsListedBasis(holdsListedMaterial),
  'military-user': ({ facts, readings }) => militaryUserBasis(facts, readings),
  'end-use': ({ facts }) => endUseBasis(facts.endUse),
  'military-ai': ({ facts }) => militaryAiBasis(facts.endUse),
  'danger-known': ({ facts, book }) =>
    dangerBasis(facts.endUse, isGroundNear(facts.endUse) || mayBeMilitary(facts) || mayBeListed(facts, book)),
  'helps-rare-earth-activity': ({ facts, line, readings }) => rareEarthActivityBasis(facts.endUse, line, readings),
  'substantial-help': ({ facts, line, path }) => substantialHelpBasis(line, path, actValues(facts, line)),
};
