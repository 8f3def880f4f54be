import type { ItemFacts } from '../facts.ts';
import { anyOf, type Text, type Verdict, type Verified } from '../finding.ts';
import type { ItemList, ListEntry } from '../law/instrument.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { type Declaration, type DeclaredCode, readDeclaration } from './codes.ts';
import { type CustomsHint, customsHint } from './customs-code.ts';
import { isRareEarth } from './elements.ts';
import { type Evidence, type ItemProblem, readEvidence } from './evidence.ts';
import { type Contents, type ItemReadings, type MatchContext, matchEntry, requiredElements } from './match-entry.ts';
import { type ListRequirements, membershipsOf, openVariables } from './memberships.ts';
import { CODE_QUESTION, type ItemQuestion, questionsFor } from './questions.ts';
import { reasonFor } from './reasons.ts';
import {
  presenceOf,
  type Requirement,
  replace,
  requirementVerdict,
  restrict,
  type Scenario,
  valuesOf,
} from './scenario.ts';
import { type Suggestion, suggest } from './suggest.ts';

/** Is something inside? `doubtful` = by what is said of some part it may be; `unknown` = nothing speaks of it. */
export type InsideVerdict = Verdict | 'doubtful';

/** Verdicts on what is inside an item, by list id and entry code. A code left out is unknown. */
export type ContainedCodes = Readonly<Record<string, Readonly<Record<string, InsideVerdict>>>>;

/** The readings taken, the day, and what a bill of materials says is inside. */
export interface ClassifyOptions extends ItemReadings {
  readonly asOf: LegalDate;
  readonly containedCodes?: ContainedCodes;
}

/** One entry that the item meets, may meet, or nearly meets (`not-met`, for the explanation). */
export interface EntryFinding {
  readonly list: string;
  readonly code: string;
  readonly name: Text;
  readonly verdict: Verdict;
  readonly reason: Text;
  /** Paths of the facts that the verdict rests on. */
  readonly facts: readonly string[];
  readonly verified: Verified;
}

/** A customs code and the entries that print it. `fits` = the structure allows one of them. */
export interface ItemHint {
  readonly hs: string;
  readonly fits: boolean;
  readonly entries: readonly { readonly list: string; readonly code: string }[];
}

/** What the item is, against every list of the pack. */
export interface Classification {
  readonly entries: readonly EntryFinding[];
  /** Is the item on the list, whichever entry it is? Agrees with `memberships`. */
  readonly lists: Readonly<Record<string, Verdict>>;
  /** Every set of lists that the item may be on, given what is unknown. Never empty; one set = settled. */
  readonly memberships: readonly (readonly string[])[];
  /** A declared code is on the Export Control List but not in this pack: "not listed" must not be concluded. */
  readonly outsidePack: boolean;
  readonly problems: readonly ItemProblem[];
  readonly suggestions: readonly Suggestion[];
  readonly hints: readonly ItemHint[];
  readonly questions: readonly ItemQuestion[];
}

interface Keyed {
  readonly list: ItemList;
  readonly entry: ListEntry;
  readonly requirement: Requirement;
}

/** One box of what the item may be, with what each entry requires in it. */
interface Possibility {
  readonly scenario: Scenario;
  readonly entries: readonly Keyed[];
}

interface Analysis {
  readonly evidence: Evidence;
  readonly declaration: Declaration;
  readonly possibilities: readonly Possibility[];
  /** What the item would be under the entries that print its customs code; such a code never decides. */
  readonly hinted: readonly Scenario[];
  readonly problems: readonly ItemProblem[];
  readonly hints: readonly ItemHint[];
}

