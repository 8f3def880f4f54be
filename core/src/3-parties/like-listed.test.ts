import { describe, expect, test } from 'vitest';
import type { PartyList } from '../law/index.ts';
import { likeListed } from './like-listed.ts';

const lists: readonly PartyList[] = [
  {
    id: 'cn/mofcom-2026-23/list',
    kind: 'control-list',
    title: { zh: '管控名单', en: 'Control List' },
    source: ['https://www.mofcom.gov.cn/zwgk/zcfb/art/2026/art_dfa9cc5c1e004d7fbb86f83d249e7986.html'],
    verified: 'partly',
    entries: [
      { id: 'mofcom-2026-23/1', zh: '艾维奥克斯公司', en: 'Aveox, Inc.' },
      { id: 'mofcom-2026-23/9', zh: '芒廷帕斯材料公司', en: 'MP Materials Corp.' },
    ],
  },
];

describe('names like a listed one', () => {
  test.each([
    ['Aveox', 'mofcom-2026-23/1'],
    ['MP Materials', 'mofcom-2026-23/9'],
    ['Materials MP Corporation', 'mofcom-2026-23/9'],
    ['芒廷帕斯材料有限公司', 'mofcom-2026-23/9'],
  ])('%s may be %s', (name, entry) => {
    expect(likeListed(name, lists).map((hit) => hit.entry)).toEqual([entry]);
  });

  test.each(['Example GmbH', 'Materials Research Institute', '', '。', 'x'.repeat(100_000)])(
    '%.20s is like none',
    (name) => {
      expect(likeListed(name, lists)).toEqual([]);
    },
  );
});
