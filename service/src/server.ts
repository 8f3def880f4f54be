import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { makeAccess } from './access/access.ts';
import { type InstanceKey, parseInstanceKey, readInstanceKey } from './access/instance-key.ts';
import { oidcProviders } from './access/oidc.ts';
import { RefusedAddresses } from './access/refused-addresses.ts';
import { beijingDay } from './access/moments.ts';
import { firstLink } from './access/set-up.ts';
import { startAnswering } from './answering/answering.ts';
import { makeApp } from './api/app.ts';
import type { Handler } from './api/handler.ts';
import { makeHandlers } from './api/handlers.ts';
import { TakenFiles } from './api/taken-files.ts';
import { RefusalTally } from './api/refusal-tally.ts';
import { keepHeads } from './audit/head-keeper.ts';
import { type Config, ConfigError } from './config.ts';
import { ROUTES } from './contract/index.ts';
import type { Route } from './contract/route.ts';
import { putInDemo } from './demo/put-in-demo.ts';
import { publishAssessments } from './impact/assessments.ts';
import { tableSets } from './impact/table-sets.ts';
import { startWorkers } from './determination/workers.ts';
import { startJobs } from './jobs/jobs.ts';
import { makeMailer } from './messages/mailer.ts';
import { keepLicenceFiles } from './licensing/licence-files.ts';
import { openDatabase } from './postgres/open-database.ts';
import { startLawService } from './recorded-law/law-service.ts';
import { isOurs } from './sealed-secrets.ts';
import { SharedScreeners } from './screening/shared-screeners.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/store.ts';
import { keepListCopies } from './stored-lists/list-copies.ts';

/** The running service. */
export interface Service {
  readonly app: FastifyInstance;
  /** Where it is reached on this machine. */
  readonly address: string;
  /** The link that makes the first administrator, while there is none. */
  readonly setUpLink: string | undefined;
  /** Answers what was begun, then ends everything it started. */
  stop(): Promise<void>;
  /** Resolves when it cannot go on: the database has gone for good. */
  readonly failed: Promise<Error>;
}

export interface ServiceOptions {
  readonly config: Config;
  /** Where the database, the key and imported lists are. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly webFolder?: string | undefined;
  readonly now?: () => Temporal.Instant;
  /** Told of each step of the start. */
  readonly step?: (step: 'database' | 'law' | 'listening') => void;
}

