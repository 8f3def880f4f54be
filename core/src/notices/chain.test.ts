import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, multiply, rational, rationalText, ZERO } from '../quantity/rational.ts';
import {
  balanceOf,
  carriedShare,
  chainFaults,
  chainOf,
  ChainError,
  type ChainRecords,
  type Lot,
  type Notice,
} from './chain.ts';

const kg = (quantity: string | null) => ({ quantity, unit: 'KGM' });
const lot = (id: string, holder: string, more: Partial<Lot> = {}): Lot => ({
  id,
  holder,
  item: 'Dysprosium oxide',
  amount: kg('100'),
  madeFrom: [],
  ...more,
});
const notice = (
  id: string,
  of: string,
  recipient: string,
  quantity: string | null,
  more: Partial<Notice> = {},
): Notice => ({
  id,
  lot: of,
  recipient,
  amount: kg(quantity),
  share: 'unknown',
  ...more,
});

/** Exporter → importer → component maker → assembler, and a second importer who signs for nothing. */
const FOUR_TIERS: ChainRecords = {
  lots: [
    lot('oxide', 'exporter'),
    lot('stock', 'importer', { amount: kg('60'), madeFrom: [{ notice: 'n1', amount: kg('60') }] }),
    lot('magnets', 'maker', {
      item: 'Magnets',
      amount: { quantity: '4000', unit: 'H87' },
      madeFrom: [{ notice: 'n2', amount: kg('50') }],
    }),
  ],
  notices: [
    notice('n1', 'oxide', 'importer', '60'),
    notice('n1b', 'oxide', 'second importer', '40'),
    notice('n2', 'stock', 'maker', '50'),
    notice('n3', 'magnets', 'assembler', null, { amount: { quantity: '3000', unit: 'H87' } }),
  ],
  receipts: [
    { notice: 'n1', kind: 'opened', on: '2025-10-20' },
    { notice: 'n1', kind: 'acknowledged', on: '2025-10-21' },
    { notice: 'n2', kind: 'acknowledged', on: '2025-10-24' },
    { notice: 'n3', kind: 'opened', on: '2025-10-28' },
  ],
};

