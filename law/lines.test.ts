import { determine, type ExportFacts, OUTCOMES, type SettledOutcome, shortAnswer } from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const book = loadLaw();
type Line = ExportFacts['lines'][number];

/** Abroad to abroad, from the first day after the printed end of the pause: the enacted text and the announced extension part. */
const abroad = (lines: readonly Line[]): ExportFacts => ({
  asOf: '2026-11-24',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  endUse: { kind: 'civil', dangerKnown: 'no' },
  parties: [
    { role: 'end-user', name: 'Example GmbH', country: 'DE', military: 'no', owners: 'none', listEntry: 'none' },
  ],
  lines: [...lines],
});
const CAUGHT: Line = {
  item: { form: 'metal', elements: ['Dy'] },
  madeIn: 'JP',
  origin: 'CN',
  technologyOrigin: 'CN',
};
const FREE: Line = { ...CAUGHT, origin: 'JP', technologyOrigin: 'JP' };
const OPEN: Line = { ...CAUGHT, origin: 'unknown', technologyOrigin: 'JP' };

describe('Lines of one export', () => {
  test('that are all open to an announcement leave the export open to it', () => {
    expect(determine(abroad([CAUGHT]), book).outcome).toBe('unconfirmed');
    for (const answer of [determine(abroad([CAUGHT, CAUGHT]), book), shortAnswer(abroad([CAUGHT, CAUGHT]), book)])
      expect(answer.outcome).toBe('unconfirmed');
    const { branches } = determine(abroad([CAUGHT, CAUGHT]), book);
    expect(branches.map(({ possible }) => possible)).toEqual([['licence-required'], ['no-licence-required']]);
  });

  test('make the export the strictest of them in each branch, in whatever order and however often they stand there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(CAUGHT, FREE, OPEN), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('2025-10-20', '2026-05-01', '2026-11-10', '2026-11-24', '2027-01-20'),
        (lines, asOf) => {
          const facts = { ...abroad(lines), asOf };
          const answer = determine(facts, book);
          const branches =
            answer.lines[0]?.branches.length === 1 ? ['enacted'] : answer.branches.map(({ branch }) => branch);
          for (const branch of branches) {
            const each = answer.lines.map(
              (line) => (line.branches.find((one) => one.branch === branch) ?? line.branches[0])?.possible ?? [],
            );
            const whole = answer.branches.find((one) => one.branch === branch)?.possible;
            expect(whole).toEqual(strictestOf(each));
          }
          const again = determine({ ...facts, lines: [...lines.toReversed(), ...lines] }, book);
          expect([again.outcome, again.possible]).toEqual([answer.outcome, answer.possible]);
          expect(again.branches).toEqual(answer.branches);
          expect(shortAnswer(facts, book).outcome).toBe(answer.outcome);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** One outcome for every line in every way, the strictest of each: by trying all. */
function strictestOf(lines: readonly (readonly SettledOutcome[])[]): readonly SettledOutcome[] {
  const ways = lines.reduce<readonly (readonly SettledOutcome[])[]>(
    (sofar, line) => sofar.flatMap((way) => line.map((outcome) => [...way, outcome])),
    [[]],
  );
  const found = new Set(ways.map((way) => Math.max(...way.map((outcome) => OUTCOMES.indexOf(outcome)))));
  return OUTCOMES.filter((_, index) => found.has(index));
}
