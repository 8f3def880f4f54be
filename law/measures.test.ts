import { ENACTED, readingsOf } from '@ytterby/core';
import {
  announcedText,
  firstDayOf,
  namesPublication,
  newlyControlled,
  standingOfMeasure,
} from '@ytterby/core/measures';
import { describe, expect, it, test } from 'vitest';
import { lawTexts, loadLaw, parseLawFiles } from './load.ts';

/** What becomes of an announced measure, by the law pack itself: No. 61 of 2025 was announced, ran in part, and was paused. */

const book = loadLaw();
const NO_61 = { status: 'announced', instrument: 'cn/mofcom-2025-61' } as const;

describe('an announced measure stands where its provisions stand', () => {
  test.each([
    ['2025-10-08', 'not-in-law'],
    ['2025-10-09', 'in-force'],
    ['2025-11-06', 'in-force'],
    ['2025-11-07', 'paused'],
    ['2026-11-10', 'paused'],
    ['2026-11-11', 'in-force'],
  ])('No. 61 of 2025 on %s: %s', (day, is) => {
    expect(standingOfMeasure(NO_61, book, day).is).toBe(is);
  });

  it('provision by provision', () => {
    const of = (day: string, id: string) =>
      standingOfMeasure(NO_61, book, day).provisions.find(({ provision }) => provision.id === id)?.status.is;
    expect(['2025-10-09', '2025-11-07'].map((day) => of(day, 'cn/mofcom-2025-61/1(1)'))).toEqual([
      'not-yet-in-force',
      'paused',
    ]);
    expect(of('2025-10-09', 'cn/mofcom-2025-61/1(3)')).toBe('in-force');
  });

  it('before its announcement where its events have brought it', () => {
    const draft = { status: 'assessed', instrument: 'cn/mofcom-2026-90' } as const;
    expect(standingOfMeasure(draft, book, '2026-11-26')).toEqual({ is: 'assessed', provisions: [] });
  });

  it.each([
    ['2026-12-14', 'announced'],
    ['2026-12-15', 'in-force'],
    ['2026-12-19', 'in-force'],
    ['2026-12-20', 'ended'],
  ])('one that is ended by another, on %s: %s', (day, is) => {
    const other = `${lawFile('cn/x-2', '2026-12-20', 'cn/mofcom-gac-2025-56/items')}    acts: [{ do: end, on: [cn/x-1], from: 2026-12-20 }]\n`;
    const after = withFiles(lawFile('cn/x-1', '2026-12-15', 'cn/mofcom-gac-2025-57/items'), other);
    expect(standingOfMeasure({ status: 'announced', instrument: 'cn/x-1' }, after, day).is).toBe(is);
  });
});

const lawFile = (id: string, from: string, list: string) => `id: ${id}
kind: announcement
title: { zh: 虚构, en: Invented }
issuer: { zh: 虚构, en: nobody }
published: 2026-10-20
from: ${from}
verified: no
source: [invented for a test]
summary: { zh: 虚构, en: Invented. }
provisions:
  - id: ${id}/1
    cite: { zh: 第一条, en: para. 1 }
    text: { zh: 虚构, en: Invented. }
    when: { all: [{ fact: item, on: [${list}] }, { not: { fact: item, on: [cn/mofcom-2025-62/items] } }] }
    effect: { kind: licence-required }
`;
const withFiles = (...texts: readonly string[]) =>
  parseLawFiles([...lawTexts(), ...texts.map((text, at) => ({ path: `cn/instruments/recorded/${at}.yaml`, text }))]);

test('the first day of effect is the earliest of all', () => {
  const of = (id: string) =>
    firstDayOf(book.instruments.find((each) => each.id === id) as (typeof book.instruments)[number]);
  expect(of('cn/mofcom-2025-61')).toBe('2025-10-09');
  // No. 70 was published, and its pause began, on 7 November 2025.
  expect(of('cn/mofcom-gac-2025-70')).toBe('2025-11-07');
});

describe('items newly controlled', () => {
  const moment = { knownAt: '2026-10-20', branch: ENACTED, readings: readingsOf(book) };
  const after = withFiles(lawFile('cn/x-1', '2026-11-05', 'cn/mofcom-gac-2025-57/items'));
  const lists = (days: readonly string[]) => [
    ...new Set(newlyControlled(book, after, days, moment).map(({ list, from }) => `${list} ${from}`)),
  ];

  it('are those of lists that a duty in force names with the draft, and none without it', () => {
    expect(lists(['2026-11-04'])).toEqual([]);
    expect(lists(['2026-11-05', '2026-11-06'])).toEqual(['cn/mofcom-gac-2025-57/items 2026-11-05']);
    const entries = book.itemLists.find(({ id }) => id === 'cn/mofcom-gac-2025-57/items')?.entries;
    expect(newlyControlled(book, after, ['2026-11-05'], moment).map(({ entry }) => entry.code)).toEqual(
      entries?.map(({ code }) => code),
    );
  });

  it('are none where the list is controlled already', () => {
    expect(lists(['2026-11-11'])).toEqual([]);
  });
});

test('the announcement sets the day of publication, and nothing else', () => {
  const text = 'id: cn/x\npublished: 2026-12-01 # planned\nnotes:\n  published: 2020-01-01\n';
  expect(announcedText(text, '2026-11-26')).toBe('id: cn/x\npublished: 2026-11-26\nnotes:\n  published: 2020-01-01\n');
  expect(namesPublication(text)).toBe(true);
  expect(namesPublication('{ id: cn/x, published: 2026-12-01 }')).toBe(false);
  expect(namesPublication('"published": 2026-12-01\n')).toBe(false);
});
