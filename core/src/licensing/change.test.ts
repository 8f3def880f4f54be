import { describe, expect, test } from 'vitest';
import type { Application } from './application.ts';
import {
  amendmentOf,
  decideLicence,
  licenceOn,
  licenceTermsOf,
  type LicenceState,
  NEW_LICENCE,
  replayLicence,
} from './licence.ts';
import type { LicenceActor, LicenceCommand, LicenceEvent, LicenceTerms } from './licence-commands.ts';
import { EXPORTER, LAW, MAGNETS, OFFICER, play, SENIOR, type Step } from './testing/example.ts';

/** What a granted change does to the licence that there is (Order 792 art. 18), and what one officer may do with it. */

const R = 'cn/state-council-2024-792';
const SIGNER: LicenceActor = { person: 'chen', role: 'senior-officer', organisation: 'ministry' };
const LI: LicenceActor = { person: 'li', role: 'licensing-officer', organisation: 'ministry' };
const TERMS: LicenceTerms = {
  form: 'individual-licence',
  holder: 'firm',
  destination: 'DE',
  endUsers: ['Beispiel Motoren GmbH'],
  endUse: '电动汽车驱动电机',
  from: '2026-06-01',
  lastDay: '2026-11-30',
  lines: [
    { line: '1', quantity: '500', unit: 'kg', value: '46250', currency: 'EUR' },
    { line: '2', quantity: '12000', unit: 'pcs', value: '10200', currency: 'EUR' },
  ],
  conditions: [{ id: 'c1', text: { zh: '每季度报告' } }],
};
const WHY = { reason: '依据发生重大变化', provisions: [`${R}/18`] };
const AMEND = { command: 'amend', case: 'C2', reason: '延期' } as const;

function licence(terms: LicenceTerms = TERMS, ...more: (readonly [LicenceActor, LicenceCommand])[]): LicenceState {
  const issue: LicenceCommand = { command: 'issue', licence: 'L1', case: 'C1', terms };
  const events: LicenceEvent[] = [];
  let state = NEW_LICENCE;
  for (const [who, command] of [[SIGNER, issue] as const, ...more]) {
    const decided = decideLicence(state, command, who, { on: '2026-06-10', law: LAW, used: [] });
    if (!decided.ok) throw new Error(`${command.command}: ${decided.code}`);
    events.push(...decided.events);
    const played = replayLicence(events);
    if (!played.ok) throw new Error(`replay: ${played.code}`);
    state = played.state;
  }
  return state;
}
const asked = (state: LicenceState, command: LicenceCommand, who = SIGNER, on = '2026-07-01') => {
  const decided = decideLicence(state, command, who, { on, law: LAW, used: [] });
  return decided.ok ? 'allowed' : decided.code;
};

