import type { Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import { type Actor, may, PUBLIC } from '../access/actor.ts';
import { actorOf } from '../access/actor-of.ts';
import { SESSION_COOKIE } from '../access/sessions.ts';
import type { Answering } from '../answering/answering.ts';
import { type ApartRoute, APART_ROUTES } from '../contract/apart.ts';
import { ApiProblem, ForgedSession, Refusal } from '../contract/problems.ts';
import type { FileBody, FileReply, Route } from '../contract/route.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { appendAudit, type AuditEntry } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Answer, Context, Handler } from './handler.ts';
import { type Act, dropKey, keepReply, type StoredReply, takeKey } from './idempotency.ts';
import { storeProblem } from './problem-reply.ts';
import type { RefusalTally } from './refusal-tally.ts';
import type { TakenFiles } from './taken-files.ts';
import { type Arrived, type Validation, validationOf } from './validate.ts';

/** A request, free of the HTTP library. */
export interface Incoming extends Arrived {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly address: string;
  readonly signal: AbortSignal;
}

/** What goes back. */
export interface Outgoing {
  readonly status: number;
  readonly body: unknown;
  /** `written`: JSON that is written already, as bytes. */
  readonly kind: 'json' | 'written' | 'ndjson' | 'file' | 'nothing';
  readonly revision?: number | undefined;
  readonly cookies?: readonly string[] | undefined;
}

export interface Pipeline {
  readonly store: Store;
  readonly access: Access;
  /** The one clock of the service. */
  readonly now: () => Temporal.Instant;
  /** Hosts under which we may be reached, as `localhost:7474`. */
  readonly hosts: ReadonlySet<string>;
  readonly refusals: RefusalTally;
  readonly files: TakenFiles;
}

/** The threads for what takes work, and the law that they answer by. */
export interface Apart {
  readonly answering: Answering;
  readonly law: () => Pick<LawInUse, 'fingerprint' | 'texts'>;
}

/**
 * Puts what is the same for all routes round a handler: who acts, from where, is it well formed, may they, once only, with a trace
 * in the audit trail.
 * @throws ApiProblem (from what it returns)
 */
export function serve<R extends Route>(route: R, handler: Handler<R>, pipeline: Pipeline) {
  const { store, now } = pipeline;
  const validation = validationOf(route);

  return async (incoming: Incoming): Promise<Outgoing> => {
    const at = now();
    const { actor, params } = await admitted(route, validation, incoming, at, pipeline);
    const arrived = { params, ...validation.rest(incoming) };
    const context = {
      actor,
      requestId: incoming.requestId,
      now: at,
      today: beijingDay(at),
      signal: incoming.signal,
      address: incoming.address,
      userAgent: incoming.headers['user-agent'] ?? '',
      cookies: incoming.cookies,
      revision: revisionIn(incoming, route),
    };
    const run = (db: Transaction<Database> | undefined, body = arrived.body) =>
      // The contract checked it; TypeScript cannot follow a schema through a generic.
      handler({ ...arrived, body } as Parameters<Handler<R>>[0], { ...context, db } as unknown as Context<R>);
    try {
      if (route.kind === 'compute' || route.kind === 'records') return sent(route, await run(undefined));
      if (route.kind === 'read')
        return sent(
          route,
          await (route.asProduct ? store.asProduct((db) => run(db)) : store.read(actor, (db) => run(db))),
        );
      if (route.body !== 'file') return await command(route, incoming, actor, run, pipeline);
      return await commandWithFile(route, { ...incoming, body: arrived.body as FileBody }, actor, run, pipeline);
    } catch (error) {
      throw storeProblem(error) ?? error;
    }
  };
}

/**
 * The same for a route whose questions are read, checked and answered in a thread of their own: who asks, and whether they may, is
 * found out here.
 * @throws ApiProblem
 */
export function serveApart(id: ApartRoute, pipeline: Pipeline, { answering, law }: Apart) {
  const { route }: { readonly route: Route } = APART_ROUTES[id];
  const validation = validationOf(route);
  return async (incoming: Incoming & { readonly body: Uint8Array }): Promise<Outgoing> => {
    const at = pipeline.now();
    const { actor } = await admitted(route, validation, incoming, at, pipeline);
    const { query, body, address, signal } = incoming;
    const by = actor.account?.id ?? address;
    const today = beijingDay(at);
    const written = await answering.answer(law(), { route: id, query, body, today, by, signal });
    return { status: 200, kind: 'written', body: written };
  };
}

const beijingDay = (at: Temporal.Instant): string => at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();

/** Who asks, from where, and for which organisation; whoever may not is refused with a trace in the audit trail. */
async function admitted(
  route: Route,
  validation: Validation,
  incoming: Incoming,
  at: Temporal.Instant,
  { store, access, hosts, refusals }: Pipeline,
): Promise<{ readonly actor: Actor; readonly params: unknown }> {
  const refused = (reason: string, actor: Actor = PUBLIC) =>
    refuse({ store, refusals }, route, incoming, actor, reason, at);
  if (!isOurHost(incoming, hosts)) throw await refused('foreign-origin');
  const { actor, problem } = await actorIn(incoming, route, store, access, at);
  if (problem === 'forged') {
    await refused('not-signed-in');
    throw new ForgedSession();
  }
  if ((route.kind === 'command' || route.kind === 'records') && !isOurPage(incoming, hosts))
    throw await refused('foreign-origin', actor);
  const params = validation.params(incoming.params);
  await permit(route, params, actor, (code) => refused(code, actor));
  return { actor, params };
}

async function actorIn(
  { cookies, headers }: Incoming,
  { kind }: Route,
  store: Store,
  { needSecondFactor }: Access,
  at: Temporal.Instant,
) {
  const cookie = cookies[SESSION_COOKIE];
  const bearer = /^Bearer (.*)$/i.exec(headers['authorization'] ?? '')?.[1];
  const isNobody = (cookie === undefined || cookie === '') && bearer === undefined;
  // What is computed needs no database, unless somebody says who they are.
  if (isNobody && kind === 'compute') return { actor: PUBLIC };
  try {
    return await store.asProduct((db) => actorOf(db, isNobody ? {} : { cookie, bearer }, at, needSecondFactor));
  } catch (error) {
    throw storeProblem(error) ?? error;
  }
}

/** Another name that leads to our address (DNS rebinding) would make its pages "ours". */
function isOurHost({ headers }: Incoming, hosts: ReadonlySet<string>): boolean {
  return hosts.has((headers['host'] ?? '').toLowerCase());
}

/** Browsers say from which site a request comes. What says nothing is no browser, and brings no cookie of one. */
function isOurPage({ headers, cookies }: Incoming, hosts: ReadonlySet<string>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin !== undefined) return URL.canParse(origin) && hosts.has(new URL(origin).host);
  return cookies[SESSION_COOKIE] === undefined || headers['authorization'] !== undefined;
}

