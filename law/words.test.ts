import { determine, type ExportFacts, outcomesOf } from '@ytterby/core';
import { expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const book = loadLaw();
type Item = ExportFacts['lines'][number]['item'];

const exported = (item: Item): ExportFacts => ({
  asOf: '2026-03-02',
  act: 'export',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN' },
  parties: [
    { role: 'end-user', name: 'Quellhorst GmbH', country: 'DE', military: 'no', listEntry: 'none', owners: 'none' },
  ],
  endUse: { kind: 'civil', dangerKnown: 'no' },
  lines: [{ item, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' }],
});

/** Neodymium oxide, which is on no list, said in every way; and words of another rare earth, whose oxide is. */
const FACTS: readonly Item[] = [
  { form: 'oxide', elements: ['Nd', 'O'] },
  { form: 'oxide', elements: ['O', 'Nd'], mayContain: [] },
  { form: 'oxide', formula: 'Nd2O3' },
  { form: 'oxide', formula: 'Nd2O3', elements: ['Nd', 'O'] },
  { cas: '1313-97-9' },
  { form: 'oxide', cas: '1313-97-9', massFractions: {} },
];
const OTHERS = [
  ['Dy', '镝', 'dysprosium', 'dysprosia'],
  ['Tb', '铽', 'terbium', 'terbia'],
  ['Sm', '钐', 'samarium', 'samaria'],
  ['Gd', '钆', 'gadolinium', 'gadolinia'],
  ['Lu', '镥', 'lutetium', 'lutetia'],
  ['Sc', '钪', 'scandium', 'scandia'],
  ['Y', '钇', 'yttrium', 'yttria'],
] as const;

test.each(OTHERS)('words of %s are heard beside the composition of another', (symbol, zh, en, oxide) => {
  const words = [
    `氧化${zh}`,
    `${zh}氧化物`,
    `${en} oxide`,
    en.toUpperCase(),
    oxide,
    `${en}oxid`,
    `${symbol}2O3 powder`,
  ];
  for (const facts of FACTS) {
    const plain = outcomesOf(exported(facts), book)[0]?.branches[0]?.possible;
    expect(plain).toEqual(['not-subject']);
    for (const item of [
      ...words.map((description) => ({ ...facts, description })),
      { ...facts, description: words[0] ?? '', massFractions: { [symbol]: '0' } },
    ]) {
      const told = exported(item);
      expect(outcomesOf(told, book)[0]?.branches[0]?.possible, JSON.stringify(item)).toContain('licence-required');
      expect(JSON.stringify(determine(told, book).lines[0]?.classification.problems)).toContain(
        'elements-contradict-description',
      );
    }
    for (const description of [`不含${zh}`, `${en}-free`, 'neodymium oxide', '氧化钕', 'lot 17'])
      expect(outcomesOf(exported({ ...facts, description }), book)[0]?.branches[0]?.possible).toEqual(['not-subject']);
  }
});
