import {
  conditionsOf,
  diagramOver,
  nodesIn,
  OUTCOMES,
  possibleOutcomes,
  type Rules,
  type SettledOutcome,
  waysTo,
} from '../6-outcome/index.ts';
import {
  type BoundCondition,
  type BoundTest,
  type Cell,
  type LawBook,
  type LawOn,
  members,
  type Moment,
  NONE,
  type ProvisionOn,
  VOCABULARY,
  variablesIn,
} from '../law/index.ts';
import type { Verdict } from '../finding.ts';
import { openCell } from '../open-cell.ts';
import { ALWAYS, all, any, is, not, rulesWith, withItem, withParties } from './given.ts';

/** The law of one day, as statements look at it. */
export interface DayLaw {
  readonly book: LawBook;
  readonly moment: Moment;
  readonly law: LawOn;
  readonly rules: Rules;
  /** Adds to the nodes of diagrams walked. */
  readonly walked: (nodes: number) => void;
  /** What was walked before, on whatever day. */
  readonly walks: Walks;
}

interface Found {
  readonly way: ReadonlyMap<string, readonly string[]>;
  readonly leaf: string;
}
/** What a walk found, and over how many nodes: they count for every day whose proof rests on them. */
interface Walk<Result> {
  readonly result: Result;
  readonly nodes: number;
}
/** Walks of one pack. Days ask much the same, so what asks the same in other words is walked once. */
export class Walks {
  readonly found = new Map<string, Walk<Found | undefined>>();
  readonly outcomes = new Map<string, Walk<ReadonlySet<SettledOutcome>>>();
  readonly #numbers = new Map<string, number>();
  readonly #ofTest = new WeakMap<BoundTest, string>();

  /** One number for all conditions that ask the same. */
  number(condition: BoundCondition): number {
    const text = this.#text(condition);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  #text(condition: BoundCondition): string {
    if ('not' in condition) return `!${this.#text(condition.not)}`;
    if ('all' in condition) return `&(${condition.all.map((part) => this.#text(part)).join(' ')})`;
    if ('any' in condition) return `|(${condition.any.map((part) => this.#text(part)).join(' ')})`;
    const { test } = condition;
    const known = this.#ofTest.get(test);
    if (known !== undefined) return known;
    const text = JSON.stringify([test.variables.map(({ key }) => key), [...test.accepted].sort()]);
    this.#ofTest.set(test, text);
    return text;
  }
}

/** The values that the premise leaves by itself to variables of the cell: whatever else is the case, nothing is asked of others. */
function narrowed(cell: Cell, premise: BoundCondition): Cell {
  const left = new Map<string, readonly string[]>();
  const narrow = (condition: BoundCondition): void => {
    if ('all' in condition) condition.all.forEach(narrow);
    const [inner, isWanted] = 'not' in condition ? [condition.not, false] : [condition, true];
    if (!('test' in inner)) return;
    const [variable, ...others] = inner.test.variables;
    const values =
      variable === undefined || others.length > 0 ? undefined : (left.get(variable.key) ?? cell.get(variable.key));
    if (variable === undefined || values === undefined) return;
    const { accepted } = inner.test;
    const met = values.filter((value) => [value, ...members(value)].some((each) => accepted.has(each)) === isWanted);
    if (met.length > 0) left.set(variable.key, met);
  };
  narrow(premise);
  return left;
}

/** The first way to a leaf that is one of these, over all exports; walked once for conditions that ask the same. */
function firstWay<Leaf extends string>(
  day: DayLaw,
  question: readonly unknown[],
  conditions: readonly BoundCondition[],
  given: Given,
  settled: (verdict: (condition: BoundCondition) => Verdict) => Leaf | undefined,
): Found | undefined {
  const held = Object.entries(day.law.lists.parties).flatMap(([kind, lists]) => (lists.length > 0 ? [kind] : []));
  const key = JSON.stringify([question, given.fixed, held]);
  const before = day.walks.found.get(key);
  if (before !== undefined) {
    day.walked(before.nodes);
    return before.result;
  }
  const [premise = ALWAYS] = conditions;
  const whole = cellFor(day, conditions, given);
  const left = narrowed(whole, premise);
  const diagram = diagramOver<Leaf | 'fine'>(conditions, new Map([...whole, ...left]), settled);
  const nodes = nodesIn(diagram).length;
  day.walked(nodes);
  const [way] = waysTo(diagram, (leaf) => leaf !== 'fine', 1);
  // What the diagram needs not ask any more is still a fact of the export.
  const found = way && { way: new Map([...left, ...way.way]), leaf: way.outcome };
  day.walks.found.set(key, { result: found, nodes });
  return found;
}

