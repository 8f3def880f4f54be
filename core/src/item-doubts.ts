import { elementsSaid, isRareEarth, isRuledOut, readElement } from './1-item/index.ts';
import type { ItemFacts } from './facts.ts';

/** What else is said of an item than its composition says: by its own words, and by the bill of materials below it. */

/** The rare earths among the elements that are stated of a material. */
export const rareEarthsNamed = (item: ItemFacts | undefined): readonly string[] =>
  (Array.isArray(item?.elements) ? item.elements : []).flatMap((text) => {
    const symbol = readElement(text);
    return symbol !== undefined && isRareEarth(symbol) ? [symbol] : [];
  });

const PUT_TOGETHER: ReadonlySet<string> = new Set(['part', 'assembly', 'finished-product']);
/** Of a machine and of technology words tell what they are for. */
const isOfMaterial = ({ form }: ItemFacts): boolean => form !== 'equipment' && form !== 'technology';

/** What the item's words say is in it, and its composition rules out. */
export function namedInWordsOnly({ description, ...item }: ItemFacts): readonly string[] {
  if (description === undefined || !isOfMaterial(item)) return [];
  const said = elementsSaid(description);
  return said.length === 0 ? [] : said.filter((symbol) => isRuledOut(item, symbol) || isElsewhere(item, symbol));
}

/** The materials that it is said to contain are told, and the element is in none of them. */
function isElsewhere({ form, contains }: ItemFacts, symbol: string): boolean {
  if (contains === 'none') return true;
  return (
    Array.isArray(contains) &&
    contains.length > 0 &&
    (form === undefined || PUT_TOGETHER.has(form)) &&
    contains.every((material) => isRuledOut(material, symbol))
  );
}

/** Does its bill name a rare earth that a material's composition rules out? */
export function hasMoreBelow(item: ItemFacts, below: ReadonlySet<string> | undefined): boolean {
  return ruledOutBelow(item, below).length > 0;
}

function ruledOutBelow(item: ItemFacts, below: ReadonlySet<string> = new Set()): readonly string[] {
  const isMaterial = isOfMaterial(item) && !PUT_TOGETHER.has(item.form ?? '');
  return isMaterial ? [...below].filter((symbol) => isRuledOut(item, symbol)) : [];
}

/**
 * The item as it may be where its bill or its own words do not leave it at what its composition says: what these name may be in it, and
 * what it contains is not known.
 * @param below the rare earths named in what goes into it
 * @example withDoubts({ form: 'oxide', elements: ['Nd', 'O'], description: 'dysprosium oxide' }).mayContain // ['Dy']
 */
export function withDoubts(item: ItemFacts, below: ReadonlySet<string> | undefined): ItemFacts {
  const inWords = namedInWordsOnly(item);
  const more = [...new Set([...inWords, ...ruledOutBelow(item, below)])];
  if (more.length === 0) return item;
  const { massFractions = {}, ...rest } = item;
  const shares = Object.entries(massFractions).filter(([text]) => !more.includes(readElement(text) ?? text));
  const doubted: ItemFacts = {
    ...rest,
    ...(shares.length === 0 ? {} : { massFractions: Object.fromEntries(shares) }),
    mayContain: [...(item.mayContain ?? []), ...more],
  };
  return inWords.length > 0 && item.contains !== undefined ? { ...doubted, contains: 'unknown' } : doubted;
}
