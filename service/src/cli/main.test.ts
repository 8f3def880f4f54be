import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Determination } from '@ytterby/core';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './testing/run-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const EXAMPLE = path.join(ROOT, 'examples/third-country-magnet.yaml');
const { folder, put } = temporaryFolder();
/** The example says English or Chinese by the machine; these tests say it themselves. */
const EN = ['--lang', 'en'] as const;
const answerOf = (out: string) => JSON.parse(out) as Determination;

describe('assess', () => {
  it('says the outcome first, then why', async () => {
    const { code, out, err } = await runCli('assess', EXAMPLE, ...EN);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^UNCONFIRMED/);
    expect(out).toContain('No. 61 of 2025 para. 1(3)');
    expect((await runCli('assess', EXAMPLE, '--lang', 'zh')).out).toMatch(/^法律状态未定/);
  });

  it.each([
    [['--as-of', '2025-12-15', '--known-at', '2025-10-20'], 'licence-required'],
    [['--as-of', '2026-08-03'], 'no-licence-required'],
    [['--as-of', '2026-11-10'], 'no-licence-required'],
    [['--as-of', '2026-11-10', '--known-at', '2025-11-07', '--reading', 'end-day=excluded'], 'licence-required'],
    [['--as-of', '2025-10-08'], 'no-licence-required'],
    [['--as-of', '2024-11-30'], 'not-covered'],
  ])('%j gives %s', async (options, outcome) => {
    const { code, out } = await runCli('assess', EXAMPLE, ...options, '--format', 'json');
    expect([code, answerOf(out).outcome]).toEqual([0, outcome]);
  });

  it('gives the same answer in every form', async () => {
    const json = answerOf((await runCli('assess', EXAMPLE, '--format', 'json')).out);
    const ndjson = (await runCli('assess', EXAMPLE, '--format', 'ndjson')).out;
    expect(JSON.parse(ndjson)).toEqual(json);
    expect(ndjson.trimEnd().split('\n')).toHaveLength(1);
    const csv = (await runCli('assess', EXAMPLE, '--format', 'csv', ...EN)).out;
    expect(csv.startsWith('\ufeffId,')).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2);
    expect(csv).toContain('cn/mofcom-2025-61/1(3)');
    const html = (await runCli('assess', EXAMPLE, '--format', 'html', ...EN)).out;
    expect(html).toMatch(/^<!DOCTYPE html>[^]*<\/html>\s*$/i);
    expect(html).toContain('<svg');
    const file = path.join(folder, 'answer.xlsx');
    const { code, out, err } = await runCli('assess', EXAMPLE, '--format', 'xlsx', '--out', file, ...EN);
    expect([code, out, err]).toEqual([0, '', `written: ${file}\n`]);
    const book = unzipSync(new Uint8Array(readFileSync(file)));
    expect(strFromU8(book['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('cn/mofcom-2025-61/1(3)');
  });

  it('writes into a file what it would have printed', async () => {
    const file = path.join(folder, 'answer.txt');
    const { out } = await runCli('assess', EXAMPLE, ...EN);
    expect(await runCli('assess', EXAMPLE, ...EN, '--out', file)).toEqual({
      code: 0,
      out: '',
      err: `written: ${file}\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe(out);
  });

  it('does not write a workbook to the terminal', async () => {
    expect(await runCli('assess', EXAMPLE, '--format', 'xlsx', ...EN)).toEqual({
      code: 2,
      out: '',
      err: 'XLSX goes into a file: use --out FILE.xlsx.\n',
    });
  });

  it('takes a bill of materials from a table, and the share decides', async () => {
    const facts = put(
      'rotor.yaml',
      `asOf: 2025-12-15
knownAt: 2025-10-20
act: export
from: DE
to: US
exporter: { country: DE, chinesePerson: no }
parties: [{ role: end-user, name: Example Inc., country: US, military: no, owners: none }]
endUse: { kind: civil }
lines: [{ id: magnet, item: { form: magnet, elements: [Nd, Fe, B, Dy] }, madeIn: DE, origin: DE, technologyOrigin: DE }]
`,
    );
    const bill = (price: string) =>
      put(
        'rotor.csv',
        `parent,part,form,elements,origin,quantity,unit,unit value,currency,rare earths\n,magnet,magnet,Nd Fe B Dy,DE,1,,10,EUR,listed below\nmagnet,dysprosium,metal,Dy,CN,1,kg,${price},EUR,none\n`,
      );
    const with_ = async (price: string) =>
      answerOf((await runCli('assess', facts, '--bom', bill(price), '--format', 'json')).out);
    // 0.01 of 10 is exactly 0.1 %.
    const at = await with_('0.01');
    expect([at.outcome, at.lines[0]?.content?.products[0]?.share]).toEqual([
      'licence-required',
      { atLeast: '0.001', atMost: '0.001' },
    ]);
    expect((await with_('0.0099')).outcome).toBe('no-licence-required');
    const open = await with_('0.005–0.02');
    expect([open.outcome, open.lines[0]?.questions.length]).toEqual(['undetermined', 1]);
  });
});

describe('a table with a bad row', () => {
  const rows = [
    'id,form,elements,made in,from,to,as of',
    'L1,magnet,Sm Co,CN,JP,DE,2025-10-20',
    'L2,magnet,Sm Co,Atlantis,JP,DE,2025-10-20',
    'L3,magnet,Sm Co,CN,JP,DE,2025-13-45',
    'L4,oxide,Dy O,CN,CN,US,2025-04-10',
  ];

  it('answers the others, names place and remedy, and exits with 2', async () => {
    const file = put('exports.csv', `${rows.join('\n')}\n`);
    const { code, out, err } = await runCli('assess', file, '--format', 'ndjson', ...EN);
    expect(code).toBe(2);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => answerOf(line).lines[0]?.id),
    ).toEqual(['L1', 'L4']);
    expect(err).toMatch(/exports\.csv row 3 "made in".*Atlantis.* — /);
    expect(err).toMatch(/exports\.csv row 4 "as of".*2025-13-45.* — /);
    expect(err).toContain('2 assessed; 2 not assessed');
    const zh = await runCli('assess', file, '--format', 'ndjson', '--lang', 'zh');
    expect(zh.err).toMatch(/第3行/);
  });

  it('reads the days of the rows over by --as-of', async () => {
    const { code, out } = await runCli(
      'assess',
      put('days.csv', `${rows[0]}\n${rows[1]}\n`),
      '--as-of',
      '2025-10-08',
      '--format',
      'json',
    );
    expect([code, answerOf(out).asOf]).toEqual([0, '2025-10-08']);
  });
});

describe('ask', () => {
  it('asks nothing about a settled export, and the missing fact about an open one', async () => {
    expect((await runCli('ask', EXAMPLE, '--as-of', '2025-12-15', '--known-at', '2025-10-20', ...EN)).out).toContain(
      'does not turn on any missing fact',
    );
    const open = put(
      'open.yaml',
      readFileSync(EXAMPLE, 'utf8')
        .replace(/ {4}origin: CN\n/, '')
        .replace('technologyOrigin: CN', 'technologyOrigin: JP'),
    );
    const { code, out } = await runCli('ask', open, '--as-of', '2025-12-15', '--known-at', '2025-10-20', ...EN);
    expect(code).toBe(0);
    expect(out).toMatch(/1\. .*\[lines\[0\]\.origin\]/);
    const json = JSON.parse(
      (await runCli('ask', open, '--as-of', '2025-12-15', '--known-at', '2025-10-20', '--format', 'json')).out,
    ) as Determination['lines'];
    expect(json[0]?.questions.map(({ about }) => about)).toEqual(['lines[0].origin']);
  });
});

describe('content', () => {
  const bill = put(
    'content.csv',
    'parent,part,form,elements,origin,quantity,unit,unit value,currency,rare earths\n,rotor,assembly,,DE,1,,200,EUR,listed below\nrotor,magnet,magnet,Nd Fe B Dy,VN,1,,8,EUR,listed below\nmagnet,dysprosium,metal,Dy,CN,1,kg,0.15,EUR,none\n',
  );
  const day = ['--as-of', '2025-12-15', '--known-at', '2025-10-20'] as const;

  it('gives the share at every level', async () => {
    const { code, out } = await runCli('content', bill, ...day, ...EN);
    expect(code).toBe(0);
    expect(out).toContain('✗ rotor  0.075');
    expect(out).toContain('✓ magnet  1.875');
    const { content } = JSON.parse((await runCli('content', bill, ...day, '--format', 'json')).out) as {
      content: { verdict: string };
    };
    expect(content.verdict).toBe('met');
    expect(
      (await runCli('content', bill, ...day, '--reading', 'level-of-test=exported-item-only', '--format', 'json')).out,
    ).toContain('"verdict": "not-met"');
  });

  it('refuses a part that the bill does not have', async () => {
    const { code, err } = await runCli('content', bill, ...day, '--part', 'stator', ...EN);
    expect([code, err]).toEqual([2, 'The bill has no part stator.\n']);
  });
});

describe('law', () => {
  it.each([
    [['list'], /cn\/mofcom-2025-61 /],
    [['show', 'cn/mofcom-2025-61/1(1)', '--as-of', '2026-08-03'], /0\.1 %[^]*|paused/],
    [['timeline', '--as-of', '2026-11-24'], /2025-11-07/],
    [['diff', '2025-11-06', '2025-11-07'], /cn\/mofcom-2025-61\/1\(3\) +in-force +→ +paused/],
    [['check', '--from', '2024-12-01', '--until', '2024-12-02'], /Every statement holds/],
  ])('%j', async (args, says) => {
    const { code, out, err } = await runCli('law', ...args, ...EN);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(says);
    const json = await runCli('law', ...args, '--format', 'json');
    expect(json.code).toBe(0);
    JSON.parse(json.out);
  });

  it('says how to find an id', async () => {
    const { code, err } = await runCli('law', 'show', 'cn/none', ...EN);
    expect(code).toBe(2);
    expect(err).toContain('ytterby law list');
  });
});

it.each(['export', 'bom'])('schema %s is JSON Schema', async (what) => {
  const { code, out } = await runCli('schema', what);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
});

describe('--extra: one new file settles what was announced', () => {
  const instrument = (act: string) => `id: cn/example-2026-1
kind: announcement
title: { zh: 示例公告, en: Invented announcement }
issuer: { zh: 示例, en: nobody }
published: 2026-11-20
from: 2026-11-11
verified: no
source: [invented for a test]
summary: { zh: 示例, en: Invented. }
settles: [cn/mofcom-2026-09-28]
provisions: [{ id: cn/example-2026-1/1, cite: { zh: 第一条, en: para. 1 }, text: { zh: 示例, en: Invented. }, acts: [{ ${act}, on: [cn/mofcom-2025-61], from: 2026-11-11 }] }]
`;

  it('without it the answer is unconfirmed', async () => {
    expect(answerOf((await runCli('assess', EXAMPLE, '--format', 'json')).out).outcome).toBe('unconfirmed');
  });

  it('the pause goes on to 10 January 2027: no licence required', async () => {
    const file = put('longer.yaml', instrument('do: suspend, lastDay: 2027-01-10'));
    const assessed = async (...options: string[]) =>
      answerOf((await runCli('assess', EXAMPLE, '--extra', file, '--format', 'json', ...options)).out);
    const answer = await assessed();
    expect([answer.outcome, answer.branches.length]).toEqual(['no-licence-required', 1]);
    expect(answer.lines[0]?.branches[0]?.because.map(({ id }) => id)).toEqual(['cn/example-2026-1/1']);
    expect((await assessed('--as-of', '2027-01-10')).outcome).toBe('no-licence-required');
    expect((await assessed('--as-of', '2027-01-11')).outcome).toBe('licence-required');
    // The day before it was published nobody could know.
    expect((await assessed('--known-at', '2026-11-19')).outcome).toBe('unconfirmed');
  });

  it('the pause is over for good: licence required', async () => {
    const file = put('over.yaml', instrument('do: resume'));
    const answer = answerOf((await runCli('assess', EXAMPLE, '--extra', file, '--format', 'json')).out);
    expect([answer.outcome, answer.branches.length]).toEqual(['licence-required', 1]);
  });
});

describe('law diff --draft', () => {
  const draft = (from: string) => `id: cn/example-2027-1
kind: announcement
title: { zh: 示例公告, en: Invented announcement }
issuer: { zh: 示例, en: nobody }
published: ${from}
from: ${from}
verified: no
source: [invented for a test]
summary: { zh: 示例, en: Invented. }
provisions: [{ id: cn/example-2027-1/1, cite: { zh: 第一条, en: para. 1 }, text: { zh: 示例, en: Invented. }, when: { fact: act, is: [export] }, effect: { kind: prohibited } }]
`;

  it('compares the law without and with it, and the exports of a file on its first day', async () => {
    const file = put('draft.yaml', draft('2099-01-04'));
    const { code, out } = await runCli('law', 'diff', '--draft', file, '--exports', EXAMPLE, '--format', 'json');
    const found = JSON.parse(out) as {
      readonly instrument: string;
      readonly days: readonly { readonly day: string }[];
      readonly exports: { readonly asOf: string; readonly asked: number; readonly different: readonly object[] };
    };
    // A ban on every export breaks the statement that every compliant export has a path to approval.
    expect(code).toBe(1);
    expect(found.instrument).toBe('cn/example-2027-1');
    expect(found.days.map(({ day }) => day)).toContain('2099-01-04');
    expect(found.exports).toMatchObject({ asOf: '2099-01-04', asked: 1 });
    expect(found.exports.different).toHaveLength(1);
    const eve = await runCli('law', 'diff', '--draft', file, '--exports', EXAMPLE, '--as-of', '2099-01-03', ...EN);
    expect(eve.out).toContain('2099-01-03: of 1 exports 1 are answered differently.');
    expect(eve.out).toMatch(/days on which it changes: 2099-01-04 → prohibited/);
  });

  it('says what it wants', async () => {
    const file = put('draft.yaml', draft('2099-01-04'));
    const early = await runCli('law', 'diff', '--draft', file, '--known-at', '2099-01-03', ...EN);
    expect([early.code, early.err]).toEqual([2, expect.stringContaining('--known-at must not be earlier')]);
    const both = await runCli('law', 'diff', '2025-11-06', '2025-11-07', '--draft', file, ...EN);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('Give two days')]);
  });
});

describe('what cannot be done as asked', () => {
  it.each<[what: string, args: string[], says: RegExp]>([
    ['an unknown command', ['asses', EXAMPLE], /unknown command 'asses'/],
    ['no command', [], /Usage: ytterby/],
    ['an unknown option', ['assess', EXAMPLE, '--colour'], /unknown option '--colour'/],
    ['no file', ['assess'], /missing required argument 'file'/],
    ['an unknown format', ['assess', EXAMPLE, '--format', 'pdf'], /Allowed choices are text, json/],
    ['a day that does not exist', ['assess', EXAMPLE, '--as-of', '2026-02-30'], /not a day that exists/],
    ['a reading that does not exist', ['assess', EXAMPLE, '--reading', 'mood=good', ...EN], /Choose from: end-day/],
    [
      'an option that a reading does not have',
      ['assess', EXAMPLE, '--reading', 'end-day=perhaps', ...EN],
      /end-day=included, end-day=excluded/,
    ],
    [
      'a file that is not there',
      ['assess', path.join(folder, 'none.yaml'), ...EN],
      /none\.yaml: the file cannot be opened \(ENOENT\) — /,
    ],
    ['a folder for a file', ['assess', folder, ...EN], /EISDIR/],
    ['a file with a file for its folder', ['assess', path.join(EXAMPLE, 'x.yaml'), ...EN], /ENOTDIR/],
    [
      'a bill that is not there',
      ['assess', EXAMPLE, '--bom', path.join(folder, 'none.csv'), ...EN],
      /none\.csv: the file cannot be opened/,
    ],
    ['a law file that is none', ['assess', EXAMPLE, '--extra', put('note.txt', 'hello')], /note\.txt:1:1/],
  ])('%s', async (_, args, says) => {
    const { code, out, err } = await runCli(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n {4}at /);
  });
  it.each<[what: string, args: string[]]>([
    ['a law file that is not there', ['law', 'list', '--extra', path.join(folder, 'none.yaml')]],
    ['days that are no days', ['law', 'diff', 'x', 'y']],
    ['a schema of something else', ['schema', 'invoice']],
    ['questions in an unknown format', ['ask', EXAMPLE, '--format', 'pdf']],
  ])('%s', async (_, args) => {
    expect((await runCli(...args)).code).toBe(2);
  });
});

it('a bill of 5,000 parts as CSV is answered with trace and questions', async () => {
  const bill = put(
    'big.csv',
    execFileSync(process.execPath, [path.join(ROOT, 'bench/bom.ts'), '5000', '--no-chinese'], { maxBuffer: 2 ** 26 }),
  );
  const facts = put(
    'big.yaml',
    `asOf: 2025-12-15
knownAt: 2025-10-20
act: export
from: DE
to: US
exporter: { country: DE, chinesePerson: no }
parties: [{ role: end-user, name: Example Inc., country: US, military: no, owners: none }]
endUse: { kind: civil }
lines: [{ id: P0, item: { form: assembly }, madeIn: DE, origin: DE, technologyOrigin: DE }]
`,
  );
  mkdirSync(path.join(folder, 'out'));
  const file = path.join(folder, 'out', 'answer.json');
  const { code, err } = await runCli('assess', facts, '--bom', bill, '--format', 'json', '--out', file, ...EN);
  expect([code, err]).toEqual([0, `written: ${file}\n`]);
  const answer = answerOf(readFileSync(file, 'utf8'));
  const [line] = answer.lines;
  expect([answer.outcome, line?.content?.verdict]).toEqual(['undetermined', 'unknown']);
  expect(line?.content?.products.length).toBeGreaterThan(5);
  for (const { contributions } of line?.content?.products ?? []) {
    expect(contributions.length).toBeGreaterThan(0);
    for (const { path: way } of contributions) expect(way.length).toBeGreaterThan(0);
  }
  expect(line?.questions.length).toBeGreaterThan(0);
  for (const { about } of line?.questions ?? []) expect(about).toMatch(/^bom\.parts\[P\d+\]\./);
});
