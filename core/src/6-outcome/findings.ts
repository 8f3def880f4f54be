import type { Text, Verdict } from '../finding.ts';
import { allOf, anyOf, not } from '../finding.ts';
import {
  type BoundCondition,
  type BoundTest,
  type Cell,
  type Condition,
  type Effect,
  type LawBook,
  joined,
  members,
  NONE,
  type ProvisionOn,
  type Status,
  testText,
  testVerdict,
  verdictOf,
} from '../law/index.ts';
import type { Cited, Finding, TestFinding } from './determination.ts';
import { isListing, type SettledOutcome } from './rules.ts';

/** The provision as cited, with where it stands on the day. */
export function cited({ instrument, provision, status }: ProvisionOn): Cited {
  return {
    id: provision.id,
    cite: provision.cite,
    instrument: instrument.title,
    status,
    verified: provision.verified ?? instrument.verified,
    ...(provision.doubt === undefined ? {} : { doubt: provision.doubt }),
  };
}

/**
 * What did the provision ask, and what did the facts say? One entry per test, in the order of the text. A provision
 * without a condition asks nothing and is met whenever it is in force.
 */
export function findingOf(
  on: ProvisionOn,
  cell: Cell,
  used: (key: string) => Text,
  book: LawBook,
  goesWith: Verdict = 'met',
): Finding {
  return {
    ...cited(on),
    text: on.provision.text,
    ...byWhat(on.status, book),
    effect: on.provision.effect?.kind ?? 'none',
    verdict: shownVerdict(on.condition, cell, book),
    applies: on.status.is === 'in-force' ? allOf([shownVerdict(on.condition, cell, book), goesWith]) : 'not-met',
    tests: [...testFindings(on.condition, cell, used, book, false)],
    sources: [...(on.provision.source ?? []), ...on.instrument.source].map((source) =>
      typeof source === 'string' ? source : (source.url ?? source.note),
    ),
  };
}

/**
 * What a condition comes to, as it is told: "on the Export Control List" is open for goods that lists may reach which the pack does not hold,
 * and would be denied by the lists that it has.
 */
function shownVerdict(condition: BoundCondition, cell: Cell, book: LawBook): Verdict {
  if ('test' in condition) return shownTest(condition.test, cell, book);
  if ('not' in condition) return not(shownVerdict(condition.not, cell, book));
  return 'all' in condition
    ? allOf(condition.all.map((part) => shownVerdict(part, cell, book)))
    : anyOf(condition.any.map((part) => shownVerdict(part, cell, book)));
}

function shownTest(test: BoundTest, cell: Cell, book: LawBook): Verdict {
  const verdict = testVerdict(test, cell);
  if (verdict !== 'not-met' || !isListing(test)) return verdict;
  const mayBeOf = (cell.get('goods') ?? []).flatMap(members);
  return mayBeOf.some((family) => dualUseFamilies(book).has(family)) ? 'unknown' : verdict;
}

const familiesIn = new WeakMap<LawBook, ReadonlySet<string>>();

/** Families of goods that an instrument without a list here makes dual-use items; catalogues of technology are trade law. */
function dualUseFamilies(book: LawBook): ReadonlySet<string> {
  const found =
    familiesIn.get(book) ??
    new Set(
      book.instruments
        .filter(({ kind }) => kind !== 'catalogue')
        .flatMap(({ provisions }) => provisions.flatMap(({ when }) => (when === undefined ? [] : familiesOf(when)))),
    );
  familiesIn.set(book, found);
  return found;
}

function familiesOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(familiesOf);
  if ('any' in condition) return condition.any.flatMap(familiesOf);
  if ('not' in condition) return familiesOf(condition.not);
  return condition.fact === 'goods' ? condition.of : [];
}

const citesIn = new WeakMap<LawBook, ReadonlyMap<string, Text>>();

/** What a status names as its cause, as cited. */
export function byWhat(status: Status, book: LawBook): { readonly by?: Text } {
  const id = status.is === 'in-force' ? status.after?.by : 'by' in status ? status.by : undefined;
  if (id === undefined) return {};
  const cites =
    citesIn.get(book) ??
    new Map(book.instruments.flatMap(({ provisions }) => provisions.map((each) => [each.id, each.cite] as const)));
  citesIn.set(book, cites);
  const by = cites.get(id);
  return by === undefined ? {} : { by };
}

