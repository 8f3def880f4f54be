import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  checkLaw,
  determine,
  ENACTED,
  type ExportFacts,
  lawReadings,
  lawOn,
  readingSets,
  readingsOf,
  STATEMENTS,
  type Status,
} from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';
import { sweep, SWEPT } from './sweep.ts';

const { from: FROM, until: UNTIL } = SWEPT;
const book = loadLaw();
const readings = readingsOf(book);

describe('every day from the first that the pack covers to the end of 2027', () => {
  const sets = readingSets(book).filter((set) => Object.keys(set).length < 2);

  // Each by itself; `ytterby law check` takes them together as well, where they can meet in one law.
  test.each(sets.map((set) => [JSON.stringify(set), set] as const))(
    'the statements hold, in the enacted text and under the announced extension, with readings %s',
    (_, set) => {
      const result = checkLaw(book, FROM, UNTIL, [set]);
      expect(result.problems).toEqual([]);
      expect(result.branches).toEqual([ENACTED, 'cn/mofcom-2026-09-28']);
      expect(result).toMatchObject({ statements: Object.keys(STATEMENTS).length, days: 1126 });
      expect(result.stretches).toBeGreaterThan(50);
      expect(result.nodes).toBeGreaterThan(3000);
    },
    900_000,
  );

  test('every reading that changes the law is among them, and there are more than twenty statements', () => {
    expect(sets).toHaveLength(1 + lawReadings(book).length);
    expect(Object.keys(STATEMENTS).length).toBeGreaterThanOrEqual(22);
  });

  test('between two change days no provision changes its status, and each list is put in force once', () => {
    expect(sweep(book)).toEqual([]);
  });

  test('the sweep can fail: a list that nothing puts in force', () => {
    const [first, ...others] = book.partyLists;
    const twin = { ...first!, id: 'cn/test-2026-1/list' };
    expect(sweep({ ...book, partyLists: [first!, twin, ...others] })).toEqual([
      'cn/test-2026-1/list: put in force by 0 provisions',
    ]);
  });
});

/** The day-by-day story of No. 61 para. 1(3), 1(1) and of No. 57, as a lawyer tells it. */
describe('where a provision stands', () => {
  const stands = (id: string, asOf: string, knownAt = asOf, branch = ENACTED): Status => {
    const found = lawOn(book, { asOf, knownAt, branch, readings }).provisions.find(
      ({ provision }) => provision.id === id,
    );
    return found?.status ?? { is: 'not-yet-published' };
  };

  test.each([
    ['cn/mofcom-2025-61/1(3)', '2025-10-08', { is: 'not-yet-published' }],
    ['cn/mofcom-2025-61/1(3)', '2025-10-09', { is: 'in-force', since: '2025-10-09' }],
    ['cn/mofcom-2025-61/1(3)', '2025-11-06', { is: 'in-force', since: '2025-10-09' }],
    [
      'cn/mofcom-2025-61/1(3)',
      '2025-11-07',
      { is: 'paused', until: '2026-11-10', by: 'cn/mofcom-gac-2025-70/1', everInForce: true },
    ],
    [
      'cn/mofcom-2025-61/1(3)',
      '2026-11-10',
      { is: 'paused', until: '2026-11-10', by: 'cn/mofcom-gac-2025-70/1', everInForce: true },
    ],
    [
      'cn/mofcom-2025-61/1(3)',
      '2026-11-11',
      { is: 'in-force', since: '2026-11-11', after: { by: 'cn/mofcom-gac-2025-70/1' } },
    ],
    ['cn/mofcom-2025-61/1(1)', '2025-11-06', { is: 'not-yet-in-force', from: '2025-12-01' }],
    [
      'cn/mofcom-2025-61/1(1)',
      '2025-12-01',
      { is: 'paused', until: '2026-11-10', by: 'cn/mofcom-gac-2025-70/1', everInForce: false },
    ],
    ['cn/mofcom-gac-2025-57/1', '2025-11-06', { is: 'not-yet-in-force', from: '2025-11-08' }],
    [
      'cn/mofcom-gac-2025-57/1',
      '2025-11-08',
      { is: 'paused', until: '2026-11-10', by: 'cn/mofcom-gac-2025-70/1', everInForce: false },
    ],
    ['cn/mofcom-gac-2025-18/1', '2025-04-03', { is: 'not-yet-published' }],
    ['cn/mofcom-gac-2025-18/1', '2025-04-04', { is: 'in-force', since: '2025-04-04' }],
    ['cn/mofcom-gac-2025-18/1', '2027-12-31', { is: 'in-force', since: '2025-04-04' }],
  ] as const)('%s on %s', (id, asOf, status) => {
    expect(stands(id, asOf)).toEqual(status);
  });

  test('as known before the pause was published, the limbs run from 1 December 2025', () => {
    expect(stands('cn/mofcom-2025-61/1(1)', '2025-12-01', '2025-10-20')).toEqual({
      is: 'in-force',
      since: '2025-12-01',
    });
  });

  test('under the announced extension the pause goes on to 10 January 2027 and no further', () => {
    const branch = 'cn/mofcom-2026-09-28';
    expect(stands('cn/mofcom-2025-61/1(3)', '2027-01-10', '2027-01-10', branch)).toMatchObject({
      is: 'paused',
      until: '2027-01-10',
    });
    expect(stands('cn/mofcom-2025-61/1(3)', '2027-01-11', '2027-01-11', branch)).toMatchObject({ is: 'in-force' });
  });
});

