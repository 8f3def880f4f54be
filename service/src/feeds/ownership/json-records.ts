import { IntakeError, type Place, problem, type Problem, refuse } from '../../intake/problem.ts';
import { readJson } from '../../intake/read-json.ts';
import { decodeText } from '../../intake/read-text.ts';
import { lineFinder, type Tree } from '../../intake/tree.ts';

/** One record of a JSON file: its content and where it stands, or what is wrong with it. */
export type JsonRecord =
  | { readonly tree: Tree; readonly place: Place; readonly at: (offset: number) => Place }
  | { readonly problems: readonly Problem[] };

/** A statement is a few kilobytes; one of 16 MiB is a mistake. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const [OPEN_MAP, CLOSE_MAP, OPEN_LIST, CLOSE_LIST, QUOTE, BACKSLASH, LF] = [0x7b, 0x7d, 0x5b, 0x5d, 0x22, 0x5c, 0x0a];
const isSpace = (byte: number) => byte === 32 || byte === 9 || byte === 10 || byte === 13;

/**
 * The objects of a JSON file, one at a time, so that memory holds one: a list of objects, a list inside an object
 * (`{"relations": [ … ]}`), or objects one a line. An object that is not valid JSON is a problem and the next one is read;
 * in objects one a line the next line is. Raises `intake/empty-file`; everything else is reported.
 */
export async function* jsonRecords(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<JsonRecord> {
  let line = 1;
  let started = false;
  let byLine = false;
  // Depth of brackets; records are the objects that open at `level`.
  let depth = 0;
  let level = -1;
  let inString = false;
  let escaped = false;
  let parts: Uint8Array[] = [];
  let size = 0;
  let recordLine = 1;
  let tooLong = false;
  let any = false;

  const finish = (): JsonRecord | undefined => {
    const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    const at = recordLine;
    const long = tooLong;
    parts = [];
    size = 0;
    tooLong = false;
    if (long) return { problems: [problem('intake/line-too-long', { file, line: at }, { limit: MAX_RECORD_BYTES })] };
    if (bytes.every(isSpace)) return undefined;
    any = true;
    try {
      const { text } = decodeText(bytes, { file, line: at }, MAX_RECORD_BYTES);
      const tree = readJson(text, { file }, at);
      const find = lineFinder(text);
      return {
        tree,
        place: { file, line: at },
        at: (offset) => {
          const where = find(offset);
          return { file, line: where.line + at - 1, column: where.column };
        },
      };
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      return { problems: error.problems.map((one) => ({ ...one, line: Math.max(one.line ?? at, at) })) };
    }
  };
  const keep = (part: Uint8Array) => {
    size += part.length;
    if (size > MAX_RECORD_BYTES) {
      tooLong = true;
      parts = [];
    } else if (!tooLong && part.length > 0) parts.push(part);
  };

  for await (const chunk of chunks) {
    let begin = started && (byLine || level !== -1) && (byLine || depth > level) ? 0 : -1;
    let i = 0;
    if (!started) {
      while (i < chunk.length && (isSpace(chunk[i] as number) || [0xef, 0xbb, 0xbf].includes(chunk[i] as number))) {
        if (chunk[i] === LF) line++;
        i++;
      }
      if (i === chunk.length) continue;
      started = true;
      const head = Buffer.from(chunk.subarray(i, i + 65_536)).toString('latin1');
      const wrapped = /^\{\s*"(?:relations|records|exceptions|data|statements)"\s*:\s*\[/.exec(head);
      if (head.startsWith('[')) level = 1;
      else if (wrapped !== null) level = 2;
      else {
        // One a line, unless a single object is spread over lines.
        const [first = ''] = head.split('\n', 1);
        byLine = /\}\s*$/.test(first) || !/^\s*\{\s*$/.test(first);
        if (!byLine) level = 0;
        else {
          begin = i;
          recordLine = line;
        }
      }
    }
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byLine) {
        if (byte !== LF) continue;
        keep(chunk.subarray(begin, i));
        begin = i + 1;
        const record = finish();
        line++;
        recordLine = line;
        if (record !== undefined) yield record;
        continue;
      }
      if (byte === LF) line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_MAP || byte === OPEN_LIST) {
        if (depth === level && byte === OPEN_MAP) {
          begin = i;
          recordLine = line;
        }
        depth++;
      } else if (byte === CLOSE_MAP || byte === CLOSE_LIST) {
        depth = Math.max(0, depth - 1);
        if (depth === level && byte === CLOSE_MAP && begin !== -1) {
          keep(chunk.subarray(begin, i + 1));
          begin = -1;
          const record = finish();
          if (record !== undefined) yield record;
        }
      }
    }
    if (begin !== -1) keep(chunk.subarray(begin));
  }
  if (!started) refuse('intake/empty-file', { file });
  if (byLine) {
    const record = finish();
    if (record !== undefined) yield record;
  } else if (depth > 0 || inString) {
    yield {
      problems: [
        problem(
          'intake/bad-json',
          { file, line: size > 0 ? recordLine : line },
          { detail: 'the file ends before its brackets close' },
        ),
      ],
    };
  }
  if (!any && !byLine && depth === 0) {
    yield {
      problems: [
        problem(
          'intake/wrong-document',
          { file },
          { found: 'no records / 无记录', wanted: 'records of ownership / 股权记录' },
        ),
      ],
    };
  }
}

/** The value under a path of keys. `$` (GLEIF's way to write a text) is looked through. */
export function at(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of keys)
    found = found?.kind === 'map' ? found.entries.find((entry) => entry.key === key)?.value : undefined;
  if (found?.kind === 'map' && found.entries.length > 0) {
    const inner = found.entries.find((entry) => entry.key === '$')?.value;
    if (inner !== undefined) return inner;
  }
  return found?.kind === 'nothing' ? undefined : found;
}

/** The text under a path of keys. */
export function textAt(tree: Tree | undefined, ...keys: readonly string[]): string | undefined {
  const found = at(tree, ...keys);
  return found?.kind === 'text' ? found.text : undefined;
}

/** The items of a list under a path of keys; a single value counts as a list of one. */
export function listAt(tree: Tree | undefined, ...keys: readonly string[]): readonly Tree[] {
  const found = at(tree, ...keys);
  return found === undefined ? [] : found.kind === 'list' ? found.items : [found];
}
