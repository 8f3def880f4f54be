import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  LAW_FILE_PROBLEMS,
  LawFileError,
  type LawFileProblem,
  type LawFileProblemCode,
  type LawText,
  loadLaw,
  parseLawFiles,
} from './load.ts';
import { packFiles, schemaFiles, schemaLine } from './schema.ts';

const PACK = `id: cn
version: '1'
title: { zh: 例, en: Example }
covers: { from: 2025-01-01, reason: { zh: 例, en: Example } }
checked: { upTo: 2026-10-01, source: [the gazette], note: { zh: 例, en: Example } }
`;
const INSTRUMENT = `id: cn/a
kind: announcement
title: { zh: 甲, en: A }
issuer: { zh: 某部, en: Ministry }
published: 2025-04-04
from: 2025-04-04
verified: yes
source: [https://example.org/a]
summary: { zh: 例, en: Example }
provisions:
  - id: cn/a/1
    cite: { zh: 一, en: '1' }
    text: { zh: 例, en: Example }
    effect: { kind: lists, list: cn/a/items }
  - id: cn/a/2
    cite: { zh: 二, en: '2' }
    text: { zh: 例, en: Example }
    when: { all: [{ fact: act, is: [export] }, { fact: item, on: [cn/a/items] }] }
    effect: { kind: licence-required }
  - id: cn/a/3
    cite: { zh: 三, en: '3' }
    text: { zh: 例, en: Example }
`;
const ITEMS = `id: cn/a/items
kind: dual-use
title: { zh: 单, en: List }
verified: yes
source: [https://example.org/a]
entries:
  - code: 1E001
    name: { zh: 磁体, en: magnet }
    match: { form: [magnet], elements: [Sm, Co] }
    verified: yes
  - code: 1E002
    name: { zh: 部件, en: part }
    match: { form: [part], contains: [1E001] }
    verified: no
`;
const PARTIES = `id: cn/a/list
kind: watch-list
title: { zh: 单, en: List }
verified: yes
source: [https://example.org/a]
entries:
  - { id: a/1, zh: 某公司, en: Some Company, country: NO }
`;
const READINGS = `- id: end-day
  question: { zh: 含末日吗, en: Is the last day included? }
  takes: included
  flag: end-day
  options:
    - { id: included, text: { zh: 含, en: Yes }, source: [common usage] }
    - { id: excluded, text: { zh: 不含, en: No }, source: [one trader] }
`;
const HOLIDAYS = `year: '2026'
published: yes
source: [{ url: https://example.org/2026, note: transcription }, State Council notice]
off:
  - { date: 2026-01-01, name: { zh: 元旦, en: New Year } }
work:
  - { date: 2026-01-04, name: { zh: 元旦, en: New Year } }
`;
const ACTS = `id: cn/b
kind: announcement
title: { zh: 乙, en: B }
issuer: { zh: 某部, en: Ministry }
published: 2025-11-07
from: 2025-11-07
verified: yes
source: [https://example.org/b]
summary: { zh: 例, en: Example }
provisions:
  - id: cn/b/1
    cite: { zh: 一, en: '1' }
    text: { zh: 例, en: Example }
    acts:
      - do: suspend
        on: [cn/a/2]
        from: 2025-11-07
        lastDay: 2026-11-10
      - do: suspend
        on: [cn/a/1]
        from: 2026-11-10
        lastDay: 2027-11-10
`;
const FILES: Readonly<Record<string, string>> = {
  'cn/pack.yaml': PACK,
  'cn/instruments/a.yaml': INSTRUMENT,
  'cn/instruments/b.yaml': ACTS,
  'cn/control-list/a.yaml': ITEMS,
  'cn/lists/a.yaml': PARTIES,
  'cn/readings.yaml': READINGS,
  'cn/calendars/2026.yaml': HOLIDAYS,
};

const textsOf = (files: Readonly<Record<string, string>>): LawText[] =>
  Object.entries(files).map(([name, text]) => ({ path: name, text }));

function problemsOf(files: Readonly<Record<string, string>>): readonly LawFileProblem[] {
  try {
    parseLawFiles(textsOf(files));
    return [];
  } catch (error) {
    if (error instanceof LawFileError) return error.problems;
    throw error;
  }
}

