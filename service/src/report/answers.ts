import {
  branchLabel,
  type Determination,
  determineOverTime,
  type ExportFacts,
  type Language,
  type LawBook,
  type ReadingId,
} from '@ytterby/core';
import { writeXlsx } from 'hucre/xlsx';
import { reportHtml } from './html.ts';
import { determinationRows } from './tables.ts';
import { valueFlow } from './value-flow.ts';

/** One answer with what it was made from. */
export interface Answered {
  readonly facts: ExportFacts;
  readonly determination: Determination;
  readonly book: LawBook;
  readonly readings: Partial<Record<ReadingId, string>>;
}

/** Answers as JSON: one determination, or a list of several. */
export function answersJson(determinations: readonly Determination[]): string {
  const [first] = determinations;
  return `${JSON.stringify(determinations.length === 1 ? first : determinations, null, 2)}\n`;
}

/** Answers as an Excel workbook: one sheet, one row per line, columns as in `determinationRows`. Cells hold text, never formulas. */
export async function answersXlsx(determinations: readonly Determination[], language: Language): Promise<Uint8Array> {
  const tables = determinations.map((determination) => determinationRows(determination, language));
  const columns = tables[0]?.columns ?? [];
  const lines = tables.flatMap(({ rows }) => rows.map((row) => columns.map(({ key }) => row[key] ?? null)));
  return writeXlsx({
    sheets: [
      {
        name: 'Ytterby',
        freezePane: { rows: 1 },
        columns: columns.map(({ name }) => ({ width: Math.min(50, name.length * 2 + 10) })),
        rows: [columns.map(({ name }) => name), ...lines],
        cells: new Map(
          columns.map(({ name }, column) => [
            `0,${column}`,
            { value: name, type: 'string' as const, style: { font: { bold: true } } },
          ]),
        ),
      },
    ],
  });
}

/** The report of these answers, with the answer over time and the flow of value drawn. */
export function reportOf(all: readonly Answered[], language: Language, now: Date): string {
  const drawings = new Map(
    all.flatMap(({ facts, determination, book, readings }) => {
      const overTime = determineOverTime(facts, book, { readings });
      return determination.lines.map((line, index) => {
        const segments = (overTime[index] ?? []).map((segment) => ({
          ...segment,
          label: branchLabel(segment.branch, book),
        }));
        const flow = facts.bom === undefined || line.content === null ? null : valueFlow(facts.bom, line.content);
        return [line, flow === null ? { segments } : { segments, flow }] as const;
      });
    }),
  );
  return reportHtml(
    all.map(({ determination }) => determination),
    {
      language,
      generatedAt: now.toISOString().slice(0, 16).replace('T', ' '),
      drawingsOf: (line) => drawings.get(line) ?? {},
    },
  );
}
