import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import type { FileBody, FileReply } from '../contract/route.ts';
import type { BatchLine } from '../determination/batch.ts';
import { startWorkers } from '../determination/workers.ts';
import { EXAMPLES } from '../report/example-exports.ts';
import { bareContext, PACK } from './bare-context.ts';
import { batchHandlers } from './batch.ts';

const workers = startWorkers({ threads: 1 });
afterAll(() => workers.close());
const handlers = batchHandlers({ law: () => PACK, workers, mostBytes: 100_000 });

const file = (content: string | Uint8Array, name: string, mediaType = ''): FileBody => ({
  name,
  mediaType,
  bytes: (async function* () {
    yield typeof content === 'string' ? Buffer.from(content) : content;
  })(),
});
const asked = { params: undefined, query: {} };

async function determined(body: FileBody, query: object = {}, signal?: AbortSignal): Promise<BatchLine[]> {
  const context = bareContext(signal === undefined ? {} : { signal });
  const { body: lines } = await handlers['batch.determine']({ ...asked, query, body }, context);
  const all: BatchLine[] = [];
  for await (const line of lines as AsyncIterable<BatchLine>) all.push(line);
  return all;
}
const problemOf = (work: Promise<unknown>): Promise<ApiProblem> =>
  work.then(
    () => Promise.reject(new Error('no problem')),
    (error: unknown) => {
      if (error instanceof ApiProblem) return error;
      throw error;
    },
  );

const CSV =
  'Nr,Ware,Elemente,form,Ziel,asOf\nL1,Dysprosiumoxid,"Dy, O",oxide,US,2026-08-03\nL2,Oxid,"Dy, O",oxide,Mars,2026-08-03\n';
const MAPPING = JSON.stringify({ 0: 'id', Ware: 'description', 2: 'elements', Ziel: 'to' });

describe('batch.preview', () => {
  it('shows what would be read, with the mapping of the user', async () => {
    const query = { mapping: MAPPING, as: 'exports' as const };
    const { body } = await handlers['batch.preview']({ ...asked, query, body: file(CSV, 'a.csv') }, bareContext());
    expect(body.columns.map(({ field, how }) => [field, how])).toEqual([
      ['id', 'given'],
      ['description', 'given'],
      ['elements', 'given'],
      ['form', 'recognised'],
      ['to', 'given'],
      ['asOf', 'recognised'],
    ]);
    expect(body.problems.map(({ code }) => code)).toEqual(['intake/unknown-country']);
  });

  it('tells what is wrong with a file in its reply', async () => {
    const { body } = await handlers['batch.preview'](
      { ...asked, query: {}, body: file(new Uint8Array([0x25, 0x50, 0x44, 0x46]), 'a.xlsx') },
      bareContext(),
    );
    expect(body.problems.map(({ code }) => code)).toEqual(['intake/not-xlsx']);
  });
});

describe('batch.facts', () => {
  it('gives the facts of the rows that were asked for, with the mapping of the user', async () => {
    const query = { mapping: MAPPING, rows: '2' };
    const { body } = await handlers['batch.facts']({ ...asked, query, body: file(CSV, 'a.csv') }, bareContext());
    expect(body.exports).toMatchObject([
      { row: 2, facts: { asOf: '2026-08-03', to: 'US', lines: [{ id: 'L1', item: { form: 'oxide' } }] } },
    ]);
    expect([body.bom, body.problems]).toEqual([null, []]);
  });

  it('reads all rows where none is named, and tells what is wrong', async () => {
    const query = { mapping: MAPPING };
    const { body } = await handlers['batch.facts']({ ...asked, query, body: file(CSV, 'a.csv') }, bareContext());
    expect(body.exports.map(({ row }) => row)).toEqual([2]);
    expect(body.problems.map(({ code }) => code)).toEqual(['intake/unknown-country']);
  });

  it('reads a bill of materials', async () => {
    const bill = 'part,parent,quantity,form,elements\nmotor,,1,assembly,\nmagnet,motor,2,magnet,"Nd, Fe, B"\n';
    const query = { as: 'bom' as const };
    const { body } = await handlers['batch.facts']({ ...asked, query, body: file(bill, 'bom.csv') }, bareContext());
    expect(body.bom?.parts.map(({ id }) => id)).toEqual(['motor', 'magnet']);
  });
});

