import { type Bilingual, INTAKE_ERRORS, type ProblemCode } from './errors.ts';

/** Where in a file something is: rows and columns as a person sees them, counted from 1. */
export interface Place {
  file: string;
  sheet?: string;
  row?: number;
  line?: number;
  /** A number in text files; the title of the column in tables. */
  column?: number | string;
  /** The cell as a spreadsheet program names it: `Sheet1!B7`. */
  cell?: string;
  /** Path of the fact, for example `lines[0].madeIn`. */
  field?: string;
}

/** What is wrong (or worth knowing) at one place of a file, and what to do about it. */
export interface Problem extends Place {
  code: ProblemCode;
  message: Bilingual;
  remedy: Bilingual;
}

/** Values that are our own words, not the file's. */
const OWN_WORDS = new Set(['known', 'wanted', 'wantedZh', 'hint', 'hintZh', 'example']);

/** Number of a column (from 0) → its letters. @example columnLetters(27) // 'AB' */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

/** The cell of a sheet, as `{ cell: "Sheet1!B7" }`; nothing where the table has no sheet. Odd sheet names stand in quotes. */
export function cellAt({ sheet }: Pick<Place, 'sheet'>, row: number, index: number): { cell?: string } {
  if (sheet === undefined || index < 0) return {};
  const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return { cell: `${name}!${columnLetters(index)}${row}` };
}

/** Long values would drown the message that quotes them. */
function shorten(value: string, limit = 80): string {
  const flat = value.replace(/\s+/g, ' ').toWellFormed();
  return flat.length > limit ? `${flat.slice(0, limit - 1).toWellFormed()}…` : flat;
}

function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(values, name) ? shorten(String(values[name]), OWN_WORDS.has(name) ? 600 : 80) : '',
  );
}

/** Builds a problem from its code; `values` fill the `{name}` places of its texts. */
export function problem(code: ProblemCode, place: Place, values: Record<string, string | number> = {}): Problem {
  const { message, remedy } = INTAKE_ERRORS[code];
  return {
    ...place,
    code,
    message: { zh: fill(message.zh, values), en: fill(message.en, values) },
    remedy: { zh: fill(remedy.zh, values), en: fill(remedy.en, values) },
  };
}

/**
 * One line a person can act on: `file:line:column field: message — remedy`. Tables name sheet, row and column title, or the
 * cell where it is known.
 * @example 'a.yaml:3:7 lines[0].madeIn: "XX" is not a country … — use the two letters …'
 */
export function formatProblem(found: Omit<Problem, 'code'>, language: 'zh' | 'en' = 'en'): string {
  const isTable = found.row !== undefined;
  const where = isTable
    ? [
        found.file,
        ...(found.cell === undefined
          ? [
              found.sheet === undefined ? undefined : `[${found.sheet}]`,
              language === 'zh' ? `第${found.row}行` : `row ${found.row}`,
            ]
          : [found.cell]),
        found.column === undefined ? undefined : `"${shorten(String(found.column))}"`,
      ]
        .filter((part) => part !== undefined)
        .join(' ')
    : [found.file, found.line, found.line === undefined ? undefined : found.column]
        .filter((part) => part !== undefined)
        .join(':');
  const field = found.field === undefined || found.field === '' ? '' : ` ${shorten(found.field)}`;
  return `${where}${field}: ${found.message[language]} — ${found.remedy[language]}`;
}

/** A file (or a part of it) that cannot be read, with every problem found. The only error that readers throw. */
export class IntakeError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((found) => formatProblem(found)).join('\n'));
    this.name = 'IntakeError';
    this.problems = problems;
  }
}

/** Throws an `IntakeError` with this one problem. */
export function refuse(code: ProblemCode, place: Place, values: Record<string, string | number> = {}): never {
  throw new IntakeError([problem(code, place, values)]);
}
