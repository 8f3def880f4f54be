import {
  type Classification,
  type ContainedCodes,
  type InsideVerdict,
  classify,
  type ClassifyOptions,
  suggest,
  compositionOf,
  goodsReach,
  holdsRareEarth,
  type ItemQuestion,
  namesRareEarth,
} from './1-item/index.ts';
import {
  type BomGraph,
  buildBom,
  type Content,
  type ContentLimb,
  contentLimb,
  contentOf,
  originOf,
  originOfContents,
  rootsOf,
} from './2-content/index.ts';
import { listedRecipients, ownersKnown } from './3-parties/index.ts';
import type { ClassificationAnswer, ContentAnswer } from './6-outcome/index.ts';
import type { LineFindings } from './cell.ts';
import { type ContentAsk, contentAnswer, contentAsks, partAsk } from './content-answer.ts';
import { type Composition, NOT_DESCRIBED } from './composition.ts';
import { hasMoreBelow, rareEarthsNamed, withDoubts } from './item-doubts.ts';
import { contradictions, isOriginInDoubt } from './line-contradictions.ts';
import type { BomPartFacts, ExportFacts, ItemFacts, LineFacts } from './facts.ts';
import { anyOf, type Text, type Verdict } from './finding.ts';
import { kept } from './kept/index.ts';
import { type Condition, type ItemList, joined, type LawBook, type Readings, WORDS } from './law/index.ts';
import { rational } from './quantity/rational.ts';
import type { LegalDate } from './time/legal-date.ts';

/** One line with what steps 1 and 2 found, ready to be asked under any law and reading. */
export interface PreparedLine {
  readonly id: string;
  readonly findings: LineFindings;
  readonly classification: ClassificationAnswer;
  readonly questions: {
    readonly item: readonly { readonly id: string; readonly about: string; readonly text: Text }[];
    readonly content: readonly ContentAsk[];
  };
  /** The content test, where a bill of materials was given. */
  readonly content: ContentAnswer | null;
  /** The same line under other readings. */
  readonly under: (readings: Readings) => LineFindings;
}

/** Which lists and threshold the content tests of the known law use. */
interface ContentTest {
  readonly of: string;
  readonly in: string;
  readonly atLeast: string;
}

/** What the parts of a bill are, against the two lists of a content test. By part number. */
interface ClassifiedParts {
  /** Codes that an entry can require to be inside. */
  readonly required: readonly { readonly list: string; readonly code: string }[];
  /** Verdict for each required code, as one letter each. */
  readonly inside: readonly string[];
  readonly inputs: readonly Verdict[];
  readonly products: readonly Verdict[];
  /** What is said of what each is made of, against the list of inputs. */
  readonly compositions: readonly Composition[];
}

/** The bill of materials of an export under one content test. */
interface Bill {
  readonly test: ContentTest;
  readonly content: Content;
  readonly parts: ClassifiedParts;
  readonly limbs: Map<number | string, ContentLimb>;
}

/** Readings that change what an item or a content is; the others change only the law. */
const MATERIAL_READINGS = [
  'finished-product',
  'terbium-iron',
  'origin-theory',
  'look-through',
  'cumulation',
  'level-of-test',
  'value-basis',
] as const;

const materialKey = (taken: Readings): string => MATERIAL_READINGS.map((id) => taken[id]).join(' ');

/** What of a line the readings of materials alone can change. */
type Material = Pick<LineFindings, 'memberships' | 'goods' | 'holdsListedMaterial'>;

