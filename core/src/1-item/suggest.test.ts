import { describe, expect, it } from 'vitest';
import type { ItemList } from '../law/instrument.ts';
import { suggest } from './suggest.ts';

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

describe('suggestions', () => {
  it.each<[string, string[]]>([
    ['氧化镝粉末', ['1C905.b']],
    ['氧化鏑粉末', ['1C905.b']],
    ['釔靶', ['1C908.a.3.a']],
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
