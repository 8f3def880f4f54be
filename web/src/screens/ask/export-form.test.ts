import { describe, expect, it } from 'vitest';
import { type Bill, billOf, blankFacts, endUserPath, whole, withBill, withEndUser } from './export-form.ts';
import { EXAMPLES } from './examples.ts';

const BLANK = blankFacts('2026-11-26');

describe('withEndUser', () => {
  it('makes an end user of the first thing that is said', () => {
    expect(withEndUser(BLANK, 'country', 'DE').parties).toEqual([{ role: 'end-user', country: 'DE' }]);
  });

  it('leaves other parties as they are', () => {
    const facts = { ...BLANK, parties: [{ role: 'importer' as const, name: 'I' }] };
    expect(endUserPath(facts)).toEqual(['parties', 1]);
    expect(withEndUser(facts, 'military', 'no').parties).toEqual([
      { role: 'importer', name: 'I' },
      { role: 'end-user', military: 'no' },
    ]);
  });

  it('forgets an end user of whom nothing is known any more', () => {
    const said = withEndUser(BLANK, 'country', 'DE');
    expect(withEndUser(said, 'country', undefined)).toEqual(BLANK);
  });
});

describe('a bill of materials', () => {
  const BILL: Bill = {
    value: '200',
    currency: 'EUR',
    rows: [
      { name: 'magnet', form: 'magnet', elements: ['Nd', 'Dy'], origin: 'CN', value: '8' },
      { name: 'housing', elements: [], rareEarths: 'none' },
    ],
  };

  it.each([BILL, { ...BILL, rest: 'listed-below' as const }, { ...BILL, rest: 'unknown' as const }])(
    'comes back from the facts as it went in',
    (bill) => expect(billOf(withBill(BLANK, bill))).toEqual(bill),
  );

  it('does not say by itself that nothing else is in the product', () => {
    const { bom } = withBill(BLANK, BILL);
    expect(bom?.parts.map(({ rareEarths }) => rareEarths)).toEqual([undefined, undefined, 'none']);
    expect(withBill(BLANK, { ...BILL, rest: 'listed-below' }).bom?.parts[0]?.rareEarths).toBe('listed-below');
  });

  it('stays as it is where the form would drop what is said', () => {
    const facts = withBill(BLANK, BILL);
    const [root, magnet, ...others] = facts.bom?.parts ?? [];
    const said = {
      ...facts,
      bom: { parts: [root!, { ...magnet!, item: { form: 'magnet' as const, mayContain: ['Tb'] } }, ...others] },
    };
    expect(billOf(said)).toBeUndefined();
    expect(whole(said)).toBe(said);
  });

  it('has the product as its one root, and the line points at it', () => {
    const { bom, lines } = withBill({ ...BLANK, lines: [{ item: { description: 'motor', form: 'assembly' } }] }, BILL);
    expect(lines[0]?.part).toBe('motor');
    expect(bom?.parts[0]).toEqual({
      id: 'motor',
      item: { form: 'assembly' },
      value: { amount: '200', currency: 'EUR' },
      inputs: [
        { part: 'magnet', quantity: '1' },
        { part: 'housing', quantity: '1' },
      ],
    });
  });

  it('does not call the product by the name of a part', () => {
    const { bom } = withBill({ ...BLANK, lines: [{ item: { description: 'magnet' } }] }, BILL);
    expect(new Set(bom?.parts.map(({ id }) => id)).size).toBe(3);
  });

  it('is none without rows that have a name', () => {
    expect(withBill(withBill(BLANK, BILL), { ...BILL, rows: [{ name: ' ', elements: [] }] })).not.toHaveProperty('bom');
  });

  it('stays as it is where the form cannot show it', () => {
    expect(billOf(EXAMPLES.turbine)).toBeUndefined();
    expect(billOf(EXAMPLES['ev-motor'])).toBeUndefined();
  });
});
