import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ItemFacts } from '../facts.ts';
import type { ItemList } from '../law/instrument.ts';
import { type ClassifyOptions, classify } from './classify.ts';

/** The lists of the pack itself. Cases: MOFCOM, Frequently asked questions on dual-use items nos. 4 and 5 (2025), and No. 18. */
const FOLDER = new URL('../../../law/cn/control-list/', import.meta.url);
const LISTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8'), { schema: 'failsafe' }) as ItemList);
const NO_18 = 'cn/mofcom-gac-2025-18/items';
const OPTIONS: ClassifyOptions = { finishedProduct: 'open', terbiumIron: 'as-printed', asOf: '2026-08-03' };
const dyMagnet: ItemFacts = { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] };
const tbMagnet: ItemFacts = { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Tb'] };

describe('scope of No. 18, on the lists of the pack', () => {
  it.each<[string, ItemFacts, string]>([
    ['stator with shaft, bearings and encoder', { form: 'assembly', contains: [dyMagnet, tbMagnet] }, 'not-met'],
    ['calcined catalyst powder with rare earths', { form: 'catalyst', elements: ['Y', 'Ce', 'Zr', 'O'] }, 'not-met'],
    ['phone case with a magnetic ring of Dy-NdFeB', { form: 'finished-product', contains: [dyMagnet] }, 'not-met'],
    ['label detacher with Tb-NdFeB', { form: 'finished-product', contains: [tbMagnet] }, 'not-met'],
    ['magnet ring of Tb-NdFeB', tbMagnet, '1C904.a.4'],
    ['complete motor with Dy magnets', { form: 'assembly', contains: [dyMagnet] }, 'not-met'],
    ['dysprosium oxide, 2846901500', { form: 'oxide', elements: ['Dy', 'O'], hs: '2846901500' }, '1C905.b'],
    ['neodymium-praseodymium oxide', { form: 'oxide', elements: ['Nd', 'Pr', 'O'] }, 'not-met'],
    ['2805301910 with no statement of the element', { hs: '2805301910' }, 'unknown'],
    ['scandium-aluminium alloy ingot', { form: 'alloy', elements: ['Sc', 'Al'] }, '1C907.a.2.a'],
    ['tablet stand with Tb-NdFeB magnets', { form: 'finished-product', contains: [tbMagnet] }, 'not-met'],
    ['lutetium oxide, 2846901800', { form: 'oxide', elements: ['Lu', 'O'], hs: '2846901800' }, '1C906.b'],
    ['sintered SmCo magnet', { form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] }, '1C902.a.4'],
    ['NdFeB without Dy or Tb', { form: 'magnet', elements: ['Nd', 'Pr', 'Fe', 'B'] }, 'not-met'],
    [
      'NdFeB with 0.08 % Dy',
      { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'], massFractions: { Dy: '0.08 %' } },
      '1C905.a.4',
    ],
    ['gadolinium oxide', { form: 'oxide', elements: ['Gd', 'O'] }, '1C903.b'],
  ])('%s', (_title, item, expected) => {
    const found = classify(item, LISTS, OPTIONS);
    const codes = found.entries
      .filter((each) => each.list === NO_18 && each.verdict === 'met')
      .map((each) => each.code);
    expect(codes).toEqual(expected.startsWith('1C') ? [expected] : []);
    expect(found.lists[NO_18]).toBe(expected.startsWith('1C') ? 'met' : expected);
    expect(found.problems).toEqual([]);
  });

  it('each declared code of the pack meets its own entry', () => {
    for (const list of LISTS.filter((each) => each.kind === 'dual-use')) {
      for (const { code } of list.entries) {
        const found = classify({ code }, LISTS, OPTIONS);
        expect(found.lists[list.id], code).toBe('met');
        expect(found.entries.find((each) => each.list === list.id && each.code === code)?.verdict, code).toBe('met');
        expect(found.outsidePack).toBe(false);
      }
    }
  });
});
