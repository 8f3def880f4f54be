import type { ClientConfig } from 'pg';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { InstanceKey } from '../access/instance-key.ts';
import { remind } from '../duties/remind.ts';
import { runAssessments } from '../impact/assessments.ts';
import { tableSets } from '../impact/table-sets.ts';
import { monitorMeasures } from '../measures/monitor-measures.ts';
import { sendNotices } from '../measures/notices/send-notices.ts';
import type { Mailer } from '../messages/mailer.ts';
import { sendMail } from '../messages/send-mail.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import { editions } from '../statistics/edition.ts';
import type { Store } from '../store/store.ts';
import type { ListCopies } from '../stored-lists/list-copies.ts';
import { remindOfSuppliers } from '../supplier-questions/tell-askers.ts';
import { startWatchThreads } from '../watch/threads.ts';
import { watch } from '../watch/watch.ts';
import { type Delivering, deliverWebhooks, isWebhookDue } from '../webhooks/deliver.ts';
import { JOB_NAMES, type JobName, JOBS, type JobState } from './job-names.ts';
import { tidy } from './tidy.ts';

/** Work that waits: in the database, so that it outlives a crash and is done by one of the processes that share it. */
export interface Jobs {
  /** Has a job done soon. While one of its kind waits already, that one does. */
  send(name: JobName, data?: object): Promise<void>;
  /** The latest first. */
  list(filter?: {
    readonly name?: JobName | undefined;
    readonly state?: JobState | undefined;
  }): Promise<readonly JobSeen[]>;
  /** Has a job that failed done once more. @returns false where there is no such job, or it did not fail */
  retry(name: JobName, id: string): Promise<boolean>;
  /** Lets running jobs come to a place where they can be taken up again. */
  stop(): Promise<void>;
}

export interface JobSeen {
  readonly id: string;
  readonly name: JobName;
  readonly state: JobState;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly retries: number;
  /** What came of it, or of one that runs in this process what came of it so far: figures. */
  readonly result: Readonly<Record<string, number>> | null;
  /** Why it failed. */
  readonly failure: string | null;
}

export interface JobsOptions {
  /** Of the database's owner. */
  readonly config: ClientConfig;
  readonly store: Store;
  readonly law: LawService;
  /** Where imported lists lie; absent: none are watched. */
  readonly dataFolder?: string | undefined;
  /** Keeps them like the database. */
  readonly lists?: Pick<ListCopies, 'sync'> | undefined;
  readonly now: () => Temporal.Instant;
  /** Where messages go out by mail, with the address of the app, and what links in mails are sealed by; absent: nowhere. */
  readonly mail?: { readonly mailer: Mailer; readonly origin: string; readonly key: InstanceKey } | undefined;
  /** How webhooks go out; absent: they wait. */
  readonly webhooks?: Pick<Delivering, 'key' | 'allowPrivate'> | undefined;
  readonly log: { warn(details: object, message: string): void };
}

/** A run that stays silent for so long has died, and another process takes it up. */
const SILENCE_SECONDS = 60;
const STOP_WITHIN_MS = 10_000;
/** How often it is looked whether a webhook is to be tried again. */
const LOOK_AT_WEBHOOKS_MS = 15_000;
const MOST_LISTED = 1_000;

/**
 * Starts the work that waits, in schema `pgboss`. The queue's own connections are the database owner's: it makes and changes its
 * tables, and `ytterby_app`, as whom every request runs, can so neither see nor forge a job. What a job does to our tables it does
 * through the store, as `ytterby_app`.
 * @example const jobs = await startJobs({ config, store, law, now, log }); await jobs.send('watch')
 */
