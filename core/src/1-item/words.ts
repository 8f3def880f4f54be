import { inPlainSigns, RARE_EARTHS, readElement } from './elements.ts';

/** What free text says is in the goods. It settles nothing; it may only leave open what other facts would close. */

export const COMPOSITIONS: readonly (readonly [elements: readonly string[], words: RegExp])[] = [
  [['Nd', 'Fe', 'B'], /nd-?fe-?b|钕铁硼/i],
  [['Sm', 'Co'], /sm-?co|钐钴/i],
  [['Tb', 'Dy', 'Fe'], /terfenol|tb-?dy-?fe|铽镝铁/i],
];

export const RARE_EARTH_WORDS = [...RARE_EARTHS].map(([symbol, { zh, en }]) => ({
  symbol,
  zh,
  name: en,
  en: new RegExp(`\\b${en}\\b`, 'i'),
  // One-letter symbols are in every text; "Y" must be written out or stand in a formula.
  inFormula: new RegExp(symbol.length > 1 ? `(?<![A-Za-z])${symbol}(?![a-z])` : `\\b${symbol}\\d`),
}));

/** Symbols that are words of some language as well. */
const LIKE_WORDS: ReadonlySet<string> = new Set(['La', 'Ho', 'Pr']);

/** How each is told: its Chinese name; its English one, also as the beginning of a longer word, and of its oxide (dysprosia); its symbol. */
const TELLING = RARE_EARTH_WORDS.map(({ symbol, zh, name, inFormula }) => ({
  symbol,
  name,
  words: [
    zh,
    `(?:(?<![a-zA-Z])|(?<=[Ff][Ee][Rr][Rr][Oo]-?))${ignoringCase(name)}`,
    `(?<![a-zA-Z])${ignoringCase(name.replace(/(?:i?um)$/, (end) => (end === 'um' ? 'a' : 'ia')))}(?![a-z])`,
    LIKE_WORDS.has(symbol) ? `(?<![A-Za-z])${symbol}(?=[0-9A-Z])` : inFormula.source,
  ].map((each) => new RegExp(each, 'g')),
}));

function ignoringCase(word: string): string {
  return [...word].map((letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`).join('');
}

const NAMED = TELLING.flatMap(({ words }) => words.map(({ source }) => source)).join('|');
const ANY = new RegExp([NAMED, ...COMPOSITIONS.map(([, { source }]) => source)].join('|'), 'i');
/** What directly before a name, or a list of names, says that none of it is in the goods. What they are made for says nothing of that. */
const ABSENT_BEFORE = new RegExp(
  `(?:\\b(?:[Ff]ree (?:of|from)|[Ww]ithout|[Nn]o|[Ee]xcluding|[Ii]nstead of)\\s+(?:any |added )?|不含|无|代替|替代)(?:氧化|金属)?(?:(?:${NAMED})\\s*(?:、|和|或|及|and |or )\\s*(?:氧化|金属)?)*$`,
);
const ABSENT_AFTER = /^(?:-free\b| free\b(?! of| from)|以外|除外)/;

/**
 * What a description says is in the goods, in one word for each: English names of rare earths, and the two compositions of magnets.
 * Chinese and English names, names of oxides, and symbols are read; a name counts unless each time that it stands there it is said to
 * be absent. Other languages are read as far as they begin with the English name; nothing is thrown.
 * @example contentsNamed('氧化镝粉末') // ['dysprosium']
 * @example contentsNamed('NdFeB magnets, dysprosium-free') // ['NdFeB']
 * @example contentsNamed('for magnets: Dysprosiumoxid') // ['dysprosium']
 */
export function contentsNamed(description: string): readonly string[] {
  const text = inPlainSigns(description);
  if (!ANY.test(text)) return [];
  const isSaid = (words: RegExp): boolean =>
    [...text.matchAll(words)].some(
      ({ 0: word, index }) =>
        !ABSENT_BEFORE.test(text.slice(Math.max(0, index - 200), index)) &&
        !ABSENT_AFTER.test(text.slice(index + word.length)),
    );
  const composed = COMPOSITIONS.flatMap(([elements, words]) => (isSaid(new RegExp(words, 'gi')) ? [elements] : []));
  const alone = TELLING.flatMap(({ symbol, name, words }) =>
    !composed.some((elements) => elements.includes(symbol)) && words.some(isSaid) ? [name] : [],
  );
  return [...composed.map((elements) => elements.join('')), ...alone];
}

/**
 * The elements that a description says are in the goods: see `contentsNamed`.
 * @example elementsSaid('钐钴磁体') // ['Sm', 'Co']
 */
export function elementsSaid(description: string): readonly string[] {
  return contentsNamed(description).flatMap((name) => {
    const composed = COMPOSITIONS.find(([elements]) => elements.join('') === name);
    return composed?.[0] ?? readElement(name) ?? [];
  });
}

const LISTED_WORDS = new RegExp(
  ['nd-?fe-?b', 'sm-?co', '磁(?!制冷|致伸缩)', '\\bmagnets?\\b', '稀土', 'rare[ -]?earths?']
    .concat([...RARE_EARTHS.values()].flatMap(({ zh, en }) => [zh, `\\b${en}\\b`]))
    .join('|'),
  'i',
);

/**
 * Does a text, be it only the name of a part, speak of a magnet or a rare earth? It decides nothing, but what is so named is not one of
 * the things about which nothing is said. Symbols alone are not read: part numbers are full of them.
 * @example namesRareEarth('magnets 磁体') // true
 * @example namesRareEarth('bracket ND-10') // false
 */
export function namesRareEarth(text: string): boolean {
  return LISTED_WORDS.test(inPlainSigns(text).replaceAll('_', ' '));
}
