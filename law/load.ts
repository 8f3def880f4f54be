import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FormWord, type Holidays, type LawBook, isLegalDate } from '@ytterby/core';
import { type LawFile, consistencyProblems, impossibleDates } from './consistency.ts';
import { LAW_FILE_PROBLEMS, LawFileError, type LawFileProblem } from './errors.ts';
import { withOtherWords } from './form-words.ts';
import { kindOf } from './kinds.ts';
import { shapeProblems } from './shape.ts';
import { type YamlFile, readYaml } from './yaml-file.ts';

export { LAW_FILE_PROBLEMS, LawFileError, type LawFileProblem, type LawFileProblemCode } from './errors.ts';

export interface LoadOptions {
  /** The folder of one jurisdiction; default: `cn` beside this file. */
  readonly folder?: string;
  /** Files and folders laid over the pack: a new instrument is one more file. */
  readonly extra?: readonly string[];
}

/** A file as text. The path tells its kind when it lies as in a pack (`cn/instruments/…`), and names it in problems. */
export interface LawText {
  readonly path: string;
  readonly text: string;
}

/**
 * The law of a folder, as one frozen book.
 * @throws LawFileError with everything that is wrong, by file, line and field
 * @example loadLaw({ extra: ['mofcom-2026-40.yaml'] })
 */
export function loadLaw(options: string | LoadOptions = {}): LawBook {
  return parseLawFiles(lawTexts(options));
}

/**
 * The files of a folder and of what is laid over it, as texts: to be kept, compared or handed to another thread.
 * @throws LawFileError where a file laid over it cannot be read
 */
export function lawTexts(options: string | LoadOptions = {}): readonly LawText[] {
  const { folder = path.join(import.meta.dirname, 'cn'), extra = [] } =
    typeof options === 'string' ? { folder: options } : options;
  const named = (file: string): LawText => ({
    path: path.relative(path.dirname(path.resolve(folder)), file).replaceAll(path.sep, '/'),
    text: readFileSync(file, 'utf8'),
  });
  return [...yamlFilesIn(folder).map(named), ...extra.flatMap(laidOver)];
}

