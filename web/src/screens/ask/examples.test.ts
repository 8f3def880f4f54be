import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExportFacts } from '@ytterby/core';
import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES } from './examples.ts';

const folder = path.join(import.meta.dirname, '../../../../examples');
const validator = Compile(ExportFacts);

/** Numbers as the text that they are printed as; a YAML `no` is a word. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? String(each) : each)));

it.each(Object.entries(EXAMPLES))('%s is facts', (_, facts) => {
  expect(validator.Check(facts)).toBe(true);
});

it.each([
  ['third-country-magnet', 'third-country-magnet.yaml'],
  ['ev-motor', 'ev-motor/export.yaml'],
  ['rotor', 'rotor.yaml'],
  ['turbine', 'turbine/export.yaml'],
  ['humanitarian-relief', 'humanitarian-relief.yaml'],
] as const)('%s is what stands in examples/%s', (name, file) => {
  const written = parse(readFileSync(path.join(folder, file), 'utf8')) as object;
  // The turbine's bill stands in a table beside it.
  expect(plain(EXAMPLES[name])).toMatchObject(plain(written) as object);
});
