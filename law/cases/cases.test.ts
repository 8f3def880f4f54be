import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  type BranchAnswer,
  type Cited,
  determine,
  type Determination,
  dueAfter,
  type LineDetermination,
} from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadLaw } from '../load.ts';
import { CaseFileError, type DeterminationCase, type Expectation, loadCases, parseCases } from './case-file.ts';

const law = loadLaw();
const cases = loadCases();
const titled = (each: { id: string; title: { en: string } }) =>
  `${each.id.replace(/^[dt](?=\d)/, (letter) => letter.toUpperCase())}: ${each.title.en}`;

for (const group of new Set(cases.map((each) => each.group))) {
  describe(`Worked cases, ${group.replaceAll('-', ' ')}`, () => {
    for (const each of cases.filter((one) => one.group === group)) {
      test(titled(each), () => {
        if ('due' in each) {
          const due = dueAfter(law.calendar, each.event, each.workingDays, each.stopped);
          expect(due).toEqual({ date: each.due, provisional: false });
          return;
        }
        const answer = determine(each.facts, law, { readings: each.readings });
        expect(stated(each, answer), explanation(answer)).toEqual(each.expect);
      });
    }
  });
}

/** What the answer says of everything that the case states, in the words of the case. */
function stated({ expect: wanted }: DeterminationCase, answer: Determination): Expectation {
  const line = answer.lines[0] as LineDetermination;
  const [enacted] = line.branches as readonly [BranchAnswer];
  const cited = new Set(line.branches.flatMap(citedIn));
  const found: Record<string, unknown> = { outcome: answer.outcome };
  const tell = <Key extends keyof Expectation>(key: Key, value: (of: NonNullable<Expectation[Key]>) => unknown) => {
    const of = wanted[key];
    if (of !== undefined) found[key] = value(of);
  };
  tell('because', (ids) => ids.filter((id) => cited.has(id)));
  tell('review', () => enacted.review?.policy ?? 'none');
  tell('duties', (duties) =>
    Object.fromEntries(Object.entries(duties).map(([id, due]) => [id, dutyIn(enacted, id, due)])),
  );
  tell('flags', (codes) => codes.filter((code) => line.flags.some((flag) => flag.code === code)));
  tell('off', (parts) => parts.filter((part) => enacted.off.some(({ what }) => what === part)));
  tell('ask', (asked) =>
    asked.filter(({ about }) =>
      line.questions.some((question) => question.id === about || question.about.startsWith(about)),
    ),
  );
  tell('branches', () => Object.fromEntries(line.branches.map(({ branch, outcome }) => [branch, outcome])));
  tell('nextChange', () => line.changes.find(({ branch }) => branch === enacted.branch)?.date);
  tell('share', (share) => shareIn(line, share));
  tell('codes', (codes) =>
    codes.filter((code) => line.classification.entries.some((entry) => entry.code === code && entry.verdict === 'met')),
  );
  tell('permissionForms', (forms) =>
    Object.fromEntries(
      Object.keys(forms).map((form) => [form, enacted.permissionForms.find((one) => one.form === form)?.open]),
    ),
  );
  return found as Expectation;
}

function citedIn(branch: BranchAnswer): readonly string[] {
  const cites: readonly Cited[] = [
    ...branch.because,
    ...(branch.review?.because ?? []),
    ...branch.duties.map(({ because }) => because),
    ...branch.off.flatMap(({ because }) => because),
  ];
  return [
    ...cites.map(({ id }) => id),
    ...branch.permissionForms.flatMap(({ reasons }) => reasons.map(({ cite }) => cite)),
  ];
}

function dutyIn(branch: BranchAnswer, id: string, due: string): string {
  const duty =
    branch.duties.find((each) => each.duty === id && each.verdict === 'met') ??
    branch.duties.find((each) => each.duty === id);
  if (duty === undefined) return 'no';
  if (duty.verdict !== 'met') return duty.verdict;
  return due === 'yes' ? 'yes' : (duty.due?.date ?? 'no date');
}

/** The share of the product that decides: of those with the verdict of the whole test, the one with the largest share. */
function shareIn({ content }: LineDetermination, wanted: string): string {
  const deciding = (content?.products ?? [])
    .filter(({ verdict }) => verdict === content?.verdict)
    .reduce<string | undefined>((most, { share: { atLeast, atMost } }) => {
      const text = atLeast === atMost ? atLeast : `${atLeast} to ${atMost ?? 'no limit'}`;
      return most === undefined || number(atLeast) > number(most) ? text : most;
    }, undefined);
  return deciding !== undefined && isSame(deciding, wanted) ? wanted : (deciding ?? 'none');
}
const parts = (text: string): [bigint, bigint] => {
  const [above = '0', below = '1'] = text.split('/');
  const [whole = '0', decimals = ''] = above.split('.');
  return [BigInt(whole + decimals), BigInt(below) * 10n ** BigInt(decimals.length)];
};
const number = (text: string) =>
  Number(parts(text.split(' ')[0] ?? '0')[0]) / Number(parts(text.split(' ')[0] ?? '0')[1]);
function isSame(a: string, b: string): boolean {
  if (!/^[\d./]+$/.test(a)) return false;
  const [[over, under], [other, below]] = [parts(a), parts(b)];
  return over * below === other * under;
}

/** The answer in short, for whoever reads a failed case. */
function explanation(answer: Determination): string {
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : items.join(', '));
  const lines = answer.lines.flatMap((line) => [
    ...line.branches.flatMap((branch) => [
      `${branch.branch}: ${branch.outcome} (${list(branch.possible)})`,
      `  because ${list(branch.because.map(({ id, status }) => `${id} ${status.is}`))}`,
      `  review ${branch.review?.policy ?? '–'} because ${list((branch.review?.because ?? []).map(({ id }) => id))}`,
      `  duties ${list(branch.duties.map(({ duty, verdict, due }) => `${duty} ${verdict} ${due?.date ?? ''}`.trim()))}`,
      `  off ${list(branch.off.map(({ what }) => what))}`,
    ]),
    `flags ${list(line.flags.map(({ code }) => code))}`,
    `questions ${list(line.questions.map(({ id, about }) => `${id} <${about}>`))}`,
    `codes ${list(line.classification.entries.filter(({ verdict }) => verdict !== 'not-met').map(({ code, verdict }) => `${code} ${verdict}`))}`,
    `problems ${list([...line.classification.problems, ...(line.content?.problems ?? [])].map(({ code }) => code))}`,
    `content ${line.content?.verdict ?? '–'} ${list((line.content?.products ?? []).map(({ part, verdict, share }) => `${part} ${verdict} ${share.atLeast} to ${share.atMost}`))}`,
    `changes ${list(line.changes.map(({ branch, date, to }) => `${branch} ${date} ${to.join('|')}`))}`,
  ]);
  return [`${answer.outcome}, as of ${answer.asOf}, known ${answer.knownAt}`, ...lines].join('\n');
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
