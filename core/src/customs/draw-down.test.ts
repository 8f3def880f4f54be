import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, multiply, rational, rationalText, ZERO } from '../quantity/rational.ts';
import { accountsOn, amountsOf, balances, isExhausted, type LineAccount, NONE, usedOf } from './balance.ts';
import {
  accountsAfter,
  decideDrawDown,
  DRAW_DOWN_REFUSALS,
  DRAW_DOWN_STATUSES,
  DRAW_DOWN_TRANSITIONS,
  type DrawDown,
  type DrawDownCommand,
  type DrawDownEvent,
  type DrawnLine,
  isDrawn,
  replayDrawDown,
  statusOn,
} from './draw-down.ts';

const BY = { person: 'guan', organisation: 'customs' };
const DAY = '2026-07-01';
const LICENCE_ENDS = '2027-05-31';

const granted = (line: string, quantity: string, unit = 'KGM', value = '46250'): LineAccount => ({
  line,
  unit,
  currency: 'EUR',
  granted: amountsOf({ quantity, unit, value }),
  reserved: NONE,
  drawn: NONE,
});
const of = (quantity: string, more: Partial<DrawnLine> = {}): DrawnLine => ({
  line: 'a',
  quantity,
  unit: 'KGM',
  value: '1',
  currency: 'EUR',
  ...more,
});
type Reserve = Extract<DrawDownCommand, { command: 'reserve' }>;
const reserve = (drawDown: string, ...lines: DrawnLine[]): Reserve => ({
  command: 'reserve',
  drawDown,
  declaration: `D-${drawDown}`,
  lines,
  lastDay: '2026-07-10',
});

/** A licence and its draw-downs, in memory: what a store does, without one. */
class Ledger {
  lines: readonly LineAccount[];
  readonly events = new Map<string, DrawDownEvent[]>();
  standing: Parameters<typeof decideDrawDown>[0]['standing'] = 'valid';

  constructor(...lines: LineAccount[]) {
    this.lines = lines;
  }

  get open(): readonly DrawDown[] {
    return [...this.events.values()]
      .flatMap((events) => replayDrawDown(events) ?? [])
      .filter(({ status }) => status === 'reserved');
  }

  /** The refusal's code, or where the draw-down stands after it. */
  act(command: DrawDownCommand, day = DAY): string {
    const decision = this.decide(command, day);
    if (!decision.ok) return decision.code;
    for (const due of this.open.filter((each) => each.lastDay < day))
      this.take({ command: 'run-out', drawDown: due.drawDown, by: null, on: day });
    if (decision.event !== null) this.take(decision.event);
    return decision.drawDown.status;
  }

  decide(command: DrawDownCommand, day = DAY) {
    const lines = accountsOn(this.lines, this.open, day);
    const events = this.events.get(command.drawDown) ?? [];
    return decideDrawDown({ standing: this.standing, lastDay: LICENCE_ENDS, lines, events }, command, BY, day);
  }

  private take(event: DrawDownEvent) {
    const before = this.events.get(event.drawDown) ?? [];
    this.lines = accountsAfter(this.lines, replayDrawDown(before), event);
    this.events.set(event.drawDown, [...before, event]);
  }

  left(line = 'a'): string {
    return balances(this.lines).find((each) => each.line === line)?.quantityLeft ?? '';
  }
}