async function permit(
  route: Route,
  params: unknown,
  actor: Actor,
  refused: (reason: 'not-signed-in' | 'second-factor-needed' | 'not-allowed' | 'not-found') => Promise<ApiProblem>,
): Promise<void> {
  const { organisation } = (params ?? {}) as { readonly organisation?: string };
  switch (may(actor, route.action, organisation)) {
    case 'allowed':
      return;
    case 'second-factor-needed':
      throw await refused('second-factor-needed');
    case 'hidden':
      throw await refused(actor.account === null ? 'not-signed-in' : 'not-found');
    case 'refused':
      throw await refused(actor.account === null ? 'not-signed-in' : 'not-allowed');
  }
}

function revisionIn({ headers }: Incoming, { revision }: Route): number | undefined {
  if (revision !== 'wanted') return undefined;
  const given = headers['if-match'];
  if (given === undefined) throw new ApiProblem('revision-wanted');
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(given.trim());
  if (!found) throw new ApiProblem('changed-meanwhile');
  return Number(found[1]);
}

/** The same as `command`, once its file is there. One that is infected leaves its trace, whatever became of the command. */
async function commandWithFile<R extends Route>(
  route: R,
  incoming: Incoming & { readonly body: FileBody },
  actor: Actor,
  run: (db: Transaction<Database>, body: unknown) => Promise<Answer<R>>,
  pipeline: Pipeline,
): Promise<Outgoing> {
  keyOf(incoming);
  const { store, files } = pipeline;
  const { organisation: _, ...which } = (incoming.params ?? {}) as Readonly<Record<string, string>>;
  let isTaken = false;
  try {
    return await files.with(route, incoming.body, which, ({ body, sha256 }) => {
      isTaken = true;
      // What was sent is these bytes, not only a file of this name.
      const sent = { ...incoming, body: { sha256, name: incoming.body.name, mediaType: incoming.body.mediaType } };
      return command(route, sent, actor, (db) => run(db, body), pipeline);
    });
  } catch (error) {
    if (isTaken || !(error instanceof Refusal)) throw error;
    const entry = entryOf(route, incoming, actor, { outcome: 'refused', detail: tracedOf(error) });
    await store.asProduct((db) => appendAudit(db, entry));
    throw error;
  }
}

function keyOf({ headers }: Incoming): string {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') throw new ApiProblem('key-wanted');
  if (key.length > 200) throw new ApiProblem('bad-request');
  return key;
}

