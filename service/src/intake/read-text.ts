import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { type Place, refuse } from './problem.ts';

/** The largest file that is read whole: 256 MiB. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** The largest single cell or text: 1 MiB. */
export const MAX_CELL_BYTES = 1024 * 1024;

/** Called with the bytes read so far and the size of the file. */
export type Progress = (done: number, total: number) => void;

/** Options of every reader. */
export interface ReadTextOptions {
  /** Name used in problems; default: the path. */
  file?: string;
  maxBytes?: number;
  onProgress?: Progress;
}

/** Reads a file whole, up to the size limit. Raises `intake/cannot-open`, `intake/file-too-large`, `intake/empty-file`. */
export async function readBytes(path: string, options: ReadTextOptions = {}): Promise<Uint8Array> {
  const place: Place = { file: options.file ?? path };
  const limit = options.maxBytes ?? MAX_FILE_BYTES;
  const handle = await open(path).catch((error: NodeJS.ErrnoException) =>
    refuse('intake/cannot-open', place, { reason: error.code ?? 'unknown' }),
  );
  try {
    const info = await handle.stat();
    if (!info.isFile()) refuse('intake/cannot-open', place, { reason: info.isDirectory() ? 'EISDIR' : 'not a file' });
    if (info.size > limit) refuse('intake/file-too-large', place, { size: info.size, limit });
    if (info.size === 0) refuse('intake/empty-file', place);
    const bytes = new Uint8Array(info.size);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, Math.min(4 * 1024 * 1024, bytes.length - done), done);
      if (bytesRead === 0) break;
      done += bytesRead;
      options.onProgress?.(done, bytes.length);
    }
    return done === bytes.length ? bytes : bytes.slice(0, done);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return refuse('intake/cannot-open', place, { reason: error.code });
    }
    throw error;
  } finally {
    await handle.close();
  }
}

const startsWith = (bytes: Uint8Array, ...head: number[]) =>
  bytes.length >= head.length && head.every((byte, index) => bytes[index] === byte);

/** What a binary file is, by its first bytes; undefined when no known signature fits. */
export function binaryKind(bytes: Uint8Array): 'zip' | 'ole' | 'pdf' | 'gzip' | 'parquet' | 'image' | undefined {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (startsWith(bytes, 0x1f, 0x8b)) return 'gzip';
  if (startsWith(bytes, 0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image';
  return undefined;
}

/** Line (from 1) of a byte. CR, LF and CRLF each end a line. */
function lineOfByte(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++;
  }
  return line;
}

/** Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
export function firstInvalidUtf8(bytes: Uint8Array): number | undefined {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const count =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (count === 0) return i;
    const second = bytes[i + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return i;
    for (let k = 2; k <= count; k++) {
      const next = bytes[i + k] ?? 0;
      if (next < 0x80 || next > 0xbf) return i;
    }
    i += count + 1;
  }
  return undefined;
}

/**
 * Do these bytes look like Chinese in GB18030? Nearly every Latin-1 text is valid GB18030 too ("Müller" gives a rare
 * character), so most two-byte characters must come from GB 2312, and half of them from its common part.
 */
function looksLikeChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  let inGb2312 = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    if (trail >= 0x30 && trail <= 0x39) {
      // Four bytes: everything outside the Chinese core.
      i += 3;
      pairs++;
      continue;
    }
    i++;
    pairs++;
    if (trail < 0xa1) continue;
    if ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7)) inGb2312++;
    if (lead <= 0xd7 && (lead <= 0xa9 || lead >= 0xb0)) common++;
  }
  return pairs > 0 && inGb2312 >= pairs * 0.8 && common >= pairs * 0.5;
}

/** First line inside a GB18030 file that is clearly UTF-8: all its characters beyond ASCII are three-byte Chinese. */
function utf8LineInside(bytes: Uint8Array): number | undefined {
  let start = 0;
  while (start < bytes.length) {
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    const line = bytes.subarray(start, end);
    const first = line.findIndex((byte) => byte >= 0x80);
    if (first >= 0 && isUtf8(line)) {
      const beyond = [...new TextDecoder().decode(line)].filter((character) => character > '\x7f');
      const chinese = beyond.filter((character) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/u.test(character));
      if (beyond.length >= 2 && chinese.length === beyond.length) return start + first;
    }
    start = end + 1;
  }
  return undefined;
}

const NAMES = {
  zip: 'a ZIP archive',
  ole: 'an old Excel/Office file or an encrypted workbook',
  pdf: 'a PDF',
  gzip: 'a gzip archive',
  parquet: 'a Parquet file',
  image: 'an image',
} as const;

/**
 * Bytes → text. UTF-8 (with or without mark), UTF-16 with mark, else GB18030 when the bytes are valid and read as
 * plausible Chinese. Never guesses beyond that, and never replaces a byte by U+FFFD.
 * Raises `intake/empty-file`, `intake/file-too-large`, `intake/not-text`, `intake/nul-byte`, `intake/mixed-encoding`.
 * @example decodeText(Buffer.from('d6d0b9fa', 'hex'), { file: 'a.csv' }).text // '中国'
 */
export function decodeText(
  bytes: Uint8Array,
  place: Place,
  maxBytes: number = MAX_FILE_BYTES,
): { text: string; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' } {
  if (bytes.length > maxBytes) refuse('intake/file-too-large', place, { size: bytes.length, limit: maxBytes });
  if (bytes.length === 0) refuse('intake/empty-file', place);
  const kind = binaryKind(bytes);
  if (kind !== undefined) refuse('intake/not-text', place, { kind: NAMES[kind] });
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) {
    refuse('intake/not-text', place, { kind: 'UTF-32 text' });
  }
  const wide = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined;
  if (wide !== undefined) {
    let text: string;
    try {
      text = new TextDecoder(wide, { fatal: true }).decode(bytes);
    } catch {
      return refuse('intake/mixed-encoding', place, { offset: 2 });
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) refuse('intake/nul-byte', place, { offset: 2 + nul * 2 });
    if (text === '') refuse('intake/empty-file', place);
    return { text, encoding: wide };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) refuse('intake/nul-byte', { ...place, line: lineOfByte(bytes, nul) }, { offset: nul });
  if (isUtf8(bytes)) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text === '') refuse('intake/empty-file', place);
    return { text, encoding: 'utf-8' };
  }
  if (looksLikeChinese(bytes)) {
    let text: string | undefined;
    try {
      text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      // Falls through to the report below.
    }
    const foreign = text === undefined ? undefined : utf8LineInside(bytes);
    if (text !== undefined && foreign === undefined && !/[\ue000-\uf8ff\ufffd\x80-\x9f]/.test(text)) {
      return { text, encoding: 'gb18030' };
    }
    if (foreign !== undefined) {
      return refuse('intake/mixed-encoding', { ...place, line: lineOfByte(bytes, foreign) }, { offset: foreign });
    }
  }
  const offset = firstInvalidUtf8(bytes) ?? 0;
  return refuse('intake/mixed-encoding', { ...place, line: lineOfByte(bytes, offset) }, { offset });
}

/** Reads a file as text, see `readBytes` and `decodeText`. */
export async function readText(path: string, options: ReadTextOptions = {}): Promise<string> {
  const bytes = await readBytes(path, options);
  return decodeText(bytes, { file: options.file ?? path }, options.maxBytes).text;
}
