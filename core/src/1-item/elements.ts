import { simplified } from '../simplified.ts';

/** The chemical elements: symbols by atomic number, and the names by which people give the ones that matter here. */

const SYMBOLS: ReadonlySet<string> = new Set(
  (
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo ' +
    'Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl ' +
    'Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
  ).split(' '),
);

/**
 * The 17 rare-earth elements with their Chinese and English names.
 * Source: IUPAC Red Book 2005, IR-3.5 (the lanthanoids with scandium and yttrium).
 */
export const RARE_EARTHS: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  ['Sc', { zh: '钪', en: 'scandium' }],
  ['Y', { zh: '钇', en: 'yttrium' }],
  ['La', { zh: '镧', en: 'lanthanum' }],
  ['Ce', { zh: '铈', en: 'cerium' }],
  ['Pr', { zh: '镨', en: 'praseodymium' }],
  ['Nd', { zh: '钕', en: 'neodymium' }],
  ['Pm', { zh: '钷', en: 'promethium' }],
  ['Sm', { zh: '钐', en: 'samarium' }],
  ['Eu', { zh: '铕', en: 'europium' }],
  ['Gd', { zh: '钆', en: 'gadolinium' }],
  ['Tb', { zh: '铽', en: 'terbium' }],
  ['Dy', { zh: '镝', en: 'dysprosium' }],
  ['Ho', { zh: '钬', en: 'holmium' }],
  ['Er', { zh: '铒', en: 'erbium' }],
  ['Tm', { zh: '铥', en: 'thulium' }],
  ['Yb', { zh: '镱', en: 'ytterbium' }],
  ['Lu', { zh: '镥', en: 'lutetium' }],
]);

/** Partners in the alloys and magnets that the lists name, for reading declared names. */
const PARTNERS: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  ['Fe', { zh: '铁', en: 'iron' }],
  ['Co', { zh: '钴', en: 'cobalt' }],
  ['Ni', { zh: '镍', en: 'nickel' }],
  ['Cu', { zh: '铜', en: 'copper' }],
  ['Al', { zh: '铝', en: 'aluminium' }],
  ['Mg', { zh: '镁', en: 'magnesium' }],
  ['Zr', { zh: '锆', en: 'zirconium' }],
  ['B', { zh: '硼', en: 'boron' }],
  ['O', { zh: '氧', en: 'oxygen' }],
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ...[...RARE_EARTHS, ...PARTNERS].flatMap(
    ([symbol, { zh, en }]) =>
      [
        [zh, symbol],
        [en, symbol],
      ] as const,
  ),
  ['aluminum', 'Al'] as const,
]);

/** What makes an oxide, a salt or another plain compound of a metal. */
export const NON_METALS: ReadonlySet<string> = new Set(['H', 'C', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Se', 'Br', 'I']);

/**
 * Is this symbol one of the 17 rare earths? Promethium counts, though no list names it.
 * @example isRareEarth('Sc') // true
 * @example isRareEarth('Fe') // false
 */
export function isRareEarth(symbol: string): boolean {
  return RARE_EARTHS.has(symbol);
}

/**
 * Text as the names of elements are written here: of plain width, in simplified characters.
 * @example inPlainSigns('氧化鏑') // '氧化镝'
 */
export function inPlainSigns(text: string): string {
  // Lutetium is 鎦 in Taiwan, which sign by sign becomes 镏.
  return simplified(text.normalize('NFKC')).replaceAll('镏', '镥');
}

/**
 * Which element does this text name? A symbol in any letter case and width, or a Chinese (simplified or traditional) or
 * English name of a rare earth or of a metal that the lists pair with one. Source: IUPAC symbols. Text that names no single element (`REE`,
 * `rare earths`, a misspelling) gives `undefined`; nothing is guessed and nothing thrown.
 * @example readElement('dy') // 'Dy'
 * @example readElement('镝') // 'Dy'
 * @example readElement('鏑') // 'Dy'
 * @example readElement('RE') // undefined: some rare earth
 * @example readElement('REE') // undefined
 */
export function readElement(text: string): string | undefined {
  const plain = inPlainSigns(text).trim();
  // Trade writes RE for rare earths; the symbol of rhenium is Re.
  if (plain === 'RE') return undefined;
  const symbol = plain.slice(0, 1).toUpperCase() + plain.slice(1).toLowerCase();
  if (SYMBOLS.has(symbol)) return symbol;
  return NAMES.get(plain.toLowerCase());
}

/**
 * How is this element called in both languages? Elements without a name here keep their symbol.
 * Source: IUPAC Red Book 2005.
 * @example elementName('Dy') // { zh: '镝', en: 'dysprosium' }
 */
export function elementName(symbol: string): { readonly zh: string; readonly en: string } {
  return RARE_EARTHS.get(symbol) ?? PARTNERS.get(symbol) ?? { zh: symbol, en: symbol };
}

/** Is this text exactly an element symbol, letter case included? `Dy` is, `DY` and `Xx` are not. */
export function isSymbol(text: string): boolean {
  return SYMBOLS.has(text);
}
