import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { IntakeError, type TablePreview } from '../intake/index.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { BatchLine } from './batch.ts';
import type { AnswersTask, FactsRead, FactsTask, FileTask, FromWorker, PreviewTask, ToWorker } from './worker.ts';

type LawToAsk = Pick<LawInUse, 'fingerprint' | 'texts'>;

/** The threads that determine many exports and write answers out, so that the server's own thread stays free. */
export interface Workers {
  /**
   * The exports of a file, line by line as in `determineMany`. Hanging up (leaving the loop, or the signal) stops the work.
   * @throws IntakeError where the file as a whole cannot be read; the signal's reason; TooBusy
   */
  determineFile(
    law: LawToAsk,
    task: Omit<FileTask, 'port' | 'fingerprint'>,
    signal?: AbortSignal,
  ): AsyncGenerator<BatchLine>;
  /** See `previewTable`. @throws TooBusy */
  preview(task: PreviewTask, signal?: AbortSignal): Promise<TablePreview>;
  /** The facts of some exports of a file, or of a bill of materials, as they are read. @throws TooBusy */
  facts(task: FactsTask, signal?: AbortSignal): Promise<FactsRead>;
  /** Determines exports and writes the answers as a file. @throws TooBusy */
  answers(law: LawToAsk, task: Omit<AnswersTask, 'port' | 'fingerprint'>, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** All threads are at work and enough tasks wait already. */
export class TooBusy extends Error {
  constructor() {
    super('too many files are being worked on');
    this.name = 'TooBusy';
  }
}

export interface WorkersOptions {
  /** Threads; default: two, or one where the machine has only one core. */
  readonly threads?: number;
  /** Tasks that may wait for a thread; default 16. */
  readonly waiting?: number;
}

/** A thread that does not stop by itself within so many milliseconds is ended, and another started in its place. */
const PATIENCE = 5000;

/**
 * Starts no thread before there is work; an idle one is let go after five minutes, and with it its copy of the law.
 * @example for await (const line of workers.determineFile(law(), { bytes, file: 'orders.xlsx', reading: {}, options: {} })) …
 */
export function startWorkers({ threads, waiting = 16 }: WorkersOptions = {}): Workers {
  const maxThreads = threads ?? Math.min(2, availableParallelism());
  const pool = new Piscina({
    filename: path.join(import.meta.dirname, 'worker.ts'),
    minThreads: 0,
    maxThreads,
    idleTimeout: 5 * 60_000,
  });
  // A thread whose task was given up already may still run out of memory. Nobody waits for it: the next gets another.
  pool.on('error', () => undefined);

  let inHand = 0;

  async function run<Result>(
    name: string,
    task: object,
    port: MessagePort | undefined,
    signal?: AbortSignal,
  ): Promise<Result> {
    signal?.throwIfAborted();
    if (inHand >= maxThreads + waiting) throw new TooBusy();
    inHand += 1;
    try {
      return (await pool.run(task, {
        name,
        // A list it must be; the library's type follows another form of postMessage.
        transferList: (port === undefined ? [] : [port]) as object,
        ...(signal === undefined ? {} : { signal }),
      })) as Result;
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    } finally {
      inHand -= 1;
    }
  }

  return {
    async *determineFile(law, task, signal) {
      signal?.throwIfAborted();
      const { port1: ours, port2: port } = new MessageChannel();
      const tell = (message: ToWorker) => ours.postMessage(message);
      const end = new AbortController();
      const hangUp = () => {
        ours.close();
        setTimeout(() => end.abort(), PATIENCE).unref();
      };
      signal?.addEventListener('abort', hangUp, { once: true });
      const done = run<undefined>('determineFile', { ...task, port, fingerprint: law.fingerprint }, port, end.signal);
      // A thread that never started leaves the line open.
      const over = done.then(
        () => undefined,
        (error: unknown) => {
          ours.close();
          return { error };
        },
      );
      try {
        for await (const [message] of on(ours, 'message', { close: ['close'] }) as AsyncIterable<[FromWorker]>) {
          if ('wants' in message) tell({ texts: law.texts });
          else if ('unreadable' in message) throw new IntakeError(message.unreadable);
          else if ('over' in message) break;
          else {
            yield* message.lines;
            tell({ taken: true });
          }
        }
        signal?.throwIfAborted();
        const failed = await over;
        if (failed !== undefined) throw failed.error;
      } finally {
        signal?.removeEventListener('abort', hangUp);
        hangUp();
      }
    },

    preview: (task, signal) => run('preview', task, undefined, signal),
    facts: (task, signal) => run('facts', task, undefined, signal),

    async answers(law, task, signal) {
      const { port1: ours, port2: port } = new MessageChannel();
      ours.on('message', (message: FromWorker) => {
        if ('wants' in message) ours.postMessage({ texts: law.texts } satisfies ToWorker);
      });
      try {
        return await run<Uint8Array>('answers', { ...task, port, fingerprint: law.fingerprint }, port, signal);
      } finally {
        ours.close();
      }
    },

    close: () => pool.destroy(),
  };
}
