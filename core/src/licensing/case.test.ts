import { describe, expect, test } from 'vitest';
import type { Application } from './application.ts';
import { decide, replay } from './case.ts';
import type { CaseActor, CaseCommand, CaseEvent } from './case-commands.ts';
import { CASE_COMMANDS } from './case-commands.ts';
import { CASE_REFUSALS } from './case-refusals.ts';
import { type CaseState, NEW_CASE } from './case-state.ts';
import { CASE_STATUSES, CASE_TRANSITIONS } from './case-transitions.ts';
import { licenceTermsOf } from './licence.ts';
import {
  ACCEPTED,
  actor,
  EXPORTER,
  GRANT,
  LAW,
  MAGNETS,
  OFFICER,
  PAPERS,
  play,
  REASONS,
  RECOMMENDED,
  SECOND_OFFICER,
  SENIOR,
  type Step,
} from './testing/example.ts';
import { clashes } from './transitions.ts';

const ON = '2026-03-20';
const asked = (state: CaseState, who: CaseActor, command: CaseCommand, on = ON) => {
  const decided = decide(state, command, who, { on, law: LAW });
  return decided.ok ? 'allowed' : decided.code;
};
const ADVISER = actor('sun', 'adviser', 'defence-science');
const SECOND_ADVISER = actor('qian', 'adviser', 'defence-science');
const OTHER_ADVISER = actor('wu', 'adviser', 'customs-office');
const ask = (advice: string, department: string): CaseCommand => ({
  command: 'ask-advice',
  advice,
  department,
  question: '请提出意见',
  workingDays: 10,
});
const give = (advice: string): CaseCommand => ({
  command: 'give-advice',
  advice,
  opinion: 'no-objection',
  reason: '民用',
});
const HIT = {
  hit: 'h1',
  party: 'Beispiel Motoren GmbH',
  list: 'cn/mofcom-2026-12/list',
  kind: 'watch-list',
  entry: 'x/1',
} as const;

describe('the table', () => {
  test('has every command, and one row for a command in a state', () => {
    expect(new Set(CASE_TRANSITIONS.map(({ command }) => command))).toEqual(new Set(CASE_COMMANDS));
    expect(clashes(CASE_TRANSITIONS)).toEqual([]);
  });

  test('every state can be reached, and every one but the last ones can be left', () => {
    const reached = new Set(CASE_TRANSITIONS.map(({ to }) => to));
    for (const status of Object.keys(CASE_STATUSES)) if (status !== 'new') expect(reached, status).toContain(status);
    const left = new Set(CASE_TRANSITIONS.filter(({ to }) => to !== 'stays').flatMap(({ from }) => from));
    expect(Object.keys(CASE_STATUSES).filter((status) => !left.has(status as 'new'))).toEqual([
      'granted',
      'upheld',
      'withdrawn',
    ]);
  });

  test('in every state, what the table does not list is refused to everybody', () => {
    const { state } = play(RECOMMENDED);
    for (const who of [EXPORTER, OFFICER, SENIOR, ADVISER]) {
      expect(asked(state, who, { command: 'accept' })).toBe('not-in-this-state');
      expect(asked(state, who, { command: 'save', application: MAGNETS })).toBe('not-in-this-state');
    }
  });
});

