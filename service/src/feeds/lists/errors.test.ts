import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LIST_ERRORS, PHRASES } from './errors.ts';

const source = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'errors.ts')
  .map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, ''))
  .join('\n');

test('every code that is used is listed, and no other', () => {
  const used = new Set([...source.matchAll(/'(lists\/[a-z-]+)'/g)].map((match) => match[1]));
  expect(used).toEqual(new Set(Object.keys(LIST_ERRORS)));
});

test('every problem says in both languages what is wrong and what to do', () => {
  for (const { message, remedy } of Object.values(LIST_ERRORS)) {
    for (const text of [message.en, remedy.en]) expect(text).not.toBe('');
    for (const text of [message.zh, remedy.zh]) expect(text).toMatch(/\p{Script=Han}/u);
  }
});

test('our own words in a problem have their Chinese, and none is left over', () => {
  const said = [...source.matchAll(/\b(?:what|wanted|where): '([^']+)'/g)].map((match) => match[1]!);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((phrase) => !Object.hasOwn(PHRASES, phrase))).toEqual([]);
  expect(Object.keys(PHRASES).filter((phrase) => !source.includes(phrase))).toEqual([]);
});
