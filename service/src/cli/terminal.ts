import { isLegalDate } from '@ytterby/core';
import { InvalidArgumentError, Option } from 'commander';

export type Language = 'zh' | 'en';

/** The sentence in the language asked for. */
export function say<Value>(language: Language, zh: Value, en: Value): Value {
  return language === 'zh' ? zh : en;
}

export function languageOption(): Option {
  const preferred = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en';
  return new Option('--lang <language>', 'zh or en / 语言').choices(['zh', 'en']).default(preferred);
}

export function textOrJson(): Option {
  return new Option('--format <format>', 'form of the answer').choices(['text', 'json']).default('text');
}

/** A day that exists, as an argument or the value of an option. */
export function legalDay(text: string): string {
  if (!isLegalDate(text)) throw new InvalidArgumentError(`“${text}” is not a day that exists; write YYYY-MM-DD.`);
  return text;
}

export function dateOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(legalDay);
}

/** Columns a text takes on a terminal: East Asian wide characters take two (Unicode Standard Annex 11). */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  return columns;
}

/** Rows with aligned columns; the last column runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, columnsOf(cell));
    });
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - columnsOf(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
