import { determine, determineOverTime, type ExportFacts, outcomesOf } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExportReading, readExportBytes } from '../intake/index.ts';
import { EXAMPLES } from '../report/example-exports.ts';
import { type AnsweredLine, type BatchLine, determineMany } from './batch.ts';

const book = loadLaw();

async function* readings(all: readonly ExportFacts[]): AsyncGenerator<ExportReading> {
  for (const [index, facts] of all.entries()) yield { row: index + 1, facts, notes: [] };
}

async function answersTo(
  all: readonly ExportFacts[] | AsyncIterable<ExportReading>,
  options: Parameters<typeof determineMany>[2] = {},
): Promise<BatchLine[]> {
  const lines: BatchLine[] = [];
  const source = Symbol.asyncIterator in all ? all : readings(all);
  for await (const line of determineMany(source, book, options)) lines.push(line);
  return lines;
}
const linesIn = (all: readonly BatchLine[]) => all.filter((line): line is AnsweredLine => line.kind === 'line');

describe('determineMany', () => {
  it('answers as determine does, on the day and over time', async () => {
    const facts = Object.values(EXAMPLES);
    const all = await answersTo(facts);
    const stretches = new Map(
      all.flatMap((line) => (line.kind === 'timeline' ? [[line.timeline, line.stretches] as const] : [])),
    );
    const wanted = facts.flatMap((each, index) => {
      const overTime = determineOverTime(each, book);
      const onTheDay = outcomesOf(each, book);
      return determine(each, book).lines.map((line, at) => ({
        row: index + 1,
        id: line.id,
        outcome: line.outcome,
        branches: onTheDay[at]?.branches,
        stretches: overTime[at],
      }));
    });
    expect(
      linesIn(all).map(({ row, id, outcome, branches, timeline }) => ({
        row,
        id,
        outcome,
        branches,
        stretches: stretches.get(timeline ?? -1),
      })),
    ).toEqual(wanted);
  });

  it('says what the export is, and why', async () => {
    const [line] = linesIn(await answersTo([EXAMPLES.prohibited]));
    expect(line).toMatchObject({
      kind: 'line',
      row: 1,
      id: 'oxide',
      description: '氧化镝 dysprosium oxide',
      destination: 'US',
      value: null,
      asOf: '2026-06-22',
      outcome: 'prohibited',
    });
    expect(line?.cite).toEqual({
      id: expect.stringMatching(/^cn\//),
      cite: { zh: expect.any(String), en: expect.any(String) },
    });
  });

  it.each([
    [{ amount: '12.50', currency: 'EUR' }, '12.50 EUR'],
    [{ amount: { min: '5', max: '6' } }, '5–6'],
    [{ amount: { max: '6' }, currency: 'CNY' }, '≤ 6 CNY'],
    [{ customs: { amount: '7', currency: 'USD' } }, '7 USD'],
    ['unknown', null],
  ] as const)('shows the value %j', async (value, shown) => {
    const facts = { ...EXAMPLES.prohibited, lines: [{ item: {}, value }] } as ExportFacts;
    expect(linesIn(await answersTo([facts]))[0]?.value).toBe(shown);
  });

  it('sends a timeline once, before the first line that has it, and a branch before its first use', async () => {
    const all = await answersTo([EXAMPLES.several, EXAMPLES.several, EXAMPLES.unconfirmed]);
    const numbers = all.flatMap((line) => (line.kind === 'timeline' ? [line.timeline] : []));
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const known = new Set<number>();
    const branches = new Set<string>();
    for (const line of all) {
      if (line.kind === 'branch') branches.add(line.branch);
      if (line.kind === 'timeline') known.add(line.timeline);
      const named = line.kind === 'timeline' ? line.stretches : line.kind === 'line' ? line.branches : [];
      for (const { branch } of named) expect(branches).toContain(branch);
      if (line.kind === 'line') expect(known).toContain(line.timeline);
    }
    expect(all.at(-1)).toMatchObject({ kind: 'end', exports: 3, lines: 7, problems: 0, timelines: known.size });
  });

  it('keeps bad exports and notes in their place', async () => {
    const csv =
      'id,description,to,asOf,extra\nA,oxide,DE,2026-11-10,x\nB,oxide,Mars,2026-11-10,\nC,oxide,FR,2026-11-10,\n';
    const all = await answersTo(readExportBytes(Buffer.from(csv), 'a.csv'));
    const shown = all.flatMap((line) => ('row' in line ? [`${line.kind} ${line.row}`] : []));
    expect(shown).toEqual(['note 2', 'line 2', 'problem 3', 'line 4']);
    expect(all.at(-1)).toMatchObject({ exports: 3, lines: 2, problems: 1 });
  });

  it('takes the days and readings of the caller', async () => {
    const [line] = linesIn(await answersTo([EXAMPLES.prohibited], { asOf: '2025-12-15', knownAt: '2025-10-20' }));
    expect([line?.asOf, line?.knownAt]).toEqual(['2025-12-15', '2025-10-20']);
    const [early] = linesIn(await answersTo([EXAMPLES.prohibited], { asOf: '2001-01-01' }));
    expect(early).toMatchObject({ outcome: 'not-covered', branches: [], timeline: null, cite: null });
  });

  it('stops when it is told to', async () => {
    const end = new AbortController();
    let seen = 0;
    const run = async () => {
      for await (const line of determineMany(readings(Array(50).fill(EXAMPLES.prohibited)), book, {
        signal: end.signal,
      }))
        if (line.kind === 'line' && ++seen === 3) end.abort(new Error('enough'));
    };
    await expect(run()).rejects.toThrow('enough');
    expect(seen).toBe(3);
  });

  it('leaves out of what it works out once only what decides nothing', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('permanent magnet', '含镝', 'dysprosium-free', 'SmCo', 'GaN wafers'),
    );
    const changed = fc.record({
      which: fc.constantFrom(...Object.values(EXAMPLES)),
      description: text,
      id: text,
      quantity: fc.nat(1e6).map(String),
      amount: fc.nat(1e6).map(String),
      name: fc.constantFrom(
        'MP Materials Corp.',
        'MP Material Corp',
        'Nordwind Turbinen GmbH',
        '上海某某有限公司',
        'US Army Garrison Bavaria',
        '航空自衛隊',
        'لوكهيد مارتن',
        'confidential customer',
        'unknown',
      ),
      country: fc.constantFrom('US', 'DE', 'JP', 'unknown'),
    });
    await fc.assert(
      fc.asyncProperty(changed, async ({ which, description, id, quantity, amount, name, country }) => {
        const own = which.bom === undefined ? { id, quantity, value: { amount, currency: 'EUR' } } : {};
        const facts: ExportFacts = {
          ...which,
          exporter: { ...which.exporter, name },
          parties: (which.parties ?? []).map(({ role, military = 'no' }) => ({
            role,
            name,
            country,
            military,
            owners: 'none',
          })),
          lines: which.lines.map((line) => ({ ...line, ...own, item: { ...line.item, description } })),
        };
        // The plain one first, so that the other is answered from what was worked out.
        const plain = {
          ...facts,
          parties: (facts.parties ?? []).map((party) => ({ ...party, name: 'Nordwind GmbH' })),
        };
        const lines = linesIn(await answersTo([which, plain, facts])).slice(2 * which.lines.length);
        expect(lines.map(({ branches }) => branches)).toEqual(outcomesOf(facts, book).map(({ branches }) => branches));
      }),
      { numRuns: 200 },
    );
  });
});
