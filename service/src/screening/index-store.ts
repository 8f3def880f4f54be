import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { buildIndex, fromBuffer, type ListedParty, type ScreeningIndex, toBuffer, V1 } from '@ytterby/core/screening';
import { flush } from '../feeds/lists/list-store.ts';
import type { ListStore, PartyRecord } from '../feeds/lists/index.ts';
import { type FiledParty, listedParty, type ListsKnown, sha256 } from './listed-parties.ts';

/** Changes when files of another make must not be used any more. */
const FILE_VERSION = 1;
/** How many indexes stay: that of today, that of another choice of lists, that of an earlier day. */
const KEPT = 4;
const HASH_BYTES = 32;
/** A file that a crash left half written is removed after this long. */
const LEFT_OVER_MS = 3_600_000;

/** Told while an index is made: records read, parties put in. */
export type IndexProgress = (phase: 'read' | 'index', done: number, total: number) => void;

/** An index with the way back from what it finds to the records of the lists. */
export interface OpenIndex {
  readonly index: ScreeningIndex;
  readonly key: string;
  /** It was there already. */
  readonly loaded: boolean;
  /** Why it could not be kept for the next time, where it could not. */
  readonly notKept?: string;
  /** The record of an imported list. Those of the pack have standings that depend on who asks, so whoever asks brings them. */
  recordOf(party: ListedParty): Promise<PartyRecord>;
  close(): Promise<void>;
}

interface Sources {
  readonly known: ListsKnown;
  readonly store: ListStore;
  readonly dataFolder: string;
  readonly onProgress?: IndexProgress;
}

/** The name of the index of these lists: another version of a list or of the algorithm makes another one. */
export function indexKey({ pack, imported }: Pick<ListsKnown, 'pack' | 'imported'>): string {
  return sha256(
    JSON.stringify([
      FILE_VERSION,
      V1,
      pack.map(listedParty),
      imported.map(({ list, version, recordsSha256 }) => [list, version, recordsSha256]),
    ]),
  );
}

/**
 * The index of these lists: from `screening/<key>.bin` in the data folder when it is there and whole, else made and put there. The
 * records of imported lists lie beside it, so that a hit's record is read without going through its list again. A folder that
 * cannot be written is no reason not to screen.
 */
export async function openIndex({ known, store, dataFolder, onProgress }: Sources): Promise<OpenIndex> {
  const key = indexKey(known);
  const folder = path.join(dataFolder, 'screening');
  const file = path.join(folder, `${key}.bin`);
  const recordsFile = path.join(folder, `${key}.records`);
  const versions = new Map(known.imported.map((version) => [version.list, version]));

  const opened = (
    index: ScreeningIndex,
    records: FileHandle | undefined,
    rest: Pick<OpenIndex, 'loaded' | 'notKept'>,
  ) => ({
    index,
    key,
    ...rest,
    recordOf: async (party: ListedParty): Promise<PartyRecord> => {
      const filed = await filedRecord(party as FiledParty, records);
      if (filed !== undefined) return filed;
      const version = versions.get(party.list);
      if (version === undefined) throw new Error(`no list ${party.list} behind the index`);
      return await store.record(version, party.entry);
    },
    close: async () => {
      await records?.close();
    },
  });

  const loaded = await load(file);
  if (loaded !== undefined) {
    const records = await openRecords(recordsFile, known);
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return opened(loaded, records, { loaded: true });
  }

  const drop: string[] = [];
  let writer: FileHandle | undefined;
  let notKept: string | undefined;
  const part = (of: string) => {
    const name = `${of}.${process.pid}.${randomUUID()}.part`;
    drop.push(name);
    return name;
  };
  const giveUp = (error: unknown) => {
    notKept = (error as NodeJS.ErrnoException).code ?? String(error);
  };
  try {
    const recordsPart = part(recordsFile);
    try {
      await mkdir(folder, { recursive: true });
      writer = await open(recordsPart, 'w');
    } catch (error) {
      giveUp(error);
    }
    const parties: FiledParty[] = known.pack.map(listedParty);
    const total = parties.length + known.imported.reduce((sum, { records }) => sum + records, 0);
    let offset = 0;
    let pieces: Buffer[] = [];
    let size = 0;
    const write = async () => {
      if (writer === undefined || size === 0) return;
      const bytes = Buffer.concat(pieces);
      [pieces, size] = [[], 0];
      try {
        for (let done = 0; done < bytes.length; ) done += (await writer.write(bytes, done)).bytesWritten;
      } catch (error) {
        giveUp(error);
        await writer.close();
        writer = undefined;
      }
    };
    for (const version of known.imported) {
      for await (const record of store.records(version)) {
        const line = Buffer.from(`${JSON.stringify(record)}\n`);
        parties.push({ ...listedParty(record), at: [offset, line.length - 1] });
        offset += line.length;
        size += line.length;
        pieces.push(line);
        if (size > 1_000_000) await write();
        if (parties.length % 1000 === 0) onProgress?.('read', parties.length, total);
      }
    }
    await write();
    onProgress?.('read', total, total);
    const index = buildIndex(counted(parties, onProgress));
    if (writer !== undefined) {
      const bin = part(file);
      try {
        await writer.sync();
        await writer.close();
        writer = undefined;
        await writeWhole(bin, index);
        // The records first: an index that is there has its records.
        await rename(recordsPart, recordsFile);
        await rename(bin, file);
        await flush(folder);
        await removeOld(folder, key);
      } catch (error) {
        giveUp(error);
      }
    }
    const records = notKept === undefined ? await openRecords(recordsFile, known) : undefined;
    return opened(index, records, { loaded: false, ...(notKept === undefined ? {} : { notKept }) });
  } finally {
    await writer?.close().catch(() => undefined);
    for (const name of drop) await rm(name, { force: true }).catch(() => undefined);
  }
}