/** Steps 1 and 2 for every line: what is it, and what does it hold? `book` = the law as known on the day of the question. */
export function prepareLines(
  facts: ExportFacts,
  book: LawBook,
  readings: Readings,
  asOf: LegalDate,
): readonly PreparedLine[] {
  const tests = contentTests(book);
  const recipients = listedRecipients(facts, book);
  const owners = ownersKnown(facts, book);
  const graph = facts.bom === undefined ? undefined : buildBom(facts.bom);
  const places = graph === undefined ? [] : placesOf(facts.lines, graph);
  const rareEarths = graph === undefined ? undefined : rareEarthsIn(graph, book.itemLists);
  const below = graph === undefined ? [] : elementsBelow(graph);
  const itemOf = ({ item }: LineFacts, root: number | undefined): ItemFacts =>
    withDoubts(item, root === undefined ? undefined : below[root]);
  const rareEarthsUnder = (part: number): Verdict => rareEarths?.[part] ?? 'unknown';
  const classified = new Map<string, ClassifiedParts>();
  const bills = new Map<string, readonly Bill[]>();
  const billsUnder = (taken: Readings): readonly Bill[] => {
    if (graph === undefined) return [];
    const key = materialKey(taken);
    const found =
      bills.get(key) ??
      tests.map((test) => {
        const partsKey = `${JSON.stringify(test)} ${taken['finished-product']} ${taken['terbium-iron']}`;
        const parts =
          classified.get(partsKey) ?? classifyParts(graph, below, facts.lines, places, test, book, taken, asOf);
        classified.set(partsKey, parts);
        return billOf(graph, parts, test, taken);
      });
    bills.set(key, found);
    return found;
  };
  const partOf = (root: number | undefined): BomPartFacts | undefined =>
    root === undefined ? undefined : graph?.bom.parts[root];
  return facts.lines.map((line, index) => {
    const path = `lines[${index}]`;
    const place = places[index];
    const root = place?.root;
    const classification = (taken: Readings): Classification =>
      classifyOnce(itemOf(line, root), book.itemLists, taken, asOf, insideCodes(billsUnder(taken), root));
    const materials = new Map<string, Material>();
    const materialUnder = (taken: Readings): Material => {
      const key = materialKey(taken);
      const known = materials.get(key);
      if (known !== undefined) return known;
      const { memberships } = classification(taken);
      const bill = root === undefined ? undefined : rareEarthsUnder(root);
      const found: Material = {
        memberships,
        goods: goodsReach(line.item, { memberships, bill }, { goods: book.goods, lists: book.itemLists, asOf }),
        holdsListedMaterial: holdsListed(line.item, billsUnder(taken), root, book, taken, asOf),
      };
      materials.set(key, found);
      return found;
    };
    const under = (taken: Readings): LineFindings => {
      return {
        facts,
        recipients,
        owners,
        line,
        path,
        book,
        readings: taken,
        ...materialUnder(taken),
        itemUsed: itemUsed(line.item),
        content: (of, within, atLeast) => {
          const bill = billsUnder(taken).find(
            ({ test }) => test.of === of && test.in === within && test.atLeast === atLeast,
          );
          return bill === undefined || place === undefined ? null : limbOf(bill, place);
        },
        isOfChineseOrigin: isOriginInDoubt(line, partOf(root), taken)
          ? 'unknown'
          : originOf(line.origin, line.steps, taken['origin-theory'], line.item.form),
      };
    };
    const [bill] = billsUnder(readings);
    const limb = bill === undefined || place === undefined ? undefined : limbOf(bill, place);
    return {
      id: line.id ?? String(index + 1),
      findings: under(readings),
      classification: classificationAnswer(
        classification(readings),
        contradictions(
          facts,
          line,
          partOf(root),
          hasMoreBelow(line.item, root === undefined ? undefined : below[root]),
          readings,
        ),
      ),
      questions: {
        item: classification(readings).questions.map((question) => itemQuestion(question, path)),
        content:
          bill === undefined || limb === undefined || limb.verdict !== 'unknown'
            ? []
            : asksFor(bill, limb, place, path),
      },
      content: bill === undefined || limb === undefined ? null : contentAnswer(bill.content, limb, bill.test.atLeast),
      under,
    };
  });
}

/**
 * Items alike are classified once: a file of exports, or a bill, repeats them. Free text decides nothing and only suggests, so a line with nothing else
 * costs what a known one does. Cost: what `classify` costs for each item that differs.
 */
function classifyOnce(
  { description, ...item }: ItemFacts,
  lists: readonly ItemList[],
  readings: Readings,
  asOf: LegalDate,
  containedCodes: ContainedCodes | undefined,
): Classification {
  const options = itemOptions(readings, hasCustomsCode(item) ? asOf : '', containedCodes);
  const found = classified(lists, { item, options });
  return description === undefined ? found : { ...found, suggestions: suggested(lists, description) };
}

