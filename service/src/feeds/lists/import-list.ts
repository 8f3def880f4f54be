import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LegalDate } from '@ytterby/core';
import { type ListProblem, listProblem, refuseList } from './errors.ts';
import { type BytesRead, type FileStamp, listFile, stampOf, statOf } from './list-file.ts';
import { type LockOptions, takeLock } from './list-lock.ts';
import {
  asDataProblem,
  checkListId,
  flush,
  type ListStore,
  type ListVersion,
  RECORDS_FILE,
  VERSION_FILE,
} from './list-store.ts';
import { formatOf, type ListFormat, READER_VERSION, readList } from './read-list.ts';

/** What to import. The clock belongs to the caller. */
export interface ListImport extends LockOptions {
  readonly list: string;
  readonly files: readonly string[];
  /** Default: told from the content. */
  readonly format?: ListFormat;
  /** Day of the list; default: what the file itself says, if it does. */
  readonly date?: LegalDate;
  readonly source?: string;
  readonly importedAt: Date;
  /** The day of `importedAt` in Beijing. */
  readonly importedOn: LegalDate;
  readonly onBytes?: BytesRead;
  readonly onProblem?: (problem: ListProblem) => void;
}

/** `unchanged`: the newest version was made from these very bytes. */
export interface ListImported {
  readonly is: 'imported' | 'unchanged';
  readonly version: ListVersion;
  /** The version before, if there is one. */
  readonly before?: ListVersion;
}

const PARTIAL = '.import-';
/** Records held and written at once, in characters. */
const BATCH = 256 * 1024;

async function commonFormat(list: ListImport): Promise<ListFormat> {
  if (list.format !== undefined) return list.format;
  const formats = new Set<ListFormat>();
  for (const file of list.files) formats.add(await formatOf(listFile(file)));
  const [format] = formats;
  if (format === undefined || formats.size > 1)
    return refuseList('lists/wrong-files', { file: list.files.join(', ') }, { found: [...formats].join(', ') });
  return format;
}

function inputsHash(format: ListFormat, inputs: readonly FileStamp[]): string {
  const parts = inputs.map(({ sha256 }) => sha256).sort();
  return createHash('sha256')
    .update([format, ...parts].join('\n'))
    .digest('hex');
}

/** A list that was read, before it has a number. */
export type ReadVersion = Omit<ListVersion, 'version'>;

/** The bytes of the files, before anything of them is read. */
interface Inputs {
  readonly format: ListFormat;
  readonly inputs: readonly FileStamp[];
  readonly sha256: string;
  readonly seen: readonly { readonly size: number; readonly mtimeMs: number }[];
}

async function inputsOf(wanted: ListImport): Promise<Inputs> {
  const signal = wanted.signal === undefined ? {} : { signal: wanted.signal };
  const format = await commonFormat(wanted);
  const seen = await Promise.all(wanted.files.map(async (file) => await statOf(listFile(file))));
  const inputs: FileStamp[] = [];
  for (const file of wanted.files) inputs.push(await stampOf(listFile(file, signal)));
  return { format, inputs, sha256: inputsHash(format, inputs), seen };
}

/** Reads the files and packs their records into `records.ndjson.gz` of the folder. */
async function readInto(
  folder: string,
  wanted: ListImport,
  { format, inputs, sha256, seen }: Inputs,
): Promise<ReadVersion> {
  const { list } = wanted;
  const said: { date?: LegalDate } = {};
  const files = wanted.files.map((file) =>
    listFile(file, {
      ...(wanted.signal === undefined ? {} : { signal: wanted.signal }),
      ...(wanted.onBytes === undefined ? {} : { onBytes: wanted.onBytes }),
    }),
  );
  const readings = readList(files, format, list, (day) => {
    said.date = day;
  });
  const written = await writeRecords(path.join(folder, RECORDS_FILE), readings, wanted);
  if (written.records === 0) refuseList('lists/no-records', { file: inputs.map(({ file }) => file).join(', ') });
  await sameStill(wanted.files, seen);
  const date = wanted.date ?? said.date;
  return {
    list,
    format,
    readerVersion: READER_VERSION,
    sha256,
    inputs,
    source: wanted.source ?? inputs.map(({ file }) => file).join(', '),
    ...(date === undefined ? {} : { date }),
    importedAt: wanted.importedAt.toISOString(),
    importedOn: wanted.importedOn,
    ...written,
  };
}

/** Was the version made of these very bytes, by this very reader? */
export const isMadeOf = (
  version: ListVersion,
  { sha256, readerVersion }: Pick<ReadVersion, 'sha256' | 'readerVersion'>,
) => version.sha256 === sha256 && version.readerVersion === readerVersion;

/**
 * Reads a list into an empty folder, for a store that numbers it. What is refused, and told of entries that cannot be read, is as for `importList`.
 * @param latest the newest version where it will be kept; one made of these bytes is given back, and nothing is read
 */
export async function readForStore(
  wanted: ListImport,
  folder: string,
  latest: ListVersion | undefined,
): Promise<
  { readonly is: 'unchanged'; readonly version: ListVersion } | { readonly is: 'read'; readonly read: ReadVersion }
> {
  checkListId(wanted.list);
  const inputs = await inputsOf(wanted);
  if (latest !== undefined && isMadeOf(latest, { sha256: inputs.sha256, readerVersion: READER_VERSION }))
    return { is: 'unchanged', version: latest };
  return { is: 'read', read: await readInto(folder, wanted, inputs) };
}

/** What stands in a version's file. */
export const versionText = ({ list, version, ...rest }: ListVersion): string =>
  `${JSON.stringify({ list, version, ...rest }, null, 2)}\n`;

