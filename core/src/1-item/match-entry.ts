import type { Verdict } from '../finding.ts';
import type { ItemList, ListEntry, OtherWord } from '../law/instrument.ts';
import { substanceOf } from './cas.ts';
import { isRareEarth, NON_METALS, RARE_EARTHS, readElement } from './elements.ts';
import { formValues, MIXTURE_OF_COMPOUNDS, MIXTURE_OF_OXIDES } from './form-values.ts';
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

/**
 * When the entry is met, as terms over the open variables; which of those a declaration "not listed" cannot settle; and
 * when it is met with nothing read into its words, which is what a person who declares the entry says.
 */
export interface EntryMatch {
  readonly requirement: Requirement;
  readonly doubts: ReadonlySet<string>;
  readonly byItsWords: Requirement;
}

/** Does the text of a named material cover one with further elements? One variable per named set, over all lists. */
export const NAMED_ONLY = 'open/only/';
/** Is a mixture that holds the oxide still "the oxide" where the list does not say "and mixtures"? */
export const MIXTURE_COVERED = 'open/mixture/';
/** Are goods that go by another word of form what an entry of this form names? One variable per form of entry. */
export const OTHER_WORD = 'open/word/';
/** Is a second rare earth in it? */
export const SECOND_RARE_EARTH = 'open/second-rare-earth/';
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
const NEVER: EntryMatch = { requirement: [], doubts: NO_DOUBTS, byItsWords: [] };

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
  /** Form and elements as the words say. */
  readonly own: Term;
  /** Every value of `form` under which goods may be this, by its words or by the pack's `forms`. */
  readonly reach: ReadonlySet<string> | undefined;
  /** The variables that stand for what its words leave open. */
  readonly textDoubts: ReadonlySet<string>;
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
  const present = elements
    .filter((symbol) => !(isOxide && symbol === 'O'))
    .map((symbol) => [elementVariable(symbol), YES] as const);
  const shape: EntryShape = {
    forms,
    elements,
    named,
    isOxide,
    present,
    noOther: [...RARE_EARTHS.keys()]
      .filter((symbol) => !named.has(symbol))
      .map((symbol) => [elementVariable(symbol), NO] as const),
    own: forms === undefined ? present : [['form', forms.covered], ...present],
    reach: forms && new Set([...forms.covered, ...forms.open, ...otherForms(entry)]),
    textDoubts: new Set([
      NAMED_ONLY + elements.toSorted().join('-'),
      MIXTURE_COVERED + elements.join('-'),
      SECOND_RARE_EARTH + elements.join('-'),
      OTHER_WORD + (entry.match.form?.[0] ?? ''),
    ]),
  };
  SHAPES.set(entry, shape);
  return shape;
}

/** The elements that an entry requires, as symbols. `REE` stands for any rare earth and is not among them. */
export function requiredElements(entry: ListEntry): readonly string[] {
  return shapeOf(entry).elements;
}

const otherForms = ({ match }: ListEntry): readonly string[] =>
  (match.otherWords ?? []).flatMap(({ form }) => formValues(form));

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

const elementsIn = (scenario: Scenario): readonly string[] =>
  [...scenario.domains.keys()]
    .filter((each) => each.startsWith('element/'))
    .map((each) => each.slice('element/'.length));

/**
 * The ways to be what a name says element by element. With nothing else in it: met. With anything else, another rare
 * earth or not: the name neither covers nor excludes it, so it stays open. Never the contrary of met.
 */
function waysToBeNamed(scenario: Scenario, { elements, named, isOxide }: EntryShape): readonly (readonly Literal[])[] {
  const inDoubt: Literal[] = [[NAMED_ONLY + elements.toSorted().join('-'), YES]];
  if (scenario.rest === 'open') return [inDoubt];
  const further = elementsIn(scenario).filter((symbol) => !named.has(symbol) && !(isOxide && symbol === 'O'));
  if (further.some((symbol) => presenceOf(scenario, symbol) === 'in')) return [inDoubt];
  const possible = further.filter((symbol) => presenceOf(scenario, symbol) === 'open');
  return possible.length === 0 ? [[]] : [possible.map((symbol) => [elementVariable(symbol), NO] as const), inDoubt];
}

/** Those that make a compound of it wherever they are named; carbon, hydrogen, nitrogen and the like also sit in alloys. */
const MAKES_COMPOUND: readonly string[] = ['O', 'F', 'S', 'Cl', 'Br', 'I'];

