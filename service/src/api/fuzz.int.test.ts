import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../contract/index.ts';
import type { Route } from '../contract/route.ts';
import { type TestService, testService } from './testing.ts';

/** How many requests; more with YTTERBY_FUZZ. */
const REQUESTS = Number(process.env['YTTERBY_FUZZ'] ?? 1_500);
const SEED = Number(process.env['YTTERBY_FUZZ_SEED'] ?? 20261126);

type Json = Readonly<Record<string, unknown>>;
const document = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
};
const operations = Object.entries(document.paths).flatMap(([at, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ at, method: method.toUpperCase(), operation })),
);

let service: TestService;
let cookies: readonly (string | undefined)[];
let organisations: readonly string[];

beforeAll(async () => {
  service = await testService();
  const company = await service.organisation('company');
  const installation = await service.organisation('installation');
  organisations = [company, installation, crypto.randomUUID()];
  const exporter = await service.person([[company, ['exporter', 'organisation-administrator']]]);
  const administrator = await service.person([[installation, ['administrator']]]);
  cookies = [undefined, exporter.cookie, administrator.cookie, 'ytterby_session=forged'];
});
afterAll(() => service.close());

/** Mulberry32: the same seed, the same requests. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  'x'.repeat(5_000),
  '\u0000',
  '\u202e',
  '稀土',
  '１２',
  '%00',
  "' or 1=1 --",
  '../../etc/passwd',
  '2026-02-30',
  '9999-99-99',
  [],
  {},
  [[[]]],
  { __proto__: 1 },
  { constructor: {} },
  'unknown',
  '1e9',
  '-5',
  '999999999999999999999999',
];
const TEXTS = [
  '2026-11-10',
  '2025-04-04',
  'CN',
  'DE',
  'oxide',
  '稀土',
  'Example',
  '0.3',
  '12.5',
  'enacted',
  'a@example.com',
  'cn/mofcom-2025-61',
];

/** A value for a schema: mostly one that fits, now and then one that does not. */
function valueFor(schema: Json, next: () => number, depth = 0): unknown {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  if (next() < 0.02) return pick(HOSTILE);
  const {
    $ref,
    anyOf,
    enum: choices,
    const: only,
    type,
  } = schema as {
    readonly $ref?: string;
    readonly anyOf?: readonly Json[];
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly type?: string;
  };
  if ($ref !== undefined)
    return valueFor(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, next, depth + 1);
  if (anyOf !== undefined) return valueFor(pick(anyOf), next, depth + 1);
  if (choices !== undefined) return pick(choices);
  if ('const' in schema) return only;
  switch (type) {
    case 'object': {
      const { properties = {}, required = [] } = schema as {
        readonly properties?: Readonly<Record<string, Json>>;
        readonly required?: readonly string[];
      };
      const entries = Object.entries(properties)
        .filter(([name]) => (required.includes(name) ? next() > 0.01 : next() < (depth > 4 ? 0.1 : 0.4)))
        .map(([name, of]) => [name, valueFor(of, next, depth + 1)] as const);
      if (next() < 0.01) entries.push([pick(['extra', '__proto__', 'constructor', '稀']), 1]);
      return Object.fromEntries(entries);
    }
    case 'array': {
      const { items = {}, minItems = 0 } = schema as { readonly items?: Json; readonly minItems?: number };
      const length = minItems + Math.floor(next() * (depth > 4 ? 1 : 3));
      return Array.from({ length }, () => valueFor(items, next, depth + 1));
    }
    case 'integer':
      return Math.floor(next() * 100);
    case 'number':
      return next();
    case 'boolean':
      return next() < 0.5;
    case 'null':
      return null;
    case 'string':
      if (schema['format'] === 'uuid') return next() < 0.8 ? pick(organisations) : crypto.randomUUID();
      if (schema['format'] === 'date-time') return '2026-11-10T00:00:00Z';
      return pick(fitting(schema['pattern']));
    default:
      return pick(HOSTILE);
  }
}

/** Texts of the pattern, where there are any. */
function fitting(pattern: unknown): readonly string[] {
  if (typeof pattern !== 'string') return TEXTS;
  const found = TEXTS.filter((text) => new RegExp(pattern, 'u').test(text));
  return found.length > 0 ? found : TEXTS;
}

