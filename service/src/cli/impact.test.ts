import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const TABLES = path.join(import.meta.dirname, '../impact/cases/us-2023');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-impact-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const ytterby = (...args: string[]) => spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: 'utf8' });
const RUN = ['impact', 'run', 'october-2025', '--samples', '4'];

describe('ytterby impact run', () => {
  test('text says the loss, who is hit and what is not known', () => {
    const { status, stdout } = ytterby(...RUN, '--lang', 'en');
    expect(status).toBe(0);
    expect(stdout).toMatch(/\d+ \(\d+–\d+\) billion USD of value added lost, if no stocks help/);
    for (const title of ['Who is hit', 'What facilitation does', 'What is not known']) expect(stdout).toContain(title);
  });

  test('JSON is the assessment with its case and sources; the seed makes it again', () => {
    const one = ytterby(...RUN, '--format', 'json', '--seed', '5').stdout;
    const found = JSON.parse(one) as { case: { id: string }; assessment: { seed: number; samples: number } };
    expect(found.case.id).toBe('october-2025');
    expect(found.assessment).toMatchObject({ seed: 5, samples: 4 });
    expect(ytterby(...RUN, '--format', 'json', '--seed', '5').stdout).toBe(one);
  });

  test('a PDF goes into a file, and is one', () => {
    expect(ytterby(...RUN, '--format', 'pdf').status).toBe(2);
    const out = path.join(folder, 'a.pdf');
    expect(ytterby(...RUN, '--format', 'pdf', '--lang', 'zh', '--out', out).status).toBe(0);
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a case with faults is told by line and field, and nothing is written', () => {
    const bad = path.join(folder, 'bad.yaml');
    writeFileSync(bad, 'id: bad\ntitle: { zh: 例 }\n');
    const { status, stderr } = ytterby('impact', 'run', bad, '--out', path.join(folder, 'none.txt'));
    expect(status).toBe(2);
    expect(stderr).toContain(`${bad}:2 title`);
    expect(existsSync(path.join(folder, 'none.txt'))).toBe(false);
    expect(ytterby('impact', 'run', 'nowhere', '--lang', 'en').stderr).toContain('cannot be opened');
    expect(ytterby(...RUN.slice(0, 3), '--samples', '0').status).toBe(2);
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
      setTimeout(resolve, 8000);
    });
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(said).toContain('nothing was written');
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('ytterby impact tables check', () => {
  test('says what the tables hold', () => {
    const { status, stdout } = ytterby('impact', 'tables', 'check', TABLES, '--lang', 'en');
    expect(status).toBe(0);
    expect(stdout).toContain('71 sectors');
    const found = JSON.parse(ytterby('impact', 'tables', 'check', TABLES, '--format', 'json').stdout) as {
      tables: { kind: string; licence: string }[];
    };
    expect(found.tables.map(({ kind }) => kind).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'flows',
      'sectors',
      'trade',
    ]);
  });

  test('a folder without a description', () => {
    const { status, stderr } = ytterby('impact', 'tables', 'check', folder, '--lang', 'en');
    expect(status).toBe(2);
    expect(stderr).toContain('tables.yaml: the file cannot be opened');
  });
});
