import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clashes } from '../licensing/transitions.ts';
import { gatesOf } from './gates.ts';
import { type AssessmentSeen, decide, type MeasureDecision, replay } from './measure.ts';
import type { MeasureActor, MeasureCommand, MeasureEvent } from './measure-commands.ts';
import { after, type MeasureState, NEW_MEASURE, noticeTo, receiptOf } from './measure-state.ts';
import { MEASURE_TRANSITIONS } from './measure-transitions.ts';

const officer: MeasureActor = { person: 'li', role: 'policy-officer' };
const analyst: MeasureActor = { person: 'sun', role: 'policy-officer' };
const director: MeasureActor = { person: 'chen', role: 'policy-director' };
const link: MeasureActor = { person: null, role: 'partner' };
const DAY = '2026-11-26';

const draft = (text = 'one', firstDay = '2026-12-15') => ({
  instrument: 'cn/mofcom-2026-90',
  title: { zh: '草案', en: 'Draft' },
  text,
  firstDay,
});
const done = (id: string, revision: number, ranBy: string | null = 'sun'): AssessmentSeen => ({
  id,
  revision,
  state: 'done',
  ranBy,
});
const partners = (...codes: readonly string[]) =>
  codes.map((partner) => ({ partner, contact: 'Ministry', email: 'a@example.org', language: 'en' as const }));
const send = (partner: string, revision = 1): MeasureCommand => ({
  command: 'send-notice',
  partner,
  revision,
  text: { zh: '通报', en: 'Notice' },
  how: 'mail',
});
const opened = (partner: string, revision = 1): MeasureCommand => ({
  command: 'record-receipt',
  partner,
  revision,
  how: 'opened',
});

type Step = readonly [MeasureCommand, MeasureActor];
const ASSESSMENTS = [done('a1', 1), done('a2', 2)];

/** Carries steps out one after the other; each must be allowed. */
function story(steps: readonly Step[], state: MeasureState = NEW_MEASURE, on = DAY): MeasureState {
  return steps.reduce((so, [command, actor]) => {
    const decision = decide(so, command, actor, { on, assessments: ASSESSMENTS });
    if (!decision.ok) throw new Error(`${command.command}: ${decision.code}`);
    return decision.events.reduce(after, so);
  }, state);
}
const codeOf = (decision: MeasureDecision) => (decision.ok ? 'ok' : decision.code);
const tried = (state: MeasureState, command: MeasureCommand, actor: MeasureActor, on = DAY) =>
  codeOf(decide(state, command, actor, { on, assessments: ASSESSMENTS }));

const DRAFTED: readonly Step[] = [[{ command: 'draft', ...draft() }, officer]];
const SIGNED: readonly Step[] = [...DRAFTED, [{ command: 'sign-off', assessment: 'a1' }, director]];
const CHOSEN: readonly Step[] = [...SIGNED, [{ command: 'choose-partners', partners: partners('JP', 'DE') }, officer]];
const TOLD: readonly Step[] = [...CHOSEN, [send('JP'), officer], [send('DE'), analyst]];
const RECEIVED: readonly Step[] = [
  ...TOLD,
  [opened('JP'), link],
  [
    { command: 'record-receipt', partner: 'DE', revision: 1, how: 'recorded', note: 'handed over by note No. 12' },
    officer,
  ],
];

