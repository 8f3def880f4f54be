import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSeal } from '../licence-document/pdf-seal.ts';
import { runCli } from './testing/run-cli.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const TABLES = path.join(import.meta.dirname, '../impact/cases/us-2023');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-impact-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const RUN = ['impact', 'run', 'october-2025', '--samples', '4'];

describe('ytterby impact run', () => {
  test('text says the loss, who is hit and what is not known', async () => {
    const { code, out } = await runCli(...RUN, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ \(\d+–\d+\) billion USD of value added lost, if no stocks help/);
    for (const title of ['Who is hit', 'What facilitation does', 'What is not known']) expect(out).toContain(title);
  });

  test('JSON is the assessment with its case and sources; the seed makes it again', async () => {
    const { out: one } = await runCli(...RUN, '--format', 'json', '--seed', '5');
    const found = JSON.parse(one) as { case: { id: string }; assessment: { seed: number; samples: number } };
    expect(found.case.id).toBe('october-2025');
    expect(found.assessment).toMatchObject({ seed: 5, samples: 4 });
    expect((await runCli(...RUN, '--format', 'json', '--seed', '5')).out).toBe(one);
  });

  test('from another day it is the same case, moved; a day that does not exist is refused', async () => {
    const { out } = await runCli(...RUN, '--format', 'json', '--from', '2026-11-05');
    const { case: given, assessment } = JSON.parse(out) as {
      case: { from: string; writtenFor: string };
      assessment: { queue: { months: { month: string }[] } };
    };
    expect(given).toMatchObject({ from: '2026-11-05', writtenFor: '2025-12-01' });
    expect(assessment.queue.months[0]?.month).toBe('2026-11');
    const { code, err } = await runCli(...RUN, '--from', '2026-02-30');
    expect(code).toBe(2);
    expect(err).toContain('2026-02-30');
  });

  test('a PDF goes into a file, and is one', async () => {
    expect((await runCli(...RUN, '--format', 'pdf')).code).toBe(2);
    const file = path.join(folder, 'a.pdf');
    expect((await runCli(...RUN, '--format', 'pdf', '--lang', 'zh', '--out', file)).code).toBe(0);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a case with faults is told by line and field, and nothing is written', async () => {
    const bad = path.join(folder, 'bad.yaml');
    writeFileSync(bad, 'id: bad\ntitle: { zh: 例 }\n');
    const { code, err } = await runCli('impact', 'run', bad, '--out', path.join(folder, 'none.txt'));
    expect(code).toBe(2);
    expect(err).toContain(`${bad}:2 title`);
    expect(existsSync(path.join(folder, 'none.txt'))).toBe(false);
    expect((await runCli('impact', 'run', 'nowhere', '--lang', 'en')).err).toContain('cannot be opened');
    expect((await runCli(...RUN.slice(0, 3), '--samples', '0')).code).toBe(2);
  });

  test('Ctrl-C ends it with 130 and leaves nothing half-written', async () => {
    const out = path.join(folder, 'stopped.html');
    const child = spawn(
      process.execPath,
      [MAIN, ...RUN.slice(0, 3), '--samples', '100000', '--format', 'html', '--lang', 'en', '--out', out],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise<number | null>((resolve) => {
      child.on('exit', resolve);
    });
    // 100,000 draws take minutes: whenever it comes, it comes in the middle. Before its listener stands, a signal would just kill it.
    await new Promise((resolve) => {
      setTimeout(resolve, 20_000);
    });
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(said).toContain('nothing was written');
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('ytterby impact tables check', () => {
  test('says what the tables hold', async () => {
    const { code, out } = await runCli('impact', 'tables', 'check', TABLES, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('71 sectors');
    const found = JSON.parse((await runCli('impact', 'tables', 'check', TABLES, '--format', 'json')).out) as {
      tables: { kind: string; licence: string }[];
    };
    expect(found.tables.map(({ kind }) => kind).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'flows',
      'sectors',
      'trade',
      'trade',
    ]);
  });

  test('a folder without a description', async () => {
    const { code, err } = await runCli('impact', 'tables', 'check', folder, '--lang', 'en');
    expect(code).toBe(2);
    expect(err).toContain('tables.yaml: the file cannot be opened');
  });
});

const put = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const FEW = ['october-2025', '--samples', '4'];
const EN = ['--lang', 'en'];

describe('ytterby impact notice', () => {
  const draft = (published: string, from = published) => `id: cn/mofcom-gac-2099-950
kind: announcement
title: { zh: 公告（虚构）, en: Announcement (invented) }
issuer: { zh: 商务部、海关总署, en: "MOFCOM, GAC" }
published: ${published}
from: ${from}
verified: no
source: [invented for a test]
summary: { zh: 对重稀土物项恢复许可, en: Licences for heavy rare earths again }
provisions:
  - id: cn/mofcom-gac-2099-950/list
    cite: { zh: 清单（虚构）, en: list (invented) }
    text: { zh: 列出金属钷。, en: Lists promethium metal. }
    effect: { kind: lists, list: cn/mofcom-gac-2099-950/items }
  - id: cn/mofcom-gac-2099-950/1
    cite: { zh: 第一条（虚构）, en: para. 1 (invented) }
    text: { zh: 出口本公告所列物项须经许可。, en: Items of the list need a licence. }
    when:
      all:
        - { fact: act, is: [export] }
        - { fact: from, is: [china] }
        - { fact: item, on: [cn/mofcom-gac-2099-950/items] }
    effect: { kind: licence-required }
`;
  const LIST = `id: cn/mofcom-gac-2099-950/items
kind: dual-use
title: { zh: 清单（虚构）, en: List (invented) }
verified: no
source: [invented for a test]
entries:
  - { code: 1C999.a, name: { zh: 金属钷, en: promethium metal }, match: { form: [metal], elements: [Pm] }, hs: [{ code: '28053019' }], verified: no }
`;
  const told = (file: string, ...more: string[]) => runCli('impact', 'notice', ...FEW, '--draft', file, ...more);
  /** A folder with the draft and the list that it brings. */
  const withList = (name: string, text: string) => {
    mkdirSync(path.join(folder, name));
    put(`${name}/list.yaml`, LIST);
    put(`${name}/draft.yaml`, text);
    return path.join(folder, name);
  };
  const CONTACT = ['--contact', 'Policy desk', '--email', 'desk@example.com'];

  interface Answer {
    readonly draft: {
      readonly number: string;
      readonly embargo: { readonly en: string };
      readonly parts: readonly { readonly id: string; readonly lines: readonly { readonly en: string }[] }[];
      readonly items: object;
      readonly months: { readonly rows: readonly { readonly month: string; readonly low: number }[] };
      readonly contact: object;
    };
    readonly assessment: object;
  }

  test('is what the law with the draft and the assessment say to that partner', async () => {
    const file = withList('planned', draft('2099-01-04', '2099-01-05'));
    const asked = ['--partner', 'Japan', '--embargo', '2099-01-03', '--revision', '2', '--format', 'json', ...CONTACT];
    const { code, out, err } = await told(file, ...asked, ...EN);
    expect([code, err]).toEqual([0, expect.stringContaining('counts from')]);
    const answer = JSON.parse(out) as Answer;
    expect(answer.assessment).toEqual({
      case: 'october-2025',
      from: '2099-01-05',
      writtenFor: '2025-12-01',
      seed: 1,
      samples: 4,
    });
    const { number, embargo, parts, items, months, contact } = answer.draft;
    const said = (id: string) => (parts.find((part) => part.id === id)?.lines ?? []).map(({ en }) => en).join(' ');
    expect(number).toBe('cn/mofcom-gac-2099-950 · 2 · JP');
    expect(embargo.en).toContain('up to and including 2099-01-03');
    expect(said('when')).toContain('Publication planned: 2099-01-04 From 2099-01-05: para. 1 (invented)');
    expect(said('effect')).toContain('no input-output table of your economy was used');
    expect(said('humanitarian')).toContain('hold no humanitarian exemption from this measure');
    expect(items).toEqual({ codes: ['1C999.a'], hs: ['28053019'], more: 0 });
    expect(months.rows[0]?.month).toBe('2099-01');
    expect(contact).toEqual({ name: 'Policy desk', email: 'desk@example.com', telephone: null });
  });

  test('of a draft whose day has passed names no day; text says that it is a draft, and that nobody is named to ask', async () => {
    const file = withList('past', draft('2026-01-05'));
    const { code, out, err } = await told(file, '--partner', 'US', '--from', '2025-12-01', ...EN);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^DRAFT · A draft that was not sent\.\n/);
    expect(out).toContain('To: United States');
    expect(out).toContain('Publication: no day is fixed');
    expect(out).toContain('83\u00a0% of your imports come from China (2025)');
    expect(out).toContain('Value added lost in your economy');
    expect(out).toMatch(/Control codes: 1C999\.a\nHS codes: 28053019\n/);
    expect(out).toMatch(/\n2025-12 +[\d,]+ +[\d,]+ +[\d,]+–[\d,]+\n/);
    expect(out).toContain('Contact: 联络人未填写 / no contact point named yet\n');
  });

  test('as PDF goes into a file, with no seal', async () => {
    const file = withList('pdf', draft('2099-01-04'));
    const pdf = ['--partner', 'JP', '--format', 'pdf', '--lang', 'zh'];
    expect((await told(file, ...pdf)).code).toBe(2);
    const out = path.join(folder, 'notice.pdf');
    const { code, err } = await told(file, ...pdf, ...CONTACT, '--out', out);
    expect([code, err]).toEqual([0, expect.stringContaining(`已写入 ${out}\n`)]);
    const bytes = readFileSync(out);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await checkSeal(bytes, { keys: [] })).toEqual({ ok: false, fault: 'form' });
  });

  test.each<[what: string, args: () => string[], says: RegExp]>([
    ['a partner that is none', () => [put('d.yaml', draft('2099-01-04')), '--partner', 'Atlantis'], /two letters: JP/],
    [
      'a contact without an address',
      () => [put('d.yaml', draft('2099-01-04')), '--partner', 'JP', '--contact', 'Desk'],
      /give --contact NAME and --email ADDRESS/,
    ],
    [
      'an address that is none',
      () => [put('d.yaml', draft('2099-01-04')), '--partner', 'JP', '--email', 'desk'],
      /write NAME@HOST/,
    ],
    ['no draft', () => ['nowhere.yaml', '--partner', 'JP'], /nowhere\.yaml:1:1: The file cannot be read/],
    [
      'a draft that names a list that is not there',
      () => [put('d.yaml', draft('2099-01-04')), '--partner', 'JP'],
      /d\.yaml:14:34 provisions\[0\]\.effect\.list\[0\]: .*dangling-reference/,
    ],
    [
      'a draft whose day of publication cannot be set anew',
      () => [withList('odd', draft('2099-01-04').replace('published:', '"published":')), '--partner', 'JP'],
      /draft\.yaml:5:1 published: A draft has published and its day on a line of its own/,
    ],
  ])('%s is told with its place and remedy, before anything is assessed', async (_, args, says) => {
    const [file = '', ...more] = args();
    const { code, out, err } = await told(file, ...more, ...EN);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });
});

describe('ytterby impact watch', () => {
  const watched = (flows: string, ...more: string[]) =>
    runCli('impact', 'watch', ...FEW, '--flows', put('flows.csv', `month,amount,unit,source\n${flows}`), ...more);

  interface Answer {
    readonly months: readonly {
      readonly month: string;
      readonly forecast: { readonly middle: number } | null;
      readonly actual: string | null;
      readonly is: string;
      readonly why: string | null;
    }[];
    readonly alarms: readonly object[];
  }

  test('exits with 1 where a month lies outside, and with 0 where those that are known lie inside', async () => {
    const flows = '2025-11,5000,t,GACC\n2025-12,999999000,kg,GACC\n2026-01,5,pieces,GACC\n';
    const { code, out } = await watched(flows, '--format', 'json');
    expect(code).toBe(1);
    const { months, alarms } = JSON.parse(out) as Answer;
    expect(months.slice(0, 4).map(({ month, actual, is, why }) => [month, actual, is, why])).toEqual([
      ['2025-11', '5000', 'unknown', 'not-in-effect'],
      ['2025-12', '999999', 'above', null],
      ['2026-01', null, 'unknown', 'unit'],
      ['2026-02', null, 'unknown', 'no-figure'],
    ]);
    expect(alarms).toMatchObject([{ month: '2025-12', direction: 'above', since: '2025-12', actual: '999999' }]);

    // The same seed makes the same forecast.
    const middle = months.find(({ month }) => month === '2025-12')?.forecast?.middle ?? 0;
    const calm = await watched(`2025-12,${middle.toFixed(6)},t,GACC\n`, ...EN);
    expect(calm.code).toBe(0);
    expect(calm.out).toMatch(/2025-12 .* inside\n2026-01 .* – +unknown: no figure yet\n/);
    expect(calm.out).toContain('Months: 1 inside, 0 outside,');

    // From another day of effect the forecast begins there.
    const late = await watched('2025-12,0,t,GACC\n2026-01,999999,t,GACC\n', '--from', '2026-01-10', ...EN);
    expect(late.code).toBe(1);
    expect(late.out).toContain('In effect from 2026-01-10\nThe case was written for a measure from');
    expect(late.out).toMatch(/2025-12 .* unknown: over before the measure took effect\n2026-01 .* above\n/);
    expect(late.out).toMatch(/✗ 2026-01: 999999 t is above the band of [\d,.]+ to [\d,.]+ t, since 2026-01\.\n/);
  });

  test.each<[what: string, rows: string, says: RegExp]>([
    ['a month that is none', '2025-13,5,t,GACC\n', /flows\.csv row 2 "month": a month is written as 2026-01/],
    ['a month to come', '\n2999-01,5,t,GACC\n', /flows\.csv row 3 "month": 2999-01 is still to come/],
    ['a month twice', '2025-12,5,t,GACC\n2025-12,6,t,GACC\n', /row 3 "month": 2025-12 is there twice/],
    ['an amount that is none', '2025-12,-5,,GACC\n', /row 2 "amount": .*\n.*row 2 "unit": it needs a unit/],
    ['no rows', '', /the file has no data/],
  ])('%s is told by row and column, before anything is assessed', async (_, rows, says) => {
    const { code, out, err } = await watched(rows, ...EN);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  test('a file that is not there, or has other columns', async () => {
    const gone = await runCli('impact', 'watch', ...FEW, '--flows', 'nowhere.csv', ...EN);
    expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('nowhere.csv')]);
    const other = await runCli('impact', 'watch', ...FEW, '--flows', put('o.csv', 'month,amount\n2025-12,5\n'), ...EN);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('these columns are missing: unit, source')]);
  });
});