/** Customs codes alone are read by the day. */
function hasCustomsCode({ hs, contains }: ItemFacts): boolean {
  return hs !== undefined || (Array.isArray(contains) && contains.some((material) => material.hs !== undefined));
}

const classified = kept(
  (lists: readonly ItemList[], { item, options }: { readonly item: ItemFacts; readonly options: ClassifyOptions }) =>
    classify(item, lists, options),
  ({ entries, memberships, questions }) =>
    500 + entries.length * 400 + memberships.length * 100 + questions.length * 400,
);

const suggested = kept(
  (lists: readonly ItemList[], description: string) => suggest(description, lists),
  (suggestions) => suggestions.length * 300,
);

const contentTestsOf = kept(
  ([book]: readonly [LawBook]) => contentTestsIn(book),
  (tests) => tests.length * 200,
);
const contentTests = (book: LawBook): readonly ContentTest[] => contentTestsOf([book], null);

function contentTestsIn(book: LawBook): readonly ContentTest[] {
  const found = new Map<string, ContentTest>();
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if (condition.fact === 'content') found.set(JSON.stringify(condition), condition);
  };
  for (const { when, acts } of book.instruments.flatMap(({ provisions }) => provisions)) {
    for (const each of [when, ...(acts ?? []).map((act) => act.when)]) if (each !== undefined) visit(each);
  }
  return [...found.values()];
}

function itemOptions(readings: Readings, asOf: LegalDate, containedCodes: ContainedCodes | undefined) {
  const options = { asOf, finishedProduct: readings['finished-product'], terbiumIron: readings['terbium-iron'] };
  return containedCodes === undefined ? options : { ...options, containedCodes };
}

/** Does a part, with all that goes into it, hold a rare earth? By part number, inputs first. */
function rareEarthsIn(graph: BomGraph, lists: readonly ItemList[]): readonly Verdict[] {
  const found: Verdict[] = [];
  for (const part of graph.order) {
    const row = graph.bom.parts[part];
    if (row === undefined || graph.standing[part] !== 'sound') {
      found[part] = 'unknown';
      continue;
    }
    const below: Verdict[] = [ownRareEarth(row, graph, lists)];
    for (let line = graph.firstLine[part] ?? 0; line < (graph.firstLine[part + 1] ?? 0); line += 1) {
      if (graph.absence[line] === 2) continue;
      const child = found[graph.child[line] ?? 0] ?? 'unknown';
      below.push(graph.absence[line] === 1 && child === 'met' ? 'unknown' : child);
    }
    found[part] = anyOf(below);
  }
  return found;
}

/** The rare earths named in the materials that go into each part, by part number. Cost: a step for each line of the bill and rare earth. */
function elementsBelow(graph: BomGraph): readonly ReadonlySet<string>[] {
  const found: Set<string>[] = [];
  for (const part of graph.order) {
    const named = new Set<string>();
    for (const child of inputsOf(part, graph)) {
      for (const symbol of found[child] ?? []) named.add(symbol);
      for (const symbol of rareEarthsNamed(graph.bom.parts[child]?.item)) named.add(symbol);
    }
    found[part] = named;
  }
  return found;
}

/** Of a part itself, without the parts listed below it. */
function ownRareEarth(row: BomPartFacts, graph: BomGraph, lists: readonly ItemList[]): Verdict {
  const isLeaf = (row.inputs?.length ?? 0) === 0;
  const own = row.item === undefined ? 'unknown' : holdsRareEarth(row.item, lists);
  if (own !== 'unknown' || row.rareEarths === 'unknown') return own;
  const isStated = row.rareEarths !== undefined || !isLeaf || graph.bom.unstated === 'none';
  return isStated ? 'not-met' : 'unknown';
}

/** Which part of the bill a line is. Without `root` it is one of the candidates, or none of them where `isOther` says so. */
interface Place {
  readonly root: number | undefined;
  readonly candidates: readonly number[];
  readonly isOther: boolean;
}

/**
 * Which part of the bill is each line? The part that it names; else the part with the line's id; else the only part that no other
 * contains, if no other line is or may be that part. A name that the bill does not have is no part of it.
 */
