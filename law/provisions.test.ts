import { determine, type ExportFacts } from '@ytterby/core';
import { expect, test } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

const law = loadLaw();
const cases = loadCases().filter((each): each is DeterminationCase => 'facts' in each && each.facts !== undefined);
const deciding = law.instruments.flatMap(({ kind, provisions }) =>
  kind === 'statement' ? [] : provisions.filter(({ effect }) => effect !== undefined && effect.kind !== 'lists'),
);

/** What differs between two exports, field by field of the facts. */
function differences(one: ExportFacts, other: ExportFacts): number {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof ExportFacts)[]);
  return [...fields].filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field])).length;
}

/** The provisions that reach an export for certain, not at all, or by a fact that is not known; worked out, not declared. */
const reached = cases.map((each) => {
  const { findings } = determine(each.facts, law, { readings: each.readings }).lines[0]?.branches[0] ?? {
    findings: [],
  };
  return new Map(findings.map(({ id, applies }) => [id, applies]));
});

test('every provision that decides has a case that it catches, one that it just misses, and one that is open', () => {
  const lacking = deciding.flatMap(({ id, when }) => {
    const of = (verdict: string) => cases.filter((_, index) => (reached[index]?.get(id) ?? 'not-met') === verdict);
    const caught = of('met');
    // One fact, or a day and what was known on it, apart from an export that is caught.
    const justMissed = of('not-met').some((missed) =>
      caught.some((each) => differences(each.facts, missed.facts) <= 2),
    );
    return [
      ...(caught.length === 0 ? [`${id}: none is caught`] : []),
      ...(justMissed ? [] : [`${id}: none is just missed`]),
      ...(when !== undefined && of('unknown').length === 0 ? [`${id}: none is open`] : []),
    ];
  });
  expect(lacking).toEqual([]);
});
