import type { ItemFacts, MaterialFacts } from '../facts.ts';
import { allOf, anyOf, type Verdict } from '../finding.ts';
import { type Goods, type GoodsFamily, GOODS_SIGNS, type GoodsSign, type ItemList } from '../law/instrument.ts';
import { setValue } from '../law/test.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { normaliseCode, readDeclaration } from './codes.ts';
import { customsHint } from './customs-code.ts';
import { inPlainSigns, isRareEarth, NON_METALS, RARE_EARTHS } from './elements.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { readFormula } from './formula.ts';
import { presenceOf, valuesOf } from './scenario.ts';
import { contentsNamed, namesRareEarth } from './words.ts';

/** Whether lists that the pack does not hold may reach an item. */
export interface GoodsReach {
  /** Values of the variable `goods`: sets of families that the item may be of; `-` = the pack decides it. */
  readonly values: readonly string[];
  /** Families for certain, and by what. */
  readonly families: readonly { readonly family: GoodsFamily; readonly by: readonly GoodsSign[] }[];
  /** Only free text, a code or a customs code that the pack does not know, or a declaration of "not listed" speaks of it. */
  readonly isUnidentified: boolean;
  /** An article whose contents would tell, a finished product whose name would; else its composition would. */
  readonly turnsOn: 'contents' | 'description' | 'item';
}

/** What the item is measured against. */
export interface GoodsLaw {
  readonly goods: Goods | undefined;
  readonly lists: readonly ItemList[];
  readonly asOf: LegalDate;
}

/** What the other steps know of the item. */
export interface PlacedBy {
  /** The sets of lists that the item may be on. */
  readonly memberships: readonly (readonly string[])[];
  /** Does the bill of materials hold a rare earth? Absent = there is no bill for it. */
  readonly bill: Verdict | undefined;
}

const ARTICLES: ReadonlySet<string> = new Set(['part', 'assembly', 'finished-product', 'equipment']);
/** Kinds of technology of Nos. 61 and 62 of 2025; `other` is any other. */
const RARE_EARTH_TECHNOLOGY: ReadonlySet<string> = new Set([
  'mining',
  'smelting-separation',
  'metal-smelting',
  'magnet-making',
  'recycling',
  'production-line',
]);

const DECIDES_ALL: GoodsReach = { values: ['-'], families: [], isUnidentified: false, turnsOn: 'item' };

/**
 * Which lists outside the pack may reach this item? An item that is placed among the goods which the pack decides (a rare
 * earth is in it or in what it contains, or an entry of the pack has it) is reached where a pattern of a family describes
 * goods with rare earths, where a declared code or a printed customs code says so, and, if it is an article, where words do. Any
 * other item is reached by the family `rest` and by those that a sign speaks for. Signs only add: a word, a customs code, or
 * a code that the pack does not have never takes a family away.
 * Source: the `goods` file of the pack. Unknown composition or contents leave both possible; nothing is thrown.
 * @example goodsReach({ form: 'metal', elements: ['Ga'] }, …).values // ['export-control-list+gallium-germanium']
 * @example goodsReach({ form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Ga'] }, …).values // ['-']
 */
