import type { Verdict } from '../finding.ts';
import type { ItemList, ListEntry } from '../law/instrument.ts';
import { substanceOf } from './cas.ts';
import { isRareEarth, RARE_EARTHS, readElement } from './elements.ts';
import { MIXTURE_OF_COMPOUNDS, MIXTURE_OF_OXIDES } from './evidence.ts';
import { readFormula } from './formula.ts';
import {
  elementVariable,
  type Literal,
  NO,
  overlaps,
  presenceOf,
  type Requirement,
  type Scenario,
  type Term,
  valuesOf,
  YES,
} from './scenario.ts';

/** The readings that decide where the words of a list leave room. */
export interface ItemReadings {
  /** Is a finished product a part, component or assembly (open question Q-05)? */
  readonly finishedProduct: 'open' | 'caught' | 'not-caught';
  /** Does terbium-iron alloy stand in Annex 1 Part 1 as printed (open question Q-15)? */
  readonly terbiumIron: 'as-printed' | 'not-listed';
}

/** What is inside a part, assembly or product, asked per set of entries of one list. `silent` = no fact speaks of it. */
export interface Contents {
  readonly verdict: Verdict;
  readonly silent: boolean;
}

/** What an entry is matched against besides the box itself. */
export interface MatchContext {
  readonly readings: ItemReadings;
  /** The CAS number of the item, when it is one. */
  readonly cas: string | undefined;
  readonly contents: (list: ItemList, codes: readonly string[]) => Contents;
}

/** When the entry is met, as terms over the open variables, and which of those a fact of the item calls doubtful. */
export interface EntryMatch {
  readonly requirement: Requirement;
  readonly doubts: ReadonlySet<string>;
}

/** Does the text of a named alloy cover one with further elements? One variable per named set, over all lists. */
export const NAMED_ONLY = 'open/only/';
/** Is a mixture that holds the oxide still "the oxide" where the list does not say "and mixtures"? */
export const MIXTURE_COVERED = 'open/mixture/';
/** Is the machine a part, component or assembly? */
export const FINISHED_PRODUCT = 'open/finished-product';
/** Is an item of these entries inside? */
export const CONTAINS = 'open/contains/';
/** Does the item meet parameters that are not among the facts? */
export const DECLARED = 'open/declared/';
/** Is any rare earth in it? */
export const SOME_RARE_EARTH = 'open/some-rare-earth';

const CAS_FORMS = ['compound', MIXTURE_OF_OXIDES, MIXTURE_OF_COMPOUNDS, 'other-material'];
const NO_DOUBTS: ReadonlySet<string> = new Set();
const NEVER: EntryMatch = { requirement: [], doubts: NO_DOUBTS };

/** What the words of an entry say, read once. Entries are frozen law, so one reading serves every item. */
interface EntryShape {
  readonly forms: { readonly covered: ReadonlySet<string>; readonly open: ReadonlySet<string> } | undefined;
  readonly elements: readonly string[];
  readonly named: ReadonlySet<string>;
  /** It names oxides only, so that oxygen goes without saying. */
  readonly isOxide: boolean;
  readonly present: readonly Literal[];
  /** For exactly these elements: no other rare earth. */
  readonly noOther: readonly Literal[];
}
const SHAPES = new WeakMap<ListEntry, EntryShape>();

function shapeOf(entry: ListEntry): EntryShape {
  const known = SHAPES.get(entry);
  if (known !== undefined) return known;
  const forms = formsOf(entry);
  const elements = (entry.match.elements ?? [])
    .filter((each) => each !== 'REE')
    .map((each) => readElement(each) ?? each);
  const named = new Set(elements);
  const isOxide =
    forms !== undefined && [...forms.covered].every((form) => form === 'oxide' || form === MIXTURE_OF_OXIDES);
  const shape: EntryShape = {
    forms,
    elements,
    named,
    isOxide,
    present: elements
      .filter((symbol) => !(isOxide && symbol === 'O'))
      .map((symbol) => [elementVariable(symbol), YES] as const),
    noOther: [...RARE_EARTHS.keys()]
      .filter((symbol) => !named.has(symbol))
      .map((symbol) => [elementVariable(symbol), NO] as const),
  };
  SHAPES.set(entry, shape);
  return shape;
}

/** The elements that an entry requires, as symbols. `REE` stands for any rare earth and is not among them. */
export function requiredElements(entry: ListEntry): readonly string[] {
  return shapeOf(entry).elements;
}

/** The values of `form` that meet the entry by its words, and those whose coverage the words leave open. */
function formsOf(
  entry: ListEntry,
): { readonly covered: ReadonlySet<string>; readonly open: ReadonlySet<string> } | undefined {
  const forms = entry.match.form;
  if (forms === undefined) return undefined;
  const covered = new Set(forms.filter((form) => form !== 'mixture'));
  const open = new Set<string>();
  const [oxide, compound, mixture] = ['oxide', 'compound', 'mixture'].map((form) => forms.includes(form));
  if (mixture) {
    if (oxide || !compound) covered.add(MIXTURE_OF_OXIDES);
    if (compound || !oxide) covered.add(MIXTURE_OF_COMPOUNDS);
  } else {
    if (oxide) open.add(MIXTURE_OF_OXIDES);
    if (compound) open.add(MIXTURE_OF_COMPOUNDS);
  }
  return { covered, open };
}

