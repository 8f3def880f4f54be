import { ExportFacts } from '@ytterby/core';
import { factsFromTree } from './facts-from-tree.ts';
import { IntakeError, type Place, problem, refuse } from './problem.ts';
import { readJson } from './read-json.ts';
import { type ExportOptions, type ExportReading, exportReading, withDefaults } from './read-structured.ts';
import { decodeText } from './read-text.ts';
import { lineFinder } from './tree.ts';

/** One export may carry a large bill of materials: 64 MiB a line. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** Lines of bytes, without their ends. A line that is too long comes as its number only. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array | undefined> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let tooLong = false;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size > limit) {
      tooLong = true;
      parts = [];
    }
    if (!tooLong && part.length > 0) parts.push(part);
  };
  const finish = () => {
    const line = tooLong ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    size = 0;
    tooLong = false;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      if (end < 0) break;
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) yield finish();
}

/** UTF-16 has no byte that always ends a line, so it is read whole, within the limit of a line. */
async function* asUtf8(chunks: AsyncIterable<Uint8Array>, place: Place): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined;
  const wide: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (head === undefined) head = chunk;
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
      size += chunk.length;
      if (size > MAX_LINE_BYTES) refuse('intake/file-too-large', place, { size, limit: MAX_LINE_BYTES });
      wide.push(chunk);
    } else yield chunk;
  }
  if (wide.length > 0) yield Buffer.from(decodeText(Buffer.concat(wide), place).text);
}

/**
 * Streams exports from NDJSON, one a line. A bad line is a row with problems and the others go on; memory holds one
 * line. `row` and `line` are the line of the file. Blank lines are passed over.
 * @example for await (const { facts, problems } of readNdjson(createReadStream(path), path)) …
 */
export async function* readNdjson(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  options: ExportOptions & { maxLineBytes?: number } = {},
): AsyncGenerator<ExportReading> {
  const limit = options.maxLineBytes ?? MAX_LINE_BYTES;
  let line = 0;
  for await (const bytes of linesOf(asUtf8(chunks, { file }), limit)) {
    line++;
    const place: Place = { file, line };
    if (bytes === undefined) {
      yield { row: line, line, problems: [problem('intake/line-too-long', place, { limit })], notes: [] };
      continue;
    }
    if (bytes.every((byte) => byte === 32 || byte === 9 || byte === 13)) continue;
    try {
      const { text } = decodeText(bytes, place, limit);
      const tree = withDefaults(readJson(text, { file }, line), options);
      const find = lineFinder(text);
      const at = (offset: number): Place => ({ file, line, column: find(offset).column });
      yield exportReading(line, line, factsFromTree(ExportFacts, tree, { place: at }));
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      // Each line is decoded alone, so its decoder counted lines from 1.
      yield { row: line, line, problems: error.problems.map((one) => ({ ...one, line })), notes: [] };
    }
  }
  if (line === 0) refuse('intake/empty-file', { file });
}