describe('batch.determine', () => {
  it('answers line by line, with bad rows in their place', async () => {
    const lines = await determined(file(CSV, '', 'text/csv'), { mapping: MAPPING });
    expect(lines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['branch', 'timeline', 'line', 'problem']));
    expect(lines.find(({ kind }) => kind === 'line')).toMatchObject({ row: 2, id: 'L1', destination: 'US' });
    expect(lines.at(-1)).toMatchObject({ kind: 'end', lines: 1, problems: 1 });
  });

  it('refuses a file that cannot be read as a whole, before the first line', async () => {
    const problem = await problemOf(determined(file('a,b\n1,2\n', 'a.csv')));
    expect(problem.code).toBe('not-valid');
    expect(problem.fields[0]?.en).toMatch(/no row with known column names/i);
  });

  it.each([
    [{ mapping: '{' }, '/query/mapping'],
    [{ mapping: '{"0":5}' }, '/query/mapping'],
    [{ mapping: '[]' }, '/query/mapping'],
    [{ readings: '{"end-day":null}' }, '/query/readings'],
    [{ readings: '{"no":"such"}' }, '/query/readings'],
    [{ asOf: '2026-02-30' }, '/query/asOf'],
    [{ knownAt: '2026-02-30' }, '/query/knownAt'],
  ])('refuses %j', async (query, path) => {
    const problem = await problemOf(determined(file(CSV, 'a.csv'), query));
    expect([problem.code, problem.fields[0]?.path]).toEqual(['not-valid', path]);
  });

  it('refuses a file that is too large', async () => {
    expect((await problemOf(determined(file('x'.repeat(100_001), 'a.csv')))).code).toBe('too-large');
  });

  it('stops when the caller has gone', async () => {
    const reason = new Error('gone');
    await expect(determined(file(CSV, 'a.csv'), { mapping: MAPPING }, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('determination.export', () => {
  const exported = async (format: 'xlsx' | 'pdf' | 'json' | 'html', exports: unknown[] = [EXAMPLES.prohibited]) => {
    const body = { exports, language: 'zh' as const, format };
    return (await handlers['determination.export']({ ...asked, query: undefined, body }, bareContext()))
      .body as FileReply;
  };
  const bytesOf = ({ bytes }: FileReply) => Buffer.from(bytes as Uint8Array);

  it('gives a workbook', async () => {
    const reply = await exported('xlsx');
    expect(reply).toMatchObject({ name: 'ytterby-2026-11-24.xlsx', mediaType: expect.stringMatching(/spreadsheetml/) });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytesOf(reply)).buffer);
    const [heads, first] = [1, 2].map((row) => book.worksheets[0]?.getRow(row).values as string[]);
    expect(first?.[heads?.indexOf('结论') ?? -1]).toBe('禁止出口');
  });

  it('gives PDF, HTML and JSON', async () => {
    expect(
      bytesOf(await exported('pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(bytesOf(await exported('html')).toString()).toMatch(/^<!DOCTYPE html>/);
    expect(JSON.parse(bytesOf(await exported('json')).toString())).toMatchObject({ outcome: 'prohibited' });
  });

  it('sets no more in one PDF than memory bears', async () => {
    const problem = await problemOf(exported('pdf', Array(101).fill(EXAMPLES.prohibited)));
    expect(problem.fields.map(({ path }) => path)).toEqual(['/body/exports']);
  });

  it('names the export and field that cannot be used', async () => {
    const wrong = { ...EXAMPLES.prohibited, to: 'Mars' };
    const problem = await problemOf(exported('json', [EXAMPLES.prohibited, wrong]));
    expect(problem.fields.map(({ path }) => path)).toEqual(['/body/exports/1/to']);
  });
});
