import { TakenFiles } from './taken-files.ts';
import { RefusalTally } from './refusal-tally.ts';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { type Access, makeAccess } from '../access/access.ts';
import { instanceKey } from '../access/instance-key.ts';
import { oidcProviders } from '../access/oidc.ts';
import { RefusedAddresses } from '../access/refused-addresses.ts';
import type { MemberRole, OrganisationKind } from '../access/roles.ts';
import { openSession, SESSION_COOKIE } from '../access/sessions.ts';
import { type HeadKeeper, keepHeads } from '../audit/head-keeper.ts';
import { type Client, makeClient } from '../client/index.ts';
import { ROUTES } from '../contract/index.ts';
import type { Route } from '../contract/route.ts';
import { startWorkers } from '../determination/workers.ts';
import { startJobs } from '../jobs/jobs.ts';
import { GIGABYTE } from '../documents/quotas.ts';
import type { Clamd } from '../documents/virus-scan.ts';
import { type MailSettings, makeMailer } from '../messages/mailer.ts';
import { type LawService, startLawService } from '../recorded-law/law-service.ts';
import { SharedScreeners } from '../screening/shared-screeners.ts';
import { openStore, type Store } from '../store/store.ts';
import { type TestStore, testStore } from '../store/testing.ts';
import { keepListCopies } from '../stored-lists/list-copies.ts';
import { startAnswering } from '../answering/answering.ts';
import { makeApp } from './app.ts';
import type { Handler } from './handler.ts';
import { makeHandlers } from './handlers.ts';

/** The whole service on a database of its own, on loopback. */
export interface TestService extends TestStore {
  readonly app: FastifyInstance;
  readonly access: Access;
  readonly law: LawService;
  readonly url: string;
  /** Where imported lists are. */
  readonly dataFolder: string;
  readonly heads: HeadKeeper;
  readonly addresses: RefusedAddresses;
  /** The clock of the service; tests may put it forward. */
  readonly clock: { now: Temporal.Instant };
  /** A client that is not signed in. */
  readonly visitor: Client;
  organisation(kind: OrganisationKind, name?: string): Promise<string>;
  /** Somebody with those roles, signed in with a second factor. */
  person(memberships: readonly (readonly [organisation: string, roles: readonly MemberRole[]])[]): Promise<TestPerson>;
}

export interface TestPerson {
  readonly account: string;
  readonly client: Client;
  /** As the Cookie header carries it. */
  readonly cookie: string;
}

export interface TestServiceOptions {
  readonly webFolder?: string;
  readonly clamd?: Clamd;
  readonly mostDocumentBytes?: number;
  /** Mail that is told goes out by itself, with links that begin with `http://localhost/`; absent: it waits. */
  readonly mail?: MailSettings;
  /** Whether the service takes itself to send mail; default: where `mail` is given. */
  readonly sendsMail?: boolean;
  /** Requests a minute and address; default: as many as one likes. */
  readonly rateLimit?: number;
  readonly metricsToken?: string;
}

