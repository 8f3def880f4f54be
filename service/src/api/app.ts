import { createHash, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import proxyAddr from '@fastify/proxy-addr';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import {
  ASSESSMENT_THREAD,
  ASSESSMENT_THREAD_POLICY,
  CONTENT_SECURITY_POLICY,
} from '@ytterby/web/content-security-policy';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';

import { network } from '../access/back-off.ts';
import { isAttack, type RefusedAddresses } from '../access/refused-addresses.ts';
import { sessionCookie } from '../access/sessions.ts';
import type { HeadsState } from '../audit/head-keeper.ts';
import { isApart } from '../contract/apart.ts';
import { openApiDocument } from '../contract/open-api.ts';
import { API_PROBLEMS, ApiProblem, type ApiProblemCode, ForgedSession } from '../contract/problems.ts';
import type { FileReply, Route } from '../contract/route.ts';
import { documentName } from '../documents/names.ts';
import { door } from './door.ts';
import type { Handler } from './handler.ts';
import { jsonIn } from './json-body.ts';
import { makeMetrics } from './metrics.ts';
import { type Apart, type Incoming, isFileReply, type Outgoing, type Pipeline, serve, serveApart } from './pipeline.ts';
import { problemBody } from './problem-reply.ts';

export interface AppOptions {
  readonly pipeline: Pipeline;
  readonly apart: Apart;
  readonly routes: Readonly<Record<string, Route>>;
  readonly handlers: Readonly<Record<string, Handler<Route>>>;
  readonly log: FastifyBaseLogger;
  /** The built web app; absent: the API alone. */
  readonly webFolder?: string | undefined;
  /** Is everything there that answers need? Rejects where not. */
  readonly ready: () => Promise<void>;
  /** Requests a minute from one address. */
  readonly rateLimit: number;
  /** Keeps count of who is refused. */
  readonly addresses?: RefusedAddresses;
  readonly metricsToken?: string | undefined;
  /** For the metrics. */
  readonly heads: () => Promise<HeadsState>;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
  /** Are we reached by https? */
  readonly secure: boolean;
}

/** So long after something could not be stored for want of space we are not ready. */
const FULL_FOR_MS = 15_000;
const MEBIBYTE = 1024 * 1024;
/** Facts with a bill of some 100,000 parts. */
/** Milliseconds in which a request must have arrived. */
const REQUEST_TIMEOUT = 120_000;
/** Milliseconds in which connections end by themselves when the service stops. */
const CLOSING = 4_000;
/** Milliseconds in which somebody may still send what was refused. */
const LINGER = 5_000;
const MOST_JSON = 32 * MEBIBYTE;
const MOST_FILE = 256 * MEBIBYTE;

/** The HTTP service: routes of the contract, the web app, health, metrics, the reference page. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
  const { pipeline, routes, handlers, log, webFolder, ready, secure } = options;
  /** One for each address that a name stands for. */
  const servers: Server[] = [];
  const app = Fastify({
    loggerInstance: log,
    // One line a request, written by us: without address, query and body, which can name persons.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUIDv7(),
    bodyLimit: MOST_JSON,
    trustProxy: options.trustProxy.length === 0 ? false : [...options.trustProxy],
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply, problemOf(error), request.id);
    },
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_TIMEOUT,
    serverFactory: (letIn, { keepAliveTimeout }) => {
      const server = createServer(door(letIn, addressBehind(options.trustProxy)));
      servers.push(server);
      server.requestTimeout = REQUEST_TIMEOUT;
      if (typeof keepAliveTimeout === 'number') server.keepAliveTimeout = keepAliveTimeout;
      return server;
    },
    routerOptions: { maxParamLength: 500 },
    return503OnClosing: true,
  });
  const metrics = makeMetrics(options.heads);

  app.addHook('preClose', async () => {
    setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, CLOSING).unref();
  });
  app.addHook('onSend', async (request, reply) => {
    // Fastify closes at once, and who still sends would lose the answer with the connection.
    if (isLongUnread(request.raw)) reply.removeHeader('connection');
  });
  app.addHook('onResponse', async (request, reply) => {
    if (isLongUnread(request.raw)) passOver(request.raw);
    const route = routeIdOf(request);
    metrics.observe(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info({ route, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
  let fullAt = Number.NEGATIVE_INFINITY;
  const isFull = () => performance.now() - fullAt < FULL_FOR_MS;
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    // A stream that was read to its end counts as destroyed, too.
    const isGone = request.raw.destroyed && !request.raw.complete;
    if (problem.code === 'internal' && !isGone) request.log.error({ err: error }, 'request failed');
    if (problem.code === 'disk-full') {
      if (!isFull()) request.log.error({ err: error }, 'the disk is full');
      fullAt = performance.now();
    }
    const reason = problem instanceof ForgedSession ? 'forged-session' : problem.code;
    if (isAttack(reason)) options.addresses?.note(request.ip, reason);
    if (problem instanceof ForgedSession) reply.header('set-cookie', sessionCookie(null, secure));
    return sendProblem(reply, problem, request.id);
  });

  await app.register(helmet, {
    global: true,
    // Ours, below.
    contentSecurityPolicy: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (request, reply) => {
    // The reference page is a library's, with pictures written into its styles.
    const isReference = request.url.startsWith('/reference');
    reply.header(
      'content-security-policy',
      isReference ? CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' data:") : CONTENT_SECURITY_POLICY,
    );
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    max: options.rateLimit,
    timeWindow: '1 minute',
    // Whoever has an IPv6 address has all of its /64.
    keyGenerator: ({ ip }) => network(ip),
    // What is routed counts, however it was spelled.
    allowList: ({ routeOptions, url }) => !(routeOptions.url ?? url).startsWith('/v1/'),
    errorResponseBuilder: () => new ApiProblem('too-many-requests'),
  });

  app.get('/healthz', async () => 'ok');
  app.get('/readyz', async (_, reply) => {
    try {
      await ready();
      return isFull() ? await reply.code(503).send('disk full') : 'ok';
    } catch {
      return reply.code(503).send('not ready');
    }
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, options)) throw new ApiProblem('not-found');
    return reply.type(metrics.contentType).send(await metrics.text());
  });

  await app.register(async (api) => {
    // Everything that is not JSON is handed on as it comes.
    api.addContentTypeParser(['text/plain', '*'], { bodyLimit: MOST_FILE }, (_, payload, done) => {
      done(null, payload);
    });
    api.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, bytes, done) => {
      try {
        done(null, jsonIn(bytes as Buffer));
      } catch (error) {
        done(error as ApiProblem);
      }
    });
    for (const [id, route] of Object.entries(routes)) {
      if (isApart(id)) continue;
      const handler = handlers[id];
      if (handler === undefined) throw new Error(`The route ${id} has no handler`);
      const serveRoute = serve(route, handler, pipeline);
      api.route({
        method: route.method,
        url: route.path,
        config: { routeId: id },
        ...(route.body === 'file' ? { bodyLimit: MOST_FILE } : {}),
        handler: async (request, reply) => send(reply, await serveRoute(incomingOf(request, reply, route)), route),
      });
    }
  });
  await app.register(async (apart) => {
    // Read in the thread that answers.
    apart.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, bytes, done) => done(null, bytes));
    apart.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    for (const [id, route] of Object.entries(routes)) {
      if (!isApart(id)) continue;
      const serveRoute = serveApart(id, pipeline, options.apart);
      apart.route({
        method: route.method,
        url: route.path,
        config: { routeId: id },
        handler: async (request, reply) => {
          const incoming = incomingOf(request, reply, route);
          const body = incoming.body instanceof Uint8Array ? incoming.body : new Uint8Array();
          return send(reply, await serveRoute({ ...incoming, body }), route);
        },
      });
    }
  });
  app.get('/v1/problems/:code', async (request, reply) => {
    const { code } = request.params as { readonly code: string };
    if (!Object.hasOwn(API_PROBLEMS, code)) throw new ApiProblem('not-found');
    return reply.send({ code, ...API_PROBLEMS[code as ApiProblemCode] });
  });

  const document = openApiDocument();
  app.get('/v1/openapi.json', async (_, reply) => reply.send(document));
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, { routePrefix: '/reference', staticCSP: false, logo: null as never });

  if (webFolder !== undefined) {
    await app.register(fastifyStatic, {
      root: webFolder,
      preCompressed: true,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const hashed = /[\\/]assets[\\/]/.test(file);
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (ASSESSMENT_THREAD.test(file)) reply.header('content-security-policy', ASSESSMENT_THREAD_POLICY);
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = methodsAt(path, routes);
    if (allowed.length > 0) {
      reply.header('allow', allowed.join(', '));
      return sendProblem(reply, new ApiProblem('method-not-allowed'), request.id);
    }
    const isPage = ['GET', 'HEAD'].includes(request.method) && !/^\/(v1|assets|reference)(\/|$)/.test(path);
    if (webFolder !== undefined && isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, new ApiProblem('not-found'), request.id);
  });
  return app;
}

