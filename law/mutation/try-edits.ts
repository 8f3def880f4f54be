import { checkLaw, type LawBook } from '@ytterby/core';
import { asPrinted } from '../as-printed.ts';
import type { WorkedCase } from '../cases/case-file.ts';
import { compareCase } from '../cases/compare-case.ts';
import type { LawFile } from '../consistency.ts';
import { LawFileError } from '../errors.ts';
import { bookWith } from '../load.ts';
import { sweep } from '../sweep.ts';
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
  /** The pack as it stands. */
  readonly law: LawBook;
  readonly cases: WorkedCase[];
  /** Ask the statements too, where nothing else noticed: some seconds for each. */
  readonly withStatements: boolean;
}

type Noticed = { readonly by: Catcher; readonly because: string };

/** What notices that this book is not as it should be, short of the statements? Undefined for a book in order. */
export function noticed(book: LawBook, cases: readonly WorkedCase[]): Noticed | undefined {
  const [printed] = asPrinted(book);
  if (printed !== undefined) return { by: 'lists as printed', because: printed };
  const failing = cases.find((each) => disagrees(each, book));
  if (failing !== undefined) return { by: 'worked cases', because: failing.id };
  const [swept] = sweep(book);
  return swept === undefined ? undefined : { by: 'calendar sweep', because: swept };
}

const broken = new WeakMap<LawBook, Map<string, ReadonlySet<string>>>();

/** The statements that do not hold in a book on a day. */
function brokenOn(book: LawBook, day: string): ReadonlySet<string> {
  const known = broken.get(book) ?? new Map<string, ReadonlySet<string>>();
  broken.set(book, known);
  const found = known.get(day) ?? new Set(checkLaw(book, day, day).problems.map(({ statement }) => statement));
  known.set(day, found);
  return found;
}

/** A statement that holds in the pack and not in the edited one, on a day when the edited file was new or runs. */
function newlyBroken(edited: LawBook, law: LawBook, edit: Edit, data: unknown): Noticed | undefined {
  const days = [...JSON.stringify([data, edit.was ?? '']).matchAll(/"(?:from|published)":"(\d{4}-\d{2}-\d{2})"/g)]
    .map(([, day]) => day ?? '')
    .filter((day) => day >= law.pack.covers.from);
  for (const day of new Set([days.sort()[0] ?? '2025-10-20', '2026-10-01'])) {
    const before = brokenOn(law, day);
    for (const statement of brokenOn(edited, day))
      if (!before.has(statement)) return { by: 'statements', because: statement };
  }
  return undefined;
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
  const caught =
    noticed(book, likelyFirst(bench, edit)) ??
    (bench.withStatements ? newlyBroken(book, bench.law, edit, file?.data) : undefined);
  if (caught === undefined) return { edit };
  if (caught.by === 'worked cases') {
    const at = bench.cases.findIndex(({ id }) => id === caught.because);
    bench.cases.unshift(...bench.cases.splice(at, 1));
  }
  return { edit, caught };
}

/**
 * The cases that can tell, those that speak of the edited file first. A row of a table speaks of one provision alone, so it is left
 * out where neither names the other: then nothing that it states can change, unless the edit changes what kind of list something is.
 */
function likelyFirst({ files, cases }: Bench, { file, kind }: Edit): readonly WorkedCase[] {
  const name = instrumentOf(`cn/${file.replace(/^.*\//, '').replace(/\.ya?ml$/, '')}`);
  const touched = new Set([
    name,
    ...files.flatMap(({ file: each, data }) => {
      const ids = idsIn(data);
      const own = ids[0] ?? '';
      return each.path === file ? ids : ids.includes(name) ? [own] : [];
    }),
  ]);
  const isAny = kind === 'kind of a list' || kind === 'default of a reading';
  const mayTell = (each: WorkedCase) =>
    isAny || 'due' in each || each.group !== 'provisions' || each.source.some((id) => touched.has(instrumentOf(id)));
  const speaks = (each: WorkedCase) =>
    [...each.source, ...('expect' in each ? (each.expect.because ?? []) : [])].some((id) => instrumentOf(id) === name);
  const telling = cases.filter(mayTell);
  const isRow = (each: WorkedCase) => each.group === 'provisions';
  return [
    ...telling.filter((each) => speaks(each) && isRow(each)),
    ...telling.filter((each) => speaks(each) && !isRow(each)),
    ...telling.filter((each) => !speaks(each)),
  ];
}

/** @example instrumentOf('cn/mofcom-2025-61/1(1)') // 'cn/mofcom-2025-61' */
const instrumentOf = (id: string): string =>
  id
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/-annex-1-part-[12]$/, '');

const named = new WeakMap<object, readonly string[]>();

/** The instruments that a file names, its own first. */
function idsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const known = named.get(data) ?? [
    ...new Set([...JSON.stringify(data).matchAll(/"(cn\/[^"]+)"/g)].map(([, id]) => instrumentOf(id ?? ''))),
  ];
  named.set(data, known);
  return known;
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
