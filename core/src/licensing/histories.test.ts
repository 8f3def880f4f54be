import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber, type LegalDate, weekday } from '../time/legal-date.ts';
import type { WorkingCalendar } from '../time/working-days.ts';
import { advance, decide, replay } from './case.ts';
import { CASE_COMMANDS, type CaseActor, type CaseCommand, type CaseEvent } from './case-commands.ts';
import { after, type CaseState, NEW_CASE, type Signed } from './case-state.ts';
import { CASE_TRANSITIONS } from './case-transitions.ts';
import { adviceClocks, remainingDays, waitsFor, workingDaysIn } from './clocks.ts';
import {
  ACCEPTED,
  actor,
  EXPORTER,
  GRANT,
  LAW,
  MAGNETS,
  OFFICER,
  play,
  REASONS,
  SECOND_OFFICER,
  SENIOR,
} from './testing/example.ts';
import { transitionFor } from './transitions.ts';

const RUNS = Number(process.env['YTTERBY_RUNS'] ?? 1000);
const START = '2026-01-05';

const PEOPLE: readonly CaseActor[] = [
  EXPORTER,
  OFFICER,
  SECOND_OFFICER,
  SENIOR,
  actor('zheng', 'senior-officer'),
  actor('sun', 'adviser', 'd1'),
  actor('qian', 'adviser', 'd1'),
  actor('wu', 'adviser', 'd2'),
  // Persons with two hats, who must never get away with it.
  actor('li', 'senior-officer'),
  actor('wang', 'licensing-officer'),
  actor('li', 'exporter'),
];
const GROUNDS = ['identification', 'expert-opinion', 'on-site-check'];
const noPath = { ...REASONS, noPath: ['cn/mofcom-2025-61/2'] };
const hit = (id: string, kind: 'watch-list' | 'control-list') => ({ hit: id, party: 'p', list: 'l', kind, entry: 'e' });

const IDS = ['1', '2'];
/** Every command, sound or not for the moment, in a few variants. */
const COMMANDS: readonly CaseCommand[] = [
  { command: 'save', application: MAGNETS },
  { command: 'save', application: { kind: 'technology' } },
  { command: 'submit' },
  { command: 'return', findings: [{ text: { zh: '补正' } }] },
  { command: 'accept' },
  { command: 'withdraw', reason: 'x' },
  { command: 'assess', assessment: '1', text: 'x', precedents: [] },
  { command: 'lift-limit', ground: 'state-council-approval', reason: 'x' },
  { command: 'set-condition', condition: 'c1', text: { zh: '报告' } },
  { command: 'drop-condition', condition: 'c1', reason: 'x' },
  { command: 'countersign', of: 'dropped-condition', id: 'c1' },
  { command: 'countersign', of: 'dropped-condition', id: 'c1' },
  { command: 'countersign', of: 'dropped-condition', id: 'c1' },
  { command: 'decline', of: 'dropped-condition', id: 'c1', reason: 'x' },
  { command: 'consolidate', opinion: 'no-objection', text: 'x' },
  { command: 'countersign', of: 'consolidation' },
  { command: 'decline', of: 'consolidation', reason: 'x' },
  ...[1, 2, 3].map((): CaseCommand => ({ command: 'recommend-grant', ...REASONS })),
  { command: 'recommend-refusal', ...noPath },
  { command: 'recommend-refusal', ...noPath },
  { command: 'recommend-refusal', ...noPath },
  { command: 'send-back', reason: 'x' },
  GRANT,
  { ...GRANT, conditions: [] },
  { command: 'refuse', ...noPath },
  { command: 'reconsider', grounds: 'x' },
  { command: 'uphold', ...REASONS },
  { command: 'set-aside', ...REASONS },
  ...GROUNDS.flatMap((ground): CaseCommand[] => [
    { command: 'stop-clock', ground, reason: 'x' },
    { command: 'resume-clock', ground },
    { command: 'resume-clock', ground },
  ]),
  ...IDS.flatMap((id): CaseCommand[] => [
    {
      command: 'ask-information',
      request: id,
      questions: [{ id: 'q', text: { zh: '？' }, type: 'text', field: 'remarks' }],
    },
    { command: 'answer', request: id, answers: [{ question: 'q', value: '是' }] },
    { command: 'ask-advice', advice: id, department: `d${id}`, question: 'x', workingDays: 7 * Number(id) },
    { command: 'give-advice', advice: id, opinion: 'no-objection', reason: 'x' },
    { command: 'give-advice', advice: id, opinion: 'no-objection', reason: 'x' },
    { command: 'give-advice', advice: id, opinion: 'no-objection', reason: 'x' },
    { command: 'countersign', of: 'advice', id },
    { command: 'countersign', of: 'advice', id },
    { command: 'countersign', of: 'advice', id },
    { command: 'decline', of: 'advice', id, reason: 'x' },
    { command: 'close-advice', advice: id, reason: 'x' },
    { command: 'report-hits', hits: [hit(id, id === '1' ? 'watch-list' : 'control-list')] },
    { command: 'judge-hit', hit: id, match: 'false-positive', reason: 'x' },
    { command: 'judge-hit', hit: id, match: 'true-match', reason: 'x' },
    { command: 'countersign', of: 'hit', id },
    { command: 'countersign', of: 'hit', id },
    { command: 'countersign', of: 'hit', id },
  ]),
];
/** A try: mostly a command that the table allows, by somebody who may give it; often enough neither. Some days later. */
const anyTry = fc.record({
  pick: fc.noBias(fc.nat()),
  fits: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  who: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) }),
  spare: fc.noBias(fc.nat()),
  later: fc.constantFrom(0, 0, 0, 1, 1, 2, 4, 9),
});
type Try = typeof anyTry extends fc.Arbitrary<infer T> ? T : never;
/** Each history goes without some commands, or none would ever get past everything that can be open. */
const OPENING = [
  'withdraw',
  'reconsider',
  'ask-information',
  'stop-clock',
  'report-hits',
  'ask-advice',
  'drop-condition',
  'decline',
];
interface History {
  readonly startAccepted: boolean;
  readonly without: readonly string[];
  readonly tries: readonly Try[];
}
const anyHistory: fc.Arbitrary<History> = fc.record({
  startAccepted: fc.boolean(),
  without: fc.noBias(fc.subarray(OPENING)),
  tries: fc.array(anyTry, { minLength: 20, maxLength: 150, size: 'max' }),
});

