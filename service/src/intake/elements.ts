import { simplified } from '@ytterby/core';

const SYMBOLS =
  `H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc
Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi
Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og`.split(/\s+/);

/** Symbols of all 118 elements. */
export const ELEMENT_SYMBOLS: readonly string[] = SYMBOLS;

const KNOWN = new Map(SYMBOLS.map((symbol) => [symbol.toLowerCase(), symbol]));
const NAMES = `Sc 钪 scandium|Y 钇 yttrium|La 镧 lanthanum|Ce 铈 cerium|Pr 镨 praseodymium|Nd 钕 neodymium|Pm 钷 promethium
|Sm 钐 samarium|Eu 铕 europium|Gd 钆 gadolinium|Tb 铽 terbium|Dy 镝 dysprosium|Ho 钬 holmium|Er 铒 erbium|Tm 铥 thulium
|Yb 镱 ytterbium|Lu 镥 镏 lutetium|Fe 铁 iron|B 硼 boron|Co 钴 cobalt|O 氧 oxygen|Al 铝 aluminium|Al 铝 aluminum|Ni 镍 nickel
|Cu 铜 copper|Mg 镁 magnesium|Zr 锆 zirconium|Ga 镓 gallium|Nb 铌 niobium|Ti 钛 titanium|C 碳 carbon|Si 硅 矽 silicon|N 氮 nitrogen
|F 氟 fluorine|Cl 氯 chlorine|S 硫 sulfur|P 磷 phosphorus|Mn 锰 manganese|Cr 铬 chromium|Zn 锌 zinc|Sn 锡 tin|W 钨 tungsten
|Mo 钼 molybdenum|V 钒 vanadium|Li 锂 lithium|Na 钠 sodium|K 钾 potassium|Ca 钙 calcium|Ba 钡 barium|In 铟 indium|Bi 铋 bismuth`;
for (const line of NAMES.split('|')) {
  const [symbol = '', ...names] = line.trim().split(' ');
  for (const name of names) KNOWN.set(name, symbol);
}

/** The symbol that a text means, in simplified or traditional characters; undefined when it is none. @example elementSymbol('鏑') // 'Dy' */
export function elementSymbol(text: string): string | undefined {
  return KNOWN.get(simplified(text.normalize('NFKC').trim().toLowerCase()));
}

/**
 * Parts a cell such as `Nd, Fe, B`, `Nd-Fe-B`, `NdFeB` or `钕铁硼` into elements; what is no element stays as written.
 * @example splitElements('钕铁硼') // ['钕', '铁', '硼']
 */
export function splitElements(text: string): string[] {
  const parts = text
    .normalize('NFKC')
    .split(/[\s,;、/|+·-]+/)
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    if (elementSymbol(part) !== undefined) return [part];
    if (/^(?:[A-Z][a-z]?\d*)+$/.test(part)) {
      const symbols = part.match(/[A-Z][a-z]?/g) ?? [];
      if (symbols.every((symbol) => elementSymbol(symbol) !== undefined)) return symbols;
    }
    const characters = [...part];
    return characters.every((character) => character > '\x7f' && elementSymbol(character) !== undefined)
      ? characters
      : [part];
  });
}

/**
 * The formula that a cell such as `NdFeB`, `Nd-Fe-B` or `钕铁硼` writes. It names a material by what makes it one, and does not say
 * that nothing else is in it, as a list does. Undefined for a list, and for a single element.
 * @example materialFormula('钕铁硼') // 'NdFeB'
 * @example materialFormula('Nd, Fe, B') // undefined
 */
export function materialFormula(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/[\s,;、/|+·]/.test(plain)) return undefined;
  const symbols = splitElements(plain).map(elementSymbol);
  if (symbols.length < 2 || symbols.includes(undefined)) return undefined;
  return /^[\dA-Za-z]+$/.test(plain) ? plain : symbols.join('');
}
