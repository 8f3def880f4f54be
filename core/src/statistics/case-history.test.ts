import { describe, expect, test } from 'vitest';
import type { Application, CaseEvent, CaseRole } from '../licensing/index.ts';
import type { WorkingCalendar } from '../time/working-days.ts';
import { historyOf } from './case-history.ts';

/** Mondays to Fridays, but for Friday 2026-04-03, which is off. */
const CALENDAR: WorkingCalendar = { published: { '2026': [] }, changed: { '2026-04-03': true } };

const by = (role: CaseRole): CaseEvent['by'] => ({ person: role, role, organisation: role });
const event = (on: string, role: CaseRole, command: string, fields: object = {}): CaseEvent =>
  ({ command, ...fields, by: by(role), on }) as CaseEvent;
const application: Application = {
  kind: 'individual-licence',
  destination: 'DE',
  endUse: { kind: 'civil' },
  lines: [
    { id: 'a', code: '1C902.a.4' },
    { id: 'b', code: '1C902.b' },
  ],
};
const submitted = (on: string, more: Partial<Application> = {}) => [
  event(on, 'exporter', 'save', { application: { ...application, ...more } }),
  event(on, 'exporter', 'submit'),
];
const accepted = (on: string, more: Partial<Application> = {}) => [
  ...submitted(on, more),
  event(on, 'licensing-officer', 'accept'),
];
const grant = (on: string) =>
  event(on, 'senior-officer', 'grant', { from: on, lastDay: on, lines: [], conditions: [] });
const of = (events: readonly CaseEvent[], until = '2026-12-31') => historyOf(events, until, CALENDAR);

describe('what a case adds', () => {
  test('a draft adds nothing, withdrawn or not', () => {
    const draft = event('2026-03-02', 'exporter', 'save', { application });
    const nothing = { counted: [], review: null };
    expect(of([draft])).toEqual(nothing);
    expect(of([draft, event('2026-03-03', 'exporter', 'withdraw', { reason: 'x' })])).toEqual(nothing);
    expect(of([])).toEqual(nothing);
  });

  test('received once, though it was returned and submitted again for another destination', () => {
    const findings = [{ text: { zh: '请补正' } }];
    const { counted, review } = of([
      ...submitted('2026-03-02'),
      event('2026-03-03', 'licensing-officer', 'return', { findings }),
      ...accepted('2026-04-01', { destination: 'FR' }),
      grant('2026-04-08'),
    ]);
    expect(counted).toEqual([
      { measure: 'received', on: '2026-03-02', destination: 'DE', item: '1C902', standing: 'compliant-civil' },
      {
        measure: 'granted',
        on: '2026-04-08',
        destination: 'FR',
        item: '1C902',
        standing: 'compliant-civil',
        timeliness: 'no-limit',
      },
    ]);
    // 2, 6, 7, 8 April: the 3rd is off, the 4th and 5th a weekend.
    expect(review).toEqual({ standing: 'compliant-civil', ending: 'granted', workingDays: 4, calendarDays: 7 });
  });

  test('on the last day it counts, and the day before it is open', () => {
    const events = [...accepted('2026-03-02'), grant('2026-03-31')];
    expect(of(events, '2026-03-31').counted).toHaveLength(2);
    expect(of(events, '2026-03-30')).toMatchObject({
      counted: [{ measure: 'received' }],
      review: { ending: null, workingDays: 20, calendarDays: 28 },
    });
  });

  test('days on which the clock was stopped do not count on it, both ends included', () => {
    const stop = [
      event('2026-03-04', 'licensing-officer', 'stop-clock', { ground: 'on-site-check', reason: 'x' }),
      event('2026-03-06', 'licensing-officer', 'resume-clock', { ground: 'on-site-check' }),
    ];
    const { review } = of([...accepted('2026-03-02'), ...stop, grant('2026-03-10')]);
    // Left: 3, 9, 10 March.
    expect(review).toMatchObject({ workingDays: 3, calendarDays: 8 });
  });

  test('a refusal set aside and the grant after it count each; the time is that of the first', () => {
    const refuse = event('2026-03-05', 'senior-officer', 'refuse', {
      reasons: 'x',
      provisions: ['p'],
      noPath: ['p', 'q'],
    });
    const { counted, review } = of([
      ...accepted('2026-03-02'),
      refuse,
      event('2026-04-01', 'exporter', 'reconsider', { grounds: 'x' }),
      event('2026-04-08', 'senior-officer', 'set-aside', { reasons: 'x', provisions: ['p'] }),
      grant('2026-04-09'),
    ]);
    expect(counted.map(({ measure, ground }) => [measure, ground])).toEqual([
      ['received', undefined],
      ['refused', 'several'],
      ['granted', undefined],
    ]);
    expect(review).toMatchObject({ ending: 'refused', workingDays: 3 });
  });

  test('a decision on the last working day is in time, on the next late, and made anew after reconsideration has no limit', () => {
    const limit = { limit: { id: 'decision', workingDays: 4, provision: 'p' } };
    const within = (...more: readonly CaseEvent[]) =>
      of([
        ...submitted('2026-04-01'),
        event('2026-04-01', 'licensing-officer', 'accept', { law: limit }),
        ...more,
      ]).counted.flatMap(({ timeliness }) => timeliness ?? []);
    // 2, 6, 7, 8 April.
    expect(within(grant('2026-04-08'))).toEqual(['in-time']);
    expect(within(grant('2026-04-09'))).toEqual(['late']);
    expect(within(event('2026-04-09', 'exporter', 'withdraw', { reason: 'x' }))).toEqual([]);
    const reconsidered = [
      event('2026-04-07', 'senior-officer', 'refuse', { reasons: 'x', provisions: ['p'], noPath: ['p'] }),
      event('2026-05-06', 'exporter', 'reconsider', { grounds: 'x' }),
      event('2026-05-07', 'senior-officer', 'set-aside', { reasons: 'x', provisions: ['p'] }),
      grant('2026-05-08'),
    ];
    expect(within(...reconsidered)).toEqual(['in-time', 'no-limit']);
  });

  test('a change that needs no new application is none', () => {
    expect(of([...accepted('2026-03-02', { kind: 'minor-change' }), grant('2026-03-05')])).toEqual({
      counted: [],
      review: null,
    });
  });
});

