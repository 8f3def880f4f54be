import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameForm, type PartyKind } from '../names/name-form.ts';
import { compareNames } from './compare-names.ts';
import { V1 } from './v1/weights.ts';

const compare = (one: string, two: string, kind: PartyKind = 'organisation') =>
  compareNames(nameForm(one, kind), nameForm(two, kind), V1);

describe('names of one party', () => {
  test.for([
    ['GUANGZHOU HAIGE COMM GRP', '广州海格通信集团股份有限公司', 'organisation'],
    ['HAIGE GUANGZHOU', '广州海格通信集团股份有限公司', 'organisation'],
    ['CNOOC ENERGY TECH & SRVCES LTD', 'CNOOC Energy Technology & Services Limited', 'organisation'],
    ['LUKOIL OIL COMP', 'Lukoil Oil Company', 'organisation'],
    ['Aero Vironment', 'AeroVironment, Inc.', 'organisation'],
    ['U.S.A. Rare Earth', 'USA Rare Earth, Inc.', 'organisation'],
    ['Banco Central de Venezuela', 'Central Bank of Venezuela', 'organisation'],
    ['PLA', "People's Liberation Army", 'organisation'],
    ['OAO Gazprom', 'Открытое акционерное общество «Газпром»', 'organisation'],
    ['Hsi Chin-ping', '习近平', 'person'],
    ['Chan Tai Man', '陈大文', 'person'],
    ['LAVROV, Sergey', 'Сергей Викторович Лавров', 'person'],
    ['Mohamed Ali', 'محمد علي', 'person'],
    ['S. Lavrov', 'Sergey Lavrov', 'person'],
    ['SergeyLavrov', 'Sergey Lavrov', 'person'],
    ["'Abd al-Rahman", 'Abdulrahman', 'person'],
    ['Snow Storm 1', 'SNOW STOM 1', 'vessel'],
  ] as const)('%s and %s', ([one, two, kind]) => {
    expect(compare(one, two, kind).score).toBeGreaterThanOrEqual(V1.hit);
  });
});

describe('names of two parties', () => {
  test.for([
    ['Saudi Arabian Gas Company', 'Saudi Arabian Oil Company', 'organisation'],
    ['Bank of China (Singapore)', 'Bank of China (London)', 'organisation'],
    ['KKR Asian Fund III', 'KKR Asian Fund IV', 'organisation'],
    ['北京海格通信有限公司', '上海东风通信有限公司', 'organisation'],
    ['Sergey Viktorovich Lavrov', 'Sergey Ivanovich Lavrov', 'person'],
    ['Eric A. Wendt', 'Josh A. Wendt', 'person'],
    ['Kim Song Min', 'Kim Song Chol', 'person'],
    ['Snow Storm 1', 'Snow Storm 2', 'vessel'],
  ] as const)('%s and %s', ([one, two, kind]) => {
    expect(compare(one, two, kind).score).toBeLessThan(V1.hit);
  });
});

test('the comparison says which words met, how, and what is left', () => {
  expect(compare('LAVROV, Sergei', 'Sergey Viktorovich Lavrow', 'person')).toMatchObject({
    met: expect.arrayContaining([
      { ours: 'lavrov', theirs: 'lavrow', how: 'sound', alike: 0.95, weight: 1 },
      { ours: 'sergei', theirs: 'sergey', how: 'variant', alike: 0.93, weight: 1 },
    ]),
    leftOurs: [],
    leftTheirs: [{ word: 'viktorovich', is: 'patronymic' }],
    forms: 'unknown',
  });
  expect(compare('Deutsche Bank AG', 'Deutsche Bank GmbH').forms).toBe('different');
});

test('the worked example of the documentation', () => {
  // met 2; patronymic 0.6 of eleven letters × 1.1, at 0.25 × (1 + 0.3 / 2)
  expect(compare('LAVROV, Sergey', 'Sergey Viktorovich Lavrov', 'person').score).toBeCloseTo(
    2 / (2 + 0.66 * 0.2875),
    6,
  );
});

const word = fc.constantFrom(
  ...'haige lockheed martin oil gas bank china iran trading al sergey lavrov viktorovich smith kim il 1 ii pla a b усама 海格 广州 科技 公司 limited gmbh co محمد'.split(
    ' ',
  ),
);
const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const kind = fc.constantFrom<PartyKind>('organisation', 'person', 'vessel');

test('the score is the same whichever name comes first', () => {
  fc.assert(
    fc.property(name, name, kind, (one, two, each) => {
      expect(compare(one, two, each).score).toBeCloseTo(compare(two, one, each).score, 9);
    }),
    { numRuns: 1500 },
  );
});

test('equal names score 1, others from 0 to 1', () => {
  fc.assert(
    fc.property(name, name, kind, (one, two, each) => {
      expect(compare(one, one, each).score).toBe(1);
      const { score } = compare(one, two, each);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test('a legal form more changes little', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Haige Communications', 'Lockheed Martin', 'TDK', 'Deutsche Bank', 'Lukoil Oil'),
      fc.constantFrom('Ltd', 'Co., Ltd.', 'GmbH', 'S.A. de C.V.', 'OOO', 'Aktiengesellschaft', 'Incorporated'),
      (firm, form) => {
        expect(compare(firm, `${firm} ${form}`).score).toBeGreaterThan(0.96);
      },
    ),
  );
});
