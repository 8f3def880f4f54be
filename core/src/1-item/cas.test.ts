import { describe, expect, it } from 'vitest';
import { CAS_NUMBERS, readCas, substanceOf } from './cas.ts';
import { readFormula } from './formula.ts';

describe('CAS numbers', () => {
  it.each(CAS_NUMBERS.map((number) => [number]))('%s of our table has a right check digit and a formula', (number) => {
    expect(readCas(number)).toEqual({ number, valid: true });
    expect(readFormula(substanceOf(number) ?? '')).toBeDefined();
  });
  it.each([
    ['CAS No. 1308-87-8', true],
    ['１３０８－８７－８', true],
    ['1308‑87‑8', true],
    ['1308-87-7', false],
    ['1308878', false],
    ['', false],
  ])('%s', (text, valid) => {
    expect(readCas(text).valid).toBe(valid);
  });
});
