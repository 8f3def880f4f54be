import type { ApiProblemCode, FieldProblem, Input, Reply, RouteId, Routes } from '../contract/index.ts';
import type { ProblemReason } from '../contract/reasons.ts';
import { CALLS } from './calls.ts';

/**
 * The typed client of the API: for the web app, programs and tests. Which route takes and gives what comes from the contract as
 * types alone, so nothing of its schemas is loaded.
 */
export interface Client {
  /**
   * @throws ClientProblem for what the service refused; TypeError where it was not reached
   * @example (await client.call('determination.make', { body: { facts } })).body.determination.outcome
   */
  call<Id extends RouteId>(id: Id, ...rest: Arguments<Id>): Promise<Answered<Id>>;
}

export interface Answered<Id extends RouteId> {
  /** NDJSON arrives as an async iterable, a file as a Blob, anything else as the JSON value. */
  readonly body: Routes[Id]['reply'] extends { file: unknown } ? Blob : Reply<Id>;
  /** Of the thing that was read or changed: goes back as `revision` when it is changed. */
  readonly revision: number | undefined;
  /** Of a file: the name to save it under. */
  readonly name: string | undefined;
}

type Given<Id extends RouteId> = {
  readonly [Part in keyof Input<Id> as Input<Id>[Part] extends undefined ? never : Part]: Routes[Id] extends {
    readonly body: 'file';
  }
    ? Part extends 'body'
      ? Blob
      : Input<Id>[Part]
    : Input<Id>[Part];
};

export interface CallOptions {
  /** The revision that was seen, where the route wants one. */
  readonly revision?: number;
  /** The same key for the same act, however often it is sent. Default: a new one for each call. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

type Arguments<Id extends RouteId> = keyof Given<Id> extends never
  ? [given?: Record<string, never>, options?: CallOptions]
  : [given: Given<Id>, options?: CallOptions];

/** A refusal, as the service worded it in both languages. */
export class ClientProblem extends Error {
  readonly code: ApiProblemCode;
  /** Why, where the code alone does not say; listed with its sentence in the contract. */
  readonly reason: ProblemReason | undefined;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | undefined;
  /** Seconds to wait before the next try, where the service says so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, given: Partial<ClientProblem>, retryAfter?: number) {
    super(given.en ?? `HTTP ${status}`);
    this.name = 'ClientProblem';
    this.status = status;
    this.code = given.code ?? 'internal';
    this.reason = given.reason;
    this.zh = given.zh ?? `HTTP ${status}`;
    this.en = given.en ?? `HTTP ${status}`;
    this.fields = given.fields ?? [];
    this.requestId = given.requestId;
    this.retryAfter = retryAfter;
  }
}

export interface ClientOptions {
  /** Where the service is; default: where the page came from. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** An API token, for programs. */
  readonly token?: string;
}

/** @example const client = makeClient({ baseUrl: 'http://127.0.0.1:7474', token }) */
export function makeClient({ baseUrl = '', fetch = globalThis.fetch, token }: ClientOptions = {}): Client {
  return {
    async call<Id extends RouteId>(id: Id, ...[given = {}, options = {}]: Arguments<Id>): Promise<Answered<Id>> {
      const [method, path, reply, flags] = CALLS[id];
      const { params, query, body } = given as {
        readonly params?: Readonly<Record<string, string>>;
        readonly query?: Readonly<Record<string, unknown>>;
        readonly body?: unknown;
      };
      const headers = new Headers();
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      if (flags.includes('command')) headers.set('idempotency-key', options.idempotencyKey ?? crypto.randomUUID());
      if (options.revision !== undefined) headers.set('if-match', `"${options.revision}"`);
      if (flags.includes('file')) headers.set('content-type', 'application/octet-stream');
      else if (body !== undefined) headers.set('content-type', 'application/json');
      const response = await fetch(`${baseUrl}${filled(path, params)}${queryText(query)}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: flags.includes('file') ? (body as Blob) : JSON.stringify(body) }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        credentials: 'same-origin',
      });
      if (!response.ok) throw await problemOf(response);
      return {
        body: (await bodyOf(response, reply)) as Answered<Id>['body'],
        revision: numberIn(response.headers.get('etag')),
        name: fileName(response.headers.get('content-disposition')),
      };
    },
  };
}

function filled(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryText(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return '';
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

async function bodyOf(response: Response, reply: 'json' | 'ndjson' | 'file' | 'nothing'): Promise<unknown> {
  if (reply === 'file') return response.blob();
  if (reply === 'nothing') return null;
  return reply === 'ndjson' ? linesOf(response) : response.json();
}

async function* linesOf(response: Response): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  const reader = response.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece !== undefined && !piece.done; piece = await reader?.read()) {
      const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line);
    }
    // A line that was cut off is an answer that was cut off.
    if (rest !== '') throw new TypeError('The reply ended in the middle of a line');
  } finally {
    await reader?.cancel();
  }
}

async function problemOf(response: Response): Promise<ClientProblem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const given = isProblem ? ((await response.json()) as Partial<ClientProblem>) : {};
  const retry = response.headers.get('retry-after');
  return new ClientProblem(response.status, given, retry === null ? undefined : Number(retry));
}

const numberIn = (etag: string | null): number | undefined => {
  const found = /^"(\d+)"$/.exec(etag ?? '');
  return found ? Number(found[1]) : undefined;
};

const fileName = (disposition: string | null): string | undefined => {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '');
  return found?.[1] === undefined ? undefined : decodeURIComponent(found[1]);
};
