import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { LAW_FILE_PROBLEMS, type LawFileProblem, type LawFileProblemCode } from './errors.ts';

/** The way to a field: keys and indexes from the root of the file. */
export type FieldPath = readonly (string | number)[];

/** One file as read: its data, in which every scalar is text, and where each field of it stands. */
export interface YamlFile {
  readonly path: string;
  readonly data: unknown;
  readonly problems: readonly LawFileProblem[];
  /** A problem of this file. `at: 'key'` points to the name of the field, not to its value. */
  problem(
    code: LawFileProblemCode,
    field: FieldPath,
    message: string,
    more?: { at?: 'key'; remedy?: string },
  ): LawFileProblem;
}

/**
 * Reads one YAML file. The failsafe schema leaves every scalar as written: a control code `1E001` is no number, and
 * the country code `NO` is not false.
 */
export function readYaml(path: string, text: string): YamlFile {
  const { errors, data } = parse(text);
  // Where the nodes are is read once more when it is asked for: kept, they would be fifty times the text.
  let placed: { readonly lines: LineCounter; readonly contents: unknown } | undefined;
  const places = () => {
    const lines = new LineCounter();
    return (placed ??= { lines, contents: parse(text, lines).contents });
  };
  const problemAt = (offset: number, field: FieldPath, code: LawFileProblemCode, message: string, remedy?: string) => {
    const { line, col } = places().lines.linePos(offset);
    const place = { file: path, line: Math.max(line, 1), column: Math.max(col, 1), path: pathText(field) };
    return { ...place, code, message, remedy: remedy ?? LAW_FILE_PROBLEMS[code].remedy };
  };
  return {
    path,
    data,
    problems: errors.map(({ message, offset }) =>
      problemAt(offset, [], 'broken-yaml', `${message.replace(/\.$/, '')}.`),
    ),
    problem: (code, field, message, more) =>
      problemAt(offsetOf(places().contents, field, more?.at === 'key'), field, code, message, more?.remedy),
  };
}

interface Parsed {
  readonly contents: unknown;
  /** What can still be read of a broken file keeps references to its ids from being reported as dangling. */
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
}

function parse(text: string, lineCounter = new LineCounter()): Parsed {
  try {
    const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
    const errors = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ message, offset: pos[0] }));
    const loops = selfReferences(document);
    if (loops.length > 0) return { contents: document.contents, data: undefined, errors: [...errors, ...loops] };
    return { contents: document.contents, data: document.toJS() as unknown, errors };
  } catch (error) {
    // Aliases that lead nowhere or multiply, and brackets nested too deep, are thrown by the parser.
    return { contents: undefined, data: undefined, errors: [{ message: (error as Error).message, offset: 0 }] };
  }
}

/** Aliases that stand inside the node they name: data without end. */
function selfReferences(document: Document): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (target !== undefined && path.includes(target)) {
        found.push({
          message: `The alias *${alias.source} stands inside what it names`,
          offset: alias.range?.[0] ?? 0,
        });
      }
    },
  });
  return found;
}

/** Where a field begins; if it is not there, where the nearest part of its path begins. */
function offsetOf(root: unknown, field: FieldPath, key: boolean): number {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  field.forEach((step, index) => {
    const parent: unknown = isAlias(node) ? undefined : node;
    node = undefined;
    let begin: Node | undefined;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === String(step));
      if (pair && isNode(pair.key)) begin = pair.key;
      if (pair && isNode(pair.value) && !(key && index === field.length - 1)) {
        node = pair.value;
        // A collection on the next lines is found by its key; a scalar by itself.
        if (isScalar(node)) begin = pair.value;
      }
    } else if (isSeq(parent)) {
      const item: unknown = typeof step === 'number' ? parent.items[step] : undefined;
      if (isNode(item)) {
        node = item;
        begin = item;
      }
    }
    offset = begin?.range?.[0] ?? offset;
  });
  return offset;
}

/** @example pathText(['provisions', 2, 'from']) // 'provisions[2].from' */
export function pathText(field: FieldPath): string {
  return field
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