describe('from draft to licence', () => {
  test('an application with errors is neither submitted nor accepted, and says which', () => {
    const { state } = play([[EXPORTER, { command: 'save', application: { ...MAGNETS, papers: [] } }]]);
    const refusal = decide(state, { command: 'submit' }, EXPORTER, { on: ON, law: LAW });
    expect(refusal).toMatchObject({ ok: false, code: 'lint-errors' });
    expect(refusal.ok ? [] : refusal.findings).toHaveLength(PAPERS.length);
    const { state: submitted } = play(ACCEPTED.slice(0, 2));
    const stricter = { ...LAW, papers: [...LAW.papers, { ...LAW.papers[0]!, id: 'new-paper' }] };
    expect(decide(submitted, { command: 'accept' }, OFFICER, { on: ON, law: stricter })).toMatchObject({
      code: 'lint-errors',
    });
  });

  test('the licence says exactly what was granted', () => {
    const { state } = play([...RECOMMENDED, [SENIOR, GRANT, ON]]);
    expect(state.status).toBe('granted');
    expect(licenceTermsOf(state)).toMatchObject({
      form: 'individual-licence',
      holder: 'firm',
      destination: 'DE',
      endUsers: ['Beispiel Motoren GmbH'],
      lastDay: '2027-05-31',
      lines: [
        { line: 'a', quantity: '500', unit: 'kg', value: '46250', currency: 'EUR' },
        { line: 'b', quantity: '10000.5', unit: 'pcs', value: '10200', currency: 'EUR' },
      ],
      conditions: [{ id: 'c1' }],
    });
  });

  test('technology is granted without amounts', () => {
    const technology: Application = {
      ...MAGNETS,
      kind: 'technology',
      technology: { name: '磁体烧结工艺', recipient: 'B', way: 'licence', providedInChina: 'no' },
      lines: [{ id: 't', nameZh: '磁材制造技术', code: '1E902.a' }],
    };
    const { state } = play([
      [EXPORTER, { command: 'save', application: technology }],
      ...RECOMMENDED.slice(1),
      [
        SENIOR,
        {
          command: 'grant',
          from: '2026-06-01',
          lastDay: '2027-05-31',
          lines: [{ line: 't' }],
          conditions: ['c1'],
          ...REASONS,
        },
      ],
    ]);
    expect(licenceTermsOf(state)?.lines).toEqual([{ line: 't', description: '磁材制造技术', code: '1E902.a' }]);
  });

  test.each<[string, Partial<Extract<CaseCommand, { command: 'grant' }>>, string]>([
    [
      'more than was applied for, by a hair',
      { lines: [{ line: 'a', quantity: '500.00000000000000000001', value: '1' }] },
      'more-than-applied',
    ],
    ['a value above', { lines: [{ line: 'a', quantity: '1', value: '46250.01' }] }, 'more-than-applied'],
    ['another item', { lines: [{ line: 'z', quantity: '1', value: '1' }] }, 'not-in-application'],
    ['nothing', { lines: [{ line: 'a', quantity: '0', value: '0' }] }, 'nothing-granted'],
    ['without a condition that stands', { conditions: [] }, 'condition-dropped'],
    ['with a condition that nobody set', { conditions: ['c1', 'c2'] }, 'condition-not-set'],
    ['for more than a year', { lastDay: '2027-06-01' }, 'validity-too-long'],
    ['backwards', { lastDay: '2026-05-31' }, 'validity-backwards'],
    ['citing what is not in force', { provisions: ['cn/mofcom-2099-1/1'] }, 'no-such-provision'],
  ])('grants nothing %s', (_, change, code) => {
    expect(asked(play(RECOMMENDED).state, SENIOR, { ...GRANT, ...change })).toBe(code);
  });
});

describe('separation of duties', () => {
  const both = actor('li', 'senior-officer');

  test('who assessed or recommended does not approve', () => {
    const { state } = play(RECOMMENDED);
    expect(asked(state, both, GRANT)).toBe('self-approval');
    expect(asked(state, both, { command: 'refuse', ...REASONS, noPath: REASONS.provisions })).toBe('self-approval');
    expect(asked(state, SENIOR, GRANT)).toBe('allowed');
  });

  test('nobody stands on both sides of the desk', () => {
    const { state } = play(ACCEPTED.slice(0, 2));
    expect(asked(state, actor('wang', 'licensing-officer'), { command: 'accept' })).toBe('acted-for-applicant');
    expect(asked(state, actor('zhou', 'licensing-officer', 'firm'), { command: 'accept' })).toBe('acted-for-applicant');
    expect(asked(play(ACCEPTED).state, actor('li', 'exporter'), { command: 'withdraw', reason: 'x' })).toBe(
      'acted-for-authority',
    );
    expect(asked(state, actor('wang', 'exporter', 'another-firm'), { command: 'withdraw', reason: 'x' })).toBe(
      'not-your-case',
    );
  });

  test('a command that names its own signer is refused', () => {
    const forged = { command: 'accept', by: SENIOR } as unknown as CaseCommand;
    expect(asked(play(ACCEPTED.slice(0, 2)).state, OFFICER, forged)).toBe('malformed');
  });

  test('replay refuses a forged self-approval, a skipped state and a dropped condition', () => {
    const { events } = play([...RECOMMENDED, [SENIOR, GRANT, ON]]);
    const forged = (change: (events: CaseEvent[]) => CaseEvent[]) => {
      const result = replay(change([...events]));
      return result.ok ? 'allowed' : result.code;
    };
    expect(forged((all) => all)).toBe('allowed');
    expect(forged((all) => all.with(-1, { ...all.at(-1)!, by: both }))).toBe('self-approval');
    expect(forged((all) => all.with(-1, { ...all.at(-1)!, conditions: [] } as CaseEvent))).toBe('condition-dropped');
    expect(forged((all) => all.filter(({ command }) => command !== 'recommend-grant'))).toBe('not-in-this-state');
    expect(forged((all) => all.filter(({ command }) => command !== 'assess'))).toBe('not-assessed');
    expect(forged((all) => all.toReversed())).toBe('not-in-this-state');
  });

  test('a condition is dropped by two persons, with a reason', () => {
    const set = play(RECOMMENDED.slice(0, -1)).state;
    expect(asked(set, OFFICER, { command: 'drop-condition', condition: 'c1', reason: ' ' })).toBe('malformed');
    const drop: Step = [OFFICER, { command: 'drop-condition', condition: 'c1', reason: '已由合同保证' }];
    const sign: CaseCommand = { command: 'countersign', of: 'dropped-condition', id: 'c1' };
    const pending = play([...RECOMMENDED.slice(0, -1), drop]).state;
    expect(asked(pending, OFFICER, sign)).toBe('own-work');
    expect(asked(pending, OFFICER, { command: 'recommend-grant', ...REASONS })).toBe('drop-pending');
    const { state } = play([
      ...RECOMMENDED.slice(0, -1),
      drop,
      [SECOND_OFFICER, sign],
      [OFFICER, { command: 'recommend-grant', ...REASONS }],
    ]);
    expect(asked(state, SENIOR, { ...GRANT, conditions: [] })).toBe('allowed');
  });
});

