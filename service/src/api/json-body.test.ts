import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import { jsonIn } from './json-body.ts';

const read = (text: string) => jsonIn(Buffer.from(text));
const refused = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ApiProblem) return `${error.code}: ${error.detail?.en}`;
    throw error;
  }
  return 'read';
};

describe('jsonIn', () => {
  it('reads what JSON.parse reads, alike', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, null, space);
        fc.pre(!text.includes('__proto__') && !text.includes('constructor'));
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['{"a":"[[[[{{{{,,,,\\"[[["}', 'read'],
    ['"\\\\"', 'read'],
    ['["é{", "𠮷["]', 'read'],
    ['', 'bad-request: The content of the request is not valid JSON.'],
    ['{"a":1', 'bad-request: The content of the request is not valid JSON.'],
    ['"\\', 'bad-request: The content of the request is not valid JSON.'],
    [']]]]}}}}', 'bad-request: The content of the request is not valid JSON.'],
    ['{"__proto__":{"x":1}}', 'bad-request: The content of the request is not valid JSON.'],
  ])('%s', (text, what) => expect(refused(text)).toBe(what));

  const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
  test.each([
    [nested(500, '[', ']'), 'read'],
    [nested(501, '[', ']'), 'bad-request: The content is nested more than 500 levels deep.'],
    [`${'{"a":'.repeat(501)}1${'}'.repeat(501)}`, 'bad-request: The content is nested more than 500 levels deep.'],
    [nested(1_000_000, '[', ''), 'bad-request: The content is nested more than 500 levels deep.'],
  ])('levels (%#)', (text, what) => expect(refused(text)).toBe(what));

  const values = (count: number) => `[${'0,'.repeat(count - 1)}0]`;
  test.each([
    [values(3_000_000), 'read'],
    [values(3_000_001), 'bad-request: The content has more than 3000000 values.'],
  ])('values (%#)', (text, what) => expect(refused(text)).toBe(what));

  const fields = (count: number) => `{${Array.from({ length: count }, (_, at) => `"x${at}":[1,2]`).join()}}`;
  test.each([
    [fields(5_000), 'read'],
    [fields(5_001), 'bad-request: An object has more than 5000 fields.'],
    [`{"a":[${fields(5_001)}]}`, 'bad-request: An object has more than 5000 fields.'],
    [`[${Array.from({ length: 20_000 }, () => '{"a":1,"b":2}').join()}]`, 'read'],
  ])('fields (%#)', (text, what) => expect(refused(text)).toBe(what));
});
