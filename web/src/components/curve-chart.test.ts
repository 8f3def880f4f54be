import { describe, expect, it } from 'vitest';
import { ticksTo } from './curve-chart.tsx';

describe('the numbers at the foot of a chart', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [47, [0, 10, 20, 30, 40, 50]],
    [50, [0, 10, 20, 30, 40, 50]],
    [51, [0, 20, 40, 60]],
    [230, [0, 50, 100, 150, 200, 250]],
  ])('up to %i', (most, ticks) => expect(ticksTo(most)).toEqual(ticks));
});
