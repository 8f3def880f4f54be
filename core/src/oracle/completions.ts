import type { SettledOutcome } from '../6-outcome/index.ts';
import type { ExportFacts } from '../facts.ts';
import type { LawBook, Readings, Test } from '../law/index.ts';
import type { KnownExport } from './known-export.ts';
import {
  askedOf,
  contentParts,
  isMet,
  type PlainLaw,
  plainLaw,
  plainOutcome,
  plainOverall,
  testsIn,
} from './plain-outcome.ts';
import { openStatements } from './standing.ts';

/** Where a value stands in a known export: `['facts', 'lines', 0, 'origin']`. */
export type Path = readonly (string | number)[];

/**
 * One fact that is not told: every value that it may have, where it stands, and what the exporter's facts say in its
 * place. The values must hold one of each kind that the law tells apart.
 */
export interface Hole {
  /** Facts of the law that are read off it: `same-country` off `from`. */
  readonly feeds: readonly string[];
  readonly at: readonly Path[];
  readonly values: readonly unknown[];
  readonly told: readonly { readonly at: Path; readonly says: unknown }[];
}

function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Writes a value where the path leads; `undefined` takes the field away. */
function put(into: unknown, path: Path, value: unknown): void {
  const last = path.at(-1);
  let place = into as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  if (last === undefined) return;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

/** The facts as an exporter states them who does not know these. */
export function toldFacts(truth: KnownExport, holes: readonly Hole[]): ExportFacts {
  const told = copy(truth);
  for (const hole of holes) for (const { at, says } of hole.told) put(told, at, says);
  return told.facts;
}

/** What all completions together say of one line in one branch. */
export interface Gathered {
  readonly branch: string;
  readonly possible: ReadonlySet<SettledOutcome>;
  /** By hole: is there a pair of completions that differ in it alone and come out differently? */
  readonly matters: readonly boolean[];
}

/** The answers of the second evaluator about an export of which some facts are not told. */
export interface PlainAnswer {
  readonly lines: readonly (readonly Gathered[])[];
  readonly overall: readonly Pick<Gathered, 'branch' | 'possible'>[];
  /**
   * Does what the law asks about a line vary freely: is every combination of what each fact may be reached by some
   * completion? Not so where one untold fact feeds several tests: then an evaluator that looks at each test by itself may
   * leave open what a completion never reaches. Without a line: do the outcomes of the lines vary freely, too?
   */
  readonly isFree: (branch: string, line?: number) => boolean;
  /**
   * By hole: does it change something that the law looks at (where goods leave from, say) which a mattering hole changes too?
   * Then it is asked with that one: the law's question is one, whatever its parts do. Contents of a bill are told apart part
   * by part, and are left out.
   */
  readonly isAskedWith: (branch: string, line: number) => readonly boolean[];
}

function* completionsOf(truth: KnownExport, holes: readonly Hole[]): Generator<KnownExport> {
  const count = holes.reduce((product, { values }) => product * values.length, 1);
  const known = copy(truth);
  for (let number = 0; number < count; number += 1) {
    let rest = number;
    for (const { at, values } of holes) {
      for (const path of at) put(known, path, values[rest % values.length]);
      rest = Math.floor(rest / values.length);
    }
    yield known;
  }
}

/** Every completion of what is not told, each answered by itself, in every branch; and what all of them together say. */
export function plainAnswer(
  truth: KnownExport,
  holes: readonly Hole[],
  book: LawBook,
  readings: Readings,
  order: readonly SettledOutcome[],
): PlainAnswer {
  const { asOf, knownAt = asOf } = truth.facts;
  const laws = ['enacted', ...openStatements(book, knownAt)].map((branch) =>
    plainLaw(book, { asOf, knownAt, branch, readings }),
  );
  const numbers = [...truth.facts.lines.keys()];
  const outcomes = laws.map(() => numbers.map((): SettledOutcome[] => []));
  const overall = laws.map(() => new Set<SettledOutcome>());
  for (const known of completionsOf(truth, holes)) {
    for (const [which, law] of laws.entries()) {
      const row = numbers.map((index) => plainOutcome(askedOf(known, index, law)));
      for (const [index, outcome] of row.entries()) outcomes[which]?.[index]?.push(outcome);
      overall[which]?.add(plainOverall(row, order));
    }
  }
  const lawOf = (branch: string): PlainLaw => {
    const law = laws.find(({ question }) => question.branch === branch);
    if (law === undefined) throw new Error(`no branch ${branch}`);
    return law;
  };
  return {
    lines: numbers.map((index) =>
      laws.map(({ question }, which) => {
        const found = outcomes[which]?.[index] ?? [];
        return { branch: question.branch, possible: new Set(found), matters: mattering(found, holes) };
      }),
    ),
    overall: laws.map(({ question }, which) => ({ branch: question.branch, possible: overall[which] ?? new Set() })),
    isFree: (branch, line) => {
      const law = lawOf(branch);
      const asked = line === undefined ? numbers : [line];
      const rows = outcomes[laws.indexOf(law)] ?? [];
      return (
        asked.every((index) =>
          isProduct(mapCompletions(truth, holes, (known) => [...traitsOf(known, index, law).values()])),
        ) &&
        (line !== undefined ||
          isProduct((rows[0] ?? []).map((_, number) => rows.map((row) => row[number] ?? 'not-subject'))))
      );
    },
    isAskedWith: (branch, line) => {
      const law = lawOf(branch);
      const rows = mapCompletions(truth, holes, (known) => traitsOf(known, line, law, WHOLE_ACT));
      const subjects = [...(rows[0]?.keys() ?? [])].filter((subject) => !subject.startsWith('['));
      const changes = subjects.map((subject) =>
        mattering(
          rows.map((row) => row.get(subject)),
          holes,
        ),
      );
      const matters = mattering(outcomes[laws.indexOf(law)]?.[line] ?? [], holes);
      return holes.map((_, hole) =>
        changes.some(
          (byHole) => byHole[hole] === true && byHole.some((does, other) => does && matters[other] === true),
        ),
      );
    },
  };
}

function mapCompletions<Result>(
  truth: KnownExport,
  holes: readonly Hole[],
  what: (known: KnownExport) => Result,
): Result[] {
  const results: Result[] = [];
  for (const known of completionsOf(truth, holes)) results.push(what(known));
  return results;
}

/** What an export is called and the way that it takes make the act; both are asked, whichever acts a law tells apart. */
const WHOLE_ACT: readonly Test[] = ['export', 'transfer-in-country', 'provide-technology', 'help-abroad'].map(
  (act) => ({ fact: 'act', is: [act] }),
);

/** Everything that the law looks at on a line, one entry for what is read off one fact. */
function traitsOf(
  known: KnownExport,
  index: number,
  law: PlainLaw,
  more: readonly Test[] = [],
): ReadonlyMap<string, string> {
  const asked = askedOf(known, index, law);
  const bySubject = new Map<string, string>();
  const note = (subject: string, isTrue: boolean) =>
    bySubject.set(subject, `${bySubject.get(subject) ?? ''}${isTrue ? 1 : 0}`);
  // Whether the item is listed at all is asked beside the provisions, and for an annex where the goods leave from.
  const beside: readonly Test[] = [
    ...law.book.itemLists.map(({ id }): Test => ({ fact: 'item', on: [id] })),
    { fact: 'from', is: ['china'] },
    { fact: 'from', is: ['abroad', 'hong-kong-macao-taiwan'] },
    ...more,
  ];
  for (const test of [...testsIn(law.book), ...beside]) {
    if (test.fact !== 'content') {
      note(subjectOf(test), isMet(test, asked));
      continue;
    }
    for (const { part, isInput, isProduct: isTested, isReached } of contentParts(test, asked)) {
      const name = JSON.stringify([test, part]);
      note(`${name} input`, isInput);
      note(`${name} product`, isTested);
      note(`${name} share`, isReached);
    }
  }
  return bySubject;
}

/** What a test is about: tests about one subject are read off one fact, and vary together. */
function subjectOf(test: Test): string {
  if (test.fact === 'chip-process') return JSON.stringify(test);
  return test.fact === 'held' ? `held ${[...test.by].sort().join()} ${test.atLeast}` : test.fact;
}

/** Is every combination of what each entry may be among the rows? */
function isProduct(rows: readonly (readonly string[])[]): boolean {
  const distinct = new Set(rows.map((row) => row.join(';'))).size;
  const [first] = rows;
  const widths = (first ?? []).map((_, index) => new Set(rows.map((row) => row[index])).size);
  return distinct === widths.reduce((product, width) => product * width, 1);
}

/** By hole: are there two completions that differ in it alone and in what is found of them? */
function mattering(found: readonly unknown[], holes: readonly Hole[]): readonly boolean[] {
  let stride = 1;
  return holes.map(({ values }) => {
    const step = stride;
    stride *= values.length;
    return found.some(
      (each, number) =>
        Math.floor(number / step) % values.length === 0 &&
        values.some((_, value) => found[number + value * step] !== each),
    );
  });
}