type Composition = 'metallic' | 'compounded' | 'open';

const compositions = new WeakMap<Scenario, Composition>();

/** Is it made of metals only, is it a chemical compound, or is that not said? @example compositionOf(Tb-Dy-Fe) // 'metallic' */
function compositionOf(scenario: Scenario): Composition {
  const known = compositions.get(scenario) ?? composed(scenario);
  compositions.set(scenario, known);
  return known;
}

function composed(scenario: Scenario): Composition {
  if (MAKES_COMPOUND.some((symbol) => presenceOf(scenario, symbol) === 'in')) return 'compounded';
  const mayHoldNonMetal = elementsIn(scenario).some(
    (symbol) => NON_METALS.has(symbol) && presenceOf(scenario, symbol) !== 'out',
  );
  return scenario.rest === 'open' || mayHoldNonMetal ? 'open' : 'metallic';
}

/** Forms of metal, for which no compound passes. */
const OF_METAL: ReadonlySet<string> = new Set(['metal', 'alloy']);
const METALLIC: ReadonlySet<string> = new Set([...OF_METAL, 'magnet', 'magnet-powder']);

/** Under which further conditions goods of this other word may be the entry; none of them: they cannot. */
function conditionsOf(
  word: OtherWord,
  entry: ListEntry,
  scenario: Scenario,
  shape: EntryShape,
): readonly Literal[] | undefined {
  const composition = compositionOf(scenario);
  // What is called metal, alloy or magnet is not made a compound by a little oxygen in it.
  const isForMetal = entry.match.form?.every((form) => OF_METAL.has(form)) ?? false;
  if (composition === 'compounded' && isForMetal && !METALLIC.has(word.form)) return undefined;
  const others = elementsIn(scenario).filter(
    (symbol) => !shape.named.has(symbol) && presenceOf(scenario, symbol) === 'in',
  );
  switch (word.onlyIf) {
    case 'several-rare-earths': {
      if (others.some(isRareEarth)) return [];
      const mayHoldAnother =
        scenario.rest === 'open' ||
        elementsIn(scenario).some(
          (symbol) => isRareEarth(symbol) && !shape.named.has(symbol) && presenceOf(scenario, symbol) === 'open',
        );
      if (mayHoldAnother) return [[SECOND_RARE_EARTH + shape.elements.join('-'), YES]];
      return others.every((symbol) => NON_METALS.has(symbol)) ? [] : undefined;
    }
    case 'no-neodymium-iron-boron': {
      const isIn = (symbol: string) => presenceOf(scenario, symbol) === 'in';
      return ['Nd', 'Fe', 'B'].every(isIn) ? undefined : [];
    }
    case 'oxygen-only':
      return others.some((symbol) => symbol !== 'O' && !isRareEarth(symbol)) ? undefined : [];
    case 'organic': {
      const holdsRareEarth = elementsIn(scenario).some(
        (symbol) => isRareEarth(symbol) && presenceOf(scenario, symbol) === 'in',
      );
      return holdsRareEarth ? undefined : [[elementVariable('C'), YES]];
    }
    case 'no-non-metal':
      return others.some((symbol) => NON_METALS.has(symbol)) ? undefined : [];
    default:
      return [];
  }
}

/** The other words that are the entry for certain with this composition. */
function certainWords(scenario: Scenario, entry: ListEntry): ReadonlySet<string> {
  const composition = compositionOf(scenario);
  return new Set(
    (entry.match.otherWords ?? [])
      .filter((word) => word.certainIf !== undefined && word.certainIf === composition)
      .map((word) => word.form),
  );
}

/** The ways to be the entry although the goods go by another word of form. */
function otherWays(
  scenario: Scenario,
  entry: ListEntry,
  literals: readonly Literal[],
  covered: ReadonlySet<string>,
): readonly Term[] {
  const shape = shapeOf(entry);
  const kind = entry.match.form?.[0] ?? '';
  const byCondition = new Map<string, { forms: Set<string>; conditions: readonly Literal[] }>();
  for (const word of entry.match.otherWords ?? []) {
    const possible = formValues(word.form).filter(
      (form) => !covered.has(form) && !shape.forms?.open.has(form) && valuesOf(scenario, 'form').has(form),
    );
    if (possible.length === 0) continue;
    const conditions = conditionsOf(word, entry, scenario, shape);
    if (conditions === undefined) continue;
    const key = conditions.map(([variable]) => variable).join();
    const group = byCondition.get(key) ?? { forms: new Set(), conditions };
    for (const form of possible) group.forms.add(form);
    byCondition.set(key, group);
  }
  return [...byCondition.values()].map(({ forms, conditions }) => [
    ['form', forms] as const,
    ...literals,
    ...conditions,
    [OTHER_WORD + kind, YES] as const,
  ]);
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
  return { requirement, doubts, byItsWords: requirement };
}