/** Starts everything, in order; what was started is stopped again when a later step fails. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, folder, env, webFolder, now = () => Temporal.Now.instant(), step } = options;
  const log = pino({ level: config.logLevel, base: null });
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    // Before the database: a second start finds out at once, and disturbs nothing.
    if (config.port !== 0) await portIsFree(config.host, config.port);
    step?.('database');
    const database = await openDatabase(env, log);
    undo.push(() => database.stop());
    await migrate(database.poolConfig());
    const store = openStore(database.poolConfig(), (error) => log.warn({ err: error }, 'a connection was lost'));
    undo.push(() => store.close());
    step?.('law');
    const law = await startLawService(store);
    const mailer = config.mail === undefined ? undefined : makeMailer(config.mail);
    undo.push(async () => mailer?.close());
    const key = keyOf(config, folder);
    if (!(await store.asProduct((db) => isOurs(db, key)))) throw anotherKey(folder);
    const heads = keepHeads({ store, key, folder, destinations: config.auditHeads, now, log });
    undo.push(() => heads.stop());
    const lists = await keepListCopies({ store, dataFolder: folder, now, log });
    undo.push(() => lists.stop());
    const mail = mailer === undefined ? undefined : { mailer, origin: config.origin, key };
    const { webhooksMayBePrivate } = config;
    const jobs = await startJobs({
      config: database.poolConfig(),
      store,
      law,
      dataFolder: folder,
      lists,
      now,
      mail,
      webhooks: { key, allowPrivate: webhooksMayBePrivate },
      log,
    });
    undo.push(() => jobs.stop());
    if (config.demo)
      // Without the examples there is nothing to show, but everything to work with.
      await putInDemo({ store, law: law.current(), now: now() }).catch((error: unknown) =>
        log.warn({ err: error }, 'the demo organisation could not be put in'),
      );
    const workers = startWorkers();
    undo.push(() => workers.close());
    const answering = startAnswering({ ready: 3, first: () => ({ ...law.current(), today: beijingDay(now()) }) });
    const screeners = new SharedScreeners(folder, lists);
    undo.push(() => screeners.close());
    const access = makeAccess({
      key,
      origin: config.origin,
      needSecondFactor: config.needSecondFactor,
      providers: oidcProviders(config.providers),
    });
    const files = keepLicenceFiles({ store, issuer: access, folder, now, log });
    undo.push(() => files.stop());
    const addresses = new RefusedAddresses(store, now, log);
    undo.push(() => addresses.stop());
    const hosts = new Set([new URL(config.origin).host, ...config.hosts]);
    const app = await makeApp({
      pipeline: { store, access, now, hosts, refusals: new RefusalTally(), files: new TakenFiles(config.clamd) },
      addresses,
      apart: { answering, law: () => law.current() },
      routes: ROUTES,
      handlers: makeHandlers({
        store,
        access,
        law,
        dataFolder: folder,
        lists,
        screeners,
        workers,
        jobs,
        sendsMail: mail !== undefined,
        webhooksMayBePrivate,
        mostDocumentBytes: config.mostDocumentBytes,
        heads,
      }) as unknown as Readonly<Record<string, Handler<Route>>>,
      log,
      webFolder,
      ready: async () => {
        await store.ping();
        await hasSpace(folder);
      },
      rateLimit: config.rateLimit,
      metricsToken: config.metricsToken,
      heads: () => heads.state(),
      trustProxy: config.trustProxy,
      secure: config.origin.startsWith('https:'),
    });
    undo.push(() => app.close());
    // First of all: what is asked takes at most so long as it waits for.
    undo.push(() => answering.close());
    step?.('listening');
    await app.listen({ host: config.host, port: config.port });
    if (config.demo)
      // Nobody waits for it: the screen tells how far it is.
      void publishAssessments(store, { book: law.current().book, sets: tableSets(folder), now: now() })
        .then((put) => (put > 0 ? jobs.send('assess') : undefined))
        .catch((error: unknown) => log.warn({ err: error }, 'the published assessments could not be asked for'));
    const { port } = app.server.address() as { readonly port: number };
    for (const name of ['localhost', '127.0.0.1', '[::1]']) hosts.add(`${name}:${port}`);
    const setUpLink = await store.asProduct((db) => firstLink(db, access, now()));
    return {
      app,
      address: config.port === 0 ? `http://localhost:${port}` : config.origin,
      setUpLink,
      stop,
      failed: new Promise((resolve) => database.onExit(resolve)),
    };
  } catch (error) {
    await stop().catch((failure: unknown) => log.error({ err: failure }, 'the stop failed'));
    throw error;
  }
}

function anotherKey(folder: string): ConfigError {
  return new ConfigError('YTTERBY_INSTANCE_KEY', {
    zh: `数据库中的密钥由另一实例密钥封存（例如数据库是从备份恢复的）。请把原来的 instance.key 放入 ${folder}，或者以此设置给出。原密钥已遗失的，运行 npx ytterby key renew：此前签发的许可证仍可核验，一次性验证码和 webhook 密钥须重新设置。`,
    en: `the secrets in the database were sealed with another instance key, as after a restore. Put the instance.key of that installation into ${folder}, or give it here. Where it is lost, run npx ytterby key renew: licences signed before stay genuine; one-time codes and secrets of webhooks must be set up anew.`,
  });
}

export function keyOf({ instanceKey: given }: Pick<Config, 'instanceKey'>, folder: string): InstanceKey {
  if (given !== undefined) return parseInstanceKey(given, 'YTTERBY_INSTANCE_KEY');
  return readInstanceKey(folder);
}

/** Less than this, and the next write of the database may be the one that fails. */
const LEAST_SPACE = 32 * 1024 * 1024;

/** Rejects where the data folder's disk is all but full. */
async function hasSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_SPACE) throw new Error('The disk is full.');
}

/** Rejects with EADDRINUSE where somebody listens. */
function portIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
