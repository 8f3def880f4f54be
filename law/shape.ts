import type { TSchema } from 'typebox';
import Compile from 'typebox/compile';
import { KINDS, type Kind, isRecord } from './kinds.ts';
import type { LawFileProblem, LawFileProblemCode } from './errors.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

const compiled = new Map<Kind, { Check(value: unknown): boolean }>();

/** Does the file have the shape of its kind? If not: every place where it has not, in words for its author. */
export function shapeProblems(file: YamlFile, kind: Kind): readonly LawFileProblem[] {
  let validator = compiled.get(kind);
  if (!validator) compiled.set(kind, (validator = Compile(KINDS[kind].schema as TSchema)));
  if (validator.Check(file.data)) return [];
  const found = explain(KINDS[kind].schema as Schema, file.data, [], {});
  if (found.length === 0) return [file.problem('wrong-value', [], `This is no valid ${kind} file.`)];
  return found.map(({ code, path, message, ...more }) => file.problem(code, path, message, more));
}

/** The part of JSON Schema that the law's schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}
interface Misfit {
  readonly code: LawFileProblemCode;
  readonly path: FieldPath;
  readonly message: string;
  readonly at?: 'key';
  readonly remedy?: string;
}

/**
 * TypeBox decides whether a file is valid; this says why not. Its own list of errors names every branch of every union
 * that does not fit, which for a condition is some forty lines; here the branch that the author meant is explained.
 */
function explain(
  schema: Schema,
  value: unknown,
  path: FieldPath,
  defs: Readonly<Record<string, Schema>>,
): readonly Misfit[] {
  const all = { ...defs, ...schema.$defs };
  if (schema.$ref !== undefined) return explain(all[schema.$ref] ?? {}, value, path, all);
  const choices = choicesOf(schema);
  if (choices) return choices.includes(value) ? [] : [wrong(path, value, `one of ${choices.join(', ')}`)];
  if (schema.anyOf) return explainUnion(schema, value, path, all);
  switch (schema.type) {
    case 'object':
      return isRecord(value) ? explainObject(schema, value, path, all) : [wrong(path, value, 'fields')];
    case 'array':
      if (!Array.isArray(value)) return [wrong(path, value, 'a list')];
      if (value.length < (schema.minItems ?? 0)) {
        return [isCitation(path) ? uncited(path) : wrong(path, value, 'a list with at least one entry')];
      }
      return value.flatMap((item, index) => explain(schema.items ?? {}, item, [...path, index], all));
    case 'string':
      if (typeof value !== 'string') return [wrong(path, value, 'text')];
      if (value.length < (schema.minLength ?? 0)) {
        return [
          isCitation(path) && value === ''
            ? uncited(path)
            : wrong(path, value, `text of at least ${schema.minLength} characters`),
        ];
      }
      return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
        ? []
        : [wrong(path, value, schema.description ?? `text like ${schema.pattern}`)];
    default:
      return [];
  }
}

function explainObject(
  schema: Schema,
  value: Record<string, unknown>,
  path: FieldPath,
  defs: Readonly<Record<string, Schema>>,
): readonly Misfit[] {
  const properties = schema.properties ?? {};
  const unknown = Object.keys(value)
    .filter((key) => schema.additionalProperties === false && !Object.hasOwn(properties, key))
    .map(
      (key): Misfit => ({
        code: 'unknown-key',
        path: [...path, key],
        message: `There is no field "${key}" here; the fields are ${Object.keys(properties).join(', ')}.`,
        at: 'key' as const,
        // `{ en: para. 1, second part }` reads as a field named "second part".
        ...((value[key] === null || value[key] === '') && {
          remedy: 'A comma inside braces ends a text: put a text with a comma in quotes.',
        }),
      }),
    );
  const missing = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map(
      (key): Misfit =>
        isCitation([key])
          ? uncited([...path, key])
          : { code: 'missing-field', path: [...path, key], message: `The field "${key}" is missing.` },
    );
  const inside = Object.entries(properties).flatMap(([key, property]) =>
    Object.hasOwn(value, key) ? explain(property, value[key], [...path, key], defs) : [],
  );
  return [...unknown, ...missing, ...inside];
}

function explainUnion(
  schema: Schema,
  value: unknown,
  path: FieldPath,
  defs: Readonly<Record<string, Schema>>,
): readonly Misfit[] {
  const tried = flat(schema, defs)
    .map((branch) => ({ misfits: explain(branch, value, path, defs), likeness: likeness(branch, value) }))
    .sort((a, b) => b.likeness - a.likeness || a.misfits.length - b.misfits.length);
  return tried.some(({ misfits }) => misfits.length === 0) ? [] : (tried[0]?.misfits ?? []);
}

function flat(schema: Schema, defs: Readonly<Record<string, Schema>>): readonly Schema[] {
  const target = schema.$ref === undefined ? schema : (defs[schema.$ref] ?? {});
  return target.anyOf ? target.anyOf.flatMap((branch) => flat(branch, defs)) : [target];
}

/** The values of a closed list, however the schema writes it; undefined if it is none. */
function choicesOf(schema: Schema): readonly unknown[] | undefined {
  if (schema.enum) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  const parts = schema.anyOf?.map(choicesOf);
  return parts?.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** How far a value looks like this branch: fields whose fixed value it has weigh most, then fields whose name it has. */
function likeness(schema: Schema, value: unknown): number {
  if (!isRecord(value)) return schema.type === (Array.isArray(value) ? 'array' : typeof value) ? 1 : 0;
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => Object.hasOwn(value, key))
    .reduce((sum, [key, property]) => {
      return sum + (choicesOf(property)?.includes(value[key]) ? 100 : 1);
    }, 0);
}

const isCitation = (path: FieldPath) => path.some((step) => step === 'source' || step === 'cite');

function uncited(path: FieldPath): Misfit {
  return {
    code: 'uncited',
    path,
    message: `The ${String(path.findLast((step) => typeof step === 'string'))} is missing.`,
  };
}

function wrong(path: FieldPath, value: unknown, takes: string): Misfit {
  return { code: 'wrong-value', path, message: `This is ${named(value)}, and takes: ${takes.replace(/\.$/, '')}.` };
}

function named(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'fields';
  return typeof value === 'string' && value !== '' ? `"${value}"` : 'empty';
}
