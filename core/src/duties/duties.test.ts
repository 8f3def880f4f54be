import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseCommand } from '../licensing/case-commands.ts';
import { workingDaysIn } from '../licensing/clocks.ts';
import { type LicenceState, NEW_LICENCE } from '../licensing/licence.ts';
import { ACCEPTED, actor, EXPORTER, LAW, OFFICER, play, type Step } from '../licensing/testing/example.ts';
import type { ReportTerm, UsageReport } from '../licensing/usage-reports.ts';
import { addDays, type LegalDate } from '../time/legal-date.ts';
import { dueAfter, type WorkingCalendar } from '../time/working-days.ts';
import { caseDuties } from './case-duties.ts';
import { byUrgency, type Duty, reminderOn, standingOn, urgencyKey } from './duty.ts';
import { licenceDuties } from './licence-duties.ts';

/** The National Day holiday of 2025 with its make-up Saturday, and Labour Day of 2026. */
const calendar: WorkingCalendar = {
  published: { '2025': ['x'], '2026': ['x'] },
  changed: {
    '2025-10-01': true,
    '2025-10-02': true,
    '2025-10-03': true,
    '2025-10-06': true,
    '2025-10-07': true,
    '2025-10-08': true,
    '2025-10-11': false,
    '2026-04-06': true,
    '2026-05-01': true,
    '2026-05-04': true,
    '2026-05-05': true,
    '2026-05-09': false,
  },
};
const CASE = { id: 'C1', number: '2026-000001', organisation: 'firm' };
const dueOn = (last: LegalDate, more: Partial<Duty> = {}): Duty => ({
  id: 'x',
  kind: 'usage-report',
  title: { zh: '报告', en: 'Report' },
  subject: { kind: 'licence', ...CASE },
  owedBy: { organisation: 'firm' },
  first: '2025-10-09',
  last: { date: last, provisional: false },
  because: null,
  ...more,
});

describe('how a duty stands', () => {
  // Ten working days after 2025-10-09: 10, 11 (a make-up Saturday), 13-17, 20-22 October.
  test.each([
    ['2025-10-09', 'upcoming', 10],
    ['2025-10-10', 'upcoming', 9],
    ['2025-10-14', 'upcoming', 6],
    ['2025-10-15', 'due-soon', 5],
    ['2025-10-18', 'due-soon', 3],
    ['2025-10-19', 'due-soon', 3],
    ['2025-10-21', 'due-soon', 1],
    ['2025-10-22', 'due-today', 0],
    ['2025-10-23', 'late', -1],
    ['2025-10-25', 'late', -2],
    ['2025-10-27', 'late', -3],
  ])('on %s: %s, %i working days', (day, status, remaining) => {
    expect(standingOn(dueOn('2025-10-22'), day, calendar)).toEqual({ status, remaining });
  });

  test('through a holiday: the make-up day counts, the holiday does not', () => {
    expect(standingOn(dueOn('2025-10-11'), '2025-09-30', calendar)).toEqual({ status: 'due-soon', remaining: 3 });
    expect(standingOn(dueOn('2025-09-30'), '2025-10-08', calendar)).toEqual({ status: 'late', remaining: 0 });
    expect(standingOn(dueOn('2025-09-30'), '2025-10-09', calendar)).toEqual({ status: 'late', remaining: -1 });
  });

  test('done from the day on which it was done, and not before', () => {
    const duty = dueOn('2025-10-22', { doneOn: '2025-10-20' });
    expect(standingOn(duty, '2025-10-19', calendar).status).toBe('due-soon');
    expect(standingOn(duty, '2025-10-20', calendar)).toEqual({ status: 'done', remaining: null });
    expect(reminderOn(duty, '2025-10-22', calendar)).toBeUndefined();
  });

  test('nobody is late with a licence that expires, or with records that were kept long enough', () => {
    const expiry = dueOn('2025-10-22', { kind: 'licence-expiry' });
    expect(standingOn(expiry, '2025-10-22', calendar).status).toBe('due-today');
    expect(standingOn(expiry, '2025-10-23', calendar).status).toBe('done');
    const records = dueOn('2025-10-22', { kind: 'record-keeping' });
    expect(reminderOn(records, '2025-10-22', calendar)).toBeUndefined();
  });

  test('the days left and the days late are those of the working calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 60 }), (offset, span) => {
        const day = addDays('2025-10-09', offset);
        const last = addDays(day, span);
        const { remaining } = standingOn(dueOn(last), day, calendar);
        expect(remaining).toBe(workingDaysIn(calendar, day, last, []));
        if (span > 0) expect(standingOn(dueOn(day), last, calendar).status).toBe('late');
        const counted = dueAfter(calendar, day, span + 1);
        expect(standingOn(dueOn(counted.date), day, calendar).remaining).toBe(span + 1);
      }),
    );
  });

  test('late first, then by day, then without a day, then done', () => {
    const on = '2025-10-20';
    const all = [
      dueOn('2025-10-22', { id: 'a' }),
      dueOn('2025-10-21', { id: 'b' }),
      dueOn('2025-10-10', { id: 'late' }),
      dueOn('2025-10-10', { id: 'done', doneOn: '2025-10-10' }),
      { ...dueOn('2025-10-10'), id: 'open', last: null, open: 'no-day-set' as const },
    ].map((duty) => ({ duty, standing: standingOn(duty, on, calendar) }));
    expect([...all].sort(byUrgency).map(({ duty }) => duty.id)).toEqual(['late', 'b', 'a', 'open', 'done']);
    expect(new Set(all.map(urgencyKey)).size).toBe(all.length);
  });
});