/** Exactly these elements: no other rare earth; other deliberate elements leave it open, for the text does not say. */
function onlyThese(scenario: Scenario, { elements, named, isOxide, noOther }: EntryShape): readonly Literal[] {
  let isOpen = scenario.rest === 'open';
  for (const [variable, values] of scenario.domains) {
    if (isOpen) break;
    if (!variable.startsWith('element/') || !values.has('yes')) continue;
    const symbol = variable.slice('element/'.length);
    isOpen = !named.has(symbol) && !isRareEarth(symbol) && !(isOxide && symbol === 'O');
  }
  return isOpen ? [...noOther, [NAMED_ONLY + elements.toSorted().join('-'), YES]] : noOther;
}

function matchContains(scenario: Scenario, list: ItemList, entry: ListEntry, context: MatchContext): EntryMatch {
  const codes = entry.match.contains ?? [];
  let { verdict, silent } = context.contents(list, codes);
  if (verdict === 'unknown') {
    // What is not in the whole is not in a material inside it.
    const targets = list.entries.filter((each) => codes.includes(each.code));
    const isRuledOut = (target: ListEntry) =>
      requiredElements(target).some((symbol) => presenceOf(scenario, symbol) === 'out');
    if (targets.length > 0 && targets.every(isRuledOut)) verdict = 'not-met';
  }
  if (verdict === 'not-met') return NEVER;
  const inside: Term = verdict === 'met' ? [] : [[`${CONTAINS}${list.id}/${codes.join('+')}`, YES]];
  const stated = entry.match.form ?? ['part', 'assembly'];
  const covered = new Set(stated.filter((form) => form !== 'finished-product'));
  if (context.readings.finishedProduct === 'caught') covered.add('finished-product');
  const requirement: Term[] = [[['form', covered], ...inside]];
  if (context.readings.finishedProduct === 'open') {
    requirement.push([['form', new Set(['finished-product'])], [FINISHED_PRODUCT, YES], ...inside]);
  }
  const doubts = new Set<string>();
  if (verdict === 'met' || !silent) {
    doubts.add(FINISHED_PRODUCT);
    for (const [variable] of inside) doubts.add(variable);
  }
  return { requirement, doubts };
}

/**
 * What would the item have to be to meet this entry? Form, elements, substance, kind of technology and contents as the
 * entry states them. A mixture meets the entry that says "and mixtures" for its kind. A named alloy is met by exactly
 * its elements: another rare earth makes it another alloy, any other further element leaves it open. A part or assembly
 * meets only entries that name parts; the reading `finishedProduct` says what a machine is.
 * Source: the entries of the lists (Announcements Nos. 18, 56, 57, 61 and 62 of 2025) and open questions.
 * Unknown facts stay variables; nothing is thrown.
 * @example matchEntry(box of a Dy-Fe alloy, list, 1C905.a.2.a, context).requirement // met: Dy and Fe in, nothing else
 */
export function matchEntry(scenario: Scenario, list: ItemList, entry: ListEntry, context: MatchContext): EntryMatch {
  const { match } = entry;
  if (match.contains !== undefined) return matchContains(scenario, list, entry, context);
  const shape = shapeOf(entry);
  const { forms, elements } = shape;
  if (isTerbiumIron(list, entry) && context.readings.terbiumIron === 'not-listed') return NEVER;
  if (forms !== undefined && match.cas === undefined) {
    const possible = valuesOf(scenario, 'form');
    const covered: Term = [['form', forms.covered]];
    // The form alone rules it out: the rest need not be looked at.
    if (!overlaps(possible, forms.covered) && !overlaps(possible, forms.open)) {
      return { requirement: [covered], doubts: NO_DOUBTS };
    }
  }

  const literals: Literal[] = [...shape.present];
  if (match.elements?.includes('REE')) {
    const presences = [...RARE_EARTHS.keys()].map((symbol) => presenceOf(scenario, symbol));
    if (presences.every((presence) => presence === 'out')) return NEVER;
    if (!presences.includes('in')) literals.push([SOME_RARE_EARTH, YES]);
  }
  for (const each of match.without ?? []) literals.push([elementVariable(readElement(each) ?? each), NO]);
  if (match.onlyElements) literals.push(...onlyThese(scenario, shape));
  if (match.technologyFor !== undefined) literals.push(['technologyFor', new Set(match.technologyFor)]);
  if (match.declaredOnly) literals.push([`${DECLARED}${list.id}/${entry.code}`, YES]);

  let covered = forms?.covered;
  if (match.cas !== undefined) {
    if (context.cas === undefined) {
      literals.push(['cas', new Set(match.cas)]);
      const formula = match.cas.length === 1 ? substanceOf(match.cas[0] ?? '') : undefined;
      const reading = formula === undefined ? undefined : readFormula(formula);
      for (const symbol of reading?.elements ?? []) literals.push([elementVariable(symbol), YES]);
    } else if (match.cas.includes(context.cas)) {
      covered = covered && new Set([...covered, ...CAS_FORMS]);
    } else {
      return NEVER;
    }
  }
  const requirement: Term[] = [covered === undefined ? literals : [['form', covered], ...literals]];
  if (forms !== undefined && forms.open.size > 0) {
    requirement.push([['form', forms.open], ...literals, [MIXTURE_COVERED + elements.join('-'), YES]]);
  }
  return { requirement, doubts: NO_DOUBTS };
}

/** Is this the entry 铽铁合金 of an annex, which the reading `terbiumIron` is about? */
export function isTerbiumIron(list: ItemList, entry: ListEntry): boolean {
  const elements = requiredElements(entry);
  return (
    list.kind === 'annex' &&
    entry.match.onlyElements !== undefined &&
    (entry.match.form ?? []).includes('alloy') &&
    elements.length === 2 &&
    elements.includes('Tb') &&
    elements.includes('Fe')
  );
}
