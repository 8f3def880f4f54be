import type { BatchLine } from '../determination/batch.ts';
import type { FactsRead } from '../determination/worker.ts';
import type { TablePreview } from '../intake/index.ts';
import { Type } from 'typebox';
import { FactsInBody, ReadingsInBody } from './determination.ts';
import { route } from './route.ts';
import { Day, LanguageShape } from './shapes.ts';

/** Many exports from a file, and answers as files. */

const closed = { additionalProperties: false } as const;

/** How a table is to be read, where its header does not say it. */
const READING = {
  name: Type.Optional(Type.String({ maxLength: 500, description: 'Name of the file; its ending tells the format.' })),
  sheet: Type.Optional(Type.String({ maxLength: 200, description: 'Of a workbook. Default: the first.' })),
  headerRow: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_048_576,
      description: 'Row of the header, from 1; the lower one of two. Default: found by its names.',
    }),
  ),
  mapping: Type.Optional(
    Type.String({
      maxLength: 20_000,
      description:
        'JSON: which column holds which field, by number (from 0) or title; null leaves it out. {"3": "endUserName", "Remarks": null}',
    }),
  ),
  asOf: Type.Optional(Day),
};

const PreviewShape = Type.Unsafe<TablePreview>({
  type: 'object',
  description:
    'Kind of the file, sheets, row of the header; each column with the field that it was taken for, how, and samples; all fields; the first rows; problems by cell, with remedy.',
});
const FactsShape = Type.Unsafe<FactsRead>({
  type: 'object',
  description:
    '`exports`: each with its row and its facts; `bom`: the bill of materials, where that was asked for, else null; `problems` by cell, with remedy.',
});
const LineShape = Type.Unsafe<BatchLine>({
  type: 'object',
  description:
    'By `kind`: branch, timeline (once, before the first line that has it), line, problem, note, progress; end is the last, and a file without it is not whole.',
});

export const BATCH_ROUTES = {
  'batch.preview': route({
    id: 'batch.preview',
    method: 'POST',
    path: '/v1/batches/preview',
    summary: 'What would be read from a table, and how',
    description: 'Nothing is stored. What is wrong with the file is in the reply, not a problem of the request.',
    action: 'determination.make',
    kind: 'compute',
    query: Type.Object(
      { ...READING, as: Type.Optional(Type.Enum(['exports', 'bom'] as const, { default: 'exports' })) },
      closed,
    ),
    body: 'file',
    reply: PreviewShape,
    problems: ['not-valid', 'too-large', 'not-ready'],
  }),
  'batch.determine': route({
    id: 'batch.determine',
    method: 'POST',
    path: '/v1/batches',
    summary: 'Determine every export of a file (CSV, XLSX, NDJSON, JSON, YAML)',
    description:
      'Nothing is stored. The outcome of each line on the day, and its timeline in every branch, as they come. Bad rows are told in their place and stop no other. Hanging up stops the work.',
    action: 'determination.make',
    kind: 'compute',
    query: Type.Object(
      {
        ...READING,
        asOf: Type.Optional({ ...Day, description: 'Day of export, in place of what the file says.' }),
        knownAt: Type.Optional({ ...Day, description: 'Only law published by this day. Default: the day of export.' }),
        readings: Type.Optional(
          Type.String({ maxLength: 4000, description: "JSON: readings taken in place of the pack's, id → option." }),
        ),
      },
      closed,
    ),
    body: 'file',
    reply: { ndjson: LineShape },
    problems: ['not-valid', 'too-large', 'not-ready'],
  }),
  'batch.facts': route({
    id: 'batch.facts',
    method: 'POST',
    path: '/v1/batches/facts',
    summary: 'The facts of some exports of a file, or of a bill of materials, as they are read',
    description:
      'What batch.determine read in those rows: for the full answer to a line, or a report on some. Nothing is stored.',
    action: 'determination.make',
    kind: 'compute',
    query: Type.Object(
      {
        ...READING,
        as: Type.Optional(Type.Enum(['exports', 'bom'] as const, { default: 'exports' })),
        rows: Type.Optional(
          Type.String({
            pattern: '^\\d{1,9}(,\\d{1,9}){0,499}$',
            description: 'Rows as batch.determine tells them: 7,12. Default: the first 500 exports.',
          }),
        ),
      },
      closed,
    ),
    body: 'file',
    reply: FactsShape,
    problems: ['not-valid', 'too-large', 'not-ready'],
  }),
  'determination.export': route({
    id: 'determination.export',
    method: 'POST',
    path: '/v1/determinations/export',
    summary: 'Determine exports and give the answers as a file',
    description:
      'Excel: one row a line. PDF: A4, PDF/A-2a, with reasons and sources; of more than ten exports without the full trace; at most 100 exports. HTML: one file that needs nothing else. JSON: as determination.make.',
    action: 'determination.make',
    kind: 'compute',
    body: Type.Object(
      {
        exports: Type.Array(FactsInBody, { minItems: 1, maxItems: 500 }),
        readings: Type.Optional(ReadingsInBody),
        language: LanguageShape,
        format: Type.Enum(['xlsx', 'pdf', 'json', 'html'] as const),
      },
      closed,
    ),
    reply: {
      file: [
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/pdf',
        'application/json',
        'text/html',
      ],
    },
    problems: ['not-valid', 'not-ready'],
  }),
} as const;
