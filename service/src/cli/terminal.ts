import { columns, isLegalDate } from '@ytterby/core';
import { InvalidArgumentError, Option } from 'commander';
import { readDate } from '../intake/dates.ts';

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

/** A day that exists, as an argument or the value of an option; of a moment with an offset, its day in Beijing. */
export function legalDay(text: string): string {
  if (isLegalDate(text)) return text;
  const read = /^\d{4}-\d{2}-\d{2}[Tt ]/.test(text) ? readDate(text) : undefined;
  if (read?.ok) return read.value;
  if (read?.code === 'intake/no-offset')
    throw new InvalidArgumentError(
      `“${text}” has a time of day and no offset from UTC, so its day in Beijing is not known; write YYYY-MM-DD or add the offset.`,
    );
  throw new InvalidArgumentError(`“${text}” is not a day that exists; write YYYY-MM-DD.`);
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
