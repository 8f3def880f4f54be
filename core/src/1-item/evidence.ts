import { FORMS, type ItemFacts, type MaterialFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { shareOf } from '../quantity/amount.ts';
import { isNothing } from '../quantity/interval.ts';
import { isZero } from '../quantity/rational.ts';
import { readCas, substanceOf } from './cas.ts';
import { elementName, isRareEarth, readElement } from './elements.ts';
import { type FormulaReading, readFormula } from './formula.ts';
import { elementVariable, NO, type Scenario, YES, YES_OR_NO } from './scenario.ts';

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
  'formula-contradicts-elements',
  'elements-contradict-mass-fractions',
  'unknown-element',
  'share-faulty',
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

/** A mixture of compounds is listed with the oxides or with the compounds; which one is not among the facts. */
export const MIXTURE_OF_OXIDES = 'mixture-of-oxides';
/** See `MIXTURE_OF_OXIDES`. */
export const MIXTURE_OF_COMPOUNDS = 'mixture-of-compounds';
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

/**
 * The values of the variable `form` for a stated form: `mixture` stands for both kinds of mixture.
 * Absent or unknown: every form. Source: `FORMS` in `facts.ts`.
 * @example formValues('mixture') // ['mixture-of-oxides', 'mixture-of-compounds']
 */
export function formValues(form: string | undefined): readonly string[] {
  if (form === 'mixture') return [MIXTURE_OF_OXIDES, MIXTURE_OF_COMPOUNDS];
  if (form !== undefined && form !== 'unknown') return [form];
  return FORMS.flatMap((each) => (each === 'mixture' ? [MIXTURE_OF_OXIDES, MIXTURE_OF_COMPOUNDS] : [each]));
}

/** The stated form, or the one that a formula or CAS number gives where none is stated. */
function possibleForms(
  facts: MaterialFacts,
  formula: FormulaReading | undefined,
  substance: FormulaReading | undefined,
  problems: ItemProblem[],
): readonly string[] {
  const stated = facts.form === 'unknown' ? undefined : facts.form;
  if (stated === undefined) {
    if (facts.technologyFor !== undefined) return ['technology'];
    if (formula?.form !== undefined) return [formula.form];
    if (substance !== undefined) return [substance.form ?? 'reagent'];
    return formValues(undefined);
  }
  const contrary = stated === 'oxide' ? 'metal' : 'oxide';
  const isPure = stated === 'oxide' || stated === 'metal' || stated === 'compound';
  if (formula?.form === contrary && isPure) {
    problems.push({
      code: 'formula-contradicts-form',
      path: 'formula',
      text: {
        zh: `化学式 ${facts.formula} 与形态“${stated}”不符，两者均按可能处理`,
        en: `the formula ${facts.formula} is not that of the stated form ${stated}; both are kept as possible`,
      },
    });
    return [stated, contrary];
  }
  return formValues(stated);
}

/**
 * What do the facts of the item say about its form, elements and substance? `elements` is complete: an element not in
 * it is not in the material, unless `mayContain` or a mass fraction says otherwise. A formula and a CAS number of our
 * table name elements, and name all of them for metals, alloys, targets, oxides, compounds and reagents. A mass fraction
 * above 0 puts an element in, exactly 0 takes it out, a range from 0 leaves it open; there is no threshold, because
 * the lists of Announcements Nos. 18, 57 and 61 of 2025 have none. Shares are exact rationals; nothing is rounded.
 * Unknown facts leave their variable open. Faulty and contradictory facts become `problems`; nothing is thrown.
 * @example readEvidence({ form: 'magnet', elements: ['Nd', 'Fe', 'B'], massFractions: { Dy: '0.08 %' } }, [])
 *   // form magnet; Nd, Fe, B and Dy in; every other element out
 */
export function readEvidence(facts: ItemFacts, casNumbers: readonly string[]): Evidence {
  const problems: ItemProblem[] = [];
  const read = (text: string, path: string): string | undefined => {
    const symbol = readElement(text);
    if (symbol === undefined) {
      problems.push({
        code: 'unknown-element',
        path,
        text: { zh: `无法识别的元素“${text}”`, en: `“${text}” names no element` },
      });
    }
    return symbol;
  };

  const formula = facts.formula === undefined ? undefined : readFormula(facts.formula);
  if (facts.formula !== undefined && formula === undefined) {
    problems.push({
      code: 'formula-unreadable',
      path: 'formula',
      text: { zh: `化学式“${facts.formula}”无法识别`, en: `the formula “${facts.formula}” cannot be read` },
    });
  }
  const casReading = facts.cas === undefined ? undefined : readCas(facts.cas);
  const cas = casReading?.valid ? casReading.number : undefined;
  if (casReading !== undefined && !casReading.valid && !/^\s*(unknown)?\s*$/i.test(facts.cas ?? '')) {
    problems.push({
      code: 'cas-check-digit',
      path: 'cas',
      text: {
        zh: `CAS 号“${facts.cas}”校验位不符`,
        en: `“${facts.cas}” is not a CAS number: its check digit is wrong`,
      },
    });
  }
  const named = cas === undefined ? undefined : substanceOf(cas);
  const substance = named === undefined ? undefined : readFormula(named);
  const forms = possibleForms(facts, formula, substance, problems);

  const stated = new Set<string>();
  let isReadable = true;
  const listed = Array.isArray(facts.elements) ? facts.elements : undefined;
  for (const [index, text] of (listed ?? []).entries()) {
    const symbol = read(text, `elements[${index}]`);
    if (symbol === undefined) isReadable = false;
    else stated.add(symbol);
  }
  const doubtful = new Set<string>();
  const present = new Set(stated);
  const chemical = [
    { reading: formula, path: 'formula', code: 'formula-contradicts-elements' as const },
    { reading: substance, path: 'cas', code: 'cas-contradicts-elements' as const },
  ];
  for (const { reading, path, code } of chemical) {
    for (const symbol of reading?.elements ?? []) {
      if (listed === undefined || !isReadable || stated.has(symbol) || !isRareEarth(symbol)) {
        present.add(symbol);
        continue;
      }
      doubtful.add(symbol);
      const name = elementName(symbol);
      problems.push({
        code,
        path,
        text: {
          zh: `${path === 'cas' ? 'CAS 号' : '化学式'}含${name.zh}，而元素清单不含`,
          en: `the ${path === 'cas' ? 'CAS number' : 'formula'} has ${name.en} in it, the list of elements has not`,
        },
      });
    }
  }
  const isWholeFormula = forms.every((form) => FORMULA_IS_COMPLETE.has(form));
  const rest =
    (listed !== undefined && isReadable) ||
    (listed === undefined && isWholeFormula && (formula !== undefined || substance !== undefined))
      ? 'out'
      : 'open';

  const absent = new Set<string>();
  for (const [index, text] of (facts.mayContain ?? []).entries()) {
    const symbol = read(text, `mayContain[${index}]`);
    if (symbol !== undefined && !present.has(symbol)) doubtful.add(symbol);
  }
  const isDoubtUnread = problems.some((each) => each.path.startsWith('mayContain'));
  for (const [text, share] of Object.entries(facts.massFractions ?? {})) {
    const path = `massFractions.${text}`;
    const symbol = read(text, path);
    if (symbol === undefined) continue;
    const amount = shareOf(share);
    if (amount === undefined) {
      problems.push({
        code: 'share-faulty',
        path,
        text: { zh: `${symbol} 的质量分数无法识别`, en: `the mass fraction of ${symbol} cannot be read` },
      });
      if (!present.has(symbol)) doubtful.add(symbol);
    } else if (isNothing(amount)) {
      if (present.has(symbol)) {
        present.delete(symbol);
        doubtful.add(symbol);
        problems.push({
          code: 'elements-contradict-mass-fractions',
          path,
          text: {
            zh: `元素清单含${elementName(symbol).zh}，而其质量分数为零`,
            en: `${elementName(symbol).en} is named as in it, but its mass fraction is 0`,
          },
        });
      } else {
        doubtful.delete(symbol);
        absent.add(symbol);
      }
    } else if (!isZero(amount.lo)) {
      present.add(symbol);
      doubtful.delete(symbol);
    } else if (!present.has(symbol)) {
      doubtful.add(symbol);
    }
  }

  const domains = new Map<string, ReadonlySet<string>>();
  domains.set('form', new Set(forms));
  for (const symbol of doubtful) domains.set(elementVariable(symbol), YES_OR_NO);
  for (const symbol of absent) domains.set(elementVariable(symbol), NO);
  for (const symbol of present) domains.set(elementVariable(symbol), YES);
  domains.set(
    'cas',
    new Set(cas === undefined ? [...casNumbers, OTHER_CAS] : [casNumbers.includes(cas) ? cas : OTHER_CAS]),
  );
  domains.set('technologyFor', new Set(facts.technologyFor === undefined ? TECHNOLOGY_KINDS : [facts.technologyFor]));
  return {
    structure: { domains, rest: isDoubtUnread ? 'open' : rest },
    doubtful,
    cas,
    hasStructure:
      (facts.form !== undefined && facts.form !== 'unknown') ||
      listed !== undefined ||
      formula !== undefined ||
      substance !== undefined ||
      doubtful.size + absent.size + present.size > 0 ||
      facts.technologyFor !== undefined,
    problems,
  };
}