export async function startJobs({
  config,
  store,
  law,
  dataFolder,
  lists,
  now,
  mail,
  webhooks,
  log,
}: JobsOptions): Promise<Jobs> {
  // A pool of our own settings; the types of the two libraries differ in how they write "absent".
  const boss = new PgBoss({ ...(config as object), max: 3, schema: 'pgboss', application_name: 'ytterby jobs' });
  boss.on('error', (error) => log.warn({ err: error }, 'a job could not be looked after'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'the queue of jobs'));
  await boss.start();
  const stopping = new AbortController();

  const editionOn = editions(() => law.current());
  const threads = startWatchThreads();
  let sofar: Readonly<Record<string, number>> | null = null;

  const work: Readonly<Record<JobName, (signal: AbortSignal) => Promise<object>>> = {
    watch: async (signal) => {
      try {
        // What another process imported is looked at, too.
        await lists?.sync();
        return await watch({
          store,
          // Whoever recorded law may be another process, from which we have not heard yet.
          law: await law.refresh(),
          dataFolder,
          now: now(),
          threads,
          signal: AbortSignal.any([signal, stopping.signal]),
          onProgress: (figures) => {
            sofar = { ...figures };
          },
        });
      } finally {
        sofar = null;
      }
    },
    remind: async () => ({
      ...(await remind({ store, book: (await law.refresh()).book, now: now() })),
      ...(await remindOfSuppliers(store, now())),
    }),
    'send-mail': async (signal) => {
      if (mail === undefined) return {};
      const options = { store, ...mail, now: now(), signal: AbortSignal.any([signal, stopping.signal]) };
      // What one of them cannot send now holds up nothing of the other.
      const [messages, notices] = await Promise.allSettled([sendMail(options), sendNotices(options)]);
      if (messages.status === 'rejected') throw messages.reason;
      if (notices.status === 'rejected') throw notices.reason;
      return { ...messages.value, ...notices.value };
    },
    webhooks: async (signal) =>
      webhooks === undefined
        ? {}
        : deliverWebhooks({ store, ...webhooks, now, signal: AbortSignal.any([signal, stopping.signal]) }),
    assess: async (signal) => ({
      ...(await runAssessments({
        store,
        book: (await law.refresh()).book,
        sets: tableSets(dataFolder),
        now,
        signal: AbortSignal.any([signal, stopping.signal]),
      })),
    }),
    'monitor-measures': async () => {
      await law.refresh();
      return monitorMeasures({ store, editionOn, now: now() });
    },
    tidy: async () => {
      await tidy(store, now());
      return {};
    },
  };
  for (const name of JOB_NAMES) {
    // One that runs and one that waits: what changes during a run is looked at by the next.
    const queue = {
      policy: 'stately',
      retryLimit: 5,
      retryDelay: 5,
      retryBackoff: true,
      heartbeatSeconds: SILENCE_SECONDS,
    };
    await boss.createQueue(name, { ...queue, expireInSeconds: 12 * 3_600 });
    if ((name === 'send-mail' && mail === undefined) || (name === 'webhooks' && webhooks === undefined))
      await boss.unschedule(name);
    else await boss.schedule(name, JOBS[name].at, null, { tz: 'Asia/Shanghai', missed: 'once' });
    await boss.work(name, { batchSize: 1 }, async ([job]) => (job === undefined ? {} : work[name](job.signal)));
  }
  const send: Jobs['send'] = async (name, data = {}) => {
    await boss.send(name, data);
  };
  law.onChange(() => {
    if (stopping.signal.aborted) return;
    send('watch').catch((error: unknown) => log.warn({ err: error }, 'what it touches is found in the next hour'));
  });
  if (mail !== undefined) {
    await store.listen('message_told', () => {
      if (stopping.signal.aborted) return;
      send('send-mail').catch((error: unknown) => log.warn({ err: error }, 'mail waits for the next hour'));
    });
    await send('send-mail');
  }
  const sendWebhooks = () => {
    if (stopping.signal.aborted) return;
    send('webhooks').catch((error: unknown) => log.warn({ err: error }, 'webhooks wait for the next hour'));
  };
  if (webhooks !== undefined) {
    await store.listen('webhook_event', sendWebhooks);
    await send('webhooks');
  }
  const lookAtWebhooks =
    webhooks &&
    setInterval(() => {
      isWebhookDue(store, now()).then(
        (isDue) => isDue && sendWebhooks(),
        // The database is away: the next look finds them.
        () => undefined,
      );
    }, LOOK_AT_WEBHOOKS_MS);
  // What was recorded or imported, or which day came, while nobody was running.
  await send('watch');
  await send('remind');
  await send('assess');

  return {
    send,
    list: async ({ name, state } = {}) => {
      const found: JobSeen[] = [];
      for (const each of name === undefined ? JOB_NAMES : [name])
        found.push(
          ...(await boss.findJobs<object>(each, { limit: MOST_LISTED })).map((job) => {
            const one = seen(each, job);
            return each === 'watch' && one.state === 'active' ? { ...one, result: sofar } : one;
          }),
        );
      return found
        .filter((job) => state === undefined || job.state === state)
        .sort((one, two) => two.createdAt.getTime() - one.createdAt.getTime());
    },
    retry: async (name, id) => {
      const [job] = await boss.findJobs(name, { id });
      if (job?.state !== 'failed') return false;
      await boss.retry(name, id);
      return true;
    },
    stop: async () => {
      clearInterval(lookAtWebhooks);
      stopping.abort(new Error('the service stops; the next one goes on'));
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
      await threads.close();
    },
  };
}

function seen(
  name: JobName,
  { id, state, createdOn, startedOn, completedOn, output, ...job }: JobWithMetadata,
): JobSeen {
  const { message } = (output ?? {}) as { readonly message?: unknown };
  return {
    id,
    name,
    state,
    createdAt: createdOn,
    startedAt: startedOn ?? null,
    endedAt: completedOn,
    retries: (job as { readonly retryCount?: number }).retryCount ?? 0,
    result: state === 'completed' ? ((output ?? null) as JobSeen['result']) : null,
    failure: state !== 'completed' && typeof message === 'string' ? message : null,
  };
}
