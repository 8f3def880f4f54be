import { describe, expect, it } from 'vitest';
import {
  amountText,
  type Bill,
  type Cell,
  cellAt,
  cellText,
  changed,
  edited,
  newHistory,
  redone,
  rowsOf,
  undone,
} from './bill.ts';

const BILL: Bill = {
  parts: [
    {
      id: 'rotor',
      value: { amount: '200', currency: 'EUR' },
      inputs: [{ part: 'magnet', quantity: 1 }, { part: 'dy' }],
    },
    { id: 'magnet', value: { contract: { amount: 8, currency: 'EUR' } }, inputs: [{ part: 'dy', quantity: '2' }] },
    { id: 'dy', item: { form: 'metal' }, origin: 'CN' },
  ],
};
const value = (part: string): Cell => ({ part, field: 'value' });

describe('an edit of a bill', () => {
  it('changes a value, and keeps its price basis and currency', () => {
    const bill = edited(BILL, value('magnet'), '7.5');
    expect(bill.parts[1]?.value).toEqual({ contract: { amount: '7.5', currency: 'EUR' } });
    expect(BILL.parts[1]?.value).toEqual({ contract: { amount: 8, currency: 'EUR' } });
  });

  it('gives a part without a value the currency of the others', () => {
    expect(edited(BILL, value('dy'), '298-471').parts[2]?.value).toEqual({ amount: '298-471', currency: 'EUR' });
  });

  it('makes a fact unknown again when the cell is emptied', () => {
    expect(edited(BILL, { part: 'dy', field: 'origin' }, '').parts[2]).not.toHaveProperty('origin');
    expect(edited(BILL, value('rotor'), '').parts[0]?.value).toEqual({ amount: 'unknown', currency: 'EUR' });
  });

  it('changes how much goes into one part alone', () => {
    const cell: Cell = { part: 'dy', field: 'quantity', into: 'rotor', at: 1 };
    const bill = edited(BILL, cell, '3');
    expect(bill.parts[0]?.inputs?.[1]).toEqual({ part: 'dy', quantity: '3' });
    expect(bill.parts[1]).toBe(BILL.parts[1]);
    expect(cellText(bill, cell)).toBe('3');
  });

  it('says whether a part is on the control list', () => {
    expect(edited(BILL, { part: 'dy', field: 'code' }, 'none').parts[2]?.item).toEqual({ form: 'metal', code: 'none' });
  });

  it('writes ranges as people do', () => {
    expect([{ min: 180, max: '630' }, { min: '5' }, { max: '7' }, 'unknown', undefined].map(amountText)).toEqual([
      '180-630',
      '>=5',
      '<=7',
      '',
      '',
    ]);
  });
});

describe('taking back', () => {
  it('takes back what was typed into one cell as one step', () => {
    const typed = ['1', '12', '12.5'].reduce((history, text) => changed(history, value('dy'), text), newHistory(BILL));
    const both = changed(typed, { part: 'dy', field: 'origin' }, 'AU');
    expect(both.past).toHaveLength(2);
    expect(undone(both).present).toEqual(typed.present);
    expect(undone(undone(both)).present).toBe(BILL);
    expect(redone(redone(undone(undone(both)))).present).toEqual(both.present);
    expect(undone(newHistory(BILL)).present).toBe(BILL);
  });

  it('makes no step of a change that changes nothing', () => {
    const history = newHistory(BILL);
    expect(changed(history, { part: 'dy', field: 'origin' }, 'CN')).toBe(history);
  });
});

describe('the rows of a bill', () => {
  const shown = (bill: Bill, closed?: ReadonlySet<string>) =>
    rowsOf(bill, closed).map(({ depth, part, is }) => `${'-'.repeat(depth)}${part}${is === 'first' ? '' : ` ${is}`}`);

  it('tell the tree from the top, and a part in each of its places', () => {
    expect(shown(BILL)).toEqual(['rotor', '-magnet', '--dy', '-dy']);
  });

  it('leave out what is folded away, and do not tell it elsewhere', () => {
    expect(shown(BILL, new Set(['rotor']))).toEqual(['rotor']);
  });

  it('tell what is in a part once', () => {
    const parts = [
      { id: 'a', inputs: [{ part: 'c' }] },
      { id: 'b', inputs: [{ part: 'c' }, { part: 'x' }] },
      { id: 'c', inputs: [{ part: 'd' }] },
      { id: 'd' },
    ];
    expect(shown({ parts })).toEqual(['a', '-c', '--d', 'b', '-c again', '-x missing']);
  });

  it('tell a loop and do not follow it', () => {
    const parts = [
      { id: 'a', inputs: [{ part: 'b' }] },
      { id: 'b', inputs: [{ part: 'a' }] },
    ];
    expect(shown({ parts })).toEqual(['a', '-b', '--a loop']);
  });

  it('stay few where parts are shared at every level', () => {
    const parts = Array.from({ length: 40 }, (_, at) => ({
      id: `${at}`,
      inputs: at === 39 ? [] : [{ part: `${at + 1}` }, { part: `${at + 1}` }],
    }));
    expect(rowsOf({ parts })).toHaveLength(79);
  });
});

describe('a problem of the service', () => {
  it('is said at its cell', () => {
    expect(cellAt(BILL, '/body/bom/parts/1/value/contract/amount')).toEqual(value('magnet'));
    expect(cellAt(BILL, '/body/bom/parts/0/inputs/1/quantity')).toEqual({
      part: 'dy',
      field: 'quantity',
      into: 'rotor',
      at: 1,
    });
    expect(cellAt(BILL, '/body/bom/parts/2/item/code')).toEqual({ part: 'dy', field: 'code' });
    expect(cellAt(BILL, '/body/asOf')).toBeUndefined();
  });
});