/** Runs a command once, in one transaction with its audit event and its reply. */
async function command<R extends Route>(
  route: R,
  incoming: Incoming,
  actor: Actor,
  run: (db: Transaction<Database>) => Promise<Answer<R>>,
  pipeline: Pipeline,
): Promise<Outgoing> {
  const { store, access } = pipeline;
  const act: Act = {
    scope: actor.token ?? actor.account?.id ?? actor.session ?? 'public',
    key: keyOf(incoming),
    request: JSON.stringify([route.method, incoming.url, incoming.headers['if-match'] ?? null, incoming.body ?? null]),
  };
  let stored: Answer<R>['stored'];
  const work = async (db: Transaction<Database>): Promise<Outgoing | Refusal> => {
    const earlier = await takeKey(db, access.key, act);
    if (earlier) return { ...earlier, kind: kindOf(route) };
    let answer: Answer<R>;
    try {
      answer = await run(db);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await dropKey(db, act);
      await appendAudit(db, entryOf(route, incoming, actor, { outcome: 'refused', detail: tracedOf(error) }));
      return error;
    }
    stored = answer.stored;
    const outgoing = sent(route, answer);
    const { status, body, revision, cookies } = outgoing;
    const reply: StoredReply = {
      status,
      body,
      ...(revision === undefined ? {} : { revision }),
      ...(cookies === undefined ? {} : { cookies }),
    };
    await keepReply(db, access.key, act, reply);
    // Last: from here on to the commit every other command waits.
    for (const { detail, ...about } of answer.each ?? [])
      await appendAudit(db, { ...entryOf(route, incoming, actor, { outcome: 'done', detail }), ...about });
    await appendAudit(db, {
      ...entryOf(route, incoming, actor, { outcome: 'done', detail: answer.detail ?? {} }),
      subject: answer.subject ?? null,
      ...(answer.organisation === undefined ? {} : { organisation: answer.organisation }),
      ...(answer.account === undefined ? {} : { account: answer.account }),
    });
    return outgoing;
  };
  try {
    const result = await (route.asProduct ? store.asProduct(work) : store.write(actor, work));
    if (result instanceof Refusal) throw result;
    await stored?.();
    return result;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'key-reused') throw error;
    throw await refuse(pipeline, route, incoming, actor, error.code, pipeline.now());
  }
}

/** Under its closest name; and, of a document, which one it was. */
const tracedOf = ({ code, reason, trace }: Refusal): AuditEntry['detail'] => ({ ...trace, reason: reason ?? code });

/** Leaves a trace of what was not let through, and gives the problem to answer with. */
async function refuse(
  { store, refusals }: Pick<Pipeline, 'store' | 'refusals'>,
  route: Route,
  incoming: Incoming,
  actor: Actor,
  reason: string,
  at: Temporal.Instant,
): Promise<ApiProblem> {
  const problem = new ApiProblem(reason as ApiProblem['code']);
  // A mere look that needs signing in is what every visit begins with.
  if (route.kind !== 'command' && actor.account === null && reason === 'not-signed-in') {
    const hasCredentials =
      incoming.cookies[SESSION_COOKIE] !== undefined || incoming.headers['authorization'] !== undefined;
    if (!hasCredentials) return problem;
  }
  const passedOver = actor.account === null ? refusals.take(reason, at) : 0;
  if (passedOver === undefined) return problem;
  const detail = passedOver === 0 ? { reason } : { reason, passedOver };
  const entry = entryOf(route, incoming, actor, { outcome: 'refused', detail });
  try {
    await store.asProduct((db) => appendAudit(db, entry));
  } catch (error) {
    return storeProblem(error) ?? problem;
  }
  return problem;
}

function entryOf(
  route: Route,
  { requestId, params }: Incoming,
  actor: Actor,
  { outcome, detail }: Pick<AuditEntry, 'outcome' | 'detail'>,
): AuditEntry {
  const { organisation } = (params ?? {}) as { readonly organisation?: unknown };
  const isId = typeof organisation === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(organisation);
  return {
    account: actor.account?.id ?? null,
    token: actor.token,
    organisation: isId ? organisation : null,
    action: route.action,
    subject: { kind: 'route', id: route.id },
    outcome,
    requestId,
    detail,
  };
}

function kindOf({ reply, status }: Route): Outgoing['kind'] {
  if ('ndjson' in reply) return 'ndjson';
  if ('file' in reply) return 'file';
  return status === 204 || ('type' in reply && reply.type === 'null') ? 'nothing' : 'json';
}

function sent<R extends Route>(route: R, { body, revision, cookies }: Answer<R>): Outgoing {
  const kind = kindOf(route);
  return { status: route.status ?? (kind === 'nothing' ? 204 : 200), body, kind, revision, cookies };
}

export const isFileReply = (body: unknown): body is FileReply =>
  typeof body === 'object' && body !== null && 'bytes' in body && 'mediaType' in body;