function possibility(
  scenario: Scenario,
  evidence: Evidence,
  lists: readonly ItemList[],
  context: MatchContext,
  isDeclaredUnlisted: boolean,
): Possibility {
  const entries = lists.flatMap((list) =>
    list.entries.map((entry) => {
      const { requirement, doubts } = matchEntry(scenario, list, entry, context);
      if (!isDeclaredUnlisted) return { list, entry, requirement };
      // Declared as not listed: that fills silence. It settles neither what is met nor what a fact calls doubtful, nor in
      // which form a rare earth of the entry is, once it is said to be in it.
      const isKept = (term: Requirement[number]) => {
        const open = openIn(scenario, term);
        return (
          open.length === 0 ||
          open.some((variable) => doubts.has(variable) || evidence.doubtful.has(variable.replace('element/', ''))) ||
          (isFormAlone(open) && requiredElements(entry).some(isRareEarth))
        );
      };
      return { list, entry, requirement: requirement.filter(isKept) };
    }),
  );
  return { scenario, entries };
}

function requirementsByList(entries: readonly Keyed[], lists: readonly ItemList[]): readonly ListRequirements[] {
  const byList = new Map<ItemList, Requirement[]>(lists.map((list) => [list, []]));
  for (const { list, requirement } of entries) byList.get(list)?.push(requirement);
  return [...byList].map(([{ id }, requirements]) => ({ id, requirements }));
}

/** The boxes in which the item is one of these entries; what else is in it stays as open as the facts leave it. */
function boxesOf(
  from: Scenario,
  names: readonly { readonly list: ItemList; readonly entry: ListEntry }[],
  context: MatchContext,
): readonly Scenario[] {
  return names.flatMap(({ list, entry }) => {
    const { requirement, byItsWords } = matchEntry(from, list, entry, context);
    const plain = byItsWords.flatMap((term) => restrict(from, term) ?? []);
    return plain.length > 0 ? plain : requirement.flatMap((term) => restrict(from, term) ?? []);
  });
}

function setsOf(possibilities: readonly Possibility[], lists: readonly ItemList[]): string[][] {
  const found = new Map<string, string[]>();
  for (const { scenario, entries } of possibilities) {
    for (const ids of membershipsOf(scenario, requirementsByList(entries, lists))) found.set(JSON.stringify(ids), ids);
  }
  return [...found.values()];
}

function analyse(item: ItemFacts, lists: readonly ItemList[], options: ClassifyOptions): Analysis {
  const casNumbers = casNumbersOf(lists);
  const evidence = readEvidence(item, casNumbers);
  const problems: ItemProblem[] = [...evidence.problems];
  const contents = readContents(item, lists, options, problems);
  const context: MatchContext = { readings: options, cas: evidence.cas, contents };
  const declaration = readDeclaration(item.code, lists);
  const plain = possibility(evidence.structure, evidence, lists, context, false);
  const possibilities = declaredPossibilities(declaration, plain, evidence, lists, context, problems);
  const { hints, considered } = readCustomsCode(item, evidence.structure, lists, context, options, problems);
  return { evidence, declaration, possibilities, hinted: considered, problems, hints };
}

function casNumbersOf(lists: readonly ItemList[]): readonly string[] {
  return [...new Set(lists.flatMap((list) => list.entries.flatMap((entry) => entry.match.cas ?? [])))];
}

