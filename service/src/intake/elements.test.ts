import { expect, test } from 'vitest';
import { elementSymbol, splitElements } from './elements.ts';
import { choiceOf } from './words.ts';

test('traditional characters are read as simplified ones', () => {
  const symbols = (text: string) => splitElements(text).map(elementSymbol);
  expect(symbols('釤釓鋱鏑鎦鈧釔釹')).toEqual(['Sm', 'Gd', 'Tb', 'Dy', 'Lu', 'Sc', 'Y', 'Nd']);
  expect(symbols('釹鐵硼、鏑')).toEqual(['Nd', 'Fe', 'B', 'Dy']);
  const forms = ['metal', 'magnet', 'magnet-powder', 'oxide', 'luminescent-material', 'ore', 'equipment', 'technology'];
  const words = ['金屬', '磁鐵', '磁粉', '氧化物', '螢光粉', '礦石', '設備', '技術'];
  expect(words.map((word) => choiceOf(word, forms))).toEqual(forms);
});