export function goodsReach(item: ItemFacts, placedBy: PlacedBy, law: GoodsLaw): GoodsReach {
  const { goods, lists } = law;
  if (goods === undefined) return DECIDES_ALL;
  const evidence = readEvidence(item, []);
  const forms = valuesOf(evidence.structure, 'form');
  const placedAs = placedOf(item, evidence, placedBy, lists);
  const placed = ofEvery(forms, placedAs);
  const hint = hintOf(item, law);
  const isUnidentified = isOnlyNamed(item, evidence, placedBy, lists, hint);
  const isOwnCompound = isRareEarthCompound(item);
  const signs = new Map<string, Set<GoodsSign>>();
  const add = (id: string, by: GoodsSign) => signs.set(id, (signs.get(id) ?? new Set()).add(by));
  const open: string[] = [];

  for (const family of goods.families) {
    const structure = ofEvery(forms, (form) =>
      anyOf(
        (family.patterns ?? []).map((pattern) =>
          patternVerdict(pattern, form, evidence, placedAs(form), isOwnCompound),
        ),
      ),
    );
    if (structure === 'met') add(family.id, 'structure');
    else if (structure === 'unknown') open.push(family.id);
    if (hint !== undefined && hasCustomsCode(family, hint.hs, placed)) add(family.id, 'customs-code');
    if (item.description !== undefined && speaksOf(family, item.description, item, evidence, placed))
      add(family.id, 'words');
  }
  const declaration = readDeclaration(item.code, lists);
  for (const { code, names } of declaration.kind === 'codes' ? declaration.codes : []) {
    if (names.length > 0) continue;
    const named = goods.families.filter((family) =>
      family.codes?.some((prefix) => normaliseCode(code).startsWith(normaliseCode(prefix))),
    );
    for (const { id } of named) add(id, 'code');
    if (named.length === 0) add(goods.rest, 'code');
  }
  if (hint !== undefined && !hint.isKnown && !evidence.hasStructure && placed !== 'met')
    add(goods.rest, 'customs-code');
  if (placed === 'not-met') add(goods.rest, 'not-placed');

  const certain = [...signs.keys()];
  const values = [setValue(certain)];
  const isPurposeOpen = placed === 'met' && isUntold(item, forms);
  if (placed === 'unknown' || isPurposeOpen) values.push(setValue([...certain, goods.rest]));
  if (placed !== 'not-met') for (const id of open) values.push(setValue([...certain, id]));
  return {
    values: [...new Set(values)],
    families: goods.families.flatMap((family) => {
      const by = signs.get(family.id);
      return by === undefined ? [] : [{ family, by: GOODS_SIGNS.filter((sign) => by.has(sign)) }];
    }),
    isUnidentified,
    turnsOn: !isArticle(evidence) || forms.has('equipment') ? 'item' : isPurposeOpen ? 'description' : 'contents',
  };
}

/**
 * Is a rare earth in the item or in what it contains? For a bill of materials, part by part.
 * @example holdsRareEarth({ form: 'magnet', elements: ['Fe', 'Sr', 'O'] }, lists) // 'not-met': a ferrite
 */
export function holdsRareEarth(item: ItemFacts, lists: readonly ItemList[]): Verdict {
  return rareEarthIn(item, readEvidence(item, []), undefined, lists);
}

function isArticle({ structure }: Evidence): boolean {
  const forms = valuesOf(structure, 'form');
  return [...forms].every((form) => ARTICLES.has(form));
}

const isMaterial = (form: string): boolean => !ARTICLES.has(form) && form !== 'technology';

/** Is it among the goods which the pack decides? By form: what that turns on is another thing for each. */
type Placed = (form: string) => Verdict;

function placedOf(item: ItemFacts, evidence: Evidence, by: PlacedBy, lists: readonly ItemList[]): Placed {
  const onList: Verdict = by.memberships.every((ids) => ids.length > 0)
    ? 'met'
    : by.memberships.every((ids) => ids.length === 0)
      ? 'not-met'
      : 'unknown';
  const { technologyFor } = item;
  const isOurs: Verdict =
    technologyFor === undefined ? 'unknown' : RARE_EARTH_TECHNOLOGY.has(technologyFor) ? 'met' : 'not-met';
  const technology = anyOf([isOurs, onList]);
  const goods = anyOf([rareEarthIn(item, evidence, by.bill, lists), onList]);
  // A machine is controlled for what it does, whatever is inside; the pack has the rare-earth ones by entry.
  return (form) => (form === 'technology' ? technology : form === 'equipment' ? onList : goods);
}

/** What is so of every form that is left; else it is open. */
function ofEvery(forms: Iterable<string>, verdict: (form: string) => Verdict): Verdict {
  const found = new Set(Array.from(forms, verdict));
  const [only = 'unknown'] = found;
  return found.size === 1 ? only : 'unknown';
}

function rareEarthIn(
  item: ItemFacts,
  evidence: Evidence,
  bill: Verdict | undefined,
  lists: readonly ItemList[],
): Verdict {
  const own = ownRareEarth(evidence);
  if (own === 'met') return 'met';
  const inside = insideVerdict(item, bill, lists);
  // What an article is made of is told by its contents; `elements` of an article speak only where they are stated.
  if (inside === undefined) return own;
  return isArticle(evidence) && own === 'unknown' ? inside : anyOf([own, inside]);
}

