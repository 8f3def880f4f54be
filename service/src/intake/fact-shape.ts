import type { TSchema } from 'typebox';

/** What kind of value a place in the facts takes: the JSON Schema, boiled down to what reading a file needs. */
export type Shape =
  | { kind: 'object'; properties: Map<string, () => Shape>; required: readonly string[] }
  | { kind: 'record'; keys: 'element' | 'currency' | 'text'; value: () => Shape }
  | { kind: 'array'; item: () => Shape; minItems: number; maxItems: number }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'country' }
  | { kind: 'date' }
  | { kind: 'currency' }
  | { kind: 'number'; share: boolean; range: boolean; words: readonly string[] }
  | { kind: 'text'; maxLength: number }
  | { kind: 'either'; options: readonly Shape[]; words: readonly string[] };

type Json = Record<string, unknown>;

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** What a pattern is for, found by trying it, so that rewording it does not matter. */
function patternKind(pattern: string): 'country' | 'date' | 'currency' | 'share' | 'decimal' | undefined {
  const test = (text: string) => new RegExp(pattern).test(text);
  if (test('anything at all')) return undefined;
  if (test('2026-11-10')) return 'date';
  if (test('0.30')) return test('50 %') ? 'share' : 'decimal';
  if (test('CN') && !test('CNY')) return 'country';
  if (test('CNY') && !test('CN')) return 'currency';
  return undefined;
}

interface Scope {
  definitions: Json;
  known: Map<unknown, Shape>;
}

function alternatives(schema: Json): Json[] {
  return Array.isArray(schema['anyOf']) ? schema['anyOf'].flatMap((option) => alternatives(record(option))) : [schema];
}

function wordsOf(schema: Json): string[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'].map(String);
  return 'const' in schema ? [String(schema['const'])] : undefined;
}

function compile(raw: unknown, scope: Scope): Shape {
  const known = scope.known.get(raw);
  if (known !== undefined) return known;
  const shape = compileNew(record(raw), scope);
  scope.known.set(raw, shape);
  return shape;
}

function compileNew(schema: Json, scope: Scope): Shape {
  if (typeof schema['$ref'] === 'string') {
    const definitions = { ...scope.definitions, ...record(schema['$defs']) };
    return compile(definitions[schema['$ref']], { ...scope, definitions });
  }
  const options = alternatives(schema);
  const words = options.flatMap((option) => wordsOf(option) ?? []);
  const rest = options.filter((option) => wordsOf(option) === undefined);
  if (rest.length === 0) return { kind: 'choice', values: words };

  const strings = rest.filter((option) => option['type'] === 'string');
  const numeric = strings
    .map((option) => (typeof option['pattern'] === 'string' ? patternKind(option['pattern']) : undefined))
    .find((kind) => kind === 'share' || kind === 'decimal');
  if (numeric !== undefined) {
    const range = rest.some((option) => Object.hasOwn(record(option['properties']), 'max'));
    return { kind: 'number', share: numeric === 'share', range, words };
  }
  if (rest.length > 1 || words.length > 0) {
    return { kind: 'either', options: rest.map((option) => compile(option, scope)), words };
  }
  const only = rest[0] ?? {};
  if (only['type'] === 'array') {
    return {
      kind: 'array',
      item: () => compile(only['items'], scope),
      minItems: Number(only['minItems'] ?? 0),
      maxItems: Number(only['maxItems'] ?? 5_000_000),
    };
  }
  if (only['type'] === 'object' && 'patternProperties' in only) {
    const [pattern, value] = Object.entries(record(only['patternProperties']))[0] ?? ['', {}];
    const isCurrency = patternKind(pattern) === 'currency';
    return { kind: 'record', keys: isCurrency ? 'currency' : 'element', value: () => compile(value, scope) };
  }
  if (only['type'] === 'object') {
    const properties = new Map<string, () => Shape>();
    for (const [name, property] of Object.entries(record(only['properties']))) {
      properties.set(name, () => compile(property, scope));
    }
    const required = Array.isArray(only['required']) ? only['required'].map(String) : [];
    return { kind: 'object', properties, required };
  }
  const kind = typeof only['pattern'] === 'string' ? patternKind(only['pattern']) : undefined;
  if (kind === 'country' || kind === 'date' || kind === 'currency') return { kind };
  return { kind: 'text', maxLength: Number(only['maxLength'] ?? 20_000) };
}

/** The shape that a schema asks for. */
export function shapeOf(schema: TSchema): Shape {
  return compile(schema, { definitions: {}, known: new Map() });
}
