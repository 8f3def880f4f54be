import { expect, it } from 'vitest';
import { rationalText } from './rational.ts';
import { conversion, unitNamed } from './units.ts';

it.each([
  ['公斤', 'KGM'],
  ['千克', 'KGM'],
  ['克', 'GRM'],
  ['吨', 'TNE'],
  [' Kg ', 'KGM'],
  ['件', 'H87'],
  ['个', 'H87'],
  ['台', 'C62'],
  ['套', 'SET'],
  ['Square Metre', 'MTK'],
])('knows %s as %s', (name, code) => {
  expect(unitNamed(name)?.code).toBe(code);
});

it.each([
  ['g', 'KGM', '0.001'],
  ['吨', '克', '1000000'],
  ['MGM', 'kg', '0.000001'],
  ['lb', 'kg', '0.45359237'],
  ['lb', 'oz', '16'],
  ['kg', 'lb', '100000000/45359237'],
  ['pcs', 'NMB', '1'],
  ['台', '件', '1'],
  ['km', 'm', '1000'],
])('converts one %s into %s exactly: %s', (from, to, factor) => {
  const found = conversion(from, to);
  expect(found && rationalText(found)).toBe(factor);
});

it('converts only inside a dimension, and never guesses a unit', () => {
  expect(conversion('kg', '件')).toBeUndefined();
  expect(conversion('套', '个')).toBeUndefined();
  expect(conversion('m', 'm2')).toBeUndefined();
  expect(conversion('barrel', 'litre')).toBeUndefined();
  expect(unitNamed('barrel')).toBeUndefined();
  expect(conversion('barrel', ' Barrel ')?.n).toBe(1n);
});
