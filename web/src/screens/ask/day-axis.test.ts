import { describe, expect, it } from 'vitest';
import { dayAxis, neighbour, placeOn, yearsOn } from './day-axis.ts';

const bars = (...each: readonly (readonly [string, string | null, string])[]) =>
  each.map(([from, until, is]) => ({ from, until, is, by: null }));
const LAW = {
  coverage: { from: '2024-12-01' },
  changes: [{ day: '2024-12-01' }, { day: '2025-11-07' }, { day: '2026-11-11' }, { day: '2025-11-07' }],
  instruments: [
    {
      id: 'cn/a',
      groups: [
        {
          branches: [
            {
              branch: 'enacted',
              bars: bars(
                ['2025-10-09', '2025-11-07', 'in-force'],
                ['2025-11-07', '2026-01-01', 'paused'],
                ['2026-01-01', '2026-11-11', 'paused'],
              ),
            },
            { branch: 'cn/s', bars: bars(['2025-11-07', '2027-01-11', 'paused']) },
          ],
        },
      ],
    },
    { id: 'cn/b', groups: [{ branches: [{ branch: 'enacted', bars: bars(['2025-11-07', '2026-11-11', 'paused']) }] }] },
  ],
} as unknown as Parameters<typeof dayAxis>[0];
const AXIS = dayAxis(LAW, ['2026-11-26']);

describe('dayAxis', () => {
  it('runs from the first day that is covered to some time after the last that matters', () => {
    expect([AXIS.from, AXIS.until]).toEqual(['2024-12-01', '2027-03-26']);
    expect(AXIS.changes).toEqual(['2025-11-07', '2026-11-11']);
  });

  it('tells a prolonged pause once, and an announced one apart', () => {
    expect(AXIS.pauses).toEqual([
      { from: '2025-11-07', until: '2026-11-11', instruments: ['cn/a', 'cn/b'], announced: false },
      { from: '2025-11-07', until: '2027-01-11', instruments: ['cn/a'], announced: true },
    ]);
  });
});

it('places days between the ends', () => {
  expect([placeOn(AXIS, AXIS.from), placeOn(AXIS, AXIS.until), placeOn(AXIS, '2020-01-01')]).toEqual([0, 1, 0]);
  expect(yearsOn(AXIS)).toEqual(['2025-01-01', '2026-01-01', '2027-01-01']);
});

it('finds the change before and after a day', () => {
  expect(neighbour(AXIS.changes, '2025-11-07', 1)).toBe('2026-11-11');
  expect(neighbour(AXIS.changes, '2025-11-07', -1)).toBeUndefined();
});