describe('categories', () => {
  test.each<[string, Partial<Application>, object]>([
    [
      'two entries',
      {
        lines: [
          { id: 'a', code: '1C902.a.4' },
          { id: 'b', code: '1C903' },
        ],
      },
      { item: 'several' },
    ],
    ['no code', { lines: [{ id: 'a' }] }, { item: 'not-stated' }],
    ['words instead of a code', { lines: [{ id: 'a', code: '=HYPERLINK("x")' }] }, { item: 'not-stated' }],
    ['a code in small letters', { lines: [{ id: 'a', code: ' 1c905.a ' }] }, { item: '1C905' }],
    ['a military end user', { endUsers: [{ military: 'yes' }] }, { standing: 'other' }],
    ['an end user who is not', { endUsers: [{ military: 'no' }] }, { standing: 'compliant-civil' }],
    ['a military end use', { endUse: { kind: 'military' } }, { standing: 'other' }],
    ['no end use stated', { endUse: {} }, { standing: 'other' }],
  ])('%s', (_, more, expected) => {
    expect(of(submitted('2026-03-02', more)).counted[0]).toMatchObject(expected);
  });

  test('no destination', () => {
    const { destination: _, ...without } = application;
    const events = [
      event('2026-03-02', 'exporter', 'save', { application: without }),
      event('2026-03-02', 'exporter', 'submit'),
    ];
    expect(of(events).counted[0]?.destination).toBe('not-stated');
  });

  test('a party found on a list by two persons; by one alone it is not found yet', () => {
    const hit = { hit: 'h', party: 'p', list: 'l', kind: 'watch-list', entry: 'e' };
    const judged = [
      ...accepted('2026-03-02'),
      event('2026-03-03', 'licensing-officer', 'report-hits', { hits: [hit] }),
      event('2026-03-03', 'licensing-officer', 'judge-hit', { hit: 'h', match: 'true-match', reason: 'x' }),
    ];
    expect(of(judged).review?.standing).toBe('compliant-civil');
    const signed = event('2026-03-03', 'senior-officer', 'countersign', { of: 'hit', id: 'h' });
    expect(of([...judged, signed]).review?.standing).toBe('other');
  });
});