/** The address, or the /64 of it, that a request has for Fastify, too. */
function addressBehind(trustProxy: readonly string[]): (request: IncomingMessage) => string {
  if (trustProxy.length === 0) return ({ socket }) => network(socket.remoteAddress ?? '');
  const isTrusted = proxyAddr.compile([...trustProxy]);
  return (request) => network(proxyAddr(request, isTrusted));
}

/** Is there much of it that nobody reads any more, as it was answered before it had arrived? */
const isLongUnread = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > MEBIBYTE);

/** Reads the rest for nothing, so that who sends it reads the answer, and asks again on the same connection; but not for long. */
function passOver(request: IncomingMessage): void {
  const { socket } = request;
  request.resume();
  setTimeout(() => {
    if (!request.complete) socket.destroy();
  }, LINGER).unref();
}

/** Whoever shows the token; without one, this machine alone, and nobody for whom a proxy of this machine speaks. */
function mayRead({ headers, socket }: FastifyRequest, { metricsToken, trustProxy }: AppOptions): boolean {
  if (metricsToken !== undefined) {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${metricsToken}`));
  }
  const isProxied = trustProxy.length > 0 || ['x-forwarded-for', 'forwarded', 'via'].some((name) => name in headers);
  return !isProxied && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '');
}

function routeIdOf({ routeOptions }: FastifyRequest): string {
  const { routeId } = (routeOptions.config ?? {}) as { readonly routeId?: string };
  return routeId ?? routeOptions.url ?? 'none';
}

function methodsAt(path: string, routes: Readonly<Record<string, Route>>): string[] {
  const steps = path.split('/');
  const isAt = (pattern: string) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === steps.length && wanted.every((step, index) => step.startsWith(':') || step === steps[index])
    );
  };
  return [...new Set(Object.values(routes).flatMap((route) => (isAt(route.path) ? [route.method] : [])))];
}

function incomingOf(request: FastifyRequest, reply: FastifyReply, route: Route): Incoming {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return {
    requestId: request.id,
    method: request.method,
    url: request.url,
    headers,
    cookies: request.cookies,
    address: request.ip,
    signal: gone.signal,
    params: request.params,
    query: request.query,
    body: bodyOf(request, route),
  };
}

function bodyOf(request: FastifyRequest, route: Route): unknown {
  const { body } = request;
  if (route.body === undefined) return undefined;
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (route.body !== 'file') {
    // A stream is what the parser for everything else than JSON gave.
    if (body instanceof Readable) throw new ApiProblem('media-type');
    return body ?? undefined;
  }
  const { name } = request.query as { readonly name?: unknown };
  const bytes: AsyncIterable<Uint8Array> =
    body instanceof Readable ? limited(body) : once(Buffer.from(JSON.stringify(body ?? null)));
  return { mediaType, name: typeof name === 'string' ? name : '', bytes };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The parser for everything else counts nothing when the length is not told beforehand. */
async function* limited(stream: Readable): AsyncGenerator<Uint8Array> {
  let size = 0;
  // What is left when nobody reads on is passed over, as `passOver` says.
  const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MOST_FILE) throw new ApiProblem('too-large');
    yield piece;
  }
}

function send(reply: FastifyReply, { status, body, kind, revision, cookies = [] }: Outgoing, route: Route) {
  reply.code(status);
  if (cookies.length > 0) reply.header('set-cookie', [...cookies]);
  if (route.kind !== 'compute' || route.method !== 'GET') reply.header('cache-control', 'no-store');
  if (revision !== undefined) {
    const tag = `"${revision}"`;
    reply.header('etag', tag);
    if (route.method === 'GET' && reply.request.headers['if-none-match'] === tag) return reply.code(304).send();
  }
  switch (kind) {
    case 'nothing':
      return reply.code(204).send();
    case 'json':
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
    case 'written':
      return reply.type('application/json; charset=utf-8').send(body);
    case 'ndjson':
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .send(Readable.from(lines(body as AsyncIterable<unknown>)));
    case 'file': {
      if (!isFileReply(body)) throw new Error(`The handler of ${route.id} gave no file`);
      reply.header('content-disposition', `attachment; filename*=UTF-8''${nameInHeader(body)}`);
      const { bytes } = body;
      return reply.type(body.mediaType).send(bytes instanceof Uint8Array ? Buffer.from(bytes) : Readable.from(bytes));
    }
  }
}

/** As RFC 8187 writes it. */
const nameInHeader = ({ name, mediaType }: FileReply): string =>
  encodeURIComponent(documentName(name, mediaType)).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Several lines a piece: a small piece costs as much as a large one. */
async function* lines(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  let waiting = '';
  let since = Date.now();
  for await (const value of values) {
    waiting += `${JSON.stringify(value)}\n`;
    if (waiting.length < 32_768 && Date.now() - since < 100) continue;
    yield waiting;
    waiting = '';
    since = Date.now();
  }
  if (waiting !== '') yield waiting;
}

/** What Fastify itself refuses, in our codes. */
function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // Files of ours, as an upload that is put on the disk.
  if ((error as { readonly code?: unknown }).code === 'ENOSPC') return new ApiProblem('disk-full');
  const { statusCode = 500, code = '' } = error as { readonly statusCode?: number; readonly code?: string };
  if (statusCode === 413) return new ApiProblem('too-large');
  if (statusCode === 415) return new ApiProblem('media-type');
  if (statusCode === 429) return new ApiProblem('too-many-requests');
  if (statusCode === 503) return new ApiProblem('not-ready');
  if (statusCode >= 400 && statusCode < 500) {
    const isJson = error instanceof SyntaxError || code.startsWith('FST_ERR_CTP');
    return isJson
      ? new ApiProblem('bad-request', {
          zh: '请求内容不是有效的 JSON。',
          en: 'The content of the request is not valid JSON.',
        })
      : new ApiProblem('bad-request');
  }
  return new ApiProblem('internal');
}

function sendProblem(reply: FastifyReply, problem: ApiProblem, requestId: string) {
  const { status } = API_PROBLEMS[problem.code];
  const retryAfter = problem.retryAfter ?? (status === 503 ? 2 : status === 429 ? 1 : undefined);
  // The limit of requests has said it better.
  if (retryAfter !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', String(retryAfter));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, requestId)));
}