describe('review', () => {
  test('an answer lands in its field, and must be of the kind that was asked for', () => {
    const question = { id: 'q', text: { zh: '数量？' }, type: 'decimal', field: 'lines[0].quantity' } as const;
    const request: Step = [OFFICER, { command: 'ask-information', request: 'r', questions: [question] }];
    const waiting = play([...ACCEPTED, request]).state;
    const answer = (value: string): CaseCommand => ({
      command: 'answer',
      request: 'r',
      answers: [{ question: 'q', value }],
    });
    expect(asked(waiting, EXPORTER, answer('a lot'))).toBe('answer-does-not-fit');
    expect(
      asked(waiting, EXPORTER, { command: 'answer', request: 'r', answers: [{ question: 'z', value: '1' }] }),
    ).toBe('not-all-answered');
    expect(asked(waiting, OFFICER, { command: 'recommend-grant', ...REASONS })).toBe('request-open');
    const { state } = play([...ACCEPTED, request, [EXPORTER, answer('450')]]);
    expect(state.application?.lines?.[0]?.quantity).toBe('450');
    expect(MAGNETS.lines?.[0]?.quantity).toBe('500');
  });

  test('an answer cannot reach what is frozen, nor make the application something else', () => {
    const { state } = play(ACCEPTED);
    for (const field of ['kind', 'determination.outcome', 'lines[0].id']) {
      const questions = [{ id: 'q', text: { zh: '？' }, type: 'text', field } as const];
      expect(asked(state, OFFICER, { command: 'ask-information', request: 'r', questions }), field).toBe(
        'field-closed',
      );
    }
    const questions = [{ id: 'q', text: { zh: '？' }, type: 'text', field: '__proto__.x' } as const];
    expect(asked(state, OFFICER, { command: 'ask-information', request: 'r', questions })).toBe('malformed');
  });

  test('two departments advise; a colleague countersigns, another consolidates and a third signs that', () => {
    const steps: Step[] = [
      ...ACCEPTED,
      [OFFICER, ask('a1', 'defence-science')],
      [OFFICER, ask('a2', 'customs-office')],
    ];
    expect(asked(play(steps).state, OTHER_ADVISER, give('a1'))).toBe('not-your-department');
    steps.push([ADVISER, give('a1')]);
    const sign: CaseCommand = { command: 'countersign', of: 'advice', id: 'a1' };
    const given = play(steps).state;
    expect(asked(given, ADVISER, sign)).toBe('own-work');
    expect(asked(given, OTHER_ADVISER, sign)).toBe('not-your-department');
    expect(asked(given, SENIOR, sign)).toBe('not-this-role');
    const consolidate: CaseCommand = { command: 'consolidate', opinion: 'no-objection', text: '均无异议' };
    steps.push([SECOND_ADVISER, sign]);
    expect(asked(play(steps).state, OFFICER, consolidate)).toBe('advice-open');
    steps.push([OFFICER, { command: 'close-advice', advice: 'a2', reason: '逾期未复' }], [OFFICER, consolidate]);
    steps.push([
      OFFICER,
      { command: 'assess', assessment: 't1', text: '民用', precedents: [{ case: 'c-1', differs: '数量更少' }] },
    ]);
    const consolidated = play(steps).state;
    expect(asked(consolidated, OFFICER, { command: 'recommend-grant', ...REASONS })).toBe('not-consolidated');
    expect(asked(consolidated, OFFICER, { command: 'countersign', of: 'consolidation' })).toBe('own-work');
    steps.push(
      [SECOND_OFFICER, { command: 'countersign', of: 'consolidation' }],
      [OFFICER, { command: 'recommend-grant', ...REASONS }],
    );
    expect(play(steps).state.status).toBe('recommended');
  });

  test('a hit is cleared by two persons with a reason; a Watch List party lifts the limit and asks for a report', () => {
    const steps: Step[] = [
      ...RECOMMENDED.slice(0, -1),
      [OFFICER, { command: 'report-hits', hits: [HIT] }],
      [OFFICER, { command: 'judge-hit', hit: 'h1', match: 'true-match', reason: '同一地址' }],
    ];
    const sign: CaseCommand = { command: 'countersign', of: 'hit', id: 'h1' };
    const judged = play(steps).state;
    expect(asked(judged, OFFICER, sign)).toBe('own-work');
    expect(asked(judged, OFFICER, { command: 'recommend-grant', ...REASONS })).toBe('hit-open');
    const { state } = play([...steps, [SENIOR, sign]]);
    expect(state.noLimit).toEqual([
      { on: '2026-03-02', ground: 'watch-listed-party', provision: 'cn/state-council-2024-792/26' },
    ]);
    expect(asked(state, OFFICER, { command: 'recommend-grant', ...REASONS })).toBe('lint-errors');
    const { state: declined } = play([
      ...steps,
      [SENIOR, { command: 'decline', of: 'hit', id: 'h1', reason: '地址不同' }],
    ]);
    expect(declined.hits[0]?.judged).toBeUndefined();
  });

  test('the clock stops on a ground of the law only', () => {
    const { state } = play(ACCEPTED);
    expect(asked(state, OFFICER, { command: 'stop-clock', ground: 'busy', reason: 'x' })).toBe('no-such-ground');
    expect(asked(state, OFFICER, { command: 'resume-clock', ground: 'expert-opinion' })).toBe('clock-not-stopped');
    expect(asked(state, OFFICER, { command: 'lift-limit', ground: 'watch-listed-party', reason: 'x' })).toBe(
      'no-such-ground',
    );
    expect(asked(state, OFFICER, { command: 'lift-limit', ground: 'state-council-approval', reason: 'x' })).toBe(
      'allowed',
    );
  });
});