function placesOf(lines: readonly LineFacts[], graph: BomGraph): readonly Place[] {
  const roots = rootsOf(graph);
  const named = lines.map((line) => graph.numberOf.get(line.part ?? line.id ?? ''));
  const unnamed = lines.filter((line, index) => named[index] === undefined && line.part === undefined).length;
  const isOther = unnamed > 1 || named.some((part) => part !== undefined && roots.includes(part));
  return lines.map((line, index) => {
    const part = named[index];
    if (part !== undefined) return { root: part, candidates: [part], isOther: false };
    if (line.part !== undefined) return { root: undefined, candidates: [], isOther: true };
    return { root: roots.length === 1 && !isOther ? roots[0] : undefined, candidates: roots, isOther };
  });
}

/** So many parts may be the exported one before they are no longer looked at one by one. */
const CANDIDATES_LOOKED_AT = 16;

/** The content of the exported part; where it may be one of several, only what holds for each of them. */
function limbOf(bill: Bill, place: Place): ContentLimb {
  const key = place.root ?? (place.isOther ? `other ${place.candidates.length}` : 'any');
  const found = bill.limbs.get(key) ?? limbAt(bill, place);
  bill.limbs.set(key, found);
  return found;
}

function limbAt(bill: Bill, { root, candidates, isOther }: Place): ContentLimb {
  if (root !== undefined) return contentLimb(bill.content, root);
  if (candidates.length === 0) return { verdict: 'unknown', tested: [] };
  const all = contentLimb(bill.content);
  if (isOther) return { ...all, verdict: 'unknown' };
  const isCaught =
    all.verdict === 'met' &&
    candidates.length <= CANDIDATES_LOOKED_AT &&
    candidates.every((part) => contentLimb(bill.content, part).verdict === 'met');
  return { ...all, verdict: all.verdict === 'met' && !isCaught ? 'unknown' : all.verdict };
}

/** What is inside a part, a letter for each required code: met, not met, unknown, or doubtful by what is said of some part. */
const LETTERS: Readonly<Record<string, InsideVerdict>> = { m: 'met', n: 'not-met', u: 'unknown', d: 'doubtful' };
const letterVerdict = (letter: string | undefined): Verdict =>
  letter === 'm' ? 'met' : letter === 'n' ? 'not-met' : 'unknown';

/** The codes that some entry of these lists requires to be inside a part. */
function requiredInside(lists: readonly ItemList[]): readonly { readonly list: string; readonly code: string }[] {
  return lists.flatMap((list) =>
    [...new Set(list.entries.flatMap(({ match }) => match.contains ?? []))].map((code) => ({ list: list.id, code })),
  );
}

/** Questions about the bill; where it is not known which part of it the line is, that comes first. */
function asksFor(bill: Bill, limb: ContentLimb, place: Place | undefined, path: string): readonly ContentAsk[] {
  if (place?.root !== undefined) return contentAsks(bill.content, limb, place.root);
  const all = contentLimb(bill.content);
  return place?.isOther === true || all.verdict !== 'unknown'
    ? [partAsk(path)]
    : [partAsk(path), ...contentAsks(bill.content, all, undefined)];
}

/** One item of a bill against the two lists. */
interface Found {
  readonly input: Verdict;
  readonly product: Verdict;
  /** Verdict for each required code, as one letter each. */
  readonly own: string;
  readonly composition: Composition;
}

/** A part of which nothing but a name that speaks of a magnet or a rare earth is known. */
const NAMED_ONLY: Composition = { is: 'open', elements: [] };

function inputsOf(part: number, graph: BomGraph): readonly number[] {
  const found: number[] = [];
  for (let line = graph.firstLine[part] ?? 0; line < (graph.firstLine[part + 1] ?? 0); line += 1) {
    if (graph.absence[line] !== 2) found.push(graph.child[line] ?? -1);
  }
  return found;
}

/** Two statements about one thing: what only one of them settles is settled; where they differ it is open. */
function agreed(a: Verdict, b: Verdict): Verdict {
  if (a === b || b === 'unknown') return a;
  return a === 'unknown' ? b : 'unknown';
}

function agreedInside(a: InsideVerdict, b: InsideVerdict): InsideVerdict {
  return a === 'doubtful' || b === 'doubtful' ? 'doubtful' : agreed(a, b);
}

