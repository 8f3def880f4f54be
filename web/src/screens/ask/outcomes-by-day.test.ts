import { type Segment } from '@ytterby/core';
import { describe, expect, it } from 'vitest';
import { linesWith, OUTCOME_CODES, OutcomesByDay } from './outcomes-by-day.ts';

const stretch = (branch: string, from: string, until: string | null, ...possible: Segment['possible']): Segment => ({
  branch: branch as Segment['branch'],
  from,
  until,
  outcome: possible.length === 1 && possible[0] !== undefined ? possible[0] : 'undetermined',
  possible,
});
/** Of an item that is only named. */
const named = (from: string): Segment => ({
  ...stretch('enacted', from, null, 'not-subject', 'outside-pack'),
  outcome: 'outside-pack',
});
const RUN = [
  stretch('enacted', '2025-01-01', '2026-11-11', 'no-licence-required'),
  stretch('enacted', '2026-11-11', null, 'licence-required'),
  stretch('cn/statement', '2025-01-01', '2027-01-11', 'no-licence-required'),
  stretch('cn/statement', '2027-01-11', null, 'licence-required'),
];

function index(): OutcomesByDay {
  const byDay = new OutcomesByDay();
  const run = byDay.addRun(RUN);
  const open = byDay.addRun([stretch('enacted', '2025-06-01', null, 'licence-required', 'prohibited')]);
  byDay.addLine(run, 'no-licence-required');
  byDay.addLine(open, 'undetermined');
  byDay.addLine(null, 'not-covered');
  byDay.addLine(run, 'licence-required');
  return byDay;
}
const outcomesOn = (day: string | null) => [...index().on(day).codes].map((code) => OUTCOME_CODES[code]);

describe('OutcomesByDay', () => {
  it.each([
    ['2024-12-31', ['not-covered', 'not-covered', 'not-covered', 'not-covered']],
    ['2025-01-01', ['no-licence-required', 'not-covered', 'not-covered', 'no-licence-required']],
    ['2026-11-10', ['no-licence-required', 'undetermined', 'not-covered', 'no-licence-required']],
    ['2026-11-11', ['unconfirmed', 'undetermined', 'not-covered', 'unconfirmed']],
    ['2027-01-10', ['unconfirmed', 'undetermined', 'not-covered', 'unconfirmed']],
    ['2027-01-11', ['licence-required', 'undetermined', 'not-covered', 'licence-required']],
  ])('lays the branches over one another on %s', (day, outcomes) => {
    expect(outcomesOn(day)).toEqual(outcomes);
  });

  it('keeps what each line is on its own day', () => {
    expect(outcomesOn(null)).toEqual(['no-licence-required', 'undetermined', 'not-covered', 'licence-required']);
  });

  it('counts, and finds the lines that have an outcome', () => {
    const day = index().on('2026-11-11');
    expect([...day.counts].reduce((sum, n) => sum + n)).toBe(4);
    expect([...linesWith(day, new Set(['unconfirmed']))]).toEqual([0, 3]);
    expect([...linesWith(day, new Set())]).toEqual([0, 1, 2, 3]);
  });

  it('says outside the pack of an item that is only named', () => {
    const byDay = new OutcomesByDay();
    byDay.addLine(byDay.addRun([named('2025-01-01')]), 'outside-pack');
    expect(OUTCOME_CODES[byDay.on('2025-06-01').codes[0] ?? 0]).toBe('outside-pack');
  });

  it('names the days on which a line changes', () => {
    expect(index().turns()).toEqual(['2026-11-11', '2027-01-11']);
  });

  it('counts every one of many lines', () => {
    const byDay = new OutcomesByDay();
    for (let run = 0; run < 500; run += 1) byDay.addRun(RUN);
    for (let line = 0; line < 100_000; line += 1) byDay.addLine(line % 500, 'licence-required');
    for (const day of ['2026-11-10', '2026-11-11', '2027-01-11'])
      expect([...byDay.on(day).counts].reduce((sum, n) => sum + n)).toBe(100_000);
  });
});
