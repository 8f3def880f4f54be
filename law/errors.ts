/**
 * What the loader refuses. A code is stable: tests and editors rely on it. `remedy` is what the author of the file can
 * do; a problem may carry a more exact one.
 */
export const LAW_FILE_PROBLEMS = {
  'broken-yaml': {
    meaning: 'The file is not one YAML document with unique keys.',
    remedy: 'Mend the YAML at this place.',
  },
  'no-such-file': {
    meaning: 'A file or folder that was named is not there or cannot be read.',
    remedy: 'Check the path.',
  },
  'unknown-file': {
    meaning: 'Neither its folder nor its fields say what the file is.',
    remedy: 'Put it into one of the folders instruments, statements, control-list, lists or calendars.',
  },
  'no-pack': {
    meaning: 'Not exactly one file names the pack and the days it covers.',
    remedy: 'Keep one pack.yaml.',
  },
  'unknown-key': {
    meaning: 'A field that the schema does not have.',
    remedy: 'Correct its name or take it out; a field that nobody reads would be lost in silence.',
  },
  'missing-field': { meaning: 'A field that must be there is not.', remedy: 'Add the field.' },
  uncited: {
    meaning: 'A statement of law without its citation or source.',
    remedy: 'Say where it stands (cite) and where it was read (source).',
  },
  'wrong-value': {
    meaning: 'A value outside what the field takes.',
    remedy: 'Give one of the values that the field takes.',
  },
  'no-such-date': { meaning: 'A day that the calendar does not have.', remedy: 'Give the day as printed in the text.' },
  'duplicate-id': {
    meaning: 'Two entries with one id, code or day.',
    remedy: 'Give one of them its own; an id never changes meaning.',
  },
  'foreign-id': {
    meaning: 'An id that does not begin with the id of the instrument it belongs to.',
    remedy: 'Begin it with the id of the instrument.',
  },
  'window-backwards': {
    meaning: 'A last day before the first.',
    remedy: 'Exchange or correct the two days.',
  },
  'overlapping-windows': {
    meaning: 'Two windows of one instrument do the same to the same provision on the same day.',
    remedy: 'Let the second begin when the first has ended, or join them.',
  },
  'dangling-reference': {
    meaning: 'A reference to something that no file has.',
    remedy: 'Correct the id, or add the file that it stands in.',
  },
  'unknown-reading': {
    meaning: 'A reading, or an option of one, that the core cannot take.',
    remedy: 'Use a reading and an option that core/src/law/readings.ts lists.',
  },
} as const;
export type LawFileProblemCode = keyof typeof LAW_FILE_PROBLEMS;

/** One thing wrong with one file, at the place where the author can mend it. */
export interface LawFileProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The field, as in `provisions[2].acts[0].on[1]`; empty for the file as a whole. */
  readonly path: string;
  readonly code: LawFileProblemCode;
  readonly message: string;
  readonly remedy: string;
}

/** Thrown by the loader with everything that is wrong, in the order of files and lines. */
export class LawFileError extends Error {
  override readonly name = 'LawFileError';
  readonly problems: readonly LawFileProblem[];

  constructor(problems: readonly LawFileProblem[]) {
    const sorted = [...problems].sort((a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column);
    super(
      [
        `The law cannot be loaded: ${sorted.length} problem${sorted.length === 1 ? '' : 's'}.`,
        ...sorted.map(sentence),
      ].join('\n'),
    );
    this.problems = sorted;
  }
}

function sentence({ file, line, column, path, code, message, remedy }: LawFileProblem): string {
  return `${file}:${line}:${column}${path && ` ${path}`}: ${message} ${remedy} [${code}]`;
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
