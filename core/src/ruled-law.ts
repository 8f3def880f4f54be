import {
  type Diagram,
  diagramOf,
  nodesIn,
  OUTCOMES,
  outcomesIn,
  possibleOutcomes,
  type Rules,
  rulesOf,
  type SettledOutcome,
} from './6-outcome/index.ts';
import { kept } from './kept/index.ts';
import {
  type BranchId,
  type Cell,
  changeDays,
  type LawBook,
  type LawOn,
  lawOn,
  type Moment,
  READING_IDS,
  type ReadingId,
  type Readings,
  type Variable,
  variablesIn,
  verdictOf,
} from './law/index.ts';
import type { LegalDate } from './time/legal-date.ts';

/** Rules and the variables that they, and what stands beside them, ask about. Days on which the same is in force share them. */
export interface RulesInForce {
  readonly rules: Rules;
  /** Every variable that some provision in force asks about, in rules or beside them. */
  readonly variables: readonly Variable[];
}

/** The law of a day with its rules. */
export interface Ruled extends RulesInForce {
  readonly law: LawOn;
  /** What the same rules share, whatever the day. */
  readonly shared: RulesInForce;
}

/** The answer to a cell: what the outcome is as a function of what the law can tell apart. */
export interface CellAnswer {
  readonly possible: readonly SettledOutcome[];
  /** Absent when the outcome is settled without it. */
  readonly diagram: Diagram | null;
}

/** What the law of a day depends on, and nothing else: the readings that no provision looks at change only what facts amount to. */
interface LawMoment {
  readonly branch: BranchId;
  /** The last day of publication that counts. */
  readonly knownAt: LegalDate;
  readonly readings: Partial<Record<ReadingId, string>>;
}

const BYTES = { provision: 600, day: 40, node: 300 };

const readingsOfLaw = kept(
  ([book]: readonly [LawBook]): readonly ReadingId[] => {
    const named = new Set(
      book.instruments.flatMap(({ provisions }) =>
        provisions.flatMap(({ under, acts }) => [under?.reading, ...(acts ?? []).map((act) => act.under?.reading)]),
      ),
    );
    return READING_IDS.filter((id) => id === 'end-day' || id === 'revival' || named.has(id));
  },
  () => 1_000,
);

const publications = kept(
  ([book]: readonly [LawBook]): readonly LegalDate[] =>
    [...new Set(book.instruments.map(({ published }) => published))].sort(),
  (days) => days.length * BYTES.day,
);

function lawMoment(book: LawBook, { branch, knownAt, readings }: Omit<Moment, 'asOf'>): LawMoment {
  return {
    branch,
    knownAt: publications([book], null).findLast((day) => day <= knownAt) ?? '',
    readings: Object.fromEntries(readingsOfLaw([book], null).map((id) => [id, readings[id]])),
  };
}

const daysOf = kept(
  ([book]: readonly [LawBook], { branch, knownAt, readings }: LawMoment): readonly LegalDate[] =>
    changeDays(book, { branch, knownAt, readings: readings as Readings }),
  (days) => days.length * BYTES.day,
);

/** The days on which the law may change, as `changeDays`. */
export function daysOfLaw(book: LawBook, moment: Omit<Moment, 'asOf'>): readonly LegalDate[] {
  return daysOf([book], lawMoment(book, moment));
}

/** The law at a moment. Between two change days the law stands still, so few laws are ever worked out. */
export function ruledAt(book: LawBook, moment: Moment): Ruled {
  const at = lawMoment(book, moment);
  const asOf = daysOf([book], at).findLast((change) => change <= moment.asOf) ?? moment.asOf;
  return ruledOn([book], { ...at, asOf });
}

const ruledOn = kept(
  (
    [book]: readonly [LawBook],
    { asOf, branch, knownAt, readings }: LawMoment & { readonly asOf: LegalDate },
  ): Ruled => {
    const law = lawOn(book, { asOf, branch, knownAt, readings: readings as Readings });
    const inForce = law.provisions.map(({ provision, status, unless }) => [
      provision.id,
      status.is === 'in-force',
      unless,
    ]);
    // Conditions are the provisions' own, bound to the lists: book, standing and lists tell all of them.
    const signature = JSON.stringify([inForce, law.lists, law.publishedItemLists]);
    const shared = shelfOf(book).get(signature) ?? rulesInForce(law);
    shelfOf(book).set(signature, shared);
    return { law, ...shared, shared };
  },
  ({ law }) => law.provisions.length * BYTES.provision,
);

/** Laws of one book with the same in force share their rules, so that cells answered under one are answered under all. As many as its days. */
const shelves = new WeakMap<LawBook, Map<string, RulesInForce>>();
function shelfOf(book: LawBook): Map<string, RulesInForce> {
  const found = shelves.get(book) ?? new Map<string, RulesInForce>();
  shelves.set(book, found);
  return found;
}

function rulesInForce(law: LawOn): RulesInForce {
  const asked = law.provisions.filter(
    ({ provision }) => provision.effect !== undefined && provision.effect.kind !== 'lists',
  );
  const rules = rulesOf(law);
  return { rules, variables: variablesIn([...asked.map(({ condition }) => condition), rules.listed]) };
}

/** Every variable that the law of some day asks about, in one branch and as known on one day. */
export function variablesOverTime(book: LawBook, moment: Omit<Moment, 'asOf'>): readonly Variable[] {
  return variablesOfDays([book], lawMoment(book, moment));
}

const variablesOfDays = kept(
  ([book]: readonly [LawBook], at: LawMoment): readonly Variable[] => {
    const found = new Map<string, Variable>();
    for (const asOf of daysOf([book], at))
      for (const variable of ruledOn([book], { ...at, asOf }).variables) found.set(variable.key, variable);
    return [...found.values()];
  },
  (variables) => variables.length * BYTES.day,
);

/** Which outcomes can the rules give to this cell? Many exports are alike to the law, so answers are kept. */
export function answerTo({ shared }: Pick<Ruled, 'shared'>, cell: Cell): CellAnswer {
  return answers(
    [shared],
    shared.variables.map(({ key }) => cell.get(key) ?? []),
  );
}

const answers = kept(
  ([{ rules, variables }]: readonly [RulesInForce], values: readonly (readonly string[])[]): CellAnswer =>
    answerCell(rules, new Map(variables.map(({ key }, index) => [key, values[index] ?? []]))),
  ({ diagram }) => 200 + (diagram === null ? 0 : nodesIn(diagram).length * BYTES.node),
);

/** Exact: an outcome is possible only if some completion of the open facts reaches it. */
export function answerCell(rules: Rules, cell: Cell): CellAnswer {
  const rough = possibleOutcomes(rules, (condition) => verdictOf(condition, cell));
  const diagram = rough.size === 1 ? null : diagramOf(rules, cell);
  const found = diagram === null ? rough : outcomesIn(diagram);
  return { possible: OUTCOMES.filter((outcome) => found.has(outcome)), diagram };
}