/** What the rules ask, whatever they are called. */
function asked({ walks }: DayLaw, rules: Rules): unknown {
  const number = (rule: { readonly condition: BoundCondition }) => walks.number(rule.condition);
  const each = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);
  return [
    each(rules.prohibitions.map(number)),
    rules.licences.map((rule) => [number(rule), each(rule.exemptions.map(number))]),
    each(rules.undecided.map(number)),
    walks.number(rules.listed),
  ];
}

/** Exports that break a statement: values of the law's variables, each of the listed ones will do. */
export type Way = Readonly<Record<string, readonly string[]>>;
export interface Breach {
  readonly way: Way;
  /** What the law answers to them; absent where not the outcome is wrong. */
  readonly outcome?: SettledOutcome;
}

/** What else is known of the exports that are looked at: on which lists a recipient is, and the item. */
export interface Given {
  readonly parties?: readonly string[];
  readonly item?: string;
  /** Values by fact, in place of all that the fact can have. */
  readonly fixed?: Readonly<Record<string, readonly string[]>>;
}

export const isInForce = ({ status }: ProvisionOn): boolean => status.is === 'in-force';

/** Provisions in force with an effect of this kind. */
export function effective<Kind extends string>({ law }: DayLaw, kind: Kind): readonly ProvisionOn[] {
  return law.provisions.filter((on) => isInForce(on) && on.provision.effect?.kind === kind);
}

/** The licence duties in force, exclusions taken into account. */
export function licencesOf({ rules }: DayLaw): Rules['licences'] {
  return rules.licences;
}

/** All places where the goods go are of these kinds. */
const onlyTo = (...places: readonly string[]): BoundCondition =>
  not(is('destination', ...VOCABULARY.destination.filter((place) => !places.includes(place))));

const BOTH_SIDES = all(is('from', 'china'), is('from', 'hong-kong-macao-taiwan', 'abroad'));

/** Facts that can go together, each with the fact without which it says nothing of an export. */
const GO_TOGETHER: readonly (readonly [fact: string, BoundCondition])[] = [
  // The next destination is one of the places where the goods go.
  ['to', any(...VOCABULARY.to.map((place) => all(is('to', place), is('destination', place))))],
  // Goods stay in one country only between places of one kind; what leaves mainland China for it alone has not left it.
  [
    'same-country',
    any(
      all(
        is('same-country', 'yes'),
        any(
          all(is('from', 'china'), onlyTo('china')),
          all(is('from', 'hong-kong-macao-taiwan'), onlyTo('hong-kong-macao-taiwan')),
          all(is('from', 'abroad'), onlyTo('united-states', 'japan', 'elsewhere')),
        ),
        not(BOTH_SIDES),
      ),
      all(is('same-country', 'no'), any(BOTH_SIDES, not(is('from', 'china')), not(onlyTo('china')))),
    ),
  ],
  // What leaves both China and another place passes through China.
  ['through-china', any(all(is('through-china', 'yes'), BOTH_SIDES), all(is('through-china', 'no'), not(BOTH_SIDES)))],
];

/** The premise, of exports whose facts go together. */
function consistent(premise: BoundCondition, rules: readonly BoundCondition[]): BoundCondition {
  const asked = new Set<string>(variablesIn([premise, ...rules]).map(({ fact }) => fact));
  return all(premise, ...GO_TOGETHER.flatMap(([fact, condition]) => (asked.has(fact) ? [condition] : [])));
}

const known =
  ({ parties = [], item }: Given) =>
  (condition: BoundCondition): BoundCondition => {
    const withoutParties = withParties(condition, parties);
    return item === undefined ? withoutParties : withItem(withoutParties, item);
  };

/** Where no list of the kind is in force, nobody on it can hold anything. */
function cellFor(day: DayLaw, conditions: readonly BoundCondition[], { fixed = {} }: Given) {
  const cell = new Map(openCell(variablesIn(conditions), day.book, fixed));
  for (const variable of variablesIn(conditions)) {
    const { test } = variable;
    if (test.fact !== 'held') continue;
    const holders = test.by.flatMap((kind) => day.law.lists.parties[kind] ?? []);
    if (holders.length === 0) cell.set(variable.key, ['below']);
  }
  return cell;
}

const shown = ({ parties = [], item }: Given, way: ReadonlyMap<string, readonly string[]>): Way => ({
  ...Object.fromEntries(way),
  party: parties.length === 0 ? [NONE] : parties,
  ...(item !== undefined && { item: [item] }),
});

/**
 * Is there an export that meets the premise and comes out as one of these? Over all exports, by a decision diagram: no
 * sampling. One of them, if there is.
 */
