import { procedureOn } from '@ytterby/core';
import { caseDuties, humanitarianReport, standingOn } from '@ytterby/core/duties';
import { type CaseState, NEW_CASE } from '@ytterby/core/licensing';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

/** Duties by the law pack itself: the terms are those of its provisions, the days those of the State Council's calendar. */

const book = loadLaw();
const shipment = { id: 'S1', number: 'S-1', organisation: 'operator' };

describe('the report of a humanitarian export', () => {
  test('of 2025-10-09 is due on 2025-10-22', () => {
    const duty = humanitarianReport({ ...shipment, exportedOn: '2025-10-09' }, book);
    expect(duty).toMatchObject({
      first: '2025-10-09',
      last: { date: '2025-10-22', provisional: false },
      because: { provision: 'cn/mofcom-2025-61/5/report' },
      owedBy: { organisation: 'operator' },
    });
    const standings = ['2025-10-21', '2025-10-22', '2025-10-23'].map(
      (day) => duty && standingOn(duty, day, book.calendar),
    );
    expect(standings).toEqual([
      { status: 'due-soon', remaining: 1 },
      { status: 'due-today', remaining: 0 },
      { status: 'late', remaining: -1 },
    ]);
  });

  test('is asked for while paragraph 5 is in force, to its last day before the suspension', () => {
    expect(humanitarianReport({ ...shipment, exportedOn: '2025-10-08' }, book)).toBeUndefined();
    expect(humanitarianReport({ ...shipment, exportedOn: '2025-11-06' }, book)?.last?.date).toBe('2025-11-20');
    expect(humanitarianReport({ ...shipment, exportedOn: '2025-11-07' }, book)).toBeUndefined();
  });

  test('is done once it was reported', () => {
    const duty = humanitarianReport({ ...shipment, exportedOn: '2025-10-31', reportedOn: '2025-11-14' }, book);
    // Published answer T05: export of 2025-10-31, due 2025-11-14.
    expect(duty).toMatchObject({ last: { date: '2025-11-14' }, doneOn: '2025-11-14' });
  });
});

describe('the decision on an application', () => {
  const by = { person: 'li', role: 'licensing-officer', organisation: 'ministry' } as const;
  const accepted = (on: string, workingDays: number, provision: string): CaseState => ({
    ...NEW_CASE,
    status: 'in-review',
    lastOn: on,
    accepted: { by, on, limit: { id: 'decision', workingDays, provision } },
  });
  const lastDayOf = (on: string, workingDays: number, provision: string) => {
    const state = accepted(on, workingDays, provision);
    const subject = { id: 'C1', number: '2026-000001', organisation: 'firm' };
    return caseDuties(state, subject, on, procedureOn(book, on), book.calendar)[0];
  };

  test.each([
    ['2026-03-02', 45, '17(1)', '2026-05-08'],
    ['2026-01-26', 45, '17(1)', '2026-04-03'],
    ['2026-02-09', 20, '18', '2026-03-13'],
  ])('accepted on %s, %i working days (art. %s): due on %s', (on, workingDays, article, due) => {
    const duty = lastDayOf(on, workingDays, `cn/state-council-2024-792/${article}`);
    expect(duty?.last?.date).toBe(due);
    expect(duty?.because?.cite.en).toContain('Order No. 792');
  });

  test('keeping records rests on article 27, for five years', () => {
    expect(procedureOn(book, '2026-03-02').retention).toMatchObject({
      years: '5',
      because: { provision: 'cn/state-council-2024-792/27', cite: { en: 'Order No. 792 art. 27' } },
    });
  });
});
