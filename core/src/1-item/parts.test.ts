import { describe, expect, it } from 'vitest';
import type { ItemList } from '../law/instrument.ts';
import { CAS_NUMBERS, readCas, substanceOf } from './cas.ts';
import { normaliseCode, readDeclaration } from './codes.ts';
import { readElement } from './elements.ts';
import { readFormula } from './formula.ts';
import { suggest } from './suggest.ts';

describe('CAS numbers', () => {
  it.each(CAS_NUMBERS.map((number) => [number]))('%s of our table has a right check digit and a formula', (number) => {
    expect(readCas(number)).toEqual({ number, valid: true });
    expect(readFormula(substanceOf(number) ?? '')).toBeDefined();
  });
  it.each([
    ['CAS No. 1308-87-8', true],
    ['１３０８－８７－８', true],
    ['1308‑87‑8', true],
    ['1308-87-7', false],
    ['1308878', false],
    ['', false],
  ])('%s', (text, valid) => {
    expect(readCas(text).valid).toBe(valid);
  });
});

describe('formulae', () => {
  it.each([
    ['Dy2O3', ['Dy', 'O'], 'oxide'],
    ['Pr6O11', ['Pr', 'O'], 'oxide'],
    ['Nd1.8Pr0.2O3', ['Nd', 'Pr', 'O'], 'oxide'],
    ['Dy', ['Dy'], 'metal'],
    ['Fe', ['Fe'], undefined],
    ['DyCl3·6H2O', ['Dy', 'Cl', 'H', 'O'], undefined],
    ['(Nd,Dy)2Fe14B', ['Nd', 'Dy', 'Fe', 'B'], undefined],
    ['Y2O3:Eu', ['Y', 'O', 'Eu'], 'oxide'],
    ['Gd2(CO3)3', ['Gd', 'C', 'O'], undefined],
  ])('%s', (formula, elements, form) => {
    expect(readFormula(formula)).toEqual(form === undefined ? { elements } : { elements, form });
  });
  it.each(['', 'RE2O3', 'Nd1-xDyxO3', 'dy2o3', 'Me3N', '(((', '氧化镝'])('%s says nothing', (formula) => {
    expect(readFormula(formula)).toBeUndefined();
  });
});

describe('elements', () => {
  it.each([
    ['Dy', 'Dy'],
    ['dy', 'Dy'],
    ['ＤＹ', 'Dy'],
    ['镝', 'Dy'],
    ['Dysprosium', 'Dy'],
    ['aluminum', 'Al'],
    ['REE', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(readElement(text)).toBe(expected);
  });
});

const LIST: ItemList = {
  id: 'cn/mofcom-gac-2025-18/items',
  kind: 'dual-use',
  title: { zh: '第18号', en: 'No. 18' },
  source: ['the announcement'],
  verified: 'partly',
  entries: [
    ['1C905.a.1', '金属镝', { form: ['metal'], elements: ['Dy'] }],
    ['1C905.a.4', '含镝的钕铁硼永磁材料', { form: ['magnet'], elements: ['Nd', 'Fe', 'B', 'Dy'] }],
    ['1C905.b', '氧化镝及其混合物', { form: ['oxide', 'mixture'], elements: ['Dy'] }],
    ['1C904.b', '氧化铽及其混合物', { form: ['oxide', 'mixture'], elements: ['Tb'] }],
    ['1C902.a.4', '钐钴永磁材料', { form: ['magnet'], elements: ['Sm', 'Co'] }],
    ['1C902.a.2.a', '钐钴合金', { form: ['alloy'], elements: ['Sm', 'Co'], onlyElements: 'yes' as const }],
    ['1C908.a.3.a', '钇靶', { form: ['target'], elements: ['Y'] }],
  ].map(([code, zh, match]) => ({
    code: code as string,
    name: { zh: zh as string, en: zh as string },
    match: match as ItemList['entries'][number]['match'],
    verified: 'yes',
  })),
};

describe('declared codes', () => {
  it.each([
    [' １Ｃ９０５．Ｂ ', '1c905.b'],
    ['1C905。a.4', '1c905.a.4'],
  ])('%s', (text, expected) => {
    expect(normaliseCode(text)).toBe(expected);
  });
  it.each<[string, string[]]>([
    ['1C905.b', ['1C905.b']],
    ['1c905', ['1C905.a.1', '1C905.a.4', '1C905.b']],
    ['1C905.a', ['1C905.a.1', '1C905.a.4']],
    ['1C905.b、1C904.b', ['1C905.b', '1C904.b']],
    ['1C90', []],
    ['1', []],
    ['1C999', []],
  ])('%s names', (text, expected) => {
    const found = readDeclaration(text, [LIST]);
    expect(found.kind === 'codes' ? found.codes.flatMap((code) => code.names.map((each) => each.entry.code)) : []).toEqual(
      expected,
    );
  });
  it.each([
    [undefined, 'absent'],
    ['unknown', 'absent'],
    [' ', 'absent'],
    ['None', 'none'],
    ['无', 'none'],
    ['EAR99', 'codes'],
  ])('%s', (text, kind) => {
    expect(readDeclaration(text, [LIST]).kind).toBe(kind);
  });
});

describe('suggestions', () => {
  it.each<[string, string[]]>([
    ['氧化镝粉末', ['1C905.b']],
    ['dysprosium oxide, 99.9 %', ['1C905.b']],
    ['Dy2O3 oxide powder', ['1C905.b']],
    ['ytterbium oxide', []],
    ['NdFeB magnet N35SH', []],
    ['NdFeB magnets with dysprosium', ['1C905.a.4']],
    ['SmCo magnet', ['1C902.a.4']],
    ['钐钴合金', ['1C902.a.2.a', '1C902.a.4']],
    ['yttrium sputtering target', ['1C908.a.3.a']],
    ['铽', ['1C904.b']],
    ['steel bolt', []],
  ])('%s', (text, expected) => {
    const found = suggest(text, [LIST]).map((each) => each.code);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
