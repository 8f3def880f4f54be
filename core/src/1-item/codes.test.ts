import { describe, expect, it } from 'vitest';
import type { ItemList } from '../law/instrument.ts';
import { normaliseCode, readDeclaration } from './codes.ts';

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
    expect(
      found.kind === 'codes' ? found.codes.flatMap((code) => code.names.map((each) => each.entry.code)) : [],
    ).toEqual(expected);
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