/**
 * Imports a list as a new version: all of it or nothing. Until the last step, a rename, the store is as before, so a kill, a
 * full disk or Ctrl-C leave the old state. Entries that cannot be read go to `onProblem` and are counted; a list that
 * breaks off, or has no entry at all, is refused. The same bytes again make no version.
 * Raises `ListError`; with an aborted signal its reason.
 * @example await importList(store, { list: 'ofac-sdn', files: ['sdn.csv', 'alt.csv', 'add.csv'], importedAt, importedOn })
 */
export async function importList(store: ListStore, wanted: ListImport): Promise<ListImported> {
  const list = checkListId(wanted.list);
  const inputs = await inputsOf(wanted);
  return await inHome(store, list, wanted, async ({ home, confirm }) => {
    const before = await store.latest(list);
    if (before !== undefined && isMadeOf(before, { sha256: inputs.sha256, readerVersion: READER_VERSION }))
      return { is: 'unchanged', version: before };
    const partial = await partialIn(home);
    try {
      const read = await readInto(partial, wanted, inputs);
      const version = { ...read, version: ((await store.versionNumbers(list)).at(-1) ?? 0) + 1 };
      await place(store, partial, version, async () => {
        wanted.signal?.throwIfAborted();
        await confirm();
      });
      return { is: 'imported', version, ...(before === undefined ? {} : { before }) };
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

/** Works on the folder of one list, under its lock. */
export async function inHome<Done>(
  store: ListStore,
  list: string,
  options: LockOptions,
  work: (at: { readonly home: string; readonly confirm: () => Promise<void> }) => Promise<Done>,
): Promise<Done> {
  const home = path.join(store.folder, checkListId(list));
  try {
    await mkdir(home, { recursive: true });
  } catch (error) {
    throw asDataProblem(home, error);
  }
  const lock = await takeLock(path.join(home, 'lock'), list, options).catch((error: unknown) => {
    throw asDataProblem(home, error);
  });
  try {
    await clearLeftovers(home);
    return await work({ home, confirm: lock.confirm });
  } catch (error) {
    throw asDataProblem(home, error);
  } finally {
    await lock.release();
  }
}

/** A folder in which a version is put together; what a kill leaves of it is removed by the next who works in the list. */
export async function partialIn(home: string): Promise<string> {
  const partial = path.join(home, `${PARTIAL}${randomUUID()}`);
  await mkdir(partial);
  return partial;
}

/** Makes a folder with the records of a version that version. A version that is there already is not written over. */
export async function place(
  store: ListStore,
  partial: string,
  version: ListVersion,
  confirm: () => Promise<void>,
): Promise<void> {
  const about = path.join(partial, VERSION_FILE);
  await writeFile(about, versionText(version), { flag: 'wx' });
  await flush(about);
  await flush(path.join(partial, RECORDS_FILE));
  await flush(partial);
  await confirm();
  const folder = store.versionFolder(version.list, version.version);
  // A folder that is there and not empty refuses this.
  await rename(partial, folder);
  await flush(path.dirname(folder));
}

async function writeRecords(
  file: string,
  readings: ReturnType<typeof readList>,
  { signal, onProblem }: ListImport,
): Promise<Pick<ListVersion, 'records' | 'names' | 'problems' | 'recordsSha256'>> {
  const hash = createHash('sha256');
  const ids = new Set<string>();
  const count = { records: 0, names: 0, problems: 0 };
  const tell = (problem: ListProblem) => {
    count.problems++;
    onProblem?.(problem);
  };
  async function* lines(): AsyncGenerator<Buffer> {
    let batch = '';
    const take = () => {
      const bytes = Buffer.from(batch);
      batch = '';
      hash.update(bytes);
      return bytes;
    };
    for await (const { record, problems } of readings) {
      for (const problem of problems) tell(problem);
      if (record === undefined) continue;
      let { id } = record;
      for (let again = 2; ids.has(id); again++) id = `${record.id}~${again}`;
      ids.add(id);
      if (id !== record.id) {
        const place = {
          file: record.source.file,
          ...(typeof record.source.record === 'number' ? { row: record.source.record } : {}),
        };
        onProblem?.(listProblem('lists/duplicate-id', place, { value: record.id, kept: id }));
      }
      count.records++;
      count.names += record.names.length;
      batch += `${JSON.stringify({ ...record, id })}\n`;
      if (batch.length >= BATCH) yield take();
    }
    if (batch !== '') yield take();
  }
  const options = signal === undefined ? {} : { signal };
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { flags: 'wx' }), options);
  return { ...count, recordsSha256: hash.digest('hex') };
}

/** The bytes that were hashed are those that were read, unless somebody wrote in between. */
async function sameStill(
  files: readonly string[],
  before: readonly { size: number; mtimeMs: number }[],
): Promise<void> {
  for (const [index, file] of files.entries()) {
    const now = await stat(file).catch(() => undefined);
    if (now?.size !== before[index]?.size || now?.mtimeMs !== before[index]?.mtimeMs)
      refuseList('lists/file-changed', { file: path.basename(file) });
  }
}

/** What killed imports left behind. Called under the lock, so no living import is touched. */
async function clearLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const isAside = name.startsWith('lock.');
    if (!name.startsWith(PARTIAL) && !isAside) continue;
    const place = path.join(home, name);
    if (isAside) {
      const age = Date.now() - (await stat(place)).mtimeMs;
      if (age < 3_600_000) continue;
    }
    await rm(place, { recursive: true, force: true });
  }
}
