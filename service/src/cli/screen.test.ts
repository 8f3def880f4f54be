import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { EXIT, report } from './errors.ts';
import { addListsCommands } from './lists.ts';
import { addScreenCommands } from './screen.ts';
import { temporaryFolder } from './testing/run-cli.ts';

const { folder, put } = temporaryFolder();
const data = path.join(folder, 'data');
const KNOWN = ['--known-at', '2026-11-24', '--lang', 'en'];

/** What `ytterby screen …` says, and its exit code. */
async function screen(...args: readonly string[]) {
  return run('screen', ...args, '--data', data);
}

async function run(...args: readonly string[]) {
  const said = { out: '', err: '', code: 0 };
  const { log, error } = console;
  const write = process.stdout.write.bind(process.stdout);
  console.log = (text: unknown) => void (said.out += `${String(text)}\n`);
  console.error = (text: unknown) => void (said.err += `${String(text)}\n`);
  process.stdout.write = (text: string | Uint8Array) => ((said.out += String(text)), true);
  const program = new Command('ytterby').exitOverride().configureOutput({ writeErr: (text) => (said.err += text) });
  addScreenCommands(program);
  addListsCommands(program);
  process.exitCode = 0;
  try {
    await program.parseAsync(args, { from: 'user' });
    said.code = Number(process.exitCode);
  } catch (error_) {
    said.code =
      error_ instanceof CommanderError ? EXIT.problems : report(error_, 'en', (line) => void (said.err += `${line}\n`));
  } finally {
    process.exitCode = 0;
    Object.assign(console, { log, error });
    process.stdout.write = write;
  }
  return said;
}

