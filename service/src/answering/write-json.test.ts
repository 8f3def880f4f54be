import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TooLong, writeJson } from './write-json.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test('writes what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 7, withNullPrototype: true, withDate: false }), (value) => {
      let wanted: string | undefined;
      try {
        wanted = JSON.stringify(value);
      } catch {
        return; // A circle, or a number without end: nothing that is answered.
      }
      expect(text(writeJson(value, 1_000_000))).toBe(wanted?.toWellFormed() ?? 'null');
    }),
    { numRuns: 1_000 },
  );
});

test('and no more than it may', () => {
  const value = { a: ['é', { b: [undefined, 1, new Date(0)] }] };
  const size = Buffer.byteLength(JSON.stringify(value));
  expect(text(writeJson(value, size))).toBe(JSON.stringify(value));
  expect(() => writeJson(value, size - 1)).toThrow(TooLong);
});
