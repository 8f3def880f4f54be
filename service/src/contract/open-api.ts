import { RIGHTS } from '../access/rights.ts';
import { CORE_SCHEMAS } from './core-schemas.ts';
import { ROUTES } from './index.ts';
import { API_PROBLEMS, type ApiProblemCode } from './problems.ts';
import { PROBLEM_REASONS } from './reasons.ts';
import type { Route } from './route.ts';

/** Problems that a route can have beside its own. */
function problemsOf({ kind, path, body, action, revision, problems = [] }: Route): readonly ApiProblemCode[] {
  const isPublic = RIGHTS[action].some(({ role, when }) => role === 'public' && when === 'everywhere');
  return [
    ...new Set<ApiProblemCode>([
      'bad-request',
      ...(isPublic ? [] : (['not-signed-in', 'second-factor-needed', 'not-allowed'] as const)),
      ...(path.includes(':') ? (['not-found'] as const) : []),
      ...(body === undefined ? [] : (['too-large', 'media-type'] as const)),
      ...(kind === 'command' ? (['foreign-origin', 'key-wanted', 'key-reused', 'key-in-progress'] as const) : []),
      ...(kind === 'records' ? (['foreign-origin'] as const) : []),
      ...(revision === 'wanted' ? (['revision-wanted', 'changed-meanwhile'] as const) : []),
      ...problems,
      ...(kind === 'command' ? (['disk-full'] as const) : []),
      'too-many-requests',
      'internal',
      'not-ready',
    ]),
  ];
}

const json = (schema: unknown) => ({ 'application/json': { schema } });

/** The contract as an OpenAPI 3.1 document. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of Object.values(ROUTES) as readonly Route[]) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return plain({
    openapi: '3.1.0',
    info: {
      title: 'Ytterby',
      version: '1',
      summary: 'Export control for rare earths',
      description:
        'Days are days in Beijing, moments are UTC, amounts are decimal text. A command carries an Idempotency-Key: sent again with the same key and body it gives the same reply and is done once. Lists are paged with `after`. Problems are RFC 9457 problem details; their codes never change meaning.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: {
        ...CORE_SCHEMAS,
        Problem: PROBLEM,
      },
      responses: problemResponses(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'ytterby_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }) as Record<string, unknown>;
}

/** One for each status; which codes a route can answer with stands with the route. */
function problemResponses(): Record<string, unknown> {
  const found: Record<string, { readonly description: string; readonly content: unknown }> = {};
  for (const [code, { status, en }] of Object.entries(API_PROBLEMS)) {
    const before = found[status]?.description;
    found[status] = {
      description: `${before === undefined ? '' : `${before}; `}${code}: ${en}`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return found;
}

const BILINGUAL = { zh: { type: 'string' }, en: { type: 'string' } };
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'zh', 'en', 'fields', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(API_PROBLEMS) },
    reason: {
      description:
        'Why, where the code alone does not say: a code of the rules for cases, licences and documents. It never changes meaning.',
      oneOf: [...PROBLEM_REASONS].map(([reason, texts]) => ({
        const: reason,
        description: [...new Set(texts.map(({ en }) => en))].join('; '),
      })),
    },
    detail: { type: 'string' },
    ...BILINGUAL,
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'zh', 'en'],
        properties: { path: { type: 'string', description: 'JSON pointer.' }, ...BILINGUAL },
      },
    },
    requestId: { type: 'string' },
  },
};

function operationOf(route: Route): Record<string, unknown> {
  const { id, summary, description, body, status, reply, revision, kind, action } = route;
  const isPublic = RIGHTS[action].some(({ role, when }) => role === 'public' && when === 'everywhere');
  const header = (name: string, text: string) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string', maxLength: 200 },
    description: text,
  });
  const nothing = 'type' in reply && reply.type === 'null';
  const codes = problemsOf(route);
  return {
    operationId: id,
    tags: [id.split('.')[0]],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isPublic ? { security: [{}, { session: [] }, { token: [] }] } : { security: [{ session: [] }, { token: [] }] }),
    'x-action': action,
    'x-problems': codes,
    parameters: [
      ...parametersOf(route, 'params', 'path'),
      ...parametersOf(route, 'query', 'query'),
      ...(kind === 'command' ? [header('Idempotency-Key', 'A new one for each act, such as a UUID.')] : []),
      ...(revision === 'wanted' ? [header('If-Match', 'The ETag of what was seen.')] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: body === 'file' ? { 'application/octet-stream': { schema: {} } } : json(body),
          },
        }),
    responses: {
      [status ?? (nothing ? 204 : 200)]: {
        description: summary,
        ...(revision === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } }),
        ...(nothing ? {} : { content: contentOf(reply) }),
      },
      ...Object.fromEntries(
        [...new Set(codes.map((code) => API_PROBLEMS[code].status))]
          .sort((a, b) => a - b)
          .map((at) => [at, { $ref: `#/components/responses/${at}` }]),
      ),
    },
  };
}

function contentOf(reply: Route['reply']): Record<string, unknown> {
  if ('ndjson' in reply) return { 'application/x-ndjson': { schema: reply.ndjson } };
  if ('file' in reply) return Object.fromEntries((reply.file as readonly string[]).map((type) => [type, {}]));
  return json(reply);
}

function parametersOf(route: Route, part: 'params' | 'query', where: 'path' | 'query'): unknown[] {
  const schema = route[part] as
    | {
        readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
        readonly required?: readonly string[];
      }
    | undefined;
  return Object.entries(schema?.properties ?? {}).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || (schema?.required?.includes(name) ?? false),
    schema: of,
    ...(of.description === undefined ? {} : { description: of.description }),
  }));
}

/** As JSON. What core's schemas call by name, an OpenAPI document finds by place. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-schema': named, $ref: called = named, $defs: _, $id: __, ...rest } = value as Record<string, unknown>;
  const found = Object.entries(rest)
    .filter(([, of]) => of !== undefined)
    .map(([key, of]) => [key, plain(of)]);
  if (typeof called === 'string')
    found.push(['$ref', called.startsWith('#') ? called : `#/components/schemas/${called}`]);
  return Object.fromEntries(found);
}
