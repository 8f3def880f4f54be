import type { Language } from '@ytterby/core';
import { type Answered, answersJson, answersXlsx, reportOf } from '../report/answers.ts';
import { reportPdf } from '../report/pdf.ts';

/** The forms in which answers leave as a file. */
export const ANSWERS_FORMATS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
  html: 'text/html',
} as const;
export type AnswersFormat = keyof typeof ANSWERS_FORMATS;

/** Answers as a file. `at`: when they were given, an RFC 3339 instant. */
export async function answersFile(
  answered: readonly Answered[],
  format: AnswersFormat,
  language: Language,
  at: string,
): Promise<Uint8Array> {
  const determinations = answered.map(({ determination }) => determination);
  switch (format) {
    case 'xlsx':
      return answersXlsx(determinations, language);
    case 'pdf':
      return reportPdf(determinations, { language, generatedAt: at });
    case 'json':
      return Buffer.from(answersJson(determinations));
    case 'html':
      return Buffer.from(reportOf(answered, language, new Date(at)));
  }
}
