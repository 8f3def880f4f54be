import { expect, test } from 'vitest';
import { compareIdentifiers, identifierProblem, isImo, isLei, isUscc } from './identifiers.ts';

test.for([
  ['5493001KJTIIGC8Y1R12', true],
  ['5493 001K JTII GC8Y 1R12', true],
  ['5493001KJTIIGC8Y1R13', false],
  ['5493001KJTIIGC8Y1R1', false],
] as const)('LEI %s passes its check: %s', ([value, valid]) => {
  expect(isLei(value)).toBe(valid);
});

test.for([
  ['91350100M000100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100M000100I43', false],
  ['9135', false],
] as const)('Unified Social Credit Code %s passes its check: %s', ([value, valid]) => {
  expect(isUscc(value)).toBe(valid);
});

test.for([
  ['9074729', true],
  ['IMO 9074729', true],
  ['9074728', false],
  ['907472', false],
] as const)('IMO number %s passes its check: %s', ([value, valid]) => {
  expect(isImo(value)).toBe(valid);
});

test('a number without check digits is never wrong', () => {
  expect(identifierProblem({ kind: 'registration', value: 'x' })).toBeUndefined();
  expect(identifierProblem({ kind: 'imo', value: '9074728' })).toBe('its check digit is wrong');
});

test('equal identifiers meet, different ones of a unique kind contradict, mistyped ones say nothing', () => {
  const lei = { kind: 'lei', value: '5493001KJTIIGC8Y1R12' } as const;
  const other = { kind: 'lei', value: '529900T8BM49AURSDO55' } as const;
  expect(compareIdentifiers([lei], [lei]).met).toEqual([lei]);
  expect(compareIdentifiers([lei], [other]).contradicted).toHaveLength(1);
  expect(compareIdentifiers([lei], [{ ...lei, value: '5493001KJTIIGC8Y1R13' }])).toEqual({ met: [], contradicted: [] });
});

test('registration numbers of two countries neither meet nor contradict', () => {
  const german = { kind: 'registration', value: 'HRB 1234', country: 'DE' } as const;
  expect(compareIdentifiers([german], [{ ...german, country: 'AT' }])).toEqual({ met: [], contradicted: [] });
});