describe('a draw-down', () => {
  test.each<[string, DrawnLine[], string]>([
    ['exactly what is left', [of('379.5')], 'reserved'],
    ['a hair more', [of('379.50000000000000000001')], 'quantity-overdrawn'],
    ['more in grams', [of('379501', { unit: 'GRM' })], 'quantity-overdrawn'],
    ['as much in grams', [of('379500', { unit: 'GRM' })], 'reserved'],
    ['as much in 克', [of('379500', { unit: '克' })], 'reserved'],
    ['more value than is left', [of('1', { value: '46249.01' })], 'value-overdrawn'],
    ['another currency', [of('1', { currency: 'USD' })], 'currencies-differ'],
    ['pieces', [of('1', { unit: 'H87' })], 'units-differ'],
    ['another line', [of('1', { line: 'b' })], 'no-such-line'],
    ['the same line twice', [of('1'), of('1')], 'line-twice'],
    ['nothing', [of('0.0')], 'nothing-drawn'],
    ['no number', [of('1e3')], 'malformed'],
    ['a negative number', [of('-1')], 'malformed'],
    ['no line', [], 'malformed'],
  ])('of 500 kg less 120.5 kg, reserving %s', (_, lines, expected) => {
    const ledger = new Ledger(granted('a', '500'));
    ledger.act(reserve('1', of('120.5')));
    ledger.act({ command: 'confirm', drawDown: '1' });
    expect(ledger.act(reserve('2', ...lines))).toBe(expected);
  });

  test('is confirmed in part, and the rest goes back; not for more than was reserved', () => {
    const ledger = new Ledger(granted('a', '500'), granted('b', '10', 'H87'));
    ledger.act(reserve('1', of('100'), of('4', { line: 'b', unit: 'H87' })));
    expect([ledger.left('a'), ledger.left('b')]).toEqual(['400', '6']);
    expect(ledger.act({ command: 'confirm', drawDown: '1', lines: [of('100.1')] })).toBe('more-than-reserved');
    expect(ledger.act({ command: 'confirm', drawDown: '1', lines: [of('1', { value: '1.01' })] })).toBe(
      'more-than-reserved',
    );
    expect(ledger.act({ command: 'confirm', drawDown: '1', lines: [of('0', { value: '0' })] })).toBe('nothing-drawn');
    expect(ledger.act({ command: 'confirm', drawDown: '1', lines: [of('60')] })).toBe('confirmed');
    expect([ledger.left('a'), ledger.left('b')]).toEqual(['440', '10']);
    expect(ledger.act({ command: 'release', drawDown: '1', reason: 'x' })).toBe('not-in-this-state');
  });

  test('is corrected up to what is left, down to nothing, and by number only once', () => {
    const ledger = new Ledger(granted('a', '500'));
    ledger.act(reserve('1', of('100')));
    const correct = (correction: string, quantity: string): DrawDownCommand => ({
      command: 'correct',
      drawDown: '1',
      correction,
      lines: [of(quantity)],
      reason: '复磅',
    });
    expect(ledger.act(correct('1', '1'))).toBe('not-in-this-state');
    ledger.act({ command: 'confirm', drawDown: '1' });
    ledger.act(reserve('2', of('390')));
    expect(ledger.act(correct('1', '110.1'))).toBe('quantity-overdrawn');
    expect(ledger.act(correct('1', '110'))).toBe('corrected');
    expect(ledger.act(correct('2', '0'))).toBe('corrected');
    expect(ledger.left()).toBe('110');
    // An old message that comes once more corrects nothing back.
    expect(ledger.act(correct('1', '110'))).toBe('corrected');
    expect(ledger.left()).toBe('110');
    expect(ledger.act(correct('1', '111'))).toBe('same-number-differs');
  });

  test.each([
    ['2026-07-09', 'confirmed'],
    ['2026-07-10', 'confirmed'],
    ['2026-07-11', 'ran-out'],
  ])('that is reserved until 10 July is, confirmed on %s, %s', (day, expected) => {
    const ledger = new Ledger(granted('a', '500'));
    ledger.act(reserve('1', of('500')));
    expect(ledger.act({ command: 'confirm', drawDown: '1' }, day)).toBe(expected);
  });

  test.each([
    ['2026-07-10', 'quantity-overdrawn'],
    ['2026-07-11', 'reserved'],
  ])('holds its amount until its last day: on %s another is %s', (day, expected) => {
    const ledger = new Ledger(granted('a', '500'));
    ledger.act(reserve('1', of('500')));
    expect(ledger.act({ ...reserve('2', of('500')), lastDay: '2026-08-01' }, day)).toBe(expected);
    expect(statusOn({ status: 'reserved', lastDay: '2026-07-10' }, day)).toBe(
      day > '2026-07-10' ? 'run-out' : 'reserved',
    );
  });

  test.each<[string, string]>([
    ['2026-06-30', 'last-day-past'],
    ['2026-07-01', 'reserved'],
    ['2027-05-31', 'reserved'],
    ['2027-06-01', 'last-day-after-licence'],
    ['2026-02-30', 'malformed'],
  ])('may be reserved on 1 July until %s: %s', (lastDay, expected) => {
    expect(new Ledger(granted('a', '500')).act({ ...reserve('1', of('1')), lastDay })).toBe(expected);
  });

  test('said again gives the same reply, written otherwise too; said differently it is refused', () => {
    const ledger = new Ledger(granted('a', '500'), granted('b', '500'));
    const first = reserve('1', of('100'), of('2', { line: 'b' }));
    ledger.act(first);
    ledger.act({ command: 'confirm', drawDown: '1', lines: [of('50')] });
    ledger.standing = 'suspended';
    const again = ledger.decide({
      ...first,
      lines: [of('2.0', { line: 'b', unit: '公斤' }), of('100.00', { unit: 'kg' })],
    });
    expect(again).toMatchObject({
      ok: true,
      event: null,
      drawDown: { status: 'reserved', version: 1, lines: first.lines },
    });
    expect(ledger.act({ ...first, declaration: 'another' })).toBe('same-number-differs');
    expect(ledger.act({ command: 'confirm', drawDown: '1' })).toBe('same-number-differs');
    expect(ledger.act({ command: 'confirm', drawDown: '1', lines: [of('50')], completes: false })).toBe('confirmed');
    expect(ledger.act({ command: 'confirm', drawDown: '2' })).toBe('no-such-draw-down');
  });

  test('waits for the licence to be valid, except where it says what has left or what has not', () => {
    const ledger = new Ledger(granted('a', '500'));
    for (const id of ['1', '2', '3']) ledger.act(reserve(id, of('10')));
    ledger.act({ command: 'confirm', drawDown: '1' });
    for (const standing of ['suspended', 'revoked', 'expired', 'exhausted', 'not-yet-valid'] as const) {
      ledger.standing = standing;
      expect(ledger.act(reserve('4', of('1')))).toBe(standing);
      expect(ledger.act({ command: 'confirm', drawDown: '2' })).toBe(standing);
    }
    const correct: DrawDownCommand = {
      command: 'correct',
      drawDown: '1',
      correction: '1',
      lines: [of('9')],
      reason: '复磅',
    };
    expect(ledger.act(correct)).toBe('corrected');
    expect(ledger.act({ command: 'release', drawDown: '3', reason: '退关' })).toBe('released');
  });

  test('goes no step back in time', () => {
    const ledger = new Ledger(granted('a', '500'));
    ledger.act(reserve('1', of('10')));
    expect(ledger.act({ command: 'confirm', drawDown: '1' }, '2026-06-30')).toBe('before-last-event');
  });

  test('a licence is used up when all is drawn, or when the one export of an individual licence is done', () => {
    const ledger = new Ledger(granted('a', '500'));
    const isUsedUp = () => isExhausted('general-licence', ledger.lines, false);
    ledger.act(reserve('1', of('500')));
    expect(isUsedUp()).toBe(false);
    ledger.act({ command: 'confirm', drawDown: '1' });
    expect(isUsedUp()).toBe(true);
    expect(isExhausted('individual-licence', [granted('a', '500')], true)).toBe(true);
    expect(isExhausted('general-licence', [granted('a', '500')], true)).toBe(false);
    // Technology has no amounts to use up.
    expect(isExhausted('general-licence', [], false)).toBe(false);
  });

  test('keeps a quantity whose decimal does not end: 1 kg of 10 lb', () => {
    const ledger = new Ledger(granted('a', '10', 'LBR'));
    ledger.act(reserve('1', of('1')));
    // 10 − 1 / 0.45359237 = 353592370/45359237 lb.
    expect(ledger.left()).toBe('353592370/45359237');
    expect(usedOf(ledger.lines)).toEqual([{ line: 'a', quantity: '100000000/45359237', value: '1' }]);
    expect(ledger.act(reserve('2', of('3.5359237')))).toBe('reserved');
    expect(ledger.left()).toBe('0');
  });

  test('whatever is tried in whatever order: never over, and the events make the balance', () => {
    const decimal = (max: number) =>
      fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 999 })).map(([n, m]) => `${n}.${m}`);
    const unit = fc.constantFrom('KGM', 'KGM', 'GRM', 'LBR', 'kg', 'TNE');
    const line = fc.record({
      line: fc.constantFrom('a', 'b'),
      quantity: decimal(40),
      unit,
      value: decimal(30),
      currency: fc.constant('EUR'),
    });
    const lines = fc.array(line, { minLength: 1, maxLength: 2 });
    const drawDown = fc.constantFrom('1', '2', '3');
    const command: fc.Arbitrary<DrawDownCommand> = fc.oneof(
      fc.record({
        command: fc.constant('reserve' as const),
        drawDown,
        declaration: fc.constant('D'),
        lines,
        lastDay: fc.constantFrom('2026-07-01', '2026-07-05', '2026-07-20'),
      }),
      fc.record({ command: fc.constant('confirm' as const), drawDown }),
      fc.record({ command: fc.constant('confirm' as const), drawDown, lines }),
      fc.record({ command: fc.constant('release' as const), drawDown, reason: fc.constant('x') }),
      fc.record({
        command: fc.constant('correct' as const),
        drawDown,
        correction: fc.constantFrom('1', '2', '3'),
        lines,
        reason: fc.constant('x'),
      }),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(command, fc.integer({ min: 0, max: 3 })), { maxLength: 40, size: 'max' }),
        (tries) => {
          const ledger = new Ledger(granted('a', '100', 'KGM', '100'), granted('b', '100', 'LBR', '100'));
          let day = 1;
          for (const [tried, later] of tries) {
            day += later;
            const today = `2026-07-${String(Math.min(day, 31)).padStart(2, '0')}`;
            seen.add(ledger.act(tried, today));
            for (const each of ledger.lines) {
              for (const part of [each.reserved, each.drawn])
                expect(compare(part.quantity, ZERO) >= 0 && compare(part.value, ZERO) >= 0).toBe(true);
              const quantity = add(each.reserved.quantity, each.drawn.quantity);
              expect(compare(quantity, each.granted.quantity)).toBeLessThanOrEqual(0);
              expect(compare(add(each.reserved.value, each.drawn.value), each.granted.value)).toBeLessThanOrEqual(0);
              expect(sumOf(ledger, each.line)).toEqual([each.reserved.quantity, each.drawn.quantity].map(rationalText));
            }
          }
        },
      ),
      { numRuns: 400 },
    );
    // The histories are not all refusals.
    for (const each of [
      'reserved',
      'confirmed',
      'corrected',
      'released',
      'quantity-overdrawn',
      'ran-out',
      'same-number-differs',
    ])
      expect(seen).toContain(each);
  });

  test('the table has every command in one row, and every text in both languages', () => {
    expect(DRAW_DOWN_TRANSITIONS.map(({ command }) => command).toSorted()).toEqual([
      'confirm',
      'correct',
      'release',
      'reserve',
      'run-out',
    ]);
    for (const [code, { zh, en }] of [...Object.entries(DRAW_DOWN_REFUSALS), ...Object.entries(DRAW_DOWN_STATUSES)]) {
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^[^\p{Script=Han}]+$/u);
    }
  });
});

/** Reserved and drawn of a line, counted anew from the draw-downs, in other units than the code that is tested: in kilograms by hand. */
function sumOf(ledger: Ledger, line: string): readonly string[] {
  const inKilograms: Readonly<Record<string, string>> = {
    KGM: '1',
    kg: '1',
    GRM: '0.001',
    TNE: '1000',
    LBR: '0.45359237',
  };
  const sums = { reserved: ZERO, drawn: ZERO };
  for (const events of ledger.events.values()) {
    const drawDown = replayDrawDown(events);
    if (drawDown === null || (drawDown.status !== 'reserved' && !isDrawn(drawDown))) continue;
    const kind = isDrawn(drawDown) ? 'drawn' : 'reserved';
    for (const each of drawDown.lines)
      if (each.line === line)
        sums[kind] = add(sums[kind], multiply(rational(each.quantity), rational(inKilograms[each.unit] ?? '0')));
  }
  return [sums.reserved, sums.drawn].map(rationalText);
}