/** What the item may be once its declared code is weighed against its structure. */
function declaredPossibilities(
  declaration: Declaration,
  plain: Possibility,
  evidence: Evidence,
  lists: readonly ItemList[],
  context: MatchContext,
  problems: ItemProblem[],
): readonly Possibility[] {
  const { structure } = evidence;
  if (declaration.kind === 'absent') return [plain];
  if (declaration.kind === 'none') {
    const met = plain.entries.filter((each) => requirementVerdict(structure, each.requirement) === 'met');
    for (const { list, entry } of met) problems.push(contradiction('none', list, entry));
    const declared = possibility(structure, evidence, lists, context, true);
    const left = declared.entries.find(
      ({ list, entry, requirement }) =>
        requirement.some((term) => isFormAlone(openIn(structure, term))) &&
        !met.some((each) => each.list === list && each.entry === entry),
    );
    if (met.length === 0 && left !== undefined) problems.push(formContradiction(left.entry));
    return [declared];
  }
  for (const { code } of declaration.codes.filter((each) => each.names.length === 0)) {
    problems.push({
      code: 'code-not-in-pack',
      path: 'code',
      text: {
        zh: `编码 ${code} 不在本法规库内；出口管制清单所列编码多于本包`,
        en: `code ${code} is not in this pack; the Export Control List has more codes than the pack`,
      },
    });
  }
  const named = declaration.codes.filter((code) => code.names.length > 0);
  if (named.length === 0) return [plain];
  let boxes: readonly Scenario[] = [structure];
  for (const code of named) boxes = boxes.flatMap((box) => boxesOf(box, code.names, context));
  if (boxes.length > 0) return boxes.map((box) => possibility(box, evidence, lists, context, false));

  const misfits = named.filter((code) => boxesOf(structure, code.names, context).length === 0);
  const told = misfits.length > 0 ? misfits.map(({ code }) => code) : [named.map(({ code }) => code).join(', ')];
  problems.push(...told.map((code) => contradiction(code)));
  // Neither side is trusted: the item is what its structure says, or that with what its code says put in its place.
  const blank = readEvidence({}, casNumbersOf(lists)).structure;
  const anyCas: MatchContext = { ...context, cas: undefined };
  const declared = named.flatMap((code) =>
    code.names.flatMap(({ list, entry }) =>
      matchEntry(blank, list, entry, anyCas).byItsWords.map((term) => replace(structure, term)),
    ),
  );
  return [plain, ...declared.map((box) => possibility(box, evidence, lists, anyCas, false))];
}

/** The entries that print the customs code, and what the item would be as one of them: for the questions, never for the answer. */
function readCustomsCode(
  item: ItemFacts,
  structure: Scenario,
  lists: readonly ItemList[],
  context: MatchContext,
  options: ClassifyOptions,
  problems: ItemProblem[],
): { readonly hints: readonly ItemHint[]; readonly considered: readonly Scenario[] } {
  const none = { hints: [], considered: [] };
  if (item.hs === undefined || /^\s*(unknown)?\s*$/i.test(item.hs)) return none;
  const hint = customsHint(item.hs, lists, options.asOf);
  if (!hint.readable) problems.push(unreadable(item.hs));
  if (hint.entries.length === 0) return none;
  const boxes = boxesOf(structure, hint.entries, context);
  if (boxes.length === 0) {
    problems.push({
      code: 'customs-code-does-not-fit',
      path: 'hs',
      text: {
        zh: `海关编码 ${hint.hs} 所指条目与物项的构成不符；编码仅供参考，以构成为准`,
        en: `the entries that print customs code ${hint.hs} do not fit the structure; the code is for reference, structure decides`,
      },
    });
  }
  return { hints: [hintOf(hint, boxes.length > 0)], considered: boxes };
}

function contradiction(code: string, list?: ItemList, entry?: ListEntry): ItemProblem {
  const text: Text =
    entry === undefined
      ? {
          zh: `申报编码 ${code} 与物项的形态、元素不符，请核对`,
          en: `the declared code ${code} does not fit the form and elements of the item; check which is right`,
        }
      : {
          zh: `申报为不属于管制物项，而形态、元素符合 ${entry.code}（${list?.title.zh ?? ''}）`,
          en: `declared as not listed, but form and elements meet ${entry.code} (${list?.title.en ?? ''})`,
        };
  return { code: 'code-contradicts-structure', path: 'code', text };
}

function formContradiction({ code }: ListEntry): ItemProblem {
  return {
    code: 'code-contradicts-structure',
    path: 'code',
    text: {
      zh: `申报为不属于管制物项，而所述元素符合 ${code}，形态未说明，请说明形态`,
      en: `declared as not listed, but the elements are those of ${code} and the form is not stated; say which form it has`,
    },
  };
}

/** What the term asks that the facts do not settle in its favour. */
const openIn = (scenario: Scenario, term: Requirement[number]): readonly string[] =>
  term.flatMap(([variable, allowed]) =>
    [...valuesOf(scenario, variable)].some((value) => !allowed.has(value)) ? [variable] : [],
  );
