import type { EndUseFacts, ExportFacts, Form, LineFacts } from '@ytterby/core';
import { factPath, type FactPath } from './fact-path.ts';

/** What can be said in a field, and how it is put in. */
export type FactField =
  | { readonly kind: 'country' | 'text' | 'elements' | 'value' | 'amount'; readonly path: FactPath }
  | { readonly kind: 'choice' | 'choices'; readonly path: FactPath; readonly values: readonly string[] }
  /** Several countries, one of which may be unknown. */
  | { readonly kind: 'countries'; readonly path: FactPath }
  /** Is this element in it? It stands in `mayContain` so long as nobody knows. */
  | { readonly kind: 'element'; readonly path: FactPath; readonly element: string }
  /** Form and elements of an item that nothing was said of. */
  | { readonly kind: 'item'; readonly path: FactPath }
  /** Materials inside; none, or what they are. */
  | { readonly kind: 'contains'; readonly path: FactPath }
  /** Logic node in nanometres, or layers of a memory chip. */
  | { readonly kind: 'chip' }
  | { readonly kind: 'end-user' };

/** From what is asked most to what is asked least. Every form of the facts; a test compares. */
export const FORMS_OFFERED = [
  'magnet',
  'metal',
  'alloy',
  'oxide',
  'compound',
  'mixture',
  'target',
  'magnet-powder',
  'part',
  'assembly',
  'finished-product',
  'equipment',
  'technology',
  'ore',
  'crystal',
  'ceramic',
  'optical-fibre',
  'luminescent-material',
  'magnetic-refrigeration-material',
  'magnetostrictive-material',
  'hydrogen-storage-material',
  'coating-material',
  'reagent',
  'catalyst',
  'other-material',
] as const satisfies readonly Form[];

export const END_USES_OFFERED = [
  'civil',
  'humanitarian-medical',
  'humanitarian-public-health',
  'humanitarian-disaster-relief',
  'humanitarian-rescue',
  'chips',
  'chip-equipment-or-materials',
  'artificial-intelligence',
  'military',
  'military-potential',
  'wmd',
  'terrorism',
] as const satisfies readonly EndUseFacts['kind'][];

/** Rare earths first: what the lists are about; then what they are mostly alloyed and compounded with. */
export const ELEMENTS_NAMED = [
  ...(['Sc', 'Y', 'La', 'Ce', 'Pr', 'Nd', 'Sm', 'Eu', 'Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu'] as const),
  ...(['Fe', 'Co', 'B', 'O', 'Al', 'Cu', 'Ni', 'Ga', 'Zr', 'Nb', 'Si', 'C', 'F', 'Cl', 'Mg', 'Ti', 'W', 'Mo'] as const),
  ...(['In', 'Bi', 'Te'] as const),
] as const;
/** Found by their symbol alone. */
export const OTHER_ELEMENTS =
  `H Li Be N Na P S K Ca V Cr Mn Zn Ge As Se Br Rb Sr Tc Ru Rh Pd Ag Cd Sn Sb I Cs Ba Hf Ta Re Os Ir Pt Au Hg Tl Pb
Th U`.split(/\s+/);

export const TECHNOLOGIES_OFFERED = [
  'mining',
  'smelting-separation',
  'metal-smelting',
  'magnet-making',
  'recycling',
  'production-line',
  'other',
] as const satisfies readonly LineFacts['item']['technologyFor'][];

export const YES_NO = ['yes', 'no'] as const;

