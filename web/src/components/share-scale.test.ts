import { describe, expect, it } from 'vitest';
import { drawn, placeOf } from './share-scale.ts';

describe('a share on a bar', () => {
  it('reads decimals and fractions', () => {
    expect(drawn('0.001')).toBe(0.001);
    expect(drawn('1/8')).toBe(0.125);
  });

  it('stands where it is on a straight scale', () => {
    expect(placeOf(0.5, 'linear')).toBe(0.5);
    expect(placeOf(1.2, 'linear')).toBe(1);
  });

  it('gives each tenfold the same way on a logarithmic one', () => {
    expect(placeOf(0.001, 'log')).toBeCloseTo(0.4);
    expect(placeOf(0.01, 'log')).toBeCloseTo(0.6);
    expect([placeOf(0, 'log'), placeOf(0.000001, 'log'), placeOf(1, 'log'), placeOf(3, 'log')]).toEqual([0, 0, 1, 1]);
  });
});
