import { describe, expect, test } from 'vitest';
import { type Test, VOCABULARY, type VocabularyFact } from './condition.ts';
import type { LawBook } from './law-book.ts';
import { testText } from './test-text.ts';
import { valueText } from './wording.ts';

const book = { itemLists: [], partyLists: [] } as unknown as LawBook;
const facts = Object.keys(VOCABULARY) as VocabularyFact[];
const cases = facts.flatMap((fact) => VOCABULARY[fact].map((value) => [fact, value] as const));

describe('A test of the law as a sentence', () => {
  test.each(cases)('%s: %s says one thing and its contrary, in both languages', (fact, value) => {
    const [is, isNot] = [false, true].map((negated) => testText({ fact, is: [value] }, book, negated));
    for (const sentence of [is, isNot]) {
      expect(sentence?.zh).not.toMatch(/并非|：是$|：否$|是否|不是不|不不|[a-z-]{4,}/);
      expect(sentence?.en).not.toMatch(/^not[: ]|: (yes|no)$|not not|[^ -~]/);
      expect(sentence?.en).not.toContain('{v}');
    }
    expect(is?.zh).not.toBe(isNot?.zh);
    expect(is?.en).not.toBe(isNot?.en);
  });

  test('a yes denied is a no said', () => {
    for (const fact of facts.filter((each) => (VOCABULARY[each] as readonly string[]).includes('yes')))
      expect(testText({ fact, is: ['yes'] }, book, true)).toEqual(testText({ fact, is: ['no'] }, book));
  });

  test.each([
    [{ fact: 'to', is: ['china'] }, true, '目的地不是中国', 'the destination is not China'],
    [
      { fact: 'same-country', is: ['yes'] },
      true,
      '从一个国家（地区）运往另一个国家（地区）',
      'it goes from one country or region to another',
    ],
    [
      { fact: 'exporter', is: ['foreign-abroad', 'chinese-abroad'] },
      false,
      '出口经营者是境外组织或者个人或者是在境外的中国公民、法人或者组织',
      'the exporter is a foreign person or body outside China; or a Chinese person or body abroad',
    ],
    [{ fact: 'exporter', is: ['in-china'] }, true, '出口经营者不在中国境内', 'the exporter is not in China'],
    [{ fact: 'origin', is: ['china'] }, true, '物项不原产于中国', 'the item does not originate in China'],
    [
      { fact: 'military-user', is: ['none'] },
      true,
      '接收方中有境外军事用户',
      'a recipient is a military user outside China',
    ],
    [
      { fact: 'held', by: ['control-list'], atLeast: '0.5' },
      true,
      '列入出口管制管控名单者均未持有进口商或最终用户50 %及以上股权',
      'no party on the Control List holds 50 % or more of an importer or end user',
    ],
    [
      { fact: 'mass-fraction', of: ['Dy'], below: '0.001' },
      true,
      'Dy质量分数合计不低于0.1 %',
      'Dy together reach a mass fraction of 0.1 %',
    ],
  ] as const)('%j, denied: %s', (source, negated, zh, en) => {
    expect(testText(source as unknown as Test, book, negated)).toEqual({ zh, en });
  });

  test('every value has its words', () => {
    for (const [, value] of cases) expect(valueText(value, book).zh).toMatch(/\p{Script=Han}/u);
  });
});
