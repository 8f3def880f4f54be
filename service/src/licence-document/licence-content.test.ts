import { describe, expect, it } from 'vitest';
import { contentProblems, jcs, type LicenceContent } from './licence-content.ts';
import { MAGNET_LICENCE } from './testing/example-licence.ts';

const changed = (change: Partial<Record<keyof LicenceContent, unknown>>) =>
  contentProblems({ ...MAGNET_LICENCE, ...change }).map(({ at }) => at);
const line = (change: object) => changed({ lines: [{ ...MAGNET_LICENCE.lines[0], ...change }] });

describe('contentProblems', () => {
  it('finds none in the example', () => {
    expect(contentProblems(MAGNET_LICENCE)).toEqual([]);
  });

  it.each([
    ['a day that does not exist', changed({ lastDay: '2027-02-29' }), '/lastDay'],
    ['an end before the beginning', changed({ lastDay: '2026-11-30' }), '/lastDay'],
    ['a line that stands twice', changed({ lines: [MAGNET_LICENCE.lines[0], MAGNET_LICENCE.lines[0]] }), '/lines/1'],
    ['nobody as end user', changed({ endUsers: [] }), '/endUsers'],
    [
      'a mark that turns the direction of writing',
      changed({ endUse: { zh: '用途', en: 'civil\u202e use' } }),
      '/endUse/en',
    ],
    ['half a surrogate', changed({ endUse: { zh: '用途', en: 'civil \ud800' } }), '/endUse/en'],
    ['a new line, which could hide what follows', changed({ case: 'C-1\nvalid' }), '/case'],
  ])('finds %s', (_, found, at) => {
    expect(found).toContain(at);
  });

  it.each(['0', '1200.0', '01', '1e3', '-1', '1,200', '0.10', ''])('takes %o for no exact quantity', (amount) => {
    expect(line({ quantity: { amount, unit: 'KGM' } })).not.toEqual([]);
  });

  it.each(['1', '0.75', '1200', '38205.75'])('takes %s for an exact quantity', (amount) => {
    expect(line({ quantity: { amount, unit: 'KGM' } })).toEqual([]);
  });

  it('knows no member that is not listed', () => {
    expect(contentProblems({ ...MAGNET_LICENCE, note: 'any quantity' })).not.toEqual([]);
  });
});

describe('jcs', () => {
  it('sorts members by UTF-16 code units, as RFC 8785, 3.2.3', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(jcs(value)) as object)).toHaveLength(7);
    expect(jcs(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it('writes nothing between, and escapes no more than it must', () => {
    expect(jcs({ b: [true, null, -0], a: '\u000f\n"\\/é镝' })).toBe('{"a":"\\u000f\\n\\"\\\\/é镝","b":[true,null,0]}');
  });

  it.each([[0.5], [Number.NaN], ['\ud800'], [undefined]])('has no text for %o', (value) => {
    expect(() => jcs({ value })).toThrow(RangeError);
  });
});