describe('an amendment', () => {
  test.each([
    ['individual-licence', '2027-05-30', 'allowed'],
    ['individual-licence', '2027-05-31', 'allowed'],
    ['individual-licence', '2027-06-01', 'validity-too-long'],
    ['general-licence', '2029-05-30', 'allowed'],
    ['general-licence', '2029-05-31', 'allowed'],
    ['general-licence', '2029-06-01', 'validity-too-long'],
    ['registration-certificate', '2036-06-01', 'allowed'],
  ] as const)('lets a %s from 2026-06-01 run until %s: %s', (form, lastDay, expected) => {
    expect(asked(licence({ ...TERMS, form }), { ...AMEND, lastDay })).toBe(expected);
  });

  test('that is too long is refused by article 15', () => {
    const decided = decideLicence(licence(), { ...AMEND, lastDay: '2027-06-01' }, SIGNER, {
      on: '2026-07-01',
      law: LAW,
      used: [],
    });
    expect(decided).toMatchObject({ ok: false, because: { provision: `${R}/15` } });
  });

  test.each([
    ['2026-11-29', 'allowed'],
    ['2026-11-30', 'allowed'],
    ['2026-12-01', 'expired'],
  ])('on %s of a licence until 2026-11-30: %s', (on, expected) => {
    expect(asked(licence(), { ...AMEND, lastDay: '2027-01-31' }, SIGNER, on)).toBe(expected);
  });

  test('changes something, keeps every condition, and sets none twice', () => {
    expect(asked(licence(), AMEND)).toBe('nothing-changes');
    const state = licence(TERMS, [
      SIGNER,
      {
        ...AMEND,
        elements: [{ element: 'consignee', to: '新收货人' }],
        conditions: [{ id: 'c2', text: { zh: '报告到货' } }],
      },
    ]);
    expect(state.terms?.conditions.map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(asked(state, { ...AMEND, conditions: [{ id: 'c1', text: { zh: '另一条件' } }] })).toBe('duplicate-id');
  });
});

const CHANGE: Application = {
  kind: 'minor-change',
  ...(MAGNETS.applicant && { applicant: MAGNETS.applicant }),
  change: {
    licence: 'YB-2026-000001',
    reason: '合同变更',
    elements: [
      { element: 'quantity', from: '500', to: '400' },
      { element: 'validity', to: '2027-03-31' },
    ],
  },
};

const GRANT = { reasons: '仅数量变更', provisions: [`${R}/18`] };
/** A granted change; `lines` are those of the licence. */
function granted(
  lines: readonly { line: string; quantity?: string; value?: string }[],
  lastDay: string,
  conditions: readonly string[] = [],
) {
  const steps: Step[] = [
    [EXPORTER, { command: 'save', application: CHANGE }],
    [EXPORTER, { command: 'submit' }],
    [OFFICER, { command: 'accept' }],
    [OFFICER, { command: 'assess', assessment: 't1', text: '仅数量', precedents: [] }],
    ...conditions.map(
      (condition): Step => [OFFICER, { command: 'set-condition', condition, text: { zh: '报告到货' } }],
    ),
    [OFFICER, { command: 'recommend-grant', ...GRANT }],
    [
      SENIOR,
      { command: 'grant', from: '2026-06-01', lastDay, lines: [...lines], conditions: [...conditions], ...GRANT },
    ],
  ];
  return play(steps).state;
}

describe('a granted change of other elements', () => {
  test('names what changes, and leaves what the grant does not name', () => {
    const change = granted([{ line: '1', quantity: '400' }, { line: '2' }], '2027-03-31', ['c1']);
    const amend = amendmentOf(change, 'C2', licence());
    expect(amend).toEqual({
      command: 'amend',
      case: 'C2',
      elements: [
        { element: 'quantity', to: '400' },
        { element: 'validity', to: '2027-03-31' },
      ],
      lines: [{ line: '1', quantity: '400', value: '46250' }],
      lastDay: '2027-03-31',
      // The licence has a condition of that id already.
      conditions: [{ id: 'c1-2', text: { zh: '报告到货' } }],
      reason: '仅数量变更',
    });
    expect(amend && asked(licence(), amend)).toBe('allowed');
    expect(licenceTermsOf(change)).toBeUndefined();
  });

  test('a line that the licence does not have is refused by the licence', () => {
    const amend = amendmentOf(granted([{ line: '3', quantity: '1' }], '2026-11-30'), 'C2', licence());
    expect(amend && asked(licence(), amend)).toBe('no-such-line');
  });

  test('one that was not granted makes nothing', () => {
    const { state } = play([[EXPORTER, { command: 'save', application: CHANGE }]]);
    expect(amendmentOf(state, 'C2', licence())).toBeUndefined();
  });
});

describe('a change of key elements', () => {
  const replace: LicenceCommand = { command: 'replace', case: 'C2', newLicence: 'L2', ...WHY };

  test.each<[string, LicenceState]>([
    ['issued', licence()],
    ['suspended', licence(TERMS, [LI, { command: 'suspend', ground: 'change-pending', ...WHY }])],
  ])('ends a licence that is %s: it is returned, and names the new one', (_, state) => {
    const decided = decideLicence(state, replace, SIGNER, { on: '2026-07-01', law: LAW, used: [] });
    if (!decided.ok) throw new Error(decided.code);
    expect(asked(state, replace, LI)).toBe('not-this-role');
    expect(asked(state, { ...replace, provisions: ['cn/nowhere/1'] })).toBe('no-such-provision');
    const ended = licence(
      TERMS,
      ...(state.suspension === null ? [] : [[LI, { command: 'suspend', ground: 'change-pending', ...WHY }] as const]),
      [SIGNER, replace],
    );
    expect(licenceOn(ended, '2026-07-01', false)).toBe('surrendered');
    expect(ended.ended).toMatchObject({ replacedBy: 'L2', provisions: [`${R}/18`] });
    expect(asked(ended, replace)).toBe('not-in-this-state');
    expect(asked(ended, { ...AMEND, lastDay: '2026-11-29' })).toBe('not-in-this-state');
  });
});

describe('reinstating', () => {
  const suspended = licence(TERMS, [LI, { command: 'suspend', ground: 'use-in-doubt', ...WHY }]);

  test('takes one senior officer, a reason and a provision in force', () => {
    expect(asked(suspended, { command: 'reinstate', ...WHY }, LI)).toBe('not-this-role');
    expect(asked(suspended, { command: 'reinstate', reason: '查清' } as LicenceCommand)).toBe('malformed');
    expect(asked(suspended, { command: 'reinstate', reason: '查清', provisions: [] })).toBe('malformed');
    expect(asked(suspended, { command: 'reinstate', ...WHY, reason: ' ' })).toBe('malformed');
    expect(asked(suspended, { command: 'reinstate', ...WHY, provisions: ['cn/nowhere/1'] })).toBe('no-such-provision');
    expect(asked(suspended, { command: 'reinstate', ...WHY })).toBe('allowed');
  });
});
