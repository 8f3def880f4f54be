import { columns, isLegalDate } from '@ytterby/core';
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

/** Rows with aligned columns; the last column runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, columns(cell));
    });
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - columns(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
