import { describe, expect, it } from 'vitest';
import { BOM_HEADERS, EXPORT_HEADERS, foldHeader, recogniseHeader } from './headers.ts';

describe('recogniseHeader', () => {
  it.each([
    ['Value (EUR)', { field: 'value', currency: 'EUR' }],
    ['价值（人民币）', { field: 'value', currency: 'CNY' }],
    ['Value EUR', { field: 'value', currency: 'EUR' }],
    ['数量（kg）', { field: 'quantity', unit: 'kg' }],
    ['ＨＳ　Ｃｏｄｅ', { field: 'hs' }],
    ['End-User', { field: 'endUserName' }],
    ['end_user_country', { field: 'endUserCountry' }],
    ['MADE IN', { field: 'madeIn' }],
    ['madeIn', { field: 'madeIn' }],
    ['管制编码', { field: 'code' }],
    ['\u202e最终\u200b用户\u200f', { field: 'endUserName' }],
  ])('knows %s', (title, column) => expect(recogniseHeader(title, EXPORT_HEADERS)).toEqual(column));

  it.each(['__proto__', 'constructor', 'toString', '', 'banana', 'x'.repeat(100_000)])('does not know %.20s', (title) =>
    expect(recogniseHeader(title, EXPORT_HEADERS)).toBeUndefined(),
  );

  it.each([EXPORT_HEADERS, BOM_HEADERS])('gives no name two meanings', (table) => {
    const seen = new Map<string, string>();
    for (const [field, names] of Object.entries(table)) {
      for (const name of names) {
        const folded = foldHeader(name);
        expect(`${name}: ${seen.get(folded) ?? field}`).toBe(`${name}: ${field}`);
        seen.set(folded, field);
      }
    }
  });
});