/** By the path without its places: `lines[0].origin` → `lines.origin`. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  act: ['export', 'transfer-in-country', 'provide-technology', 'help-abroad'],
  'lines.item.form': FORMS_OFFERED,
  'lines.item.technologyFor': TECHNOLOGIES_OFFERED,
  'lines.technologyExclusion': ['none', 'public-domain', 'basic-research', 'patent-application'],
  'lines.substantialHelp': YES_NO,
  'endUse.kind': END_USES_OFFERED,
  'endUse.dangerKnown': YES_NO,
  'endUse.helpsRareEarthActivityAbroad': ['yes', 'should-know', 'no'],
  'endUse.militaryPotentialOfAi': YES_NO,
  'exporter.chinesePerson': YES_NO,
  'parties.military': YES_NO,
  'parties.chinesePerson': YES_NO,
  // Who holds what is a matter for the screen of the parties; that nobody listed does, can be said here.
  'parties.owners': ['none'],
  'bom.parts.rareEarths': ['none', 'listed-below'],
};
/** Choices that say something when they are left out (`docs/facts.md`): of these it can be said apart that they are not known. */
export const SILENCE_SAYS: ReadonlySet<string> = new Set([
  'act',
  'exporter.chinesePerson',
  'lines.item.form',
  'lines.technologyExclusion',
  'lines.substantialHelp',
  'endUse.dangerKnown',
  'endUse.helpsRareEarthActivityAbroad',
  'endUse.militaryPotentialOfAi',
  'parties.chinesePerson',
  'parties.listEntry',
  'bom.parts.rareEarths',
]);
const COUNTRIES: ReadonlySet<string> = new Set([
  'from',
  'to',
  'finalDestination',
  'exporter.country',
  'lines.origin',
  'lines.madeIn',
  'lines.technologyOrigin',
  'parties.country',
  'bom.parts.origin',
]);
const TEXTS: ReadonlySet<string> = new Set(['lines.item.code', 'lines.item.cas']);

/**
 * How a question of the determination can be answered in place; undefined where that takes more than a field (a whole bill of
 * materials, a loop in it, what only the authority knows).
 * @param listed ids of the list entries that a party may be, where that is the question
 * @example fieldFor({ id: 'to', about: 'to' }, facts) // { kind: 'country', path: ['to'] }
 */
export function fieldFor(
  { id, about }: { readonly id: string; readonly about: string },
  facts: ExportFacts,
  listed: readonly string[] = [],
): FactField | undefined {
  if (about === 'parties') return { kind: 'end-user' };
  if (about === 'endUse.logicNodeNm') return { kind: 'chip' };
  const path = factPath(about);
  const plain = path.filter((step) => typeof step === 'string').join('.');
  const values = CHOICES[plain];
  if (plain === 'endUse.mayAlsoBe') return { kind: 'choices', path, values: END_USES_OFFERED };
  if (plain === 'via') return { kind: 'countries', path };
  if (values) return { kind: 'choice', path, values };
  if (COUNTRIES.has(plain)) return { kind: 'country', path };
  if (TEXTS.has(plain)) return { kind: 'text', path };
  switch (plain) {
    case 'lines.item.elements':
      return { kind: 'elements', path };
    case 'lines.item.mayContain':
      return { kind: 'element', path: path.slice(0, -1), element: id.slice('item.element'.length) };
    case 'lines.item.contains':
      return { kind: 'contains', path };
    case 'parties.listEntry':
      return { kind: 'choice', path, values: ['none', ...listed] };
    case 'bom.parts.item':
      return { kind: 'item', path };
    case 'bom.parts.value':
      return { kind: 'value', path };
    case 'bom.parts.quantity':
      return quantityField(id, path, facts);
    default:
      return undefined;
  }
}

/** A quantity stands with the part that the input goes into, which only the id of the question names. */
function quantityField(id: string, path: FactPath, facts: ExportFacts): FactField | undefined {
  const part = path.find((step) => typeof step === 'object');
  if (part === undefined) return undefined;
  const usedIn = id.slice(`bom.${part.value}.quantity`.length);
  const inputs = facts.bom?.parts.find((each) => each.id === usedIn)?.inputs ?? [];
  const place = inputs.findIndex((input) => input.part === part.value);
  if (place < 0) return undefined;
  return { kind: 'amount', path: ['bom', 'parts', { by: 'id', value: usedIn }, 'inputs', place, 'quantity'] };
}
