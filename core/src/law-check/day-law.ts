import {
  conditionsOf,
  diagramOver,
  nodesIn,
  possibleOutcomes,
  type Rules,
  type SettledOutcome,
  waysTo,
} from '../6-outcome/index.ts';
import {
  type BoundCondition,
  type LawBook,
  type LawOn,
  type Moment,
  NONE,
  type ProvisionOn,
  VOCABULARY,
  variablesIn,
} from '../law/index.ts';
import { openCell } from '../open-cell.ts';
import { all, any, is, not, rulesWith, withItem, withParties } from './given.ts';

/** The law of one day, as statements look at it. */
export interface DayLaw {
  readonly book: LawBook;
  readonly moment: Moment;
  readonly law: LawOn;
  readonly rules: Rules;
  /** Adds to the nodes of diagrams walked. */
  readonly walked: (nodes: number) => void;
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

/**
 * Facts that can go together: the next destination is one of the places where the goods go; goods stay in one country
 * only between places of one kind, and what leaves mainland China for mainland China alone has not left it; what leaves
 * both China and another place passes through China.
 */
const CONSISTENT: BoundCondition = all(
  any(...VOCABULARY.to.map((place) => all(is('to', place), is('destination', place)))),
  any(
    all(
      is('same-country', 'yes'),
      any(
        all(is('from', 'china'), onlyTo('china')),
        all(is('from', 'hong-kong-macao-taiwan'), onlyTo('hong-kong-macao-taiwan')),
        all(is('from', 'abroad'), onlyTo('united-states', 'japan', 'elsewhere')),
      ),
    ),
    all(
      is('same-country', 'no'),
      not(all(is('from', 'china'), not(is('from', 'hong-kong-macao-taiwan', 'abroad')), onlyTo('china'))),
    ),
  ),
  any(
    all(is('through-china', 'yes'), is('from', 'china'), is('from', 'hong-kong-macao-taiwan', 'abroad')),
    all(is('through-china', 'no'), not(all(is('from', 'china'), is('from', 'hong-kong-macao-taiwan', 'abroad')))),
  ),
);

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
  const met = all(known(given)(premise), CONSISTENT);
  const conditions = [met, ...conditionsOf(rules)];
  const diagram = diagramOver<SettledOutcome | 'fine'>(conditions, cellFor(day, conditions, given), (verdict) => {
    if (verdict(met) === 'not-met') return 'fine';
    const possible = [...possibleOutcomes(rules, verdict)];
    if (!possible.some((outcome) => wrong.includes(outcome))) return 'fine';
    return possible.length === 1 && verdict(met) === 'met' ? possible[0] : undefined;
  });
  day.walked(nodesIn(diagram).length);
  const [found] = waysTo(diagram, (leaf) => leaf !== 'fine', 1);
  return found && { way: shown(given, found.way), outcome: found.outcome as SettledOutcome };
}

/** Is there an export that meets the premise and none of these conditions? */
export function noneOf(
  day: DayLaw,
  premise: BoundCondition,
  conditions: readonly BoundCondition[],
  given: Given = {},
): Breach | undefined {
  const missed = known(given)(all(premise, CONSISTENT, ...conditions.map(not)));
  const diagram = diagramOver<'missed' | 'fine'>([missed], cellFor(day, [missed], given), (verdict) => {
    const is = verdict(missed);
    return is === 'unknown' ? undefined : is === 'met' ? 'missed' : 'fine';
  });
  day.walked(nodesIn(diagram).length);
  const [found] = waysTo(diagram, (leaf) => leaf === 'missed', 1);
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
  isWrong: (first: SettledOutcome, second: SettledOutcome) => boolean,
): Breach | undefined {
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
  const met = all(known(second)(premise), CONSISTENT);
  const conditions = [...new Set([met, ...conditionsOf(one), ...conditionsOf(other)])];
  const diagram = diagramOver<SettledOutcome | 'fine'>(conditions, cellFor(day, conditions, second), (verdict) => {
    if (verdict(met) === 'not-met') return 'fine';
    // Where every condition comes out the same on both sides, the outcomes do.
    if (differing.every(([was, is]) => verdict(was) !== 'unknown' && verdict(was) === verdict(is))) return 'fine';
    const [before, after] = [[...possibleOutcomes(one, verdict)], [...possibleOutcomes(other, verdict)]];
    if (!before.some((was) => after.some((is) => isWrong(was, is)))) return 'fine';
    return before.length === 1 && after.length === 1 && verdict(met) === 'met' ? after[0] : undefined;
  });
  day.walked(nodesIn(diagram).length);
  const [found] = waysTo(diagram, (leaf) => leaf !== 'fine', 1);
  return found && { way: shown(second, found.way), outcome: found.outcome as SettledOutcome };
}

/** The outcomes of all exports, as the law cuts them: how many there are at least one of. */
export function allOutcomes(day: DayLaw): ReadonlySet<SettledOutcome> {
  const rules = rulesWith(day.rules, known({}));
  const conditions = conditionsOf(rules);
  const diagram = diagramOver<SettledOutcome>(conditions, cellFor(day, conditions, {}), (verdict) => {
    const possible = [...possibleOutcomes(rules, verdict)];
    return possible.length === 1 ? possible[0] : undefined;
  });
  const nodes = nodesIn(diagram);
  day.walked(nodes.length);
  return new Set(nodes.flatMap((node) => ('outcome' in node ? [node.outcome] : [])));
}