interface Shot {
  readonly method: string;
  readonly target: string;
  readonly label: string;
  readonly response: Response;
}

async function shoot(next: () => number): Promise<Shot> {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const { at, method, operation } = pick(operations);
  const parameters = (operation['parameters'] ?? []) as readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Json;
  }[];
  let target = at;
  const query = new URLSearchParams();
  const headers = new Headers();
  for (const parameter of parameters) {
    if (!parameter.required && next() < 0.5) continue;
    const made = valueFor(parameter.schema, next) ?? '';
    const value = typeof made === 'string' ? made : JSON.stringify(made);
    if (parameter.in === 'path')
      target = target.replace(`{${parameter.name}}`, encodeURIComponent(value.toWellFormed()) || '-');
    else if (parameter.in === 'query') query.set(parameter.name, value);
    else if (next() > 0.05) headers.set(parameter.name, parameter.name === 'If-Match' ? '"1"' : crypto.randomUUID());
  }
  const cookie = pick(cookies);
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (next() > 0.03) headers.set('origin', service.url);
  let body: string | undefined;
  const content = (
    operation['requestBody'] as { readonly content: Readonly<Record<string, { readonly schema: Json }>> } | undefined
  )?.content;
  if (content !== undefined && next() > 0.01) {
    const [mediaType = '', { schema } = { schema: {} }] = Object.entries(content)[0] ?? [];
    headers.set('content-type', next() < 0.02 ? pick(['text/plain', 'application/xml', 'x']) : mediaType);
    const isJson = mediaType === 'application/json';
    body = isJson
      ? JSON.stringify(valueFor(schema, next))
      : pick(['a,b\n1,2', '{"lines":[]}', '\u0000PK\u0003\u0004', '[1', '稀土']);
    if (next() < 0.02) body = body.slice(0, Math.floor(body.length / 2));
  }
  const address = `${service.url}${target}${query.size === 0 ? '' : `?${query.toString()}`}`;
  const response = await fetch(address, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
  return { method, target, label: `${method} ${target}?${query.toString()} ${body ?? ''}`.slice(0, 1_000), response };
}

const replies = new Map(
  (Object.values(ROUTES) as readonly Route[]).flatMap((route) => {
    const { reply, method, path: at } = route;
    return 'ndjson' in reply || 'file' in reply ? [] : [[`${method} ${at}`, Compile(reply as TSchema)] as const];
  }),
);

test(`${REQUESTS} requests made from the OpenAPI document: none is our fault, every reply is as promised`, {
  timeout: 60_000 + REQUESTS * 60,
}, async () => {
  const next = chance(SEED);
  const wrong: string[] = [];
  const seen = new Map<number, number>();
  for (let sent = 0; sent < REQUESTS && wrong.length < 20; sent += 1) {
    const { method, target, label, response } = await shoot(next);
    const text = await response.text();
    const { status } = response;
    seen.set(status, (seen.get(status) ?? 0) + 1);
    if (status >= 500) wrong.push(`${status} ${label}\n  ${text.slice(0, 300)}`);
    else if (status >= 400) {
      const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
      if (!isProblem) wrong.push(`no problem details: ${status} ${label}`);
    } else if (response.headers.get('content-type')?.startsWith('application/json')) {
      const key = [...replies.keys()].find((each) => matches(each, method, target));
      const validator = key === undefined ? undefined : replies.get(key);
      if (validator && !validator.Check(JSON.parse(text)))
        wrong.push(
          `not as promised: ${label}\n  ${JSON.stringify([...validator.Errors(JSON.parse(text))].slice(0, 3))}`,
        );
    }
  }
  expect(wrong).toEqual([]);
  // It must get past the front door often enough to mean something.
  expect(seen.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
});

function matches(key: string, method: string, target: string): boolean {
  const [wanted, at = ''] = key.split(' ');
  const steps = at.split('/');
  const given = target.split('/');
  return (
    wanted === method &&
    steps.length === given.length &&
    steps.every((step, index) => step.startsWith(':') || step === given[index])
  );
}
