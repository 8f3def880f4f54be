import fc from 'fast-check';
import { CASE_COMMAND_SCHEMAS } from '@ytterby/core/licensing';
import { type TObject, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { LICENCE_COMMANDS, SHIPMENT_COMMANDS } from '../contract/core-schemas.ts';
import { ROUTES } from '../contract/index.ts';
import { OFFICER_COMMANDS } from '../contract/licence.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { commandInBody } from './command-in-body.ts';
import { DAY_PATTERN } from '../contract/shapes.ts';
import { fieldProblems } from './field-problems.ts';
import { validationOf } from './validate.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that a schema takes. */
function valueOf(schema: Json, depth = 0): fc.Arbitrary<unknown> {
  const { type, const: only, enum: choices, anyOf, pattern, format } = schema as Readonly<Record<string, unknown>>;
  if (only !== undefined) return fc.constant(only);
  if (choices !== undefined) return fc.constantFrom(...(choices as readonly unknown[]));
  if (anyOf !== undefined) return fc.oneof(...(anyOf as readonly Json[]).map((each) => valueOf(each, depth + 1)));
  const {
    minLength = 0,
    maxLength = 30,
    minItems = 0,
    maxItems = 3,
    minimum = 0,
    maximum = 100,
  } = schema as Readonly<Record<string, number | undefined>>;
  switch (type as string) {
    case 'object': {
      const { properties = {}, required = [] } = schema as {
        readonly properties?: Readonly<Record<string, Json>>;
        readonly required?: readonly string[];
      };
      const given = Object.entries(properties).filter(([name]) => required.includes(name) || depth < 3);
      return fc.record(Object.fromEntries(given.map(([name, of]) => [name, valueOf(of, depth + 1)])), {
        requiredKeys: given.map(([name]) => name).filter((name) => required.includes(name)) as never,
      });
    }
    case 'array':
      return (schema['uniqueItems'] === true ? fc.uniqueArray : fc.array)(
        valueOf((schema['items'] ?? {}) as Json, depth + 1),
        { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, depth > 2 ? minItems : 2)) },
      );
    case 'integer':
      return fc.integer({ min: minimum, max: Math.max(minimum, Math.min(maximum, minimum + 100)) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string': {
      const fits = (text: string) => text.length >= minLength && text.length <= Number(schema['maxLength'] ?? 1e6);
      if (format === 'uuid') return fc.uuid();
      if (format === 'date-time') return fc.constant('2026-11-10T00:00:00Z');
      if (format === 'email') return fc.constant('a@example.com');
      if (format === 'uri' || format === 'url') return fc.constant('https://example.com/');
      if (pattern === DAY_PATTERN) return fc.constantFrom('2026-11-10', '2028-02-29', '9999-12-31');
      if (pattern !== undefined && pattern !== '\\S')
        return fc.stringMatching(new RegExp(pattern as string, 'u'), { size: 'xsmall' }).filter(fits);
      return fc
        .string({ minLength: Math.max(1, minLength), maxLength: Math.max(1, minLength, Math.min(maxLength, 30)) })
        .map((text) => text.replaceAll(/[\s\0]/g, 'x'));
    }
    default:
      return fc.constant({});
  }
}

interface Break {
  readonly path: string;
  readonly value: unknown;
}

/** Every way to break one field of a value: left out, one too many, of another type, none of the choices. */
function breaksOf(schema: Json, value: unknown, path: string, put: (value: unknown) => unknown): Break[] {
  const all: Break[] = [];
  const {
    anyOf,
    enum: choices,
    const: only,
    properties,
    required = [],
    additionalProperties,
  } = schema as {
    readonly anyOf?: readonly Json[];
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: unknown;
  };
  if (anyOf !== undefined) {
    const branch = anyOf.find((each) => Compile(each as TSchema).Check(value));
    return branch === undefined ? [] : breaksOf(branch, value, path, put);
  }
  if (choices !== undefined || only !== undefined) return [{ path, value: put('none of these') }];
  if (isObject(value)) {
    if (additionalProperties === false) all.push({ path: `${path}/x~1y`, value: put({ ...value, 'x/y': 1 }) });
    for (const name of required) {
      const { [name]: _, ...rest } = value;
      all.push({ path: `${path}/${name}`, value: put(rest) });
    }
    for (const [name, of] of Object.entries(properties ?? {}))
      if (Object.hasOwn(value, name))
        all.push(...breaksOf(of, value[name], `${path}/${name}`, (changed) => put({ ...value, [name]: changed })));
  } else if (Array.isArray(value)) {
    for (const [at, each] of value.entries())
      all.push(
        ...breaksOf((schema['items'] ?? {}) as Json, each, `${path}/${at}`, (changed) => put(value.with(at, changed))),
      );
  }
  if (typeof value === 'string') all.push({ path, value: put(['not a text']) });
  if (typeof value === 'number' || typeof value === 'boolean') all.push({ path, value: put('not a figure') });
  return all;
}

