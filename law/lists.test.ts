import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ItemList, LawBook, PartyList } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { asPrinted } from './as-printed.ts';
import { loadLaw } from './load.ts';

type Match = ItemList['entries'][number]['match'];
const without = (match: Match, field: keyof Match): Match =>
  Object.fromEntries(Object.entries(match).filter(([key]) => key !== field));

const book = loadLaw();
const listed = (kind: PartyList['kind']) => book.partyLists.filter((list) => list.kind === kind);
const entriesOf = (kind: PartyList['kind']) => listed(kind).flatMap(({ entries }) => entries);

describe('The lists as printed', () => {
  test('are matched by the elements and the form that each Chinese name says, and are numbered from 1', () => {
    expect(asPrinted(book)).toEqual([]);
  });

  test('all say how many entries the text has', () => {
    for (const { id, count, entries } of [...book.itemLists, ...book.partyLists])
      expect(count, id).toBe(String(entries.length));
  });

  /** The book with something changed in the entries of one list of items. */
  const withEntry = (code: string, change: (match: Match) => Match): LawBook => ({
    ...book,
    itemLists: book.itemLists.map((list) => ({
      ...list,
      entries: list.entries.map((entry) => (entry.code === code ? { ...entry, match: change(entry.match) } : entry)),
    })),
  });

  test.each<[string, string, (match: Match) => Match]>([
    ['an element too few', '1C902.a.2.a', (match) => ({ ...match, elements: ['Sm'] })],
    ['an element too many', '1C902.b', (match) => ({ ...match, elements: ['Sm', 'La'] })],
    ['another form', '1C902.a.4', (match) => ({ ...match, form: ['magnet'] })],
    ['an alloy that may hold more', '1C902.a.2.a', (match) => without(match, 'onlyElements')],
    ['an oxide of nothing else', '1C902.b', (match) => ({ ...match, onlyElements: 'yes' })],
    ['nothing to match by', '1C914.c.1', (match) => without(match, 'cas')],
  ])('%s is told', (_, code, change) => {
    expect(asPrinted(withEntry(code, change))[0]).toContain(code);
  });

  test('a missing number and a make-up day in the week are told', () => {
    const [first] = book.partyLists;
    const gap = { ...book, partyLists: [{ ...first!, entries: first!.entries.slice(1) }] };
    expect(asPrinted(gap)).toEqual([`${first!.id}: entries are not numbered from 1`]);
    const midweek = { ...book, calendar: { ...book.calendar, changed: { '2026-02-18': false } } };
    expect(asPrinted(midweek)).toEqual(['2026-02-18: a make-up working day that is no Saturday or Sunday']);
  });
});

