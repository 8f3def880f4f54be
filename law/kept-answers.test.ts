import { determine, diffLaw, ENACTED, type ExportFacts, type LawBook, readingsOf, shortAnswer } from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { loadLaw } from './load.ts';

const RUNS = Math.min(Number(process.env.YTTERBY_RUNS ?? 15), 400);
/** The suite may share its cores with much else. */
vi.setConfig({ testTimeout: RUNS > 15 ? 0 : 900_000 });
const real = loadLaw();

/** A book that is asked for the first time: the same law, and nothing kept of it. */
const cold = (book: LawBook): LawBook => structuredClone(book);

/** The law with two content tests over different lists, as many in each. */
const small = (order: 'as-is' | 'turned'): LawBook => {
  const base = real.instruments.find(({ id }) => id === 'cn/mofcom-2025-61') as LawBook['instruments'][number];
  const duty = (id: string, of: string, within: string): (typeof base.provisions)[number] => ({
    ...(base.provisions.find((each) => each.id === 'cn/mofcom-2025-61/1(1)') as (typeof base.provisions)[number]),
    id,
    from: '2025-10-09',
    when: { all: [{ fact: 'content', of, in: within, atLeast: '0.001' }] },
    effect: { kind: 'licence-required' },
  });
  const [one, other] = ['cn/mofcom-gac-2025-18/items', 'cn/mofcom-gac-2025-57/items'] as const;
  const duties = [duty('cn/mofcom-2025-61/1(1)', one, one), duty('cn/mofcom-2025-61/1(2)', other, other)];
  const provisions = base.provisions.map((each) => {
    const made = duties.find(({ id }) => id === each.id);
    return made ?? each;
  });
  const ordered = order === 'as-is' ? provisions : provisions.toReversed();
  return {
    ...real,
    instruments: real.instruments.map((each) => (each === base ? { ...base, provisions: ordered } : each)),
  };
};
const BOOKS = { real, small: small('as-is'), turned: small('turned') } as const;

const LINE = fc.constantFrom<ExportFacts['lines'][number]>(
  { id: 'whole', item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }, origin: 'CN', madeIn: 'CN' },
  { id: 'whole', item: { description: 'dysprosium oxide' } },
  { id: 'whole', item: { form: 'oxide', elements: ['Dy', 'O'] }, origin: 'CN', madeIn: 'CN', technologyOrigin: 'CN' },
  { id: 'whole', item: { form: 'part', contains: [{ hs: '8505111000' }] }, origin: 'CN', madeIn: 'JP' },
);
const OWNERS = fc.constantFrom<NonNullable<NonNullable<ExportFacts['parties']>[number]['owners']>>(
  'none',
  [
    { name: 'MP Materials Corp.', share: '60 %', owners: 'none' },
    { name: 'Example Partners', share: '40 %', owners: 'none' },
  ],
  [
    { name: 'MP Materials Company', share: '60 %', owners: 'none' },
    { name: 'Example Partners', share: '40 %', owners: 'none' },
  ],
);
const PARTY = fc.record({
  role: fc.constantFrom('end-user' as const, 'importer' as const, 'consignee' as const),
  name: fc.constantFrom('Quellhorst GmbH', 'MP Materials Corp.', 'MP Materials Company', 'Skydio, Inc.'),
  country: fc.constantFrom('US', 'DE'),
  military: fc.constantFrom('no' as const, 'unknown' as const),
  owners: OWNERS,
});
const BOM = fc.constantFrom<ExportFacts['bom']>(undefined, {
  parts: [
    {
      id: 'whole',
      item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
      value: { amount: '100', currency: 'EUR' },
      inputs: [{ part: 'dy', quantity: '1' }],
    },
    { id: 'dy', item: { form: 'metal', elements: ['Dy'] }, value: { amount: '1', currency: 'EUR' }, origin: 'CN' },
  ],
});

const question = fc.record({
  book: fc.constantFrom('real' as const, 'small' as const, 'turned' as const),
  facts: fc
    .record({
      asOf: fc.constantFrom('2025-10-20', '2025-10-20', '2026-05-01', '2026-06-22', '2026-11-24'),
      knownAt: fc.constantFrom('2025-10-20', '2026-11-24', '2026-11-24'),
      from: fc.constantFrom('CN', 'JP'),
      to: fc.constantFrom('US', 'DE'),
      line: LINE,
      parties: fc.array(PARTY, { minLength: 1, maxLength: 2 }),
      bom: BOM,
    })
    .map(
      ({ line, bom, from, ...rest }): ExportFacts => ({
        ...rest,
        act: 'export',
        from,
        exporter: { country: from },
        endUse: { kind: 'civil', dangerKnown: 'no' },
        lines: [line],
        ...(bom === undefined ? {} : { bom }),
      }),
    ),
  readings: fc.constantFrom<Record<string, string>>(
    {},
    { 'end-day': 'excluded' },
    { 'notice-13': 'suspended' },
    { 'finished-product': 'caught' },
    { 'owners-sum': 'sum' },
  ),
  short: fc.boolean(),
});