/** The files of a place that was named by hand, so it may not be there. */
function laidOver(place: string): readonly LawText[] {
  try {
    const files = statSync(place).isDirectory() ? yamlFilesIn(place) : [place];
    return files.map((file) => ({ path: file.replaceAll(path.sep, '/'), text: readFileSync(file, 'utf8') }));
  } catch (error) {
    const { meaning: _, remedy } = LAW_FILE_PROBLEMS['no-such-file'];
    const message = `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
    throw new LawFileError([{ file: place, line: 1, column: 1, path: '', code: 'no-such-file', message, remedy }]);
  }
}

function yamlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.resolve(folder, name));
}

/** Files without a fault, by path and text: the law is read anew with each draft, and a hundred of its files stay as they are. */
const soundFiles = new Map<string, LawFile>();
/** More than a pack has. */
const KEPT_FILES = 300;

/**
 * The same from texts in memory.
 * @throws LawFileError
 */
export function parseLawFiles(texts: readonly LawText[]): LawBook {
  const files = readLawFiles(texts);
  const before = books.find(({ of }) => of.length === files.length && of.every((file, at) => file === files[at]));
  if (before !== undefined) return before.book;
  const book = freeze(bookOf(files));
  books.unshift({ of: files, book });
  books.length = Math.min(books.length, KEPT_BOOKS);
  return book;
}

/**
 * The books that were made last. The same files make the same book, which nobody can change; what answers keep of a law is told by which book it
 * is, so that whoever reads the law again begins where the last one was.
 */
const books: { readonly of: readonly LawFile[]; readonly book: LawBook }[] = [];
const KEPT_BOOKS = 3;

/**
 * The files of a pack one by one, read and checked, alone and together.
 * @throws LawFileError
 */
export function readLawFiles(texts: readonly LawText[]): readonly LawFile[] {
  const problems: LawFileProblem[] = [];
  const sound: LawFile[] = [];
  const unread: YamlFile[] = [];
  for (const text of texts) {
    const read = soundFiles.get(keyOf(text)) ?? readLawFile(text);
    if ('found' in read) {
      problems.push(...read.found);
      unread.push(read.file);
    } else {
      keep(text, read);
      sound.push(read);
    }
  }
  problems.push(...consistencyProblems(sound, unread), ...packProblems(sound, unread));
  if (problems.length > 0) throw new LawFileError(problems);
  return sound;
}

/**
 * The book when one file says something else: checked as the loader checks it, without reading the others again.
 * @throws LawFileError
 */
export function bookWith(files: readonly LawFile[], changed: string, data: unknown): LawBook {
  const sound = files.map((entry) =>
    entry.file.path === changed ? ({ ...entry, file: { ...entry.file, data }, data } as LawFile) : entry,
  );
  const problems = sound
    .filter(({ file }) => file.path === changed)
    .flatMap(({ file, kind }) => [...shapeProblems(file, kind), ...impossibleDates(file, isLegalDate)]);
  if (problems.length === 0) problems.push(...consistencyProblems(sound, []));
  if (problems.length > 0) throw new LawFileError(problems);
  return freeze(bookOf(sound));
}

const keyOf = ({ path: name, text }: LawText) => `${name}\0${text}`;

/** Keeps what was read last. */
function keep(text: LawText, file: LawFile): void {
  const key = keyOf(text);
  soundFiles.delete(key);
  soundFiles.set(key, file);
  if (soundFiles.size <= KEPT_FILES) return;
  const [oldest] = soundFiles.keys();
  if (oldest !== undefined) soundFiles.delete(oldest);
}

function readLawFile({
  path: name,
  text,
}: LawText): LawFile | { readonly file: YamlFile; readonly found: readonly LawFileProblem[] } {
  const file = readYaml(name, text);
  const kind = kindOf(name, file.data);
  const dates = impossibleDates(file, isLegalDate);
  if (file.problems.length > 0) return { file, found: [...file.problems, ...dates] };
  if (kind === undefined)
    return { file, found: [file.problem('unknown-file', [], 'It cannot be told what this file is.'), ...dates] };
  const found = [...shapeProblems(file, kind), ...dates];
  return found.length > 0 ? { file, found } : ({ file, kind, data: file.data } as LawFile);
}

function packProblems(sound: readonly LawFile[], unread: readonly YamlFile[]): readonly LawFileProblem[] {
  const [first, ...others] = sound.filter(({ kind }) => kind === 'pack');
  if (!first && !unread.some(({ path: name }) => /(^|\/)pack\.yaml$/.test(name))) {
    const { meaning, remedy } = LAW_FILE_PROBLEMS['no-pack'];
    return [{ file: 'pack.yaml', line: 1, column: 1, path: '', code: 'no-pack', message: meaning, remedy }];
  }
  return others.map(({ file }) => file.problem('no-pack', [], `${first?.file.path} is the pack already.`));
}

const NO_WORDS: readonly FormWord[] = [];

function bookOf(files: readonly LawFile[]): LawBook {
  const of = <K extends LawFile['kind']>(kind: K) =>
    files.filter((entry) => entry.kind === kind).map((entry) => entry.data as Extract<LawFile, { kind: K }>['data']);
  const years = of('holidays');
  const [procedure] = of('procedure');
  const [notice] = of('notice');
  const [goods] = of('goods');
  const [words = NO_WORDS, ...moreWords] = of('forms');
  const allWords = moreWords.length === 0 ? words : [words, ...moreWords].flat();
  return {
    ...(procedure && { procedure }),
    ...(notice && { notice }),
    ...(goods && { goods }),
    pack: of('pack')[0]!,
    instruments: of('instrument'),
    itemLists: of('item-list').map((list) => withOtherWords(list, allWords)),
    partyLists: of('party-list'),
    readings: of('readings').flat(),
    notes: of('notes').flat(),
    calendar: {
      published: Object.fromEntries(
        years.filter(({ published }) => published === 'yes').map((year) => [year.year, sourcesOf(year)]),
      ),
      changed: Object.fromEntries(
        years.flatMap(({ off, work }) => [
          ...off.map(({ date }) => [date, true] as const),
          ...work.map(({ date }) => [date, false] as const),
        ]),
      ),
    },
  };
}

const sourcesOf = ({ source }: Holidays) =>
  source.map((entry) => (typeof entry === 'string' ? entry : (entry.url ?? entry.note)));

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
