import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { decodeText, readBytes } from '../intake/read-text.ts';
import { ImpactFileError, impactProblem } from './problems.ts';

/** Aliases of a file may not grow it beyond this. */
const MAX_ALIASES = 100;
const MAX_BYTES = 4 * 1024 * 1024;
const MOST = 100;
const CHECKS = new WeakMap<TSchema, { Check(value: unknown): boolean }>();

/**
 * A file of YAML (and so of JSON) that has a shape, with where each of its fields stands.
 * @throws IntakeError where it cannot be read; ImpactFileError with line and field of all that does not fit
 */
export async function readShaped<Schema extends TSchema>(path: string, schema: Schema) {
  return shaped(await readYaml(path), path, schema);
}

/** The text of such a file. @throws IntakeError */
export async function readYaml(path: string): Promise<string> {
  return decodeText(await readBytes(path, { maxBytes: MAX_BYTES }), { file: path }).text;
}

/** The same of a text at hand. @param path what it is called in problems */
export function shaped<Schema extends TSchema>(text: string, path: string, schema: Schema) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw new ImpactFileError([
      impactProblem(
        'impact/not-yaml',
        { file: path, line: lines.linePos(error.pos[0]).line },
        { detail: error.message },
      ),
    ]);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (fault) {
    throw new ImpactFileError([impactProblem('impact/not-yaml', { file: path }, { detail: String(fault) })]);
  }
  const lineOf = (keys: readonly (string | number)[]): number => {
    for (let length = keys.length; length > 0; length--) {
      const parent = document.getIn(keys.slice(0, length - 1), true);
      const last = keys[length - 1];
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(last)) : undefined;
      const key = pair?.key as { range?: readonly number[] } | undefined;
      const node = document.getIn(keys.slice(0, length), true) as { range?: readonly number[] } | undefined;
      const at = (key ?? node)?.range?.[0];
      if (at !== undefined) return lines.linePos(at).line;
    }
    return 1;
  };
  const place = (...keys: readonly (string | number)[]) => ({
    file: path,
    line: lineOf(keys),
    field: keys
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
      .join('')
      .replace(/^\./, ''),
  });
  const check = CHECKS.get(schema) ?? Compile(schema);
  CHECKS.set(schema, check);
  if (!check.Check(value)) {
    const found = misfits(schema as Shape, value, []).slice(0, MOST);
    throw new ImpactFileError(
      found.map(({ keys, detail, detailZh }) =>
        impactProblem('impact/wrong-shape', place(...keys), { detail, detailZh }),
      ),
    );
  }
  return { value: value as Static<Schema>, place };
}

/** The part of JSON Schema that the shapes here use. */
interface Shape {
  readonly anyOf?: readonly Shape[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}
interface Misfit {
  readonly keys: readonly (string | number)[];
  readonly detail: string;
  readonly detailZh: string;
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * TypeBox decides whether a file fits; this says why not. Its own errors name every branch of a union that does not fit; here the branch that the
 * author meant is looked into.
 */
function misfits(shape: Shape, value: unknown, keys: readonly (string | number)[]): readonly Misfit[] {
  if (shape.anyOf !== undefined) {
    const meant = shape.anyOf.toSorted((one, two) => likeness(two, value) - likeness(one, value))[0];
    return meant === undefined ? [] : misfits(meant, value, keys);
  }
  const { properties, patternProperties, items } = shape;
  const inside = (each: Shape, key: string | number, of: unknown) => misfits(each, of, [...keys, key]);
  const anything: Shape = {};
  if (properties !== undefined && isRecord(value)) {
    const flat = Object.fromEntries(Object.keys(properties).map((key) => [key, anything]));
    return [
      ...leaf({ ...shape, properties: flat }, value, keys),
      ...Object.entries(properties).flatMap(([key, each]) =>
        Object.hasOwn(value, key) ? inside(each, key, value[key]) : [],
      ),
    ];
  }
  const [each] = Object.values(patternProperties ?? {});
  if (each !== undefined && isRecord(value)) return Object.entries(value).flatMap(([key, of]) => inside(each, key, of));
  if (items !== undefined && Array.isArray(value))
    return [
      ...leaf({ ...shape, items: anything }, value, keys),
      ...value.flatMap((of: unknown, at) => inside(items, at, of)),
    ];
  return leaf(shape, value, keys);
}

/** How far a value looks like a branch: a fixed value that it has weighs most, then fields whose name it has. */
function likeness({ properties = {} }: Shape, value: unknown): number {
  if (!isRecord(value)) return 0;
  return Object.entries(properties)
    .filter(([key]) => Object.hasOwn(value, key))
    .reduce((sum, [key, each]) => sum + (each.const === undefined ? 1 : each.const === value[key] ? 100 : -100), 0);
}

function leaf(shape: Shape, value: unknown, keys: readonly (string | number)[]): readonly Misfit[] {
  return [...Compile(shape as TSchema).Errors(value)].flatMap(({ keyword, message, params }) =>
    // Said of each field that is too many, beside the complaint that names them.
    keyword === 'boolean' ? [] : [{ keys, ...worded(keyword, message, params) }],
  );
}

/** A complaint in both languages; what is rare stays as the checker says it. */
function worded(keyword: string, message: string, given: unknown): Pick<Misfit, 'detail' | 'detailZh'> {
  const params = isRecord(given) ? given : {};
  const list = (name: string) =>
    Array.isArray(params[name]) ? params[name].join(', ') : String((params[name] as string | number | undefined) ?? '');
  switch (keyword) {
    case 'required':
      return { detail: `${list('requiredProperties')} is missing`, detailZh: `缺少 ${list('requiredProperties')}` };
    case 'additionalProperties':
      return {
        detail: `there is no field ${list('additionalProperties')} here`,
        detailZh: `此处没有 ${list('additionalProperties')} 字段`,
      };
    case 'enum':
      return { detail: `one of ${list('allowedValues')}`, detailZh: `须为以下之一：${list('allowedValues')}` };
    case 'const':
      return { detail: `it must be ${list('allowedValue')}`, detailZh: `须为 ${list('allowedValue')}` };
    case 'type':
      return { detail: `it must be a ${list('type')}`, detailZh: `类型须为 ${list('type')}` };
    default:
      return { detail: message, detailZh: message };
  }
}
