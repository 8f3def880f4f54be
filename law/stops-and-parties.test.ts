import { determine, type ExportFacts, OUTCOMES, outcomesOf, type SettledOutcome } from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

/** Random exports per property; raise it for a long run: YTTERBY_RUNS=1000000. */
const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
const book = loadLaw();
/** As `relations.test.ts` does, the rows of the table of provisions are left to a long run. */
const cases = loadCases().filter(
  (each): each is DeterminationCase => !('due' in each) && (RUNS > 1000 || each.group !== 'provisions'),
);

type Party = NonNullable<ExportFacts['parties']>[number];

type Possible = readonly (readonly SettledOutcome[])[];

/** The outcomes that are possible, line by line and branch by branch. */
function possible(facts: ExportFacts): Possible {
  return outcomesOf(facts, book).flatMap(({ branches }) => branches.map((branch) => branch.possible));
}

/** Of an export that is then changed in many ways, worked out once. */
const before = new WeakMap<ExportFacts, Possible>();
function possibleBefore(facts: ExportFacts): Possible {
  const found = before.get(facts) ?? possible(facts);
  before.set(facts, found);
  return found;
}

const rank = (outcome: SettledOutcome): number => OUTCOMES.indexOf(outcome);

/** Neither the mildest nor the strictest outcome that is possible is milder than it was. */
function expectNotFreer(after: ExportFacts, facts: ExportFacts, what: string): void {
  const [now, was] = [possible(after), possibleBefore(facts)];
  for (const [at, outcomes] of was.entries()) {
    const ranks = outcomes.map(rank);
    const others = (now[at] ?? []).map(rank);
    const isFreer = Math.min(...others) < Math.min(...ranks) || Math.max(...others) < Math.max(...ranks);
    if (isFreer) expect({ what, now: now[at], facts: after }).toEqual({ what, now: outcomes, facts });
  }
}

const THIRD = ['SG', 'AE', 'DE', 'HK', 'US', 'JP', 'CN', 'unknown'] as const;

/** The same export with a stop on the way that nobody needs. What was not said of its end stays unsaid. */
function withStop(facts: ExportFacts, stop: string, asNext: boolean): ExportFacts {
  const { to, via = 'none', finalDestination, parties = [] } = facts;
  const users = parties.filter(({ role }) => role === 'end-user');
  // Where a user is elsewhere, that the goods end at `to` would be a further fact.
  const isEndSaid = users.length > 0 && users.every(({ country }) => country === to);
  if (asNext && to !== undefined && finalDestination === undefined && isEndSaid)
    return { ...facts, to: stop, finalDestination: to };
  return { ...facts, via: [...(via === 'none' ? [] : via === 'unknown' ? [via] : via), stop] };
}

const ADDED: readonly Party[] = [
  { role: 'end-user', name: 'Second User SARL', country: 'FR', military: 'no', listEntry: 'none', owners: 'none' },
  { role: 'end-user', name: 'Second User, Inc.', country: 'US', military: 'no', listEntry: 'none', owners: 'none' },
  { role: 'consignee', name: 'Forwarding Pte.', country: 'SG', military: 'no', listEntry: 'none', owners: 'none' },
  { role: 'intermediary', name: '示例贸易有限公司', country: 'CN', military: 'no', listEntry: 'none', owners: 'none' },
  { role: 'importer', name: 'General Dynamics', country: 'US' },
  { role: 'importer' },
];

/** With a stated end user: where none is, the end user may be anybody, and naming one is knowledge, not an addition. */
const hasUser = ({ parties }: ExportFacts): boolean => (parties ?? []).some(({ role }) => role === 'end-user');

