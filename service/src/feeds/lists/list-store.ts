import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import type { LegalDate } from '@ytterby/core';
import { ListError, listProblem, refuseList } from './errors.ts';
import type { FileStamp } from './list-file.ts';
import type { PartyRecord } from './party-record.ts';
import type { ListFormat } from './read-list.ts';

/** One import of a list. Never changed afterwards. */
export interface ListVersion {
  readonly list: string;
  /** 1, 2, 3 … in the order of import. */
  readonly version: number;
  readonly format: ListFormat;
  readonly readerVersion: string;
  /** SHA-256 over the inputs' own, in the order of their names. */
  readonly sha256: string;
  readonly inputs: readonly FileStamp[];
  /** Where it came from, as the importer said; else the names of the files. */
  readonly source: string;
  /** The day of the list itself, where it is known. */
  readonly date?: LegalDate;
  /** When it was imported, UTC. */
  readonly importedAt: string;
  /** The same as a day in Beijing: from this day on it is known here. */
  readonly importedOn: LegalDate;
  readonly records: number;
  readonly names: number;
  /** Entries or parts of entries that could not be read. */
  readonly problems: number;
  /** SHA-256 of the records as kept, unpacked. */
  readonly recordsSha256: string;
}

/** Names of the two files of a version. */
export const VERSION_FILE = 'version.json';
export const RECORDS_FILE = 'records.ndjson.gz';

/** Names that Windows keeps for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const isListId = (list: string) => /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(list) && !DEVICES.test(list);

/** Raises `lists/bad-list-id` unless the id is a plain folder name on every system. */
export function checkListId(list: string): string {
  if (!isListId(list)) refuseList('lists/bad-list-id', { file: '--as' }, { value: list });
  return list;
}

/** Turns a refusal of the file system into `lists/data-folder`. */
export function asDataProblem(folder: string, error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error)
    return new ListError([
      listProblem('lists/data-folder', { file: folder }, { reason: String((error as NodeJS.ErrnoException).code) }),
    ]);
  return error;
}

/**
 * The imported lists in a folder: `lists/<list>/<version>/` with two files each. Versions are immutable and old ones stay, so
 * that a screening can be repeated. Reading needs no lock: a version is there whole or not at all.
 */
export class ListStore {
  /** The folder of all lists. */
  readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = path.join(dataFolder, 'lists');
  }

  /** The folder of one version. Raises `lists/bad-list-id`. */
  versionFolder(list: string, version: number): string {
    return path.join(this.folder, checkListId(list), String(version));
  }

  async #names(folder: string): Promise<string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      // A file that somebody put there is no list.
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw asDataProblem(folder, error);
    }
  }

  /** Ids of the lists that have a version, in alphabetical order. */
  async lists(): Promise<string[]> {
    const found: string[] = [];
    for (const name of (await this.#names(this.folder)).sort()) {
      if (!isListId(name)) continue;
      if ((await this.versionNumbers(name)).length > 0) found.push(name);
    }
    return found;
  }

  /** Numbers of the versions of a list, oldest first; none when there is no such list. */
  async versionNumbers(list: string): Promise<number[]> {
    const names = await this.#names(path.join(this.folder, checkListId(list)));
    return names
      .filter((name) => /^[1-9]\d{0,8}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** What is known of a version. Raises `lists/unknown-version`, `lists/unknown-list`, `lists/damaged`. */
  async version(list: string, version: number): Promise<ListVersion> {
    const file = path.join(this.versionFolder(list, version), VERSION_FILE);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asDataProblem(file, error);
      const known = await this.versionNumbers(list);
      if (known.length === 0) return refuseList('lists/unknown-list', { file: list }, { value: list });
      if (known.includes(version))
        return refuseList('lists/damaged', { file }, { list, version, detail: VERSION_FILE });
      return refuseList('lists/unknown-version', { file: list }, { list, value: version, known: known.join(', ') });
    }
    try {
      const found = JSON.parse(text) as ListVersion;
      if (found.list === list && found.version === version && typeof found.records === 'number') return found;
    } catch {
      // Said below.
    }
    return refuseList('lists/damaged', { file }, { list, version, detail: VERSION_FILE });
  }

  /** All versions of a list, oldest first. */
  async versions(list: string): Promise<ListVersion[]> {
    const found: ListVersion[] = [];
    for (const number of await this.versionNumbers(list)) found.push(await this.version(list, number));
    return found;
  }

  /** The newest version; undefined when there is none. */
  async latest(list: string): Promise<ListVersion | undefined> {
    const number = (await this.versionNumbers(list)).at(-1);
    return number === undefined ? undefined : await this.version(list, number);
  }

  /**
   * The version that was in use on a day: the last one imported by then (days in Beijing). Undefined when none was.
   * @example await store.asKnownOn('ofac-sdn', '2026-10-31') // last month's screening can be repeated with it
   */
  async asKnownOn(list: string, day: LegalDate): Promise<ListVersion | undefined> {
    return (await this.versions(list)).findLast(({ importedOn }) => importedOn <= day);
  }

  /**
   * The records of a version, streamed. Raises `lists/damaged` when they are not what was written, at the latest at their end.
   */
  async *records({ list, version, recordsSha256, records }: ListVersion): AsyncGenerator<PartyRecord> {
    const file = path.join(this.versionFolder(list, version), RECORDS_FILE);
    const damaged = (detail: string) => refuseList('lists/damaged', { file }, { list, version, detail });
    const source = createReadStream(file);
    const unpack = createGunzip();
    source.once('error', (error) => unpack.destroy(error));
    source.pipe(unpack);
    const hash = createHash('sha256');
    let rest: Buffer = Buffer.alloc(0);
    let count = 0;
    try {
      for await (const chunk of unpack as AsyncIterable<Buffer>) {
        hash.update(chunk);
        const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        let start = 0;
        for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
          count++;
          yield JSON.parse(bytes.toString('utf8', start, end)) as PartyRecord;
          start = end + 1;
        }
        rest = bytes.subarray(start);
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code.startsWith('Z_') || code === 'ENOENT' || error instanceof SyntaxError) damaged((error as Error).message);
      throw asDataProblem(file, error);
    } finally {
      source.destroy();
      unpack.destroy();
    }
    if (rest.length > 0 || count !== records || hash.digest('hex') !== recordsSha256)
      damaged('its records are not those that were written');
  }

  /** One record by its id. Raises `lists/unknown-record`. */
  async record(version: ListVersion, id: string): Promise<PartyRecord> {
    for await (const record of this.records(version)) if (record.id === id) return record;
    return refuseList('lists/unknown-record', { file: version.list }, { list: version.list, value: id });
  }
}

/** Makes what was written survive a power cut: the file's bytes, or a folder's entries. */
export async function flush(place: string): Promise<void> {
  const isFolder = (await stat(place)).isDirectory();
  // Windows cannot open a folder, and keeps its entries by itself.
  if (isFolder && process.platform === 'win32') return;
  const handle = await open(place, isFolder ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