describe('the whole chain of a lot', () => {
  test('tells each tier, who has signed, and what is left', () => {
    const chain = chainOf('oxide', FOUR_TIERS);
    expect(chain.notices.map(({ id, tier, state, on }) => [id, tier, state, on])).toEqual([
      ['n1', 1, 'acknowledged', '2025-10-21'],
      ['n1b', 1, 'not-opened', null],
      ['n2', 2, 'acknowledged', '2025-10-24'],
      ['n3', 3, 'opened', '2025-10-28'],
    ]);
    expect(chain.notAcknowledged).toEqual(['n1b', 'n3']);
    expect(chain.brokenBy).toEqual([]);
    expect(chain.lots.map(({ id, tier, balance }) => [id, tier, balance.left])).toEqual([
      ['oxide', 0, '0'],
      ['stock', 1, '10'],
      ['magnets', 2, '1000'],
    ]);
  });

  test('from the middle: back to the beginning and down, without the other branches', () => {
    const chain = chainOf('magnets', FOUR_TIERS);
    expect(chain.lots.map(({ id }) => id)).toEqual(['oxide', 'stock', 'magnets']);
    expect(chain.notices.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3']);
  });

  test('goods found with somebody who was given no notice: their last recipient broke the chain', () => {
    const found = lot('found', 'trader', { amount: kg('5'), madeFrom: [{ notice: 'n2', amount: kg('5') }] });
    const chain = chainOf('oxide', { ...FOUR_TIERS, lots: [...FOUR_TIERS.lots, found] });
    expect(chain.brokenBy).toEqual(['maker']);
    expect(chain.lots.find(({ id }) => id === 'found')?.withoutNotice).toEqual(['n2']);
    // 50 kg in magnets and 5 kg with the trader, of 50 kg.
    expect(chain.notices.find(({ id }) => id === 'n2')?.balance).toEqual({ verdict: 'not-met', left: '-5' });
  });

  test('a merged lot has both ways up', () => {
    const other = lot('other', 'second exporter');
    const merged: ChainRecords = {
      lots: [
        lot('oxide', 'exporter'),
        other,
        lot('blend', 'importer', {
          amount: kg('30'),
          madeFrom: [
            { notice: 'a', amount: kg('10') },
            { notice: 'b', amount: kg('20') },
          ],
        }),
      ],
      notices: [notice('a', 'oxide', 'importer', '10'), notice('b', 'other', 'importer', '20')],
      receipts: [],
    };
    expect(chainOf('blend', merged).lots.map(({ id }) => id)).toEqual(['oxide', 'other', 'blend']);
    expect(chainOf('oxide', merged).lots.map(({ id }) => id)).toEqual(['oxide', 'blend']);
  });
});

describe('what is no chain is refused with its place', () => {
  const circle: ChainRecords = {
    lots: [
      lot('a', 'A', { madeFrom: [{ notice: 'b-to-a', amount: kg('1') }] }),
      lot('b', 'B', { madeFrom: [{ notice: 'a-to-b', amount: kg('1') }] }),
      lot('sound', 'S'),
    ],
    notices: [notice('a-to-b', 'a', 'B', '1'), notice('b-to-a', 'b', 'A', '1')],
    receipts: [],
  };

  test('a lot that is made of itself', () => {
    expect(chainFaults(circle).map(({ at }) => at)).toEqual(['a', 'b']);
    expect(() => chainOf('sound', circle)).toThrow(ChainError);
    expect(() => chainOf('sound', circle)).toThrow(/a: This lot is made of itself/);
  });

  test('references to nothing, ids twice, a lot that is not there', () => {
    const bad = {
      lots: [lot('a', 'A', { madeFrom: [{ notice: 'gone', amount: kg('1') }] }), lot('a', 'A')],
      notices: [notice('n', 'missing', 'B', '1')],
      receipts: [{ notice: 'never', kind: 'opened', on: '2025-10-20' } as const],
    };
    expect(chainFaults(bad).map(({ at }) => at)).toEqual(['a', 'n', 'a', 'never']);
    expect(() => chainOf('nothing', FOUR_TIERS)).toThrow(/nothing: There is no such lot/);
  });
});

describe('quantities', () => {
  test('in other units of the same kind; of another kind they are not known', () => {
    expect(balanceOf(kg('1'), [{ quantity: '400', unit: 'GRM' }])).toEqual({ verdict: 'met', left: '0.6' });
    expect(balanceOf(kg('1'), [{ quantity: '3', unit: 'H87' }])).toEqual({ verdict: 'unknown', left: null });
  });

  test('exactly all is met; a gram more is not; an unknown part decides nothing, unless the known ones do already', () => {
    expect(balanceOf(kg('1'), [kg('1')])).toEqual({ verdict: 'met', left: '0' });
    expect(balanceOf(kg('1'), [kg('1.001')])).toEqual({ verdict: 'not-met', left: '-0.001' });
    expect(balanceOf(kg('1'), [kg('0.5'), kg(null)])).toEqual({ verdict: 'unknown', left: null });
    expect(balanceOf(kg('1'), [kg('2'), kg(null)])).toEqual({ verdict: 'not-met', left: null });
    expect(balanceOf(kg(null), [kg('2')])).toEqual({ verdict: 'unknown', left: null });
  });

  /** Goods that are only handed on, each holder giving parts of what it has: grams as integers. */
  const handedOn = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 400 })), { maxLength: 25 }).map((steps) => {
    const lots: Lot[] = [lot('0', '0', { amount: { quantity: '1000', unit: 'GRM' } })];
    const left = [1000];
    const notices: Notice[] = [];
    for (const [pick, wanted] of steps) {
      const from = pick % lots.length;
      const grams = Math.min(wanted, left[from] ?? 0);
      if (grams === 0) continue;
      const id = String(lots.length);
      const amount = { quantity: rationalText(rational(`${grams}/1000`)), unit: 'KGM' };
      notices.push(notice(`n${id}`, String(from), id, null, { amount }));
      lots.push(lot(id, id, { amount, madeFrom: [{ notice: `n${id}`, amount }] }));
      left[from] = (left[from] ?? 0) - grams;
      left.push(grams);
    }
    return { records: { lots, notices, receipts: [] } satisfies ChainRecords, left };
  });

  test('what is left with all holders together is what there was at the beginning', () => {
    fc.assert(
      fc.property(handedOn, ({ records, left }) => {
        const { lots, notices } = chainOf('0', records);
        expect(lots).toHaveLength(records.lots.length);
        expect([...lots, ...notices].every(({ balance }) => balance.verdict === 'met')).toBe(true);
        const grams = ({ balance, amount }: (typeof lots)[number]) =>
          multiply(rational(balance.left ?? ''), rational(amount.unit === 'KGM' ? '1000' : '1'));
        expect(rationalText(lots.map(grams).reduce(add, ZERO))).toBe('1000');
        expect(lots.map(grams).map(rationalText)).toEqual(left.map(String));
      }),
    );
  });

  test('one gram too much anywhere is found at that lot, and nowhere above it', () => {
    fc.assert(
      fc.property(handedOn, fc.nat(), ({ records, left }, pick) => {
        const at = pick % records.lots.length;
        const grams = (left[at] ?? 0) + 1;
        const extra = notice('extra', String(at), 'somebody', null, {
          amount: { quantity: String(grams), unit: 'GRM' },
        });
        const chain = chainOf('0', { ...records, notices: [...records.notices, extra] });
        expect(chain.lots.filter(({ balance }) => balance.verdict !== 'met').map(({ id }) => id)).toEqual([String(at)]);
      }),
    );
  });

  test('any graph whose lots come from earlier ones is a chain; turned round, it is none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 15 }), (picks) => {
        const lots = picks.map((pick, index) =>
          lot(String(index), 'h', {
            madeFrom: index === 0 ? [] : [{ notice: `n${pick % index}`, amount: kg(null) }],
          }),
        );
        const notices = lots.map(({ id }) => notice(`n${id}`, id, 'h', null));
        expect(chainFaults({ lots, notices, receipts: [] })).toEqual([]);
        const last = `n${lots.length - 1}`;
        const round = lots.map((each, index) =>
          index === 0 ? { ...each, madeFrom: [{ notice: last, amount: kg(null) }] } : each,
        );
        // The last lot may stand on another branch of the first one, and always comes from it.
        expect(chainFaults({ lots: round, notices, receipts: [] }).map(({ at }) => at)).toContain('0');
      }),
    );
  });
});

describe('the share that carries over', () => {
  test('of goods that went on as they came', () => {
    expect(carriedShare({ item: 'Blocks ' }, [{ id: 'n1', item: 'Blocks', share: '0.4 %' }])).toEqual({
      share: '0.4 %',
      from: ['n1'],
    });
  });
  test('of a mixture lies between its parts', () => {
    const parts = [
      { id: 'n1', item: 'Blocks', share: '0.4 %' },
      { id: 'n2', item: 'Blocks', share: { min: '0.1 %', max: '0.2 %' } },
    ];
    expect(carriedShare({ item: 'Blocks' }, parts)).toEqual({
      share: { min: '0.1 %', max: '0.4 %' },
      from: ['n1', 'n2'],
    });
  });
  test('made into something else, at the beginning, or where a notice is silent: not known', () => {
    expect(carriedShare({ item: 'Motors' }, [{ id: 'n1', item: 'Blocks', share: '0.4 %' }])).toBeNull();
    expect(carriedShare({ item: 'Blocks' }, [])).toBeNull();
    expect(carriedShare({ item: 'Blocks' }, [{ id: 'n1', item: 'Blocks', share: 'unknown' }])).toBeNull();
  });
});
