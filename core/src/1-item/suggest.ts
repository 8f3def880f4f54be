import type { Text } from '../finding.ts';
import type { ItemList } from '../law/instrument.ts';
import { inPlainSigns, isRareEarth } from './elements.ts';
import { requiredElements } from './match-entry.ts';
import { COMPOSITIONS, RARE_EARTH_WORDS } from './words.ts';

/** An entry that free text calls to mind. Shown to a person; no verdict uses it. */
export interface Suggestion {
  readonly list: string;
  readonly code: string;
  readonly because: Text;
}

/** Longer lists of suggestions help no one. */
const AT_MOST = 12;

const FORM_WORDS: readonly (readonly [forms: readonly string[], words: RegExp])[] = [
  [['magnet', 'magnet-powder'], /磁(?!制冷|致伸缩)|\bmagnet(?!ostrict|ic refriger)|ndfeb|smco|钕铁硼|钐钴/i],
  [['oxide'], /氧化|oxide/i],
  [['alloy'], /合金|alloy/i],
  [['target'], /靶|\btargets?\b/i],
  [['metal'], /金属|\bmetal\b/i],
  [['compound'], /化合物|氯化|氟化|碳酸|硝酸|\bcompounds?\b|chloride|fluoride|carbonate|nitrate/i],
  [['luminescent-material'], /[荧萤]光|发光|phosphor\b|phosphors\b|luminescen/i],
  [['crystal'], /晶体|\bcrystals?\b/i],
  [['optical-fibre'], /光纤|fib(?:re|er)/i],
  [['ceramic'], /陶瓷|ceramic/i],
  [['technology'], /技术|technolog/i],
  [['ore'], /矿|\bores?\b|monazite|bastnaesite/i],
];
const PARTNER_WORDS: readonly (readonly [symbol: string, words: RegExp])[] = [
  ['Fe', /(?<!钕)铁|\biron\b|ferro/i],
  ['Co', /钴|cobalt/i],
  ['Ni', /镍|nickel/i],
  ['Al', /铝|alumini?um/i],
  ['Mg', /镁|magnesium/i],
  ['Cu', /铜|copper/i],
  ['Zr', /锆|zirconium/i],
  ['B', /硼|boron/i],
];

function elementsNamed(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { symbol, zh, en, inFormula } of RARE_EARTH_WORDS)
    if (text.includes(zh) || en.test(text) || inFormula.test(text)) found.add(symbol);
  for (const [elements, words] of COMPOSITIONS) if (words.test(text)) for (const each of elements) found.add(each);
  for (const [symbol, words] of PARTNER_WORDS) if (words.test(text)) found.add(symbol);
  return found;
}

/**
 * Which entries does the description call to mind? Those whose elements are all named in it and whose form is; where it
 * names no form, all whose elements are named. Chinese and English words, symbols and formulae are read; grade names
 * (N35SH) prove nothing and are not. Source: the names of the entries themselves. No suggestion is no statement that
 * the item is not listed. At most 12; an absent description gives none; nothing is thrown.
 * @example suggest('氧化镝粉末', lists) // 1C905.b, because the text says 镝 and 氧化
 */
export function suggest(description: string | undefined, lists: readonly ItemList[]): readonly Suggestion[] {
  if (description === undefined) return [];
  const text = inPlainSigns(description);
  const elements = elementsNamed(text);
  const words = FORM_WORDS.flatMap(([forms, pattern]) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : forms.map((form) => [form, word] as const);
  });
  const formsNamed = new Map(words);
  const result: Suggestion[] = [];
  for (const list of lists) {
    for (const entry of list.entries) {
      const required = requiredElements(entry);
      const rareEarths = required.filter(isRareEarth);
      const form = entry.match.form?.find((each) => formsNamed.has(each));
      if (formsNamed.size > 0 && form === undefined) continue;
      if (!required.every((symbol) => elements.has(symbol))) continue;
      // An entry without elements is named by its form alone, where that form is its whole point.
      if (rareEarths.length === 0 && form !== 'technology' && form !== 'ore') continue;
      const named = [...rareEarths, ...(form === undefined ? [] : [formsNamed.get(form) ?? form])].join(', ');
      result.push({
        list: list.id,
        code: entry.code,
        because: { zh: `描述中提到：${named}`, en: `the description mentions: ${named}` },
      });
    }
  }
  return result.slice(0, AT_MOST);
}