function leastSettled(row: Composition, line: Composition): Composition {
  if (row.is === 'not-described' || (row.is === 'excluded' && line.is !== 'not-described')) return line;
  return row;
}

/** Does the item state more than free text? An empty list or text states nothing. */
function hasFacts(item: ItemFacts): boolean {
  const { description: _, ...facts } = item;
  return Object.values(facts).some((fact) =>
    typeof fact !== 'object' ? fact !== undefined && fact !== '' : Object.keys(fact).length > 0,
  );
}

/** Does the item state what it is made of, or that nobody knows? */
function statesContents({ elements, formula, cas, massFractions, mayContain, contains }: ItemFacts): boolean {
  return hasFacts({ elements, formula, cas, massFractions, mayContain, contains } as ItemFacts);
}

/** Nothing but words says what the part is made of, and they speak of a magnet or a rare earth. */
function isNamedInWords(item: ItemFacts, row: BomPartFacts): boolean {
  return row.rareEarths === undefined && !statesContents(item) && namesRareEarth(`${row.id} ${item.description ?? ''}`);
}

/** Does a row, by its facts or by its name, say what it is? */
function says(item: ItemFacts, row: BomPartFacts): 'facts' | 'name' | 'nothing' {
  if (isNamedInWords(item, row)) return 'name';
  return hasFacts(item) ? 'facts' : 'nothing';
}

/**
 * Classifies the parts of a bill, inputs first, so that an assembly is known by what is inside it, and computes its
 * contents. Parts alike in facts and contents are classified once.
 */