interface Refusal {
  readonly title: string;
  readonly file: string;
  /** Text of the sound file, and what stands there instead. */
  readonly put: readonly [was: string, is: string];
  readonly line: number;
  readonly code: LawFileProblemCode;
  readonly path: string;
}
const instrument = { file: 'cn/instruments/a.yaml' };
const acts = { file: 'cn/instruments/b.yaml' };
const items = { file: 'cn/control-list/a.yaml' };
const parties = { file: 'cn/lists/a.yaml' };
const readings = { file: 'cn/readings.yaml' };

const REFUSALS: readonly Refusal[] = [
  {
    title: 'broken YAML',
    ...instrument,
    put: ['[https://example.org/a]', '[https://example.org/a'],
    line: 9,
    code: 'broken-yaml',
    path: '',
  },
  {
    title: 'a key that stands twice',
    ...instrument,
    put: ['verified: yes', 'verified: yes\nverified: no'],
    line: 8,
    code: 'broken-yaml',
    path: '',
  },
  {
    title: 'a second document in one file',
    ...parties,
    put: ['entries:', '---\nentries:'],
    line: 6,
    code: 'broken-yaml',
    path: '',
  },
  {
    title: 'an unknown key',
    ...instrument,
    put: ['issuer:', 'isuer: x\nissuer:'],
    line: 4,
    code: 'unknown-key',
    path: 'isuer',
  },
  {
    title: 'an unknown key deep inside',
    ...instrument,
    put: ['fact: act, is:', 'fact: act, not-a-key: x, is:'],
    line: 18,
    code: 'unknown-key',
    path: 'provisions[1].when.all[0].not-a-key',
  },
  {
    title: 'a comma that ends a text too early',
    ...instrument,
    put: ["{ zh: 二, en: '2' }", '{ zh: 二, en: 2, second part }'],
    line: 16,
    code: 'unknown-key',
    path: 'provisions[1].cite.second part',
  },
  {
    title: 'a missing field',
    ...instrument,
    put: ['published: 2025-04-04\n', ''],
    line: 1,
    code: 'missing-field',
    path: 'published',
  },
  {
    title: 'an instrument without source',
    ...instrument,
    put: ['source: [https://example.org/a]\n', ''],
    line: 1,
    code: 'uncited',
    path: 'source',
  },
  {
    title: 'an empty list of sources',
    ...items,
    put: ['source: [https://example.org/a]', 'source: []'],
    line: 5,
    code: 'uncited',
    path: 'source',
  },
  {
    title: 'a provision without citation',
    ...instrument,
    put: ["    cite: { zh: 二, en: '2' }\n", ''],
    line: 15,
    code: 'uncited',
    path: 'provisions[1].cite',
  },
  {
    title: 'an option of a reading without source',
    ...readings,
    put: [', source: [one trader]', ''],
    line: 7,
    code: 'uncited',
    path: '[0].options[1].source',
  },
  {
    title: 'a value outside a closed list',
    ...instrument,
    put: ['verified: yes', 'verified: maybe'],
    line: 7,
    code: 'wrong-value',
    path: 'verified',
  },
  {
    title: 'a test on a fact that there is not',
    ...instrument,
    put: ['fact: act', 'fact: mood'],
    line: 18,
    code: 'wrong-value',
    path: 'provisions[1].when.all[0].fact',
  },
  {
    title: 'a value that a fact cannot have',
    ...instrument,
    put: ['is: [export]', 'is: [exprot]'],
    line: 18,
    code: 'wrong-value',
    path: 'provisions[1].when.all[0].is[0]',
  },
  {
    title: 'a duty with an outcome that there is not',
    ...instrument,
    put: ['kind: licence-required', 'kind: duty, duty: report, title: { zh: 报, en: Report }, with: [licensed]'],
    line: 19,
    code: 'wrong-value',
    path: 'provisions[1].effect.with[0]',
  },
  {
    title: 'a form that there is not',
    ...items,
    put: ['form: [magnet]', 'form: [magnets]'],
    line: 9,
    code: 'wrong-value',
    path: 'entries[0].match.form[0]',
  },
  {
    title: 'a date in another notation',
    ...instrument,
    put: ['from: 2025-04-04', 'from: 4 April 2025'],
    line: 6,
    code: 'wrong-value',
    path: 'from',
  },
  {
    title: 'a day that does not exist',
    ...instrument,
    put: ['from: 2025-04-04', 'from: 2025-04-31'],
    line: 6,
    code: 'no-such-date',
    path: 'from',
  },
  {
    title: 'a 29 February of an ordinary year',
    file: 'cn/calendars/2026.yaml',
    put: ['2026-01-04', '2026-02-29'],
    line: 7,
    code: 'no-such-date',
    path: 'work[0].date',
  },
  {
    title: 'an id that stands twice in a file',
    ...instrument,
    put: ['id: cn/a/3', 'id: cn/a/1'],
    line: 20,
    code: 'duplicate-id',
    path: 'provisions[2].id',
  },
  {
    title: 'a code that stands twice in a list',
    ...items,
    put: ['code: 1E002', 'code: 1E001'],
    line: 11,
    code: 'duplicate-id',
    path: 'entries[1].code',
  },
  {
    title: 'a day that is both off and worked',
    file: 'cn/calendars/2026.yaml',
    put: ['2026-01-04', '2026-01-01'],
    line: 7,
    code: 'duplicate-id',
    path: 'work[0].date',
  },
  {
    title: 'a provision of another instrument',
    ...instrument,
    put: ['id: cn/a/3', 'id: cn/c/3'],
    line: 20,
    code: 'foreign-id',
    path: 'provisions[2].id',
  },
  {
    title: 'a list of no instrument',
    ...parties,
    put: ['id: cn/a/list', 'id: cn/c/list'],
    line: 1,
    code: 'foreign-id',
    path: 'id',
  },
  {
    title: "a party under another notice's number",
    ...parties,
    put: ['id: a/1', 'id: b/1'],
    line: 7,
    code: 'foreign-id',
    path: 'entries[0].id',
  },
  {
    title: 'a party without a name',
    ...parties,
    put: [', zh: 某公司, en: Some Company', ''],
    line: 7,
    code: 'missing-field',
    path: 'entries[0]',
  },
  {
    title: 'a provision that ends before it begins',
    ...instrument,
    put: ['  - id: cn/a/2', '  - id: cn/a/2\n    lastDay: 2025-04-03'],
    line: 16,
    code: 'window-backwards',
    path: 'provisions[1].lastDay',
  },
  {
    title: 'a pause that ends before it begins',
    ...acts,
    put: ['lastDay: 2026-11-10', 'lastDay: 2025-11-06'],
    line: 18,
    code: 'window-backwards',
    path: 'provisions[0].acts[0].lastDay',
  },
  {
    title: 'two pauses of one provision at a time',
    ...acts,
    put: ['on: [cn/a/1]\n        from: 2026-11-10', 'on: [cn/a/2]\n        from: 2026-11-09'],
    line: 20,
    code: 'overlapping-windows',
    path: 'provisions[0].acts[1].on[0]',
  },
  {
    title: 'a pause of an instrument and of its part at a time',
    ...acts,
    put: ['on: [cn/a/1]\n        from: 2026-11-10', 'on: [cn/a]\n        from: 2026-11-09'],
    line: 20,
    code: 'overlapping-windows',
    path: 'provisions[0].acts[1].on[0]',
  },
  {
    title: 'an act on nothing',
    ...acts,
    put: ['on: [cn/a/1]', 'on: [cn/a/1, cn/a/9]'],
    line: 20,
    code: 'dangling-reference',
    path: 'provisions[0].acts[1].on[1]',
  },
  {
    title: 'an effect that puts no list in force',
    ...instrument,
    put: ['list: cn/a/items', 'list: cn/a/itmes'],
    line: 14,
    code: 'dangling-reference',
    path: 'provisions[0].effect.list[0]',
  },
  {
    title: 'an exemption from nothing',
    ...instrument,
    put: ['kind: licence-required', 'kind: exempts, from: [cn/a/9]'],
    line: 19,
    code: 'dangling-reference',
    path: 'provisions[1].effect.from[0]',
  },
  {
    title: 'a review of nothing',
    ...instrument,
    put: ['kind: licence-required', 'kind: review, policy: stricter, on: [cn/a/9]'],
    line: 19,
    code: 'dangling-reference',
    path: 'provisions[1].effect.on[0]',
  },
  {
    title: 'a test on no list of items',
    ...instrument,
    put: ['on: [cn/a/items]', 'on: [cn/a/list]'],
    line: 18,
    code: 'dangling-reference',
    path: 'provisions[1].when.all[1].on[0]',
  },
  {
    title: 'a test on no list of parties',
    ...instrument,
    put: ['fact: item, on: [cn/a/items]', 'fact: party, on: [cn/a/items]'],
    line: 18,
    code: 'dangling-reference',
    path: 'provisions[1].when.all[1].on[0]',
  },
  {
    title: 'a part that contains no entry of its list',
    ...items,
    put: ['contains: [1E001]', 'contains: [1E009]'],
    line: 13,
    code: 'dangling-reference',
    path: 'entries[1].match.contains[0]',
  },
  {
    title: 'a provision under no reading',
    ...acts,
    put: ['        lastDay: 2027-11-10', '        under: { reading: revival, option: automatic }'],
    line: 22,
    code: 'dangling-reference',
    path: 'provisions[0].acts[1].under.reading',
  },
  {
    title: 'a provision under no option',
    ...acts,
    put: ['        lastDay: 2027-11-10', '        under: { reading: end-day, option: maybe }'],
    line: 22,
    code: 'dangling-reference',
    path: 'provisions[0].acts[1].under.option',
  },
  {
    title: 'a settled statement that there is not',
    ...acts,
    put: ['provisions:', 'settles: [cn/a]\nprovisions:'],
    line: 10,
    code: 'dangling-reference',
    path: 'settles[0]',
  },
  {
    title: 'a reading that takes none of its options',
    ...readings,
    put: ['takes: included', 'takes: maybe'],
    line: 3,
    code: 'dangling-reference',
    path: '[0].takes',
  },
  {
    title: 'an option that the core cannot take',
    ...readings,
    put: ['id: excluded', 'id: maybe'],
    line: 7,
    code: 'unknown-reading',
    path: '[0].options[1].id',
  },
];