const isFormAlone = (open: readonly string[]): boolean => open.length === 1 && open[0] === 'form';

function unreadable(hs: string): ItemProblem {
  return {
    code: 'customs-code-unreadable',
    path: 'hs',
    text: { zh: `海关编码“${hs}”不是6、8或者10位数字`, en: `customs code “${hs}” has not 6, 8 or 10 digits` },
  };
}

function hintOf(hint: CustomsHint, fits: boolean): ItemHint {
  return { hs: hint.hs, fits, entries: hint.entries.map(({ list, entry }) => ({ list: list.id, code: entry.code })) };
}

/** What is inside the item: from the materials it names and from the caller's bill of materials. */
function readContents(
  item: ItemFacts,
  lists: readonly ItemList[],
  options: ClassifyOptions,
  problems: ItemProblem[],
): MatchContext['contents'] {
  const { containedCodes, ...own } = options;
  // An empty list says nothing of what is inside.
  const materials =
    Array.isArray(item.contains) && item.contains.length > 0
      ? item.contains.map((material, index) => {
          const analysis = analyse(material, lists, own);
          for (const problem of analysis.problems)
            problems.push({ ...problem, path: `contains[${index}].${problem.path}` });
          return analysis;
        })
      : undefined;
  const known = new Map<string, Contents>();
  return (list, codes) => {
    const key = `${list.id}/${codes.join('+')}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const stated: Verdict =
      item.contains === 'none'
        ? 'not-met'
        : materials === undefined
          ? 'unknown'
          : anyOf(materials.map((material) => oneOf(material, list, codes)));
    const onList = containedCodes?.[list.id];
    const inBill = codes.map((code) => onList?.[code] ?? 'unknown');
    const billed = anyOf(inBill.map((each) => (each === 'doubtful' ? 'unknown' : each)));
    let verdict: Verdict = stated === 'unknown' ? billed : stated;
    const isAgainstBill =
      billed === 'unknown' ? stated === 'not-met' && inBill.includes('doubtful') : stated !== billed;
    if (stated !== 'unknown' && isAgainstBill) {
      verdict = 'unknown';
      problems.push({
        code: 'contains-contradicts-bill',
        path: 'contains',
        text: {
          zh: '物项所述内含材料与物料清单不符，或者清单中有的部件按其说明可能就是',
          en: 'what the item says is inside differs from the bill of materials, or a part of the bill may be it by what is said of it',
        },
      });
    }
    const silent = materials === undefined && item.contains !== 'none' && containedCodes === undefined;
    const contents = { verdict, silent };
    known.set(key, contents);
    return contents;
  };
}

/** Does the material meet one of these entries, whichever it is? */
function oneOf(material: Analysis, list: ItemList, codes: readonly string[]): Verdict {
  const sets = material.possibilities.flatMap(({ scenario, entries }) =>
    membershipsOf(scenario, [
      {
        id: list.id,
        requirements: entries
          .filter((each) => each.list === list && codes.includes(each.entry.code))
          .map((each) => each.requirement),
      },
    ]),
  );
  const isIn = sets.some((ids) => ids.length > 0);
  const isOut = sets.some((ids) => ids.length === 0);
  return isIn && isOut ? 'unknown' : isIn ? 'met' : 'not-met';
}

function combined(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  return first !== undefined && verdicts.every((verdict) => verdict === first) ? first : 'unknown';
}

/** Of the same elements in another form, or of the same form and some of the elements. */
function isNearMiss(scenario: Scenario, entry: ListEntry): boolean {
  const elements = requiredElements(entry);
  const forms = valuesOf(scenario, 'form');
  if (elements.length === 0 || forms.size > 2) return false;
  const known = elements.filter((symbol) => presenceOf(scenario, symbol) === 'in');
  const isSameForm = [...forms].some((form) => entry.match.form?.includes(form) ?? true);
  return known.length === elements.length || (isSameForm && known.length > 0);
}

/**
 * What is the item, and which list entries does it meet? Ranks of evidence: (1) structure, that is form and elements
 * (`elements`, `formula`, `cas`, `massFractions`), decides; (2) a declared code decides the entry that it names, and so
 * the form and elements which that entry requires; where it contradicts structure the item may be either, which is the
 * problem `code-contradicts-structure`; `none` decides what the facts are silent about, and neither what structure meets
 * nor what a fact calls doubtful; (3) a customs code never decides: where structure leaves the lists open and some entry
 * prints the code, the lists considered are those of such entries' materials or none, while every entry keeps the
 * verdict of structure; (4) free text only suggests.
 * Source: item lists of Announcements Nos. 18, 56, 57, 61 (annex 1) and 62 of 2025, as handed in; Order No. 792 of 2024
 * for the declared code. Content is asked as in or not in; there is no threshold and nothing is rounded.
 * An unknown fact leaves `unknown` wherever it matters, and becomes a question only if its answer can change the lists.
 * More facts never turn `met` or `not-met` into `unknown`, unless they contradict one another. Problems are values
 * (`ITEM_PROBLEMS`); nothing is thrown.
 * @example classify({ form: 'oxide', elements: ['Dy', 'O'] }, lists, options).memberships
 *   // [['cn/mofcom-gac-2025-18/items', 'cn/mofcom-2025-61/annex-1-part-1']]: 1C905.b and 氧化镝
 */
export function classify(item: ItemFacts, lists: readonly ItemList[], options: ClassifyOptions): Classification {
  const analysis = analyse(item, lists, options);
  const { evidence, declaration, possibilities } = analysis;
  const [first] = possibilities;
  const entries: EntryFinding[] = [];
  if (first !== undefined) {
    for (const [index, { list, entry, requirement }] of first.entries.entries()) {
      const verdict = combined(
        possibilities.map((each) => requirementVerdict(each.scenario, each.entries[index]?.requirement ?? [])),
      );
      if (verdict === 'not-met' && !isNearMiss(first.scenario, entry)) continue;
      const isContradicted = verdict === 'unknown' && requirementVerdict(first.scenario, requirement) !== 'unknown';
      const { reason, facts } = isContradicted
        ? {
            reason: {
              zh: '申报编码与构成不符，或者编码只到上级，未能确定',
              en: 'the declared code contradicts the structure, or is only a heading: it is not settled',
            },
            facts: ['code'],
          }
        : reasonFor(first.scenario, list, entry, requirement, verdict, options);
      const isByCode = verdict === 'met' && declaration.kind === 'codes';
      const declared =
        declaration.kind !== 'codes' ? undefined : declaration.codes.find((code) => isNamed(code, entry));
      entries.push({
        list: list.id,
        code: entry.code,
        name: entry.name,
        verdict,
        reason:
          isByCode && declared !== undefined
            ? {
                zh: [`申报编码为 ${declared.code}`, reason.zh].join('；'),
                en: [`declared under ${declared.code}`, reason.en].join('; '),
              }
            : reason,
        facts: isByCode ? [...new Set([...facts, 'code'])] : facts,
        verified: entry.verified,
      });
    }
  }

  const order = lists.map((list) => list.id);
  const sets = setsOf(possibilities, lists);
  const place = (ids: readonly string[]) => ids.map((id) => String(order.indexOf(id)).padStart(4, '0')).join();
  const memberships = sets.sort((a, b) => a.length - b.length || (place(a) < place(b) ? -1 : 1));
  const verdictOn = (id: string): Verdict => combined(memberships.map((ids) => (ids.includes(id) ? 'met' : 'not-met')));

  return {
    entries,
    lists: Object.fromEntries(order.map((id) => [id, verdictOn(id)])),
    memberships,
    outsidePack: declaration.kind === 'codes' && declaration.codes.some((code) => code.names.length === 0),
    problems: dedupe(analysis.problems),
    suggestions: suggest(item.description, lists),
    hints: analysis.hints,
    questions: memberships.length > 1 ? questionsOf(analysis, lists, evidence) : [],
  };
}

function isNamed(code: DeclaredCode, entry: ListEntry): boolean {
  return code.names.some((each) => each.entry === entry);
}

function dedupe(problems: readonly ItemProblem[]): readonly ItemProblem[] {
  return [...new Map(problems.map((each) => [`${each.code}/${each.path}/${each.text.en}`, each])).values()];
}

function questionsOf(analysis: Analysis, lists: readonly ItemList[], evidence: Evidence): readonly ItemQuestion[] {
  const variables = new Set<string>();
  const asked = askedAbout(analysis);
  for (const { scenario, entries } of asked) {
    for (const variable of openVariables(scenario, requirementsByList(entries, lists))) {
      // Behind a customs code the material is asked for first, before what the text says of it.
      if (asked === analysis.possibilities || !variable.startsWith('open/')) variables.add(variable);
    }
  }
  const isDoubtful = (symbol: string) => evidence.doubtful.has(symbol);
  const questions = questionsFor(variables, isDoubtful, evidence.structure.rest === 'out');
  const { possibilities } = analysis;
  const isCodeOpen =
    possibilities.length > 1 && new Set(possibilities.map((each) => JSON.stringify(setsOf([each], lists)))).size > 1;
  if (!isCodeOpen || questions.some((each) => each.fact === 'code')) return questions;
  const cheaper = questions.filter(
    (each) => each.fact === 'form' || each.fact === 'elements' || each.fact === 'element',
  );
  return [...cheaper, CODE_QUESTION, ...questions.filter((each) => !cheaper.includes(each))];
}

/**
 * What the questions are about. A customs code says which form to ask for: those of the entries that print it, or any
 * other material. It shortens what is asked and leaves the answer as it is.
 */
function askedAbout({ possibilities, hinted, declaration }: Analysis): readonly Possibility[] {
  const isDeclared = declaration.kind !== 'absent' && !isOutside(declaration);
  const [plain] = possibilities;
  if (hinted.length === 0 || isDeclared || plain === undefined) return possibilities;
  const forms = new Set(hinted.flatMap((scenario) => [...valuesOf(scenario, 'form')]));
  const stated = valuesOf(plain.scenario, 'form');
  const left = [...stated].filter((form) => forms.has(form) || (stated.size > 1 && form === 'other-material'));
  const domains = new Map(plain.scenario.domains).set('form', new Set(left));
  return [{ ...plain, scenario: { ...plain.scenario, domains } }];
}

/** Does the declaration name codes, none of which the pack has? */
function isOutside(declaration: Declaration): boolean {
  return declaration.kind === 'codes' && declaration.codes.every(({ names }) => names.length === 0);
}

/**
 * What is inside a product whose parts were classified one by one? For each entry of each list: met if a part meets it,
 * unknown if one may, else not met. The parts must be all that is inside; otherwise pass `isComplete: false` and what
 * no part meets stays unknown. Source: entries with `contains` (No. 61 of 2025, annex 1 part 2, I.4). Nothing is thrown.
 * @example containedCodes([magnet], lists)['cn/mofcom-2025-61/annex-1-part-2']?.['part-2/I.3'] // 'met'
 */
export function containedCodes(
  parts: readonly Classification[],
  lists: readonly ItemList[],
  isComplete = true,
): ContainedCodes {
  const found = new Map<string, Verdict[]>();
  for (const { list, code, verdict } of parts.flatMap((part) => part.entries)) {
    const key = `${list} ${code}`;
    found.set(key, [...(found.get(key) ?? []), verdict]);
  }
  return Object.fromEntries(
    lists.map((list) => [
      list.id,
      Object.fromEntries(
        list.entries.map(({ code }) => {
          const verdicts = found.get(`${list.id} ${code}`) ?? [];
          return [code, anyOf(isComplete ? verdicts : [...verdicts, 'unknown' as const])] as const;
        }),
      ),
    ]),
  );
}