const COMMANDS = (Object.values(ROUTES) as readonly Route[]).filter(
  ({ body, kind }) => body !== undefined && body !== 'file' && kind !== 'read',
);

/** Breaks one field of a value that the schema takes, and expects that this field is named, with a sentence that says what to do. */
function expectNamed(schema: Json, problems: (value: unknown) => readonly FieldProblem[]): void {
  fc.assert(
    fc.property(valueOf(schema), fc.nat(), (value, chosen) => {
      expect(problems(value)).toEqual([]);
      const breaks = breaksOf(schema, value, '/body', (changed) => changed);
      const broken = breaks[chosen % Math.max(1, breaks.length)];
      if (broken === undefined) return;
      const told = problems(broken.value);
      // What told one branch of a union from the others may be what is missing.
      const isOneNeeded = told[0]?.en.startsWith('It needs one of these') === true;
      const parent = broken.path.slice(0, broken.path.lastIndexOf('/'));
      expect(told.map(({ path }) => path)).toEqual([isOneNeeded ? parent : broken.path]);
      for (const { zh, en } of told) {
        expect(zh).toMatch(/[\u4e00-\u9fff].*。$/u);
        expect(en).toMatch(/^[A-Z].*\.$/);
        expect(en).not.toContain('schema');
      }
    }),
    { numRuns: 60 },
  );
}

const fieldsOf = (attempt: () => unknown): readonly FieldProblem[] => {
  try {
    attempt();
    return [];
  } catch (error) {
    if (error instanceof ApiProblem) return error.fields.filter(({ path }) => path.startsWith('/body'));
    throw error;
  }
};

test.each(COMMANDS.map((route) => [route.id, route] as const))('%s names the field that is wrong', (_, route) => {
  const check = validationOf(route);
  const query = route.query === undefined ? undefined : {};
  expectNamed(route.body as Json, (body) => fieldsOf(() => check.rest({ query, body })));
});

const OF_CORE = { case: CASE_COMMAND_SCHEMAS, shipment: SHIPMENT_COMMANDS, licence: LICENCE_COMMANDS };
test.each(
  Object.entries(OF_CORE).flatMap(([of, schemas]) => Object.keys(schemas).map((name) => [of, name, schemas] as const)),
)('the command on a %s, %s, names the field that is wrong', (_, name, schemas) => {
  const schema = (schemas as Readonly<Record<string, TSchema>>)[name] as unknown as Json;
  const withoutName = Type.Omit(schema as unknown as TObject, ['command'], { additionalProperties: false });
  expectNamed(withoutName as unknown as Json, (fields) =>
    fieldsOf(() => commandInBody(schemas, { command: name, ...(fields as object) }, '/body')),
  );
});

test('of a command that there is not, those that there are', () => {
  const [wrong] = fieldsOf(() => commandInBody(LICENCE_COMMANDS, { command: 'issue' }, '/body'));
  expect(wrong).toMatchObject({ path: '/body/command' });
  for (const name of OFFICER_COMMANDS) expect(wrong?.en).toContain(name);
  const [day] = fieldsOf(() =>
    commandInBody(SHIPMENT_COMMANDS, { command: 'ship', exportedOn: '2026-02-29' } as never, '/body'),
  );
  expect(day).toMatchObject({ path: '/body/exportedOn', en: 'There is no such day: 2026-02-29.' });
});

const told = (schema: TSchema, value: unknown) =>
  fieldProblems(Compile(schema), value, '/body').map(({ path, en }) => `${path}: ${en}`);
const closed = { additionalProperties: false } as const;

test('of a union only what its nearest branch says', () => {
  const schema = Type.Union([
    Type.Object({ form: Type.Literal('facts'), party: Type.Integer({ minimum: 0 }) }, closed),
    Type.Object({ form: Type.Literal('text'), text: Type.String({ minLength: 1 }) }, closed),
    Type.Null(),
  ]);
  expect(told(schema, { form: 'facts', party: -1 })).toEqual(['/body/party: It must be 0 at least.']);
  expect(told(schema, { form: 'text' })).toEqual(['/body/text: It is missing; give it (string).']);
  expect(told(schema, { form: 'table' })).toEqual(['/body/form: It must be one of: facts, text.']);
  expect(told(schema, {})).toEqual(['/body/form: It is missing; give it (facts).']);
  expect(told(schema, 5)).toEqual(['/body: It must be one of: object, null.']);
  const either = Type.Union([
    Type.Object({ shipped: Type.String() }, closed),
    Type.Object({ text: Type.String() }, closed),
  ]);
  expect(told(either, {})).toEqual(['/body: It needs one of these: shipped; text.']);
  expect(told(either, { text: 5 })).toEqual(['/body/text: It must be of type string.']);
});

test('thousands of fields too many are told as fifty', () => {
  const schema = Type.Object({ a: Type.Optional(Type.Integer()) }, closed);
  const value = Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`f${at}`, at]));
  expect(told(schema, value)).toHaveLength(50);
});
