import type { SettledOutcome } from '../6-outcome/index.ts';
import { ruledAt } from '../branch-answer.ts';
import type { ExportFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import {
  type BranchId,
  changeDays,
  ENACTED,
  type LawBook,
  type LawOn,
  lawKnownAt,
  lawOn,
  type Moment,
  openBranches,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
  readingsOf,
} from '../law/index.ts';
import { addDays, dayNumber, type LegalDate } from '../time/legal-date.ts';
import { type Breach, type DayLaw, Walks } from './day-law.ts';
import { exampleExport } from './example-export.ts';
import { PROOFS } from './proofs.ts';
import { PROVISION_CHECKS } from './provision-checks.ts';
import { type StatementId, STATEMENTS } from './statements.ts';

/** A statement about the law itself that does not hold on some day, with an export that shows it. */
export interface LawProblem {
  readonly statement: StatementId;
  readonly text: Text;
  readonly from: LegalDate;
  readonly branch: BranchId;
  /** Readings that are not those that the pack takes. */
  readonly readings: Partial<Readings>;
  /** One way of facts, as the law cuts them, that breaks the statement; or the provisions that do. */
  readonly example: Readonly<Record<string, readonly string[]>>;
  /** The same as facts that can be asked about, and what the law answers; absent where no single export shows it. */
  readonly export?: { readonly facts: ExportFacts; readonly outcome: SettledOutcome };
}

/** What was looked at: days between which the law stands still, and cells walked through diagrams. */
export interface LawCheck {
  readonly from: LegalDate;
  readonly until: LegalDate;
  readonly branches: readonly BranchId[];
  readonly statements: number;
  readonly days: number;
  readonly stretches: number;
  /** Laws that differ in something that counts: each is proved once, whichever days, branches and readings have it. */
  readonly laws: number;
  /** Nodes of the decision diagrams in which all exports of these laws are looked at. */
  readonly nodes: number;
  readonly problems: readonly LawProblem[];
}

/** What the statements say of a law is kept as long as its book: many days, branches and readings share it. */
interface Proved {
  readonly breaches: readonly (readonly [StatementId, Breach])[];
  readonly nodes: number;
}
const proved = new WeakMap<LawBook, Map<string, Proved>>();

/** The walks of the packs asked about last. All that a walk reads beside its question are the lists of items and the families of goods. */
let last: { readonly cells: string; readonly walks: Walks } = { cells: '', walks: new Walks() };
const MOST_WALKS = 20_000;
const cellsOf = new WeakMap<LawBook, string>();

function walksOf(book: LawBook): Walks {
  const { itemLists, goods } = book;
  const cells =
    cellsOf.get(book) ??
    JSON.stringify([goods, itemLists.map(({ id, entries }) => [id, entries.map(({ match }) => match)])]);
  cellsOf.set(book, cells);
  if (last.cells !== cells || last.walks.found.size > MOST_WALKS) last = { cells, walks: new Walks() };
  return last.walks;
}

/**
 * The readings that change the law itself, with the options that the pack knows. All others change what facts amount to,
 * and so which cell an export falls in; a proof over all cells holds under each of them.
 */
export function lawReadings(book: LawBook): readonly ReadingId[] {
  const named = new Set(
    book.instruments.flatMap(({ provisions }) =>
      provisions.flatMap(({ under, acts }) => [under?.reading, ...(acts ?? []).map((act) => act.under?.reading)]),
    ),
  );
  return READING_IDS.filter((id) => id === 'end-day' || id === 'revival' || named.has(id));
}

/** Every combination of the options of the readings that change the law; the first is what the pack takes. */
export function readingSets(book: LawBook): readonly Partial<Readings>[] {
  const taken = readingsOf(book);
  let sets: readonly Partial<Readings>[] = [{}];
  for (const id of lawReadings(book)) {
    const others = READING_OPTIONS[id].filter((option) => option !== taken[id]);
    sets = [...sets, ...others.flatMap((option) => sets.map((set) => ({ ...set, [id]: option })))];
  }
  return sets;
}

/**
 * Do the statements hold for every export on every day of a span, under the enacted text and every announcement? Each
 * stretch of days without a change of law is looked at once; decision diagrams stand for all cells. `sets` are the
 * readings under which it is asked; default: as the pack takes them. `leaveOut`: statements that are
 * not asked, where somebody waits.
 * Only law published by the end of the span counts.
 * @example checkLaw(book, '2024-12-01', '2027-12-31', readingSets(book)).problems // []
 */
export function checkLaw(
  pack: LawBook,
  from: LegalDate,
  until: LegalDate,
  sets: readonly Partial<Readings>[] = [{}],
  leaveOut: readonly StatementId[] = [],
): LawCheck {
  const book = lawKnownAt(pack, until);
  const branches = [ENACTED, ...openBranches(book, until).map(({ id }) => id)];
  const seen = new Map<string, Proved>();
  const problems: LawProblem[] = [];
  const told = new Set<string>();
  let stretches = 0;
  for (const [id, check] of Object.entries(PROVISION_CHECKS) as [StatementId, (of: LawBook) => readonly string[]][]) {
    const provisions = leaveOut.includes(id) ? [] : check(book);
    if (provisions.length === 0) continue;
    const example = { provision: provisions };
    problems.push({ statement: id, text: STATEMENTS[id], from, branch: ENACTED, readings: {}, example });
  }
  const isAcross = ACROSS_DAYS.some((id) => !leaveOut.includes(id));
  for (const chosen of sets) {
    const readings = readingsOf(book, chosen);
    for (const branch of branches) {
      const moment = { knownAt: until, branch, readings };
      const days = [from, ...changeDays(book, moment).filter((day) => day > from && day <= until)];
      for (const [index, day] of days.entries()) {
        stretches += 1;
        const at = { from: day, branch, readings: chosen };
        const breaches = [
          ...onDay(book, { ...moment, asOf: day }, seen, leaveOut).breaches,
          ...(isAcross
            ? acrossDays(book, { ...moment, asOf: day }, addDays(days[index + 1] ?? addDays(until, 1), -1))
            : []),
        ];
        for (const [statement, breach] of breaches) {
          const key = `${statement} ${JSON.stringify([day, branch, breach.way])}`;
          if (told.has(key)) continue;
          told.add(key);
          const shown = exampleExport(breach, book, { ...moment, asOf: day });
          problems.push({
            statement,
            text: STATEMENTS[statement],
            ...at,
            example: breach.way,
            ...(shown !== undefined && { export: shown }),
          });
        }
      }
    }
  }
  return {
    from,
    until,
    branches,
    statements: Object.keys(STATEMENTS).length - leaveOut.length,
    days: dayNumber(until) - dayNumber(from) + 1,
    stretches,
    laws: seen.size,
    nodes: [...seen.values()].reduce((sum, { nodes }) => sum + nodes, 0),
    problems,
  };
}

function signatureOf({ provisions, lists, publishedItemLists }: LawOn): string {
  const standing = provisions.map(({ provision, status, unless }) => [provision.id, status.is, unless]);
  return JSON.stringify([standing, lists, publishedItemLists]);
}

function onDay(book: LawBook, moment: Moment, seen: Map<string, Proved>, leaveOut: readonly StatementId[]): Proved {
  const { law, rules } = ruledAt(book, moment);
  const key = `${leaveOut.join()} ${signatureOf(law)}`;
  const known = proved.get(book) ?? new Map<string, Proved>();
  proved.set(book, known);
  const found = known.get(key) ?? prove({ book, moment, law, rules }, leaveOut);
  known.set(key, found);
  seen.set(key, found);
  return found;
}

function prove(of: Omit<DayLaw, 'walked' | 'walks'>, leaveOut: readonly StatementId[]): Proved {
  let nodes = 0;
  const day: DayLaw = {
    ...of,
    walks: walksOf(of.book),
    walked: (more) => {
      nodes += more;
    },
  };
  const breaches = (Object.keys(PROOFS) as StatementId[]).flatMap((statement) => {
    const breach = leaveOut.includes(statement) ? undefined : PROOFS[statement]?.(day);
    return breach === undefined ? [] : [[statement, breach] as const];
  });
  return { breaches, nodes };
}

const ACROSS_DAYS: readonly StatementId[] = ['no-hindsight', 'branch-ends', 'extension-joins'];

/** Statements that compare a day with others: what was law when it was asked then, and branches with the enacted text. */
function acrossDays(book: LawBook, moment: Moment, last: LegalDate): readonly (readonly [StatementId, Breach])[] {
  const found: (readonly [StatementId, Breach])[] = [];
  const standing = (at: Moment) =>
    ruledAt(book, at).law.provisions.map(({ provision, status }) => `${provision.id} ${status.is}`);
  const differing = (a: readonly string[], b: readonly string[]) => [
    ...new Set(
      [...a, ...b].filter((each) => a.includes(each) !== b.includes(each)).map((each) => each.split(' ')[0] ?? ''),
    ),
  ];
  if (moment.branch === ENACTED) {
    const law = (knownAt: LegalDate) =>
      lawOn(book, { ...moment, knownAt }).provisions.flatMap(({ provision, status }) =>
        status.is === 'not-yet-published' ? [] : [`${provision.id} ${status.is}`],
      );
    const changed = differing(law(moment.asOf), law(moment.knownAt));
    if (changed.length > 0) found.push(['no-hindsight', { way: { provision: changed } }]);
    return found;
  }
  const enacted = { ...moment, branch: ENACTED };
  const statement = book.instruments.find(({ id }) => id === moment.branch);
  const acts = (statement?.provisions ?? []).flatMap((provision) => provision.acts ?? []);
  const isNamed = acts.some((act) => act.from <= last && moment.asOf <= (act.lastDay ?? ''));
  if (!isNamed) {
    const changed = differing(standing(enacted), standing(moment));
    if (changed.length > 0) found.push(['branch-ends', { way: { provision: changed } }]);
  }
  // On the eve of an announced pause the enacted text, by the days as printed, must still pause what would go on being paused.
  for (const act of acts) {
    const eve = addDays(act.from, -1);
    if (eve < moment.asOf || eve > last || act.do !== 'suspend') continue;
    const readings = { ...enacted.readings, 'end-day': 'included' } as const;
    const { provisions } = ruledAt(book, { ...enacted, readings, asOf: eve }).law;
    const awake = provisions.filter(
      ({ provision, instrument, status }) =>
        (act.on.includes(provision.id) || (act.on.includes(instrument.id) && provision.effect?.kind !== 'lists')) &&
        status.is === 'in-force',
    );
    if (awake.length > 0)
      found.push(['extension-joins', { way: { provision: awake.map(({ provision }) => provision.id) } }]);
  }
  return found;
}