export function outcomeAmong(
  day: DayLaw,
  premise: BoundCondition,
  wrong: readonly SettledOutcome[],
  given: Given = {},
): Breach | undefined {
  const rules = rulesWith(day.rules, known(given));
  const met = consistent(known(given)(premise), conditionsOf(rules));
  const question = ['among', day.walks.number(met), wrong, asked(day, rules)];
  const found = firstWay<SettledOutcome | 'fine'>(day, question, [met, ...conditionsOf(rules)], given, (verdict) => {
    if (verdict(met) === 'not-met') return 'fine';
    const possible = [...possibleOutcomes(rules, verdict)];
    if (!possible.some((outcome) => wrong.includes(outcome))) return 'fine';
    return possible.length === 1 && verdict(met) === 'met' ? possible[0] : undefined;
  });
  return found && { way: shown(given, found.way), outcome: found.leaf as SettledOutcome };
}

/** Is there an export that meets the premise and none of these conditions? */
export function noneOf(
  day: DayLaw,
  premise: BoundCondition,
  conditions: readonly BoundCondition[],
  given: Given = {},
): Breach | undefined {
  const missed = consistent(known(given)(all(premise, ...conditions.map(not))), []);
  const found = firstWay(day, ['none', day.walks.number(missed)], [missed], given, (verdict) => {
    const is = verdict(missed);
    return is === 'unknown' ? undefined : is === 'met' ? 'missed' : 'fine';
  });
  return found && { way: shown(given, found.way) };
}

/** The same condition, test by test. */
function isAlike(a: BoundCondition, b: BoundCondition): boolean {
  if ('test' in a || 'test' in b) return 'test' in a && 'test' in b && a.test === b.test;
  if ('not' in a || 'not' in b) return 'not' in a && 'not' in b && isAlike(a.not, b.not);
  const parts = (of: typeof a) => ('all' in of ? of.all : of.any);
  const [ours, theirs] = [parts(a), parts(b)];
  return (
    'all' in a === 'all' in b &&
    ours.length === theirs.length &&
    ours.every((part, index) => isAlike(part, theirs[index] as BoundCondition))
  );
}

/**
 * Is there an export whose outcome gets worse by these measures when one thing is given instead of another, all else alike?
 * The way and the outcome told are those of the second.
 */
export function outcomeChanges(
  day: DayLaw,
  premise: BoundCondition,
  [first, second]: readonly [Given, Given],
  wrong: 'freer' | 'different',
): Breach | undefined {
  const isWrong = (before: SettledOutcome, after: SettledOutcome) =>
    wrong === 'freer' ? OUTCOMES.indexOf(after) < OUTCOMES.indexOf(before) : before !== after;
  const pairs = new Map(
    conditionsOf(day.rules).map((condition) => {
      const before = known(first)(condition);
      const after = known(second)(condition);
      return [condition, [before, isAlike(before, after) ? before : after] as const];
    }),
  );
  const side = (index: 0 | 1) => rulesWith(day.rules, (condition) => pairs.get(condition)?.[index] ?? condition);
  const [one, other] = [side(0), side(1)];
  const differing = [...pairs.values()].filter(([before, after]) => before !== after);
  if (differing.length === 0) return undefined;
  const met = consistent(known(second)(premise), [...conditionsOf(one), ...conditionsOf(other)]);
  const conditions = [...new Set([met, ...conditionsOf(one), ...conditionsOf(other)])];
  const question = ['changes', wrong, day.walks.number(met), asked(day, one), asked(day, other)];
  const found = firstWay<SettledOutcome | 'fine'>(day, question, conditions, second, (verdict) => {
    if (verdict(met) === 'not-met') return 'fine';
    // Where every condition comes out the same on both sides, the outcomes do.
    if (differing.every(([was, is]) => verdict(was) !== 'unknown' && verdict(was) === verdict(is))) return 'fine';
    const [before, after] = [[...possibleOutcomes(one, verdict)], [...possibleOutcomes(other, verdict)]];
    if (!before.some((was) => after.some((is) => isWrong(was, is)))) return 'fine';
    return before.length === 1 && after.length === 1 && verdict(met) === 'met' ? after[0] : undefined;
  });
  return found && { way: shown(second, found.way), outcome: found.leaf as SettledOutcome };
}

/** The outcomes of all exports, as the law cuts them: how many there are at least one of. */
export function allOutcomes(day: DayLaw): ReadonlySet<SettledOutcome> {
  const rules = rulesWith(day.rules, known({}));
  const key = JSON.stringify(asked(day, rules));
  const before = day.walks.outcomes.get(key);
  if (before !== undefined) {
    day.walked(before.nodes);
    return before.result;
  }
  const conditions = conditionsOf(rules);
  const diagram = diagramOver<SettledOutcome>(conditions, cellFor(day, conditions, {}), (verdict) => {
    const possible = [...possibleOutcomes(rules, verdict)];
    return possible.length === 1 ? possible[0] : undefined;
  });
  const nodes = nodesIn(diagram);
  day.walked(nodes.length);
  const outcomes = new Set(nodes.flatMap((node) => ('outcome' in node ? [node.outcome] : [])));
  day.walks.outcomes.set(key, { result: outcomes, nodes: nodes.length });
  return outcomes;
}
