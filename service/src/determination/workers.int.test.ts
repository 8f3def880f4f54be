import { lawTexts } from '@ytterby/law';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { IntakeError, readExportBytes } from '../intake/index.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { EXAMPLES } from '../report/example-exports.ts';
import { type BatchLine, determineMany } from './batch.ts';
import { startWorkers, TooBusy } from './workers.ts';

const law = lawInUse(lawTexts(), []);
const workers = startWorkers({ threads: 1 });
afterAll(() => workers.close());

const FORMS = ['oxide', 'metal', 'alloy', 'magnet'];
function csv(rows: number): Uint8Array {
  const lines = ['id,description,form,elements,origin,to,end user,value (EUR),as of'];
  for (let row = 0; row < rows; row++)
    lines.push(
      `L${row},goods ${row},${FORMS[row % 4]},"Dy, O",CN,${row % 2 ? 'DE' : 'US'},Buyer ${row % 20},${row},2026-08-03`,
    );
  return Buffer.from(lines.join('\n'));
}
const task = (rows: number) => ({ bytes: csv(rows), file: 'a.csv', reading: {}, options: {} });

async function all(source: AsyncIterable<BatchLine>): Promise<BatchLine[]> {
  const lines: BatchLine[] = [];
  for await (const line of source) lines.push(line);
  return lines;
}

describe('determineFile', () => {
  it('gives what determineMany gives, in order, over as many pieces as it takes', async () => {
    const there = await all(workers.determineFile(law, task(3000)));
    const here = await all(determineMany(readExportBytes(csv(3000), 'a.csv'), law.book));
    expect(there).toEqual(here);
  });

  it('asks for the law again where its fingerprint is another', async () => {
    let asked = 0;
    const told = {
      fingerprint: 'another',
      get texts() {
        asked += 1;
        return law.texts;
      },
    };
    await all(workers.determineFile(told, task(3)));
    await all(workers.determineFile(told, task(3)));
    expect(asked).toBe(1);
  });

  it('throws what keeps the whole file from being read', async () => {
    const unreadable = { bytes: Buffer.from('a,b\n1,2\n'), file: 'a.csv', reading: {}, options: {} };
    const error = await all(workers.determineFile(law, unreadable)).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(IntakeError);
    expect((error as IntakeError).problems.map(({ code }) => code)).toEqual(['intake/no-header']);
  });

  it('stops when the caller leaves, and works on for the next', async () => {
    for await (const line of workers.determineFile(law, task(50_000))) if (line.kind === 'line') break;
    expect((await all(workers.determineFile(law, task(2)))).at(-1)).toMatchObject({ kind: 'end', exports: 2 });
  });

  it('stops at the signal, while it waits for a thread and while it works', async () => {
    const reason = new Error('gone');
    const end = new AbortController();
    const running = all(workers.determineFile(law, task(50_000), end.signal));
    const waiting = all(workers.determineFile(law, task(5), end.signal));
    setTimeout(() => end.abort(reason), 100);
    expect(await Promise.allSettled([running, waiting])).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect((await all(workers.determineFile(law, task(2)))).at(-1)).toMatchObject({ kind: 'end', exports: 2 });
    const never = AbortSignal.abort(reason);
    await expect(all(workers.determineFile(law, task(2), never))).rejects.toBe(reason);
  });

  it('does not run ahead of who takes its lines, and leaves this thread free', async () => {
    let beats = 0;
    const beat = setInterval(() => {
      beats += 1;
    }, 5);
    await all(workers.determineFile(law, task(5000)));
    clearInterval(beat);
    expect(beats).toBeGreaterThan(10);
  });

  it('refuses more than may wait', async () => {
    const few = startWorkers({ threads: 1, waiting: 1 });
    try {
      const results = await Promise.allSettled([1, 2, 3].map(() => all(few.determineFile(law, task(5)))));
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect(results[2]).toMatchObject({ reason: expect.any(TooBusy) });
      expect(await all(few.determineFile(law, task(1)))).not.toHaveLength(0);
    } finally {
      await few.close();
    }
  });
});

describe('preview', () => {
  it('looks at a table', async () => {
    const preview = await workers.preview({ bytes: csv(3), file: 'a.csv', options: {} });
    expect(preview).toMatchObject({ kind: 'csv', headerRow: 1, problems: [] });
  });
});

describe('answers', () => {
  const exports = [EXAMPLES.prohibited, EXAMPLES.several];
  const answers = (format: 'xlsx' | 'pdf' | 'json' | 'html') =>
    workers.answers(law, { exports, readings: {}, format, language: 'en', at: '2026-11-24T07:00:00Z' });

  it('writes a workbook', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await answers('xlsx')).buffer as ArrayBuffer);
    const [sheet] = book.worksheets;
    expect(sheet?.rowCount).toBe(5);
    const [heads, first] = [1, 2].map((row) => sheet?.getRow(row).values as string[]);
    expect(first?.[heads?.findIndex((head) => head?.toLowerCase() === 'outcome') ?? -1]).toBe('prohibited');
  });

  it('writes PDF, JSON and HTML', async () => {
    expect(
      Buffer.from(await answers('pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(JSON.parse(Buffer.from(await answers('json')).toString())).toMatchObject([
      { outcome: 'prohibited' },
      { lines: [{}, {}, {}] },
    ]);
    expect(Buffer.from(await answers('html')).toString()).toMatch(/^<!DOCTYPE html>/);
  });
});
