import { describe, expect, test } from 'vitest';
import type { PartyList } from '../law/index.ts';
import { exactForm, findEntries } from './find-entries.ts';

const lists: readonly PartyList[] = [
  {
    id: 'cn/mofcom-2026-12/list',
    kind: 'watch-list',
    title: { zh: '关注名单', en: 'Watch List' },
    source: ['https://www.mofcom.gov.cn/zwgk/zcfb/art/2026/art_bac18400512d408a8d4c2f964e36ac11.html'],
    verified: 'yes',
    entries: [
      { id: 'mofcom-2026-12/12', zh: 'TDK株式会社', en: 'TDK Corporation' },
      { id: 'mofcom-2026-12/18', zh: '日东电工株式会社', en: 'Nitto Denko Corporation' },
    ],
  },
];

describe('finding an entry by exactly its name', () => {
  test.each([
    'TDK Corporation',
    'tdk corporation',
    'ＴＤＫ　Corporation.',
    'T\u200bDK Corporation',
    'TDK株式会社',
    'mofcom-2026-12/12',
  ])('%s', (name) => {
    expect(findEntries(name, lists).map(({ entry }) => entry)).toEqual(['mofcom-2026-12/12']);
  });
  test.each(['TDK', 'TDK Corporation Europe', '', '。'])('“%s” is not exactly a listed name', (name) => {
    expect(findEntries(name, lists)).toEqual([]);
  });
  test('an exact form keeps the letters of every script', () => {
    expect(exactForm(' 日东 电工（株）')).toBe('日东电工株');
  });
});
