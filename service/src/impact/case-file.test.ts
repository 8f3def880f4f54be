import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadLaw } from '@ytterby/law';
import { afterAll, describe, expect, test } from 'vitest';
import { readCase } from './case-file.ts';
import { ImpactFileError } from './problems.ts';
import { runCase } from './run-case.ts';

const CASES = path.join(import.meta.dirname, 'cases');
const folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-case-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const sound = readFileSync(path.join(CASES, 'magnets-2025.yaml'), 'utf8').replace(
  'tables: us-2023',
  `tables: ${path.join(CASES, 'us-2023')}`,
);
const FILE = path.join(folder, 'case.yaml');

/** What is wrong with the sound case after a change: field and message of each problem. */
async function faults(from: string | RegExp, to: string): Promise<readonly string[]> {
  const text = sound.replace(from, to);
  expect(text).not.toBe(sound);
  writeFileSync(FILE, text);
  try {
    await readCase(FILE);
  } catch (error) {
    if (!(error instanceof ImpactFileError)) throw error;
    return error.problems.map(({ line, field, message }) => {
      expect(line).toBeGreaterThan(0);
      return `${field}|${message.en}`;
    });
  }
  return [];
}

describe('a case with a fault is told by its field', () => {
  test.each([
    ['a source that is not there', 'sources: [bis-232]', 'sources: [nobody]', 'there is no source nobody'],
    [
      'a number without a source',
      'basis: sourced, sources: [magnet-exports],',
      'basis: sourced,',
      'a number names its sources',
    ],
    [
      'a range the wrong way round',
      'low: 0.6, likely: 0.75, high: 0.92',
      'low: 0.92, likely: 0.75, high: 0.6',
      'a range from 0.92',
    ],
    ['no such basis', 'basis: calibrated', 'basis: guessed', 'calibrated'],
    ['a word for a number', 'value: 169.6', 'value: many', 'it must be a number'],
    ['a missing limit list', /\nlimits:[\s\S]*$/, '\n', 'limits'],
  ])('%s', async (_, from, to, message) => {
    const found = await faults(from, to);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toContain(message);
  });

  test('it says on which line', async () => {
    writeFileSync(FILE, sound.replace('low: 0.6, likely: 0.75, high: 0.92', 'low: 0.92, likely: 0.75, high: 0.6'));
    const line = sound.split('\n').findIndex((text) => text.includes('low: 0.6, likely: 0.75')) + 1;
    await expect(readCase(FILE)).rejects.toThrow(`${FILE}:${line} items[0].dependence: `);
  });

  test('a licence requirement before the Regulations has no time limit to be late against', async () => {
    writeFileSync(FILE, sound.replace("from: '2025-04-04'", "from: '2024-11-30'"));
    await expect(runCase(FILE, { book: loadLaw(), seed: 1, samples: 2 })).rejects.toThrow('no time limit');
    writeFileSync(FILE, sound.replace("from: '2025-04-04'", "from: '2024-12-01'"));
    expect((await runCase(FILE, { book: loadLaw(), seed: 1, samples: 2 })).assessment.queue?.limit).toBe(45);
  });

  test('a sector that the table does not have, and numbers that cannot be', async () => {
    const options = { book: loadLaw(), seed: 1, samples: 2 };
    writeFileSync(FILE, sound.replace("sector: '3361MV'", "sector: '336111'"));
    await expect(runCase(FILE, options)).rejects.toThrow('the table has no sector 336111');
    writeFileSync(
      FILE,
      sound.replace('low: 0.7, likely: 0.8, high: 0.9, basis: calibrated', 'value: 3, basis: calibrated'),
    );
    await expect(runCase(FILE, options)).rejects.toThrow('caught of 3');
  });
});
