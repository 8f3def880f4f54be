import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { binaryKind } from '../../intake/read-text.ts';
import { type Place, problem } from '../../intake/problem.ts';
import { ListError, refuseList } from './errors.ts';

/** The largest list, unpacked: 8 GiB, several times the largest that is published. */
export const MAX_LIST_BYTES = 8 * 2 ** 30;
/** Text packs to a tenth or a twentieth; a thousandth is a trap. */
const MAX_RATIO = 300;
const RATIO_COUNTS_FROM = 64 * 2 ** 20;

/** Called with the bytes of one file read so far. */
export type BytesRead = (file: string, done: number) => void;

/** A file to read, and how it is named in problems and records. */
export interface ListFile {
  readonly path: string;
  readonly file: string;
  readonly onBytes?: BytesRead;
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
}

/** What identifies the bytes of a file. */
export interface FileStamp {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/** The file under its own name, without its folder: where it lay does not matter later. */
export function listFile(filePath: string, options: Omit<ListFile, 'path' | 'file'> = {}): ListFile {
  return { path: filePath, file: path.basename(filePath), ...options };
}

function cannotOpen(file: string, error: unknown): never {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  throw new ListError([problem('intake/cannot-open', { file }, { reason })]);
}

/** Size and time of a file, looked at before it is read. Raises `intake/cannot-open`, `lists/empty-file`. */
export async function statOf({ path: filePath, file }: ListFile): Promise<{ size: number; mtimeMs: number }> {
  const info = await stat(filePath).catch((error: unknown) => cannotOpen(file, error));
  // A pipe or a device has no end that could be checked, and cannot be read twice.
  if (!info.isFile()) cannotOpen(file, { code: info.isDirectory() ? 'EISDIR' : 'ENOTREG' });
  if (info.size === 0) refuseList('lists/empty-file', { file });
  return info;
}

async function* rawBytes(input: ListFile): AsyncGenerator<Buffer> {
  await statOf(input);
  let done = 0;
  const stream = createReadStream(input.path, { highWaterMark: 2 ** 20 });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      input.signal?.throwIfAborted();
      done += chunk.length;
      yield chunk;
      input.onBytes?.(input.file, done);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) cannotOpen(input.file, error);
    throw error;
  } finally {
    stream.destroy();
  }
}

/** Size and SHA-256 of a file as it lies there, packed or not. Raises `intake/cannot-open`, `lists/empty-file`. */
export async function stampOf(input: ListFile): Promise<FileStamp> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of rawBytes(input)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { file: input.file, sha256: hash.digest('hex'), size };
}

async function* gunzipped(input: ListFile): AsyncGenerator<Buffer> {
  const place: Place = { file: input.file };
  const unpack = createGunzip();
  let packed = 0;
  let failure: unknown;
  const feed = (async () => {
    try {
      for await (const chunk of rawBytes(input)) {
        packed += chunk.length;
        if (!unpack.write(chunk)) {
          await new Promise<void>((resolve) => {
            unpack.once('drain', resolve).once('close', resolve);
          });
        }
        if (unpack.destroyed) return;
      }
      unpack.end();
    } catch (error) {
      failure = error;
      unpack.destroy();
    }
  })();
  let unpacked = 0;
  try {
    for await (const chunk of unpack as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > RATIO_COUNTS_FROM && unpacked > packed * MAX_RATIO)
        refuseList('lists/packed-too-tightly', place, { limit: MAX_RATIO });
      yield chunk;
    }
    await feed;
    if (failure !== undefined) throw failure;
  } catch (error) {
    if (failure !== undefined) throw failure;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) refuseList('lists/broken-gzip', place, { detail: (error as Error).message });
    throw error;
  } finally {
    unpack.destroy();
  }
}

/**
 * The bytes of a list, unpacked if it is a gzip archive, as they come.
 * Raises `intake/cannot-open`, `lists/empty-file`, `lists/broken-gzip`, `lists/packed-too-tightly`,
 * `lists/file-too-large`, `lists/wrong-format` (a ZIP, a PDF …).
 */
export async function* bytesOf(input: ListFile): AsyncGenerator<Buffer> {
  let first = true;
  let size = 0;
  const limit = input.maxBytes ?? MAX_LIST_BYTES;
  for await (const head of rawBytes({ path: input.path, file: input.file })) {
    const kind = binaryKind(head);
    if (kind === 'gzip') {
      for await (const chunk of gunzipped(input)) {
        size += chunk.length;
        if (size > limit) refuseList('lists/file-too-large', { file: input.file }, { limit });
        if (chunk.length > 0) yield chunk;
      }
      if (size === 0) refuseList('lists/empty-file', { file: input.file });
      return;
    }
    if (kind !== undefined) refuseList('lists/wrong-format', { file: input.file }, { wanted: 'a list', found: kind });
    break;
  }
  for await (const chunk of rawBytes(input)) {
    size += chunk.length;
    if (size > limit) refuseList('lists/file-too-large', { file: input.file }, { limit });
    if (first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) yield chunk.subarray(3);
    else yield chunk;
    first = false;
  }
}

/** The first bytes of a list, unpacked; cut after the last whole line when it goes on. */
export async function headOf(input: ListFile, limit = 256 * 1024): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  let more = false;
  for await (const chunk of bytesOf({ path: input.path, file: input.file })) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= limit) {
      more = true;
      break;
    }
  }
  const head = Buffer.concat(parts).subarray(0, limit);
  const end = head.lastIndexOf(10);
  return more && end > 0 ? head.subarray(0, end + 1) : head;
}
