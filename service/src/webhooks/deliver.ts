import { type Selectable, sql, type Transaction } from 'kysely';
import type { InstanceKey } from '../access/instance-key.ts';
import { dateOf } from '../access/moments.ts';
import type { Database, PublishedEvent, Webhook, WebhookDelivery } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type Attempt, post } from './post.ts';
import { webhookHeaders } from './signature.ts';

/** The outbox of the webhooks: what waits goes out, for each webhook and licence in order. */

export interface Delivering {
  readonly store: Store;
  /** Opens the secrets. */
  readonly key: InstanceKey;
  /** May messages go into private networks? */
  readonly allowPrivate: boolean;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
  /** Until a receiver must have answered; less than the first pause. */
  readonly timeoutMs?: number;
}

/** In messages. */
export interface Delivered {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
}

const TIMEOUT_MS = 10_000;
/** At most so many at once, and so many of them to one webhook: a receiver that is slow holds up no other. */
const AT_ONCE = 32;
const AT_ONCE_TO_ONE = 4;
/** From the first attempt on. */
const TRIED_FOR = { hours: 7 * 24 };
const FIRST_PAUSE_S = 30;
const LONGEST_PAUSE_S = 3_600;

/**
 * How long to wait after so many attempts: twice as long each time up to an hour, and half of it by chance, so that what failed
 * together does not come back together.
 * @param chance from 0 to 1
 * @example pauseAfter(3, 1) // 120
 */
export const pauseAfter = (attempts: number, chance: number): number =>
  Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** Math.min(attempts - 1, 30)) * (0.5 + chance / 2);

/**
 * Sends all that is due. An attempt is written down before it is made, with the moment of the next: whoever dies in between leaves
 * a message that goes out once more, under the same id, by which the receiver knows it. A later message waits for the earlier ones of
 * its licence, until they are delivered or given up.
 */
export async function deliverWebhooks(delivering: Delivering): Promise<Delivered> {
  const { store, now, signal } = delivering;
  const figures = { delivered: 0, failed: 0, dead: 0 };
  for (;;) {
    signal.throwIfAborted();
    const taken = await store.asProduct((db) => take(db, now()));
    if (taken.length === 0) return figures;
    const outcomes = await Promise.all(
      taken.map(async (message) => {
        const attempt = await send(message, delivering);
        return store.asProduct((db) => mark(db, message, attempt, now()));
      }),
    );
    for (const outcome of outcomes) figures[outcome] += 1;
  }
}

/** Is anything due? */
export async function isWebhookDue(store: Store, now: Temporal.Instant): Promise<boolean> {
  const [first] = await store.asProduct((db) => due(db, now, 1));
  return first !== undefined;
}

/** The first of each webhook and licence, where its time has come. */
async function due(db: Transaction<Database>, now: Temporal.Instant, limit: number) {
  const { rows } = await sql<Pick<Selectable<WebhookDelivery>, 'webhook' | 'event'>>`
    select d.webhook, d.event from webhook w cross join lateral (
      select each.webhook, each.event, each.sequence from webhook_delivery each
      where each.webhook = w.id and each.state = 'waiting' and (each.next_at is null or each.next_at <= ${dateOf(now)})
        and not exists (select from webhook_delivery before where before.webhook = each.webhook
          and before.licence = each.licence and before.state = 'waiting' and before.sequence < each.sequence)
      order by each.next_at nulls first, each.sequence limit ${AT_ONCE_TO_ONE}) d
    order by d.sequence limit ${limit}`.execute(db);
  return rows;
}

type Taken = Pick<Selectable<WebhookDelivery>, 'webhook' | 'event' | 'tried_since'> &
  Pick<Selectable<Webhook>, 'url' | 'secret' | 'previous_secret' | 'previous_until'> &
  Pick<Selectable<PublishedEvent>, 'kind' | 'at' | 'data'>;

async function take(db: Transaction<Database>, now: Temporal.Instant): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const { webhook, event } of await due(db, now, AT_ONCE)) {
    const row = await db
      .selectFrom('webhook_delivery as d')
      .innerJoin('webhook as w', 'w.id', 'd.webhook')
      .innerJoin('published_event as e', 'e.id', 'd.event')
      .select(['d.webhook', 'd.event', 'd.attempts', 'd.tried_since', 'd.next_at', 'e.kind', 'e.at', 'e.data'])
      .select(['w.url', 'w.secret', 'w.previous_secret', 'w.previous_until'])
      .where('d.webhook', '=', webhook)
      .where('d.event', '=', event)
      .where('d.state', '=', 'waiting')
      .forUpdate('d')
      .skipLocked()
      .executeTakeFirst();
    // Somebody else has it.
    if (row === undefined || (row.next_at !== null && row.next_at > dateOf(now))) continue;
    const attempts = row.attempts + 1;
    const pause = Math.ceil(pauseAfter(attempts, Math.random()) * 1000);
    const tried_since = row.tried_since ?? dateOf(now);
    await db
      .updateTable('webhook_delivery')
      .set({ attempts, tried_since, tried_at: dateOf(now), next_at: dateOf(now.add({ milliseconds: pause })) })
      .where('webhook', '=', webhook)
      .where('event', '=', event)
      .execute();
    taken.push({ ...row, tried_since });
  }
  return taken;
}

async function send(message: Taken, { key, allowPrivate, now, timeoutMs = TIMEOUT_MS }: Delivering): Promise<Attempt> {
  const { webhook, event, kind, at, data, url, secret, previous_secret, previous_until } = message;
  const moment = now();
  const sealed = [secret];
  if (previous_secret !== null && previous_until !== null && previous_until > dateOf(moment))
    sealed.push(previous_secret);
  let secrets: readonly string[];
  try {
    secrets = sealed.map((each) => openSecret(key, webhook, each));
  } catch {
    return { is: 'failed', why: 'secret-lost', status: null };
  }
  const body = JSON.stringify({ type: kind, timestamp: at.toISOString(), data });
  const headers = webhookHeaders({ id: event, at: moment, body, secrets });
  return post({ url, headers, body, allowPrivate, timeoutMs });
}

async function mark(
  db: Transaction<Database>,
  { webhook, event, tried_since }: Taken,
  attempt: Attempt,
  now: Temporal.Instant,
): Promise<keyof Delivered> {
  const isOver = tried_since !== null && tried_since <= dateOf(now.subtract(TRIED_FOR));
  const outcome = attempt.is === 'delivered' ? 'delivered' : isOver ? 'dead' : 'failed';
  await db
    .updateTable('webhook_delivery')
    .set({
      ...(outcome !== 'failed' && { state: outcome, next_at: null }),
      answer_status: attempt.status,
      failure: attempt.is === 'failed' ? attempt.why : null,
    })
    .where('webhook', '=', webhook)
    .where('event', '=', event)
    .where('state', '=', 'waiting')
    .execute();
  return outcome;
}

const PURPOSE = 'webhook';
/** @throws Error where it was sealed by another installation */
const openSecret = (key: InstanceKey, webhook: string, sealed: Uint8Array): string =>
  key.open(PURPOSE, webhook, sealed);
/** The secret as it is kept. */
export const sealSecret = (key: InstanceKey, webhook: string, secret: string): Buffer =>
  key.seal(PURPOSE, webhook, secret);