function insideVerdict(item: ItemFacts, bill: Verdict | undefined, lists: readonly ItemList[]): Verdict | undefined {
  if (item.contains === 'none') return bill === 'met' ? 'unknown' : 'not-met';
  if (!Array.isArray(item.contains)) return bill;
  const stated = anyOf(item.contains.map((material) => materialVerdict(material, lists)));
  return stated === 'met' || bill === undefined ? stated : anyOf([stated, bill]);
}

function materialVerdict(material: MaterialFacts, lists: readonly ItemList[]): Verdict {
  const declaration = readDeclaration(material.code, lists);
  if (declaration.kind === 'codes' && declaration.codes.every(({ names }) => names.length > 0)) return 'met';
  return rareEarthIn(material, readEvidence(material, []), undefined, lists);
}

type Pattern = NonNullable<GoodsFamily['patterns']>[number];

/** Does the pattern describe it, if this is its form? */
function patternVerdict(
  pattern: Pattern,
  form: string,
  evidence: Evidence,
  placed: Verdict,
  isOwnCompound: boolean,
): Verdict {
  if (pattern.form?.includes(form.startsWith('mixture-of-') ? 'mixture' : form) === false) return 'not-met';
  const { structure } = evidence;
  // What is inside a material makes no other material of it.
  const isDecided = placed === 'met' && !(isMaterial(form) && ownRareEarth(evidence) === 'not-met');
  if (isDecided) {
    // Nobody lists the elements of a machine: a pattern of elements speaks of materials, and of an article where they are stated.
    if (pattern.elements !== undefined && structure.rest === 'open' && !isMaterial(form)) return 'not-met';
    // With a trace of a rare earth in it, it is still what it was; how much of each there is, nobody says.
    if (pattern.besideRareEarths === 'open') return allOf([elementsIn(pattern, evidence), 'unknown']);
    if (pattern.besideRareEarths === undefined) {
      const passed = isOwnCompound || MADE_WITH_RARE_EARTHS.has(form) ? NONE : NON_METALS;
      const isOneOfTwo = isMaterial(form) && othersOut(pattern, evidence, passed) !== 'not-met';
      return isOneOfTwo ? allOf([elementsIn(pattern, evidence), 'unknown']) : 'not-met';
    }
  }
  return elementsIn(pattern, evidence);
}

function elementsIn(pattern: Pattern, evidence: Evidence): Verdict {
  const elements = (pattern.elements ?? []).map((symbol) => presenceVerdict(evidence, symbol));
  return allOf([...elements, ...(pattern.onlyElements === undefined ? [] : [othersOut(pattern, evidence)])]);
}

function presenceVerdict({ structure }: Evidence, symbol: string): Verdict {
  const presence = presenceOf(structure, symbol);
  return presence === 'in' ? 'met' : presence === 'out' ? 'not-met' : 'unknown';
}

const ownRareEarth = (evidence: Evidence): Verdict =>
  anyOf([...RARE_EARTHS.keys()].map((symbol) => presenceVerdict(evidence, symbol)));

/** A finished product of which only the inside is told: what it does, and with it which lists may reach it, nobody says. */
function isUntold({ description, hs, code }: ItemFacts, forms: ReadonlySet<string>): boolean {
  return (
    forms.has('finished-product') && [description, hs, code].every((text = '') => ['', 'unknown'].includes(text.trim()))
  );
}

/** By its formula a rare earth is part of the compound, not a trace in another. */
function isRareEarthCompound({ formula }: ItemFacts): boolean {
  return formula !== undefined && readFormula(formula)?.elements.some(isRareEarth) === true;
}

const NONE: ReadonlySet<string> = new Set();
/** Of these a rare earth is what they work by. */
const MADE_WITH_RARE_EARTHS: ReadonlySet<string> = new Set(['catalyst', 'luminescent-material']);

