import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { InstanceKey } from '../access/instance-key.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { WEBHOOK_ROUTES } from '../contract/webhook.ts';
import type { ReplyOf } from '../contract/route.ts';
import type { Database, Webhook } from '../store/schema.ts';
import { tell } from '../store/store.ts';
import { type AddressFault, addressFault } from '../webhooks/address.ts';
import { sealSecret } from '../webhooks/deliver.ts';
import { DELIVERY_FAILURES, type DeliveryFailure, type DeliveryState, type WebhookKind } from '../webhooks/kinds.ts';
import { newSecret } from '../webhooks/signature.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof WEBHOOK_ROUTES;
type Shown = ReplyOf<Routes['webhook.change']>;

/** Receivers change over to a new secret within it. */
const OLD_SECRET_SIGNS = { hours: 24 };

const FAULTS: Readonly<Record<AddressFault, { readonly zh: string; readonly en: string }>> = {
  'no-address': {
    zh: '须为完整的网址，如 https://example.com/hook。',
    en: 'This must be a whole address, as https://example.com/hook.',
  },
  'not-https': { zh: '网址须以 https:// 开头。', en: 'The address must begin with https://.' },
  'with-password': {
    zh: '网址中不要写用户名和密码：消息由签名证明来源。',
    en: 'Leave name and password out of the address: the signature proves where a message comes from.',
  },
  private: {
    zh: '地址指向内部网络，本系统设置不允许。请使用公网地址，或者请系统管理员修改设置。',
    en: 'The address leads into a private network, which the settings of this installation do not allow. Use a public address, or ask its administrator.',
  },
};

/** Webhooks: where they go, what became of their messages, and sending again. */
export function webhookHandlers({
  key,
  allowPrivate,
}: {
  readonly key: InstanceKey;
  readonly allowPrivate: boolean;
}): HandlersOf<Routes> {
  const checkedUrl = (text: string): string => {
    const fault = addressFault(text.trim(), allowPrivate);
    if (fault !== null) throw new ApiProblem('not-valid', undefined, [{ path: '/body/url', ...FAULTS[fault] }]);
    return new URL(text.trim()).href;
  };

  return {
    'webhook.list': async ({ params }, { db, now }) => {
      const rows = await ofOrganisation(db, params.organisation).orderBy('id').execute();
      return { body: await shown(db, rows, now) };
    },

    'webhook.add': async ({ params, body }, { db, now }) => {
      const url = checkedUrl(body.url);
      const id = randomUUIDv7();
      const secret = newSecret();
      const row = await db
        .insertInto('webhook')
        .values({
          id,
          organisation: params.organisation,
          url,
          kinds: body.kinds,
          secret: sealSecret(key, id, secret),
          secret_made_at: dateOf(now),
          made_at: dateOf(now),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        body: { webhook: await onlyShown(db, row, now), secret },
        subject: { kind: 'webhook', id },
        detail: { host: new URL(url).host, kinds: body.kinds },
      };
    },

    'webhook.change': async ({ params, body }, { db, now }) => {
      const url = checkedUrl(body.url);
      const row = await db
        .updateTable('webhook')
        .set({ url, kinds: body.kinds })
        .where('id', '=', params.webhook)
        .where('organisation', '=', params.organisation)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      return {
        body: await onlyShown(db, row, now),
        subject: { kind: 'webhook', id: row.id },
        detail: { host: new URL(url).host, kinds: body.kinds },
      };
    },

    'webhook.new-secret': async ({ params }, { db, now }) => {
      const found = await one(db, params);
      const secret = newSecret();
      const row = await db
        .updateTable('webhook')
        .set({
          previous_secret: found.secret,
          previous_until: dateOf(now.add(OLD_SECRET_SIGNS)),
          secret: sealSecret(key, found.id, secret),
          secret_made_at: dateOf(now),
        })
        .where('id', '=', found.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return { body: { webhook: await onlyShown(db, row, now), secret }, subject: { kind: 'webhook', id: row.id } };
    },

    'webhook.remove': async ({ params }, { db }) => {
      const { id } = await one(db, params);
      await db.deleteFrom('webhook').where('id', '=', id).execute();
      return { body: null, subject: { kind: 'webhook', id } };
    },

    'webhook.deliveries': async ({ params, query }, { db }) => {
      const { id } = await one(db, params);
      const start = pageStart(query, 1);
      const rows = await db
        .selectFrom('webhook_delivery as d')
        .innerJoin('published_event as e', 'e.id', 'd.event')
        .selectAll('d')
        .select(['e.kind', 'e.at', 'e.data'])
        .where('d.webhook', '=', id)
        .$if(query.state !== undefined, (select) => select.where('d.state', '=', query.state ?? ''))
        .$if(start !== undefined, (select) => select.where('d.sequence', '<', String(start?.[0])))
        .orderBy('d.sequence', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ sequence }) => [String(sequence)],
          ({ event, kind, at, data, state, attempts, tried_at, next_at, answer_status, failure }) => {
            const { licence, drawDown } = data as { readonly licence: string; readonly drawDown?: string };
            return {
              event,
              kind: kind as WebhookKind,
              at: instantText(at),
              licence,
              drawDown: drawDown ?? null,
              state: state as DeliveryState,
              attempts,
              triedAt: orNull(tried_at),
              nextAt: orNull(next_at),
              status: answer_status,
              failure: failure as DeliveryFailure | null,
              failureText: failure === null ? null : { ...DELIVERY_FAILURES[failure as DeliveryFailure] },
            };
          },
        ),
      };
    },

    'webhook.send-again': async ({ params, body }, { db }) => {
      const { id } = await one(db, params);
      const { numUpdatedRows } = await db
        .updateTable('webhook_delivery')
        // Tried for as long as a new one; who waits is tried at once.
        .set({ state: 'waiting', next_at: null, tried_since: null })
        .where('webhook', '=', id)
        .where('state', '<>', 'delivered')
        .$if(body.event !== undefined, (update) => update.where('event', '=', body.event ?? ''))
        .executeTakeFirst();
      const messages = Number(numUpdatedRows);
      if (messages === 0 && body.event !== undefined) throw new ApiProblem('not-found');
      await tell(db, 'webhook_event');
      return { body: { messages }, subject: { kind: 'webhook', id }, detail: { messages } };
    },
  };
}

