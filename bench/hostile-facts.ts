import type { ExportFacts, LawBook } from '@ytterby/core';

type Owner = Exclude<NonNullable<NonNullable<ExportFacts['parties']>[number]['owners']>, string>[number];

const base = (asOf = '2025-12-15'): ExportFacts => ({
  asOf,
  act: 'export',
  from: 'CN',
  to: 'US',
  exporter: { country: 'CN' },
  endUse: { kind: 'civil', dangerKnown: 'no' },
  parties: [{ role: 'end-user', name: 'Example GmbH', country: 'US', military: 'no', owners: 'none' }],
  lines: [{ item: { form: 'metal', elements: ['Dy'] }, madeIn: 'CN', origin: 'CN' }],
});

/** Names like listed ones: a few of each list in turn, written a little otherwise. */
function likeNames(book: LawBook, count: number): readonly string[] {
  const names = book.partyLists.flatMap(({ entries }) => entries.flatMap(({ en }) => (en === undefined ? [] : [en])));
  const step = Math.max(1, Math.floor(names.length / count));
  return Array.from({ length: count }, (_, number) => {
    const name = names[(number * step) % names.length] ?? 'TDK Corporation';
    return `${name} Trading`;
  });
}

const lines = (count: number, line: (number: number) => ExportFacts['lines'][number]): ExportFacts => ({
  ...base(),
  lines: Array.from({ length: count }, (_, number) => line(number)),
});

/** Owners above owners, so many levels up. */
function chain(depth: number, name: (level: number) => string): Owner {
  let owner: Owner = { name: name(depth), share: '60 %', owners: 'unknown' };
  for (let level = depth - 1; level >= 0; level -= 1) owner = { name: name(level), share: '60 %', owners: [owner] };
  return owner;
}

const owned = (owners: readonly Owner[]): ExportFacts => ({
  ...base(),
  parties: [{ role: 'end-user', name: 'Example GmbH', country: 'US', military: 'no', owners: [...owners] }],
});

/** Facts within the schema that cost the most for their size, by what is awkward about them. */
export const HOSTILE: Readonly<Record<string, (book: LawBook) => ExportFacts>> = {
  '200 parties with names like listed ones': (book) => ({
    ...base('2026-11-24'),
    parties: likeNames(book, 200).map((name) => ({
      role: 'end-user',
      name,
      country: 'US',
      military: 'no',
      owners: 'none',
    })),
  }),
  '200 parties of which nothing is known': () => ({
    ...base('2026-11-24'),
    parties: Array.from({ length: 200 }, () => ({ role: 'end-user' as const })),
  }),
  '200 owners with names like listed ones': (book) =>
    owned(likeNames(book, 200).map((name) => ({ name, share: '0.5 %', owners: 'unknown' }))),
  '200 parties, each with an owner like a listed one': (book) => ({
    ...base('2026-11-24'),
    parties: likeNames(book, 200).map((name, number) => ({
      role: 'end-user',
      name: `Quellhorst ${number} GmbH`,
      country: 'US',
      military: 'no',
      owners: [{ name, share: '60 %', owners: 'none' }],
    })),
  }),
  'owners 2,000 levels deep': () => owned([chain(1_999, (level) => `Quellhorst Holding ${level}`)]),
  'owners 20,000 levels deep': () => owned([chain(20_000, (level) => `Quellhorst Holding ${level}`)]),
  '2,000 owners beside each other': () =>
    owned(
      Array.from({ length: 2_000 }, (_, number) => ({
        name: `Quellhorst ${number}`,
        share: '0.05 %',
        owners: 'unknown',
      })),
    ),
  'a circle of 1,000 owners': () => owned([chain(1_999, (level) => `Quellhorst Holding ${level % 1_000}`)]),
  '300 lines with only a description': () =>
    lines(300, (number) => ({ item: { description: `sintered magnet with dysprosium, lot ${number}` } })),
  '300 lines alike': () => lines(300, () => ({ item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] } })),
  '300 lines of which each differs': () =>
    lines(300, (number) => ({
      item: {
        form: 'alloy',
        elements: ['Nd', 'Fe', 'B'],
        massFractions: { Dy: `0.000${number + 1}` },
        mayContain: ['Dy'],
      },
    })),
  '300 lines and 50 parties like listed ones': (book) => ({
    ...lines(300, (number) => ({ item: { description: `lot ${number}` } })),
    parties: likeNames(book, 50).map((name) => ({ role: 'importer', name })),
  }),
  'a bill of 2,000 open parts': () => ({
    ...base(),
    lines: [{ id: 'whole', item: { form: 'assembly' } }],
    bom: {
      parts: [
        {
          id: 'whole',
          value: { amount: '1000', currency: 'USD' },
          inputs: Array.from({ length: 2_000 }, (_, number) => ({ part: `p${number}`, quantity: '1' })),
        },
        ...Array.from({ length: 2_000 }, (_, number) => ({
          id: `p${number}`,
          item: { description: `part ${number}` },
        })),
      ],
    },
  }),
};