describe('The lists of parties', () => {
  test.each([
    ['control-list', 11, 153],
    ['watch-list', 2, 40],
    ['unreliable-entity-list', 13, 82],
    ['countermeasure-list', 1, 5],
  ] as const)('the %s has %i notices with %i entries', (kind, notices, entries) => {
    expect(listed(kind)).toHaveLength(notices);
    expect(entriesOf(kind)).toHaveLength(entries);
  });

  test.each(['control-list', 'watch-list'] as const)('no name stands twice on the %s', (kind) => {
    for (const language of ['zh', 'en'] as const) {
      const names = entriesOf(kind).map((entry) => entry[language]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  test('no name stands twice in one notice', () => {
    for (const { entries } of book.partyLists) {
      const names = entries.map(({ zh, en }) => `${zh} ${en}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('names hold no invisible characters', () => {
    for (const { zh = '', en = '' } of book.partyLists.flatMap(({ entries }) => entries)) {
      expect(`${zh}${en}`).not.toMatch(/[\u00a0\u200b-\u200f\u2060\ufeff]/);
    }
  });
});

describe('The lists of items', () => {
  const entries = (id: string) => book.itemLists.find((list) => list.id === id)!.entries;

  test.each([
    ['cn/mofcom-gac-2025-18/items', 59],
    ['cn/mofcom-gac-2025-57/items', 42],
    ['cn/mofcom-gac-2025-56/items', 33],
    ['cn/mofcom-2025-62/items', 2],
    ['cn/mofcom-2025-61/annex-1-part-1', 13],
    ['cn/mofcom-2025-61/annex-1-part-2', 19],
  ])('%s has %i entries', (id, count) => {
    expect(entries(id)).toHaveLength(count);
  });

  test('every CAS number has its check digit', () => {
    const numbers = book.itemLists.flatMap((list) => list.entries.flatMap(({ match }) => match.cas ?? []));
    expect(numbers).toHaveLength(5);
    for (const number of numbers) {
      const [check, ...digits] = number.replaceAll('-', '').split('').map(Number).reverse();
      expect(digits.reduce((sum, digit, index) => sum + digit * (index + 1), 0) % 10, number).toBe(check);
    }
  });

  test('the two customs codes that came with the 2026 catalogue start with it', () => {
    const dated = entries('cn/mofcom-gac-2025-18/items').flatMap(({ code, hs = [] }) =>
      hs.filter(({ from }) => from !== undefined).map((entry) => ({ of: code, ...entry })),
    );
    expect(new Set(dated.map(({ code }) => code))).toEqual(new Set(['2846904810', '2846909910']));
    expect(dated).toHaveLength(14);
    for (const { of, from, verified } of dated) {
      expect(of).toMatch(/^1C90[2-8]\.c$/);
      expect({ from, verified }).toEqual({ from: '2026-01-01', verified: 'partly' });
    }
  });
});

test('every list cites its source', () => {
  for (const { id, source } of [...book.itemLists, ...book.partyLists]) {
    expect(
      source.some((entry) => (typeof entry === 'string' ? entry : (entry.url ?? '')).startsWith('http')),
      id,
    ).toBe(true);
  }
});

// Where the collected tables lie beside the repository, nothing may have been lost on the way into the pack.
const TABLES = path.resolve(import.meta.dirname, '..', '..', 'shared', 'data');
describe('Against the tables beside the repository', () => {
  test.skipIf(!existsSync(TABLES))('names and order are those of the notices', () => {
    const clean = (text: string) =>
      text
        .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '')
        .replaceAll('\u00a0', ' ')
        .trim();
    const rows = readTable('cn-lists/cn-control-lists.csv');
    const theirs = rows.map(
      (row) => `${noticeOf(row['notice']!)}/${row['item']} ${clean(row['name_zh']!)} ${clean(row['name_en']!)}`,
    );
    // The collection holds no orders on countermeasures.
    const ours = book.partyLists
      .filter(({ kind }) => kind !== 'countermeasure-list')
      .flatMap(({ entries }) => entries)
      // The tables leave out the names of Order No. 6, which are countermeasures.
      .filter(({ id }) => !id.includes('.') && !/^(uel-2025-6|mofcom-order-2025-6)\//.test(id))
      .map(({ id, zh, en }) => `${id} ${zh} ${en}`);
    expect(ours.sort()).toEqual(theirs.sort());
  });

  test.skipIf(!existsSync(TABLES))('codes, names and customs codes of No. 18 are those of the catalogue', () => {
    const rows = readTable('cn-control-codes/cn-rare-earth-control-codes.csv');
    const theirs = rows.map((row) => `${row['control_code']} ${row['name_zh']} ${row['reference_hs10']}`.trim());
    const ours = book.itemLists
      .find(({ id }) => id === 'cn/mofcom-gac-2025-18/items')!
      .entries.map(({ code, name, hs = [] }) => `${code} ${name.zh} ${hs.map((entry) => entry.code).join(' ')}`.trim());
    expect(ours).toEqual(theirs);
  });
});

function noticeOf(notice: string): string {
  const announcement = /商务部公告(\d{4})年第(\d+)号/.exec(notice);
  if (announcement) return `mofcom-${announcement[1]}-${announcement[2]}`;
  const mechanism = /〔(\d{4})〕(\d+)号/.exec(notice);
  return mechanism ? `uel-${mechanism[1]}-${mechanism[2]}` : 'mofcom-2026-20';
}

function readTable(name: string): Record<string, string>[] {
  const [head, ...rows] = readFileSync(path.join(TABLES, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
        cell!.replace(/^"|"$/g, '').replaceAll('""', '"'),
      ),
    );
  return rows.map((row) => Object.fromEntries(head!.map((key, index) => [key, row[index] ?? ''])));
}
