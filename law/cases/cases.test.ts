import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLaw } from '../load.ts';
import { compareCase } from './compare-case.ts';
import { CaseFileError, type DeterminationCase, loadCases, parseCases } from './case-file.ts';

const law = loadLaw();
const cases = loadCases();
const titled = (each: { id: string; title: { en: string } }) =>
  `${each.id.replace(/^[dt](?=\d)/, (letter) => letter.toUpperCase())}: ${each.title.en}`;

for (const group of new Set(cases.map((each) => each.group))) {
  describe(`Worked cases, ${group.replaceAll('-', ' ')}`, () => {
    for (const each of cases.filter((one) => one.group === group)) {
      test(titled(each), () => {
        const { found, wanted, told } = compareCase(each, law);
        expect(found, told()).toEqual(wanted);
      });
    }
  });
}

describe('The worked cases', () => {
  const known = new Set([
    ...law.instruments.flatMap(({ id, provisions }) => [id, ...provisions.map((provision) => provision.id)]),
    ...law.itemLists.map(({ id }) => id),
    ...law.partyLists.map(({ id }) => id),
  ]);

  test('cite provisions that the pack has', () => {
    const wrong = cases.flatMap((each) => {
      const expected =
        'expect' in each ? [...(each.expect.because ?? []), ...Object.keys(each.expect.branches ?? {})] : [];
      return [...each.source, ...expected]
        .filter((id) => id.startsWith('cn/') && !known.has(id))
        .map((id) => `${each.id}: ${id}`);
    });
    expect(wrong).toEqual([]);
  });

  test('each have their own id and title', () => {
    for (const key of [(each: (typeof cases)[number]) => each.id, titled]) {
      const all = cases.map(key);
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    }
  });

  const collection = path.resolve(import.meta.dirname, '../../../shared');
  test.skipIf(!existsSync(collection))(
    'leave out no case of the collection beside the repository (skipped where it is not there)',
    () => {
      const texts = readdirSync(path.join(collection, 'cases'))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => readFileSync(path.join(collection, 'cases', name), 'utf8'));
      const plain = texts.flatMap((text) =>
        [...text.matchAll(/\bid: ([DT]\d+)/g)].map(([, id]) => (id ?? '').toLowerCase()),
      );
      const groups = Object.values(
        JSON.parse(readFileSync(path.join(collection, 'data/decision-cases/cases.json'), 'utf8')) as Record<
          string,
          readonly { id: string }[]
        >,
      );
      // thr-: rules of the United States, which are not law of this pack.
      const wanted = [...plain, ...groups.flat().map(({ id }) => id)].filter((id) => !id.startsWith('thr-'));
      expect(wanted.length).toBeGreaterThan(60);
      expect(wanted.filter((id) => !cases.some((each) => each.id === id))).toEqual([]);
    },
  );
});

describe('A case file', () => {
  const refused = (text: string): readonly string[] => {
    try {
      parseCases([{ path: 'a.yaml', text }]);
      return [];
    } catch (error) {
      if (!(error instanceof CaseFileError)) throw error;
      return error.problems.map(({ line, code }) => `${line} ${code}`);
    }
  };
  const HEAD = 'title: { zh: 例, en: Example }, source: [cn/a]';

  test.each([
    ['a field that does not exist', `- { id: a, ${HEAD}, fact: {}, expect: { outcome: exempt } }`, ['1 wrong-value']],
    [
      'no source',
      '- { id: a, title: { zh: 例, en: Example }, accepted: 2025-01-01, workingDays: 1, due: 2025-01-02 }',
      ['1 wrong-value'],
    ],
    [
      'an empty source',
      '- { id: a, title: { zh: 例, en: Example }, source: [], accepted: 2025-01-01, workingDays: 1, due: 2025-01-02 }',
      ['1 wrong-value'],
    ],
    [
      'facts of the wrong shape',
      `- id: a\n  title: { zh: 例, en: Example }\n  source: [cn/a]\n  facts:\n    asOf: 2025-01-01\n    lines: [{ item: {}, origin: China }]\n  expect: { outcome: exempt }`,
      ['6 wrong-value'],
    ],
    [
      'a case it is like that is not there',
      `- { id: a, ${HEAD}, like: b, expect: { outcome: exempt } }`,
      ['1 dangling-reference'],
    ],
    [
      'cases that are like each other',
      `- { id: a, ${HEAD}, like: b, expect: { outcome: exempt } }\n- { id: b, ${HEAD}, like: a, expect: { outcome: exempt } }`,
      ['2 dangling-reference', '1 dangling-reference'],
    ],
    [
      'one id twice',
      `- { id: a, ${HEAD}, accepted: 2025-01-01, workingDays: 1, due: 2025-01-02 }\n- { id: a, ${HEAD}, accepted: 2025-01-01, workingDays: 1, due: 2025-01-02 }`,
      ['2 duplicate-id'],
    ],
    [
      'a reading that does not exist',
      `- { id: a, ${HEAD}, facts: { asOf: 2025-01-01, lines: [{ item: {} }] }, readings: { region: x }, expect: { outcome: exempt } }`,
      ['1 unknown-reading'],
    ],
  ])('with %s is refused, by line', (_, text, problems) => {
    expect(refused(text)).toEqual(problems);
  });

  test('lays facts over those of the case it is like: field by field, lists whole, null takes away', () => {
    const text = `- { id: a, ${HEAD}, facts: { asOf: 2025-01-01, to: DE, endUse: { kind: civil, description: x }, lines: [{ id: '1', item: {} }, { id: '2', item: {} }] }, expect: { outcome: exempt } }
- { id: b, ${HEAD}, like: a, facts: { to: null, endUse: { kind: wmd }, lines: [{ id: '3', item: {} }] }, expect: { outcome: exempt } }`;
    expect((parseCases([{ path: 'a.yaml', text }])[1] as DeterminationCase).facts).toEqual({
      asOf: '2025-01-01',
      endUse: { kind: 'wmd', description: 'x' },
      lines: [{ id: '3', item: {} }],
    });
  });
});