describe('a measure', () => {
  it('goes from draft to announced', () => {
    expect(story(DRAFTED).status).toBe('draft');
    expect(story(SIGNED).status).toBe('assessed');
    expect(story(CHOSEN).status).toBe('assessed');
    expect(story(TOLD).status).toBe('partners-told');
    expect(story(RECEIVED).status).toBe('partners-told');
    const announced = story([...RECEIVED, [{ command: 'announce' }, director]]);
    expect(announced.status).toBe('announced');
    expect(announced.announced).toMatchObject({ by: director, on: DAY });
  });

  it('has a table in which no step is named twice', () => {
    expect(clashes(MEASURE_TRANSITIONS)).toEqual([]);
  });

  it.each<[string, readonly Step[], MeasureCommand, MeasureActor, string]>([
    ['announce a draft', DRAFTED, { command: 'announce' }, director, 'not-in-this-state'],
    ['announce before partners are told', CHOSEN, { command: 'announce' }, director, 'not-in-this-state'],
    ['announce while partners are silent', TOLD, { command: 'announce' }, director, 'gate-not-met'],
    ['announce as an officer', RECEIVED, { command: 'announce' }, officer, 'not-this-role'],
    ['sign off as an officer', DRAFTED, { command: 'sign-off', assessment: 'a1' }, analyst, 'not-this-role'],
    ['sign off what there is not', DRAFTED, { command: 'sign-off', assessment: 'a9' }, director, 'no-such-assessment'],
    ['sign off another revision', DRAFTED, { command: 'sign-off', assessment: 'a2' }, director, 'other-revision'],
    [
      'sign off what one ran',
      DRAFTED,
      { command: 'sign-off', assessment: 'a1' },
      { person: 'sun', role: 'policy-director' },
      'own-assessment',
    ],
    [
      'sign off what one wrote',
      DRAFTED,
      { command: 'sign-off', assessment: 'a1' },
      { person: 'li', role: 'policy-director' },
      'own-revision',
    ],
    [
      'announce what one wrote',
      RECEIVED,
      { command: 'announce' },
      { person: 'li', role: 'policy-director' },
      'own-revision',
    ],
    ['tell a partner before the sign-off', DRAFTED, send('JP'), officer, 'not-in-this-state'],
    ['tell who was not chosen', CHOSEN, send('US'), officer, 'no-such-partner'],
    ['tell of another revision', CHOSEN, send('JP', 2), officer, 'other-revision'],
    ['receive what was not sent', CHOSEN, opened('JP'), link, 'not-told'],
    ['open as an officer', TOLD, opened('JP'), officer, 'not-this-role'],
    [
      'record a receipt and not say how it is known',
      TOLD,
      { command: 'record-receipt', partner: 'JP', revision: 1, how: 'recorded' },
      officer,
      'receipt-unexplained',
    ],
    [
      'drop a partner that was told',
      TOLD,
      { command: 'choose-partners', partners: partners('JP') },
      officer,
      'partner-told',
    ],
    [
      'choose a partner twice',
      SIGNED,
      { command: 'choose-partners', partners: partners('JP', 'JP') },
      officer,
      'duplicate-partner',
    ],
    ['revise with the same text', SIGNED, { command: 'revise', ...draft() }, director, 'nothing-changed'],
    [
      'send mail to nobody',
      [
        ...SIGNED,
        [{ command: 'choose-partners', partners: [{ partner: 'JP', contact: 'METI', language: 'en' }] }, officer],
      ],
      send('JP'),
      officer,
      'no-email',
    ],
    ['act as a partner', TOLD, { command: 'withdraw', reason: 'x' }, link, 'not-this-role'],
    ['say that all are told', CHOSEN, { command: 'all-told' }, officer, 'malformed'],
    ['name a day that there is not', [], { command: 'draft', ...draft('one', '2026-02-30') }, officer, 'malformed'],
  ])('refuses to %s', (_, before, command, actor, code) => {
    expect(tried(story(before), command, actor)).toBe(code);
  });

  it('refuses what is not finished, or was run by nobody who is known', () => {
    const signed = (assessment: AssessmentSeen) =>
      codeOf(
        decide(story(DRAFTED), { command: 'sign-off', assessment: 'a1' }, director, {
          on: DAY,
          assessments: [assessment],
        }),
      );
    for (const state of ['waiting', 'running', 'failed', 'stopped'] as const)
      expect(signed({ ...done('a1', 1), state })).toBe('not-finished');
    expect(signed(done('a1', 1, null))).toBe('runner-unknown');
  });

  it('may be announced on its first day of effect, and not the day after', () => {
    const received = story(RECEIVED);
    const announce: MeasureCommand = { command: 'announce' };
    expect(tried(received, announce, director, '2026-12-14')).toBe('ok');
    expect(tried(received, announce, director, '2026-12-15')).toBe('ok');
    expect(tried(received, announce, director, '2026-12-16')).toBe('gate-not-met');
    expect(tried(received, announce, director, '2026-11-25')).toBe('before-last-event');
  });

  it('goes back to its draft when it is revised, and nothing of the revision before counts', () => {
    const revised = story([...RECEIVED, [{ command: 'revise', ...draft('two') }, analyst]]);
    expect(revised.status).toBe('draft');
    expect(noticeTo(revised, 'JP')).toBeUndefined();
    expect(receiptOf(revised, 'DE')).toBeUndefined();
    expect(tried(revised, { command: 'announce' }, director)).toBe('not-in-this-state');
    const again = story([[{ command: 'sign-off', assessment: 'a2' }, director]], revised);
    expect(again.status).toBe('assessed');
    expect(tried(again, opened('JP', 1), link)).toBe('other-revision');
    const unmet = gatesOf(again, { on: DAY, actor: director }).filter(({ isMet }) => !isMet);
    expect(unmet.map(({ id, partners: whom }) => [id, whom])).toEqual([
      ['notices-sent', ['JP', 'DE']],
      ['receipts-there', ['JP', 'DE']],
    ]);
  });

  it('waits for a partner that is chosen late', () => {
    const more = story(
      [[{ command: 'choose-partners', partners: partners('JP', 'DE', 'KR') }, officer]],
      story(RECEIVED),
    );
    expect(more.status).toBe('assessed');
    expect(story([[send('KR'), officer]], more).status).toBe('partners-told');
    const same = story([[{ command: 'choose-partners', partners: partners('DE', 'JP') }, officer]], story(RECEIVED));
    expect(same.status).toBe('partners-told');
  });

  it('says which gates are met, and what is missing', () => {
    const gates = gatesOf(story(TOLD), { on: '2026-12-16', actor: officer });
    expect(gates.filter(({ isMet }) => !isMet).map(({ id, missing }) => [id, missing.map(({ en }) => en)])).toEqual([
      ['receipts-there', ['No receipt yet: JP, DE']],
      ['days-to-come', ['2026-12-15 has passed']],
      ['another-person', ['A policy director announces it']],
    ]);
  });
});

