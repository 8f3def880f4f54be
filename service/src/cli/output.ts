import { type Determination, explainText } from '@ytterby/core';
import { type Answered, answersJson, answersXlsx, reportOf } from '../report/answers.ts';
import { determinationRows } from '../report/tables.ts';
import { colour } from './colour.ts';
import type { Language } from './terminal.ts';

export { type Answered, reportOf };

export const FORMATS = ['text', 'json', 'ndjson', 'csv', 'xlsx', 'html'] as const;
export type Format = (typeof FORMATS)[number];

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
    end: async () => answersJson(all),
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
  const all: Determination[] = [];
  return {
    add: ({ determination }) => {
      all.push(determination);
      return '';
    },
    end: () => answersXlsx(all, language),
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
