import { describe, expect, it } from 'vitest';
import { readBomBytes } from './index.ts';

const read = async (text: string) => readBomBytes(new TextEncoder().encode(text), 'bill.csv');

describe('the supplier of a part', () => {
  it.each([
    ['supplier', 'Acme Metals'],
    ['供应商', '宁波磁材'],
    ['Vendor name', 'Acme Metals'],
    ['供应商 Supplier', 'Acme Metals'],
  ])('is read from a column "%s"', async (title, name) => {
    const { facts, problems } = await read(`part,parent,quantity,${title}\nmagnet,,1,\ndy,magnet,1,${name}\n`);
    expect(problems).toEqual([]);
    expect(facts?.parts.map(({ supplier }) => supplier)).toEqual([undefined, name]);
  });

  it('is one for each part: two rows that name different ones are a problem that names both', async () => {
    const { problems } = await read('part,parent,quantity,supplier\na,,1,\nb,,1,\ndy,a,1,Acme\ndy,b,1,Beta\n');
    expect(problems).toMatchObject([{ code: 'intake/part-conflict', row: 5 }]);
  });
});
