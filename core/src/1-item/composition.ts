import { type Composition, NOT_DESCRIBED } from '../composition.ts';
import type { ItemFacts } from '../facts.ts';
import type { ItemList } from '../law/instrument.ts';
import type { Classification } from './classify.ts';
import { isRareEarth } from './elements.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { requiredElements } from './match-entry.ts';
import { presenceOf } from './scenario.ts';

const OPEN: Composition = { is: 'open', elements: [] };
const EXCLUDED: Composition = { is: 'excluded', elements: [] };

/** Things put together of others: what is stated of them may not be all of them. */
const PUT_TOGETHER: ReadonlySet<string> = new Set(['assembly', 'finished-product', 'equipment']);
/** Forms that say nothing of what a thing is made of. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([...PUT_TOGETHER, 'part']);

/** Does any fact speak of what the thing is made of, even to say that it is unknown? */
function isDescribed(item: ItemFacts): boolean {
  return (
    (item.form !== undefined && !SAYS_NOTHING.has(item.form)) ||
    item.elements !== undefined ||
    item.formula !== undefined ||
    item.cas !== undefined ||
    item.contains !== undefined ||
    (item.mayContain ?? []).length > 0 ||
    Object.keys(item.massFractions ?? {}).length > 0 ||
    (item.code !== undefined && item.code.trim().toLowerCase() !== 'none')
  );
}

/** The rare earths of an entry; all of its elements where it has none. */
function tellingElements(elements: readonly string[]): readonly string[] {
  const rare = elements.filter(isRareEarth);
  return rare.length > 0 ? rare : elements;
}

/**
 * Can materials of this list be inside, by what is said of the composition? Chemistry rules out an entry when one of the elements
 * that it needs is not in the thing: `elements` is complete, a mass fraction of exactly 0 rules its element out, `mayContain`
 * leaves it open. Of things put together `elements` is not taken to be complete. `contains: none` rules out everything, unless the
 * thing's own elements say otherwise; materials listed in `contains` speak for it. Where the thing was made rules nothing out, and
 * neither does a declared code. A customs code that an entry prints counts as described.
 * @param classification The same item classified; of the list's own entries the met ones say what the thing itself is.
 * @example compositionOf({ form: 'alloy', elements: ['Fe', 'B'] }, part1, …) // excluded
 * @example compositionOf({ form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }, part1, …) // holds, elements [Dy]
 * @example compositionOf({ form: 'metal', elements: ['Dy'] }, part1, …) // itself
 */
export function compositionOf(
  item: ItemFacts,
  list: ItemList,
  classification: Pick<Classification, 'entries' | 'hints'> | undefined,
): Composition {
  const isHinted = (classification?.hints ?? []).some(({ entries }) => entries.length > 0);
  if (!isDescribed(item) && !isHinted) return NOT_DESCRIBED;
  const own = ofElements(readEvidence(item, []), list, PUT_TOGETHER.has(item.form ?? ''));
  if (item.contains === 'none') return own.is === 'holds' ? own : EXCLUDED;
  if (Array.isArray(item.contains) && item.contains.length > 0) {
    const inside = item.contains.map((material) => compositionOf(material, list, undefined));
    const elements = [...new Set([...own.elements, ...inside.flatMap((each) => each.elements)])];
    if (own.is === 'holds' || inside.some(({ is }) => is === 'holds' || is === 'itself'))
      return { is: 'holds', elements };
    return inside.every(({ is }) => is === 'excluded') ? EXCLUDED : { is: 'open', elements };
  }
  const met = new Set(
    (classification?.entries ?? []).flatMap(({ list: of, code, verdict }) =>
      of === list.id && verdict === 'met' ? [code] : [],
    ),
  );
  const isPure = list.entries.some((entry) => met.has(entry.code) && requiredElements(entry).length === 1);
  if (isPure && (own.elements.length === 1 || !saysElements(item))) return { ...own, is: 'itself' };
  return own;
}

function saysElements(item: ItemFacts): boolean {
  return (
    item.elements !== undefined ||
    item.formula !== undefined ||
    item.cas !== undefined ||
    (item.mayContain ?? []).length > 0 ||
    Object.keys(item.massFractions ?? {}).length > 0
  );
}

function ofElements({ structure }: Evidence, list: ItemList, isPutTogether: boolean): Composition {
  const scenario = isPutTogether ? { ...structure, rest: 'open' as const } : structure;
  const possible = list.entries
    .map((entry) => requiredElements(entry))
    .filter((elements) => elements.every((symbol) => presenceOf(scenario, symbol) !== 'out'));
  if (possible.length === 0) return EXCLUDED;
  const telling = [...new Set(possible.flatMap(tellingElements))];
  const inside = telling.filter((symbol) => presenceOf(scenario, symbol) === 'in');
  if (inside.length > 0) {
    return { is: 'holds', elements: telling.filter((symbol) => presenceOf(scenario, symbol) !== 'out') };
  }
  return scenario.rest === 'out' ? { is: 'open', elements: telling } : OPEN;
}