/**
 * What would the item have to be to meet this entry? Form, elements, substance, kind of technology and contents as the
 * entry states them. A mixture meets the entry that says "and mixtures" for its kind. A material named element by element
 * is met by exactly these; anything else in it leaves it open, for the name says nothing of it. Goods that go by another
 * word of form meet it where the pack's `forms` say so, mostly as a doubt. A part or assembly meets only entries that
 * name parts; the reading `finishedProduct` says what a machine is.
 * Source: the entries of the lists (Announcements Nos. 18, 56, 57, 61 and 62 of 2025), `forms.yaml` of the pack, and open
 * questions. Unknown facts stay variables; nothing is thrown.
 * @example matchEntry(box of a Dy-Fe alloy, list, 1C905.a.2.a, context).requirement // met: Dy and Fe in, nothing else
 */
export function matchEntry(scenario: Scenario, list: ItemList, entry: ListEntry, context: MatchContext): EntryMatch {
  const { match } = entry;
  if (match.contains !== undefined) return matchContains(scenario, list, entry, context);
  const shape = shapeOf(entry);
  const { forms, reach, own } = shape;
  if (isTerbiumIron(list, entry) && context.readings.terbiumIron === 'not-listed') return NEVER;
  // What the form or an element alone rules out need not be looked at further.
  if (match.cas === undefined && reach !== undefined && !overlaps(valuesOf(scenario, 'form'), reach)) {
    return ruledOut([['form', forms?.covered ?? reach]]);
  }
  if (shape.present.some(([variable]) => !valuesOf(scenario, variable).has('yes'))) return ruledOut(own);

  const literals: Literal[] = [...shape.present];
  if (match.elements?.includes('REE')) {
    const presences = [...RARE_EARTHS.keys()].map((symbol) => presenceOf(scenario, symbol));
    if (presences.every((presence) => presence === 'out')) return NEVER;
    if (!presences.includes('in')) literals.push([SOME_RARE_EARTH, YES]);
  }
  for (const each of match.without ?? []) literals.push([elementVariable(readElement(each) ?? each), NO]);
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
  if (covered !== undefined) covered = new Set([...covered, ...certainWords(scenario, entry)]);
  const ofForm: Term = covered === undefined ? literals : [['form', covered], ...literals];
  const ways = match.onlyElements ? waysToBeNamed(scenario, shape) : [[]];
  const requirement: Term[] = ways.map((way) => [...ofForm, ...way]);
  if (forms !== undefined && forms.open.size > 0) {
    requirement.push([['form', forms.open], ...literals, [MIXTURE_COVERED + shape.elements.join('-'), YES]]);
  }
  const byItsWords = match.onlyElements ? [[...ofForm, ...shape.noOther, ...(ways[0] ?? [])]] : [...requirement];
  if (covered !== undefined) requirement.push(...otherWays(scenario, entry, literals, covered));
  return { requirement, doubts: doubtsOf(scenario, shape), byItsWords };
}

const ruledOut = (term: Term): EntryMatch => ({ requirement: [term], doubts: NO_DOUBTS, byItsWords: [] });

/** What the text leaves open of goods whose form and elements are stated: no declaration of the exporter settles it. */
function doubtsOf(scenario: Scenario, { elements, textDoubts }: EntryShape): ReadonlySet<string> {
  const isStated =
    elements.length > 0 &&
    valuesOf(scenario, 'form').size <= 2 &&
    elements.every((symbol) => presenceOf(scenario, symbol) === 'in');
  return isStated ? textDoubts : NO_DOUBTS;
}

/** Is this the entry 铽铁合金 of an annex, which the reading `terbiumIron` is about? */
export function isTerbiumIron(list: ItemList, entry: ListEntry): boolean {
  if (list.kind !== 'annex' || entry.match.onlyElements === undefined) return false;
  const elements = requiredElements(entry);
  const isAlloy = (entry.match.form ?? []).includes('alloy');
  return isAlloy && elements.length === 2 && elements.includes('Tb') && elements.includes('Fe');
}
