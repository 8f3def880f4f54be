import { describe, expect, it } from 'vitest';
import { readElement } from './elements.ts';

describe('elements', () => {
  it.each([
    ['Dy', 'Dy'],
    ['dy', 'Dy'],
    ['ＤＹ', 'Dy'],
    ['镝', 'Dy'],
    ['Dysprosium', 'Dy'],
    ['aluminum', 'Al'],
    ['REE', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(readElement(text)).toBe(expected);
  });
});