/** Of ways of which one is enough, those that are met, else those that may be: the others decide nothing. */
function* testFindings(
  condition: BoundCondition,
  cell: Cell,
  used: (key: string) => Text,
  book: LawBook,
  negated: boolean,
): Generator<TestFinding> {
  if ('test' in condition) yield testFinding(condition.test, cell, used, book, negated);
  else if ('not' in condition) yield* testFindings(condition.not, cell, used, book, !negated);
  else {
    const parts = 'all' in condition ? condition.all : condition.any;
    const isOneEnough = 'any' in condition !== negated;
    for (const part of isOneEnough ? telling(parts, cell, book, negated) : parts)
      yield* testFindings(part, cell, used, book, negated);
  }
}

function telling(
  parts: readonly BoundCondition[],
  cell: Cell,
  book: LawBook,
  negated: boolean,
): readonly BoundCondition[] {
  const verdicts = parts.map((part) => {
    const verdict = shownVerdict(part, cell, book);
    return negated ? not(verdict) : verdict;
  });
  const told = (['met', 'unknown'] as const).find((verdict) => verdicts.includes(verdict));
  return told === undefined ? parts : parts.filter((_, index) => verdicts[index] === told);
}

function testFinding(
  test: BoundTest,
  cell: Cell,
  used: (key: string) => Text,
  book: LawBook,
  negated: boolean,
): TestFinding {
  return {
    text: testText(test.source, book, negated),
    verdict: shownTest(test, cell, book),
    used: usedBy(test, cell, used),
    negated,
  };
}

/**
 * Is there what the effect goes with? A review, and what it switches off, with a licence that may be needed; a duty with its outcomes and
 * with the licence duties that it names; an exemption with a licence duty that bites. A rule of another kind goes with nothing.
 * @example goesWith({ kind: 'review', on: ['cn/mofcom-2025-61'], policy: 'stricter' }, ['no-licence-required'], …) // 'not-met'
 */
export function goesWith(
  effect: Effect | undefined,
  possible: readonly SettledOutcome[],
  provisions: readonly ProvisionOn[],
  cell: Cell,
): Verdict {
  const among = (outcomes: readonly string[]): Verdict => {
    const n = possible.filter((outcome) => outcomes.includes(outcome)).length;
    return n === 0 ? 'not-met' : n === possible.length ? 'met' : 'unknown';
  };
  switch (effect?.kind) {
    case 'review':
      return allOf([among(['licence-required']), bites(effect.on, provisions, cell)]);
    case 'workflow':
      return among(['licence-required']);
    case 'duty':
      return allOf([among(effect.with), bites(effect.on, provisions, cell)]);
    case 'exempts':
      return bites(effect.from, provisions, cell);
    default:
      return 'met';
  }
}

/** What its variables were read from; of several lists of parties those that some recipient is on or may be on, else the first. */
function usedBy({ variables }: BoundTest, cell: Cell, used: (key: string) => Text): Text {
  const telling = variables.filter(({ key }) => cell.get(key)?.some((value) => value !== NONE));
  const shown = telling.length === 0 ? variables.slice(0, 1) : telling;
  const texts = new Map(shown.map(({ key }) => [used(key).en, used(key)]));
  return joined([...texts.values()], { zh: '；', en: '; ' });
}

/** Provisions in force with an effect of this kind. */
export function withEffect<Kind extends string>(
  provisions: readonly ProvisionOn[],
  kind: Kind,
): readonly ProvisionOn[] {
  return provisions.filter(({ provision, status }) => provision.effect?.kind === kind && status.is === 'in-force');
}

/** Do the licence duties with these ids bite, lifted by an exemption or not? `on` absent = asked of nothing, met. */
export function bites(ids: readonly string[] | undefined, provisions: readonly ProvisionOn[], cell: Cell): Verdict {
  if (ids === undefined) return 'met';
  const named = provisions.filter(
    ({ provision, instrument, status }) =>
      status.is === 'in-force' &&
      (ids.includes(provision.id) || (ids.includes(instrument.id) && provision.effect?.kind === 'licence-required')),
  );
  return anyOf(named.map(({ condition }) => verdictOf(condition, cell)));
}

/** Is the provision excluded by another in force (an `excludes` effect that names it)? */
export function notExcluded(id: string, provisions: readonly ProvisionOn[], cell: Cell): Verdict {
  const exclusions = withEffect(provisions, 'excludes').filter(
    ({ provision }) => provision.effect?.kind === 'excludes' && provision.effect.from.includes(id),
  );
  return allOf(exclusions.map(({ condition }) => not(verdictOf(condition, cell))));
}