describe('A pack with one mistake is refused at the line of the mistake', () => {
  test('and without a mistake it is not', () => {
    expect(problemsOf(FILES)).toEqual([]);
  });

  test.each(REFUSALS)('$title', ({ file, put: [was, is], line, code, path: field }) => {
    const text = FILES[file]!;
    expect(text).toContain(was);
    const problems = problemsOf({ ...FILES, [file]: text.replace(was, is) });
    expect(
      problems.map((problem) => ({ file: problem.file, line: problem.line, code: problem.code, path: problem.path })),
    ).toEqual([{ file, line, code, path: field }]);
    expect(problems[0]!.message.length).toBeGreaterThan(0);
    expect(problems[0]!.remedy.length).toBeGreaterThan(0);
  });

  test('a pack without a name', () => {
    const { 'cn/pack.yaml': _, ...others } = FILES;
    expect(problemsOf(others).map(({ code }) => code)).toEqual(['no-pack']);
  });

  test('two packs', () => {
    expect(problemsOf({ ...FILES, 'other.yaml': PACK })).toMatchObject([{ file: 'other.yaml', code: 'no-pack' }]);
  });

  test.each([
    ['an alias of nothing', 'title: *nothing'],
    [
      'aliases that multiply',
      'a: &a [x, x]\n' +
        'bcdefghij'
          .split('')
          .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]}, `.repeat(9)}x]`)
          .join('\n'),
    ],
    ['brackets without end', '['.repeat(20_000)],
  ])('%s', (_title, text) => {
    const problems = problemsOf({ ...FILES, 'cn/instruments/odd.yaml': text });
    expect(new Set(problems.map(({ file, code }) => `${file} ${code}`))).toEqual(
      new Set(['cn/instruments/odd.yaml broken-yaml']),
    );
  });

  test('a file that is nothing known', () => {
    expect(problemsOf({ ...FILES, 'stray.yaml': 'hello: world' })).toMatchObject([
      { file: 'stray.yaml', line: 1, code: 'unknown-file' },
    ]);
  });

  test('a file laid over the pack that is not there is named', () => {
    expect(() => loadLaw({ extra: ['no/such/file.yaml'] })).toThrow(/no\/such\/file\.yaml.*cannot be read \(ENOENT\)/s);
  });

  test('every code has a case here', () => {
    const cases = new Set<string>(['no-such-file', ...REFUSALS.map(({ code }) => code), 'no-pack', 'unknown-file']);
    expect([...cases].sort()).toEqual(Object.keys(LAW_FILE_PROBLEMS).sort());
  });
});

