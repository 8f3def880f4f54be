import { type Alias, isAlias, isMap, isScalar, isSeq, parseAllDocuments, type ParsedNode } from 'yaml';
import { type Place, refuse } from './problem.ts';
import { lineFinder, MAX_DEPTH, type Tree, type TreeEntry } from './tree.ts';

/** A YAML tree takes about a hundred times the size of its text in memory. */
export const MAX_YAML_BYTES = 16 * 1024 * 1024;
/** How many values aliases may stand for, all together. */
export const MAX_ALIAS_COUNT = 10_000;

const isAbsent = (text: string) => text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL';

/**
 * YAML → trees, one a document, with the place of each value. Every scalar is text (`failsafe`): control code 1E001
 * stays 1E001, Norway stays NO. Plain `null`, `~` and empty values are nothing.
 * Raises `intake/bad-yaml`, `intake/duplicate-key`, `intake/too-deep`, `intake/alias-bomb`, `intake/yaml-tag`.
 */
export function readYaml(text: string, place: Place): Tree[] {
  if (text.length > MAX_YAML_BYTES)
    refuse('intake/file-too-large', place, { size: text.length, limit: MAX_YAML_BYTES });
  const find = lineFinder(text);
  const where = (offset: number): Place => ({ ...place, ...find(Math.min(offset, text.length)) });
  // Duplicate keys are checked below, in one pass: the library compares each key with each other.
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const trees: Tree[] = [];
  for (const document of documents) {
    const error = document.errors[0];
    if (error?.code === 'RESOURCE_EXHAUSTION') refuse('intake/too-deep', where(error.pos[0]), { limit: MAX_DEPTH });
    if (error !== undefined) {
      refuse('intake/bad-yaml', where(error.pos[0]), { detail: error.message.split('\n')[0] ?? error.code });
    }
    const anchors = new Map<string, ParsedNode>();
    let expanded = 0;
    const walk = (node: ParsedNode | Alias | null, depth: number, fallback: number, viaAlias: boolean): Tree => {
      if (node === null || node === undefined) return { kind: 'nothing', at: fallback };
      const at = node.range?.[0] ?? fallback;
      if (depth > MAX_DEPTH) return refuse('intake/too-deep', where(at), { limit: MAX_DEPTH });
      if (viaAlias && ++expanded > MAX_ALIAS_COUNT) {
        return refuse('intake/alias-bomb', where(at), { limit: MAX_ALIAS_COUNT });
      }
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target === undefined)
          return refuse('intake/bad-yaml', where(at), { detail: `*${node.source} has no anchor before it` });
        return walk(target, depth + 1, at, true);
      }
      if (node.tag !== undefined && !/^tag:yaml\.org,2002:(?:str|map|seq)$/.test(node.tag)) {
        return refuse('intake/yaml-tag', where(at), { tag: node.tag });
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isScalar(node)) {
        const value = typeof node.value === 'string' ? node.value : '';
        return node.type === 'PLAIN' && isAbsent(value) ? { kind: 'nothing', at } : { kind: 'text', text: value, at };
      }
      if (isSeq(node)) {
        return {
          kind: 'list',
          at,
          items: node.items.map((item) => walk(item as ParsedNode | null, depth + 1, at, viaAlias)),
        };
      }
      if (!isMap(node)) return { kind: 'nothing', at };
      const entries: TreeEntry[] = [];
      const seen = new Map<string, number>();
      for (const pair of node.items) {
        const keyNode = pair.key as ParsedNode | null;
        const keyAt = keyNode?.range?.[0] ?? at;
        if (!isScalar(keyNode) || typeof keyNode.value !== 'string') {
          return refuse('intake/bad-yaml', where(keyAt), { detail: 'a key must be a plain word' });
        }
        const key = keyNode.value;
        const first = seen.get(key);
        if (first !== undefined) refuse('intake/duplicate-key', where(keyAt), { key, first: where(first).line ?? 1 });
        seen.set(key, keyAt);
        entries.push({ key, keyAt, value: walk(pair.value as ParsedNode | null, depth + 1, keyAt, viaAlias) });
      }
      return { kind: 'map', entries, at };
    };
    trees.push(walk(document.contents as ParsedNode | null, 1, 0, false));
  }
  return trees;
}
