import {
  determine,
  type Determination,
  determineOverTime,
  explainText,
  type ExportFacts,
  type LineDetermination,
  OUTCOMES,
  outcomeAcross,
  type SettledOutcome,
  shortAnswer,
} from '@ytterby/core';
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

/** Names of goods in words that decide, in words that only suggest, and in words that say nothing. */
const NAMES = fc.oneof(
  fc.constantFrom(...(book.goods?.families ?? []).flatMap(({ words }) => words ?? [])),
  fc.constantFrom('dysprosium oxide', '氧化镝', 'NdFeB magnet', '磁体', 'lot 17', 'pump', '样品', 'scrap', ''),
);
const ITEMS = fc.constantFrom<Line['item']>(
  {},
  { form: 'part' },
  { form: 'part', contains: 'none' },
  { form: 'metal', elements: ['Ga'] },
  { form: 'oxide', elements: ['Dy', 'O'] },
  { form: 'unknown', elements: 'unknown' },
  { hs: '2846901800' },
);
const NAMED = fc
  .record({ item: ITEMS, names: fc.array(NAMES, { maxLength: 3 }), origin: fc.constantFrom(undefined, 'CN', 'JP') })
  .map(
    ({ item, names, origin }): Line => ({
      item: names.length === 0 ? item : { ...item, description: names.join(' ') },
      ...(origin === undefined ? {} : { origin }),
    }),
  );

describe('A line among others', () => {
  test('is answered as it is alone, whatever the others are called', () => {
    const some = fc.array(NAMED, { minLength: 2, maxLength: 6 });
    const way = fc.constantFrom<Partial<ExportFacts>>(
      {},
      { from: 'CN', exporter: { country: 'CN' } },
      { from: 'CN', to: 'US', exporter: { country: 'unknown' }, parties: [{ role: 'end-user', country: 'US' }] },
      { endUse: {}, asOf: '2025-06-01' },
    );
    fc.assert(
      fc.property(some, way, (lines, over) => {
        const facts = { ...abroad(lines.map((line, index) => ({ ...line, id: `line ${index}` }))), ...over };
        const among = determine(facts, book).lines;
        const short = shortAnswer(facts, book).lines;
        for (const [index, line] of facts.lines.entries()) {
          const alone = determine({ ...facts, lines: [line] }, book).lines[0];
          const there = JSON.stringify(among[index]).replaceAll(`lines[${index}]`, 'lines[0]');
          if (there !== JSON.stringify(alone)) expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(alone)));
          if (alone?.outcome === 'outside-pack')
            expectNoMoreThanKnown(alone, determine({ ...facts, lines: [line] }, book));
          expect(short[index]).toEqual(shortAnswer({ ...facts, lines: [line] }, book).lines[0]);
        }
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  test('says on its timeline, on the day asked about, what it answers, and so does each other reading', () => {
    const day = fc.constantFrom('2025-03-01', '2025-10-20', '2026-05-01', '2026-11-24', '2027-01-20');
    fc.assert(
      fc.property(fc.array(NAMED, { minLength: 1, maxLength: 2 }), day, (lines, asOf) => {
        const facts: ExportFacts = { ...abroad(lines), asOf, knownAt: '2026-12-01' };
        const timeline = determineOverTime(facts, book);
        for (const [index, line] of determine(facts, book).lines.entries()) {
          const stretches = (timeline[index] ?? []).filter(
            ({ from, until }) => from <= asOf && (until === null || asOf < until),
          );
          expect(outcomeAcross(stretches)).toBe(line.outcome);
          for (const { reading, alternatives } of line.turnsOn)
            for (const { option, outcome } of alternatives) {
              const readings = { [reading]: option };
              expect([option, determine(facts, book, { readings }).lines[index]?.outcome]).toEqual([option, outcome]);
            }
        }
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});

/** The headline says how strict the pack's own part may be in any branch, and nothing of what the pack does not hold. */
function expectNoMoreThanKnown({ branches }: LineDetermination, answer: Determination): void {
  const most = Math.max(...branches.flatMap(({ possible }) => possible.map((each) => OUTCOMES.indexOf(each))));
  const [headline = ''] = explainText(answer, 'en', { width: 10_000 }).split('\n');
  const named = { 'licence-required': '“licence required”', prohibited: '“prohibited”' }[OUTCOMES[most] as string];
  const wanted = named === undefined ? '' : `: the part that the pack decides may come to ${named}`;
  expect(headline).toMatch(
    new RegExp(`^OUTSIDE THE PACK( — STOP FOR REVIEW)?${wanted}(; \\d+ facts? would settle that part)?$`),
  );
}

/** One outcome for every line in every way, the strictest of each: by trying all. */
function strictestOf(lines: readonly (readonly SettledOutcome[])[]): readonly SettledOutcome[] {
  const ways = lines.reduce<readonly (readonly SettledOutcome[])[]>(
    (sofar, line) => sofar.flatMap((way) => line.map((outcome) => [...way, outcome])),
    [[]],
  );
  const found = new Set(ways.map((way) => Math.max(...way.map((outcome) => OUTCOMES.indexOf(outcome)))));
  return OUTCOMES.filter((_, index) => found.has(index));
}
