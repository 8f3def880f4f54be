import {
  branchLabel,
  type Determination,
  determineOverTime,
  type ExportFacts,
  type LawBook,
  type ReadingId,
} from '@ytterby/core';
import { explainText } from '@ytterby/core';
import ExcelJS from 'exceljs';
import { reportHtml } from '../report/html.ts';
import { determinationRows } from '../report/tables.ts';
import { valueFlow } from '../report/value-flow.ts';
import { colour } from './colour.ts';
import type { Language } from './terminal.ts';

export const FORMATS = ['text', 'json', 'ndjson', 'csv', 'xlsx', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** One answer with what it was made from. */
export interface Answered {
  readonly facts: ExportFacts;
  readonly determination: Determination;
  readonly book: LawBook;
  readonly readings: Partial<Record<ReadingId, string>>;
}

/** Takes answers one by one; `add` returns text to write at once, `end` what can only be written at the end. */
export interface AnswerWriter {
  add(answered: Answered): string;
  end(): Promise<string | Uint8Array>;
}

/** The writer for a format. Text, NDJSON and CSV stream; JSON, HTML and XLSX are written whole. */
export function answerWriter(format: Format, language: Language): AnswerWriter {
  switch (format) {
    case 'text':
      return textWriter(language);
    case 'ndjson':
      return { add: ({ determination }) => `${JSON.stringify(determination)}\n`, end: async () => '' };
    case 'json':
      return jsonWriter();
    case 'csv':
      return csvWriter(language);
    case 'xlsx':
      return xlsxWriter(language);
    case 'html':
      return htmlWriter(language);
  }
}

function textWriter(language: Language): AnswerWriter {
  let count = 0;
  const width = Math.min(process.stdout.columns ?? 100, 110);
  return {
    add: ({ determination }) => {
      count += 1;
      const text = explainText(determination, language, { width });
      return `${count > 1 ? `\n${'─'.repeat(width)}\n\n` : ''}${process.stdout.isTTY ? colour(text) : text}\n`;
    },
    end: async () => '',
  };
}

function jsonWriter(): AnswerWriter {
  const all: Determination[] = [];
  return {
    add: ({ determination }) => {
      all.push(determination);
      return '';
    },
    end: async () => `${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`,
  };
}

/** RFC 4180. A cell that a spreadsheet would run as a formula is given as text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvWriter(language: Language): AnswerWriter {
  let isFirst = true;
  return {
    add: ({ determination }) => {
      const { columns, rows } = determinationRows(determination, language);
      const lines = rows.map((row) => columns.map(({ key }) => csvCell(row[key])).join(','));
      // The mark tells spreadsheets that Chinese text is UTF-8.
      const head = isFirst ? [`\ufeff${columns.map(({ name }) => csvCell(name)).join(',')}`] : [];
      isFirst = false;
      return `${[...head, ...lines].join('\r\n')}\r\n`;
    },
    end: async () => '',
  };
}

function xlsxWriter(language: Language): AnswerWriter {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Ytterby', { views: [{ state: 'frozen', ySplit: 1 }] });
  return {
    add: ({ determination }) => {
      const { columns, rows } = determinationRows(determination, language);
      if (sheet.columnCount === 0)
        sheet.columns = columns.map(({ key, name }) => ({
          key,
          header: name,
          width: Math.min(50, name.length * 2 + 10),
        }));
      for (const row of rows) sheet.addRow(row);
      return '';
    },
    end: async () => {
      sheet.getRow(1).font = { bold: true };
      return new Uint8Array(await workbook.xlsx.writeBuffer());
    },
  };
}

function htmlWriter(language: Language): AnswerWriter {
  const all: Answered[] = [];
  return {
    add: (answered) => {
      all.push(answered);
      return '';
    },
    end: async () => reportOf(all, language, new Date()),
  };
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
