import { describe, expect, it } from 'vitest';
import type { ItemFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import type { ItemList, ListEntry } from '../law/instrument.ts';
import { type ClassifyOptions, classify, containedCodes } from './classify.ts';

/** Entries of the law, few enough to check by hand. Names are those of the texts. */
type Row = [code: string, zh: string, en: string, match: ListEntry['match'], hs?: ListEntry['hs']];
const list = (id: string, kind: ItemList['kind'], rows: Row[]): ItemList => ({
  id,
  kind,
  title: { zh: id, en: id },
  source: ['the announcement'],
  verified: 'partly',
  entries: rows.map(([code, zh, en, match, hs]) => ({
    code,
    name: { zh, en },
    match,
    verified: 'partly',
    ...(hs === undefined ? {} : { hs }),
  })),
});
const only = { onlyElements: 'yes' } as const;
const MAGNET = ['magnet', 'magnet-powder'];

const NO_18 = 'cn/mofcom-gac-2025-18/items';
const NO_56 = 'cn/mofcom-gac-2025-56/items';
const NO_57 = 'cn/mofcom-gac-2025-57/items';
const NO_62 = 'cn/mofcom-2025-62/items';
const PART_1 = 'cn/mofcom-2025-61/annex-1-part-1';
const PART_2 = 'cn/mofcom-2025-61/annex-1-part-2';
const LISTS = [
  list(NO_18, 'dual-use', [
    ['1C902.a.1', '金属钐', 'samarium metal', { form: ['metal'], elements: ['Sm'], ...only }, [{ code: '2805301910' }]],
    ['1C902.a.4', '钐钴永磁材料', 'SmCo magnet material', { form: MAGNET, elements: ['Sm', 'Co'] }],
    ['1C902.b', '氧化钐及其混合物', 'samarium oxide', { form: ['oxide', 'mixture'], elements: ['Sm'] }],
    [
      '1C903.a.1',
      '金属钆',
      'gadolinium metal',
      { form: ['metal'], elements: ['Gd'], ...only },
      [{ code: '2805301910' }],
    ],
    ['1C904.a.4', '含铽的钕铁硼永磁材料', 'NdFeB with Tb', { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Tb'] }],
    ['1C904.b', '氧化铽及其混合物', 'terbium oxide', { form: ['oxide', 'mixture'], elements: ['Tb'] }],
    ['1C905.a.2.a', '镝铁合金', 'dysprosium-iron alloy', { form: ['alloy'], elements: ['Dy', 'Fe'], ...only }],
    ['1C905.a.4', '含镝的钕铁硼永磁材料', 'NdFeB with Dy', { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Dy'] }],
    [
      '1C905.b',
      '氧化镝及其混合物',
      'dysprosium oxide and its mixtures',
      { form: ['oxide', 'mixture'], elements: ['Dy'] },
      [{ code: '2846901500' }],
    ],
    [
      '1C905.c',
      '含镝的化合物及其混合物',
      'dysprosium compounds',
      { form: ['compound', 'mixture'], elements: ['Dy'] },
      [{ code: '2846904810', from: '2026-01-01' }],
    ],
    ['1C906.a.1', '金属镥', 'lutetium metal', { form: ['metal'], elements: ['Lu'], ...only }, [{ code: '2805301910' }]],
    ['1C907.a.2.a', '钪铝合金', 'scandium-aluminium alloy', { form: ['alloy'], elements: ['Sc', 'Al'], ...only }],
  ]),
  list(NO_57, 'dual-use', [
    ['1C909.a.1', '金属钬', 'holmium metal', { form: ['metal'], elements: ['Ho'], ...only }],
    ['1C912.a.4.a', '荧光粉', 'phosphor with europium', { form: ['luminescent-material'], elements: ['Eu'] }],
  ]),
  list(NO_56, 'dual-use', [
    ['2B902.d', '萃取槽', 'extraction tank', { form: ['equipment'], declaredOnly: 'yes' }],
    ['1C914.a', '稀土矿', 'rare-earth ore', { form: ['ore'], elements: ['REE'] }],
    ['1C914.c.2', 'P204', 'P204', { form: ['reagent'], cas: ['298-07-7'] }],
  ]),
  list(NO_62, 'dual-use', [
    ['1E902.a', '稀土技术', 'technology', { form: ['technology'], technologyFor: ['mining', 'magnet-making'] }],
  ]),
  list(PART_1, 'annex', [
    ['part-1/1', '金属钐', 'samarium metal', { form: ['metal'], elements: ['Sm'], ...only }],
    ['part-1/3', '金属钆', 'gadolinium metal', { form: ['metal'], elements: ['Gd'], ...only }],
    ['part-1/5', '金属镥', 'lutetium metal', { form: ['metal'], elements: ['Lu'], ...only }],
    ['part-1/9', '铽铁合金', 'terbium-iron alloy', { form: ['alloy'], elements: ['Tb', 'Fe'], ...only }],
    ['part-1/10', '镝铁合金', 'dysprosium-iron alloy', { form: ['alloy'], elements: ['Dy', 'Fe'], ...only }],
    ['part-1/12', '氧化镝', 'dysprosium oxide', { form: ['oxide'], elements: ['Dy'] }],
  ]),
  list(PART_2, 'annex', [
    ['I.1', '钐钴永磁材料', 'SmCo magnet material', { form: MAGNET, elements: ['Sm', 'Co'] }],
    ['I.2', '含铽的钕铁硼永磁材料', 'NdFeB with Tb', { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Tb'] }],
    ['I.3', '含镝的钕铁硼永磁材料', 'NdFeB with Dy', { form: MAGNET, elements: ['Nd', 'Fe', 'B', 'Dy'] }],
    [
      'I.4',
      '含有以上材料的零件、部件、组件',
      'parts, components, assemblies',
      { form: ['part', 'assembly', 'finished-product'], contains: ['I.1', 'I.2', 'I.3'] },
    ],
  ]),
];
const OPTIONS: ClassifyOptions = { finishedProduct: 'open', terbiumIron: 'as-printed', asOf: '2025-10-20' };
const SHORT: Record<string, string> = {
  [NO_18]: '18',
  [NO_56]: '56',
  [NO_57]: '57',
  [NO_62]: '62',
  [PART_1]: 'p1',
  [PART_2]: 'p2',
};
const run = (item: ItemFacts, options: Partial<ClassifyOptions> = {}) =>
  classify(item, LISTS, { ...OPTIONS, ...options });
/** `18 p1 | -` = on No. 18 and Part 1, or on none. */
const sets = (item: ItemFacts, options: Partial<ClassifyOptions> = {}) =>
  run(item, options)
    .memberships.map((ids) => ids.map((id) => SHORT[id]).join(' ') || '-')
    .join(' | ');
const verdict = (item: ItemFacts, code: string, options: Partial<ClassifyOptions> = {}): Verdict =>
  run(item, options).entries.find((each) => each.code === code)?.verdict ?? 'not-met';
const problems = (item: ItemFacts) => run(item).problems.map((each) => each.code);
const asks = (item: ItemFacts) => run(item).questions.map((each) => each.fact + (each.element ?? ''));
const DY_MAGNET = { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] } as const satisfies Record<string, unknown>;
const dyMagnet: ItemFacts = { form: 'magnet', elements: [...DY_MAGNET.elements] };
const plainMagnet: ItemFacts = { form: 'magnet', elements: ['Nd', 'Fe', 'B'] };

describe('structure decides', () => {
  it.each<[string, ItemFacts, string]>([
    ['dysprosium oxide is 1C905.b and 氧化镝 of Part 1', { form: 'oxide', elements: ['Dy', 'O'] }, '18 p1'],
    ['a formula gives elements and form', { formula: 'Dy₂O₃' }, '18 p1'],
    ['a CAS number gives elements and form', { cas: '1308-87-8' }, '18 p1'],
    ['an oxide of two listed elements meets both entries', { form: 'oxide', elements: ['Dy', 'Tb', 'O'] }, '18 p1'],
    ['neodymium-praseodymium oxide is on no list', { form: 'oxide', elements: ['Nd', 'Pr', 'O'] }, '-'],
    ['NdFeB with dysprosium', dyMagnet, '18 p2'],
    ['NdFeB without', plainMagnet, '-'],
    ['0.08 % dysprosium counts: there is no threshold', { ...plainMagnet, massFractions: { Dy: '0.0008' } }, '18 p2'],
    ['in per cent as well', { ...plainMagnet, massFractions: { Dy: '0.08 %' } }, '18 p2'],
    ['exactly none is none', { form: 'magnet', elements: ['Nd', 'Fe', 'B'], massFractions: { Dy: '0.00' } }, '-'],
    ['from none to some is open', { ...plainMagnet, massFractions: { Dy: { max: '0.1 %' } } }, '- | 18 p2'],
    [
      'any amount above none is in',
      { ...plainMagnet, massFractions: { Dy: { min: '0.0001', max: '0.1 %' } } },
      '18 p2',
    ],
    ['what it may contain is open', { ...plainMagnet, mayContain: ['Dy'] }, '- | 18 p2'],
    ['a magnet formula names the main phase only', { form: 'magnet', formula: 'Nd2Fe14B' }, '- | 18 p2'],
    ['a word alone leaves open what it is made of', { form: 'luminescent-material' }, '- | 18 | 57 | 18 p1 | 18 57 p1'],
    ['elements alone leave the form open', { elements: ['Ho'] }, '- | 57 | 56 | 62'],
    ['Dy-Fe alloy is named', { form: 'alloy', elements: ['Dy', 'Fe'] }, '18 p1'],
    ['Dy-Fe with cobalt: the text does not say', { form: 'alloy', elements: ['Dy', 'Fe', 'Co'] }, '- | 18 p1'],
    ['with another rare earth neither', { form: 'alloy', elements: ['Nd', 'Fe', 'B', 'Dy'] }, '- | 18 p1'],
    ['a metal with another listed one', { form: 'metal', elements: ['Sm', 'Gd'] }, '- | 18 p1'],
    ['an empty list of elements states nothing', { form: 'metal', elements: [] }, '- | 57 | 18 p1 | 18 57 p1'],
    [
      'nor does an empty list of contents',
      { form: 'part', contains: [] },
      '- | 18 | 57 | p1 | p2 | 18 p1 | 18 p2 | 18 57 p1',
    ],
    [
      'a part is what it is said to hold',
      { form: 'part', contains: [{ form: 'magnet', elements: ['Nd', 'Fe', 'B'] }] },
      '-',
    ],
    [
      'but for elements that are said to be unknown',
      { form: 'part', elements: 'unknown', contains: [{ form: 'magnet', elements: ['Nd', 'Fe', 'B'] }] },
      '- | 18 | 57 | p1 | 18 p1 | 18 p2 | 18 57 p1',
    ],
    ['the CAS number of an oxide under another word', { form: 'catalyst', cas: '1308-87-8' }, '- | 18 p1'],
    ['one rare earth and oxygen make no catalyst', { form: 'catalyst', elements: ['Dy', 'O'] }, '- | 18 p1'],
    [
      'a part that is a magnet',
      { form: 'part', elements: ['Nd', 'Fe', 'B', 'Dy'], contains: 'none' },
      '- | 18 p1 | 18 p2',
    ],
    [
      'a share of something unreadable leaves the rest open',
      { form: 'magnet', elements: ['Nd', 'Fe', 'B'], massFractions: { REE: '0.02' } },
      '- | 18 p2',
    ],
    [
      'shares above the whole prove no absence',
      {
        form: 'magnet',
        massFractions: { Nd: '0.7', Fe: '0.7', B: '0.01', Tb: '0', Dy: '0' },
        elements: ['Nd', 'Fe', 'B'],
      },
      '- | 18 p2',
    ],
    ['Sc-Al alloy', { form: 'alloy', elements: ['Sc', 'Al'] }, '18'],
    ['a phosphor is no compound', { form: 'luminescent-material', elements: ['Ce', 'Tb', 'O'] }, '-'],
    ['but europium phosphor is named by No. 57', { form: 'luminescent-material', elements: ['Ce', 'Eu', 'O'] }, '57'],
    ['a calcined catalyst is no oxide', { form: 'catalyst', elements: ['Dy', 'Ce', 'O'] }, '-'],
    ['a rotor is no magnet, and holds one', { form: 'assembly', contains: [dyMagnet] }, 'p2'],
    ['P204 by its CAS number', { cas: '298-07-7' }, '56'],
    ['another reagent', { form: 'reagent', cas: '64-17-5' }, '-'],
    ['an ore with cerium is a rare-earth ore', { form: 'ore', elements: ['Ce', 'La', 'C', 'O', 'F'] }, '56'],
    ['an iron ore is not', { form: 'ore', elements: ['Fe', 'O'] }, '-'],
    ['an ore of unknown elements may be', { form: 'ore' }, '- | 56'],
    ['technology for magnet making', { technologyFor: 'magnet-making' }, '62'],
    ['technology for something else', { form: 'technology', technologyFor: 'other' }, '-'],
    ['equipment is told by its code only', { form: 'equipment' }, '- | 56'],
    ['a mixture is on No. 18 whichever entry it is', { form: 'mixture', elements: ['Dy', 'Ce', 'O'] }, '18 | 18 p1'],
  ])('%s', (_title, item, expected) => {
    expect(sets(item)).toBe(expected);
  });

  it('leaves open which entry a mixture meets, though the list is met', () => {
    const mixture: ItemFacts = { form: 'mixture', elements: ['Dy', 'Ce', 'O'] };
    expect(verdict(mixture, '1C905.b')).toBe('unknown');
    expect(verdict(mixture, '1C905.c')).toBe('unknown');
    expect(run(mixture).lists[NO_18]).toBe('met');
  });

  it('leaves every entry open when nothing is known', () => {
    const found = run({});
    expect(found.entries).toHaveLength(LISTS.flatMap((each) => each.entries).length);
    expect(found.entries.every((each) => each.verdict === 'unknown')).toBe(true);
    expect(Object.values(found.lists).every((each) => each === 'unknown')).toBe(true);
  });

  it('explains a near miss', () => {
    const miss = run(plainMagnet).entries.find((each) => each.code === '1C905.a.4');
    expect(miss).toMatchObject({ verdict: 'not-met', facts: ['elements.Dy'] });
    expect(miss?.reason).toEqual({ zh: '不含镝', en: 'no dysprosium is in it' });
  });

  it('says that the official answer on catalysts says "generally" only', () => {
    const miss = run({ form: 'catalyst', elements: ['Dy', 'Ce'] }).entries.find((each) => each.code === '1C905.b');
    expect(miss?.reason.en).toContain('“generally”');
  });
});

describe('a declared code', () => {
  it.each<[string, ItemFacts, string]>([
    ['decides where structure is silent', { code: '1C905.a.4' }, '18 p2'],
    ['is read in full width and small letters', { code: '１ｃ９０５．Ａ．４' }, '18 p2'],
    ['names equipment', { code: '2B902.d' }, '56'],
    ['of a heading means any entry below', { code: '1C905.a' }, '18 p1 | 18 p2'],
    ['`none` fills silence', { code: 'none' }, '-'],
    ['`none` with a form still fills silence', { code: 'none', form: 'magnet' }, '-'],
    ['`none` does not settle a doubt', { code: 'none', ...plainMagnet, mayContain: ['Dy'] }, '- | 18 p2'],
    ['`none` does not undo structure', { code: 'none', ...dyMagnet }, '18 p2'],
    ['for another form leaves both', { code: '1C905.b', ...dyMagnet }, '18 | 18 p1 | 18 p2'],
    ['against structure leaves both', { code: '1C905.a.4', ...plainMagnet }, '- | 18 p2'],
    ['finer than the pack names the entry of the pack', { code: '1C909.a.1.z' }, '57'],
    ['two codes are both met', { code: '1C905.b, 1C904.b' }, '18 | 18 p1'],
  ])('%s', (_title, item, expected) => {
    expect(sets(item)).toBe(expected);
  });

  it('that contradicts structure is a problem, and the entry is unknown', () => {
    const item: ItemFacts = { code: '1C905.a.4', ...plainMagnet };
    expect(problems(item)).toEqual(['code-contradicts-structure']);
    expect(
      run(item)
        .entries.filter((each) => each.verdict === 'unknown')
        .map((each) => each.code),
    ).toEqual(['1C905.a.4', 'I.3']);
    expect(problems({ code: 'none', ...dyMagnet })).toContain('code-contradicts-structure');
  });

  it('that the pack does not have never means "not listed"', () => {
    const found = run({ code: '3A001' });
    expect(found.outsidePack).toBe(true);
    expect(found.problems.map((each) => each.code)).toEqual(['code-not-in-pack']);
    expect(run(dyMagnet).outsidePack).toBe(false);
  });
});

describe('a customs code is a hint', () => {
  it.each<[string, ItemFacts, string]>([
    ['that leaves a stated form as it is', { hs: '2805301910', form: 'oxide' }, '- | 18 | 18 p1'],
    ['that structure overrules', { hs: '2805301910', ...dyMagnet }, '18 p2'],
    ['that agrees with structure', { hs: '2805301910', form: 'metal', elements: ['Sm'] }, '18 p1'],
  ])('%s', (_title, item, expected) => {
    expect(sets(item)).toBe(expected);
  });

  it.each(['2805301910', '２８０５．３０．１９．１０', '280530', '2846901500'])('%s takes no list away', (hs) => {
    expect(run({ hs }).memberships).toEqual(run({}).memberships);
  });

  it('leaves the entries that do not print it as structure leaves them', () => {
    expect(verdict({ hs: '2805301910' }, '1C905.b')).toBe('unknown');
    expect(run({ hs: '2805301910' }).hints).toMatchObject([{ hs: '2805301910', fits: true }]);
  });

  it('does not count before its day', () => {
    const item: ItemFacts = { hs: '2846904810', form: 'compound' };
    expect(run(item, { asOf: '2025-12-31' }).hints).toEqual([]);
    expect(run(item, { asOf: '2026-01-01' }).hints).toHaveLength(1);
  });

  it('that is none, or does not fit, is a problem', () => {
    expect(problems({ hs: '28' })).toEqual(['customs-code-unreadable']);
    expect(problems({ hs: '2805301910', ...dyMagnet })).toEqual(['customs-code-does-not-fit']);
  });
});

describe('what is inside', () => {
  const car: ItemFacts = { form: 'finished-product', contains: [dyMagnet] };
  it.each<[string, ItemFacts, Partial<ClassifyOptions>, string]>([
    ['nothing said', { form: 'assembly' }, {}, '- | p2'],
    ['no rare-earth material', { form: 'assembly', contains: 'none' }, {}, '-'],
    ['a magnet without Dy or Tb', { form: 'part', contains: [plainMagnet] }, {}, '-'],
    ['a magnet that may have Dy', { form: 'part', contains: [{ ...plainMagnet, mayContain: ['Dy'] }] }, {}, '- | p2'],
    [
      'a magnet with Tb or Dy, whichever: I.2 or I.3',
      { form: 'part', contains: [{ code: '1C904.a.4' }, plainMagnet] },
      {},
      'p2',
    ],
    ['steel has no listed magnet in it', { form: 'part', elements: ['Fe', 'C'] }, {}, '-'],
    ['a machine, the question open', car, {}, '- | p2'],
    ['a machine, read as caught', car, { finishedProduct: 'caught' }, 'p2'],
    ['a machine, read as not caught', car, { finishedProduct: 'not-caught' }, '-'],
    ['a machine declared not listed', { ...car, code: 'none' }, {}, '- | p2'],
    ['by the bill of materials', { form: 'assembly' }, { containedCodes: { [PART_2]: { 'I.3': 'met' } } }, 'p2'],
    [
      'by a whole bill of materials',
      { form: 'assembly' },
      { containedCodes: containedCodes([run(plainMagnet)], LISTS) },
      '-',
    ],
    [
      'by a bill that may lack parts',
      { form: 'assembly' },
      { containedCodes: containedCodes([run(plainMagnet)], LISTS, false) },
      '- | p2',
    ],
  ])('%s', (_title, item, options, expected) => {
    expect(sets(item, options)).toBe(expected);
  });

  it('says why a machine is open', () => {
    expect(run(car).entries.find((each) => each.code === 'I.4')?.reason.en).toBe(
      'whether MOFCOM treats the machine as a part, component or assembly is open',
    );
    expect(asks(car)).toEqual(['authority']);
  });

  it('reports a bill of materials that says otherwise', () => {
    const found = run({ form: 'assembly', contains: 'none' }, { containedCodes: { [PART_2]: { 'I.3': 'met' } } });
    expect(found.problems.map((each) => each.code)).toEqual(['contains-contradicts-bill']);
    expect(found.lists[PART_2]).toBe('unknown');
  });
});

describe('readings', () => {
  it('terbium-iron stands in Part 1 as printed, or is not listed', () => {
    const item: ItemFacts = { form: 'alloy', elements: ['Tb', 'Fe'] };
    expect(sets(item)).toBe('p1');
    expect(sets(item, { terbiumIron: 'not-listed' })).toBe('-');
  });
});

describe('questions', () => {
  it.each<[string, ItemFacts, string[]]>([
    ['none when settled', dyMagnet, []],
    ['the element in doubt', { ...plainMagnet, mayContain: ['Dy', 'Co'] }, ['elementDy']],
    ['elements, when nothing is said of them', { form: 'magnet' }, ['elements']],
    [
      'form first',
      { elements: ['Nd', 'Fe', 'B', 'Dy'] },
      ['form', 'code', 'technologyFor', 'contains', 'authority', 'authority'],
    ],
    ['the contents', { form: 'assembly' }, ['contains']],
    ['the code of equipment', { form: 'equipment' }, ['code']],
    ['form and elements behind a customs code', { hs: '2805301910' }, ['form', 'elements']],
    ['nothing about an element that changes no list', { form: 'oxide', elements: ['Dy', 'O'], mayContain: ['Tb'] }, []],
  ])('%s', (_title, item, expected) => {
    expect(asks(item)).toEqual(expected);
  });
});

describe('faulty facts are problems and no evidence', () => {
  it.each<[string, ItemFacts, string[]]>([
    ['a wrong check digit', { cas: '1308-87-9' }, ['cas-check-digit']],
    ['an unreadable formula', { formula: '(RE)2Fe14B' }, ['formula-unreadable']],
    ['a misspelt element', { elements: ['Nd', 'Fe', 'dysprosum'] }, ['unknown-element']],
    [
      'a formula with another rare earth',
      { elements: ['Nd', 'O'], formula: 'Dy2O3' },
      ['formula-contradicts-elements'],
    ],
    ['a CAS number of another rare earth', { elements: ['Nd', 'O'], cas: '1308-87-8' }, ['cas-contradicts-elements']],
    ['an oxide formula called metal', { form: 'metal', formula: 'Dy2O3' }, ['formula-contradicts-form']],
    ['listed but 0 %', { elements: ['Dy'], massFractions: { Dy: '0' } }, ['elements-contradict-mass-fractions']],
    ['a share that ends before it begins', { massFractions: { Dy: { min: '0.2', max: '0.1' } } }, ['share-faulty']],
    ['a fault inside', { form: 'part', contains: [{ cas: '1-1' }] }, ['cas-check-digit']],
  ])('%s', (_title, item, expected) => {
    expect(problems(item)).toEqual(expected);
  });

  it('leave open what they contradict each other about', () => {
    expect(sets({ form: 'oxide', elements: ['Nd', 'O'], formula: 'Dy2O3' })).toBe('- | 18 p1');
    expect(sets({ form: 'magnet', elements: ['Nd', 'Fe', 'B', 'dysprosum'] })).toBe('- | 18 p2');
  });
});

describe('free text', () => {
  it('suggests and never decides', () => {
    const found = run({ description: '含镝的钕铁硼磁体 N35SH' });
    expect(found.suggestions.map((each) => each.code)).toEqual(['1C905.a.4', 'I.3']);
    expect(found.memberships).toEqual(run({}).memberships);
  });
});