describe('a reminder', () => {
  test.each([
    ['2025-10-14', undefined],
    ['2025-10-15', 'five-days'],
    ['2025-10-20', 'five-days'],
    ['2025-10-21', 'one-day'],
    ['2025-10-22', 'last-day'],
    ['2025-10-23', 'late'],
    ['2025-12-31', 'late'],
  ])('on %s: %s', (day, point) => {
    expect(reminderOn(dueOn('2025-10-22'), day, calendar)).toBe(point);
  });

  test('of a day on a weekend comes on the last working day before it', () => {
    expect(reminderOn(dueOn('2025-10-26'), '2025-10-24', calendar)).toBe('one-day');
    expect(reminderOn(dueOn('2025-10-26'), '2025-10-26', calendar)).toBe('last-day');
  });
});

describe('duties of a case', () => {
  const question = { id: 'q', text: { zh: '用途？' }, type: 'text', field: 'remarks' } as const;
  const ask = (lastDay?: string): Step => [
    OFFICER,
    { command: 'ask-information', request: 'r', questions: [question], ...(lastDay !== undefined && { lastDay }) },
    '2026-03-03',
  ];
  const dutiesOn = (steps: readonly Step[], day: string) => caseDuties(play(steps).state, CASE, day, LAW, calendar);

  test('the decision within 45 working days of acceptance, by those who deal with the case', () => {
    expect(dutiesOn(ACCEPTED, '2026-03-03')).toEqual([
      expect.objectContaining({
        id: 'decision/C1',
        kind: 'decision',
        owedBy: { officers: ['li'] },
        first: '2026-03-02',
        last: { date: '2026-05-08', provisional: false },
        because: expect.objectContaining({ provision: 'cn/state-council-2024-792/17(1)' }),
      }),
    ]);
    expect(dutiesOn(ACCEPTED.slice(0, 2), '2026-03-03')).toEqual([]);
  });

  test('a stopped clock leaves the decision without a day', () => {
    const stopped: Step = [OFFICER, { command: 'stop-clock', ground: 'expert-opinion', reason: 'x' }, '2026-03-16'];
    const [duty] = dutiesOn([...ACCEPTED, stopped], '2026-03-17');
    expect(duty).toMatchObject({ last: null, open: 'clock-stopped' });
    expect(standingOn(duty as Duty, '2027-01-01', calendar)).toEqual({ status: 'no-day', remaining: null });
    const resumed: Step = [OFFICER, { command: 'resume-clock', ground: 'expert-opinion' }, '2026-03-27'];
    expect(dutiesOn([...ACCEPTED, stopped, resumed], '2026-03-30')[0]?.last?.date).toBe('2026-05-21');
  });

  test('an answer by the last day that the authority has set; gone once it is given', () => {
    const asked = dutiesOn([...ACCEPTED, ask('2026-03-13')], '2026-03-04');
    expect(asked.find(({ kind }) => kind === 'information')).toMatchObject({
      owedBy: { organisation: 'firm' },
      last: { date: '2026-03-13' },
      because: null,
    });
    const open = dutiesOn([...ACCEPTED, ask()], '2026-03-04').find(({ kind }) => kind === 'information');
    expect(open).toMatchObject({ last: null, open: 'no-day-set' });
    const answer: CaseCommand = { command: 'answer', request: 'r', answers: [{ question: 'q', value: '电机' }] };
    const answered = dutiesOn([...ACCEPTED, ask('2026-03-13'), [EXPORTER, answer, '2026-03-05']], '2026-03-05');
    expect(answered.map(({ kind }) => kind)).toEqual(['decision']);
    expect(() => play([...ACCEPTED, ask('2026-03-02')])).toThrow('malformed');
    expect(() => play([...ACCEPTED, ask('2026-02-30')])).toThrow('malformed');
  });

  test('advice within the days that were given to the department, until it is countersigned', () => {
    const advice = { command: 'ask-advice', advice: 'a', department: 'd1', question: '？', workingDays: 10 } as const;
    const asked: readonly Step[] = [...ACCEPTED, [OFFICER, advice]];
    expect(dutiesOn(asked, '2026-03-03').find(({ kind }) => kind === 'advice')).toMatchObject({
      owedBy: { organisation: 'd1' },
      last: { date: '2026-03-16' },
    });
    const given: readonly Step[] = [
      ...asked,
      [actor('sun', 'adviser', 'd1'), { command: 'give-advice', advice: 'a', opinion: 'no-objection', reason: 'x' }],
    ];
    expect(dutiesOn(given, '2026-03-03').map(({ kind }) => kind)).toContain('advice');
    const signed: Step = [actor('qian', 'adviser', 'd1'), { command: 'countersign', of: 'advice', id: 'a' }];
    expect(dutiesOn([...given, signed], '2026-03-03').map(({ kind }) => kind)).toEqual(['decision']);
  });

  test('nothing is due in a case that was withdrawn', () => {
    const withdrawn: Step = [EXPORTER, { command: 'withdraw', reason: 'x' }];
    expect(dutiesOn([...ACCEPTED, ask('2026-03-13'), withdrawn], '2026-03-20')).toEqual([]);
  });
});