/** Holidays and make-up days at random, so that no shortcut of an ordinary week survives. */
const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc
  .array(fc.tuple(fc.nat({ max: 1500 }), fc.boolean()), { maxLength: 120 })
  .map((days) => ({
    published: { '2026': ['x'], '2027': ['x'] },
    changed: Object.fromEntries(days.map(([offset, off]) => [addDays(START, offset), off])),
  }));

/** What a history of tries becomes: those that were allowed. Starts accepted half the time, so that reviews get long. */
function carryOut({ tries, without, startAccepted }: History): {
  state: CaseState;
  events: CaseEvent[];
  today: LegalDate;
} {
  const begun = startAccepted
    ? play(ACCEPTED.map(([who, command]) => [who, command, START] as const))
    : { state: NEW_CASE, events: [] };
  let { state } = begun;
  const events = [...begun.events];
  let today: LegalDate = START;
  const usable = COMMANDS.filter(({ command }) => !without.includes(command));
  for (const { pick, fits, who, spare, later } of tries) {
    today = addDays(today, later);
    const { status } = state;
    const known = usable.filter(({ command: each }) => !fits || transitionFor(CASE_TRANSITIONS, status, each));
    const command = known[pick % Math.max(1, known.length)];
    if (command === undefined) break;
    const roles = transitionFor(CASE_TRANSITIONS, status, command.command)?.roles ?? [];
    const isAdvice = 'of' in command && command.of === 'advice';
    const able = PEOPLE.filter(({ role }) => (isAdvice ? role === 'adviser' : roles.includes(role)));
    const person = who ?? able[spare % Math.max(1, able.length)] ?? OFFICER;
    const decided = decide(state, command, person, { on: today, law: LAW });
    if (!decided.ok) continue;
    for (const event of decided.events) {
      state = after(state, event);
      events.push(event);
    }
  }
  return { state, events, today };
}

