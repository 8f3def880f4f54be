import { ExportFacts } from '@ytterby/core';
import { type FactReading, factsFromTree } from './facts-from-tree.ts';
import { type Place, type Problem, problem, refuse } from './problem.ts';
import type { HeaderOptions } from './headers.ts';
import { decodeText } from './read-text.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import { lineFinder, type Tree } from './tree.ts';

/** One export of a file, or what is wrong with it. `row` counts exports from 1. */
export type ExportReading =
  | { row: number; line?: number; facts: ExportFacts; problems?: undefined; notes: Problem[] }
  | { row: number; line?: number; facts?: undefined; problems: Problem[]; notes: Problem[] };

/** Options that hold for every export of a file; what they say of a header, for tables alone. */
export interface ExportOptions extends HeaderOptions {
  /** The day of export for those that name none. */
  asOf?: string;
}

/** Adds what the file leaves out. */
export function withDefaults(tree: Tree, options: ExportOptions): Tree {
  if (options.asOf === undefined || tree.kind !== 'map') return tree;
  if (tree.entries.some((entry) => entry.key === 'asOf' && entry.value.kind !== 'nothing')) return tree;
  const entries = tree.entries.filter((entry) => entry.key !== 'asOf');
  return {
    ...tree,
    entries: [...entries, { key: 'asOf', keyAt: tree.at, value: { kind: 'text', text: options.asOf, at: tree.at } }],
  };
}

/** Turns a reading of facts into a row of the result. */
export function exportReading(row: number, line: number | undefined, reading: FactReading<ExportFacts>): ExportReading {
  const base = line === undefined ? { row } : { row, line };
  return reading.facts === undefined
    ? { ...base, problems: reading.problems, notes: reading.notes }
    : { ...base, facts: reading.facts, notes: reading.notes };
}

/** Text of YAML or JSON → trees of its documents. */
export function structuredTrees(text: string, format: 'yaml' | 'json', place: Place): Tree[] {
  if (text.trim() === '') refuse('intake/empty-file', place);
  return format === 'json' ? [readJson(text, place)] : readYaml(text, place);
}

/**
 * One or more exports in YAML or JSON: one export, a list, `exports: [...]`, or several YAML documents. Problems name
 * line, column and field. A file that cannot be parsed throws `IntakeError`; an export that cannot be read is a row
 * with problems, and the others are still read.
 */
export function readStructured(
  bytes: Uint8Array,
  format: 'yaml' | 'json',
  file: string,
  options: ExportOptions = {},
): ExportReading[] {
  const { text } = decodeText(bytes, { file });
  const find = lineFinder(text);
  const trees = structuredTrees(text, format, { file }).flatMap((tree): Tree[] => {
    if (tree.kind === 'nothing') return [];
    if (tree.kind === 'list') return tree.items;
    if (tree.kind === 'map') {
      const inner = tree.entries.find((entry) => entry.key === 'exports')?.value;
      if (tree.entries.length === 1 && inner?.kind === 'list') return inner.items;
      if (tree.entries.length === 1 && inner?.kind === 'map') return [inner];
    }
    return [tree];
  });
  if (trees.length === 0) refuse('intake/nothing-read', { file });
  const place = (at: number): Place => ({ file, ...find(at) });
  return trees.map((tree, index) => {
    if (
      tree.kind === 'map' &&
      tree.entries.some((entry) => entry.key === 'parts') &&
      !tree.entries.some((entry) => entry.key === 'lines')
    ) {
      const wrong = problem('intake/wrong-document', place(tree.at), {
        found: 'a bill of materials / 物料清单',
        wanted: 'an export / 出口',
      });
      return { row: index + 1, line: find(tree.at).line, problems: [wrong], notes: [] };
    }
    return exportReading(
      index + 1,
      find(tree.at).line,
      factsFromTree(ExportFacts, withDefaults(tree, options), { place }),
    );
  });
}