describe('one name', () => {
  test('the day before it is listed: a hit without effect', async () => {
    const { code, out } = await screen('TDK Corporation', '--as-of', '2026-02-23', ...KNOWN);
    expect(code).toBe(3);
    expect(out.split('\n')[0]).toBe('HIT: TDK Corporation');
    expect(out).toContain('on 2026-02-23 no listing has effect');
    expect(out).toMatch(/2026-02-23 +not yet listed/);
  });

  test('the day it is listed: what that means, by which provision, and how to decide', async () => {
    const { code, out } = await screen('TDK Corp', '--as-of', '2026-02-24', '--country', 'Japan', ...KNOWN);
    expect(code).toBe(3);
    expect(out).toMatch(/1\. HIT 1\.00 {2}TDK株式会社 \/ TDK Corporation/);
    expect(out).toContain('Watch List, MOFCOM Announcement No. 12 of 2026 (cn/mofcom-2026-12/list)');
    expect(out).toMatch(/words +tdk ~ tdk \(same, 1\.00\)/i);
    expect(out).toMatch(/for +country JP/);
    expect(out).toContain('no general licence; no certificate by registration');
    expect(out).toContain('No. 12 of 2026 (forms and clock)');
    expect(out).toContain("screen decide --party 'TDK Corp' --country 'Japan'");
  });

  test('in Chinese', async () => {
    const { code, out } = await screen(
      '内华达山脉公司',
      '--as-of',
      '2025-06-01',
      '--known-at',
      '2026-11-24',
      '--lang',
      'zh',
    );
    expect(code).toBe(3);
    expect(out).toMatch(/^命中：内华达山脉公司\n {2}\d 个条目待确认；2025-06-01 当日无名单效果/);
    expect(out).toContain('在列，措施暂停');
  });

  test('nothing found', async () => {
    const { code, out } = await screen('Bäckerei Krümel GmbH', ...KNOWN);
    expect(code).toBe(0);
    expect(out).toMatch(/^NOTHING FOUND: Bäckerei Krümel GmbH/);
  });

  test('JSON has everything', async () => {
    const { code, out } = await screen('Skydio', '--as-of', '2025-11-10', '--format', 'json', ...KNOWN);
    expect(code).toBe(3);
    const { parties, lists } = JSON.parse(out) as { parties: { hits: unknown[] }[]; lists: unknown[] };
    expect(lists.length).toBeGreaterThan(20);
    expect(parties[0]).toMatchObject({ verdict: 'hit', bites: false, asOf: '2025-11-10' });
    expect(parties[0]?.hits[0]).toMatchObject({ standing: { is: 'stopped' }, effects: { tags: [] } });
  });

  test('only some lists, and a list that had no version yet', async () => {
    const only = await screen('TDK', '--lists', 'cn/mofcom-2026-11/list', ...KNOWN);
    expect(only.code).toBe(0);
    const list = put('own.csv', 'id,name\n1,Zephyrine Quellhorst AG\n');
    await run('lists', 'import', list, '--as', 'own', '--data', data, '--lang', 'en');
    const early = await screen('TDK', '--as-of', '2026-02-24', '--known-at', '2026-03-01', '--lang', 'en');
    expect(early.err).toContain('Not looked into, since no version was known on 2026-03-01: own');
  });

  test.each([
    [['TDK', '--lists', 'nope'], /there is no list "nope"/],
    [[], /Give one name, or a file/],
    [['TDK', '--file', 'x.csv'], /Give one name, or a file/],
    [[''], /name: "name \/ 名称" is missing/],
    [['TDK', '--country', 'Narnia'], /--country: "Narnia" is not a country/],
    [['TDK', '--birth', '2026-02-30'], /--birth: "2026-02-30" is not a date/],
    [['TDK', '--identifier', 'LEI:5493001KJTIIGC8Y1R13'], /--identifier: "LEI:5493001KJTIIGC8Y1R13" does not have/],
    [['TDK', '--identifier', 'DUNS:12'], /--identifier: "DUNS:12" does not have/],
    [['TDK', '--as-of', '2026-02-30'], /not a day that exists/],
    [['TDK', '--limit', '0'], /from 1 to 1000/],
    [['TDK', '--kind', 'planet'], /organisation/],
    [['--file', 'missing.csv'], /missing\.csv/],
    [['--file', 'x.csv', '--country', 'JP'], /stands in the file/],
    [['TDK', '--format', 'json', '--out', '/nowhere/x.json'], /Cannot write/],
  ])('%j is refused in words', async (args, words) => {
    const { code, err, out } = await screen(...args, ...KNOWN);
    expect(err).toMatch(words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(/fault in Ytterby|at .*\.ts:\d+/);
  });
});

describe('a file of parties', () => {
  const TABLE =
    '名称,国家,类型,备注\nTDK株式会社,日本,企业,x\n=1+1,Germany,,\n,FR,,\nSierra Nevada Corp,Narnia,,\n"+cmd|\' /C calc\'!A0",,,\n';

  test('CSV: rows are screened, bad ones told, others run', async () => {
    const { code, out, err } = await screen('--file', put('p.csv', TABLE), '--as-of', '2026-02-24', ...KNOWN);
    expect(code).toBe(3);
    expect(err).toMatch(/p\.csv row 4 "名称": "name \/ 名称" is missing/);
    expect(err).toMatch(/p\.csv row 5 "国家": "Narnia" is not a country/);
    expect(out).toContain('3 parties screened, 1 to look at, 2 rows not screened');
    expect(out).toMatch(/2 +HIT +TDK株式会社 +TDK株式会社 +no general licence/);
  });

  test('CSV out: formulas in names come as text', async () => {
    const { out } = await screen('--file', put('p.csv', TABLE), '--format', 'csv', ...KNOWN);
    expect(out.startsWith('\ufeffrow,party,verdict')).toBe(true);
    expect(out).toContain("\r\n3,'=1+1,");
    expect(out).toContain("'+cmd|' /C calc'!A0");
    expect(out).toMatch(/\r\n4,,NOT SCREENED,.*is missing/);
    expect(out).not.toMatch(/(?:^|,)"?[=+@]/m);
  });

  test('XLSX and NDJSON', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('a').addRows([
      ['Company name', 'Country'],
      ['MP Materials', 'US'],
      ['Nobody Knows This Bakery', 'US'],
    ]);
    const xlsx = put('p.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    const workbook = await screen('--file', xlsx, '--as-of', '2026-06-22', ...KNOWN);
    expect(workbook.code).toBe(3);
    expect(workbook.out).toMatch(/2 +HIT +MP Materials +MP Materials Corp\. +exports to it are banned/);
    const lines = '{"name":"Skydio, Inc.","country":["US"]}\n[1]\n{"name":5}\n{"nom":"x"}\n\n{"name":"Krümel"}\n';
    const ndjson = await screen('--file', put('p.ndjson', lines), '--format', 'json', ...KNOWN);
    expect(ndjson.code).toBe(3);
    const { parties, unscreened } = JSON.parse(ndjson.out) as {
      parties: { row: number; verdict: string }[];
      unscreened: { row: number }[];
    };
    expect(parties.map((each) => [each.row, each.verdict])).toEqual([
      [1, 'hit'],
      [3, 'none'],
      [6, 'none'],
    ]);
    expect(unscreened.map(({ row }) => row)).toEqual([2, 4]);
  });

  test('the short line of a party on two lists tells what both mean', async () => {
    const file = put('p.csv', 'name,country\nHudson Technologies,DE\nKrümel,DE\n');
    const { out } = await screen('--file', file, '--as-of', '2026-11-24', '--lists', 'pack', ...KNOWN);
    // On the Unreliable Entity List its measures are stopped; on the Control List they are back.
    expect(out).toMatch(/2 +HIT +Hudson Technologies +Hudson Technologies Co\. +exports to it are banned/);
    expect(out).toMatch(/3 +NOTHING FOUND +Krümel\n/);
  });

  test('bad rows alone end with 2', async () => {
    const { code } = await screen('--file', put('p.csv', 'name,country\nKrümel,Narnia\nKrümel,DE\n'), ...KNOWN);
    expect(code).toBe(2);
  });

  test('HTML is one file that needs nothing else and runs nothing', async () => {
    const file = put('p.csv', `${TABLE}<script>alert(1)</script>,,,\n`);
    const out = path.join(folder, 'p.html');
    const { code } = await screen('--file', file, '--format', 'html', '--out', out, '--as-of', '2026-02-24', ...KNOWN);
    expect(code).toBe(3);
    const page = readFileSync(out, 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('TDK株式会社');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|src=|href="http|@import|url\(/);
    const { code: zh } = await screen('TDK', '--format', 'html', '--out', out, '--lang', 'zh');
    expect(zh).toBe(3);
    expect(readFileSync(out, 'utf8')).toContain('<html lang="zh-Hans">');
  });
});

describe('decide', () => {
  const ABOUT = ['--party', 'Hudson Technologies', '--country', 'DE', '--lang', 'en'];
  const ENTRY = ['--list', 'cn/mofcom-2025-21/list', '--entry', 'mofcom-2025-21/8'];
  const WHY = ['--as', 'false-positive', '--by', '李工', '--reason', 'Another firm: seat in Kiel'];
  const asked = (...more: readonly string[]) =>
    screen('Hudson Technologies', '--lists', 'cn/mofcom-2025-21/list', '--lang', 'en', ...more);

  test('clears a hit for this party, with name and reason', async () => {
    expect((await asked('--country', 'DE')).code).toBe(3);
    const { code, out, err } = await screen('decide', ...ABOUT, ...ENTRY, ...WHY);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^false positive: Hudson Technologies – .*李工, \d{4}-\d\d-\d\d/);
    const cleared = await asked('--country', 'DE');
    expect(cleared.code).toBe(0);
    expect(cleared.out).toMatch(/^CLEARED BY DECISION/);
    expect(cleared.out).toMatch(/false positive, by 李工 on \d{4}-\d\d-\d\d: Another firm: seat in Kiel/);
    const other = await asked();
    expect(other.code).toBe(3);
    expect(other.out).toContain('it was made on other data about the party');
  });

  test.each([
    [['decide', ...ABOUT, ...ENTRY, '--as', 'false-positive', '--by', '', '--reason', 'x'], /--by must be a name/],
    [['decide', ...ABOUT, ...ENTRY, '--as', 'false-positive', '--by', 'A', '--reason', '\u200b'], /--reason must be/],
    [['decide', ...ABOUT, ...ENTRY, '--as', 'false-positive', '--by', 'A'], /--reason/],
    [['decide', ...ABOUT, ...ENTRY, '--as', 'ignore', '--by', 'A', '--reason', 'x'], /true-match/],
    [['decide', ...ABOUT, '--list', 'cn/mofcom-2025-21/list', '--entry', '99', ...WHY], /has no entry 99/],
    [['decide', ...ABOUT, '--list', 'nope', '--entry', '1', ...WHY], /there is no list "nope"/],
  ])('%j is refused', async (args, words) => {
    const { code, err } = await screen(...args);
    expect(err).toMatch(words);
    expect(code).toBe(2);
  });
});

describe('hostile names', () => {
  const HOSTILE: [what: string, name: string, code: number, says: RegExp][] = [
    ['zero-width characters', 'T\u200bD\u200dK Corporation', 3, /invisible characters/],
    ['a mark that turns the writing', '\u202eTDK\u202c Corporation', 3, /turn the direction/],
    ['Cyrillic letters', 'ТDК Corporation', 3, /look alike/],
    ['full width', 'ＴＤＫ Corporation', 3, /^HIT/],
    ['100 kB', `TDK Corporation ${'x'.repeat(100_000)}`, 3, /only its beginning was compared/],
    ['100 kB of marks', `T${'\u0301'.repeat(100_000)}DK`, 0, /piled|only its beginning/],
    ['half a character', 'TDK\ud800 Corporation', 3, /broken characters/],
    ['terminal codes', '\u001b[2J\u001b[31mTDK Corporation', 2, /control character U\+001B/],
    ['a line break', 'TDK\nHIT: none', 0, /^NOTHING FOUND: TDK HIT: none\n/],
    ['only marks', '\u200b\u202e!!', 2, /cannot be compared|can be compared/],
    ['blanks', ' \u3000\t', 2, /is missing/],
    ['a path', '../../etc/passwd', 0, /NOTHING FOUND/],
    ['a pattern', '(a+)+$'.repeat(50), 0, /NOTHING|POSSIBLE/],
    ['__proto__', '__proto__', 0, /NOTHING FOUND/],
  ];
  test.each(HOSTILE)('%s', async (_, name, code, says) => {
    const said = await screen(name, '--as-of', '2026-06-22', '--lists', 'pack', ...KNOWN);
    expect(said.code).toBe(code);
    expect(said.out + said.err).toMatch(says);
    expect(said.out + said.err).not.toMatch(/(?!\n)\p{Cc}|[\u200b\u202e]|fault in Ytterby/u);
    expect(said.out.length).toBeLessThan(20_000);
  });

  const FILES: [what: string, name: string, content: string | Uint8Array, says: RegExp][] = [
    ['nothing', 'a.csv', '', /./],
    [
      'broken UTF-8',
      'a.csv',
      Buffer.concat([Buffer.from('name,country\nTDK '), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('\n')]),
      /a\.csv:2/,
    ],
    ['NUL bytes', 'a.csv', 'name,country\nT\0K,JP\n', /a\.csv:2/],
    ['no header', 'a.csv', 'TDK,JP\nSkydio,US\n', /header|column/],
    ['a header alone', 'a.csv', 'name,country\n', /a\.csv/],
    ['two columns of names', 'a.csv', 'name,company,country\nTDK,TDK,JP\n', /"company"|"name"/],
    ['an open quote', 'a.csv', 'name,country\n"TDK,JP\nSkydio,US\n', /quot/],
    ['a picture', 'a.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /a\.csv/],
    ['no workbook', 'a.xlsx', 'name,country\nTDK,JP\n', /a\.xlsx/],
    ['YAML', 'a.yaml', 'name: TDK\n', /a\.yaml/],
    ['broken lines', 'a.ndjson', '{"name":\n{"name":"x"\n', /a\.ndjson:1[\s\S]*a\.ndjson:2/],
    ['brackets', 'a.ndjson', `{"name":${'['.repeat(100_000)}\n`, /deep/],
    [
      'a line that is not text',
      'a.ndjson',
      Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('"}\n')]),
      /a\.ndjson:1/,
    ],
  ];
  test.each(FILES)('a file: %s', async (_, name, content, says) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const { code, err } = await screen('--file', file, ...KNOWN);
    expect(err).toMatch(says);
    expect(code).toBe(2);
    expect(err).not.toMatch(/fault in Ytterby|at .*\.ts:\d+|undefined/);
  });
});

test('--owners says who stands behind a party, and draws it', async () => {
  const rows = ['owner,owned,share', 'TDK Corporation,Mittel KK,60 %', 'Mittel KK,Example Components KK,70 %'];
  const holdings = put('holdings.csv', rows.join('\n'));
  const asked = ['Example Components KK', '--owners', holdings, '--as-of', '2026-02-24', ...KNOWN] as const;
  const { out } = await screen(...asked);
  expect(out).toContain('TDK Corporation → Mittel KK → Example Components KK');
  expect(out).toContain('42 %');
  const page = await screen(...asked, '--format', 'html');
  expect(page.out).toContain('Who stands behind it');
  expect(page.out).toMatch(/<svg[^>]*>[\s\S]*TDK Corporation/);
});