/** Facts that say no more than that they are not known. */
const FORGOTTEN: readonly ((facts: ExportFacts) => ExportFacts)[] = [
  ...(['act', 'from', 'to', 'finalDestination', 'via'] as const).map((field) => (facts: ExportFacts) => ({
    ...facts,
    [field]: 'unknown' as const,
  })),
  ...(['country', 'chinesePerson'] as const).map((field) => (facts: ExportFacts) => ({
    ...facts,
    exporter: { ...facts.exporter, [field]: 'unknown' as const },
  })),
  ...(['country', 'chinesePerson', 'military', 'listEntry', 'owners'] as const).map(
    (field) => (facts: ExportFacts) => ({
      ...facts,
      parties: (facts.parties ?? []).map((party) => ({ ...party, [field]: 'unknown' as const })),
    }),
  ),
  ...(['kind', 'militaryPotentialOfAi', 'dangerKnown', 'helpsRareEarthActivityAbroad'] as const).map(
    (field) => (facts: ExportFacts) => ({ ...facts, endUse: { ...facts.endUse, [field]: 'unknown' as const } }),
  ),
  ...(['madeIn', 'technologyOrigin', 'technologyExclusion', 'substantialHelp'] as const).map(
    (field) => (facts: ExportFacts) => ({
      ...facts,
      lines: facts.lines.map((line) => ({ ...line, [field]: 'unknown' as const })),
    }),
  ),
];

/** An export put together of two worked cases. */
const crossed = fc
  .tuple(fc.constantFrom(...cases), fc.constantFrom(...cases), fc.nat(127))
  .map(([{ facts: one }, { facts: two }, bits]): ExportFacts => {
    const take = <Key extends keyof ExportFacts>(key: Key, bit: number) =>
      ((bits >> bit) & 1) === 1 && two[key] !== undefined ? { [key]: two[key] } : {};
    return {
      ...one,
      ...take('asOf', 0),
      ...take('from', 1),
      ...take('to', 2),
      ...take('parties', 3),
      ...take('endUse', 4),
      ...take('exporter', 5),
      ...take('act', 6),
    };
  });

const relations: readonly (readonly [string, number, (facts: ExportFacts, which: number) => void])[] = [
  [
    'a stop on the way never makes an answer freer',
    THIRD.length * 2,
    (facts, which) => {
      const stop = THIRD[which % THIRD.length] ?? 'SG';
      expectNotFreer(withStop(facts, stop, which % (THIRD.length * 2) < THIRD.length), facts, `stop in ${stop}`);
    },
  ],
  [
    'one more party never makes an answer freer',
    ADDED.length,
    (facts, which) => {
      const party = ADDED[which % ADDED.length] as Party;
      // Who is named at the final destination was the one who gets the goods there.
      if (hasUser(facts) && party.country !== facts.finalDestination)
        expectNotFreer({ ...facts, parties: [...(facts.parties ?? []), party] }, facts, party.role);
    },
  ],
  [
    'one more owner never makes an answer freer',
    2,
    (facts, which) => {
      const owner = { name: ['General Dynamics', 'Nobody AG'][which % 2] ?? '', share: 'unknown' as const };
      const parties = (facts.parties ?? []).map((party) => ({
        ...party,
        owners: Array.isArray(party.owners) ? [...party.owners, owner] : [owner],
      }));
      if (facts.parties?.every(({ owners }) => owners !== undefined && owners !== 'unknown'))
        expectNotFreer({ ...facts, parties }, facts, owner.name);
    },
  ],
  [
    'a fact made unknown removes no outcome',
    FORGOTTEN.length,
    (facts, which) => {
      const forgotten = FORGOTTEN[which % FORGOTTEN.length]?.(facts) ?? facts;
      const now = possible(forgotten);
      for (const [at, outcomes] of possibleBefore(facts).entries()) {
        // Of two facts that contradict each other, forgetting one settles which is right.
        if (outcomes.some((outcome) => !now[at]?.includes(outcome)) && !contradictsItself(facts))
          expect({ now: now[at], facts: forgotten }).toEqual({ now: outcomes, facts });
      }
    },
  ],
];

const contradictsItself = (facts: ExportFacts) =>
  /"code":"[a-z-]*contradict/.test(JSON.stringify(determine(facts, book)));

describe.each(relations)('%s', (_, ways, holds) => {
  test('in every worked case', { timeout: RUNS > 1000 ? 0 : 300_000 }, () => {
    for (const { facts } of cases) for (let which = 0; which < ways; which += 1) holds(facts, which);
  });
  test('in exports put together of two', { timeout: RUNS > 1000 ? 0 : 300_000 }, () => {
    fc.assert(fc.property(crossed, fc.nat(1000), holds), { numRuns: RUNS });
  });
});
