import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { report } from '../../cli/errors.ts';
import { addListsCommands } from '../../cli/lists.ts';
import { scratch } from './testing/scratch.ts';

const { folder, put } = scratch();
const data = path.join(folder, 'data');
const table = put('own.csv', 'id,name,country\n1,Acme,DE\n2,Beta,FR\n');

/** What `ytterby lists …` says, and its exit code. */
async function lists(...args: readonly string[]) {
  const said = { out: '', err: '', code: 0 };
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => void (said.out += `${String(text)}\n`));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void (said.err += `${String(text)}\n`));
  const program = new Command('ytterby').exitOverride().configureOutput({ writeErr: (text) => (said.err += text) });
  addListsCommands(program);
  process.exitCode = 0;
  try {
    await program.parseAsync(['lists', ...args], { from: 'user' });
    said.code = Number(process.exitCode);
  } catch (error) {
    said.code = error instanceof CommanderError ? 2 : report(error, 'en', (line) => void (said.err += `${line}\n`));
  } finally {
    process.exitCode = 0;
  }
  return said;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('ytterby lists', () => {
  test('imports, says when nothing changed, and tells what did', async () => {
    const first = await lists('import', table, '--as', 'own', '--data', data, '--lang', 'en', '--date', '2026-10-01');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe('own version 1 (csv): 2 parties, 2 names, 0 problems\n');
    const again = await lists('import', table, '--as', 'own', '--data', data, '--lang', 'en');
    expect(again.out).toContain('the same bytes as version 1');
    const other = put('later.csv', 'id,name,country\n2,Beta,BE\n3,Gamma,IT\n,,\n4,,\n');
    const second = await lists('import', other, '--as', 'own', '--data', data, '--lang', 'en');
    expect(second.code).toBe(2);
    expect(second.err).toContain('later.csv row 5 4: the entry has no name');
    expect(second.out).toContain('against version 1: 1 added, 1 changed, 1 removed');
  });

  test('lists what is there, the pack’s own lists first', async () => {
    const { out } = await lists('list', '--data', data, '--lang', 'en');
    expect(out).toMatch(/cn\/mofcom-2026-12\/list\s+pack \S+\s+20\s+2026-02-24/);
    expect(out).toMatch(/own\s+1\s+2\s+2026-10-01\s+\d{4}-\d{2}-\d{2}\s+own\.csv/);
    const json = JSON.parse((await lists('list', '--data', data, '--format', 'json')).out) as {
      pack: unknown[];
      imported: { version: number }[];
    };
    expect(json.imported.map(({ version }) => version)).toEqual([1, 2]);
    expect(json.pack).toHaveLength(27);
    const empty = await lists('list', '--data', path.join(folder, 'none'), '--lang', 'zh');
    expect(empty.out).toContain('尚未导入外部名单');
  });

  test('compares versions', async () => {
    const { out } = await lists('diff', 'own', '--data', data, '--lang', 'en');
    expect(out.split('\n').map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'own version 1 → 2: 1 added, 1 changed, 1 removed',
      '~ 2 Beta (countries)',
      '+ 3 Gamma',
      '- 1 Acme',
      '',
    ]);
    const json = JSON.parse(
      (await lists('diff', 'own', '--from', '2', '--to', '1', '--data', data, '--format', 'json')).out,
    );
    expect(json).toMatchObject({ from: 2, to: 1, count: { added: 1, changed: 1, removed: 1 } });
  });

  test('shows an entry of an imported list and of the pack, on a day', async () => {
    const own = await lists('show', 'own', '2', '--version', '1', '--data', data, '--lang', 'en');
    expect(own.out).toMatch(/name\s+Beta/);
    const tdk = (day: string) =>
      lists('show', 'cn/mofcom-2026-12/list', '12', '--as-of', day, '--known-on', '2026-11-24', '--lang', 'en');
    expect((await tdk('2026-02-23')).out).toContain('2026-02-23  not yet listed');
    expect((await tdk('2026-02-24')).out).toContain('2026-02-24  listed from 2026-02-24');
  });

  test.each([
    [['diff', 'nope'], /there is no list "nope"/],
    [['diff', 'own', '--to', '9'], /has no version 9/],
    [['diff', 'own', '--to', '1'], /no version before 1/],
    [['diff', 'own', '--from', 'x'], /x is no version of own/],
    [['diff', '../own'], /cannot be the id of a list/],
    [['show', 'own', '77'], /has no entry 77/],
    [['show', 'own', '1', '--known-on', '2020-01-01'], /No version of own had been imported by 2020-01-01/],
    [['show', 'cn/nope/list', '1'], /has no entry 1 in a list cn\/nope\/list/],
    [['import', table, '--as', '../own'], /cannot be the id of a list/],
    [['import', 'missing.csv', '--as', 'own', '--format', 'csv'], /cannot be opened \(ENOENT\)/],
    [['import', table, '--as', 'own', '--format', 'un'], /cannot be read beyond this place|This is not|this is not/],
    [['import', table], /--as/],
    [['import', table, '--as', 'own', '--date', '2026-02-30'], /not a day that exists/],
  ])('%j is refused in words', async (args, words) => {
    const local = args[0] === 'import' ? args : [...args, '--lang', 'en'];
    const { code, err } = await lists(...local, '--data', data, ...(args[0] === 'import' ? ['--lang', 'en'] : []));
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/at .*\.ts:\d+/);
  });
});