describe('The loader', () => {
  test('reports every mistake of every file at once, in order', () => {
    const problems = problemsOf({
      ...FILES,
      'cn/lists/a.yaml': PARTIES.replace('kind: watch-list', 'kind: black-list'),
      'cn/instruments/b.yaml': ACTS.replace('2027-11-10', '2027-11-31')
        .replace('cn/a/1', 'cn/a/9')
        .replace('verified', 'verifeid'),
      'cn/readings.yaml': READINGS.replace('takes: included', 'takes: both'),
    });
    expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
      'cn/instruments/b.yaml:1 missing-field',
      'cn/instruments/b.yaml:7 unknown-key',
      'cn/instruments/b.yaml:22 no-such-date',
      'cn/lists/a.yaml:2 wrong-value',
      'cn/readings.yaml:3 dangling-reference',
    ]);
  });

  test('says file, line, column, field, reason and remedy in its message', () => {
    expect(() =>
      parseLawFiles(textsOf({ ...FILES, 'cn/instruments/a.yaml': INSTRUMENT.replace('is: [export]', 'is: [exprot]') })),
    ).toThrow(
      'cn/instruments/a.yaml:18:37 provisions[1].when.all[0].is[0]: There is no value "exprot" here; the values are export,',
    );
  });

  test('does not report what refers to a file that is itself broken', () => {
    const problems = problemsOf({
      ...FILES,
      'cn/instruments/a.yaml': INSTRUMENT.replace('verified: yes', 'verified: maybe'),
    });
    expect(problems).toHaveLength(1);
  });

  test('leaves every scalar as it is written', () => {
    const book = parseLawFiles(textsOf(FILES));
    expect(book.itemLists[0]!.entries[0]!.code).toBe('1E001');
    expect(book.partyLists[0]!.entries[0]!.country).toBe('NO');
    expect(book.instruments[0]!.verified).toBe('yes');
  });

  test('lets two pauses meet on a named last day, and overlap under different options', () => {
    const meeting = ACTS.replace('on: [cn/a/1]', 'on: [cn/a/2]');
    const apart = meeting
      .replace('        lastDay: 2026-11-10', '        under: { reading: end-day, option: included }')
      .replace('        lastDay: 2027-11-10', '        under: { reading: end-day, option: excluded }');
    expect(problemsOf({ ...FILES, 'cn/instruments/b.yaml': meeting })).toEqual([]);
    expect(problemsOf({ ...FILES, 'cn/instruments/b.yaml': apart })).toEqual([]);
  });

  test('makes the working calendar from the holiday notices', () => {
    expect(parseLawFiles(textsOf(FILES)).calendar).toEqual({
      published: { '2026': ['https://example.org/2026', 'State Council notice'] },
      changed: { '2026-01-01': true, '2026-01-04': false },
    });
  });

  test('gives a book that nobody can change', () => {
    const book = parseLawFiles(textsOf(FILES));
    expect(() => Object.assign(book.instruments[0]!.title, { en: 'changed' })).toThrow(TypeError);
    expect(() => (book.instruments as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(book.calendar.changed, { '2026-01-02': true })).toThrow(TypeError);
  });

  test('does not depend on the order of the files', () => {
    const ids = (texts: LawText[]) =>
      parseLawFiles(texts)
        .instruments.map(({ id }) => id)
        .sort();
    expect(ids(textsOf(FILES).reverse())).toEqual(ids(textsOf(FILES)));
  });
});

