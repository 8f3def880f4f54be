/**
 * JSON Schemas of the law files, so that an editor completes and checks them while they are written.
 * `node law/schema.ts` writes them to law/schema/ and names the schema at the top of every file that does not; a test compares.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KINDS, type Kind, kindOf } from './kinds.ts';

/** File name and text of every schema. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    (Object.keys(KINDS) as Kind[]).map((kind) => [
      `${kind}.schema.json`,
      `${JSON.stringify(schemaOf(kind), null, 2)}\n`,
    ]),
  );
}

/**
 * TypeBox refers to a recursive type by name, inside the place that uses it; editors want it by JSON pointer, at the root.
 */
function schemaOf(kind: Kind): object {
  const definitions: Record<string, unknown> = {};
  const plain = JSON.parse(JSON.stringify(KINDS[kind].schema), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
    const { $defs = {}, $ref } = value as { $defs?: Record<string, Record<string, unknown>>; $ref: string };
    for (const [name, { $id: _, ...definition }] of Object.entries($defs)) definitions[name] = definition;
    return { $ref: $ref.startsWith('#') ? $ref : `#/$defs/${$ref}` };
  }) as object;
  const title = `Ytterby law file: ${kind}`;
  return Object.keys(definitions).length > 0 ? { title, ...plain, $defs: definitions } : { title, ...plain };
}

/** The line by which the YAML language server of an editor finds the schema. `file` lies below this folder: `cn/pack.yaml`. */
export function schemaLine(file: string): string {
  const up = '../'.repeat(file.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}schema/${kindOf(file, undefined)}.schema.json`;
}

/** Every YAML file below this folder, with forward slashes. */
export function packFiles(): readonly string[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => /^[a-z]{2}\/.*\.yaml$/.test(name));
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, 'schema');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of schemaFiles()) writeFileSync(path.join(folder, name), text);
  for (const name of packFiles()) {
    const file = path.join(import.meta.dirname, name);
    const text = readFileSync(file, 'utf8');
    if (!text.startsWith('# yaml-language-server:')) writeFileSync(file, `${schemaLine(name)}\n${text}`);
  }
}
