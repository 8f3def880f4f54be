import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './testing/run-cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-owners-'));
function put(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const chain = put(
  'chain.csv',
  [
    'owner,owned,share',
    'General Dynamics,Holding BV,80 %',
    'Others,Holding BV,20 %',
    'Holding BV,Robotics Ltd,70 %',
    'Family,Robotics Ltd,30 %',
  ].join('\n'),
);
const circle = put('circle.csv', ['owner,owned,share', 'A,B,30 %', 'B,A,30 %', 'General Dynamics,A,45.5 %'].join('\n'));

describe('ytterby owners', () => {
  it('multiplies through the chain of a party on the Control List: 80 % of 70 % are 56 %', async () => {
    const { out, code } = await runCli(
      'owners',
      chain,
      '--of',
      'Robotics Ltd',
      '--as-of',
      '2025-10-20',
      '--lang',
      'en',
    );
    expect(code).toBe(0);
    expect(out).toContain('A listed party holds 50 % or more of Robotics Ltd');
    expect(out).toContain('General Dynamics → Holding BV → Robotics Ltd  (56 %)');
  });

  it('counts nobody on the day before the first notice', async () => {
    const { out } = await runCli(
      'owners',
      chain,
      '--of',
      'Robotics Ltd',
      '--as-of',
      '2025-01-01',
      '--lang',
      'en',
      '--format',
      'json',
    );
    expect((JSON.parse(out) as { parties: unknown[] }).parties).toEqual([]);
  });

  it('names the loop of a circular holding and reaches exactly 50 %: 0.455 / (1 − 0.09)', async () => {
    const { out } = await runCli('owners', circle, '--of', 'A', '--as-of', '2025-10-20', '--lang', 'en');
    expect(out).toContain('A listed party holds 50 % or more of A');
    expect(out).toMatch(/loop of holdings: .*A.*B/);
  });

  it('draws the owners in a page without script, with hostile names made harmless', async () => {
    const hostile = put('hostile.csv', 'owner,owned,share\n<script>alert(1)</script>,Target,10 %\n');
    const page = path.join(folder, 'owners.html');
    const { code } = await runCli('owners', hostile, '--of', 'Target', '--format', 'html', '--out', page);
    expect(code).toBe(0);
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('<svg');
    expect(text).not.toContain('<script');
  });

  it.each([
    ['a party that is not there', ['owners', chain, '--of', 'Nobody'], 'Nobody'],
    ['a file that is not there', ['owners', path.join(folder, 'none.csv'), '--of', 'A'], 'none.csv'],
  ])('%s is named', async (_, args, named) => {
    const { code, err } = await runCli(...args);
    expect(code).toBe(2);
    expect(err).toContain(named);
  });
});
