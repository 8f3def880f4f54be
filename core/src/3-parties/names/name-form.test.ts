import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeFirm, nameForm, type PartyKind } from './name-form.ts';

const shown = (name: string, kind: PartyKind) =>
  nameForm(name, kind)
    .words.map(({ term, is }) => `${term.text}:${is}`)
    .join(' ');

describe('the words of a firm’s name', () => {
  test.for([
    ['GUANGZHOU HAIGE COMM GRP', 'guangzhou:place haige:name communication:business group:generic'],
    ['广州海格通信集团股份有限公司', 'guangzhou:place haige:name communication:business group:generic jsc:form'],
    ['廣州海格通信集團股份有限公司', 'guangzhou:place haige:name communication:business group:generic jsc:form'],
    ['Guangzhou Haige Tongxin Jituan', 'guangzhou:place haige:name communication:business group:generic'],
    ['laiyinjinshugongsi', 'lai:name yin:name metal:business company:generic'],
    ['CNOOC ENERGY TECH & SRVCES LTD', 'cnooc:name energy:business technology:business service:business llc:form'],
    ['Deutsche Bank (Schweiz) AG', 'germany:place bank:business switzerland:place jsc:form'],
    ['U S A Rare Earth, Inc.', 'us:place rareearth:business jsc:form'],
    ['S.C. Johnson & Son, Inc.', 'sc:name johnson:name partners:business jsc:form'],
    ['FABERLIC EUROPE Sp. z o.o.', 'faberlic:name europe:place llc:form'],
    ['EVENTOS LA MORA, S.A. DE C.V.', 'eventos:name la:particle mora:name jsc:form'],
    ['OAO Gazprom', 'jsc:form gazprom:name'],
    ['Открытое акционерное общество «Газпром»', 'jsc:form gazprom:name'],
    ['トヨタ株式会社', 'toyota:name jsc:form'],
    ['㈱東金', 'jsc:form dongjin:name'],
    ['KKR Asian Fund III L.P.', 'kkr:name asia:place foundation:business 3:number lp:form'],
    ['First Ocean GmbH & Co. KG', '1:number ocean:name lp:form'],
    ['Lockheed Technolgies Corp', 'lockheed:name technology:business jsc:form'],
    ['Co. Ltd.', 'company:generic llc:form'],
    ['洛克希德·马丁', 'luokexidemading:name'],
    ['海格工司', 'haige:name company:generic'],
  ])('%s', ([name = '', words]) => {
    expect(shown(name, 'organisation')).toBe(words);
  });
});

describe('the words of a person’s name', () => {
  test.for([
    ['PUTIN, Vladimir Vladimirovich', 'putin:name vladimir:name vladimirovich:patronymic'],
    ["'Abd al-Aziz al-Nuristani", 'abd:name al:particle aziz:name al:particle nuristani:name'],
    ['Dr. William W. Frost', 'dr:title william:name w:initial frost:name'],
    ['习近平', 'xi:name jinping:name'],
    ['欧阳修', 'ouyang:name xiu:name'],
    ['이민호', 'lee:name minho:name'],
    ['Haji', 'haji:name'],
  ])('%s', ([name = '', words]) => {
    expect(shown(name, 'person')).toBe(words);
  });

  test('a script without vowels is marked', () => {
    expect(nameForm('محمد', 'person').words).toMatchObject([{ term: { text: 'mhmd' }, vowelless: true }]);
  });
});

test('polyphones and Hong Kong spellings are further readings', () => {
  expect(nameForm('陈大文', 'person').words.map(({ readings }) => readings?.map(({ text }) => text))).toEqual([
    ['chan'],
    expect.arrayContaining(['taiman']),
  ]);
});

test.for([
  ['Deutsche Bank', true],
  ['Lukoil OOO', true],
  ['Sergey Lavrov', false],
] as const)('%s looks like a firm: %s', ([name, firm]) => {
  expect(looksLikeFirm(name)).toBe(firm);
});

test('any text gives a form of at most 40 words, whatever kind it is asked for', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom<PartyKind>('organisation', 'person', 'vessel'),
      (name, kind) => {
        const { words } = nameForm(name, kind);
        expect(words.length).toBeLessThanOrEqual(40);
        for (const { term } of words) expect(term.text).toMatch(/^[a-z0-9]*$/);
      },
    ),
    { numRuns: 1000 },
  );
});
