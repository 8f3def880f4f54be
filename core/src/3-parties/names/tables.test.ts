import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as tables from './tables.generated.ts';

const folder = path.join(import.meta.dirname, '../../../../reference/party-names');
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));

test.for(files)('%s is what core has', (file) => {
  const constant = path.basename(file, '.csv').replaceAll('-', '_').toUpperCase();
  const text = readFileSync(path.join(folder, file), 'utf8');
  expect(
    (tables as Readonly<Record<string, string>>)[constant] === text,
    'run: node reference/party-names/make-tables.mjs',
  ).toBe(true);
});

test.for(files)('every line of %s has as many cells as its head', (file) => {
  const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
  const cells = (lines[0] as string).split(',').length;
  expect(lines.filter((line) => line.split(',').length !== cells)).toEqual([]);
});
