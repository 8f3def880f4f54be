import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BoundCondition, boundTest, type Cell, type Test, variablesIn, verdictOf } from '../law/index.ts';
import { compareDiagram, type Diagram, diagramOf, outcomesGiven, outcomesIn, supportOf, waysTo } from './diagram.ts';
import { possibleOutcomes } from './outcome.ts';
import type { Rules, SettledOutcome } from './rules.ts';

const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);

/** Small facts with few values, so that every completion can be tried. */
const FACTS = {
  act: ['export', 'transfer-in-country', 'help-abroad'],
  from: ['china', 'abroad'],
  'military-user': ['none', 'japan'],
  'danger-known': ['yes', 'no'],
} as const;
type Fact = keyof typeof FACTS;

const aTest = fc.constantFrom(...(Object.keys(FACTS) as Fact[])).chain((fact) =>
  fc.subarray([...FACTS[fact]], { minLength: 1 }).map((is): BoundCondition => {
    const source: Test = { fact, is: [...is] };
    return { test: boundTest(source, is) };
  }),
);
const { condition } = fc.letrec<{ condition: BoundCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    aTest,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): BoundCondition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): BoundCondition => ({ any })),
    tie('condition').map((inner): BoundCondition => ({ not: inner })),
  ),
}));
const someRules = fc
  .record({
    prohibited: condition,
    duty: condition,
    second: condition,
    exemption: condition,
    unlisted: condition,
    listed: condition,
  })
  .map(({ prohibited, duty, second, exemption, unlisted, listed }): Rules => {
    const all = [prohibited, duty, second, exemption, unlisted, listed];
    return {
      prohibitions: [{ id: 'ban', condition: prohibited }],
      licences: [
        { id: 'duty', condition: duty, exemptions: [{ id: 'relief', condition: exemption }] },
        { id: 'second', condition: second, exemptions: [] },
      ],
      undecided: [{ condition: unlisted, provisions: [{ id: 'unlisted', condition: unlisted }] }],
      listed,
      variables: variablesIn(all),
    };
  });
const someCell = fc
  .record(
    Object.fromEntries(
      Object.entries(FACTS).map(([fact, values]) => [fact, fc.subarray([...values], { minLength: 1 })]),
    ),
  )
  .map((facts): Cell => new Map(Object.entries(facts)));

function completions(cell: Cell): Cell[] {
  let all: Cell[] = [new Map()];
  for (const [key, values] of cell)
    all = all.flatMap((sofar) => values.map((value) => new Map(sofar).set(key, [value])));
  return all;
}

function outcomeOf(rules: Rules, cell: Cell): SettledOutcome {
  const [outcome, ...others] = possibleOutcomes(rules, (each) => verdictOf(each, cell));
  if (outcome === undefined || others.length > 0) throw new Error('a complete cell must settle the outcome');
  return outcome;
}

function follow<Leaf extends string>(diagram: Diagram<Leaf>, cell: Cell): Leaf {
  if ('outcome' in diagram) return diagram.outcome;
  const value = cell.get(diagram.variable.key)?.[0] ?? '';
  const branch = diagram.branches.find(({ values }) => values.includes(value));
  if (branch === undefined) throw new Error('no branch for a possible value');
  return follow(branch.next, cell);
}

describe('the decision diagram', () => {
  test('gives every completion the outcome that the rules give it', () => {
    fc.assert(
      fc.property(someRules, someCell, (rules, cell) => {
        const diagram = diagramOf(rules, cell);
        for (const each of completions(cell)) expect(follow(diagram, each)).toBe(outcomeOf(rules, each));
      }),
      { numRuns: RUNS },
    );
  });

  test('holds exactly the outcomes that some completion reaches', () => {
    fc.assert(
      fc.property(someRules, someCell, (rules, cell) => {
        const reached = new Set(completions(cell).map((each) => outcomeOf(rules, each)));
        expect([...outcomesIn(diagramOf(rules, cell))].sort()).toEqual([...reached].sort());
      }),
      { numRuns: RUNS },
    );
  });

  test('asks exactly the variables that can change the outcome', () => {
    fc.assert(
      fc.property(someRules, someCell, (rules, cell) => {
        const asked = supportOf(diagramOf(rules, cell))
          .map(({ key }) => key)
          .sort();
        const all = completions(cell);
        const deciding = [...cell.keys()].filter((key) =>
          all.some((one) =>
            (cell.get(key) ?? []).some(
              (value) => outcomeOf(rules, one) !== outcomeOf(rules, new Map(one).set(key, [value])),
            ),
          ),
        );
        expect(asked).toEqual(deciding.sort());
      }),
      { numRuns: RUNS },
    );
  });

  test('says rightly what one answer leaves possible', () => {
    fc.assert(
      fc.property(someRules, someCell, fc.constantFrom(...(Object.keys(FACTS) as Fact[])), (rules, cell, fact) => {
        const [value = ''] = cell.get(fact) ?? [];
        const left = new Set(completions(new Map(cell).set(fact, [value])).map((each) => outcomeOf(rules, each)));
        expect([...outcomesGiven(diagramOf(rules, cell), fact, value)].sort()).toEqual([...left].sort());
      }),
      { numRuns: RUNS },
    );
  });

  test('compares two laws on every completion', () => {
    fc.assert(
      fc.property(someRules, someRules, someCell, (before, after, cell) => {
        const diagram = compareDiagram(before, after, cell);
        for (const each of completions(cell)) {
          const [was, is] = [outcomeOf(before, each), outcomeOf(after, each)];
          expect(follow(diagram, each)).toBe(was === is ? 'same' : `${was}>${is}`);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('shows a way to each outcome that really leads there', () => {
    fc.assert(
      fc.property(someRules, someCell, (rules, cell) => {
        for (const { outcome, way } of waysTo(diagramOf(rules, cell), () => true, 20)) {
          const there = new Map([...cell].map(([key, values]) => [key, [(way.get(key) ?? values)[0] ?? '']] as const));
          expect(outcomeOf(rules, there)).toBe(outcome);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