function classifyParts(
  graph: BomGraph,
  below: readonly ReadonlySet<string>[],
  lines: readonly LineFacts[],
  places: readonly Place[],
  test: ContentTest,
  book: LawBook,
  readings: Readings,
  asOf: LegalDate,
): ClassifiedParts {
  const lists = book.itemLists.filter(({ id }) => id === test.of || id === test.in);
  const required = requiredInside(lists);
  const lineItems = new Map<number, ItemFacts[]>();
  for (const [index, { item }] of lines.entries()) {
    const root = places[index]?.root;
    if (root !== undefined) lineItems.set(root, [...(lineItems.get(root) ?? []), item]);
  }
  const inputList = lists.find(({ id }) => id === test.of);
  const known = new Map<string, Found>();
  const classified = (item: ItemFacts, contents: string): Found => {
    const key = `${contents} ${JSON.stringify(item)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const classification = classifyOnce(item, lists, readings, asOf, codesOf(required, contents));
    const own = required
      .map(
        ({ list, code }) =>
          (classification.entries.find((entry) => entry.list === list && entry.code === code)?.verdict ?? 'not-met')[0],
      )
      .join('');
    const found: Found = {
      input: classification.lists[test.of] ?? 'unknown',
      product: classification.lists[test.in] ?? 'unknown',
      own,
      composition: inputList === undefined ? NOT_DESCRIBED : compositionOf(item, inputList, classification),
    };
    known.set(key, found);
    return found;
  };
  const inside = graph.ids.map(() => 'u'.repeat(required.length));
  const inputs: Verdict[] = [];
  const products: Verdict[] = [];
  const compositions: Composition[] = [];
  const carried: string[] = [];
  for (const part of graph.order) {
    const row = graph.bom.parts[part];
    if (row === undefined || graph.standing[part] !== 'sound') {
      inputs[part] = 'unknown';
      products[part] = 'unknown';
      compositions[part] = NOT_DESCRIBED;
      carried[part] = 'u'.repeat(required.length);
      continue;
    }
    const said = withDoubts(row.item ?? lineItems.get(part)?.[0] ?? {}, below[part]);
    const isSilent = says(said, row) === 'nothing';
    const contents = contentsOf(part, row, said, graph, carried, required.length);
    inside[part] = contents;
    const isRawBelow = inputsOf(part, graph).some(
      (child) => products[child] !== 'met' && !['excluded', 'not-described'].includes(compositions[child]?.is ?? ''),
    );
    const item = effectiveItem(said, row, graph, isSilent, isRawBelow);
    const found = classified(item, contents);
    inputs[part] = found.input;
    products[part] = found.product;
    compositions[part] =
      isNamedInWords(said, row) && found.composition.is === 'not-described' ? NAMED_ONLY : found.composition;
    // The line says what the exported part is, too. Where the two differ, neither is trusted.
    for (const stated of row.item === undefined ? [] : (lineItems.get(part) ?? [])) {
      const lineItem = withDoubts(stated, below[part]);
      if (!hasFacts(lineItem)) continue;
      const seenByLine = contentsOf(part, row, lineItem, graph, carried, required.length);
      inside[part] = merge([inside[part] ?? '', seenByLine], required.length);
      const byLine = classified(lineItem, seenByLine);
      inputs[part] = agreed(inputs[part] ?? 'unknown', byLine.input);
      products[part] = agreed(products[part] ?? 'unknown', byLine.product);
      compositions[part] = leastSettled(compositions[part] ?? NOT_DESCRIBED, byLine.composition);
    }
    const isDescribed = compositions[part]?.is !== 'not-described' || isNamedInWords(said, row);
    const own = isDescribed ? found.own.replaceAll('u', 'd') : found.own;
    carried[part] = merge([own, contents], required.length);
  }
  return { required, inside, inputs, products, compositions };
}

/** The content of a bill whose parts are classified, under one set of readings. */
function billOf(graph: BomGraph, parts: ClassifiedParts, test: ContentTest, readings: Readings): Bill {
  const content = contentOf({
    graph,
    isInput: (part) => parts.inputs[part] ?? 'unknown',
    isProduct: (part) => parts.products[part] ?? 'unknown',
    origin: (part) => {
      const { origin, steps, item } = graph.bom.parts[part] ?? {};
      return originOf(origin, steps, readings['origin-theory'], item?.form);
    },
    composition: (part) => {
      const made = originOfContents(graph.bom.parts[part]?.steps, readings['origin-theory']);
      return made === 'not-met' ? { is: 'excluded', elements: [] } : (parts.compositions[part] ?? NOT_DESCRIBED);
    },
    reading: {
      lookThrough: readings['look-through'],
      cumulation: readings.cumulation,
      levelOfTest: readings['level-of-test'],
      valueBasis: readings['value-basis'],
    },
    threshold: rational(test.atLeast),
  });
  return { test, content, parts, limbs: new Map() };
}

/** What its inputs carry, and anything at all where the part's own contents are not stated. */
function contentsOf(
  part: number,
  row: BomPartFacts,
  item: ItemFacts,
  graph: BomGraph,
  carried: readonly string[],
  width: number,
): string {
  const below: string[] = [];
  for (let line = graph.firstLine[part] ?? 0; line < (graph.firstLine[part + 1] ?? 0); line += 1) {
    const child = graph.child[line] ?? 0;
    if (graph.absence[line] === 2) continue;
    const each = carried[child] ?? 'u'.repeat(width);
    below.push(graph.absence[line] === 1 ? each.replaceAll('m', 'u') : each);
  }
  const isSaid =
    row.rareEarths !== undefined ||
    item.contains === 'none' ||
    isMaterial(item) ||
    (graph.bom.unstated === 'none' && item.contains === undefined);
  if (row.rareEarths === 'unknown' || item.contains === 'unknown' || isNamedInWords(item, row))
    below.push('d'.repeat(width));
  else if (!isSaid) below.push('u'.repeat(width));
  return merge(below, width);
}

function merge(all: readonly string[], width: number): string {
  let merged = '';
  for (let index = 0; index < width; index += 1) {
    const letters = all.map((each) => each[index] ?? 'u');
    merged += MOST_TELLING.find((letter) => letters.includes(letter)) ?? 'n';
  }
  return merged;
}

/** Of several parts the one that is it decides; else the one that may be. */
const MOST_TELLING = ['m', 'd', 'u'] as const;

function codesOf(
  required: readonly { readonly list: string; readonly code: string }[],
  letters: string,
): ContainedCodes {
  const codes: Record<string, Record<string, InsideVerdict>> = {};
  for (const [index, { list, code }] of required.entries()) {
    codes[list] = { ...codes[list], [code]: LETTERS[letters[index] ?? 'u'] ?? 'unknown' };
  }
  return codes;
}

/** What is inside the exported part, as all bills say: the bill of one content test is read against its two lists alone. */
function insideCodes(bills: readonly Bill[], root: number | undefined): ContainedCodes | undefined {
  if (bills.length === 0 || root === undefined) return undefined;
  const codes: Record<string, Record<string, InsideVerdict>> = {};
  for (const { parts } of bills) {
    for (const [list, verdicts] of Object.entries(codesOf(parts.required, parts.inside[root] ?? ''))) {
      const known = (codes[list] ??= {});
      for (const [code, verdict] of Object.entries(verdicts))
        known[code] = agreedInside(known[code] ?? verdict, verdict);
    }
  }
  return codes;
}

/** A material is what it is made of; no product is hidden inside it as in an assembly. */
function isMaterial({ form, elements, formula, code }: ItemFacts): boolean {
  const isAssembled =
    form === undefined ||
    form === 'unknown' ||
    form === 'part' ||
    form === 'assembly' ||
    form === 'finished-product' ||
    form === 'equipment';
  return (
    !isAssembled && (elements !== undefined || formula !== undefined || code !== undefined) && elements !== 'unknown'
  );
}

const NOT_LISTED: ItemFacts = { form: 'other-material', elements: [], contains: 'none' };

/**
 * The item facts of a part. A row that states nothing about its item and of which it is said that nothing unstated is in it: without
 * inputs a material that is not listed; with inputs an assembly, unless listed material goes into it as such, so that it may be a
 * magnet, an alloy or a target itself. Else it is unknown.
 */
function effectiveItem(
  said: ItemFacts,
  row: BomPartFacts,
  graph: BomGraph,
  isSilent: boolean,
  isRawBelow: boolean,
): ItemFacts {
  if (hasFacts(said)) return said;
  const isStated =
    row.rareEarths === 'none' ||
    row.rareEarths === 'listed-below' ||
    (row.rareEarths === undefined && isSilent && graph.bom.unstated === 'none');
  if (!isStated) return {};
  if ((row.inputs?.length ?? 0) === 0) return NOT_LISTED;
  return isRawBelow ? {} : { form: 'assembly' };
}

function holdsListed(
  item: ItemFacts,
  bills: readonly Bill[],
  root: number | undefined,
  book: LawBook,
  readings: Readings,
  asOf: LegalDate,
): Verdict {
  if (item.contains === 'none') return 'not-met';
  const inside = root === undefined ? [] : bills.flatMap(({ parts }) => [...(parts.inside[root] ?? '')]);
  if (inside.length > 0) return anyOf(inside.map(letterVerdict));
  if (!Array.isArray(item.contains)) return 'unknown';
  return anyOf(
    item.contains.flatMap((material) =>
      Object.values(classify(material, book.itemLists, itemOptions(readings, asOf, undefined)).lists),
    ),
  );
}

function itemUsed(item: ItemFacts): Text {
  const plain = (text: string | undefined): Text | undefined =>
    text === undefined ? undefined : { zh: text, en: text };
  const parts = [
    plain(item.code),
    item.form === undefined ? undefined : WORDS[item.form],
    Array.isArray(item.elements) ? plain(item.elements.join('-')) : undefined,
    plain(item.formula),
    plain(item.cas),
    plain(item.hs === undefined ? undefined : `HS ${item.hs}`),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? { zh: '未说明', en: 'not stated' } : joined(parts, { zh: '，', en: ', ' });
}

function itemQuestion(question: ItemQuestion, path: string): { id: string; about: string; text: Text } {
  const field = question.fact === 'element' ? 'mayContain' : question.fact;
  return { id: `item.${question.fact}${question.element ?? ''}`, about: `${path}.item.${field}`, text: question.text };
}

function classificationAnswer(
  classification: Classification,
  others: ClassificationAnswer['problems'],
): ClassificationAnswer {
  return {
    entries: classification.entries.map(({ list, code, name, verdict, reason, verified }) => ({
      list,
      code,
      name,
      verdict,
      reason,
      verified,
    })),
    problems: [...classification.problems.map(({ code, text }) => ({ code, text })), ...others],
    suggestions: classification.suggestions.map(({ code, because }) => ({ code, because })),
  };
}
