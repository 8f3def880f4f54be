import { sql, type Transaction } from 'kysely';
import type { InstanceKey } from '../access/instance-key.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';

/** A reply as it went out, to be given again. */
export interface StoredReply {
  readonly status: number;
  readonly body: unknown;
  readonly revision?: number;
  readonly cookies?: readonly string[];
}

/** One act of one caller. */
export interface Act {
  /** Whose key it is: the same key of another caller is another act. */
  readonly scope: string;
  readonly key: string;
  /** Everything that was sent, so that a key that is used for something else is noticed. */
  readonly request: string;
}

/** For how long a reply can be had again. */
export const KEPT_HOURS = 24;
/** How long a second sender waits for the first before it is told to come back. */
const PATIENCE = '5s';

/**
 * Takes the key, inside the transaction of the act: a second sender waits for the first to be stored.
 * @returns the earlier reply, where the act was done already
 * @throws ApiProblem `key-reused`; `key-in-progress` through the database's lock timeout
 */
export async function takeKey(db: Transaction<Database>, key: InstanceKey, act: Act): Promise<StoredReply | undefined> {
  const hash = Buffer.from(key.mark('request', act.request), 'base64url');
  await sql`set local lock_timeout = ${sql.raw(`'${PATIENCE}'`)}`.execute(db);
  const taken = await db
    .insertInto('idempotency_key')
    .values({ scope: act.scope, key: act.key, request_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return undefined;
  const { request_hash, reply } = await db
    .selectFrom('idempotency_key')
    .select(['request_hash', 'reply'])
    .where('scope', '=', act.scope)
    .where('key', '=', act.key)
    .executeTakeFirstOrThrow();
  if (!hash.equals(request_hash)) throw new ApiProblem('key-reused');
  if (reply === null) throw new ApiProblem('key-in-progress');
  return JSON.parse(key.open('reply', `${act.scope} ${act.key}`, reply)) as StoredReply;
}

/** Keeps the reply, sealed: it may hold a link or a token that is shown once. */
export async function keepReply(
  db: Transaction<Database>,
  key: InstanceKey,
  act: Act,
  reply: StoredReply,
): Promise<void> {
  await db
    .updateTable('idempotency_key')
    .set({ status: reply.status, reply: key.seal('reply', `${act.scope} ${act.key}`, JSON.stringify(reply)) })
    .where('scope', '=', act.scope)
    .where('key', '=', act.key)
    .execute();
}

/** Lets the key go: what was refused may be tried again with it. */
export async function dropKey(db: Transaction<Database>, act: Act): Promise<void> {
  await db.deleteFrom('idempotency_key').where('scope', '=', act.scope).where('key', '=', act.key).execute();
}

/** Forgets replies that are too old to be asked for again. */
export async function forgetReplies(db: Transaction<Database>): Promise<void> {
  await db
    .deleteFrom('idempotency_key')
    .where('made_at', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .execute();
}
