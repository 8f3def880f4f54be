import { describe, expect, it } from 'vitest';
import { type DrawnInstrument, lastDay, rowsOf, scaleOf, shownInstruments } from './time-line.ts';

const paused = { from: '2025-11-07', until: '2026-11-11', is: 'paused' as const, by: 'cn/mofcom-gac-2025-70/1' };
const longer = { from: '2026-11-11', until: '2027-01-11', is: 'paused' as const, by: 'cn/mofcom-2026-09-28/8' };
const running = { from: '2026-11-11', until: null, is: 'in-force' as const, by: null };
const cite = { zh: '第一条', en: 'para. 1' };

const instrument: DrawnInstrument = {
  id: 'cn/mofcom-2025-61',
  number: null,
  title: cite,
  published: '2025-10-09',
  groups: [
    {
      provisions: [
        { id: 'cn/mofcom-2025-61/1(1)', cite },
        { id: 'cn/mofcom-2025-61/1(2)', cite },
      ],
      branches: [
        { branch: 'enacted', bars: [paused, running] },
        { branch: 'cn/mofcom-2026-09-28', bars: [paused, longer, { ...running, from: '2027-01-11' }] },
      ],
    },
  ],
};
const still: DrawnInstrument = {
  ...instrument,
  id: 'cn/mofcom-2025-1',
  groups: [{ provisions: [{ id: 'x', cite }], branches: [{ branch: 'enacted', bars: [running] }] }],
};
const coverage = { state: 'checked' as const, from: '2024-12-01', checkedUpTo: '2026-10-09', text: cite };

describe('the scale', () => {
  const { at, from, ticks, until } = scaleOf({ instruments: [instrument], coverage }, '2026-11-26');
  it('begins with the coverage and ends after the last change of any branch', () => {
    expect([from, until]).toEqual(['2024-12-01', '2027-03-27']);
    expect([at('2024-12-01'), at('2027-03-27'), at(null)]).toEqual([0, 100, 100]);
  });
  it('marks quarters', () => {
    expect(ticks.slice(0, 2)).toEqual(['2025-01-01', '2025-04-01']);
  });
});

describe('rows', () => {
  it('draw of a branch only what the enacted text has not', () => {
    const [row] = rowsOf(instrument, false);
    expect(row?.enacted).toEqual([paused, running]);
    expect(row?.announced[0]?.bars).toEqual([longer, { ...running, from: '2027-01-11' }]);
  });
  it('are one for each provision when opened', () => {
    expect(rowsOf(instrument, true).map(({ provisions }) => provisions.length)).toEqual([1, 1]);
  });
});

it('shows what moves, or what names parties, or all', () => {
  const both = [still, instrument];
  const shown = (which: Parameters<typeof shownInstruments>[1]) =>
    shownInstruments(both, which, new Set([still.id])).map(({ id }) => id);
  expect(shown('moving')).toEqual([instrument.id]);
  expect(shown('parties')).toEqual([still.id]);
  expect(shown('rules')).toEqual([instrument.id]);
  expect(shown('all')).toEqual([instrument.id, still.id]);
});

it('names the last day of a bar, not the first one after it', () => {
  expect(lastDay(paused)).toBe('2026-11-10');
  expect(lastDay(running)).toBeNull();
});