/** Is nothing in it but the elements of the pattern, rare earths and what else is let pass? */
function othersOut(pattern: Pattern, { structure }: Evidence, passed = NONE): Verdict {
  let isOpen = structure.rest === 'open';
  for (const variable of structure.domains.keys()) {
    if (!variable.startsWith('element/')) continue;
    const symbol = variable.slice('element/'.length);
    if (pattern.elements?.includes(symbol) || isRareEarth(symbol) || passed.has(symbol)) continue;
    const presence = presenceOf(structure, symbol);
    if (presence === 'in') return 'not-met';
    if (presence === 'open') isOpen = true;
  }
  return isOpen ? 'unknown' : 'met';
}

interface Hint {
  readonly hs: string;
  /** Some entry of the pack prints it. */
  readonly isKnown: boolean;
}

function hintOf(item: ItemFacts, { lists, asOf }: GoodsLaw): Hint | undefined {
  if (item.hs === undefined) return undefined;
  const { hs, readable, entries } = customsHint(item.hs, lists, asOf);
  return readable ? { hs, isKnown: entries.length > 0 } : undefined;
}

/** A placed item is reached by eight digits at least; of any other a shorter code is enough to raise the doubt. */
function hasCustomsCode(family: GoodsFamily, hs: string, placed: Verdict): boolean {
  return (family.hs ?? []).some((printed) =>
    placed === 'met'
      ? Math.min(printed.length, hs.length) >= 8 && (hs.startsWith(printed) || printed.startsWith(hs))
      : hs.startsWith(printed) || printed.startsWith(hs),
  );
}

/** What a material is made of decides what it is, whatever is written beside it; of an article the words tell what it does. */
function speaksOf(
  family: GoodsFamily,
  description: string,
  item: ItemFacts,
  evidence: Evidence,
  placed: Verdict,
): boolean {
  const isTold =
    placed !== 'met' ||
    (family.articles !== undefined &&
      (isArticle(evidence) || evidence.structure.domains.get('form')?.has('technology')));
  return isTold === true && wordsOf(family).test(inPlainSigns(description));
}

/**
 * What is left of a description when everything is taken out that decides nothing: the words of families, the names of rare earths and
 * that of a magnet. `…` stands for a text without any; nothing said stays nothing. Two items that differ in the rest of their descriptions are alike to the law.
 * @example decidingWords('GaN wafers for lot 17', goods) // 'GaN'
 */
export function decidingWords(description: string | undefined, goods: Goods | undefined): string | undefined {
  if (goods === undefined || description === undefined || description.trim() === '') return undefined;
  const text = inPlainSigns(description);
  const named = contentsNamed(text);
  const words = [
    ...goods.families.flatMap((family) => wordsOf(family).exec(text)?.[0] ?? []),
    ...named,
    // Of a part of a bill even this decides.
    ...(named.length === 0 && namesRareEarth(text) ? ['magnet'] : []),
  ];
  return words.length === 0 ? '…' : words.join(' ');
}

const compiled = new WeakMap<GoodsFamily, RegExp>();

function wordsOf(family: GoodsFamily): RegExp {
  const known = compiled.get(family);
  if (known !== undefined) return known;
  const words = (family.words ?? []).map((word) => {
    const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    return /^[\x20-\x7e]+$/.test(word) ? `(?<![A-Za-z])${plain}(?![a-z])` : plain;
  });
  const pattern = new RegExp(words.length === 0 ? '(?!)' : words.join('|'), 'i');
  compiled.set(family, pattern);
  return pattern;
}

/** Nothing speaks of its structure, no entry of the pack is named, and what is said is said in words or in others' codes. */
function isOnlyNamed(
  item: ItemFacts,
  evidence: Evidence,
  { bill }: PlacedBy,
  lists: readonly ItemList[],
  hint: Hint | undefined,
): boolean {
  if (
    evidence.hasStructure ||
    (item.contains !== undefined && item.contains !== 'unknown') ||
    bill !== undefined ||
    hint?.isKnown === true
  )
    return false;
  const declaration = readDeclaration(item.code, lists);
  if (declaration.kind === 'codes') return declaration.codes.some(({ names }) => names.length === 0);
  return declaration.kind === 'none' || (item.description ?? '').trim() !== '' || hint !== undefined;
}