describe('refusal', () => {
  const refusal = { ...REASONS, noPath: ['cn/mofcom-2025-61/2'] };
  const recommended: readonly Step[] = [
    ...RECOMMENDED.slice(0, -1),
    [OFFICER, { command: 'recommend-refusal', ...refusal }],
  ];

  test('states a provision in force that leaves no path to approval', () => {
    const { state } = play(recommended);
    expect(asked(state, SENIOR, { command: 'refuse', ...REASONS, noPath: ['cn/state-council-2024-792/15'] })).toBe(
      'no-ground-for-refusal',
    );
    expect(asked(state, SENIOR, { command: 'refuse', ...REASONS, noPath: [] })).toBe('malformed');
    expect(asked(state, SENIOR, GRANT)).toBe('against-recommendation');
    expect(asked(state, SENIOR, { command: 'refuse', ...refusal })).toBe('allowed');
  });

  test('is reconsidered by others, and set aside opens the review again', () => {
    const refused: readonly Step[] = [
      ...recommended,
      [SENIOR, { command: 'refuse', ...refusal }],
      [EXPORTER, { command: 'reconsider', grounds: '最终用户不是军事用户' }],
    ];
    const { state } = play(refused);
    expect(asked(state, SENIOR, { command: 'uphold', ...REASONS })).toBe('decided-it');
    const other = actor('zheng', 'senior-officer');
    expect(play([...refused, [other, { command: 'uphold', ...REASONS }]]).state.status).toBe('upheld');
    const again = play([...refused, [other, { command: 'set-aside', ...REASONS }]]).state;
    expect(again).toMatchObject({ status: 'in-review', decision: null, recommendation: null });
    expect(again.noLimit.map(({ ground }) => ground)).toEqual(['after-reconsideration']);
    expect(again.reconsiderations[0]?.refusal.outcome).toBe('refused');
  });
});

test('what nobody may do in any language is said in both', () => {
  for (const [code, { zh, en }] of Object.entries(CASE_REFUSALS)) {
    expect(zh, code).toMatch(/\p{Script=Han}/u);
    expect(en, code).toMatch(/^[^\p{Script=Han}]+$/u);
  }
  expect(replay([])).toEqual({ ok: true, state: NEW_CASE });
});
