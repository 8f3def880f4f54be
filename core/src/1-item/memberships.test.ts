import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membershipsOf, openVariables } from './memberships.ts';
import { type Requirement, requirementVerdict, type Scenario } from './scenario.ts';

const numRuns = Number(process.env['YTTERBY_RUNS'] ?? 1000);

describe('the search against counting every case', () => {
  const VARIABLES = ['form', 'element/Dy', 'element/Fe', 'open/a', 'cas'];
  const VALUES: Record<string, string[]> = {
    form: ['metal', 'alloy', 'oxide'],
    'element/Dy': ['yes', 'no'],
    'element/Fe': ['yes', 'no'],
    'open/a': ['yes', 'no'],
    cas: ['1', '2', 'other'],
  };
  const literal = fc
    .constantFrom(...VARIABLES)
    .chain((variable) =>
      fc.subarray(VALUES[variable] ?? [], { minLength: 1 }).map((values) => [variable, new Set(values)] as const),
    );
  const term = fc.array(literal, { minLength: 1, maxLength: 3 }).map((literals) => [...new Map(literals)]);
  const requirement: fc.Arbitrary<Requirement> = fc.array(term, { maxLength: 2 });
  const lists = fc.array(fc.array(requirement, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
  const box = fc.tuple(...VARIABLES.map((variable) => fc.subarray(VALUES[variable] ?? [], { minLength: 1 }))).map(
    (values): Scenario => ({
      domains: new Map(VARIABLES.map((variable, index) => [variable, new Set(values[index])])),
      rest: 'open',
    }),
  );
  const completions = (scenario: Scenario): Scenario[] => {
    let all: Scenario[] = [{ domains: new Map(), rest: 'open' }];
    for (const [variable, values] of scenario.domains) {
      all = all.flatMap((each) =>
        [...values].map((value) => ({ ...each, domains: new Map(each.domains).set(variable, new Set([value])) })),
      );
    }
    return all;
  };

  it('finds the same sets of lists, and the same questions', () => {
    fc.assert(
      fc.property(box, lists, (scenario, entries) => {
        const named = entries.map((requirements, index) => ({ id: `list-${index}`, requirements }));
        const setIn = (each: Scenario) =>
          named
            .filter((list) => list.requirements.some((one) => requirementVerdict(each, one) === 'met'))
            .map((list) => list.id)
            .join();
        const all = completions(scenario);
        const expected = new Set(all.map(setIn));
        const found = membershipsOf(scenario, named).map((ids) => ids.join());
        expect(new Set(found)).toEqual(expected);
        expect(found).toHaveLength(expected.size);

        const changing = VARIABLES.filter((variable) =>
          all.some((each) =>
            [...(scenario.domains.get(variable) ?? [])].some(
              (value) =>
                setIn(each) !== setIn({ ...each, domains: new Map(each.domains).set(variable, new Set([value])) }),
            ),
          ),
        );
        expect(new Set(openVariables(scenario, named))).toEqual(new Set(changing));
      }),
      { numRuns },
    );
  });
});