/** What people may try, one after the other, some of it nonsense. */
const people = fc.constantFrom<MeasureActor>(
  officer,
  analyst,
  director,
  { person: 'li', role: 'policy-director' },
  { person: 'sun', role: 'policy-director' },
  { person: 'wu', role: 'policy-director' },
  link,
);
/** What is tried, for the revision that there is then: mostly the right one. */
type Try = (revision: number) => MeasureCommand;
const code = fc.constantFrom('JP', 'DE');
const older = fc.constantFrom(0, 0, 0, 0, 1);
const words = { zh: '通报', en: 'Notice' };
const tries: fc.Arbitrary<Try> = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom('one', 'two', 'three'), fc.constantFrom('2026-12-15', '2026-12-15', '2026-11-20'))
      .map(([text, firstDay]) => () => ({ command: 'revise' as const, ...draft(text, firstDay) })),
    weight: 1,
  },
  {
    arbitrary: older.map((back) => (now: number) => ({ command: 'sign-off' as const, assessment: `a${now - back}` })),
    weight: 5,
  },
  {
    arbitrary: fc
      .uniqueArray(code, { maxLength: 2 })
      .map((codes) => () => ({ command: 'choose-partners' as const, partners: partners(...codes) })),
    weight: 3,
  },
  {
    arbitrary: fc.tuple(code, older).map(([partner, back]) => (now: number) => ({
      command: 'send-notice' as const,
      partner,
      revision: Math.max(1, now - back),
      text: words,
      how: 'mail' as const,
    })),
    weight: 8,
  },
  {
    arbitrary: fc
      .tuple(code, older, fc.constantFrom('opened' as const, 'recorded' as const))
      .map(([partner, back, how]) => (now: number) => ({
        command: 'record-receipt' as const,
        partner,
        revision: Math.max(1, now - back),
        how,
        ...(how === 'recorded' && { note: 'note' }),
      })),
    weight: 8,
  },
  { arbitrary: fc.constant(() => ({ command: 'announce' as const })), weight: 5 },
);
const RUN = [done('a1', 1), done('a2', 2, 'wu'), done('a3', 3, 'li'), done('a4', 4)];

