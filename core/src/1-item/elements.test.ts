import { describe, expect, it } from 'vitest';
import { RARE_EARTHS, readElement } from './elements.ts';

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

  it('in traditional characters are those in simplified ones', () => {
    const read = '鈧 釔 鑭 鈰 鐠 釹 鉕 釤 銪 釓 鋱 鏑 鈥 鉺 銩 鐿 鑥'.split(' ').map(readElement);
    expect(read).toEqual([...RARE_EARTHS.keys()]);
    expect('鎦 鐵 鈷 鎳 銅 鋁'.split(' ').map(readElement)).toEqual(['Lu', 'Fe', 'Co', 'Ni', 'Cu', 'Al']);
  });
});
