import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadLaw } from '@ytterby/law';
import { describe, expect, test } from 'vitest';
import { packRecords, standingOn } from './index.ts';

const book = loadLaw();
const records = packRecords(book, { knownAt: '2026-11-24' });
const record = (id: string, of = records) => of.find((each) => each.id === id)!;

test('every entry of the pack is a record', () => {
  const entries = book.partyLists.flatMap((list) => list.entries);
  expect(records).toHaveLength(entries.length);
  const of = (kind: string) => records.filter(({ programmes }) => programmes?.includes(kind)).length;
  expect([of('control-list'), of('watch-list')]).toEqual([153, 40]);
  for (const { names } of records) expect(names.length).toBeGreaterThan(0);
});

describe('a listing on its days', () => {
  test.each([
    ['TDK, the day before', 'mofcom-2026-12/12', '2026-02-23', 'not-yet-listed'],
    ['TDK, the first day', 'mofcom-2026-12/12', '2026-02-24', 'listed'],
    ['MP Materials, the day before', 'mofcom-2026-23/9', '2026-06-21', 'not-yet-listed'],
    ['MP Materials, the first day', 'mofcom-2026-23/9', '2026-06-22', 'listed'],
    ['No. 13 of 2025, before it', 'mofcom-2025-13/5', '2025-03-03', 'not-yet-listed'],
    ['No. 13 of 2025, its first day', 'mofcom-2025-13/5', '2025-03-04', 'listed'],
    ['No. 13 of 2025, its last day', 'mofcom-2025-13/5', '2025-11-09', 'listed'],
    ['No. 13 of 2025, stopped', 'mofcom-2025-13/5', '2025-11-10', 'stopped'],
    ['No. 13 of 2025, a year later', 'mofcom-2025-13/5', '2026-11-24', 'stopped'],
    ['No. 21 of 2025, before it', 'mofcom-2025-21/1', '2025-04-03', 'not-yet-listed'],
    ['No. 21 of 2025, its first day', 'mofcom-2025-21/1', '2025-04-04', 'listed'],
    ['No. 21 of 2025, the day before the pause', 'mofcom-2025-21/1', '2025-05-13', 'listed'],
    ['No. 21 of 2025, paused', 'mofcom-2025-21/1', '2025-05-14', 'suspended'],
    ['No. 21 of 2025, paused again', 'mofcom-2025-21/1', '2025-08-12', 'suspended'],
    ['No. 21 of 2025, the last day named', 'mofcom-2025-21/1', '2026-11-10', 'suspended'],
    ['No. 21 of 2025, after it, as the pack reads it', 'mofcom-2025-21/1', '2026-11-11', 'listed'],
    ['No. 22 of 2025, stopped in August', 'mofcom-2025-22/1', '2025-08-12', 'stopped'],
    ['listed without measures', 'uel-2025-4/1', '2026-11-24', 'listed-without-measures'],
    ['listed before the pack’s coverage', 'uel-2023-1/1', '2023-06-01', 'listed'],
  ])('%s', (_, id, asOf, is) => {
    expect(standingOn(record(id), asOf).is).toBe(is);
  });

  test('says which provision made it so', () => {
    expect(standingOn(record('mofcom-2025-21/1'), '2025-06-01').by).toBe('cn/mofcom-2025-05-14-answer/1');
    expect(standingOn(record('mofcom-2025-13/5'), '2026-01-01').by).toBe('cn/mofcom-2025-11-05-answer/1');
  });

  test('other readings give other days', () => {
    const needsAct = packRecords(book, { knownAt: '2026-11-24', readings: { revival: 'needs-act' } });
    expect(standingOn(record('mofcom-2025-21/1', needsAct), '2026-11-11').is).toBe('suspended');
    const paused = packRecords(book, { knownAt: '2026-11-24', readings: { 'notice-13': 'suspended' } });
    expect(standingOn(record('mofcom-2025-13/5', paused), '2026-01-01').is).toBe('suspended');
  });

  test('what was published later is not known earlier', () => {
    const then = packRecords(book, { knownAt: '2025-06-01' });
    expect(record('mofcom-2026-12/12', then)).toBeUndefined();
    expect(standingOn(record('mofcom-2025-13/5', then), '2025-12-01').is).toBe('listed');
  });
});

test('stretches follow one another without a gap', () => {
  for (const { id, standings = [] } of records) {
    standings.forEach((stretch, index) => {
      expect(stretch.until, id).toBe(standings[index + 1]?.from);
    });
  }
});

test('a record with plain days: [from, until)', () => {
  const dates = { from: '2022-08-24', until: '2026-01-15' };
  expect(['2022-08-23', '2022-08-24', '2026-01-14', '2026-01-15'].map((day) => standingOn(dates, day).is)).toEqual([
    'not-yet-listed',
    'listed',
    'listed',
    'stopped',
  ]);
  expect(standingOn({}, '1999-01-01').is).toBe('listed');
});

const EVENTS = path.resolve(import.meta.dirname, '../../../../../shared/data/cn-lists/cn-list-events.csv');
test.skipIf(!existsSync(EVENTS))('the events of the collected table, where it lies beside the repository', () => {
  const rows = readFileSync(EVENTS, 'utf8').trim().split('\n').slice(1);
  for (const row of rows) {
    const [day = '', , notice = '', action] = row.split(',');
    const number = /^商务部公告(\d{4})年第(\d+)号$/.exec(notice);
    if (number === null) continue;
    const party = records.find(({ list }) => list === `cn/mofcom-${number[1]}-${number[2]}/list`)!;
    const { is } = standingOn(party, day);
    // For No. 13 of 2025 the transcriptions differ; the pack takes "stopped".
    if (action === 'suspend') expect(['suspended', 'stopped'], row).toContain(is);
    else expect(is, row).toBe('stopped');
  }
  expect(rows.length).toBeGreaterThan(5);
});
