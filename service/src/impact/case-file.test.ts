import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadLaw } from '@ytterby/law';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { caseTextFrom, readCase, readCaseText } from './case-file.ts';
import { ImpactFileError } from './problems.ts';
import { movedText, reportOf } from './report/content.ts';
import { runCase } from './run-case.ts';
import { SHIPPED_CASES, shippedCaseText } from './shipped-cases.ts';

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
    ['a day that does not exist', "from: '2025-04-04'", "from: '2025-04-31'", 'there is no day 2025-04-31'],
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

describe('a case that counts from another day', () => {
  test.each(SHIPPED_CASES)('%s: the day is another, and all else stays', async (id) => {
    const text = (await shippedCaseText(id)) ?? '';
    const before = readCaseText(text, id).given;
    const moved = caseTextFrom(text, '2026-11-05', id);
    const unlike = moved.split('\n').filter((line) => !text.split('\n').includes(line));
    expect(unlike).toEqual(["from: '2026-11-05'", `writtenFor: '${before.from}'`]);
    expect(readCaseText(moved, id).given).toEqual({ ...before, from: '2026-11-05', writtenFor: before.from });
    expect(caseTextFrom(text, before.from, id)).toBe(text);
    // The day that it was written for stays the first one.
    const again = caseTextFrom(moved, '2027-01-01', id);
    expect(readCaseText(again, id).given).toMatchObject({ from: '2027-01-01', writtenFor: before.from });
    expect(movedText(readCaseText(caseTextFrom(again, before.from, id), id).given)).toBeUndefined();
  });

  test('lines that are no root line stay; a day that cannot be set or does not exist is refused', () => {
    const fault = (text: string, day: string) => {
      try {
        caseTextFrom(text, day, FILE);
      } catch (error) {
        return error instanceof ImpactFileError ? error.problems[0]?.message.en : String(error);
      }
      return undefined;
    };
    expect(fault(sound, '2026-02-30')).toContain('there is no day 2026-02-30');
    expect(fault(sound.replace("from: '2025-04-04'", "from:\n  '2025-04-04'"), '2026-11-05')).toContain(
      'a line of its own',
    );
    expect(fault(JSON.stringify(parse(sound)), '2026-11-05')).toContain('a line of its own');
    expect(fault('id: bad\n', '2026-11-05')).toContain('is missing');
    const crlf = caseTextFrom(sound.replaceAll('\n', '\r\n'), '2026-11-05', FILE);
    expect(readCaseText(crlf, FILE).given).toEqual(readCaseText(caseTextFrom(sound, '2026-11-05', FILE), FILE).given);
  });

  test('its report says what it was written for, what it is not compared with, and which holidays are not published', async () => {
    writeFileSync(FILE, sound);
    const options = { book: loadLaw(), seed: 1, samples: 2 };
    const moved = await runCase(FILE, { ...options, from: '2026-11-05' });
    const { queue, gaps } = moved.assessment;
    // 211 days from 5 November 2026: to 3 June 2027.
    expect(queue?.months.map(({ month }) => month)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-04',
      '2027-05',
    ]);
    expect([queue?.fit, queue?.check]).toEqual([undefined, undefined]);
    expect(gaps.filter(({ kind }) => kind === 'no-holidays')).toEqual([{ kind: 'no-holidays', year: '2027' }]);
    const said = (run: typeof moved) =>
      (['zh', 'en'] as const).map((language) => JSON.stringify(reportOf(run, language))).join('\n');
    const wanted = [
      '本案例原以2025年4月4日为首日编写，此处改自2026年11月5日起算',
      'written for a measure from 2025-04-04 and counts from 2026-11-05',
      '已有实际数据的月份（2025-04–2025-10）均不在评估期间内',
      'The holidays of 2027 are not published yet',
      '2027年的放假安排尚未公布',
    ];
    expect(wanted.filter((words) => !said(moved).includes(words))).toEqual([]);
    const own = await runCase(FILE, options);
    expect(own.assessment.queue?.fit).toBeDefined();
    expect(wanted.filter((words) => said(own).includes(words))).toEqual([]);
    // Whoever runs the stored text gets the same.
    writeFileSync(FILE, caseTextFrom(sound, '2026-11-05', FILE));
    expect((await runCase(FILE, options)).assessment).toEqual(moved.assessment);
  });
});
