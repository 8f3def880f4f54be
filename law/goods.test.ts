import { type ExportFacts, outcomesOf } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

/**
 * Goods of lists that the pack does not hold, told by what they are made of: every pattern of `goods.yaml`, in every form that it may
 * have. With a rare earth in them they may still be what they were; nobody says how much of it there is.
 */
const book = loadLaw();
const FORMS = ['metal', 'alloy', 'oxide', 'compound', 'mixture', 'ore', 'target', 'crystal', 'other-material'];

const exported = (form: string, elements: readonly string[]): ExportFacts =>
  ({
    asOf: '2026-03-02',
    act: 'export',
    from: 'CN',
    to: 'DE',
    exporter: { country: 'CN' },
    parties: [
      { role: 'end-user', name: 'Quellhorst GmbH', country: 'DE', military: 'no', listEntry: 'none', owners: 'none' },
    ],
    endUse: { kind: 'civil', dangerKnown: 'no' },
    lines: [{ item: { form, elements }, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' }],
  }) as ExportFacts;
const possibleOf = (facts: ExportFacts) =>
  outcomesOf(facts, book, {}).flatMap(({ branches }) => branches.flatMap(({ possible }) => possible));

const goods = (book.goods?.families ?? []).flatMap(({ id, patterns = [] }) =>
  patterns.flatMap(({ elements, form, onlyElements }) =>
    elements === undefined
      ? []
      : FORMS.filter((each) => form?.includes(each) !== false).map((each) => ({
          id,
          elements,
          form: each,
          // An oxide of what is told by nothing but its elements is another compound.
          beside: each === 'oxide' && onlyElements === undefined ? [[], ['O']] : [[], ['Ce']],
        })),
  ),
);

describe('goods of lists outside the pack', () => {
  test('are not subject to control under no form of theirs', () => {
    const free = goods.filter(({ form, elements }) => possibleOf(exported(form, elements)).includes('not-subject'));
    expect(free).toEqual([]);
    expect(goods.length).toBeGreaterThan(200);
  });

  test.each(['La', 'Nd', 'Dy', 'Y'])('are not freed by %s in them', (rareEarth) => {
    const freed = goods.flatMap(({ id, elements, form, beside }) =>
      beside.flatMap((more) => {
        const all = [...new Set([...elements, rareEarth, ...more])];
        const possible = possibleOf(exported(form, all));
        const isFree = possible.some((outcome) => outcome === 'not-subject' || outcome === 'no-licence-required');
        return isFree && !possible.includes('outside-pack')
          ? [`${id} ${form} ${all.join(' ')}: ${possible.join()}`]
          : [];
      }),
    );
    expect(freed).toEqual([]);
  });
});
