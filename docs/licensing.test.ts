import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drawDownsPart } from '@ytterby/core/customs';
import { transitionsPage } from '@ytterby/core/licensing';
import { measuresPage } from '@ytterby/core/measures';
import { expect, it } from 'vitest';

it('the page on cases and licences is what the tables say; run node docs/make-licensing.ts', () => {
  const page = readFileSync(path.join(import.meta.dirname, 'licensing.md'), 'utf8').replaceAll('\r\n', '\n');
  expect(page).toBe(`${transitionsPage()}\n${drawDownsPart()}`);
});

it('the page on measures is what the table and the gates say; run node docs/make-measures.ts', () => {
  const page = readFileSync(path.join(import.meta.dirname, 'measures.md'), 'utf8').replaceAll('\r\n', '\n');
  expect(page).toBe(measuresPage());
});
