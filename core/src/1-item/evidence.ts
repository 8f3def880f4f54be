import type { ItemFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { shareOf } from '../quantity/amount.ts';
import { isNothing } from '../quantity/interval.ts';
import { add, compare, isZero, ONE, ZERO } from '../quantity/rational.ts';
import { readCas, substanceOf } from './cas.ts';
import { elementName, isRareEarth, NON_METALS, readElement } from './elements.ts';
import { type FormulaReading, readFormula } from './formula.ts';
import { formValues } from './form-values.ts';
import { elementVariable, NO, presenceOf, type Scenario, YES, YES_OR_NO } from './scenario.ts';

/**
 * Codes of what is wrong with the facts of an item. None stops the classification: a faulty fact is no evidence, and
 * two facts that contradict each other leave open what they contradict each other about.
 */
export const ITEM_PROBLEMS = [
  'code-contradicts-structure',
  'code-not-in-pack',
  'cas-check-digit',
  'cas-contradicts-elements',
  'formula-unreadable',
  'formula-contradicts-form',
  'cas-contradicts-form',
  'composition-contradicts-form',
  'formula-contradicts-elements',
  'elements-contradict-mass-fractions',
  'unknown-element',
  'share-faulty',
  'shares-exceed-whole',
  'customs-code-unreadable',
  'customs-code-does-not-fit',
  'contains-contradicts-bill',
] as const;
export type ItemProblemCode = (typeof ITEM_PROBLEMS)[number];

/** One thing that is wrong with a fact, with the path of the fact in the item. */
export interface ItemProblem {
  readonly code: ItemProblemCode;
  readonly path: string;
  readonly text: Text;
}

/** What the facts of an item say about its structure, before any code is looked at. */
export interface Evidence {
  readonly structure: Scenario;
  /** Elements that a fact names as possible (`mayContain`, a mass fraction from 0, a contradiction). */
  readonly doubtful: ReadonlySet<string>;
  /** The CAS number, when it is one. */
  readonly cas: string | undefined;
  /** Does any fact speak of the structure at all? */
  readonly hasStructure: boolean;
  readonly problems: readonly ItemProblem[];
}

/** A CAS number that no entry names, or none. */
export const OTHER_CAS = 'other';

/** Forms whose formula states the whole composition. In the others it may be the main phase or the host of a dopant. */
const FORMULA_IS_COMPLETE: ReadonlySet<string> = new Set(['metal', 'alloy', 'target', 'oxide', 'compound', 'reagent']);
const TECHNOLOGY_KINDS = [
  'mining',
  'smelting-separation',
  'metal-smelting',
  'magnet-making',
  'recycling',
  'production-line',
  'other',
];

/** Words for goods that went beyond the material. Where nothing but a plain material is stated, the word alone proves no step. */
const BEYOND_THE_MATERIAL: ReadonlySet<string> = new Set([
  'catalyst',
  'luminescent-material',
  'magnet',
  'magnet-powder',
  'part',
]);
const OF_METAL = ['metal', 'alloy', 'magnet'];
const OF_COMPOUND = ['oxide', 'compound', 'ceramic'];

/** What the facts state of the elements, before they are weighed against the form. */
interface Composition {
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly doubtful: ReadonlySet<string>;
  /** Every element is named: by a list that can be read to the end, or by the formula of a pure material. */
  readonly isComplete: boolean;
}

class Reader {
  readonly problems: ItemProblem[] = [];

  report(code: ItemProblemCode, path: string, zh: string, en: string): void {
    this.problems.push({ code, path, text: { zh, en } });
  }

  element(text: string, path: string): string | undefined {
    const symbol = readElement(text);
    if (symbol === undefined)
      this.report('unknown-element', path, `无法识别的元素“${text}”`, `“${text}” names no element`);
    return symbol;
  }

  formula(text: string | undefined): FormulaReading | undefined {
    if (text === undefined) return undefined;
    const reading = readFormula(text);
    if (reading === undefined) {
      this.report('formula-unreadable', 'formula', `化学式“${text}”无法识别`, `the formula “${text}” cannot be read`);
    }
    return reading;
  }

  cas(text: string | undefined): string | undefined {
    if (text === undefined || /^\s*(unknown)?\s*$/i.test(text)) return undefined;
    const { number, valid } = readCas(text);
    if (valid) return number;
    const en = `“${text}” is not a CAS number: its check digit is wrong`;
    this.report('cas-check-digit', 'cas', `CAS 号“${text}”校验位不符`, en);
    return undefined;
  }
}

/** The stated form and what the formula, the CAS number or the bare composition say against it; or what they give where none is stated. */
function possibleForms(
  facts: ItemFacts,
  formula: FormulaReading | undefined,
  substance: FormulaReading | undefined,
  composition: Composition,
  reader: Reader,
): readonly string[] {
  const stated = facts.form === 'unknown' ? undefined : facts.form;
  if (stated === undefined) {
    const technology = facts.technologyFor === undefined ? [] : ['technology'];
    if (formula?.form !== undefined) return [formula.form, ...technology];
    if (substance !== undefined) return [substance.form ?? 'reagent', ...technology];
    return technology.length > 0 && composition.present.size === 0 ? technology : formValues(undefined);
  }
  const forms = new Set(formValues(stated));
  const contrary = stated === 'oxide' ? 'metal' : 'oxide';
  const isPure = ['oxide', 'metal', 'compound', 'alloy'].includes(stated);
  if (formula?.form === contrary && isPure) {
    forms.add(contrary);
    reader.report(
      'formula-contradicts-form',
      'formula',
      `化学式 ${facts.formula} 与形态“${stated}”不符，两者均按可能处理`,
      `the formula ${facts.formula} is not that of the stated form ${stated}; both are kept as possible`,
    );
  }
  if (substance?.form !== undefined && !forms.has(substance.form)) {
    forms.add(substance.form);
    reader.report(
      'cas-contradicts-form',
      'cas',
      `CAS 号所指物质的形态与所述形态“${stated}”不符，两者均按可能处理`,
      `the CAS number is not of the stated form ${stated}; both are kept as possible`,
    );
  }
  const plain = BEYOND_THE_MATERIAL.has(stated) ? plainForms(facts, formula, composition) : [];
  for (const form of plain) forms.add(form);
  if (plain.length > 0 && composition.present.size > 0) {
    reader.report(
      'composition-contradicts-form',
      'form',
      `所述成分即为材料本身，“${stated}”一词不足以说明已作进一步加工，两者均按可能处理`,
      `the stated composition is that of the plain material; the word ${stated} alone does not say what was done to it, so both are kept as possible`,
    );
  }
  return [...forms];
}

/**
 * The forms that a plain material of this composition can have: for a part any of its kind, else those of one pure substance.
 * Where the composition is not told in full there may be rare earths in it, unless materials listed in `contains` speak for it.
 */
function plainForms(
  { form, elements, contains }: ItemFacts,
  formula: FormulaReading | undefined,
  { present, doubtful, isComplete }: Composition,
): readonly string[] {
  const certain = formula?.form === undefined ? [...present] : formula.elements;
  const isTold = Array.isArray(contains) && contains.length > 0 && elements !== 'unknown';
  const mayHoldMore = !isComplete && contains !== 'none' && !isTold;
  if (!mayHoldMore && ![...certain, ...doubtful].some(isRareEarth)) return [];
  const hasOxygen = certain.includes('O');
  const mayHaveOxygen = hasOxygen || doubtful.has('O') || mayHoldMore;
  if (form === 'part') return [...(hasOxygen ? [] : OF_METAL), ...(mayHaveOxygen ? OF_COMPOUND : [])];
  // No magnet is made of rare earths alone.
  if (form === 'magnet' || form === 'magnet-powder') {
    return isComplete && certain.length > 0 && certain.every(isRareEarth) ? ['metal'] : [];
  }
  const rareEarths = certain.filter(isRareEarth);
  const others = certain.filter((symbol) => !isRareEarth(symbol) && symbol !== 'O');
  if (others.some((symbol) => !NON_METALS.has(symbol))) return [];
  // A phosphor is a host with an activator, a catalyst a carrier with what works on it: both often of two rare earths.
  if (rareEarths.length > 1) return [];
  if (others.length > 0) return ['compound'];
  return [...(hasOxygen ? [] : ['metal']), ...(mayHaveOxygen ? ['oxide'] : [])];
}

/** The elements that the facts name, in whatever field. */
function readComposition(
  facts: ItemFacts,
  formula: FormulaReading | undefined,
  substance: FormulaReading | undefined,
  reader: Reader,
): Composition {
  const listed = statedElements(facts);
  const stated = new Set<string>();
  let isReadable = true;
  for (const [index, text] of (listed ?? []).entries()) {
    const symbol = reader.element(text, `elements[${index}]`);
    if (symbol === undefined) isReadable = false;
    else stated.add(symbol);
  }
  const present = new Set(stated);
  const doubtful = new Set<string>();
  const chemical = [
    { reading: formula, path: 'formula', zh: '化学式', en: 'formula', code: 'formula-contradicts-elements' as const },
    { reading: substance, path: 'cas', zh: 'CAS 号', en: 'CAS number', code: 'cas-contradicts-elements' as const },
  ];
  for (const { reading, path, zh, en, code } of chemical) {
    for (const symbol of reading?.elements ?? []) {
      if (listed === undefined || !isReadable || stated.has(symbol) || !isRareEarth(symbol)) {
        present.add(symbol);
        continue;
      }
      doubtful.add(symbol);
      const name = elementName(symbol);
      reader.report(
        code,
        path,
        `${zh}含${name.zh}，而元素清单不含`,
        `the ${en} has ${name.en} in it, the list of elements has not`,
      );
    }
  }
  for (const [index, text] of (facts.mayContain ?? []).entries()) {
    const symbol = reader.element(text, `mayContain[${index}]`);
    if (symbol === undefined) isReadable = false;
    else if (!present.has(symbol)) doubtful.add(symbol);
  }
  const absent = new Set<string>();
  if (!readShares(facts, { present, doubtful, absent }, reader)) isReadable = false;
  const isWhole =
    FORMULA_IS_COMPLETE.has(facts.form ?? '') || (isUnstated(facts.form) && hasOwnForm(formula, substance));
  const isComplete =
    isReadable && (listed !== undefined || (isWhole && (formula !== undefined || substance !== undefined)));
  return { present, absent, doubtful, isComplete };
}

const isUnstated = (form: string | undefined) => form === undefined || form === 'unknown';
const hasOwnForm = (formula: FormulaReading | undefined, substance: FormulaReading | undefined) =>
  formula?.form !== undefined || substance !== undefined;

/** The list of elements, where there is one. An empty list states nothing, unless the item is said to hold no rare earths. */
function statedElements({ elements, contains }: ItemFacts): readonly string[] | undefined {
  if (!Array.isArray(elements)) return undefined;
  return elements.length > 0 || contains === 'none' ? elements : undefined;
}

/** Adds what the mass fractions say of each element. False where something with a share of the mass names no element. */
function readShares(
  facts: ItemFacts,
  { present, doubtful, absent }: { present: Set<string>; doubtful: Set<string>; absent: Set<string> },
  reader: Reader,
): boolean {
  let isReadable = true;
  let least = ZERO;
  const none = new Set<string>();
  for (const [text, share] of Object.entries(facts.massFractions ?? {})) {
    const path = `massFractions.${text}`;
    const symbol = reader.element(text, path);
    const amount = shareOf(share);
    if (symbol === undefined) {
      if (amount === undefined || !isNothing(amount)) isReadable = false;
    } else if (amount === undefined) {
      reader.report(
        'share-faulty',
        path,
        `${symbol} 的质量分数无法识别`,
        `the mass fraction of ${symbol} cannot be read`,
      );
      if (!present.has(symbol)) doubtful.add(symbol);
    } else if (isNothing(amount)) {
      none.add(symbol);
    } else {
      least = add(least, amount.lo);
      if (!isZero(amount.lo)) present.add(symbol);
      else if (!present.has(symbol)) doubtful.add(symbol);
    }
  }
  const isOverfull = compare(least, ONE) > 0;
  if (isOverfull) {
    reader.report(
      'shares-exceed-whole',
      'massFractions',
      '质量分数之和超过1',
      'the mass fractions add up to more than 1',
    );
  }
  for (const symbol of none) {
    if (present.has(symbol)) {
      present.delete(symbol);
      doubtful.add(symbol);
      const { zh, en } = elementName(symbol);
      const path = `massFractions.${symbol}`;
      const said = `${en} is named as in it, but its mass fraction is 0`;
      reader.report('elements-contradict-mass-fractions', path, `元素清单含${zh}，而其质量分数为零`, said);
    } else if (isOverfull) {
      doubtful.add(symbol);
    } else {
      doubtful.delete(symbol);
      absent.add(symbol);
    }
  }
  for (const symbol of present) doubtful.delete(symbol);
  return isReadable;
}

/**
 * What do the facts of the item say about its form, elements and substance? `elements` is complete: an element not in
 * it is not in the material, unless `mayContain` or a mass fraction says otherwise; an empty list says nothing. A formula
 * and a CAS number of our table name elements, and name all of them for metals, alloys, targets, oxides, compounds and
 * reagents. A mass fraction above 0 puts an element in, exactly 0 takes it out, a range from 0 leaves it open; there is
 * no threshold, because the lists of Announcements Nos. 18, 57 and 61 of 2025 have none. Shares are exact rationals.
 * Unknown facts leave their variable open. Faulty and contradictory facts become `problems`; nothing is thrown.
 * @example readEvidence({ form: 'magnet', elements: ['Nd', 'Fe', 'B'], massFractions: { Dy: '0.08 %' } }, [])
 *   // form magnet; Nd, Fe, B and Dy in; every other element out
 */
export function readEvidence(facts: ItemFacts, casNumbers: readonly string[]): Evidence {
  const reader = new Reader();
  const formula = reader.formula(facts.formula);
  const cas = reader.cas(facts.cas);
  const named = cas === undefined ? undefined : substanceOf(cas);
  const substance = named === undefined ? undefined : readFormula(named);
  const composition = readComposition(facts, formula, substance, reader);
  const forms = possibleForms(facts, formula, substance, composition, reader);

  const domains = new Map<string, ReadonlySet<string>>([['form', new Set(forms)]]);
  for (const symbol of composition.doubtful) domains.set(elementVariable(symbol), YES_OR_NO);
  for (const symbol of composition.absent) domains.set(elementVariable(symbol), NO);
  for (const symbol of composition.present) domains.set(elementVariable(symbol), YES);
  domains.set(
    'cas',
    new Set(cas === undefined ? [...casNumbers, OTHER_CAS] : [casNumbers.includes(cas) ? cas : OTHER_CAS]),
  );
  domains.set('technologyFor', new Set(facts.technologyFor === undefined ? TECHNOLOGY_KINDS : [facts.technologyFor]));
  return {
    structure: { domains, rest: composition.isComplete ? 'out' : 'open' },
    doubtful: composition.doubtful,
    cas,
    hasStructure:
      (facts.form !== undefined && facts.form !== 'unknown') ||
      statedElements(facts) !== undefined ||
      formula !== undefined ||
      substance !== undefined ||
      composition.doubtful.size + composition.absent.size + composition.present.size > 0 ||
      facts.technologyFor !== undefined,
    problems: reader.problems,
  };
}

/**
 * Is this element not in the item, by all that is said of its composition? Where that is not told in full it may be.
 * @example isRuledOut({ form: 'oxide', formula: 'Nd2O3' }, 'Dy') // true
 */
export function isRuledOut(item: ItemFacts, symbol: string): boolean {
  return presenceOf(readEvidence(item, []).structure, symbol) === 'out';
}
