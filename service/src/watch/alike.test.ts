import { alikeKey, determine, type ExportFacts, type ItemFacts, outcomesOf, shortAnswer } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const book = loadLaw();
const FACTS: ExportFacts = {
  asOf: '2026-11-24',
  from: 'CN',
  to: 'DE',
  exporter: { name: 'Example Exporter', country: 'CN' },
  parties: [{ role: 'end-user', name: 'Example Servo GmbH', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil', description: 'servo motors' },
  lines: [
    {
      id: 'a',
      item: { description: 'targets', form: 'target', elements: ['Dy'] },
      quantity: '5',
      unit: 'kg',
      origin: 'CN',
    },
  ],
};
const [LINE] = FACTS.lines as [ExportFacts['lines'][number]];
const [PARTY] = FACTS.parties as [NonNullable<ExportFacts['parties']>[number]];
/** Everything that the answer comes to, but for what the lines are called. */
const nameless = (facts: ExportFacts) => {
  const { lines, ...answer } = shortAnswer(facts, book);
  return { ...answer, lines: lines.map((line) => ({ ...line, id: '', description: '' })) };
};

describe('alikeKey', () => {
  test.each<readonly [string, ExportFacts]>([
    [
      'other names and descriptions',
      { ...FACTS, exporter: { name: 'Another', country: 'CN' }, endUse: { kind: 'civil' } },
    ],
    ['another party that no list names', { ...FACTS, parties: [{ ...PARTY, name: 'Quite Another AG' }] }],
    [
      'another quantity, value and number of the line',
      { ...FACTS, lines: [{ ...LINE, id: 'b', quantity: '7', value: { amount: '9' } }] },
    ],
  ])('is the same with %s, and so is the answer', (_, other) => {
    expect(alikeKey(other, book)).toBe(alikeKey(FACTS, book));
    expect(nameless(other)).toEqual(nameless(FACTS));
  });

  test.each<readonly [string, ExportFacts]>([
    ['another day', { ...FACTS, asOf: '2026-11-09' }],
    ['another destination', { ...FACTS, to: 'US' }],
    ['another item', { ...FACTS, lines: [{ ...LINE, item: { form: 'target', elements: ['Cu'] } }] }],
    ['a listed party', { ...FACTS, parties: [{ ...PARTY, name: 'TDK Corporation' }] }],
    ['a party like a listed one', { ...FACTS, parties: [{ ...PARTY, name: 'TDK Corp' }] }],
    ['an owner', { ...FACTS, parties: [{ ...PARTY, owners: [{ name: 'TDK Corporation', share: '0.6' }] }] }],
    ['an unnamed party', { ...FACTS, parties: [{ role: 'end-user', country: 'DE', military: 'no', owners: 'none' }] }],
    ['a military user', { ...FACTS, parties: [{ ...PARTY, military: 'yes' }] }],
    ['a second line', { ...FACTS, lines: [LINE, LINE] }],
  ])('differs with %s', (_, other) => {
    expect(alikeKey(other, book)).not.toBe(alikeKey(FACTS, book));
  });

  test('whatever parties and goods are called, equal keys have equal outcomes', () => {
    const names = [
      'Quellhorst GmbH',
      'Nordwind AG',
      'US Army Garrison Bavaria',
      'Army Depot',
      'لوكهيد مارتن',
      'TDK Corp',
    ];
    const words = [
      undefined,
      'bracket',
      'SmCo magnet',
      'permanent magnet',
      'dysprosium oxide',
      'dysprosium-free',
      '钐钴',
      'GaN wafers',
    ];
    const some = fc.record({
      name: fc.constantFrom(...names, 'confidential customer', '航空自衛隊'),
      country: fc.constantFrom('DE', 'US'),
      description: fc.constantFrom(...words),
      item: fc.constantFrom<ItemFacts>(
        { form: 'oxide', elements: ['Nd', 'O'] },
        { form: 'assembly', contains: 'none' },
        { form: 'finished-product', contains: [{ form: 'magnet', elements: ['Nd', 'Fe', 'B'] }] },
        {},
      ),
      part: fc.constantFrom(...words),
    });
    const factsOf = ({
      name,
      country,
      description,
      item,
      part,
    }: typeof some extends fc.Arbitrary<infer T> ? T : never) => ({
      ...FACTS,
      to: country,
      parties: [{ ...PARTY, name, country }],
      lines: [{ ...LINE, id: 'whole', item: { ...item, ...(description === undefined ? {} : { description }) } }],
      ...(part === undefined
        ? {}
        : {
            bom: {
              parts: [
                { id: 'whole', inputs: [{ part: 'p', quantity: '1' }] },
                { id: 'p', item: { description: part }, origin: 'CN' },
              ],
            },
          }),
    });
    const outcomes = (facts: ExportFacts) => outcomesOf(facts, book).map(({ branches }) => branches);
    const answered = new Map<string, { facts: ExportFacts; outcomes: unknown }>();
    fc.assert(
      fc.property(some, (each) => {
        const facts = factsOf(each) as ExportFacts;
        const key = alikeKey(facts, book);
        const known = answered.get(key) ?? { facts, outcomes: outcomes(facts) };
        answered.set(key, known);
        expect(outcomes(facts), JSON.stringify([facts, known.facts])).toEqual(known.outcomes);
      }),
      { numRuns: 600 },
    );
  });

  test('with a bill of materials the numbers of lines and parts count, and so do values', () => {
    const bill = (value: string): ExportFacts => ({
      ...FACTS,
      lines: [{ id: 'motor', item: { form: 'assembly' } }],
      bom: {
        parts: [
          { id: 'motor', value: { amount: '100' }, inputs: [{ part: 'magnet', quantity: '1' }] },
          {
            id: 'magnet',
            item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
            origin: 'CN',
            value: { amount: value },
          },
        ],
      },
    });
    expect(alikeKey(bill('0.05'), book)).not.toBe(alikeKey(bill('5'), book));
    expect(alikeKey({ ...bill('5'), lines: [{ id: 'magnet', item: { form: 'assembly' } }] }, book)).not.toBe(
      alikeKey(bill('5'), book),
    );
  });
});

describe('shortAnswer', () => {
  test.each<readonly [string, ExportFacts]>([
    ['dysprosium targets to Germany', FACTS],
    ['to the United States, in the pause', { ...FACTS, to: 'US', asOf: '2026-11-09' }],
    ['an unknown end use', { ...FACTS, endUse: { kind: 'unknown' } }],
    ['a listed party', { ...FACTS, parties: [{ ...PARTY, name: 'TDK Corporation', country: 'JP' }] }],
    [
      'two lines',
      { ...FACTS, lines: [LINE, { id: 'copper', item: { form: 'metal', elements: ['Cu'], code: 'none' } }] },
    ],
    ['before the pack begins', { ...FACTS, asOf: '2020-01-01' }],
  ])('says what determine says: %s', (_, facts) => {
    const { asOf, knownAt, outcome, possible, lines } = determine(facts, book);
    expect(shortAnswer(facts, book)).toEqual({
      asOf,
      knownAt,
      outcome,
      possible,
      lines: lines.map(({ id, description, outcome: each, branches, changes }) => ({
        id,
        description,
        outcome: each,
        branches: branches.map((branch) => {
          const { findings: _, permissionForms: __, ...rest } = branch;
          return rest;
        }),
        changes,
      })),
    });
  });
});
