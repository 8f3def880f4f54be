import { MF } from 'mf-parser';
import { isRareEarth, isSymbol } from './elements.ts';

/** What a chemical formula says: its elements, and the form where the formula is that of a pure rare-earth metal or oxide. */
export interface FormulaReading {
  readonly elements: readonly string[];
  readonly form?: 'metal' | 'oxide';
}

/**
 * Which elements are in this formula? Full-width and subscript digits, the dot of a hydrate and the comma of a mixed
 * site are read; amounts are not used, since the lists have no thresholds. A formula of one rare earth alone is a metal's;
 * one of rare earths and oxygen only is an oxide's; any other formula leaves the form open.
 * Source: IUPAC Red Book 2005, chapter IR-4 (formulae); syntax by `mf-parser`. A formula that cannot be read, or that
 * holds a placeholder such as `RE` or `x`, gives `undefined`: no evidence, never an error.
 * @example readFormula('Dy₂O₃') // { elements: ['Dy', 'O'], form: 'oxide' }
 * @example readFormula('(Nd,Dy)2Fe14B') // { elements: ['Nd', 'Dy', 'Fe', 'B'] }
 */
export function readFormula(formula: string): FormulaReading | undefined {
  const plain = formula
    .normalize('NFKC')
    .replace(/[·•⋅∙*]/g, '.')
    .replace(/[,，、\s–—-]/g, '')
    .trim();
  const symbols = [...new Set(plain.match(/[A-Z][a-z]*/g) ?? [])];
  if (symbols.length === 0 || !symbols.every(isSymbol)) return undefined;
  let read: ReadonlySet<string>;
  try {
    read = new Set(new MF(plain.replace(/[:/]/g, '')).getElements().map((element) => element.symbol));
  } catch {
    // The library throws on syntax it does not know: then the formula says nothing.
    return undefined;
  }
  if (!symbols.every((symbol) => read.has(symbol))) return undefined;
  const partners = symbols.filter((symbol) => !isRareEarth(symbol));
  if (symbols.length === 1 && partners.length === 0) return { elements: symbols, form: 'metal' };
  const isOxide = partners.length === 1 && partners[0] === 'O';
  return isOxide ? { elements: symbols, form: 'oxide' } : { elements: symbols };
}
