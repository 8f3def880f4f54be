import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bill } from './bill.ts';
import { ROTOR, TURBINE } from './examples.ts';
import { readBillText } from './read-text.ts';

const billOf = (text: string): Bill => {
  const read = readBillText(text);
  if (!('bill' in read)) throw new Error(read.problem);
  return read.bill;
};

describe('a pasted table', () => {
  it('gives parts with what goes into them, cells as they stand', () => {
    expect(
      billOf('part\tparent\tqty\tunit\tunit value (EUR)\nrotor\t\t1\t\t200\ndy\trotor\t1-2\tkg\t≥ 0.15').parts,
    ).toEqual([
      {
        id: 'rotor',
        value: { amount: '200', currency: 'EUR' },
        inputs: [{ part: 'dy', quantity: '1-2', unit: 'kg' }],
      },
      { id: 'dy', unit: 'kg', value: { amount: '≥ 0.15', currency: 'EUR' } },
    ]);
  });

  it('reads Chinese titles, levels, and a heading above them', () => {
    const { parts } = billOf('物料清单 2026\n层级,物料编码,名称,用量\n1,A,转子,1\n2,B,磁体,8\n3,C,镝,2\n2,D,轴,1');
    expect(parts.map(({ id, inputs = [] }) => [id, inputs.map(({ part }) => part)])).toEqual([
      ['A', ['B', 'D']],
      ['B', ['C']],
      ['C', []],
      ['D', []],
    ]);
  });

  it('names the columns that it does not read', () => {
    expect(readBillText('part,parent,colour\na,,red')).toMatchObject({ notRead: ['colour'] });
  });

  it('says what is missing', () => {
    const problem = (text: string) => {
      const read = readBillText(text);
      return 'problem' in read ? read.problem : undefined;
    };
    expect(problem('  ')).toBe('empty');
    expect(problem('{')).toBe('not-json');
    expect(problem('{"lines":[]}')).toBe('no-parts');
    expect(problem('qty,unit\n1,kg')).toBe('no-part-column');
    expect(problem('part,qty\na,1')).toBe('no-parent-column');
  });
});

it('JSON is taken as it is, alone or inside the facts of an export', () => {
  const bill = { parts: [{ id: 'a' }] };
  expect(billOf(JSON.stringify(bill))).toEqual(bill);
  expect(billOf(JSON.stringify({ lines: [], bom: bill }))).toEqual(bill);
});

describe('the examples', () => {
  it('are those of the repository', () => {
    const file = path.join(import.meta.dirname, '../../../../examples/turbine/bom.csv');
    expect(TURBINE).toBe(readFileSync(file, 'utf8'));
  });

  it('can be read', () => {
    expect(billOf(TURBINE).parts).toHaveLength(21);
    expect(billOf(ROTOR).parts).toHaveLength(3);
  });
});