const FIRST: readonly [Try, MeasureActor] = [() => ({ command: 'draft', ...draft() }), officer];

/** The gates, read off the events alone, in other words than the code that is tested. */
function brokenGates(events: readonly MeasureEvent[]): readonly string[] {
  const at = events.findIndex(({ command }) => command === 'announce');
  if (at < 0) return [];
  const announce = events[at] as MeasureEvent;
  const before = events.slice(0, at);
  const wrote = before.findLastIndex(({ command }) => command === 'draft' || command === 'revise');
  const author = before[wrote] as Extract<MeasureEvent, { command: 'draft' }>;
  const since = before.slice(wrote + 1);
  const broken: string[] = [];
  const signed = since.find((each) => each.command === 'sign-off');
  if (signed === undefined) broken.push('no sign-off since the last revision');
  else if (signed.by.role !== 'policy-director' || [author.by.person, signed.ranBy].includes(signed.by.person ?? ''))
    broken.push('signed off by author, runner or officer');
  const chosen = before.findLast((each) => each.command === 'choose-partners')?.partners ?? [];
  if (chosen.length === 0) broken.push('no partner');
  for (const { partner } of chosen) {
    const sent = since.findIndex((each) => each.command === 'send-notice' && each.partner === partner);
    const got = since.slice(sent + 1).some((each) => each.command === 'record-receipt' && each.partner === partner);
    if (sent < 0 || !got) broken.push(`${partner} not told, or silent`);
  }
  if (announce.by.role !== 'policy-director' || announce.by.person === author.by.person) broken.push('the announcer');
  if (author.firstDay < announce.on) broken.push('a day that has passed');
  return broken;
}

describe('histories', () => {
  it('never announce past a gate, whatever people try; and replay to the same state', () => {
    let announced = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(tries, people), { minLength: 40, maxLength: 120 }), (steps) => {
        let state = NEW_MEASURE;
        const events: MeasureEvent[] = [];
        for (const [trial, actor] of [FIRST, ...steps]) {
          const decision = decide(state, trial(state.revisions.length), actor, { on: DAY, assessments: RUN });
          if (!decision.ok) continue;
          events.push(...decision.events);
          state = decision.events.reduce(after, state);
        }
        if (state.status === 'announced') announced += 1;
        expect(brokenGates(events)).toEqual([]);
        expect(replay(events)).toEqual({ ok: true, state });
      }),
      { numRuns: 400, seed: 20261126 },
    );
    // Else the property says nothing.
    expect(announced).toBeGreaterThan(5);
  });

  it('that are cut, shuffled or forged do not replay to an announcement past a gate', () => {
    const whole = (() => {
      let state = NEW_MEASURE;
      const events: MeasureEvent[] = [];
      for (const [command, actor] of [...RECEIVED, [{ command: 'announce' }, director] as Step]) {
        const decision = decide(state, command, actor, { on: DAY, assessments: ASSESSMENTS });
        if (!decision.ok) throw new Error(decision.code);
        events.push(...decision.events);
        state = decision.events.reduce(after, state);
      }
      return events;
    })();
    expect(replay(whole)).toMatchObject({ ok: true, state: { status: 'announced' } });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(whole, { minLength: 1 }),
        fc.array(fc.tuple(fc.nat(whole.length - 1), people), { maxLength: 2 }),
        (events, forged) => {
          const told = events.map((event, at) => {
            const by = forged.find(([place]) => place === at)?.[1];
            return by === undefined ? event : { ...event, by };
          });
          const made = replay(told);
          if (made.ok) expect(brokenGates(told)).toEqual([]);
        },
      ),
      { numRuns: 500, seed: 20261126 },
    );
    // Each event but those after it is needed.
    for (const at of whole.keys()) {
      const without = whole.filter((_, place) => place !== at);
      const made = replay(without);
      if (at < whole.length - 1) expect([at, made.ok && made.state.status === 'announced']).toEqual([at, false]);
    }
  });
});
