import type { Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { InputOf, ReplyOf, Route } from '../contract/route.ts';
import type { AuditDetail } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';

/** What a handler knows beside its input. */
export interface Context<R extends Route = Route> {
  readonly actor: Actor;
  readonly requestId: string;
  /** The moment of the request: handlers have no other clock. */
  readonly now: Temporal.Instant;
  /** Today in Beijing. */
  readonly today: string;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
  /** Where the caller is: IP address and User-Agent. */
  readonly address: string;
  readonly userAgent: string;
  /** The cookies of the request. */
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The revision named in If-Match, where the route wants one. */
  readonly revision: number | undefined;
  /** The request's transaction: a command's is stored together with its reply and its audit event. `compute` and `records` have none. */
  readonly db: R['kind'] extends 'compute' | 'records' ? undefined : Transaction<Database>;
}

/** A handler's reply. */
export interface Answer<R extends Route> {
  readonly body: ReplyOf<R>;
  /** Becomes the ETag. */
  readonly revision?: number;
  /** For commands: what it was done to, and what the audit trail should keep beside (ids and figures, no personal data). */
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly detail?: AuditDetail;
  /** Where the command concerns an organisation that is not in the path. */
  readonly organisation?: string;
  /** Where the command was done to several things: an audit event for each of them, before its own. */
  readonly each?: readonly {
    readonly subject: { readonly kind: string; readonly id: string };
    readonly detail: AuditDetail;
    readonly organisation?: string;
  }[];
  /** Who the caller is from now on, where the command has signed somebody in: for the audit trail. */
  readonly account?: string;
  /** Set-Cookie headers. */
  readonly cookies?: readonly string[];
  /** For commands: done once everything is stored, before the reply goes out. Never rejects. */
  readonly stored?: () => Promise<void>;
}

/** Parse, allow, call, present: parsing and rights are the edge's, so a handler only calls and presents. */
export type Handler<R extends Route> = (input: InputOf<R>, context: Context<R>) => Promise<Answer<R>>;

/** One handler for each route of a part of the contract. */
export type HandlersOf<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Id in keyof Routes]: Handler<Routes[Id]>;
};