describe('whatever is tried, by whomever, in whatever order', () => {
  const seen = new Set<string>();
  test('replaying the events gives the same state, and no event is one that replay refuses', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state, events } = carryOut(history);
        const played = replay(JSON.parse(JSON.stringify(events)) as CaseEvent[]);
        expect(played).toEqual({ ok: true, state });
        for (const { command } of events) seen.add(command);
        expect(waitsFor(state).length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
    expect(CASE_COMMANDS.filter((command) => !seen.has(command))).toEqual([]);
  });

  test('every step is in the table, and a step left out is missed', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, pick) => {
        const { events } = carryOut(history);
        let state = NEW_CASE;
        const before: CaseState[] = [];
        for (const event of events) {
          before.push(state);
          const row = transitionFor(CASE_TRANSITIONS, state.status, event.command);
          const next = advance(state, event);
          if (row === undefined || !next.ok) throw new Error(event.command);
          expect(next.state.status).toBe(row.to === 'stays' ? state.status : row.to);
          ({ state } = next);
        }
        // Leave out one step that led somewhere, where what followed was possible only there.
        const leads = events.flatMap((event, at) => {
          const following = events[at + 1];
          const was = before[at]?.status ?? 'new';
          const moved = before[at + 1]?.status !== undefined && before[at + 1]?.status !== was;
          const needed = following !== undefined && !transitionFor(CASE_TRANSITIONS, was, following.command);
          return moved && needed ? [at] : [];
        });
        const gap = leads[pick % Math.max(1, leads.length)];
        if (gap !== undefined) expect(replay(events.toSpliced(gap, 1))).toMatchObject({ ok: false, at: gap });
      }),
      { numRuns: RUNS / 2 },
    );
  });

  test('nobody ever signs or decides their own work', () => {
    const signed = { hit: 0, advice: 0, condition: 0, decision: 0 };
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state } = carryOut({ ...history, startAccepted: true });
        const apart = (what: keyof typeof signed, first: Signed | undefined, second: Signed | undefined) => {
          if (second === undefined) return;
          signed[what] += 1;
          expect(first?.by.person, what).not.toBe(second.by.person);
        };
        for (const { judged, countersigned } of state.hits) apart('hit', judged, countersigned);
        for (const { given, countersigned } of state.advice) apart('advice', given, countersigned);
        for (const { drop, dropped } of state.conditions) apart('condition', drop, dropped);
        apart('decision', state.recommendation ?? undefined, state.decision ?? undefined);
        if (state.decision !== null) {
          for (const { by } of state.assessments) expect(by.person).not.toBe(state.decision.by.person);
        }
        if (state.decision?.outcome === 'granted') {
          const standing = state.conditions.filter(({ dropped }) => dropped === undefined).map(({ id: each }) => each);
          expect(state.decision.conditions.toSorted()).toEqual(standing.toSorted());
        }
        expect(state.forApplicant.filter((person) => state.forAuthority.includes(person))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // Or the property would hold for want of anything signed.
    expect(Math.min(...Object.values(signed))).toBeGreaterThan(5);
  });
});

/** The same count, one day after another, from the events alone. */
function slowCount(events: readonly CaseEvent[], today: LegalDate, calendar: WorkingCalendar) {
  const accepted = events.find(({ command }) => command === 'accept');
  if (accepted === undefined) return undefined;
  const worked = (day: LegalDate) => {
    const off = calendar.changed[day];
    return off === undefined ? ![6, 7].includes(weekday(day)) : off === false;
  };
  /** Was any ground standing on this day, from the day of its stop to the day of its end? */
  const stoppedOn = (day: LegalDate) =>
    events.some((event, at) => {
      if (event.command !== 'stop-clock' || event.on > day) return false;
      const end = events.slice(at).find((later) => later.command === 'resume-clock' && later.ground === event.ground);
      return end === undefined || day <= end.on;
    });
  const limit = accepted.law?.limit?.workingDays ?? 0;
  let used = 0;
  let due: LegalDate | null = null;
  let usedToday = 0;
  for (let number = dayNumber(accepted.on) + 1; number < dayNumber(accepted.on) + 3000; number += 1) {
    const day = addDays(accepted.on, number - dayNumber(accepted.on));
    if (worked(day) && !stoppedOn(day)) used += 1;
    if (day <= today) usedToday = used;
    if (used === limit) due ??= day;
    if (due !== null && day > today) break;
  }
  return { used: usedToday, due, limit };
}

