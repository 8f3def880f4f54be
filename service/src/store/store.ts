import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Actor, may, visibleOrganisations } from '../access/actor.ts';
import type { Database } from './schema.ts';

/**
 * The one store. Every statement of a request runs in a transaction that knows who acts: row-level security shows it only the
 * organisations that the person may see, whatever a handler asks for.
 */
export interface Store {
  /** Reads, in one snapshot; a write in it fails. */
  read<T>(actor: Actor, work: (db: Transaction<Database>) => Promise<T>): Promise<T>;
  /** One business act: all of it is stored, or nothing. */
  write<T>(actor: Actor, work: (db: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Sessions, sign-in, jobs: what the product does in its own name. Sees every organisation. */
  asProduct<T>(work: (db: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Does the database answer? */
  ping(): Promise<void>;
  /** Calls back whenever any process that shares the database has said `topic` in a transaction that was stored. */
  listen(topic: Topic, heard: () => void): Promise<Listener>;
  close(): Promise<void>;
}

/** What processes that share the database tell each other. */
export type Topic = 'law_recorded' | 'list_imported' | 'message_told' | 'webhook_event';

/** How many connections one process holds; what waits for one longer than `wait` is told that the service is not ready. */
const POOL = { max: 12, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 };

// Days stay days: a Date would move them by the time zone.
const DATE = 1082;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === DATE ? (text: string) => text : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

/**
 * The store of a database that is migrated already.
 * @param config of the connection; the role `ytterby_app` is taken on it
 * @param lost called when an idle connection breaks; the next statement opens another
 */
export function openStore(config: pg.ClientConfig, lost: (error: Error) => void = () => undefined): Store {
  const pool = new pg.Pool({ ...config, ...POOL, types, options: '-c role=ytterby_app' });
  pool.on('error', lost);
  // While a connection is taken the pool does not listen: one that broke between two statements would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const listeners: Listener[] = [];

  const act = <T>(
    settings: {
      readonly organisations: string;
      readonly account: string;
      readonly customs: boolean;
      readonly measures: boolean;
      readonly product: boolean;
    },
    isolation: 'read committed' | 'repeatable read',
    access: 'read only' | 'read write',
    work: (db: Transaction<Database>) => Promise<T>,
  ): Promise<T> =>
    db
      .transaction()
      .setIsolationLevel(isolation)
      .setAccessMode(access)
      .execute(async (transaction) => {
        await sql`select set_config('ytterby.organisations', ${settings.organisations}, true),
          set_config('ytterby.account', ${settings.account}, true),
          set_config('ytterby.customs', ${settings.customs ? 'on' : ''}, true),
          set_config('ytterby.measures', ${settings.measures ? 'on' : ''}, true),
          set_config('ytterby.product', ${settings.product ? 'on' : ''}, true)`.execute(transaction);
        return work(transaction);
      });
  const settingsOf = (actor: Actor) => {
    const visible = visibleOrganisations(actor);
    return {
      organisations: visible === 'all' ? 'all' : visible.join(','),
      account: actor.account?.id ?? '',
      // Reads any licence, and the case behind none.
      customs: may(actor, 'licence.check') === 'allowed',
      // What is not announced yet is seen by nobody else.
      measures: may(actor, 'measure.read') === 'allowed',
      product: false,
    };
  };
  const product = { organisations: '', account: '', customs: false, measures: false, product: true };

  return {
    read: (actor, work) => act(settingsOf(actor), 'repeatable read', 'read only', work),
    write: (actor, work) => act(settingsOf(actor), 'read committed', 'read write', work),
    asProduct: (work) => act(product, 'read committed', 'read write', work),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    listen: async (topic, heard) => {
      const listener = await listenOn(config, topic, heard);
      listeners.push(listener);
      return listener;
    },
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()));
      await db.destroy();
    },
  };
}

/** It ends with the store, or before. */
export interface Listener {
  stop(): Promise<void>;
}

/** Keeps one connection of its own; after it broke, something may have been missed, so that counts as heard. */
async function listenOn(config: pg.ClientConfig, topic: Topic, heard: () => void): Promise<Listener> {
  let stopped = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ ...config, options: '-c role=ytterby_app' });
    client = next;
    next.on('notification', heard);
    next.on('error', () => undefined);
    next.once('end', () => {
      if (!stopped) again = setTimeout(() => void connect().then(heard, retry), 1_000);
    });
    await next.connect();
    await next.query(`listen ${topic}`);
  };
  // A connection that failed has ended too, and its end tries again.
  const retry = () => undefined;
  await connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await client?.end();
    },
  };
}

/** Tells every process that shares the database, once this transaction is stored. */
export async function tell(db: Transaction<Database>, topic: Topic): Promise<void> {
  await sql`select pg_notify(${topic}, '')`.execute(db);
}
