import type { Static, TSchema } from 'typebox';
import type { Action } from '../access/rights.ts';
import type { ApiProblemCode } from './problems.ts';

/**
 * One route of the API, as data. From it come validation, the rights check, the OpenAPI document and the typed client, so
 * that none of them can say something else than the others.
 */
export interface Route {
  /** Noun and verb, as `product.create`; the operationId, and the name of its handler. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:parameters`; `:organisation` is the organisation whose rights are asked. */
  readonly path: `/v1/${string}`;
  readonly summary: string;
  /** Longer words for the reference page, where the summary does not suffice. */
  readonly description?: string;
  /** What a person must be allowed to do; see `access/rights.ts`. */
  readonly action: Action;
  /**
   * `read` reads the store; `compute` answers from the law and what was sent alone; a `command` changes state: it wants an
   * Idempotency-Key, runs in one transaction, and leaves an audit event. `records`: every record of the body is a command of its
   * own, in a transaction and with an audit event of its own, and known by its own number instead of a key.
   */
  readonly kind: 'read' | 'compute' | 'command' | 'records';
  /**
   * Runs in the product's own name instead of the person's, so that row-level security does not hold it: signing in, where
   * nobody is known yet, and what administrators do to accounts.
   */
  readonly asProduct?: true;
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** A JSON body, or `file` for a body that is taken as bytes: its media type tells the format. */
  readonly body?: TSchema | 'file';
  /** The file is a document to be kept: of a kind that is taken, told by its content, with a clean name, scanned. */
  readonly keeps?: 'document';
  /** A JSON reply, `ndjson` lines of one schema, or a file of a media type. */
  readonly reply: TSchema | { readonly ndjson: TSchema } | { readonly file: readonly string[] };
  /** Status of success; default 200, and 204 where the reply is `NOTHING`. */
  readonly status?: 200 | 201 | 202 | 204;
  /** The reply has an ETag; `wanted`: the request must bring the one it saw, in If-Match. */
  readonly revision?: 'given' | 'wanted';
  /** Problems beside those that every route can have. */
  readonly problems?: readonly ApiProblemCode[];
}

/** Keeps a route's exact types. */
export const route = <const R extends Route>(given: R): R => given;

type Part<S> = S extends TSchema ? Static<S> : undefined;

/** What a handler gets, and the client sends: `params`, `query`, `body`, each as its schema says. */
export interface InputOf<R extends Route> {
  readonly params: R extends { params: infer S } ? Part<S> : undefined;
  readonly query: R extends { query: infer S } ? Part<S> : undefined;
  readonly body: R extends { keeps: 'document' }
    ? DocumentBody
    : R extends { body: infer S }
      ? S extends 'file'
        ? FileBody
        : Part<S>
      : undefined;
}

/** A document that may be kept, whole. */
export interface DocumentBody {
  readonly name: string;
  readonly mediaType: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** A file as it arrives: bytes in pieces, never whole in memory unless the reader wants it so. */
export interface FileBody {
  readonly mediaType: string;
  /** From `?name=` or the Content-Disposition header; decides the format where the media type says nothing. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What a handler gives back, and the client gets. */
export type ReplyOf<R extends Route> = R['reply'] extends { ndjson: infer S extends TSchema }
  ? AsyncIterable<Static<S>>
  : R['reply'] extends { file: readonly string[] }
    ? FileReply
    : R['reply'] extends TSchema
      ? Static<R['reply']>
      : never;

/** A file on its way out. */
export interface FileReply {
  readonly mediaType: string;
  readonly name: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}
