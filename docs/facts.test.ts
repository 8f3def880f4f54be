import { readFileSync } from 'node:fs';
import { ExportFacts } from '@ytterby/core';
import { factPlaces } from '@ytterby/core/fact-fields';
import { loadLaw } from '@ytterby/law';
import { expect, it } from 'vitest';
import { FACTS_PAGE, factsPage } from './make-facts.ts';

it('the page on facts is what the meanings of the fields say; run node docs/make-facts.ts', () => {
  expect(readFileSync(FACTS_PAGE, 'utf8').replaceAll('\r\n', '\n')).toBe(factsPage(loadLaw()));
});

it('says something of every field of the schema', () => {
  const named: string[] = [];
  const visit = (of: unknown): void => {
    if (typeof of !== 'object' || of === null) return;
    const { properties } = of as { properties?: unknown };
    if (typeof properties === 'object' && properties !== null) named.push(...Object.keys(properties));
    Object.values(of).forEach(visit);
  };
  visit(ExportFacts);
  const said = new Set(factPlaces().map(({ path }) => path.split('.').at(-1)));
  expect(named.filter((name) => !said.has(name))).toEqual([]);
  expect(factPlaces().length).toBeGreaterThanOrEqual(new Set(named).size);
});
