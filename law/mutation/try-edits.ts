import { checkLaw, type LawBook } from '@ytterby/core';
import { asPrinted } from '../as-printed.ts';
import type { WorkedCase } from '../cases/case-file.ts';
import { compareCase } from '../cases/compare-case.ts';
import type { LawFile } from '../consistency.ts';
import { LawFileError } from '../errors.ts';
import { bookWith } from '../load.ts';
import { sweep, SWEPT } from '../sweep.ts';
import { type Edit, withEdit } from './edits.ts';

/** What can notice that the law was edited, from the quickest to the slowest. */
export const CATCHERS = ['loader', 'lists as printed', 'worked cases', 'calendar sweep', 'statements'] as const;
export type Catcher = (typeof CATCHERS)[number];

export interface Tried {
  readonly edit: Edit;
  /** Absent: the edit went by unnoticed. */
  readonly caught?: { readonly by: Catcher; readonly because: string };
}

/** The pack and the cases that edits are tried against. The cases that caught something last are asked first. */
export interface Bench {
  readonly files: readonly LawFile[];
  readonly cases: WorkedCase[];
}

/** What notices that this book is not as it should be? Undefined for a book in order. */
export function noticed(
  book: LawBook,
  cases: readonly WorkedCase[],
): { readonly by: Catcher; readonly because: string } | undefined {
  const [printed] = asPrinted(book);
  if (printed !== undefined) return { by: 'lists as printed', because: printed };
  const failing = cases.find((each) => disagrees(each, book));
  if (failing !== undefined) return { by: 'worked cases', because: failing.id };
  const [swept] = sweep(book);
  if (swept !== undefined) return { by: 'calendar sweep', because: swept };
  const [broken] = checkLaw(book, SWEPT.from, SWEPT.until).problems;
  return broken === undefined ? undefined : { by: 'statements', because: broken.statement };
}

function disagrees(each: WorkedCase, book: LawBook): boolean {
  try {
    const { found, wanted } = compareCase(each, book);
    return !isSame(found, wanted);
  } catch {
    // A pack on which a case cannot be worked out at all is noticed too.
    return true;
  }
}

/** Plain data alike, whatever the order of fields; a field that is undefined is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = (of: object) => Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined);
  const [ours, theirs] = [keys(a), keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    ours.length === theirs.length &&
    ours.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Is this edit noticed? The pack on disk is not touched. */
export function tryEdit(bench: Bench, edit: Edit): Tried {
  const file = bench.files.find(({ file: { path } }) => path === edit.file);
  let book: LawBook;
  try {
    book = bookWith(bench.files, edit.file, withEdit(file?.data, edit));
  } catch (error) {
    if (!(error instanceof LawFileError)) throw error;
    return { edit, caught: { by: 'loader', because: error.problems[0]?.code ?? '' } };
  }
  const caught = noticed(book, likelyFirst(bench.cases, edit));
  if (caught === undefined) return { edit };
  if (caught.by === 'worked cases') {
    const at = bench.cases.findIndex(({ id }) => id === caught.because);
    bench.cases.unshift(...bench.cases.splice(at, 1));
  }
  return { edit, caught };
}

/** Cases that cite the edited instrument or list before the others. */
function likelyFirst(cases: readonly WorkedCase[], { file }: Edit): readonly WorkedCase[] {
  const name = `cn/${file.replace(/^.*\//, '').replace(/\.ya?ml$/, '')}`;
  const cites = (each: WorkedCase) =>
    [...each.source, ...('expect' in each ? (each.expect.because ?? []) : [])].some((id) => id.startsWith(name));
  return [...cases.filter(cites), ...cases.filter((each) => !cites(each))];
}

/**
 * So many edits, spread over kinds of edit and over files: kinds take turns, and within a kind its files do. The same
 * seed gives the same edits.
 */
export function sampleOf(edits: readonly Edit[], count: number, seed: number): readonly Edit[] {
  const random = randomFrom(seed);
  const kinds = turns(edits, ({ kind }) => kind, random).map((ofKind) => turns(ofKind, ({ file }) => file, random));
  const queues = kinds.map((byFile) => {
    const queue: Edit[] = [];
    for (let round = 0; byFile.some((ofFile) => round < ofFile.length); round += 1)
      queue.push(...byFile.flatMap((ofFile) => ofFile[round] ?? []));
    return queue;
  });
  const sample: Edit[] = [];
  for (let round = 0; sample.length < count && queues.some((queue) => round < queue.length); round += 1)
    sample.push(...queues.flatMap((queue) => queue[round] ?? []));
  return sample.slice(0, count);
}

/** Groups in random order, each shuffled. */
function turns(edits: readonly Edit[], by: (edit: Edit) => string, random: () => number): readonly (readonly Edit[])[] {
  const groups = Map.groupBy(edits, by);
  return shuffled([...groups.values()], random).map((group) => shuffled(group, random));
}

function shuffled<Each>(all: readonly Each[], random: () => number): readonly Each[] {
  const result = [...all];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] as Each, result[index] as Each];
  }
  return result;
}

/** Numbers in [0, 1) that look random, the same for the same seed (mulberry32, public domain, T. Ettinger). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
