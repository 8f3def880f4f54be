import { determine, type ExportFacts, FORMS } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadCases } from './cases/case-file.ts';
import { lawTexts, loadLaw, readLawFiles } from './load.ts';

const law = loadLaw();
const [words = []] = readLawFiles(lawTexts()).flatMap((file) => (file.kind === 'forms' ? [file.data] : []));

test('every form of the facts has its word in forms.yaml, once', () => {
  expect(words.map(({ form }) => form).toSorted()).toEqual([...FORMS].toSorted());
});

describe('The words of forms.yaml', () => {
  const listed = new Set(law.itemLists.flatMap(({ entries }) => entries.flatMap(({ match }) => match.form ?? [])));

  test('lead to forms that a list has', () => {
    const led = words.flatMap(({ mayBe }) => mayBe.flatMap(({ as }) => as));
    expect(led.filter((form) => !listed.has(form))).toEqual([]);
  });

  test('that stand for themselves alone say why', () => {
    for (const { form, mayBe, note } of words) if (mayBe.length === 0) expect(note?.en, form).toBeTruthy();
  });
});

describe('Another word for the form', () => {
  /** What a plain export of this from China on 3 August 2026 needs. */
  const outcomeOf = (item: ExportFacts['lines'][number]['item']): string =>
    determine(
      {
        asOf: '2026-08-03',
        act: 'export',
        from: 'CN',
        to: 'FR',
        exporter: { country: 'CN' },
        parties: [{ role: 'end-user', name: 'Exemple Matériaux SA', country: 'FR', military: 'no', owners: 'none' }],
        endUse: { kind: 'civil', dangerKnown: 'no' },
        lines: [{ item, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' }],
      },
      law,
    ).outcome;
  const FREE = ['not-subject', 'no-licence-required', 'exempt'];
  /** Words that say what else the thing is: ores and machines have entries of their own, articles are told by what is inside. */
  const OTHER_THINGS = ['ore', 'equipment', 'technology', 'assembly', 'finished-product'];
  const MATERIALS = FORMS.filter((form) => !OTHER_THINGS.includes(form));

  test.each(['Sm', 'Gd', 'Tb', 'Dy', 'Lu', 'Sc', 'Y'])(
    'never frees %s, its oxide, or either with another of No. 18',
    (symbol) => {
      const second = symbol === 'Tb' ? 'Dy' : 'Tb';
      const freed = MATERIALS.flatMap((form) =>
        [[symbol], [symbol, second], [symbol, 'O'], [symbol, second, 'O']]
          .filter((elements) => FREE.includes(outcomeOf({ form, elements })))
          .map((elements) => `${form} ${elements.join('-')}`),
      );
      // Magnet material is never an oxide; made-up phosphors and catalysts are generally outside No. 18 by the ministry's
      // answer of 16 September 2025.
      const byTheWords = /^(magnet|magnet-powder) .*-O$|^(luminescent-material|catalyst) \w+-\w+(-O)?$/;
      expect(freed.filter((each) => !byTheWords.test(each))).toEqual([]);
    },
  );

  test('has cases enough', () => {
    expect(loadCases().filter(({ group }) => group === 'forms').length).toBeGreaterThanOrEqual(35);
  });
});