const orNull = (at: Date | null) => (at === null ? null : instantText(at));

const ofOrganisation = (db: Transaction<Database>, organisation: string) =>
  db.selectFrom('webhook').selectAll().where('organisation', '=', organisation);

/** @throws ApiProblem `not-found` */
async function one(
  db: Transaction<Database>,
  { organisation, webhook }: { readonly organisation: string; readonly webhook: string },
): Promise<Selectable<Webhook>> {
  const found = await ofOrganisation(db, organisation).where('id', '=', webhook).executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

async function onlyShown(db: Transaction<Database>, row: Selectable<Webhook>, now: Temporal.Instant): Promise<Shown> {
  const [only] = await shown(db, [row], now);
  if (only === undefined) throw new ApiProblem('not-found');
  return only;
}

async function shown(
  db: Transaction<Database>,
  rows: readonly Selectable<Webhook>[],
  now: Temporal.Instant,
): Promise<Shown[]> {
  if (rows.length === 0) return [];
  const counted = await db
    .selectFrom('webhook_delivery')
    .select(['webhook', 'state'])
    .select((e) => e.fn.countAll<string>().as('count'))
    .select(sql<Date | null>`max(tried_at)`.as('last'))
    .where(
      'webhook',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy(['webhook', 'state'])
    .execute();
  return rows.map(({ id, url, kinds, made_at, secret_made_at, previous_until }) => {
    const of = (state: DeliveryState) => counted.find((each) => each.webhook === id && each.state === state);
    return {
      id,
      url,
      kinds: kinds as WebhookKind[],
      madeAt: instantText(made_at),
      secretMadeAt: instantText(secret_made_at),
      previousUntil: previous_until !== null && previous_until > dateOf(now) ? instantText(previous_until) : null,
      waiting: Number(of('waiting')?.count ?? 0),
      dead: Number(of('dead')?.count ?? 0),
      deliveredAt: orNull(of('delivered')?.last ?? null),
    };
  });
}
