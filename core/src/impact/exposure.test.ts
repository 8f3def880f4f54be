import { describe, expect, test } from 'vitest';
import { concentration, exposedSectors, importDependence, sharesOf, throughTheChain } from './exposure.ts';
import type { InputOutputTable } from './input-output.ts';

const twoSectors: InputOutputTable = {
  sectors: ['one', 'two'],
  flows: Float64Array.of(150, 500, 200, 100),
  output: Float64Array.of(1000, 2000),
  valueAdded: Float64Array.of(650, 1400),
};

describe('concentration', () => {
  test('by hand', () => {
    expect(
      concentration(
        new Map([
          ['CHN', 75],
          ['JPN', 25],
        ]),
      ),
    ).toBe(6250);
    expect(concentration(new Map([['CHN', 3]]))).toBe(10_000);
  });
  test('nothing shipped: not known, and no share', () => {
    expect(concentration(new Map([['CHN', 0]]))).toBeUndefined();
    expect(sharesOf(new Map())).toEqual(new Map());
  });
  test('a negative amount is an error that names the partner', () => {
    expect(() => concentration(new Map([['CHN', -1]]))).toThrow('CHN: an amount of -1');
  });
});

describe('import dependence', () => {
  test('by hand', () => {
    const found = importDependence({
      production: 20,
      imports: new Map([
        ['CHN', 60],
        ['JPN', 20],
      ]),
      exports: 10,
    });
    expect(found.apparentUse).toBe(90);
    expect(found.netImportReliance).toBeCloseTo(70 / 90, 12);
    expect(found.fromPartner.get('CHN')).toBe(0.6);
  });
  test('a net exporter does not rely; a country that uses none is not known', () => {
    expect(importDependence({ production: 100, imports: new Map([['CHN', 1]]), exports: 50 }).netImportReliance).toBe(
      0,
    );
    expect(importDependence({ production: 0, imports: new Map(), exports: 0 }).netImportReliance).toBeUndefined();
  });
});

test('through the chain: a cent a unit in the first stands behind both', () => {
  const total = throughTheChain(twoSectors, Float64Array.of(0.01, 0));
  expect([...total].map((value) => Number(value.toFixed(4)))).toEqual([0.0125, 0.0033]);
  expect(exposedSectors(twoSectors, Float64Array.of(0.01, 0)).map(({ sector }) => sector)).toEqual(['one', 'two']);
});
