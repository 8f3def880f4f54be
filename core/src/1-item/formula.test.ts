import { describe, expect, it } from 'vitest';
import { readFormula } from './formula.ts';

describe('formulae', () => {
  it.each([
    ['Dy2O3', ['Dy', 'O'], 'oxide'],
    ['Pr6O11', ['Pr', 'O'], 'oxide'],
    ['Nd1.8Pr0.2O3', ['Nd', 'Pr', 'O'], 'oxide'],
    ['Dy', ['Dy'], 'metal'],
    ['Fe', ['Fe'], undefined],
    ['DyCl3·6H2O', ['Dy', 'Cl', 'H', 'O'], undefined],
    ['(Nd,Dy)2Fe14B', ['Nd', 'Dy', 'Fe', 'B'], undefined],
    ['Y2O3:Eu', ['Y', 'O', 'Eu'], 'oxide'],
    ['Gd2(CO3)3', ['Gd', 'C', 'O'], undefined],
  ])('%s', (formula, elements, form) => {
    expect(readFormula(formula)).toEqual(form === undefined ? { elements } : { elements, form });
  });
  it.each(['', 'RE2O3', 'Nd1-xDyxO3', 'dy2o3', 'Me3N', '(((', '氧化镝'])('%s says nothing', (formula) => {
    expect(readFormula(formula)).toBeUndefined();
  });
});