describe('The pack', () => {
  test('loads', () => {
    const book = loadLaw();
    expect(book.pack.id.length).toBeGreaterThan(0);
    expect(book.itemLists).toHaveLength(6);
  });

  test('takes a new instrument as one more file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-law-'));
    try {
      const file = path.join(folder, 'new.yaml');
      writeFileSync(file, ACTS.replaceAll('cn/b', 'cn/new-notice').replaceAll(/cn\/a\/[12]/g, 'cn/mofcom-2025-61'));
      for (const extra of [[file], [folder]]) {
        expect(loadLaw({ extra }).instruments.map(({ id }) => id)).toContain('cn/new-notice');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('puts every one of its lists in force by some provision', () => {
    const book = loadLaw();
    const inForce = book.instruments.flatMap(({ provisions }) =>
      provisions.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : [])),
    );
    const lists = [...book.itemLists, ...book.partyLists].map(({ id }) => id);
    expect(lists.filter((id) => !inForce.includes(id))).toEqual([]);
  });

  test('has the schemas for editors that its types say', () => {
    const folder = path.join(import.meta.dirname, 'schema');
    expect(readdirSync(folder).sort()).toEqual([...schemaFiles().keys()].sort());
    for (const [name, text] of schemaFiles()) {
      const written: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
      expect(written, `${name}: run node law/schema.ts`).toEqual(JSON.parse(text));
    }
  });

  test('names its schema at the top of every file', () => {
    for (const name of packFiles()) {
      const [first] = readFileSync(path.join(import.meta.dirname, name), 'utf8').split('\n', 1);
      expect(first, `${name}: run node law/schema.ts`).toBe(schemaLine(name));
    }
  });
});
