import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, type Rational, rational, ZERO } from '../quantity/rational.ts';
import {
  balances,
  decideLicence,
  LICENCE_REFUSALS,
  LICENCE_STANDINGS,
  licenceOn,
  type LicenceState,
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
import { LICENCE_TRANSITIONS } from './licence-transitions.ts';
import { clashes } from './transitions.ts';

const SENIOR: LicenceActor = { person: 'chen', role: 'senior-officer', organisation: 'ministry' };
const OFFICER: LicenceActor = { person: 'li', role: 'licensing-officer', organisation: 'ministry' };
const CUSTOMS: LicenceActor = { person: 'guan', role: 'customs-officer', organisation: 'customs' };
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
const writeOff = (
  id: string,
  quantity: string,
  more: Partial<Extract<LicenceCommand, { command: 'write-off' }>> = {},
): LicenceCommand => ({
  command: 'write-off',
  writeOff: id,
  line: 'a',
  quantity,
  unit: 'kg',
  value: '1',
  currency: 'EUR',
  declaration: `D-${id}`,
  ...more,
});
type Step = readonly [LicenceActor, LicenceCommand, string?];
const ISSUE: Step = [SENIOR, { command: 'issue', licence: 'L1', case: 'C1', terms: TERMS }, '2026-05-20'];

function play(steps: readonly Step[]): { state: LicenceState; events: LicenceEvent[] } {
  const events: LicenceEvent[] = [];
  let state = NEW_LICENCE;
  for (const [who, command, on = '2026-07-01'] of steps) {
    const decided = decideLicence(state, command, who, on);
    if (!decided.ok) throw new Error(`${command.command}: ${decided.code}`);
    events.push(...decided.events);
    const played = replayLicence(events);
    if (!played.ok) throw new Error(`replay: ${played.code}`);
    state = played.state;
  }
  return { state, events };
}
const asked = (steps: readonly Step[], who: LicenceActor, command: LicenceCommand, on = '2026-07-01') => {
  const decided = decideLicence(play(steps).state, command, who, on);
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
    expect(licenceOn(play([ISSUE]).state, day)).toBe(standing);
  });

  test('is suspended, reinstated, and revoked by two persons', () => {
    const suspended: Step[] = [ISSUE, [OFFICER, { command: 'suspend', ground: 'use-in-doubt', ...WHY }]];
    expect(licenceOn(play(suspended).state, '2026-07-01')).toBe('suspended');
    expect(asked(suspended, CUSTOMS, writeOff('1', '1'))).toBe('not-in-this-state');
    expect(
      licenceOn(play([...suspended, [SENIOR, { command: 'reinstate', reason: '查清' }]]).state, '2026-07-02'),
    ).toBe('valid');
    expect(asked(suspended, SENIOR, { command: 'revoke', ...WHY })).toBe('no-proposal');
    const proposed: Step[] = [...suspended, [OFFICER, { command: 'propose-revocation', ...WHY }]];
    expect(asked(proposed, { ...OFFICER, role: 'senior-officer' }, { command: 'revoke', ...WHY })).toBe('own-work');
    expect(licenceOn(play([...proposed, [SENIOR, { command: 'revoke', ...WHY }]]).state, '2026-07-02')).toBe('revoked');
  });

  test('is surrendered by its holder alone', () => {
    const surrender: LicenceCommand = { command: 'surrender', reason: '变更最终用户，重新申请' };
    expect(asked([ISSUE], { ...HOLDER, organisation: 'other' }, surrender)).toBe('not-the-holder');
    expect(licenceOn(play([ISSUE, [HOLDER, surrender]]).state, '2026-07-02')).toBe('surrendered');
  });

  test.each<[string, LicenceCommand, string]>([
    ['exactly what is left', writeOff('2', '379.5'), 'allowed'],
    ['a hair more', writeOff('2', '379.50000000000000000001'), 'quantity-overdrawn'],
    ['more in grams', writeOff('2', '379501', { unit: 'g' }), 'quantity-overdrawn'],
    ['as much in grams', writeOff('2', '379500', { unit: 'g' }), 'allowed'],
    ['more value than is left', writeOff('2', '1', { value: '46249.01' }), 'value-overdrawn'],
    ['another currency', writeOff('2', '1', { currency: 'USD' }), 'currencies-differ'],
    ['pieces', writeOff('2', '1', { unit: 'pcs' }), 'units-differ'],
    ['the same entry again', writeOff('1', '1'), 'duplicate-id'],
    ['another line', writeOff('2', '1', { line: 'b' }), 'no-such-line'],
    ['nothing', writeOff('2', '0.0'), 'nothing-written-off'],
  ])('of 500 kg less 120.5 kg, writing off %s', (_, command, expected) => {
    expect(asked([ISSUE, [CUSTOMS, writeOff('1', '120.5')]], CUSTOMS, command)).toBe(expected);
  });

  test('is exhausted when nothing is left, and not when an entry is reversed', () => {
    const used: Step[] = [ISSUE, [CUSTOMS, writeOff('1', '500')]];
    expect(licenceOn(play(used).state, '2026-07-01')).toBe('exhausted');
    expect(asked(used, CUSTOMS, writeOff('2', '1'))).toBe('exhausted');
    const { state } = play([...used, [CUSTOMS, { command: 'reverse-write-off', writeOff: '1', reason: '退关' }]]);
    expect(licenceOn(state, '2026-07-01')).toBe('valid');
    expect(balances(state)[0]).toMatchObject({ quantityLeft: '500', valueLeft: '46250' });
  });

  test('an individual licence ends with its one export, a general one does not', () => {
    const done = writeOff('1', '10', { completes: true });
    const individual: Step = [
      SENIOR,
      { command: 'issue', licence: 'L1', case: 'C1', terms: { ...TERMS, form: 'individual-licence' } },
    ];
    expect(licenceOn(play([individual, [CUSTOMS, done]]).state, '2026-07-01')).toBe('exhausted');
    expect(licenceOn(play([ISSUE, [CUSTOMS, done]]).state, '2026-07-01')).toBe('valid');
  });

  test('an amendment never goes below what is written off', () => {
    const used: Step[] = [ISSUE, [CUSTOMS, writeOff('1', '120.5')]];
    const amend = (quantity: string): LicenceCommand => ({
      command: 'amend',
      case: 'C2',
      reason: '合同变更',
      lines: [{ line: 'a', quantity, value: '20000' }],
    });
    expect(asked(used, SENIOR, amend('120.4'))).toBe('below-written-off');
    const { state } = play([...used, [SENIOR, amend('200')]]);
    expect(balances(state)[0]).toMatchObject({ quantityLeft: '79.5', valueLeft: '19999' });
  });

  test('whatever is tried in whatever order: replay agrees and no line is overdrawn', () => {
    const amount = fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 999 }))
      .map(([whole, part]) => `${whole}.${part}`);
    const tried = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          is: fc.constant('write-off'),
          id: fc.integer({ max: 20, min: 0 }),
          amount,
          unit: fc.constantFrom('kg', 'g', 't'),
        }),
      },
      { weight: 2, arbitrary: fc.record({ is: fc.constant('reverse'), id: fc.integer({ max: 20, min: 0 }) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant('amend'), amount }) },
    );
    fc.assert(
      fc.property(fc.array(tried, { maxLength: 40 }), (tries) => {
        let { state } = play([ISSUE]);
        const { events } = play([ISSUE]);
        for (const each of tries) {
          const [who, command]: readonly [LicenceActor, LicenceCommand] =
            each.is === 'write-off' && 'unit' in each
              ? [CUSTOMS, writeOff(String(each.id), each.amount, { unit: each.unit, value: each.amount })]
              : each.is === 'amend' && 'amount' in each
                ? [
                    SENIOR,
                    {
                      command: 'amend',
                      case: 'C2',
                      reason: 'x',
                      lines: [{ line: 'a', quantity: each.amount, value: '46250' }],
                    },
                  ]
                : [
                    CUSTOMS,
                    { command: 'reverse-write-off', writeOff: String('id' in each ? each.id : 0), reason: 'x' },
                  ];
          const decided = decideLicence(state, command, who, '2026-07-01');
          if (!decided.ok) continue;
          events.push(...decided.events);
          const played = replayLicence(events);
          if (!played.ok) throw new Error(played.code);
          state = played.state;
          const grams = state.writeOffs
            .filter(({ reversed }) => reversed === undefined)
            .reduce<Rational>((sum, { quantity, unit }) => {
              const { n, d } = rational(quantity);
              return add(sum, { n: n * ({ kg: 1000n, g: 1n, t: 1_000_000n }[unit] ?? 0n), d });
            }, ZERO);
          const line = state.terms?.lines[0];
          const granted = line !== undefined && 'quantity' in line ? rational(line.quantity) : ZERO;
          expect(compare(grams, { n: granted.n * 1000n, d: granted.d })).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('says what it refuses and how it stands in both languages', () => {
    for (const [code, { zh, en }] of [...Object.entries(LICENCE_REFUSALS), ...Object.entries(LICENCE_STANDINGS)]) {
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^[^\p{Script=Han}]+$/u);
    }
  });
});