function* counted(parties: readonly FiledParty[], onProgress: IndexProgress | undefined): Generator<ListedParty> {
  for (const [number, party] of parties.entries()) {
    if (number % 1000 === 0) onProgress?.('index', number, parties.length);
    yield party;
  }
  onProgress?.('index', parties.length, parties.length);
}

/** The index and behind it its SHA-256. */
async function writeWhole(file: string, index: ScreeningIndex): Promise<void> {
  const bytes = new Uint8Array(toBuffer(index));
  const handle = await open(file, 'w');
  try {
    for (const piece of [bytes, createHash('sha256').update(bytes).digest()])
      for (let done = 0; done < piece.length; )
        done += (await handle.write(piece, done, Math.min(2 ** 26, piece.length - done))).bytesWritten;
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The index in a file; undefined when there is none, or one that is damaged or of another make. */
async function load(file: string): Promise<ScreeningIndex | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch {
    return undefined;
  }
  try {
    const { size } = await handle.stat();
    if (size <= HASH_BYTES) return undefined;
    const bytes = new Uint8Array(new ArrayBuffer(size - HASH_BYTES));
    const hash = new Uint8Array(HASH_BYTES);
    for (const [into, from] of [
      [bytes, 0],
      [hash, size - HASH_BYTES],
    ] as const) {
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await handle.read(into, done, Math.min(2 ** 26, into.length - done), from + done);
        if (bytesRead === 0) return undefined;
        done += bytesRead;
      }
    }
    if (!createHash('sha256').update(bytes).digest().equals(hash)) return undefined;
    const found = fromBuffer(bytes.buffer);
    return found.ok ? found.index : undefined;
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}

async function openRecords(file: string, { imported }: ListsKnown): Promise<FileHandle | undefined> {
  if (imported.length === 0) return undefined;
  return await open(file).catch(() => undefined);
}

/** The record beside the index; undefined when it is not what was put there. */
async function filedRecord({ at, hash, list, entry }: FiledParty, records: FileHandle | undefined) {
  if (at === undefined || records === undefined) return undefined;
  const [from, length] = at;
  const bytes = Buffer.alloc(length);
  try {
    const { bytesRead } = await records.read(bytes, 0, length, from);
    if (bytesRead !== length) return undefined;
    const record = JSON.parse(bytes.toString('utf8')) as PartyRecord;
    return record.list === list && record.id === entry && listedParty(record).hash === hash ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the newest few. Another process may still read one that goes: on Windows it then stays, elsewhere it is read on. */
async function removeOld(folder: string, key: string): Promise<void> {
  const found: { name: string; used: number }[] = [];
  const names = await readdir(folder);
  for (const name of names) {
    const info = await stat(path.join(folder, name)).catch(() => undefined);
    if (info === undefined) continue;
    const isLeftOver =
      name.endsWith('.part') || (name.endsWith('.records') && !names.includes(name.replace(/records$/, 'bin')));
    if (isLeftOver && Date.now() - info.mtimeMs > LEFT_OVER_MS)
      await rm(path.join(folder, name), { force: true }).catch(() => undefined);
    const isIndex = /^([0-9a-f]{64})\.bin$/.exec(name);
    if (isIndex !== null && isIndex[1] !== key) found.push({ name: isIndex[1] ?? '', used: info.mtimeMs });
  }
  found.sort((one, two) => two.used - one.used);
  for (const { name } of found.slice(KEPT - 1))
    for (const ending of ['bin', 'records'])
      await rm(path.join(folder, `${name}.${ending}`), { force: true }).catch(() => undefined);
}
