import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, drawsOf, latinHypercube, quantileOf, sobolIndices } from './sampling.ts';

const unit = (name: string) => ({ name, low: 0, high: 1 });

test('the same seed, the same numbers; another seed, others; all from 0 to 1', () => {
  const [one, two, other] = [drawsOf(7), drawsOf(7), drawsOf(8)].map((draw) => Array.from({ length: 1000 }, draw));
  expect(one).toEqual(two);
  expect(one).not.toEqual(other);
  for (const value of one ?? []) expect(value >= 0 && value < 1).toBe(true);
});

test('a Latin hypercube draws every part of a range once', () => {
  const rows = latinHypercube([unit('a'), unit('b')], 50, drawsOf(3));
  for (const column of [0, 1])
    expect(rows.map((row) => Math.floor((row[column] as number) * 50)).sort((x, y) => x - y)).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
});

describe('quantiles of a range', () => {
  test('by hand: a triangle from 0 over 1 to 2 has half its draws below 1, an eighth below 0.5', () => {
    const triangle = { name: 'x', low: 0, likely: 1, high: 2 };
    expect(quantileOf(triangle, 0.5)).toBe(1);
    expect(quantileOf(triangle, 0.125)).toBeCloseTo(0.5, 12);
  });
  test('a range the wrong way round is an error that names it', () => {
    expect(() => quantileOf({ name: 'elasticity', low: 2, high: 1 }, 0.5)).toThrow('elasticity: a range from 2');
  });
  test('never outside, never falling', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (u, v) => {
        const range = { name: 'x', low: -1, likely: 0.5, high: 3 };
        const [small, large] = [quantileOf(range, Math.min(u, v)), quantileOf(range, Math.max(u, v))];
        expect(small >= -1 && large <= 3 && small <= large).toBe(true);
      }),
    );
  });
});

test('a band by hand', () => {
  const { low, middle, high } = bandOf([3, 1, 2]);
  expect([low, middle, high].map((value) => Number(value.toFixed(12)))).toEqual([1.1, 2, 2.9]);
});

describe('Sobol indices', () => {
  test('x₁ + 2·x₂: a fifth and four fifths', () => {
    const [one, two] = sobolIndices([unit('x1'), unit('x2')], ([x = 0, y = 0]) => x + 2 * y, {
      count: 4000,
      draw: drawsOf(1),
    });
    for (const [found, known] of [
      [one, 0.2],
      [two, 0.8],
    ] as const) {
      expect(found?.alone).toBeCloseTo(known, 1);
      expect(found?.total).toBeCloseTo(known, 1);
    }
  });
  test("Ishigami's function has the indices of its paper", () => {
    // Ishigami & Homma 1990 with a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
    const ranges = ['x1', 'x2', 'x3'].map((name) => ({ name, low: -Math.PI, high: Math.PI }));
    const found = sobolIndices(
      ranges,
      ([x = 0, y = 0, z = 0]) => Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x),
      { count: 20_000, draw: drawsOf(5) },
    );
    for (const [at, [alone, total]] of [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ].entries()) {
      expect(Math.abs((found[at]?.alone ?? 9) - (alone as number))).toBeLessThan(0.03);
      expect(Math.abs((found[at]?.total ?? 9) - (total as number))).toBeLessThan(0.03);
    }
  });
  test('a figure that does not move has none', () => {
    expect(sobolIndices([unit('x')], () => 3, { count: 10, draw: drawsOf(1) })).toEqual([
      { name: 'x', alone: 0, total: 0 },
    ]);
  });
});