describe('the clock', () => {
  test(`agrees with a count of one day after another, over ${RUNS} histories`, () => {
    let [running, stopped, over] = [0, 0, 0];
    fc.assert(
      fc.property(anyHistory, anyCalendar, fc.nat({ max: 40 }), (history, calendar, wait) => {
        const { state, events, today: lastDay } = carryOut({ ...history, startAccepted: true });
        const today = addDays(lastDay, wait);
        const clock = remainingDays(state, today, calendar);
        if (clock.is === 'over') {
          over += 1;
          const ended = slowCount(events, clock.on, calendar);
          expect(clock.used).toBe(ended?.used);
          return;
        }
        const slow = slowCount(events, today, calendar);
        if (clock.is === 'no-limit') {
          expect(events.some(({ law }) => (law?.noLimit ?? []).length > 0)).toBe(true);
          expect(clock.workingDaysUsed).toBe(slow?.used);
        } else if (clock.is === 'running') {
          running += 1;
          expect({ used: clock.used, due: clock.due?.date, limit: clock.limit }).toEqual(slow);
          expect(clock.remaining).toBe(45 - clock.used);
        } else if (clock.is === 'stopped') {
          stopped += 1;
          expect(clock.due).toBeNull();
          expect(clock.used).toBe(slow?.used);
        }
        for (const advice of adviceClocks(state, today, calendar)) {
          const asked = state.advice.find((each) => each.id === advice.id);
          expect(workingDaysIn(calendar, asked!.on, advice.due.date, [])).toBe(asked!.workingDays);
        }
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(running, stopped, over)).toBeGreaterThan(RUNS / 20);
  });

  const calendar: WorkingCalendar = { published: { '2026': ['x'] }, changed: {} };
  const withSteps = (...more: readonly (readonly [CaseActor, CaseCommand, LegalDate])[]) =>
    play([...ACCEPTED, ...more]).state;
  const stop: CaseCommand = { command: 'stop-clock', ground: 'expert-opinion', reason: '专家咨询' };
  const resume: CaseCommand = { command: 'resume-clock', ground: 'expert-opinion' };

  test('has not started before acceptance', () => {
    expect(remainingDays(play(ACCEPTED.slice(0, 2)).state, '2026-03-03', calendar)).toEqual({ is: 'not-started' });
  });

  test('on the day of acceptance all 45 are left, on the due day none, on the next one is missing', () => {
    const state = withSteps();
    expect(remainingDays(state, '2026-03-02', calendar)).toMatchObject({
      is: 'running',
      remaining: 45,
      due: { date: '2026-05-04' },
    });
    expect(remainingDays(state, '2026-05-04', calendar)).toMatchObject({ remaining: 0 });
    expect(remainingDays(state, '2026-05-05', calendar)).toMatchObject({ remaining: -1 });
  });

  test('both ends of a stop are left out; a stop of one day costs that day', () => {
    const state = withSteps([OFFICER, stop, '2026-03-16'], [OFFICER, resume, '2026-03-16']);
    expect(remainingDays(state, '2026-03-16', calendar)).toMatchObject({
      is: 'running',
      used: 9,
      due: { date: '2026-05-05' },
    });
  });

  test('a stop that has not ended leaves the days as they were, and says why', () => {
    const state = withSteps([OFFICER, stop, '2026-03-16']);
    expect(remainingDays(state, '2026-04-30', calendar)).toMatchObject({
      is: 'stopped',
      used: 9,
      remaining: 36,
      due: null,
      stops: [{ ground: 'expert-opinion', provision: 'cn/state-council-2024-792/17(2)' }],
    });
  });

  test('asking the applicant stops no clock', () => {
    const question = { id: 'q', text: { zh: '？' }, type: 'text', field: 'remarks' } as const;
    const state = withSteps([
      OFFICER,
      { command: 'ask-information', request: '1', questions: [question] },
      '2026-03-03',
    ]);
    expect(remainingDays(state, '2026-03-10', calendar)).toMatchObject({ is: 'running', used: 6 });
    expect(waitsFor(state)).toEqual(['applicant']);
  });

  test('there is no limit where the State Council has to approve', () => {
    const state = withSteps([
      OFFICER,
      { command: 'lift-limit', ground: 'state-council-approval', reason: '报国务院' },
      '2026-03-03',
    ]);
    expect(remainingDays(state, '2026-03-10', calendar)).toMatchObject({
      is: 'no-limit',
      because: [{ ground: 'state-council-approval', provision: 'cn/state-council-2024-792/17(2)' }],
    });
  });

  test('a count into a year without published holidays is provisional', () => {
    const state = play(ACCEPTED.map(([who, command]) => [who, command, '2026-12-01'] as const)).state;
    expect(remainingDays(state, '2026-12-01', calendar)).toMatchObject({ due: { provisional: true } });
  });
});
