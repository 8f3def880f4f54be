import { expect, test } from 'vitest';
import { simplified } from '../../simplified.ts';
import { isPinyin, mandarinKeys, pinyinReadings, syllablesOf } from './chinese-reading.ts';
import { koreanInLatin, latinLetters } from './latin-letters.ts';
import { numberOf } from './numbers.ts';
import { bitCount, editCost, lettersOf, skeletonOf, soundOf } from './spelling.ts';
import { joinInitials, wordsOf } from './words.ts';

const EVEN = { vowel: 1, near: 1, swap: 1, doubled: 1 };

test.for([
  ['husayn', 'hussein'],
  ['zelensky', 'zelenskyy'],
  ['yusuf', 'youssuf'],
  ['serhiy', 'serhii'],
  ['philip', 'filip'],
  ['wladimir', 'vladimir'],
])('%s and %s sound alike', ([one = '', two = '']) => {
  expect(soundOf(one)).toBe(soundOf(two));
});

test('consonants remain when vowels differ', () => {
  expect(skeletonOf(soundOf('mohammed'))).toBe(skeletonOf(soundOf('muhammad')));
  expect(skeletonOf(soundOf('qaddafi'))).toBe(skeletonOf(soundOf('gaddafi')));
});

test.for([
  ['shoigu', 'shoigu', 0],
  ['shoigu', 'shiogu', 1],
  ['lavrov', 'lavro', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
] as const)('%s becomes %s for %d', ([one, two, cost]) => {
  expect(editCost(one, two, EVEN)).toBe(cost);
  expect(editCost(two, one, EVEN)).toBe(cost);
});

test('a cost above the bound is not worked out', () => {
  expect(editCost('abcdefgh', 'zyxwvuts', EVEN, 2)).toBe(Infinity);
});

test('a doubled letter costs less than another', () => {
  expect(editCost('walmart', 'wallmart', { ...EVEN, doubled: 0.5 })).toBe(0.5);
});

test('letter sets differ by two bits at most for one edit', () => {
  expect(bitCount(lettersOf('smith') ^ lettersOf('smyth'))).toBe(2);
});

test.for([
  ['hsi', 'xi'],
  ['chin ping', 'jinping'],
  ['maotsetung', 'maozedong'],
  ['kuangchou', 'guangzhou'],
])('Wade-Giles %s and pinyin %s share a Mandarin word', ([wade = '', pinyin = '']) => {
  const keys = mandarinKeys(wade.replace(' ', ''));
  expect(mandarinKeys(pinyin).some((key) => keys.includes(key))).toBe(true);
});

test('a word of another language is no Mandarin', () => {
  expect(mandarinKeys('smith')).toEqual([]);
  expect(isPinyin('zhin')).toBe(false);
});

test('pinyin without spaces has its readings', () => {
  expect(pinyinReadings('jinshugongsi')).toEqual([['jin', 'shu', 'gong', 'si']]);
  expect(pinyinReadings('fangan')).toEqual([
    ['fan', 'gan'],
    ['fang', 'an'],
  ]);
});

test('polyphones are read in context, traditional characters become simplified', () => {
  expect(syllablesOf('重庆长安')).toEqual(['chong', 'qing', 'chang', 'an']);
  expect(simplified('國際造船')).toBe('国际造船');
});

test.for([
  ['Лавров', 'lavrov'],
  ['Société Générale', 'societe generale'],
  ['Νικόλαος', 'nikolaos'],
])('%s in Latin letters is %s', ([name = '', letters]) => {
  expect(latinLetters(name)).toBe(letters);
});

test('a Korean name is split after its family name', () => {
  expect(koreanInLatin('이민호')).toBe('lee minho');
});

test.for([
  ["Deutsche Bank's (Schweiz) A.G.", 'deutsche bank schweiz ag'],
  ['Sp. z o.o.', 'sp z oo'],
  ['G.m.b.H.', 'gmbh'],
  ['Amazon.com, Inc.', 'amazon com inc'],
  ['H&M', 'h and m'],
  ["al-Qa'ida", 'al qaida'],
])('%s has the words %s', ([name = '', words]) => {
  expect(wordsOf(name).join(' ')).toBe(words);
});

test('spaced initials are one word', () => {
  expect(joinInitials(['u', 's', 'a', 'steel', 'x'])).toEqual(['usa', 'steel', 'x']);
});

test.for([
  ['xiii', false, '13'],
  ['iv', false, '4'],
  ['1st', false, '1'],
  ['007', false, '7'],
  ['v', true, '5'],
  ['v', false, undefined],
  ['xi', false, undefined],
  ['mix', true, undefined],
] as const)('%s (last: %s) is the number %s', ([word, last, number]) => {
  expect(numberOf(word, last)).toBe(number);
});
