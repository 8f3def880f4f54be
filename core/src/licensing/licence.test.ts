import { describe, expect, test } from 'vitest';
import {
  decideLicence,
  LICENCE_REFUSALS,
  LICENCE_STANDINGS,
  licenceOn,
  type LicenceState,
  type UsedLine,
  NEW_LICENCE,
  replayLicence,
} from './licence.ts';
import {
  LICENCE_COMMANDS,
  type LicenceActor,
  type LicenceCommand,
  type LicenceEvent,
  type LicenceTerms,
} from './licence-commands.ts';
import { LAW } from './testing/example.ts';
import { LICENCE_TRANSITIONS } from './licence-transitions.ts';
import { clashes } from './transitions.ts';

const SENIOR: LicenceActor = { person: 'chen', role: 'senior-officer', organisation: 'ministry' };
const OFFICER: LicenceActor = { person: 'li', role: 'licensing-officer', organisation: 'ministry' };
const HOLDER: LicenceActor = { person: 'wang', role: 'exporter', organisation: 'firm' };
const TERMS: LicenceTerms = {
  form: 'general-licence',
  holder: 'firm',
  destination: 'DE',
  endUsers: ['Beispiel Motoren GmbH'],
  endUse: '电动汽车驱动电机',
  from: '2026-06-01',
  lastDay: '2027-05-31',
  lines: [{ line: 'a', quantity: '500', unit: 'kg', value: '46250', currency: 'EUR' }],
  conditions: [],
};
const WHY = { reason: '依据发生重大变化', provisions: ['cn/state-council-2024-792/18'] };
type Step = readonly [LicenceActor, LicenceCommand, string?];
const ISSUE: Step = [SENIOR, { command: 'issue', licence: 'L1', case: 'C1', terms: TERMS }, '2026-05-20'];

function play(steps: readonly Step[]): { state: LicenceState; events: LicenceEvent[] } {
  const events: LicenceEvent[] = [];
  let state = NEW_LICENCE;
  for (const [who, command, on = '2026-07-01'] of steps) {
    const decided = decideLicence(state, command, who, { on, law: LAW, used: [] });
    if (!decided.ok) throw new Error(`${command.command}: ${decided.code}`);
    events.push(...decided.events);
    const played = replayLicence(events);
    if (!played.ok) throw new Error(`replay: ${played.code}`);
    state = played.state;
  }
  return { state, events };
}
const asked = (steps: readonly Step[], who: LicenceActor, command: LicenceCommand, on = '2026-07-01') => {
  const decided = decideLicence(play(steps).state, command, who, { on, law: LAW, used: [] });
  return decided.ok ? 'allowed' : decided.code;
};

describe('a licence', () => {
  test('the table has every command, one row for a command in a state', () => {
    expect(new Set(LICENCE_TRANSITIONS.map(({ command }) => command))).toEqual(new Set(LICENCE_COMMANDS));
    expect(clashes(LICENCE_TRANSITIONS)).toEqual([]);
  });

  test.each([
    ['2026-05-31', 'not-yet-valid'],
    ['2026-06-01', 'valid'],
    ['2027-05-31', 'valid'],
    ['2027-06-01', 'expired'],
  ])('on %s is %s, by its days alone', (day, standing) => {
    expect(licenceOn(play([ISSUE]).state, day, false)).toBe(standing);
  });

  test('is suspended, reinstated, and revoked by two persons', () => {
    const suspended: Step[] = [ISSUE, [OFFICER, { command: 'suspend', ground: 'use-in-doubt', ...WHY }]];
    expect(licenceOn(play(suspended).state, '2026-07-01', false)).toBe('suspended');
    expect(licenceOn(play([...suspended, [SENIOR, { command: 'reinstate', ...WHY }]]).state, '2026-07-02', false)).toBe(
      'valid',
    );
    expect(asked(suspended, SENIOR, { command: 'revoke', ...WHY })).toBe('no-proposal');
    const proposed: Step[] = [...suspended, [OFFICER, { command: 'propose-revocation', ...WHY }]];
    expect(asked(proposed, { ...OFFICER, role: 'senior-officer' }, { command: 'revoke', ...WHY })).toBe('own-work');
    expect(licenceOn(play([...proposed, [SENIOR, { command: 'revoke', ...WHY }]]).state, '2026-07-02', false)).toBe(
      'revoked',
    );
  });

  test('is surrendered by its holder alone', () => {
    const surrender: LicenceCommand = { command: 'surrender', reason: '变更最终用户，重新申请' };
    expect(asked([ISSUE], { ...HOLDER, organisation: 'other' }, surrender)).toBe('not-the-holder');
    expect(licenceOn(play([ISSUE, [HOLDER, surrender]]).state, '2026-07-02', false)).toBe('surrendered');
  });

  test('is used up when customs says so, and expired or suspended only while it is not', () => {
    const suspended: Step[] = [ISSUE, [OFFICER, { command: 'suspend', ground: 'use-in-doubt', ...WHY }]];
    expect(licenceOn(play(suspended).state, '2026-07-01', true)).toBe('exhausted');
    expect(licenceOn(play([ISSUE]).state, '2027-06-01', true)).toBe('exhausted');
    expect(licenceOn(NEW_LICENCE, '2026-07-01', true)).toBe('not-issued');
  });

  test.each<[string, string, string, string]>([
    ['below what is drawn and reserved', '120.4', '20000', 'below-drawn'],
    ['below its value', '200', '19999.99', 'below-drawn'],
    ['exactly to it', '120.5', '20000', 'allowed'],
  ])('is amended %s: %s kg for %s EUR is %s', (_, quantity, value, expected) => {
    const used: UsedLine[] = [{ line: 'a', quantity: '120.5', value: '20000' }];
    const amend: LicenceCommand = {
      command: 'amend',
      case: 'C2',
      reason: '合同变更',
      lines: [{ line: 'a', quantity, value }],
    };
    const decided = decideLicence(play([ISSUE]).state, amend, SENIOR, { on: '2026-07-01', law: LAW, used });
    expect(decided.ok ? 'allowed' : decided.code).toBe(expected);
  });

  test('says what it refuses and how it stands in both languages', () => {
    for (const [code, { zh, en }] of [...Object.entries(LICENCE_REFUSALS), ...Object.entries(LICENCE_STANDINGS)]) {
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^[^\p{Script=Han}]+$/u);
    }
  });
});