/** Questions that differ from one in a single fact each: those that a key that leaves something out takes for the same. */
const questions = fc
  .tuple(
    question,
    fc.array(fc.tuple(question, fc.constantFrom('parties', 'lines', 'knownAt', 'bom', 'readings', 'book')), {
      minLength: 2,
      maxLength: 5,
    }),
  )
  .map(([first, others]) => [
    first,
    ...others.map(([other, differs]) =>
      differs === 'readings' || differs === 'book'
        ? { ...first, [differs]: other[differs] }
        : { ...first, facts: { ...first.facts, [differs]: other.facts[differs] } },
    ),
  ]);

describe('Answers that are kept', () => {
  test('are those of a cold start, whoever asked before, in whatever order and however often', () => {
    fc.assert(
      fc.property(questions, (questions) => {
        const ask = ({ facts, readings, short }: (typeof questions)[number], law: LawBook) =>
          short ? shortAnswer(facts, law, { readings }) : determine(facts, law, { readings });
        const wanted = questions.map((each) => ask(each, cold(BOOKS[each.book])));
        const asked = [...questions, ...questions.toReversed()];
        const found = asked.map((each) => ask(each, BOOKS[each.book]));
        expect(found).toEqual([...wanted, ...wanted.toReversed()]);
        // The order in which the law stands written is no part of it.
        const outcome = (facts: ExportFacts, book: LawBook) => {
          const { lines } = shortAnswer(facts, book);
          return lines.map(({ branches }) => branches.map(({ branch, possible }) => [branch, possible]));
        };
        for (const { facts } of questions) expect(outcome(facts, BOOKS.small)).toEqual(outcome(facts, BOOKS.turned));
      }),
      { numRuns: RUNS },
    );
  });

  test('of a law are those of its day of knowledge, whichever day was asked about before', () => {
    const readings = readingsOf(real);
    const moment = (knownAt: string) => ({ asOf: '2025-10-20', knownAt, branch: ENACTED, readings });
    const difference = (book: LawBook, [one, other]: readonly string[]) =>
      diffLaw({ book, moment: moment(one ?? '') }, { book, moment: moment(other ?? '') }, 1).provisions;
    const pairs = [
      ['2025-10-20', '2026-05-01'],
      ['2026-05-01', '2025-10-20'],
      ['2025-10-20', '2025-10-20'],
    ];
    for (const pair of pairs) expect(difference(real, pair)).toEqual(difference(cold(real), pair));
    expect(difference(real, pairs[0] ?? []).length).toBeGreaterThan(0);
  });

  const made = (over: Partial<ExportFacts>): ExportFacts => ({
    asOf: '2025-10-20',
    knownAt: '2026-11-24',
    act: 'export',
    from: 'JP',
    to: 'DE',
    exporter: { country: 'JP' },
    endUse: { kind: 'civil', dangerKnown: 'no' },
    parties: [{ role: 'end-user', name: 'Quellhorst GmbH', country: 'DE', military: 'no', owners: 'none' }],
    lines: [{ id: 'whole', item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }, origin: 'JP', madeIn: 'JP' }],
    ...over,
  });

  test('of two content tests over different lists do not mix, whichever stands first in the law', () => {
    const bom: ExportFacts['bom'] = {
      parts: [
        {
          id: 'whole',
          item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          value: { amount: '100', currency: 'EUR' },
          rareEarths: 'listed-below',
          inputs: [{ part: 'dy', quantity: '1' }],
        },
        {
          id: 'dy',
          item: { form: 'metal', elements: ['Dy'] },
          value: { amount: '1', currency: 'EUR' },
          origin: 'CN',
          rareEarths: 'none',
        },
      ],
    };
    const outcomes = [BOOKS.small, BOOKS.turned].map((book) => shortAnswer(made({ bom }), cold(book)).outcome);
    expect(outcomes).toEqual(['licence-required', 'licence-required']);
  });

  test('about later days are those of these parties in these roles, not of others that are alike today', () => {
    const owners = [
      { name: 'MP Materials Corp.', share: '60 %', owners: 'none' as const },
      { name: 'Example Partners', share: '40 %', owners: 'none' as const },
    ];
    // Listed from 2026-06-22: alike before, and not after. Under this reading paragraph 2 of No. 61 bars a humanitarian exemption.
    const readings = { 'humanitarian-and-refusal': 'refusal-bars' };
    const user = { role: 'end-user' as const, name: 'Quellhorst GmbH', country: 'DE', military: 'no' as const };
    const asked = (['consignee', 'importer'] as const).map((role) =>
      made({
        asOf: '2026-06-01',
        endUse: { kind: 'humanitarian-medical', dangerKnown: 'no' },
        lines: [{ item: { form: 'metal', elements: ['Dy'] }, origin: 'CN', madeIn: 'CN', technologyOrigin: 'CN' }],
        parties: [
          { ...user, owners: 'none' },
          { role, name: 'Example Trading Ltd', country: 'DE', military: 'no', owners },
        ],
      }),
    );
    const changes = (facts: ExportFacts, book: LawBook) => shortAnswer(facts, book, { readings }).lines[0]?.changes;
    const coldly = asked.map((facts) => changes(facts, cold(real)));
    expect(coldly[0]).not.toEqual(coldly[1]);
    const warm = cold(real);
    expect(asked.map((facts) => changes(facts, warm))).toEqual(coldly);
  });
});
