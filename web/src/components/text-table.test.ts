import { describe, expect, it } from 'vitest';
import { cellsOf } from './text-table.ts';

describe('cells of pasted text', () => {
  it('keep commas and lines inside quotes', () => {
    expect(cellsOf('a,"b, ""c""\nd",e')).toEqual([['a', 'b, "c"\nd', 'e']]);
  });

  it('are parted by tabs, as a spreadsheet copies them, or by semicolons', () => {
    expect(cellsOf('a\tb, c\r\n\t\n1\t2')).toEqual([
      ['a', 'b, c'],
      ['1', '2'],
    ]);
    expect(cellsOf('a;b\n1,5;2,5')).toEqual([
      ['a', 'b'],
      ['1,5', '2,5'],
    ]);
  });
});