/** One new file settles what was announced. */
describe('recording a new instrument', () => {
  const magnet: ExportFacts = {
    asOf: '2026-11-24',
    from: 'JP',
    to: 'DE',
    act: 'export',
    exporter: { country: 'JP' },
    parties: [{ role: 'end-user', name: 'Example GmbH', country: 'DE', military: 'no', owners: 'none' }],
    endUse: { kind: 'civil' },
    lines: [{ item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' }],
  };
  const instrument = (act: string) => `
id: cn/mofcom-gac-2026-50
kind: announcement
title: { zh: 商务部 海关总署公告2026年第50号（示例）, en: MOFCOM and GAC Announcement No. 50 of 2026 (invented example) }
issuer: { zh: 商务部、海关总署, en: MOFCOM and GAC }
published: 2026-11-09
from: 2026-11-09
verified: no
source: [invented for a test]
summary: { zh: 延长暂停, en: The pause goes on }
settles: [cn/mofcom-2026-09-28]
provisions:
  - id: cn/mofcom-gac-2026-50/1
    cite: { zh: 2026年第50号公告, en: No. 50 of 2026 }
    text: { zh: 示例, en: example }
    acts: [${act}]
`;
  const on =
    '[cn/mofcom-gac-2025-55, cn/mofcom-gac-2025-56, cn/mofcom-gac-2025-57, cn/mofcom-gac-2025-58, cn/mofcom-2025-61, cn/mofcom-2025-62]';
  const extended = (text: string) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'ytterby-law-')), 'mofcom-gac-2026-50.yaml');
    writeFileSync(file, text);
    return loadLaw({ extra: [file] });
  };

  test('before: the answer is unconfirmed', () => {
    expect(determine(magnet, book).outcome).toBe('unconfirmed');
  });

  test('an extension to 10 January 2027 in one file settles it: no licence required, and says until when', () => {
    const answer = determine(
      magnet,
      extended(instrument(`{ do: suspend, on: ${on}, from: 2026-11-11, lastDay: 2027-01-10 }`)),
    );
    expect(answer.outcome).toBe('no-licence-required');
    expect(answer.lines[0]?.branches.map(({ branch }) => branch)).toEqual([ENACTED]);
    expect(answer.lines[0]?.changes.map(({ date }) => date)).toEqual(['2027-01-11']);
    expect(answer.lines[0]?.branches[0]?.because.map(({ id }) => id)).toEqual(['cn/mofcom-gac-2026-50/1']);
  });

  test('an end of the pause settles it the other way', () => {
    const answer = determine(magnet, extended(instrument(`{ do: resume, on: ${on}, from: 2026-11-11 }`)));
    expect(answer.outcome).toBe('licence-required');
  });

  test('asked as known on the day before its publication, the answer is as it was', () => {
    const pack = extended(instrument(`{ do: suspend, on: ${on}, from: 2026-11-11, lastDay: 2027-01-10 }`));
    expect(determine({ ...magnet, knownAt: '2026-11-08' }, pack).outcome).toBe('unconfirmed');
  });
});