export async function testService(options: TestServiceOptions = {}): Promise<TestService> {
  const base = await testStore();
  const { store } = base;
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'ytterby-service-'));
  const law = await startLawService(store);
  const origin = 'http://localhost';
  const access = makeAccess({
    key: instanceKey(randomBytes(32)),
    origin,
    providers: oidcProviders([]),
  });
  const clock = { now: Temporal.Now.instant() };
  const mailer = options.mail === undefined ? undefined : makeMailer(options.mail);
  const lists = await keepListCopies({
    store,
    dataFolder,
    now: () => clock.now,
    log: pino({ level: 'silent' }),
  });
  const jobs = await startJobs({
    config: base.config,
    store,
    law,
    dataFolder,
    lists,
    now: () => clock.now,
    webhooks: { key: access.key, allowPrivate: true },
    mail: mailer && { mailer, origin, key: access.key },
    log: pino({ level: 'silent' }),
  });
  const heads = keepHeads({
    store,
    key: access.key,
    folder: dataFolder,
    destinations: [],
    now: () => clock.now,
    log: pino({ level: 'silent' }),
  });
  const workers = startWorkers();
  const answering = startAnswering();
  const screeners = new SharedScreeners(dataFolder, lists);
  const addresses = new RefusedAddresses(store, () => clock.now, pino({ level: 'silent' }));
  const hosts = new Set<string>();
  const app = await makeApp({
    pipeline: {
      store,
      access,
      now: () => clock.now,
      hosts,
      refusals: new RefusalTally({ most: 1_000_000 }),
      files: new TakenFiles(options.clamd),
    },
    addresses,
    apart: { answering, law: () => law.current() },
    routes: ROUTES,
    handlers: makeHandlers({
      store,
      access,
      law,
      dataFolder,
      lists,
      screeners,
      workers,
      jobs,
      mostDocumentBytes: options.mostDocumentBytes ?? GIGABYTE,
      sendsMail: options.sendsMail ?? mailer !== undefined,
      webhooksMayBePrivate: true,
      heads,
    }) as unknown as Readonly<Record<string, Handler<Route>>>,
    log: pino({ level: 'silent' }),
    webFolder: options.webFolder,
    ready: () => store.ping(),
    rateLimit: options.rateLimit ?? 1_000_000,
    metricsToken: options.metricsToken,
    heads: () => heads.state(),
    trustProxy: [],
    secure: false,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  hosts.add(`127.0.0.1:${port}`);
  hosts.add(`localhost:${port}`);
  const url = `http://127.0.0.1:${port}`;
  return {
    ...base,
    app,
    access,
    law,
    url,
    dataFolder,
    heads,
    addresses,
    clock,
    visitor: makeClient({ baseUrl: url }),
    ...peopleOf({ store, url, now: () => clock.now }),
    close: async () => {
      await app.close();
      await answering.close();
      await workers.close();
      await screeners.close();
      await jobs.stop();
      await heads.stop();
      await addresses.stop();
      await lists.stop();
      mailer?.close();
      await base.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The same for a service that was started on this folder with a database of its own. */
export async function peopleOfStarted({ folder, url }: { readonly folder: string; readonly url: string }) {
  const store = openStore({ host: path.join(folder, 'run'), user: 'ytterby', database: 'ytterby' });
  return { ...peopleOf({ store, url, now: () => Temporal.Now.instant() }), close: () => store.close() };
}

/** Puts organisations and people into the store of a service that runs at `url`, past its screens. */
export function peopleOf({
  store,
  url,
  now,
}: {
  readonly store: Store;
  readonly url: string;
  readonly now: () => Temporal.Instant;
}): Pick<TestService, 'organisation' | 'person'> & {
  /** Somebody who is there already, signed in with a second factor. */
  readonly signedIn: (account: string) => Promise<TestPerson>;
} {
  let people = 0;
  const signedIn = async (account: string): Promise<TestPerson> => {
    const session = await store.asProduct((db) =>
      openSession(db, { account, now: now(), secondFactor: true, address: '127.0.0.1', userAgent: 'test' }),
    );
    const cookie = `${SESSION_COOKIE}=${session.code}`;
    return { account, cookie, client: makeClient({ baseUrl: url, fetch: fetchWith(cookie, url) }) };
  };
  return {
    signedIn,
    organisation: async (kind, name = `${kind} ${randomUUIDv7()}`) => {
      const id = randomUUIDv7();
      await store.asProduct((db) =>
        db.insertInto('organisation').values({ id, kind, name_zh: name, name_en: name, country: 'CN' }).execute(),
      );
      return id;
    },
    person: async (memberships) => {
      const account = randomUUIDv7();
      people += 1;
      await store.asProduct(async (db) => {
        await db
          .insertInto('account')
          .values({
            id: account,
            email: `person${people}@example.com`,
            name: `Person ${people}`,
            language: 'en',
            created_at: new Date(now().epochMilliseconds),
          })
          .execute();
        for (const [organisation, roles] of memberships)
          await db
            .insertInto('membership')
            .values({ account, organisation, roles: [...roles] })
            .execute();
      });
      return signedIn(account);
    },
  };
}

/** As a browser on our own page sends it. */
function fetchWith(cookie: string, origin: string): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', cookie);
    headers.set('origin', origin);
    return fetch(input, { ...init, headers });
  };
}
