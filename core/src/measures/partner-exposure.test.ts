import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TradeRow } from '../impact/index.ts';
import { partnerExposure } from './partner-exposure.ts';

const item = { id: 'magnets', trade: { codes: ['850511'], period: '2025', by: 'value' } } as const;
const parties = { economy: 'USA', restricting: 'CHN' };
const row = (reporter: string, direction: TradeRow['direction'], partner: string, value?: number): TradeRow => ({
  reporter,
  partner,
  direction,
  item: '850511',
  period: '2025',
  value,
  mass: undefined,
});

describe('exposure of a partner', () => {
  test('from three sides', () => {
    const rows = [
      row('JPN', 'import', 'CHN', 60),
      row('JPN', 'import', 'VNM', 40),
      row('CHN', 'export', 'JPN', 30),
      row('CHN', 'export', 'DEU', 70),
      row('USA', 'import', 'JPN', 1),
      row('USA', 'import', 'CHN', 3),
    ];
    expect(partnerExposure(item, 'JPN', parties, rows)).toEqual({
      item: 'magnets',
      dependsOn: { share: 0.6, unknownRows: 0 },
      receives: { share: 0.3, unknownRows: 0 },
      supplies: { share: 0.25, unknownRows: 0 },
    });
  });
  test('is nought where a row says so, and unknown where none names it or its amount is missing', () => {
    const rows = [row('CHN', 'export', 'DEU', 70)];
    expect(partnerExposure(item, 'JPN', parties, [...rows, row('CHN', 'export', 'JPN', 0)]).receives).toEqual({
      share: 0,
      unknownRows: 0,
    });
    expect(partnerExposure(item, 'JPN', parties, rows).receives).toBeUndefined();
    expect(partnerExposure(item, 'JPN', parties, [...rows, row('CHN', 'export', 'JPN')]).receives).toBeUndefined();
    const known = [...rows, row('CHN', 'export', 'JPN', 30), row('CHN', 'export', 'KOR')];
    expect(partnerExposure(item, 'JPN', parties, known).receives).toEqual({ share: 0.3, unknownRows: 1 });
  });
  test('is unknown without rows, codes or a name in the tables', () => {
    const nothing = { item: 'magnets', dependsOn: undefined, receives: undefined, supplies: undefined };
    const rows = [row('JPN', 'import', 'CHN', 60)];
    expect(partnerExposure(item, 'JPN', parties, [])).toEqual(nothing);
    expect(partnerExposure({ id: 'magnets' }, 'JPN', parties, rows)).toEqual(nothing);
    expect(partnerExposure(item, undefined, parties, rows)).toEqual(nothing);
  });
  test('of the economy assessed is not what it sends to itself', () => {
    const found = partnerExposure(item, 'USA', parties, [row('USA', 'import', 'CHN', 60)]);
    expect(found).toMatchObject({ dependsOn: { share: 1 }, supplies: undefined });
  });
  test('is a share, whatever the rows', () => {
    const party = fc.constantFrom('JPN', 'CHN', 'USA', 'DEU');
    const rows = fc.array(
      fc
        .tuple(
          party,
          fc.constantFrom('import' as const, 'export' as const),
          party,
          fc.option(fc.nat(1000), { nil: undefined }),
        )
        .map((each) => row(...each)),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const { dependsOn, receives, supplies } = partnerExposure(item, 'JPN', parties, all);
        for (const side of [dependsOn, receives, supplies])
          if (side !== undefined) {
            expect(side.share).toBeGreaterThanOrEqual(0);
            expect(side.share).toBeLessThanOrEqual(1);
          }
      }),
    );
  });
});