describe('duties under a licence', () => {
  const within = (report: ReportTerm): LicenceState => ({
    ...NEW_LICENCE,
    status: 'issued',
    licence: 'L1',
    case: 'C1',
    issuedOn: '2025-09-01',
    terms: {
      form: 'general-licence',
      holder: 'firm',
      destination: 'DE',
      endUsers: ['Beispiel Motoren GmbH'],
      endUse: '电机',
      from: '2025-09-01',
      lastDay: '2026-08-31',
      lines: [{ line: '1', quantity: '500', unit: 'kg', value: '1', currency: 'EUR' }],
      conditions: [
        { id: 'c1', text: { zh: '报告' }, report },
        { id: 'c2', text: { zh: '其他' } },
      ],
    },
  });
  const exports = [{ declaration: 'D-1', on: '2025-10-09' }];
  const on = (report: ReportTerm, day: LegalDate, reports: readonly UsageReport[] = []) =>
    licenceDuties(
      within(report),
      { id: 'L1', number: 'YB-2025-000001', organisation: 'firm', exhausted: false, exports, reports },
      day,
      LAW,
      calendar,
    );
  const reportsOf = (duties: readonly Duty[]) => duties.filter(({ kind }) => kind === 'usage-report');
  const afterExport: ReportTerm = { stages: ['transport', 'use'], days: 10, count: 'working-days', after: 'export' };
  const afterArrival: ReportTerm = { stages: ['arrival', 'use'], days: 60, count: 'days', after: 'arrival' };

  test('reports are due for every export, so many days after it', () => {
    const duties = reportsOf(on(afterExport, '2025-10-10'));
    expect(duties.map(({ id, last }) => [id, last?.date])).toEqual([
      ['usage-report/L1/c1/D-1/transport', '2025-10-22'],
      ['usage-report/L1/c1/D-1/use', '2025-10-22'],
    ]);
  });

  test('a term that begins with the arrival has no day before somebody reports it', () => {
    const before = reportsOf(on(afterArrival, '2025-10-10'));
    expect(before.map(({ last, open }) => [last, open])).toEqual([
      [null, 'arrival-not-reported'],
      [null, 'arrival-not-reported'],
    ]);
    const arrived: UsageReport = { declaration: 'D-1', stage: 'arrival', happenedOn: '2025-11-01', on: '2025-11-05' };
    const then = reportsOf(on(afterArrival, '2025-11-05', [arrived]));
    expect(then.map(({ last, doneOn }) => [last?.date, doneOn])).toEqual([
      ['2025-12-31', '2025-11-05'],
      ['2025-12-31', undefined],
    ]);
    const other: UsageReport = { ...arrived, declaration: 'D-2' };
    expect(reportsOf(on(afterArrival, '2025-11-05', [other])).every(({ last }) => last === null)).toBe(true);
  });

  test('the licence expires, and its records are kept five years longer', () => {
    const kinds = (day: LegalDate) => on(afterExport, day).map(({ kind }) => kind);
    expect(kinds('2026-08-31')).toContain('licence-expiry');
    expect(kinds('2026-09-01')).not.toContain('licence-expiry');
    expect(on(afterExport, '2026-09-01').find(({ kind }) => kind === 'record-keeping')).toMatchObject({
      first: '2026-08-31',
      last: { date: '2031-08-31' },
      because: { provision: 'cn/state-council-2024-792/27' },
    });
  });

  test('records of a licence that was revoked are kept from then on', () => {
    const revoked: LicenceState = {
      ...within(afterExport),
      status: 'revoked',
      ended: {
        by: { person: 'chen', role: 'senior-officer', organisation: 'ministry' },
        on: '2028-02-29',
        reason: 'x',
        provisions: [],
      },
    };
    const subject = { id: 'L1', number: 'n', organisation: 'firm', exhausted: false, exports: [], reports: [] };
    expect(licenceDuties(revoked, subject, '2028-03-01', LAW, calendar)).toMatchObject([
      { kind: 'record-keeping', first: '2028-02-29', last: { date: '2033-02-28' } },
    ]);
  });
});
